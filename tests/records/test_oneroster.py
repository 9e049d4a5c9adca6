"""OneRoster exports, and lists as other systems write them: the sample files in `rosters/` hold one invented school."""

import contextlib
import csv
import io
import random
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.records import oneroster, roster
from kiosk.records.faults import RosterFault
from kiosk.records.rows import Roster
from kiosk.records.store import Store

from .made import AVATARS, FIRST, Clock, open_store, person

SAMPLES = Path(__file__).parent / "rosters"
ON = date(2026, 11, 22)
SCHOOL = [
    ("Amara", "Khan", "N", "Nursery"),
    ("Ben", "Price", "Y4", "4B"),
    ("Minh", "Nguyễn", "Y1", "Acorn"),
    ("Niamh", "O’Brien", "Y3", "3/4 Elm"),
    ("Siân", "ap Rhys", "R", "Acorn"),
    ("Zoë", "Nowak-Hall", "Y4", "4B"),
    ("Łukasz", "Wójcik", "Y4", "3/4 Elm"),
    ("Ọlá", "Adébáyò", "Y4", "4B"),
]
PRIVATE = ("example.org", "01632", "s3cret", "Quill", "X00000", "01/09/2017", "Red", "they", "Okafor")
Change = Callable[[list[dict[str, str]]], list[dict[str, str]]]


def told(found: Roster) -> list[tuple[str, str, str, str]]:
    return sorted((line.given_name, line.family_name, line.year_group, line.class_title) for line in found.pupils)


def export(folder: Path, version: str = "1.1", **changes: Change) -> Path:
    """A copy of a sample export in which each named file's rows are changed."""
    target = folder / "export"
    shutil.copytree(SAMPLES / f"oneroster-{version}", target)
    for part, change in changes.items():
        path = target / f"{part}.csv"
        with io.StringIO(path.read_text("utf-8-sig"), newline="") as file:
            rows = list(csv.DictReader(file))
        heads = list(rows[0])
        with io.StringIO(newline="") as file:
            writer = csv.DictWriter(file, heads)
            writer.writeheader()
            writer.writerows(change(rows))
            path.write_text(file.getvalue(), "utf-8", newline="")
    return target


def zipped(folder: Path, target: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in folder.iterdir():
            packed.write(path, inside + path.name)
    return target


def setting(**cells: str) -> Change:
    return lambda rows: [{**row, **cells} for row in rows]


# --- files written by others -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["sims.csv", "arbor.csv", "bromcom.csv", "by-hand.csv", "oneroster-1.1", "oneroster-1.2"]
)
def test_one_school_from_any_system(name: str) -> None:
    found = roster.read_roster(SAMPLES / name, ON)
    assert told(found) == SCHOOL
    assert [problem.what for problem in found.problems] == []
    assert not any(word in repr(found) for word in PRIVATE), "only what is needed is kept"


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize("inside", ["", "export/", "Export of 1 Sept/data/"])
def test_an_export_as_a_zip(tmp_path: Path, version: str, inside: str) -> None:
    path = zipped(SAMPLES / f"oneroster-{version}", tmp_path / "export.zip", inside)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("__MACOSX/._users.csv", b"\0\0")
        packed.writestr("read me.txt", "hello")
    found = roster.read_roster(path, ON)
    assert told(found) == SCHOOL
    assert found.encoding == f"OneRoster {version}, UTF-8"


def test_choosing_one_file_of_an_export_chooses_the_export() -> None:
    assert told(roster.read_roster(SAMPLES / "oneroster-1.1" / "enrollments.csv", ON)) == SCHOOL


def test_what_may_be_a_roster_is_found(tmp_path: Path) -> None:
    for name in ("sims.csv", "by-hand.csv"):
        shutil.copy(SAMPLES / name, tmp_path)
    shutil.copytree(SAMPLES / "oneroster-1.2", tmp_path / "from the MIS")
    zipped(SAMPLES / "oneroster-1.1", tmp_path / "export.zip")
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as packed:
        packed.writestr("a.jpg", b"")
    (tmp_path / "broken.zip").write_bytes(b"PK")
    (tmp_path / "list.xlsx").write_bytes(b"")
    (tmp_path / "~$list.xlsx").write_bytes(b"")
    (tmp_path / "letter.pdf").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    names = {path.name for path in roster.found([tmp_path, tmp_path / "nowhere"])}
    assert names == {"sims.csv", "by-hand.csv", "from the MIS", "export.zip", "list.xlsx"}


