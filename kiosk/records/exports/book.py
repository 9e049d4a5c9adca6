"""Workbooks: a summary with a chart, then a sheet for each class, ready to be read, filtered and printed.

Words are written as words and never as formulas, numbers or links, whatever they begin with.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kiosk.records.exports import guard
from kiosk.records.exports.paper import day
from kiosk.records.exports.sheets import Cell, Sheet, sheets
from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted, What
from kiosk.records.rows import School, said_year

if TYPE_CHECKING:
    from kiosk.records.store import Store

INK, GREEN, BLUE, OCHRE = "#20294A", "#00715A", "#0B5FA5", "#8A5300"
_TITLES: dict[What, str] = {
    "record": "Class record",
    "matrix": "Who has had what",
    "coverage": "Coverage of the two-year cycle",
    "check-in": "Check-ins, before and after",
    "due": "Signatures due",
    "slips": "Parents’ slips",
}
_FILLS = {
    "shown": "#D8F0E4", "signed": "#D8F0E4", "done": "#D8F0E4", "taught together": "#DCEEFA", "together": "#DCEEFA",
    "part-way": "#FFF0C9", "not sure": "#FFE3B8", "away": "#EEE7D6", "not yet": "#FFF8E6", "due again": "#FFF0C9",
}  # fmt: skip
_SHORT = {"taught together": "together", "planned": "–"}
"""In a matrix, whose columns are narrow."""
_UNFIT = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NARROW, _WIDE = 9, 46


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    found = sheets(store, wanted, material, progress)
    school, made = store.school(), material.as_at or store.now()

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        plain = _Book(wanted, school, made, head_code).made_of(found)
        progress(0.8)
        return [guard.locked_workbook(plain, password) if password else plain]

    return Draft(sum(len(sheet.rows) for sheet in found), compose)


class _Book:
    def __init__(self, wanted: Wanted, school: School, made: datetime, head_code: str) -> None:
        import xlsxwriter

        self.wanted = wanted
        self.school = school
        self.made = made
        self.head_code = head_code
        self.file = io.BytesIO()
        # In memory: the usual way keeps each sheet in a temporary file, names and all.
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True, "remove_timezone": True})
        self.book.set_properties(
            {"title": _TITLES[wanted.what], "author": "Think then Click", "company": school.name, "created": made}
        )
        base = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
        self.words = self.book.add_format({**base, "num_format": "@"})
        self.number = self.book.add_format({**base, "align": "right"})
        self.day = self.book.add_format({**base, "num_format": "d mmm yyyy", "align": "left"})
        head = {**base, "bold": True, "bg_color": INK, "font_color": "#FFFFFF"}
        self.head = self.book.add_format({**head, "text_wrap": True})
        self.head_right = self.book.add_format({**head, "align": "right"})
        self.head_up = self.book.add_format({**head, "rotation": 90, "text_wrap": True})
        self.title = self.book.add_format({**base, "bold": True, "font_size": 18})
        self.note = self.book.add_format({**base, "font_color": "#5B6488"})
        self.marks = {word: self.book.add_format({**base, "bg_color": fill}) for word, fill in _FILLS.items()}
        self.marks["–"] = self.book.add_format({**base, "font_color": "#8A7B5C"})
        self._taken: set[str] = set()

    def made_of(self, found: Sequence[Sheet]) -> bytes:
        self._summary(found)
        for sheet in found:
            self._sheet(sheet)
        self.book.close()
        return self.file.getvalue()

    # ------------------------------------------------------------ the summary

    def _summary(self, found: Sequence[Sheet]) -> None:
        page = self.book.add_worksheet(sheet_name("Summary", self._taken))
        page.hide_gridlines(2)
        page.set_column(0, 0, 24)
        page.set_column(1, 8, 16)
        page.set_row(0, 30)
        page.write_string(0, 0, _TITLES[self.wanted.what], self.title)
        page.write_string(1, 0, f"{self.school.name}, {said_year(self.school.school_year)}", self.words)
        page.write_string(2, 0, f"As at {day(self.made)}. Access log {self.head_code}.", self.note)
        series, rows = _summed(self.wanted.what, found)
        top = 4
        for column, name in enumerate(("Class", *series)):
            page.write_string(top, column, name, self.head_right if column else self.head)
        for place, (name, numbers) in enumerate(rows):
            page.write_string(top + 1 + place, 0, name, self.words)
            for column, number in enumerate(numbers):
                page.write_number(top + 1 + place, column + 1, number, self.number)
        if rows:
            self._chart(page, series, top, len(rows))
        page.set_paper(9)
        page.fit_to_pages(1, 1)
        self._footer(page)

    def _chart(self, page: Any, series: Mapping[str, str], top: int, rows: int) -> None:
        chart = self.book.add_chart({"type": "bar", "subtype": "stacked"})
        for column, (name, colour) in enumerate(series.items(), 1):
            chart.add_series(
                {
                    "name": name,
                    "categories": ["Summary", top + 1, 0, top + rows, 0],
                    "values": ["Summary", top + 1, column, top + rows, column],
                    "fill": {"color": colour},
                    "border": {"color": "#FFFFFF"},
                    "gap": 50,
                }
            )
        chart.set_title({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"color": INK}, "line": {"none": True}})
        chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#EADFC8"}}, "line": {"none": True}})
        chart.set_legend({"position": "top"})
        chart.set_chartarea({"border": {"none": True}})
        chart.set_size({"width": 760, "height": 110 + 28 * rows})
        page.insert_chart(top + rows + 2, 0, chart, {"description": _TITLES[self.wanted.what] + " by class"})

    # ------------------------------------------------------------ a class

    def _sheet(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet_name(sheet.name, self._taken))
        columns = [n for n in range(len(sheet.columns)) if self.wanted.what != "matrix" or n < 3 or _used(sheet, n)]
        turned = self.wanted.what == "matrix"
        for across, n in enumerate(columns):
            page.write_string(0, across, sheet.columns[n], self.head_up if turned and n > 2 else self.head)
            page.set_column(across, across, 8.5 if turned and n > 2 else _width(sheet, n))
        if turned:
            page.set_row(0, 210)
        for down, row in enumerate(sheet.rows, 1):
            for across, n in enumerate(columns):
                self._cell(page, down, across, _SHORT.get(str(row[n]), row[n]) if turned else row[n])
        last = max(1, len(sheet.rows))
        page.freeze_panes(1, 3)
        page.autofilter(0, 0, last, len(columns) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        # The size comes before the font: before a title that begins with a figure it would swallow it.
        of = f"{_plain(self.school.name)}, {said_year(self.school.school_year)}"
        page.set_header(f'&L&14&"Calibri,Bold"{_plain(sheet.name)}&R{of}')
        self._footer(page)

    def _cell(self, page: Any, down: int, across: int, cell: Cell) -> None:
        match cell:
            case None | "":
                page.write_blank(down, across, None, self.words)
            case str():
                page.write_string(down, across, cell, self.marks.get(cell, self.words))
            case date():
                page.write_datetime(down, across, datetime(cell.year, cell.month, cell.day), self.day)
            case int() | float():
                page.write_number(down, across, cell, self.number)

    def _footer(self, page: Any) -> None:
        page.set_footer(f"&L&8As at {day(self.made)} · access log {self.head_code}&R&8&P / &N")


def sheet_name(title: str, taken: set[str]) -> str:
    """A sheet's name as Excel takes it: at most 31 letters, some signs not, and each once. It is then `taken`."""
    first = name = _fit(title, 31) or "Class"
    n = 2
    while name.casefold() in taken | {"history"}:
        name = f"{_fit(first, 31 - len(f' ({n})'))} ({n})"
        n += 1
    taken.add(name.casefold())
    return name


