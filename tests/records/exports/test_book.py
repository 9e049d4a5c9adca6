"""Workbooks as openpyxl and LibreOffice read them, and tables in a spreadsheet: words stay words."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kiosk.records import exports
from kiosk.records.exports import Material, Wanted, book, table
from kiosk.records.exports.sheets import Sheet
from kiosk.records.rows import School
from kiosk.records.store import Store

from .conftest import LESSON, NAMES
from .readers import needs_office, office

HARD = (
    "=1+1", "+44 7700", "-1", "@SUM(A1)", '=HYPERLINK("http://a.example","b")', "=cmd|' /C calc'!A0", "\t=1", "  =1",
    "＝1+1", "http://a.example", "1E5", "007", "TRUE", "1/2", "3-4", "{=1}", "#N/A", "'quoted", "a,b;c", "Zoë",
    "Nguyễn", "Ọlá", "O’Brien",
)  # fmt: skip


def written(store: Store, material: Material, folder: Path, what: Any) -> Path:
    return exports.write(store, Wanted(what, "xlsx"), folder, None, material=material, unprotected=True).path


@pytest.fixture
def record(school: Store, material: Material, tmp_path: Path) -> Path:
    return written(school, material, tmp_path, "record")


def test_a_sheet_for_each_class_and_a_summary_with_a_chart(record: Path) -> None:
    workbook = load_workbook(record)
    assert workbook.sheetnames == ["Summary", "1 Acorn", "4B"]
    assert len(workbook["Summary"]._charts) == 1
    assert workbook.properties.title == "Class record"


def test_a_class_can_be_read_filtered_and_printed(record: Path) -> None:
    sheet = load_workbook(record)["4B"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:O{sheet.max_row}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.oddHeader.left.text, sheet.oddHeader.left.size) == ("4B", 14)
    rows = [
        dict(zip([cell.value for cell in sheet[1]], values, strict=True))
        for values in sheet.iter_rows(2, values_only=True)
    ]
    zoe = next(row for row in rows if row["Given name"] == "Zoë" and row["Lesson id"] == LESSON.id)
    assert (zoe["Status"], zoe["Date"].date(), zoe["How"]) == ("shown", date(2026, 11, 22), "one at a time")
    assert {row["Given name"] for row in rows} == set(NAMES)


def test_the_summary_adds_up_and_carries_the_head_code(record: Path, school: Store) -> None:
    summary = load_workbook(record)["Summary"]
    said = [cell.value for row in summary.iter_rows(max_row=4) for cell in row if cell.value]
    assert any(school.head_code() in str(words) for words in said)
    head, numbers = ([cell.value for cell in summary[at][:4]] for at in (5, 7))
    assert head == ["Class", "Shown", "Taught together", "Still to do"]
    assert numbers[0] == "4B"
    assert sum(numbers[1:]) == load_workbook(record)["4B"].max_row - 1


def test_the_matrix_is_the_screens(school: Store, material: Material, tmp_path: Path) -> None:
    sheet = load_workbook(written(school, material, tmp_path, "matrix"))["4B"]
    head = [cell.value for cell in sheet[1]]
    assert head[3:] == [
        "Autumn 1: Our agreement", "Autumn 2: Ask first & think", "Autumn 2: Kind words", "Spring 1: Who can see it?",
    ]  # fmt: skip
    rows = {row[1]: row[3:] for row in sheet.iter_rows(2, values_only=True)}
    assert rows["Zoë"] == ("not yet", "shown", "shown", "–")
    assert rows["Nguyễn"] == ("not yet", "together", "not yet", "–")
    assert rows["Łukasz"] == ("signed", "away", "not yet", "–")


def made_of(cells: list[str]) -> bytes:
    wanted = Wanted("record", "xlsx")
    school = School("School & Co =1", "Lead", 2027, "Autumn 2", "A")
    from datetime import UTC, datetime

    made = book._Book(wanted, school, datetime(2026, 11, 22, tzinfo=UTC), "0000-0000-0000")
    made._sheet(Sheet("A & B", ("Words", "Date"), [(words, None) for words in cells]))
    made.book.close()
    return made.file.getvalue()


def test_hard_words_stay_words(tmp_path: Path) -> None:
    sheet = load_workbook(io.BytesIO(made_of(list(HARD))))["A & B"]
    assert [cell.value for cell in sheet["A"][1:]] == list(HARD)
    assert {cell.data_type for cell in sheet["A"][1:]} == {"s"}


letters = st.characters(exclude_categories=["Cs", "Cc"])


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(st.lists(st.text(letters | st.sampled_from("=+-@＝'\""), min_size=1, max_size=20), min_size=1, max_size=20))
def test_any_words_stay_words(cells: list[str]) -> None:
    sheet = load_workbook(io.BytesIO(made_of(cells)))["A & B"]
    assert [cell.value for cell in sheet["A"][1:]] == cells
    assert {cell.data_type for cell in sheet["A"][1:]} == {"s"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1, max_size=30))
def test_sheets_have_names_that_excel_takes(titles: list[str]) -> None:
    taken: set[str] = set()
    names = [book.sheet_name(title, taken) for title in titles]
    assert all(1 <= len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)
    assert not any(name.startswith("'") or name.endswith("'") or name.casefold() == "history" for name in names)
    assert len({name.casefold() for name in names}) == len(names)


@needs_office
def test_libreoffice_reads_the_same_and_finds_no_formula(school: Store, material: Material, tmp_path: Path) -> None:
    again = load_workbook(office(written(school, material, tmp_path, "record"), "xlsx", tmp_path / "office"))
    values = [cell for sheet in again for row in sheet for cell in row if cell.value is not None]
    assert not [cell.value for cell in values if cell.data_type == "f"]
    assert {"=1+1", "Nguyễn", "Łukasz"} <= {cell.value for cell in values if cell.data_type == "s"}


@needs_office
def test_a_table_in_libreoffice_has_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "hard.csv"
    path.write_bytes(b"".join(table.lines(("Words", "More"), [(words, words * 2) for words in HARD])))
    read = load_workbook(office(path, "xlsx", tmp_path / "office")).active
    cells = [cell for row in read.iter_rows(2) for cell in row]
    assert len(cells) == 2 * len(HARD)
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    strip = [str(row[0].value) for row in read.iter_rows(2)]
    assert strip[0] == "'=1+1"
    assert "Nguyễn" in strip


def test_csv_reads_back_in_python(school: Store, material: Material, tmp_path: Path) -> None:
    path = exports.write(school, Wanted("matrix", "csv"), tmp_path, None, material=material, unprotected=True).path
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert {row["Given name"] for row in rows} == {*NAMES[:-1], "'=1+1"}
    assert rows[0]["Access log"] == school.head_code()
