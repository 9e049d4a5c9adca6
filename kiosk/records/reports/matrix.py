"""What each pupil of a class has had: lessons by pupils, as the screen's matrix and every export have it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from json import dumps
from typing import TYPE_CHECKING

from kiosk.content.stamp import CHECK_INS, Due
from kiosk.records.database import Row
from kiosk.records.events import moment
from kiosk.records.rows import AGREEMENT, ClassRow, Matrix, MatrixRow, Mode, Only, PupilRow, Status
from kiosk.records.terms import local_date, school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store

Plans = Mapping[str, Sequence[Due]]
"""What the cycle has for each class's school year, by the class's id."""
EVERYTHING = Only()
MODE_OF: Mapping[Status, Mode] = {
    "shown": "individual",
    "part-way": "individual",
    "not sure": "individual",
    "taught together": "whole-class",
}


def class_matrix(store: "Store", class_id: str, plan: Sequence[Due] = (), only: Only = EVERYTHING) -> Matrix:
    """One class, of earlier school years too. Without `plan`, what the class was given."""
    (found,) = narrowed(store, cells(store, [store.class_(class_id)], {class_id: plan}), only)
    return _matrix(found)


def matrices(store: "Store", plans: Plans | None = None, only: Only = EVERYTHING) -> list[Matrix]:
    """The classes of this school year, or those that `only` names; a class of which nothing is left is left out."""
    groups = [store.class_(class_id) for class_id in only.class_ids] if only.class_ids else store.classes()
    found = narrowed(store, cells(store, groups, plans or {}), only)
    return [_matrix(each) for each in found if each.pupils and each.items]


def given(store: "Store") -> set[tuple[str, str]]:
    """(class id, lesson id) of all that the classes of this school year have been launched."""
    rows = store.query(
        "select distinct l.class_id, ll.lesson_id from launch l join launch_lesson ll on ll.launch_id = l.id "
        "join class c on c.id = l.class_id where c.school_year = ?",
        school_year_of(store.today()),
    )
    return {(row["class_id"], row["lesson_id"]) for row in rows}


@dataclass(frozen=True)
class Item:
    """A row of a class's matrix. `nth`: which time of a check-in. `was_given`: the class was launched it."""

    due: Due
    nth: int
    was_given: bool


@dataclass(frozen=True)
class Cells:
    """A class's matrix, and beside every mark the event that gave it its date, 0 where there is none."""

    group: ClassRow
    pupils: Sequence[PupilRow]
    items: Sequence[Item]
    marks: Sequence[Sequence[Status | None]]
    seqs: Sequence[Sequence[int]]
    to_do: Sequence[int] = ()


def cells(store: "Store", groups: Sequence[ClassRow], plans: Plans, *, lessons: bool = True) -> list[Cells]:
    """The matrices of these classes, all that is in them. `lessons` False: of what was given only the agreement."""
    found: dict[str, Cells] = {}
    for school_year in {group.school_year for group in groups}:
        of_year = [group for group in groups if group.school_year == school_year]
        found |= {each.group.id: each for each in _of_year(store, of_year, school_year, plans, lessons=lessons)}
    return [found[group.id] for group in groups]


def agreement_cells(store: "Store", groups: Sequence[ClassRow]) -> list[Cells]:
    """The agreement's row alone, of the classes that sign, whether they were given it or not."""
    signing = [group for group in groups if group.signs]
    return cells(store, signing, {group.id: [AGREEMENT_DUE] for group in signing}, lessons=False)


AGREEMENT_DUE = Due("", AGREEMENT, "Agreement")


def _of_year(
    store: "Store", groups: Sequence[ClassRow], school_year: int, plans: Plans, *, lessons: bool
) -> list[Cells]:
    ids = [group.id for group in groups]
    done = _Done(store, school_year, ids)
    launched: dict[str, dict[str, Row]] = {class_id: {} for class_id in ids}
    for row in store.query(_LAUNCHED, dumps(ids)):
        if lessons or row["lesson_id"] == AGREEMENT:
            launched[row["class_id"]][row["lesson_id"]] = row
    away: dict[str, set[str]] = {}
    for row in store.query(
        "select a.* from absence a join launch l on l.id = a.launch_id "
        "where l.class_id in (select value from json_each(?))",
        dumps(ids),
    ):
        away.setdefault(row["launch_id"], set()).add(row["pupil_id"])
    return [
        _class_cells(group, store.pupils(group.id), plans.get(group.id, ()), launched[group.id], done, away)
        for group in groups
    ]


