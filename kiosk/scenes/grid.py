"""The lessons of a class by its pupils, as a table that moves under a finger: a part of staff's screens.

Rows are lessons, whose titles can be read; columns are pupils, 39 units wide, who are numbers until their names are
asked for. Titles and what is to do stay where they are while the columns move.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.records.rows import Matrix, Status
from kiosk.scenes.staff import LEFT, SMALLEST, STATUS_MARKS, WIDTH, in_one_line, mark
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Outcome
from kiosk.ui.scroll import Scroll
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Arrow, Phase, Tap, Widget

TABLE = Rect(LEFT, 330, WIDTH, 524)
"""The whole of it, heads and scroll bars too."""
HEAD, ROW = 54.0, 38.0
DOWN = 12
"""How many rows are seen at once."""
BODY = Rect(TABLE.x + 409, TABLE.y + HEAD, 1170, DOWN * ROW)
"""Where the marks are."""
NARROW, BROAD = 39.0, 54.0
"""A column, and that of a small class."""
TITLES = Rect(TABLE.x + 28, BODY.y, BODY.x - TABLE.x - 44, BODY.h)
TO_DO = Rect(BODY.right + 12, BODY.y, 118, BODY.h)
BAR = 9.0
MARK = 30.0

Place = tuple[int, int]
"""A row and a column, from 0. The column -1 is the lesson itself: its title and what is to do."""
LESSON = -1
Finger = Callable[[Phase, int, float, float], Outcome | None]


class Line(NamedTuple):
    title: str
    marks: tuple[Status | None, ...]
    to_do: str
    """How many pupils it is still to do for, or a dash while it is only planned."""


def lines(matrix: Matrix) -> tuple[Line, ...]:
    """The rows as they are drawn. What is only planned has nothing to do yet."""
    return tuple(
        Line(row.lesson_title, row.marks, "–" if {*row.marks} <= {"planned", None} else str(row.to_do))
        for row in matrix.rows
    )


def across(pupils: int) -> float:
    """How wide a column is."""
    return min(BROAD, max(NARROW, BODY.w / max(1, pupils)))


def scroll(rows: int, pupils: int) -> Scroll:
    """For a table of that size: how much of it has no room."""
    return Scroll(pupils * across(pupils) - BODY.w, rows * ROW - BODY.h)


@dataclass(frozen=True)
class Grid(Widget):
    """`x` and `y` are how far it has been moved. `cursor` is where the keyboard is in it.

    `on_finger` is told of fingers, `on_arrow` of arrow keys, and whether those stay in the table is its answer.
    """

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    lines: tuple[Line, ...] = ()
    numbers: tuple[int, ...] = ()
    title: str = ""
    """Stands over the lessons, in place of how many pupils there are."""
    x: float = 0.0
    y: float = 0.0
    cursor: Place = (0, 0)
    on_finger: Finger | None = field(default=None, compare=False)
    on_arrow: Callable[[Arrow], bool] | None = field(default=None, compare=False)

    @property
    def follows(self) -> bool:
        return self.on_finger is not None

    def follow(self, phase: Phase, finger: int, x: float, y: float) -> Outcome | None:
        return self.on_finger(phase, finger, x, y) if self.on_finger is not None else None

    def steer(self, arrow: Arrow) -> bool:
        return self.on_arrow is not None and self.on_arrow(arrow)

    @property
    def wide(self) -> float:
        return across(len(self.numbers))

    def at(self, x: float, y: float) -> Place | None:
        """What is at a point in units."""
        if not BODY.y <= y < BODY.bottom:
            return None
        row = int((y - BODY.y + self.y) // ROW)
        if row >= len(self.lines):
            return None
        if BODY.x <= x < BODY.right:
            column = int((x - BODY.x + self.x) // self.wide)
            return (row, column) if column < len(self.numbers) else None
        return row, LESSON

    def room(self, place: Place) -> Rect:
        """Where a place of the table is now."""
        row, column = place
        y = BODY.y + row * ROW - self.y
        if column == LESSON:
            return Rect(TITLES.x - 12, y, TITLES.w + 12, ROW)
        return Rect(BODY.x + column * self.wide - self.x, y, self.wide, ROW)

    def change(self, past: Widget) -> Rect | None:
        """Where only the cursor has moved, that is all."""
        if not isinstance(past, Grid) or (past.x, past.y) != (self.x, self.y):
            return None
        if (past.lines, past.numbers, past.title) != (self.lines, self.numbers, self.title):
            return None
        return self.room(past.cursor).with_(self.room(self.cursor)).inset(-6)

    # ------------------------------------------------------------ look

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        rows = range(max(0, int(self.y // ROW)), min(len(self.lines), math.ceil((self.y + BODY.h) / ROW)))
        columns = range(
            max(0, int(self.x // self.wide)), min(len(self.numbers), math.ceil((self.x + BODY.w) / self.wide))
        )
        self._heads(painter, columns)
        with painter.clipped(Rect(TABLE.x, BODY.y, TABLE.w, BODY.h)):
            with painter.clipped(BODY):
                tall = min(BODY.h, len(self.lines) * ROW - self.y)
                for column in columns:
                    if column % 2:
                        painter.bar(Rect(self.room((0, column)).x, BODY.y, self.wide, tall), "tile_pressed")
            for row in rows:
                self._line(painter, row)
            with painter.clipped(BODY):
                self._marks(painter, rows, columns)
            if focused:
                self._cursor(painter)
        self._bars(painter)

    def _heads(self, painter: Painter, columns: range) -> None:
        total, first = len(self.numbers), -(-self.x // self.wide)
        seen = min(total, int(first) + int((BODY.w + 0.5) // self.wide))
        whole = self.numbers[-1] == total
        some = f"Pupils {int(first) + 1}–{seen} of {total}" if whole and seen - first < total else ""
        told = self.title or some or ("1 pupil" if total == 1 else f"{total} pupils")
        told = in_one_line(painter, told, SMALLEST, TITLES.w)
        head = Rect(0, TABLE.y, 0, HEAD)
        painter.words(told, Rect(TITLES.x, head.y, TITLES.w, head.h), SMALLEST, 600, valign="middle", grow=False)
        room = Rect(TO_DO.x, head.y, TO_DO.w, head.h)
        painter.words("To do", room, SMALLEST, 600, "ink2", "centre", "middle", grow=False)
        with painter.clipped(Rect(BODY.x, head.y, BODY.w, head.h)):
            for column in columns:
                room = Rect(self.room((0, column)).x, head.y, self.wide, head.h)
                number = str(self.numbers[column])
                painter.words(number, room, SMALLEST, 500, "ink2", "centre", "middle", grow=False)

    def _line(self, painter: Painter, row: int) -> None:
        line, y = self.lines[row], self.room((row, LESSON)).y
        painter.bar(Rect(TABLE.x + 20, y + ROW - 2, TABLE.w - 52, 2), "line")
        room = Rect(TITLES.x, y - 1, TITLES.w, ROW)
        size = painter.size(line.title, 28, 500, room)
        wide = painter.fonts.width(line.title, size, 500)
        size = size if wide <= room.w else max(float(SMALLEST), size * room.w / wide)
        painter.words(in_one_line(painter, line.title, size, room.w, 500), room, size, 500, valign="middle", grow=False)
        open_ = line.to_do not in ("0", "–")
        room = Rect(TO_DO.x, y - 1, TO_DO.w, ROW)
        colour = "ochre" if open_ else "ink"
        painter.words(line.to_do, room, 28, 700 if open_ else 400, colour, "centre", "middle")

    def _marks(self, painter: Painter, rows: range, columns: range) -> None:
        """Each kind of mark is drawn once and stamped wherever it is."""
        found: dict[Status, list[tuple[float, float]]] = {}
        for row in rows:
            y = BODY.y + (row + 0.5) * ROW - self.y - 1
            marks = self.lines[row].marks
            for column in columns:
                status = marks[column]
                if status is not None:
                    found.setdefault(status, []).append((BODY.x + (column + 0.5) * self.wide - self.x, y))
        for status, places in found.items():
            kind = STATUS_MARKS[status]
            painter.stamp(
                ("mark", kind), ROW, lambda inner, rect, kind=kind: mark(inner, kind, rect.centre, MARK), places
            )

    def _cursor(self, painter: Painter) -> None:
        room = self.room(self.cursor)
        painter.box(room.inset(-1), 10, None, "focus", 5)
        painter.box(room.inset(4), 6, None, "focus_inner", 3)

    def _bars(self, painter: Painter) -> None:
        """How much of it is seen, and where."""
        whole = len(self.numbers) * self.wide
        if whole > BODY.w + 0.5:
            track = Rect(BODY.x, BODY.bottom + 5, BODY.w, BAR)
            painter.box(track.inset(0, 1), 3, "line")
            painter.box(Rect(track.x + track.w * self.x / whole, track.y, track.w * BODY.w / whole, BAR), 4, "neutral")
        tall = len(self.lines) * ROW
        if tall > BODY.h + 0.5:
            track = Rect(TABLE.right - 22, BODY.y, BAR, BODY.h)
            painter.box(track.inset(1, 0), 3, "line")
            painter.box(Rect(track.x, track.y + track.h * self.y / tall, BAR, track.h * BODY.h / tall), 4, "neutral")


PANEL_TOP = 184.0
"""Where the panel with the names begins, over what the page is narrowed to."""


@dataclass(frozen=True)
class Names(Widget):
    """The pupils' names over their columns, for as long as they are asked for. Nothing below them moves."""

    names: tuple[str, ...] = ()
    x: float = 0.0

    @property
    def solid(self) -> bool:
        return True

    def extent(self, painter: Painter) -> Rect:
        return self.rect.inset(-40)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        wide = across(len(self.names))
        painter.shadow(self.rect, 28, 2)
        painter.box(self.rect, 28, "unsure", "star", 3)
        room = Rect(BODY.x, self.rect.y + 10, BODY.w, self.rect.h - 22)
        with painter.clipped(Rect(self.rect.x + 3, self.rect.y, self.rect.w - 6, self.rect.h)):
            for place, name in enumerate(self.names):
                x = BODY.x + place * wide - self.x
                # A name is there or it is not: half a one could be anybody's.
                if BODY.x - wide / 2 <= x <= BODY.right - wide / 2:
                    self._name(painter, name, Rect(x, room.y, wide, room.h))

    def _name(self, painter: Painter, name: str, room: Rect) -> None:
        long = painter.fonts.width(name, 1, 500)
        most = min(room.w * 0.86, SMALLEST * painter.text_scale)
        size = max(float(SMALLEST), min(most, room.h / max(long, 0.1)))
        painter.upright(in_one_line(painter, name, size, room.h, 500), room, size, 500)


def names_panel(names: Sequence[str], x: float) -> Names:
    wide = min(BODY.w, len(names) * across(len(names)))
    rect = Rect(BODY.x - 14, PANEL_TOP, wide + 28, BODY.y - PANEL_TOP)
    return Names("names", rect, tuple(names), x, label="Names")
