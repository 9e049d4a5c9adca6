"""CSV that opens in a spreadsheet and runs nothing there.

UTF-8 with a byte order mark (Excel reads it as the local code page without one), every cell quoted. A spreadsheet takes
a cell that begins with = + - or @ for a formula, whatever the quotes say: such words get a ' in front, and stay whole.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.records import reports
from kiosk.records.faults import NotSaved
from kiosk.records.files import replacing
from kiosk.records.rows import CheckInRow, RecordRow, StaffRow

if TYPE_CHECKING:
    from kiosk.records.store import Store

Cell = str | int | float | date | None

RECORD_COLUMNS = (
    "Class", "Given name", "Family name", "Lesson id", "Lesson", "Status", "Date", "First answers", "Tries", "How",
    "Wording", "Read or listened", "Agreement version", "Witnessed by", "Access log",
)  # fmt: skip
CHECK_IN_COLUMNS = (
    "Class", "Misconception", "What it means", "Teach next", "Before", "Before, of pupils", "After", "After, of pupils",
    "Note", "Access log",
)  # fmt: skip
_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")
_REPORTS = {"record": "class_record", "check-in": "check_in"}
_FOR_WINDOWS = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def export_class(store: "Store", class_id: str, folder: Path, by: StaffRow | None) -> Path:
    """Write the class's record into `folder` as "4B_record_2026-11-22.csv" and note it in the access log.

    Noted first: an export that nobody knows of must not exist. `by` None: from the command line. Raises NotSaved where
    the file cannot be written.
    """
    rows = [_record_cells(row) for row in reports.class_record(store, class_id)]
    return _export(store, class_id, folder, by, "record", RECORD_COLUMNS, rows)


def export_check_in(store: "Store", class_id: str, folder: Path, by: StaffRow | None) -> Path:
    """The class's check-in counts, as `export_class` does its record; headings alone where it was given none."""
    title = store.class_(class_id).title
    rows = [[title, *_check_in_cells(row)] for row in reports.check_in(store, class_id)]
    return _export(store, class_id, folder, by, "check-in", CHECK_IN_COLUMNS, rows)


def _export(
    store: "Store",
    class_id: str,
    folder: Path,
    by: StaffRow | None,
    what: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
) -> Path:
    group = store.class_(class_id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise NotSaved(f"The folder {folder} could not be made: {fault.strerror}.") from fault
    target = _free_name(folder, f"{_file_name(group.title)}_{what}_{store.today().isoformat()}")
    store.log("export", by, report=_REPORTS[what], class_id=class_id, rows=len(rows), file=target.name)
    head = store.head_code()
    write_table(target, columns, ([*row, head] for row in rows))
    return target


def write_table(target: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """The whole table, or no file: under another name first, then renamed."""
    try:
        with replacing(target) as fresh, open(fresh, "w", encoding="utf-8-sig", newline="", errors="replace") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(columns)
            writer.writerows([safe(cell) for cell in row] for row in rows)
    except OSError as fault:
        raise NotSaved(f"{target.name} could not be written to {target.parent}: {fault.strerror}.") from fault


def safe(cell: Cell) -> str | int | float:
    """Words that a spreadsheet would take for a formula begin with a '; numbers stay numbers; dates are 2026-11-22."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return cell
    first = next((letter for letter in cell if not _unseen(letter)), "")
    return f"'{cell}" if first in _DANGEROUS or cell[:1] in _DANGEROUS else cell


def _unseen(letter: str) -> bool:
    """What a spreadsheet may skip on its way to the first character that counts."""
    return letter not in "\t\r\n" and (letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf"))


def _record_cells(row: RecordRow) -> list[Cell]:
    return [
        row.class_title, row.given_name, row.family_name, row.lesson_id, row.lesson_title, row.status, row.on,
        row.first_answers, row.tries, row.mode, row.wording, row.heard, row.version, row.witnessed_by,
    ]  # fmt: skip


def _check_in_cells(row: CheckInRow) -> list[Cell]:
    return [
        row.misconception, row.meaning, row.teach_next, row.before, row.before_of, row.after, row.after_of, row.note,
    ]  # fmt: skip


def _file_name(title: str) -> str:
    """A class title as part of a file name on every system: "3/4 Oak" becomes "3-4_Oak"."""
    return re.sub(r"\s+", "_", _FOR_WINDOWS.sub("-", title)).strip("._") or "class"


def _free_name(folder: Path, stem: str) -> Path:
    """An earlier export of the day is left as it is: somebody may have written in it."""
    names = [f"{stem}.csv", *(f"{stem}_{n}.csv" for n in range(2, 1000))]
    return next(folder / name for name in names if not (folder / name).exists())
