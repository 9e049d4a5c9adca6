"""Every colour that is written or pressed can be told from what is behind it."""

import pytest

from kiosk.ui.theme import HIGH_CONTRAST, STANDARD, Theme, contrast, themes
from kiosk.ui.widgets import LOOKS, MARKS

THEMES = list(themes().values())
WRITTEN = [
    *[("ink", ground) for ground in ("cream", "sand", "ks2", "ks2_bar", "paper", "page", "sky_warm", "ray", "lawn")],
    *[("ink", ground) for ground in ("outcome", "rushed", "told", "told_rose", "lawn_far", "hill_far", "sun_near")],
    *[("ink", ground) for ground in ("done", "now", "unsure", "folded", "tile_pressed", "quiet_pressed", "key2")],
    *[("ink", ground) for ground in ("mint", "sky", "peach", "rose", "lilac", "apricot", "unsure_pressed")],
    *[("ink", ground) for ground in ("wave", "wave2", "wave_pale", "wave_pale2", "thought")],
    *[("ink2", ground) for ground in ("cream", "ks2", "paper", "asleep", "away", "off", "done", "told", "sand")],
    *[("green", ground) for ground in ("cream", "paper", "outcome")],
    *[("plum", ground) for ground in ("told", "paper", "sand")],
    *[("ochre", ground) for ground in ("cream", "paper")],
    *[("blue", ground) for ground in ("cream", "paper", "page")],
    *[(f"on_{role}", role) for role in ("green", "blue", "plum", "ochre", "sun", "highlight", "navy")],
    ("on_green", "green_edge"),
    ("on_ochre", "ochre_edge"),
    ("on_navy", "navy_pressed"),
    ("on_sun", "sun_pressed"),
    ("tab_text", "header"),
    ("white", "screen"),
    ("white", "screen_bubble"),
    ("screen_name", "screen"),
    ("neutral", "cream"),
    ("neutral", "ks2"),
]
SEEN = [
    *[("neutral", ground) for ground in ("cream", "ks2", "paper")],
    *[("tile_edge", ground) for ground in ("cream", "paper")],
    *[("bubble_edge", ground) for ground in ("cream", "paper")],
    ("staff_edge", "cream"),
    ("staff_edge", "paper"),
    ("ks2_line", "ks2"),
    ("star", "cream"),
    ("star", "paper"),
    ("blue", "ks2"),
    ("green", "ks2"),
    ("ochre", "unsure"),
    ("asleep_edge", "asleep"),
    ("asleep_edge", "cream"),
    ("snore", "asleep"),
    ("off_edge", "off"),
    ("away_edge", "away"),
    ("away_edge", "cream"),
    ("mark_ring", "paper"),
    ("mark_ring", "away"),
    ("dot_edge", "paper"),
    ("dot_edge", "sand"),
    ("done_edge", "done"),
    ("done_edge", "cream"),
    ("thought_edge", "cream"),
    ("thought_edge", "ks2"),
    ("pad_edge", "cream"),
    ("guide", "paper"),
    ("focus", "cream"),
    ("focus", "ks2"),
    ("focus", "focus_inner"),
    ("sun_edge", "sun"),
    ("underline", "highlight"),
    ("blue", "now"),
]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), WRITTEN)
def test_text_can_be_read(theme: Theme, text: str, ground: str) -> None:
    assert contrast(theme.seen(text), theme.seen(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("edge", "ground"), SEEN)
def test_things_can_be_made_out(theme: Theme, edge: str, ground: str) -> None:
    assert contrast(theme.seen(edge), theme.seen(ground)) >= 3.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_buttons_are_made_of_can_be_read_at_rest_and_pressed(theme: Theme) -> None:
    for look in LOOKS.values():
        assert contrast(theme.seen(look.text), theme.seen(look.face)) >= 4.5
        assert contrast(theme.seen(look.text), theme.seen(look.pressed)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_marks_stand_out_from_their_tiles(theme: Theme) -> None:
    for colour, tint in MARKS.values():
        assert contrast(theme.seen(colour), theme.seen("paper")) >= 3.0
        if colour in ("blue", "green", "ochre", "neutral"):
            assert contrast(theme.seen("on_mark"), theme.seen(colour)) >= 4.5
            assert contrast(theme.seen(colour), theme.seen(tint)) >= 3.0


def test_high_contrast_is_higher() -> None:
    theme = Theme.high_contrast()
    for role in ("ink", "green", "ochre", "blue", "plum"):
        assert contrast(theme.seen(role), theme.seen("cream")) >= 11.0
    assert theme.dark
    assert not Theme.standard().dark


def test_both_themes_know_the_same_roles() -> None:
    assert HIGH_CONTRAST.keys() == STANDARD.keys()


def test_an_unknown_role_says_what_might_be_meant() -> None:
    with pytest.raises(KeyError, match=r"Did you mean 'paper'\?"):
        Theme.standard()["papper"]


def test_the_ratio_is_wcags() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_between_goes_from_one_role_to_the_other() -> None:
    theme = Theme.standard()
    assert theme.between("asleep", "paper", 0) == theme.hex("asleep")
    assert theme.between("asleep", "paper", 1) == theme.hex("paper")
