"""Coverage: what each class was taught of the two-year cycle, the class by itself, and what the check-ins show."""

from kiosk.content.cycle import plans
from kiosk.flow.desk.part import DeskPart
from kiosk.records import reports
from kiosk.records.rows import Only
from kiosk.scenes import coverage, matrix
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

    def after(self, result: object) -> Scene | None:
        match result:
            case coverage.OpenClass(class_id):
                return self._class(Only(class_ids=(class_id,)))
            case matrix.LookAt(only):
                return self._class(only)
        return None

    def _class(self, only: Only) -> Scene:
        """One class, narrowed to a part of its table."""
        (class_id,) = only.class_ids
        classes = self.store.classes()
        plan = plans(self.book, classes, self.store.school().cycle_year)[class_id]
        return matrix.ClassMatrix(
            self.staff,
            reports.class_matrix(self.store, class_id, plan, only),
            reports.mark_days(self.store, class_id, plan, only),
            reports.given_on(self.store, class_id),
            classes,
            {pupil.id: nth for nth, pupil in enumerate(self.store.pupils(class_id), 1)},
            only,
            running=self.running,
        )
