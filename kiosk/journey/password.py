"""The picture password: three different pictures in order, chosen at the first turn and entered at the others.

What was picked lives here only while it is on the screen: it belongs to no kept place.
"""

from typing import Literal

PICTURES = 3
MISSES = 3
"""After so many misses the pupil goes to the teacher, who can set a new password."""


class Entry:
    """The row of pictures picked so far. A picture counts once, so that a double tap picks nothing."""

    def __init__(self, target: int = PICTURES) -> None:
        self.target = target
        self.picks: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        return len(self.picks) == self.target

    def pick(self, name: str) -> bool:
        """Whether it was picked: it is not when the row is full or holds it already."""
        if self.full or name in self.picks:
            return False
        self.picks += (name,)
        return True

    def rub_out(self) -> None:
        """Take back the last pick."""
        self.picks = self.picks[:-1]

    def clear(self) -> None:
        self.picks = ()


class Choosing:
    """A new password: picked, then picked once more to see that it is remembered."""

    def __init__(self, target: int = PICTURES) -> None:
        self.entry = Entry(target)
        self._first: tuple[str, ...] | None = None
        self.password: tuple[str, ...] | None = None
        """Known when it was picked twice the same."""

    @property
    def repeating(self) -> bool:
        """Whether the pictures are to be picked for the second time."""
        return self._first is not None

    def settle(self) -> Literal["again", "chosen", "differs"]:
        """Take a full row: "again" after the first; after the second "chosen", or "differs" and back to the first."""
        picks = _taken(self.entry)
        if self._first is None:
            self._first = picks
            return "again"
        if picks == self._first:
            self.password = picks
            return "chosen"
        self._first = None
        return "differs"


class Entering:
    """A password asked for. Whether it is right is known to the records alone.

    `misses` so far are the caller's to keep, so that starting the program again gives no new tries.
    """

    def __init__(self, misses: int = 0, target: int = PICTURES) -> None:
        self.entry = Entry(target)
        self.misses = misses

    @property
    def needs_teacher(self) -> bool:
        return self.misses >= MISSES

    def settle(self) -> tuple[str, ...]:
        """Take a full row, to be checked; the row is empty again. ValueError when no more tries are left."""
        if self.needs_teacher:
            raise ValueError("No tries are left: a teacher is needed.")
        return _taken(self.entry)

    def missed(self) -> int:
        """The row was not right. Returns the misses."""
        self.misses += 1
        return self.misses


def _taken(entry: Entry) -> tuple[str, ...]:
    if not entry.full:
        raise ValueError(f"{len(entry.picks)} of {entry.target} pictures are picked.")
    picks = entry.picks
    entry.clear()
    return picks
