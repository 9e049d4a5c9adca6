"""Every page of staff's screens has room: for fingers, for long names, for a full class, for larger text."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pygame
import pytest
from staff_rows import (
    LEAD,
    LESSONS,
    LONG,
    NURSERY,
    STAFF,
    TEACHER,
    TWELVE,
    launched,
    lesson,
    press,
    pupil,
    signatures,
    tap,
    turns,
    write,
)
from test_staff_school import NEW_CLASS, NO_CLASS, SPELLING, known, plan

from kiosk import config
from kiosk.records.rows import Refused, StaffRow
from kiosk.scenes.absent import Absent
from kiosk.scenes.files import Files
from kiosk.scenes.first_run import FirstRun
from kiosk.scenes.launch import Launch
from kiosk.scenes.live import Live
from kiosk.scenes.roster_check import RosterCheck
from kiosk.scenes.sign_in import SignIn
from kiosk.scenes.staff import StaffPage
from kiosk.scenes.witness import Witness
from kiosk.ui.pictures import Pictures
from kiosk.ui.stage import Stage
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Field

SMALLEST = 112
"""20 mm on a screen of 15.6 inches."""
CROWD = [StaffRow(f"t{place}", f"Mr Example-Longfellow {place}", "teacher") for place in range(12)]
CLASSES = (*TWELVE, NURSERY, replace(NURSERY, id="other", title="Year 3 and 4: Miss Abernathy"))
BOOK = (*LESSONS, *(lesson(f"l{place}", f"The lesson that has the number {place} of this year") for place in range(9)))
FOLDERS = tuple(
    Path("/home/office/OneDrive - Hazel Lane Church of England Primary School") / name
    for name in ("rosters", "Documents", "Downloads", "Desktop")
)
ASKED = replace(
    NO_CLASS,
    what="The file does not say how its letters are coded. Do these names look right? Zoë Nguyễn, Łukasz Wójcik, "
    "Chloé Dąbrowski, Siân Griffiths, Ọlá Adeyemi, Zuzanna Kowalská-Featherstonehaugh",
)
PAGES: dict[str, Callable[[], StaffPage]] = {}


def page(make: Callable[[], StaffPage]) -> Callable[[], StaffPage]:
    PAGES[make.__name__] = make
    return make


def after(scene: StaffPage, *labels: str) -> StaffPage:
    for label in labels:
        tap(scene, label)
    return scene


@page
def sign_in() -> StaffPage:
    return SignIn(STAFF)


@page
def sign_in_with_many() -> StaffPage:
    return after(SignIn([*STAFF, *CROWD], LONG.id, Refused(8, 0)), "1")


@page
def sign_in_after_ten_tries() -> StaffPage:
    return SignIn(STAFF, TEACHER.id, Refused(0, 299))


@page
def sign_in_of_the_lead() -> StaffPage:
    scene = SignIn(STAFF, LEAD.id, Refused(9, 0))
    write(scene, "a passphrase that is longer than its field is wide")
    return scene


@page
def sign_in_with_signs() -> StaffPage:
    return after(SignIn(STAFF, LEAD.id), "! ? £")


@page
def launch() -> StaffPage:
    return Launch(LEAD, CLASSES, BOOK)


@page
def launch_with_more_classes() -> StaffPage:
    return Launch(LONG, [*CLASSES, *(replace(NURSERY, id=f"n{place}") for place in range(9))], BOOK)


@page
def launch_of_a_class() -> StaffPage:
    return after(Launch(TEACHER, CLASSES, BOOK), "6 Willow")


@page
def launch_of_a_class_that_does_not_sign() -> StaffPage:
    return after(Launch(TEACHER, CLASSES, BOOK), NURSERY.title)


@page
def launch_of_many_lessons() -> StaffPage:
    titles = [each.title for each in BOOK if each.key_stage == "ks1"][1:8]
    return after(Launch(TEACHER, CLASSES, BOOK), "2 Oak", "Change", *titles, "Use these 8 lessons")


@page
def lessons_to_choose() -> StaffPage:
    return after(Launch(TEACHER, CLASSES, BOOK, given={("Oak", "lost")}), "2 Oak", "Change")


@page
def launch_while_one_is_open() -> StaffPage:
    return Launch(TEACHER, CLASSES, BOOK, NURSERY.title)


@page
def launch_without_classes() -> StaffPage:
    return Launch(LEAD, (), BOOK)


@page
def live_of_thirty() -> StaffPage:
    statuses = ["done"] * 12 + ["not-sure", "part-way"] + ["to-come"] * 14 + ["away"] * 2
    return Live(TEACHER, launched(agreement=True), turns(*statuses), 24)  # type: ignore[arg-type]


@page
def live_of_thirty_five() -> StaffPage:
    row = launched(class_title=NURSERY.title, lesson_titles=("a", "b", "c"), agreement=True, state="paused")
    return Live(LONG, row, turns(*["to-come", "away", "done", "part-way", "not-sure"] * 7), 35)  # type: ignore[arg-type]


@page
def live_of_forty() -> StaffPage:
    return Live(LEAD, launched(mode="whole-class"), turns(*["to-come"] * 40), 0)


@page
def live_about_a_pupil() -> StaffPage:
    scene = Live(TEACHER, launched(), turns(*["part-way"] * 35), 0)
    return after(scene, pupil(34).shown_name)


@page
def live_about_one_who_is_not_sure() -> StaffPage:
    scene = Live(TEACHER, launched(), turns(*["not-sure"] * 35), 0)
    return after(scene, pupil(17).shown_name)


@page
def live_at_its_end() -> StaffPage:
    return after(Live(TEACHER, launched(), turns(*["to-come"] * 30), 0), "End lesson")


@page
def who_was_away() -> StaffPage:
    return Absent(LONG, launched(mode="whole-class"), turns(*["to-come", "away", "to-come", "to-come", "to-come"] * 7))


@page
def witnessing() -> StaffPage:
    return after(Witness(TEACHER, launched(class_title=NURSERY.title), signatures(35)), "Aisha")


@page
def witnessing_the_rest() -> StaffPage:
    return after(Witness(TEACHER, launched(), signatures(35)), "More marks")


@page
def files() -> StaffPage:
    return Files(LEAD, [FOLDERS[0] / f"All pupils by class, autumn term, corrected {n}.csv" for n in range(8)], FOLDERS)


@page
def no_files() -> StaffPage:
    return Files(LEAD, (), FOLDERS)


@page
def check() -> StaffPage:
    return RosterCheck(LEAD, plan(SPELLING, ASKED, NEW_CLASS, SPELLING, classes=14))


@page
def check_without_questions() -> StaffPage:
    return RosterCheck(LEAD, plan())


@page
def check_question() -> StaffPage:
    return after(RosterCheck(LEAD, plan(ASKED)), ASKED.what)


@page
def check_movers() -> StaffPage:
    made = plan()
    moved = replace(made.movers[0], known=known("Oluwaseun-Alexander", NURSERY.title))
    return after(RosterCheck(LEAD, replace(made, movers=(moved,) * 30)), "30")


@page
def first_school() -> StaffPage:
    return FirstRun(lambda *_: "")


@page
def first_school_typing() -> StaffPage:
    return after(FirstRun(lambda *_: ""), "School’s name", "á é ü")


def _people(fault: str = "") -> FirstRun:
    scene = FirstRun(lambda *_: fault)
    for text in ("St Bartholomew and All Angels Church of England Primary School", LONG.name):
        write(scene, text)
        press(scene, "tab")
    tap(scene, "Next: people")
    for text in (LEAD.name, "purple kettle seven", "purple kettle seven"):
        write(scene, text)
        press(scene, "tab")
    return scene


@page
def first_people() -> StaffPage:
    scene = _people()
    for place in range(6):
        write(scene, f"{LONG.name} {place}")
        press(scene, "tab")
        write(scene, "a code that is rather long")
        tap(scene, "Add")
    return scene


@page
def first_people_refused() -> StaffPage:
    return _people("Leave the school’s name and your own out of the passphrase.").refused(
        "The name holds a hidden mark that turns the direction of writing. Type the name again."
    )


@page
def first_passphrase_typing() -> StaffPage:
    return after(_people("The passphrase needs 3 more characters: at least 12."), "Your passphrase")


@page
def first_teacher_typing() -> StaffPage:
    return after(_people("The code needs 3 more characters: at least 8."), "Teacher’s code")


@page
def first_summary() -> StaffPage:
    return after(first_people(), "Next: set up")


@pytest.fixture(scope="module")
def stage_at(tmp_path_factory: pytest.TempPathFactory) -> Callable[[float], Stage]:
    pygame.display.init()
    pygame.font.init()
    fonts = Fonts(tmp_path_factory.mktemp("fonts"))
    pictures = Pictures(config.shipped("assets"))
    # Small, because what fits is measured in units and does not depend on it.
    window = pygame.Surface((480, 270))
    return lambda scale: Stage(window, pictures, Theme.standard(), fonts, scale)


every_page = pytest.mark.parametrize("name", PAGES)


@every_page
def test_all_of_it_is_on_the_screen(name: str) -> None:
    for widget in PAGES[name]().view(0):
        if widget.key != "veil":
            assert widget.rect.x >= 0 and widget.rect.y >= 0, widget
            assert widget.rect.right <= 1920 and widget.rect.bottom <= 1080, widget


@every_page
def test_a_finger_meets_one_thing_and_finds_it_large_enough(name: str) -> None:
    things = [widget for widget in PAGES[name]().view(0) if widget.on_tap is not None]
    assert things
    for one in things:
        assert min(one.rect.w, one.rect.h) >= SMALLEST, one
    for one, other in combinations(things, 2):
        apart = one.rect.right <= other.rect.x or other.rect.right <= one.rect.x
        assert apart or one.rect.bottom <= other.rect.y or other.rect.bottom <= one.rect.y, (one.key, other.key)


@every_page
def test_every_thing_has_a_key_of_its_own(name: str) -> None:
    keys = [widget.key for widget in PAGES[name]().view(0)]
    assert len(set(keys)) == len(keys)


@every_page
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_text_runs_over(name: str, scale: float, stage_at: Callable[[float], Stage]) -> None:
    # What is typed moves along under the edge of its field.
    widgets = [widget for widget in PAGES[name]().view(0) if not isinstance(widget, Field)]
    assert stage_at(scale).prepare(widgets) == []
