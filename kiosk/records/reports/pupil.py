"""One pupil's whole record for the lead's screen. All that is held, in a form to hand over, is `subject_access`."""

from datetime import date
from json import loads
from typing import TYPE_CHECKING, Literal

from kiosk.content.stamp import CHECK_INS
from kiosk.records.agreements import signature_row
from kiosk.records.database import Row
from kiosk.records.faults import NotFound
from kiosk.records.reports.matrix import agreement_cells
from kiosk.records.reports.record import local
from kiosk.records.rows import (
    AGREEMENT,
    ClassRow,
    CorrectionRow,
    PupilRecord,
    PupilRecordRow,
    PupilRow,
    SignatureRow,
    Status,
)
from kiosk.records.terms import school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store


def pupil_record(store: "Store", pupil_id: str) -> PupilRecord:
    """Everything that was done, newest first, in every school year. Raises NotFound."""
    seats = store.query(
        "select e.class_id, e.year_group, e.from_on, e.to_on, p.left_on from enrolment e "
        "join pupil p on p.id = e.pupil_id where e.pupil_id = ? order by e.id",
        pupil_id,
    )
    if not seats:
        raise NotFound("There is no such pupil in the records. Choose another.")
    last = seats[-1]
    group = store.class_(last["class_id"])
    pupil = store.pupil(pupil_id)
    rows = [row for _, row in sorted(_rows(store, pupil_id), key=lambda each: each[0], reverse=True)]
    this_year = [row for row in rows if row.school_year == school_year_of(store.today())]
    shown = {row.lesson_id for row in this_year if row.status == "shown"} - {AGREEMENT, *CHECK_INS}
    together = {row.lesson_id for row in this_year if row.status == "taught together"} - {AGREEMENT, *CHECK_INS}
    signature, heard = _signature(store, pupil)
    slips = store.query(
        "select max(recorded_at) as at from live_event where pupil_id = ? and school_year = ? "
        "and verb = 'slip-returned'",
        pupil_id,
        school_year_of(store.today()),
    )
    return PupilRecord(
        pupil=pupil,
        class_title=group.title,
        year_group=last["year_group"],
        since=date.fromisoformat(seats[0]["from_on"]),
        left_on=date.fromisoformat(last["left_on"]) if last["left_on"] else None,
        agreement=_agreement(store, group, pupil, signature is not None),
        signature=signature,
        heard=heard,
        slip_returned_on=local(slips[0]["at"]) if slips[0]["at"] else None,
        shown=len(shown),
        together=len(together - shown),
        rows=tuple(rows),
        corrections=tuple(
            CorrectionRow(each.on, each.title, each.voided or each.moved)
            for each in store.correctable(pupil_id)
            if each.voided or each.moved
        ),
    )


def _rows(store: "Store", pupil_id: str) -> list[tuple[int, PupilRecordRow]]:
    """Each with what it is ordered by."""
    events = store.query(
        "select seq, verb, recorded_at, school_year, lesson_id, lesson_title, attempt_id, response, question_id "
        "from live_event where pupil_id = ? and verb in ('completed', 'taught', 'agreed', 'not-yet', 'attempted', "
        "'talked-through') order by seq",
        pupil_id,
    )
    answers = {
        (row["school_year"], row["lesson_id"]): f"{row['helpful']} of {row['questions']} helpful first"
        for row in store.query(_FIRST_ANSWERS, pupil_id)
    }
    came_to = {row["attempt_id"] for row in events if row["verb"] in ("completed", "agreed", "not-yet")}
    done = {(row["school_year"], row["lesson_id"]) for row in events if row["verb"] in ("completed", "agreed")}
    had: dict[tuple[int, str | None], list[Row]] = {}
    rows = []
    for row in events:
        told = _told(row, answers, came_to, done)
        if told is not None:
            rows.append((row["seq"], _row(row, *told)))
        if row["verb"] in ("completed", "taught", "agreed"):
            had.setdefault((row["school_year"], row["lesson_id"]), []).append(row)
    for row in store.query(_AWAY, pupil_id):
        later = [each for each in had.get((row["school_year"], row["lesson_id"]), ()) if each["seq"] > row["seq"]]
        said = f"Away: caught up on {_day(local(later[0]['recorded_at']))}" if later else "Away"
        rows.append((row["seq"], _row(row, "away", said)))
    return rows


