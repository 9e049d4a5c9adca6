"""A turn through a lesson: page after page, and questions that are asked until they end well."""

import hashlib
import random
from collections.abc import Generator
from dataclasses import dataclass

from kiosk.content.model import Answer, Choose, Lesson, Picture, Recap, SayIt, Tell
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
class RecapPage:
    step: Recap


LessonPage = TellPage | RulePage | AskPage | ConsequencePage | ShowMePage | HelpfulPage | SayPage | RecapPage


@dataclass(frozen=True)
class Chosen:
    """An answer that was just given. `tries` counts it; `misconception` is a code of the lesson."""

    question_id: str
    answer_id: str
    helpful: bool
    tries: int
    misconception: str | None

    @property
    def first(self) -> bool:
        return self.tries == 1


@dataclass(frozen=True)
class Answered:
    """What the completion keeps of a question. `shown`: it ended with "Let me show you"."""

    question_id: str
    first_answer: str
    helpful_first: bool
    tries: int
    shown: bool


class LessonRun(Run[LessonPage]):
    """One turn. Raises StateMismatch for a `state` of a lesson that has been edited since; it brings its own seed.

    A question goes like this:

    1. All tiles. A helpful answer plays out, and on. Any other shows what comes of it, then "think again".
    2. The same tiles, the tried one folded. After a second miss:
    3. The clue (without one, the `think` question again) and two open tiles: the first helpful answer of the file and
       one that was not tried. Where all others were tried, the first of those is offered again, unfolded: one open
       tile is not a choice. After a third miss:
    4. "Let me show you", and the first helpful answer of the file plays out.

    For the same reason a question with two answers goes from its first miss straight to 4.
    """

    def __init__(self, lesson: Lesson, seed: Seed, state: State | None = None) -> None:
        self.lesson = lesson
        self.index = 0
        """The step that the page belongs to, from 0."""
        self._chosen: list[Chosen] = []
        words = lesson.model_dump_json(exclude_defaults=True)
        super().__init__(hashlib.sha256(words.encode()).hexdigest(), seed, state)

    @property
    def total(self) -> int:
        """How many steps there are, for the dots."""
        return len(self.lesson.steps)

    def next(self) -> None:
        """On from any page that neither asks nor shows a consequence. Raises ValueError there."""
        self._expect("next", TellPage, RulePage, HelpfulPage, ShowMePage, SayPage, RecapPage)
        self._go("next")

    def choose(self, answer_id: str) -> Chosen:
        """Raises ValueError for a folded or unknown tile, and where nothing is asked."""
        self._expect("choose", AskPage)
        page = self.page
        assert isinstance(page, AskPage)
        if answer_id not in {answer.id for answer in page.open}:
            raise ValueError(f"no open tile {answer_id!r}")
        answer = page.step.answer(answer_id)
        chosen = Chosen(page.step.id, answer_id, answer.kind == "helpful", page.asked + 1, answer.misconception)
        self._chosen.append(chosen)
        self._go("choose", answer_id)
        return chosen

    def think_again(self) -> None:
        """On from a consequence. Raises ValueError elsewhere."""
        self._expect("think again", ConsequencePage)
        self._go("think-again")

    def summary(self) -> tuple[Answered, ...]:
        """The questions that have been answered so far, in order."""
        last = {chosen.question_id: chosen for chosen in self._chosen}
        return tuple(
            Answered(c.question_id, c.answer_id, c.helpful, last[c.question_id].tries, not last[c.question_id].helpful)
            for c in self._chosen
            if c.first
        )

    def _make(self, move: list[str]) -> None:
        match move:
            case ["next"]:
                self.next()
            case ["choose", str(answer_id)]:
                self.choose(answer_id)
            case ["think-again"]:
                self.think_again()
            case _:
                raise ValueError(f"no move {move!r}")

    def _walk(self) -> Generator[LessonPage, str, None]:
        for index, step in enumerate(self.lesson.steps):
            self.index = index
            match step:
                case Tell(rule=None):
                    yield TellPage(step)
                case Tell():
                    yield RulePage(step)
                case Choose():
                    yield from self._question(step)
                case SayIt():
                    yield SayPage(step)
                case Recap():
                    yield RecapPage(step)

    def _question(self, step: Choose) -> Generator[LessonPage, str, None]:
        tiles = list(step.answers)
        random.Random(f"{self.seed}:{step.id}").shuffle(tiles)
        missed: list[str] = []
        for _ in range(1 if len(tiles) == 2 else 3):
            answer = step.answer((yield _ask(step, tiles, missed)))
            if answer.kind == "helpful":
                yield HelpfulPage(step, answer, step.consequence(answer), shown=False)
                return
            missed.append(answer.id)
            yield ConsequencePage(step, answer, step.consequence(answer))
        shown = _first_helpful(step)
        yield ShowMePage(step, shown)
        yield HelpfulPage(step, shown, step.consequence(shown), shown=True)


def _ask(step: Choose, tiles: list[Answer], missed: list[str]) -> AskPage:
    asked = len(missed)
    if asked < 2:
        return AskPage(step, tuple(tiles), frozenset(missed), asked, None)
    left = _two_left(step, missed)
    return AskPage(step, tuple(t for t in tiles if t.id in left), frozenset(), asked, step.clue or step.think)


def _two_left(step: Choose, missed: list[str]) -> set[str]:
    """The first helpful answer with one that was not tried or, where all others were, the first that was."""
    helpful = _first_helpful(step).id
    untried = [answer.id for answer in step.answers if answer.id not in {helpful, *missed}]
    return {helpful, (untried or missed)[0]}


def _first_helpful(step: Choose) -> Answer:
    return next(answer for answer in step.answers if answer.kind == "helpful")
