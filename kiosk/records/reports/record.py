"""What was done, line by line: a class's record with dates and answers, and what is to be caught up with."""

from collections.abc import Iterable, Sequence
from datetime import date
from json import dumps
from typing import TYPE_CHECKING, Literal

from kiosk.content.stamp import Due
from kiosk.records.database import Row
from kiosk.records.events import moment
from kiosk.records.names import sort_key
from kiosk.records.reports.matrix import EVERYTHING, MODE_OF, Item, cells, narrowed
from kiosk.records.rows import AGREEMENT, CatchUpRow, ClassRow, Mode, Only, PupilRow, RecordRow, Status
from kiosk.records.terms import local_date, school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store

HOW: dict[Mode, str] = {"individual": "one at a time", "whole-class": "whole class"}


def class_record(store: "Store", class_id: str, plan: Sequence[Due] = (), only: Only = EVERYTHING) -> list[RecordRow]:
    """A row for each pupil and each thing that the class was given, and for the agreement, as a register has them.

    The marks are those of `class_matrix`; what is only planned is not in it. `plan` orders it by half-term.
    """
    group = store.class_(class_id)
    planned = [*plan, *([] if any(due.id == AGREEMENT for due in plan) else [Due("", AGREEMENT, "Agreement")])]
    (found,) = narrowed(store, cells(store, [group], {class_id: planned}), only)
    seen = _seen(store, {seq for seqs in found.seqs for seq in seqs if seq})
    answers = {(row["pupil_id"], row["lesson_id"]): row for row in store.query(_ANSWERS, group.school_year, class_id)}
    signed = newest_signatures(store, group)
    # Without a plan the agreement comes last: it has no half-term.
    down = sorted(range(len(found.items)), key=lambda n: not plan and found.items[n].due.id == AGREEMENT)
    places = {pupil.id: place for place, pupil in enumerate(found.pupils)}
    record = []
    for pupil in by_family_name(found.pupils):
        place = places[pupil.id]
        for n in down:
            item, mark = found.items[n], found.marks[n][place]
            event = seen.get(found.seqs[n][place])
            if item.due.id == AGREEMENT:
                if mark is not None:
                    record.append(_agreement_row(group, pupil, item, mark, event, signed.get(pupil.id)))
            elif mark not in (None, "planned"):
                assert mark is not None
                record.append(_lesson_row(group, pupil, item, mark, event, answers.get((pupil.id, item.due.id))))
    return record


def catch_up(store: "Store", class_id: str) -> list[CatchUpRow]:
    """What pupils have missed of the lessons that have ended, lesson by lesson; one who is done is not in it."""
    group = store.class_(class_id)
    last: dict[str, Row] = {}
    for row in store.query(_ENDED, class_id, group.signs):
        last[row["lesson_id"]] = row
    (found,) = cells(store, [group], {})
    # The second time of a check-in is a row of its own: who missed the first time and came the second has been asked.
    done = {
        (pupil.id, item.due.id)
        for item, marks in zip(found.items, found.marks, strict=True)
        for pupil, mark in zip(found.pupils, marks, strict=True)
        if mark in ("shown", "taught together")
    }
    away = {
        (row["launch_id"], row["pupil_id"])
        for row in store.query(
            "select a.* from absence a join launch l on l.id = a.launch_id where l.class_id = ?", class_id
        )
    }
    not_sure = not_sure_ids(store, group)

    def why(pupil: PupilRow, lesson_id: str) -> Literal["away", "not finished", "not sure"]:
        if lesson_id == AGREEMENT and pupil.id in not_sure:
            return "not sure"
        return "away" if (last[lesson_id]["id"], pupil.id) in away else "not finished"

    return [
        CatchUpRow(pupil, None if lesson_id == AGREEMENT else lesson_id, row["lesson_title"], why(pupil, lesson_id))
        for lesson_id, row in last.items()
        for pupil in found.pupils
        if (pupil.id, lesson_id) not in done
    ]


_ENDED = f"""
    select l.rowid as nth, l.id, ll.lesson_id, ll.lesson_title
    from launch l join launch_lesson ll on ll.launch_id = l.id where l.class_id = ?1 and l.state = 'ended'
    union all
    select l.rowid, l.id, '{AGREEMENT}', 'Agreement' from launch l
    where l.class_id = ?1 and l.state = 'ended' and l.agreement = 1 and ?2
    order by nth
"""


def by_family_name(pupils: Sequence[PupilRow]) -> list[PupilRow]:
    """The order of a register."""
    return sorted(pupils, key=lambda pupil: (sort_key(pupil.family_name), sort_key(pupil.given_name), pupil.id))


