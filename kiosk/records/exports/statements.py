"""xAPI 1.0.3: what pupils did, a statement for each event, for a learning record store. No name is in any of them.

The same event makes the same statement with the same id, so that sending a file twice adds nothing. What was taken back
is sent with the statement that voids it. What staff did about a pupil (witnessing, slips, talking through) is no
statement of the pupil's; which idea stood behind an answer, and what was answered in a check-in, is for the class.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kiosk.content.stamp import CHECK_INS
from kiosk.records.database import Row
from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted
from kiosk.records.rows import AGREEMENT, Only

if TYPE_CHECKING:
    from kiosk.records.store import Store

VERBS = {
    "attempted": ("http://adlnet.gov/expapi/verbs/attempted", "attempted"),
    "answered": ("http://adlnet.gov/expapi/verbs/answered", "answered"),
    "completed": ("http://adlnet.gov/expapi/verbs/completed", "completed"),
    "taught": ("http://adlnet.gov/expapi/verbs/experienced", "experienced"),
    "agreed": ("http://activitystrea.ms/schema/1.0/agree", "agreed"),
    "not-yet": ("http://adlnet.gov/expapi/verbs/asked", "asked"),
    "voided": ("http://adlnet.gov/expapi/verbs/voided", "voided"),
}
_LESSON = "http://adlnet.gov/expapi/activities/lesson"
_CHECK_IN = "http://adlnet.gov/expapi/activities/assessment"
_QUESTION = "http://adlnet.gov/expapi/activities/question"
_AGREEMENT = "http://activitystrea.ms/schema/1.0/article"
NAMESPACE = uuid.UUID("6f1d7a52-0f0e-5f0b-9c57-2f3f6f8f4c11")
"""Statement ids are made from event ids in it: the events' own are of a version that not every store takes."""
PIECE = 1000


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    where, values = _where(wanted.only)
    total = store.query(f"select count(*) as n from {_EVENTS} where {where}", *values)[0]["n"]
    device = store.query("select id from device")[0]["id"]
    school = material.school_iri.rstrip("/") or f"https://kiosk.invalid/{device}"

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        yield b"["
        done = 0
        for rows in _pieces(store, where, values):
            text = ",\n".join(json.dumps(statement(row, school), ensure_ascii=False) for row in rows)
            yield (",\n" if done else "\n").encode() + text.encode()
            done += len(rows)
            progress(0.9 * done / total)
        yield b"\n]\n"

    return Draft(total, compose)


def statement(event: Row, school: str) -> dict[str, Any]:
    """One event of a pupil as a statement. `school`: the web address that its ids begin with."""
    iri, said = VERBS[event["verb"]]
    told: dict[str, Any] = {
        "id": statement_id(event["event_id"]),
        "actor": _account(school, event["pupil_id"]),
        "verb": {"id": iri, "display": {"en-GB": said}},
        "timestamp": event["occurred_at"],
        "version": "1.0.3",
    }
    if event["verb"] == "voided":
        # Voiding is the kiosk's doing and not the pupil's.
        told["actor"] = _account(school, f"device-{event['device_id']}")
        told["object"] = {"objectType": "StatementRef", "id": statement_id(event["voids"])}
        return told
    told["object"] = _object(event, school)
    if result := _result(event):
        told["result"] = result
    told["context"] = _context(event, school)
    return told


def statement_id(event_id: str) -> str:
    return str(uuid.uuid5(NAMESPACE, event_id))


def _account(school: str, name: str) -> dict[str, Any]:
    return {"objectType": "Agent", "account": {"homePage": school, "name": name}}


def _object(event: Row, school: str) -> dict[str, Any]:
    if event["lesson_id"] is None:
        # Which wording it was is only said where the event says it.
        name = f"Agreement {event['agreement_version'] or ''}".strip()
        return _activity("/".join(filter(None, (school, AGREEMENT, event["content_sha256"]))), name, _AGREEMENT)
    lesson = f"{school}/lessons/{quote(event['lesson_id'])}"
    if event["verb"] == "answered":
        return _activity(f"{lesson}/{quote(event['question_id'])}", event["question_id"], _QUESTION)
    kind = _CHECK_IN if event["lesson_id"] in CHECK_INS else _LESSON
    return _activity(lesson, event["lesson_title"], kind)


