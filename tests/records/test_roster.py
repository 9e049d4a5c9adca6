import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.records import class_list, exports, roster
from kiosk.records.exports import Wanted
from kiosk.records.faults import RosterFault, StalePlan
from kiosk.records.names import clean
from kiosk.records.rows import Imported, Only, Plan, Problem, Roster
from kiosk.records.store import Store

from .made import AVATARS, FIRST, ROSTER, Clock, bring_in, class_id, open_store, person, write_roster

HARD = ["Zoë Hall", "Siân Price", "Niamh O’Brien", "Łukasz Nowak", "Ọlá Adé", "Minh Nguyễn"]


def read(folder: Path, text: str, coding: str = "utf-8") -> Roster:
    return roster.read_roster(write_roster(folder, text, coding))


def names(found: Roster) -> list[str]:
    return [f"{line.given_name} {line.family_name}" for line in found.pupils]


def table_of(people: list[str], rest: str = "4,4B") -> str:
    return "Forename,Surname,Year,Reg\n" + "".join(f"{name.replace(' ', ',')},{rest}\n" for name in people)


def dry_run(store: Store, folder: Path, text: str, answers: dict[str, str] | None = None, **how: bool) -> Plan:
    return roster.plan(store, read(folder, text), answers, avatars=AVATARS, **how)


def open_ones(dry: Plan) -> dict[str, Problem]:
    return {problem.id: problem for problem in dry.problems if problem.open}


# --- reading ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coding", "mark", "told"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16 without its mark"),
        ("utf-16-be", b"", "UTF-16 without its mark"),
        ("cp1252", b"", "Windows (cp1252)"),
    ],
)
def test_seven_codings_and_no_name_mangled(tmp_path: Path, coding: str, mark: bytes, told: str) -> None:
    people = [name for name in HARD if coding != "cp1252" or _fits(name)]
    (tmp_path / "pupils.csv").write_bytes(mark + table_of(people).encode(coding))
    found = roster.read_roster(tmp_path / "pupils.csv")
    assert names(found) == people
    assert found.encoding == told
    asked = [problem for problem in found.problems if problem.id == "coding"]
    assert bool(asked) == (told not in ("UTF-8", "UTF-16"))
    assert all("Zoë Hall" in problem.what and problem.open for problem in asked)


def _fits(name: str) -> bool:
    try:
        return bool(name.encode("cp1252"))
    except UnicodeEncodeError:
        return False


def test_plain_letters_in_an_unknown_coding_are_no_question(tmp_path: Path) -> None:
    assert read(tmp_path, table_of(["Ben Price"]), "utf-16-le").problems == ()


@pytest.mark.parametrize("name", [*HARD, "Nicolà Ferrarà"])
def test_utf8_that_was_taken_for_cp1252_is_put_right_and_shown(tmp_path: Path, name: str) -> None:
    mangled = "".join(as_cp1252(byte) for byte in name.encode())
    found = read(tmp_path, table_of([mangled]))
    assert names(found) == [name]
    assert [(problem.line, problem.put_right) for problem in found.problems] == [(2, True)]
    assert mangled in found.problems[0].what


def test_half_a_name_that_was_put_right_is_shown_too(tmp_path: Path) -> None:
    found = read(tmp_path, table_of(["Siân ÃŽle", "A ÂŽ"]))
    assert names(found) == ["Siân Île", "A ÂŽ"]
    assert [(problem.line, problem.put_right) for problem in found.problems] == [(2, True)]


