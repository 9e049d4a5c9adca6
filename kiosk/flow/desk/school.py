"""The school: class lists, staff, the machine."""

from kiosk.content.model import Book
from kiosk.flow.desk.care import Care
from kiosk.flow.desk.lists import Lists
from kiosk.flow.desk.machine import Machine
from kiosk.flow.desk.part import DeskPart
from kiosk.flow.desk.people import People
from kiosk.flow.desk.words import Words
from kiosk.flow.desk.year import Year
from kiosk.flow.house import House
from kiosk.records.rows import StaffRow
from kiosk.records.store import Store
from kiosk.scenes import school
from kiosk.ui.scene import Scene


class School(DeskPart):
    """Class lists, staff, the machine, and closing the kiosk."""

    places = (school.GoIn,)

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow) -> None:
        super().__init__(store, book, house, staff)
        self._parts = [part(store, book, house, staff) for part in ROOMS]
        self.guarded = tuple(kind for part in self._parts for kind in part.guarded)
        self.finishing = tuple(kind for part in self._parts for kind in part.finishing)

    def home(self) -> Scene:
        told = self.store.school()
        notes: dict[school.Room, str] = {}
        look: set[school.Room] = set()
        for part in self._parts:
            for room, note, waits in part.rooms():
                notes[room] = note
                if waits:
                    look.add(room)
        return school.SchoolHome(self.staff, told, notes, frozenset(look), running=self.running)

    def after(self, result: object) -> Scene | None:
        for part in self._parts:
            scene = part.after(result)
            if scene is not None:
                return scene
        return None

    @property
    def over(self) -> bool:
        return any(part.over for part in self._parts)

    def keep(self, event: object) -> Scene | None:
        kept = (part.keep(event) for part in self._parts)
        return next((scene for scene in kept if scene is not None), None)


ROOMS: tuple[type[DeskPart], ...] = (Lists, Year, People, Words, Care, Machine)
"""What the tab leads to, each a part without a tab of its own."""
