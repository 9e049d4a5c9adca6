"""Parents' slips that come back: a row for each, taken back by another row where it was ticked by mistake."""

from collections.abc import Sequence

from kiosk.records.classes import Classes
from kiosk.records.database import Row
from kiosk.records.rows import StaffRow
from kiosk.records.terms import school_year_of


class Slips(Classes):
    """A slip counts for the school year in which it comes back."""

    def slip_returned(self, pupil_ids: Sequence[str], by: StaffRow, version: str = "") -> None:
        """These pupils' slips are back. One that is back already this school year is left as it is.

        `version`: of the agreement whose parent's consent was printed.
        """
        back = [pupil_id for pupil_id in pupil_ids if not self._slips(pupil_id)]
        if not back:
            return
        with self.transaction():
            for pupil_id in back:
                self._event(
                    "slip-returned",
                    {"id": None, "class_id": self._class_of(pupil_id)},
                    mode=None,
                    pupil_id=pupil_id,
                    agreement_version=version or None,
                    response=by.id,
                )
            self._log("slips-returned", by, slips=len(back))

    def slip_not_returned(self, pupil_ids: Sequence[str], by: StaffRow) -> None:
        """These were ticked by mistake: taken back, and outstanding again."""
        standing = [slip for pupil_id in pupil_ids for slip in self._slips(pupil_id)]
        if not standing:
            return
        with self.transaction():
            for slip in standing:
                self._event(
                    "voided",
                    {"id": None, "class_id": slip["class_id"]},
                    mode=None,
                    pupil_id=slip["pupil_id"],
                    response="by-accident",
                    voids=slip["event_id"],
                )
            self._log("slips-undone", by, slips=len(standing))

    def _slips(self, pupil_id: str) -> list[Row]:
        """Those of this school year that stand."""
        return self.query(
            "select event_id, class_id, pupil_id from live_event "
            "where pupil_id = ? and school_year = ? and verb = 'slip-returned'",
            pupil_id,
            school_year_of(self.today()),
        )

    def _class_of(self, pupil_id: str) -> str | None:
        return self._value("select class_id from enrolment where pupil_id = ? and to_on is null", pupil_id)
