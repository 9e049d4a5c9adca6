"""A few key screens as they looked when somebody last looked at them.

A failure writes both and what differs side by side, and says where. If the new look is meant:

    python -m pytest tests/test_golden.py --renew

and look at the pictures in `tests/golden` before they are committed.
"""

from pathlib import Path

import pygame
import pytest

from kiosk import config, gallery, start, walk
from kiosk.ui.pictures import Pictures
from kiosk.ui.stage import Stage
from kiosk.ui.text import Fonts
from kiosk.ui.theme import themes
from kiosk.walk.stop import Stop

GOLDEN = Path(__file__).parent / "golden"
SIZE = (640, 360)
SCREENS = {
    "resting": ("pupils", "resting, ks1-1", "standard"),
    "names": ("pupils", "ks1 names, 18", "standard"),
    "think": ("ks1-rule-2-know-what-it-does", "shiny-box: asked, asleep", "standard"),
    "click": ("ks1-rule-2-know-what-it-does", "shiny-box: asked, awake", "standard"),
    "consequence": ("ks1-rule-2-know-what-it-does", "shiny-box: press-it", "standard"),
    "choose": ("ks2-rule-1-permission-first", "the-score: asked, awake", "contrast"),
    "pad": ("agreement", "ks1 pad: written on", "standard"),
    "sign-in": ("staff", "sign-in, with a name", "standard"),
}
"""Of what, on which page of the walk, in which colours."""
FAR, MANY = 60, 0.0008
"""How far a channel may be off, of 255, and the part of all pixels that may be further: less than a word of them."""


@pytest.fixture(scope="module")
def stops() -> dict[tuple[str, str], Stop]:
    return {stop[:2]: stop for stop in walk.walk(start.book())}


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((64, 64))
    return Pictures(config.shipped("assets"))


def drawn(stop: Stop, colours: str, pictures: Pictures) -> pygame.Surface:
    window = pygame.Surface(SIZE, 0, 32)
    return gallery.shot(
        Stage(window, pictures, themes()[colours], Fonts(config.cache_folder() / "fonts")), stop.scene, SIZE
    )


def other(one: pygame.Surface, two: pygame.Surface) -> tuple[pygame.Surface, float]:
    """What differs, and the part of all pixels that are far off.

    Where one has a colour that the other has not even a pixel away, it differs: letters that another version
    of the font library draws a little to the side do not.
    """
    apart = _beyond(one, two)
    apart.blit(_beyond(two, one), (0, 0), special_flags=pygame.BLEND_RGB_MAX)
    raw = pygame.image.tobytes(apart, "RGB")
    off = sum(max(raw[at : at + 3]) > FAR for at in range(0, len(raw), 3))
    return apart, off / (SIZE[0] * SIZE[1])


def _beyond(one: pygame.Surface, two: pygame.Surface) -> pygame.Surface:
    """How far each pixel of one is outside all that the other has round it."""
    high, low = two.copy(), two.copy()
    for x in (-1, 0, 1):
        for y in (-1, 0, 1):
            high.blit(two, (x, y), special_flags=pygame.BLEND_RGB_MAX)
            low.blit(two, (x, y), special_flags=pygame.BLEND_RGB_MIN)
    over = one.copy()
    over.blit(high, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
    low.blit(one, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
    over.blit(low, (0, 0), special_flags=pygame.BLEND_RGB_ADD)
    return over


def side_by_side(path: Path, *pictures: tuple[str, pygame.Surface]) -> Path:
    font = Fonts(config.cache_folder() / "fonts").font(500, 18)
    sheet = pygame.Surface((SIZE[0] * len(pictures), SIZE[1] + 30))
    sheet.fill("#FFF5E1")
    for place, (words, picture) in enumerate(pictures):
        sheet.blit(font.render(words, True, "#20294A"), (place * SIZE[0] + 8, 4))
        sheet.blit(picture, (place * SIZE[0], 30))
    pygame.image.save(sheet, path)
    return path


@pytest.mark.parametrize("name", SCREENS)
def test_it_looks_as_it_did(
    name: str,
    stops: dict[tuple[str, str], Stop],
    pictures: Pictures,
    tmp_path: Path,
    pytestconfig: pytest.Config,
) -> None:
    of, page, colours = SCREENS[name]
    now = drawn(stops[of, page], colours, pictures)
    path = GOLDEN / f"{name}.png"
    if pytestconfig.getoption("--renew"):
        pygame.image.save(now, path)
        pytest.skip(f"renewed: look at {path}")
    golden = pygame.image.load(path).convert(now)
    apart, part = other(golden, now)
    if part > MANY:
        sheet = side_by_side(
            tmp_path / f"{name}.png", ("as it was", golden), ("as it is", now), ("what differs", apart)
        )
        pytest.fail(f"{name} looks otherwise ({part:.1%} of it): see {sheet}, and the head of this file")


def test_a_screen_that_has_changed_is_noticed(stops: dict[tuple[str, str], Stop], pictures: Pictures) -> None:
    """By so little as a name in the bar, or a word."""
    of, page, colours = SCREENS["click"]
    now = drawn(stops[of, page], colours, pictures)
    assert other(now, now.copy())[1] == 0
    without = now.copy()
    without.fill("#F8E6BF", (40, 306, 130, 30))
    assert other(now, without)[1] > MANY
    other_words = now.copy()
    other_words.blit(now, (262, 24), (262, 60, 120, 20))
    assert other(now, other_words)[1] > MANY
