"""The school: what the lead looks after for all of it, a card for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.records.rows import School, StaffRow
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Row,
    StaffPage,
    action,
    asleep,
    over,
    title,
)
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

Room = Literal["lists", "new-year", "classes", "people", "terms", "tell", "copies", "letting-go", "log", "machine"]
ROOMS: Mapping[Room, tuple[str, str]] = {
    "lists": ("Bring in a class list", "folder"),
    "new-year": ("New school year", "mover"),
    "classes": ("Classes: who signs", "pen"),
    "people": ("Staff and codes", "key"),
    "terms": ("Terms and the cycle", "calendar"),
    "tell": ("Tell an adult: the words", "hand"),
    "copies": ("Kept safe: copies", "drive"),
    "letting-go": ("Letting go in time", "bin"),
    "log": ("Access log", "list"),
    "machine": ("This machine", "shield"),
}
"""What each is called, and its icon."""
COLUMNS = 3


@dataclass(frozen=True)
class GoIn:
    room: Room


@dataclass(frozen=True)
class CloseKiosk:
    """The program ends."""


class SchoolHome(StaffPage):
    """`notes`: what is to be known of a room before going in; only rooms that are in it are shown. `look`: the rooms in
    which something waits."""

    def __init__(
        self,
        staff: StaffRow,
        school: School,
        notes: Mapping[Room, str],
        look: frozenset[Room] = frozenset(),
        *,
        running: bool = False,
    ) -> None:
        super().__init__(staff, "school", running=running)
        self.school = school
        self.notes = notes
        self.look = look
        self.closing = False

    def _ask(self) -> Outcome | None:
        self.closing = True
        return None

    def _stay(self) -> Outcome | None:
        self.closing = False
        return None

    def view(self, now: float) -> list[Widget]:
        school = self.school
        year = f"{school.school_year - 1}/{school.school_year % 100:02}"
        page = [
            *self.header(),
            *title(school.name, f"{school.half_term}, {year}, year {school.cycle_year} of the cycle"),
        ]
        page += [*self._rooms(), *self._actions()]
        return [*asleep(page), *self._question()] if self.closing else page

    def _rooms(self) -> list[Widget]:
        gap, high = 20.0, 136.0
        wide = (WIDTH - gap * (COLUMNS - 1)) / COLUMNS
        widgets: list[Widget] = []
        for place, (room, note) in enumerate(self.notes.items()):
            label, icon = ROOMS[room]
            x, y = LEFT + place % COLUMNS * (wide + gap), TOP + 70 + place // COLUMNS * (high + gap)
            look = room in self.look
            widgets.append(
                Row(
                    f"room-{room}",
                    Rect(x, y, wide, high),
                    label,
                    lambda room=room: Leave(GoIn(room)),
                    note=note,
                    kind="look" if look else "",
                    icon="" if look else icon,
                    fill="unsure" if look else "paper",
                    size=34,
                )
            )
        return widgets

    def _actions(self) -> list[Widget]:
        room = Rect(RIGHT - 460, ACTION_Y, 460, ACTION_H)
        return [action("close", room, "Close the kiosk", self._ask, icon="lock")]

    def _question(self) -> list[Widget]:
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
