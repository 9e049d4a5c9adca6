"""Coverage: what each class was taught of the two-year cycle, the class by itself, and what the check-ins show."""

from kiosk.content.cycle import plans
from kiosk.flow.desk.part import DeskPart
from kiosk.records import reports
from kiosk.scenes import coverage
from kiosk.ui.scene import Scene


class Coverage(DeskPart):
    def home(self) -> Scene:
        school = self.store.school()
        planned = plans(self.book, self.store.classes(), school.cycle_year)
        return coverage.Coverage(
            self.staff,
            school,
            reports.counts(self.store, planned),
            reports.cycle_coverage(self.store, planned),
            reports.not_signed(self.store),
            running=self.running,
        )
