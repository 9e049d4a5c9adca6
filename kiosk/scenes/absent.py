"""The end of a lesson for the whole class: who was away? Everybody else is recorded as taught together."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.records.rows import LaunchRow, StaffRow, TurnRow
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SIDE_W,
    SIDE_X,
    TOGETHER,
    TOP,
    Pages,
    Pupil,
    StaffPage,
    action,
    card,
    icon,
    line,
    names_grid,
    sign,
    title,
)
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Widget, Words


@dataclass(frozen=True)
class Away:
    pupil_ids: tuple[str, ...]


class Absent(StaffPage):
    """Those who were marked away during the lesson are marked already."""

    def __init__(self, staff: StaffRow, launch: LaunchRow, turns: Sequence[TurnRow]) -> None:
        super().__init__(staff, "live")
        self.launch = launch
        self.turns = tuple(turns)
        self.away = {turn.pupil.id for turn in self.turns if turn.status == "away"}
        self.cells, room = names_grid(len(self.turns))
        self.pages = Pages(len(self.turns), room if len(self.turns) <= room else room - 1)

    def _turn(self, pupil_id: str) -> Outcome | None:
        self.away ^= {pupil_id}
        return None

    def _record(self) -> Outcome | None:
        return Leave(Away(tuple(turn.pupil.id for turn in self.turns if turn.pupil.id in self.away)))

    def view(self, now: float) -> list[Widget]:
        widgets = [
            *self.header(),
            *title("Who was away?", "Tap only the children who were not here.", wide=SIDE_X - 24 - LEFT, along=0.4),
        ]
        for cell, place in zip(self.cells, self.pages.shown, strict=False):
            pupil = self.turns[place].pupil
            widgets.append(
                Pupil(
                    f"pupil-{pupil.id}",
                    cell,
                    pupil.shown_name,
                    lambda pupil_id=pupil.id: self._turn(pupil_id),
                    avatar=Part(f"avatars/{pupil.avatar}"),
                    status="away" if pupil.id in self.away else "to-come",
                )
            )
        return [*widgets, *self.pages.button(self.cells[-1], "names"), *self._side(), *self._actions()]

    def _side(self) -> list[Widget]:
        taught, away = len(self.turns) - len(self.away), len(self.away)
        x = SIDE_X + 28
        wide = SIDE_W - 56
        return [
            card("side", Rect(SIDE_X, TOP, SIDE_W, BOTTOM - TOP)),
            Image("together", Rect(SIDE_X + 24, TOP + 24, SIDE_W - 48, 190), TOGETHER, radius=24),
            Words("taught", Rect(x, TOP + 236, 110, 84), str(taught), 72, 700, valign="middle"),
            Words(
                "taught-words",
                Rect(x + 112, TOP + 236, wide - 112, 84),
                "taught together",
                30,
                600,
                valign="middle",
                leading=1.15,
            ),
            sign("away-sign", "away", (x + 24, TOP + 366), 44),
            Words("away", Rect(x + 56, TOP + 336, 60, 60), str(away), 36, 700, valign="middle"),
            Words("away-words", Rect(x + 112, TOP + 336, wide - 112, 60), "to catch up", 28, 500, valign="middle"),
            line("line", x, TOP + 420, wide),
            Words(
                "meaning",
                Rect(x, TOP + 448, wide, 210),
                "The record says that they were taught, not that each of them showed it.",
                size=28,
                colour="ink2",
                leading=1.4,
            ),
        ]

    def _actions(self) -> list[Widget]:
        taught = len(self.turns) - len(self.away)
        return [
            action("back", Rect(LEFT, ACTION_Y, 420, ACTION_H), "Carry on", lambda: Leave(Back()), icon="back"),
            icon("undo-icon", "undo", (568, ACTION_Y + 56), 36, second="cream"),
            Words(
                "again",
                Rect(604, ACTION_Y, 740, ACTION_H),
                "Tapped by mistake? Tap the name again.",
                size=28,
                colour="ink2",
                valign="middle",
            ),
            action(
                "record",
                Rect(RIGHT - 460, ACTION_Y, 460, ACTION_H),
                f"Record {taught}",
                self._record,
                icon="tick",
                main=True,
            ),
        ]
