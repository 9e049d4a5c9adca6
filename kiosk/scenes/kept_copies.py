"""Kept safe: the copies of the records, trying one out, and going back to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.records.rows import BackupRow, Drill, StaffRow, full_date
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    Pages,
    Row,
    StaffPage,
    action,
    asleep,
    card,
    heading,
    line,
    nothing,
    over,
    sign,
    title,
)
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

LIST_W = 900.0
COPIES = 5
KEPT = {
    "daily": "kept as one of the last seven days",
    "weekly": "kept as one of the last four weeks",
    "termly": "kept as one of the last three terms",
    "older": "goes with the next copy",
}


@dataclass(frozen=True)
class CopyNow:
    pass


@dataclass(frozen=True)
class TryOut:
    """The newest copy is restored in a folder of its own and compared."""


@dataclass(frozen=True)
class GoBackTo:
    """The records become what that copy has."""

    path: Path


class KeptCopies(StaffPage):
    """`told`: what came of the last thing that was done here."""

    def __init__(
        self,
        staff: StaffRow,
        copies: Sequence[BackupRow],
        drill: Drill | None,
        told: str = "",
        *,
        running: bool = False,
    ) -> None:
        super().__init__(staff, "school", running=running)
        self.copies = tuple(copies)
        self.drill = drill
        self.told = told
        self.chosen: BackupRow | None = None
        self.asking = False
        self.pages = Pages(len(self.copies), COPIES if len(self.copies) <= COPIES else COPIES - 1)

    def _pick(self, row: BackupRow) -> Outcome | None:
        self.chosen = row
        return None

    def _ask(self) -> Outcome | None:
        self.asking = True
        return None

    def _stay(self) -> Outcome | None:
        self.asking = False
        return None

    def view(self, now: float) -> list[Widget]:
        page = [
            *self.header(),
            *title("Kept safe", "A copy is made and checked whenever a class is closed.", along=0.4),
            *self._list(),
            *self._side(),
            *self._actions(),
        ]
        return [*asleep(page), *self._question()] if self.asking else page

    def _list(self) -> list[Widget]:
        cells = [Rect(LEFT, 272 + place * 126, LIST_W, 112) for place in range(COPIES)]
        if not self.copies:
            box = Rect(LEFT, 272, LIST_W, BOTTOM - 272)
            return nothing(box, "There is no copy yet. Make the first one now.", "think-thinking")
        widgets: list[Widget] = []
        for cell, number in zip(cells, self.pages.shown, strict=False):
            row = self.copies[number]
            note = f"{row.megabytes:.1f} MB, {KEPT[row.kept_as]}"
            widgets.append(
                Row(
                    f"copy-{number}",
                    cell,
                    full_date(row.on),
                    lambda row=row: self._pick(row),
                    note=note,
                    icon="drive",
                    end="ring",
                    chosen=row == self.chosen,
                    size=32,
                )
            )
        return widgets + self.pages.button(cells[-1], "copies")

    def _side(self) -> list[Widget]:
        x = LEFT + LIST_W + 32
        box = Rect(x, TOP + 66, RIGHT - x, BOTTOM - TOP - 66)
        inner = box.inset(36, 28)
        drill = self.drill
        if drill is None:
            told, kind = "A restore has not been tried out yet. Once a term is a good habit.", "look"
        else:
            told, kind = str(drill), "done" if drill.fine else "look"
        widgets: list[Widget] = [
            card("side", box),
            heading("drill-title", Rect(inner.x, inner.y, inner.w, 48), "Would a copy really work?"),
            sign("drill-sign", kind, (inner.x + 24, inner.y + 100), 46),
            Words("drill", Rect(inner.x + 66, inner.y + 78, inner.w - 66, 170), told, SMALLEST, leading=1.35),
            Button(
                "try-out",
                Rect(inner.x, inner.y + 262, inner.w, 112),
                "Try a restore out",
                (lambda: Leave(TryOut())) if self.copies else None,
                kind="quiet" if self.copies else "off",
                icon="same",
                size=32,
            ),
        ]
        if self.told:
            y = inner.y + 400
            widgets += [
                line("told-line", inner.x, y, inner.w),
                Words("told", Rect(inner.x, y + 20, inner.w, inner.bottom - y - 20), self.told, SMALLEST, leading=1.35),
            ]
        return widgets

    def _actions(self) -> list[Widget]:
        back = action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back")
        copy = Rect(384, ACTION_Y, 440, ACTION_H)
        go = Rect(RIGHT - 620, ACTION_Y, 620, ACTION_H)
        label = "A lesson is open: end it first" if self.running else "Go back to this copy"
        ready = self.chosen is not None and not self.running
        return [
            back,
            action("copy", copy, "Make a copy now", lambda: Leave(CopyNow()), icon="drive"),
            action(
                "go-back",
                go,
                label if self.chosen else "Choose a copy",
                self._ask if ready else None,
                icon="rewind",
                main=True,
            ),
        ]

    def _question(self) -> list[Widget]:
        assert self.chosen is not None
        done = GoBackTo(self.chosen.path)
        box = Rect(360, 280, 1200, 520)
        return [
            *over(box),
            Words(
                "ask",
                Rect(box.x + 60, box.y + 56, 1080, 60),
                f"Go back to {full_date(self.chosen.on)}?",
                46,
                700,
                valign="middle",
                shrink_to=30,
            ),
            Words(
                "ask-why",
                Rect(box.x + 60, box.y + 140, 1080, 190),
                "What was recorded since then will not be in the records any more. The present file is kept beside "
                "them. Staff codes will be those of that day. Whoever was erased stays erased.",
                30,
                colour="ink2",
                leading=1.4,
            ),
            Button(
                "no",
                Rect(box.x + 60, box.bottom - 160, 480, ACTION_H),
                "Stay as it is",
                self._stay,
                kind="quiet",
                icon="back",
                size=34,
            ),
            Button(
                "yes",
                Rect(box.x + 580, box.bottom - 160, 560, ACTION_H),
                "Passphrase, then go back",
                lambda: Leave(done),
                kind="danger",
                icon="key",
                size=34,
            ),
        ]
