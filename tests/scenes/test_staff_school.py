"""The lead's half: the school in numbers, class lists in, records out, closing."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from staff_rows import LEAD, TWELVE, keys, labelled, said, tap, tappable

from kiosk.records.rows import (
    Choice,
    ClassChange,
    Known,
    Match,
    Plan,
    Problem,
    Roster,
    RosterLine,
    School,
)
from kiosk.scenes.files import Chose, Files, LookAgain
from kiosk.scenes.page import Back
from kiosk.scenes.roster_check import Apply, RosterCheck, Settled
from kiosk.scenes.school import CloseKiosk, GoIn, Room, SchoolHome
from kiosk.scenes.staff import GoTo
from kiosk.ui.scene import Leave

SCHOOL = School("Hazel Lane Primary", "Mrs Daniels", 2027, "Autumn 2", "A")


# ---------------------------------------------------------------- the desk


NOTES: dict[Room, str] = {"lists": "12 classes, 354 pupils", "copies": "There is none yet"}


def test_what_a_lead_looks_after() -> None:
    scene = SchoolHome(LEAD, SCHOOL, NOTES, frozenset(("copies",)))
    assert "Autumn 2, 2026/27, year A" in said(scene)
    assert tap(scene, "Bring in a class list") == Leave(GoIn("lists"))
    assert tap(scene, "Kept safe: copies") == Leave(GoIn("copies"))
    assert "New school year" not in tappable(scene)


def test_what_a_new_school_does_first_comes_before_what_else_waits() -> None:
    scene = SchoolHome(LEAD, SCHOOL, NOTES | {"terms": "The usual dates"}, frozenset(("terms", "copies")))
    assert "To begin with" in said(scene)
    assert tap(scene, "Next: term dates") == Leave(GoIn("terms"))
    later = SchoolHome(LEAD, SCHOOL, NOTES, frozenset(("copies",)))
    assert "One thing waits for you" in said(later)
    assert tap(later, "Next: the copies") == Leave(GoIn("copies"))


def test_where_nothing_waits_a_lesson_can_be_started() -> None:
    scene = SchoolHome(LEAD, SCHOOL, NOTES)
    assert "Nothing waits" in said(scene)
    assert tap(scene, "Start a lesson") == Leave(GoTo("start"))


def test_closing_is_asked_once() -> None:
    scene = SchoolHome(LEAD, SCHOOL, NOTES)
    assert tap(scene, "Close the kiosk") is None
    assert keys(scene) == {"no", "yes"}
    tap(scene, "No, go back")
    assert "room-lists" in keys(scene)
    tap(scene, "Close the kiosk")
    assert tap(scene, "Yes, close it") == Leave(CloseKiosk())


# ---------------------------------------------------------------- the files


@pytest.fixture
def lists(tmp_path: Path) -> list[Path]:
    found = []
    for place in range(7):
        path = tmp_path / f"pupils-{place}.csv"
        path.write_bytes(b"x" * 2500)
        at = datetime(2026, 11, 22, 9, place).timestamp()
        os.utime(path, (at, at))
        found.append(path)
    return found


def test_a_file_is_chosen_by_its_name_and_says_when_it_was_written(lists: list[Path]) -> None:
    scene = Files(LEAD, lists, (lists[0].parent,))
    row = next(widget for widget in scene.view(0) if widget.label == "pupils-3.csv")
    assert getattr(row, "note", "") == "Class list, CSV, 22 November 2026, 09:03, 2 KB"
    assert tap(scene, "pupils-3.csv") == Leave(Chose(lists[3]))


def test_a_folder_and_a_zip_say_that_they_are_oneroster(tmp_path: Path) -> None:
    folder, packed = tmp_path / "autumn", tmp_path / "autumn.zip"
    folder.mkdir()
    packed.write_bytes(b"PK")
    scene = Files(LEAD, (folder, packed), (tmp_path,))
    notes = {widget.label: getattr(widget, "note", "") for widget in scene.view(0)}
    assert notes["autumn"].startswith("OneRoster export, a folder, ")
    assert notes["autumn.zip"].startswith("OneRoster export, a zip, ")
    assert tap(scene, "autumn") == Leave(Chose(folder))


def test_every_file_is_on_a_page(lists: list[Path]) -> None:
    scene = Files(LEAD, lists, (lists[0].parent,))
    tap(scene, "More files")
    assert tap(scene, "pupils-6.csv") == Leave(Chose(lists[6]))


def test_without_a_file_it_says_where_to_put_one(tmp_path: Path) -> None:
    folder = tmp_path / "rosters"
    scene = Files(LEAD, (), (folder,))
    assert labelled(scene, "rosters")
    assert labelled(scene, f"in {tmp_path}")
    assert "Ask the office" in said(scene)
    assert tap(scene, "Look again") == Leave(LookAgain())
    assert tap(scene, "Back") == Leave(Back())


def test_a_file_that_has_gone_meanwhile_does_no_harm(tmp_path: Path) -> None:
    scene = Files(LEAD, (tmp_path / "gone.csv",), (tmp_path,))
    assert "It is not there any more" in [getattr(widget, "note", "") for widget in scene.view(0)]


# ---------------------------------------------------------------- the check


def joiner(line: int, name: str, title: str = "2 Oak") -> RosterLine:
    return RosterLine(line, name, "Patel", "Y2", title, None)


def known(name: str, title: str = "6 Pine") -> Known:
    return Known(f"id-{name}", name, "Smith", "Y6", title, 2027, None, False)


MADE = Choice("make", "Make 6 Maple")
NEW_CLASS = Problem("class:6 Maple", 391, "Class “6 Maple” is new", "Make it, or pick another", choices=(MADE,))
NO_CLASS = Problem(
    "112:class",
    112,
    "No class given",
    "Put into a class, or leave out",
    choices=(*(Choice(f"class:{group.title}", group.title) for group in TWELVE), Choice("leave-out", "Leave it out")),
)
SPELLING = Problem("37:spelling", 37, "“ZoÃ«” read again as UTF-8: “Zoë”", "Look at it.", put_right=True)


def plan(*problems: Problem, classes: int = 2) -> Plan:
    return Plan(
        roster=Roster("pupils.csv", "UTF-8", 418, (), problems),
        answers={},
        avatars=(),
        whole_school=False,
        joiners=(joiner(2, "Zara"), joiner(3, "Aisha")),
        returning=(Match(joiner(4, "Mei"), known("Mei")),),
        leavers=(known("Finn"),),
        movers=(Match(joiner(5, "Kofi", "3 Elm"), known("Kofi", "2 Oak")),),
        unchanged=tuple(Match(joiner(place, "Nia"), known("Nia")) for place in range(6, 12)),
        problems=problems,
        by_class=tuple(ClassChange(f"Class {place}", 3, 1, 0) for place in range(classes)),
    )


def test_a_list_without_questions_can_be_applied_at_once() -> None:
    scene = RosterCheck(LEAD, plan(SPELLING))
    assert tap(scene, "Apply the changes") == Leave(Apply())
    assert tap(scene, "Back") == Leave(Back())


def test_the_numbers_and_whose_they_are() -> None:
    scene = RosterCheck(LEAD, plan())
    stats = {widget.key: widget.label for widget in scene.view(0) if widget.key.startswith("stat-")}
    assert list(stats.values()) == ["3", "1", "1", "6", "0"]
    names = {"stat-joiner": "Mei Patel, 2 Oak, here before", "stat-mover": "Kofi Patel, from 2 Oak to 3 Elm"}
    for key, name in names.items():
        stat = next(widget for widget in scene.view(0) if widget.key == key)
        assert stat.on_tap is not None
        stat.on_tap()
        assert labelled(scene, name)
        assert keys(scene) == {"close"}
        tap(scene, "Close")


def test_nothing_is_applied_while_a_question_is_open() -> None:
    scene = RosterCheck(LEAD, plan(NO_CLASS, NEW_CLASS))
    assert "apply" not in keys(scene)
    assert labelled(scene, "Apply: 2 left to choose").on_tap is None


def test_a_question_is_answered_with_one_of_its_choices() -> None:
    scene = RosterCheck(LEAD, plan(NO_CLASS))
    tap(scene, "No class given")
    assert "Line 112 of the file. Put into a class, or leave out" in said(scene)
    assert "apply" not in keys(scene)
    assert "back" not in keys(scene)
    assert tap(scene, "2 Holly") == Leave(Settled("112:class", "class:2 Holly"))


def test_every_choice_can_be_reached() -> None:
    scene = RosterCheck(LEAD, plan(NO_CLASS))
    tap(scene, "No class given")
    tap(scene, "More choices")
    assert tap(scene, "Leave it out") == Leave(Settled("112:class", "leave-out"))
    tap(scene, "Not now")
    assert "No class given" in tappable(scene)


def test_what_was_chosen_is_shown_and_can_be_changed() -> None:
    scene = RosterCheck(LEAD, plan(replace(NEW_CLASS, chosen="make")))
    row = labelled(scene, NEW_CLASS.what)
    assert getattr(row, "note", "") == "Line 391: make 6 Maple"
    assert getattr(row, "then", "") == "Change"
    assert tap(scene, "Apply the changes") == Leave(Apply())


def test_what_was_put_right_is_told_with_its_line_and_asks_nothing() -> None:
    row = labelled(RosterCheck(LEAD, plan(SPELLING)), SPELLING.what)
    assert getattr(row, "note", "") == "Line 37: look at it."
    assert row.on_tap is None


def test_it_opens_where_the_first_question_is() -> None:
    spellings = [Problem(f"{line}:spelling", line, f"Line {line}", "Look.", put_right=True) for line in range(2, 8)]
    scene = RosterCheck(LEAD, plan(*spellings, NO_CLASS))
    assert "No class given" in tappable(scene)


def test_every_class_is_on_a_page() -> None:
    scene = RosterCheck(LEAD, plan(classes=14))
    assert not [widget for widget in scene.view(0) if widget.label == "Class 13"]
    tap(scene, "More classes")
    assert labelled(scene, "Class 13")
