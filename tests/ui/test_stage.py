"""Only what changed is drawn again, and what comes of it is what a whole redrawing would have given."""

from collections.abc import Sequence
from dataclasses import replace

import pygame
import pytest
from blobs import Blobs

from kiosk.ui import painter
from kiosk.ui.backdrops import BACKDROPS
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.stage import Stage, Touched
from kiosk.ui.text import Fonts
from kiosk.ui.theme import TINTS, Theme
from kiosk.ui.widgets import Bubble, Button, Drawing, Field, Image, Pad, Panel, Tile, Widget, Words

SIZES = [(1024, 768), (1366, 768), (1920, 1080)]
TEXT = "A scary picture pops up."
STROKE = tuple((100 + 30 * step, 500 + (-1) ** step * 90) for step in range(20))


def tap() -> None:
    return None


def stage(fonts: Fonts, size: tuple[int, int], theme: Theme | None = None) -> Stage:
    return Stage(pygame.Surface(size), Blobs(), theme or Theme.standard(), fonts)


def pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


def tile(number: int, **fields: object) -> Tile:
    made = Tile(
        f"tile{number}", Rect(162 + number * 548, 482, 500, 402), "Tell a grown-up", tap, Part("a"), "star", size=52
    )
    return replace(made, **fields)  # type: ignore[arg-type]


CARD = Panel("card", Rect(300, 180, 1300, 520), "paper", "card_edge", level=3)
PAGE: list[Widget] = [
    Image("picture", Rect(104, 62, 548, 348), Part("scene"), 36, frame=True),
    Words("text", Rect(700, 84, 430, 200), TEXT, 56),
    Bubble("thought", Rect(1120, 34, 384, 225), "Think", "think", 0.5, 0, (1490, 300)),
    tile(0),
    tile(1),
    tile(2),
    Button("hear", Rect(900, 910, 478, 112), "Hear it again", tap, "hear"),
    Button("go", Rect(1400, 910, 420, 112), "Next", tap, "go", icon="next"),
]
PAPER: list[Widget] = [Pad("pad", Rect(96, 222, 1260, 650), (STROKE[:7],), STROKE[:12]), PAGE[-1]]


def swapped(page: Sequence[Widget], **by_key: Widget | None) -> list[Widget]:
    """The page with the widgets of those keys replaced, or left out."""
    named = [by_key.get(widget.key, widget) for widget in page]
    return [widget for widget in named if widget is not None]


