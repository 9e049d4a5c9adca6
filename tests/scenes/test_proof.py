"""Every screen in every state: what a finger meets, what can be read, what is heard, what can be made out.

What is found is computed from the widgets and from what they would paint (`proof`), not from pixels. What is left as it
is stands in `KNOWN`, with why.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import proof
import pygame
import pytest
from proof import CANVAS, DEAD, Ground, Page, laid, touched

from kiosk import config, start, walk
from kiosk.scenes.page import PupilPage
from kiosk.ui import backdrops
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Pictures
from kiosk.ui.ruler import Ruler, Shown
from kiosk.ui.shapes import Rect
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Colour, Theme, themes
from kiosk.ui.widgets import Button, Chip, Image, Panel, Stone, Tile, Widget, Words
from kiosk.walk.stop import Stop

PUPILS_GAP, STAFF_GAP = 24.0, 14.0
SCALES = (1.0, 1.25, 1.5)
THEMES = list(themes().values())


class Known(NamedTuple):
    """A fault that is left: on which screens, which it is, and why."""

    screens: str
    fault: str
    why: str


KNOWN = (
    Known("Names", r"(pupil|more)\S* and \S+ are 18 apart", "thirty-six names are on one page; a slip is asked about"),
    Known("Coverage", r"(class|sign|more)", "tables of the whole school, one row beside the other"),
    Known("SignPad", "hear|tell", "over the veil, where they stay bright"),
    Known("", r"who stands out by", "the chip is no button: its name is what there is to see"),
    Known("", r"snap-\S+ stands out by", "a picture with a frame, a shadow and a sign of its own"),
)

SILENT = (
    Known("Resting", "", "it rests in silence"),
    Known("HowILikeIt", "'Aa'", "a sample of the letters"),
    Known("TellAdult", "childline|emergency|note", "the number is spoken for KS2 only"),
    Known("", "^in-full|^you-chose", "what stands over words that are read"),
    Known("Story", "^title|^stone-here", "where the story is, for those who read"),
    Known("StoryDecision", "^story", "it was heard on the page before"),
    Known("", "^bubble: '(Now click|Talk)", "the answers wake with a sound, one by one as each is read"),
    Known("StoryFelt", "^oops", "Click says it with its face"),
    Known(
        "Thanks|CarryOnPage|Password|IsThisYou|Names",
        "^(well-done|carry|hello|name|next-name)",
        "a voice gets names wrong",
    ),
)


@pytest.fixture(scope="module")
def stops() -> list[Stop]:
    return list(walk.walk(start.book()))


@pytest.fixture(scope="module")
def examples() -> list[Stop]:
    return list(walk.examples(start.book()))


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    pygame.display.init()
    pygame.font.init()
    return Fonts(config.cache_folder() / "fonts")


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    return Pictures(config.shipped("assets"))


def told(found: Iterable[tuple[Stop, str]], known: Sequence[Known] = KNOWN) -> str:
    """The faults that are not known, each once with the page on which it was met first; empty when there are none."""
    new: dict[tuple[str, str], list[Stop]] = defaultdict(list)
    for stop, fault in found:
        screen = type(stop.scene).__name__
        if not any(re.match(each.screens, screen) and re.search(each.fault, fault) for each in known):
            # One line for a whole row of numbered things.
            new[screen, re.sub(r"-\d+\b", "-#", fault)].append(stop)
    lines = [
        f"{screen}: {fault} ({stops[0].of}: {stops[0].page}{f', and {len(stops) - 1} more' if stops[1:] else ''})"
        for (screen, fault), stops in sorted(new.items(), key=lambda each: each[0])
    ]
    return "\n".join(lines[:60])


# ---------------------------------------------------------------- touched


def on_touch(stop: Stop, letters: float = 1.0) -> Iterator[str]:
    stop.scene.letters = letters
    things = touched(stop.scene.view(walk.NOW))
    yield from proof.small(things)
    yield from proof.crowded(things, STAFF_GAP if stop.of == "staff" else PUPILS_GAP)
    yield from proof.unreachable(things, DEAD if stop.scene.edges_dead else CANVAS)
    yield from proof.unnamed(things)


@pytest.mark.parametrize("letters", [SCALES[0], SCALES[-1]])
def test_a_finger_meets_one_thing_and_finds_it_large_enough(letters: float, stops: list[Stop]) -> None:
    assert told((stop, fault) for stop in stops for fault in on_touch(stop, letters)) == ""


# ---------------------------------------------------------------- read


@pytest.mark.parametrize("scale", SCALES)
def test_every_text_is_whole_and_nothing_lies_over_it(scale: float, stops: list[Stop], fonts: Fonts) -> None:
    ruler = Ruler(Theme.standard(), fonts, scale)

    def on_page(stop: Stop) -> Iterator[str]:
        stop.scene.letters = scale
        page = laid(ruler, stop.scene.view(walk.NOW))
        yield from proof.clipped(page)
        yield from proof.covered(page)
        yield from proof.outside(page)
        yield from proof.fixed(page)

    assert told((stop, fault) for stop in stops for fault in on_page(stop)) == ""


@pytest.mark.parametrize("language", start.book().languages)
def test_in_another_language_it_is_the_same(language: str, fonts: Fonts) -> None:
    """With a button more in the bar, and with longer words, as large as they come."""
    ruler = Ruler(Theme.standard(), fonts, SCALES[-1])
    stops = list(walk.for_pupils(walk.told_in(start.book(), language)))

    def on_page(stop: Stop) -> Iterator[str]:
        yield from on_touch(stop, SCALES[-1])
        page = laid(ruler, stop.scene.view(walk.NOW))
        yield from (*proof.clipped(page), *proof.covered(page), *proof.outside(page))

    assert told((stop, fault) for stop in stops for fault in on_page(stop)) == ""


# ---------------------------------------------------------------- heard


def needs_no_voice(widget: Widget, text: str) -> bool:
    """A button's sign says what it does, a pupil's name is not spoken, and of a letter there is nothing to read."""
    if isinstance(widget, Button | Chip | Stone) or len(text) == 1 or widget.key.startswith("under-"):
        return True
    return isinstance(widget, Tile) and widget.style == "name"


def test_whatever_a_pupil_is_to_read_is_said(stops: list[Stop], fonts: Fonts) -> None:
    ruler = Ruler(Theme.standard(), fonts)
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for stop in stops:
        if isinstance(stop.scene, PupilPage):
            said[stop.of, step(stop)] |= {line.text for line in stop.scene.narration.lines}

    def unsaid(stop: Stop) -> list[str]:
        page = laid(ruler, stop.scene.view(walk.NOW))
        return proof.unsaid(page, said[stop.of, step(stop)], needs_no_voice)

    pupils = [stop for stop in stops if stop.of != "staff"]
    assert told(((stop, fault) for stop in pupils for fault in unsaid(stop)), SILENT) == ""


def step(stop: Stop) -> str:
    """What a page belongs to: what it says it may have said before, while its things were touched."""
    return re.split("[:,]", stop.page)[0]


# ---------------------------------------------------------------- made out


def ground(name: str, theme: Theme, fonts: Fonts, pictures: Pictures) -> Ground:
    """A backdrop, painted small, whose colours can be asked for."""
    small = 4
    window = pygame.Surface((1920 // small, 1080 // small))
    backdrops.paint(name, Painter(window, pictures, theme, fonts, scale=1 / small), CANVAS)

    def within(rect: Rect) -> set[Colour]:
        area = pygame.Rect(rect.x // small, rect.y // small, rect.w // small + 1, rect.h // small + 1)
        area = area.clip(window.get_rect())
        places = ((x, y) for x in range(area.x, area.right, 2) for y in range(area.y, area.bottom, 2))
        return {(colour.r, colour.g, colour.b) for colour in map(window.get_at, places)}

    return within


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_and_every_thing_to_touch_stands_out(
    theme: Theme, examples: list[Stop], fonts: Fonts, pictures: Pictures
) -> None:
    ruler = Ruler(theme, fonts)
    grounds = {name: ground(name, theme, fonts, pictures) for name in {stop.scene.backdrop for stop in examples}}

    def unseen(stop: Stop) -> Iterator[str]:
        page: Page = laid(ruler, stop.scene.view(walk.NOW))
        yield from proof.faint(page, grounds[stop.scene.backdrop], theme)
        yield from proof.dim(page, grounds[stop.scene.backdrop], theme)

    assert told((stop, fault) for stop in examples for fault in unseen(stop)) == ""


def test_every_picture_has_words_in_its_place(stops: list[Stop], fonts: Fonts, pictures: Pictures) -> None:
    ruler = Ruler(Theme.standard(), fonts)
    shown = {
        mark.art
        for stop in stops
        for _, marks in laid(ruler, stop.scene.view(walk.NOW))
        for mark in marks
        if isinstance(mark, Shown)
    }
    assert len(shown) > 500
    assert [art for art in shown if not pictures.alt(art).strip()] == []


# ---------------------------------------------------------------- that the proof would find it

CARD = Rect(200, 200, 600, 300)


def white(rect: Rect) -> list[Colour]:
    return [(255, 255, 255)]


def button(key: str, rect: Rect, label: str = "Next") -> Button:
    return Button(key, rect, label, lambda: None)


@pytest.fixture
def page(fonts: Fonts) -> Callable[..., Page]:
    return lambda *widgets: laid(Ruler(Theme.standard(), fonts), widgets)


def test_small_close_and_hidden_things_are_found() -> None:
    first, second = button("a", Rect(100, 100, 300, 111)), button("b", Rect(420, 100, 300, 112))
    assert proof.small([first, second]) == ["a is 111 units, 112 is the least"]
    assert proof.crowded([first, second], 24) == ["a and b are 20 apart, 24 is the least"]
    assert proof.crowded([first, button("c", Rect(390, 150, 300, 112))], 24) == ["a and c lie over each other"]
    assert proof.crowded([first, button("d", Rect(424, 140, 300, 112))], 24) == []
    assert proof.unreachable([button("e", Rect(1700, 100, 300, 112))], DEAD) == [f"e reaches beyond {DEAD}"]
    veil = Panel("veil", CANVAS, "veil")
    assert touched([first, veil, second]) == [second]


def test_texts_that_are_cut_off_covered_or_out_of_place_are_found(page: Callable[..., Page]) -> None:
    long = Words("long", Rect(200, 200, 200, 40), "Far too many words for so small a place", 40)
    (fault,) = proof.clipped(page(long))
    assert fault.startswith("long: 'Far too many") and fault.endswith("letters too many")
    low = Words("low", Rect(200, 1040, 400, 60), "Below", 60)
    assert proof.clipped(page(low)) == ["low: 'Below' leaves the screen"]

    words = Words("words", Rect(220, 220, 400, 60), "Think", 60)
    over = Panel("over", Rect(300, 180, 100, 200), "paper")
    assert proof.covered(page(words, over)) == ["words: 'Think' lies under over"]
    assert proof.covered(page(words, Panel("card", CARD, "paper"))) == []
    other = Words("other", Rect(240, 240, 400, 60), "Click", 60)
    assert proof.covered(page(words, other)) == ["words: 'Think' lies under other 'Click'"]
    picture = Image("picture", Rect(100, 100, 400, 400), "art")  # type: ignore[arg-type]
    assert proof.covered(page(picture, words)) == ["words: 'Think' lies over picture"]
    assert proof.covered(page(picture, Panel("card", CARD, "paper"), words)) == []

    wide = Tile("wide", Rect(200, 200, 150, 150), "Incomprehensibilities", style="password")
    assert proof.outside(page(wide)) == []
    caption = Tile("wide", Rect(200, 200, 150, 150), "Incomprehensibilities", style="row", size=40)
    assert proof.outside(page(caption)) == ["wide: 'Incomprehensibilities' stands out of it"]


def test_texts_that_nobody_reads_out_are_found(page: Callable[..., Page]) -> None:
    shown = page(Words("a", CARD, "Think, then\nclick."), Words("b", CARD, "Ask first."), Words("c", CARD, "1"))
    assert proof.unsaid(shown, ["Now: think, then click.", "Think, then click."], lambda *_: False) == [
        "b: 'Ask first.' is not said"
    ]


def test_what_can_hardly_be_made_out_is_found(page: Callable[..., Page]) -> None:
    theme = Theme.standard()
    faint = page(Words("faint", CARD, "Think", 60, colour="cream"))
    (fault,) = proof.faint(faint, white, theme)
    assert fault == "faint: 'Think' has 1.1:1, 4.5:1 is the least"
    assert proof.faint(page(Panel("card", CARD, "ink"), Words("w", CARD, "Think", colour="cream")), white, theme) == []
    veiled = page(Panel("veil", CANVAS, "veil", opacity=0.9), Words("w", CARD, "Think", colour="ink"))
    assert proof.faint(veiled, white, theme)
    assert proof.dim(page(button("go", CARD)), white, theme) == []
    chip = Chip("who", CARD, "Zara", on_tap=lambda: None)
    assert proof.dim(page(chip), white, theme)[0].startswith("who stands out by 1.")
