"""`kiosk export`, as a lead at a desk types it."""

import argparse
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from kiosk import cli
from kiosk.cli import records as command
from kiosk.content.stamp import Stamp
from kiosk.records import codes, roster
from kiosk.records.exports import FORMS, NAMED
from kiosk.records.rows import SetUp, Status
from kiosk.records.store import Store

ROSTER = "Forename,Surname,Year,Reg\nBen,Price,4,4B\nZoë,Nowak,4,4B\nTom,Hall,1,1 Acorn\n"
PASSWORD = "three odd pelicans"
LEAD = "a long quiet river"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    (tmp_path / "list.csv").write_text(ROSTER, encoding="utf-8")
    with Store.open(tmp_path / "school" / "records.db") as store:
        store.set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", LEAD, (), "A"))
        lead = store.staff()[0]
        roster.apply(store, roster.plan(store, roster.read_roster(tmp_path / "list.csv")), lead)
        group = next(row for row in store.classes() if row.title == "4B")
        lesson = Stamp("ks2-rule-8-passwords", "Keep it yours", "a" * 64, "text")
        launch = store.launch(group.id, [lesson], False, "individual", lead)
        store.complete(store.begin(launch.id, store.pupils(group.id)[0].id, lesson, 1).attempt_id, 60)
        store.end(launch.id)
        store.back_up(tmp_path / "school" / "backups")
    return tmp_path / "school"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def export(school: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*words: str, typed: str = LEAD, terminal: bool = False) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", Terminal() if terminal else io.StringIO(f"{typed}\n" if typed else ""))
        code = cli.main(["export", *words, "--data", str(school)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(path.strip()).read_text("utf-8-sig"), newline="")))


def test_a_class_record_as_a_table(export: Run, school: Path) -> None:
    code, out, _ = export("--class", "4b", "--format", "csv", "--no-password")
    assert code == 0
    assert Path(out.strip()).parent == school / "exports"
    told = {row["Given name"]: row["Status"] for row in rows(out) if row["Lesson id"] == "ks2-rule-8-passwords"}
    assert sorted(told.values()) == ["not yet", "shown"]


EVERY = [(what, form) for what, forms in FORMS.items() for form in forms if what != "subject-access"]


@pytest.mark.parametrize(("what", "form"), EVERY)
def test_every_kind_in_every_form(export: Run, school: Path, tmp_path: Path, what: str, form: str) -> None:
    (tmp_path / "word.txt").write_text(f"{PASSWORD}\nand nothing of this\n", encoding="utf-8")
    lock = ["--password-file", str(tmp_path / "word.txt")] if what in NAMED else []
    usual = form == FORMS[what][0]  # type: ignore[index]
    code, out, err = export(
        "--what", what, *(() if usual else ("--format", form)), *lock, "--out", str(tmp_path / "out")
    )
    assert (code, err) == (0, "")
    (path,) = (tmp_path / "out").iterdir()
    assert out.strip() == str(path)
    assert path.suffix == (".zip" if lock and form == "csv" else f".{form}")
    with Store.open(school / "records.db") as store:
        noted = json.loads(store.query("select detail from audit order by seq desc limit 1")[0]["detail"])
    assert (noted["report"], noted["file"], noted["password"]) == (what, path.name, what in NAMED)


def test_without_somebody_at_the_keyboard_it_says_how_to_give_a_password(export: Run) -> None:
    code, out, err = export("--class", "4B", typed="")
    assert (code, out) == (1, "")
    assert "--password-file FILE, or --no-password" in err
    code, out, err = export("--class", "4B", "--no-password", typed="")
    assert (code, out) == (1, "")
    assert "Nothing was typed" in err


@pytest.mark.parametrize("what", sorted(set(FORMS) - {"subject-access"}))
def test_names_go_out_with_the_leads_passphrase_alone(export: Run, tmp_path: Path, what: str) -> None:
    lock = ["--no-password"] if what in NAMED else []
    code, _, err = export("--what", what, *lock, "--out", str(tmp_path / "out"), typed="not the passphrase")
    assert (code, bool(list(tmp_path.glob("out/*")))) == ((1, False) if what in NAMED else (0, True))
    assert ("9 tries are left" in err) == (what in NAMED)


def test_a_password_is_typed_twice(export: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, PASSWORD, LEAD, PASSWORD, "something else"])
    monkeypatch.setattr("getpass.getpass", lambda asked: next(typed))
    assert export("--class", "4B", terminal=True)[0] == 0
    code, _, err = export("--class", "4B", terminal=True)
    assert code == 1
    assert "not the same" in err


