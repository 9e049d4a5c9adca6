"""A turn through a lesson: page after page, and questions that are asked until they end well."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.content.model import (
    Answer,
    AnyStep,
    Choose,
    GiveReason,
    Intent,
    Lesson,
    Make,
    Order,
    Picture,
    Recap,
    SayIt,
    Sort,
    Spot,
    Tell,
)
from kiosk.journey import make, order, reason, sort, spot
from kiosk.journey.play import Chosen, Helped, Notes, PlayPage, Walk
from kiosk.journey.run import Run, Seed, State


@dataclass(frozen=True)
class TellPage:
    """A picture and what is told about it."""

    step: Tell


@dataclass(frozen=True)
class RulePage:
    """A `tell` with a rule: what leads to it, its exact wording, then `then_say`. One page of the lesson."""

    step: Tell


@dataclass(frozen=True)
class AskPage:
    """The situation, the pause and the answers in the order of their tiles.

    `tried` are tiles that lie folded: they can be read, not chosen. `asked` counts from 0; above 0 the pause is the
    short one. `clue` is what Think says the last time.
    """

    step: Choose
    answers: tuple[Answer, ...]
    tried: frozenset[str]
    asked: int
    clue: str | None

    @property
    def open(self) -> tuple[Answer, ...]:
        """The answers that can be chosen."""
        return tuple(answer for answer in self.answers if answer.id not in self.tried)


@dataclass(frozen=True)
class ConsequencePage:
    """What came of an answer that was not helpful yet, on the way to thinking again."""

    step: Choose
    answer: Answer
    picture: Picture


@dataclass(frozen=True)
class DependsPage:
    """ "It depends. On what?" On the way to thinking again: what would help either way?"""

    step: Choose
    answer: Answer
    picture: Picture


@dataclass(frozen=True)
class ShowMePage:
    """Before the helpful answer plays out: "Let me show you"."""

    step: Choose
    answer: Answer


@dataclass(frozen=True)
class HelpfulPage:
    """What came of a helpful answer. `shown`: the pupil did not choose it, so it is not named as theirs."""

    step: Choose
    answer: Answer
    picture: Picture
    shown: bool


@dataclass(frozen=True)
class SayPage:
    step: SayIt


@dataclass(frozen=True)
class WillPage(PlayPage):
    """One thing that the pupil means to do. None of them is the right one."""

    step: Recap


@dataclass(frozen=True)
class RecapPage:
    """`will` is what the pupil means to do, where the step asks for that."""

    step: Recap
    will: Intent | None = None


LessonPage = (
    TellPage
    | RulePage
    | AskPage
    | ConsequencePage
    | DependsPage
    | ShowMePage
    | HelpfulPage
    | SayPage
    | RecapPage
    | PlayPage
)


class LessonRun(Run[LessonPage]):
    """One turn. Raises StateMismatch for a `state` of a lesson that has been edited since; it brings its own seed.

    A question goes like this:

    1. All tiles. A helpful answer plays out, and on. Any other shows what comes of it, then "think again".
    2. The same tiles, the tried one folded. After a second miss:
    3. The clue (without one, the `think` question again) and two open tiles: the first helpful answer of the file and
       one that was not tried. Where all others were tried, the first of those is offered again, unfolded: one open
       tile is not a choice. After a third miss:
    4. "Let me show you", and the first helpful answer of the file plays out.

    For the same reason a question with two answers goes from its first miss straight to 4. An answer that depends is
    no miss: what it depends on is looked into, and the question comes again with that tile folded.

    What is done in steps of the other kinds are moves of `play`: their walks are in the modules of their names.
    """

    def __init__(self, lesson: Lesson, seed: Seed, state: State | None = None) -> None:
        self.lesson = lesson
        self.index = 0
        """The step that the page belongs to, from 0."""
        words = lesson.model_dump_json(exclude_defaults=True, exclude={"refresh"})
        super().__init__(hashlib.sha256(words.encode()).hexdigest(), seed, state)

    @property
    def total(self) -> int:
        """How many steps there are, for the dots."""
        return len(self.lesson.steps)

    def next(self) -> None:
        """On from any page that neither asks nor shows a consequence. Raises ValueError there."""
        if not isinstance(self.page, PlayPage):
            self._expect("next", TellPage, RulePage, HelpfulPage, ShowMePage, SayPage, RecapPage)
        elif self.finished or self.page.moves:
            raise ValueError(f"next on a {type(self.page).__name__} that is not done")
        self._go("next")

    def choose(self, answer_id: str) -> Chosen:
        """Raises ValueError for a folded or unknown tile, and where nothing is asked."""
        self._expect("choose", AskPage)
        page = self.page
        assert isinstance(page, AskPage)
        if answer_id not in {answer.id for answer in page.open}:
            raise ValueError(f"no open tile {answer_id!r}")
        self._go("choose", answer_id)
        return self._notes.given[-1]

    def think_again(self) -> None:
        """On from a consequence, or from what an answer depends on. Raises ValueError elsewhere."""
        self._expect("think again", ConsequencePage, DependsPage)
        self._go("think-again")

    def play(self, *move: str) -> Chosen | None:
        """One of the page's `moves`. Returns what is to be recorded of it, if anything. Raises ValueError otherwise."""
        self._expect("play", PlayPage)
        page = self.page
        assert isinstance(page, PlayPage)
        if move not in page.moves:
            raise ValueError(f"no move {move!r} on a {type(page).__name__}")
        given = len(self._notes.given)
        self._go("play", " ".join(move))
        return self._notes.given[-1] if len(self._notes.given) > given else None

    def _make(self, move: list[str]) -> None:
        match move:
            case ["next"]:
                self.next()
            case ["choose", str(answer_id)]:
                self.choose(answer_id)
            case ["think-again"]:
                self.think_again()
            case ["play", str(words)]:
                self.play(*words.split())
            case _:
                raise ValueError(f"no move {move!r}")

    def _walk(self) -> Walk:
        self._notes = Notes(self.seed)
        for index, step in enumerate(self.lesson.steps):
            self.index = index
            yield from WALKS[type(step)](step, self._notes)


