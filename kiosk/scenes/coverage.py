"""The lead's first screen: the school in numbers, and the two-year cycle by class and half-term. No names."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.records.rows import Counts, CoverageRow, School, SignedRow, StaffRow
from kiosk.scenes.staff import (
    LEFT,
    RIGHT,
    SMALLEST,
    GoTo,
    Pages,
    Row,
    StaffPage,
    action,
    card,
    cells,
    fitted,
    in_one_line,
    mark,
    stat,
)
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect, path
from kiosk.ui.text import height
from kiosk.ui.widgets import Button, Image, Panel, Tap, Widget, Words

TABLE = Rect(LEFT, 346, 1284, 680)
SIDE = Rect(TABLE.right + 24, 346, RIGHT - TABLE.right - 24, 680)
CLASSES = 12
"""How many fill the table."""
SIGNING = 3
HEAD_H = 68.0
TITLE_W = 252.0
TWO_LINES = 72.0
"""Rows that are so high have room for a class's title in two lines."""


@dataclass(frozen=True)
class OpenClass:
    """One class, lesson by lesson."""

    class_id: str


@dataclass(frozen=True)
class BeforeAndAfter:
    """What the check-ins show."""


@dataclass(frozen=True)
class ForGovernors:
    """To the governors' page."""


class Coverage(StaffPage):
    """`rows` has six half-terms for each class; `signing` every class that signs.

    `exports`: whether there is a way out for the governors' page.
    """

    def __init__(
        self,
        staff: StaffRow,
        school: School,
        counts: Counts,
        rows: Sequence[CoverageRow],
        signing: Sequence[SignedRow],
        *,
        exports: bool = False,
        running: bool = False,
    ) -> None:
        super().__init__(staff, "coverage", running=running)
        self.exports = exports
        self.school = school
        self.counts = counts
        self.classes: dict[str, list[CoverageRow]] = {}
        for row in rows:
            self.classes.setdefault(row.class_id, []).append(row)
        self.signing = sorted((row for row in signing if row.signed < row.size), key=lambda row: row.signed - row.size)
        self.only_behind = False
        self.pages = self._turned()

    # ------------------------------------------------------------ what is done

    def _narrow(self) -> Outcome | None:
        """To the classes that are behind, or to all of them again."""
        self.only_behind = not self.only_behind
        self.pages = self._turned()
        return None

    def _turned(self) -> Pages:
        total = len(self._shown)
        return Pages(total, CLASSES if total <= CLASSES else CLASSES - 2)

    @property
    def _shown(self) -> list[list[CoverageRow]]:
        return [rows for rows in self.classes.values() if not self.only_behind or any(row.behind for row in rows)]

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        return [*self.header(), *self._numbers(), *self._table(), *self._side()]

    def _numbers(self) -> list[Widget]:
        counts = self.counts
        planned = f"{counts.lessons_taught} of {counts.lessons_planned}"
        signing = counts.signed + counts.not_signed
        slips = f"{counts.slips_back} of {counts.slips_due}"
        start: tuple[str, Tap] = (
            ("To the live view", lambda: Leave(GoTo("live")))
            if self.running
            else ("Start a lesson", lambda: Leave(GoTo("start")))
        )
        places = cells(Rect(LEFT, 206, 1344, 112), 4, 1)
        return [
            stat("stat-lesson", places[0], planned, "lessons taught", "lesson"),
            self._behind(places[1]),
            stat("stat-signed", places[2], f"{counts.signed} of {signing}", "signed", "signed"),
            stat("stat-slips", places[3], slips, "slips back", "to-sign"),
            Button("start", Rect(1464, 206, 360, 112), start[0], start[1], icon="play", size=34),
        ]

    def _behind(self, rect: Rect) -> Row:
        """How many classes were not taught all that the half-terms which are over had for them; a tap shows those."""
        behind = self.counts.classes_behind
        what = "class behind" if behind == 1 else "classes behind"
        if not behind:
            return stat("stat-behind", rect, 0, what, "done")
        row = stat("stat-behind", rect, behind, what, "look", self._narrow)
        return replace(row, note="show all", chosen=True) if self.only_behind else row

    def _table(self) -> list[Widget]:
        widgets: list[Widget] = [card("table", TABLE)]
        if not self.classes:
            return [*widgets, *self._empty()]
        shown = self._shown
        columns = next(iter(self.classes.values()))
        wide = (TABLE.w - 36 - TITLE_W) / len(columns)
        high = min(112.0, (TABLE.h - HEAD_H - 20) / min(CLASSES, len(shown)))
        for place, row in enumerate(columns):
            x = TABLE.x + 18 + TITLE_W + place * wide
            if row.when == "now":
                # Down to the way on to more classes, where there is one.
                tall = TABLE.h - 24 if self.pages.count == 1 else HEAD_H - 8 + (CLASSES - 2) * high
                now = Rect(x, TABLE.y + 12, wide, tall)
                widgets.append(Panel("now", now, "unsure", "star", 3, radius=22, solid=False))
            colour = "ink2" if row.when == "to come" else "ink"
            room = Rect(x + 8, TABLE.y, wide - 16, HEAD_H)
            widgets.append(
                Words(f"half-term-{place}", room, row.half_term, 28, 600, colour, "centre", "middle", shrink_to=22)
            )
        for place, number in enumerate(self.pages.shown):
            rows = shown[number]
            rect = Rect(TABLE.x + 18, TABLE.y + HEAD_H + place * high, TABLE.w - 36, high)
            widgets.append(_class_line(rect, tuple(rows), wide))
        last = Rect(TABLE.x + 18, TABLE.bottom - 20 - 2 * high, TABLE.w - 36, 2 * high + 6)
        return widgets + self.pages.button(last.inset(8, 4), "classes")

    def _empty(self) -> list[Widget]:
        if self.school.new_year:
            words = "A new school year has begun. Bring in the new class list, or move everybody up a year."
        else:
            words = "There are no classes yet. Bring in a class list first."
        return [
            Words("no-classes", Rect(TABLE.x + 60, TABLE.y + 100, 680, 180), words, 36, colour="ink2", leading=1.4),
            Image("think", Rect(TABLE.right - 460, TABLE.y + 80, 400, 400), Part("mascots/think-wait"), fit="contain"),
            action(
                "to-school",
                Rect(TABLE.x + 60, TABLE.y + 300, 420, 112),
                "To the school",
                lambda: Leave(GoTo("school")),
                icon="school",
                main=True,
            ),
        ]

    def _side(self) -> list[Widget]:
        widgets: list[Widget] = [
            card("side", SIDE),
            Words("to-sign", Rect(SIDE.x + 28, SIDE.y + 16, 230, 52), "Not yet signed", 30, 600, valign="middle"),
            Words(
                "to-sign-count",
                Rect(SIDE.right - 128, SIDE.y + 16, 100, 52),
                str(self.counts.not_signed),
                34,
                700,
                "ochre",
                "right",
                "middle",
            ),
        ]
        high = 106.0
        for place, row in enumerate(self.signing[:SIGNING]):
            left = row.size - row.signed
            pupils = "1 pupil" if left == 1 else f"{left} pupils"
            note = pupils if row.begun else f"{pupils}, not begun"
            rect = Rect(SIDE.x + 20, SIDE.y + 76 + place * (high + 8), SIDE.w - 40, high)
            widgets.append(
                Row(f"sign-{row.class_id}", rect, row.class_title, lambda: Leave(GoTo("agreement")), note=note, size=30)
            )
        if not self.signing:
            room = Rect(SIDE.x + 28, SIDE.y + 90, SIDE.w - 56, 160)
            words = "Everybody has signed." if self.counts.signed else "Nobody has been asked to sign yet."
            widgets.append(Words("all-signed", room, words, 28, colour="ink2", leading=1.4))
        room = Rect(SIDE.x + 20, SIDE.bottom - 126, SIDE.w - 40, 112)
        if self.exports:
            widgets.append(action("governors", room, "Governors’ page", lambda: Leave(ForGovernors()), icon="list"))
            room = room.moved(0, -130)
        widgets.append(action("before-after", room, "Before and after", lambda: Leave(BeforeAndAfter()), icon="chart"))
        return widgets