# --- what is left aside ----------------------------------------------------------------------------------


def test_rows_are_found_by_their_headings_in_any_order(tmp_path: Path) -> None:
    folder = export(tmp_path)
    for path in folder.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        order = random.Random(path.name).sample(range(len(rows[0])), len(rows[0]))
        with path.open("w", encoding="utf-16", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([[row[place] for place in order] for row in rows])
    assert told(roster.read_roster(folder, ON)) == SCHOOL


def test_optional_files_may_be_missing(tmp_path: Path) -> None:
    folder = export(tmp_path)
    for name in ("manifest", "orgs", "academicSessions", "courses"):
        (folder / f"{name}.csv").unlink()
    assert told(roster.read_roster(folder, ON)) == SCHOOL


@pytest.mark.parametrize("cell", ["", "{}", "[]"])
def test_empty_cells_and_odd_dates_do_no_harm(tmp_path: Path, cell: str) -> None:
    blank = setting(status="", dateLastModified="1/05/2026", enabledUser="", userIds=cell)
    folder = export(tmp_path, users=lambda rows: blank([row for row in rows if row["status"] != "tobedeleted"]))
    assert told(roster.read_roster(folder, ON)) == SCHOOL


def test_a_year_comes_from_the_class_where_the_pupil_has_none(tmp_path: Path) -> None:
    found = roster.read_roster(export(tmp_path, users=setting(grades="")), ON)
    years = {(line.given_name, line.year_group) for line in found.pupils}
    assert {("Ben", "Y4"), ("Amara", "N"), ("Niamh", ""), ("Siân", "")} <= years, "a mixed class says nothing"


def test_a_year_that_is_none_here_is_one_question(store: Store, tmp_path: Path) -> None:
    def american(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "grades": "KG" if row["grades"] in ("R", "01") else row["grades"]} for row in rows]

    found = roster.read_roster(export(tmp_path, users=american), ON)
    dry = roster.plan(store, found, whole_school=False)
    question = next(problem for problem in dry.problems if problem.id == "year:KG")
    assert question.open
    answered = roster.plan(store, found, {"year:KG": "year:R"}, whole_school=False)
    assert {(line.given_name, line.year_group) for line in answered.joiners} >= {("Siân", "R"), ("Minh", "R")}


def test_an_enrolment_counts_on_its_days(tmp_path: Path) -> None:
    def ended(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "endDate": "2026-11-21"} if row["userSourcedId"] == "usr-3" else row for row in rows]

    found = roster.read_roster(export(tmp_path, enrollments=ended), ON)
    assert [line.given_name for line in found.pupils if not line.class_title] == ["Ben"]


@pytest.mark.parametrize(
    ("on", "words"),
    [(date(2026, 8, 20), "begin on 1 September 2026"), (date(2028, 9, 20), "Nobody in export is in a class now")],
)
def test_an_export_of_another_school_year(tmp_path: Path, on: date, words: str) -> None:
    def this_year_only(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [row for row in rows if row["beginDate"] == "2026-09-01"]

    with pytest.raises(RosterFault, match=words):
        roster.read_roster(export(tmp_path, enrollments=this_year_only), on)


def test_without_homerooms_each_set_of_classes_is_asked_about_once(new_store: Store, tmp_path: Path) -> None:
    store = new_store
    found = roster.read_roster(export(tmp_path, classes=setting(classType="scheduled")), ON)
    dry = roster.plan(store, found, whole_school=False)
    questions = {problem.id: problem for problem in dry.problems if problem.id.startswith("classes:")}
    assert set(questions) == {"classes:4B+Maths 4 upper", "classes:3/4 Elm+Maths 4 upper"}
    assert [choice.label for choice in questions["classes:4B+Maths 4 upper"].choices][:2] == ["4B", "Maths 4 upper"]
    answers = {"classes:4B+Maths 4 upper": "class:4B", "classes:3/4 Elm+Maths 4 upper": "class:3/4 Elm"}
    dry = roster.plan(store, found, answers)
    assert dry.still_open == 0
    assert {line.class_title for line in dry.joiners} == {"4B", "3/4 Elm", "Acorn", "Nursery"}


def test_a_trusts_export_asks_which_school(new_store: Store, tmp_path: Path) -> None:
    def two(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [*rows, {**rows[0], "sourcedId": "org-2", "name": "Elm Road Primary"}]

    def elsewhere(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "schoolSourcedId": "org-2" if row["title"] == "Nursery" else "org-1"} for row in rows]

    def users(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "orgSourcedIds": "org-2" if row["givenName"] == "Amara" else "org-1"} for row in rows]

    found = roster.read_roster(export(tmp_path, orgs=two, classes=elsewhere, users=users), ON)
    dry = roster.plan(new_store, found, whole_school=False)
    question = next(problem for problem in dry.problems if problem.id == "school")
    assert [choice.label for choice in question.choices] == [
        "Elm Road Primary, 1 pupil",
        "Hazel Lane Primary, 7 pupils",
    ]
    assert (dry.joiners, dry.leavers) == ((), ())
    chosen = roster.plan(new_store, found, {"school": "school:Elm Road Primary"})
    assert [line.given_name for line in chosen.joiners] == ["Amara"]


