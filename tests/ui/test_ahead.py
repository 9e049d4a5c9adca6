"""Pages that are got ready before they are wanted: shown, they are what they would have been, and quicker."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from kiosk.config import shipped
from kiosk.ui.ahead import Ahead
from kiosk.ui.pictures import Part, Pictures
from kiosk.ui.scene import Scene
from kiosk.ui.shapes import Rect
from kiosk.ui.stage import UNTOUCHED, Stage, Touched
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme, themes
from kiosk.ui.widgets import Bubble, Button, Image, Tile, Widget, Words

SIZE = (960, 540)


def tap() -> None:
    return None


class Page(Scene):
    def __init__(self, *widgets: Widget, backdrop: str = "ks1") -> None:
        self.widgets = widgets
        self.backdrop = backdrop

    def view(self, now: float) -> Sequence[Widget]:
        return self.widgets


def page(name: str, **how: str) -> Page:
    return Page(
        Image("picture", Rect(100, 60, 548, 348), Part("avatars/fox"), radius=40, frame=True),
        Words("words", Rect(700, 80, 500, 200), name),
        Bubble("bubble", Rect(1226, 22, 540, 236), "Think", "think", tail=(1700, 262)),
        Tile("answer", Rect(162, 482, 500, 402), name, tap, Part("avatars/owl"), "star"),
        Button("next", Rect(1372, 910, 452, 112), "Next", tap, "go", icon="next"),
        **how,
    )


HERE = page("Here")
NEXT = page("And then")


@pytest.fixture
def pictures() -> Pictures:
    return Pictures(shipped("assets"))


@pytest.fixture
def stage(fonts: Fonts, pictures: Pictures) -> Stage:
    made = Stage(pygame.Surface(SIZE), pictures, Theme.standard(), fonts)
    made.show(HERE.backdrop, HERE.widgets)
    return made


def pixels(stage: Stage) -> bytes:
    return pygame.image.tobytes(stage.window, "RGB")


def drawn(fonts: Fonts, pictures: Pictures, page: Page, theme: Theme, touched: Touched = UNTOUCHED) -> bytes:
    """The page as it is without any of this."""
    plain = Stage(pygame.Surface(SIZE), pictures, theme, fonts)
    plain.show(page.backdrop, page.widgets, touched)
    return pixels(plain)


def ready(ahead: Ahead) -> None:
    while ahead.work() != math.inf:
        pass


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of what is drawn from now on."""
    keys: list[str] = []
    for kind in (Image, Words, Bubble, Tile, Button):
        draw = kind.draw

        def note(widget: Widget, *told: object, draw: object = draw) -> None:
            keys.append(widget.key)
            draw(widget, *told)  # type: ignore[operator]

        monkeypatch.setattr(kind, "draw", note)
    return keys


@pytest.mark.parametrize("theme", themes().values(), ids=themes())
def test_a_page_that_was_ready_is_shown_without_drawing_it_and_is_the_same(
    fonts: Fonts, pictures: Pictures, monkeypatch: pytest.MonkeyPatch, theme: Theme
) -> None:
    stage = Stage(pygame.Surface(SIZE), pictures, theme, fonts)
    stage.show(HERE.backdrop, HERE.widgets)
    ahead = Ahead(stage, pictures)
    ahead.expect(iter([("next", NEXT)]), 0)
    ready(ahead)
    keys = counted(monkeypatch)
    stage.show(NEXT.backdrop, NEXT.widgets)
    assert keys == []
    assert pixels(stage) == drawn(fonts, pictures, NEXT, theme)
    assert stage.sheet is not None
    assert pygame.image.tobytes(stage.sheet, "RGB") == pixels(stage)
    # And from there on as ever.
    stage.show(NEXT.backdrop, NEXT.widgets, Touched("next"))
    assert pixels(stage) == drawn(fonts, pictures, NEXT, theme, Touched("next"))
    assert stage.sheet is None


def test_a_page_that_is_otherwise_than_was_expected_is_drawn(stage: Stage, fonts: Fonts, pictures: Pictures) -> None:
    ahead = Ahead(stage, pictures)
    ahead.expect(iter([("next", NEXT)]), 0)
    ready(ahead)
    other = Page(*NEXT.widgets[:-1], replace(NEXT.widgets[-1], label="On"))
    stage.show(other.backdrop, other.widgets)
    assert pixels(stage) == drawn(fonts, pictures, other, Theme.standard())


