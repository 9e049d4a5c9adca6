"""The school year: its dates, going on to the next one, and whose pupils sign."""

from collections.abc import Iterable

from kiosk.content.model import Book
from kiosk.flow.desk.part import DeskPart
from kiosk.flow.house import House
from kiosk.records import reports, roll_over, terms
from kiosk.records.faults import BadName, StalePlan
from kiosk.records.rows import StaffRow
from kiosk.records.store import Store
from kiosk.scenes import calendar, new_year, notice, school, who_signs
from kiosk.ui.scene import Scene


class Year(DeskPart):
    finishing = (new_year.GoOn,)

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow) -> None:
        super().__init__(store, book, house, staff)
        self._changes: dict[str, str] = {}

    def rooms(self) -> Iterable[tuple[school.Room, str, bool]]:
        told, classes = self.store.school(), self.store.classes()
        waits = told.new_year
        yield "new-year", "It has begun: classes go up" if waits else "From September: classes go up", waits
        if classes:
            signs = sum(group.signs for group in classes)
            yield "classes", f"{signs} of {len(classes)} classes sign", False
        note = f"Year {told.cycle_year}, now {told.half_term}" if self._own else "The usual dates: are they yours?"
        yield "terms", note, not self._own

    def after(self, result: object) -> Scene | None:
        match result:
            case school.GoIn("new-year"):
                self._changes = {}
                return self._new_year()
            case new_year.Changed(group_id, to):
                self._changes = {**self._changes, group_id: to}
                return self._new_year()
            case new_year.GoOn():
                return self._go_on()
            case school.GoIn("terms"):
                return self._calendar()
            case calendar.KeepDates(half_terms):
                self.store.set_half_terms(self.store.school().school_year, half_terms, self.staff)
                return self._calendar()
            case calendar.SetCycle(letter):
                self.store.set_cycle_year(letter, self.staff)
                return self._calendar()
            case school.GoIn("classes"):
                return who_signs.WhoSigns(self.staff, self.store.classes())
        return None

    def keep(self, event: object) -> Scene | None:
        match event:
            case who_signs.SetSigns(class_id, signs, page):
                self.store.set_signs(class_id, signs, self.staff)
                return who_signs.WhoSigns(self.staff, self.store.classes(), page)
        return None

    def _new_year(self) -> Scene:
        try:
            plan = roll_over.plan(self.store, self._changes, avatars=self.house.avatars)
        except BadName as fault:
            self._changes.popitem()
            return notice.Notice("That name was not taken", (fault.sentence,))
        return new_year.NewYear(self.staff, plan)

    def _go_on(self) -> Scene:
        try:
            plan = roll_over.plan(self.store, self._changes, avatars=self.house.avatars)
            done = roll_over.apply(self.store, plan, self.staff)
        except StalePlan as fault:
            return notice.Notice("Nothing was changed", (fault.sentence,))
        self._changes = {}
        return notice.Notice("The new school year has begun", (str(done), "The agreement is due again for everybody."))

    def _calendar(self) -> Scene:
        told = self.store.school()
        halves = self.store.half_terms(told.school_year)
        return calendar.Calendar(
            self.staff, told, halves, lambda given: terms.faults(told.school_year, given), own=self._own
        )

    @property
    def _own(self) -> bool:
        """Whether somebody has looked at the dates of the terms: until then the usual ones stand."""
        return bool(reports.access_log(self.store, 1, what="half-terms"))
