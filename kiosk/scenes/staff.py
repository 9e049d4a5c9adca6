"""What staff's screens share: the header with its tabs, the results they have in common, and the cards that only staff
see. Not a screen itself."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.records.rows import Only, StaffRow
from kiosk.ui.painter import RING, RING_INNER, Painter, shade
from kiosk.ui.pictures import Actor as Player
from kiosk.ui.pictures import Art, Part, Scenery
from kiosk.ui.scene import Leave, Outcome, Scene
from kiosk.ui.shapes import Rect, path
from kiosk.ui.text import height
from kiosk.ui.widgets import Button, Drawing, Image, Panel, Tap, Widget, Words

Tab = Literal["start", "live", "catch-up", "coverage", "pupils", "agreement", "export", "school"]

# ---------------------------------------------------------------- results that several screens have


@dataclass(frozen=True)
class GoTo:
    """Another tab was tapped."""

    tab: Tab


@dataclass(frozen=True)
class Teach:
    """To the start of that lesson, or of the agreement (`AGREEMENT`), with that class."""

    class_id: str
    lesson_id: str


@dataclass(frozen=True)
class ExportThis:
    """What is on the page, as a file."""

    only: Only


@dataclass(frozen=True)
class OpenRecord:
    """One pupil's whole record."""

    pupil_id: str


@dataclass(frozen=True)
class SignOut:
    """The name in the header was tapped: back to what pupils see."""


# ---------------------------------------------------------------- the page

LEFT, RIGHT = 96.0, 1824.0
WIDTH = RIGHT - LEFT
TOP, BOTTOM = 206.0, 890.0
"""Where a page's content begins and ends."""
ACTION_Y, ACTION_H = 914.0, 112.0
"""The row of actions: leaving at the left, the main action at the right."""
SMALLEST = 26
LONG_WORD = 22
"""The smallest size of a name in which one word is wider than its card."""
SCHOOL_TIME = ZoneInfo("Europe/London")
TALL = 136.0
"""Cards that are higher have room for a note under three lines of the smallest size."""
HIGH = 150.0
"""Cards that are higher have their label in two lines rather than small."""

TABS: dict[Tab, tuple[str, float]] = {
    "start": ("Start a lesson", 252),
    "live": ("Live view", 188),
    "catch-up": ("Catch up", 178),
    "coverage": ("Coverage", 184),
}
"""What a tab is called, and how wide it is. The lead's own are on pages of the desk."""
DESK_TABS: dict[Tab, tuple[str, float]] = {
    "coverage": ("Coverage", 184),
    "pupils": ("Pupils", 146),
    "agreement": ("Agreement", 200),
    "export": ("Export", 142),
    "school": ("School", 150),
}


LOOKS = 0.05
"""Seconds from one look whether something is worked out to the next."""


class StaffPage(Scene):
    """A screen for staff. Without a `tab` it belongs to one task, named by `title`, and is left by its own buttons."""

    backdrop = "staff"
    idle: Literal["staff", "rest"] = "staff"
    edges_dead = False
    _done: Callable[[], bool] | None = None
    _leaves_with: object = None

    def __init__(self, staff: StaffRow | None = None, tab: Tab | None = None, *, title: str = "", running: bool = True):
        self.staff = staff
        self.tab = tab
        self.title = title
        self.running = running
        """Whether a lesson is open, so that there is something to see in the live view."""

    def wait(self, done: Callable[[], bool], leave_with: object) -> None:
        """Something is being worked out. Nothing can be done here until it is `done`; then the page is left with that
        result."""
        self._done, self._leaves_with = done, leave_with

    @property
    def busy(self) -> bool:
        return self._done is not None

    def tick(self, now: float) -> Outcome | None:
        if self._done is None or not self._done():
            return None
        self._done = None
        return Leave(self._leaves_with)

    def due(self, now: float) -> float:
        return now + LOOKS if self.busy else math.inf

    def header(self) -> list[Widget]:
        widgets: list[Widget] = [
            _logo(),
            Words(
                "logo-words",
                Rect(208, 84, 330, 52),
                "Think then Click",
                size=36,
                weight=700,
                colour="white",
                valign="middle",
            ),
        ]
        if self.title:
            room = Rect(580, 70, (1400 if self.staff else 1590) - 580, 80)
            widgets.append(
                Words(
                    "page",
                    room,
                    self.title,
                    size=36,
                    weight=600,
                    colour="tab_text",
                    valign="middle",
                    shrink_to=SMALLEST,
                )
            )
        tabs = {} if self.tab is None else DESK_TABS if self.tab in DESK_TABS else TABS
        x = 544.0
        for tab, (label, wide) in tabs.items():
            if tab == "coverage" and (self.staff is None or self.staff.role != "lead"):
                continue
            if tab == "live" and not self.running and self.tab != "live":
                continue
            here = tab == self.tab
            widgets.append(
                Button(
                    f"tab-{tab}",
                    Rect(x, 54, wide, 124),
                    label,
                    None if here else lambda tab=tab: Leave(GoTo(tab)),
                    kind="tab",
                    chosen=here,
                    size=30,
                )
            )
            x += wide + 14
        if self.staff is not None:
            widgets.append(
                Button(
                    "sign-out",
                    Rect(1440, 46, 384, 112),
                    self.staff.name,
                    lambda: Leave(SignOut()),
                    kind="navy",
                    icon="person",
                    size=30,
                    weight=500,
                    note="Sign out",
                )
            )
        return widgets


