"""Class lists that come as an Excel workbook: the cells of each sheet as words, with the sheet's own line numbers."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.records.faults import RosterFault

if TYPE_CHECKING:
    from kiosk.records.class_list import Rows

LARGEST = 50_000_000
"""Bytes once unpacked."""
LINES = 5_000
WIDEST = 200
_UNREADABLE = "This Excel workbook cannot be read. In Excel, save it as “CSV UTF-8”, then open that file."


def sheets(data: bytes) -> dict[str, Callable[[], "Iterator[Rows]"]]:
    """The sheets that can be seen, by name. Raises RosterFault where it is no workbook, or too large for a roster."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(member.file_size for member in packed.infolist()) > LARGEST:
                raise RosterFault("The workbook is too large to be a roster. Keep only names, year and class in it.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return {sheet.title: _once(_lines(sheet)) for sheet in seen}
    except RosterFault:
        raise
    except Exception as fault:  # openpyxl raises whatever it trips over in a broken file
        raise RosterFault(_UNREADABLE) from fault


def _once(lines: "list[tuple[int, list[str]]]") -> Callable[[], "Iterator[Rows]"]:
    return lambda: iter([iter(lines)])


def _lines(sheet: object) -> "list[tuple[int, list[str]]]":
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # programs write wrong ones, and rows would be missing
    lines = []
    for line, cells in enumerate(sheet.iter_rows(values_only=True, max_col=WIDEST), 1):  # type: ignore[attr-defined]
        if line > LINES:
            raise RosterFault(f"The workbook has more than {LINES:,} lines. Keep only the class list in it.")
        lines.append((line, [_word(cell) for cell in cells]))
    widest = max((len(cells) for _, cells in lines), default=0)
    return [(line, cells + [""] * (widest - len(cells))) for line, cells in lines]


def _word(cell: object) -> str:
    """What a spreadsheet shows: 4.0 is "4"."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)
