"""What the records hold of some classes and a school year, read at once: who has done what, what was launched, who was
away. A whole school is 420 pupils and some ten thousand things done, so each kind is one question to the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from json import dumps
from typing import TYPE_CHECKING, NamedTuple

from kiosk.records.rows import AGREEMENT, Status
from kiosk.records.terms import school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store

Mark = tuple[Status, int]
"""How far somebody is, and the event that it is dated by (0: there is none)."""
Times = Mapping[str, Sequence[int]]
"""By lesson, the events of doing it, earliest first."""
NO_TIMES: Times = {}


class Hand(NamedTuple):
    pupil_id: str
    completed: Times = NO_TIMES
    taught: Times = NO_TIMES
    attempted: Times = NO_TIMES


@dataclass
class Launched:
    """One thing that a class was launched. `first` and `last`: its launches, the last says who was away."""

    title: str
    first: str
    last: str


class Done:
    """What the pupils of these classes did in a school year, in whichever class."""

    def __init__(self, store: "Store", school_year: int, class_ids: Sequence[str]) -> None:
        self._store = store
        self._ids = dumps([*class_ids])
        self._values = school_year, self._ids
        wordings = store.query("select key_stage, sha256 from wording_now")
        self.wordings: dict[str, str] = {row["key_stage"]: row["sha256"] for row in wordings}
        self.this_year = school_year == school_year_of(store.today())

    def hand(self, pupil_id: str) -> "Hand":
        """What one pupil did."""
        done = self._done
        return Hand(pupil_id, *(done.get((pupil_id, verb), NO_TIMES) for verb in ("completed", "taught", "attempted")))

    def agreement(self, pupil_id: str, key_stage: str) -> Mark | None:
        """Signed this school year; in the one of today, under the wording that is in force."""
        if seq := self._signed_at(pupil_id, self.wordings.get(key_stage) if self.this_year else None):
            return "shown", seq
        if pupil_id in self._not_sure:
            return "not sure", self._not_sure[pupil_id]
        begun = self._reading.get(pupil_id, 0)
        return ("part-way", begun) if begun > (self._signed_at(pupil_id, None) or 0) else None

    @cached_property
    def launched(self) -> dict[str, dict[str, Launched]]:
        """By class, then by lesson or `AGREEMENT`, in the order of their first launches."""
        found: dict[str, dict[str, Launched]] = {}
        for row in self._store.query(_LAUNCHED, self._ids):
            of_class = found.setdefault(row["class_id"], {})
            each = of_class.setdefault(row["lesson_id"], Launched(row["lesson_title"], row["id"], row["id"]))
            each.title, each.last = row["lesson_title"], row["id"]
        return found

    @cached_property
    def away(self) -> dict[str, set[str]]:
        """The pupils who were away, by launch."""
        found: dict[str, set[str]] = {}
        for row in self._store.query(_AWAY, self._ids):
            found.setdefault(row["launch_id"], set()).add(row["pupil_id"])
        return found

    def half_term(self, launch_id: str) -> str:
        """In which a launch was."""
        rows = self._store.query("select term from event where launch_id = ? and verb = 'launched' limit 1", launch_id)
        return str(rows[0]["term"]) if rows else ""

    @cached_property
    def _done(self) -> dict[tuple[str, str], Times]:
        found: dict[tuple[str, str], Times] = {}
        for row in self._store.query(_DONE, *self._values):
            lessons, seqs = row["lessons"].split(","), list(map(int, row["seqs"].split(",")))
            times: Times = {lesson_id: (seq,) for lesson_id, seq in zip(lessons, seqs, strict=True)}
            if len(times) < len(lessons):  # something was done twice
                pairs = sorted(zip(seqs, lessons, strict=True))
                times = {lesson_id: [seq for seq, each in pairs if each == lesson_id] for lesson_id in times}
            found[row["pupil_id"], row["verb"]] = times
        return found

    @cached_property
    def _signed(self) -> dict[str, dict[str, int]]:
        """By pupil, then by wording."""
        found: dict[str, dict[str, int]] = {}
        for row in self._store.query(_SIGNED, *self._values):
            found.setdefault(row["pupil_id"], {})[row["content_sha256"]] = row["seq"]
        return found

    @cached_property
    def _not_sure(self) -> dict[str, int]:
        return {row["pupil_id"]: row["seq"] for row in self._store.query(_NOT_SURE, *self._values)}

    @cached_property
    def _reading(self) -> dict[str, int]:
        """Who has begun with the agreement."""
        return {row["pupil_id"]: row["seq"] for row in self._store.query(_READING, *self._values)}

    def _signed_at(self, pupil_id: str, sha256: str | None) -> int | None:
        signed = self._signed.get(pupil_id)
        if signed is None:
            return None
        return signed.get(sha256) if sha256 else max(signed.values())


_OURS = "(select pupil_id from member where class_id in (select value from json_each(?2)))"
# A row for each pupil and verb, its lessons in one string: seven times as fast as a row for each lesson. What was
# taken back is left out as `live_event` leaves it out, asked for once and not for every row.
_DONE = f"""
    select pupil_id, verb, group_concat(lesson_id) as lessons, group_concat(seq) as seqs
    from event
    where school_year = ?1 and verb in ('completed', 'taught', 'attempted') and lesson_id is not null
        and pupil_id in {_OURS} and event_id not in (select voids from event where voids is not null)
    group by pupil_id, verb
"""
_SIGNED = f"""
    select pupil_id, content_sha256, max(seq) as seq from live_event
    where school_year = ?1 and verb = 'agreed' and pupil_id in {_OURS} group by pupil_id, content_sha256
"""
_NOT_SURE = f"""
    select n.pupil_id, max(n.seq) as seq from live_event n
    where n.school_year = ?1 and n.verb = 'not-yet' and n.pupil_id in {_OURS} and not exists
        (select 1 from live_event s where s.pupil_id = n.pupil_id and s.verb = 'agreed' and s.seq > n.seq)
    group by n.pupil_id
"""
_READING = f"""
    select pupil_id, max(seq) as seq from live_event
    where school_year = ?1 and verb = 'attempted' and lesson_id is null and pupil_id in {_OURS} group by pupil_id
"""
# The join goes from the launches to their lessons: the other way round it would read those of every school year.
_LAUNCHED = f"""
    select l.rowid as nth, l.id, l.class_id, ll.lesson_id, ll.lesson_title
    from launch l cross join launch_lesson ll on ll.launch_id = l.id
    where l.class_id in (select value from json_each(?1))
    union all
    select rowid, id, class_id, '{AGREEMENT}', 'Agreement' from launch
    where agreement = 1 and class_id in (select value from json_each(?1))
    order by nth
"""
_AWAY = """
    select a.* from launch l cross join absence a on a.launch_id = l.id
    where l.class_id in (select value from json_each(?))
"""