def as_cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize(
    "head",
    [
        "Forename,Surname,Year,Reg",
        "Legal Surname,Legal Forename,Preferred Forename,Preferred Surname,Year Group,Reg Group",
        "First Name,Last Name,Year group,Registration form",
        "PreferredFirstName,PreferredLastName,YearGroup,TutorGroup",
        "UPN,Surname,Forename,DOB,Year,Reg,E-mail",
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_the_schools_systems_call_things(tmp_path: Path, head: str, delimiter: str) -> None:
    cells = {"year": "Year 4", "reg": "4B", "email": "ben@example.org", "upn": "A123", "dob": "1/2/2017"}
    row = []
    for column in head.split(","):
        word = column.lower().replace(" ", "").replace("-", "")
        legal = "Benjamin" if "fore" in word else "Price-Jones"
        if "legal" in word:
            row.append(legal)
        elif "fore" in word or "first" in word:
            row.append("Ben")
        elif "sur" in word or "last" in word:
            row.append("Price")
        else:
            row.append(next((value for key, value in cells.items() if key in word), "4B"))
    found = read(tmp_path, delimiter.join(head.split(",")) + "\n" + delimiter.join(row) + "\n")
    line = found.pupils[0]
    assert (line.given_name, line.family_name, line.year_group, line.class_title) == ("Ben", "Price", "Y4", "4B")
    assert "example" not in repr(found)


def test_a_title_above_the_heading_and_excels_own_line(tmp_path: Path) -> None:
    found = read(tmp_path, "sep=;\nClass list;;;\n;;;\nForename;Surname;Year;Reg\nBen;Price;4;4B\n\nZoë;Hall;4;4B\n")
    assert [line.line for line in found.pupils] == [4, 6], "as the spreadsheet numbers them"
    assert found.lines == 2


def test_a_line_break_in_a_cell_is_one_line_of_the_spreadsheet(tmp_path: Path) -> None:
    found = read(tmp_path, 'Forename,Surname,Year,Reg,Address\nBen,Price,4,4B,"1 Lane\nTown"\nZoë,Hall,4,4B,\n')
    assert [line.line for line in found.pupils] == [2, 3]


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ("Y4", "Y4"), ("4", "Y4"), ("Year 4", "Y4"), ("yr4", "Y4"), ("Year  4", "Y4"), ("04", "Y4"),
        ("NC Year 4", "Y4"), ("R", "R"), ("Reception", "R"), ("YR", "R"), ("Year R", "R"), ("0", "R"),
        ("N", "N"), ("N2", "N"), ("Nursery 1", "N"), ("Year N", "N"),
        ("7", None), ("Y10", None), ("blue", None), ("?", ""), ("", ""),
    ],
)  # fmt: skip
def test_year_groups(cell: str, group: str | None) -> None:
    assert class_list.year_group(cell) == group


def test_a_missing_year_is_taken_from_the_class_and_shown(tmp_path: Path) -> None:
    found = read(tmp_path, "Forename,Surname,Reg\nBen,Price,4B\nZoë,Hall,Oak\n")
    assert [line.year_group for line in found.pupils] == ["Y4", ""]
    assert [(problem.line, problem.put_right) for problem in found.problems] == [(2, True)]


def test_names_that_cannot_be_kept_are_said_with_their_line(tmp_path: Path) -> None:
    text = (
        table_of(["Ben Price"])
        + f"A\u202eB,Hall,4,4B\n,Hall,4,4B\n{'x' * 81},Hall,4,4B\nNguy?n,Hall,4,4B\nZoë,Hall,8,8B\n"
    )
    found = read(tmp_path, text)
    assert names(found) == ["Ben Price", "Nguy?n Hall", "Zoë Hall"]
    assert [(problem.line, problem.open) for problem in found.problems] == [(n, True) for n in (3, 4, 5, 6)]
    assert all(problem.what and problem.do for problem in found.problems)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02\x03" * 50, "no heading"),
        (b"\x00" + b"\x01" * 500, "not a text file"),
        (b"Surname,Reg\nPrice,4B\n", "called Forename"),
        (b"Forename,Surname,Year\nBen,Price,4\n", "called Reg"),
        (b"Ben,Price,4,4B\n", "no heading"),
        (b"Forename,Surname,Year,Reg\n", "nobody below"),
        (b"", "no heading"),
        (b'Forename,Surname,Year,Reg\nBen,"Price,4,4B\nZoe,Hall,4,4B\n', "Line 2 .*quotation mark"),
        (b"Forename,Surname,Year,Reg\nZo\x81,Hall,4,4B\n", "near line 2"),
        (b"x" * 5_000_001, "too large"),
        (b"\xff\xfeF\x00o", "near line 1"),
    ],
)
def test_what_is_no_roster_is_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "pupils.csv").write_bytes(data)
    with pytest.raises(RosterFault, match=words):
        roster.read_roster(tmp_path / "pupils.csv")


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RosterFault, match="could not be read"):
        roster.read_roster(tmp_path / "none.csv")


