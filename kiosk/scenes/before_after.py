"""What the check-ins show: how many had which idea before and after, and what to teach next. Never of one child.

Each idea is a line from a ring to a disc with both numbers; a cohort under six is hidden, and says so.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.records.rows import CheckInRow, ClassRow, StaffRow
from kiosk.scenes.choices import Choice, Choices
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    LEFT,
    RIGHT,
    SMALLEST,
    Filter,
    GoTo,
    StaffPage,
    Teach,
    action,
    asleep,
    card,
    fitted,
    icon,
)
from kiosk.ui.painter import Align, Painter
from kiosk.ui.pictures import Scenery
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.scroll import Scroll
from kiosk.ui.shapes import Rect
from kiosk.ui.text import height
from kiosk.ui.widgets import Arrow, Button, Image, Panel, Phase, Tap, Widget, Words

FRAME = Rect(LEFT, 330, 1180, 568)
SIDE = Rect(FRAME.right + 24, 206, RIGHT - FRAME.right - 24, 692)
ROW, DOWN = 74.0, 6
BODY = Rect(FRAME.x, FRAME.y + 66, FRAME.w, DOWN * ROW)
"""The ideas, six of which are seen at once."""
SCHOOL = ""
"""In place of a class's id: all of them."""


@dataclass(frozen=True)
class Compare:
    """Another class, or the whole `SCHOOL`."""

    class_id: str


@dataclass(frozen=True)
class PrintThis:
    """What is on the page, as a file: of one class, or of the whole `SCHOOL`."""

    class_id: str


class Remedy(NamedTuple):
    """A lesson that meets an idea. `tip` is what may be done without one; of a tip alone the rest is empty."""

    lesson_id: str = ""
    title: str = ""
    about: str = ""
    tip: str = ""
    picture: Scenery | None = None


