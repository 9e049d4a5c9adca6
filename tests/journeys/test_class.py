"""A class of thirty-five at the agreement, one after another."""

import pytest

from kiosk.records import reports
from kiosk.scenes.names import Names

from .school import (
    SLOW,
    Clock,
    School,
    begin,
    class_of,
    import_classes,
    launch_of,
    open_class,
    play,
    pupils,
    sign,
    store_of,
    tiles,
    to_names,
    touch,
)

WILLOW = "6 Willow"


def test_thirty_five_pupils_sign_one_after_another(school: School) -> None:
    """The class hears the rules together; then everybody signs for themselves, and is somebody by three pictures."""
    pilot = school.start(size=(480, 270), clock=Clock(SLOW))
    clock = pilot.app.clock
    open_class(pilot, WILLOW, agreement=True, whole_class=True)
    play(pilot)
    pilot.shows("ClassDone")
    pilot.tap("Next")
    everybody = pupils(pilot, WILLOW)
    assert len(everybody) == 35
    assert [tile.label for tile in tiles(pilot)] == [pupil.shown_name for pupil in everybody]
    for nth, pupil in enumerate(everybody, 1):
        begin(pilot, pupil.shown_name)
        seen = play(pilot)
        assert "HearRule" not in seen, "the rules were heard together"
        sign(pilot)
        pilot.shows("Thanks")
        assert pilot.sees("Your name is signed.")
        pilot.wait(0.6)
        asked = clock.now()
        pilot.tap("Next person")
        pilot.shows("Names")
        assert clock.now() - asked <= 2
        assert sum(tile.state == "done" for tile in tiles(pilot)) == nth
    assert pilot.sees("Everyone has had a turn.")

    # Who is done is done: their names are there, and lead nowhere.
    page = pilot.app.scene
    assert isinstance(page, Names)
    for tile in tiles(pilot):
        assert tile.on_tap is None
        touch(pilot, tile)
    assert pilot.app.scene is page

    store = store_of(pilot)
    signatures = store.signatures(launch_of(pilot).id)
    assert sorted(signature.pupil.id for signature in signatures) == sorted(pupil.id for pupil in everybody)
    assert all(len(signature.strokes) == 3 for signature in signatures)
    record = [row for row in reports.class_record(store, class_of(store, WILLOW)) if row.lesson_id == "agreement"]
    assert [row.status for row in record] == ["signed"] * 35
    assert {row.mode for row in record} == {"one at a time"}
    assert all(pupil.has_password for pupil in pupils(pilot, WILLOW))


def test_next_person_is_at_the_names_within_two_seconds_after_a_lesson_too(school: School) -> None:
    pilot = school.start()
    lesson = pilot.app.flow.book.lessons["ks1-rule-4-lost-so-ask"]
    open_class(pilot, "1 Acorn", lesson)
    begin(pilot, pupils(pilot, "1 Acorn")[0].shown_name)
    play(pilot)
    asked = pilot.app.clock.now()
    pilot.tap("Next person")
    pilot.shows("Names")
    assert pilot.app.clock.now() - asked <= 2
    done = next(tile for tile in tiles(pilot) if tile.state == "done")
    touch(pilot, done)
    pilot.shows("Names")


@pytest.mark.parametrize(("title", "year"), [("1 Hazel", "1"), ("5 Birch", "5")])
def test_a_first_name_that_is_shared_gets_an_initial(school: School, title: str, year: str) -> None:
    amaras, toms = [("Amara", "Khan"), ("Amara", "Osei")], [("Tom", "Hall"), ("Tom", "Hughes")]
    with school.records() as store:
        import_classes(store, school.folder, year, {title: [*amaras, ("Ben", "Price"), *toms]})
    pilot = school.start()
    open_class(pilot, title, agreement=True)
    to_names(pilot)
    assert [tile.label for tile in tiles(pilot)] == ["Amara K", "Amara O", "Ben", "Tom Ha", "Tom Hu"]
    begin(pilot, "Amara O")
    assert "Amara O" in pilot.names
    attempts = store_of(pilot).query("select pupil_id from event where verb = 'attempted'")
    assert [row["pupil_id"] for row in attempts] == [p.id for p in pupils(pilot, title) if p.family_name == "Osei"]
