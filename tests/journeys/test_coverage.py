"""The lead at the Coverage tab, by finger and by key: a class by lesson and pupil, names while they are held, a closer
look, before and after; down to the record that is opened and the lesson that is started."""

from collections.abc import Sequence

import pytest
from records.exports.readers import needs_poppler, text

from kiosk import demo
from kiosk.content.stamp import Stamp
from kiosk.pilot import Pilot, Staff
from kiosk.records.rows import Answer, PupilRow
from kiosk.records.store import Store
from kiosk.scenes.before_after import BeforeAfter
from kiosk.scenes.grid import BODY, ROW, Grid, Names
from kiosk.scenes.launch import Launch
from kiosk.scenes.matrix import NAMED_FOR, ClassMatrix
from kiosk.scenes.pupil_record import Record

from .school import SLOW, Clock, School, book_of, class_of, launch_of, pupils, store_of

CLASS = "6 Willow"
TOGETHER, ALONE, CHECK_IN = "ks2-rule-9-login-as-me", "ks2-rule-10-no-meeting", "ks2-check-in"
IDEA = "must-reply"


@pytest.fixture
def pilot(school: School) -> Pilot:
    """A class of thirty-five that had one lesson together and begun another; eight pupils were checked in twice."""
    pilot = school.start(clock=Clock(SLOW))
    book, store = book_of(pilot), store_of(pilot)
    teacher = next(person for person in store.staff() if person.role == "teacher")
    class_id, seats = class_of(store, CLASS), pupils(pilot, CLASS)
    together = store.launch(class_id, [book.stamp(book.playable[TOGETHER])], False, "whole-class", teacher)
    store.end(together.id, [seats[3].id], taught=[TOGETHER])
    alone = store.launch(class_id, [stamp := book.stamp(book.playable[ALONE])], False, "individual", teacher)
    for pupil in seats[:5]:
        store.complete(store.begin(alone.id, pupil.id, stamp, 1).attempt_id, 60)
    store.begin(alone.id, seats[5].id, stamp, 1)
    store.end(alone.id)
    for had in (6, 2):
        check_in(store, class_id, book.stamp(book.playable[CHECK_IN]), seats[:8], had)
    Staff(pilot, *demo.LEAD).sign_in()
    pilot.shows("Coverage")
    return pilot


def check_in(store: Store, class_id: str, stamp: Stamp, seats: Sequence[PupilRow], had: int) -> None:
    """One time of it, at which so many of them have the idea."""
    teacher = next(person for person in store.staff() if person.role == "teacher")
    launch = store.launch(class_id, [stamp], False, "individual", teacher)
    for nth, pupil in enumerate(seats):
        place = store.begin_check_in(launch.id, pupil.id, stamp, 1)
        code = IDEA if nth < had else None
        store.answered(place.attempt_id, Answer("idea", code or "ask", 1, code))
        store.complete(place.attempt_id, 90, steps=("form-a",))
    store.end(launch.id)


def open_class(pilot: Pilot) -> ClassMatrix:
    pilot.tap_key(f"class-{class_of(store_of(pilot), CLASS)}")
    return table(pilot)


def table(pilot: Pilot) -> ClassMatrix:
    scene = pilot.app.scene
    assert isinstance(scene, ClassMatrix), pilot.screen
    return scene


def grid(pilot: Pilot) -> Grid:
    return next(widget for widget in pilot.app.widgets if isinstance(widget, Grid))


def mark(pilot: Pilot, lesson_id: str, pupil: int) -> tuple[float, float]:
    """Where the mark of a lesson and a pupil is, brought into sight by hand if it is not."""
    row = next(at for at, each in enumerate(table(pilot).matrix.rows) if each.lesson_id == lesson_id)
    middle = BODY.centre
    while not BODY.y <= grid(pilot).room((row, pupil)).centre[1] <= BODY.bottom:
        pilot.touch([middle, (middle[0], middle[1] - 100), (middle[0], middle[1] - 40 - 4 * ROW)])
    return grid(pilot).room((row, pupil)).centre


def test_no_name_is_seen_but_for_as_long_as_it_is_held(pilot: Pilot) -> None:
    seats = pupils(pilot, CLASS)
    open_class(pilot)
    everybody = {pupil.shown_name for pupil in seats}

    def names() -> tuple[str, ...]:
        return next((widget.names for widget in pilot.app.widgets if isinstance(widget, Names)), ())

    assert not everybody & {*pilot.names}
    with pilot.holding("Press and hold to show names"):
        pilot.wait(3 * NAMED_FOR)
        assert names() == tuple(pupil.shown_name for pupil in seats)
        # A second finger moves the table meanwhile, and the names go with it.
        pilot.touch([BODY.centre, (700, 500), (500, 500)], finger=8)
        assert table(pilot).scroll.x > 0 and names()
    assert not names()


def test_a_drag_scrolls_and_a_tap_looks_closer_up_to_the_record(pilot: Pilot) -> None:
    seats = pupils(pilot, CLASS)
    scene = open_class(pilot)
    assert len(scene.matrix.pupils) == 35 and len(scene.matrix.rows) > 12
    pilot.wait(0.6)
    pilot.touch([BODY.centre, (900, 500), (500, 300)])
    assert (scene.scroll.x, scene.scroll.y) > (0, 0)
    assert table(pilot) is scene and "closer-close" not in {widget.key for widget in pilot.app.widgets}
    pilot.touch([(700, 450), (800, 500), (1900, 1000)])
    assert (scene.scroll.x, scene.scroll.y) == (0, 0)
    pilot.touch([mark(pilot, TOGETHER, 2)])
    pilot.steps()
    assert pilot.sees("Pupil 3 was taught this with the class on ")
    pilot.tap("Show the name")
    assert pilot.sees(f"{seats[2].shown_name} was taught this with the class on ")
    pilot.tap("Only as me, pupil 4: away")
    assert pilot.sees("Pupil 4 was away when the class had this.")
    pilot.tap("Open the record")
    record = pilot.app.scene
    assert isinstance(record, Record) and record.record.pupil.id == seats[3].id


