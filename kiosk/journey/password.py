"""The picture password: three different pictures in order, chosen at the first turn and entered at the others.

What was picked lives here only while it is on the screen: it belongs to no kept place. Whether a password is right, and
how often it was not, is known to the records alone.
"""

from typing import Literal

PICTURES = 3


class Entry:
    """The row of pictures picked so far. A picture counts once, so that a double tap picks nothing."""

    def __init__(self) -> None:
        self.picks: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        return len(self.picks) == PICTURES

    def pick(self, name: str) -> bool:
        """Whether it was picked: it is not when the row is full or holds it already."""
        if self.full or name in self.picks:
            return False
        self.picks += (name,)
        return True

    def clear(self) -> None:
        self.picks = ()

    def take(self) -> tuple[str, ...]:
        """The full row, which is empty again. Raises ValueError before it is full."""
        if not self.full:
            raise ValueError(f"{len(self.picks)} of {PICTURES} pictures are picked.")
        picks = self.picks
        self.clear()
        return picks


class Choosing:
    """A new password: picked, then picked once more to see that it is remembered."""

    def __init__(self) -> None:
        self.entry = Entry()
        self._first: tuple[str, ...] | None = None
        self.password: tuple[str, ...] | None = None
        """Known when it was picked twice the same."""

    def settle(self) -> Literal["again", "chosen", "differs"]:
        """Take a full row: "again" after the first; after the second "chosen", or "differs" and back to the first."""
        picks = self.entry.take()
        if self._first is None:
            self._first = picks
            return "again"
        if picks == self._first:
            self.password = picks
            return "chosen"
        self._first = None
        return "differs"
