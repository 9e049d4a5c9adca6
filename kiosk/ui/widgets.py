"""Everything that a screen is made of, as values: what it is, where it is and in what state.

A widget is a frozen dataclass. The stage compares the widgets of two pictures and draws again only what
differs, so anything that changes the look must be a field that compares, and callables must not compare.
All measures are units of the 1920 x 1080 canvas; colours are the names of roles (`kiosk.ui.theme.Theme`).
"""

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

import pygame

from kiosk.ui import shapes
from kiosk.ui.painter import RING, RING_INNER, Align, Painter, Valign, shade
from kiosk.ui.pictures import Art, Fit, Part, Scenery
from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.text import height

Tap = Callable[[], Outcome | None]
Phase = Literal["down", "move", "up"]
Arrow = Literal["left", "right", "up", "down"]
Strokes = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True)
class Widget:
    """A thing on the page. `key` is unique on the page; `label` is its visible or spoken name."""

    key: str
    rect: Rect
    label: str = field(default="", kw_only=True)
    on_tap: Tap | None = field(default=None, compare=False, kw_only=True)

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError(f"A {type(self).__name__} needs a key")
        if self.on_tap is not None and not self.label.strip():
            raise ValueError(f"{self.key!r} can be tapped, so it needs a label")

    @property
    def touchable(self) -> bool:
        return self.on_tap is not None or self.follows

    @property
    def solid(self) -> bool:
        """Whether it stops a touch from reaching what lies under it."""
        return False

    @property
    def follows(self) -> bool:
        """Whether it is told of every finger that comes down on it, wherever that goes, instead of being tapped."""
        return False

    def follow(self, phase: Phase, finger: int, x: float, y: float) -> Outcome | None:
        """Where such a finger is, in units."""
        return None

    def steer(self, arrow: Arrow) -> bool:
        """An arrow key while the keyboard is at it: whether it goes on within the thing, as in a table."""
        return False

    def extent(self, painter: Painter) -> Rect:
        """All that it may paint, shadow and focus ring included. What it paints beyond that is cut off."""
        return self.rect

    def change(self, past: "Widget") -> Rect | None:
        """Where it looks otherwise than an earlier value of itself; None means wherever either of them is."""
        return None

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        raise NotImplementedError


# ---------------------------------------------------------------- words, cards and pictures


@dataclass(frozen=True)
class Words(Widget):
    """Lines of text. `spoken` = (start, end) in `text` of the word that is being said.

    The top of `rect` is the top of the capitals of the first line; its foot is only of account for `valign`.
    `shrink_to` lets the text go down to that size where it does not fit `rect` at `size`. `alike` are texts that stand
    by it in as much room: all are written in one size.
    """

    text: str
    size: float = 44
    weight: int = 400
    colour: str = "ink"
    align: Align = "left"
    valign: Valign = "top"
    leading: float = 1.3
    spoken: tuple[int, int] | None = None
    shrink_to: int | None = None
    alike: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.text)
        super().__post_init__()

    def extent(self, painter: Painter) -> Rect:
        if not self.text:
            return self.rect
        return painter.room(self.text, self.rect, self.size, self.weight, self.leading, self.valign, self.shrink_to)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        size, shrink_to = self.size, self.shrink_to
        if self.alike:
            size = min(
                painter.settled(each, self.rect, size, self.weight, self.valign, self.leading, shrink_to)
                for each in (self.text, *self.alike)
            )
            shrink_to = None
        painter.words(
            self.text,
            self.rect,
            size,
            self.weight,
            self.colour,
            self.align,
            self.valign,
            self.leading,
            self.spoken,
            shrink_to,
            # In a heading a last word alone looks lost.
            balanced=self.weight >= 600,
            grow=not self.alike,
        )


@dataclass(frozen=True)
class Panel(Widget):
    """A card, a bar or a veil. A solid one keeps touches from what lies under it."""

    fill: str
    edge: str | None = None
    edge_width: float = 3
    radius: float = 48
    level: Literal[0, 1, 2, 3] = 0
    dashed: bool = False
    opacity: float = 1.0
    solid: bool = field(default=True, compare=False)

    def extent(self, painter: Painter) -> Rect:
        return shade(self.rect, self.level)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        painter.shadow(self.rect, self.radius, self.level, self.opacity)
        edge = None if self.dashed else self.edge
        painter.box(self.rect, self.radius, self.fill, edge, self.edge_width, self.opacity)
        if self.dashed and self.edge:
            painter.dashed(self.rect, self.radius, self.edge, self.edge_width)


@dataclass(frozen=True)
class Image(Widget):
    """A picture: `frame` puts a paper border and a shadow round it, `dim` washes it as if asleep.

    `grown` is how large it is for the moment, of its own size: one without a frame that lands, or springs up.
    """

    art: Art
    radius: float = 0
    frame: bool = False
    opacity: float = 1.0
    dim: bool = False
    fit: Fit = "cover"
    grown: float = 1.0

    def extent(self, painter: Painter) -> Rect:
        if self.grown != 1.0:
            return self.rect.inset(-self.rect.w * SPRING, -self.rect.h * SPRING)
        grown = shade(self.rect.inset(-FRAME), 2) if self.frame else self.rect
        return grown.with_(self.rect.inset(-RING - RING_INNER)) if self.touchable else grown

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if self.grown != 1.0:
            painter.sized(self.art, self.rect, self.grown, self.fit)
            return
        if focused:
            painter.ring(self.rect, self.radius)
        if self.frame:
            outer = self.rect.inset(-FRAME)
            painter.shadow(outer, self.radius + FRAME, 2)
            painter.box(outer, self.radius + FRAME - 2, "frame")
        asleep = 1.0 if self.dim else 0.35 if pressed else 0.0
        painter.picture(self.art, self.rect, self.radius, self.fit, self.opacity, asleep)


FRAME = 8
SPRING = 0.08
"""How far beyond its rectangle a picture may spring on either side, as a part of it."""


# ---------------------------------------------------------------- buttons

GROWN_EDGE = 12.0
"""What enlarged words leave free beside them."""
WORTH_A_LINE = 1.2
"""How much larger letters have to be for it, where a label is to break that would stand in one line."""

ButtonKind = Literal["go", "quiet", "sun", "hear", "tell", "unsure", "key", "navy", "tab", "off", "danger"]


class Look(NamedTuple):
    """What a button is made of: the colours of its face, its side, what is written on it, and its face pressed."""

    face: str
    side: str
    edge: float
    text: str
    pressed: str


LOOKS: dict[str, Look] = {
    "go": Look("green", "green_edge", 0, "on_green", "green_edge"),
    "quiet": Look("paper", "neutral", 4, "ink", "quiet_pressed"),
    "sun": Look("sun", "sun_edge", 4, "on_sun", "sun_pressed"),
    "hear": Look("paper", "blue", 4, "ink", "sky"),
    "tell": Look("paper", "plum", 4, "ink", "rose"),
    "unsure": Look("unsure", "ochre", 4, "ink", "unsure_pressed"),
    "key": Look("key", "staff_edge", 3, "ink", "tile_pressed"),
    "danger": Look("ochre", "ochre_edge", 0, "on_ochre", "ochre_edge"),
    "navy": Look("navy", "navy_edge", 3, "on_navy", "navy_pressed"),
    "chosen": Look("done", "green", 5, "ink", "mint"),
}


