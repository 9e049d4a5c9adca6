"""The access log: who did what with the records, and whether anybody has touched the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.records.rows import AccessRow, StaffRow
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SCHOOL_TIME,
    TOP,
    WIDTH,
    Short,
    StaffPage,
    action,
    card,
    icon,
    line,
    title,
)
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Widget, Words

LINES = 10
ICONS = {
    "export": "export",
    "sign-in": "person",
    "launch": "play",
    "erase": "bin",
    "void": "undo",
    "restored": "rewind",
}


@dataclass(frozen=True)
class Older:
    """The lines before that one."""

    before_seq: int


@dataclass(frozen=True)
class Newest:
    pass


class AccessLog(StaffPage):
    """`head_code` closes the log as it stands and is printed on every export; `faults`: what does not fit it."""

    def __init__(
        self, staff: StaffRow, rows: Sequence[AccessRow], head_code: str, faults: Sequence[str], *, first: bool = True
    ) -> None:
        super().__init__(staff, "school")
        self.rows = tuple(rows)
        self.head_code = head_code
        self.faults = tuple(faults)
        self.first = first

    def view(self, now: float) -> list[Widget]:
        whole = "Nobody has changed a line" if not self.faults else self.faults[0]
        widgets: list[Widget] = [*self.header(), *title("Access log", f"{whole}. Code {self.head_code}.", along=0.3)]
        box = Rect(LEFT, TOP + 62, WIDTH, BOTTOM - TOP - 62)
        widgets.append(card("log", box))
        pitch = (box.h - 24) / LINES
        for place, row in enumerate(self.rows[:LINES]):
            y = box.y + 12 + place * pitch
            if place:
                widgets.append(line(f"line-{place}", box.x + 24, y, box.w - 48))
            at = row.at.astimezone(SCHOOL_TIME)
            when = f"{at.day} {at:%b %Y, %H:%M}"
            widgets += [
                Words(
                    f"at-{place}",
                    Rect(box.x + 28, y, 262, pitch),
                    when,
                    26,
                    colour="ink2",
                    valign="middle",
                    shrink_to=22,
                ),
                icon(f"icon-{place}", ICONS.get(row.what, "list"), (box.x + 316, y + pitch / 2), 32),
                Short(f"who-{place}", Rect(box.x + 352, y, 410, pitch), row.who or "By command", 26, 600),
                Short(f"said-{place}", Rect(box.x + 786, y, box.w - 814, pitch), row.said, 26),
            ]
        if not self.rows:
            widgets.append(Words("none", box.inset(40, 40), "Nothing yet.", 30, colour="ink2"))
        widgets.append(action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back"))
        if not self.first:
            room = Rect(RIGHT - 800, ACTION_Y, 380, ACTION_H)
            widgets.append(action("newest", room, "Newest", lambda: Leave(Newest()), icon="up"))
        if len(self.rows) > LINES:
            room = Rect(RIGHT - 396, ACTION_Y, 396, ACTION_H)
            last = self.rows[LINES - 1].seq
            widgets.append(action("older", room, "Older", lambda: Leave(Older(last)), icon="down"))
        return widgets
