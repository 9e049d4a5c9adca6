"""What each pupil of a class has had: lessons by pupils, as the screen's matrix and every export have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from json import dumps
from typing import TYPE_CHECKING

from kiosk.content.stamp import CHECK_INS, Due
from kiosk.records.events import moment
from kiosk.records.reports.done import Done, Hand, Launched, Mark
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


def cells(store: "Store", groups: Sequence[ClassRow], plans: Plans) -> list[Cells]:
    """The matrices of these classes, all that is in them."""
    done = _done(store, groups)
    return [
        _class_cells(
            group,
            pupils := store.pupils(group.id),
            [done[group.school_year].hand(pupil.id) for pupil in pupils],
            plans.get(group.id, ()),
            done[group.school_year].launched.get(group.id, {}),
            done[group.school_year],
        )
        for group in groups
    ]


def agreement_cells(store: "Store", groups: Sequence[ClassRow]) -> list[Cells]:
    """The agreement's row alone, of the classes that sign, whether they were given it or not. Lessons are not read."""
    signing = [group for group in groups if group.signs]
    done = _done(store, signing)
    found = []
    for group in signing:
        pupils, of_year = store.pupils(group.id), done[group.school_year]
        given = of_year.launched.get(group.id, {})
        launched = {AGREEMENT: given[AGREEMENT]} if AGREEMENT in given else {}
        hands = [Hand(pupil.id) for pupil in pupils]
        found.append(_class_cells(group, pupils, hands, [AGREEMENT_DUE], launched, of_year))
    return found


AGREEMENT_DUE = Due("", AGREEMENT, "Agreement")


def _done(store: "Store", groups: Sequence[ClassRow]) -> dict[int, Done]:
    """By school year."""
    years = {group.school_year for group in groups}
    return {year: Done(store, year, [group.id for group in groups if group.school_year == year]) for year in years}


def _class_cells(
    group: ClassRow,
    pupils: Sequence[PupilRow],
    hands: Sequence[Hand],
    plan: Sequence[Due],
    launched: Mapping[str, Launched],
    done: Done,
) -> Cells:
    items = _items(group, hands, plan, launched, done)
    columns = [_column(item, group, hands, launched.get(item.due.id), done) for item in items]
    return Cells(
        group,
        pupils,
        items,
        marks=[[mark for mark, _ in column] for column in columns],
        seqs=[[seq for _, seq in column] for column in columns],
    )


def _column(item: Item, group: ClassRow, hands: Sequence[Hand], launched: Launched | None, done: Done) -> list[Mark]:
    rest: Mark = ("not yet" if item.was_given else "planned", 0)
    absent = done.away.get(launched.last, _NOBODY) if launched and item.was_given else _NOBODY
    if item.due.id == AGREEMENT:
        marks = [done.agreement(hand.pupil_id, group.key_stage) for hand in hands]
    elif item.nth:
        marks = [_check_in(hand, item) for hand in hands]
    else:
        marks = [_lesson(hand, item.due.id) for hand in hands]
    return [mark or (_AWAY if hand.pupil_id in absent else rest) for mark, hand in zip(marks, hands, strict=True)]


def _lesson(hand: Hand, lesson_id: str) -> Mark | None:
    """Shown to a pupil outweighs taught to the class; the earliest of its kind gives the date."""
    if lesson_id in hand.completed:
        return "shown", hand.completed[lesson_id][0]
    if lesson_id in hand.taught:
        return "taught together", hand.taught[lesson_id][0]
    if lesson_id in hand.attempted:
        return "part-way", hand.attempted[lesson_id][-1]
    return None


def _check_in(hand: Hand, item: Item) -> Mark | None:
    """The first time is before, the latest is after."""
    times = hand.completed.get(item.due.id, ())
    if len(times) >= item.nth:
        return "shown", times[0] if item.nth == 1 else times[-1]
    begun = hand.attempted.get(item.due.id, (0,))[-1]
    return ("part-way", begun) if len(times) == item.nth - 1 and begun > max(times, default=0) else None


_NOBODY: frozenset[str] = frozenset()
_AWAY: Mark = ("away", 0)


def _items(
    group: ClassRow, hands: Sequence[Hand], plan: Sequence[Due], launched: Mapping[str, Launched], done: Done
) -> list[Item]:
    """What is planned, then what the class was given beside it."""
    items: list[Item] = []
    times: dict[str, int] = {}
    for due in plan:
        if due.id in CHECK_INS:
            times[due.id] = times.get(due.id, 0) + 1
            items.append(_time(due, times[due.id], launched.get(due.id), done))
        elif due.id != AGREEMENT or group.signs:
            items.append(Item(due, 0, due.id in launched))
    planned = {item.due.id for item in items}
    for lesson_id, each in launched.items():
        if lesson_id in planned or (lesson_id == AGREEMENT and not group.signs):
            continue
        due = Due(done.half_term(each.first), lesson_id, each.title)
        if lesson_id not in CHECK_INS:
            items.append(Item(due, 0, True))
            continue
        items.append(_time(due, 1, each, done))
        again = _time(replace(due, half_term=done.half_term(each.last)), 2, each, done)
        if again.was_given or any(len(hand.completed.get(lesson_id, ())) > 1 for hand in hands):
            items.append(again)
    return items


def _time(due: Due, nth: int, launched: Launched | None, done: Done) -> Item:
    """The first or the second time of a check-in: the second is another half-term's."""
    was_given = launched is not None and (nth == 1 or done.half_term(launched.last) != done.half_term(launched.first))
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