def _logo() -> Widget:
    def paint(painter: Painter, rect: Rect) -> None:
        painter.disc(rect.centre, rect.w - 4, "mint")
        inner = rect.inset(5)
        painter.picture(Part("mascots/think-head"), inner, inner.w / 2)

    return Drawing("logo", Rect(94, 62, 96, 96), paint, label="Think")


def heading(key: str, rect: Rect, text: str, size: float = 32) -> Words:
    """The line above a part of the page; `rect` is where it stands, in the middle of its height."""
    return Words(key, rect, text, size=size, weight=600, valign="middle", shrink_to=SMALLEST)


def title(text: str, note: str = "", wide: float = WIDTH, along: float = 0.6) -> list[Widget]:
    """The page's first line, and what is said beside it; the title has `along` of the width."""
    across = wide * along if note else wide
    widgets: list[Widget] = [
        Words("title", Rect(LEFT, 198, across, 56), text, size=40, weight=700, valign="middle", shrink_to=28)
    ]
    if note:
        room = Rect(LEFT + across + 24, 198, wide - across - 24, 56)
        widgets.append(
            Words("title-note", room, note, size=28, colour="ink2", align="right", valign="middle", shrink_to=SMALLEST)
        )
    return widgets


def card(key: str, rect: Rect, fill: str = "paper", edge: str = "card_edge") -> Panel:
    return Panel(key, rect, fill, edge=edge, radius=32, level=1)


def nothing(box: Rect, words: str, mascot: str = "think-happy", key: str = "nothing") -> list[Widget]:
    """What stands where there is nothing to show yet: a dashed card with Think, and why."""
    broad = box.w > 1.6 * box.h
    if broad:
        across = min(300.0, box.h - 60, box.w * 0.3)
        left = box.x + max(40.0, (box.w - across - 60 - 760) / 2)
        picture = Rect(left, box.y + (box.h - across) / 2, across, across)
        told = Rect(picture.right + 60, box.y + 30, min(760.0, box.right - picture.right - 100), box.h - 60)
    else:
        across = min(280.0, box.w - 80, box.h * 0.45)
        top = box.y + max(20.0, (box.h - across - 30 - 180) / 2)
        picture = Rect(box.x + (box.w - across) / 2, top, across, across)
        told = Rect(box.x + 40, picture.bottom + 30, box.w - 80, max(40.0, box.bottom - picture.bottom - 50))
    return [
        Panel(f"{key}-card", box, "paper", edge="off_edge", radius=32, dashed=True),
        Image(f"{key}-think", picture, Part(f"mascots/{mascot}"), fit="contain"),
        Words(
            key,
            told,
            words,
            32,
            colour="ink2",
            align="left" if broad else "centre",
            valign="middle" if broad else "top",
            leading=1.4,
            shrink_to=SMALLEST,
        ),
    ]