class _Done:
    """What these classes' pupils did in a school year, in whichever class; each kind is read when it is asked for."""

    def __init__(self, store: "Store", school_year: int, class_ids: Sequence[str]) -> None:
        self._store = store
        self._values = school_year, dumps([*class_ids])
        wordings = store.query("select key_stage, sha256 from wording_now")
        self.wordings: dict[str, str] = {row["key_stage"]: row["sha256"] for row in wordings}
        self.this_year = school_year == school_year_of(store.today())

    @cached_property
    def done(self) -> dict[str, dict[str, Row]]:
        """By pupil, then by lesson."""
        found: dict[str, dict[str, Row]] = {}
        for row in self._store.query(_DONE, *self._values):
            found.setdefault(row["pupil_id"], {})[row["lesson_id"]] = row
        return found

    @cached_property
    def signed(self) -> dict[str, dict[str, int]]:
        """By pupil, then by wording."""
        found: dict[str, dict[str, int]] = {}
        for row in self._store.query(_SIGNED, *self._values):
            found.setdefault(row["pupil_id"], {})[row["content_sha256"]] = row["seq"]
        return found

    @cached_property
    def not_sure(self) -> dict[str, int]:
        return {row["pupil_id"]: row["seq"] for row in self._store.query(_NOT_SURE, *self._values)}

    @cached_property
    def reading(self) -> dict[str, int]:
        """Who has begun with the agreement."""
        return {row["pupil_id"]: row["seq"] for row in self._store.query(_READING, *self._values)}

    def lesson(self, pupil_ids: Sequence[str], lesson_id: str) -> "list[_Mark | None]":
        """Shown to a pupil outweighs taught to the class."""
        column: list[_Mark | None] = []
        for pupil_id in pupil_ids:
            row = self.done.get(pupil_id, _NOTHING).get(lesson_id)
            if row is None:
                column.append(None)
            elif row["shown"]:
                column.append(("shown", row["shown"]))
            elif row["together"]:
                column.append(("taught together", row["together"]))
            else:
                column.append(("part-way", row["begun"]))
        return column

    def check_in(self, pupil_id: str, lesson_id: str, nth: int) -> "_Mark | None":
        row = self.done.get(pupil_id, _NOTHING).get(lesson_id)
        times = self.times(pupil_id, lesson_id)
        if row is None:
            return None
        if times >= nth:
            return "shown", row["shown"] if nth == 1 else row["last"]
        return ("part-way", row["begun"]) if times == nth - 1 and row["begun"] > (row["last"] or 0) else None

    def agreement(self, pupil_id: str, key_stage: str) -> "_Mark | None":
        """Signed this school year; in this one, the wording that is in force."""
        if seq := self.signed_at(pupil_id, self.wordings.get(key_stage) if self.this_year else None):
            return "shown", seq
        if pupil_id in self.not_sure:
            return "not sure", self.not_sure[pupil_id]
        begun = self.reading.get(pupil_id, 0)
        return ("part-way", begun) if begun > (self.signed_at(pupil_id, None) or 0) else None

    def signed_at(self, pupil_id: str, sha256: str | None) -> int | None:
        signed = self.signed.get(pupil_id, _NONE_SIGNED)
        return signed.get(sha256) if sha256 else max(signed.values(), default=None)

    def times(self, pupil_id: str, lesson_id: str) -> int:
        row = self.done.get(pupil_id, _NOTHING).get(lesson_id)
        return row["times"] if row else 0


_Mark = tuple[Status, int]
_NOTHING: Mapping[str, Row] = {}
_NONE_SIGNED: Mapping[str, int] = {}

