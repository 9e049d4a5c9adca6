"""Movement as a function of the app's clock: nothing here keeps time of its own."""

import math
from collections.abc import Callable
from dataclasses import dataclass

Ease = Callable[[float], float]


@dataclass(frozen=True)
class Track:
    """A movement from 0 to 1. `steps` is the number of still steps in which it goes when motion is reduced.

    With `reduced` and no steps it cuts: 0 before the start, 1 from it on.
    """

    start: float
    duration: float
    ease: Ease = lambda part: part
    reduced: bool = False
    steps: int = 0

    def value(self, now: float) -> float:
        """Where the movement is: 0 before it, 1 after it. An ease may overshoot in between."""
        if now < self.start:
            return 0.0
        part = self._part(now)
        if part >= 1:
            return 1.0
        if self.reduced:
            return math.floor(part * self.steps) / self.steps if self.steps else 1.0
        return self.ease(part)

    def over(self, now: float) -> bool:
        return now >= self.start and (self._part(now) >= 1 or (self.reduced and not self.steps))

    def due(self, now: float) -> float:
        """When it next looks otherwise: `now` while it moves, `math.inf` when it is over."""
        if self.over(now):
            return math.inf
        if now < self.start:
            return self.start
        if not self.reduced:
            return now
        step = math.floor(self._part(now) * self.steps) + 1
        return self.start + self.duration * step / self.steps

    def _part(self, now: float) -> float:
        return 1.0 if self.duration <= 0 else (now - self.start) / self.duration


def ease_out(part: float) -> float:
    """Fast, then settling."""
    return 1 - (1 - part) ** 3


def ease_out_back(part: float) -> float:
    """Past the end by a tenth, and back."""
    over = 1.70158
    return 1 + (over + 1) * (part - 1) ** 3 + over * (part - 1) ** 2


def ease_in_out(part: float) -> float:
    """A breath: slow, fast, slow."""
    return 0.5 - 0.5 * math.cos(math.pi * part)


def pulse(part: float) -> float:
    """Up and down again: 0, 1, 0."""
    return math.sin(math.pi * part)
