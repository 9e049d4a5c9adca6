"""A turn through a check-in: each idea is asked once, thanked for, and never judged."""

import hashlib
import random
from collections.abc import Generator
from dataclasses import dataclass

from kiosk.content.model import CheckIn, CheckInPage, Form, Idea, Option, Situation
from kiosk.journey.play import Chosen
from kiosk.journey.run import Run, Seed, State


@dataclass(frozen=True)
class OpeningPage:
    step: CheckInPage


@dataclass(frozen=True)
class IdeaPage:
    """The situation, the pause and the options in the order of their tiles."""

    idea: Idea
    situation: Situation
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ThankedPage:
    """After an answer, whichever it was."""


@dataclass(frozen=True)
class ClosingPage:
    """The end. The second time it says what helps, the same to everybody."""

    step: CheckInPage
    safeguarding: str


Page = OpeningPage | IdeaPage | ThankedPage | ClosingPage


class CheckInRun(Run[Page]):
    """One turn in one form. `again`: the second time in the school year. Raises StateMismatch for a `state` of other
    words or of the other form; it brings its own seed.
    """

    def __init__(self, check_in: CheckIn, form: Form, again: bool, seed: Seed, state: State | None = None) -> None:
        self.check_in = check_in
        self.form: Form = form
        self.again = again
        self.index = 0
        """The opening, an idea or the closing, from 0."""
        words = f"{form} {again} {check_in.model_dump_json(exclude_defaults=True)}"
        super().__init__(hashlib.sha256(words.encode()).hexdigest(), seed, state)

    @property
    def total(self) -> int:
        """How many there are, for the dots."""
        return len(self.check_in.ideas) + 2

    @property
    def steps(self) -> tuple[str, ...]:
        """What the completion keeps: the form, then the ideas."""
        return (self.form, *(idea.id for idea in self.check_in.ideas))

    def next(self) -> None:
        """On from any page that does not ask. Raises ValueError there."""
        self._expect("next", OpeningPage, ThankedPage, ClosingPage)
        self._go("next")

    def choose(self, option_id: str) -> Chosen:
        """Raises ValueError for an unknown option, and where nothing is asked."""
        self._expect("choose", IdeaPage)
        page = self.page
        assert isinstance(page, IdeaPage)
        if option_id not in page.situation.ideas_behind:
            raise ValueError(f"no option {option_id!r}")
        option = page.situation.option(option_id)
        self._go("choose", option_id)
        return Chosen(page.idea.id, option_id, option.kind == "helpful", 1, option.misconception)

    def _make(self, move: list[str]) -> None:
        match move:
            case ["next"]:
                self.next()
            case ["choose", str(option_id)]:
                self.choose(option_id)
            case _:
                raise ValueError(f"no move {move!r}")

    def _walk(self) -> Generator[Page, str, None]:
        yield OpeningPage(self.check_in.opening)
        for idea in self.check_in.ideas:
            self.index += 1
            situation = idea.form(self.form)
            yield IdeaPage(idea, situation, self._shuffled(idea, situation))
            yield ThankedPage()
        self.index += 1
        last = self.check_in.what_helps if self.again else self.check_in.closing
        yield ClosingPage(last, self.check_in.safeguarding)

    def _shuffled(self, idea: Idea, situation: Situation) -> tuple[Option, ...]:
        """Otherwise in every turn, and for all of a turn the same."""
        mixed = list(situation.options)
        random.Random(f"{self.seed}:{idea.id}").shuffle(mixed)
        return tuple(mixed)
