"""`kiosk staff` and `kiosk school`, through their real command lines; what is typed comes from a pipe."""

import io
import re
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.records import codes
from kiosk.records.rows import SetUp, StaffRow
from kiosk.records.store import Store

PASSPHRASE = "a long quiet river"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    with Store.open(tmp_path / "records.db") as store:
        first = SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", PASSPHRASE, (("Ms Okafor", "73519284"),))
        (tmp_path / "sealed").write_text(store.set_up(first))
    return tmp_path


class Desk:
    """Somebody who gives commands, and what the program says."""

    def __init__(self, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.school, self.monkeypatch, self.capsys = school, monkeypatch, capsys

    def gives(self, *words: str, typed: str = PASSPHRASE) -> str:
        status = self._run(words, typed)
        said = self.capsys.readouterr()
        assert status == 0, said.err
        return said.out

    def is_told(self, *words: str, typed: str = PASSPHRASE) -> str:
        status = self._run(words, typed)
        said = self.capsys.readouterr()
        assert (status, said.out) == (1, "")
        return said.err

    def _run(self, words: tuple[str, ...], typed: str) -> int:
        self.monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
        return cli.main([*words, "--data", str(self.school)])

    def signs_in(self, name: str, code: str) -> bool:
        with Store.open(self.school / "records.db") as store:
            who = next((row for row in store.staff() if row.name == name), None)
            return who is not None and isinstance(store.sign_in(who.id, code), StaffRow)


@pytest.fixture
def desk(school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(school, monkeypatch, capsys)


def test_the_list_needs_no_passphrase_and_tells_no_code(desk: Desk) -> None:
    assert desk.gives("staff", typed="") == (
        "Mr Whitmore: computing lead, never in yet\nMs Okafor: teacher, never in yet\n"
    )
    assert desk.gives("staff", "list", typed="") == desk.gives("staff", typed="")


def test_what_only_tells_works_while_the_kiosk_runs(desk: Desk, school: Path) -> None:
    with Store.open(school / "records.db") as running:
        running.back_up(school / "backups")
        assert desk.gives("staff", typed="").startswith("As at ")
        assert "Safeguarding lead: Mrs Daniels" in desk.gives("school", typed="")
        assert "kiosk is running" in desk.is_told("staff", "add", "Mr New")
        assert "kiosk is running" in desk.is_told("school", "--cycle-year", "B")


def shown(told: str) -> str:
    found = re.search(r"shown once: (\S+)", told)
    assert found
    return found[1]


def test_add_reset_cover_and_leave(desk: Desk) -> None:
    assert desk.signs_in("Mr New", shown(desk.gives("staff", "add", "Mr New")))
    assert desk.signs_in("Ms Okafor", shown(desk.gives("staff", "reset", "ms okafor")))
    assert not desk.signs_in("Ms Okafor", "73519284")
    assert desk.signs_in("Mr Idle", shown(desk.gives("staff", "cover", "Mr Idle")))
    assert "cover on" in desk.gives("staff", typed="")
    assert "may not sign in any more" in desk.gives("staff", "leave", "Ms Okafor")
    assert "Ms Okafor" not in desk.gives("staff", typed="")
    lead = shown(desk.gives("staff", "add", "Ms Amadi", "--lead"))
    assert len(lead) >= 12
    assert desk.signs_in("Ms Amadi", lead)


def test_what_cannot_be_done_is_a_sentence(desk: Desk) -> None:
    assert "is called" in desk.is_told("staff", "reset", "Nobody")
    assert "only computing lead" in desk.is_told("staff", "leave", "Mr Whitmore")
    assert "There is a Ms Okafor already" in desk.is_told("staff", "add", "Ms Okafor")
    assert "past" in desk.is_told("staff", "cover", "Mr Idle", "--on", "2020-01-01")


def test_guessing_at_the_desk_counts_with_guessing_at_the_screen(desk: Desk) -> None:
    for left in range(9, 0, -1):
        assert f"{left} tries are left" in desk.is_told("staff", "reset", "Ms Okafor", typed="wrong")
    assert "Wait 5 minutes" in desk.is_told("staff", "reset", "Ms Okafor", typed="wrong")
    assert "Wait 5 minutes" in desk.is_told("school", "--name", "Elm Road")
    assert not desk.signs_in("Mr Whitmore", PASSPHRASE)


def test_recovery(desk: Desk) -> None:
    sealed = (desk.school / "sealed").read_text()
    new = "another slow canal"
    assert "not the same" in desk.is_told("staff", "recover", typed=f"{sealed}\n{new}\nanother slow river")
    following = shown(desk.gives("staff", "recover", typed=f"{sealed}\n{new}\n{new}"))
    assert desk.signs_in("Mr Whitmore", new)
    assert "was not right" in desk.is_told("staff", "recover", typed=f"{sealed}\n{PASSPHRASE}\n{PASSPHRASE}")
    renewed = shown(desk.gives("staff", "recovery-code", typed=new))
    assert "was not right" in desk.is_told("staff", "recover", typed=f"{following}\n{PASSPHRASE}\n{PASSPHRASE}")
    desk.gives("staff", "recover", typed=f"{renewed}\n{PASSPHRASE}\n{PASSPHRASE}")


def test_no_code_is_in_any_file(desk: Desk) -> None:
    codes_shown = [shown(desk.gives("staff", "add", "Mr New")), shown(desk.gives("staff", "cover", "Mr Idle"))]
    kept = b"".join(path.read_bytes() for path in desk.school.iterdir() if path.is_file())
    assert not any(code.encode() in kept for code in codes_shown)


def test_the_school_says_what_it_is_and_changes(desk: Desk) -> None:
    assert "Hazel Lane" in desk.gives("school", typed="")
    told = desk.gives(
        "school", "--name", "Hazel Lane Primary", "--safeguarding-lead", "Mr Obi", "--cycle-year", "B",
        "--tell", "tell-lead:ks1=You can tell {lead} too.",
    )  # fmt: skip
    assert "Hazel Lane Primary" in told
    assert "cycle year B" in told
    assert "Safeguarding lead: Mr Obi" in told
    assert "tell-lead, ks1: You can tell {lead} too." in told
    assert "tell-lead" not in desk.gives("school", "--tell", "tell-lead:ks1=")


def test_dates_and_words_that_will_not_do_change_nothing(desk: Desk) -> None:
    before = desk.gives("school", typed="")
    assert "ends before it starts" in desk.is_told(
        "school", "--name", "Elm Road", "--term", "Autumn 1=2026-10-23..2026-09-03"
    )
    assert "stay as they are" in desk.is_told("school", "--tell", "tell-emergency:ks1=Call nobody.")
    assert 'no class "9Z"' in desk.is_told("school", "--signs", "9Z=no")
    assert desk.gives("school", typed="") == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--term", "Autumn=1..2"], "write a half-term as"),
        (["--term", "Autumn 1=3.9.2026..2026-10-23"], "write a day as"),
        (["--tell", "tell-lead=Hello"], "write words as"),
        (["--signs", "4B"], 'write it as "R Acorn=no"'),
        (["--signs", "4B=perhaps"], "say yes or no"),
    ],
)
def test_what_is_typed_wrong_is_said(desk: Desk, words: list[str], told: str) -> None:
    with pytest.raises(SystemExit):
        desk.gives("school", *words)
    assert told in desk.capsys.readouterr().err
