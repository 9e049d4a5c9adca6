"""Pupils: finding one, the whole record, putting something right, handing it over, erasing it."""

from kiosk.content.model import Book
from kiosk.flow.desk.part import DeskPart
from kiosk.flow.house import House
from kiosk.flow.slow import meanwhile
from kiosk.records import exports, reports
from kiosk.records.exports import Material, Wanted
from kiosk.records.exports.words import three_words
from kiosk.records.faults import StoreFault
from kiosk.records.rows import StaffRow
from kiosk.records.store import Store
from kiosk.scenes import notice, pupil_record, pupils
from kiosk.scenes.staff import OpenRecord
from kiosk.ui.scene import Scene


class Pupils(DeskPart):
    guarded = (pupil_record.Erase, pupil_record.HandOver)
    places = (pupils.OpenNames, OpenRecord, pupil_record.Correct, pupil_record.WhoseWasIt)

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow) -> None:
        super().__init__(store, book, house, staff)
        self._sought = ""
        """The letters that led to the record, to come back to."""

    def home(self) -> Scene:
        self._sought = ""
        return self.back()

    def back(self) -> Scene:
        known = self.store.known_pupils()
        return pupils.FindPupil(self.staff, self.store.classes(), known, self._sought, running=self.running)

    def after(self, result: object) -> Scene | None:
        match result:
            case pupils.OpenNames(class_id):
                return pupils.ClassNames(self.staff, self.store.class_(class_id), self.store.pupils(class_id))
            case pupils.OpenFound(pupil_id, sought):
                self._sought = sought
                return self._record(pupil_id)
            case OpenRecord(pupil_id):
                return self._record(pupil_id)
            case pupil_record.Correct(pupil_id):
                return self._put_right(pupil_id)
            case pupil_record.Void(pupil_id, event_id, reason):
                self.store.void(event_id, reason, self.staff)
                return self._put_right(pupil_id)
            case pupil_record.WhoseWasIt(pupil_id, event_id):
                return pupil_record.Whose(self.staff, pupil_id, event_id, self.store.may_move_to(event_id))
            case pupil_record.Move(pupil_id, event_id, to_pupil_id):
                self.store.move_completion(event_id, to_pupil_id, "wrong-name", self.staff)
                return self._put_right(pupil_id)
            case pupil_record.HandOver(pupil_id):
                return self._hand_over(pupil_id)
            case pupil_record.Erase(pupil_id, reason):
                return meanwhile(
                    notice.Notice("Erasing", ("It is taken out of the records and of every copy.",)),
                    lambda: self.store.erase(pupil_id, reason, self.staff, self.house.backups),
                    lambda erased: notice.Notice("Erased", (str(erased),)),
                )
        return None

    def keep(self, event: object) -> Scene | None:
        match event:
            case pupil_record.SlipBack(pupil_id, back):
                if back:
                    self.store.slip_returned([pupil_id], self.staff, self.book.agreement.version)
                else:
                    self.store.slip_not_returned([pupil_id], self.staff)
                return self._record(pupil_id)
        return None

    def _record(self, pupil_id: str) -> Scene:
        return pupil_record.Record(self.staff, reports.pupil_record(self.store, pupil_id))

    def _hand_over(self, pupil_id: str) -> Scene:
        """Everything that is held, to read and for another program, behind one password that is shown once."""
        password = three_words()
        material = self.house.material(self.store.school(), self.store.classes())
        page = notice.Notice("Ready to hand over", ("Two files are being written and locked.",))
        return meanwhile(page, lambda: self._handed(pupil_id, password, material), lambda told: told)

    def _handed(self, pupil_id: str, password: str, material: Material) -> Scene:
        try:
            paths = [
                exports.write(
                    self.store,
                    Wanted("subject-access", form, pupil_id=pupil_id),
                    self.house.exports,
                    self.staff,
                    material=material,
                    password=password,
                    removable=self.house.removable_drives,
                ).path
                for form in ("pdf", "json")
            ]
        except StoreFault as fault:
            return notice.Notice("Nothing was written", (fault.sentence,))
        lines = (
            *(path.name for path in paths),
            f"They are in the folder {self.house.exports}",
            f"Their password, shown only now: {password}",
        )
        return notice.Notice("Ready to hand over", lines, path=paths[0])

    def _put_right(self, pupil_id: str) -> Scene:
        record = reports.pupil_record(self.store, pupil_id)
        return pupil_record.PutRight(self.staff, record, self.store.correctable(pupil_id))
