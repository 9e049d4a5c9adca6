"""What is larger than its room: how far it has been moved under it, and the finger that moves it."""

import math

from kiosk.ui.pointer import SLOP
from kiosk.ui.widgets import Phase


class Scroll:
    """`across` and `down` are how much of it has no room; `x` and `y` how much has gone out at the left and the top.

    All are units. A finger that has gone further than `SLOP` moves it, and from then on it is no tap.
    """

    def __init__(self, across: float, down: float) -> None:
        self.across = max(0.0, across)
        self.down = max(0.0, down)
        self.x = self.y = 0.0
        self._finger: int | None = None
        self._began = self._last = (0.0, 0.0)
        self._moved = False

    def follow(self, phase: Phase, finger: int, x: float, y: float) -> bool:
        """Takes in a finger; whether that was a tap: lifted again without having moved anything."""
        if phase == "down":
            # The newest counts: the lift of the one before may have been lost.
            self._finger, self._moved = finger, False
            self._began = self._last = (x, y)
            return False
        if finger != self._finger:
            return False
        if not self._moved and math.dist((x, y), self._began) > SLOP:
            self._moved = True
            # From here, or it would jump by what it took to tell a drag from a tap.
            self._last = (x, y)
        if self._moved:
            self.to(self.x + self._last[0] - x, self.y + self._last[1] - y)
            self._last = (x, y)
        if phase == "move":
            return False
        self._finger = None
        return not self._moved

    def to(self, x: float, y: float) -> None:
        """Move it there, or as far as it goes."""
        self.x = min(max(0.0, x), self.across)
        self.y = min(max(0.0, y), self.down)

    def show_across(self, start: float, end: float, room: float) -> None:
        """Move it no further than it takes to see from `start` to `end` of it, where `room` of it is seen at once."""
        self.to(min(max(self.x, end - room), start), self.y)

    def show_down(self, start: float, end: float, room: float) -> None:
        """The same for what lies one below another."""
        self.to(self.x, min(max(self.y, end - room), start))