def line(key: str, x: float, y: float, wide: float) -> Panel:
    return Panel(key, Rect(x, y, wide, 2), "line", radius=0)


def action(key: str, rect: Rect, label: str, tap: Tap | None, *, icon: str = "", main: bool = False) -> Button:
    """A button of the action row. A main action without a `tap` is off; what it then says is why."""
    kind: Literal["go", "quiet", "off"] = "off" if tap is None else "go" if main else "quiet"
    side: Literal["left", "right"] = "right" if icon == "next" else "left"
    return Button(key, rect, label, tap, kind=kind, icon=icon or None, icon_side=side, size=38 if main else 34)


def asleep(widgets: Sequence[Widget]) -> list[Widget]:
    """The page under something that lies over it: it looks the same, and nothing on it can be tapped."""
    return [replace(widget, on_tap=None) if widget.on_tap is not None else widget for widget in widgets]


def over(rect: Rect) -> list[Widget]:
    """The veil and the card of a question that lies over the page."""
    return [
        Panel("veil", Rect(-1000, -1000, 4000, 4000), "veil", radius=0, opacity=0.45),
        Panel("over", rect, "paper", edge="card_edge", radius=40, level=3),
    ]


def cells(rect: Rect, columns: int, rows: int, gap: float = 16) -> list[Rect]:
    """A grid that fills `rect`, row by row."""
    wide, high = (rect.w - gap * (columns - 1)) / columns, (rect.h - gap * (rows - 1)) / rows
    return [
        Rect(rect.x + column * (wide + gap), rect.y + row * (high + gap), wide, high)
        for row in range(rows)
        for column in range(columns)
    ]


@dataclass
class Pages:
    """Which part of a long list is on the screen."""

    total: int
    room: int
    page: int = 0

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.room))

    @property
    def shown(self) -> range:
        return range(self.page * self.room, min(self.total, (self.page + 1) * self.room))

    def on(self) -> Outcome | None:
        """The next page; after the last, the first."""
        self.page = (self.page + 1) % self.count
        return None

    def button(self, rect: Rect, what: str, key: str = "more") -> list[Widget]:
        """The way to the next page, where there is one: "More names" over "1 of 3"."""
        if self.count == 1:
            return []
        last = self.page == self.count - 1
        label = f"First {what}" if last else f"More {what}"
        note = f"{self.page + 1} of {self.count}"
        return [Button(key, rect, label, self.on, kind="quiet", icon="up" if last else "down", size=30, note=note)]


# ---------------------------------------------------------------- marks

_MARKS = {
    "done": ("green", "tick", "on_green"),
    "not-sure": ("ochre", "thought", "on_ochre"),
    "part-way": ("blue", "play", "on_blue"),
    "joiner": ("green", "joiner", "on_green"),
    "leaver": ("neutral", "leaver", "paper"),
    "mover": ("blue", "mover", "on_blue"),
    "same": ("mark_ring", "same", "paper"),
    "class": ("blue", "people", "on_blue"),
    "pupil": ("neutral", "person", "paper"),
    "lesson": ("green", "flag", "on_green"),
    "signed": ("blue", "pen", "on_blue"),
    "to-sign": ("ochre", "clock", "on_ochre"),
}


STATUS_MARKS: Mapping[str, str] = {
    "shown": "done",
    "taught together": "together",
    "part-way": "part-way",
    "not sure": "not-sure",
    "away": "away",
    "not yet": "not-yet",
    "planned": "planned",
}
"""The mark of each `Status`. Shown and taught together differ in shape too: they are never added up."""