def _tell(step: Tell, notes: Notes) -> Walk:
    yield RulePage(step) if step.rule else TellPage(step)


def _say(step: SayIt, notes: Notes) -> Walk:
    yield SayPage(step)


def _recap(step: Recap, notes: Notes) -> Walk:
    will = None
    if step.i_will:
        sent = yield WillPage(step, moves=tuple(("will", intent.id) for intent in step.i_will))
        will = next(intent for intent in step.i_will if intent.id == sent.split()[1])
        notes.given.append(Chosen(f"{step.id}/i-will", will.id, True, 1, None))
    yield RecapPage(step, will)


def _question(step: Choose, notes: Notes) -> Walk:
    tiles = notes.shuffled(step.id, step.answers)
    missed: list[str] = []
    weighed: list[str] = []
    while True:
        page = _ask(step, tiles, missed, weighed)
        answer = step.answer((yield page))
        helpful = answer.kind == "helpful"
        notes.given.append(Chosen(step.id, answer.id, helpful, page.asked + 1, answer.misconception))
        picture = step.consequence(answer)
        if helpful:
            notes.helped[step.id] = Helped(answer, shown=False)
            yield HelpfulPage(step, answer, picture, shown=False)
            return
        if answer.kind == "depends":
            weighed.append(answer.id)
            yield DependsPage(step, answer, picture)
            continue
        missed.append(answer.id)
        yield ConsequencePage(step, answer, picture)
        if len(missed) == 3 or len(tiles) - len(weighed) == 2:
            break
    shown = _first_helpful(step)
    notes.helped[step.id] = Helped(shown, shown=True)
    yield ShowMePage(step, shown)
    yield HelpfulPage(step, shown, step.consequence(shown), shown=True)


def _ask(step: Choose, tiles: tuple[Answer, ...], missed: list[str], weighed: list[str]) -> AskPage:
    folded = frozenset((*missed, *weighed))
    asked = len(missed) + len(weighed)
    if len(missed) < 2 and len(tiles) - len(folded) > 1:
        return AskPage(step, tiles, folded, asked, None)
    left = _two_left(step, missed)
    return AskPage(step, tuple(t for t in tiles if t.id in left), frozenset(), asked, step.clue or step.think)


def _two_left(step: Choose, missed: list[str]) -> set[str]:
    """The first helpful answer with one that was not tried or, where all others were, the first that was."""
    helpful = _first_helpful(step).id
    others = [answer for answer in step.answers if answer.kind != "depends"]
    untried = [answer.id for answer in others if answer.id not in {helpful, *missed}]
    return {helpful, (untried or missed)[0]}


def _first_helpful(step: Choose) -> Answer:
    return next(answer for answer in step.answers if answer.kind == "helpful")


WALKS: Mapping[type[AnyStep], Callable[[Any, Notes], Walk]] = {
    Tell: _tell,
    Choose: _question,
    GiveReason: reason.walk,
    Sort: sort.walk,
    Spot: spot.walk,
    Order: order.walk,
    Make: make.walk,
    SayIt: _say,
    Recap: _recap,
}
"""How a step of each kind goes."""