def _told(
    row: Row,
    answers: dict[tuple[int, str | None], str],
    came_to: set[str],
    done: set[tuple[int, str | None]],
) -> tuple[Status, str] | None:
    """The mark and the words for an event; None for one that another one speaks for."""
    year, lesson_id = row["school_year"], row["lesson_id"]
    match row["verb"]:
        case "completed" if lesson_id in CHECK_INS:
            return "shown", "Counted for the class alone"
        case "completed" if lesson_id is None:
            return None
        case "completed":
            return "shown", answers.get((year, lesson_id), "")
        case "taught" if lesson_id is None:
            return "taught together", "Heard the rules with the class"
        case "taught":
            return "taught together", "In class, no answer of their own"
        case "agreed":
            promised = len(loads(row["response"] or "[]"))
            return "shown", f"Promised {promised} of {promised}" if promised else "Signed"
        case "not-yet":
            return "not sure", "Not sure yet"
        case "talked-through":
            return "not sure", "Talked through with an adult"
        case "attempted" if row["attempt_id"] not in came_to and (year, lesson_id) not in done:
            return "part-way", "Begun, not finished"
    return None


def _row(row: Row, status: Status, said: str) -> PupilRecordRow:
    return PupilRecordRow(
        on=local(row["recorded_at"]),
        status=status,
        lesson_id=row["lesson_id"] or AGREEMENT,
        lesson_title=row["lesson_title"] or "Agreement",
        school_year=row["school_year"],
        said=said,
    )


def _signature(store: "Store", pupil: PupilRow) -> tuple[SignatureRow | None, Literal["read", "listened"] | None]:
    """The newest that stands, and whether the rules were read or listened to."""
    rows = store.query(
        "select s.id, s.strokes, s.mark_kind, s.mark_name, e.attempt_id, e.recorded_at, e.agreement_version, e.heard, "
        "(select st.name from live_event w join staff st on st.id = w.response "
        "where w.attempt_id = e.attempt_id and w.verb = 'witnessed' limit 1) as witness "
        "from signature s join live_event e on e.event_id = s.event_id where e.pupil_id = ? "
        "order by e.seq desc limit 1",
        pupil.id,
    )
    if not rows:
        return None, None
    return signature_row(rows[0], pupil), rows[0]["heard"]


def _agreement(
    store: "Store", group: ClassRow, pupil: PupilRow, ever_signed: bool
) -> Literal["signed", "due again", "not sure", "not yet", "parents only"]:
    if not group.signs:
        return "parents only"
    (cells,) = agreement_cells(store, [group])
    marks = {each.id: mark for each, mark in zip(cells.pupils, cells.marks[0], strict=True)}
    match marks.get(pupil.id):
        case "shown":
            return "signed"
        case "not sure":
            return "not sure"
    return "due again" if ever_signed else "not yet"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


_FIRST_ANSWERS = """
    with firsts as (
        select school_year, lesson_id, question_id, misconception is null as helpful, min(seq) from live_event
        where pupil_id = ? and verb = 'answered' and lesson_id is not null and first_answer = 1
            and question_id not like '%/i-will'
        group by school_year, lesson_id, question_id
    )
    select school_year, lesson_id, count(*) as questions, sum(helpful) as helpful from firsts
    group by school_year, lesson_id
"""
# When the launch ended stands for when somebody was away from it.
_AWAY = """
    select e.seq, e.recorded_at, e.school_year, ll.lesson_id, ll.lesson_title
    from absence a join event e on e.launch_id = a.launch_id and e.verb = 'ended'
    join (
        select launch_id, lesson_id, lesson_title from launch_lesson
        union all select id, null, null from launch where agreement = 1
    ) ll on ll.launch_id = a.launch_id
    where a.pupil_id = ?
"""
