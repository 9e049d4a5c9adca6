"""Rectangles in units, and the shapes that the kit draws for itself, as SVG text that nanosvg understands."""

from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle in units of the 1920 x 1080 canvas."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def holds(self, point: tuple[float, float]) -> bool:
        return self.x <= point[0] < self.x + self.w and self.y <= point[1] < self.y + self.h

    def inset(self, by: float, down: float | None = None) -> "Rect":
        """Smaller on every side by `by` (and by `down` at top and bottom); a negative amount grows."""
        down = by if down is None else down
        return Rect(self.x + by, self.y + down, self.w - 2 * by, self.h - 2 * down)

    def moved(self, right: float, down: float) -> "Rect":
        return Rect(self.x + right, self.y + down, self.w, self.h)

    def with_(self, other: "Rect") -> "Rect":
        """The smallest rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)
