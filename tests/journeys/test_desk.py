"""The lead at the desk: slips, one pupil's record, putting it right, handing it over, erasing it."""

import json
import re
import threading
from pathlib import Path

import pytest
import pyzipper

from kiosk import demo
from kiosk.app import STAFF_GONE
from kiosk.flow import slow
from kiosk.pilot import Pilot, Staff
from kiosk.records import backup, reports
from kiosk.records.rows import PupilRow
from kiosk.records.store import Store

from .school import (
    SLOW,
    TEACHER,
    Clock,
    School,
    begin,
    book_of,
    class_of,
    open_class,
    play,
    pupils,
    sign,
    store_of,
)

CLASS, LESSON = "1 Acorn", "ks1-rule-4-lost-so-ask"
SOON = pytest.mark.parametrize("soon", [60.0, 0.0], ids=["at once", "meanwhile"])
"""As in a small school, and as in one whose records have grown: what takes a while is done beside the drawing."""


@pytest.fixture
def pilot(school: School) -> Pilot:
    """A class of which one pupil has had the lesson and signed; the lead is signed in."""
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON], agreement=True)
    first = pupils(pilot, CLASS)[0]
    begin(pilot, first.shown_name)
    play(pilot)
    sign(pilot)
    pilot.tap("Next person")
    teacher = Staff(pilot, *TEACHER)
    teacher.sign_in()
    pilot.tap("End lesson")
    pilot.tap("End it now")
    pilot.tap(next(name for name in pilot.tappable if name.startswith("I saw")))
    pilot.tap("OK")
    pilot.tap(TEACHER[0])
    Staff(pilot, *demo.LEAD).sign_in()
    return pilot


def record_of(pilot: Pilot, name: str) -> None:
    pilot.tap("Pupils")
    pilot.tap("Search by name")
    pilot.type(name)
    pilot.tap(next(label for label in pilot.tappable if name in label and label != name))
    pilot.shows("Record")


def passphrase(pilot: Pilot) -> None:
    Staff(pilot, *demo.LEAD).confirm()


def test_slips_that_come_back_are_ticked_and_a_tick_by_mistake_taken_back(pilot: Pilot) -> None:
    store = store_of(pilot)
    first = pupils(pilot, CLASS)[0]
    pilot.tap("Agreement")
    pilot.tap(CLASS)
    pilot.tap("Parents’ slips")
    pilot.tap(first.shown_name)
    assert [row.pupil.id for row in reports.slips(store) if row.returned_on] == [first.id]
    pilot.tap(first.shown_name)
    assert not [row for row in reports.slips(store) if row.returned_on]
    verbs = [row["verb"] for row in store.query("select verb from event where pupil_id = ? order by seq", first.id)]
    assert verbs[-2:] == ["slip-returned", "voided"], "added, never overwritten"


def test_a_turn_under_the_wrong_name_is_moved_and_both_records_say_so(pilot: Pilot) -> None:
    store = store_of(pilot)
    first, second = pupils(pilot, CLASS)[:2]
    title = book_of(pilot).playable[LESSON].title
    record_of(pilot, first.given_name)
    pilot.tap("Put right…")
    pilot.tap(title)
    pilot.tap("It was somebody else’s turn")
    pilot.tap(second.shown_name)
    pilot.shows("PutRight")
    rows = {
        row.given_name: row.status
        for row in reports.class_record(store, class_of(store, CLASS))
        if row.lesson_id == LESSON
    }
    assert (rows[first.given_name], rows[second.given_name]) == ("not yet", "shown")
    for pupil in (first, second):
        (correction,) = reports.pupil_record(store, pupil.id).corrections
        assert demo.LEAD[0] in correction.said


@SOON
def test_all_that_is_held_is_handed_over_behind_a_password(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, soon: float
) -> None:
    monkeypatch.setattr(slow, "SOON", soon)
    first = pupils(pilot, CLASS)[0]
    record_of(pilot, first.given_name)
    pilot.tap("Hand over all")
    passphrase(pilot)
    pilot.shows("Notice")
    told = " ".join(pilot.names)
    password = re.search(r"shown only now: (\S+)", told)
    assert password is not None
    (archive,) = pilot.app.flow.house.exports.glob("*.zip")
    with pyzipper.AESZipFile(archive) as zipped:
        (name,) = zipped.namelist()
        with pytest.raises(RuntimeError):
            zipped.read(name)
        zipped.setpassword(password[1].encode())
        held = json.loads(zipped.read(name))
    assert held["pupil"]["given_name"] == first.given_name
    assert len(list(pilot.app.flow.house.exports.glob("*.pdf"))) == 1, "and to read"
    assert any(row["verb"] == "agreed" for row in held["held"]["event"])


