"""Drawing in units, at the screen's own pixels: boxes, shadows, pictures, icons, ink and lines of text.

Nothing here is ever enlarged. Boxes and shadows are laid from corner patches, so that a card costs as little memory on
a 4K panel as its corners do; what is worth keeping goes to one cache that is bounded in bytes.
"""

import io
import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Literal, Protocol

import pygame

from kiosk.ui.pictures import Art, Fit, Part
from kiosk.ui.shapes import Rect
from kiosk.ui.text import CAP, Fonts, Line, height
from kiosk.ui.theme import Theme, rgb

Point = tuple[float, float]
Align = Literal["left", "centre", "right"]
Valign = Literal["top", "middle", "bottom"]

SHADOWS = {1: (4, 6, 46), 2: (10, 14, 54), 3: (18, 26, 64)}
"""How far down, how blurred (in units) and how dark (of 255) a shadow of each level is."""
RING, RING_INNER = 10, 8
"""The focus ring: its outer and its inner band, in units."""
LARGE = 300
"""Pixels across from which a disc is drawn straight on the target."""
BAND = 2_500_000
"""Pixels of SVG that are drawn at a time: more than a window of 1920 x 1080 has."""
TILE = 96
"""Pixels of the straight part of a shadow that are kept, and laid side by side."""


class Draws(Protocol):
    """What the kit asks of `kiosk.ui.pictures.Pictures`: a picture at exactly that many pixels."""

    def surface(self, art: Art, size_px: tuple[int, int], fit: Fit = "cover") -> pygame.Surface: ...