_OURS = "(select pupil_id from member where class_id in (select value from json_each(?2)))"
_DONE = f"""
    select pupil_id, lesson_id,
        min(case verb when 'completed' then seq end) as shown, sum(verb = 'completed') as times,
        max(case verb when 'completed' then seq end) as last,
        min(case verb when 'taught' then seq end) as together,
        max(case verb when 'attempted' then seq end) as begun
    from live_event
    where school_year = ?1 and verb in ('completed', 'taught', 'attempted') and lesson_id is not null
        and pupil_id in {_OURS}
    group by pupil_id, lesson_id
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
# The last launch of each thing says who was away; the first, in which half-term an unplanned one belongs.
_LAUNCHED = """
    with launched as (
        select l.rowid as nth, l.class_id, ll.lesson_id, ll.lesson_title as title
        from launch l join launch_lesson ll on ll.launch_id = l.id where l.class_id in (select value from json_each(?1))
        union all
        select rowid, class_id, 'agreement', 'Agreement' from launch
        where agreement = 1 and class_id in (select value from json_each(?1))
    ),
    ends as (
        select class_id, lesson_id, max(title) as title, min(nth) as first, max(nth) as last
        from launched group by class_id, lesson_id
    )
    select *, (select id from launch where rowid = last) as last_id,
        (select term from event where verb = 'launched'
            and launch_id = (select id from launch where rowid = first) limit 1) as first_term,
        (select term from event where verb = 'launched'
            and launch_id = (select id from launch where rowid = last) limit 1) as last_term
    from ends order by first
"""


def _class_cells(
    group: ClassRow,
    pupils: Sequence[PupilRow],
    plan: Sequence[Due],
    launched: Mapping[str, Row],
    done: _Done,
    away: Mapping[str, set[str]],
) -> Cells:
    ids = [pupil.id for pupil in pupils]
    items = _items(group, ids, plan, launched, done)
    columns = []
    for item in items:
        last = launched.get(item.due.id)
        absent = away.get(last["last_id"], _NOBODY) if last and item.was_given else _NOBODY
        rest: Status = "not yet" if item.was_given else "planned"
        if item.due.id == AGREEMENT:
            column = [done.agreement(pupil_id, group.key_stage) for pupil_id in ids]
        elif item.nth:
            column = [done.check_in(pupil_id, item.due.id, item.nth) for pupil_id in ids]
        else:
            column = done.lesson(ids, item.due.id)
        columns.append([
            mark or (("away", 0) if pupil_id in absent else (rest, 0))
            for mark, pupil_id in zip(column, ids, strict=True)
        ])  # fmt: skip
    return Cells(
        group,
        pupils,
        items,
        marks=[[mark for mark, _ in column] for column in columns],
        seqs=[[seq for _, seq in column] for column in columns],
    )


_NOBODY: frozenset[str] = frozenset()


def _items(
    group: ClassRow, pupil_ids: Iterable[str], plan: Sequence[Due], launched: Mapping[str, Row], done: _Done
) -> list[Item]:
    """What is planned, then what the class was given beside it."""
    items: list[Item] = []
    times: dict[str, int] = {}
    for due in plan:
        row = launched.get(due.id)
        if due.id in CHECK_INS:
            times[due.id] = times.get(due.id, 0) + 1
            items.append(_time(due, times[due.id], row))
        elif due.id != AGREEMENT or group.signs:
            items.append(Item(due, 0, row is not None))
    planned = {item.due.id for item in items}
    for lesson_id, row in launched.items():
        if lesson_id in planned or (lesson_id == AGREEMENT and not group.signs):
            continue
        due = Due(row["first_term"], lesson_id, row["title"])
        if lesson_id not in CHECK_INS:
            items.append(Item(due, 0, True))
            continue
        items.append(_time(due, 1, row))
        if row["last_term"] != row["first_term"] or any(done.times(pupil_id, lesson_id) > 1 for pupil_id in pupil_ids):
            items.append(_time(replace(due, half_term=row["last_term"]), 2, row))
    return items


def _time(due: Due, nth: int, row: Row | None) -> Item:
    """The first or the second time of a check-in: the second is another half-term's."""
    was_given = row is not None and (nth == 1 or row["last_term"] != row["first_term"])
    return Item(replace(due, title=f"Check-in: {'before' if nth == 1 else 'after'}"), nth, was_given)