@dataclass(frozen=True)
class Button(Widget):
    """Something to press. A square `hear` or `tell` is the round form, without its words.

    `icon` names a picture of assets/icons, which is drawn in the one colour that the kind gives it; with the side
    "only" the label is heard but not shown. `note` is a small second line; `busy` shows three dots for the label.
    `alike` are the labels of the buttons beside it, of the same size as it: their letters are to be, too.
    """

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    kind: ButtonKind = "go"
    icon: str | None = None
    icon_side: Literal["left", "right", "top", "only"] = "left"
    size: float = 48
    weight: int = 600
    chosen: bool = False
    note: str = ""
    busy: bool = False
    alike: tuple[str, ...] = ()

    def extent(self, painter: Painter) -> Rect:
        return _outside(self.rect, 1)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if self.kind == "tab":
            self._tab(painter, pressed, focused)
        elif self.kind == "off":
            if focused:
                painter.ring(self.rect, self.radius)
            painter.box(self.rect, self.radius, "off")
            painter.dashed(self.rect, self.radius, "off_edge", 3, 12, 10)
            self._write(painter, self.rect, "ink2", "off")
        elif self.kind in ("hear", "tell"):
            self._tool(painter, pressed, focused)
        else:
            look = LOOKS["chosen" if self.chosen else self.kind]
            if self.busy:
                look = look._replace(face=look.pressed)
            flat = self.kind == "navy" or self.busy
            depth = 0 if flat else self._depth
            face = _raise(painter, self.rect, self.radius, depth, look, 0 if flat else 1, pressed, focused)
            self._write(painter, face, look.text, look.face)

    @property
    def radius(self) -> float:
        if self.kind in ("sun", "hear", "tell"):
            return self.rect.h / 2
        return min(64.0, max(24.0, self.rect.h * 0.28), self.rect.h / 2)

    @property
    def _depth(self) -> float:
        return min(14.0, max(7.0, self.rect.h * 0.07))

    def _tab(self, painter: Painter, pressed: bool, focused: bool) -> None:
        """A tab of the staff header: the chosen one is cut from the page below."""
        if focused:
            painter.ring(self.rect, 28)
        if self.chosen:
            with painter.clipped(self.rect):
                painter.box(Rect(self.rect.x, self.rect.y, self.rect.w, self.rect.h + 60), 28, "cream")
        elif pressed:
            painter.box(self.rect.inset(0, 6), 28, "navy")
        colour = "ink" if self.chosen else "tab_text"
        size = _one_line(painter, self.label, self.size, self.weight, self.rect.w - 24)
        room = self.rect.moved(0, -4)
        painter.words(self.label, room, size, self.weight, colour, "centre", "middle", 1.15, grow=False)

    def _tool(self, painter: Painter, pressed: bool, focused: bool) -> None:
        """Hear and Tell: a coloured disc on a paper pill."""
        look = LOOKS[self.kind]
        round_ = abs(self.rect.w - self.rect.h) < 1
        face = _raise(painter, self.rect, self.radius, 7, look, 1, pressed, focused)
        across = self.rect.h * 0.75
        gap = (face.h - across) / 2
        centre = face.centre if round_ else (face.x + gap + across / 2 + 3, face.y + face.h / 2)
        painter.disc(centre, across, look.side)
        name = self.icon or ("speaker" if self.kind == "hear" else "adult")
        painter.icon(name, centre, across * 0.66, "on_blue" if self.kind == "hear" else "on_plum", look.side)
        if not round_:
            left = centre[0] + across / 2 + 20
            room = Rect(left, face.y, face.right - left - 28, face.h)
            size = _one_line(painter, self.label, self.size, self.weight, room.w)
            painter.words(self.label, room, size, self.weight, look.text, "left", "middle", 1.15, grow=False)

    def _write(self, painter: Painter, face: Rect, colour: str, ground: str) -> None:
        """The label, its note and its icon, as one group in the middle."""
        if self.busy:
            for step in (-1, 0, 1):
                painter.disc((face.centre[0] + step * 30, face.centre[1]), 16, colour)
            return
        icon = self.icon or ("tick" if self.chosen and self.kind not in ("tab", "key") else None)
        if icon and self.icon_side == "only":
            painter.icon(icon, face.centre, min(face.h, face.w) * 0.5, colour, ground)
            return
        pad = min(24.0, face.h * 0.2)
        room = face.inset(pad, 8)
        if icon and self.icon_side == "top":
            big = room.h * 0.46
            painter.icon(icon, (face.centre[0], room.y + room.h * 0.33), big, colour, ground)
            below = Rect(room.x, room.y + room.h * 0.58, room.w, room.h * 0.36)
            size = min(painter.size(each, self.size, self.weight, below, 1.15) for each in (self.label, *self.alike))
            painter.words(self.label, below, size, self.weight, colour, "centre", "middle", 1.15, grow=False)
            return
        side = self.size * 1.15 + self.size * 0.4 if icon else 0.0
        words = Rect(0, 0, room.w - side, room.h - (self.size * 0.8 if self.note else 0))
        size = min(self._size(painter, label, words) for label in (self.label, *self.alike))
        label = _within(painter, self.label, size, self.weight, words.w) if self.note else self.label
        mark, gap = (self.size * 1.15, self.size * 0.4) if icon else (0.0, 0.0)
        wide, high = painter.fonts.measure(label, size, self.weight, words.w, 1.15)
        wide = min(wide, words.w)
        small = max(26.0, size * 0.62)
        if self.note:
            wide = max(wide, painter.fonts.measure(self.note, small, 400, words.w, 1.15)[0])
        left = face.x + (face.w - wide - mark - gap) / 2
        middle = face.y + face.h / 2
        if icon and self.icon_side == "left":
            painter.icon(icon, (left + mark / 2, middle), mark, colour, ground)
            left += mark + gap
        elif icon:
            painter.icon(icon, (left + wide + gap + mark / 2, middle), mark, colour, ground)
        # A hair more than was measured, so that the same words wrap the same way here.
        text = Rect(left - 1, middle - words.h / 2, wide + 2, words.h)
        align: Align = "left" if icon or self.note else "centre"
        if self.note:
            both = high + small * 0.7 + size * 0.45
            top = middle - both / 2
            above = Rect(text.x, top, text.w, high)
            painter.words(label, above, size, self.weight, colour, align, "top", 1.15, grow=False)
            under = Rect(text.x, top + both - small * 0.7, text.w, small)
            painter.words(self.note, under, small, 400, colour, align, "top", 1.15, grow=False)
        else:
            painter.words(label, text, size, self.weight, colour, align, "middle", 1.15, grow=False)

    def _size(self, painter: Painter, label: str, room: Rect) -> float:
        """At which a label has room: grown as is wished, or shrunk to what a button's may be.

        It breaks into more lines than it has at its own size only where its letters are much larger for it.
        """
        inner = room.inset(GROWN_EDGE, 0)
        size = painter.size(label, self.size, self.weight, inner, 1.15)
        if size > self.size:
            lines = len(painter.fonts.wrap(label, self.size, self.weight, room.w))
            unbroken = size
            while unbroken > self.size and len(painter.fonts.wrap(label, unbroken, self.weight, inner.w)) > lines:
                unbroken = max(self.size, unbroken - 0.05 * self.size)
            return size if size >= WORTH_A_LINE * unbroken else unbroken
        least = min(self.size, SMALL_LABEL)
        return painter.settled(label, room, size, self.weight, "middle", 1.15, least, grow=False)


@dataclass(frozen=True)
class Hold(Button):
    """A button that works for as long as a finger is on it. `on_hold(True)` is when that comes down, `on_hold(False)`
    when it is lifted, wherever that is; a key presses it as any other.

    `held` is how it looks meanwhile, which the scene decides.
    """

    on_hold: Callable[[bool], Outcome | None] | None = field(default=None, compare=False)
    held: bool = False

    @property
    def follows(self) -> bool:
        return self.on_hold is not None

    def follow(self, phase: Phase, finger: int, x: float, y: float) -> Outcome | None:
        return self.on_hold(phase == "down") if self.on_hold is not None and phase != "move" else None

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        super().draw(painter, pressed or self.held, focused)
        if self.held:
            painter.box(self.rect, self.radius, None, "sun", 5)


# ---------------------------------------------------------------- tiles

Mark = Literal["star", "leaf", "drop", "A", "B", "C", "D"]
TileStyle = Literal["picture", "wide", "row", "name", "password", "choice", "staff"]
TileState = Literal["asleep", "waking", "awake", "lifted", "folded", "done", "away", "now", "unsure", "chosen", "off"]

MARKS: dict[str, tuple[str, str]] = {
    "star": ("star", "peach"),
    "leaf": ("green", "mint"),
    "drop": ("blue", "sky"),
    "A": ("blue", "sky"),
    "B": ("green", "mint"),
    "C": ("ochre", "peach"),
    "D": ("neutral", "lilac"),
}
"""A colour and a tint for each mark. Marks belong to positions, so no colour ever means "right"."""

SMALL_LABEL = 24
"""How small the label of a button may be: a name or a translation that is long."""
NAME_SIZE, CHIP_SIZE, SMALL_NAME = 34, 40, 28
"""How small a pupil's name may be on its tile and in the bar; in two lines, if it is too long for one even so."""
ROW_EDGE, ROW_LEAST = 14.0, 32.0
"""What stays free over and under the words of a row, and how small they may be where there are many."""
LIFTED, LIFTED_BAND = 16.0, 14.0
"""How far a lifted card is up, and how wide the light is round it."""
TINTS = ("sky", "peach", "mint", "rose", "lilac", "apricot")
SNORE: shapes.View = (0, 0, 132, 92)


