"""Think, then click: a tap that comes too early is no answer, and nothing on a pupil's screen hurries or judges."""

import re
from collections.abc import Iterator

import pygame
import pytest

from kiosk import start
from kiosk.content.model import Lesson
from kiosk.journey.lesson import AskPage, LessonRun
from kiosk.journey.play import PlayPage
from kiosk.pilot import FINGER, Pilot, helpful
from kiosk.records import reports
from kiosk.scenes.ask import Ask
from kiosk.scenes.mini import Mini
from kiosk.ui.pictures import Part
from kiosk.ui.pointer import AFTER_CHANGE, MOUSE
from kiosk.ui.widgets import Bubble, Button, Image, Widget

from .hearing import Heard
from .school import (
    MISS,
    SLOW,
    Clock,
    School,
    begin,
    launch_of,
    open_class,
    play,
    pupils,
    sign,
    store_of,
    tiles,
    touch,
)

BOOK = start.book()
KS1 = next(lesson for lesson in BOOK.lessons.values() if lesson.key_stage == "ks1")
KS2 = next(lesson for lesson in BOOK.lessons.values() if lesson.key_stage == "ks2")
CLASSES = {"ks1": "1 Acorn", "ks2": "6 Willow"}
BOTH = pytest.mark.parametrize("lesson", [KS1, KS2], ids=["ks1", "ks2"])


def to_question(school: School, lesson: Lesson, **told: object) -> tuple[Pilot, Ask]:
    """A pupil who has come to the lesson's first question."""
    pilot = school.start(**told)  # type: ignore[arg-type]
    open_class(pilot, CLASSES[lesson.key_stage], lesson)
    begin(pilot, pupils(pilot, CLASSES[lesson.key_stage])[0].shown_name)
    while pilot.screen != "Ask":
        play(pilot, pages=1)
    scene = pilot.app.scene
    assert isinstance(scene, Ask)
    return pilot, scene


def answers(pilot: Pilot) -> list[object]:
    return [row["response"] for row in store_of(pilot).query("select response from event where verb = 'answered'")]


def tap_until_awake(pilot: Pilot, scene: Ask | Mini, finger: int) -> int:
    """A tap every tenth of a second, on one sleeping tile after another. Returns how many could be felt."""
    felt, nth = 0, 0
    began = pilot.app.clock.now()
    while not scene.awake:
        at = pilot.app.clock.now()
        tile = tiles(pilot)[nth % len(tiles(pilot))]
        touch(pilot, tile, finger=finger)
        felt += at - began > AFTER_CHANGE
        nth += 1
        assert pilot.app.scene is scene, f"tap {nth} was an answer"
        pilot.wait(at + 0.1 - pilot.app.clock.now())
    return felt


@BOTH
@pytest.mark.parametrize("finger", [FINGER, MOUSE], ids=["finger", "mouse"])
def test_a_tap_while_the_answers_sleep_is_no_answer_then_or_later(school: School, lesson: Lesson, finger: int) -> None:
    pilot, scene = to_question(school, lesson)
    felt = tap_until_awake(pilot, scene, finger)
    assert felt > 40
    pilot.wait(3)
    assert pilot.app.scene is scene
    assert answers(pilot) == []

    early = scene.pause.early_taps
    assert abs(early - felt) <= 2
    right = next(answer for answer in scene.page.open if answer.kind == "helpful")
    pilot.tap(right.label, finger=finger)
    pilot.shows("Helpful")
    assert answers(pilot) == [right.id]
    store = store_of(pilot)
    (given,) = reports.given_on(store, launch_of(pilot).class_id)[lesson.id]
    assert given.early_taps == early
    # It is the class's total: in nobody's row is there a number that could be it.
    rows = store.query("select * from event where verb = 'answered'")
    assert early not in [value for row in rows for value in row.values()]


@BOTH
def test_a_finger_that_comes_down_on_a_sleeping_answer_chooses_nothing_when_it_is_lifted(
    school: School, lesson: Lesson
) -> None:
    pilot, scene = to_question(school, lesson)
    pilot.wait(1)
    tile = tiles(pilot)[0]
    middle = (tile.rect.x + tile.rect.w / 2, tile.rect.y + tile.rect.h / 2)
    pilot.post(pygame.FINGERDOWN, middle)
    pilot.until(lambda: scene.awake, "the answers to wake")
    pilot.wait(0.5)
    pilot.post(pygame.FINGERUP, middle)
    pilot.wait(1)
    assert pilot.app.scene is scene
    assert answers(pilot) == []
    touch(pilot, tile)
    assert len(answers(pilot)) == 1