def narrowed(store: "Store", found: Sequence[Cells], only: Only) -> list[Cells]:
    """Pupils and lessons that `only` leaves out are gone, and of the others the marks that it leaves out are None.

    Where marks are chosen, pupils and lessons that have none of them are gone too.
    """
    days = _Days(store, found, only)
    years = _year_groups(store, found) if only.year_groups else {}
    return [_narrowed(each, only, days, years) for each in found]


def _narrowed(whole: Cells, only: Only, days: "_Days", years: Mapping[str, str]) -> Cells:
    across = [n for n, pupil in enumerate(whole.pupils) if not years or years.get(pupil.id) in only.year_groups]
    down = [n for n, item in enumerate(whole.items) if _wanted(item, only)]
    choosing = bool(only.statuses or only.modes or days.narrow)
    marks, to_do = {}, {}
    for n in down:
        column, seqs = whole.marks[n], whole.seqs[n]
        marks[n] = [column[p] if not choosing or _chosen(column[p], seqs[p], only, days) else None for p in across]
        begun = any(column[p] != "planned" for p in across)
        to_do[n] = sum(column[p] not in ("shown", "taught together") for p in across) if begun else 0
    stay = list(range(len(across)))
    if choosing:
        down = [n for n in down if any(marks[n])]
        stay = [place for place in stay if any(marks[n][place] for n in down)]
    return Cells(
        whole.group,
        pupils=[whole.pupils[across[place]] for place in stay],
        items=[whole.items[n] for n in down],
        marks=[[marks[n][place] for place in stay] for n in down],
        seqs=[[whole.seqs[n][across[place]] for place in stay] for n in down],
        to_do=[to_do[n] for n in down],
    )


def _matrix(found: Cells) -> Matrix:
    rows = zip(found.items, found.marks, found.to_do, strict=True)
    return Matrix(
        group=found.group,
        pupils=tuple(found.pupils),
        rows=tuple(_row(found.group, item, tuple(marks), to_do) for item, marks, to_do in rows),
    )


def _row(group: ClassRow, item: Item, marks: tuple[Status | None, ...], to_do: int) -> MatrixRow:
    due = item.due
    return MatrixRow(
        class_id=group.id,
        lesson_id=due.id,
        lesson_title=due.title,
        kind="agreement" if due.id == AGREEMENT else "check-in" if item.nth else "lesson",
        half_term=due.half_term,
        marks=marks,
        to_do=to_do,
    )


def _wanted(item: Item, only: Only) -> bool:
    return (not only.half_terms or item.due.half_term in only.half_terms) and (
        not only.lesson_ids or item.due.id in only.lesson_ids
    )


def _chosen(mark: Status | None, seq: int, only: Only, days: "_Days") -> bool:
    return (
        (not only.statuses or mark in only.statuses)
        and (not only.modes or (mark is not None and MODE_OF.get(mark) in only.modes))
        and (not days.narrow or days.within(seq))
    )


class _Days:
    """The days of what was done, looked up only where the report is narrowed to some."""

    def __init__(self, store: "Store", found: Sequence[Cells], only: Only) -> None:
        self.only = only
        self.narrow = only.since is not None or only.until is not None
        seqs = {seq for each in found for column in each.seqs for seq in column if seq} if self.narrow else set()
        self.day = {
            row["seq"]: local_date(moment(row["recorded_at"]))
            for row in store.query(
                "select seq, recorded_at from event where seq in (select value from json_each(?))", dumps([*seqs])
            )
        }

    def within(self, seq: int) -> bool:
        day = self.day.get(seq)
        if day is None:
            return False
        return (self.only.since or day) <= day <= (self.only.until or day)


def _year_groups(store: "Store", found: Sequence[Cells]) -> dict[str, str]:
    ids = dumps([each.group.id for each in found])
    rows = store.query(
        "select pupil_id, year_group from member where class_id in (select value from json_each(?))", ids
    )
    return {row["pupil_id"]: row["year_group"] for row in rows}