@dataclass(frozen=True)
class Tile(Widget):
    """A card to choose. `wake` 0 to 1 takes it from asleep to awake; `wobble` 0 to 1 is a sleeper's snore.

    `mark` belongs to the position, never to the answer; without one, `edge` names the colour of the card's edge. A
    lifted card floats a little above its place; `tilt` turns it by so many degrees. `alike` are the labels of the tiles
    beside it: what is offered together is written in one size, so that no answer looks weightier than another.
    `ticked` is how far the tick of a pupil who is done has sprung up.
    """

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    art: Art | None = None
    mark: Mark | None = None
    style: TileStyle = "picture"
    state: TileState = "awake"
    wake: float = 0.0
    wobble: float = 0.0
    note: str = ""
    size: float = 52
    edge: str = "tile_edge"
    tilt: float = 0.0
    alike: tuple[str, ...] = ()
    ticked: float = 1.0

    def extent(self, painter: Painter) -> Rect:
        grown = _outside(self.rect, 2)
        if self.state == "lifted":
            grown = shade(self.rect.inset(-LIFTED_BAND).moved(0, -LIFTED), 3).with_(grown)
        if self.tilt:
            grown = grown.inset(-0.08 * self.rect.w)
        if self.style == "picture" and self.mark:
            # The mark sits on the corner, and the night cap on the mark, from which it flies off.
            rise = 190 if self.state == "waking" else 64
            grown = grown.with_(Rect(self.rect.x - 40, self.rect.y - rise, 200, rise))
        return grown.inset(-8, 0) if self.wobble else grown

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if self.tilt:
            upright = replace(self, tilt=0.0)
            painter.turned(self.rect.inset(-64), self.tilt, lambda inner: upright.draw(inner, pressed, focused))
            return
        shake = 7 * math.sin(self.wobble * math.pi * 4) * (1 - self.wobble) if 0 < self.wobble < 1 else 0.0
        rect = self.rect.moved(shake, 0)
        if self.state == "lifted":
            rect = self._lift(painter, rect)
        match self.style:
            case "picture":
                self._picture(painter, rect, pressed, focused)
            case "wide":
                self._wide(painter, rect, pressed, focused)
            case "row":
                self._row(painter, rect, pressed, focused)
            case "name":
                self._name(painter, rect, pressed, focused)
            case "password":
                self._password(painter, rect, pressed, focused)
            case "choice":
                self._choice(painter, rect, pressed, focused)
            case "staff":
                self._staff(painter, rect, pressed, focused)

    @property
    def _awake(self) -> float:
        """How far awake: 0 asleep, 1 awake, and a little more where the waking overshoots."""
        if self.state == "asleep":
            return 0.0
        return self.wake if self.state == "waking" else 1.0

    @property
    def _colours(self) -> tuple[str, str]:
        """Of its edge, and of its face while it is pressed."""
        return MARKS[self.mark] if self.mark else (self.edge, "tile_pressed")

    def _size(self, painter: Painter, room: Rect, weight: int, leading: float, least: float | None = None) -> float:
        """The largest size at which its label has room, and those of the tiles beside it."""
        labels = (self.label, *self.alike)
        # What is enlarged stays clear of the edges.
        grown = min(painter.size(each, self.size, weight, room.inset(GROWN_EDGE, 0), leading) for each in labels)
        if grown > self.size or least is None:
            return grown
        return min(painter.settled(each, room, self.size, weight, "middle", leading, least, False) for each in labels)

    def _lift(self, painter: Painter, rect: Rect) -> Rect:
        """The band of light round a lifted card. Returns where the card is."""
        lifted = rect.moved(0, -LIFTED)
        band = lifted.inset(-LIFTED_BAND)
        painter.shadow(band, 40 + LIFTED_BAND, 3)
        painter.box(band, 40 + LIFTED_BAND, "sun", "ochre", 5)
        return lifted

    # ------------------------------------------------------------ pictures over their words

    def _picture(self, painter: Painter, rect: Rect, pressed: bool, focused: bool) -> None:
        colour, tint = self._colours
        awake = self._awake
        if self.state in ("folded", "off"):
            face = self._flat(painter, rect, 40, focused)
            hole = self._fold(face)
            with painter.clipped(Rect(face.x, face.y + hole, face.w, face.h)):
                self._art(painter, face, 0.35)
            with painter.clipped(Rect(face.x, face.y, face.w - hole, hole)):
                self._art(painter, face, 0.35)
            self._caption(painter, face, "ink" if self.state == "folded" else "ink2")
            if self.state == "folded":
                self._turned_corner(painter, face, 40)
            self._buddy(painter, face, "neutral", 1.0)
            return
        if awake < 1 or self.state == "waking":
            face = self._waking(painter, rect, 40, 12, 6, colour, focused)
        else:
            if self.state in ("done", "chosen"):
                look = Look("done", "green", 8, "ink", "mint")
            else:
                look = Look("paper", colour, 6, "ink", tint)
            face = _raise(painter, rect, 40, 12, look, 2, pressed, focused)
        self._art(painter, face, 1 - min(1.0, awake))
        self._caption(painter, face, "ink2" if awake < 0.5 else "ink")
        self._buddy(painter, face, colour, awake)
        if self.state in ("done", "chosen"):
            _badge(painter, (face.right - 8, face.y + 8), 84)

    def _art(self, painter: Painter, face: Rect, asleep: float) -> None:
        if self.art is None:
            return
        frame = Rect(face.x + 22, face.y + 22, face.w - 44, face.h - self._caption_height(painter, face) - 22)
        painter.picture(self.art, frame, 26, asleep=asleep)

    def _caption(self, painter: Painter, face: Rect, colour: str) -> None:
        room = face.inset(24, 16)
        if self.art is not None:
            high = self._caption_height(painter, face)
            room = Rect(face.x + 20, face.bottom - high + 14, face.w - 40, high - 28)
        size = self._size(painter, room, 600, 1.2)
        painter.words(self.label, room, size, 600, colour, "centre", "middle", 1.2, grow=False)

    def _caption_height(self, painter: Painter, face: Rect) -> float:
        """Room for the labels under the pictures, at the size that they come to: more lines take from the picture, and
        so does larger text."""
        most, grown = face.h * 0.55, painter.text_scale
        while True:
            wide = face.w - 40 - (2 * GROWN_EDGE if grown > 1 else 0)
            high = max(
                self._label_height(painter, label, self.size * grown, wide) for label in (self.label, *self.alike)
            )
            if high <= most or grown <= 1:
                return max(108.0, min(most, high))
            grown -= 0.05

    @staticmethod
    def _label_height(painter: Painter, label: str, size: float, wide: float) -> float:
        """With the air over and under it; more than there is where a word of it is too long."""
        lines = painter.fonts.wrap(label, size, 600, wide)
        if any(painter.fonts.width(line.text, size, 600) > wide for line in lines):
            return math.inf
        return height(len(lines), size, 1.2) + max(54.0, 30 + 0.4 * size)

    def _waking(
        self, painter: Painter, rect: Rect, radius: float, depth: float, width: float, colour: str, focused: bool
    ) -> Rect:
        """The card of a tile that is asleep or on its way: it rises 8 and takes its colours."""
        awake = self._awake
        shown = min(1.0, max(0.0, round(awake * 16) / 16))
        theme = painter.theme
        face = Rect(rect.x, rect.y + 8 * (1 - awake), rect.w, rect.h - depth)
        if shown > 0:
            painter.shadow(Rect(face.x, face.y, face.w, face.h + depth), radius, 2, shown)
        if focused:
            painter.ring(Rect(face.x, face.y, face.w, face.h), radius)
        side = depth * shown
        fill = theme.between("asleep", "paper", shown)
        if shown == 0:
            painter.box(face, radius, fill)
            painter.dashed(face, radius, "asleep_edge", 4)
        else:
            edge = theme.between("asleep_edge", colour, shown)
            painter.raised(
                Rect(face.x, face.y, face.w, face.h + side), radius, side, fill, edge, 4 + (width - 4) * shown
            )
        return face

    def _buddy(self, painter: Painter, face: Rect, colour: str, awake: float) -> None:
        """The star, leaf or drop on the corner, with its night cap while it sleeps, and the tile's zzz."""
        if self.mark not in ("star", "leaf", "drop"):
            return
        theme = painter.theme
        shown = min(1.0, max(0.0, round(awake * 16) / 16))
        across = 116.0
        left, top = face.x - 18, face.y - 20
        centre = (left + across / 2, top + across / 2)
        painter.disc(
            centre,
            across,
            theme.between("asleep", "paper", shown),
            theme.between("asleep_edge", colour, shown),
            4 + 2 * shown,
        )
        eyes = "awake" if awake >= 0.4 else "asleep"
        faded = 0.55 if self.state in ("folded", "off") else 1.0
        inner = Rect(left + 16, top + 16, across - 32, across - 32)
        painter.picture(Part(f"marks/{self.mark}-{eyes}"), inner, fit="contain", opacity=faded)
        flown = min(1.0, max(0.0, awake) * 1.4)
        if flown < 1:
            cap = Rect(left + 16 + 26 * flown, top - 26 - 110 * flown, 101, 59)
            painter.picture(Part("marks/nightcap"), cap, fit="contain", opacity=1 - flown)
        if shown < 1:
            where = Rect(face.right - 168, face.y + 34, SNORE[2], SNORE[3])
            painter.svg(where, _snore(theme.hex("snore")), SNORE, opacity=1 - shown)

    # ------------------------------------------------------------ words beside their picture

    def _wide(self, painter: Painter, rect: Rect, pressed: bool, focused: bool) -> None:
        """A basket, or a word with its picture."""
        colour, tint = self._colours
        awake = self._awake
        radius, depth = (48, 14) if rect.h > 200 else (32, 9)
        if self.state in ("folded", "off"):
            face = self._flat(painter, rect, radius, focused)
            if self.state == "folded":
                self._turned_corner(painter, face, radius)
        elif awake < 1 or self.state == "waking":
            face = self._waking(painter, rect, radius, depth, 5, colour, focused)
        else:
            done = self.state in ("done", "chosen")
            look = Look("done", "green", 5, "ink", "mint") if done else Look("paper", colour, 5, "ink", tint)
            face = _raise(painter, rect, radius, depth, look, 2, pressed, focused)
        text = face.inset(24, 12)
        if self.art is not None:
            side = min(face.h - 24, face.w * 0.46)
            picture = Rect(face.x + face.h * 0.06 + 8, face.y + (face.h - side) / 2, side, side)
            whole = isinstance(self.art, Scenery) and bool(self.art.background or self.art.cast)
            if rect.h <= 200 and not whole:
                painter.disc(picture.centre, side, TINTS[sum(self.key.encode()) % len(TINTS)])
                picture = picture.inset(side * 0.16)
            fit: Fit = "cover" if whole else "contain"
            painter.picture(self.art, picture, 24 if whole else 0, fit, asleep=1 - min(1.0, awake))
            left = face.x + face.h * 0.06 + side + 32
            text = Rect(left, face.y + 12, face.right - 28 - left, face.h - 24)
        quiet = awake < 0.5 or self.state == "off"
        align: Align = "left" if self.art is not None else "centre"
        ink = "ink2" if quiet else "ink"
        size = self._size(painter, text, 600, 1.15)
        painter.words(self.label, text, size, 600, ink, align, "middle", 1.15, balanced=True, grow=False)
        if self.state in ("done", "chosen"):
            _badge(painter, (face.right - 40, face.y + 40), 56)

    # ------------------------------------------------------------ KS2: rows

    def _row(self, painter: Painter, rect: Rect, pressed: bool, focused: bool) -> None:
        colour, tint = self._colours
        awake = self._awake
        inverted = pressed and awake >= 1
        if self.state in ("folded", "off"):
            face = self._flat(painter, rect, 30, focused)
            if self.state == "folded":
                self._turned_corner(painter, face, 30)
        elif awake < 1 or self.state == "waking":
            face = self._waking(painter, rect, 30, 9, 4, colour, focused)
        else:
            if self.state in ("done", "chosen"):
                look = Look("done", "green", 6, "ink", "mint")
            else:
                look = Look("paper", colour, 4, "ink", tint)
            face = _raise(painter, rect, 30, 9, look, 2, pressed, focused)
        side = face.h - 40
        left = face.x + 28
        if self.mark:
            square = Rect(face.x + 20, face.y + 20, side, side)
            ground = painter.theme.between("asleep2", tint, min(1.0, max(0.0, awake)))
            painter.box(square, 24, "paper" if inverted else ground)
            self._sign(painter, square, awake)
            left = square.right + 30
        right = face.right - 24
        if self.state in ("done", "chosen"):
            _badge(painter, (face.right - 52, face.y + face.h / 2), 64)
            right -= 72
        elif self.state == "folded":
            right -= self._fold(face) * 0.5
        if self.art is not None:
            wide = side * 1.4
            beside = right - wide - 20 - left
            if any(len(painter.fonts.wrap(each, self.size, 500, beside)) > 2 for each in (self.label, *self.alike)):
                wide = side
            thumb = Rect(right - wide, face.y + 20, wide, side)
            painter.picture(self.art, thumb, 20, asleep=1 - min(1.0, max(0.0, awake)))
            right = thumb.x - 20
        if awake < 1:
            # Over the corner, so that the words wrap alike asleep and awake.
            where = Rect(face.right - 100, face.y - 30, 84, 48)
            painter.svg(
                where, _snore_low(painter.theme.hex("asleep_edge")), (0, 0, 84, 48), opacity=1 - max(0.0, awake)
            )
        quiet = awake < 0.5 or self.state == "off"
        # Clear of the edges, however many lines it takes.
        text = Rect(left, face.y + ROW_EDGE, right - left, face.h - 2 * ROW_EDGE)
        size = self._size(painter, text, 500, 1.22, min(self.size, ROW_LEAST))
        ink = "ink2" if quiet else "ink"
        painter.words(self.label, text, size, 500, ink, valign="middle", leading=1.22, balanced=True, grow=False)

    def _sign(self, painter: Painter, square: Rect, awake: float) -> None:
        """A letter on its shape, or a KS1 mark, within a square."""
        if self.mark in ("star", "leaf", "drop"):
            eyes = "awake" if awake >= 0.4 else "asleep"
            painter.picture(Part(f"marks/{self.mark}-{eyes}"), square.inset(12), fit="contain")
            return
        assert self.mark is not None
        colour = painter.theme.between("asleep_mark", MARKS[self.mark][0], min(1.0, max(0.0, awake)))
        around = square.inset(7)
        painter.svg(around, shapes.letter_mark(self.mark, colour), shapes.LETTER)
        size = around.h * 0.39
        down = 0.1 * around.h if self.mark == "B" else 0
        painter.words(self.mark, around.moved(0, down), size, 700, "on_mark", "centre", "middle", grow=False)

    # ------------------------------------------------------------ names and pictures to log in with

    def _name(self, painter: Painter, rect: Rect, pressed: bool, focused: bool) -> None:
        """A pupil: the animal over the name, or beside it where the tile is low."""
        depth = 9 if rect.h >= 170 else 7
        done = self.state == "done"
        if self.state in ("away", "off"):
            face = self._flat(painter, rect, 36, focused)
        else:
            if done:
                look = Look("done", "done_edge", 3, "ink", "mint")
            elif self.state == "now":
                look = Look("now", "blue", 6, "ink", "sky")
            else:
                look = Look("paper", "tile_edge", 3, "ink", "tile_pressed")
            face = _raise(painter, rect, 36, depth, look, 1, pressed, focused)
        quiet = 0.5 if self.state in ("away", "off") else 1.0
        size = min(self.size, 48.0)
        colour = "ink" if quiet == 1 else "ink2"
        if face.h < 112:
            across = face.h - 20
            animal = Rect(face.x + 12, face.y + 10, across, across)
            words = Rect(animal.right + 14, face.y, face.right - animal.right - 26, face.h)
            align: Align = "left"
            name = _in_lines(painter, self.label, NAME_SIZE, 500, words.w)
        else:
            name = _in_lines(painter, self.label, NAME_SIZE, 500, face.w - 24)
            lines = size * 1.25 if name == self.label else SMALL_NAME * 2.4
            across = face.h - lines
            animal = Rect(face.centre[0] - across / 2, face.y + 6, across, across)
            words = Rect(face.x + 12, animal.bottom, face.w - 24, face.bottom - animal.bottom - size * 0.2)
            align = "centre"
        if self.art is not None:
            painter.picture(self.art, animal, fit="contain", opacity=quiet)
        least = NAME_SIZE if name == self.label else SMALL_NAME
        painter.words(name, words, size, 500, colour, align, "middle", 1.1, shrink_to=least)
        if done and self.ticked:
            across = min(60.0, rect.h * 0.32)
            _badge(painter, (face.right - across * 0.7, face.y + across * 0.7), across * self.ticked)

    def _password(self, painter: Painter, rect: Rect, pressed: bool, focused: bool) -> None:
        if self.state == "off":
            face = self._flat(painter, rect, 40, focused)
        else:
            chosen = self.state in ("chosen", "done")
            look = Look("done", "green", 7, "ink", "mint") if chosen else _PICTURE
            face = _raise(painter, rect, 40, 9, look, 1, pressed, focused)
        across = min(face.w, face.h) * 0.835
        tint = TINTS[sum(self.key.encode()) % len(TINTS)]
        painter.disc(face.centre, across, tint)
        if self.art is not None:
            side = across * 0.81
            art = Rect(face.centre[0] - side / 2, face.centre[1] - side / 2, side, side)
            painter.picture(self.art, art, fit="contain", opacity=0.4 if self.state == "off" else 1.0)
        if self.state in ("chosen", "done"):
            _badge(painter, (face.right - 44, face.y + 44), 60)

    # ------------------------------------------------------------ staff

    def _choice(self, painter: Painter, rect: Rect, pressed: bool, focused: bool) -> None:
        """One of several, with a ring that fills."""
        chosen = self.state == "chosen"
        off = self.state == "off"
        tall = rect.h >= 170
        if off:
            face = self._flat(painter, rect, 28, focused)
        else:
            look = Look("done", "green", 6, "ink", "mint") if chosen else _STAFF
            depth = 0 if tall else 7
            face = _raise(painter, rect, 32 if tall else 28, depth, look, 2 if tall and chosen else 1, pressed, focused)
        left = face.x + 28
        if self.art is not None:
            side = face.h - 48
            picture = Rect(face.x + 24, face.y + 24, min(side * 1.21, face.w * 0.36), side)
            painter.picture(self.art, picture, 24, opacity=0.5 if off else 1.0)
            left = picture.right + 28
        middle = face.y + (62 if tall else face.h / 2)
        ring = (face.right - 52, middle)
        painter.disc(ring, 50, "paper", "green" if chosen else "mark_ring", 5)
        if chosen:
            painter.disc(ring, 26, "green")
        right = ring[0] - 40
        size = min(self.size, 40.0) if tall else min(self.size, 34.0)
        weight = 700 if tall else 600
        colour = "ink2" if off else "ink"
        if tall and self.note:
            size = painter.size(self.label, size, weight, Rect(0, 0, right - left, face.h * 0.36))
            title = Rect(left, middle - 14, right - left, 40)
            painter.words(self.label, title, size, weight, colour, grow=False)
            lines = len(painter.fonts.wrap(self.label, size, weight, right - left))
            top = title.y + height(lines, size) + 36
            room = Rect(left, top, face.right - 24 - left, face.bottom - 20 - top)
            painter.words(self.note, room, 28, 400, colour, leading=1.35)
        else:
            self._two_lines(painter, Rect(left, face.y, right - left, face.h), size, weight, colour, "ink2")

    def _staff(self, painter: Painter, rect: Rect, pressed: bool, focused: bool) -> None:
        """A class to pick, or with an animal a pupil in the live view: flat, with the state as a mark."""
        if self.art is None:
            chosen = self.state in ("chosen", "done")
            if self.state in ("off", "away"):
                face = self._flat(painter, rect, 28, focused)
            else:
                look = LOOKS["go"]._replace(edge=3) if chosen else _STAFF
                face = _raise(painter, rect, 28, 8, look, 1, pressed, focused)
            colour, second = ("on_green", "on_green") if chosen else ("ink", "ink2")
            right = face.right - 24
            if chosen:
                painter.disc((face.right - 38, face.y + 38), 44, "on_green")
                painter.icon("tick", (face.right - 38, face.y + 38), 28, "green", "on_green")
                right -= 40
            room = Rect(face.x + 28, face.y, right - face.x - 28, face.h)
            self._two_lines(painter, room, min(self.size, 36.0), 700, colour, second)
            return
        fill, edge, width = _LIVE.get(self.state, _LIVE["awake"])
        face = rect
        if focused:
            painter.ring(rect, 24)
        if self.state == "now":
            painter.shadow(rect, 24, 2)
        painter.box(rect, 24, "tile_pressed" if pressed else fill, None if self.state == "away" else edge, width)
        if self.state == "away":
            painter.dashed(rect, 24, edge, width, 10, 8)
        across = face.h * 0.51
        animal = Rect(face.x + 14, face.y + 12, across, across)
        away = self.state in ("away", "off")
        painter.picture(self.art, animal, fit="contain", opacity=0.5 if away else 1.0)
        _state_mark(painter, self.state, (face.right - 40, face.y + 12 + across / 2), 48)
        weight = 600 if self.state == "now" else 500
        text = Rect(face.x + 18, animal.bottom, face.w - 30, face.bottom - animal.bottom - 4)
        size = min(self.size, 28.0)
        painter.words(self.label, text, size, weight, "ink2" if away else "ink", valign="middle", shrink_to=22)

    def _two_lines(self, painter: Painter, room: Rect, size: float, weight: int, colour: str, second: str) -> None:
        if not self.note:
            painter.words(self.label, room, size, weight, colour, valign="middle", leading=1.15)
            return
        small = _one_line(painter, self.note, max(26.0, size * 0.76), 400, room.w, room.h * 0.3)
        size = painter.size(self.label, size, weight, Rect(0, 0, room.w, room.h * 0.56), 1.15)
        lines = len(painter.fonts.wrap(self.label, size, weight, room.w))
        both = height(lines, size, 1.15) + small * 0.7 + size * 0.55
        top = room.y + (room.h - both) / 2
        above = Rect(room.x, top, room.w, both - small)
        painter.words(self.label, above, size, weight, colour, leading=1.15, grow=False)
        under = Rect(room.x, top + both - small * 0.7, room.w, small)
        painter.words(self.note, under, small, 400, second, leading=1.15, grow=False)

    # ------------------------------------------------------------ not to be pressed

    def _flat(self, painter: Painter, rect: Rect, radius: float, focused: bool) -> Rect:
        """A card that does not ask to be pressed: no side, no shadow."""
        face = Rect(rect.x, rect.y + 6, rect.w, rect.h - 10)
        if focused:
            painter.ring(face, radius)
        if self.state == "folded":
            hole = self._fold(face)
            for part in (
                Rect(face.x, face.y + hole, face.w, face.h - hole),
                Rect(face.x, face.y, face.w - hole, hole),
            ):
                with painter.clipped(part):
                    painter.box(face, radius, "folded", "neutral", 3)
        else:
            painter.box(face, radius, "away" if self.state == "away" else "off")
            painter.dashed(face, radius, "away_edge" if self.state == "away" else "off_edge", 3, 12, 10)
        return face

    def _fold(self, face: Rect) -> float:
        return round(min(96.0, face.h * 0.4)) if self.state == "folded" else 0.0

    def _turned_corner(self, painter: Painter, face: Rect, radius: float) -> None:
        theme = painter.theme
        side = self._fold(face)
        corner = Rect(face.right - side, face.y, side, side)
        body = shapes.fold(side, radius * 0.5, theme.hex("folded"), theme.hex("neutral"), 3, theme.hex("fold"))
        painter.svg(corner, body, (0, 0, side, side))