CHANGES: dict[str, tuple[Sequence[Widget], Sequence[Widget], Touched, Touched]] = {
    "a word is said": (PAGE, swapped(PAGE, text=replace(PAGE[1], spoken=(2, 7))), Touched(), Touched()),
    "other words": (PAGE, swapped(PAGE, text=replace(PAGE[1], text="No.", label="No.")), Touched(), Touched()),
    "a finger is down": (PAGE, PAGE, Touched(), Touched("tile1")),
    "a finger is lifted": (PAGE, PAGE, Touched("go"), Touched()),
    "the focus moves": (PAGE, PAGE, Touched(None, "tile0"), Touched(None, "tile1")),
    "a tile falls asleep": (PAGE, swapped(PAGE, tile1=tile(1, state="asleep")), Touched(), Touched()),
    "a tile wakes": (
        swapped(PAGE, tile1=tile(1, state="waking", wake=0.3)),
        swapped(PAGE, tile1=tile(1, state="waking", wake=0.7)),
        Touched(),
        Touched(),
    ),
    "a tile folds": (PAGE, swapped(PAGE, tile0=tile(0, state="folded")), Touched(), Touched()),
    "a tile snores": (
        swapped(PAGE, tile2=tile(2, state="asleep")),
        swapped(PAGE, tile2=tile(2, state="asleep", wobble=0.1)),
        Touched(),
        Touched(),
    ),
    "the thought fills": (
        PAGE,
        swapped(PAGE, thought=replace(PAGE[2], fill=0.7, wave=5)),
        Touched(),
        Touched(),
    ),
    "a card comes up": (PAGE, [*PAGE, CARD], Touched(), Touched()),
    "a card goes": ([*PAGE, CARD], PAGE, Touched(), Touched()),
    "something moves": (
        PAGE,
        swapped(PAGE, picture=replace(PAGE[0], rect=Rect(120, 90, 548, 348))),
        Touched(),
        Touched(),
    ),
    "the order changes": ([*PAGE[:4], CARD, *PAGE[4:]], [*PAGE, CARD], Touched(), Touched()),
    "the pen goes on": (PAPER, swapped(PAPER, pad=replace(PAPER[0], live=STROKE[:13])), Touched(), Touched()),
    "the pen goes far": (PAPER, swapped(PAPER, pad=replace(PAPER[0], live=STROKE)), Touched(), Touched()),
    "the pen is lifted": (
        PAPER,
        swapped(PAPER, pad=replace(PAPER[0], strokes=(STROKE[:7], STROKE[:12]), live=())),
        Touched(),
        Touched(),
    ),
    "it is rubbed out": (PAPER, swapped(PAPER, pad=replace(PAPER[0], strokes=(), live=())), Touched(), Touched()),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_is_drawn(fonts: Fonts, size: tuple[int, int], change: str) -> None:
    before, after, at_first, then = CHANGES[change]
    kept, fresh = stage(fonts, size), stage(fonts, size)
    kept.show("ks1", before, at_first)
    first = kept.window.copy()
    changed = kept.show("ks1", after, then)
    fresh.show("ks1", after, then)
    assert pixels(kept.window) == pixels(fresh.window)
    for area in changed:
        first.blit(kept.window, area, area)
    assert pixels(first) == pixels(kept.window)
    assert sum(area.w * area.h for area in changed) < 0.75 * size[0] * size[1]


def test_a_growing_stroke_costs_little(fonts: Fonts) -> None:
    shown = stage(fonts, (1920, 1080))
    shown.show("ks1", PAPER)
    changed = shown.show("ks1", swapped(PAPER, pad=replace(PAPER[0], live=STROKE[:13])))
    assert sum(area.w * area.h for area in changed) < 60_000


def test_what_is_the_same_is_left_alone(fonts: Fonts) -> None:
    shown = stage(fonts, (1366, 768))
    shown.show("ks1", PAGE)
    again = [replace(widget, on_tap=(lambda: None) if widget.on_tap else None) for widget in PAGE]
    assert shown.show("ks1", again) == []


def test_another_backdrop_or_a_lost_window_redraws_all(fonts: Fonts) -> None:
    shown = stage(fonts, (1366, 768))
    whole = [shown.window.get_rect()]
    assert shown.show("ks1", PAGE) == whole
    assert shown.show("ks2", PAGE) == whole
    right = pixels(shown.window)
    shown.window.fill("magenta")
    shown.forget()
    assert shown.show("ks2", PAGE) == whole
    assert pixels(shown.window) == right


def test_nothing_paints_beyond_its_extent(fonts: Fonts) -> None:
    def spill(painter: object, rect: Rect) -> None:
        shown.window.fill("magenta")

    shown = stage(fonts, (1920, 1080))
    shown.show("ks1-plain", [])
    clean = shown.window.get_at((400, 400))
    changed = shown.show("ks1-plain", [Drawing("bad", Rect(100, 100, 50, 50), spill)])
    assert shown.window.get_at((400, 400)) == clean
    assert shown.window.get_at((120, 120)) == pygame.Color("magenta")
    assert changed[0].w < 60


def test_two_things_cannot_have_one_key(fonts: Fonts) -> None:
    with pytest.raises(ValueError, match="tile0"):
        stage(fonts, (1024, 768)).show("ks1", [tile(0), tile(0)])


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1200), (1080, 1920), (3440, 1440)], ids=str)
@pytest.mark.parametrize("theme", [Theme.standard(), Theme.high_contrast()], ids=lambda theme: theme.name)
@pytest.mark.parametrize("backdrop", BACKDROPS)
def test_backdrops_fill_the_window(fonts: Fonts, size: tuple[int, int], theme: Theme, backdrop: str) -> None:
    shown = stage(fonts, size, theme)
    surface = pygame.Surface(size)
    magic = (255, 0, 254)
    surface.fill(magic)
    BACKDROPS[backdrop](shown.painter.onto(surface), shown.visible)
    assert pygame.mask.from_threshold(surface, magic, (2, 2, 2)).count() == 0


@pytest.mark.parametrize("backdrop", BACKDROPS)
def test_a_backdrop_that_is_drawn_in_bands_is_the_same(
    fonts: Fonts, monkeypatch: pytest.MonkeyPatch, backdrop: str
) -> None:
    """As on a panel of many pixels, where the whole at once would take much memory."""
    pictures = []
    for band in (painter.BAND, 101 * 1920):
        monkeypatch.setattr(painter, "BAND", band)
        surface = pygame.Surface((1920, 1080))
        shown = stage(fonts, surface.get_size())
        BACKDROPS[backdrop](shown.painter.onto(surface), shown.visible)
        pictures.append(surface)
    same = pygame.mask.from_threshold(pictures[0], (0, 0, 0), (32, 32, 32, 255), pictures[1])
    assert same.count() == 1920 * 1080