def test_the_password_is_never_a_word_of_the_command() -> None:
    parser = cli.parser()
    (commands,) = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    options = {option for action in commands.choices["export"]._actions for option in action.option_strings}
    assert "--password" not in options
    assert "--password-file" in options


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--class", "5C"), 'There is no class "5C". There are: 1 Acorn, 4B.'),
        (("--year-group", "9"), '"9" is not a year group'),
        (("--lesson", "passwords"), 'There is no lesson or scenario "passwords". Did you mean'),
        (("--term", "Easter"), '"Easter" is not a term. Write one of Autumn, Spring, Summer'),
        (("--what", "governors", "--class", "4B"), "cannot be narrowed by class"),
        (("--what", "slips", "--language", "cy"), 'no parent\'s consent in the language "cy"'),
        (("--what", "xapi", "--format", "csv"), "it can as json"),
        (("--password-file", "nowhere.txt"), "nowhere.txt cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(export: Run, words: tuple[str, ...], said: str) -> None:
    lock = [] if "--password-file" in words else ["--no-password"]
    code, out, err = export(*words, *lock)
    assert (code, out) == (1, "")
    assert err.startswith("kiosk: ")
    assert said in err


@pytest.mark.parametrize("words", [("--from", "1.9.2026"), ("--next", "no equals sign"), ("--what", "everything")])
def test_what_cannot_be_read_is_told_with_the_help(export: Run, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as told:
        export(*words)
    assert told.value.code == 2


def test_narrowed_by_year_term_lesson_and_date(export: Run) -> None:
    def told(*words: str) -> set[str]:
        out = export("--format", "csv", "--no-password", *words)[1]
        return {row["Class"] for row in rows(out)}

    assert told("--year-group", "1") == {"1 Acorn"}
    assert told("--year-group", "Y4", "--lesson", "ks2-rule-8-passwords") == {"4B"}
    assert told("--to", "2000-01-01") == set()
    assert told("--status", "shown") == {"4B"}
    assert told("--how", "whole class") == set()
    assert told("--lesson", "agreement") == {"1 Acorn", "4B"}


@pytest.mark.parametrize(
    ("term", "halves"),
    [("autumn", ("Autumn 1", "Autumn 2")), ("Spring 2", ("Spring 2",)), ("  summer   1 ", ("Summer 1",))],
)
def test_a_term_or_half_of_it(term: str, halves: tuple[str, ...]) -> None:
    assert command._half_terms(term) == halves


def test_the_schools_own_folder_and_its_memory_sticks(
    export: Run, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (school / "settings.toml").write_text(f"exports_folder = '{tmp_path / 'share'}'\n", encoding="utf-8")
    assert Path(export("--what", "coverage")[1].strip()).parent == tmp_path / "share"
    monkeypatch.setattr("kiosk.records.exports.drives.removable", lambda folder: True)
    assert "memory stick" in export("--what", "coverage")[2]
    (school / "settings.toml").write_text("removable_drives = true\n", encoding="utf-8")
    assert export("--what", "coverage")[0] == 0


def test_while_the_kiosk_runs_its_newest_copy_is_read_and_the_export_is_logged_later(export: Run, school: Path) -> None:
    with Store.open(school / "records.db") as running:
        code, out, err = export("--class", "4B", "--format", "csv", "--no-password")
        assert (code, err) == (0, "")
        said, path = out.splitlines()
        assert said.startswith("As at ")
        assert "newest copy" in said
        assert {row["Given name"] for row in rows(path)} == {"Ben", "Zoë"}
        assert running.query("select count(*) as n from audit where what = 'export'")[0]["n"] == 0
    with Store.open(school / "records.db") as store:
        noted = [json.loads(row["detail"]) for row in store.query("select detail from audit where what = 'export'")]
        assert [each["file"] for each in noted] == [Path(path).name]
        assert store.check_audit(rows(path)[0]["Access log"]) == []


def test_every_status_can_be_asked_for() -> None:
    assert set(command.STATUSES) == set(get_args(Status))


def test_the_help_names_every_kind_and_shows_how(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as told:
        cli.main(["export", "--help"])
    said = capsys.readouterr().out
    assert told.value.code == 0
    assert all(f"  {what} " in said for what in FORMS if what != "subject-access")
    assert "kiosk export --class 4B" in said
    assert set(command.WHAT) == set(FORMS) - {"subject-access"}
