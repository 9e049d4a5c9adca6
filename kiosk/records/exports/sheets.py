"""Reports as tables: columns and rows of cells, the same for CSV, XLSX and the tables of a PDF."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kiosk.records import reports
from kiosk.records.exports.wanted import Material, Progress, Wanted, What
from kiosk.records.reports.record import by_family_name
from kiosk.records.rows import (
    CheckInRow,
    ClassRow,
    CoverageRow,
    DueRow,
    Matrix,
    MatrixRow,
    RecordRow,
    SlipRow,
    Status,
)

if TYPE_CHECKING:
    from kiosk.records.store import Store

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Sheet:
    """`name` is the class's title, or of a sheet about the whole school what it is about."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def sheets(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> list[Sheet]:
    """One for each class, or one for the school where it is about classes and not about pupils."""
    return list(_KINDS[wanted.what](store, wanted, material, progress))


def groups(store: "Store", wanted: Wanted) -> list[ClassRow]:
    """The classes that an export is about: those it names, else all of this school year."""
    ids = wanted.only.class_ids
    found = [store.class_(class_id) for class_id in ids] if ids else store.classes()
    years = wanted.only.year_groups
    return [group for group in found if not years or set(years) & set(group.year_groups)]


def each(found: Sequence[ClassRow], progress: Progress, share: float = 0.5) -> Iterator[ClassRow]:
    """The classes one by one, saying how far they are."""
    for place, group in enumerate(found):
        progress(share * place / len(found))
        yield group
    progress(share)


def mark_word(row: MatrixRow, mark: Status | None) -> str:
    """What a mark is called on paper: an agreement is signed, a check-in is done."""
    if mark == "shown":
        return {"agreement": "signed", "check-in": "done"}.get(row.kind, "shown")
    return mark or ""


def _record(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Iterator[Sheet]:
    for group in each(groups(store, wanted), progress):
        rows = reports.class_record(store, group.id, material.plans.get(group.id, ()), wanted.only)
        yield Sheet(group.title, RECORD_COLUMNS, [_record_cells(row) for row in rows])


RECORD_COLUMNS = (
    "Class", "Given name", "Family name", "Lesson id", "Lesson", "Status", "Date", "First answers", "Tries", "How",
    "Wording", "Read or listened", "Agreement version", "Witnessed by", "Half-term",
)  # fmt: skip


def _record_cells(row: RecordRow) -> list[Cell]:
    return [
        row.class_title, row.given_name, row.family_name, row.lesson_id, row.lesson_title, row.status, row.on,
        row.first_answers, row.tries, row.mode, row.wording, row.heard, row.version, row.witnessed_by, row.half_term,
    ]  # fmt: skip


def _matrix(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Iterator[Sheet]:
    """Pupils down, lessons across, in every sheet the same columns, so that sheets can be put under one another."""
    found = matrices(store, wanted, material, progress)
    lessons = list(
        dict.fromkeys((row.half_term, row.lesson_id, row.lesson_title) for each in found for row in each.rows)
    )
    for matrix in found:
        across = {(row.half_term, row.lesson_id, row.lesson_title): row for row in matrix.rows}
        places = {pupil.id: place for place, pupil in enumerate(matrix.pupils)}
        rows: list[list[Cell]] = []
        for pupil in by_family_name(matrix.pupils):
            marks: list[Cell] = []
            for lesson in lessons:
                row = across.get(lesson)
                marks.append(mark_word(row, row.marks[places[pupil.id]]) if row else "")
            rows.append([matrix.group.title, pupil.given_name, pupil.family_name, *marks])
        titles = [title if not half_term else f"{half_term}: {title}" for half_term, _, title in lessons]
        yield Sheet(matrix.group.title, ("Class", "Given name", "Family name", *titles), rows)


def matrices(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> list[Matrix]:
    """The matrices that an export is about, as the screen has them."""
    found = reports.matrices(store, material.plans, wanted.only)
    progress(0.5)
    return found


def _coverage(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Iterator[Sheet]:
    ids = [group.id for group in groups(store, wanted)]
    rows = reports.cycle_coverage(store, material.plans, ids) if ids else []
    half_terms = wanted.only.half_terms
    progress(0.5)
    yield Sheet(
        "Coverage",
        COVERAGE_COLUMNS,
        [_coverage_cells(row) for row in rows if not half_terms or row.half_term in half_terms],
    )


COVERAGE_COLUMNS = (
    "Class", "Half-term", "When", "Lessons planned", "Lessons taught", "Pupils", "Pupils who have had all",
    "Turns planned", "Turns shown", "Turns taught together",
)  # fmt: skip


def _coverage_cells(row: CoverageRow) -> list[Cell]:
    return [
        row.class_title, row.half_term, row.when, row.planned, row.taught, row.size, row.complete,
        row.turns, row.shown, row.together,
    ]  # fmt: skip


def _check_in(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Iterator[Sheet]:
    for group in each(groups(store, wanted), progress):
        rows = reports.check_in(store, group.id)
        yield Sheet(group.title, CHECK_IN_COLUMNS, [[group.title, *_check_in_cells(row)] for row in rows])


CHECK_IN_COLUMNS = (
    "Class", "Misconception", "What it means", "Teach next", "Before", "Before, of pupils", "After", "After, of pupils",
    "Note",
)  # fmt: skip


def _check_in_cells(row: CheckInRow) -> list[Cell]:
    return [
        row.misconception, row.meaning, row.teach_next, row.before, row.before_of, row.after, row.after_of, row.note,
    ]  # fmt: skip


def _due(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Iterator[Sheet]:
    rows = reports.agreement_due(store, wanted.only)
    for group in each(groups(store, wanted), progress):
        yield Sheet(group.title, DUE_COLUMNS, [_due_cells(row) for row in rows if row.class_id == group.id])


DUE_COLUMNS = ("Class", "Given name", "Family name", "Why", "Not sure yet", "Last signed", "Last wording")


def _due_cells(row: DueRow) -> list[Cell]:
    return [
        row.class_title, row.pupil.given_name, row.pupil.family_name, row.why, "yes" if row.not_sure else "",
        row.last_on, row.last_version,
    ]  # fmt: skip


def _slips(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Iterator[Sheet]:
    rows = reports.slips(store, wanted.only)
    for group in each(groups(store, wanted), progress):
        yield Sheet(group.title, SLIP_COLUMNS, [_slip_cells(row) for row in rows if row.class_id == group.id])


SLIP_COLUMNS = ("Class", "Given name", "Family name", "Slip", "Returned")


def _slip_cells(row: SlipRow) -> list[Cell]:
    return [
        row.class_title, row.pupil.given_name, row.pupil.family_name, "back" if row.returned_on else "not back yet",
        row.returned_on,
    ]  # fmt: skip


_KINDS: dict[What, Callable[["Store", Wanted, Material, Progress], Iterator[Sheet]]] = {
    "record": _record,
    "matrix": _matrix,
    "coverage": _coverage,
    "check-in": _check_in,
    "due": _due,
    "slips": _slips,
}