def mark(painter: Painter, kind: str, centre: tuple[float, float], across: float) -> None:
    """A status as a shape and a colour: a disc with a sign in it, a dash for away, a ring for still to come."""
    if kind == "away":
        thick = max(6.0, across * 0.18)
        painter.box(Rect(centre[0] - across * 0.42, centre[1] - thick / 2, across * 0.84, thick), 4, "mark_ring")
    elif kind == "planned":
        thick = max(4.0, across * 0.12)
        painter.box(Rect(centre[0] - across * 0.26, centre[1] - thick / 2, across * 0.52, thick), 2, "off_edge")
    elif kind == "not-yet":
        painter.disc(centre, across * 0.92, "paper", "ochre", max(3.0, across * 0.09))
    elif kind == "together":
        painter.box(Rect(centre[0] - across * 0.47, centre[1] - across * 0.47, across * 0.94, across * 0.94), 7, "blue")
        painter.icon("together", centre, across * 0.78, "on_blue", "blue")
    elif kind == "to-come":
        painter.disc(centre, across * 0.88, "paper", "off_edge", 4)
    elif kind == "look":
        painter.icon("warn", centre, across * 1.05, "ochre", "paper")
    else:
        fill, icon, colour = _MARKS[kind]
        painter.disc(centre, across, fill)
        painter.icon(icon, centre, across * 0.6, colour, fill)


def sign(key: str, kind: str, centre: tuple[float, float], across: float) -> Drawing:
    """A mark by itself."""
    rect = Rect(centre[0] - across * 0.6, centre[1] - across * 0.6, across * 1.2, across * 1.2)
    return Drawing(key, rect, lambda painter, _: mark(painter, kind, centre, across), kind)


def icon(
    key: str, name: str, centre: tuple[float, float], size: float, colour: str = "ink2", second: str = "paper"
) -> Drawing:
    rect = Rect(centre[0] - size / 2, centre[1] - size / 2, size, size).inset(-2)
    return Drawing(key, rect, lambda painter, _: painter.icon(name, centre, size, colour, second), (name, colour))


def ring(key: str, centre: tuple[float, float], across: float, part: float) -> Drawing:
    """How much of a class has done it, 0 to 1, as a ring that fills from the top."""
    rect = Rect(centre[0] - across / 2, centre[1] - across / 2, across, across)
    part = round(min(1.0, max(0.0, part)), 3)

    def paint(painter: Painter, rect: Rect) -> None:
        def arc(length: float, colour: str) -> str:
            # Two halves: an arc cannot end where it began.
            turns = (math.pi * length, 2 * math.pi * length)
            drawn = "".join(f" A42 42 0 0 1 {42 * math.sin(turn):.2f} {-42 * math.cos(turn):.2f}" for turn in turns)
            return path(f"M0 -42{drawn}", "none", painter.theme.hex(colour), 11)

        painter.svg(rect, arc(1, "line") + (arc(part, "green") if part else ""), (-50, -50, 100, 100))

    return Drawing(key, rect, paint, part)


def bar(key: str, rect: Rect, part: float) -> Drawing:
    """How much of a whole there is, 0 to 1, from the left."""
    part = round(min(1.0, max(0.0, part)), 3)

    def paint(painter: Painter, rect: Rect) -> None:
        painter.box(rect, rect.h / 2, "line")
        if part:
            painter.box(Rect(rect.x, rect.y, max(rect.h, rect.w * part), rect.h), rect.h / 2, "green")

    return Drawing(key, rect, paint, part)


def stat(key: str, rect: Rect, number: int | str, what: str, kind: str, tap: Tap | None = None) -> "Row":
    """A number and what it counts."""
    return Row(key, rect, str(number), tap, note=what, kind=kind, size=40, flat=tap is None)


# ---------------------------------------------------------------- cards


def face(
    painter: Painter,
    rect: Rect,
    pressed: bool,
    focused: bool,
    *,
    fill: str = "paper",
    side: str = "staff_edge",
    edge: float = 3,
    depth: float = 7,
) -> Rect:
    """A card to press, drawn as the kit's own are. Returns its face."""
    if focused:
        painter.ring(rect, 26)
    if pressed:
        down = Rect(rect.x, rect.y + depth, rect.w, rect.h - depth)
        painter.box(down, 26, "tile_pressed", side, max(edge, 4))
        return down
    if not focused:
        painter.shadow(rect, 26, 1)
    painter.raised(rect, 26, depth, fill, side, edge)
    return Rect(rect.x, rect.y, rect.w, rect.h - depth)


def reach(rect: Rect) -> Rect:
    """How far such a card paints, its shadow and its focus ring with it."""
    return shade(rect, 1).with_(rect.inset(-RING - RING_INNER))


