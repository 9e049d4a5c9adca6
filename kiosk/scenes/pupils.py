"""Finding one pupil: by class, or by letters of the name. No name is seen until it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.records.names import plain
from kiosk.records.rows import ClassRow, Known, PupilRow, StaffRow
from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    OpenRecord,
    Pages,
    Pupil,
    Row,
    StaffPage,
    action,
    heading,
    title,
)
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

ACROSS, DOWN = 4, 5
NAMES = 35
FOUND = 4
"""How many a search shows; more letters make it fewer."""


@dataclass(frozen=True)
class OpenNames:
    """The names of one class."""

    class_id: str


@dataclass(frozen=True)
class OpenFound(OpenRecord):
    """The record of somebody who was found by these letters."""

    sought: str


class FindPupil(StaffPage):
    """`known`: everybody in the records, leavers too, to be searched. `sought`: what who comes back had typed."""

    def __init__(
        self,
        staff: StaffRow,
        classes: Sequence[ClassRow],
        known: Sequence[Known],
        sought: str = "",
        *,
        running: bool = False,
    ) -> None:
        super().__init__(staff, "pupils", running=running)
        self.classes = tuple(classes)
        self.known = tuple(known)
        room = ACROSS * DOWN
        self.pages = Pages(len(self.classes), room if len(self.classes) <= room else room - 1)
        self.typing = Typing(Entry("name", "Some letters of the name", sought, capitals=True, icon="search", most=40))
        self.searching = bool(sought)

    @property
    def takes_text(self) -> bool:  # type: ignore[override]
        return self.searching

    def _search(self) -> Outcome | None:
        self.searching = True
        return None

    def _stop(self) -> Outcome | None:
        self.searching = False
        self.typing.entries[0].value = ""
        return None

    def typed(self, key: TypedKey) -> Outcome | None:
        if key.name == "escape":
            return self._stop()
        if key.name in ("return", "enter") and len(self.found) == 1:
            return self._open(self.found[0])
        self.typing.typed(key)
        return None

    def _open(self, who: Known) -> Outcome | None:
        return Leave(OpenFound(who.pupil_id, self.typing.entries[0].value))

    @property
    def found(self) -> list[Known]:
        """Whose name has all that was typed, in any order; from the second letter on."""
        wanted = plain(self.typing.entries[0].value).split()
        if sum(map(len, wanted)) < 2:
            return []
        return [who for who in self.known if _has(who, wanted)]

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        return [*self.header(), *(self._finding() if self.searching else self._groups())]

    def _groups(self) -> list[Widget]:
        widgets: list[Widget] = title("Whose record?", "Names are shown once you choose a class or search.", along=0.4)
        wide, high, gap = (WIDTH - 3 * 16) / ACROSS, 112.0, 16.0
        cells = [
            Rect(LEFT + place % ACROSS * (wide + gap), 272 + place // ACROSS * (high + gap), wide, high)
            for place in range(ACROSS * DOWN)
        ]
        for cell, place in zip(cells, self.pages.shown, strict=False):
            group = self.classes[place]
            note = "1 pupil" if group.size == 1 else f"{group.size} pupils"
            tap = partial(Leave, OpenNames(group.id))
            widgets.append(Row(f"class-{group.id}", cell, group.title, tap, note=note, kind="class", size=34))
        widgets += self.pages.button(cells[-1], "classes")
        room = Rect(RIGHT - 520, ACTION_Y, 520, ACTION_H)
        return [*widgets, action("search", room, "Search by name", self._search, icon="search", main=True)]

    def _finding(self) -> list[Widget]:
        found = self.found
        entry = self.typing.entries[0]
        widgets: list[Widget] = [
            Button("back", Rect(LEFT, 250, 240, 112), "Back", self._stop, kind="quiet", icon="back", size=32),
            self.typing.field(entry, Rect(360, 250, RIGHT - 360, 112)),
        ]
        if not found:
            typed = plain(entry.value)
            words = "Type two letters or more." if len(typed) < 2 else "Nobody has that name."
            widgets.append(Words("none", Rect(LEFT, 420, WIDTH, 60), words, 30, colour="ink2"))
        wide = (WIDTH - 16) / 2
        for place, who in enumerate(found[:FOUND]):
            rect = Rect(LEFT + place % 2 * (wide + 16), 388 + place // 2 * 126, wide, 112)
            where = f"{who.class_title}, has left" if who.left else who.class_title
            name = f"{who.given_name} {who.family_name}"
            tap = partial(self._open, who)
            widgets.append(Row(f"found-{who.pupil_id}", rect, name, tap, note=where, kind="pupil", size=32))
        if len(found) > FOUND:
            more = f"{len(found) - FOUND} more: type another letter."
            widgets.append(heading("more", Rect(LEFT, 640, WIDTH, 26), more, 26))
        return [*widgets, *self.typing.letters(676)]


class ClassNames(StaffPage):
    """The names of one class."""

    def __init__(self, staff: StaffRow, group: ClassRow, pupils: Sequence[PupilRow]) -> None:
        super().__init__(staff, "pupils")
        self.group = group
        self.pupils = tuple(pupils)
        self.pages = Pages(len(self.pupils), NAMES if len(self.pupils) <= NAMES else NAMES - 1)

    def view(self, now: float) -> list[Widget]:
        columns, gap, high = 7, 14.0, 112.0
        wide = (WIDTH - gap * (columns - 1)) / columns
        widgets: list[Widget] = [*self.header(), *title(self.group.title, "Tap a name for the whole record.")]
        cells = [
            Rect(LEFT + place % columns * (wide + gap), TOP + 64 + place // columns * (high + gap), wide, high)
            for place in range(NAMES)
        ]
        for rect, number in zip(cells, self.pages.shown, strict=False):
            pupil = self.pupils[number]
            tap = partial(Leave, OpenRecord(pupil.id))
            art = Part(f"avatars/{pupil.avatar}")
            widgets.append(Pupil(f"pupil-{pupil.id}", rect, pupil.shown_name, tap, avatar=art, status=""))
        widgets += self.pages.button(cells[-1], "names")
        room = Rect(LEFT, ACTION_Y, 420, ACTION_H)
        return [*widgets, action("back", room, "All classes", lambda: Leave(Back()), icon="back")]


def _has(who: Known, wanted: Sequence[str]) -> bool:
    names = plain(f"{who.given_name} {who.family_name}").replace("-", " ").split()
    return all(any(name.startswith(part) for name in names) for part in wanted)
