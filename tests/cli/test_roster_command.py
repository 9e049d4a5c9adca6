"""`kiosk roster` and `kiosk roll-over`, through their real command lines."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.cli import roster as command
from kiosk.records import codes, roster
from kiosk.records.rows import SetUp
from kiosk.records.store import Store

LEAD = "a long quiet river"
LIST = "Forename,Surname,Year,Reg\nAmara,Khan,4,4B\nBen,Price,4,4B\nZoë,Hall,1,1 Acorn\n"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of a school without pupils, in November."""
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    with Store.open(tmp_path / "records.db") as store:
        store.set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", LEAD))
    return tmp_path


@pytest.fixture(autouse=True)
def lead_at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.cli.staff._secret", lambda asked: LEAD)


def run(school: Path, *words: str) -> int:
    return cli.main([*words, "--data", str(school)])


def write(school: Path, text: str) -> str:
    path = school / "list.csv"
    path.write_text(text, "utf-8")
    return str(path)


def titles(school: Path) -> dict[str, int]:
    with Store.open(school / "records.db") as store:
        return {row.title: row.size for row in store.classes()}


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Somebody at a terminal, who types these."""
    typed = iter(lines)
    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt="": next(typed))


def test_nothing_is_changed_without_apply(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(school, "roster", write(school, LIST), "--names") == 0
    told = capsys.readouterr().out
    assert "3 join, 0 leave, 0 move" in told
    assert "joins 4B: Ben Price" in told
    assert "Nothing has been changed" in told
    assert titles(school) == {}


def test_names_and_changes_need_the_passphrase(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kiosk.cli.staff._secret", lambda asked: "wrong")
    for word in ("--names", "--apply"):
        assert run(school, "roster", write(school, LIST), word) == 1
        told = capsys.readouterr()
        assert "That was not right" in told.err and "Ben" not in told.out
    assert titles(school) == {}
    assert not list((school / "backups").glob("*.db"))
    assert run(school, "roster", write(school, LIST)) == 0


def test_while_the_kiosk_runs_a_look_is_at_its_newest_copy(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(school / "records.db") as running:
        running.back_up(school / "backups")
        assert run(school, "roster", write(school, LIST)) == 0
        assert capsys.readouterr().out.startswith("As at ")
        assert run(school, "roster", write(school, LIST), "--apply") == 1
        assert "kiosk is running" in capsys.readouterr().err


def test_applying_keeps_a_copy_of_before(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(school, "roster", write(school, LIST), "--apply") == 0
    assert titles(school) == {"1 Acorn": 1, "4B": 2}
    copies = list((school / "backups").glob("*.db"))
    assert len(copies) == 1
    assert copies[0].name in capsys.readouterr().out


def test_open_questions_are_named_and_answered(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(school, LIST + "Tom,Lee,,Oak\nJoe,Park,8,8X\n")
    assert run(school, "roster", path, "--apply") == 1
    told = capsys.readouterr().out
    assert "5:year=year:R" in told
    assert "6:year=leave-out" in told
    assert "2 to settle first" in told
    assert titles(school) == {}
    answers = ("--answer", "5:year=year:R", "--answer", "6:year=leave-out")
    assert run(school, "roster", path, "--apply", *answers) == 0
    assert titles(school) == {"1 Acorn": 1, "4B": 2, "Oak": 1}


def test_an_answer_that_is_none_is_a_sentence(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(school, LIST + "Tom,Lee,,Oak\n")
    assert run(school, "roster", path, "--answer", "5:year=four") == 1
    assert '"four" does not answer 5:year' in capsys.readouterr().err


def test_questions_are_asked_at_a_terminal(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, "nine", "2", "")
    assert run(school, "roster", write(school, LIST + "Tom,Lee,,Oak\n"), "--apply") == 0
    assert "Line 5: No year given for Tom Lee" in capsys.readouterr().out
    with Store.open(school / "records.db") as store:
        assert {row.title: row.year_groups for row in store.classes()}["Oak"] == ("R",)


def test_whole_school_or_some_classes(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(school, "roster", write(school, LIST), "--apply")
    path = write(school, "Forename,Surname,Year,Reg\nAmara,Khan,4,4B\nBen,Price,4,4B\n")
    assert run(school, "roster", path) == 1
    assert "whole-school=part" in capsys.readouterr().out
    assert run(school, "roster", path, "--some-classes", "--apply") == 0
    assert titles(school) == {"1 Acorn": 1, "4B": 2}
    assert run(school, "roster", path, "--whole-school", "--apply") == 0
    assert titles(school) == {"4B": 2}


def test_what_is_no_roster_is_a_sentence(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(school, "roster", write(school, "hello\n")) == 1
    assert capsys.readouterr().err.startswith("kiosk: There is no heading.")


@pytest.fixture
def last_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose classes are those of the school year before this one."""
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    text = LIST + "Mia,Shaw,6,6W\nTom,Lee,3,Oak\nJoe,Reid,3,Ash\nEve,Long,4,Elm\nIda,Park,4,Fir\n"
    with Store.open(tmp_path / "records.db", now=lambda: datetime.now(UTC) - timedelta(days=365)) as store:
        store.set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", LEAD))
        roster.apply(store, roster.plan(store, roster.read_roster(Path(write(tmp_path, text)))), None)
    return tmp_path


def test_rolling_over_step_by_step(last_year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(last_year, "roll-over", "--apply") == 1
    told = capsys.readouterr().out
    assert "4B:Y4: 2 pupils -> 5B, Y5  (a guess: look at it)" in told
    assert "6W:Y6: 1 pupil -> leave" in told
    assert "2 to settle first" in told
    assert run(last_year, "roll-over", "--change", "Ox:Y3=Elm") == 1
    assert 'There is no group "Ox:Y3"' in capsys.readouterr().err
    changes = ["Oak:Y3=Elm", "Ash:Y3=Fir"]
    assert run(last_year, "roll-over", *(word for each in changes for word in ("--change", each))) == 1
    assert "2 to settle first" in capsys.readouterr().out, "who comes into Elm drives out who was in it"
    changes += ["Elm:Y4=Yew", "Fir:Y4=Box"]
    assert run(last_year, "roll-over", *(word for each in changes for word in ("--change", each))) == 0
    assert titles(last_year) == {}
    assert run(last_year, "roll-over", *(word for each in changes for word in ("--change", each)), "--apply") == 0
    assert titles(last_year) == {"2 Acorn": 1, "5B": 2, "Elm": 1, "Fir": 1, "Yew": 1, "Box": 1}
    assert "7 pupils went up, 1 left" in capsys.readouterr().out


def test_titles_are_asked_for_at_a_terminal(last_year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "Fir", "Elm", "", "Yew", "leave")
    assert run(last_year, "roll-over", "--apply") == 0
    assert titles(last_year) == {"2 Acorn": 1, "5B": 2, "Elm": 1, "Fir": 1, "Yew": 1}


def test_there_is_nothing_to_roll_over_in_this_years_classes(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(school, "roster", write(school, LIST), "--apply")
    assert run(school, "roll-over", "--apply") == 0
    assert "nothing to roll over" in capsys.readouterr().out
    assert titles(school) == {"1 Acorn": 1, "4B": 2}
