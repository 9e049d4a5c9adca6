"""Pupils: finding one, the whole record, putting something right, handing it over, erasing it."""

import json

from kiosk.flow.desk.part import DeskPart
from kiosk.records import exports, reports
from kiosk.records.codes import handed_out
from kiosk.records.exports import guard
from kiosk.records.faults import StoreFault
from kiosk.scenes import notice, pupil_record, pupils
from kiosk.scenes.staff import OpenRecord
from kiosk.ui.scene import Scene


class Pupils(DeskPart):
    guarded = (pupil_record.Erase, pupil_record.HandOver)

    def home(self) -> Scene:
        return pupils.FindPupil(self.staff, self.store.classes(), self.store.known_pupils(), running=self.running)

    def after(self, result: object) -> Scene | None:
        match result:
            case pupils.OpenNames(class_id):
                return pupils.ClassNames(self.staff, self.store.class_(class_id), self.store.pupils(class_id))
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
                erased = self.store.erase(pupil_id, reason, self.staff, self.house.backups)
                return notice.Notice("Erased", (str(erased),))
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
        """Everything that is held, locked with a password that is shown once."""
        password = handed_out("lead", self.staff.name, self.store.school().name)
        held = json.dumps(self.store.subject_access(pupil_id), ensure_ascii=False, indent=2, default=str)
        record = reports.pupil_record(self.store, pupil_id)
        name = exports.file_name(f"Held on {record.pupil.given_name} {record.pupil.family_name}")
        path = self.house.exports / f"{name}.zip"
        try:
            self.house.exports.mkdir(parents=True, exist_ok=True)
            self.store.log("subject-access", self.staff, pupil_id=pupil_id)
            guard.keep(path, [guard.locked_zip(f"{name}.json", held.encode(), password)])
        except (OSError, StoreFault) as fault:
            told = fault.sentence if isinstance(fault, StoreFault) else f"It could not be written: {fault.strerror}."
            return notice.Notice("Nothing was written", (told,))
        lines = (path.name, f"It is in the folder {path.parent}", f"Its password, shown only now: {password}")
        return notice.Notice("Ready to hand over", lines, path=path)

    def _put_right(self, pupil_id: str) -> Scene:
        record = reports.pupil_record(self.store, pupil_id)
        return pupil_record.PutRight(self.staff, record, self.store.correctable(pupil_id))