_PICTURE = Look("paper", "ks2_line", 4, "ink", "lilac")
_STAFF = Look("paper", "staff_edge", 3, "ink", "tile_pressed")
_LIVE: dict[str, tuple[str, str, float]] = {
    "done": ("done", "done_edge", 3),
    "chosen": ("done", "green", 6),
    "now": ("now", "blue", 5),
    "unsure": ("unsure", "ochre", 3),
    "away": ("away", "away_edge", 3),
    "awake": ("paper", "staff_edge", 3),
}


# ---------------------------------------------------------------- bubbles


@dataclass(frozen=True)
class Bubble(Widget):
    """Something thought (a cloud, filled with mint by `fill` 0 to 1, its waves `wave` units along) or said.

    A thought wider than 2.3 times its height is a round-cornered box instead of a cloud. `tail` is the point, in
    units, towards which the speech bubble's tail or the thought's small bubbles lead.
    """

    text: str
    kind: Literal["think", "say"] = "say"
    fill: float = 0.0
    wave: float = 0.0
    tail: tuple[float, float] | None = None
    size: float = 52
    weight: int = 600
    spoken: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.text)
        super().__post_init__()

    def extent(self, painter: Painter) -> Rect:
        grown = _outside(self.rect, 2)
        if self.tail:
            grown = grown.with_(Rect(self.tail[0], self.tail[1], 0, 0).inset(-20))
        return grown

    def change(self, past: Widget) -> Rect | None:
        if isinstance(past, Bubble) and replace(past, fill=self.fill, wave=self.wave) == self:
            return self.rect
        return None

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if self.kind == "say":
            self._say(painter, pressed, focused)
        elif self.rect.w <= 2.3 * self.rect.h:
            self._cloud(painter)
        else:
            self._box(painter)

    def _say(self, painter: Painter, pressed: bool, focused: bool) -> None:
        radius = min(36.0, self.rect.h / 2)
        if focused:
            painter.ring(self.rect, radius)
        else:
            painter.shadow(self.rect, radius, 1)
        fill = "tile_pressed" if pressed else "paper"
        painter.box(self.rect, radius, fill, "bubble_edge", 4)
        if self.tail:
            self._lead(painter, self.tail, radius, fill)
        room = self.rect.inset(28, 12)
        painter.words(self.text, room, self.size, self.weight, "ink", "centre", "middle", 1.2, spoken=self.spoken)

    def _lead(self, painter: Painter, tip: tuple[float, float], radius: float, fill: str) -> None:
        """The tail: its two open sides are drawn, and its fill covers the bubble's edge between them."""
        box, half = self.rect, min(26.0, self.rect.h / 2 - radius)
        x, y = tip
        if box.y <= y <= box.bottom:
            at = min(max(y, box.y + radius + half), box.bottom - radius - half)
            edge, inner = (box.x + 2, box.x + 5) if x < box.x else (box.right - 2, box.right - 5)
            near, far = (edge, at - half), (edge, at + half)
            cover = (inner, at - half + 2), (inner, at + half - 2)
        else:
            pulled = x + (48 if x < box.centre[0] else -48)
            at = min(max(pulled, box.x + radius + half), box.right - radius - half)
            edge, inner = (box.bottom - 2, box.bottom - 5) if y > box.bottom else (box.y + 2, box.y + 5)
            near, far = (at - half, edge), (at + half, edge)
            cover = (at - half + 2, inner), (at + half - 2, inner)
        points = (near, far, *cover, tip)
        left, top = min(a for a, _ in points) - 8, min(b for _, b in points) - 8
        around = Rect(left, top, max(a for a, _ in points) + 8 - left, max(b for _, b in points) + 8 - top)

        def at_(point: tuple[float, float]) -> str:
            return f"{point[0] - left:.1f} {point[1] - top:.1f}"

        sides = f"M{at_(near)} L{at_(tip)} L{at_(far)}"
        hole = f"M{at_(cover[0])} L{at_(near)} L{at_(tip)} L{at_(far)} L{at_(cover[1])}Z"
        theme = painter.theme
        body = shapes.path(hole, theme.hex(fill)) + shapes.path(sides, "none", theme.hex("bubble_edge"), 4)
        painter.svg(around, body, (0, 0, around.w, around.h))

    def _cloud(self, painter: Painter) -> None:
        theme = painter.theme
        painter.shadow_of(shapes.cloud("#ffffff", 7), shapes.CLOUD, self.rect, 2)
        self._trail(painter, (34, 19))
        painter.svg(
            self.rect, shapes.cloud(theme.hex("thought_edge"), 7) + shapes.cloud(theme.hex("thought")), shapes.CLOUD
        )
        mask = painter.masked("cloud", self.rect, shapes.cloud("#ffffff"), shapes.CLOUD)
        self._pour(painter, self.rect, mask, "wave", "wave2")
        painter.svg(self.rect, shapes.glints("#FFFFFF"), shapes.CLOUD, opacity=0.15 if theme.dark else 0.7)
        room = self.rect.inset(self.rect.w * 0.13, self.rect.h * 0.16)
        painter.words(self.text, room, self.size, self.weight, "ink", "centre", "middle", 1.2, spoken=self.spoken)

    def _box(self, painter: Painter) -> None:
        radius = min(56.0, self.rect.h / 2)
        painter.shadow(self.rect, radius, 2)
        self._trail(painter, (24,))
        painter.box(self.rect, radius, "thought_edge")
        inner = self.rect.inset(5)
        painter.box(inner, radius - 5, "thought")
        shape = shapes.block(0, 0, inner.w, inner.h, radius - 5, "#ffffff")
        mask = painter.masked(("box", radius), inner, shape, (0, 0, inner.w, inner.h))
        self._pour(painter, inner, mask, "wave_pale", "wave_pale2")
        room = self.rect.inset(44, 16)
        painter.words(self.text, room, self.size, self.weight, "ink", "left", "middle", 1.28, spoken=self.spoken)

    def _pour(self, painter: Painter, rect: Rect, mask: pygame.Surface, back: str, front: str) -> None:
        """Fill a shape to `fill` of its height, with two waves on top."""
        if self.fill <= 0:
            return
        area = painter.span(rect)
        theme = painter.theme
        period = max(8, area.w // 2)
        high = max(4, round(0.19 * area.h) if rect.w <= 2.3 * rect.h else round(0.2 * area.h))
        body = shapes.path(_ripple(period, high * 0.3, high * 0.24) + f" V{high} H0Z", theme.hex(back))
        body += shapes.path(_ripple(period, high * 0.64, -high * 0.2) + f" V{high} H0Z", theme.hex(front))
        wide = 4 * period
        crest = painter.kept(("crest", body, wide, high), lambda: painter.drawn(body, (0, 0, wide, high), (wide, high)))
        top = round(area.h * (1 - self.fill)) - high + round(high * 2 * self.fill) - high // 2
        if self.fill >= 1:
            top = -high
        poured = pygame.Surface(area.size, pygame.SRCALPHA, 32)
        along = round(self.wave * painter.scale) % period
        poured.blit(crest, (-along, top))
        poured.fill(theme[front], pygame.Rect(0, top + high, area.w, max(0, area.h - top - high)))
        poured.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        painter.target.blit(poured, area.topleft)

    def _trail(self, painter: Painter, sizes: tuple[float, ...]) -> None:
        """Small bubbles from the thought to who thinks it, the nearest to them the smallest."""
        if not self.tail:
            return
        x, y = self.rect.centre
        dx, dy = self.tail[0] - x, self.tail[1] - y
        far = math.hypot(dx / (self.rect.w / 2), dy / (self.rect.h / 2)) or 1.0
        # Where the line to the thinker leaves the shape, and on from there.
        begin = min(1.0, 1 / far)
        for number, across in enumerate(sizes):
            part = begin + (1 - begin) * (number + 0.6) / len(sizes)
            painter.disc((x + dx * part, y + dy * part), across, "thought", "thought_edge", 5)


# ---------------------------------------------------------------- the pupil's bar


@dataclass(frozen=True)
class Chip(Widget):
    """Whose turn it is: a name beside its animal. `avatar` is the animal's picture, if there is one.

    It is as wide as the name wants, and no wider than `rect`.
    """

    name: str
    avatar: Art | None = None
    size: float = 48

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.name)
        super().__post_init__()

    def extent(self, painter: Painter) -> Rect:
        return self.rect.inset(-RING - RING_INNER) if self.touchable else self.rect

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        high = self.rect.h - 7
        left = high * 1.18 if self.avatar is not None else 44.0
        name = _in_lines(painter, self.name, CHIP_SIZE, 600, self.rect.w - left - 40)
        size = _one_line(painter, self.name, self.size, 600, self.rect.w - left - 40)
        wide = min(self.rect.w, left + painter.fonts.width(self.name, size, 600) + 52)
        pill = Rect(self.rect.x, self.rect.y, wide, high)
        if focused:
            painter.ring(pill, high / 2)
        painter.box(pill, high / 2, "tile_pressed" if pressed else "paper", "chip_edge", 3)
        if isinstance(self.avatar, Part) and self.avatar.name.startswith("icons/"):
            sign = self.avatar.name.removeprefix("icons/")
            painter.icon(sign, (pill.x + high / 2 + 8, pill.y + high / 2), high - 20, "ink")
        elif self.avatar is not None:
            side = high - 9
            painter.picture(self.avatar, Rect(pill.x + 8, pill.y + 4.5, side, side), fit="contain")
        room = Rect(pill.x + left, pill.y, wide - left - 20, high)
        least = CHIP_SIZE if name == self.name else SMALL_NAME
        painter.words(name, room, size, 600, valign="middle", leading=1.1, shrink_to=least, grow=False)


