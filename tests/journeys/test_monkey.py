"""A monkey at the screen: fingers, mouse, keys, attempts to quit, clocks that jump. Nothing breaks, nothing opens.

What a monkey does follows from its seed, which a failure names: `--monkey SEED` plays it again.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.content.model import Lesson, Playable
from kiosk.pilot import Pilot, Staff

from .monkey import Monkey
from .school import TEACHER, Clock, School, begin, copied, open_class, play, pupils


def rest(pilot: Pilot) -> None:
    pilot.shows("Resting")


def ks1(pilot: Pilot) -> None:
    open_class(pilot, "1 Acorn", *lessons(pilot, "ks1"), agreement=True)


def ks2(pilot: Pilot) -> None:
    open_class(pilot, "6 Willow", *lessons(pilot, "ks2"), agreement=True)


def whole_class(pilot: Pilot) -> None:
    open_class(pilot, "2 Oak", *lessons(pilot, "ks1")[:1], agreement=True, whole_class=True)


def signing(pilot: Pilot) -> None:
    open_class(pilot, "2 Oak", agreement=True, whole_class=True)
    play(pilot)
    pilot.tap("Next")


def paused(pilot: Pilot) -> None:
    open_class(pilot, "1 Acorn", agreement=True)
    Staff(pilot, *TEACHER).sign_in()
    pilot.tap("Pause")
    pilot.tap("Leave it paused")


def lessons(pilot: Pilot, key_stage: str) -> list[Lesson]:
    return [lesson for lesson in pilot.app.flow.book.lessons.values() if lesson.key_stage == key_stage]


def at(screen: str) -> Callable[[Pilot], None]:
    """A pupil who has come to the first screen of that kind of any lesson or story."""

    def ground(pilot: Pilot) -> None:
        book = pilot.app.flow.book
        kinds = {"Will": lambda step: getattr(step, "i_will", ()), "Why": lambda step: step.step == "reason"}
        wanted = kinds.get(screen, lambda step: step.step == screen.lower())
        lesson: Playable = next(iter(book.scenarios.values()))
        if screen != "StoryDecision":
            lesson = next(lesson for lesson in book.lessons.values() if any(wanted(step) for step in lesson.steps))
        title = "1 Acorn" if lesson.key_stage == "ks1" else "6 Willow"
        open_class(pilot, title, lesson)
        begin(pilot, pupils(pilot, title)[0].shown_name)
        while pilot.screen != screen:
            play(pilot, pages=1)

    ground.__name__ = screen
    return ground


GROUNDS: dict[Callable[[Pilot], None], tuple[int, set[str]]] = {
    rest: (3_000, {"Resting", "AskTeacher", "SignIn"}),
    paused: (2_000, {"Resting", "AskTeacher"}),
    ks1: (10_000, {"Names", "IsThisYou", "TellScene", "Ask", "TellAdult", "SignIn"}),
    ks2: (10_000, {"Names", "IsThisYou", "Password", "TellScene", "Ask", "TellAdult", "SignIn"}),
    whole_class: (5_000, {"TellScene", "Ask", "HearRule", "Mini", "TellAdult", "SignIn"}),
    signing: (10_000, {"Names", "IsThisYou", "StatementScene", "Mini", "Promise", "TellAdult", "SignIn"}),
    **{at(screen): (1_000, {screen}) for screen in ("Sort", "Spot", "Order", "Make", "Why", "Will", "StoryDecision")},
}
"""What a monkey finds, how many events it is given there, and screens that it sees at least."""


def let_loose(school: School, ground: Callable[[Pilot], None], seed: int) -> None:
    clock = Clock()
    pilot = school.start(size=(320, 180), clock=clock, seed=seed)
    ground(pilot)
    events, seen = GROUNDS[ground]
    monkey = Monkey(pilot, clock, seed)
    try:
        monkey.play(events)
        assert seen <= set(monkey.screens)
    except Exception as fault:
        raise AssertionError(
            f"monkey {seed} on {ground.__name__}, after {monkey.posted} events, on {pilot.screen}: {fault!r}"
        ) from fault


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.__name__)
def test_a_monkey_breaks_nothing_and_gets_nowhere(
    school: School, ground: Callable[[Pilot], None], request: pytest.FixtureRequest
) -> None:
    let_loose(school, ground, request.config.getoption("--monkey"))


@pytest.mark.long
@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.__name__)
def test_a_million_events_break_nothing(made_school: Path, tmp_path: Path, ground: Callable[[Pilot], None]) -> None:
    for seed in range(2, 27):
        school = copied(made_school, tmp_path / str(seed))
        let_loose(school, ground, seed)
        school.stop()