@settings(max_examples=200)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: ROSTER.encode() + tail))
def test_any_bytes_are_a_roster_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "pupils.csv"
    path.write_bytes(data)
    try:
        found = roster.read_roster(path)
    except RosterFault:
        return
    for line in found.pupils:
        for name in (line.given_name, line.family_name):
            assert 0 < len(name) <= 80
            assert "\0" not in name


letters = st.text(st.characters(categories=["L", "M"], exclude_characters="\u0345"), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(letters, letters), min_size=1, max_size=6, unique_by=lambda n: (n[0].casefold(), n[1].casefold())
    )
)
def test_what_is_written_in_is_read_out(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with io.StringIO(newline="") as file:
        csv.writer(file).writerows([("Forename", "Surname", "Year", "Reg"), *((*pair, "4", "4B") for pair in people)])
        found = read(folder, file.getvalue(), "utf-16")
    unmangled = [line for line in found.pupils if not any(p.line == line.line for p in found.problems)]
    assert len(found.pupils) == len(people)
    for line in unmangled:
        given_name, family_name = people[line.line - 2]
        assert (line.given_name, line.family_name) == (clean(given_name), clean(family_name))


# --- the dry run and the import --------------------------------------------------------------------------


def test_the_first_import(store: Store) -> None:
    assert [(row.title, row.year_groups, row.key_stage, row.size) for row in store.classes()] == [
        ("1 Acorn", ("Y1",), "ks1", 1),
        ("4B", ("Y4",), "ks2", 4),
    ]
    assert [row.shown_name for row in store.pupils(class_id(store))] == ["Amara K", "Amara O", "Ben", "Zoë"]


def test_a_dry_run_writes_nothing(store: Store, tmp_path: Path) -> None:
    before = {name: store.query(f"select * from {name}") for name in ("pupil", "class", "enrolment", "audit")}
    dry = dry_run(store, tmp_path, table_of(["Mia Shaw", "Ben Price"]))
    assert [line.given_name for line in dry.joiners] == ["Mia"]
    assert "1 join, 3 leave, 0 move, 1 unchanged." in dry.describe()
    assert {name: store.query(f"select * from {name}") for name in before} == before


def test_importing_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = store.query("select * from pupil order by id")
    bring_in(store, tmp_path)
    dry = dry_run(store, tmp_path, ROSTER)
    assert (len(dry.unchanged), dry.joiners, dry.movers, dry.leavers, dry.problems) == (5, (), (), (), ())
    assert store.query("select * from pupil order by id") == before
    assert store.query("select count(*) as n from enrolment") == [{"n": 5}]


def test_joined_left_and_moved(store: Store, tmp_path: Path) -> None:
    ben = next(row for row in store.pupils(class_id(store)) if row.given_name == "Ben")
    text = ROSTER.replace("Ben,Price,4,4B", "Ben,Price,4,4C").replace("Zoë,Nowak", "Mia,Shaw")
    text += "Eve,Long,4,4C\nIda,Park,4,4C\nJoe,Reid,4,4C\n"
    dry = dry_run(store, tmp_path, text)
    assert [(change.title, change.joiners, change.leavers, change.movers) for change in dry.by_class] == [
        ("4B", 1, 1, 0),
        ("4C", 3, 0, 1),
    ]
    done = roster.apply(store, dry, person(store, "lead"))
    assert done == Imported(joiners=4, leavers=1, movers=1, unchanged=3, classes_made=1)
    assert ben.id in {row.id for row in store.pupils(class_id(store, "4C"))}
    kept = store.query("select left_on from pupil where given_name = 'Zoë'")
    assert kept == [{"left_on": "2026-11-22"}], "who left stays in the records"


def test_one_classs_file_does_not_empty_the_others(store: Store, tmp_path: Path) -> None:
    dry = dry_run(store, tmp_path, table_of(["Amara Khan", "Amara Osei", "Ben Price", "Zoë Nowak"]))
    assert dry.leavers == ()
    whole = dry_run(store, tmp_path, table_of(["Ben Price"]), whole_school=True)
    assert sorted(known.given_name for known in whole.leavers) == ["Amara", "Amara", "Tom", "Zoë"]


def test_who_comes_back_is_asked_about(store: Store, tmp_path: Path) -> None:
    tom = next(row.id for row in store.pupils(class_id(store, "1 Acorn")))
    bring_in(store, tmp_path, "Forename,Surname,Year,Reg\nIvy,Long,1,1 Acorn\n")
    text = "Forename,Surname,Year,Reg\nIvy,Long,1,1 Acorn\nTom,Hall,1,1 Acorn\n"
    question = open_ones(dry_run(store, tmp_path, text))["3:who"]
    assert [choice.key for choice in question.choices] == [f"same:{tom}", "new", "leave-out"]
    dry = dry_run(store, tmp_path, text, {"3:who": f"same:{tom}"})
    assert roster.apply(store, dry, None) == Imported(1, 0, 0, 1, 0)
    assert {row.id for row in store.pupils(class_id(store, "1 Acorn"))} >= {tom}
    assert store.query("select left_on from pupil where id = ?", tom) == [{"left_on": None}]


def test_the_whole_school_moves_up(store: Store, tmp_path: Path, clock: Clock) -> None:
    before = {row.id: row.avatar for title in ("4B", "1 Acorn") for row in store.pupils(class_id(store, title))}
    clock.at = datetime(2027, 9, 3, tzinfo=UTC)
    assert store.classes() == []
    dry = dry_run(store, tmp_path, ROSTER.replace("4,4B", "5,5B").replace("1,1 Acorn", "2,1 Acorn"))
    assert (len(dry.movers), dry.joiners, dry.leavers, open_ones(dry)) == (5, (), (), {})
    roster.apply(store, dry, person(store, "lead"))
    after = {row.id: row.avatar for title in ("5B", "1 Acorn") for row in store.pupils(class_id(store, title))}
    assert after.keys() == before.keys()
    assert [(row.title, row.year_groups, row.school_year) for row in store.classes()] == [
        ("1 Acorn", ("Y2",), 2028),
        ("5B", ("Y5",), 2028),
    ]


def test_the_same_name_four_years_older_is_asked_about(store: Store, tmp_path: Path) -> None:
    dry = dry_run(store, tmp_path, ROSTER.replace("Tom,Hall,1,1 Acorn", "Tom,Hall,5,4B"))
    assert list(open_ones(dry)) == ["6:who"]
    assert [known.given_name for known in dry.leavers] == []
    as_new = dry_run(store, tmp_path, ROSTER.replace("Tom,Hall,1,1 Acorn", "Tom,Hall,5,4B"), {"6:who": "new"})
    assert [line.given_name for line in as_new.joiners] == ["Tom"]


def test_a_name_with_other_accents_is_asked_about(store: Store, tmp_path: Path) -> None:
    zoe = next(row.id for row in store.pupils(class_id(store)) if row.given_name == "Zoë")
    text = ROSTER.replace("Zoë", "Zoe")
    question = open_ones(dry_run(store, tmp_path, text))["5:who"]
    assert question.line == 5
    assert question.choices[0].key == f"same:{zoe}"
    dry = dry_run(store, tmp_path, text, {"5:who": f"same:{zoe}"})
    assert [(match.known.given_name, match.line.given_name) for match in dry.unchanged][3] == ("Zoë", "Zoe")
    roster.apply(store, dry, None)
    assert "Zoe" in {row.given_name for row in store.pupils(class_id(store))}


def test_two_of_one_name_in_a_class_are_asked_about_once(store: Store, tmp_path: Path) -> None:
    text = ROSTER + "Ida,Park,4,4B,\nIda,Park,4,4B,\n"
    dry = dry_run(store, tmp_path, text)
    assert [(problem.id, problem.what) for problem in open_ones(dry).values()] == [
        ("8:who", "Two pupils share this name")
    ]
    roster.apply(store, dry_run(store, tmp_path, text, {"8:who": "new"}), None)
    again = dry_run(store, tmp_path, text)
    assert (len(again.unchanged), again.problems, again.joiners) == (7, (), ())
    assert [row.shown_name for row in store.pupils(class_id(store))].count("Ida Park") == 2


def test_left_out_is_not_leaving(store: Store, tmp_path: Path) -> None:
    text = ROSTER.replace("Ben,Price,4,4B", "Ben,Price,4,")
    question = open_ones(dry_run(store, tmp_path, text))["4:class"]
    assert [choice.key for choice in question.choices] == ["class:1 Acorn", "class:4B", "leave-out"]
    dry = dry_run(store, tmp_path, text, {"4:class": "leave-out"})
    assert (dry.still_open, dry.leavers) == (0, ())
    into = dry_run(store, tmp_path, text, {"4:class": "class:4B"})
    assert len(into.unchanged) == 5


def test_a_year_that_is_not_known_is_asked_for(store: Store, tmp_path: Path) -> None:
    text = ROSTER + "Ida,Park,,Oak,\n"
    assert set(open_ones(dry_run(store, tmp_path, text))) == {"7:year"}
    answered = dry_run(store, tmp_path, text, {"7:year": "year:R", "class:Oak": "make"})
    assert (answered.still_open, answered.joiners[0].year_group) == (0, "R")


def test_a_small_new_class_may_be_a_slip(store: Store, tmp_path: Path) -> None:
    text = ROSTER + "Ida,Park,4,4 B,\n"
    question = open_ones(dry_run(store, tmp_path, text))["class:4 B"]
    assert question.line == 7
    assert "4B" in [choice.label for choice in question.choices]
    dry = dry_run(store, tmp_path, text, {"class:4 B": "class:4B"})
    assert [line.class_title for line in dry.joiners] == ["4B"]
    made = dry_run(store, tmp_path, text, {"class:4 B": "make"})
    assert [line.class_title for line in made.joiners] == ["4 B"]
    assert not open_ones(dry_run(store, tmp_path, ROSTER.replace("4B", "4b"))), "only the capital differs"


def test_the_systems_own_number_decides(store: Store, tmp_path: Path) -> None:
    numbered = (
        "Forename,Surname,Year,Reg,Adno\nAmara,Khan,4,4B,1\nAmara,Osei,4,4B,2\nBen,Price,4,4B,3\nZoë,Nowak,4,4B,4\n"
    )
    bring_in(store, tmp_path, numbered)
    ben = next(row.id for row in store.pupils(class_id(store)) if row.given_name == "Ben")
    renamed = dry_run(store, tmp_path, numbered.replace("Ben,Price", "Ben,Shaw"))
    assert [match.known.pupil_id for match in renamed.unchanged if match.line.family_name == "Shaw"] == [ben]
    assert any("“Ben Price” is now “Ben Shaw”" in problem.what for problem in renamed.problems)
    stranger = dry_run(store, tmp_path, numbered.replace("Ben,Price", "Mia,Lund"), whole_school=False)
    assert list(open_ones(stranger)) == ["4:who"]
    assert stranger.leavers == ()
    twice = dry_run(store, tmp_path, numbered + "Mia,Lund,4,4B,3\n", whole_school=False)
    assert list(open_ones(twice)) == ["6:number"]
    another = dry_run(store, tmp_path, numbered.replace("Price,4,4B,3", "Price,4,4B,33"))
    assert ([line.mis_id for line in another.joiners], [known.mis_id for known in another.leavers]) == (["33"], ["3"])


def test_nothing_is_applied_while_questions_are_open_or_out_of_date(store: Store, tmp_path: Path) -> None:
    open_one = dry_run(store, tmp_path, ROSTER.replace("Zoë", "Zoe"))
    with pytest.raises(StalePlan, match="1 left to choose"):
        roster.apply(store, open_one, None)
    dry = dry_run(store, tmp_path, ROSTER + "Ida,Park,4,4B,\n")
    roster.apply(store, dry, None)
    with pytest.raises(StalePlan, match="changed"):
        roster.apply(store, dry, None)


def test_nobody_shares_an_animal_while_there_are_enough(store: Store, tmp_path: Path) -> None:
    many = [f"Given{n} Family{n}" for n in range(30)]
    bring_in(store, tmp_path, table_of(many, "6,6W"))
    bring_in(store, tmp_path, table_of([*many, *(f"Later{n} Family{n}" for n in range(6))], "6,6W"))
    dealt = [row.avatar for row in store.pupils(class_id(store, "6W"))]
    assert sorted(dealt) == sorted(AVATARS)
    bring_in(store, tmp_path, table_of([*many, *(f"Later{n} Family{n}" for n in range(8))], "6,6W"))
    assert {row.avatar for row in store.pupils(class_id(store, "6W"))} == set(AVATARS)


def test_who_moves_keeps_the_animal_unless_it_is_taken(store: Store, tmp_path: Path) -> None:
    with store.transaction():
        store._write("update pupil set avatar = 'fox' where given_name in ('Ben', 'Tom')")
    bring_in(store, tmp_path, ROSTER.replace("Tom,Hall,1,1 Acorn", "Tom,Hall,2,4B"))
    dealt = {row.given_name: row.avatar for row in store.pupils(class_id(store))}
    assert dealt["Ben"] == "fox"
    assert dealt["Tom"] in AVATARS
    assert store.class_(class_id(store)).year_groups == ("Y2", "Y4")


@pytest.mark.parametrize(
    ("years", "groups", "stage"),
    [("R1", ("R", "Y1"), "ks1"), ("NR", ("N", "R"), "ks1"), ("23", ("Y2", "Y3"), "ks1"), ("233", ("Y2", "Y3"), "ks2")],
)
def test_mixed_classes(tmp_path: Path, clock: Clock, years: str, groups: tuple[str, ...], stage: str) -> None:
    with open_store(tmp_path, clock) as store:
        store.set_up(FIRST)
        lines = "".join(f"Given{n},Family{n},{year},Oak\n" for n, year in enumerate(years))
        bring_in(store, tmp_path, f"Forename,Surname,Year,Reg\n{lines}")
        assert (store.classes()[0].year_groups, store.classes()[0].key_stage) == (groups, stage)


def test_a_formula_for_a_name_goes_through_whole_and_harmless(store: Store, tmp_path: Path) -> None:
    bring_in(store, tmp_path, ROSTER + "=1+1,+Smith,4,4B,\n")
    assert "=1+1" in {row.given_name for row in store.pupils(class_id(store))}
    wanted = Wanted("record", "csv", Only(class_ids=(class_id(store),)))
    path = exports.write(store, wanted, tmp_path, None, unprotected=True).path
    text = path.read_text("utf-8-sig")
    assert "Forename" not in text
    launch_free = list(csv.reader(io.StringIO(text)))
    assert ["4B", "'=1+1", "'+Smith"] in [row[:3] for row in launch_free]
