"""The governors' page: what was taught, where the gaps are, and whether thinking changed. No names."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kiosk.records.reports.before_after import school_check_in
from kiosk.records.reports.coverage import counted, cycle_coverage
from kiosk.records.reports.matrix import Plans
from kiosk.records.reports.signing import not_signed
from kiosk.records.rows import ClassCoverage, Counts, CoverageRow, Gap, Governors, SignedRow

if TYPE_CHECKING:
    from kiosk.records.store import Store


def governors(store: "Store", plans: Plans) -> Governors:
    """This school year, up to and with this half-term."""
    coverage = [row for row in cycle_coverage(store, plans) if row.when != "to come"]
    numbers = counted(store, coverage)
    return Governors(
        school=store.school(),
        as_at=store.today(),
        counts=numbers,
        classes=tuple(_class(rows) for rows in _by_class(coverage)),
        gaps=tuple(_gaps(coverage, not_signed(store), numbers)),
        check_in=tuple(school_check_in(store)),
    )


def _by_class(coverage: Iterable[CoverageRow]) -> Iterable[list[CoverageRow]]:
    found: dict[str, list[CoverageRow]] = {}
    for row in coverage:
        found.setdefault(row.class_id, []).append(row)
    return found.values()


def _class(rows: list[CoverageRow]) -> ClassCoverage:
    return ClassCoverage(
        class_title=rows[0].class_title,
        shown=sum(row.shown for row in rows),
        together=sum(row.together for row in rows),
        turns=sum(row.turns for row in rows),
    )


def _gaps(coverage: list[CoverageRow], signing: list[SignedRow], numbers: Counts) -> Iterable[Gap]:
    """Lessons of half-terms that are over, then signatures, then slips. One class or two have a line each; more of them
    share one, so that the page shows all gaps.
    """
    behind = {
        rows[0].class_title: sum(row.planned - row.taught for row in rows if row.when == "past")
        for rows in _by_class(coverage)
    }
    late = sorted(((title, n) for title, n in behind.items() if n), key=lambda each: -each[1])
    if len(late) <= SEPARATE:
        for title, lessons in late:
            yield Gap(title, title, f"{_of(lessons, 'lesson')} not yet taught")
    else:
        total = sum(lessons for _, lessons in late)
        yield Gap("Lessons", "Lessons", f"{total} not yet taught in {len(late)} classes, most in {late[0][0]}")
    open_ = sorted((row for row in signing if row.signed < row.size), key=lambda row: row.signed - row.size)
    if len(open_) <= SEPARATE:
        for row in open_:
            said = f"{row.size - row.signed} of {row.size} not yet signed"
            yield Gap(f"{row.class_title} signing", row.class_title, said if row.begun else f"{said}, not begun")
    else:
        total = sum(row.size - row.signed for row in open_)
        yield Gap(
            "Signing", "Signing", f"{total} not yet signed in {len(open_)} classes, most in {open_[0].class_title}"
        )
    if missing := numbers.slips_due - numbers.slips_back:
        yield Gap("Parents", "Parents", f"{_of(missing, 'slip')} not back yet")


SEPARATE = 2
"""How many classes have a line each."""


def _of(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
