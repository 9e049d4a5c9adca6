"""The pause between the question and the answers: time to think, then click."""

import math
from typing import Self

SHORTEST, USUAL, LONGEST = 3.0, 5.0, 10.0
"""Seconds. A school sets its own pause between these; none is not among them."""
RETRY = 3.0


class Pause:
    """Begins when the question has been heard. `now` is in seconds, of any clock that only goes forward."""

    def __init__(self, seconds: float = USUAL) -> None:
        if not SHORTEST <= seconds <= LONGEST:
            raise ValueError(f"A pause lasts from {SHORTEST:g} to {LONGEST:g} seconds. This says {seconds:g}.")
        self.seconds = seconds
        self.wakes_at = math.inf
        self.early_taps = 0

    @classmethod
    def retry(cls) -> Self:
        """The shorter pause before a question that is asked again."""
        return cls(RETRY)

    def start(self, now: float) -> None:
        """Hearing the question again makes the pause neither shorter nor longer: only the first start counts."""
        if self.wakes_at == math.inf:
            self.wakes_at = now + self.seconds

    def level(self, now: float) -> float:
        """How full the thought bubble is, 0 to 1."""
        return min(1.0, max(0.0, 1.0 - (self.wakes_at - now) / self.seconds))

    def awake(self, now: float) -> bool:
        return now >= self.wakes_at

    def early(self) -> int:
        """Count a tap on a tile that is asleep, which is no choice. Returns how many there have been."""
        self.early_taps += 1
        return self.early_taps
