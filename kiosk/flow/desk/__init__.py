"""The lead's desk: what only the computing lead does while signed in. Each tab is a part of its own."""

from typing import NamedTuple

from kiosk.content.model import Book
from kiosk.flow.desk.agreement import Agreement
from kiosk.flow.desk.coverage import Coverage
from kiosk.flow.desk.export import Export
from kiosk.flow.desk.part import DeskPart
from kiosk.flow.desk.pupils import Pupils
from kiosk.flow.desk.school import School
from kiosk.flow.house import House
from kiosk.records.faults import StoreFault
from kiosk.records.rows import StaffRow
from kiosk.records.store import Store
from kiosk.scenes import notice, school, sign_in
from kiosk.scenes.staff import GoTo, Tab
from kiosk.ui.scene import Scene


class Place(NamedTuple):
    """Where the lead has been: what led to it, in which part, and the kind of screen that it is."""

    part: DeskPart
    result: object
    screen: type[Scene]


class DeskWork:
    """`closing`: the kiosk is to close."""

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow) -> None:
        self.store = store
        self.staff = staff
        self.closing = False
        self.parts: dict[Tab, DeskPart] = {tab: part(store, book, house, staff) for tab, part in PARTS.items()}
        for part in self.parts.values():
            part.tabs = self.parts.keys()
        self.at: DeskPart | None = None
        """The tab that the lead is at; None while they are in the room that every teacher has."""
        self._way: list[Place] = []
        """How the lead came to where they are, from the first screen of a tab."""
        self._screen: type[Scene] | None = None
        self._waiting: object | None = None
        """What is done once the passphrase has been given again."""

    def home(self) -> Scene:
        """The first tab; the school, until there is a class to look at."""
        return self._tab(next(iter(self.parts.values())) if self.store.classes() else self.parts["school"])

    def back(self) -> Scene:
        """Where the lead came from: the place before this one as it is now, or else the first screen of the tab."""
        if self._way and self._way[-1].screen is self._screen:
            self._way.pop()
        while self._way:
            place = self._way[-1]
            try:
                scene = place.part.after(place.result)
            except StoreFault:
                scene = None
            if type(scene) is place.screen:
                return self._shown(place.part, scene)
            # It is not there any more: a pupil who was erased, a file that was moved.
            self._way.pop()
        return self._shown(self.at, self.at.back()) if self.at is not None else self.home()

    def _tab(self, part: DeskPart) -> Scene:
        self._way.clear()
        return self._shown(part, part.home())

    def _shown(self, part: DeskPart, scene: Scene) -> Scene:
        self.at, self._screen = part, type(scene)
        return scene

    def after(self, result: object) -> Scene:
        match result:
            case GoTo(tab) if tab in self.parts:
                return self._tab(self.parts[tab])
            case GoTo():
                return self.home()
            case school.CloseKiosk():
                self.closing = True
                return self.home()
            case sign_in.Close():
                self._waiting = None
                return self.back()
            case notice.Over(then) if self.at is not None:
                return self._shown(self.at, then())
        if any(isinstance(result, part.guarded) for part in self.parts.values()):
            self._waiting = result
            self._screen = sign_in.SignIn
            return sign_in.SignIn((self.staff,), self.staff.id, title="Your passphrase once more")
        return self._done(result)

    def keep(self, event: object) -> Scene | None:
        kept = (part.keep(event) for part in self.parts.values())
        return next((scene for scene in kept if scene is not None), None)

    def confirmed(self) -> Scene:
        """The passphrase was given again."""
        waiting, self._waiting = self._waiting, None
        return self._done(waiting)

    def _done(self, result: object) -> Scene:
        for part in self.parts.values():
            scene = part.after(result)
            if scene is not None:
                self._went(part, result, type(scene))
                return self._shown(part, scene)
        raise TypeError(f"{result!r} leads nowhere from the lead's desk")

    def _went(self, part: DeskPart, result: object, screen: type[Scene]) -> None:
        """Keep the way: on to a place, or back to one that was on it. What is finished with is not gone back to."""
        if isinstance(result, part.finishing):
            self._way.clear()
        if isinstance(result, part.places):
            known = [place.screen for place in self._way]
            del self._way[known.index(screen) if screen in known else len(known) :]
            self._way.append(Place(part, result, screen))


PARTS: dict[Tab, type[DeskPart]] = {
    "coverage": Coverage, "pupils": Pupils, "agreement": Agreement, "export": Export, "school": School,
}  # fmt: skip
"""The tabs of the desk, in their order; the first is where the lead begins."""
