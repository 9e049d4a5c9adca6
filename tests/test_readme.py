"""The README tells of every command, every setting and every package, and of none that there is not."""

import dataclasses
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from kiosk import cli, config

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "lessons" / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def commands() -> set[str]:
    (there,) = (action for action in cli.parser()._actions if action.metavar == "COMMAND")
    return set(there.choices or ())


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def lines() -> list[str]:
    """Every command line of the README, as somebody would type it with all that may be left out."""
    typed = [line.split("  #")[0].strip() for block in blocks(README, "sh") for line in block.splitlines()]
    return [re.sub(r"[\[\]]", "", line) for line in typed if line.startswith("kiosk")]


@pytest.mark.parametrize("line", lines())
def test_a_command_line_is_one(line: str) -> None:
    assert callable(cli.parser().parse_args(shlex.split(line)[1:]).run)


def test_every_command_is_told_of() -> None:
    assert {line.split()[1] for line in lines() if line.count(" ") and not line.startswith("kiosk -")} == commands()


@pytest.mark.parametrize("text", [README, GUIDE], ids=["README.md", "lessons/README.md"])
def test_a_command_in_a_sentence_is_one(text: str) -> None:
    named = {" ".join(each.split()) for each in re.findall(r"`(kiosk [^`]*)`", text)}
    words = {each.split()[1] for each in named if not each.startswith("kiosk -")}
    assert words <= commands() | {"COMMAND"}


def test_every_setting_is_told_of_as_it_is_without_a_file() -> None:
    (block,) = blocks(README, "toml")
    told = tomllib.loads(block)
    assert set(told) == {field.name for field in dataclasses.fields(config.Settings)}
    assert config.Settings(**told) == config.Settings()


def test_the_block_of_settings_is_a_file_that_can_be_used(tmp_path: Path) -> None:
    (block,) = blocks(README, "toml")
    (tmp_path / "settings.toml").write_text(block, encoding="utf-8")
    assert config.load_settings(tmp_path) == config.Settings()


def test_every_package_is_told_of() -> None:
    table = README.split("## What it stands on")[1].split("\n## ")[0]
    told = {part(name) for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE) for name in row.split(", ")}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["check"]]
    assert told - {"package", "---"} == {part(re.split(r"[^\w-]", each)[0]) for each in wanted}


def part(name: str) -> str:
    """Windows' voices are seven packages, and one line."""
    return "winrt" if name.startswith("winrt") else name


def test_every_place_in_the_readme_that_is_pointed_to_is_there() -> None:
    headings = {
        re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in re.findall(r"^##+ (.+)$", README, re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert target.removeprefix("#") in headings if target.startswith("#") else (ROOT / target).exists(), target
