"""What every walk through pages has in common: one page at a time, and a place that can be kept."""

from collections.abc import Generator
from typing import Any, Generic, TypeVar

Page = TypeVar("Page")
Seed = int | str
State = dict[str, Any]


class StateMismatch(Exception):
    """A kept place that does not fit: what it belongs to was edited since, or it was damaged. Start again."""


class Run(Generic[Page]):
    """A walk through pages.

    A subclass tells its story in `_walk`, a generator that yields pages and is sent what the pupil chose on them.
    Generators cannot be written to disk, so a place is kept as the moves that led to it, and carrying on makes them
    again: a place that could not have been reached cannot be carried on from. `fits` is a text that differs as soon
    as the moves would mean something else.

    `page` stays the last one when the walk is `finished`.
    """

    page: Page
    finished: bool

    def __init__(self, fits: str, seed: Seed, state: State | None) -> None:
        self._fits = fits
        self._moves: list[list[str]] = []
        self.seed = seed
        self.finished = False
        if state is None:
            self._begin()
        else:
            self._carry_on(state)

    def state(self) -> State:
        """The place, as JSON can hold it. It brings its seed, so that tiles lie where they lay."""
        return {"fits": self._fits, "seed": self.seed, "moves": [list(move) for move in self._moves]}

    def _walk(self) -> Generator[Page, str, None]:
        raise NotImplementedError

    def _make(self, move: list[str]) -> None:
        """Make a kept move by calling the public method that made it. Raises ValueError for one that is unknown."""
        raise NotImplementedError

    def _go(self, name: str, chosen: str = "") -> None:
        """Move on to the next page; `name` and `chosen` are what `_make` is given when carrying on."""
        self._moves.append([name, chosen] if chosen else [name])
        try:
            self.page = self._pages.send(chosen)
        except StopIteration:
            self.finished = True

    def _expect(self, move: str, *pages: type) -> None:
        if self.finished:
            raise ValueError(f"{move} after the end")
        if not isinstance(self.page, pages):
            raise ValueError(f"{move} on a {type(self.page).__name__}")

    def _begin(self) -> None:
        self._pages = self._walk()
        self.page = next(self._pages)

    def _carry_on(self, state: State) -> None:
        match state:
            case {"fits": self._fits, "seed": int() | str() as seed, "moves": list(moves)}:
                self.seed = seed
            case _:
                raise StateMismatch("The place that was kept belongs to other words.")
        self._begin()
        for move in moves:
            try:
                self._make(move)
            except ValueError as error:
                raise StateMismatch(f"The place that was kept cannot be reached: {error}.") from error