@dataclass(frozen=True)
class Row(Widget):
    """A card of a list: something at the left, a label over a note, something at the right.

    At the left stands an `initial` on a tint, a `kind` of mark or an `icon`; at the right a ring or a box that is
    filled when `chosen`, or `then` ("Choose") with an arrow. A `flat` one is only for reading.
    """

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    note: str = ""
    initial: str = ""
    tint: str = "sky"
    kind: str = ""
    icon: str = ""
    end: Literal["", "ring", "box"] = ""
    then: str = ""
    chosen: bool = False
    flat: bool = False
    fill: str = "paper"
    size: float = 32

    def extent(self, painter: Painter) -> Rect:
        return reach(self.rect)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        fill = self.fill
        if self.flat:
            painter.shadow(self.rect, 26, 1)
            painter.box(self.rect, 26, fill, "card_edge", 3)
            inside = self.rect
        elif self.chosen:
            fill = "done"
            inside = face(painter, self.rect, pressed, focused, fill=fill, side="green", edge=5)
        else:
            inside = face(painter, self.rect, pressed, focused, fill=fill)
        middle = inside.y + inside.h / 2
        left = self._left(painter, inside, middle, fill)
        right = self._right(painter, inside, middle, fill)
        self._words(painter, Rect(left, inside.y, right - left, inside.h))

    def _left(self, painter: Painter, inside: Rect, middle: float, fill: str) -> float:
        x = inside.x
        if self.initial:
            painter.disc((x + 62, middle), 72, self.tint)
            letter = Rect(x + 26, middle - 36, 72, 72)
            painter.words(self.initial, letter, 34, 700, "ink", "centre", "middle")
            return x + 116
        if self.kind:
            mark(painter, self.kind, (x + 56, middle), 60)
            return x + 106
        if self.icon:
            painter.icon(self.icon, (x + 56, middle), 44, "green" if self.chosen else "ink2", fill)
            return x + 98
        return x + 28

    def _right(self, painter: Painter, inside: Rect, middle: float, fill: str) -> float:
        x = inside.right
        if self.end == "ring":
            painter.disc((x - 52, middle), 46, "paper", "green" if self.chosen else "mark_ring", 5)
            if self.chosen:
                painter.disc((x - 52, middle), 24, "green")
            return x - 88
        if self.end == "box":
            box = Rect(x - 76, middle - 24, 48, 48)
            painter.box(box, 14, "green" if self.chosen else "paper", "green_edge" if self.chosen else "mark_ring", 4)
            if self.chosen:
                painter.icon("tick", box.centre, 32, "on_green", "green")
            return x - 88
        if self.chosen:
            painter.disc((x - 48, middle), 46, "green")
            painter.icon("tick", (x - 48, middle), 30, "on_green", "green")
            return x - 84
        if self.then:
            painter.icon("next", (x - 46, middle), 36, "ink", fill)
            wide = painter.fonts.width(self.then, 28, 600)
            painter.words(self.then, Rect(x - 76 - wide, middle - 20, wide + 2, 40), 28, 600, valign="middle")
            return x - wide - 92
        return x - 22

    def _words(self, painter: Painter, room: Rect) -> None:
        """The label over the note: in one line where it fits at a readable size, in two where it does not. A high card
        has room for two of the wished size, or for three; so has one without a note."""
        weight = 700 if self.size > 36 else 600
        size, lines = fitted(painter, self.label, self.size, room.w, weight, 2 if self.note and room.h < TALL else 3)
        if self.rect.h > HIGH and size < self.size:
            size, lines = wrapped(painter, self.label, self.size, room.w, weight)
        tall = height(len(lines), size, 1.15)
        note, under, between = self.note, 0.0, 0.0
        if note:
            # As much larger as all text is wished, where the label leaves it room.
            below = Rect(0, 0, room.w, room.h - tall - size * 0.3 - 44)
            small = min(painter.size(note, SMALLEST, 400, below), max(size, SMALLEST))
            between = size * 0.3 + small * 0.35
            most = max(1, int((room.h - tall - between) / (small * 1.15)))
            note = _cut(note, lambda part: len(painter.fonts.wrap(part, small, 400, room.w)) <= most)
            under = height(len(painter.fonts.wrap(note, small, 400, room.w)), small, 1.15)
        top = room.y + (room.h - tall - between - under) / 2
        painter.words("\n".join(lines), Rect(room.x, top, room.w, tall), size, weight, leading=1.15, grow=False)
        if note:
            place = Rect(room.x, top + tall + between, room.w, under)
            painter.words(note, place, small, 400, "ink2", leading=1.15, grow=False)


