"""Lines break alike everywhere, and what is said lights up where it is written."""

import subprocess
import sys
from pathlib import Path

import pygame
import pytest
from blobs import Blobs
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.painter import Painter
from kiosk.ui.shapes import Rect
from kiosk.ui.text import WEIGHTS, Fonts, height
from kiosk.ui.theme import Theme

PROMISE = "I will tell a grown-up if something online makes me feel worried."
SCALES = (0.5333, 2 / 3, 1.0, 2.0)
WORDS = st.lists(st.text(st.sampled_from("abcdefgij’-éW "), min_size=1, max_size=9), min_size=1, max_size=12)


def painter(fonts: Fonts, scale: float, size: tuple[int, int] = (1200, 500), text_scale: float = 1.0) -> Painter:
    surface = pygame.Surface((round(size[0] * scale), round(size[1] * scale)))
    surface.fill("white")
    return Painter(surface, Blobs(), Theme.standard(), fonts, scale=scale, text_scale=text_scale)


def bands(surface: pygame.Surface) -> int:
    """How many rows of writing there are, one above another."""
    mask = pygame.mask.from_threshold(surface, (32, 41, 74), (90, 90, 90))
    rows = [any(mask.get_at((x, y)) for x in range(mask.get_size()[0])) for y in range(mask.get_size()[1])]
    return sum(now and not before for before, now in zip([False, *rows], rows, strict=False))


def ink(surface: pygame.Surface, colour: tuple[int, int, int]) -> pygame.Rect:
    """The box round everything of about that colour."""
    mask = pygame.mask.from_threshold(surface, colour, (12, 12, 12))
    boxes = mask.get_bounding_rects()
    return boxes[0].unionall(boxes[1:])


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("weight", WEIGHTS)
def test_as_many_lines_are_drawn_as_were_measured(fonts: Fonts, scale: float, weight: int) -> None:
    brush = painter(fonts, scale)
    room = Rect(20, 40, 700, 440)
    lines = fonts.wrap("sum arms near us or so warm a nurse was seen near more vases", 60, weight, room.w)
    brush.words(" ".join(line.text for line in lines), room, 60, weight)
    assert len(lines) > 1
    assert bands(brush.target) == len(lines)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", [26, 32, 44, 60, 118])
@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_drawn_line_is_no_wider_than_it_was_measured(fonts: Fonts, scale: float, size: int, weight: int) -> None:
    drawn = fonts.font(weight, fonts.pixels(weight, size * scale)).size(PROMISE)[0]
    measured = fonts.width(PROMISE, size, weight) * scale
    assert drawn <= measured * 1.03
    assert drawn >= measured * 0.9


@given(words=WORDS, width=st.floats(60, 900), balanced=st.booleans())
def test_lines_are_the_text_at_their_offsets(fonts: Fonts, words: list[str], width: float, balanced: bool) -> None:
    text = " ".join(words)
    lines = fonts.wrap(text, 44, 400, width, balanced)
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert [word for line in lines for word in line.text.split()] == text.split()
    for line in lines:
        assert fonts.width(line.text, 44, 400) <= width + 0.1 or len(line.text.split()) == 1


def test_a_break_and_a_no_break_space_are_kept(fonts: Fonts) -> None:
    assert [line.text for line in fonts.wrap("one\ntwo", 44, 400, 900)] == ["one", "two"]
    narrow = fonts.wrap("page 8\u00a0of 9", 44, 400, fonts.width("page 8", 44, 400) + 1)
    assert [line.text for line in narrow] == ["page", "8\u00a0of 9"]


def test_balanced_lines_are_as_many_but_leave_no_word_alone(fonts: Fonts) -> None:
    text = "Say nothing and scroll past."
    width = fonts.width("Say nothing and scroll", 44, 500) + 4
    assert [line.text for line in fonts.wrap(text, 44, 500, width)] == ["Say nothing and scroll", "past."]
    assert [line.text for line in fonts.wrap(text, 44, 500, width, balanced=True)] == [
        "Say nothing",
        "and scroll past.",
    ]