@SOON
def test_an_erased_pupil_is_gone_and_the_class_counts_stay(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, soon: float
) -> None:
    monkeypatch.setattr(slow, "SOON", soon)
    store = store_of(pilot)
    first = pupils(pilot, CLASS)[0]
    assert named(pilot, first)
    record_of(pilot, first.given_name)
    pilot.tap("Erase…")
    pilot.tap("The family asked")
    pilot.tap("Passphrase, then erase")
    passphrase(pilot)
    pilot.shows("Notice")
    assert pilot.sees("Erased")
    assert first.id not in {pupil.id for pupil in pupils(pilot, CLASS)}
    assert store.query("select count(*) as n from event where pupil_id = ?", first.id)[0]["n"] == 0
    assert store.anonymous_counts()
    assert not named(pilot, first)
    pilot.tap("OK")
    pilot.tap("School")
    pilot.tap("Letting go in time")
    (year,) = reports.kept_counts(store)
    assert (year.shown, year.signed) == (1, 1)
    assert pilot.sees(str(year))


def named(pilot: Pilot, pupil: PupilRow) -> list[Path]:
    """The files of the data folder that hold this name, as the records write it."""
    written = pupil.given_name.encode() + pupil.family_name.encode()
    folder = pilot.app.flow.house.backups.parent
    return [path for path in folder.rglob("*") if path.is_file() and written in path.read_bytes()]


@SOON
def test_a_copy_is_made_tried_out_and_gone_back_to(pilot: Pilot, monkeypatch: pytest.MonkeyPatch, soon: float) -> None:
    monkeypatch.setattr(slow, "SOON", soon)
    store = store_of(pilot)
    first = pupils(pilot, CLASS)[0]
    pilot.tap("School")
    pilot.tap("Kept safe: copies")
    pilot.tap("Make a copy now")
    assert pilot.sees("A copy was made and checked")
    pilot.tap("Try a restore out")
    assert pilot.sees("It would work.")
    pilot.tap("Back")
    pilot.tap("Agreement")
    pilot.tap(CLASS)
    pilot.tap("Parents’ slips")
    pilot.tap(first.shown_name)
    assert [row for row in reports.slips(store) if row.returned_on]

    pilot.tap("School")
    pilot.tap("Kept safe: copies")
    pilot.tap_key("copy-0")
    pilot.tap("Go back to this copy")
    pilot.tap("Passphrase, then go back")
    passphrase(pilot)
    assert pilot.sees("The records are as they were")
    assert not [row for row in reports.slips(store) if row.returned_on], "what came after the copy is not in it"
    assert next(row.what for row in reports.access_log(store)) == "restored"
    pilot.tap("OK")
    pilot.shows("Resting")
    Staff(pilot, *demo.LEAD).sign_in()
    pilot.tap("School")
    pilot.tap("Access log")
    assert pilot.sees("Nobody has changed a line")


def test_a_teacher_is_added_and_signs_in_with_what_was_handed_over(pilot: Pilot) -> None:
    pilot.tap("School")
    pilot.tap("Staff and codes")
    pilot.tap("Add a teacher")
    passphrase(pilot)
    pilot.type("Miss Achebe")
    pilot.tap("Add")
    pilot.shows("CodeToHandOver")
    code = next(widget.text for widget in pilot.app.widgets if widget.key == "code")  # type: ignore[attr-defined]
    pilot.tap("Written down")
    pilot.tap("Miss Achebe")
    assert pilot.sees("Has not signed in yet.")
    pilot.tap_key("sign-out")
    Staff(pilot, "Miss Achebe", code).sign_in()
    pilot.shows("NewCode")


