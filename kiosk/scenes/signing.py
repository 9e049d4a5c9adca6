"""The agreement: how many of each class have signed, whose slips are back, and the wording in force. No names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.records.rows import AgreementVersionRow, ClassRow, Counts, SignedRow, StaffRow, full_date
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    GoTo,
    Pages,
    Row,
    StaffPage,
    action,
    bar,
    card,
    heading,
    line,
    nothing,
    stat,
)
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Widget, Words

SIDE_X = 1240.0
ACROSS, DOWN = 2, 4


@dataclass(frozen=True)
class OpenSigners:
    """One class, by name."""

    class_id: str


@dataclass(frozen=True)
class WhatChanged:
    """The wording in force beside the one before it."""


@dataclass(frozen=True)
class PrintSlips:
    """To the slips for the parents."""


class AgreementDesk(StaffPage):
    """`slips`: how many of each class's slips are back, by the class's id. `versions`: newest first."""

    def __init__(
        self,
        staff: StaffRow,
        counts: Counts,
        classes: Sequence[ClassRow],
        signing: Sequence[SignedRow],
        slips: dict[str, int],
        versions: Sequence[AgreementVersionRow],
        *,
        running: bool = False,
    ) -> None:
        super().__init__(staff, "agreement", running=running)
        self.counts = counts
        self.classes = tuple(classes)
        self.signed = {row.class_id: row for row in signing}
        self.slips = slips
        self.versions = tuple(versions)
        room = ACROSS * DOWN
        self.pages = Pages(len(self.classes), room if len(self.classes) <= room else room - 1)

    def view(self, now: float) -> list[Widget]:
        return [*self.header(), *self._numbers(), *self._groups(), *self._wording(), *self._actions()]

    def _numbers(self) -> list[Widget]:
        counts = self.counts
        signing = counts.signed + counts.not_signed
        return [
            stat("stat-signed", Rect(LEFT, TOP, 360, 116), f"{counts.signed} of {signing}", "signed", "signed"),
            stat("stat-unsure", Rect(LEFT + 380, TOP, 360, 116), counts.not_sure, "not sure yet", "not-sure"),
            stat(
                "stat-slips",
                Rect(LEFT + 760, TOP, 360, 116),
                f"{counts.slips_back} of {counts.slips_due}",
                "slips back",
                "to-sign",
            ),
        ]

    def _groups(self) -> list[Widget]:
        if not self.classes:
            box = Rect(LEFT, TOP + 144, SIDE_X - 24 - LEFT, BOTTOM - TOP - 144)
            return nothing(box, "There are no classes yet. First bring in a class list.", "think-wait")
        wide, high, gap = 552.0, 124.0, 16.0
        cells = [
            Rect(LEFT + place % ACROSS * (wide + gap), TOP + 144 + place // ACROSS * (high + gap), wide, high)
            for place in range(ACROSS * DOWN)
        ]
        widgets: list[Widget] = []
        for cell, place in zip(cells, self.pages.shown, strict=False):
            group = self.classes[place]
            tap = partial(Leave, OpenSigners(group.id))
            note = f"{self._told(group)}, {self.slips.get(group.id, 0)} slips back"
            row = self.signed.get(group.id)
            done = row is not None and row.signed == row.size
            widgets.append(
                Row(f"class-{group.id}", cell, group.title, tap, note=note, kind="done" if done else "to-sign", size=34)
            )
        return widgets + self.pages.button(cells[-1], "classes")

    def _told(self, group: ClassRow) -> str:
        row = self.signed.get(group.id)
        if row is None:
            return "Parents only"
        return f"{row.signed} of {row.size} signed" if row.begun else f"0 of {row.size}, not begun"

    def _wording(self) -> list[Widget]:
        box = Rect(SIDE_X, TOP, RIGHT - SIDE_X, BOTTOM - TOP)
        in_force = [version for version in self.versions if version.in_force]
        if not in_force:
            words = "No class has been asked to sign yet. The wording is kept with the first launch of the agreement."
            return nothing(box, words, "think-calm", "no-wording")
        widgets: list[Widget] = [card("wording", box)]
        inner = Rect(box.x + 32, box.y + 24, box.w - 64, box.h - 48)
        version = in_force[0]
        widgets.append(heading("version", Rect(inner.x, inner.y, inner.w, 48), f"Wording {version.version}", 38))
        since = f"in use since {full_date(version.from_on)}"
        widgets.append(Words("since", Rect(inner.x, inner.y + 56, inner.w, 36), since, 28, colour="ink2"))
        widgets.append(line("line", inner.x, inner.y + 112, inner.w))
        statements = [text for _, text in version.parts[-3:]]
        y = inner.y + 132
        for place, text in enumerate(statements):
            high = 34.0 * (1 + len(text) // 36)
            widgets.append(Words(f"statement-{place}", Rect(inner.x, y, inner.w, high), text, SMALLEST, leading=1.3))
            y += high + 24
        part = version.signed / version.of if version.of else 0.0
        told = f"{version.signed} of {version.of} signed under it"
        widgets += [
            Words("under", Rect(inner.x, inner.bottom - 84, inner.w, 36), told, 28, 600),
            bar("bar", Rect(inner.x, inner.bottom - 32, inner.w, 22), part),
        ]
        return widgets

    def _actions(self) -> list[Widget]:
        widgets: list[Widget] = []
        room = Rect(LEFT, ACTION_Y, 460, ACTION_H)
        if self.classes:
            widgets.append(action("slips", room, "Print parents’ slips", lambda: Leave(PrintSlips()), icon="print"))
        else:
            widgets.append(action("school", room, "To the school", lambda: Leave(GoTo("school")), icon="school"))
        if len(self.versions) > 1:
            room = Rect(SIDE_X, ACTION_Y, RIGHT - SIDE_X, ACTION_H)
            widgets.append(action("changed", room, "What changed", lambda: Leave(WhatChanged()), icon="list"))
        return widgets
