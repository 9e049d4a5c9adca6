"""Using a page with a switch: a light goes from thing to thing, and a press chooses what it is on.

With one switch the light moves by itself; with two, one of them moves it and the other chooses. Answers come first,
then what leads on, then what is always there. While everything asked sleeps the light waits, and a press takes it once
round what does not sleep: an adult can be asked for at any time. Among many things it goes over rows, then along one.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal

from kiosk.ui.focus import stops
from kiosk.ui.painter import RING, RING_INNER, Painter
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Area, Button, Chip, Drawing, Stone, Tile, Widget

Mode = Literal["off", "one-switch", "two-switch"]
Row = tuple[str, ...]

MANY = 9
"""More things than that are gone over row by row."""
GHOST = 0.3
"""Seconds after a press in which another is none: a hand that shakes, a switch that bounces."""
RAISE = 8.0
"""How far the thing under the light is up, in units."""
CHOOSES: dict[Mode, tuple[str, ...]] = {
    "off": (),
    "one-switch": ("space", "return", "enter"),
    "two-switch": ("return", "enter"),
}
MOVES: dict[Mode, tuple[str, ...]] = {"off": (), "one-switch": (), "two-switch": ("space", "tab")}
ASLEEP = ("asleep", "waking", "folded")
CORNER = 48.0
"""The radius of a row's ring."""


class Scanner:
    """Where the light is. `see` tells it of every page, `tick` of time, `press` of a switch."""

    def __init__(self, mode: Mode = "off", seconds: float = 1.5) -> None:
        self.mode = mode
        self.seconds = seconds
        self._rows: list[Row] = []
        self._waits = False
        self._called = False
        """Whether a press has started a round in spite of the waiting."""
        self._row = 0
        self._place: int | None = None
        self._since = 0.0
        self._pressed_at = -math.inf

    @property
    def lit(self) -> Row:
        """The keys of what the light is on: one thing, a whole row, or nothing."""
        if not self._rows or (self._waits and not self._called):
            return ()
        row = self._rows[self._row]
        return row if self._place is None else row[self._place : self._place + 1]

    def restart(self) -> None:
        """From the beginning of whatever page is seen next."""
        self._rows, self._called = [], False

    def see(self, widgets: Sequence[Widget], awake: bool, now: float) -> None:
        """The page as it is now. The light stays on what it is on for as long as that is there."""
        things, tools = _things(widgets, awake), _tools(widgets)
        if len(things) > MANY:
            rows = [tuple(widget.key for widget in row) for row in (*_rows(things), tools) if row]
        else:
            rows = [(widget.key,) for widget in (*_one_by_one(things), *tools)]
        if rows == self._rows and self._waits == (not things):
            return
        lit = self.lit
        self._rows, self._waits = rows, not things
        found = next((at for at, row in enumerate(rows) if lit and set(lit) <= set(row)), None)
        if found is None:
            self._begin(now)
            return
        row = rows[found]
        self._row, self._place = found, row.index(lit[0]) if len(lit) == 1 < len(row) else None

    def tick(self, now: float) -> bool:
        """Whether the light has moved by itself."""
        if now < self.due():
            return False
        self._move(now)
        return True

    def due(self) -> float:
        """When it next moves by itself."""
        if self.mode != "one-switch" or not self.lit or len(self._rows) == len(self._rows[0]) == 1:
            return math.inf
        return self._since + self.seconds

    def press(self, key: str, now: float) -> str | None:
        """A switch was pressed, which sends that key of a keyboard. Returns what it chose."""
        chooses = key in CHOOSES[self.mode]
        if not chooses and key not in MOVES[self.mode]:
            return None
        if now - self._pressed_at < GHOST:
            return None
        self._pressed_at = now
        if not self.lit:
            self._begin(now)
            self._called = bool(self._rows)
        elif not chooses:
            self._move(now)
        elif len(self.lit) > 1:
            self._place, self._since = 0, now
        else:
            chosen = self.lit[0]
            self.restart()
            return chosen
        return None

    def drawn(self, widgets: Sequence[Widget], visible: Rect) -> list[Widget]:
        """The page with the light on it, within the part of the canvas that can be seen."""
        lit = self.lit
        page = [
            replace(widget, rect=widget.rect.moved(0, -RAISE))
            if len(lit) == 1 and widget.key in lit and not isinstance(widget, Area)
            else widget
            for widget in widgets
        ]
        under = [widget.rect for widget in page if widget.key in lit]
        if not under:
            return page
        around = under[0]
        for rect in under[1:]:
            around = around.with_(rect)
        if len(lit) > 1:
            around = around.inset(-RING_INNER)
            page.append(_ring(around))
        return [*page, _disc(around, visible)]

    def _begin(self, now: float) -> None:
        self._row, self._place, self._since, self._called = 0, None, now, False

    def _move(self, now: float) -> None:
        self._since = now
        row = self._rows[self._row]
        if self._place is not None:
            # After the last of a row comes the row itself, so that one missed is one press away.
            self._place = self._place + 1 if self._place + 1 < len(row) else None
        elif self._row + 1 < len(self._rows):
            self._row += 1
        else:
            self._row, self._called = 0, False


