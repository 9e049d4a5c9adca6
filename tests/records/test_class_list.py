"""Plain class lists: what a heading may be called, names in one cell, workbooks, and what many lines share."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kiosk.records import roster, workbook
from kiosk.records.class_list import year_in_title
from kiosk.records.faults import RosterFault
from kiosk.records.rows import Plan, Problem, Roster
from kiosk.records.store import Store

from .made import AVATARS, FIRST, Clock, open_store, write_roster

HEAD = "Forename,Surname,Year,Reg\n"


def read(folder: Path, text: str, coding: str = "utf-8") -> Roster:
    return roster.read_roster(write_roster(folder, text, coding))


def named(found: Roster) -> list[tuple[str, str]]:
    return [(line.given_name, line.family_name) for line in found.pupils]


def open_ones(dry: Plan) -> dict[str, Problem]:
    return {problem.id: problem for problem in dry.problems if problem.open}


def sheet(folder: Path, *sheets: list[list[object]], name: str = "pupils.xlsx") -> Path:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        page = book.create_sheet(f"Sheet {number}")
        for row in rows:
            page.append(row)
    book.save(folder / name)
    return folder / name


# --- names -----------------------------------------------------------------------------------------------


def test_the_name_that_a_child_goes_by_comes_first_and_the_legal_one_stands_in(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Legal Forename,Preferred Forename,Surname,Preferred Surname,Year,Reg\n"
        "Benjamin,Ben,Price-Jones,Price,4,4B\nAmara,,Khan,,4,4B\n",
    )
    assert named(found) == [("Ben", "Price"), ("Amara", "Khan")]


def test_a_preferred_name_may_be_all_of_it(tmp_path: Path) -> None:
    text = "Forename,Surname,Preferred Name,Year,Reg\nBenjamin,Price,Ben Price,4,4B\nMary,Kim,Mary,4,4B\n"
    assert named(read(tmp_path, text)) == [("Ben", "Price"), ("Mary", "Kim")]
    text = "Forename,Surname,Year,Reg\nMary Kim,Kim,4,4B\n"
    assert named(read(tmp_path, text)) == [("Mary Kim", "Kim")], "a forename is left as it is"


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("Name", '"Price, Ben"', ("Ben", "Price")),
        ("Name", '"van Dijk, Zoë Anna"', ("Zoë Anna", "van Dijk")),
        ("Pupil Name", "PRICE Ben", ("Ben", "PRICE")),
        ("Pupil Name", "Ben O’BRIEN", ("Ben", "O’BRIEN")),
        ("Student", "VAN DIJK Zoë Anna", ("Zoë Anna", "VAN DIJK")),
        ('"Surname, Forename"', "Price Ben", ("Ben", "Price")),
        ("Surname Forename", "Price Ben", ("Ben", "Price")),
        ("Forename Surname", "Ben Price", ("Ben", "Price")),
    ],
)
def test_a_name_in_one_cell_that_says_its_parts(
    tmp_path: Path, head: str, cell: str, expected: tuple[str, str]
) -> None:
    found = read(tmp_path, f"{head},Year,Reg\n{cell},4,4B\n")
    assert (named(found), found.problems) == ([expected], ())


def test_which_part_comes_first_is_asked_once(new_store: Store, tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Year,Reg\nPrice Ben,4,4B\nKhan Amara,4,4B\nvan Dijk Zoë,4,4B\n")
    assert list(open_ones(roster.plan(new_store, found))) == ["order"]
    dry = roster.plan(new_store, found, {"order": "surname-first"})
    question = open_ones(dry)["4:split"]
    assert [choice.label for choice in question.choices[:2]] == ["Zoë | van Dijk", "Dijk Zoë | van"]
    dry = roster.plan(new_store, found, {"order": "surname-first", "4:split": "split:0"})
    assert [(line.given_name, line.family_name) for line in dry.joiners] == [
        ("Ben", "Price"),
        ("Amara", "Khan"),
        ("Zoë", "van Dijk"),
    ]


def test_while_that_is_open_nobody_seems_to_leave(store: Store, tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Year,Reg\nKhan Amara,4,4B\nBen Price,4,4B\nAmara Osei,4,4B\nZoë Nowak,4,4B\n")
    dry = roster.plan(store, found, whole_school=True)
    assert [known.given_name for known in dry.leavers] == ["Tom"]


@pytest.mark.parametrize("lost", ["Nguy?n", "Nguy\ufffdn"])
def test_a_lost_letter_is_asked_about(tmp_path: Path, lost: str) -> None:
    found = read(tmp_path, HEAD + f"Minh,{lost},4,4B\n")
    assert [(problem.id, problem.open) for problem in found.problems] == [("2:name", True)]


def test_a_name_that_the_screen_cannot_draw_is_said(tmp_path: Path) -> None:
    path = write_roster(tmp_path, HEAD + "Zoë,Hall,4,4B\nဇော်,Hall,4,4B\n")
    found = roster.read_roster(path, undrawn=lambda name: [letter for letter in name if ord(letter) > 0x1000])
    assert [(problem.line, problem.put_right) for problem in found.problems] == [(3, True)]


def test_letters_of_a_class_in_an_unknown_coding_are_asked_about_too(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "Ben,Price,4,Chêne\n", "cp1252")
    assert "Chêne" in found.problems[0].what


def test_cells_that_slipped_are_not_guessed_at(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "Ben,Price,4,4B\nPrice, Ben,Smith,4,4B\n")
    assert named(found) == [("Ben", "Price")]
    assert [(problem.id, problem.open) for problem in found.problems] == [("3:cells", True)]


# --- years and classes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("4B", "Y4"), ("Year 4 Elm", "Y4"), ("Y4E", "Y4"), ("yr 4", "Y4"), ("Reception Oak", "R"), ("Nursery", "N"),
        ("3/4 Elm", ""), ("3 & 4", ""), ("Y3/4", ""), ("Elm", ""), ("12", ""), ("Elm 4", ""), ("7B", ""),
    ],
)  # fmt: skip
def test_the_year_in_a_title(title: str, year: str) -> None:
    assert year_in_title(title) == year


def test_a_class_without_years_is_one_question(new_store: Store, tmp_path: Path) -> None:
    lines = "".join(f"Given{n},Family{n},Oak\n" for n in range(5))
    found = read(tmp_path, "Forename,Surname,Reg\n" + lines)
    assert list(open_ones(roster.plan(new_store, found))) == ["year-of:Oak"]
    dry = roster.plan(new_store, found, {"year-of:Oak": "year:Y2"})
    assert {line.year_group for line in dry.joiners} == {"Y2"}


def test_the_records_know_the_year_of_a_class(store: Store, tmp_path: Path) -> None:
    found = read(tmp_path, "Forename,Surname,Reg\nIda,Long,1 Acorn\n")
    dry = roster.plan(store, found, whole_school=False)
    assert [line.year_group for line in dry.joiners] == ["Y1"]


def test_a_secondary_schools_years_are_left_out_at_once(new_store: Store, tmp_path: Path) -> None:
    lines = "".join(f"Given{n},Family{n},Year 7,7X\n" for n in range(9))
    found = read(tmp_path, HEAD + "Ben,Price,4,4B\n" + lines)
    question = open_ones(roster.plan(new_store, found))["year:Year 7"]
    assert "9 lines" in question.what
    dry = roster.plan(new_store, found, {"year:Year 7": "leave-out"})
    assert ([line.given_name for line in dry.joiners], dry.still_open) == (["Ben"], 0)


# --- whether it is the whole school ----------------------------------------------------------------------

MOST = HEAD + "Amara,Khan,4,4B\nAmara,Osei,4,4B\nBen,Price,4,4B\nZoë,Nowak,4,4B\n"


def test_whether_most_of_the_school_is_all_of_it_is_asked(store: Store, tmp_path: Path) -> None:
    found = read(tmp_path, MOST)
    dry = roster.plan(store, found)
    question = open_ones(dry)["whole-school"]
    assert question.what == "1 of 1 Acorn is not in this file"
    assert dry.leavers == ()
    whole = roster.plan(store, found, {"whole-school": "whole"})
    assert [known.given_name for known in whole.leavers] == ["Tom"]
    assert roster.apply(store, whole, None).leavers == 1
    assert open_ones(roster.plan(store, found)) == {}, "nobody is left to ask about"


def test_a_small_part_of_the_school_is_not_asked_about(store: Store, tmp_path: Path) -> None:
    dry = roster.plan(store, read(tmp_path, HEAD + "Amara,Khan,4,4B\nAmara,Osei,4,4B\n"))
    assert (open_ones(dry), sorted(known.given_name for known in dry.leavers)) == ({}, ["Ben", "Zoë"])


# --- lists of another school year ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "year", "what"),
    [
        (datetime(2027, 9, 3, tzinfo=UTC), 4, "4 pupils would not go up into the new school year"),
        (datetime(2027, 8, 20, tzinfo=UTC), 5, "4 pupils would go up a year"),
    ],
)
def test_a_list_of_another_school_year_is_asked_about(
    store: Store, tmp_path: Path, clock: Clock, at: datetime, year: int, what: str
) -> None:
    clock.at = at
    found = read(tmp_path, MOST.replace(",4,4B", f",{year},{year}B"))
    question = open_ones(roster.plan(store, found, whole_school=False))["school-year"]
    assert question.what == what
    dry = roster.plan(store, found, {"school-year": "go-on"}, whole_school=False)
    assert (dry.still_open, len(dry.movers)) == (0, 4)


def test_the_right_list_at_the_right_time_is_not_asked_about(store: Store, tmp_path: Path, clock: Clock) -> None:
    assert "school-year" not in open_ones(roster.plan(store, read(tmp_path, MOST)))
    clock.at = datetime(2027, 9, 3, tzinfo=UTC)
    assert "school-year" not in open_ones(roster.plan(store, read(tmp_path, MOST.replace(",4,4B", ",5,5B"))))


# --- workbooks -------------------------------------------------------------------------------------------


def test_a_workbook_is_read_as_it_is_seen(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Class list", None, None, None],
        [],
        ["Surname", "Forename", "Year", "Reg", "DOB"],
        ["Nguyễn", "Zoë", 4, "4B", "x"],
        [],
        ["Price", "Ben", 4.0, "4B"],
    ]
    found = roster.read_roster(sheet(tmp_path, rows))
    assert [(line.line, line.given_name, line.year_group) for line in found.pupils] == [
        (4, "Zoë", "Y4"),
        (6, "Ben", "Y4"),
    ]
    assert (found.encoding, found.problems) == ("Excel workbook", ())


def test_a_workbook_by_any_name_is_known(tmp_path: Path) -> None:
    path = sheet(tmp_path, [["Forename", "Surname", "Reg"], ["Ben", "Price", "4B"]])
    assert named(roster.read_roster(path.rename(tmp_path / "pupils.csv"))) == [("Ben", "Price")]


def test_a_list_on_one_of_several_sheets_is_found_and_two_are_asked_to_be_one(tmp_path: Path) -> None:
    listed: list[list[object]] = [["Forename", "Surname", "Reg"], ["Ben", "Price", "4B"]]
    assert named(roster.read_roster(sheet(tmp_path, [["Notes"], ["x"]], listed))) == [("Ben", "Price")]
    with pytest.raises(RosterFault, match="Sheet 1, Sheet 3"):
        roster.read_roster(sheet(tmp_path, listed, [["Notes"]], listed))


def test_sheets_that_are_hidden_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Forename", "Surname", "Reg"])
    book.active.append(["Ben", "Price", "4B"])
    other = book.create_sheet("old")
    other.append(["Forename", "Surname", "Reg"])
    other.sheet_state = "hidden"
    book.save(tmp_path / "pupils.xlsx")
    assert named(roster.read_roster(tmp_path / "pupils.xlsx")) == [("Ben", "Price")]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path, [["Forename", "Surname", "Reg"], *([["Ben", "Price", "4B"]] * 200)])
    with monkeypatch.context() as patch:
        patch.setattr(workbook, "LARGEST", 5_000)
        with pytest.raises(RosterFault, match="too large"):
            roster.read_roster(path)
    monkeypatch.setattr(workbook, "LINES", 100)
    with pytest.raises(RosterFault, match="more than 100 lines"):
        roster.read_roster(path)


@pytest.mark.parametrize(
    ("data", "words"), [(b"PK\x03\x04rest", "Excel workbook"), (b"\xd0\xcf\x11\xe0rest", "old Excel workbook")]
)
def test_a_workbook_that_cannot_be_read_is_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "pupils.xlsx").write_bytes(data)
    with pytest.raises(RosterFault, match=words):
        roster.read_roster(tmp_path / "pupils.xlsx")


@settings(max_examples=40, deadline=None)
@given(at=st.floats(0, 1), instead=st.binary(min_size=1, max_size=4))
def test_any_damage_to_a_workbook_is_a_roster_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, at: float, instead: bytes
) -> None:
    path = sheet(tmp_path_factory.mktemp("damaged"), [["Forename", "Surname", "Reg"], ["Ben", "Price", "4B"]])
    data = path.read_bytes()
    place = int(at * len(data))
    path.write_bytes(data[:place] + instead + data[place + len(instead) :])
    try:
        found = roster.read_roster(path)
    except RosterFault:
        return
    assert len(found.pupils) <= 1


def test_a_workbook_packed_in_a_way_that_is_not_known_here_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = sheet(tmp_path, [["Forename", "Surname", "Reg"], ["Ben", "Price", "4B"]])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 6] = 99  # the version that is needed to unpack it
    path.write_bytes(data)
    with pytest.raises(RosterFault, match="In Excel, save it as"):
        roster.read_roster(path)


# --- again and again -------------------------------------------------------------------------------------

NAMES = st.sampled_from(
    ["Amara", "Zoë", "Zoe", "Ben", "ben", "Siân", "Nguyễn", "O’Brien", "O'Brien", "van Dijk", "Łukasz"]
)
LINE = st.tuples(
    NAMES, NAMES, st.sampled_from(["R", "1", "2", "4", "7", "Year 3"]),
    st.sampled_from(["4B", "4b", "Oak", "3/4 Elm", ""]), st.sampled_from(["", "", "1", "2", "3", "4"]),
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(first=st.lists(LINE, min_size=1, max_size=8), then=st.lists(LINE, min_size=1, max_size=8), pick=st.randoms())
def test_whatever_is_imported_importing_it_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, first: list[tuple[str, ...]], then: list[tuple[str, ...]], pick: object
) -> None:
    folder = tmp_path_factory.mktemp("again")
    with open_store(folder, Clock()) as store:
        store.set_up(FIRST)
        for lines in (first, then):
            with io.StringIO() as file:
                file.write("Forename,Surname,Year,Reg,Adno\n")
                file.writelines(",".join(line) + "\n" for line in lines)
                found = read(folder, file.getvalue())
            answers = answered(store, found, pick)
            done = roster.apply(store, roster.plan(store, found, answers, avatars=AVATARS), None)
            assert done.joiners + done.movers + done.unchanged <= len(lines)
            tables = {name: store.query(f"select * from {name}") for name in ("pupil", "enrolment", "class")}
            again = roster.plan(store, found, answered(store, found, pick, answers), avatars=AVATARS)
            assert (again.joiners, again.returning, again.leavers, again.movers) == ((), (), (), ())
            roster.apply(store, again, None)
            assert {name: store.query(f"select * from {name}") for name in tables} == tables
            assert store.check() == []


def answered(store: Store, found: Roster, pick: object, known: dict[str, str] | None = None) -> dict[str, str]:
    """Every question answered by chance. The second time (`known`) about the file as before, and about the children so
    that nothing changes: "another child" has come into the records since, and is no other one any more.
    """
    answers = {key: answer for key, answer in (known or {}).items() if not key.endswith(":who")}
    while open_one := next((problem for problem in roster.plan(store, found, answers).problems if problem.open), None):
        keys = [choice.key for choice in open_one.choices]
        if known is not None:
            keys = [key for key in keys if key in ("leave-out", "part")] or keys
        answers[open_one.id] = pick.choice(keys)  # type: ignore[attr-defined]
    return answers