def test_what_fits_is_what_was_measured(fonts: Fonts) -> None:
    wide, high = fonts.measure(PROMISE, 72, 600, 1080, 1.5)
    assert high == height(len(fonts.wrap(PROMISE, 72, 600, 1080)), 72, 1.5)
    assert fonts.fits(PROMISE, 72, 600, 1080, high, 1.5)
    assert not fonts.fits(PROMISE, 72, 600, 1080, high - 2, 1.5)
    assert not fonts.fits("Oluwaseun-Oluwaseun", 72, 600, 300, 900)
    assert wide <= 1080


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("word", ["I", "grown-up", "worried"])
def test_the_word_being_said_is_lit_where_it_stands(fonts: Fonts, scale: float, word: str) -> None:
    brush = painter(fonts, scale)
    start = PROMISE.index(word)
    room = Rect(40, 60, 1080, 400)
    brush.words(PROMISE, room, 72, 600, leading=1.5, spoken=(start, start + len(word)))
    lines = fonts.wrap(PROMISE, 72, 600, 1080)
    row = next(number for number, line in enumerate(lines) if line.start <= start < line.end)
    font = fonts.font(600, fonts.pixels(600, 72 * scale))
    before = font.size(lines[row].text[: start - lines[row].start])[0]
    glow = ink(brush.target, brush.theme["highlight"])
    wide = font.size(word)[0]
    left = 40 * scale + before
    assert left - 0.25 * 72 * scale <= glow.left < left
    assert left + wide < glow.right <= left + wide + 0.25 * 72 * scale
    cap_top = (60 + row * 72 * 1.5) * scale
    assert glow.top < cap_top < cap_top + 72 * 0.7 * scale < glow.bottom
    underline = ink(brush.target, brush.theme["underline"])
    assert cap_top + 72 * 0.7 * scale <= underline.top
    assert underline.w == pytest.approx(wide, abs=3)


def test_several_words_are_lit_on_each_of_their_lines(fonts: Fonts) -> None:
    brush = painter(fonts, 1.0)
    lines = fonts.wrap(PROMISE, 72, 600, 1080)
    brush.words(PROMISE, Rect(40, 60, 1080, 400), 72, 600, leading=1.5, spoken=(lines[0].end - 3, lines[1].start + 4))
    glow = ink(brush.target, brush.theme["highlight"])
    assert glow.h > 72 * 1.5


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", [26, 48, 84])
def test_labels_are_centred_by_the_height_of_capitals(fonts: Fonts, scale: float, size: int) -> None:
    brush = painter(fonts, scale)
    brush.words("HEN", Rect(100, 100, 600, 200), size, 600, align="centre", valign="middle")
    box = ink(brush.target, brush.theme["ink"])
    assert box.centery == pytest.approx(200 * scale, abs=1.5)
    assert box.centerx == pytest.approx(400 * scale, abs=2)


def test_larger_text_grows_as_far_as_there_is_room(fonts: Fonts) -> None:
    brush = painter(fonts, 1.0, text_scale=1.5)
    assert brush.size("Yes", 48, 600, Rect(0, 0, 400, 112)) == pytest.approx(72)
    assert 48 <= brush.size("Hear it again", 48, 600, Rect(0, 0, 340, 80)) < 60
    assert brush.size("Oluwaseun", 48, 600, Rect(0, 0, 100, 80)) == 48


def test_only_names_shrink_and_only_so_far(fonts: Fonts) -> None:
    brush = painter(fonts, 1.0)
    room = Rect(20, 20, 180, 60)
    brush.words("Muhammad", room, 48, 500, shrink_to=30)
    assert ink(brush.target, brush.theme["ink"]).right <= room.right + 2
    assert brush.spilt == []
    brush.words("Muhammad", room, 48, 500)
    assert brush.spilt == ["Muhammad"]


def test_the_weights_differ_and_are_made_once(fonts: Fonts, font_folder: Path) -> None:
    widths = [fonts.font(weight, 100).size(PROMISE)[0] for weight in WEIGHTS]
    assert sorted(set(widths)) == widths
    files = {path: path.stat().st_mtime_ns for path in font_folder.iterdir()}
    assert len(files) == len(WEIGHTS)
    again = Fonts(font_folder)
    assert again.font(700, 40).size("Go") == fonts.font(700, 40).size("Go")
    assert {path: path.stat().st_mtime_ns for path in font_folder.iterdir()} == files


def test_fonttools_is_left_alone_once_the_weights_are_there(font_folder: Path) -> None:
    program = (
        "import sys, pygame; from pathlib import Path; from kiosk.ui.text import Fonts\n"
        "pygame.font.init(); Fonts(Path(sys.argv[1])).width('Go', 44, 600)\n"
        "print([name for name in sys.modules if name.startswith('fontTools')])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(font_folder)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_folder_that_cannot_be_written_does_not_stop_the_writing(fonts: Fonts, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert Fonts(blocked / "fonts").font(500, 60).size(PROMISE) == fonts.font(500, 60).size(PROMISE)


def test_letters_without_a_picture_are_named(fonts: Fonts) -> None:
    assert fonts.drawable("Zoë Łukasz Nguyễn O’Brien-Šimková") == []
    assert fonts.drawable("★ Ana ✓\n✓") == sorted(["★", "✓"])
