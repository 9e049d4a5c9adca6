"""This machine, as `kiosk doctor` sees it."""

from collections.abc import Iterable

from kiosk.flow.desk.part import DeskPart
from kiosk.scenes import machine, school
from kiosk.ui.scene import Scene


class Machine(DeskPart):
    def rooms(self) -> Iterable[tuple[school.Room, str, bool]]:
        yield "machine", "Disk, clock, copies, encryption", False

    def after(self, result: object) -> Scene | None:
        match result:
            case school.GoIn("machine"):
                return machine.Machine(self.staff, self.house.examine())
        return None
