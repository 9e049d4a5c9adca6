"""The school: class lists, staff, the machine."""

from kiosk.content.model import Book
from kiosk.flow.desk.lists import Lists
from kiosk.flow.desk.part import DeskPart
from kiosk.flow.house import House
from kiosk.records import exports, reports
from kiosk.records.exports import Wanted
from kiosk.records.rows import Only, StaffRow
from kiosk.records.store import Store
from kiosk.scenes import desk, notice
from kiosk.ui.scene import Scene


class School(DeskPart):
    """Class lists, staff, the machine, and closing the kiosk."""

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow) -> None:
        super().__init__(store, book, house, staff)
        self._parts = [part(store, book, house, staff) for part in ROOMS]
        self.guarded = tuple(kind for part in self._parts for kind in part.guarded)

    def home(self) -> Scene:
        return desk.Desk(
            self.staff, self.store.school(), reports.counts(self.store), self.store.classes(), running=self.running
        )

    def after(self, result: object) -> Scene | None:
        match result:
            case desk.ExportClass(class_id):
                return self._export(class_id)
        shown = (part.after(result) for part in self._parts)
        return next((scene for scene in shown if scene is not None), None)

    def keep(self, event: object) -> Scene | None:
        kept = (part.keep(event) for part in self._parts)
        return next((scene for scene in kept if scene is not None), None)

    def _export(self, class_id: str) -> Scene:
        wanted = Wanted("record", "csv", Only(class_ids=(class_id,)))
        path = exports.write(self.store, wanted, self.house.exports, self.staff, unprotected=True).path
        return notice.Notice("Exported", (path.name, f"It is in the folder {path.parent}"), path=path)


ROOMS: tuple[type[DeskPart], ...] = (Lists,)
"""What the School tab leads to, each a part without a tab of its own."""
