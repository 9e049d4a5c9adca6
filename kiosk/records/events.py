"""The list of what happened. Rows are added, never changed; what a row says stays true after a lesson is edited."""

from datetime import date, datetime
from typing import Any, Literal

from kiosk.records import terms
from kiosk.records.audit import Audit
from kiosk.records.database import Row, iso, uuid7
from kiosk.records.rows import HalfTerm, Mode
from kiosk.records.schema import EVENT_VERSION


class Events(Audit):
    """Writing events, and the school's own calendar, which every event carries."""

    def today(self) -> date:
        """The school's date now."""
        return terms.local_date(self.now())

    def half_terms(self, school_year: int) -> tuple[HalfTerm, ...]:
        """The dates that the lead has set for that school year, or the usual ones."""
        rows = self.query(
            "select name, starts_on, ends_on from term where school_year = ? order by starts_on", school_year
        )
        if not rows:
            return terms.default_half_terms(school_year)
        return tuple(
            HalfTerm(row["name"], date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]))
            for row in rows
        )

    def _event(
        self,
        verb: Literal[
            "launched",
            "paused",
            "resumed",
            "ended",
            "attempted",
            "answered",
            "completed",
            "taught",
            "agreed",
            "not-yet",
            "talked-through",
            "witnessed",
            "slip-returned",
            "voided",
        ],
        launch: Row,
        *,
        mode: Mode | None,
        pupil_id: str | None = None,
        attempt_id: str | None = None,
        of_then: Any = None,
        **told: object,
    ) -> str:
        """Add a row to the list, inside a transaction; `launch` needs id and class_id. Returns the event's id.

        `of_then`: an earlier event; what this row tells of happened at that one's time, and is only written down now.
        """
        at, ok = self._moment()
        if ok:
            self._trusted = max(at, self._trusted)
        day = terms.local_date(at)
        school_year = terms.school_year_of(day)
        event_id = uuid7(at)
        when: Row = of_then or {
            "occurred_at": iso(at),
            "school_year": school_year,
            "term": terms.half_term_on(day, self._calendar(school_year)),
        }
        self._insert(
            "event",
            event_id=event_id,
            schema_version=EVENT_VERSION,
            device_id=self._device,
            recorded_at=iso(at),
            occurred_at=when["occurred_at"],
            clock_ok=int(ok),
            launch_id=launch["id"],
            school_year=when["school_year"],
            term=when["term"],
            class_id=launch["class_id"],
            pupil_id=pupil_id,
            attempt_id=attempt_id,
            verb=verb,
            mode=mode,
            **told,
        )
        return event_id

    def _calendar(self, school_year: int) -> tuple[HalfTerm, ...]:
        """`half_terms`, asked for on every event of a class of thirty: read once."""
        if self._half_terms is None or self._half_terms[0] != school_year:
            self._half_terms = (school_year, self.half_terms(school_year))
        return self._half_terms[1]

    _half_terms: tuple[int, tuple[HalfTerm, ...]] | None = None


def moment(kept: str) -> datetime:
    """A kept moment read back."""
    return datetime.fromisoformat(kept)
