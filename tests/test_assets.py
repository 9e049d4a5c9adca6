"""Every drawing in the library, judged as nanosvg draws it."""

import io
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pygame
import pytest

from kiosk.ui.pictures import faults

ASSETS = Path(__file__).parent.parent / "assets"
KINDS = ("avatars", "icons", "marks", "passwords", "places", "props", "screens")
DRAWINGS = sorted(path for kind in KINDS for path in (ASSETS / kind).iterdir())
PROPS = [path for path in DRAWINGS if path.parent.name == "props"]
INK, PAPER = "#20294A", "#FFFDF8"


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _drawn(svg: str, width: int, height: int) -> pygame.Surface:
    return pygame.image.load_sized_svg(io.BytesIO(svg.encode()), (width, height))


def _box(path: Path) -> list[float]:
    return [float(number) for number in ElementTree.fromstring(_text(path)).get("viewBox", "").split()]


drawing = pytest.mark.parametrize("path", DRAWINGS, ids=_name)
prop = pytest.mark.parametrize("path", PROPS, ids=_name)


@drawing
def test_nanosvg_draws_all_of_it(path: Path) -> None:
    assert faults(_text(path)) == []


@drawing
def test_its_name_is_in_kebab_case(path: Path) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.svg", path.name)


@drawing
def test_its_alt_words_are_few_and_come_first(path: Path) -> None:
    first = ElementTree.fromstring(_text(path))[0]
    title = first.text or ""
    assert first.tag.endswith("}title")
    assert title == title.strip() and title[0].isupper() and not title.endswith(".")
    assert len(title.split()) <= 14


@drawing
def test_it_is_neither_empty_nor_solid(path: Path) -> None:
    surface = _drawn(_text(path), 200, 200)
    seen = pygame.mask.from_surface(surface, 40).count()
    area = surface.get_width() * surface.get_height()
    assert seen > area * 0.02
    pixels = pygame.PixelArray(surface)
    colours = {pixels[x, y] for x in range(0, surface.get_width(), 4) for y in range(0, surface.get_height(), 4)}
    pixels.close()
    assert len(colours) > 1


@prop
def test_a_props_box_is_what_is_drawn(path: Path) -> None:
    """Compositions put a prop where its box is: empty margins would make it float, a tight box would cut it."""
    x, y, w, h = _box(path)
    side = max(w, h) * 1.5
    around = f"{x + w / 2 - side / 2} {y + h / 2 - side / 2} {side} {side}"
    surface = _drawn(re.sub(r'viewBox="[^"]*"', f'viewBox="{around}"', _text(path), count=1), 600, 600)
    seen = surface.get_bounding_rect()
    unit = 600 / side
    expected = ((600 - w * unit) / 2, (600 - h * unit) / 2, (600 + w * unit) / 2, (600 + h * unit) / 2)
    assert (seen.left, seen.top, seen.right, seen.bottom) == pytest.approx(expected, abs=4)


@prop
def test_a_prop_says_where_it_stands_in_words_that_are_known(path: Path) -> None:
    root = ElementTree.fromstring(_text(path))
    assert root.get("data-place", "float") in ("float", "floor", "held", "sky", "foreground")
    assert 20 <= float(root.get("data-height", 250)) <= 500  # a grown-up is about 500 tall


@pytest.mark.parametrize("path", sorted((ASSETS / "places").iterdir()), ids=_name)
def test_a_place_fills_its_frame(path: Path) -> None:
    assert _box(path) == [0, 0, 1200, 760]
    surface = _drawn(_text(path), 240, 152)
    assert pygame.mask.from_surface(surface, 250).count() == 240 * 152


@pytest.mark.parametrize("path", sorted((ASSETS / "screens").iterdir()), ids=_name)
def test_a_screen_is_not_cut_off_and_leaves_a_corner_to_whose_story_it_is(path: Path) -> None:
    assert _box(path) == [0, 0, 852, 320]
    wider = re.sub(r'viewBox="[^"]*"', 'viewBox="-20 -20 892 360"', _text(path), count=1)
    seen = _drawn(wider, 892, 360).get_bounding_rect(min_alpha=40)
    assert pygame.Rect(20, 20, 852, 320).contains(seen)
    corner = _drawn(_text(path), 852, 320).subsurface(0, 200, 250, 120)
    assert not corner.get_bounding_rect(min_alpha=40)


@pytest.mark.parametrize("path", sorted((ASSETS / "icons").iterdir()), ids=_name)
def test_an_icon_has_two_tones_that_can_be_replaced(path: Path) -> None:
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", _text(path))) <= {INK, PAPER}


def test_no_two_drawings_are_the_same() -> None:
    alike = defaultdict(list)
    for path in DRAWINGS:
        alike[re.sub(r"<title>.*?</title>", "", _text(path))].append(_name(path))
    assert [names for names in alike.values() if len(names) > 1] == []


def test_a_class_of_36_never_shares_an_avatar() -> None:
    assert len(list((ASSETS / "avatars").glob("*.svg"))) >= 36


def test_a_picture_password_has_nine_pictures_and_every_mark_sleeps_and_wakes() -> None:
    assert len(list((ASSETS / "passwords").glob("*.svg"))) == 9
    marks = {path.stem for path in (ASSETS / "marks").glob("*.svg")}
    assert {f"{mark}-{state}" for mark in ("star", "leaf", "drop") for state in ("awake", "asleep")} <= marks
    assert "nightcap" in marks
