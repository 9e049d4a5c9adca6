"""The school's own dates, and which year of the two-year cycle this is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Literal

from kiosk.records.rows import HalfTerm, School, StaffRow, said_year
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    Row,
    StaffPage,
    action,
    card,
    cells,
    heading,
    title,
)
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

Faults = Callable[[Sequence[HalfTerm]], Mapping[str, str]]
"""What is wrong with six half-terms: a sentence for each that has something."""
Edge = Literal["starts_on", "ends_on"]
LIST_W = 860.0


@dataclass(frozen=True)
class KeepDates:
    half_terms: tuple[HalfTerm, ...]


@dataclass(frozen=True)
class SetCycle:
    letter: Literal["A", "B"]


class Calendar(StaffPage):
    """`own`: the dates are the school's; until somebody has kept them they are only the usual ones."""

    def __init__(
        self, staff: StaffRow, school: School, half_terms: Sequence[HalfTerm], faults: Faults, *, own: bool = True
    ) -> None:
        super().__init__(staff, "school")
        self.school = school
        self.own = own
        self.kept = tuple(half_terms)
        self.half_terms = list(half_terms)
        self.faults = faults
        self.at = 0

    def _pick(self, place: int) -> Outcome | None:
        self.at = place
        return None

    def _move(self, edge: Edge, days: int) -> Outcome | None:
        half = self.half_terms[self.at]
        day: date = getattr(half, edge) + timedelta(days=days)
        self.half_terms[self.at] = replace(half, **{edge: day})  # type: ignore[arg-type]
        return None

    def view(self, now: float) -> list[Widget]:
        year = said_year(self.school.school_year)
        note = (
            "Lessons are planned by half-term; a holiday belongs to the one after it."
            if self.own
            else "These are the usual dates. Change what is another day in your school."
        )
        widgets = [*self.header(), *title(f"Terms of {year}", note, along=0.3)]
        faults = self.faults(self.half_terms)
        halves = cells(Rect(LEFT, 272, LIST_W, BOTTOM - 272), 2, 3)
        for place, half in enumerate(self.half_terms):
            rect = halves[place]
            told = faults.get(half.name, f"{_day(half.starts_on)} to {_day(half.ends_on)}")
            widgets.append(
                Row(
                    f"half-{place}",
                    rect,
                    half.name,
                    lambda place=place: self._pick(place),
                    note=told,
                    kind="look" if half.name in faults else "",
                    icon="" if half.name in faults else "calendar",
                    chosen=place == self.at,
                    size=36,
                )
            )
        return [*widgets, *self._side(), *self._actions(faults)]

    def _side(self) -> list[Widget]:
        x = LEFT + LIST_W + 32
        box = Rect(x, 272, RIGHT - x, 420)
        half = self.half_terms[self.at]
        widgets: list[Widget] = [card("side", box)]
        edges: tuple[tuple[Edge, str], ...] = (("starts_on", "Begins"), ("ends_on", "Ends"))
        for row, (edge, label) in enumerate(edges):
            y = box.y + 20 + row * 196
            day: date = getattr(half, edge)
            text = f"{label} on {day:%A} {_day(day)}"
            widgets.append(heading(edge, Rect(box.x + 28, y, box.w - 56, 48), text, 30))
            wide = (box.w - 56 - 48) / 4
            for place, (days, name) in enumerate(((-7, "A week"), (-1, "A day"), (1, "A day"), (7, "A week"))):
                rect = Rect(box.x + 28 + place * (wide + 16), y + 58, wide, 112)
                tap = partial(self._move, edge, days)
                note = "later" if days > 0 else "earlier"
                widgets.append(Button(f"{edge}-{days}", rect, name, tap, kind="quiet", size=28, note=note))
        cycle = Rect(x, 716, RIGHT - x, BOTTOM - 716)
        widgets += [
            card("cycle", cycle),
            Words(
                "cycle-told",
                Rect(cycle.x + 28, cycle.y + 24, 330, cycle.h - 48),
                "This is which year of the cycle?",
                SMALLEST,
                leading=1.35,
                valign="middle",
            ),
        ]
        letters: tuple[Literal["A", "B"], ...] = ("A", "B")
        for place, letter in enumerate(letters):
            rect = Rect(cycle.right - 440 + place * 212, cycle.y + 30, 196, 112)
            choose = partial(Leave, SetCycle(letter))
            chosen = letter == self.school.cycle_year
            widgets.append(
                Button(f"cycle-{letter}", rect, f"Year {letter}", choose, kind="quiet", chosen=chosen, size=30)
            )
        return widgets

    def _actions(self, faults: Mapping[str, str]) -> list[Widget]:
        back = action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back")
        room = Rect(RIGHT - 560, ACTION_Y, 560, ACTION_H)
        unchanged = tuple(self.half_terms) == self.kept
        if unchanged and self.own:
            return [back, action("keep", room, "These dates are kept", None, main=True)]
        if faults:
            return [back, action("keep", room, "Put the dates right first", None, main=True)]
        done = KeepDates(tuple(self.half_terms))
        label = "These are our dates" if unchanged else "Keep these dates"
        return [back, action("keep", room, label, lambda: Leave(done), icon="tick", main=True)]


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
