"""One class, lesson by lesson: who has had what, as marks that are never added up. Pupils are numbers until one asks.

The table moves under a finger and by the arrow keys; a title opens the lesson, a mark a closer look.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import get_args

from kiosk.content.model import HalfTermName
from kiosk.records.rows import ClassRow, GivenRow, Matrix, Mode, Only, StaffRow, Status
from kiosk.scenes.choices import Choice, Choices
from kiosk.scenes.closer import Closer, lesson_card
from kiosk.scenes.grid import (
    BODY,
    LESSON,
    MARK,
    ROW,
    TABLE,
    Grid,
    Place,
    across,
    lines,
    names_panel,
    scroll,
)
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    LEFT,
    RIGHT,
    SMALLEST,
    ExportThis,
    Filter,
    GoTo,
    StaffPage,
    action,
    asleep,
    card,
    sign,
)
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Arrow, Button, Hold, Phase, Tap, Widget, Words

FRAME = Rect(TABLE.x, TABLE.y, TABLE.w, 572)
"""The card: the table, and below it what the marks mean."""
FILTER_Y = 200.0
NAMED_FOR = 10.0
"""Seconds for which a key shows the names; a finger shows them for as long as it is down."""

HALF_TERMS: tuple[str, ...] = get_args(HalfTermName)
TERMS: Mapping[str, tuple[str, ...]] = {
    "Whole year": (),
    "Autumn": HALF_TERMS[0:2],
    "Spring": HALF_TERMS[2:4],
    "Summer": HALF_TERMS[4:6],
    **{half_term: (half_term,) for half_term in HALF_TERMS},
}
STATUSES: Mapping[str, tuple[Status, ...]] = {
    "Any": (),
    "Still to do": ("part-way", "not sure", "away", "not yet"),
    "Shown": ("shown",),
    "Together": ("taught together",),
    "Begun": ("part-way",),
    "Not sure": ("not sure",),
    "Away": ("away",),
    "Not yet": ("not yet",),
    "Planned": ("planned",),
}
HOW: Mapping[str, tuple[Mode, ...]] = {
    "Either": (),
    "One at a time": ("individual",),
    "Whole class": ("whole-class",),
}
LEGEND = (
    ("done", "Shown", 100.0),
    ("together", "Taught together", 214.0),
    ("part-way", "Begun", 100.0),
    ("not-sure", "Not sure yet", 172.0),
    ("not-yet", "Not yet", 110.0),
    ("away", "Away", 90.0),
    ("planned", "Planned", 130.0),
)
"""What the marks mean, and the room for it."""


@dataclass(frozen=True)
class LookAt:
    """A class, or a part of its table: `only` names the one class."""

    only: Only


class ClassMatrix(StaffPage):
    """`matrix` is narrowed to `only`, and `days` are its marks' days. `given` is when the class was given each lesson.

    `numbers` are the pupils' in the whole class, so that nobody's changes with what is looked at. `exports`: whether
    there is a way out for `ExportThis`.
    """

    def __init__(
        self,
        staff: StaffRow,
        matrix: Matrix,
        days: Sequence[Sequence[date | None]],
        given: Mapping[str, Sequence[GivenRow]],
        classes: Sequence[ClassRow],
        numbers: Mapping[str, int],
        only: Only,
        *,
        exports: bool = False,
        running: bool = False,
    ) -> None:
        super().__init__(staff, "coverage", running=running)
        self.matrix = matrix
        self.days = days
        self.given = given
        self.classes = tuple(classes)
        self.numbers = tuple(numbers[pupil.id] for pupil in matrix.pupils)
        self.only = only
        self.exports = exports
        self.lines = lines(matrix)
        self.scroll = scroll(len(matrix.rows), len(matrix.pupils))
        self.cursor: Place = (0, 0)
        self._choices: Choices | None = None
        self._closer: Closer | None = None
        self._lesson: int | None = None
        """The row of the lesson that is looked at."""
        self._held = False
        self._asked = False
        """A key asked for the names, or for them to go."""
        self._named_until = -math.inf

    # ------------------------------------------------------------ what is done

    def tick(self, now: float) -> Outcome | None:
        if self._asked:
            self._asked = False
            self._named_until = -math.inf if now < self._named_until else now + NAMED_FOR
        return None

    def due(self, now: float) -> float:
        return self._named_until if now < self._named_until else math.inf

    def _hold(self, down: bool) -> Outcome | None:
        self._held = down
        self._named_until = -math.inf
        return None

    def _ask_names(self) -> Outcome | None:
        self._asked = True
        return None

    def _close(self) -> Outcome | None:
        self._choices = self._closer = self._lesson = None
        return None

    def _finger(self, phase: Phase, finger: int, x: float, y: float) -> Outcome | None:
        if self.scroll.follow(phase, finger, x, y):
            place = self._grid().at(x, y)
            if place is not None:
                self.ring("press")
                self.cursor = place
                return self._open()
        return None

    def _open(self) -> Outcome | None:
        """Look closer at where the cursor is."""
        row, column = self.cursor
        if column == LESSON:
            self._lesson = row
        elif self.lines[row].marks[column] is not None:
            self._closer = Closer(self.matrix, self.days, self.numbers, self.cursor, self._close)
        return None

    def _arrow(self, arrow: Arrow) -> bool:
        """Along the table; beyond its edge to the things round it."""
        row, column = self.cursor
        row += {"up": -1, "down": 1}.get(arrow, 0)
        column += {"left": -1, "right": 1}.get(arrow, 0)
        if not (0 <= row < len(self.lines) and LESSON <= column < len(self.numbers)):
            return False
        self.cursor = (row, column)
        self.scroll.show_down(row * ROW, (row + 1) * ROW, BODY.h)
        if column != LESSON:
            wide = across(len(self.numbers))
            self.scroll.show_across(column * wide, (column + 1) * wide, BODY.w)
        return True

    def _turn(self) -> Outcome | None:
        """The lessons below those that are seen; from the last, the first."""
        more = self.scroll.down - self.scroll.y > 1
        self.scroll.to(self.scroll.x, self.scroll.y + BODY.h if more else 0)
        return None

    # ------------------------------------------------------------ what the page is narrowed to

    def _narrow(self, only: Only) -> Outcome | None:
        return Leave(LookAt(only))

    def _list(self, title: str, choices: Sequence[Choice], chosen: str, narrowed: Callable[[str], Only]) -> Tap:
        """What opens the list of a filter; `narrowed` is what is looked at then, by the key of the choice."""

        def pick(key: str) -> Outcome | None:
            return self._narrow(narrowed(key))

        def open_() -> Outcome | None:
            self._choices = Choices(title, choices, chosen, pick, self._close)
            return None

        return open_

    def _filters(self) -> list[Widget]:
        group, only = self.matrix.group, self.only
        one_of = [
            Choice(each.id, each.title, "1 pupil" if each.size == 1 else f"{each.size} pupils") for each in self.classes
        ]
        term = _label(TERMS, only.half_terms)
        status = _label(STATUSES, only.statuses)
        how = _label(HOW, only.modes)
        wide = 352.0 if len(self.classes) > 1 else 608.0
        return [
            *self._beside(),
            Filter(
                "class",
                Rect(476 if len(self.classes) > 1 else 348, FILTER_Y, wide, 112),
                group.title,
                self._list("Which class?", one_of, group.id, lambda key: replace(only, class_ids=(key,))),
                name="Class",
                chosen=True,
            ),
            self._one_lesson(Rect(972, FILTER_Y, 280, 112))
            if only.lesson_ids
            else Filter(
                "term",
                Rect(972, FILTER_Y, 280, 112),
                term,
                self._list(
                    "Which part of the year?", _choices(TERMS), term, lambda key: replace(only, half_terms=TERMS[key])
                ),
                name="Term",
                chosen=bool(only.half_terms),
            ),
            Filter(
                "status",
                Rect(1268, FILTER_Y, 270, 112),
                status,
                self._list(
                    "Which marks?", _choices(STATUSES), status, lambda key: replace(only, statuses=STATUSES[key])
                ),
                name="Status",
                chosen=bool(only.statuses),
            ),
            Filter(
                "how",
                Rect(1554, FILTER_Y, 270, 112),
                how,
                self._list("Taught in which way?", _choices(HOW), how, lambda key: replace(only, modes=HOW[key])),
                name="How",
                chosen=bool(only.modes),
            ),
        ]

    def _one_lesson(self, rect: Rect) -> Filter:
        """In place of the term, which one lesson has no need of; a tap brings all lessons back."""
        called = next((row.lesson_title for row in self.matrix.rows), "One lesson")
        every = partial(self._narrow, replace(self.only, lesson_ids=()))
        return Filter("lesson", rect, called, every, name="One lesson", chosen=True)

    def _beside(self) -> list[Widget]:
        """The class before this one and the class after it."""
        if len(self.classes) < 2:
            return []
        ids = [group.id for group in self.classes]
        here = ids.index(self.matrix.group.id) if self.matrix.group.id in ids else 0
        ways = ((-1, "previous", "back", "Previous class", 348), (1, "following", "next", "Next class", 844))
        widgets: list[Widget] = []
        for step, key, icon, label, x in ways:
            group = self.classes[(here + step) % len(self.classes)]
            tap = partial(self._narrow, replace(self.only, class_ids=(group.id,)))
            rect = Rect(x, FILTER_Y, 112, 112)
            widgets.append(Button(key, rect, f"{label}: {group.title}", tap, "quiet", icon, "only"))
        return widgets

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        over = self._over()
        if over:
            return [*asleep(self._page(named=False, by_key=False)), *over]
        by_key = now < self._named_until
        return self._page(named=self._held or by_key, by_key=by_key)

    def _over(self) -> list[Widget]:
        """What lies over the page."""
        if self._choices is not None:
            return self._choices.view()
        if self._closer is not None:
            return self._closer.view()
        if self._lesson is not None:
            row = self.matrix.rows[self._lesson]
            one = None
            if not self.only.lesson_ids:
                one = partial(self._narrow, replace(self.only, lesson_ids=(row.lesson_id,)))
            return lesson_card(row, self.given.get(row.lesson_id, ()), self.matrix.group.size, self._close, one)
        return []

    def _page(self, *, named: bool, by_key: bool) -> list[Widget]:
        back = partial(Leave, GoTo("coverage"))
        return [
            *self.header(),
            Button("back", Rect(LEFT, FILTER_Y, 236, 112), "All classes", back, "quiet", "grid", size=28),
            *([] if named else self._filters()),
            card("frame", FRAME),
            *self._legend(),
            *([self._grid(named=named)] if self.lines and self.numbers else self._nothing()),
            *([names_panel([pupil.shown_name for pupil in self.matrix.pupils], self.scroll.x)] if named else []),
            *(self._actions(named=named, by_key=by_key) if self.lines and self.numbers else ()),
        ]

    def _grid(self, *, named: bool = False) -> Grid:
        return Grid(
            "grid",
            TABLE,
            f"{self.matrix.group.title}: lessons by pupils",
            self._open,
            self.lines,
            self.numbers,
            self.matrix.group.title if named else "",
            self.scroll.x,
            self.scroll.y,
            self.cursor,
            self._finger,
            self._arrow,
        )

    def _nothing(self) -> list[Widget]:
        narrowed = replace(self.only, class_ids=()) != Only()
        if narrowed:
            told = "There is nothing like that in this class. Choose another part of the year, status or way above."
        elif not self.matrix.group.size:
            told = "There is nobody in this class."
        else:
            told = "Nothing is planned for this class yet, and it has been given nothing."
        room = Rect(TABLE.x + 60, TABLE.y + 100, TABLE.w - 120, 200)
        return [Words("nothing", room, told, 36, colour="ink2", leading=1.4)]

    def _legend(self) -> list[Widget]:
        widgets: list[Widget] = []
        x, middle = TABLE.x + 44, TABLE.bottom + 22
        for kind, label, wide in LEGEND:
            widgets.append(sign(f"legend-{kind}", kind, (x, middle), MARK))
            room = Rect(x + 26, middle - 22, wide, 44)
            widgets.append(Words(f"legend-{kind}-is", room, label, SMALLEST, 500, valign="middle"))
            x += 26 + wide + 36
        return widgets

    def _actions(self, *, named: bool, by_key: bool) -> list[Widget]:
        label = "Press and hold to show names"
        if named:
            label = "Names shown: press to hide" if by_key else "Names shown: let go to hide"
        widgets: list[Widget] = [
            Hold(
                "show-names",
                Rect(LEFT, ACTION_Y, 580, ACTION_H),
                label,
                self._ask_names,
                "navy",
                "eye" if named else "eye-off",
                size=30,
                on_hold=self._hold,
                held=named,
            )
        ]
        right = RIGHT
        if self.exports:
            right -= 340
            export = partial(Leave, ExportThis(self.only))
            widgets.append(action("export", Rect(right, ACTION_Y, 340, ACTION_H), "Export this", export, icon="export"))
            right -= 24
        if self.scroll.down:
            right -= 340
            more = self.scroll.down - self.scroll.y > 1
            icon = "down" if more else "up"
            rect = Rect(right, ACTION_Y, 340, ACTION_H)
            widgets.append(action("more", rect, f"Lessons {self._coming()}", self._turn, icon=icon))
            right -= 24
        told = "Tap a title for the lesson.\nTap a mark to see it closer."
        room = Rect(LEFT + 608, ACTION_Y, right - LEFT - 608, ACTION_H)
        return [*widgets, Words("how-to", room, told, SMALLEST, colour="ink2", valign="middle", leading=1.5)]

    def _coming(self) -> str:
        """The lessons that the next turn shows, by their numbers."""
        more = self.scroll.down - self.scroll.y > 1
        top = min(self.scroll.down, self.scroll.y + BODY.h) if more else 0.0
        return f"{math.ceil(top / ROW - 0.01) + 1}–{min(len(self.lines), int((top + BODY.h) / ROW + 0.01))}"


def _label(labels: Mapping[str, tuple[object, ...]], value: tuple[object, ...]) -> str:
    """What a filter's value is called."""
    return next((label for label, each in labels.items() if each == value), ", ".join(map(str, value)))


def _choices(labels: Mapping[str, tuple[object, ...]]) -> list[Choice]:
    return [Choice(label, label) for label in labels]