@dataclass(frozen=True)
class Stone(Widget):
    """A step of a path: `here` is the one that somebody is at, `short` shows its mark without its name.

    The pill is lower than `rect`, which is what a finger may touch.
    """

    name: str
    icon: str = "tick"
    here: bool = False
    short: bool = False
    size: float = 36

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.name)
        super().__post_init__()

    def extent(self, painter: Painter) -> Rect:
        return self.rect.inset(-RING - RING_INNER) if self.touchable else self.rect

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        high = self.rect.h * 0.75
        pill = Rect(self.rect.x, self.rect.y + (self.rect.h - high) / 2, self.rect.w, high)
        if focused:
            painter.ring(pill, high / 2)
        if self.here:
            ground, ink, disc, mark = "screen", "white", "screen_bubble", "white"
        else:
            ground, ink, disc, mark = "tile_pressed" if pressed else "paper", "ink", "mint", "green"
        painter.box(pill, high / 2, ground, "screen" if self.here else "ks2_line", 3)
        across = high * 0.72
        centre = (pill.x + high / 2, pill.y + high / 2)
        painter.disc(centre, across, disc)
        painter.icon(self.icon, centre, across * 0.6, mark, disc)
        if not self.short:
            room = Rect(pill.x + high + 2, pill.y, pill.w - high - 30, high)
            name = self.name.replace(" ", "\N{NO-BREAK SPACE}")
            size = _one_line(painter, name, self.size, 500, room.w)
            painter.words(name, room, size, 500, ink, valign="middle", shrink_to=24, grow=False)