def test_units_keep_the_middle_and_show_what_is_spare(fonts: Fonts) -> None:
    shown = stage(fonts, (1024, 768))
    assert shown.visible == pytest.approx((0, -180, 1920, 1440))
    assert shown.to_units((0, 0)) == pytest.approx((0, -180))
    assert shown.to_units((512, 384)) == pytest.approx((960, 540))
    assert shown.painter.point((960, 540)) == (512, 384)


def test_a_touch_finds_the_topmost_thing(fonts: Fonts) -> None:
    shown = stage(fonts, (1920, 1080))
    under = Button("under", Rect(100, 100, 400, 200), "Under", tap)
    over = Button("over", Rect(300, 100, 400, 200), "Over", tap)
    words = Words("words", Rect(100, 100, 600, 200), "Words do not stop a touch")
    page = [under, over, words]
    assert shown.hit(page, (150, 150)) is under
    assert shown.hit(page, (400, 150)) is over
    assert shown.hit(page, (900, 900)) is None
    assert shown.hit(page, (699.9, 150)) is over
    assert shown.hit(page, (700, 150)) is None


def test_a_card_keeps_touches_from_what_it_covers(fonts: Fonts) -> None:
    shown = stage(fonts, (1920, 1080))
    button = Button("button", Rect(400, 300, 200, 100), "Next", tap)
    veil = Panel("veil", Rect(0, 0, 1920, 1080), "veil", opacity=0.5)
    assert shown.hit([button, veil], (450, 350)) is None
    assert shown.hit([veil, button], (450, 350)) is button
    assert shown.hit([button, replace(veil, solid=False)], (450, 350)) is button


def test_paper_takes_the_pen_and_nothing_under_it(fonts: Fonts) -> None:
    shown = stage(fonts, (1920, 1080))
    pad = Pad("pad", Rect(96, 222, 1260, 650), on_pen=lambda phase, finger, x, y: None)
    button = Button("button", Rect(400, 300, 200, 100), "Next", tap)
    assert shown.hit([button, pad], (450, 350)) is pad
    assert shown.hit([button, replace(pad, on_pen=None)], (450, 350)) is None


def test_preparing_a_page_says_what_has_too_little_room_and_shows_nothing(fonts: Fonts) -> None:
    shown = stage(fonts, (1366, 768))
    shown.show("ks1", [])
    before = pixels(shown.window)
    long = "Ask a grown-up whom you trust to look at it with you before you tap anything at all"
    small = Button("small", Rect(0, 0, 200, 112), long, tap)
    assert shown.prepare([*PAGE, small]) == [long]
    assert pixels(shown.window) == before


def test_what_is_kept_is_bounded(fonts: Fonts) -> None:
    shown = stage(fonts, (1920, 1080))
    cache = shown.painter._cache
    cache.limit = 2_000_000
    for number in range(12):
        shown.show("ks1", [Words("w", Rect(0, 100, 1900, 900), f"{number} " * 60, 100)])
    assert cache.held <= cache.limit
    assert cache.held == sum(s.get_width() * s.get_height() * s.get_bytesize() for s in cache._kept.values())


def test_a_field_redraws_for_its_caret(fonts: Fonts) -> None:
    shown = stage(fonts, (1920, 1080))
    field = Field("name", Rect(96, 300, 500, 112), "Your name", "Ada", focused=True)
    shown.show("staff", [field])
    lit = pixels(shown.window)
    assert shown.show("staff", [replace(field, caret_on=False)])
    assert pixels(shown.window) != lit


def test_a_tint_lies_over_everything_once_however_often_a_part_is_drawn(fonts: Fonts) -> None:
    one = stage(fonts, SIZES[0])
    one.show("ks1", PAGE)
    plain = one.window.copy()
    one.dress(Theme.tinted("rose"), 1.0)
    for number in (1, 2, 0):
        one.show("ks1", PAGE, Touched(pressed=f"tile{number}"))
    one.show("ks1", PAGE)
    plain.fill(TINTS["rose"], special_flags=pygame.BLEND_RGB_MULT)
    assert pixels(one.window) == pixels(plain)


def test_another_dress_is_as_if_it_had_been_worn_from_the_start(fonts: Fonts) -> None:
    worn = stage(fonts, SIZES[0])
    worn.show("ks1", PAGE)
    worn.dress(Theme.high_contrast(), 1.5)
    worn.show("ks1", PAGE)
    fresh = Stage(pygame.Surface(SIZES[0]), Blobs(), Theme.high_contrast(), fonts, 1.5)
    fresh.show("ks1", PAGE)
    assert pixels(worn.window) == pixels(fresh.window)
