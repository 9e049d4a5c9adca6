"""CSV that opens in a spreadsheet and runs nothing there.

UTF-8 with a byte order mark (Excel reads it as the local code page without one), every cell quoted. A spreadsheet takes
a cell that begins with = + - or @ for a formula, whatever the quotes say: such words get a ' in front, and stay whole.
"""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from kiosk.records.exports.sheets import Cell, sheets
from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted

if TYPE_CHECKING:
    from kiosk.records.store import Store

_PIECE = 2000
PLAIN = frozenset({"", *ascii_letters, *digits})
"""What a cell may begin with and needs no more thought."""
_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    """All sheets in one table: their columns are the same, and each row says its class."""
    found = sheets(store, wanted, material, progress)
    rows = [row for sheet in found for row in sheet.rows]
    columns = found[0].columns if found else ()

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        return lines((*columns, "Access log"), ([*row, head_code] for row in rows))

    return Draft(len(rows), compose)


def lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The table's bytes, in pieces of many lines. What no character can be made of becomes a question mark."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([safe(column) for column in columns])
    yield codecs.BOM_UTF8
    for place, row in enumerate(rows):
        # Most cells begin with a plain letter or figure: a whole school's are looked at no more closely than that.
        writer.writerow([cell if type(cell) is str and cell[:1] in PLAIN else safe(cell) for cell in row])
        if place % _PIECE == _PIECE - 1:
            yield text.getvalue().encode(errors="replace")
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode(errors="replace")


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
