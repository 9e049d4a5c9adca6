"""The commands for looking after the records, as somebody uses them: words in, words out, and what is on the disk."""

import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.content.stamp import Stamp
from kiosk.records import backup, codes, roster
from kiosk.records.rows import Answer, SetUp
from kiosk.records.store import Store

LEAD = "a long quiet river"
ROSTER = """Adno,Forename,Surname,Year,Reg
1,Ben,Price,4,4B
2,Zoë,Nowak,4,4B
3,Amara,Khan,4,4B
4,Ben,Price,1,1 Acorn
"""
Type = Callable[..., None]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a class in which Ben and Zoë have done a lesson."""
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})

    (tmp_path / "list.csv").write_text(ROSTER, encoding="utf-8")
    with Store.open(tmp_path / "school" / "records.db") as store:
        store.set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", LEAD, (("Ms Okafor", "73519284"),), "A"))
        lead = next(row for row in store.staff() if row.role == "lead")
        roster.apply(store, roster.plan(store, roster.read_roster(tmp_path / "list.csv")), lead)
        group = next(row for row in store.classes() if row.title == "4B")
        lesson = Stamp("ks2-rule-1", "Ask before you click", "a" * 64, "text")
        launch = store.launch(group.id, [lesson], False, "individual", lead)
        for pupil in store.pupils(group.id)[1:]:
            attempt_id = store.begin(launch.id, pupil.id, lesson, 1).attempt_id
            store.answered(attempt_id, Answer("q-1", "a", 1))
            store.complete(attempt_id, 200)
        store.end(launch.id)
    return tmp_path / "school"


@pytest.fixture
def typed() -> list[str]:
    return []


@pytest.fixture
def types(typed: list[str]) -> Type:
    """What is typed at the next command; without it, the lead's passphrase."""
    return lambda *lines: typed.extend(lines)