SPECKS = 26.0
"""Dots that are closer together than this become a bar."""


@dataclass(frozen=True)
class Dots(Widget):
    """How far through: `total` dots, of which `at` (from 0) is the present one. `numbered` makes them large."""

    total: int
    at: int
    numbered: bool = False

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        pitch = 76.0 if self.numbered else 46.0
        pitch = min(pitch, self.rect.w / max(1, self.total))
        x, y = self.rect.centre
        if pitch < SPECKS:
            self._bar(painter)
            return
        for number in range(self.total):
            centre = (x + (number - (self.total - 1) / 2) * pitch, y)
            if self.numbered:
                self._number(painter, number, centre, pitch / 76)
            elif number < self.at:
                painter.disc(centre, min(24, pitch * 0.6), "green")
            elif number == self.at:
                painter.disc(centre, min(34, pitch * 0.8), "paper", "green", 8)
            else:
                painter.disc(centre, min(24, pitch * 0.6), "paper", "dot_edge", 4)

    def _bar(self, painter: Painter) -> None:
        """Of very many, as a bar that fills: dots would be specks."""
        x, y = self.rect.centre
        way = Rect(x - self.rect.w / 2, y - 12, self.rect.w, 24)
        painter.box(way, 12, "paper", "dot_edge", 4)
        come = way.w * min(1.0, (self.at + 0.5) / self.total)
        painter.box(Rect(way.x, way.y, max(24.0, come), way.h), 12, "green")
        painter.disc((min(way.right - 17, way.x + max(24.0, come)), y), 44, "paper", "green", 8)

    def _number(self, painter: Painter, number: int, centre: tuple[float, float], part: float) -> None:
        if number < self.at:
            painter.disc(centre, 60 * part, "green")
            painter.icon("tick", centre, 36 * part, "on_green", "green")
            return
        now = number == self.at
        painter.disc(centre, (68 if now else 60) * part, "paper", "green" if now else "staff_edge", 7 if now else 4)
        room = Rect(centre[0] - 34, centre[1] - 34, 68, 68)
        weight, colour = (700, "green") if now else (600, "ink2")
        painter.words(str(number + 1), room, 40 * part, weight, colour, "centre", "middle", grow=False)