class Cache:
    """Surfaces by what they show, the least recently used thrown out first. `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.held = 0
        self._kept: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = make()
        self._kept[key] = made
        self.held += _bytes(made)
        while self.held > self.limit and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self.held -= _bytes(old)
        return made


class Painter:
    """Paints on `target`. `scale` is pixels to the unit, and (`left`, `top`) the pixel of the unit (0, 0).

    Colours are the names of roles. `spilt` collects text that was drawn larger than the room it was given.
    """

    def __init__(
        self,
        target: pygame.Surface,
        pictures: Draws,
        theme: Theme,
        fonts: Fonts,
        *,
        scale: float,
        left: float = 0,
        top: float = 0,
        text_scale: float = 1.0,
        cache: Cache | None = None,
    ) -> None:
        self.target = target
        self.pictures = pictures
        self.theme = theme
        self.fonts = fonts
        self.scale = scale
        self.left = left
        self.top = top
        self.text_scale = text_scale
        self.spilt: list[str] = []
        self._cache = cache or Cache(32_000_000)

    def onto(self, target: pygame.Surface, cache: Cache | None = None) -> "Painter":
        """The same painter at another surface of the same size, keeping what it makes in `cache` if given."""
        other = copy(self)
        other.target = target
        other.spilt = []
        other._cache = cache or self._cache
        return other

    def dressed(self, theme: Theme, text_scale: float) -> "Painter":
        """The same painter in other colours and another size of text; what it kept was of the old ones."""
        other = self.onto(self.target, Cache(self._cache.limit))
        other.theme = theme
        other.text_scale = text_scale
        return other

    def span(self, rect: Rect) -> pygame.Rect:
        """The pixels of a rectangle: neighbours in units are neighbours in pixels."""
        x, y = round(rect.x * self.scale + self.left), round(rect.y * self.scale + self.top)
        right, bottom = round(rect.right * self.scale + self.left), round(rect.bottom * self.scale + self.top)
        return pygame.Rect(x, y, right - x, bottom - y)

    def _area(self, rect: Rect, radius: float) -> pygame.Rect:
        """The same for what has round corners. A disc is as many pixels across as down, or it would not be round."""
        if rect.w != rect.h or 2 * radius < rect.w:
            return self.span(rect)
        side = max(1, round(rect.w * self.scale))
        x, y = rect.centre
        return pygame.Rect(
            round(x * self.scale + self.left - side / 2), round(y * self.scale + self.top - side / 2), side, side
        )

    def sees(self, rect: Rect) -> bool:
        """Whether any of it is where painting is allowed now."""
        return bool(self.span(rect).inflate(2, 2).colliderect(self.target.get_clip()))

    @contextmanager
    def clipped(self, rect: Rect) -> Iterator[None]:
        """Paint only within `rect`."""
        before = self.target.get_clip()
        self.target.set_clip(before.clip(self.span(rect)))
        try:
            yield
        finally:
            self.target.set_clip(before)

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
        """A rounded rectangle. Its edge lies within `rect`."""
        area = self._area(rect, radius)
        if area.w <= 0 or area.h <= 0 or not area.colliderect(self.target.get_clip()):
            return
        line = max(1, round(width * self.scale)) if edge and width else 0
        round_ = round(min(radius * self.scale, area.w / 2, area.h / 2), 2)
        reach = max(math.ceil(round_), line) + 1
        w, h = min(area.w, 2 * reach), min(area.h, 2 * reach)
        inside = self._hex(fill) if fill else None
        outside = self._hex(edge) if edge and line else None
        patch = self._cache.get(
            ("box", w, h, round_, inside, outside, line), lambda: _box(w, h, round_, inside, outside, line)
        )
        self._nine(patch, area, opacity)
        across, down = area.w - w, area.h - h
        left, over = area.x + w // 2, area.y + h // 2
        if inside:
            colour = rgb(inside)
            if across > 0:
                self._fill(colour, pygame.Rect(left, area.y + line, across, area.h - 2 * line), opacity)
            if down > 0:
                self._fill(colour, pygame.Rect(area.x + line, over, w // 2 - line, down), opacity)
                self._fill(colour, pygame.Rect(left + across, over, w - w // 2 - line, down), opacity)
        if outside:
            colour = rgb(outside)
            if across > 0:
                self._fill(colour, pygame.Rect(left, area.y, across, line), opacity)
                self._fill(colour, pygame.Rect(left, area.bottom - line, across, line), opacity)
            if down > 0:
                self._fill(colour, pygame.Rect(area.x, over, line, down), opacity)
                self._fill(colour, pygame.Rect(area.right - line, over, line, down), opacity)

    def raised(
        self, rect: Rect, radius: float, depth: float, fill: str, side: str, width: float = 0, opacity: float = 1.0
    ) -> None:
        """A box that stands `depth` high: its side shows below. `width` > 0 edges the top in the side's colour."""
        if depth:
            # The side is the same shape, lower, so that none of it shows round the top corners.
            self.box(Rect(rect.x, rect.y + depth, rect.w, rect.h - depth), radius, side, opacity=opacity)
        self.box(Rect(rect.x, rect.y, rect.w, rect.h - depth), radius, fill, side if width else None, width, opacity)

    def dashed(
        self, rect: Rect, radius: float, colour: str, width: float = 4, dash: float = 14, gap: float = 12
    ) -> None:
        """A dashed outline. The dashes are open paths: nanosvg leaves stray bars when it dashes a closed one."""
        area = self.span(rect)
        if not area.colliderect(self.target.get_clip()):
            return
        line = max(1, round(width * self.scale))
        turn = min(radius * self.scale, area.w / 2, area.h / 2)
        ink, on, off = self._hex(colour), dash * self.scale, gap * self.scale
        corner = math.ceil(turn)
        arcs = self._cache.get(
            ("arcs", corner, round(turn, 2), ink, line, on, off), lambda: _arcs(corner, turn, ink, line, on, off)
        )
        self._nine(arcs, area)
        for length, level in ((area.w - 2 * turn, True), (area.h - 2 * turn, False)):
            if length < on:
                continue
            count = max(1, round(length / (on + off)))
            each = length / count
            long = max(line, round(each * on / (on + off)) + line // 2)
            size = (long, line) if level else (line, long)
            pill = self._pill(size, ink)
            for step in range(count):
                along = turn + each * step + (each - long) / 2
                if level:
                    x = round(area.x + along)
                    places = (x, area.y), (x, area.bottom - line)
                else:
                    y = round(area.y + along)
                    places = (area.x, y), (area.right - line, y)
                for place in places:
                    self.target.blit(pill, place)

    def disc(
        self,
        centre: Point,
        across: float,
        fill: str | None,
        edge: str | None = None,
        width: float = 0,
        opacity: float = 1.0,
    ) -> None:
        if edge is None and fill and across * self.scale > LARGE and opacity == 1:
            # So large a disc is round without SVG, which would take ten milliseconds and more.
            pygame.draw.aacircle(self.target, rgb(self._hex(fill)), self.point(centre), across / 2 * self.scale)
            return
        rect = Rect(centre[0] - across / 2, centre[1] - across / 2, across, across)
        self.box(rect, across / 2, fill, edge, width, opacity)

    def shadow(self, rect: Rect, radius: float, level: int, opacity: float = 1.0) -> None:
        """The soft shadow of a box that is drawn over it afterwards: what that box hides is left out."""
        if level == 0 or self.theme.dark or not self.sees(shade(rect, level)):
            return
        down, blur, dark = SHADOWS[level]
        sigma = max(1.0, blur * self.scale)
        pad = math.ceil(2 * sigma) + 2
        drop = round(down * self.scale)
        area = self._area(rect, radius).move(0, drop)
        turn = round(min(radius * self.scale, area.w / 2, area.h / 2))
        reach = 2 * (turn + pad)
        w, h = min(area.w, reach + TILE), min(area.h, reach + TILE)
        patch = self._cache.get(
            ("shadow", w, h, turn, level, self.theme.name),
            lambda: _shadow(w, h, turn, sigma, pad, (*self.theme["shadow"], dark)),
        )
        self._tiled(patch, area.inflate(2 * pad, 2 * pad), opacity, pad + drop + 2)

    def ring(self, rect: Rect, radius: float) -> None:
        """The focus ring, round the outside of a box that is drawn over it afterwards."""
        grow = RING + RING_INNER
        self.box(rect.inset(-grow), radius + grow, "focus")
        self.box(rect.inset(-RING_INNER), radius + RING_INNER, "focus_inner")

    def turned(self, rect: Rect, degrees: float, paint: Callable[["Painter"], None]) -> None:
        """What `paint` paints within `rect`, turned about its centre."""
        area = self.span(rect)
        sheet = pygame.Surface(area.size, pygame.SRCALPHA, 32)
        inner = self.onto(sheet)
        inner.left, inner.top = self.left - area.x, self.top - area.y
        paint(inner)
        leaning = pygame.transform.rotozoom(sheet, -degrees, 1)
        self.target.blit(leaning, leaning.get_rect(center=area.center))

    def stamp(self, key: Hashable, size: float, paint: Callable[["Painter", Rect], None], at: Sequence[Point]) -> None:
        """The same small picture round each of many points: it is painted once, in a square of `size`.

        `key` names what `paint` paints; the theme and the pixels are told apart here.
        """
        pixels = math.ceil(size * self.scale)
        sheet = self._cache.get(("stamp", key, pixels, self.theme.name), lambda: self._stamp(pixels, paint))
        half = size * self.scale / 2
        left, top = self.left - half, self.top - half
        places = [(sheet, (round(x * self.scale + left), round(y * self.scale + top))) for x, y in at]
        self.target.blits(places, False)

    def bar(self, rect: Rect, colour: str) -> None:
        """A plain rectangle."""
        self.target.fill(self.theme[colour], self.span(rect))

    # ------------------------------------------------------------ pictures

    def svg(self, rect: Rect, body: str, view: tuple[float, float, float, float], opacity: float = 1.0) -> None:
        """SVG elements whose own coordinates `view` (x, y, w, h) are laid over `rect`."""
        area = self.span(rect)
        if area.w <= 0 or area.h <= 0 or not area.colliderect(self.target.get_clip()):
            return
        if area.w * area.h > BAND:
            self._banded(area, body, view, opacity)
            return
        made = self._cache.get(("svg", body, view, area.size), lambda: render(body, view, area.size))
        self._blit(made, area.topleft, opacity)

    def _banded(self, area: pygame.Rect, body: str, view: tuple[float, float, float, float], opacity: float) -> None:
        """Band by band, none of which is kept: on a 4K panel the whole would take 66 MB for as long as it is drawn."""
        x, y, w, h = view
        rows = max(1, BAND // area.w)
        for top in range(0, area.h, rows):
            high = min(rows, area.h - top)
            band = render(body, (x, y + h * top / area.h, w, h * high / area.h), (area.w, high))
            self._blit(band, (area.x, area.y + top), opacity)

    def picture(
        self,
        art: Art,
        rect: Rect,
        radius: float = 0,
        fit: Fit = "cover",
        opacity: float = 1.0,
        asleep: float = 0.0,
    ) -> None:
        """A picture from the assets. `asleep` 0 to 1 washes its colours out."""
        area = self._area(rect, radius)
        if area.w <= 0 or area.h <= 0 or not area.colliderect(self.target.get_clip()):
            return
        whole = self.pictures.surface(art, area.size, fit)
        key = (art, area.size, fit)
        if asleep < 1:
            self._rounded(whole, area, radius, opacity, key)
        if asleep > 0:
            wash = self.theme["asleep_wash"]
            washed = self._cache.get(("washed", key, self.theme.name), lambda: _washed(whole, wash))
            self._rounded(washed, area, radius, opacity * asleep, ("washed", self.theme.name, key))

    def sized(self, art: Art, rect: Rect, part: float, fit: Fit = "cover") -> None:
        """A picture that is on its way to the size of `rect`: `part` of it for the moment, about the same middle.

        It is not drawn anew for every step of the way, which would take too long.
        """
        area = self.span(rect)
        size = round(area.w * part), round(area.h * part)
        if min(size) > 0:
            moved = pygame.transform.smoothscale(self.pictures.surface(art, area.size, fit), size)
            self.target.blit(moved, moved.get_rect(center=area.center))

    def icon(self, name: str, centre: Point, size: float, colour: str, second: str = "paper") -> None:
        """`assets/icons/<name>.svg`, which is drawn in ink on paper, in `colour` on `second` instead."""
        pixels = max(1, round(size * self.scale))
        area = pygame.Rect(0, 0, pixels, pixels)
        area.center = self.point(centre)
        if area.colliderect(self.target.get_clip()):
            part = Part(f"icons/{name}", self._hex(colour), self._hex(second))
            made = self.pictures.surface(part, area.size, "contain")
            self.target.blit(made, made.get_rect(center=area.center))

    def masked(self, key: Hashable, rect: Rect, body: str, view: tuple[float, float, float, float]) -> pygame.Surface:
        """What `body` covers, as white: multiply something by it to cut it to that shape."""
        area = self.span(rect)
        return self._cache.get(("mask", key, area.size), lambda: _white(render(body, view, area.size)))

    def shadow_of(self, body: str, view: tuple[float, float, float, float], rect: Rect, level: int) -> None:
        """The shadow of any shape: `body` is that shape in white, in the coordinates of `view`."""
        if self.theme.dark:
            return
        down, blur, dark = SHADOWS[level]
        sigma = max(1.0, blur * self.scale)
        pad = math.ceil(2 * sigma) + 2
        area = self.span(rect).move(0, round(down * self.scale))
        colour = (*self.theme["shadow"], dark)
        made = self._cache.get(
            ("shadow of", body, area.size, level), lambda: _shadow_of(body, view, area.size, sigma, pad, colour)
        )
        self.target.blit(made, (area.x - pad, area.y - pad))

    def kept(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """A surface that a widget makes for itself, from the same cache as everything else."""
        return self._cache.get(key, make)

    def drawn(self, body: str, view: tuple[float, float, float, float], size: tuple[int, int]) -> pygame.Surface:
        """SVG elements as a surface of `size` pixels."""
        return render(body, view, size)

    def ink(self, stroke: Sequence[Point], colour: str, width: float) -> None:
        """A pen's stroke through points in units, smoothed.

        It is drawn in short lengths, so that a growing stroke costs only its last length.
        """
        points = [(x * self.scale + self.left, y * self.scale + self.top) for x, y in stroke]
        thick = max(1.5, width * self.scale)
        if len(points) == 1:
            # nanosvg draws no line without a length, not even the round ends of one.
            self._length((points[0], (points[0][0] + 0.4, points[0][1])), colour, thick)
        padded = [points[0], *points, points[-1]]
        for first in range(0, len(points) - 1, LENGTH):
            last = min(first + LENGTH, len(points) - 1)
            around = padded[first : last + 3]
            left, top = min(x for x, _ in around), min(y for _, y in around)
            right, bottom = max(x for x, _ in around), max(y for _, y in around)
            box = pygame.Rect(left - thick, top - thick, right - left + 2 * thick, bottom - top + 2 * thick)
            if box.inflate(4, 4).colliderect(self.target.get_clip()):
                self._length(tuple(_smooth(around)), colour, thick)

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
        """Lines of text in `rect`, whose top is the top of the capitals. `spoken` = the word being said.

        Text is drawn as much larger as is wished for all text and fits, unless it may not `grow`.
        """
        if not text:
            return
        size = self.settled(text, rect, size, weight, valign, leading, shrink_to, grow)
        if not self.fonts.fits(text, size, weight, rect.w, rect.h, leading):
            self.spilt.append(text)
        lines = self.fonts.wrap(text, size, weight, rect.w, balanced or align == "centre")
        if len(lines) > 1 and " " not in lines[-1].text:
            # One last word alone looks lost.
            lines = self.fonts.wrap(text, size, weight, rect.w, balanced=True)
        pixels = self.fonts.pixels(weight, size * self.scale)
        font = self.fonts.font(weight, pixels)
        ink = self._hex(colour)
        step = size * leading * self.scale
        top = rect.y * self.scale + self.top
        block = height(len(lines), size, leading) * self.scale
        if valign == "middle":
            top += (rect.h * self.scale - block) / 2
        elif valign == "bottom":
            top += rect.h * self.scale - block
        # The font says where its own baseline is; capitals stand 0.7 of the size above it.
        lift = font.get_ascent() - round(CAP * pixels)
        placed: list[tuple[Line, pygame.Surface, tuple[int, int]]] = []
        for number, line in enumerate(lines):
            if not line.text:
                continue
            picture = self._line(line.text, weight, pixels, ink)
            x = rect.x * self.scale + self.left
            if align == "centre":
                x += (rect.w * self.scale - picture.get_width()) / 2
            elif align == "right":
                x += rect.w * self.scale - picture.get_width()
            placed.append((line, picture, (round(x), round(top + number * step) - lift)))
        # The light lies under all lines: the tails of the line above hang into it.
        if spoken:
            for line, _, place in placed:
                self._light(line, spoken, place, font, pixels, lift)
        for _, picture, place in placed:
            self.target.blit(picture, place)
        if spoken:
            for line, _, place in placed:
                self._lit_word(line, spoken, place, font, weight, pixels)

    def upright(self, text: str, rect: Rect, size: float, weight: int = 400, colour: str = "ink") -> None:
        """One line that is read from the foot of `rect` upwards, in the middle of its width. It does not grow."""
        pixels = self.fonts.pixels(weight, size * self.scale)
        line = self._line(text, weight, pixels, ink := self._hex(colour))
        turned = self._cache.get(("upright", text, weight, pixels, ink), lambda: pygame.transform.rotate(line, 90))
        # Capitals in the middle, not the line with the room for its tails.
        middle = self.fonts.font(weight, pixels).get_ascent() - CAP * pixels / 2
        x = (rect.x + rect.w / 2) * self.scale + self.left - middle
        y = rect.bottom * self.scale + self.top - turned.get_height()
        if self.fonts.width(text, size, weight) > rect.h + 0.5:
            self.spilt.append(text)
        self.target.blit(turned, (round(x), round(y)))

    def settled(
        self,
        text: str,
        rect: Rect,
        size: float,
        weight: int,
        valign: Valign = "top",
        leading: float = 1.3,
        shrink_to: float | None = None,
        grow: bool = True,
    ) -> float:
        """The size at which `words` draws: grown as is wished, or shrunk as is allowed."""
        if grow:
            size = self.size(text, size, weight, rect, leading, valign)
        return size if shrink_to is None else self._shrunk(text, size, weight, rect, leading, shrink_to)

    def size(
        self, text: str, size: float, weight: int, rect: Rect, leading: float = 1.3, valign: Valign = "middle"
    ) -> float:
        """The size at which text is drawn in `rect`: as much larger than `size` as is wished and fits."""
        grown = self.text_scale
        while grown > 1:
            # In the middle of a thing, letters with tails must stay clear of its edge too.
            high = rect.h - (0.4 * size * grown if valign == "middle" else 0)
            if self.fonts.fits(text, size * grown, weight, rect.w, high, leading):
                return size * grown
            grown -= 0.05
        return size

    def room(
        self,
        text: str,
        rect: Rect,
        size: float,
        weight: int,
        leading: float,
        valign: Valign,
        shrink_to: float | None = None,
    ) -> Rect:
        """Where `words` may leave pixels: `rect` and all that stands out of it."""
        size = self.settled(text, rect, size, weight, valign, leading, shrink_to)
        wide, high = self.fonts.measure(text, size, weight, rect.w, leading)
        wide = max(wide, rect.w)
        top = rect.y if valign == "top" else rect.y + (rect.h - high) / (2 if valign == "middle" else 1)
        block = Rect(rect.x - (wide - rect.w), min(top, rect.y), rect.w + 2 * (wide - rect.w), high)
        return block.with_(rect).inset(-0.25 * size, -0.4 * size)

    def point(self, point: Point) -> tuple[int, int]:
        return round(point[0] * self.scale + self.left), round(point[1] * self.scale + self.top)

    # ------------------------------------------------------------ inside

    def _hex(self, colour: str) -> str:
        return colour if colour.startswith("#") else self.theme.hex(colour)

    def _shrunk(self, text: str, size: float, weight: int, rect: Rect, leading: float, least: float) -> float:
        """`size`, or as much smaller as it takes to fit `rect`, down to `least`."""
        while size > least and not self.fonts.fits(text, size, weight, rect.w, rect.h, leading):
            size = max(least, size - 2)
        return size

    def _stamp(self, pixels: int, paint: Callable[["Painter", Rect], None]) -> pygame.Surface:
        sheet = pygame.Surface((pixels, pixels), pygame.SRCALPHA, 32)
        inner = self.onto(sheet)
        inner.left = inner.top = 0
        paint(inner, Rect(0, 0, pixels / self.scale, pixels / self.scale))
        return sheet

    def _pill(self, size: tuple[int, int], ink: str) -> pygame.Surface:
        return self._cache.get(("pill", size, ink), lambda: _box(*size, min(size) / 2, ink, None, 0))

    def _line(self, text: str, weight: int, pixels: int, ink: str) -> pygame.Surface:
        font = self.fonts.font(weight, pixels)
        return self._cache.get(("text", text, weight, pixels, ink), lambda: font.render(text, True, rgb(ink)))

    def _light(
        self,
        line: Line,
        spoken: tuple[int, int],
        place: tuple[int, int],
        font: pygame.font.Font,
        pixels: int,
        lift: int,
    ) -> None:
        """Light up the part of a line that is being said."""
        part = _part(line, spoken)
        if part is None:
            return
        begin = font.size(line.text[: part[0]])[0]
        left, wide = place[0] + begin, font.size(line.text[: part[1]])[0] - begin
        top = place[1] + lift
        pad, bar = 0.17 * pixels, max(2, round(0.11 * pixels))
        glow = pygame.Rect(round(left - pad), round(top - 0.26 * pixels), round(wide + 2 * pad), round(1.28 * pixels))
        self._pixel_box(glow, 0.28 * pixels, self._hex("highlight"))
        under = pygame.Rect(left, round(top + 0.84 * pixels), wide, bar)
        self._pixel_box(under, bar / 2, self._hex("underline"))

    def _lit_word(
        self,
        line: Line,
        spoken: tuple[int, int],
        place: tuple[int, int],
        font: pygame.font.Font,
        weight: int,
        pixels: int,
    ) -> None:
        """The word itself once more, in the colour that reads on the light."""
        part = _part(line, spoken)
        if part is not None:
            word = self._line(line.text[part[0] : part[1]], weight, pixels, self._hex("on_highlight"))
            self.target.blit(word, (place[0] + font.size(line.text[: part[0]])[0], place[1]))

    def _pixel_box(self, area: pygame.Rect, radius: float, fill: str) -> None:
        unit = 1 / self.scale
        rect = Rect((area.x - self.left) * unit, (area.y - self.top) * unit, area.w * unit, area.h * unit)
        self.box(rect, radius * unit, fill)

    def _fill(self, colour: tuple[int, int, int], area: pygame.Rect, opacity: float) -> None:
        if area.w <= 0 or area.h <= 0:
            return
        area = area.clip(self.target.get_clip())
        if not area.w or not area.h:
            return
        if opacity >= 1:
            self.target.fill(colour, area)
            return
        keep = round(255 * (1 - opacity))
        self.target.fill((keep, keep, keep), area, pygame.BLEND_RGB_MULT)
        red, green, blue = (round(part * opacity) for part in colour)
        self.target.fill((red, green, blue), area, pygame.BLEND_RGB_ADD)

    def _blit(
        self, surface: pygame.Surface, place: tuple[int, int], opacity: float = 1.0, area: pygame.Rect | None = None
    ) -> None:
        if opacity >= 1:
            self.target.blit(surface, place, area)
        elif opacity > 0:
            surface.set_alpha(round(255 * opacity))
            self.target.blit(surface, place, area)
            surface.set_alpha(255)

    def _nine(self, patch: pygame.Surface, area: pygame.Rect, opacity: float = 1.0) -> None:
        """The four corners of a patch at the four corners of `area`."""
        w, h = patch.get_size()
        if (w, h) == area.size:
            self._blit(patch, area.topleft, opacity)
            return
        for x, width, to_x in ((0, w // 2, area.x), (w // 2, w - w // 2, area.right - (w - w // 2))):
            for y, high, to_y in ((0, h // 2, area.y), (h // 2, h - h // 2, area.bottom - (h - h // 2))):
                self._blit(patch, (to_x, to_y), opacity, pygame.Rect(x, y, width, high))

    def _tiled(self, patch: pygame.Surface, area: pygame.Rect, opacity: float, rim: int) -> None:
        """A patch whose middle is the same all along, laid as long as `area` is: no more than `rim` of its sides."""
        w, h = patch.get_size()
        self._nine(patch, area, opacity)
        across, down = area.w - w, area.h - h
        clip = self.target.get_clip()
        high, wide = min(rim, h // 2), min(rim, w // 2)
        for x in range(0, across, TILE):
            to_x, size = area.x + w // 2 + x, min(TILE, across - x)
            if to_x < clip.right and to_x + size > clip.x:
                left = w // 2 - size // 2
                self._blit(patch, (to_x, area.y), opacity, pygame.Rect(left, 0, size, high))
                self._blit(patch, (to_x, area.bottom - high), opacity, pygame.Rect(left, h - high, size, high))
        for y in range(0, down, TILE):
            to_y, size = area.y + h // 2 + y, min(TILE, down - y)
            if to_y < clip.bottom and to_y + size > clip.y:
                top = h // 2 - size // 2
                self._blit(patch, (area.x, to_y), opacity, pygame.Rect(0, top, wide, size))
                self._blit(patch, (area.right - wide, to_y), opacity, pygame.Rect(w - wide, top, wide, size))

    def _rounded(
        self, surface: pygame.Surface, area: pygame.Rect, radius: float, opacity: float, key: Hashable
    ) -> None:
        """A picture with its corners cut. Only the corners are copied: pictures are large."""
        place = surface.get_rect(center=area.center)
        turn = math.ceil(min(radius * self.scale, place.w / 2, place.h / 2))
        if turn < 1:
            self._blit(surface, place.topleft, opacity)
            return
        w, h = min(place.w, 2 * turn), min(place.h, 2 * turn)
        corners = self._cache.get(("corners", key, turn), lambda: _corners(surface, w, h, turn))
        self._nine(corners, place, opacity)
        across, down = place.w - w, place.h - h
        left, over = w // 2, h // 2
        if across > 0:
            for y, high in ((0, over), (place.h - (h - over), h - over)):
                self._blit(surface, (place.x + left, place.y + y), opacity, pygame.Rect(left, y, across, high))
        if down > 0:
            band = pygame.Rect(0, over, place.w, down)
            self._blit(surface, (place.x, place.y + over), opacity, band)

    def _length(self, curve: Sequence[Point], colour: str, thick: float) -> None:
        left = math.floor(min(x for x, _ in curve) - thick)
        top = math.floor(min(y for _, y in curve) - thick)
        w = math.ceil(max(x for x, _ in curve) + thick) - left
        h = math.ceil(max(y for _, y in curve) + thick) - top
        path = "M" + " L".join(f"{x - left:.1f} {y - top:.1f}" for x, y in curve)
        stroke = (
            f'<path d="{path}" fill="none" stroke="{self._hex(colour)}" stroke-width="{thick:.2f}"'
            ' stroke-linecap="round" stroke-linejoin="round"/>'
        )
        made = self._cache.get(("ink", stroke, w, h), lambda: render(stroke, (0, 0, w, h), (w, h)))
        self.target.blit(made, (left, top))


LENGTH = 6
"""Points of a stroke that are drawn as one picture."""


def shade(rect: Rect, level: int) -> Rect:
    """How far the shadow of a box reaches, with the box."""
    if level == 0:
        return rect
    down, blur, _ = SHADOWS[level]
    return rect.moved(0, down).inset(-2 * blur - 6).with_(rect)


def render(body: str, view: tuple[float, float, float, float], size: tuple[int, int]) -> pygame.Surface:
    """SVG elements at exactly `size` pixels, whatever their own proportions (nanosvg alone would keep those)."""
    x, y, w, h = view
    across, down = size[0] / w, size[1] / h
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"'
        f' viewBox="0 0 {size[0]} {size[1]}"><g transform="scale({across:.6f} {down:.6f})'
        f' translate({-x:.4f} {-y:.4f})">{body}</g></svg>'
    )
    drawn = pygame.image.load_sized_svg(io.BytesIO(text.encode()), size)
    # The order of bytes that windows have: blitting anything else costs fourteen times as much.
    return drawn.convert(pygame.Surface((1, 1), pygame.SRCALPHA, 32))


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * surface.get_bytesize()


def _box(w: int, h: int, radius: float, inside: str | None, outside: str | None, line: int) -> pygame.Surface:
    turn = max(0.0, min(radius, w / 2, h / 2) - line / 2)
    edge = f' stroke="{outside}" stroke-width="{line}"' if outside else ""
    body = (
        f'<rect x="{line / 2}" y="{line / 2}" width="{w - line}" height="{h - line}" rx="{turn}" ry="{turn}"'
        f' fill="{inside or "none"}"{edge}/>'
    )
    return render(body, (0, 0, w, h), (w, h))


def _arcs(corner: int, turn: float, ink: str, line: int, on: float, off: float) -> pygame.Surface:
    """The dashes round four corners, as a square of twice `corner`."""
    side = 2 * corner
    radius = turn - line / 2
    length = math.pi / 2 * radius
    count = max(1, round(length / (on + off)))
    path = []
    for quarter in range(4):
        x = corner + (turn - corner if quarter in (0, 3) else corner - turn)
        y = corner + (turn - corner if quarter in (0, 1) else corner - turn)
        for step in range(count):
            middle = math.pi + (quarter + (step + 0.5) / count) * math.pi / 2
            half = math.pi / 4 / count * on / (on + off)
            a, b = middle - half, middle + half
            path.append(
                f"M{x + radius * math.cos(a):.2f} {y + radius * math.sin(a):.2f}"
                f" A{radius:.2f} {radius:.2f} 0 0 1 {x + radius * math.cos(b):.2f} {y + radius * math.sin(b):.2f}"
            )
    body = f'<path d="{" ".join(path)}" fill="none" stroke="{ink}" stroke-width="{line}" stroke-linecap="round"/>'
    return render(body, (0, 0, side, side), (side, side))


def _shadow(w: int, h: int, turn: int, sigma: float, pad: int, colour: tuple[int, int, int, int]) -> pygame.Surface:
    """A blurred box of w x h with `pad` round it."""
    body = f'<rect width="{w}" height="{h}" rx="{turn}" ry="{turn}" fill="#ffffff"/>'
    return _shadow_of(body, (0, 0, w, h), (w, h), sigma, pad, colour)


def _shadow_of(
    body: str,
    view: tuple[float, float, float, float],
    size: tuple[int, int],
    sigma: float,
    pad: int,
    colour: tuple[int, int, int, int],
) -> pygame.Surface:
    """A blurred shape with `pad` round it. Blurred small, where that is cheap, and then enlarged."""
    less = max(1.0, sigma / 3)
    full = (size[0] + 2 * pad, size[1] + 2 * pad)
    small = (max(1, round(full[0] / less)), max(1, round(full[1] / less)))
    x, y, w, h = view
    across, down = pad * w / size[0], pad * h / size[1]
    grown = (x - across, y - down, w + 2 * across, h + 2 * down)
    shape = pygame.transform.gaussian_blur(render(body, grown, small), round(sigma / less))
    made = _white(shape)
    made.fill(colour, special_flags=pygame.BLEND_RGBA_MULT)
    return pygame.transform.smoothscale(made, full) if small != full else made


def _white(shape: pygame.Surface) -> pygame.Surface:
    """The same alpha, all white: a colour that fades to black at its edges leaves a dark fringe."""
    made = pygame.Surface(shape.get_size(), pygame.SRCALPHA, 32)
    made.fill((255, 255, 255, 0))
    made.blit(shape, (0, 0), special_flags=pygame.BLEND_RGBA_ADD)
    return made


def _corners(surface: pygame.Surface, w: int, h: int, turn: int) -> pygame.Surface:
    made = pygame.Surface((w, h), pygame.SRCALPHA, 32)
    wide, high = surface.get_size()
    for x, width, from_x in ((0, w // 2, 0), (w // 2, w - w // 2, wide - (w - w // 2))):
        for y, tall, from_y in ((0, h // 2, 0), (h // 2, h - h // 2, high - (h - h // 2))):
            made.blit(surface, (x, y), (from_x, from_y, width, tall), special_flags=pygame.BLEND_RGBA_ADD)
    made.blit(_white(_box(w, h, turn, "#ffffff", None, 0)), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return made


def _washed(surface: pygame.Surface, wash: tuple[int, int, int]) -> pygame.Surface:
    """Half its colour and half a pale wash, with the same outline."""
    made = pygame.Surface(surface.get_size(), pygame.SRCALPHA, 32)
    made.blit(surface, (0, 0), special_flags=pygame.BLEND_RGBA_ADD)
    grey = pygame.transform.grayscale(made)
    grey.set_alpha(95)
    pale = made.copy()
    pale.fill((0, 0, 0), special_flags=pygame.BLEND_RGB_MULT)
    pale.fill(wash, special_flags=pygame.BLEND_RGB_ADD)
    pale.set_alpha(128)
    made.blit(grey, (0, 0))
    made.blit(pale, (0, 0))
    return made


def _smooth(points: Sequence[Point]) -> Iterator[Point]:
    """A Catmull-Rom curve through all but the first and the last of the points."""
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        steps = max(1, min(8, round(math.dist(b, c) / 3)))
        for step in range(steps):
            t = step / steps
            x, y = (
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)
                for p, q, r, s in zip(a, b, c, d, strict=True)
            )
            yield x, y
    yield points[-2]


def _part(line: Line, spoken: tuple[int, int]) -> tuple[int, int] | None:
    """The part of a line that is being said, as offsets into its text."""
    first, last = max(spoken[0], line.start) - line.start, min(spoken[1], line.end) - line.start
    return (first, last) if first < last else None
