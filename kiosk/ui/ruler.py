"""A painter that paints nothing: it takes note of what a page would paint, where, and what has no room.

That is a thousand times faster than drawing, and what is noted can be computed with: whether anything is cut off,
what lies over what, and how well it stands out from its ground. Everything is in units.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pygame

from kiosk.ui.painter import Align, Painter, Point, Valign
from kiosk.ui.pictures import Art, Fit
from kiosk.ui.shapes import Rect
from kiosk.ui.text import CAP, Fonts, height
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Widget


class Block(NamedTuple):
    """A box, a disc or a bar. Colours are hex; `edge` is None where it has none."""

    rect: Rect
    radius: float
    fill: str | None
    edge: str | None
    opacity: float


class Text(NamedTuple):
    """Lines in their `room`. `rect` is where their letters are, at `size`; `over` letters are too many for the room."""

    rect: Rect
    text: str
    room: Rect
    size: float
    weight: int
    leading: float
    colour: str
    over: int


class Shown(NamedTuple):
    """A picture."""

    rect: Rect
    art: Art


class Sign(NamedTuple):
    """An icon, in `colour` on `second`."""

    rect: Rect
    name: str
    colour: str


class Shape(NamedTuple):
    """Something of no simple form."""

    rect: Rect


Mark = Block | Text | Shown | Sign | Shape


class Ruler(Painter):
    """`marks` are noted in the order in which they would be painted."""

    def __init__(self, theme: Theme, fonts: Fonts, text_scale: float = 1.0) -> None:
        super().__init__(_speck(), _Blank(), theme, fonts, scale=1.0, text_scale=text_scale)
        self.marks: list[Mark] = []
        self._clip: Rect | None = None
        self._settled: dict[tuple[object, ...], tuple[float, int]] = {}

    def measure(self, widget: Widget) -> list[Mark]:
        """What a widget would paint."""
        self.marks = []
        self._clip = None
        widget.draw(self, pressed=False, focused=False)
        return self.marks

    # ------------------------------------------------------------ boxes

    def box(
        self,
        rect: Rect,
        radius: float,
        fill: str | None,
        edge: str | None = None,
        width: float = 3,
        opacity: float = 1.0,
    ) -> None:
        self._note(Block(rect, radius, self._hex(fill) if fill else None, self._hex(edge) if edge else None, opacity))

    def disc(
        self,
        centre: Point,
        across: float,
        fill: str | None,
        edge: str | None = None,
        width: float = 0,
        opacity: float = 1.0,
    ) -> None:
        self.box(
            Rect(centre[0] - across / 2, centre[1] - across / 2, across, across),
            across / 2,
            fill,
            edge if width else None,
            width,
            opacity,
        )

    def bar(self, rect: Rect, colour: str) -> None:
        self.box(rect, 0, colour)

    def dashed(
        self, rect: Rect, radius: float, colour: str, width: float = 4, dash: float = 14, gap: float = 12
    ) -> None:
        self.box(rect, radius, None, colour, width)

    def shadow(self, rect: Rect, radius: float, level: int, opacity: float = 1.0) -> None:
        pass

    def shadow_of(self, body: str, view: tuple[float, float, float, float], rect: Rect, level: int) -> None:
        pass

    def ring(self, rect: Rect, radius: float) -> None:
        pass

    def turned(self, rect: Rect, degrees: float, paint: Callable[[Painter], None]) -> None:
        paint(self)

    def stamp(self, key: Hashable, size: float, paint: Callable[[Painter, Rect], None], at: Sequence[Point]) -> None:
        for x, y in at:
            paint(self, Rect(x - size / 2, y - size / 2, size, size))

    def sees(self, rect: Rect) -> bool:
        return True

    @contextmanager
    def clipped(self, rect: Rect) -> Iterator[None]:
        before = self._clip
        self._clip = rect if before is None else _common(before, rect)
        try:
            yield
        finally:
            self._clip = before

    # ------------------------------------------------------------ pictures

    def svg(self, rect: Rect, body: str, view: tuple[float, float, float, float], opacity: float = 1.0) -> None:
        self._note(Shape(rect))

    def picture(
        self, art: Art, rect: Rect, radius: float = 0, fit: Fit = "cover", opacity: float = 1.0, asleep: float = 0.0
    ) -> None:
        self._note(Shown(rect, art))

    def sized(self, art: Art, rect: Rect, part: float, fit: Fit = "cover") -> None:
        self._note(Shown(rect, art))

    def icon(self, name: str, centre: Point, size: float, colour: str, second: str = "paper") -> None:
        self._note(Sign(Rect(centre[0] - size / 2, centre[1] - size / 2, size, size), name, self._hex(colour)))

    def ink(self, stroke: Sequence[Point], colour: str, width: float) -> None:
        pass

    def masked(self, key: Hashable, rect: Rect, body: str, view: tuple[float, float, float, float]) -> pygame.Surface:
        return _speck()

    def kept(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        return _speck()

    def drawn(self, body: str, view: tuple[float, float, float, float], size: tuple[int, int]) -> pygame.Surface:
        return _speck()

    # ------------------------------------------------------------ words

    def words(
        self,
        text: str,
        rect: Rect,
        size: float,
        weight: int = 400,
        colour: str = "ink",
        align: Align = "left",
        valign: Valign = "top",
        leading: float = 1.3,
        spoken: tuple[int, int] | None = None,
        shrink_to: float | None = None,
        balanced: bool = False,
        grow: bool = True,
    ) -> None:
        if not text:
            return
        # The same words are on many pages, and it is the measuring that takes its time.
        key = (text, size, weight, rect.w, rect.h, leading, valign, shrink_to, grow)
        known = self._settled.get(key)
        if known is None:
            settled = self.settled(text, rect, size, weight, valign, leading, shrink_to, grow)
            known = settled, self._over(text, settled, weight, rect, leading)
            self._settled[key] = known
        size, over = known
        lines = self.fonts.wrap(text, size, weight, rect.w, balanced or align == "centre")
        wide = max(self.fonts.width(line.text, size, weight) for line in lines)
        high = height(len(lines), size, leading)
        x = rect.x + {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * (rect.w - wide)
        y = rect.y + {"top": 0.0, "middle": 0.5, "bottom": 1.0}[valign] * (rect.h - high)
        inked = Rect(x, y, wide, high)
        self._note(Text(inked, text, rect, size, weight, leading, self._hex(colour), over))

    def upright(self, text: str, rect: Rect, size: float, weight: int = 400, colour: str = "ink") -> None:
        long = self.fonts.width(text, size, weight)
        inked = Rect(rect.x + (rect.w - CAP * size) / 2, rect.bottom - long, CAP * size, long)
        over = 0 if long <= rect.h + 0.5 else len(text) - int(len(text) * rect.h / long)
        self._note(Text(inked, text, rect, size, weight, 1.0, self._hex(colour), over))

    def _over(self, text: str, size: float, weight: int, rect: Rect, leading: float) -> int:
        """How many letters of a text have to go for it to fit."""
        fits, spills = 0, len(text) + 1
        while spills - fits > 1:
            middle = len(text) if spills > len(text) else (fits + spills) // 2
            if self.fonts.fits(text[:middle], size, weight, rect.w, rect.h, leading):
                fits = middle
            else:
                spills = middle
        return len(text) - fits

    def _note(self, mark: Mark) -> None:
        if self._clip is not None:
            mark = mark._replace(rect=_common(mark.rect, self._clip))
            if mark.rect.w <= 0 or mark.rect.h <= 0:
                return
        self.marks.append(mark)


class _Blank:
    """In place of the pictures."""

    def surface(self, art: Art, size_px: tuple[int, int], fit: Fit = "cover") -> pygame.Surface:
        return _speck()


def _speck() -> pygame.Surface:
    return pygame.Surface((1, 1), pygame.SRCALPHA, 32)


def _common(one: Rect, other: Rect) -> Rect:
    """Where both are."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)
