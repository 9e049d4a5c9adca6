"""Looking after the records: kept copies, letting go in time, the access log."""

from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.flow.desk.part import DeskPart
from kiosk.flow.slow import meanwhile
from kiosk.records import backup, reports
from kiosk.records.faults import StoreFault
from kiosk.records.rows import full_date
from kiosk.scenes import access, kept_copies, letting_go, notice, school
from kiosk.ui.scene import Scene


class Care(DeskPart):
    guarded = finishing = (kept_copies.GoBackTo, letting_go.LetGo)

    def rooms(self) -> Iterable[tuple[school.Room, str, bool]]:
        newest = next(iter(backup.kept(self.house.backups)), None)
        drill = backup.last_drill(self.store)
        note = f"The last one is of {full_date(newest.on)}" if newest else "There is none yet"
        yield "copies", note, drill is not None and not drill.fine
        due = self.store.retention_due(self.house.retention)
        waits = len(due.leavers) + len(due.signature_ids)
        yield "letting-go", f"{waits} due" if waits else "Nothing is due", waits > 0
        faults = self.store.check_audit()
        yield "log", "A line was changed" if faults else "Nobody has changed a line", bool(faults)

    def after(self, result: object) -> Scene | None:
        match result:
            case school.GoIn("copies"):
                return self._copies()
            case kept_copies.CopyNow():
                return self._meanwhile("A copy is being made and checked.", self._copy, self._copies)
            case kept_copies.TryOut():
                return self._meanwhile("The newest copy is being tried out.", self._try_out, self._copies)
            case kept_copies.GoBackTo(path):
                return self._meanwhile(
                    "The copy takes the records’ place.",
                    lambda: self._go_back(path),
                    lambda told: notice.Notice("The records", (told,)),
                )
            case school.GoIn("letting-go"):
                keep = self.house.retention
                due, kept = self.store.retention_due(keep), reports.kept_counts(self.store)
                return letting_go.LettingGo(self.staff, keep, due, kept)
            case letting_go.LetGo(due):
                return meanwhile(
                    notice.Notice("Let go", ("They are taken out of the records and of every copy.",)),
                    lambda: self.store.purge(due, self.staff, self.house.backups),
                    lambda purged: notice.Notice("Let go", (str(purged),)),
                )
            case school.GoIn("log") | access.Newest():
                return self._log(None)
            case access.Older(before_seq):
                return self._log(before_seq)
        return None

    def _copies(self, told: str = "") -> Scene:
        kept, drill = backup.kept(self.house.backups), backup.last_drill(self.store)
        return kept_copies.KeptCopies(self.staff, kept, drill, told, running=self.running)

    def _meanwhile(self, doing: str, what: Callable[[], str], then: Callable[[str], Scene]) -> Scene:
        def tried() -> str:
            try:
                return what()
            except StoreFault as fault:
                return fault.sentence

        return meanwhile(notice.Notice("The records", (doing,)), tried, then)

    def _copy(self) -> str:
        return f"A copy was made and checked: {backup.copy(self.store, self.house.backups).name}."

    def _go_back(self, path: Path) -> str:
        restored = backup.restore(self.store, path, self.staff)
        self._over = True
        return f"{restored} Sign in again to go on."

    def _try_out(self) -> str:
        drill = backup.drill(self.store, self.house.backups, self.staff)
        return "It would work." if drill.fine else "It would not work: make a copy now, and try that one out."

    def _log(self, before_seq: int | None) -> Scene:
        rows = reports.access_log(self.store, access.LINES + 1, before_seq)
        faults = self.store.check_audit()
        return access.AccessLog(self.staff, rows, self.store.head_code(), faults, first=before_seq is None)
