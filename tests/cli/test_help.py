"""Every command teaches itself, and answers a slip of the pen in a sentence that says what to do."""

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import cli

SUBCOMMANDS = next(action for action in cli.parser()._actions if isinstance(action, argparse._SubParsersAction))
COMMANDS: dict[str, argparse.ArgumentParser] = SUBCOMMANDS.choices
EXAMPLES = [
    line.strip()
    for parser in COMMANDS.values()
    for line in (parser.epilog or "").splitlines()
    if line.startswith("  kiosk ")
]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_it_is_for_and_how_it_is_typed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main([name, "--help"])
    said = " ".join(capsys.readouterr().out.split())
    about = COMMANDS[name].description
    assert about
    assert " ".join(about.split()) in said
    assert any(example.split()[1] == name for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_can_be_typed(example: str) -> None:
    assert callable(cli.parser().parse_args(shlex.split(example)[1:]).run)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("exprot", 'there is no "exprot". Did you mean "export"?'),
        ("export --what matrx", 'there is no "matrx". Did you mean "matrix"?'),
        ("export --format docx", 'there is no "docx". There are: xlsx, csv, pdf, json.'),
        ("export --from 1/9/2026", 'write a day as 2026-09-03, the year first, not "1/9/2026"'),
        ("school --cycle-year C", 'there is no "C". There are: A, B.'),
        ("staff resett x", 'there is no "resett". Did you mean "reset"?'),
        ("narrate --rate fast", 'the rate is from 0.5 to 2, and 1 is the usual; not "fast"'),
        ("gallery --text 2", 'text is 1, 1.25 or 1.5 times as large, not "2"'),
        ("--window big", 'write width and height, such as 1280x720, not "big"'),
        ("tour --size 10x10", "the smallest window is 640x480"),
        ("forget", "the following arguments are required: pupil"),
    ],
)
def test_a_slip_is_one_sentence_and_where_there_is_more(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(shlex.split(line))
    assert stopped.value.code == 2
    sentence, more = capsys.readouterr().err.splitlines()
    assert said in sentence
    assert more.endswith("--help` says more.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("staff --data {here}/list.csv", "list.csv is a file. --data takes the folder that the records are in."),
        ("staff --data {here}/elsewhere", "There are no records in {here}/elsewhere yet. Start `kiosk` once"),
        ("script all --out {here}/list.csv/all.html", "kiosk: {here}/list.csv/all.html: "),
        ("script passwords", 'There is no lesson or scenario "passwords". Did you mean "ks2-rule-8-passwords"?'),
        ("gallery --colours standard", "--colours and --text go with --scenes."),
        ("check {here}/elsewhere", "{here}/elsewhere is not a folder."),
        ("play {here}/elsewhere.yaml", "`kiosk new-lesson` writes one to begin with."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text("Forename,Surname\n", encoding="utf-8")
    assert cli.main(shlex.split(line.format(here=tmp_path))) == 1
    told = capsys.readouterr().err
    assert said.format(here=tmp_path) in told
    assert len(told.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"], "nothing was made"


@pytest.mark.skipif(sys.platform == "win32", reason="there a pipe that nobody reads is an error of another kind")
def test_whoever_has_read_enough_is_no_fault(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    listed = [sys.executable, "-m", "kiosk", "backup", "--list", "--data", str(tmp_path)]
    done = subprocess.run(listed, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
