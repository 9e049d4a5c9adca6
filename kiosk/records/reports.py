"""What the records show: one function for each report, and every screen and export of it takes these rows.

Pupils come in the order of their names, never of what they answered. Which misconceptions stood behind first answers
is for the next lesson, by class, and is in no pupil's row.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from kiosk.content.stamp import CHECK_INS
from kiosk.records.database import Row
from kiosk.records.events import moment
from kiosk.records.names import sort_key
from kiosk.records.rows import CatchUpRow, CheckInRow, ClassRow, Counts, MatrixRow, PupilRow, RecordRow
from kiosk.records.terms import local_date, school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store

AGREEMENT = "agreement"
LEAST = 6
"""Where fewer pupils were asked, a count could be somebody's."""
_MODES = {"shown": "one at a time", "taught together": "whole class", "part-way": "one at a time", "not yet": ""}


def counts(store: "Store") -> Counts:
    """This school year in numbers, no names. Signed and not signed count the pupils of classes that sign."""
    year = school_year_of(store.today())
    row = store.query(
        """
        with ours as (
            select c.id as class_id, c.signs, e.pupil_id from class c
            join enrolment e on e.class_id = c.id and e.to_on is null where c.school_year = ?1
        )
        select count(distinct class_id) as classes, count(*) as pupils, coalesce(sum(signs), 0) as signing,
            (select count(distinct class_id || ' ' || lesson_id) from completions where school_year = ?1) as lessons,
            (select count(*) from not_signed n where n.class_id in (select class_id from ours)) as not_signed
        from ours
        """,
        year,
    )[0]
    return Counts(
        classes=row["classes"],
        pupils=row["pupils"],
        lessons_taught=row["lessons"],
        signed=row["signing"] - row["not_signed"],
        not_signed=row["not_signed"],
    )


def class_matrix(store: "Store", class_id: str | None = None) -> list[MatrixRow]:
    """Pupils by lessons: one class, or without `class_id` every class of this school year."""
    where, value = (
        ("class_id = ?", class_id)
        if class_id
        else (
            "class_id in (select id from class where school_year = ?)",
            school_year_of(store.today()),
        )
    )
    rows = store.query(
        f"select class_id, pupil_id, lesson_id, lesson_title, status from class_matrix where {where}", value
    )
    return [MatrixRow(**row) for row in rows]


def class_record(store: "Store", class_id: str) -> list[RecordRow]:
    """One row for each pupil and lesson that the class was given, and one for each pupil and the agreement."""
    group = store.class_(class_id)
    lessons = _given(store, class_id)
    matrix = {(row["pupil_id"], row["lesson_id"]): row for row in store.query(_RECORD, class_id)}
    answers = {(row["pupil_id"], row["lesson_id"]): row for row in store.query(_ANSWERS, group.school_year, class_id)}
    signed = _signed(store, group)
    not_sure = _not_sure(store, group)
    record = []
    for pupil in by_family_name(store.pupils(class_id)):
        for lesson_id in lessons:
            record.append(_lesson_row(group, pupil, matrix[pupil.id, lesson_id], answers.get((pupil.id, lesson_id))))
        if group.signs:
            record.append(_agreement_row(group, pupil, signed.get(pupil.id), pupil.id in not_sure))
    return record


def catch_up(store: "Store", class_id: str) -> list[CatchUpRow]:
    """What pupils have missed of the lessons that have ended, lesson by lesson; one who is done is not in it."""
    group = store.class_(class_id)
    pupils = store.pupils(class_id)
    last: dict[str | None, Row] = {}
    for row in store.query(
        "select l.rowid as nth, l.id, ll.lesson_id, ll.lesson_title from launch l "
        "join launch_lesson ll on ll.launch_id = l.id where l.class_id = ?1 and l.state = 'ended' union all "
        "select l.rowid, l.id, null, 'Agreement' from launch l "
        "where l.class_id = ?1 and l.state = 'ended' and l.agreement = 1 and ?2 order by nth",
        class_id,
        group.signs,
    ):
        last[row["lesson_id"]] = row
    away = {
        (row["launch_id"], row["pupil_id"])
        for row in store.query(
            "select a.* from absence a join launch l on l.id = a.launch_id where l.class_id = ?", class_id
        )
    }
    matrix = store.query(
        "select pupil_id, lesson_id from class_matrix where class_id = ? and seq is not null", class_id
    )
    done: set[tuple[str, str | None]] = {(row["pupil_id"], row["lesson_id"]) for row in matrix}
    due = {row["pupil_id"] for row in store.query("select pupil_id from not_signed where class_id = ?", class_id)}
    done |= {(pupil.id, None) for pupil in pupils if pupil.id not in due}
    not_sure = _not_sure(store, group)

    def why(pupil: PupilRow, lesson_id: str | None) -> Literal["away", "not finished", "not sure"]:
        if lesson_id is None and pupil.id in not_sure:
            return "not sure"
        return "away" if (last[lesson_id]["id"], pupil.id) in away else "not finished"

    return [
        CatchUpRow(pupil, lesson_id, row["lesson_title"], why(pupil, lesson_id))
        for lesson_id, row in last.items()
        for pupil in pupils
        if (pupil.id, lesson_id) not in done
    ]