@pytest.fixture
def kiosk(
    school: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: list[str]
) -> Callable[..., tuple[int, str]]:
    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed or [LEAD])))
        typed.clear()
        code = cli.main([*words, "--data", str(school)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


@pytest.fixture
def running(school: Path) -> Iterator[Store]:
    with Store.open(school / "records.db") as store:
        yield store


def rows(school: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(school / "records.db")) as connection:
        return connection.execute(sql).fetchall()


Kiosk = Callable[..., tuple[int, str]]


def test_every_command_teaches_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("backup", "restore", "drill", "correct", "subject-access", "forget", "retention", "doctor"):
        with pytest.raises(SystemExit, match="0"):
            cli.main([name, "--help"])
        assert len(capsys.readouterr().out) > 300, name


# --- copies ----------------------------------------------------------------------------------------------


def test_backup_list_drill_and_restore(kiosk: Kiosk, school: Path, types: Type) -> None:
    assert kiosk("backup", "--list") == (0, "There is no copy yet. One is made whenever a class is closed.\n")
    assert kiosk("drill")[0] == 1
    code, made = kiosk("backup")
    assert code == 0
    assert Path(made.strip()).is_file()
    assert Path(made.strip()).name in kiosk("backup", "--list")[1]
    code, told = kiosk("drill")
    assert (code, "all the same" in told) == (0, True)
    with Store.open(school / "records.db") as store:
        store.log("export", None)
    types(LEAD, "yes")
    code, told = kiosk("restore")
    assert code == 0
    assert "is whole:" in told
    assert "nothing was recorded since then" in told
    assert rows(school, "select what from audit order by seq desc limit 1") == [("restored",)]


def test_restoring_needs_the_passphrase_and_a_yes(kiosk: Kiosk, school: Path, types: Type) -> None:
    kiosk("backup")
    before = rows(school, "select count(*) from event")
    for lines in (("wrong passphrase",), (LEAD, "no"), (LEAD,)):
        types(*lines)
        assert kiosk("restore")[0] == 1
    assert rows(school, "select count(*) from event") == before
    assert rows(school, "select count(*) from audit where what = 'restored'") == [(0,)]


def test_a_copy_from_elsewhere_makes_damaged_records_good(
    kiosk: Kiosk, school: Path, tmp_path: Path, types: Type
) -> None:
    made = Path(kiosk("backup")[1].strip())
    stick = tmp_path / "copy.db"
    made.rename(stick)
    (school / "records.db").write_bytes(b"not a database" * 1000)
    assert kiosk("restore", str(stick))[0] == 0
    assert kiosk("correct", "Zoë Nowak")[0] == 0


def test_a_copy_that_is_not_there_or_not_one(kiosk: Kiosk, school: Path, tmp_path: Path) -> None:
    assert "that can be relied on" in kiosk("restore")[1]
    assert "`kiosk backup --list`" in kiosk("restore", "yesterday.db")[1]
    (tmp_path / "letter.db").write_text("Dear Mr Whitmore")
    assert "letter.db cannot be read" in kiosk("restore", str(tmp_path / "letter.db"))[1]


# --- corrections -----------------------------------------------------------------------------------------


def test_a_list_a_taking_back_and_a_move(kiosk: Kiosk, school: Path, types: Type) -> None:
    code, told = kiosk("correct", "ben price, 4b")
    assert code == 0
    assert "shown" in told
    assert "Ask before you click" in told
    types(LEAD)
    code, told = kiosk("correct", "Ben Price, 4B", "--move", "1", "--to", "Amara Khan")
    assert (code, told) == (0, "Ask before you click is Amara Khan’s now, and says where it came from.\n")
    assert "First recorded under another name" in kiosk("correct", "Amara Khan")[1]
    types(LEAD)
    assert kiosk("correct", "Zoe Nowak", "--void", "1", "--because", "by-accident")[0] == 0
    assert "Taken back on" in kiosk("correct", "Zoë Nowak")[1]


def test_who_and_what_is_asked_for_has_to_be_clear(kiosk: Kiosk, types: Type) -> None:
    assert 'There are 2 called "Ben Price": in 1 Acorn, 4B.' in kiosk("correct", "Ben Price")[1]
    assert 'Nobody called "Tom Hall"' in kiosk("correct", "Tom Hall")[1]
    assert "There is no number 7" in kiosk("correct", "Zoë Nowak", "--void", "7")[1]
    assert "Say whose it was" in kiosk("correct", "Zoë Nowak", "--move", "1")[1]


# --- rights ----------------------------------------------------------------------------------------------


def test_subject_access_as_data(kiosk: Kiosk, school: Path, tmp_path: Path) -> None:
    code, told = kiosk(
        "subject-access", "Zoë Nowak", "--format", "json", "--no-password", "--out", str(tmp_path / "out")
    )
    assert code == 0, told
    path = Path(told.strip())
    assert "Nowak" not in path.name
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held["pupil"]["given_name"] == "Zoë"
    assert held["access_log_code"]
    assert rows(school, "select count(*) from audit where what = 'export'") == [(1,)]


def test_subject_access_is_locked_unless_that_is_said(kiosk: Kiosk, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert kiosk("subject-access", "Zoë Nowak", "--format", "json", "--out", out)[0] == 1
    (tmp_path / "word").write_text("three quiet hedgehogs\n")
    words = ("--format", "json", "--out", out, "--password-file", str(tmp_path / "word"))
    code, told = kiosk("subject-access", "Zoë Nowak", *words)
    assert code == 0
    assert told.strip().endswith(".zip")
    assert b"Nowak" not in Path(told.strip()).read_bytes()


def test_forgetting_needs_the_passphrase_and_the_name(kiosk: Kiosk, school: Path, types: Type) -> None:
    kiosk("backup")
    for lines in (("wrong",), (LEAD, "Zoe")):
        types(*lines)
        assert kiosk("forget", "Zoë Nowak")[0] == 1
    assert kiosk("correct", "Zoë Nowak")[0] == 0
    types(LEAD, "Zoë Nowak")
    code, told = kiosk("forget", "Zoë Nowak")
    assert code == 0
    assert "Erased: 1 pupil, from the records and from 1 backup." in told
    assert kiosk("correct", "Zoë Nowak")[0] == 1
    left = [path.name for path in school.rglob("*") if path.is_file() and b"Nowak" in path.read_bytes()]
    assert left == []


def test_retention_is_a_list_until_it_is_to_be_done(kiosk: Kiosk, school: Path, types: Type) -> None:
    assert "needed: 0 pupils and 0 drawings." in kiosk("retention")[1]
    with Store.open(school / "records.db") as store, store.transaction():
        store._write("update pupil set left_on = '2019-07-20' where family_name = 'Nowak'")
        store._write(
            "update enrolment set to_on = '2019-07-20' "
            "where pupil_id in (select id from pupil where family_name = 'Nowak')"
        )
    assert kiosk("retention") == (0, "No longer needed: 1 pupil and 0 drawings.\n")
    code, told = kiosk("retention", "--names")
    assert code == 0
    assert "Zoë Nowak, 4B: left on 20.07.2019" in told
    assert "1 pupil and 0 drawings" in told
    (school / "settings.toml").write_text("keep_years_after_leaving = 25\n")
    assert "0 pupils" in kiosk("retention")[1]
    (school / "settings.toml").unlink()
    types(LEAD, "yes")
    assert kiosk("retention", "--purge")[0] == 0
    assert rows(school, "select count(*) from pupil where family_name = 'Nowak'") == [(0,)]
    assert "1 shown, 0 together, 0 signed." in kiosk("retention")[1]


# --- while the kiosk runs --------------------------------------------------------------------------------


def test_what_changes_something_says_that_the_kiosk_runs(kiosk: Kiosk, running: Store, school: Path) -> None:
    backup.copy(running, school / "backups")
    for words in (
        ("backup",), ("restore",), ("drill",), ("forget", "Zoë Nowak"), ("retention", "--purge"),
        ("correct", "Zoë Nowak", "--void", "1"),
    ):  # fmt: skip
        code, told = kiosk(*words)
        assert code == 1, words
        assert "kiosk is running" in told, words


def test_what_only_reads_says_as_at_when(kiosk: Kiosk, running: Store, school: Path, tmp_path: Path) -> None:
    backup.copy(running, school / "backups")
    assert "As at" in kiosk("correct", "Zoë Nowak")[1]
    assert "As at" in kiosk("retention")[1]
    code, told = kiosk("subject-access", "Zoë Nowak", "--format", "json", "--no-password", "--out", str(tmp_path))
    assert (code, "As at" in told) == (0, True)
    assert running.take_in_log() > 0
    (noted,) = running.query("select s.role from audit a join staff s on s.id = a.staff_id where a.what = 'export'")
    assert noted == {"role": "lead"}


@pytest.mark.parametrize(
    "words",
    [
        ("correct", "Zoë Nowak"),
        ("correct", "Nobody Here"),
        ("subject-access", "Zoë Nowak", "--no-password"),
        ("retention", "--names"),
        ("forget", "Zoë Nowak"),
    ],
)
def test_no_name_is_given_out_without_the_passphrase(kiosk: Kiosk, types: Type, words: tuple[str, ...]) -> None:
    types("a wrong passphrase")
    assert kiosk(*words) == (1, "kiosk: That was not right. 9 tries are left.\n")


def test_guessing_beside_a_running_kiosk_ends_after_ten(
    kiosk: Kiosk, running: Store, school: Path, types: Type
) -> None:
    """No clock and no other copy gives a try back: only the right passphrase, at the screen too."""
    backup.copy(running, school / "backups")
    for left in range(9, -1, -1):
        types("a wrong passphrase")
        assert f"{left} tries are left" in kiosk("correct", "Zoë Nowak")[1]
    assert "Sign in on its screen first" in kiosk("correct", "Zoë Nowak")[1]
    running.take_in_log()
    backup.copy(running, school / "backups")
    assert "Sign in on its screen first" in kiosk("correct", "Zoë Nowak")[1]
    assert running.query("select count(*) as n from audit where what = 'sign-in-refused'") == [{"n": 10}]
    lead = next(row for row in running.staff() if row.role == "lead")
    assert running.sign_in(lead.id, LEAD) == lead
    assert kiosk("correct", "Zoë Nowak")[0] == 0
    assert running.check_audit() == []
