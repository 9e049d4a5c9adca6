"""Contact sheets hold what they say, at the size that was asked for."""

from itertools import islice
from pathlib import Path

import pygame
import pytest

from kiosk import gallery, start, walk
from kiosk.gallery import CAPTION, MARGIN, SHEET, TITLE
from kiosk.walk.stop import Stop

LESSON = "ks1-rule-2-know-what-it-does"


@pytest.fixture(scope="module")
def steps() -> list[Stop]:
    return [stop for stop in walk.taught(start.book()) if stop.of == LESSON]


def colours(sheet: pygame.Surface, place: tuple[int, int], size: tuple[int, int]) -> int:
    """How many colours the cell at that column and row has, looked at here and there."""
    x, y = MARGIN + place[0] * (size[0] + MARGIN), MARGIN + TITLE + place[1] * (size[1] + CAPTION + MARGIN)
    picture = sheet.subsurface(x, y, *size)
    return len({tuple(picture.get_at((a, b))) for a in range(0, size[0], 5) for b in range(0, size[1], 5)})


def test_every_page_of_a_lesson_is_on_its_sheets(tmp_path: Path, steps: list[Stop]) -> None:
    size = (320, 180)
    sheets = gallery.write(tmp_path, step=size, of=[LESSON])
    columns = (SHEET[0] - MARGIN) // (size[0] + MARGIN)
    rows = (SHEET[1] - MARGIN - TITLE) // (size[1] + CAPTION + MARGIN)
    assert [sheet.name for sheet in sheets] == [
        f"{LESSON}-{number + 1}.png" for number in range(-(-len(steps) // (columns * rows)))
    ]
    first = pygame.image.load(sheets[0])
    for place in range(min(len(steps), columns * rows)):
        assert colours(first, (place % columns, place // columns), size) > 20, steps[place]


def test_a_screen_is_drawn_at_its_own_size_and_made_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = list(islice(walk.examples(start.book()), 3))
    monkeypatch.setattr(walk, "examples", lambda book: some)
    (wide, tall) = gallery.scenes(tmp_path, colours=["contrast"], sizes=[(1280, 720), (1024, 768)], scales=[1.5])
    assert (wide.name, tall.name) == ("scenes-contrast-1280x720-150-1.png", "scenes-contrast-1024x768-150-1.png")
    for path, size in ((wide, (464, 261)), (tall, (464, 348))):
        sheet = pygame.image.load(path)
        assert sheet.get_height() == MARGIN + TITLE + size[1] + CAPTION + MARGIN
        assert all(colours(sheet, (column, 0), size) > 20 for column in range(3))


def test_every_kind_of_screen_is_among_the_examples(steps: list[Stop]) -> None:
    book = start.book()
    examples = list(walk.examples(book))
    assert {type(stop.scene) for stop in examples} == {type(stop.scene) for stop in walk.walk(book)}
    assert len(examples) < 200


def test_parts_and_pictures_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "taught", lambda book: iter(()))
    names = {path.name.rsplit("-", 1)[0] for path in gallery.write(tmp_path, cell=(40, 26))}
    assert names == {*gallery.KINDS, "faces", "poses", "mascots", "pictures"}
