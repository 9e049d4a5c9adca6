"""Check-ins in the records: who is asked which form, and what is counted of whom."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.content.stamp import Stamp
from kiosk.records import exports, reports
from kiosk.records.exports import Wanted, sheets
from kiosk.records.rows import Answer, AskedForm, CheckInRow, Only
from kiosk.records.store import Store

from .made import Clock, bring_in, class_id, person, stamp

CODES = ("press-to-see", "my-fault")
TEXT = json.dumps(
    {
        "lesson": {"misconceptions": CODES},
        "misconceptions": {code: {"meaning": f"Meaning of {code}", "teach-next": f"After {code}"} for code in CODES},
    }
)
CHECK_IN = Stamp("ks2-check-in", "Check-in", "c" * 64, TEXT)
NAMES = ("Ada", "Ben", "Dev", "Eve", "Kofi", "Leo", "Mia")
JUNE = datetime(2027, 6, 21, 10, tzinfo=UTC)
FOUR = "4C"


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """A class of seven, 4C, beside the others."""
    old = (tmp_path / "pupils.csv").read_text("utf-8")
    bring_in(store, tmp_path, old + "".join(f"{name},Hall,4,{FOUR},\n" for name in NAMES))
    return store


def open_(store: Store, title: str = FOUR) -> str:
    return store.launch(class_id(store, title), [CHECK_IN], False, "individual", person(store, "teacher")).id


def pupil(store: Store, name: str, title: str = FOUR) -> str:
    return next(row.id for row in store.pupils(class_id(store, title)) if row.given_name == name)


def go(store: Store, launch_id: str, name: str, *codes: str | None, done: bool = True, title: str = FOUR) -> str:
    """A turn with these misconceptions behind its answers, idea by idea."""
    place = store.begin_check_in(launch_id, pupil(store, name, title), CHECK_IN, 1)
    for nth, code in enumerate(codes):
        store.answered(place.attempt_id, Answer(f"idea-{nth}", code or "ask", 1, code))
    if done:
        store.complete(place.attempt_id, 90, steps=("form-a",))
    return place.attempt_id


def counts(store: Store, title: str = FOUR) -> dict[str, tuple[int | None, int, int | None, int]]:
    rows = reports.check_in(store, class_id(store, title))
    return {row.misconception: (row.before, row.before_of, row.after, row.after_of) for row in rows}


def form(store: Store, launch_id: str, name: str) -> AskedForm:
    return store.asked_form(launch_id, pupil(store, name), CHECK_IN.id)


# ---------------------------------------------------------------- forms


def test_half_the_class_begins_with_each_form_and_changes_over(school: Store, clock: Clock) -> None:
    launch = open_(school)
    began = {name: form(school, launch, name).form for name in NAMES}
    assert sorted(began.values()).count("form-a") == 4
    assert began["Ada"] != began["Ben"]
    go(school, launch, "Ada", None)
    school.end(launch)
    clock.at = JUNE
    launch = open_(school)
    other = "form-b" if began["Ada"] == "form-a" else "form-a"
    assert form(school, launch, "Ada") == AskedForm(other, True)
    assert form(school, launch, "Ben") == AskedForm(began["Ben"], False)


def test_what_a_pupil_began_with_stays(school: Store, tmp_path: Path) -> None:
    """In the middle of a go, and when others join or the pupil is in another class."""
    launch = open_(school)
    before = form(school, launch, "Ben")
    go(school, launch, "Ben", None, done=False)
    roster = (tmp_path / "pupils.csv").read_text("utf-8")
    bring_in(school, tmp_path, roster + f"Aaliyah,Ahmed,4,{FOUR},\n")
    assert form(school, launch, "Ben") == before
    school.end(launch)
    moved = roster.replace(f"Ben,Hall,4,{FOUR},", "Ben,Hall,4,4B,")
    bring_in(school, tmp_path, moved)
    launch = open_(school, "4B")
    ben = next(
        row.id for row in school.pupils(class_id(school, "4B")) if (row.given_name, row.family_name) == ("Ben", "Hall")
    )
    assert school.asked_form(launch, ben, CHECK_IN.id) == before


def test_a_go_under_the_wrong_name_does_not_count(school: Store, clock: Clock) -> None:
    launch = open_(school)
    before = form(school, launch, "Ada")
    school.undo(go(school, launch, "Ada", None), "wrong name")
    assert form(school, launch, "Ada") == before
    assert pupil(school, "Ada") not in {t.pupil.id for t in school.turns(launch) if t.status == "done"}


def test_it_is_done_for_the_half_term_and_comes_again_in_another(school: Store, clock: Clock) -> None:
    launch = open_(school)
    go(school, launch, "Ada", None)
    school.end(launch)
    launch = open_(school)
    assert school.done(launch, pupil(school, "Ada")) == {CHECK_IN.id}
    assert school.done(launch, pupil(school, "Ben")) == frozenset()
    school.end(launch)
    clock.at = JUNE
    assert school.done(open_(school), pupil(school, "Ada")) == frozenset()


def test_the_form_is_kept_and_a_whole_class_is_not_asked_at_once(school: Store) -> None:
    launch = open_(school)
    go(school, launch, "Ben", None)
    kept = school.query("select response from live_event where verb = 'attempted'")
    assert [row["response"] for row in kept] == ["form-b"]
    school.end(launch)
    with pytest.raises(ValueError, match="one pupil at a time"):
        school.launch(class_id(school, FOUR), [stamp(), CHECK_IN], False, "whole-class", person(school, "teacher"))


# ---------------------------------------------------------------- counts


def test_before_and_after_are_counted_by_misconception(school: Store, clock: Clock) -> None:
    launch = open_(school)
    go(school, launch, "Ada", "press-to-see", "press-to-see")  # twice behind one pupil's answers is one pupil
    go(school, launch, "Ben", "press-to-see", "my-fault")
    for name in NAMES[2:]:
        go(school, launch, name, None, None)
    assert counts(school) == {"press-to-see": (2, 7, None, 0), "my-fault": (1, 7, None, 0)}
    school.end(launch)
    clock.at = JUNE
    launch = open_(school)
    for name in NAMES[1:]:
        go(school, launch, name, "my-fault" if name == "Mia" else None)
    assert reports.check_in(school, class_id(school, FOUR)) == [
        CheckInRow("press-to-see", "Meaning of press-to-see", "After press-to-see", 2, 7, 0, 6, ""),
        CheckInRow("my-fault", "Meaning of my-fault", "After my-fault", 1, 7, 1, 6, ""),
    ]


def test_fewer_than_six_are_hidden_and_the_row_says_so(school: Store) -> None:
    launch = open_(school)
    for name in NAMES[:5]:
        go(school, launch, name, "my-fault")
    (first, _) = reports.check_in(school, class_id(school, FOUR))
    assert (first.before, first.before_of) == (None, 5)
    assert first.note == "Before: hidden, because fewer than six pupils were asked. After: nobody was asked yet."
    go(school, launch, NAMES[5], None)
    assert counts(school)["my-fault"] == (5, 6, None, 0)


def test_only_first_answers_of_what_was_finished_count(school: Store, clock: Clock) -> None:
    launch = open_(school)
    for name in NAMES[:6]:
        go(school, launch, name, None, None)
    go(school, launch, "Mia", "press-to-see", done=False)  # and starts again
    assert counts(school)["press-to-see"] == (0, 6, None, 0)
    go(school, launch, "Mia", None, "my-fault")
    assert counts(school) == {"press-to-see": (1, 7, None, 0), "my-fault": (1, 7, None, 0)}


def test_a_third_time_stands_in_for_the_second(school: Store, clock: Clock) -> None:
    for at, code in ((clock.at, None), (datetime(2027, 2, 1, 10, tzinfo=UTC), "my-fault"), (JUNE, "press-to-see")):
        clock.at = at
        launch = open_(school)
        for name in NAMES[:6]:
            go(school, launch, name, code)
        school.end(launch)
    assert counts(school) == {"press-to-see": (0, 6, 6, 6), "my-fault": (0, 6, 0, 6)}


def test_another_class_and_another_year_are_not_counted(school: Store, clock: Clock) -> None:
    launch = open_(school)
    for name in NAMES:
        go(school, launch, name, "my-fault")
    school.end(launch)
    assert reports.check_in(school, class_id(school, "4B")) == []
    old = class_id(school, FOUR)
    clock.at += timedelta(days=365)
    rows = {row.misconception: row.before for row in reports.check_in(school, old)}
    assert rows == {"press-to-see": 0, "my-fault": 7}, "last year's counts stay as they were"


# ---------------------------------------------------------------- pupils


def test_a_pupils_row_says_that_it_is_done_and_no_more(school: Store) -> None:
    launch = open_(school)
    go(school, launch, "Ada", "press-to-see", "my-fault")
    go(school, launch, "Ben", "press-to-see", done=False)
    rows = {
        row.given_name: row
        for row in reports.class_record(school, class_id(school, FOUR))
        if row.lesson_id == CHECK_IN.id
    }
    assert {name: row.status for name, row in rows.items()} == {
        **dict.fromkeys(NAMES, "not yet"),
        "Ada": "done",
        "Ben": "part-way",
    }
    assert {(row.first_answers, row.tries) for row in rows.values()} == {("", None)}


def test_the_file_of_counts_names_nobody(school: Store, tmp_path: Path) -> None:
    launch = open_(school)
    for name in NAMES:
        go(school, launch, name, "my-fault" if name == "Ada" else None)
    wanted = Wanted("check-in", "csv", Only(class_ids=(class_id(school, FOUR),)))
    path = exports.write(school, wanted, tmp_path / "out", person(school, "teacher")).path
    assert path.name == "4C_check-in_2026-11-22.csv"
    head, first, second = path.read_text("utf-8-sig").splitlines()
    assert head == ",".join(f'"{column}"' for column in (*sheets.CHECK_IN_COLUMNS, "Access log"))
    assert first.startswith('"4C","press-to-see","Meaning of press-to-see","After press-to-see","0","7","","0",')
    assert second.startswith('"4C","my-fault","Meaning of my-fault","After my-fault","1","7","","0",')
    assert not any(name in first + second for name in ("Ada", "Hall"))
    logged = school.query("select detail from audit order by seq desc limit 1")[0]
    assert json.loads(logged["detail"])["report"] == "check-in"
