"""Paragraphs that stand under one another and share one size, as a story and its question do. Not a screen itself."""

from dataclasses import dataclass
from typing import NamedTuple

from kiosk.ui.painter import Painter
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Widget


class Paragraph(NamedTuple):
    """`spoken` is the word of it that is being said."""

    text: str
    weight: int
    spoken: tuple[int, int] | None = None
    colour: str = "ink"


@dataclass(frozen=True)
class Passage(Widget):
    """Paragraphs one under the other, all of one size: the largest, from `size` down to `least`, that has room.

    `balanced` lines are alike in length: for one sentence, of which a last word alone would look lost.
    """

    told: tuple[Paragraph, ...] = ()
    size: float = 44
    least: float = 28
    leading: float = 1.32
    balanced: bool = False

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", " ".join(told.text for told in self.told))
        super().__post_init__()

    def extent(self, painter: Painter) -> Rect:
        return self.rect.inset(-12, -20)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        size = self.size * painter.text_scale
        while size > self.least and self._height(painter, size) > self.rect.h:
            size = max(self.least, size - 1)
        top = self.rect.y
        for told in self.told:
            high = painter.fonts.measure(told.text, size, told.weight, self.rect.w, self.leading)[1]
            room = Rect(self.rect.x, top, self.rect.w, high + 1 if high <= self.rect.bottom - top else 0)
            painter.words(
                told.text,
                room,
                size,
                told.weight,
                told.colour,
                leading=self.leading,
                spoken=told.spoken,
                balanced=self.balanced,
                grow=False,
            )
            top += high + self._gap(size)

    def _height(self, painter: Painter, size: float) -> float:
        """How high it all stands, or more than there is where a word is wider than the room."""
        total = -self._gap(size)
        for told in self.told:
            wide, high = painter.fonts.measure(told.text, size, told.weight, self.rect.w, self.leading)
            total += high + self._gap(size) if wide <= self.rect.w else self.rect.h
        return total

    def _gap(self, size: float) -> float:
        """From the foot of a paragraph to the capitals of the next one: half a line is free."""
        return size * 1.1