def test_a_finger_says_which_of_several_pages_it_is_to_be(
    stage: Stage, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [(f"answer-{name}", page(name)) for name in ("one", "two", "three")]
    ahead = Ahead(stage, pictures)
    ahead.expect(iter(pages), 0)
    ready(ahead)
    ahead.prefer("answer-two")
    ahead.prefer(None)
    ready(ahead)
    keys = counted(monkeypatch)
    stage.show("ks1", pages[1][1].widgets)
    assert keys == []


def test_a_quick_finger_finds_the_page_that_was_ready(stage: Stage, pictures: Pictures) -> None:
    """It is not put together once more, which would take longer than the finger stays."""
    ahead = Ahead(stage, pictures)
    ahead.expect(iter([("next", NEXT)]), 0)
    ready(ahead)
    ahead.prefer("next")
    ahead.work()
    assert stage._made == (NEXT.backdrop, list(NEXT.widgets))


def test_what_moves_is_as_in_its_first_moment_also_where_it_is_begun_again(stage: Stage, pictures: Pictures) -> None:
    """A finger comes down a while after the page was expected, and before it was put together."""

    class Landing(Page):
        began: float | None = None

        def tick(self, now: float) -> None:
            self.began = now if self.began is None else self.began

        def view(self, now: float) -> Sequence[Widget]:
            assert self.began is not None
            return [*self.widgets, Words("landed", Rect(0, 900, 600, 100), f"{now - self.began:.0f} seconds")]

    ahead = Ahead(stage, pictures)
    ahead.expect(iter([("next", Landing(*NEXT.widgets))]), 10)
    ahead.work()
    ahead.prefer("next")
    ready(ahead)
    first = Landing(*NEXT.widgets)
    first.tick(14)
    assert stage._made == ("ks1", list(first.view(14)))


def test_a_page_may_be_on_another_ground(
    stage: Stage, fonts: Fonts, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = page("Elsewhere", backdrop="ks1-outcome")
    ahead = Ahead(stage, pictures)
    ahead.expect(iter([("next", elsewhere)]), 0)
    ready(ahead)
    with monkeypatch.context() as patched:
        keys = counted(patched)
        stage.show(elsewhere.backdrop, elsewhere.widgets)
    assert keys == []
    assert pixels(stage) == drawn(fonts, pictures, elsewhere, Theme.standard())
    stage.show(elsewhere.backdrop, elsewhere.widgets[1:], Touched("next"))
    left = Page(*elsewhere.widgets[1:], backdrop="ks1-outcome")
    assert pixels(stage) == drawn(fonts, pictures, left, Theme.standard(), Touched("next"))


def test_after_other_colours_all_is_drawn(stage: Stage, fonts: Fonts, pictures: Pictures) -> None:
    ahead = Ahead(stage, pictures)
    ahead.expect(iter([("next", NEXT)]), 0)
    ready(ahead)
    stage.dress(Theme.high_contrast(), 1.0)
    stage.show(NEXT.backdrop, NEXT.widgets)
    assert pixels(stage) == drawn(fonts, pictures, NEXT, Theme.high_contrast())


def test_other_expectations_end_the_ones_before(stage: Stage, pictures: Pictures) -> None:
    """What was half done for a page that will not come never gets onto the screen."""
    ahead = Ahead(stage, pictures)
    ahead.expect(iter([("next", NEXT)]), 0)
    ahead.work()
    later = page("Later")
    ahead.expect(iter([("next", later)]), 0)
    ready(ahead)
    stage.show(NEXT.backdrop, NEXT.widgets)
    stage.show(later.backdrop, later.widgets)
    assert stage._made == (later.backdrop, list(later.widgets))


def test_a_picture_that_is_missing_holds_nothing_up(stage: Stage, pictures: Pictures) -> None:
    ahead = Ahead(stage, pictures)
    bad = Page(Image("picture", Rect(0, 0, 100, 100), Part("nobody/nowhere")))

    def pages() -> Iterator[tuple[str, Scene]]:
        yield "bad", bad
        yield "next", NEXT

    ahead.expect(pages(), 0)
    ready(ahead)
    assert stage._made == (NEXT.backdrop, list(NEXT.widgets))


def test_what_is_kept_stays_within_its_bounds(stage: Stage, tmp_path: Path) -> None:
    small = Pictures(shipped("assets"), budget_bytes=400_000)
    stage.painter.pictures = small
    ahead = Ahead(stage, small)
    ahead.expect(iter([(f"answer-{at}", page(str(at))) for at in range(5)]), 0)
    ready(ahead)
    assert small.held_bytes <= 400_000