def _fit(title: str, room: int) -> str:
    return _UNFIT.sub("-", title)[:room].strip("' ")


def _summed(what: What, found: Sequence[Sheet]) -> tuple[Mapping[str, str], list[tuple[str, list[int]]]]:
    """The series of the summary, each with its colour, and for each class its numbers."""
    series, count = _SUMMARIES[what]
    named = {sheet.name: sheet.rows for sheet in found}
    if what == "coverage":
        rows = found[0].rows if found else []
        named = {
            str(title): [row for row in rows if row[0] == title] for title in dict.fromkeys(row[0] for row in rows)
        }
    return series, [(name, count(rows)) for name, rows in named.items()]


def _by_status(cells: Iterable[Cell]) -> list[int]:
    told = Counter(cells)
    shown = told["shown"] + told["signed"] + told["done"]
    to_do = sum(told[word] for word in ("part-way", "not sure", "away", "not yet", "due again"))
    return [shown, told["taught together"], to_do]


Rows = Sequence[Sequence[Cell]]
_TURNS = {"Shown": GREEN, "Taught together": BLUE, "Still to do": "#E6C88A"}
_SUMMARIES: Mapping[What, tuple[Mapping[str, str], Callable[[Rows], list[int]]]] = {
    "record": (_TURNS, lambda rows: _by_status(row[5] for row in rows)),
    "matrix": (_TURNS, lambda rows: _by_status(cell for row in rows for cell in row[3:])),
    "coverage": (_TURNS, lambda rows: _so_far([row for row in rows if row[2] != "to come"])),
    "check-in": (
        {"Asked before": OCHRE, "Asked after": GREEN},
        lambda rows: [max((_number(row[at]) for row in rows), default=0) for at in (5, 7)],
    ),
    "due": (
        {"Never signed": OCHRE, "Wording changed": BLUE, "New school year": GREEN},
        lambda rows: [
            sum(row[3] == why for row in rows) for why in ("never signed", "wording changed", "new school year")
        ],
    ),
    "slips": (
        {"Back": GREEN, "Not back yet": "#E6C88A"},
        lambda rows: [sum(bool(row[4]) for row in rows), sum(not row[4] for row in rows)],
    ),
}


def _so_far(rows: Rows) -> list[int]:
    turns, shown, together = (sum(_number(row[at]) for row in rows) for at in (7, 8, 9))
    return [shown, together, turns - shown - together]


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _used(sheet: Sheet, column: int) -> bool:
    return any(row[column] for row in sheet.rows)


def _width(sheet: Sheet, column: int) -> float:
    longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
    return float(min(_WIDE, max(_NARROW, len(sheet.columns[column]) + 3, longest + 2)))


def _plain(title: str) -> str:
    """In a header & begins a command."""
    return title.replace("&", "&&")
