"""The walk past every screen: nothing twice, nothing left out, each standing still."""

import importlib
import math
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest

from kiosk import scenes, start, walk
from kiosk.content.model import Book, Choose, GiveReason, Lesson, Order, Sort, SortCard, Spot, Story
from kiosk.flow.pages import SCREENS
from kiosk.scenes.asking import AskingPage
from kiosk.scenes.consequence import Consequence
from kiosk.scenes.helpful import Helpful
from kiosk.scenes.page import PupilPage
from kiosk.scenes.reason import Reason
from kiosk.scenes.show_me import ShowMe
from kiosk.scenes.story_ending import StoryEnding
from kiosk.scenes.story_felt import StoryFelt
from kiosk.ui.backdrops import BACKDROPS
from kiosk.ui.scene import Scene
from kiosk.walk.stop import Stop

BOOK: Book = start.book()


@pytest.fixture(scope="module")
def stops() -> list[Stop]:
    return list(walk.walk(BOOK))


def heard(stops: list[Stop], of: str) -> set[str]:
    said = {line.text for stop in stops if stop.of == of for line in getattr(stop.scene, "narration").lines}  # noqa: B009
    return said


def test_every_screen_of_the_program_has_an_example(stops: list[Stop]) -> None:
    """A new one goes into `kiosk/walk`: among the turns, the pupils' or the staff's."""
    for module in pkgutil.iter_modules(scenes.__path__):
        importlib.import_module(f"kiosk.scenes.{module.name}")
    ours = {each for each in _subclasses(Scene) if each.__module__.startswith("kiosk.scenes.")}
    shared = {base for each in ours for base in each.__bases__}
    assert {each.__name__ for each in ours - shared - {type(stop.scene) for stop in stops}} == set()


def _subclasses(kind: type[Scene]) -> Iterator[type[Scene]]:
    for each in kind.__subclasses__():
        yield each
        yield from _subclasses(each)


def test_every_backdrop_is_behind_some_screen_and_there_is_no_other(stops: list[Stop]) -> None:
    assert {stop.scene.backdrop for stop in stops} == set(BACKDROPS)


def test_an_adult_can_be_told_from_every_page_of_a_pupils(stops: list[Stop]) -> None:
    elsewhere = {"TellAdult": "that is it", "AskTeacher": "nobody's turn", "StillThere": "the page under it has it"}
    missing = {
        type(stop.scene).__name__
        for stop in stops
        if isinstance(stop.scene, PupilPage) and "tell" not in {widget.key for widget in stop.scene.view(walk.NOW)}
    }
    assert missing == {*elsewhere}


def test_no_two_stops_have_one_name(stops: list[Stop]) -> None:
    twice = [name for name, count in Counter((stop.of, stop.page) for stop in stops).items() if count > 1]
    assert twice == []


def test_nothing_moves_any_more_but_the_thought_that_fills(stops: list[Stop]) -> None:
    for stop in stops:
        scene = stop.scene
        pausing = getattr(scene, "pause", None)
        if pausing is not None and not pausing.awake(walk.NOW):
            continue
        assert scene.due(walk.NOW) > walk.NOW, stop


def test_every_playable_thing_is_walked(stops: list[Stop]) -> None:
    assert {*BOOK.playable, "agreement", "pupils", "staff"} <= {stop.of for stop in stops}


@pytest.mark.parametrize(
    "lesson", [each for each in BOOK.playable.values() if isinstance(each, Lesson)], ids=lambda each: each.id
)
def test_all_that_a_lesson_says_is_heard(lesson: Lesson, stops: list[Stop]) -> None:
    said = heard(stops, lesson.id)
    for step in lesson.steps:
        match step:
            case Choose():
                wanted = [text for answer in step.answers for text in (answer.label, answer.say, *answer.depends_on)]
                # It takes two misses to come to the clue.
                missed = sum(answer.kind == "unhelpful" for answer in step.answers)
                wanted += [step.think, (step.clue or "") if missed > 1 else ""]
            case GiveReason():
                wanted = [text for reason in step.reasons for text in (reason.label, reason.say)]
            case Sort():
                wanted = [card.say for card in step.cards if _misplaced(step, card)]
                wanted += [card.label for card in step.cards]
            case Order():
                # The first picture can be nowhere before its place.
                wanted = [card.say for card in step.cards[1:]] + [step.named]
            case Spot():
                wanted = [place.say for place in step.places] + [step.named]
            case _:
                wanted = [getattr(step, "say", "")]
        assert [text for text in wanted if text and not any(text in line for line in said)] == [], step.id


def _misplaced(step: Sort, card: SortCard) -> bool:
    return any(not card.fits(bucket.id) for bucket in step.buckets)


@pytest.mark.parametrize(
    "lesson", [each for each in BOOK.playable.values() if isinstance(each, Lesson)], ids=lambda each: each.id
)
def test_every_answer_and_reason_has_its_page(lesson: Lesson, stops: list[Stop]) -> None:
    shown = Counter(type(stop.scene) for stop in stops if stop.of == lesson.id)
    answers = [answer.kind for step in lesson.steps if isinstance(step, Choose) for answer in step.answers]
    # Where two answers help, one miss leaves nothing else to try.
    questions = sum(isinstance(step, Choose) and _can_be_missed(step) for step in lesson.steps)
    assert shown[Consequence] == answers.count("unhelpful")
    assert shown[ShowMe] == questions
    # The first helpful answer of each is also the one that is shown.
    assert shown[Helpful] == answers.count("helpful") + questions
    reasons = sum(len(step.reasons) + 1 for step in lesson.steps if isinstance(step, GiveReason))
    assert shown[Reason] == reasons


def _can_be_missed(step: Choose) -> bool:
    kinds = [answer.kind for answer in step.answers if answer.kind != "depends"]
    return len(kinds) == 2 or kinds.count("unhelpful") > 1


@pytest.mark.parametrize("story", BOOK.scenarios.values(), ids=lambda each: each.id)
def test_every_way_into_every_place_of_a_story_has_its_page(story: Story, stops: list[Stop]) -> None:
    shown = Counter(type(stop.scene) for stop in stops if stop.of == story.id)
    choices = [choice for node in story.nodes for choice in node.choices]
    ended = sum(choice.goes_to in {ending.id for ending in story.endings} for choice in choices)
    assert shown[StoryEnding] == ended
    assert shown[StoryFelt] == 1 + len(choices) - ended


def test_what_sleeps_is_seen_asleep_and_awake(stops: list[Stop]) -> None:
    for stop in stops:
        if isinstance(stop.scene, AskingPage) and stop.page.endswith(", asleep"):
            assert not stop.scene.awake
            assert stop.scene.pause.wakes_at < math.inf
            other = next(each for each in stops if each[:2] == (stop.of, stop.page.replace(", asleep", ", awake")))
            assert isinstance(other.scene, AskingPage) and other.scene.awake
    assert {type(stop.scene) for stop in stops} >= set(SCREENS.values())


def test_everything_said_is_known_once_with_the_leads_name() -> None:
    said = [line.utterance for line in walk.said(BOOK, "Mrs Daniels")]
    assert len({(line.text, line.readings, line.wpm) for line in said}) == len(said)
    assert any("Mrs Daniels" in line.text for line in said)