def test_the_table_is_narrowed_and_the_numbers_stay(pilot: Pilot) -> None:
    open_class(pilot)
    pilot.tap("Any")
    pilot.tap("Begun")
    scene = table(pilot)
    assert [row.lesson_id for row in scene.matrix.rows] == [ALONE]
    assert scene.numbers == (6,)
    pilot.tap("Either")
    pilot.tap("Whole class")
    assert pilot.sees("There is nothing like that in this class.")
    pilot.tap("Begun")
    pilot.tap("Any")
    scene = table(pilot)
    assert {row.lesson_id for row in scene.matrix.rows} == {TOGETHER}
    assert len(scene.matrix.pupils) == 34, "one was away"
    pilot.tap("Next class: 1 Acorn")
    assert table(pilot).matrix.group.title == "1 Acorn"
    pilot.tap("All classes")
    pilot.shows("Coverage")


def test_keys_go_through_the_table_and_ask_for_names(pilot: Pilot) -> None:
    scene = open_class(pilot)
    pilot.wait(0.6)
    while pilot.app.focused != "grid":
        pilot.press("tab")
    for _ in range(20):
        pilot.press("right")
    for _ in range(14):
        pilot.press("down")
    assert scene.cursor == (14, 20) and scene.scroll.y > 0
    assert pilot.app.focused == "grid"
    pilot.press("return")
    pilot.steps()
    assert pilot.sees("Pupil 21") or pilot.sees("Nobody has had this yet.")
    pilot.tap("Close")
    while pilot.app.focused != "show-names":
        pilot.press("tab")
    pilot.press("return")
    pilot.wait(NAMED_FOR / 2)
    assert any(isinstance(widget, Names) for widget in pilot.app.widgets)
    pilot.wait(NAMED_FOR / 2 + 1)
    assert not any(isinstance(widget, Names) for widget in pilot.app.widgets)


def test_a_lesson_is_opened_by_its_title_and_taught(pilot: Pilot) -> None:
    open_class(pilot)
    pilot.wait(0.6)
    pilot.touch([(BODY.x - 200, mark(pilot, ALONE, 0)[1])])
    pilot.steps()
    assert pilot.sees("one at a time, by ") and pilot.sees("Still to do for 30 of 35 pupils.")
    pilot.tap("Teach it now")
    scene = pilot.app.scene
    assert isinstance(scene, Launch) and scene.chosen == (ALONE,)
    pilot.tap(f"Start with {CLASS}")
    assert launch_of(pilot).lesson_ids == (ALONE,)
    assert launch_of(pilot).class_title == CLASS


def test_who_has_one_lesson_still_to_do_is_three_taps_from_the_class(pilot: Pilot) -> None:
    scene = open_class(pilot)
    every = len(scene.matrix.rows)
    pilot.wait(0.6)
    pilot.touch([(BODY.x - 200, mark(pilot, ALONE, 0)[1])])
    pilot.tap("Only this lesson")
    assert [row.lesson_id for row in table(pilot).matrix.rows] == [ALONE]
    pilot.tap("Any")
    pilot.tap("Still to do")
    assert len(table(pilot).matrix.pupils) == 30
    title = table(pilot).matrix.rows[0].lesson_title
    pilot.tap(title)
    assert table(pilot).only.statuses and len(table(pilot).matrix.rows) > 1
    pilot.tap("Still to do")
    pilot.tap("Any")
    assert len(table(pilot).matrix.rows) == every


def test_before_and_after_leads_to_the_lesson_that_meets_the_idea(pilot: Pilot) -> None:
    pilot.tap("Before and after")
    school = pilot.app.scene
    assert isinstance(school, BeforeAfter) and school.group is None
    row = next(row for row in school.rows if row.misconception == IDEA)
    assert (row.before, row.before_of, row.after, row.after_of) == (6, 8, 2, 8)
    pilot.tap("Whole school")
    pilot.tap("1 Acorn")
    assert pilot.sees("No check-in has been given this school year.")
    pilot.tap("1 Acorn")
    pilot.tap(CLASS)
    assert pilot.sees("2 of 8 still")
    pilot.tap(f"Start it with {CLASS}")
    scene = pilot.app.scene
    assert isinstance(scene, Launch)
    pilot.tap(f"Start with {CLASS}")
    (lesson_id,) = launch_of(pilot).lesson_ids
    assert IDEA in book_of(pilot).playable[lesson_id].misconceptions


@needs_poppler
def test_what_the_check_ins_show_is_printed_without_a_name(pilot: Pilot) -> None:
    pilot.tap("Before and after")
    pilot.tap("Whole school")
    pilot.tap(CLASS)
    pilot.tap("Export this")
    pilot.shows("Export")
    assert pilot.sees(CLASS)
    pilot.tap("PDF")
    pilot.tap("Make the file")
    pilot.until_screen("ExportDone")
    (path,) = pilot.app.flow.house.exports.iterdir()
    words = text(path)
    assert "asked: 8 before, 8 after" in words
    assert "75%" in words and "25%" in words and "Next: KS2 rule 11" in words
    assert not [pupil for pupil in pupils(pilot, CLASS) if pupil.family_name in words]


def test_what_is_seen_goes_out_by_the_export_tab(pilot: Pilot) -> None:
    open_class(pilot)
    pilot.tap("Export this")
    pilot.shows("Export")
    pilot.tap("Coverage")
    pilot.tap("Governors’ page")
    pilot.shows("Export")
