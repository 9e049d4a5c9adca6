"""`kiosk play`: a file for its author, opened at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from kiosk import config, start
from kiosk.app import App
from kiosk.cli import main
from kiosk.config import Settings
from kiosk.rehearsal import FILES, rehearsed
from kiosk.scenes.names import Names
from kiosk.scenes.page import PupilPage
from kiosk.scenes.resting import Resting, Touched
from kiosk.ui.scene import Leave

SHIPPED = config.shipped("lessons")


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], App]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")

    def opened(name: str) -> App:
        own = tmp_path / "own"
        own.mkdir()
        shutil.copy(SHIPPED / name, own)
        window = pygame.display.set_mode((640, 360))
        settings = Settings(sound=False)
        return rehearsed(tmp_path, own, window, start.speaker(settings), settings, SHIPPED / name)

    return opened


@pytest.mark.parametrize("key_stage", ["ks1", "ks2"])
def test_a_check_in_is_played_one_pupil_at_a_time(play: Callable[[str], App], key_stage: str) -> None:
    program = play(f"check-ins/{key_stage}.yaml")
    launch = program.flow.store.current_launch()
    assert launch is not None
    assert (launch.mode, launch.lesson_ids) == ("individual", (f"{key_stage}-check-in",))
    assert isinstance(program.scene, Resting)
    assert isinstance(program.flow.after(Leave(Touched()), 1.0), Names)


def test_a_lesson_is_played_for_a_class(play: Callable[[str], App]) -> None:
    program = play("ks1/ks1-rule-4-lost-so-ask.yaml")
    launch = program.flow.store.current_launch()
    assert launch is not None
    assert (launch.mode, launch.lesson_ids) == ("whole-class", ("ks1-rule-4-lost-so-ask",))
    first = program.flow.after(Leave(Touched()), 1.0)
    assert isinstance(first, PupilPage)
    assert first.who is not None and first.who.together


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("rules.yaml", "rules"),
        ("e-safety-rules.yaml", "rules"),
        ("phrases.yaml", "what the program says"),
        ("agreement.yaml", "the agreement"),
        ("misconceptions.yaml", "misconceptions"),
        ("cycle.yaml", "what is taught when"),
        ("pl/rules.yaml", "translations"),
    ],
)
def test_what_has_no_pages_is_told_in_a_sentence(name: str, inside: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", str(SHIPPED / name)]) == 1
    told = capsys.readouterr().err
    assert told == f"kiosk: There is {inside} in {Path(name).name}, and no pages. `kiosk check` looks it over.\n"
    assert inside in FILES.values()