def test_many_pupils_without_a_class_are_one_question(store: Store, tmp_path: Path) -> None:
    def few(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [row for row in rows if row["userSourcedId"] in ("usr-1", "usr-2", "usr-3")]

    found = roster.read_roster(export(tmp_path, enrollments=few), ON)
    dry = roster.plan(store, found, whole_school=False)
    assert [problem.id for problem in dry.problems if problem.open and "class" in problem.id] == ["no-class"]
    each = roster.plan(store, found, {"no-class": "each"}, whole_school=False)
    assert len([problem for problem in each.problems if problem.id.endswith(":class")]) == 5


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["users", "classes", "enrollments"])
def test_a_file_that_is_needed_is_named(tmp_path: Path, part: str) -> None:
    folder = export(tmp_path)
    (folder / f"{part}.csv").unlink()
    with pytest.raises(RosterFault, match=f"{part}.csv is not in export"):
        roster.read_roster(folder, ON)


def test_an_export_of_changes_alone_is_refused(tmp_path: Path) -> None:
    def delta(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "value": "delta"} if row["propertyName"] == "file.users" else row for row in rows]

    with pytest.raises(RosterFault, match="only what changed"):
        roster.read_roster(export(tmp_path, manifest=delta), ON)


def test_letters_in_an_unknown_coding_are_asked_about(tmp_path: Path) -> None:
    folder = export(tmp_path)
    text = (folder / "users.csv").read_text("utf-8").replace("Ọlá", "Ola").replace("Łukasz", "Lukasz")
    (folder / "users.csv").write_bytes(text.replace("Nguyễn", "Nguyen").encode("cp1252"))
    found = roster.read_roster(folder, ON)
    assert [problem.id for problem in found.problems] == ["coding"]
    assert "Zoë" in found.problems[0].what


def test_a_row_whose_cells_have_slipped_is_not_guessed_at(tmp_path: Path) -> None:
    folder = export(tmp_path)
    text = (folder / "users.csv").read_text("utf-8").replace("Ben,Price", "Ben,Price,and sons,Ltd", 1)
    (folder / "users.csv").write_text(text, "utf-8", newline="")
    found = roster.read_roster(folder, ON)
    assert [(problem.id, problem.open) for problem in found.problems] == [("4:cells", True)]


@pytest.mark.parametrize("name", ["../users.csv", "/etc/users.csv", "..\\..\\users.csv", "C:\\users.csv"])
def test_nothing_of_a_zip_is_written_anywhere(tmp_path: Path, name: str) -> None:
    folder = export(tmp_path)
    users = (folder / "users.csv").read_bytes()
    (folder / "users.csv").unlink()
    path = (
        zipped(folder, tmp_path / "deep" / "zip" / "x.zip") if (tmp_path / "deep" / "zip").mkdir(parents=True) else None
    )
    path = path or zipped(folder, tmp_path / "deep" / "zip" / "x.zip")
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(name, users)
    before = sorted(str(each) for each in tmp_path.rglob("*"))
    assert told(roster.read_roster(path, ON)) == SCHOOL, "its last part is a name like any other"
    assert sorted(str(each) for each in tmp_path.rglob("*")) == before


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oneroster, "LARGEST", 100_000)
    folder = export(tmp_path)
    (folder / "users.csv").write_bytes(b"sourcedId,givenName,familyName\n" + b"0" * 5_000_000)
    path = zipped(folder, tmp_path / "bomb.zip")
    assert path.stat().st_size < 30_000
    with pytest.raises(RosterFault, match=r"users\.csv is too large"):
        roster.read_roster(path, ON)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"PK\x03\x04 no zip", "not a zip"), (b"", "not a zip"), (b"PK\x05\x06" + b"\0" * 18, "are not in")],
)
def test_what_is_no_export_is_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "export.zip").write_bytes(data)
    with pytest.raises(RosterFault, match=words):
        roster.read_roster(tmp_path / "export.zip", ON)


