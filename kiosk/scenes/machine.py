"""What is wrong with this machine, and what to do about it."""

from collections.abc import Sequence
from typing import Literal, Protocol

from kiosk.records.rows import StaffRow
from kiosk.scenes.page import Back
from kiosk.scenes.staff import ACTION_H, ACTION_Y, LEFT, RIGHT, WIDTH, Pages, Row, StaffPage, action, title
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Widget

LINES = 5


class Seen(Protocol):
    """What was looked at, how it is, and what to do where it is not well."""

    @property
    def what(self) -> str: ...
    @property
    def state(self) -> Literal["ok", "look", "fix"]: ...
    @property
    def found(self) -> str: ...
    @property
    def do(self) -> str: ...


class Machine(StaffPage):
    """What is to be put right comes first."""

    def __init__(self, staff: StaffRow, seen: Sequence[Seen]) -> None:
        super().__init__(staff, "school")
        self.seen = sorted(seen, key=lambda each: ("fix", "look", "ok").index(each.state))
        self.pages = Pages(len(self.seen), LINES)

    def view(self, now: float) -> list[Widget]:
        wrong = sum(each.state != "ok" for each in self.seen)
        note = f"{wrong} to look at" if wrong else "All is well"
        widgets = [
            *self.header(),
            *title("This machine", f"{note}. The command “kiosk doctor” says more.", along=0.4),
        ]
        for place, number in enumerate(self.pages.shown):
            each = self.seen[number]
            told = f"{each.found[:1].upper()}{each.found[1:]} {each.do}".strip()
            widgets.append(
                Row(
                    f"seen-{number}",
                    Rect(LEFT, 272 + place * 126, WIDTH, 114),
                    each.what,
                    note=told,
                    kind="done" if each.state == "ok" else "look",
                    fill="unsure" if each.state == "fix" else "paper",
                    flat=True,
                    size=30,
                )
            )
        widgets += self.pages.button(Rect(RIGHT - 420, ACTION_Y, 420, ACTION_H), "lines")
        return [
            *widgets,
            action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back"),
        ]
