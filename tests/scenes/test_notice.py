"""A notice: everything that staff are told is on it, in lines that fit, and it is left by OK."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from kiosk import config
from kiosk.scenes.notice import Notice, Told
from kiosk.scenes.page import Next
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Pictures
from kiosk.ui.scene import Leave
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme

DEEP = Path("/srv/" + "/".join(f"folder-number-{n}-of-a-very-deep-path" for n in range(6)), "2-Oak_class-record.csv")
UNBROKEN = Path("/srv", "x" * 180, "2-Oak.csv")


@pytest.fixture(scope="module")
def painter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Painter]:
    pygame.display.init()
    pygame.font.init()
    window = pygame.display.set_mode((1920, 1080))
    fonts = Fonts(tmp_path_factory.mktemp("fonts"))
    yield Painter(window, Pictures(config.shipped("assets")), Theme.standard(), fonts, scale=1.0)
    pygame.font.quit()
    pygame.display.quit()


def export(path: Path) -> Notice:
    return Notice("Exported", (path.name, f"It is in the folder {path.parent}"), path=path)


def told(notice: Notice) -> Told:
    return next(widget for widget in notice.view(0) if isinstance(widget, Told))


def test_ok_goes_on() -> None:
    ok = next(widget for widget in Notice("All recorded", ("2 Oak is closed.",)).view(0) if widget.key == "ok")
    assert ok.on_tap is not None
    assert ok.on_tap() == Leave(Next())


def test_everything_told_is_on_the_card() -> None:
    lines = ("2 Oak is closed.", "A copy of the records was made and checked.")
    assert told(Notice("All recorded", lines)).label.split("\n") == ["All recorded", *lines]


def test_the_file_and_its_folder_are_marked() -> None:
    assert told(export(DEEP)).icons == ("file", "folder")
    assert told(Notice("Exported", ("Nothing of that kind",), path=DEEP)).icons == ("",)


@pytest.mark.parametrize("path", [DEEP, UNBROKEN], ids=["deep", "unbroken"])
def test_long_paths_fit_the_card_whole(painter: Painter, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    words = Painter.words

    def listening(self: Painter, text: str, *rest: object, **more: object) -> None:
        drawn.append(text)
        words(self, text, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Painter, "words", listening)
    painter.spilt.clear()
    card = told(export(path))
    card.draw(painter, pressed=False, focused=False)
    assert painter.spilt == []
    assert "".join(drawn[-1].split()) == "".join(card.lines[1].split())


def test_a_card_full_of_lines_stays_within_itself(painter: Painter) -> None:
    card = told(
        Notice("A longer title than any that there is so far", [f"Line {n} of what was done." for n in range(8)])
    )
    background = painter.theme["cream"]
    painter.target.fill(background)
    card.draw(painter, pressed=False, focused=False)
    for row in (int(card.rect.y) - 20, int(card.rect.bottom) + 20):
        assert all(painter.target.get_at((x, row))[:3] == background for x in range(0, 1920, 3))