@dataclass(frozen=True)
class Filter(Widget):
    """What a page is narrowed to, of one kind: its `name` over its value, in green where it narrows anything.

    `label` is the value.
    """

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    name: str = ""
    chosen: bool = False

    def extent(self, painter: Painter) -> Rect:
        return reach(self.rect)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        fill, side, edge = ("done", "green", 5) if self.chosen else ("paper", "staff_edge", 3)
        inside = face(painter, self.rect, pressed, focused, fill=fill, side=side, edge=edge)
        painter.icon("down", (inside.right - 40, inside.y + inside.h / 2), 32, "ink", fill)
        wide = inside.w - 24 - 64
        painter.words(self.name, Rect(inside.x + 24, inside.y + 24, wide, 20), SMALLEST, 400, "ink2", grow=False)
        room = Rect(inside.x + 24, inside.y + 56, wide, 32)
        across = max(1.0, painter.fonts.width(self.label, 30, 600))
        size = min(max(float(SMALLEST), 29.7 * wide / across), 30 * painter.text_scale, 36.0)
        painter.words(in_one_line(painter, self.label, size, wide), room, size, 600, grow=False)


@dataclass(frozen=True)
class Short(Widget):
    """One line that may be longer than its room: smaller first, down to what can still be read, then cut with dots."""

    label: str
    size: float = 28
    weight: int = 400
    colour: str = "ink"

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        across = painter.fonts.width(self.label, self.size, self.weight)
        size = max(float(SMALLEST), min(self.size, self.size * self.rect.w / max(across, 1)))
        text = in_one_line(painter, self.label, size, self.rect.w, self.weight)
        painter.words(text, self.rect, size, self.weight, self.colour, valign="middle", grow=False)


@dataclass(frozen=True)
class Pupil(Widget):
    """A pupil in staff's lists: the animal, the status as a mark, the name below, never smaller than can be read.

    A name that is too long for one line is broken after a hyphen or a space, and cut with dots where even that is not
    enough.
    """

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    avatar: Art | None = None
    status: str = "to-come"

    def extent(self, painter: Painter) -> Rect:
        return reach(self.rect)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        fill, side, edge = _STATUS.get(self.status, ("paper", "staff_edge", 3))
        away = self.status == "away"
        if away:
            inside = Rect(self.rect.x, self.rect.y + 5, self.rect.w, self.rect.h - 5)
            if focused:
                painter.ring(inside, 26)
            painter.box(inside, 26, "tile_pressed" if pressed else fill)
            painter.dashed(inside, 26, side, 4, 10, 8)
        else:
            inside = face(painter, self.rect, pressed, focused, fill=fill, side=side, edge=edge, depth=6)
        size, lines = fitted(painter, self.label, 28, inside.w - 22, 500)
        words = height(len(lines), size, 1.08)
        across = min(inside.h * 0.54, inside.h - words - 26)
        animal = Rect(inside.x + 12, inside.y + 9, across, across)
        if self.avatar is not None:
            painter.picture(self.avatar, animal, fit="contain", opacity=0.5 if away else 1.0)
        if self.status:
            mark(painter, self.status, (inside.right - 36, inside.y + 9 + across / 2), min(44.0, across))
        room = Rect(inside.x + 14, inside.bottom - words - 13, inside.w - 22, words)
        colour = "ink2" if away else "ink"
        painter.words("\n".join(lines), room, size, 500, colour, leading=1.08, grow=False)


_STATUS: dict[str, tuple[str, str, float]] = {
    "done": ("done", "done_edge", 3),
    "not-sure": ("unsure", "ochre", 3),
    "part-way": ("now", "blue", 4),
    "away": ("away", "away_edge", 3),
}


