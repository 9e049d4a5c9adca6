"""Staff and their codes: who may sign in, a new code for one who forgot, somebody who covers for a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from kiosk.records.rows import StaffEntry, StaffRow
from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SCHOOL_TIME,
    SMALLEST,
    TOP,
    Pages,
    Row,
    StaffPage,
    action,
    card,
    heading,
    icon,
    initial,
    nothing,
    title,
)
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Panel, Widget, Words

LIST_W = 1080.0
PEOPLE = 10
TINTS = ("sky", "peach", "mint", "rose", "lilac", "apricot")


@dataclass(frozen=True)
class NewCodeFor:
    """One that is handed over; its owner chooses another at the sign-in."""

    staff_id: str


@dataclass(frozen=True)
class HasLeft:
    """They may not sign in any more; what they did stays under their name."""

    staff_id: str


@dataclass(frozen=True)
class AddPerson:
    """On to the name. `cover`: for today alone."""

    cover: bool


@dataclass(frozen=True)
class Named:
    name: str
    cover: bool


@dataclass(frozen=True)
class NewSealedCode:
    """The one in the safe was used, lost or read."""


class People(StaffPage):
    def __init__(self, staff: StaffRow, entries: Sequence[StaffEntry]) -> None:
        super().__init__(staff, "school")
        self.entries = tuple(entries)
        self.chosen: StaffEntry | None = None
        self.leaving = False
        total = len(self.entries)
        self.pages = Pages(total, PEOPLE if total <= PEOPLE else PEOPLE - 1)

    def _pick(self, entry: StaffEntry) -> Outcome | None:
        self.chosen, self.leaving = entry, False
        return None

    def _ask(self) -> Outcome | None:
        self.leaving = True
        return None

    def view(self, now: float) -> list[Widget]:
        note = "Everybody has a code of their own, so that the records can say who did what."
        widgets = [*self.header(), *title("Staff and codes", note, along=0.3)]
        wide, high = (LIST_W - 16) / 2, 112.0
        cells = [
            Rect(LEFT + place % 2 * (wide + 16), 272 + place // 2 * (high + 14), wide, high) for place in range(PEOPLE)
        ]
        for cell, number in zip(cells, self.pages.shown, strict=False):
            entry = self.entries[number]
            widgets.append(
                Row(
                    f"staff-{entry.person.id}",
                    cell,
                    entry.person.name,
                    lambda entry=entry: self._pick(entry),
                    note=_about(entry),
                    initial=initial(entry.person.name),
                    tint=TINTS[number % len(TINTS)],
                    chosen=entry == self.chosen,
                    size=30,
                )
            )
        widgets += self.pages.button(cells[-1], "staff")
        return [*widgets, *self._side(), *self._actions()]

    def _side(self) -> list[Widget]:
        x = LEFT + LIST_W + 32
        box = Rect(x, TOP + 66, RIGHT - x, BOTTOM - TOP - 66)
        inner = box.inset(32, 24)
        entry = self.chosen
        if entry is None:
            return nothing(box, "Tap a name for a new code, or when somebody has left.", "think-wait")
        widgets: list[Widget] = [card("side", box)]
        person = entry.person
        seen = f"Last signed in on {_when(entry.last_in)}." if entry.last_in else "Has not signed in yet."
        widgets += [
            heading("name", Rect(inner.x, inner.y, inner.w, 52), person.name, 36),
            Words("seen", Rect(inner.x, inner.y + 66, inner.w, 70), seen, SMALLEST, colour="ink2", leading=1.35),
        ]
        if entry.wait_s > 0:
            waits = f"Ten codes were wrong: the next try is in {round(entry.wait_s / 60) or 1} min."
            widgets.append(Words("waits", Rect(inner.x, inner.y + 142, inner.w, 70), waits, SMALLEST, 600, "ochre"))
        assert self.staff is not None
        if person.id == self.staff.id:
            room = Rect(inner.x, inner.y + 220, inner.w, 200)
            words = "This is you. A lost passphrase is replaced with the sealed code, at the sign-in."
            return [*widgets, Words("you", room, words, SMALLEST, colour="ink2", leading=1.35)]
        new = Rect(inner.x, inner.y + 230, inner.w, 112)
        tap = partial(Leave, NewCodeFor(person.id))
        widgets.append(Button("new-code", new, "New code", tap, kind="quiet", icon="key", size=32))
        gone = Rect(inner.x, inner.y + 362, inner.w, 112)
        if self.leaving:
            left = partial(Leave, HasLeft(person.id))
            widgets.append(Button("left", gone, "Yes, has left", left, kind="danger", icon="leaver", size=32))
        else:
            widgets.append(Button("leave", gone, "Has left…", self._ask, kind="quiet", icon="leaver", size=32))
        return widgets

    def _actions(self) -> list[Widget]:
        return [
            action("back", Rect(LEFT, ACTION_Y, 240, ACTION_H), "Back", lambda: Leave(Back()), icon="back"),
            action(
                "sealed",
                Rect(360, ACTION_Y, 440, ACTION_H),
                "New sealed code",
                lambda: Leave(NewSealedCode()),
                icon="letter",
            ),
            action(
                "cover",
                Rect(824, ACTION_Y, 460, ACTION_H),
                "Cover for today",
                lambda: Leave(AddPerson(True)),
                icon="calendar",
            ),
            action(
                "add",
                Rect(RIGHT - 508, ACTION_Y, 508, ACTION_H),
                "Add a teacher",
                lambda: Leave(AddPerson(False)),
                icon="plus",
                main=True,
            ),
        ]


def _about(entry: StaffEntry) -> str:
    if entry.person.cover_on is not None:
        return f"Cover on {entry.person.cover_on.day} {entry.person.cover_on:%B}"
    return "Computing lead" if entry.person.role == "lead" else "Teacher"


def _when(at: datetime) -> str:
    local = at.astimezone(SCHOOL_TIME)
    return f"{local.day} {local:%B}, {local:%H:%M}"


class NamePerson(StaffPage):
    """The name of somebody new. `refused`: why the last one could not be taken."""

    takes_text = True

    def __init__(self, staff: StaffRow, *, cover: bool, refused: str = "") -> None:
        super().__init__(title="Who covers today?" if cover else "A new teacher")
        self.cover = cover
        self.refused = refused
        self.entry = Entry("name", "Their name, as pupils say it", capitals=True, icon="person", most=80)
        self.typing = Typing(self.entry)
        self.typing.keys_up = True

    def typed(self, key: TypedKey) -> Outcome | None:
        if key.name in ("return", "enter"):
            return self._keep() if self.entry.value.strip() else None
        if key.name == "escape":
            return Leave(Back())
        self.typing.typed(key)
        return None

    def _keep(self) -> Outcome | None:
        return Leave(Named(self.entry.value.strip(), self.cover))

    def view(self, now: float) -> list[Widget]:
        ready = bool(self.entry.value.strip())
        told = self.refused or "A code for them is made up by the kiosk and shown once, for you to hand over."
        close = Button(
            "back", Rect(1594, 46, 230, 112), "Back", lambda: Leave(Back()), kind="navy", icon="back", size=32
        )
        keep = Rect(1424, 250, RIGHT - 1424, 112)
        button = (
            Button("keep", keep, "Add", self._keep, icon="tick", size=36)
            if ready
            else Button("keep", keep, "Add", None, kind="off", size=36)
        )
        sign = "warn" if self.refused else "key"
        return [
            *self.header(),
            close,
            self.typing.field(self.entry, Rect(LEFT, 250, 1304, 112)),
            button,
            icon("told-icon", sign, (LEFT + 20, 394), 38, "ochre" if self.refused else "ink2", "cream"),
            Words(
                "told",
                Rect(LEFT + 52, 374, RIGHT - LEFT - 52, 40),
                told,
                28,
                600 if self.refused else 400,
                valign="middle",
                shrink_to=SMALLEST,
            ),
            *self.typing.keyboard(),
        ]


@dataclass(frozen=True)
class Handed:
    """It has been written down."""


class CodeToHandOver(StaffPage):
    """A code that is shown once. `note` says how long it works."""

    idle = "staff"

    def __init__(self, name: str, code: str, note: str) -> None:
        super().__init__(title="Shown once")
        self.name, self.code, self.note = name, code, note

    def view(self, now: float) -> list[Widget]:
        box = Rect(360, 256, 1200, 560)
        return [
            *self.header(),
            card("card", box),
            Words(
                "for",
                Rect(box.x + 60, box.y + 56, 1080, 56),
                f"The code of {self.name}",
                40,
                600,
                align="centre",
                valign="middle",
                shrink_to=28,
            ),
            Panel("code-box", Rect(box.x + 160, box.y + 150, 880, 190), "unsure", edge="ochre", radius=36, dashed=True),
            Words(
                "code",
                Rect(box.x + 190, box.y + 150, 820, 190),
                self.code,
                96,
                700,
                align="centre",
                valign="middle",
                shrink_to=48,
            ),
            Words(
                "note",
                Rect(box.x + 100, box.y + 384, 1000, 130),
                self.note,
                30,
                colour="ink2",
                align="centre",
                leading=1.4,
            ),
            action(
                "handed",
                Rect(1140, ACTION_Y, 420, ACTION_H),
                "Written down",
                lambda: Leave(Handed()),
                icon="tick",
                main=True,
            ),
        ]