@pytest.mark.parametrize("title", CLASSES.values())
def test_the_picture_questions_of_the_agreement_sleep_as_well(school: School, title: str) -> None:
    pilot = school.start()
    open_class(pilot, title, agreement=True)
    begin(pilot, pupils(pilot, title)[0].shown_name)
    play(pilot, pages=1)
    scene = pilot.app.scene
    assert isinstance(scene, Mini)
    assert tap_until_awake(pilot, scene, FINGER) > 40
    pilot.wait(3)
    assert pilot.app.scene is scene


@BOTH
@pytest.mark.parametrize("seconds", [3.0, 5.0, 10.0])
def test_the_pause_is_as_long_as_the_school_set_it(school: School, lesson: Lesson, seconds: float) -> None:
    heard = Heard()
    pilot, scene = to_question(school, lesson, pause_seconds=seconds, speaker=heard)
    stirred: list[float] = []
    pilot.watching.append(
        lambda: stirred.append(pilot.app.clock.now()) if any(tile.state != "asleep" for tile in tiles(pilot)) else None
    )
    pilot.until(lambda: scene.awake, "the answers to wake")
    thought = heard.end_of(scene.page.step.think)
    assert seconds <= stirred[0] - thought < seconds + 0.2
    if lesson.key_stage == "ks2":
        assert pilot.app.clock.now() - thought < seconds + 1


def test_ks1_chooses_only_when_the_last_answer_has_been_read(school: School) -> None:
    heard = Heard()
    pilot, scene = to_question(school, KS1, speaker=heard)
    last = scene.page.answers[-1].label
    pilot.until(lambda: scene.saying is not None and scene.saying.text == last, "the last answer to be read")
    pilot.wait(0.6)
    assert all(tile.state == "awake" for tile in tiles(pilot))
    touch(pilot, tiles(pilot)[0])
    assert pilot.app.scene is scene
    pilot.until(lambda: scene.awake, "the answers to wake")
    assert pilot.app.clock.now() >= heard.end_of(last)
    # Hearing it again puts nobody back to sleep.
    pilot.tap("Hear it again")
    pilot.wait(1)
    assert scene.awake
    touch(pilot, tiles(pilot)[0])
    assert len(answers(pilot)) == 1


def drawn_orders(pilot: Pilot, lesson: Lesson) -> Iterator[tuple[str, ...]]:
    """The order of the tiles of each of the lesson's questions, as the pupil comes to them."""
    for _ in lesson.questions:
        while pilot.screen != "Ask":
            play(pilot, pages=1)
        yield tuple(tile.label for tile in tiles(pilot))
        play(pilot, pages=1)


def seeded_orders(lesson: Lesson, seed: int) -> list[tuple[str, ...]]:
    run = LessonRun(lesson, seed)
    orders = []
    while not run.finished:
        if isinstance(run.page, AskPage):
            orders.append(tuple(answer.label for answer in run.page.answers))
            run.choose(next(answer.id for answer in run.page.answers if answer.kind == "helpful"))
        elif isinstance(run.page, PlayPage) and run.page.moves:
            run.play(*helpful(run.page))
        else:
            run.next()
    return orders


@BOTH
def test_tiles_lie_as_the_seed_of_the_attempt_says_also_when_carrying_on(school: School, lesson: Lesson) -> None:
    pilot = school.start(clock=Clock(SLOW))
    title = CLASSES[lesson.key_stage]
    open_class(pilot, title, lesson)
    seen = set()
    for pupil in pupils(pilot, title)[:4]:
        begin(pilot, pupil.shown_name)
        place = store_of(pilot).place(launch_of(pilot).id, pupil.id)
        assert place is not None
        orders = tuple(drawn_orders(pilot, lesson))
        assert list(orders) == seeded_orders(lesson, place.seed)
        seen.add(orders)
        play(pilot)
        pilot.tap("Next person")
    assert len(seen) > 1, "every pupil was shown the same order"

    pupil = pupils(pilot, title)[4]
    begin(pilot, pupil.shown_name)
    while pilot.screen != "Ask":
        play(pilot, pages=1)
    before = [tile.label for tile in tiles(pilot)]
    pilot = school.start(seed=99)
    begin(pilot, pupil.shown_name)
    pilot.tap("Carry on")
    assert [tile.label for tile in tiles(pilot)] == before