def wrapped(painter: Painter, text: str, size: float, wide: float, weight: int) -> tuple[float, list[str]]:
    """The text in two lines, as large as it can be so, or else in three of the smallest size; and at what size."""
    while size > SMALLEST:
        lines = [line.text for line in painter.fonts.wrap(text, size, weight, wide)]
        if len(lines) <= 2 and all(painter.fonts.width(line, size, weight) <= wide for line in lines):
            return size, lines
        size -= 1
    return fitted(painter, text, size, wide, weight, 3)


def fitted(
    painter: Painter, text: str, size: float, wide: float, weight: int = 600, most: int = 2
) -> tuple[float, list[str]]:
    """A name or a title in one line if it can be, or in so many at most, and at what size.

    Lines break after a hyphen or a space. One long word is written smaller than all else before it is cut with dots.
    """
    one_line = painter.size(text, size, weight, Rect(0, 0, wide, size * 1.2))
    across = painter.fonts.width(text, one_line, weight)
    size = one_line if across <= wide else max(SMALLEST, math.floor(one_line * wide / across))

    def fits(part: str) -> bool:
        return painter.fonts.width(part.strip(), size, weight) <= wide

    if fits(text):
        return size, [text]
    parts = re.split(r"(?<=[- ])", text)
    longest = max(painter.fonts.width(part.strip(), size, weight) for part in parts)
    if longest > wide:
        size = max(LONG_WORD, math.floor(size * wide / longest))
    lines = [""]
    for part in parts:
        if lines[-1] and len(lines) < most and not fits(lines[-1] + part):
            lines.append("")
        lines[-1] += part
    return size, [_cut(line.strip(), fits) for line in lines]


def in_one_line(painter: Painter, text: str, size: float, wide: float, weight: int = 600) -> str:
    """The text, cut with dots where it is too wide."""
    return _cut(text, lambda part: painter.fonts.width(part, size, weight) <= wide)


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """A name loses the end of its longest word, so that an initial after it can still be read; a sentence its end."""
    words = text.split(" ")
    if len(words) > 3:
        kept = text
        while not fits(text) and len(kept) > 1:
            kept = kept[:-1].rstrip(" ,")
            text = f"{kept}…"
        return text
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    kept = words[longest]
    while not fits(" ".join(words)) and len(kept) > 1:
        kept = kept[:-1]
        words[longest] = f"{kept}…"
    return " ".join(words)


def broken(painter: Painter, line: str, size: float, wide: float) -> list[str]:
    """The line as rows that fit: broken at a space, or else after a slash, as a path is, or else anywhere."""
    rows = [""]

    def full(text: str) -> bool:
        # Measured in bold, in which some lines are drawn: what fits so fits every way.
        return painter.fonts.width(text.rstrip(), size, 700) > wide

    for word in re.findall(r"\S+\s*", line):
        for part in re.findall(r"[^/\\]+[/\\]*|[/\\]+", word):
            if rows[-1] and full(rows[-1] + part):
                rows.append("")
            for character in part:
                if full(rows[-1] + character):
                    rows.append("")
                rows[-1] += character
    return [row.strip() for row in rows]


def initial(name: str) -> str:
    """The letter that stands for somebody: of the last name, where a title comes first."""
    words = [word for word in name.split() if word.rstrip(".").casefold() not in _TITLES] or [name]
    return words[0][:1].upper()


_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "dame"}


def names_grid(count: int) -> tuple[list[Rect], int]:
    """Where the tiles of a class's names stand beside a panel, and how many of them fill a page."""
    columns = 6 if count <= 30 else 7
    gap = 14.0
    wide = (SIDE_X - 24 - LEFT - gap * (columns - 1)) / columns
    cells = [
        Rect(LEFT + column * (wide + gap), GRID_Y + row * (NAME_H + gap), wide, NAME_H)
        for row in range(5)
        for column in range(columns)
    ]
    return cells, len(cells)


TOGETHER = Scenery(None, (Player("zara", "happy"), Player("callum", "happy", "wave"), Player("amara", "joy")))
ALONE = Scenery(None, (Player("mei", "happy", "tablet"),))
"""The two ways of taking a lesson, as pictures."""

SIDE_X, SIDE_W = 1484.0, 340.0
"""The panel at the right of a class's names."""
GRID_Y, NAME_H = 270.0, 112.0
