"""What the walks of steps share: pages on which the pupil does something of the step's own kind, and what they note."""

import random
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kiosk.content.model import Answer
from kiosk.journey.run import Seed

Move = tuple[str, ...]
"""A verb and ids: ("put", "gift-box", "ask-first")."""
Thing = TypeVar("Thing")
Walk = Generator[Any, str, None]
"""Yields pages and is sent what was chosen on them; a move is sent with its words joined by spaces."""


@dataclass(frozen=True, kw_only=True)
class PlayPage:
    """`moves` are what can be done here. When there are none it has all been done, and `next` leads on."""

    moves: tuple[Move, ...] = ()


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
class Helped:
    """The helpful answer that a question ended with. `shown`: the pupil did not choose it."""

    answer: Answer
    shown: bool


@dataclass
class Notes:
    """What the steps of one turn know of it and of each other."""

    seed: Seed
    given: list[Chosen] = field(default_factory=list)
    """Every answer, in order."""
    helped: dict[str, Helped] = field(default_factory=dict)
    """How the questions ended, by their ids."""

    def shuffled(self, step_id: str, things: Sequence[Thing]) -> tuple[Thing, ...]:
        """Where tiles lie: otherwise in every turn, and for all of a turn the same."""
        mixed = list(things)
        random.Random(f"{self.seed}:{step_id}").shuffle(mixed)
        return tuple(mixed)
