"""Check-ins: how many pupils had which idea before what was taught, and after. Never one pupil."""

from collections.abc import Sequence
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from kiosk.content.stamp import CHECK_INS
from kiosk.records.rows import CheckInRow
from kiosk.records.terms import school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store

LEAST = 6
"""Where fewer pupils were asked, a count could be somebody's."""


def check_in(store: "Store", class_id: str) -> list[CheckInRow]:
    """A row for each misconception of the check-in that the class was given last; none, no rows.

    Before is what pupils answered in this class the first time in the school year, after is the latest time, each in
    the whole class. Only first answers of check-ins that were finished count.
    """
    return _counted(store, [class_id], store.class_(class_id).school_year)


def school_check_in(store: "Store", class_ids: Sequence[str] = ()) -> list[CheckInRow]:
    """The same of all classes of this school year together, or of those named; the commonest ideas before come first.

    An idea that both key stages are asked about is one row.
    """
    year = school_year_of(store.today())
    rows = _counted(store, class_ids or [group.id for group in store.classes()], year)
    return sorted(rows, key=lambda row: -(row.before or 0) / max(row.before_of, 1))


def _counted(store: "Store", class_ids: Sequence[str], school_year: int) -> list[CheckInRow]:
    ids = dumps([*class_ids])
    words = _given(store, ids)
    asked: dict[tuple[str, str], set[str]] = {}
    had: dict[tuple[str, str], set[str]] = {}
    for row in store.query(_CHECKED_IN, school_year, ids):
        asked.setdefault((row["time"], row["lesson_id"]), set()).add(row["pupil_id"])
        had.setdefault((row["time"], row["misconception"]), set()).add(row["pupil_id"])
    rows = []
    for code, told in _codes(words).items():
        of = {
            time: set[str]().union(*(asked.get((time, check_in_id), set()) for check_in_id in told["asked-in"]))
            for time in ("before", "after")
        }
        counts = {
            time: len(had.get((time, code), set()) & pupils) if len(pupils) >= LEAST else None
            for time, pupils in of.items()
        }
        rows.append(
            CheckInRow(
                misconception=code,
                meaning=told["meaning"],
                teach_next=told["teach-next"],
                before=counts["before"],
                before_of=len(of["before"]),
                after=counts["after"],
                after_of=len(of["after"]),
                note=" ".join(_hidden(time, len(pupils)) for time, pupils in of.items() if len(pupils) < LEAST),
            )
        )
    return rows


def _given(store: "Store", class_ids: str) -> dict[str, Any]:
    """The check-in that each of these classes was given last, in the words that it was given in."""
    rows = store.query(
        "select ll.lesson_id, v.text, max(l.rowid) from launch_lesson ll join launch l on l.id = ll.launch_id "
        "join content_version v on v.sha256 = ll.content_sha256 "
        "where l.class_id in (select value from json_each(?)) "
        f"and ll.lesson_id in ({', '.join('?' * len(CHECK_INS))}) group by l.class_id order by max(l.rowid)",
        class_ids,
        *CHECK_INS,
    )
    return {row["lesson_id"]: loads(row["text"]) for row in rows}


def _codes(words: dict[str, Any]) -> dict[str, dict[str, Any]]:
    codes: dict[str, dict[str, Any]] = {}
    for check_in_id, told in words.items():
        for code in told["lesson"]["misconceptions"]:
            codes.setdefault(code, {**told["misconceptions"][code], "asked-in": []})["asked-in"].append(check_in_id)
    return codes


def _hidden(time: str, asked: int) -> str:
    said = time.capitalize()
    return f"{said}: hidden, because fewer than six pupils were asked." if asked else f"{said}: nobody was asked yet."


# The first answer to each idea since the check-in before it: starting again does not make an answer a first one.
_CHECKED_IN = f"""
    with done as (
        select pupil_id, class_id, lesson_id, seq, lag(seq, 1, 0) over times as since, row_number() over times as nth,
            count(*) over (partition by pupil_id, lesson_id) as last
        from live_event
        where verb = 'completed' and lesson_id in ({", ".join(f"'{check_in_id}'" for check_in_id in CHECK_INS)})
            and school_year = ?1
            and pupil_id in (select pupil_id from enrolment where class_id in (select value from json_each(?2)))
        window times as (partition by pupil_id, lesson_id order by seq)
    )
    select case d.nth when 1 then 'before' else 'after' end as time, d.lesson_id, d.pupil_id, e.misconception,
        min(e.seq)
    from done d join live_event e on e.pupil_id = d.pupil_id and e.school_year = ?1 and e.verb = 'answered'
        and e.lesson_id = d.lesson_id and e.first_answer = 1 and e.seq > d.since and e.seq < d.seq
    where d.class_id in (select value from json_each(?2)) and d.nth in (1, d.last)
    group by d.pupil_id, d.lesson_id, d.nth, e.question_id
"""
