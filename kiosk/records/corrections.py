"""Putting right what was recorded wrongly: by adding rows that say so, never by changing what was written.

A row that was taken back stays in the list and counts for nothing. A completion that was made under the wrong name is
taken back whole, and the right pupil gets a completion of their own that says where it came from. Only that: the
answers stay with nobody, because nobody can say now who gave which; and a signature is never moved, because a mark is a
promise by the hand that made it.
"""

import uuid
from typing import Final, Literal

from kiosk.content.stamp import CHECK_INS
from kiosk.records.agreements import Agreements
from kiosk.records.database import Row
from kiosk.records.events import moment
from kiosk.records.faults import NotAllowed, NotFound
from kiosk.records.rows import VOID_REASONS, Correctable, PupilRow, StaffRow, VoidReason, said_date
from kiosk.records.terms import local_date

_Status = Literal["shown", "taught together", "part-way", "signed", "not sure"]
_STATUS: Final[dict[str, _Status]] = {
    "completed": "shown",
    "taught": "taught together",
    "agreed": "signed",
    "not-yet": "not sure",
    "attempted": "part-way",
}
_VERBS = ", ".join(f"'{verb}'" for verb in _STATUS)


class Corrections(Agreements):
    """What of a pupil's record may be taken back, taking it back, and moving it to the right name."""

    def correctable(self, pupil_id: str) -> list[Correctable]:
        """One row for each go and for each lesson taught together, newest first; those that were taken back too."""
        self._pupil(pupil_id)
        rows = self.query(_CORRECTABLE, pupil_id)
        # Of a go that came to something, that it was begun is no row of its own.
        came_to = {row["attempt_id"] for row in rows if row["verb"] != "attempted"}
        shown: dict[tuple[str, str], Row] = {}
        for row in rows:
            if row["verb"] != "attempted" or row["attempt_id"] not in came_to:
                shown.setdefault((row["attempt_id"] or row["event_id"], row["verb"]), row)
        return [_correctable(row) for row in shown.values()]

    def void(self, event_id: str, reason: VoidReason, by: StaffRow) -> None:
        """Take back what this row says, and with it the whole go. Taking back twice is taking back once."""
        event = self._in_a_record(event_id)
        with self.transaction():
            if self._void_go(event, reason):
                self._log("void", by, event_id=event_id, reason=reason)

    def may_move_to(self, event_id: str) -> list[PupilRow]:
        """The others in the class that the lesson was launched for."""
        event = self._in_a_record(event_id)
        return [pupil for pupil in self.pupils(event["class_id"]) if pupil.id != event["pupil_id"]]

    def move_completion(self, event_id: str, to_pupil_id: str, reason: VoidReason, by: StaffRow) -> None:
        """This lesson was finished by somebody else: take it back here, and record it there with where it came from.

        Raises NotAllowed for what cannot be moved: a signature, a check-in, what was taught together.
        """
        event = self._in_a_record(event_id)
        if event["verb"] != "completed":
            raise NotAllowed("Only a lesson that was finished one at a time can be moved. Take this back instead.")
        if event["lesson_id"] in CHECK_INS:
            raise NotAllowed("A check-in cannot be moved. Take it back; the other pupil can be asked again.")
        if to_pupil_id not in {pupil.id for pupil in self.may_move_to(event_id)}:
            raise NotAllowed("Choose somebody else of the class that had this lesson.")
        with self.transaction():
            if not self._void_go(event, reason):
                raise NotAllowed("This was taken back already, so there is nothing to move.")
            moved = self._event(
                "completed",
                {"id": event["launch_id"], "class_id": event["class_id"]},
                mode=event["mode"],
                pupil_id=to_pupil_id,
                attempt_id=str(uuid.uuid4()),
                of_then=event,
                lesson_id=event["lesson_id"],
                lesson_title=event["lesson_title"],
                content_sha256=event["content_sha256"],
                duration_s=event["duration_s"],
            )
            self._insert("moved", event_id=moved, from_attempt_id=event["attempt_id"], staff_id=by.id, reason=reason)
            self._log("move", by, event_id=event_id, to_event_id=moved, reason=reason)

    def _void_go(self, event: Row, reason: VoidReason) -> bool:
        """Void every row of the event's go; whether anything of it still stood."""
        if event["attempt_id"]:
            standing = self.query("select * from live_event where attempt_id = ? order by seq", event["attempt_id"])
            self._write("delete from place where attempt_id = ?", event["attempt_id"])
        else:
            standing = self.query("select * from live_event where event_id = ?", event["event_id"])
        self._void(standing, reason)
        return bool(standing)

    def _in_a_record(self, event_id: str) -> Row:
        row = self._row(
            f"select * from event where event_id = ? and pupil_id is not null and verb in ({_VERBS})", event_id
        )
        if row is None:
            raise NotFound("That is no longer in the records.")
        return row


_CORRECTABLE = f"""
    with acts as materialized (
        select json_extract(a.detail, '$.event_id') as event_id, s.name
        from audit a join staff s on s.id = a.staff_id where a.what in ('void', 'move')
    )
    select e.*, c.title as class_title, v.recorded_at as voided_at, v.response as voided_why, a.name as voided_by,
        m.reason as moved_why, ms.name as moved_by
    from event e left join class c on c.id = e.class_id left join event v on v.voids = e.event_id
        left join acts a on a.event_id = e.event_id
        left join moved m on m.event_id = e.event_id left join staff ms on ms.id = m.staff_id
    where e.pupil_id = ? and e.verb in ({_VERBS}) order by e.seq desc
"""


def _correctable(row: Row) -> Correctable:
    stands = row["voided_at"] is None
    lesson = row["verb"] == "completed" and row["lesson_id"] not in CHECK_INS
    return Correctable(
        event_id=row["event_id"],
        lesson_id=row["lesson_id"],
        title=row["lesson_title"] or "Agreement",
        status=_STATUS[row["verb"]],
        on=local_date(moment(row["occurred_at"])),
        class_title=row["class_title"] or "",
        may_move=stands and lesson and row["lesson_id"] is not None,
        voided="" if stands else _told("Taken back", row["voided_at"], row["voided_by"], row["voided_why"]),
        moved=(
            _told("First recorded under another name; moved", row["recorded_at"], row["moved_by"], row["moved_why"])
            if row["moved_why"]
            else ""
        ),
    )


def _told(what: str, at: str, by: str | None, why: str) -> str:
    """Such as: Taken back on 3 Dec 2026 by Mr Whitmore: was not there. A go taken back at the screen names nobody."""
    reason = next((words for key, words in VOID_REASONS.items() if key == why), why)
    who = f" by {by}" if by else ""
    return f"{what} on {said_date(local_date(moment(at)))}{who}: {reason[:1].lower()}{reason[1:]}."