def check_in(store: "Store", class_id: str) -> list[CheckInRow]:
    """Before and after, a row for each misconception of the check-in that the class was given last; none, no rows.

    Before is what pupils answered in this class the first time in the school year, after is the latest time, each in
    the whole class: never one pupil. Only first answers of check-ins that were finished count.
    """
    group = store.class_(class_id)
    given = store.query(
        "select ll.lesson_id, v.text from launch_lesson ll join launch l on l.id = ll.launch_id "
        "join content_version v on v.sha256 = ll.content_sha256 "
        f"where l.class_id = ? and ll.lesson_id in ({', '.join('?' * len(CHECK_INS))}) order by l.rowid desc limit 1",
        class_id,
        *CHECK_INS,
    )
    if not given:
        return []
    check_in_id, words = given[0]["lesson_id"], json.loads(given[0]["text"])
    asked: dict[str, set[str]] = {"before": set(), "after": set()}
    had: dict[tuple[str, str], set[str]] = {}
    for row in store.query(_CHECKED_IN, check_in_id, group.school_year, class_id):
        asked[row["time"]].add(row["pupil_id"])
        had.setdefault((row["time"], row["misconception"]), set()).add(row["pupil_id"])
    of = {time: len(pupils) for time, pupils in asked.items()}

    def count(time: str, code: str) -> int | None:
        return len(had.get((time, code), ())) if of[time] >= LEAST else None

    return [
        CheckInRow(
            misconception=code,
            meaning=words["misconceptions"][code]["meaning"],
            teach_next=words["misconceptions"][code]["teach-next"],
            before=count("before", code),
            before_of=of["before"],
            after=count("after", code),
            after_of=of["after"],
            note=" ".join(_hidden(time, asked_of) for time, asked_of in of.items() if asked_of < LEAST),
        )
        for code in words["lesson"]["misconceptions"]
    ]


def _hidden(time: str, asked: int) -> str:
    said = time.capitalize()
    return f"{said}: hidden, because fewer than six pupils were asked." if asked else f"{said}: nobody was asked yet."


def by_family_name(pupils: Sequence[PupilRow]) -> list[PupilRow]:
    """The order of a register."""
    return sorted(pupils, key=lambda pupil: (sort_key(pupil.family_name), sort_key(pupil.given_name), pupil.id))


_RECORD = """
    select m.pupil_id, m.lesson_id, m.lesson_title, m.status, e.recorded_at, e.content_sha256,
        coalesce(e.lesson_title, m.lesson_title) as shown_title
    from class_matrix m left join event e on e.seq = m.seq where m.class_id = ?
"""
# The first answer to each question ever given this school year, not the first of the last attempt: starting again
# does not make an answer a first one. Tries are added up over the questions.
_ANSWERS = """
    with ours as (
        select e.* from live_event e
        where e.school_year = ? and e.verb = 'answered' and e.lesson_id is not null
            and e.pupil_id in (select pupil_id from enrolment where class_id = ? and to_on is null)
    ),
    firsts as (
        select pupil_id, lesson_id, question_id, misconception is null as helpful, min(seq) from ours
        where first_answer = 1 and question_id not like '%/i-will' group by pupil_id, lesson_id, question_id
    ),
    tried as (
        select pupil_id, lesson_id, question_id, max(tries) as tries from ours group by pupil_id, lesson_id, question_id
    )
    select pupil_id, lesson_id, count(*) as questions, sum(helpful) as helpful, sum(tries) as tries
    from firsts join tried using (pupil_id, lesson_id, question_id) group by pupil_id, lesson_id
"""


