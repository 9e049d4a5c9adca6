"""The school: in numbers, without a name, and what a lead does for all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.records.rows import ClassRow, Counts, School, StaffRow
from kiosk.scenes.staff import (
    ACTION_H,
    LEFT,
    WIDTH,
    GoTo,
    Pages,
    Row,
    StaffPage,
    asleep,
    card,
    heading,
    over,
    stat,
    title,
)
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

CLASSES = 12
"""How many fill the card."""
CARD = Rect(LEFT + 584, 418, WIDTH - 584, 620)


@dataclass(frozen=True)
class ImportRoster:
    """To the files in which a class list could be."""


@dataclass(frozen=True)
class ExportClass:
    class_id: str


@dataclass(frozen=True)
class CloseKiosk:
    """The program ends."""


class Desk(StaffPage):
    """`running`: whether a lesson is open on this kiosk."""

    def __init__(
        self, staff: StaffRow, school: School, counts: Counts, classes: Sequence[ClassRow], *, running: bool = False
    ) -> None:
        super().__init__(staff, "school", running=running)
        self.school = school
        self.counts = counts
        self.classes = tuple(classes)
        self.pages = Pages(len(self.classes), CLASSES if len(self.classes) <= CLASSES else CLASSES - 1)
        self.closing = False

    def _ask(self) -> Outcome | None:
        self.closing = True
        return None

    def _stay(self) -> Outcome | None:
        self.closing = False
        return None

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        page = [*self.header(), *self._numbers(), *self._doings(), *self._exports()]
        return [*asleep(page), *self._closing()] if self.closing else page

    def _numbers(self) -> list[Widget]:
        counts = self.counts
        year = f"{self.school.school_year - 1}/{self.school.school_year % 100:02}"
        widgets: list[Widget] = [
            *title(self.school.name, f"{self.school.half_term}, {year}, year {self.school.cycle_year}")
        ]
        stats = (
            (counts.classes, "class" if counts.classes == 1 else "classes", "class"),
            (counts.pupils, "pupil" if counts.pupils == 1 else "pupils", "pupil"),
            (counts.lessons_taught, "lesson taught" if counts.lessons_taught == 1 else "lessons taught", "lesson"),
            (counts.signed, "signed", "signed"),
            (counts.not_signed, "not yet signed", "to-sign"),
        )
        for place, (number, what, kind) in enumerate(stats):
            widgets.append(stat(f"stat-{kind}", Rect(LEFT + place * 350, 268, 328, 116), number, what, kind))
        return widgets

    def _doings(self) -> list[Widget]:
        start = (
            ("live", "To the live view", "A lesson is open", "play", lambda: Leave(GoTo("live")))
            if self.running
            else ("start", "Start a lesson", "For any class", "play", lambda: Leave(GoTo("start")))
        )
        doings = (
            start,
            (
                "import",
                "Bring in a class list",
                "You see what would change first",
                "folder",
                lambda: Leave(ImportRoster()),
            ),
            ("close", "Close the kiosk", "Everything is saved", "lock", self._ask),
        )
        widgets: list[Widget] = [heading("do", Rect(LEFT, 418, 560, 56), "What would you like to do?")]
        for place, (key, label, note, icon, tap) in enumerate(doings):
            rect = Rect(LEFT, 490 + place * 140, 560, 122)
            widgets.append(Row(key, rect, label, tap, note=note, icon=icon, size=34))
        return widgets

    def _exports(self) -> list[Widget]:
        widgets: list[Widget] = [
            card("exports", CARD),
            heading("export", Rect(CARD.x + 32, CARD.y + 20, 500, 56), "Export a class"),
            Words(
                "export-how",
                Rect(CARD.x + 420, CARD.y + 20, CARD.w - 452, 56),
                "A table with names, for a spreadsheet: CSV",
                size=26,
                colour="ink2",
                align="right",
                valign="middle",
            ),
        ]
        if not self.classes:
            words = "There are no classes yet. Bring in a class list first."
            room = Rect(CARD.x + 32, CARD.y + 120, CARD.w - 64, 60)
            return [*widgets, Words("no-classes", room, words, 30, colour="ink2")]
        wide, high, gap = (CARD.w - 48 - 32) / 3, 116.0, 16.0
        cells = [
            Rect(CARD.x + 24 + place % 3 * (wide + gap), CARD.y + 92 + place // 3 * (high + gap), wide, high)
            for place in range(CLASSES)
        ]
        for cell, place in zip(cells, self.pages.shown, strict=False):
            group = self.classes[place]
            note = "1 pupil" if group.size == 1 else f"{group.size} pupils"
            tap = lambda class_id=group.id: Leave(ExportClass(class_id))  # noqa: E731
            widgets.append(Row(f"class-{group.id}", cell, group.title, tap, note=note, icon="export", size=32))
        return widgets + self.pages.button(cells[-1], "classes")

    def _closing(self) -> list[Widget]:
        box = Rect(410, 330, 1100, 420)
        return [
            *over(box),
            Words("ask", Rect(box.x + 60, box.y + 60, 980, 60), "Close the kiosk?", 52, 700, valign="middle"),
            Words(
                "ask-why",
                Rect(box.x + 60, box.y + 144, 980, 60),
                "Everything is saved. To open it again, start the program.",
                size=32,
                colour="ink2",
            ),
            Button(
                "no",
                Rect(box.x + 60, box.y + 260, 440, ACTION_H),
                "No, go back",
                self._stay,
                kind="quiet",
                icon="back",
                size=36,
            ),
            Button(
                "yes",
                Rect(box.x + 560, box.y + 260, 480, ACTION_H),
                "Yes, close it",
                lambda: Leave(CloseKiosk()),
                icon="lock",
                size=38,
            ),
        ]