# ---------------------------------------------------------------- to write in


@dataclass(frozen=True)
class Field(Widget):
    """A box to type in. `rect` is the box; its label stands above it and its note below."""

    label: str
    value: str = ""
    masked: bool = False
    focused: bool = False
    state: Literal["idle", "good", "look"] = "idle"
    note: str = ""
    icon: str | None = None
    caret_on: bool = True
    size: float = 34

    def extent(self, painter: Painter) -> Rect:
        below = 90 if self.note else 0
        grown = Rect(self.rect.x - 8, self.rect.y - 56, self.rect.w + 16, self.rect.h + 64 + below)
        return grown.with_(_outside(self.rect, 0))

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        box = self.rect
        painter.words(self.label, Rect(box.x, box.y - 44, box.w, 24), 28, 600)
        if focused:
            painter.ring(box, 24)
        edge, width = ("blue", 6) if self.focused else ("ochre", 5) if self.state == "look" else ("neutral", 3)
        painter.box(box, 24, "page" if self.focused or pressed else "paper", edge, width)
        left, right = box.x + 28, box.right - 24
        middle = box.y + box.h / 2
        if self.icon:
            painter.icon(self.icon, (box.x + 52, middle), 40, "ink2")
            left = box.x + 92
        if self.state == "good":
            _badge(painter, (box.right - 50, middle), 44, ring=False)
            right = box.right - 84
        elif self.state == "look":
            painter.icon("warn", (box.right - 52, middle), 50, "ochre", "paper")
            right = box.right - 90
        with painter.clipped(Rect(left - 2, box.y, right - left + 4, box.h)):
            end = self._value(painter, left, right, middle)
            if self.focused and self.caret_on:
                painter.bar(Rect(min(end + 8, right - 4), middle - 24, 4, 48), "blue")
        if self.note:
            colour = "ochre" if self.state == "look" else "ink2"
            painter.words(self.note, Rect(box.x, box.bottom + 22, box.w, 60), 26, 400, colour)

    def _value(self, painter: Painter, left: float, right: float, middle: float) -> float:
        """What has been typed; where it is too long, its end is what shows. Returns where the caret goes."""
        if self.masked:
            pitch = 40.0
            end = left + len(self.value) * pitch - 12
            over = max(0.0, end + 16 - right)
            for number in range(len(self.value)):
                painter.disc((left + 12 + number * pitch - over, middle), 24, "ink")
            return end - over if self.value else left - 8
        if not self.value:
            return left - 8
        # As large as is wished, if the box has room for the letters: the caret stands behind what is drawn.
        size = min(self.size * painter.text_scale, 48.0)
        wide = painter.fonts.width(self.value, size, 500)
        over = max(0.0, left + wide + 16 - right)
        room = Rect(left - over, middle - 40, wide + 40, 80)
        painter.words(self.value, room, size, 500, valign="middle", grow=False)
        return left + wide - over


Pen = Callable[[Phase, int, int, int], Outcome | None]


