import csv
import io
import json
import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records import exports
from kiosk.records.exports import Wanted, sheets, table
from kiosk.records.faults import NotSaved
from kiosk.records.rows import Only, StaffRow
from kiosk.records.store import Store

from ..made import ROSTER, bring_in, class_id, person, pupil_id, signing, stamp


def read(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "+44",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "＝1+1",
        "＠x",
        " －2",
    ],
)
def test_formulas_are_harmless_and_whole(words: str) -> None:
    assert table.safe(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "Amara", "O’Brien", "O'Brien", "a=b", "4B", "Zoë-Mae", " x"])
def test_ordinary_words_stay_as_they_are(words: str) -> None:
    assert table.safe(words) == words


def test_numbers_and_dates() -> None:
    assert (table.safe(-5), table.safe(2.5), table.safe(None)) == (-5, 2.5, "")
    assert table.safe(date(2026, 11, 22)) == "2026-11-22"


text = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t\r\n '\"＝＋－＠,;"), max_size=12)


@given(text)
def test_no_cell_can_be_a_formula(words: str) -> None:
    cell = table.safe(words)
    assert isinstance(cell, str)
    assert cell in (words, f"'{words}")
    seen = unicodedata.normalize("NFKC", "".join(c for c in cell if unicodedata.category(c) not in ("Cc", "Cf", "Zs")))
    assert not seen.startswith(("=", "+", "-", "@")) or cell[0] not in "=+-@＝＋－＠"
    assert cell[:1] not in tuple("=+-@\t\r\n＝＋－＠")


@given(st.lists(st.lists(text | st.integers() | st.none(), min_size=3, max_size=3), max_size=5))
def test_a_table_reads_back_as_it_was(rows: list[list[str | int | None]]) -> None:
    expected = [[str(table.safe(cell)) for cell in row] for row in rows]
    assert read(b"".join(table.lines(("a", "b", "c"), rows))) == [["a", "b", "c"], *expected]


def test_a_long_table_comes_in_pieces_and_whole() -> None:
    pieces = list(table.lines(("n",), ([n] for n in range(5000))))
    assert len(pieces) > 2
    assert read(b"".join(pieces)) == [["n"], *([str(n)] for n in range(5000))]


def test_everything_is_quoted() -> None:
    assert b"".join(table.lines(("a", "b"), [("x", 1)])).decode("utf-8-sig") == '"a","b"\r\n"x","1"\r\n'


def record(store: Store, folder: Path, by: StaffRow | None = None, title: str = "4B") -> Path:
    wanted = Wanted("record", "csv", Only(class_ids=(class_id(store, title),)))
    return exports.write(store, wanted, folder, by, unprotected=True).path


def test_a_class_record(store: Store, tmp_path: Path) -> None:
    bring_in(store, tmp_path, ROSTER + "=1+1,Smith,4,4B,\n")
    launch = store.launch(class_id(store), [stamp()], True, "individual", person(store, "teacher"))
    ben = pupil_id(store, "Ben")
    store.complete(store.begin(launch.id, ben, stamp(), 1).attempt_id, 100)
    store.sign(store.begin(launch.id, ben, None, 1).attempt_id, signing("s-1", heard="listened"))
    path = record(store, tmp_path / "out", person(store, "lead"))
    assert path.name == "4B_record_2026-11-22.csv"
    head, *rows = read(path.read_bytes())
    assert tuple(head) == (*sheets.RECORD_COLUMNS, "Access log")
    assert len(rows) == 5 * 2
    told = [dict(zip(head, row, strict=True)) for row in rows]
    lesson, agreement = (row for row in told if row["Given name"] == "Ben")
    assert (lesson["Status"], lesson["Date"], lesson["How"], lesson["Wording"]) == (
        "shown", "2026-11-22", "one at a time", stamp().sha256[:8],
    )  # fmt: skip
    assert (agreement["Status"], agreement["Read or listened"], agreement["Agreement version"]) == (
        "signed", "listened", "2026",
    )  # fmt: skip
    assert {row["Given name"] for row in told} >= {"'=1+1", "Zoë"}
    assert {row["Access log"] for row in told} == {store.head_code()}
    assert store.check_audit(store.head_code()) == []
    logged = store.query("select what, detail from audit order by seq desc limit 1")[0]
    assert logged["what"] == "export"
    assert json.loads(logged["detail"])["file"] == path.name


def test_an_earlier_export_of_the_day_is_left_alone(store: Store, tmp_path: Path) -> None:
    first = record(store, tmp_path)
    first.write_text("with notes in it")
    second = record(store, tmp_path)
    assert second.name == "4B_record_2026-11-22_2.csv"
    assert first.read_text() == "with notes in it"


@pytest.mark.parametrize(
    ("title", "name"), [("3/4 Oak", "3-4_Oak"), ("../../etc", "-..-etc"), ('a<b>:"|?*', "a-b------"), ("...", "class")]
)
def test_a_class_title_makes_a_file_name_anywhere(title: str, name: str) -> None:
    assert exports.file_name(title) == name


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX")
def test_an_export_that_could_not_be_written_is_said_and_is_still_logged(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(NotSaved):
        record(store, tmp_path / "out")
