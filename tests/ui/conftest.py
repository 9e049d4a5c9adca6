"""A dummy screen, and the four weights of Lexend made once for all these tests."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from kiosk.ui.text import WEIGHTS, Fonts


@pytest.fixture(scope="session", autouse=True)
def screen() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    yield
    pygame.font.quit()
    pygame.display.quit()


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory, screen: None) -> Fonts:
    made = Fonts(tmp_path_factory.mktemp("fonts"))
    for weight in WEIGHTS:
        made.font(weight, 20)
    return made


@pytest.fixture
def font_folder(fonts: Fonts) -> Path:
    return fonts.folder