@dataclass(frozen=True)
class Pad(Widget):
    """Paper to sign on. Strokes are points on a grid of 0 to 1000 either way; `live` is still being drawn.

    `on_pen(phase, finger, x, y)` is told of every finger on it, on the same grid; telling a palm from a pen is the
    scene's to do.
    """

    strokes: Strokes = ()
    live: tuple[tuple[int, int], ...] = ()
    guides: bool = True
    ink: str = "blue"
    on_pen: Pen | None = field(default=None, compare=False)

    @property
    def follows(self) -> bool:
        return self.on_pen is not None

    def follow(self, phase: Phase, finger: int, x: float, y: float) -> Outcome | None:
        assert self.on_pen is not None
        across, down = (x - self.rect.x) / self.rect.w, (y - self.rect.y) / self.rect.h
        return self.on_pen(phase, finger, round(across * 1000), round(down * 1000))

    @property
    def solid(self) -> bool:
        return True

    def extent(self, painter: Painter) -> Rect:
        return _outside(self.rect, 2)

    def change(self, past: Widget) -> Rect | None:
        """A stroke that has grown changed only at its end, and one that is finished nowhere."""
        if not isinstance(past, Pad) or replace(past, strokes=self.strokes, live=self.live) != self:
            return None
        if past.live and self.strokes == (*past.strokes, past.live) and not self.live:
            return Rect(self.rect.x, self.rect.y, 0, 0)
        grown = self.strokes == past.strokes and self.live[: len(past.live)] == past.live
        if not grown or not self.live:
            return None
        ends = [self._place(point) for point in self.live[max(0, len(past.live) - 3) :]]
        left, top = min(x for x, _ in ends), min(y for _, y in ends)
        around = Rect(left, top, max(x for x, _ in ends) - left, max(y for _, y in ends) - top)
        # A curve swings out beyond its points by less than an eighth of their distance.
        return around.inset(-PEN - 0.13 * (around.w + around.h))

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if focused:
            painter.ring(self.rect, 48)
        else:
            painter.shadow(self.rect, 48, 2)
        painter.box(self.rect, 48, "paper", "pad_edge", 6)
        if self.guides:
            self._guide(painter, 0.34, 6, "guide2")
            self._guide(painter, 0.72, 7, "guide")
        with painter.clipped(self.rect.inset(6)):
            for stroke in (*self.strokes, self.live):
                if stroke:
                    painter.ink([self._place(point) for point in stroke], self.ink, PEN)

    def _place(self, point: tuple[int, int]) -> tuple[float, float]:
        return self.rect.x + point[0] / 1000 * self.rect.w, self.rect.y + point[1] / 1000 * self.rect.h

    def _guide(self, painter: Painter, down: float, across: float, role: str) -> None:
        y = self.rect.y + down * self.rect.h
        x, end = self.rect.x + 70, self.rect.right - 70
        count = round((end - x) / 24)
        for number in range(count + 1):
            painter.disc((x + (end - x) * number / count, y), across, role)


PEN = 20
"""How wide a pen's line is, in units."""


@dataclass(frozen=True)
class Area(Widget):
    """A part of a picture that can be touched: nothing is to be seen of it until it is `found` or `pointed` to.

    `pointed` 0 to 1 is how strong the light round it is.
    """

    found: bool = False
    pointed: float = 0.0

    def extent(self, painter: Painter) -> Rect:
        return self.rect.inset(-RING - RING_INNER).with_(Rect(self.rect.right - 70, self.rect.y - 14, 84, 84))

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        radius = min(self.rect.w, self.rect.h) / 2
        if focused:
            painter.box(self.rect.inset(-RING), radius + RING, None, "focus", RING + RING_INNER)
            painter.box(self.rect, radius, None, "focus_inner", RING_INNER)
        if self.found or pressed:
            painter.box(self.rect, radius, None, "paper", 26 if pressed else 18)
            painter.box(self.rect.inset(4), radius - 4, None, "green", 18 if pressed else 10)
        elif self.pointed:
            painter.box(self.rect, radius, None, "ochre", 14, self.pointed)
            painter.box(self.rect.inset(3), radius - 3, None, "sun", 8, self.pointed)
        if self.found:
            _badge(painter, (self.rect.right - radius * 0.3, self.rect.y + radius * 0.3), 72)


@dataclass(frozen=True)
class Drawing(Widget):
    """The way out for a look that no widget has. `look` differs whenever `paint` would paint otherwise.

    What it paints outside `rect` is cut off.
    """

    paint: Callable[[Painter, Rect], None] = field(compare=False)
    look: Hashable = None

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        with painter.clipped(self.rect):
            self.paint(painter, self.rect)


# ---------------------------------------------------------------- parts that widgets share


def _outside(rect: Rect, level: int) -> Rect:
    """A thing that can be pressed, with its shadow and its focus ring."""
    return shade(rect, level).with_(rect.inset(-RING - RING_INNER))


def _raise(
    painter: Painter,
    rect: Rect,
    radius: float,
    depth: float,
    look: Look,
    level: int,
    pressed: bool,
    focused: bool,
) -> Rect:
    """A card to press: its side shows below it until it is pressed down over it. Returns its face."""
    if pressed:
        face = Rect(rect.x, rect.y + depth, rect.w, rect.h - depth)
        if focused:
            painter.ring(face, radius)
        painter.box(face, radius, look.pressed, look.side, max(look.edge, 4) if look.edge else 0)
        return face
    if not focused:
        painter.shadow(rect, radius, level)
    else:
        painter.ring(rect, radius)
    painter.raised(rect, radius, depth, look.face, look.side, look.edge)
    return Rect(rect.x, rect.y, rect.w, rect.h - depth)


def _one_line(painter: Painter, text: str, size: float, weight: int, width: float, most: float = math.inf) -> float:
    """The size at which text that never breaks is drawn: as large as is wished, within `width` and `most`."""
    fits = size * width / max(1.0, painter.fonts.width(text, size, weight))
    return max(size, min(size * painter.text_scale, fits * 0.99, most))


def _within(painter: Painter, text: str, size: float, weight: int, width: float) -> str:
    """The text, with dots at the end of each word that is too wide even for a line of its own."""

    def cut(word: str) -> str:
        short = word
        while short and painter.fonts.width(f"{short}…", size, weight) > width:
            short = short[:-1]
        return f"{short}…"

    wide = {word for word in text.split() if painter.fonts.width(word, size, weight) > width}
    for word in wide:
        text = text.replace(word, cut(word))
    return text


def _in_lines(painter: Painter, name: str, size: float, weight: int, width: float) -> str:
    """A name that is too long for one line at that size, broken after the space or the hyphen that serves best."""
    if painter.fonts.width(name, size, weight) <= width:
        return name
    folds = [(name[: at + 1].rstrip(), name[at + 1 :]) for at, letter in enumerate(name[:-1]) if letter in " -"]
    if not folds:
        return name
    return "\n".join(min(folds, key=lambda pair: max(painter.fonts.width(line, size, weight) for line in pair)))


def _badge(painter: Painter, centre: tuple[float, float], across: float, ring: bool = True) -> None:
    """The green disc with a tick: done."""
    painter.disc(centre, across, "green", "paper" if ring else None, 4)
    painter.icon("tick", centre, across * 0.62, "on_green", "green")


def _state_mark(painter: Painter, state: str, centre: tuple[float, float], across: float) -> None:
    """A pupil's state in the live view: a tick, an arrow, a thought, a dash or an empty ring."""
    marks = {
        "done": ("green", "tick", "on_green"),
        "chosen": ("green", "tick", "on_green"),
        "now": ("blue", "play", "on_blue"),
        "unsure": ("ochre", "thought", "on_ochre"),
    }
    if state in marks:
        fill, icon, colour = marks[state]
        painter.disc(centre, across, fill)
        painter.icon(icon, centre, across * 0.6, colour, fill)
    elif state == "away":
        painter.box(Rect(centre[0] - 18, centre[1] - 4, 36, 8), 4, "mark_ring")
    else:
        painter.disc(centre, across * 0.88, "paper", "off_edge", 4)


def _letter_z(x: float, y: float, size: float, colour: str, turn: float) -> str:
    z = shapes.path("M-15 -16 H15 L-15 16 H15", "none", colour, 9)
    return shapes.group(z, x, y, size / 46, turn)


def _snore(colour: str) -> str:
    """z, z, Z, growing to the upper right."""
    return _letter_z(14, 72, 20, colour, -12) + _letter_z(50, 60, 29, colour, -12) + _letter_z(100, 34, 44, colour, -12)


def _snore_low(colour: str) -> str:
    """The same, flatter: over the corner of a low tile."""
    return _letter_z(10, 36, 14, colour, -8) + _letter_z(36, 28, 19, colour, -8) + _letter_z(66, 17, 25, colour, -8)


def _ripple(period: float, level: float, swing: float) -> str:
    """The top of water, four periods long."""
    half = period / 2
    line = f"M0 {level:.1f}"
    for number in range(8):
        pull = level + (2 * swing if number % 2 else -2 * swing)
        line += f" Q{half * (number + 0.5):.1f} {pull:.1f} {half * (number + 1):.1f} {level:.1f}"
    return line
