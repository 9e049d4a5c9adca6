"""What the ruler notes is what the painter paints: the same words at the same places, and nothing in pixels."""

import pygame
import pytest
from blobs import Blobs

from kiosk.ui.pictures import Part
from kiosk.ui.ruler import Block, Ruler, Shown, Text
from kiosk.ui.shapes import Rect
from kiosk.ui.stage import Stage
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Bubble, Button, Chip, Field, Image, Panel, Tile, Widget, Words

ROOM = Rect(300, 200, 700, 300)
PAGE: list[Widget] = [
    Words("left", ROOM, "Stop, think,\nthen click together.", 60, 600),
    Words("right", ROOM.moved(600, 300), "Who could help?", 70, 400, align="right", valign="bottom"),
    Words("long", Rect(100, 700, 300, 40), "These are far too many words for so low a place as this is", 40),
    Words("small", Rect(100, 800, 300, 60), "They shrink until they have room", 60, shrink_to=20),
]
KIT: list[Widget] = [
    Panel("panel", ROOM, "paper", edge="line"),
    Image("image", ROOM, Part("a")),
    Button("button", ROOM, "Next", lambda: None, icon="next"),
    Tile("tile", ROOM, "Ask Miss Bell", lambda: None, art=Part("a"), mark="star"),
    Tile("row", Rect(300, 200, 780, 160), "Ask Miss Bell", lambda: None, mark="A", style="row", state="asleep"),
    Bubble("bubble", ROOM, "Do we know it?", "think", fill=0.4, tail=(1200, 700)),
    Chip("chip", Rect(96, 910, 430, 112), "Zara", Part("a")),
    Field("field", ROOM, "Your name", value="Mrs Whitmore", focused=True),
]


@pytest.fixture
def ruler(fonts: Fonts) -> Ruler:
    return Ruler(Theme.standard(), fonts)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_finds_the_same_texts_without_room_as_drawing_does(fonts: Fonts, scale: float) -> None:
    stage = Stage(pygame.Surface((960, 540)), Blobs(), Theme.standard(), fonts, scale)
    ruler = Ruler(Theme.standard(), fonts, scale)
    marks = [mark for widget in (*PAGE, *KIT) for mark in ruler.measure(widget)]
    spilt = [mark.text for mark in marks if isinstance(mark, Text) and mark.over]
    assert spilt == stage.prepare([*PAGE, *KIT]) == [PAGE[2].label]


@pytest.mark.parametrize("widget", PAGE, ids=lambda widget: widget.key)
def test_the_letters_are_where_it_says(widget: Widget, ruler: Ruler, fonts: Fonts) -> None:
    window = pygame.Surface((1920, 1080))
    stage = Stage(window, Blobs(), Theme.standard(), fonts)
    stage.show("ks1-plain", [])
    ground = window.get_at((5, 5))
    stage.show("ks1-plain", [widget])
    (mark,) = ruler.measure(widget)
    assert isinstance(mark, Text)
    mask = pygame.mask.from_threshold(window, ground, (1, 1, 1, 255))
    mask.invert()
    (x, y, w, h) = mask.get_bounding_rects()[0].unionall(mask.get_bounding_rects())
    tail = 0.3 * mark.size
    assert x == pytest.approx(mark.rect.x, abs=8)
    assert x + w == pytest.approx(mark.rect.right, abs=0.03 * mark.rect.w + 8)
    assert y == pytest.approx(mark.rect.y, abs=0.15 * mark.size)
    assert mark.rect.bottom - 4 <= y + h <= mark.rect.bottom + tail


def test_it_counts_the_letters_that_are_too_many(ruler: Ruler, fonts: Fonts) -> None:
    (mark,) = ruler.measure(PAGE[2])
    assert isinstance(mark, Text)
    kept = mark.text[: -mark.over]
    assert fonts.fits(kept, mark.size, mark.weight, 300, 40)
    assert not fonts.fits(mark.text[: len(kept) + 1], mark.size, mark.weight, 300, 40)


def test_everything_in_the_kit_can_be_measured(ruler: Ruler) -> None:
    for widget in KIT:
        marks = ruler.measure(widget)
        assert marks, widget
        for mark in marks:
            reach = widget.extent(ruler).inset(-1)
            assert reach.x <= mark.rect.x and mark.rect.right <= reach.right, (widget.key, mark)
    assert any(isinstance(mark, Shown) for mark in ruler.measure(KIT[1]))


def test_colours_are_those_of_the_theme_and_what_is_clipped_is_noted_as_far_as_it_shows(fonts: Fonts) -> None:
    dark = Ruler(Theme.high_contrast(), fonts)
    (block,) = dark.measure(KIT[0])
    assert block == Block(ROOM, 48, Theme.high_contrast().hex("paper"), Theme.high_contrast().hex("line"), 1.0)
    with dark.clipped(Rect(0, 0, 400, 1080)):
        dark.marks = []
        dark.box(ROOM, 0, "paper")
        dark.box(ROOM.moved(500, 0), 0, "paper")
    assert [mark.rect for mark in dark.marks] == [Rect(300, 200, 100, 300)]