def test_a_forgotten_code_is_reset_with_the_passphrase(pilot: Pilot) -> None:
    pilot.tap("School")
    pilot.tap("Staff and codes")
    pilot.tap(TEACHER[0])
    pilot.tap("New code")
    pilot.tap("Close")
    assert not pilot.sees("shown again"), "nothing is reset without it"
    pilot.tap(TEACHER[0])
    pilot.tap("New code")
    passphrase(pilot)
    pilot.shows("CodeToHandOver")
    code = next(widget.text for widget in pilot.app.widgets if widget.key == "code")  # type: ignore[attr-defined]
    pilot.tap("Written down")
    pilot.tap_key("sign-out")
    Staff(pilot, TEACHER[0], code).sign_in()
    pilot.shows("NewCode")


def test_somebody_covers_for_today_and_somebody_leaves(pilot: Pilot) -> None:
    store = store_of(pilot)
    pilot.tap("School")
    pilot.tap("Staff and codes")
    pilot.tap("Cover for today")
    passphrase(pilot)
    pilot.type("Mr Day")
    pilot.tap("Add")
    code = next(widget.text for widget in pilot.app.widgets if widget.key == "code")  # type: ignore[attr-defined]
    pilot.tap("Written down")
    pilot.tap(TEACHER[0])
    pilot.tap("Has left…")
    pilot.tap("Yes, has left")
    assert TEACHER[0] not in {person.name for person in store.staff()}
    pilot.tap_key("sign-out")
    Staff(pilot, "Mr Day", code).sign_in()
    pilot.shows("Launch")
    assert "Coverage" not in pilot.tappable


def test_dates_of_terms_and_whose_pupils_sign_are_the_schools_to_set(pilot: Pilot) -> None:
    store = store_of(pilot)
    before = store.half_terms(store.school().school_year)
    pilot.tap("School")
    pilot.tap("Terms and the cycle")
    pilot.tap_key("ends_on--1")
    pilot.tap("Keep these dates")
    after = store.half_terms(store.school().school_year)
    assert (before[0].ends_on - after[0].ends_on).days == 1
    assert after[1:] == before[1:]
    letter = "B" if store.school().cycle_year == "A" else "A"
    pilot.tap(f"Year {letter}")
    assert store.school().cycle_year == letter
    pilot.tap("Back")
    pilot.tap("Classes: who signs")
    pilot.tap(CLASS)
    assert not store.class_(class_of(store, CLASS)).signs
    pilot.tap("Back")
    pilot.tap("New school year")
    assert pilot.sees("There is nothing to do here until next September.")


def test_the_safeguarding_leads_words_are_what_a_pupil_is_told(pilot: Pilot) -> None:
    pilot.tap("School")
    pilot.tap("Tell an adult: the words")
    pilot.tap_key("line-tell-go-and-find")
    pilot.tap("Clear all")
    pilot.type("Go to Mrs Daniels in the blue room.")
    pilot.tap("Keep")
    pilot.tap_key("sign-out")
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON])
    pilot.tap("Tell an adult")
    assert pilot.sees("Go to Mrs Daniels in the blue room.")


def test_the_lead_sees_what_is_wrong_with_the_machine(pilot: Pilot) -> None:
    pilot.tap("School")
    pilot.tap("This machine")
    pilot.shows("Machine")
    assert any("Disk space" in name for name in pilot.names)
    pilot.tap("Back")
    pilot.shows("SchoolHome")


def test_a_class_is_closed_at_once_and_its_copy_made_beside_the_screen(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six years of records take seconds to copy and check: the screen is alive meanwhile, and nobody is signed out."""
    go_on, copy = threading.Event(), backup.copy

    def slowly(store: Store, folder: Path) -> Path:
        go_on.wait()
        return copy(store, folder)

    monkeypatch.setattr(slow, "SOON", 0.0)
    monkeypatch.setattr(backup, "copy", slowly)
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON])
    Staff(pilot, *TEACHER).sign_in()
    pilot.tap("End lesson")
    pilot.until_tappable("End it now")
    pilot.touch([pilot.find("End it now").rect.centre])
    pilot.wait(STAFF_GONE + 10)
    assert pilot.sees("is being made and checked")
    assert pilot.tappable == []
    assert store_of(pilot).current_launch() is None, "it is closed already"
    go_on.set()
    pilot.work_out()
    assert pilot.sees("A copy of the records was made and checked.")
    assert [*pilot.app.flow.house.backups.glob("records-*.db")]
    pilot.tap("OK")
    pilot.shows("Launch")