# ---------------------------------------------------------------- no judging, no hurrying


JUDGING = re.compile(
    r"\b(score|scored|points?|marks? out of|stars?|badge|level|streak|win|winner|won|best|correct|incorrect|wrong|"
    r"right answer|well answered|fail(ed)?|mistakes?|better luck|hurry|quick(ly)?|faster|seconds?|minutes?|countdown|"
    r"time (left|is up|.s up)|\d+ ?%|\d+ ?/ ?\d+|\d+ of \d+|\d+ (left|to go))\b|[✓✔✗✘✕★☆]",
    re.IGNORECASE,
)
"""What a pupil's screen never says. The lessons' own stories may: in one of them there are ten minutes left."""
FORBIDDEN_PARTS = re.compile(r"icons/(cross|clock|chart|gem|flag)|stopwatch|trophy|rosette|medal")


def parts(widget: Widget) -> list[str]:
    """The pictures that the program itself puts on a widget; scenes of a story are the lesson's."""
    named = []
    if isinstance(widget, Image) and isinstance(widget.art, Part):
        named.append(widget.art.name)
    if isinstance(widget, Button) and widget.icon:
        named.append(f"icons/{widget.icon}")
    return named


def told() -> set[str]:
    """Every text of the lessons, the rules and the agreement: theirs to word. A screen may show a part of one."""

    def texts(thing: object) -> Iterator[str]:
        match thing:
            case str():
                yield thing
            case dict():
                for value in thing.values():
                    yield from texts(value)
            case list() | tuple():
                for value in thing:
                    yield from texts(value)

    agreement = BOOK.agreement
    return {
        text
        for model in (*BOOK.lessons.values(), *BOOK.rules.values(), *agreement.statements)
        for text in texts(model.model_dump())
    }


@pytest.mark.parametrize("title", ["1 Acorn", "6 Willow"])
def test_no_screen_of_a_pupil_scores_judges_or_counts_down(school: School, title: str) -> None:
    pilot = school.start(size=(480, 270), clock=Clock(SLOW))
    stage = "ks1" if title == "1 Acorn" else "ks2"
    lessons = [lesson for lesson in BOOK.lessons.values() if lesson.key_stage == stage][:3]
    open_class(pilot, title, *lessons, agreement=True)
    names: set[str] = set()
    art: set[str] = set()
    sleeping: dict[object, set[tuple[str, ...]]] = {}

    def note() -> None:
        names.update(pilot.names)
        art.update(part for widget in pilot.app.widgets for part in parts(widget))
        scene = pilot.app.scene
        if isinstance(scene, Ask | Mini) and not scene.awake:
            words = tuple(w.label for w in pilot.app.widgets if w.label and not isinstance(w, Bubble))
            sleeping.setdefault(scene, set()).add(words)

    pilot.watching.append(note)
    first, second, third, fourth = pupils(pilot, title)[:4]
    # One misses as often as one can, one is helpful throughout; both sign. One is not sure yet, and one walks away.
    begin(pilot, first.shown_name)
    play(pilot, {question.id: [MISS] * 3 for lesson in lessons for question in lesson.questions})
    sign(pilot)
    pilot.wait(2)
    pilot.tap("Next person")
    begin(pilot, second.shown_name)
    play(pilot)
    pilot.tap("Tell an adult")
    pilot.tap("Go back")
    sign(pilot)
    pilot.tap("Next person")
    begin(pilot, third.shown_name)
    assert "TalkItThrough" in play(pilot, unsure=True)
    pilot.until_screen("Names")
    begin(pilot, fourth.shown_name)
    play(pilot, pages=3)
    pilot.until_screen("StillThere")
    pilot.until_screen("Resting")
    begin(pilot, fourth.shown_name)
    pilot.shows("CarryOnPage")
    pilot.tap("Start again")
    pilot.tap(fourth.shown_name)
    pilot.tap("That is not me")

    stories = told()
    own = {name for name in names if not any(name in text for text in stories)}
    assert {"Next person", "Think again", "Let me show you.", "Tell your teacher now.", "We kept your place."} <= own
    assert not sorted(name for name in own if JUDGING.search(name))
    assert not sorted(part for part in art if FORBIDDEN_PARTS.search(part))
    # While the answers sleep no word on the screen changes but Think's: nothing counts.
    assert len(sleeping) > 10
    assert {len(words) for words in sleeping.values()} == {1}