# The first answer to each idea since the check-in before it: starting again does not make an answer a first one.
_CHECKED_IN = """
    with done as (
        select pupil_id, class_id, seq, lag(seq, 1, 0) over times as since, row_number() over times as nth,
            count(*) over (partition by pupil_id) as last
        from live_event where verb = 'completed' and lesson_id = ?1 and school_year = ?2 and pupil_id is not null
        window times as (partition by pupil_id order by seq)
    )
    select case d.nth when 1 then 'before' else 'after' end as time, d.pupil_id, e.misconception, min(e.seq)
    from done d join live_event e on e.pupil_id = d.pupil_id and e.school_year = ?2 and e.verb = 'answered'
        and e.lesson_id = ?1 and e.first_answer = 1 and e.seq > d.since and e.seq < d.seq
    where d.class_id = ?3 and d.nth in (1, d.last)
    group by d.pupil_id, d.nth, e.question_id
"""


def _given(store: "Store", class_id: str) -> list[str]:
    """The lessons that the class was given, in the order of their first launch."""
    rows = store.query(
        "select lesson_id from launch_lesson ll join launch l on l.id = ll.launch_id where l.class_id = ? "
        "group by lesson_id order by min(l.rowid), min(ll.position)",
        class_id,
    )
    return [row["lesson_id"] for row in rows]


def _signed(store: "Store", group: ClassRow) -> dict[str, Row]:
    """Each pupil's newest signature up to the class's school year, with `stands`: whether it is the one that is due."""
    in_force = store.query("select sha256 from wording_now where key_stage = ?", group.key_stage)
    this_year = group.school_year == school_year_of(store.today())
    found: dict[str, Row] = {}
    for row in store.query(
        "select e.pupil_id, e.recorded_at, e.heard, e.agreement_version, e.content_sha256, e.school_year, "
        "(select st.name from live_event w join staff st on st.id = w.response "
        "where w.attempt_id = e.attempt_id and w.verb = 'witnessed') as witness "
        "from live_event e where e.verb = 'agreed' and e.school_year <= ? and e.pupil_id in "
        "(select pupil_id from enrolment where class_id = ? and to_on is null) order by e.seq",
        group.school_year,
        group.id,
    ):
        wording_stands = not this_year or any(row["content_sha256"] == now["sha256"] for now in in_force)
        row["stands"] = row["school_year"] == group.school_year and wording_stands
        if row["stands"] or not found.get(row["pupil_id"], {"stands": False})["stands"]:
            found[row["pupil_id"]] = row
    return found


def _not_sure(store: "Store", group: ClassRow) -> set[str]:
    """Pupils who went away not sure yet in the class's school year, and have not signed since."""
    rows = store.query(
        "select n.pupil_id from live_event n where n.verb = 'not-yet' and n.school_year = ? and n.pupil_id in "
        "(select pupil_id from enrolment where class_id = ? and to_on is null) and not exists "
        "(select 1 from live_event s where s.pupil_id = n.pupil_id and s.verb = 'agreed' and s.seq > n.seq)",
        group.school_year,
        group.id,
    )
    return {row["pupil_id"] for row in rows}


def _lesson_row(group: ClassRow, pupil: PupilRow, row: Row, answers: Row | None) -> RecordRow:
    status = row["status"]
    if row["lesson_id"] in CHECK_INS:
        # What a pupil answered is for the class's counts alone.
        status, answers = "done" if status == "shown" else status, None
    return RecordRow(
        class_title=group.title,
        given_name=pupil.given_name,
        family_name=pupil.family_name,
        lesson_id=row["lesson_id"],
        lesson_title=row["shown_title"],
        status=status,
        on=_local(row["recorded_at"]),
        first_answers=f"{answers['helpful']} of {answers['questions']} helpful first" if answers else "",
        tries=answers["tries"] if answers else None,
        mode=_MODES[row["status"]],
        wording=(row["content_sha256"] or "")[:8],
        heard="",
        version="",
        witnessed_by="",
    )


def _agreement_row(group: ClassRow, pupil: PupilRow, signed: Row | None, not_sure: bool) -> RecordRow:
    if signed is not None and signed["stands"]:
        status = "signed"
    elif not_sure:
        status = "not sure"
    else:
        status = "due again" if signed else "not yet"
    return RecordRow(
        class_title=group.title,
        given_name=pupil.given_name,
        family_name=pupil.family_name,
        lesson_id=AGREEMENT,
        lesson_title="Agreement",
        status=status,
        on=_local(signed["recorded_at"]) if signed else None,
        first_answers="",
        tries=None,
        mode=_MODES["shown"] if signed else "",
        wording=signed["content_sha256"][:8] if signed else "",
        heard=signed["heard"] if signed else "",
        version=signed["agreement_version"] if signed else "",
        witnessed_by=(signed["witness"] or "") if signed else "",
    )


def _local(kept: str | None) -> date | None:
    return local_date(moment(kept)) if kept else None