def _activity(iri: str, name: str, kind: str) -> dict[str, Any]:
    return {"objectType": "Activity", "id": iri, "definition": {"name": {"en-GB": name}, "type": kind}}


def _result(event: Row) -> dict[str, Any]:
    match event["verb"]:
        case "answered":
            return {"response": event["response"] or ""}
        case "completed":
            told: dict[str, Any] = {"completion": True}
            if event["duration_s"] is not None:
                told["duration"] = f"PT{event['duration_s']}S"
            return told
        case "not-yet":
            return {"response": event["question_id"] or ""}
    return {}


def _context(event: Row, school: str) -> dict[str, Any]:
    told: dict[str, Any] = {"platform": "Think then Click", "language": "en-GB"}
    if event["attempt_id"]:
        told["registration"] = event["attempt_id"]
    if event["verb"] == "answered" and event["lesson_id"]:
        lesson = {"objectType": "Activity", "id": f"{school}/lessons/{quote(event['lesson_id'])}"}
        told["contextActivities"] = {"parent": [lesson]}
    kept = {
        "content-sha256": event["content_sha256"],
        "mode": event["mode"],
        "half-term": event["term"],
        "school-year": event["school_year"],
        "class": event["class_id"],
        "heard": event["heard"],
    }
    told["extensions"] = {f"{school}/xapi/{name}": value for name, value in kept.items() if value is not None}
    return told


def _where(only: Only) -> tuple[str, list[object]]:
    """Events `e` of pupils that make statements, and the voiding of those (`o` is what is voided). What is narrowed to
    a lesson, a class, a term has the voiding of its statements with it, whenever that was.
    """
    where = [f"e.pupil_id is not null and ({_pupils('e')} or (e.verb = 'voided' and {_pupils('o')}))"]
    values: list[object] = []
    for column, wanted in (
        ("coalesce(o.class_id, e.class_id)", only.class_ids),
        ("coalesce(o.term, e.term)", only.half_terms),
        ("case when o.seq is null then coalesce(e.lesson_id, 'agreement') else coalesce(o.lesson_id, 'agreement') end",
         only.lesson_ids),
        ("coalesce(o.mode, e.mode)", only.modes),
    ):  # fmt: skip
        if wanted:
            where.append(f"{column} in (select value from json_each(?))")
            values.append(json.dumps(wanted))
    if only.year_groups:
        where.append(
            "e.pupil_id in (select pupil_id from enrolment n where n.class_id = coalesce(o.class_id, e.class_id) "
            "and n.year_group in (select value from json_each(?)))"
        )
        values.append(json.dumps(only.year_groups))
    if only.since:
        where.append("e.occurred_at >= ?")
        values.append(only.since.isoformat())
    if only.until:
        where.append("e.occurred_at < date(?, '+1 day')")
        values.append(only.until.isoformat())
    return " and ".join(where), values


_EVENTS = "event e left join event o on o.event_id = e.voids"


def _pupils(event: str) -> str:
    """Whether this row tells of something that a pupil did, check-ins without their answers."""
    ids = ", ".join(f"'{check_in_id}'" for check_in_id in CHECK_INS)
    return (
        f"({event}.verb in ('attempted', 'completed', 'taught', 'agreed', 'not-yet') "
        f"or ({event}.verb = 'answered' and coalesce({event}.lesson_id, '') not in ({ids})))"
    )


def _pieces(store: "Store", where: str, values: list[object]) -> Iterator[list[Row]]:
    """In the order in which it happened, a piece at a time: ten years of a school do not fit into memory."""
    last = 0
    while rows := store.query(
        f"select e.* from {_EVENTS} where {where} and e.seq > ? order by e.seq limit {PIECE}", *values, last
    ):
        yield rows
        last = rows[-1]["seq"]
