"""Staff and their codes."""

from collections.abc import Iterable

from kiosk.flow.desk.part import DeskPart
from kiosk.records.codes import handed_out
from kiosk.records.faults import BadName, StoreFault
from kiosk.scenes import notice, people, recovery, school
from kiosk.ui.scene import Scene

HANDED = "At the first sign-in they choose another of their own. It cannot be shown again."
FOR_TODAY = "It works today only, and cannot be shown again."


class People(DeskPart):
    guarded = (people.AddPerson, people.NewCodeFor, people.NewSealedCode)

    def rooms(self) -> Iterable[tuple[school.Room, str, bool]]:
        entries = self.store.staff_entries()
        cover = sum(entry.person.cover_on is not None for entry in entries)
        note = f"{len(entries) - cover} people" + (f", {cover} to cover" if cover else "")
        yield "people", note, any(entry.wait_s > 0 for entry in entries)

    def after(self, result: object) -> Scene | None:
        match result:
            case school.GoIn("people") | people.Handed():
                return self._list()
            case people.NewCodeFor(staff_id):
                code = self.store.reset_code(staff_id, self.staff)
                return people.CodeToHandOver(self._name(staff_id), code, HANDED)
            case people.HasLeft(staff_id):
                try:
                    self.store.leave_staff(staff_id, self.staff)
                except StoreFault as fault:
                    return notice.Notice("Nothing was changed", (fault.sentence,))
                return self._list()
            case people.AddPerson(cover):
                return people.NamePerson(self.staff, cover=cover)
            case people.Named(name, cover):
                return self._add(name, cover)
            case people.NewSealedCode():
                return recovery.Recovery(self.store.renew_recovery(self.staff), self.store.school().name)
        return None

    def _list(self) -> Scene:
        return people.People(self.staff, self.store.staff_entries())

    def _name(self, staff_id: str) -> str:
        return next(entry.person.name for entry in self.store.staff_entries() if entry.person.id == staff_id)

    def _add(self, name: str, cover: bool) -> Scene:
        try:
            if cover:
                person, code = self.store.add_cover(name, self.staff)
                return people.CodeToHandOver(person.name, code, FOR_TODAY)
            code = handed_out("teacher", name, self.store.school().name)
            person = self.store.add_staff(name, code, self.staff, choose_code=True)
            return people.CodeToHandOver(person.name, code, HANDED)
        except BadName as fault:
            return people.NamePerson(self.staff, cover=cover, refused=fault.sentence)
