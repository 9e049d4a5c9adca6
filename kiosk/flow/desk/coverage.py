"""Coverage: what each class was taught of the two-year cycle, the class by itself, and what the check-ins show."""

import re
from collections.abc import Collection

from kiosk.content.cycle import plans
from kiosk.content.model import CheckIn, Taught
from kiosk.flow.desk.part import DeskPart
from kiosk.records import reports
from kiosk.records.rows import CheckInRow, ClassRow, Only
from kiosk.scenes import before_after, coverage, matrix
from kiosk.scenes.lesson_list import REFRESH, minutes
from kiosk.scenes.page import scenery
from kiosk.ui.scene import Scene

_LESSON = re.compile(r"\bks[12]-[a-z0-9-]*[a-z0-9]")
"""A lesson's id, or how it begins, in what is said about teaching next."""


class Coverage(DeskPart):
    places = (coverage.OpenClass, matrix.LookAt, coverage.BeforeAndAfter, before_after.Compare)

    def home(self) -> Scene:
        school = self.store.school()
        covered = reports.cycle_coverage(self.store, plans(self.book, self.store.classes(), school.cycle_year))
        return coverage.Coverage(
            self.staff,
            school,
            reports.counted(self.store, covered),
            covered,
            reports.not_signed(self.store),
            exports="export" in self.tabs,
            running=self.running,
        )

    def after(self, result: object) -> Scene | None:
        match result:
            case coverage.OpenClass(class_id):
                return self._class(Only(class_ids=(class_id,)))
            case matrix.LookAt(only):
                return self._class(only)
            case coverage.BeforeAndAfter():
                return self._before_after(before_after.SCHOOL)
            case before_after.Compare(class_id):
                return self._before_after(class_id)
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
            exports="export" in self.tabs,
            running=self.running,
        )

    def _before_after(self, class_id: str) -> Scene:
        """The check-ins of a class, or of the whole school."""
        classes = self.store.classes()
        group = next((group for group in classes if group.id == class_id), None)
        rows = reports.check_in(self.store, class_id) if group else reports.school_check_in(self.store)
        given = {lesson_id for each, lesson_id in reports.given(self.store) if each == class_id}
        remedies = {row.misconception: self._remedy(row, group, given) for row in rows}
        return before_after.BeforeAfter(
            self.staff, rows, classes, class_id, remedies, exports="export" in self.tabs, running=self.running
        )

    def _remedy(self, row: CheckInRow, group: ClassRow | None, given: Collection[str]) -> before_after.Remedy:
        """The lesson that meets an idea: one that is named for it, then one that is new to the class."""
        named = tuple(f"{each}-" for each in _LESSON.findall(row.teach_next))
        tip = "; ".join(part for each in _LESSON.sub("", row.teach_next).split(";") if (part := each.strip(" :")))
        tip = tip[:1].upper() + tip[1:]
        found = [
            each
            for each in self.book.playable.values()
            if row.misconception in each.misconceptions and not isinstance(each, CheckIn) and _suits(each, group)
        ]
        found.sort(key=lambda each: (not f"{each.id}-".startswith(named), each.id in given, each.id.endswith(REFRESH)))
        if not found:
            return before_after.Remedy(tip=tip)
        lesson = found[0]
        return before_after.Remedy(lesson.id, lesson.title, _about(lesson), tip, scenery(lesson.first_picture))


def _suits(lesson: Taught, group: ClassRow | None) -> bool:
    if group is None:
        return True
    # A refresh is for Years 5 and 6.
    older = {"Y5", "Y6"} & {*group.year_groups}
    return lesson.key_stage == group.key_stage and bool(older or not lesson.id.endswith(REFRESH))


def _about(lesson: Taught) -> str:
    stage, _, number = lesson.rules[0].partition("-")
    return f"{stage.upper()} rule {number}, {minutes(lesson.minutes)}"
