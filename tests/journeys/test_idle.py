"""Nobody touches the screen: a nudge, a question, the names, and then no name at all."""

import re

import pytest

from kiosk.pilot import Pilot, Staff
from kiosk.scenes.resting import POSTER_SECONDS
from kiosk.ui.painter import Painter

from .hearing import Heard
from .monkey import Monkey
from .school import SLOW, TALKATIVE, TEACHER, Clock, School, begin, open_class, pick, play, pupils, store_of, to_names

ACORN = "1 Acorn"
NUDGE = "Take your time. Tap when you are ready."


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every text that is drawn."""
    texts: set[str] = set()
    words = Painter.words

    def note(painter: Painter, text: str, *told: object, **more: object) -> None:
        texts.add(text)
        words(painter, text, *told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Painter, "words", note)
    return texts


class Silence:
    """Seconds since the last touch in which nothing was said, and when in them a screen came up."""

    def __init__(self, pilot: Pilot) -> None:
        self.pilot = pilot
        self.seconds = 0.0
        self.came: dict[str, float] = {}
        self._at = pilot.app.clock.now()
        pilot.watching.append(self.look)

    def look(self) -> None:
        now = self.pilot.app.clock.now()
        if not self.pilot.app.speaker.speaking:
            self.seconds += now - self._at
        self._at = now
        self.came.setdefault(self.pilot.screen, self.seconds)


def at_a_page(school: School, title: str = ACORN, faster: float = TALKATIVE) -> tuple[Pilot, Heard]:
    """A pupil who has just come to the first page of a lesson."""
    heard = Heard(faster)
    pilot = school.start(speaker=heard)
    lesson = next(
        lesson
        for lesson in pilot.app.flow.book.lessons.values()
        if lesson.key_stage == ("ks1" if title == ACORN else "ks2")
    )
    open_class(pilot, title, lesson)
    begin(pilot, pupils(pilot, title)[0].shown_name)
    return pilot, heard


@pytest.mark.parametrize("title", [ACORN, "6 Willow"])
def test_a_pupil_is_asked_on_asked_after_and_taken_to_have_left(school: School, title: str) -> None:
    pilot, heard = at_a_page(school, title)
    silence = Silence(pilot)
    pilot.until(lambda: NUDGE in heard.begun, "a nudge")
    assert silence.seconds == pytest.approx(20, abs=0.3)
    # The page is read once more after it, and it comes once.
    read = len(heard.begun)
    pilot.until_screen("StillThere")
    assert silence.seconds == pytest.approx(90, abs=0.3)
    assert len(heard.begun) > read
    assert heard.begun.count(NUDGE) == 1
    pilot.until_screen("Names")
    assert silence.seconds == pytest.approx(120, abs=0.3)
    pilot.until_screen("Resting")
    assert silence.seconds == pytest.approx(180, abs=0.3)


def test_a_touch_begins_it_anew(school: School) -> None:
    pilot, heard = at_a_page(school)
    for _ in range(6):
        pilot.wait(19)
        pilot.touch([(960, 40)])
    assert NUDGE not in heard.begun
    page = pilot.app.scene
    pilot.until_screen("StillThere")
    pilot.tap("Yes, I am here")
    assert pilot.app.scene is page
    pilot.wait(15)
    pilot.shows("TellScene")


def test_never_while_something_is_being_said(school: School) -> None:
    """A voice so slow that the page takes six minutes."""
    pilot, heard = at_a_page(school, faster=0.02)
    page = pilot.app.scene
    pilot.wait(300)
    assert pilot.app.speaker.speaking
    assert pilot.app.scene is page
    assert NUDGE not in heard.begun


def test_names_are_hidden_after_a_minute(school: School) -> None:
    pilot = school.start()
    open_class(pilot, ACORN, agreement=True)
    to_names(pilot)
    names = {pupil.shown_name for pupil in pupils(pilot, ACORN)}
    silence = Silence(pilot)
    assert names & set(pilot.names)
    pilot.until_screen("Resting")
    assert silence.seconds == pytest.approx(60, abs=0.3)
    assert not names & set(pilot.names)


def test_who_comes_back_within_the_minute_finds_the_names(school: School) -> None:
    pilot = school.start()
    open_class(pilot, ACORN, agreement=True)
    to_names(pilot)
    for _ in range(4):
        pilot.wait(50)
        pilot.touch([(960, 40)])
    pilot.shows("Names")


def test_a_class_is_left_in_peace(school: School) -> None:
    heard = Heard(TALKATIVE)
    pilot = school.start(speaker=heard)
    lesson = pilot.app.flow.book.lessons["ks1-rule-4-lost-so-ask"]
    open_class(pilot, ACORN, lesson, whole_class=True)
    for page in range(3):
        scene = pilot.app.scene
        pilot.wait(400)
        assert pilot.app.scene is scene
        pilot.tap("Tell an adult")
        pilot.wait(400)
        pilot.shows("TellAdult")
        pilot.tap("Go back")
        assert pilot.app.scene is scene, page
        play(pilot, pages=1)
    play(pilot)
    pilot.shows("ClassDone")
    pilot.wait(400)
    pilot.shows("ClassDone")
    assert NUDGE not in heard.begun


def test_the_resting_screen_shows_one_rule_after_another(school: School, drawn: set[str]) -> None:
    pilot = school.start()
    rules = {rule.wording for rule in pilot.app.flow.book.rules.values()}
    pilot.wait(POSTER_SECONDS * 4.5)
    assert len(drawn & rules) == 5


def test_staff_who_leave_are_signed_out(school: School) -> None:
    pilot = school.start()
    open_class(pilot, ACORN, agreement=True)
    Staff(pilot, *TEACHER).sign_in()
    pilot.shows("Live")
    silence = Silence(pilot)
    pilot.until_screen("Names")
    # Counted from the last touch: the code was being compared for a moment since.
    assert silence.seconds == pytest.approx(120, abs=2)


# ---------------------------------------------------------------- no names before a class is open


def named(texts: set[str], names: set[str]) -> list[str]:
    any_name = re.compile(r"\b(" + "|".join(map(re.escape, sorted(names))) + r")\b")
    return sorted(text for text in texts if any_name.search(text))


def everybody(pilot: Pilot) -> set[str]:
    store = store_of(pilot)
    rows = [pupil for group in store.classes() for pupil in store.pupils(group.id)]
    return {name for pupil in rows for name in (pupil.given_name, pupil.family_name)}


def test_no_name_is_drawn_before_a_teacher_opens_a_class(school: School, drawn: set[str]) -> None:
    clock = Clock()
    pilot = school.start(size=(480, 270), clock=clock)
    names = everybody(pilot)
    assert len(names) > 120
    pilot.wait(60)
    pilot.tap("Touch to start")
    pilot.until_screen("Resting")
    pilot.hold_corner()
    pilot.tap(TEACHER[0])
    pilot.tap("Close")
    Monkey(pilot, clock, 5).play(1_500)
    assert len(drawn) > 30
    assert named(drawn, names) == []
    # The watch does see a name where there is one.
    pilot.until_screen("Resting")
    open_class(pilot, ACORN, agreement=True)
    to_names(pilot)
    assert len(named(drawn, names)) > 15


def test_no_name_is_drawn_once_the_names_are_hidden_or_the_class_is_paused(school: School, drawn: set[str]) -> None:
    clock = Clock()
    pilot = school.start(size=(480, 270), clock=clock)
    names = everybody(pilot)
    open_class(pilot, ACORN, agreement=True)
    to_names(pilot)
    pilot.until_screen("Resting")
    pilot.steps()
    drawn.clear()
    pilot.wait(200)
    assert drawn
    assert named(drawn, names) == []

    Staff(pilot, *TEACHER).sign_in()
    pilot.tap("Pause")
    pilot.tap("Leave it paused")
    pilot.steps()
    drawn.clear()
    Monkey(pilot, clock, 6).play(1_000)
    assert named(drawn, names) == []


def test_a_turn_shows_no_name_but_its_own_and_no_family_name(school: School, drawn: set[str]) -> None:
    pilot = school.start(size=(480, 270))
    open_class(pilot, ACORN, agreement=True)
    to_names(pilot)
    families = {pupil.family_name for pupil in pupils(pilot, ACORN)}
    me, *others = pupils(pilot, ACORN)
    # As an entry of its own: the stories' children may be called the same.
    assert not drawn & families
    pick(pilot, me.shown_name)
    pilot.steps()
    drawn.clear()
    pilot.tap("Yes, this is me")
    play(pilot)
    pilot.sign()
    pilot.tap("Done")
    pilot.shows("Thanks")
    assert me.shown_name in drawn
    assert not drawn & ({other.shown_name for other in others} | families)


def test_a_sign_in_ends_after_a_quarter_of_an_hour_whatever_is_done(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    Staff(pilot, *TEACHER).sign_in()
    for _ in range(10):
        pilot.wait(85)
        pilot.tap("Catch up" if pilot.screen == "Launch" else "Start a lesson")
    pilot.wait(60)
    pilot.shows("Resting")
