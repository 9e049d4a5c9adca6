"""On the lead's desk "Back" goes where the lead came from, through however many screens, and never to what is gone."""

import pytest

from kiosk import demo
from kiosk.pilot import Pilot, Staff

from .school import SLOW, TEACHER, Clock, School, begin, book_of, open_class, play, pupils

CLASS, LESSON = "1 Acorn", "ks1-rule-4-lost-so-ask"


@pytest.fixture
def pilot(school: School) -> Pilot:
    """One pupil has had a lesson; the lead is signed in."""
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON])
    begin(pilot, pupils(pilot, CLASS)[0].shown_name)
    play(pilot)
    pilot.tap("Next person")
    Staff(pilot, *TEACHER).sign_in()
    pilot.tap("End lesson")
    pilot.tap("End it now")
    pilot.tap("OK")
    pilot.tap_key("sign-out")
    Staff(pilot, *demo.LEAD).sign_in()
    return pilot


def goes_back(pilot: Pilot, *screens: str) -> None:
    for screen in screens:
        pilot.tap_key("back")
        pilot.shows(screen)


def sought(pilot: Pilot) -> str:
    """Search for the pupil who had the lesson, and open the record; what was typed."""
    name = pupils(pilot, CLASS)[0].given_name
    pilot.tap("Pupils")
    pilot.tap("Search by name")
    pilot.type(name)
    pilot.tap(next(label for label in pilot.tappable if name in label and label != name))
    pilot.shows("Record")
    return name


def test_from_whose_turn_it_was_to_the_letters_that_were_typed(pilot: Pilot) -> None:
    name = sought(pilot)
    pilot.tap("Put right…")
    pilot.tap("Lost? Ask!")
    pilot.tap("It was somebody else’s turn")
    pilot.shows("Whose")
    goes_back(pilot, "PutRight", "Record", "FindPupil")
    assert any(name in label for label in pilot.tappable), "what was found is still there"
    pilot.tap_key("back")
    pilot.tap("Coverage")
    pilot.tap("Pupils")
    assert not any(name in label for label in pilot.tappable), "names are shown once they are asked for"


def test_a_record_that_was_opened_from_the_class_leads_back_to_the_class(pilot: Pilot) -> None:
    pilot.tap("Agreement")
    pilot.tap(CLASS)
    pilot.tap(pupils(pilot, CLASS)[3].shown_name)
    pilot.tap("Open the record")
    goes_back(pilot, "Signers", "AgreementDesk")
    pilot.tap("Pupils")
    pilot.tap(CLASS)
    pilot.tap(pupils(pilot, CLASS)[2].shown_name)
    pilot.tap("Put right…")
    goes_back(pilot, "Record", "ClassNames", "FindPupil")


def test_after_something_was_put_right_the_way_is_the_same(pilot: Pilot) -> None:
    sought(pilot)
    pilot.tap("Put right…")
    pilot.tap("Lost? Ask!")
    pilot.tap("Was not there")
    goes_back(pilot, "Record", "FindPupil")


def test_closing_the_passphrase_leaves_everything_where_it_was(pilot: Pilot) -> None:
    sought(pilot)
    pilot.tap("Hand over all")
    pilot.shows("SignIn")
    pilot.tap("Close")
    pilot.shows("Record")
    goes_back(pilot, "FindPupil")


def test_nobody_goes_back_to_a_record_that_was_erased(pilot: Pilot) -> None:
    name = sought(pilot)
    pilot.tap("Erase…")
    pilot.tap("The family asked")
    pilot.tap("Passphrase, then erase")
    pilot.type(demo.LEAD[1])
    pilot.tap("Sign in")
    pilot.tap("OK")
    pilot.shows("FindPupil")
    assert pilot.sees("Nobody has that name.")
    assert not any(name in label for label in pilot.tappable)


def test_the_rooms_of_the_school_are_left_one_door_at_a_time(pilot: Pilot) -> None:
    pilot.tap("School")
    pilot.tap("Staff and codes")
    pilot.tap("Add a teacher")
    Staff(pilot, *demo.LEAD).confirm()
    goes_back(pilot, "People")
    pilot.tap("Add a teacher")
    pilot.tap("Close")
    pilot.shows("People")
    pilot.tap("Add a teacher")
    Staff(pilot, *demo.LEAD).confirm()
    pilot.type("Ms Quill")
    pilot.tap("Add")
    pilot.tap("Written down")
    goes_back(pilot, "SchoolHome")
    pilot.tap("Bring in a class list")
    pilot.tap("demo-class-list.csv")
    goes_back(pilot, "Files", "SchoolHome")


def test_a_file_that_is_no_class_list_leads_back_to_the_files(pilot: Pilot, school: School) -> None:
    (school.folder / "rosters" / "dinners.csv").write_text("Monday,pasta\n", encoding="utf-8")
    pilot.tap("School")
    pilot.tap("Bring in a class list")
    pilot.tap("dinners.csv")
    assert pilot.sees("This file was not read")
    pilot.tap("OK")
    pilot.shows("Files")


def test_a_class_list_that_is_in_is_not_gone_back_to(pilot: Pilot, school: School) -> None:
    rows = "\n".join(f"{name},Smith,6,6 Rowan" for name in ("Ada", "Ben", "Cem", "Dot"))
    (school.folder / "rosters" / "rowan.csv").write_text(f"Forename,Surname,Year,Reg\n{rows}\n", encoding="utf-8")
    pilot.tap("School")
    pilot.tap("Bring in a class list")
    pilot.tap("rowan.csv")
    pilot.tap("Apply the changes")
    pilot.tap("OK")
    pilot.shows("SchoolHome")