def _class_line(rect: Rect, rows: tuple[CoverageRow, ...], wide: float) -> "ClassLine":
    class_id, title = rows[0].class_id, rows[0].class_title
    return ClassLine(f"class-{class_id}", rect, title, lambda: Leave(OpenClass(class_id)), rows, wide)


@dataclass(frozen=True)
class ClassLine(Widget):
    """A class and its half-terms: how many pupils have had all that was planned, as a mark and in figures."""

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    rows: tuple[CoverageRow, ...] = ()
    wide: float = 100.0

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if focused:
            painter.ring(self.rect.inset(6), 14)
        if pressed or focused:
            painter.box(self.rect, 14, "tile_pressed" if pressed else "paper")
        painter.bar(Rect(self.rect.x, self.rect.bottom - 2, self.rect.w, 2), "line")
        size, lines = 30.0, [in_one_line(painter, self.label, 30, TITLE_W - 24, 600)]
        if self.rect.h >= TWO_LINES:
            size, lines = fitted(painter, self.label, 30, TITLE_W - 24)
        tall = height(len(lines), size, 1.15)
        title = Rect(self.rect.x + 12, self.rect.y + (self.rect.h - tall) / 2, TITLE_W - 20, tall)
        painter.words("\n".join(lines), title, size, 600, leading=1.15, grow=False)
        for place, row in enumerate(self.rows):
            x = self.rect.x + TITLE_W + place * self.wide
            self._cell(painter, Rect(x, self.rect.y, self.wide, self.rect.h), row)

    def _cell(self, painter: Painter, room: Rect, row: CoverageRow) -> None:
        middle = room.y + room.h / 2
        if (row.when == "to come" and not row.complete) or not row.planned:
            painter.box(Rect(room.centre[0] - 12, middle - 3, 24, 6), 3, "mark_ring")
            return
        whole = row.complete == row.size and row.size > 0
        centre = (room.x + 30, middle)
        if whole:
            mark(painter, "done", centre, 34)
        else:
            pie(painter, centre, 32, row.complete / row.size if row.size else 0.0)
        words = Rect(room.x + 54, room.y, room.w - 56, room.h)
        painter.words(f"{row.complete}/{row.size}", words, SMALLEST, 400 if whole else 700, valign="middle", grow=False)


def pie(painter: Painter, centre: tuple[float, float], across: float, part: float) -> None:
    """A part of a whole, filled from the top, in a ring."""
    rect = Rect(centre[0] - across / 2, centre[1] - across / 2, across, across)
    colour = painter.theme.hex("ochre")
    ring = f'<circle cx="0" cy="0" r="44" fill="{painter.theme.hex("page")}" stroke="{colour}" stroke-width="10"/>'
    drawn = ""
    if part > 0:
        turn = 2 * math.pi * min(0.999, part)
        half = turn / 2
        outline = (
            f"M0 0 L0 -40 A40 40 0 0 1 {40 * math.sin(half):.2f} {-40 * math.cos(half):.2f} "
            f"A40 40 0 0 1 {40 * math.sin(turn):.2f} {-40 * math.cos(turn):.2f} Z"
        )
        drawn = path(outline, colour)
    painter.svg(rect, ring + drawn, (-50, -50, 100, 100))
