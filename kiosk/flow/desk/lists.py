"""Class lists: looking one over, settling its questions, bringing it in."""

from collections.abc import Iterable
from pathlib import Path

from kiosk.content.model import Book
from kiosk.flow.desk.part import DeskPart
from kiosk.flow.house import House
from kiosk.records import roster
from kiosk.records.faults import RosterFault, StalePlan
from kiosk.records.rows import Plan, StaffRow
from kiosk.records.store import Store
from kiosk.scenes import files, notice, roster_check, school
from kiosk.ui.scene import Scene


class Lists(DeskPart):
    finishing = (roster_check.Apply,)

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow) -> None:
        super().__init__(store, book, house, staff)
        self._plan: Plan | None = None

    def rooms(self) -> Iterable[tuple[school.Room, str, bool]]:
        classes = self.store.classes()
        pupils = sum(group.size for group in classes)
        note = f"{len(classes)} classes, {pupils} pupils" if classes else "There are no classes yet"
        yield "lists", note, not classes

    def after(self, result: object) -> Scene | None:
        match result:
            case school.GoIn("lists") | files.LookAgain():
                return files.Files(self.staff, roster.found(self.house.rosters), self.house.rosters)
            case files.Chose(path):
                return self._check(path)
            case roster_check.Settled(problem_id, choice):
                return self._settle(problem_id, choice)
            case roster_check.Apply():
                return self._apply()
        return None

    def _check(self, path: Path) -> Scene:
        try:
            given = roster.read_roster(path, undrawn=self.house.undrawn)
            self._plan = roster.plan(self.store, given, avatars=self.house.avatars)
        except RosterFault as fault:
            return notice.Notice("This file was not read", (fault.sentence,))
        return roster_check.RosterCheck(self.staff, self._plan)

    def _settle(self, problem_id: str, choice: str) -> Scene:
        """A question of the dry run was answered: what would be done is worked out again with the answer."""
        assert self._plan is not None
        answers = {**self._plan.answers, problem_id: choice}
        self._plan = roster.plan(self.store, self._plan.roster, answers, avatars=self.house.avatars)
        return roster_check.RosterCheck(self.staff, self._plan)

    def _apply(self) -> Scene:
        assert self._plan is not None
        try:
            done = roster.apply(self.store, self._plan, self.staff)
        except StalePlan as fault:
            return notice.Notice("Nothing was changed", (fault.sentence,))
        self._plan = None
        return notice.Notice(
            "The classes are in",
            (
                f"{done.joiners} joined, {done.leavers} left, {done.movers} moved, {done.unchanged} as before.",
                f"{done.classes_made} new classes.",
            ),
        )
