"""The two-year cycle: what was planned and taught, and how many have had it; the lead's first screen in numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from kiosk.content.stamp import Due
from kiosk.records.reports.matrix import Cells, Plans, agreement_cells, cells
from kiosk.records.reports.signing import slips_outstanding
from kiosk.records.rows import AGREEMENT, ClassRow, Counts, CoverageRow
from kiosk.records.terms import NAMES, half_term_on, school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store

HAD = ("shown", "taught together")


def cycle_coverage(store: "Store", plans: Plans, class_ids: Sequence[str] = ()) -> list[CoverageRow]:
    """A row for each class and half-term: the classes of this school year, or those named."""
    groups = [store.class_(class_id) for class_id in class_ids] if class_ids else store.classes()
    now = {group.school_year: _now(store, group.school_year) for group in groups}
    found = cells(store, groups, plans)
    return [row for each in found for row in _covered(each, plans.get(each.group.id, ()), now[each.group.school_year])]


def counts(store: "Store", plans: Plans | None = None) -> Counts:
    """This school year up to and with this half-term, in numbers. Without plans, what classes were given counts."""
    if not plans:
        return replace(counted(store, ()), lessons_taught=_taught(store, store.classes()))
    return counted(store, cycle_coverage(store, plans))


def counted(store: "Store", coverage: Iterable[CoverageRow]) -> Counts:
    """The same where the coverage is known already."""
    groups = store.classes()
    so_far = [row for row in coverage if row.when != "to come"]
    signing = [mark for each in agreement_cells(store, groups) for marks in each.marks for mark in marks]
    pupils = sum(group.size for group in groups)
    return Counts(
        classes=len(groups),
        pupils=pupils,
        lessons_taught=sum(row.taught for row in so_far),
        signed=signing.count("shown"),
        not_signed=len(signing) - signing.count("shown"),
        lessons_planned=sum(row.planned for row in so_far),
        classes_behind=len({row.class_id for row in so_far if row.behind}),
        not_sure=signing.count("not sure"),
        slips_back=pupils - len(slips_outstanding(store)),
        slips_due=pupils,
    )


def _covered(found: Cells, plan: Sequence[Due], now: str) -> list[CoverageRow]:
    lessons = [
        n for n, item in enumerate(found.items) if item.due in plan and not item.nth and item.due.id != AGREEMENT
    ]
    size = len(found.pupils)
    rows = []
    for half_term in NAMES:
        columns = [found.marks[n] for n in lessons if found.items[n].due.half_term == half_term]
        had = [sum(mark in HAD for mark in column) for column in columns]
        rows.append(
            CoverageRow(
                class_id=found.group.id,
                class_title=found.group.title,
                half_term=half_term,
                when=_when(half_term, now),
                planned=len(columns),
                taught=sum(2 * pupils > size for pupils in had),
                size=size,
                complete=sum(all(column[place] in HAD for column in columns) for place in range(size)),
                shown=sum(column.count("shown") for column in columns),
                together=sum(column.count("taught together") for column in columns),
                turns=len(columns) * size,
            )
        )
    return rows


def _when(half_term: str, now: str) -> Literal["past", "now", "to come"]:
    if half_term == now:
        return "now"
    return "past" if NAMES.index(half_term) < NAMES.index(now) else "to come"


def _now(store: "Store", school_year: int) -> str:
    """The half-term of today; of an earlier school year, its last one."""
    if school_year != school_year_of(store.today()):
        return NAMES[-1]
    return half_term_on(store.today(), store.half_terms(school_year))


def _taught(store: "Store", groups: Sequence[ClassRow]) -> int:
    """Lesson and class pairs of which anybody has had the lesson."""
    return sum(
        item.due.id != AGREEMENT and any(mark in HAD for mark in marks)
        for each in cells(store, groups, {})
        for item, marks in zip(each.items, each.marks, strict=True)
    )