def newest_signatures(store: "Store", group: ClassRow) -> dict[str, Row]:
    """Each pupil's newest signature up to the class's school year, with `stands`: whether it is the one that is due."""
    in_force = store.query("select sha256 from wording_now where key_stage = ?", group.key_stage)
    this_year = group.school_year == school_year_of(store.today())
    found: dict[str, Row] = {}
    for row in store.query(
        "select e.pupil_id, e.recorded_at, e.heard, e.agreement_version, e.content_sha256, e.school_year, "
        "(select st.name from live_event w join staff st on st.id = w.response "
        "where w.attempt_id = e.attempt_id and w.verb = 'witnessed') as witness "
        "from live_event e where e.verb = 'agreed' and e.school_year <= ? and e.pupil_id in "
        "(select pupil_id from member where class_id = ?) order by e.seq",
        group.school_year,
        group.id,
    ):
        wording_stands = not this_year or any(row["content_sha256"] == now["sha256"] for now in in_force)
        row["stands"] = row["school_year"] == group.school_year and wording_stands
        if row["stands"] or not found.get(row["pupil_id"], {"stands": False})["stands"]:
            found[row["pupil_id"]] = row
    return found


def not_sure_ids(store: "Store", group: ClassRow) -> set[str]:
    """Pupils who went away not sure yet in the class's school year, and have not signed since."""
    rows = store.query(
        "select n.pupil_id from live_event n where n.verb = 'not-yet' and n.school_year = ? and n.pupil_id in "
        "(select pupil_id from member where class_id = ?) and not exists "
        "(select 1 from live_event s where s.pupil_id = n.pupil_id and s.verb = 'agreed' and s.seq > n.seq)",
        group.school_year,
        group.id,
    )
    return {row["pupil_id"] for row in rows}


# The first answer to each question ever given this school year, not the first of the last attempt: starting again
# does not make an answer a first one. Tries are added up over the questions.
_ANSWERS = """
    with ours as (
        select e.* from live_event e
        where e.school_year = ? and e.verb = 'answered' and e.lesson_id is not null
            and e.pupil_id in (select pupil_id from member where class_id = ?)
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


def _seen(store: "Store", seqs: Iterable[int]) -> dict[int, Row]:
    rows = store.query(
        "select seq, recorded_at, content_sha256, lesson_title from event "
        "where seq in (select value from json_each(?))",
        dumps([*seqs]),
    )
    return {row["seq"]: row for row in rows}


def _lesson_row(
    group: ClassRow, pupil: PupilRow, item: Item, mark: Status, event: Row | None, answers: Row | None
) -> RecordRow:
    if item.nth:
        answers = None  # what a pupil answered in a check-in is for the class's counts alone
    return RecordRow(
        class_title=group.title,
        given_name=pupil.given_name,
        family_name=pupil.family_name,
        lesson_id=item.due.id,
        lesson_title=item.due.title if item.nth or event is None else event["lesson_title"],
        status="done" if item.nth and mark == "shown" else mark,
        on=local(event["recorded_at"]) if event and mark != "part-way" else None,
        first_answers=f"{answers['helpful']} of {answers['questions']} helpful first" if answers else "",
        tries=answers["tries"] if answers else None,
        mode=_how(mark),
        wording=(event["content_sha256"] or "")[:8] if event and mark != "part-way" else "",
        heard="",
        version="",
        witnessed_by="",
        half_term=item.due.half_term,
    )


def _agreement_row(
    group: ClassRow, pupil: PupilRow, item: Item, mark: Status, event: Row | None, signed: Row | None
) -> RecordRow:
    """What was signed stays what was signed: an earlier signature is shown, and that it is due again."""
    if mark == "shown":
        status = "signed"
    elif mark == "not sure":
        status = "not sure"
    elif signed:
        status = "due again"
    else:
        status = "not yet" if mark == "planned" else mark
    return RecordRow(
        class_title=group.title,
        given_name=pupil.given_name,
        family_name=pupil.family_name,
        lesson_id=AGREEMENT,
        lesson_title=item.due.title,
        status=status,
        on=local(signed["recorded_at"]) if signed else local(event["recorded_at"]) if event else None,
        first_answers="",
        tries=None,
        mode=HOW["individual"] if signed else _how(mark),
        wording=signed["content_sha256"][:8] if signed else "",
        heard=signed["heard"] if signed else "",
        version=signed["agreement_version"] if signed else "",
        witnessed_by=(signed["witness"] or "") if signed else "",
        half_term=item.due.half_term,
    )


def _how(mark: Status) -> str:
    mode = MODE_OF.get(mark)
    return HOW[mode] if mode else ""


def local(kept: str) -> date:
    return local_date(moment(kept))
