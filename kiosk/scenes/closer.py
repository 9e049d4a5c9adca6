"""What lies over a class's table: one of its marks seen closer, one of its lessons by itself. Not a screen itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.records.rows import AGREEMENT, GivenRow, Matrix, MatrixRow, Status
from kiosk.scenes.grid import Place
from kiosk.scenes.staff import (
    SMALLEST,
    STATUS_MARKS,
    OpenRecord,
    Teach,
    action,
    icon,
    line,
    mark,
    over,
    sign,
)
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Panel, Tap, Widget, Words

BOX = Rect(340, 150, 1240, 820)
ROWS, COLUMNS = 3, 5
CELL = Rect(BOX.x + 440, BOX.y + 104, 132, 112)
"""The first of the marks."""
PITCH = (150.0, 128.0)

SAYS: Mapping[Status, tuple[str, str]] = {
    "shown": ("{who} did this{on}.", "One at a time, with answers of their own."),
    "taught together": ("{who} was taught this with the class{on}.", "There is no answer of their own."),
    "part-way": ("{who} began this{on}, and has not finished.", "The place is kept for them."),
    "not sure": ("{who} said “not sure yet”{on}.", "It is to be talked through with an adult."),
    "away": ("{who} was away when the class had this.", "It is among what is to be caught up."),
    "not yet": ("{who} has not had this yet.", "The class has begun with it."),
    "planned": ("Nobody has had this yet.", "It is planned for {half_term}."),
}
SIGNED = ("{who} signed the agreement{on}.", "Under the wording that is in force.")


def said(row: MatrixRow, status: Status, who: str, day: date | None) -> tuple[str, str]:
    """What a mark means, as a sentence about a pupil, and what follows from it."""
    told, then = SIGNED if row.kind == "agreement" and status == "shown" else SAYS[status]
    on = f" on {day.day} {day:%B}" if day else ""
    return told.format(who=who, on=on), then.format(half_term=row.half_term or "later")


class Closer:
    """Three lessons of five pupils, of which one mark is looked at.

    `days` are the marks', as in `ClassMatrix`; `numbers` the pupils', in the order of the matrix.
    """

    def __init__(
        self,
        matrix: Matrix,
        days: Sequence[Sequence[date | None]],
        numbers: Sequence[int],
        place: Place,
        close: Tap,
    ) -> None:
        self.matrix = matrix
        self.days = days
        self.numbers = numbers
        self.place = place
        self.named = False
        """Whether the name has been asked for, of the pupil who is looked at."""
        self._close = close
        row, column = place
        self._rows = _window(row, ROWS, len(matrix.rows))
        self._columns = _window(column, COLUMNS, len(matrix.pupils))

    def _look(self, place: Place) -> Outcome | None:
        if place[1] != self.place[1]:
            self.named = False
        self.place = place
        return None

    def _name(self) -> Outcome | None:
        self.named = not self.named
        return None

    # ------------------------------------------------------------ look

    def view(self) -> list[Widget]:
        return [*over(BOX), *self._heads(), *self._marks(), *self._said(), *self._actions()]

    def _heads(self) -> list[Widget]:
        widgets: list[Widget] = [
            Words("closer-pupil", Rect(BOX.x + 40, BOX.y + 28, 300, 60), "Pupil", 28, colour="ink2", valign="middle")
        ]
        for nth, column in enumerate(self._columns):
            here = column == self.place[1]
            room = Rect(CELL.x + nth * PITCH[0], BOX.y + 28, CELL.w, 60)
            weight, colour = (700, "ink") if here else (500, "ink2")
            number = str(self.numbers[column])
            widgets.append(Words(f"closer-{column}", room, number, 36, weight, colour, "centre", "middle"))
        for nth, row in enumerate(self._rows):
            here = row == self.place[0]
            room = Rect(BOX.x + 40, CELL.y + nth * PITCH[1], 380, CELL.h)
            title = self.matrix.rows[row].lesson_title
            widgets.append(
                Words(f"closer-title-{row}", room, title, 32, 700 if here else 500, valign="middle", shrink_to=SMALLEST)
            )
        return widgets

    def _marks(self) -> list[Widget]:
        widgets: list[Widget] = []
        for down, row in enumerate(self._rows):
            for nth, column in enumerate(self._columns):
                status = self.matrix.rows[row].marks[column]
                if status is None:
                    continue
                place = (row, column)
                rect = Rect(CELL.x + nth * PITCH[0], CELL.y + down * PITCH[1], CELL.w, CELL.h)
                label = f"{self.matrix.rows[row].lesson_title}, pupil {self.numbers[column]}: {status}"
                widgets.append(
                    MarkCard(
                        f"closer-mark-{row}-{column}",
                        rect,
                        label,
                        lambda place=place: self._look(place),
                        STATUS_MARKS[status],
                        place == self.place,
                    )
                )
        return widgets

    @property
    def _status(self) -> Status:
        status = self.matrix.rows[self.place[0]].marks[self.place[1]]
        assert status is not None
        return status

    def _said(self) -> list[Widget]:
        row, column = self.place
        who = self.matrix.pupils[column].shown_name if self.named else f"Pupil {self.numbers[column]}"
        told, then = said(self.matrix.rows[row], self._status, who, self.days[row][column])
        room = Rect(BOX.x + 32, CELL.y + ROWS * PITCH[1] + 16, BOX.w - 64, 152)
        words = Rect(room.x + 120, room.y, room.w - 144, room.h)
        return [
            Panel("closer-said", room, "unsure", radius=24),
            sign("closer-sign", STATUS_MARKS[self._status], (room.x + 64, room.y + room.h / 2), 60),
            Words("closer-told", Rect(words.x, room.y + 24, words.w, 50), told, 32, 600, valign="middle", shrink_to=28),
            Words(
                "closer-then", Rect(words.x, room.y + 84, words.w, 46), then, 28, valign="middle", shrink_to=SMALLEST
            ),
        ]

    def _actions(self) -> list[Widget]:
        y = BOX.bottom - 32 - 112
        name = "Hide the name" if self.named else "Show the name"
        pupil_id = self.matrix.pupils[self.place[1]].id
        return [
            action("closer-close", Rect(BOX.x + 32, y, 300, 112), "Close", self._close, icon="cross"),
            action(
                "closer-name",
                Rect(BOX.x + 356, y, 400, 112),
                name,
                self._name,
                icon="eye-off" if self.named else "eye",
            ),
            Button(
                "closer-record",
                Rect(BOX.x + 780, y, 428, 112),
                "Open the record",
                lambda: Leave(OpenRecord(pupil_id)),
                icon="next",
                icon_side="right",
                size=34,
            ),
        ]


@dataclass(frozen=True)
class MarkCard(Widget):
    """One mark, large, on a card; the one that is looked at stands out."""

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    kind: str = ""
    chosen: bool = False

    def extent(self, painter: Painter) -> Rect:
        return self.rect.inset(-20)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if focused:
            painter.ring(self.rect, 22)
        fill = "tile_pressed" if pressed else "unsure" if self.chosen else "paper"
        edge, width = ("ochre", 6) if self.chosen else ("staff_edge", 3)
        painter.box(self.rect, 22, fill, edge, width)
        mark(painter, self.kind, self.rect.centre, 60)


def _window(place: int, room: int, total: int) -> range:
    """As many as have room, with that place in their middle where there are enough of them."""
    first = min(max(0, place - room // 2), max(0, total - room))
    return range(first, min(total, first + room))


# ---------------------------------------------------------------- one lesson

CARD = Rect(410, 200, 1100, 680)
TIMES = 3
"""How many times of giving it are listed."""


def lesson_card(
    row: MatrixRow, given: Sequence[GivenRow], size: int, close: Tap, one: Tap | None = None
) -> list[Widget]:
    """What the class has had of a lesson, when, and how many it is still to do for. `one`: to it alone."""
    wide = CARD.w - 96
    planned = f"Planned for {row.half_term}" if row.half_term else "In no half-term’s plan"
    widgets: list[Widget] = [
        *over(CARD),
        Words(
            "lesson-title",
            Rect(CARD.x + 48, CARD.y + 40, wide, 64),
            row.lesson_title,
            44,
            700,
            valign="middle",
            shrink_to=28,
        ),
        Words("lesson-planned", Rect(CARD.x + 48, CARD.y + 108, wide, 48), planned, 30, colour="ink2", valign="middle"),
        line("lesson-line", CARD.x + 40, CARD.y + 172, CARD.w - 80),
    ]
    y = CARD.y + 196
    times = [_given(each) for each in given[:TIMES]] or ["The class has not been given it yet."]
    if len(given) > TIMES:
        times[-1] = f"And {len(given) - TIMES + 1} times before that."
    for nth, told in enumerate(times):
        room = Rect(CARD.x + 112, y + nth * 58, wide - 64, 50)
        widgets += [
            icon(f"lesson-when-{nth}", "calendar", (CARD.x + 76, room.y + 25), 38),
            Words(f"lesson-given-{nth}", room, told, 30, valign="middle", shrink_to=SMALLEST),
        ]
    to_do = _to_do(row, size)
    room = Rect(CARD.x + 112, CARD.y + 392, wide - 64, 64)
    widgets += [
        line("lesson-line-2", CARD.x + 40, CARD.y + 380, CARD.w - 80),
        sign("lesson-sign", "done" if not row.to_do and given else "not-yet", (CARD.x + 76, room.y + 32), 44),
        Words("lesson-to-do", room, to_do, 32, 600, valign="middle", shrink_to=28),
        *_early(given, room.bottom + 2, room.w),
    ]
    bottom = CARD.bottom - 48 - 112
    teach = "Sign it now" if row.lesson_id == AGREEMENT else "Teach it now"
    if one is not None:
        alone = Rect(CARD.x + 48 + 264, bottom, 318, 112)
        widgets.append(Button("lesson-alone", alone, "Only this lesson", one, kind="quiet", size=32))
    return [
        *widgets,
        action("lesson-close", Rect(CARD.x + 48, bottom, 240, 112), "Close", close, icon="cross"),
        action(
            "lesson-teach",
            Rect(CARD.right - 48 - 398, bottom, 398, 112),
            teach,
            lambda: Leave(Teach(row.class_id, row.lesson_id)),
            icon="play",
            main=True,
        ),
    ]


def _given(each: GivenRow) -> str:
    how = "the whole class together" if each.mode == "whole-class" else "one at a time"
    return f"{each.on.day} {each.on:%B}, {how}, by {each.by}"


def _early(given: Sequence[GivenRow], y: float, wide: float) -> list[Widget]:
    """How often the class did not wait the last time: for what the teacher says first the next time."""
    taps = given[0].early_taps if given else 0
    if not taps:
        return []
    told = "The last time 1 tap" if taps == 1 else f"The last time {taps} taps"
    return [
        icon("lesson-early-icon", "hand", (CARD.x + 76, y + 25), 36),
        Words(
            "lesson-early",
            Rect(CARD.x + 112, y, wide, 50),
            f"{told} came before there had been time to think.",
            30,
            colour="ink2",
            valign="middle",
            shrink_to=SMALLEST,
        ),
    ]


def _to_do(row: MatrixRow, size: int) -> str:
    if {*row.marks} <= {"planned", None}:
        return "Nobody has begun with it."
    if not row.to_do:
        return "Everybody has had it."
    return f"Still to do for {row.to_do} of {size} pupils."