def test_two_exports_in_one_zip_are_refused(tmp_path: Path) -> None:
    path = zipped(SAMPLES / "oneroster-1.1", tmp_path / "two.zip", "a/")
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("b/users.csv", "sourcedId\n")
    with pytest.raises(RosterFault, match="twice"):
        roster.read_roster(path, ON)


@settings(max_examples=150, deadline=None)
@given(
    part=st.sampled_from(["manifest", "users", "classes", "enrollments", "orgs", "academicSessions"]),
    at=st.floats(0, 1),
    instead=st.binary(max_size=6),
)
def test_any_damage_to_an_export_is_a_roster_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, part: str, at: float, instead: bytes
) -> None:
    folder = export(tmp_path_factory.mktemp("damaged"))
    path = folder / f"{part}.csv"
    data = path.read_bytes()
    place = int(at * len(data))
    path.write_bytes(data[:place] + instead + data[place + len(instead) :])
    try:
        found = roster.read_roster(folder, ON)
    except RosterFault:
        return
    assert all(line.given_name and line.family_name for line in found.pupils)


@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1), instead=st.binary(min_size=1, max_size=4))
def test_any_damage_to_a_zip_is_a_roster_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, at: float, instead: bytes
) -> None:
    path = zipped(SAMPLES / "oneroster-1.1", tmp_path_factory.mktemp("damaged") / "export.zip")
    data = path.read_bytes()
    place = int(at * len(data))
    path.write_bytes(data[:place] + instead + data[place + len(instead) :])
    with contextlib.suppress(RosterFault):
        roster.read_roster(path, ON)


# --- into the records ------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["sims.csv", "oneroster-1.1", "oneroster-1.2"])
@pytest.mark.parametrize("then", ["sims.csv", "arbor.csv", "by-hand.csv", "oneroster-1.1", "oneroster-1.2"])
def test_another_system_is_the_same_children(tmp_path: Path, clock: Clock, first: str, then: str) -> None:
    """Every system has numbers of its own; that they differ makes no new children of the old ones."""
    with open_store(tmp_path, clock) as store:
        store.set_up(FIRST)
        lead = person(store, "lead")
        roster.apply(store, roster.plan(store, roster.read_roster(SAMPLES / first, ON), avatars=AVATARS), lead)
        before = {row["id"] for row in store.query("select id from pupil")}
        dry = roster.plan(store, roster.read_roster(SAMPLES / then, ON), avatars=AVATARS)
        assert (dry.still_open, len(dry.unchanged), dry.joiners, dry.leavers, dry.movers) == (0, 8, (), (), ())
        roster.apply(store, dry, lead)
        assert {row["id"] for row in store.query("select id from pupil")} == before


def test_a_new_child_with_an_old_childs_name_is_asked_about(tmp_path: Path, clock: Clock) -> None:
    """No number of the file is known, so that it may be another system's, or hold new children alone."""
    with open_store(tmp_path, clock) as store:
        store.set_up(FIRST)
        found = roster.read_roster(SAMPLES / "sims.csv", ON)
        roster.apply(store, roster.plan(store, found), person(store, "lead"))
        text = "Forename,Surname,Year,Reg,Adno\nBen,Price,3,3/4 Elm,77\nIda,Long,3,3/4 Elm,78\n"
        (tmp_path / "new.csv").write_text(text)
        new = roster.read_roster(tmp_path / "new.csv")
        dry = roster.plan(store, new)
        assert [(problem.id, problem.open) for problem in dry.problems] == [("2:who", True)]
        roster.apply(store, roster.plan(store, new, {"2:who": "new"}), None)
        again = roster.plan(store, new)
        assert (again.still_open, len(again.unchanged), again.joiners) == (0, 2, ())
        (tmp_path / "new.csv").write_text(text + "Zoë,Nowak-Hall,4,4B,79\n", "utf-8")
        known = roster.plan(store, roster.read_roster(tmp_path / "new.csv"))
        assert [line.given_name for line in known.joiners] == ["Zoë"], "one known number tells whose numbers they are"
