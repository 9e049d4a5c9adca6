"""The lead's desk: what only the computing lead does while signed in. Each tab is a part of its own."""

from kiosk.content.model import Book
from kiosk.flow.desk.agreement import Agreement
from kiosk.flow.desk.coverage import Coverage
from kiosk.flow.desk.export import Export
from kiosk.flow.desk.part import DeskPart
from kiosk.flow.desk.pupils import Pupils
from kiosk.flow.desk.school import School
from kiosk.flow.house import House
from kiosk.records.rows import StaffRow
from kiosk.records.store import Store
from kiosk.scenes import school, sign_in
from kiosk.scenes.staff import GoTo, Tab
from kiosk.ui.scene import Scene


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
        self._waiting: object | None = None
        """What is done once the passphrase has been given again."""

    def home(self) -> Scene:
        """The first tab; the school, until there is a class to look at."""
        return self._tab(next(iter(self.parts.values())) if self.store.classes() else self.parts["school"])

    def back(self) -> Scene:
        """The first screen of the tab that the lead is at."""
        return self._tab(self.at) if self.at is not None else self.home()

    def _tab(self, part: DeskPart) -> Scene:
        self.at = part
        return part.home()

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
        if any(isinstance(result, part.guarded) for part in self.parts.values()):
            self._waiting = result
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
                self.at = part
                return scene
        raise TypeError(f"{result!r} leads nowhere from the lead's desk")


PARTS: dict[Tab, type[DeskPart]] = {
    "coverage": Coverage, "pupils": Pupils, "agreement": Agreement, "export": Export, "school": School,
}  # fmt: skip
"""The tabs of the desk, in their order; the first is where the lead begins."""