# ---------------------------------------------------------------- what the light goes to


def _things(widgets: Sequence[Widget], awake: bool) -> list[Widget]:
    """What can be chosen on this page now, without what every page has."""
    things = [widget for widget in stops(widgets) if not _is_tool(widget)]
    return [widget for widget in things if not isinstance(widget, Tile) or (awake and widget.state not in ASLEEP)]


def _tools(widgets: Sequence[Widget]) -> list[Widget]:
    """What is there on every page: hear it again, tell an adult, back along a story, not me."""

    def order(widget: Widget) -> int:
        if isinstance(widget, Button):
            return ("hear", "tell").index(widget.kind)
        return 2 if isinstance(widget, Stone) else 3

    return sorted(filter(_is_tool, stops(widgets)), key=order)


def _is_tool(widget: Widget) -> bool:
    return isinstance(widget, Chip | Stone) or (isinstance(widget, Button) and widget.kind in ("hear", "tell"))


def _one_by_one(things: Sequence[Widget]) -> Iterator[Widget]:
    """Cards before buttons; while one is lifted, the places for it before the other cards."""
    lifted = {_kind(widget) for widget in things if isinstance(widget, Tile) and widget.state == "lifted"}

    def rank(widget: Widget) -> int:
        return 2 if isinstance(widget, Button) else 1 if _kind(widget) in lifted else 0

    for each in range(3):
        yield from chain(*_rows(widget for widget in things if rank(widget) == each))


def _kind(widget: Widget) -> str:
    """What the key of a thing says before its own name: "card" of "card-tablet"."""
    return widget.key.partition("-")[0]


def _rows(things: Iterable[Widget]) -> list[list[Widget]]:
    """From the top, each from the left."""
    rows: list[list[Widget]] = []
    for widget in sorted(things, key=lambda widget: (widget.rect.y, widget.rect.x)):
        if rows and widget.rect.centre[1] < rows[-1][0].rect.bottom:
            rows[-1].append(widget)
        else:
            rows.append([widget])
    return [sorted(row, key=lambda widget: (widget.rect.x, widget.rect.y)) for row in rows]


# ---------------------------------------------------------------- the light


def _ring(around: Rect) -> Drawing:
    """Round a row: the focus ring, hollow."""
    box = around.inset(-RING - RING_INNER)

    def paint(painter: Painter, rect: Rect) -> None:
        painter.box(rect, CORNER, None, "focus", RING + RING_INNER)
        painter.box(rect.inset(RING), CORNER - RING, None, "focus_inner", RING_INNER)

    return Drawing("scan-ring", box, paint)


def _disc(around: Rect, visible: Rect) -> Drawing:
    """A tapping finger on the upper right corner of the ring, as large as the thing bears and within the window."""
    across = min(128.0, max(76.0, around.h * 0.45))
    x = min(around.right - 5, visible.right - across / 2 - 4)
    y = max(around.y - 5, visible.y + across / 2 + 4)

    def paint(painter: Painter, rect: Rect) -> None:
        painter.disc(rect.centre, rect.w, "focus", "focus_inner", 8)
        painter.icon("tap", rect.centre, rect.w * 0.62, "paper", "focus")

    return Drawing("scan-disc", Rect(x - across / 2, y - across / 2, across, across), paint)
