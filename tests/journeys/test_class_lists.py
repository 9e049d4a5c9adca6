"""Class lists on the screen: what is offered, what is told before anything changes, what is in the records after."""

import shutil
from pathlib import Path

import pytest

from kiosk import demo
from kiosk.pilot import Pilot, Staff

from .school import SLOW, Clock, School, class_of, store_of

GIVEN = Path(__file__).parents[1] / "records" / "rosters"
NAMES = ("鎮", "Zoë", "Łukasz", "Ọlá", "Siân")


def at_the_lists(school: School) -> Pilot:
    pilot = school.start(clock=Clock(SLOW))
    Staff(pilot, *demo.LEAD).sign_in()
    pilot.tap("School")
    pilot.tap("Bring in a class list")
    return pilot


def test_a_name_that_the_screen_cannot_draw_is_told_and_kept(school: School) -> None:
    rows = "\n".join(f"{name},Smith,6,6 Rowan" for name in NAMES)
    (school.folder / "rosters" / "rowan.csv").write_text(f"Forename,Surname,Year,Reg\n{rows}\n", encoding="utf-8-sig")
    pilot = at_the_lists(school)
    pilot.tap("rowan.csv")
    assert pilot.sees("The screen has no picture of 鎮 in “鎮 Smith”")
    assert not any("Łukasz" in name for name in pilot.names), "those that it can draw are not mentioned"
    pilot.tap("Apply the changes")
    store = store_of(pilot)
    assert {pupil.given_name for pupil in store.pupils(class_of(store, "6 Rowan"))} == set(NAMES)


@pytest.mark.parametrize("packed", [False, True], ids=["a folder", "a zip"])
def test_a_oneroster_export_is_offered_and_checked(school: School, packed: bool) -> None:
    export, rosters = GIVEN / "oneroster-1.1", school.folder / "rosters"
    if packed:
        shutil.make_archive(str(rosters / "autumn"), "zip", export)
    else:
        shutil.copytree(export, rosters / "autumn")
    pilot = at_the_lists(school)
    name = "autumn.zip" if packed else "autumn"
    row = pilot.find(name)
    assert getattr(row, "note", "").startswith("OneRoster export, a zip" if packed else "OneRoster export, a folder")
    pilot.tap(name)
    pilot.shows("RosterCheck")
    assert any(label.startswith(name) for label in pilot.names)
    pilot.tap("Back")
    pilot.shows("Files")
