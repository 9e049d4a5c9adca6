"""The school: what the lead looks after for all of it, a card for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.records.rows import School, StaffRow, said_year
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    GoTo,
    Row,
    Short,
    StaffPage,
    action,
    asleep,
    cells,
    heading,
    over,
    sign,
    title,
)
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

Room = Literal["lists", "new-year", "classes", "people", "terms", "tell", "copies", "letting-go", "log", "machine"]
ROOMS: Mapping[Room, tuple[str, str, str]] = {
    "lists": ("Bring in a class list", "class lists", "folder"),
    "new-year": ("New school year", "the new school year", "mover"),
    "classes": ("Classes: who signs", "who signs", "pen"),
    "people": ("Staff and codes", "staff and codes", "key"),
    "terms": ("Terms and the cycle", "term dates", "calendar"),
    "tell": ("Tell an adult: the words", "Tell an adult", "hand"),
    "copies": ("Kept safe: copies", "the copies", "drive"),
    "letting-go": ("Letting go in time", "letting go", "bin"),
    "log": ("Access log", "the access log", "list"),
    "machine": ("This machine", "this machine", "shield"),
}
"""What each is called, by itself and after "Next:", and its icon."""
BEGIN: Mapping[Room, str] = {
    "lists": "Bring in the class lists",
    "terms": "Look at the term dates",
    "tell": "Look at the words of Tell an adult",
}
"""What a school that is new to the kiosk does first, in this order."""
ACROSS, DOWN = 4, 3
WAITING = 3
"""How many of the things that wait are named."""


@dataclass(frozen=True)
class GoIn:
    room: Room


@dataclass(frozen=True)
class CloseKiosk:
    """The program ends."""


class SchoolHome(StaffPage):
    """`notes`: what is to be known of a room before going in; only rooms that are in it are shown. `look`: the rooms in
    which something waits. The way to the first of them is the main action."""

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
        year = said_year(school.school_year)
        page = [
            *self.header(),
            *title(school.name, f"{school.half_term}, {year}, year {school.cycle_year} of the cycle"),
        ]
        page += [*self._rooms(), *self._waiting(), *self._actions()]
        return [*asleep(page), *self._question()] if self.closing else page

    @property
    def _cells(self) -> list[Rect]:
        return cells(Rect(LEFT, TOP + 66, WIDTH, BOTTOM - TOP - 66), ACROSS, DOWN)

    def _rooms(self) -> list[Widget]:
        widgets: list[Widget] = []
        for cell, (room, note) in zip(self._cells, self.notes.items(), strict=False):
            label, _, icon = ROOMS[room]
            look = room in self.look
            widgets.append(
                Row(
                    f"room-{room}",
                    cell,
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

    @property
    def _beginning(self) -> bool:
        """Whether something is left of what a new school does first."""
        return any(room in self.look for room in BEGIN)

    @property
    def _next(self) -> Room | None:
        """Where to go first."""
        order = [*BEGIN, *self.notes]
        return next((room for room in order if room in self.look), None)

    def _waiting(self) -> list[Widget]:
        """What waits, in the place that the rooms leave."""
        first, last = self._cells[len(self.notes)], self._cells[-1]
        box = Rect(first.x, first.y, last.right - first.x, last.bottom - first.y)
        inner = Rect(box.x + 32, box.y + 14, box.w - 64, box.h - 28)
        head = Rect(inner.x, inner.y, inner.w, 46)
        widgets: list[Widget] = [Panel("waiting", box, "paper", edge="off_edge", radius=32, dashed=True)]
        if not self.look:
            think = Rect(inner.x, inner.y + 6, 150, inner.h - 12)
            told = Rect(inner.x + 178, inner.y, inner.w - 178, inner.h)
            return [
                *widgets,
                Image("think", think, Part("mascots/think-happy"), fit="contain"),
                Words("all-well", told, "Nothing waits for you here.", 32, 600, valign="middle", leading=1.3),
            ]
        if self._beginning:
            lines = [(label, "not-yet" if room in self.look else "done") for room, label in BEGIN.items()]
            widgets.append(heading("waiting-title", head, "To begin with", 32))
        else:
            lines = [(ROOMS[room][0], "look") for room in self.notes if room in self.look]
            title = "One thing waits for you" if len(lines) == 1 else f"{len(lines)} things wait for you"
            if len(lines) > WAITING:
                lines = [*lines[: WAITING - 1], (f"and {len(lines) - WAITING + 1} more", "look")]
            widgets.append(heading("waiting-title", head, title, 32))
        for place, (label, kind) in enumerate(lines):
            y = inner.y + 66 + place * 40
            widgets += [
                sign(f"waits-sign-{place}", kind, (inner.x + 20, y), 34),
                Short(f"waits-{place}", Rect(inner.x + 52, y - 20, inner.w - 52, 40), label, 28),
            ]
        return widgets

    def _actions(self) -> list[Widget]:
        close = Rect(LEFT, ACTION_Y, 420, ACTION_H)
        go = Rect(RIGHT - 560, ACTION_Y, 560, ACTION_H)
        room = self._next
        if room is None:
            main = action("start", go, "Start a lesson", lambda: Leave(GoTo("start")), icon="play", main=True)
        else:
            main = action("next", go, f"Next: {ROOMS[room][1]}", lambda: Leave(GoIn(room)), icon="next", main=True)
        return [action("close", close, "Close the kiosk", self._ask, icon="lock"), main]

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