class BeforeAfter(StaffPage):
    """`remedies` are by misconception. What most still have comes first, what is hidden last.

    `exports`: whether there is a way out for the page.
    """

    def __init__(
        self,
        staff: StaffRow,
        rows: Sequence[CheckInRow],
        classes: Sequence[ClassRow],
        class_id: str,
        remedies: Mapping[str, Remedy],
        *,
        exports: bool = False,
        running: bool = False,
    ) -> None:
        super().__init__(staff, "coverage", running=running)
        self.exports = exports
        self.rows = sorted(rows, key=lambda row: -_still(row))
        self.classes = tuple(classes)
        self.group = next((group for group in classes if group.id == class_id), None)
        self.remedies = remedies
        self.bars, self.axis = _drawn(self.rows, self.group is not None)
        self.scroll = Scroll(0, len(rows) * ROW - BODY.h)
        self.chosen = 0
        self._choices: Choices | None = None

    # ------------------------------------------------------------ what is done

    def _choose(self) -> Outcome | None:
        choices = [Choice("school", "Whole school"), *(Choice(f"of-{group.id}", group.title) for group in self.classes)]
        chosen = f"of-{self.group.id}" if self.group else "school"
        self._choices = Choices("Whose check-ins?", choices, chosen, self._compare, self._close)
        return None

    def _compare(self, key: str) -> Outcome | None:
        return Leave(Compare(key.removeprefix("of-") if key != "school" else SCHOOL))

    def _close(self) -> Outcome | None:
        self._choices = None
        return None

    def _finger(self, phase: Phase, finger: int, x: float, y: float) -> Outcome | None:
        if self.scroll.follow(phase, finger, x, y) and BODY.y <= y < BODY.bottom:
            row = int((y - BODY.y + self.scroll.y) // ROW)
            if row < len(self.rows):
                self.ring("press")
                self.chosen = row
        return None

    def _arrow(self, arrow: Arrow) -> bool:
        row = self.chosen + {"up": -1, "down": 1}.get(arrow, len(self.rows))
        if not 0 <= row < len(self.rows):
            return False
        self.chosen = row
        self.scroll.show_down(row * ROW, (row + 1) * ROW, BODY.h)
        return True

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        page = [*self.header(), *self._head(), card("frame", FRAME), *self._chart(), *self._side(), *self._actions()]
        return [*asleep(page), *self._choices.view()] if self._choices is not None else page

    def _head(self) -> list[Widget]:
        whose = self.group.title if self.group else "Whole school"
        room = Rect(LEFT + 444, 200, FRAME.right - LEFT - 444, 112)
        return [
            Filter(
                "whose", Rect(LEFT, 200, 420, 112), whose, self._choose, name="Check-ins of", chosen=bool(self.group)
            ),
            Words(
                "title",
                Rect(room.x, room.y + 8, room.w, 48),
                "Before and after",
                40,
                700,
                valign="middle",
                shrink_to=28,
            ),
            Words(
                "title-note",
                Rect(room.x, room.y + 62, room.w, 44),
                "How many chose an answer with this idea behind it first",
                28,
                colour="ink2",
                valign="middle",
                shrink_to=SMALLEST,
            ),
        ]

    def _chart(self) -> list[Widget]:
        if not self.rows:
            told = "No check-in has been given this school year. It is one of the lessons, for one pupil at a time."
            return [Words("nothing", FRAME.inset(60, 100), told, 36, colour="ink2", leading=1.4)]
        before, after = {row.before_of for row in self.rows}, {row.after_of for row in self.rows}
        return [
            Chart(
                "chart",
                FRAME,
                "Ideas, before and after",
                lambda: None,
                self.bars,
                self.axis,
                (_cohort("Before", before), _cohort("After", after)),
                self.scroll.y,
                self.chosen,
                self._finger,
                self._arrow,
            )
        ]

    def _side(self) -> list[Widget]:
        widgets: list[Widget] = [
            card("side", SIDE),
            Words(
                "teach-next",
                Rect(SIDE.x + 28, SIDE.y + 16, 220, 60),
                "Teach next",
                36,
                700,
                valign="middle",
                shrink_to=28,
            ),
        ]
        start = Rect(SIDE.x + 22, SIDE.bottom - 22 - 112, SIDE.w - 44, 112)
        if not self.rows:
            return [
                *widgets,
                action("start", start, "Start a lesson", lambda: Leave(GoTo("start")), icon="play", main=True),
            ]
        row = self.rows[self.chosen]
        remedy = self.remedies.get(row.misconception, Remedy(tip=row.teach_next))
        if told := _left(row):
            pill = Rect(SIDE.right - 28 - 244, SIDE.y + 22, 244, 50)
            widgets += [
                Panel("left", pill, "unsure", radius=25),
                Words("left-words", pill, told, SMALLEST, 700, "ochre", "centre", "middle"),
            ]
        y = SIDE.y + 90
        if remedy.picture is not None:
            widgets.append(Image("lesson-picture", Rect(SIDE.x + 22, y, SIDE.w - 44, 232), remedy.picture, radius=26))
            y += 250
        wide = SIDE.w - 56
        if remedy.title:
            widgets += [
                Words(
                    "lesson",
                    Rect(SIDE.x + 28, y, wide, 76),
                    remedy.title,
                    34,
                    700,
                    valign="middle",
                    shrink_to=28,
                    leading=1.2,
                ),
                Words(
                    "lesson-about",
                    Rect(SIDE.x + 28, y + 80, wide, 40),
                    remedy.about,
                    28,
                    colour="ink2",
                    valign="middle",
                ),
            ]
            y += 132
        if remedy.tip:
            room = Rect(SIDE.x + 28, y, wide, start.y - y - 12)
            widgets.append(Words("tip", room, remedy.tip, 28, leading=1.3, shrink_to=SMALLEST))
        if self.group is None or not remedy.lesson_id:
            return [
                *widgets,
                action("start", start, "Start a lesson", lambda: Leave(GoTo("start")), icon="play", main=True),
            ]
        teach = Teach(self.group.id, remedy.lesson_id)
        label = f"Start it with {self.group.title}"
        size = 36 if len(label) < 24 else 28
        return [*widgets, Button("start", start, label, lambda: Leave(teach), icon="play", size=size)]

    def _actions(self) -> list[Widget]:
        told = (
            "One question for each idea: this tells you about a class, never about a child.\n"
            "The two forms may not be equally hard."
        )
        export = Rect(RIGHT - 340, ACTION_Y, 340, ACTION_H)
        out: list[Widget] = []
        if self.exports and self.rows:
            this = PrintThis(self.group.id if self.group else SCHOOL)
            out.append(action("export", export, "Export this", lambda: Leave(this), icon="export"))
        return [
            action(
                "back", Rect(LEFT, ACTION_Y, 340, ACTION_H), "All classes", lambda: Leave(GoTo("coverage")), icon="back"
            ),
            *out,
            icon("people", "people", (LEFT + 388, ACTION_Y + 56), 44, second="cream"),
            Words(
                "how-to-read",
                Rect(LEFT + 432, ACTION_Y, export.x - LEFT - 456, ACTION_H),
                told,
                SMALLEST,
                colour="ink2",
                valign="middle",
                leading=1.3,
                shrink_to=22,
            ),
        ]


def _still(row: CheckInRow) -> float:
    """How large a part of those who were asked had the idea the last time; below 0 where that is hidden."""
    counted = _counted(row)
    return counted[-1][0] / counted[-1][1] if counted else -1.0


def _left(row: CheckInRow) -> str:
    if row.after is not None:
        return f"{row.after} of {row.after_of} still"
    return f"{row.before} of {row.before_of}" if row.before is not None else ""


def _cohort(when: str, asked: set[int]) -> str:
    """How many were asked, where that is one number for every idea."""
    if len(asked) != 1:
        return when
    (count,) = asked
    return f"{when}: {'nobody yet' if not count else '1 pupil' if count == 1 else f'{count} pupils'}"


# ---------------------------------------------------------------- the chart


class Bar(NamedTuple):
    """An idea. Where it was before and after are parts of the axis, or None; each has its number in words."""

    idea: str
    before: float | None = None
    before_said: str = ""
    after: float | None = None
    after_said: str = ""
    hidden: str = ""
    """Why nothing is shown."""


def _drawn(rows: Sequence[CheckInRow], one_class: bool) -> tuple[tuple[Bar, ...], tuple[str, ...]]:
    """The lines of the chart, and what stands along its axis.

    A class is counted in pupils. Of a school as many were not asked about each idea, so it is counted in parts of them.
    """
    if one_class:
        most = max((count for row in rows for count, _ in _counted(row)), default=0)
        step = max(1, math.ceil(most / 4 / 5) * 5 if most > 8 else math.ceil(most / 4))
        axis = tuple(str(step * nth) for nth in range(5))
        return tuple(_bar(row, lambda count, of: (count / (4 * step), str(count))) for row in rows), axis
    parts = [count / of for row in rows for count, of in _counted(row)]
    step = max(1, math.ceil(max(parts, default=0) * 100 / 4 / 5))
    axis = tuple(f"{5 * step * nth} %" for nth in range(5))
    return tuple(_bar(row, lambda count, of: (count / of * 5 / step, f"{count} of {of}")) for row in rows), axis


def _counted(row: CheckInRow) -> list[tuple[int, int]]:
    """What is not hidden of it, each with how many were asked."""
    both = ((row.before, row.before_of), (row.after, row.after_of))
    return [(count, of) for count, of in both if count is not None]


def _bar(row: CheckInRow, place: Callable[[int, int], tuple[float, str]]) -> Bar:
    if row.before is None and row.after is None:
        asked = row.before_of or row.after_of
        return Bar(row.meaning, hidden="Hidden: fewer than six were asked" if asked else "Nobody has been asked yet")
    bar = Bar(row.meaning)
    if row.before is not None:
        before, said = place(row.before, row.before_of)
        bar = bar._replace(before=before, before_said=said)
    else:
        bar = bar._replace(before_said="before: hidden" if row.before_of else "")
    if row.after is not None:
        after, said = place(row.after, row.after_of)
        return bar._replace(after=after, after_said=said)
    return bar._replace(after_said="after: hidden" if row.after_of else "")


@dataclass(frozen=True)
class Chart(Widget):
    """A dumbbell for each idea, a ring where it was before and a disc after; `y` is how far they have been moved."""

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    bars: tuple[Bar, ...] = ()
    axis: tuple[str, ...] = ()
    cohorts: tuple[str, str] = ("Before", "After")
    y: float = 0.0
    chosen: int = 0
    on_finger: Callable[[Phase, int, float, float], Outcome | None] | None = field(default=None, compare=False)
    on_arrow: Callable[[Arrow], bool] | None = field(default=None, compare=False)

    @property
    def follows(self) -> bool:
        return self.on_finger is not None

    def follow(self, phase: Phase, finger: int, x: float, y: float) -> Outcome | None:
        return self.on_finger(phase, finger, x, y) if self.on_finger is not None else None

    def steer(self, arrow: Arrow) -> bool:
        return self.on_arrow is not None and self.on_arrow(arrow)

    @property
    def _plot(self) -> Rect:
        """Where the axis runs; numbers of a school are longer."""
        left, right = (540.0, 110.0) if self.axis[-1].isdigit() else (590.0, 170.0)
        return Rect(FRAME.x + left, BODY.y, FRAME.w - left - right, BODY.h)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        plot = self._plot
        self._legend(painter)
        tall = min(BODY.h, len(self.bars) * ROW - self.y)
        for nth, told in enumerate(self.axis):
            x = plot.x + plot.w * nth / (len(self.axis) - 1)
            painter.bar(Rect(x - 1, BODY.y, 2, tall + 6), "line")
            below = Rect(x - 60, BODY.bottom + 8, 120, 44)
            painter.words(told, below, SMALLEST, 400, "ink2", "centre", "middle", grow=False)
        said = "number of pupils" if self.axis[-1].isdigit() else "of those who were asked"
        room = Rect(FRAME.x + 30, BODY.bottom + 8, plot.x - FRAME.x - 100, 44)
        painter.words(said, room, SMALLEST, 400, "ink2", valign="middle", grow=False)
        with painter.clipped(BODY):
            for nth, bar in enumerate(self.bars):
                row = Rect(BODY.x, BODY.y + nth * ROW - self.y, BODY.w, ROW)
                if row.bottom > BODY.y and row.y < BODY.bottom:
                    self._bar(painter, bar, row, plot, nth == self.chosen, focused)
        whole = len(self.bars) * ROW
        if whole > BODY.h + 0.5:
            track = Rect(FRAME.right - 22, BODY.y, 9, BODY.h)
            painter.box(track.inset(1, 0), 3, "line")
            painter.box(Rect(track.x, track.y + track.h * self.y / whole, 9, track.h * BODY.h / whole), 4, "neutral")

    def _legend(self, painter: Painter) -> None:
        x, middle = FRAME.x + 48, FRAME.y + 36
        for told, after in zip(self.cohorts, (False, True), strict=True):
            _end(painter, (x, middle), after)
            wide = painter.fonts.width(told, 28, 600)
            painter.words(told, Rect(x + 28, middle - 24, wide + 8, 48), 28, 600, valign="middle", grow=False)
            x += wide + 92
        x = FRAME.right - 300
        painter.icon("back", (x, middle), 30, "ink2")
        painter.words(
            "fewer is better", Rect(x + 28, middle - 24, 240, 48), 28, 400, "ink2", valign="middle", grow=False
        )

    def _bar(self, painter: Painter, bar: Bar, row: Rect, plot: Rect, chosen: bool, focused: bool) -> None:
        middle = row.y + row.h / 2
        if chosen:
            around = Rect(FRAME.x + 14, row.y + 3, FRAME.w - 44, row.h - 6)
            painter.box(around, 18, "unsure", "focus" if focused else "star", 5 if focused else 3)
        reserved = 130.0 if self.axis[-1].isdigit() else 190.0
        self._idea(painter, bar.idea, Rect(FRAME.x + 30, row.y, plot.x - FRAME.x - 30 - reserved, row.h), chosen)
        if bar.hidden:
            box = Rect(plot.x, row.y + 10, plot.w, row.h - 20)
            painter.box(box, 18, "away")
            painter.dashed(box, 18, "away_edge", 3, 10, 8)
            painter.words(bar.hidden, box, SMALLEST, 500, "ink2", "centre", "middle", grow=False)
            return
        ends = {
            after: plot.x + plot.w * part
            for part, after in ((bar.before, False), (bar.after, True))
            if part is not None
        }
        same = len({*ends.values()}) < len(ends)
        if len(ends) == 2:
            left, right = sorted(ends.values())
            painter.box(Rect(left, middle - 4, right - left, 8), 4, "mark_ring")
        for after, x in ends.items():
            _end(painter, (x, middle), after, 58 if same else 38)
        after_first = len(ends) < 2 or ends[True] <= ends[False]
        # Round a ring that is larger, further out.
        away, ground = 42.0 if same else 30.0, "unsure" if chosen else "paper"
        self._number(painter, bar.after_said, True, after_first, ends, (away, middle), ground)
        self._number(painter, bar.before_said, False, not after_first, ends, (away, middle), ground)

    def _idea(self, painter: Painter, idea: str, room: Rect, chosen: bool) -> None:
        weight = 700 if chosen else 500
        size, lines = fitted(painter, idea, 28, room.w, weight)
        tall = height(len(lines), size, 1.12)
        words = Rect(room.x, room.y + (room.h - tall) / 2, room.w, tall)
        painter.words("\n".join(lines), words, size, weight, leading=1.12, grow=False)

    def _number(
        self,
        painter: Painter,
        told: str,
        after: bool,
        first: bool,
        ends: Mapping[bool, float],
        where: tuple[float, float],
        ground: str,
    ) -> None:
        """Outside the line, on the side of its end: so far `away` from it, at the `middle` of the row."""
        if not told:
            return
        away, middle = where
        x = ends.get(after, min(ends.values()) if first else max(ends.values()))
        shown = after in ends
        colour = ("green" if after else "ochre") if shown else "ink2"
        align: Align = "right" if first else "left"
        size, weight = (28, 700) if shown else (SMALLEST, 400)
        wide = painter.fonts.width(told, size, weight) + 4
        room = Rect(x - away - wide if first else x + away, middle - 18, wide, 36)
        # The lines of the axis end where a number stands.
        painter.bar(room, ground)
        painter.words(told, room, size, weight, colour, align, "middle", grow=False)


def _end(painter: Painter, centre: tuple[float, float], after: bool, across: float = 38) -> None:
    if after:
        painter.disc(centre, 36, "green")
    else:
        painter.disc(centre, across, "paper", "ochre", 7)
