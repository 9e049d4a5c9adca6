"""Colours by what they are for. Everything that draws names a role; only this file knows what colour that is."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

Colour = tuple[int, int, int]

STANDARD = {
    # grounds
    "cream": "#FFF5E1",
    "sand": "#F8E6BF",
    "ks2": "#F5EFE2",
    "ks2_bar": "#EADFC8",
    "header": "#20294A",
    "outcome": "#F3F8EE",
    "rushed": "#FBF1E4",
    "told": "#FBF3E6",
    "told_rose": "#F4DCEA",
    "told_glow": "#FBEBF3",
    "told_floor": "#E3BBD3",
    "sky_warm": "#FFF1D2",
    "sun_far": "#FFE9BA",
    "sun_near": "#FFE0A1",
    "ray": "#FFE8B6",
    "cloud": "#FFFAEC",
    "hill_far": "#BFE3C0",
    "hill_mid": "#9AD3AC",
    "hill_near": "#74C195",
    "lawn_far": "#C6E9D0",
    "lawn": "#A6DDB9",
    # text
    "ink": "#20294A",
    "ink2": "#4B5573",
    "white": "#FFFFFF",
    # cards
    "paper": "#FFFDF8",
    "page": "#FFFFFF",
    "card_edge": "#EBCF8E",
    "line": "#EADFC8",
    "frame": "#FFFDF8",
    "veil": "#20294A",
    "chip_edge": "#D9C08A",
    "bubble_edge": "#957A3C",
    # meaning
    "green": "#00705A",
    "green_edge": "#004B3D",
    "on_green": "#FFFFFF",
    "blue": "#0B63A5",
    "blue_edge": "#07406C",
    "on_blue": "#FFFFFF",
    "plum": "#94437A",
    "plum_edge": "#632A51",
    "on_plum": "#FFFFFF",
    "ochre": "#8A5200",
    "ochre_edge": "#5C3700",
    "on_ochre": "#FFFFFF",
    "star": "#AF7000",
    "sun": "#F7C948",
    "sun_edge": "#6B4700",
    "sun_pressed": "#EDB92F",
    "on_sun": "#20294A",
    "highlight": "#FFD968",
    "on_highlight": "#20294A",
    "underline": "#8A5200",
    "on_mark": "#FFFFFF",
    # buttons and tiles
    "neutral": "#5B6488",
    "quiet_pressed": "#E9E5F0",
    "tile_edge": "#957A3C",
    "staff_edge": "#9C8757",
    "ks2_line": "#746C8C",
    "tile_pressed": "#FBF1DA",
    "unsure": "#FFF0C9",
    "unsure_pressed": "#FFE3A0",
    "key": "#FFFDF8",
    "key2": "#FFF8E6",
    "off": "#EFE6D2",
    "off_edge": "#8A7B5C",
    "navy": "#33406E",
    "navy_edge": "#8C98CF",
    "navy_pressed": "#232D55",
    "on_navy": "#FFFFFF",
    "tab_text": "#E6E9F4",
    "mark_ring": "#6D6243",
    "dot_edge": "#8A7544",
    # states
    "asleep": "#ECEBF7",
    "asleep2": "#DEDDF0",
    "asleep_edge": "#7378A0",
    "asleep_mark": "#6A6F96",
    "asleep_wash": "#CED0F2",
    "snore": "#5B6488",
    "folded": "#F6EEDC",
    "fold": "#E3D3AB",
    "done": "#E3F4EA",
    "done_edge": "#2E8B6D",
    "now": "#DCEEFA",
    "away": "#F1EADB",
    "away_edge": "#8A7B5C",
    # screens within the screen
    "screen": "#26305A",
    "screen_top": "#1D264C",
    "screen_bubble": "#3B4A86",
    "screen_name": "#BFE2F7",
    # thought
    "thought": "#FFFFFF",
    "thought_edge": "#3F87A8",
    "wave": "#9BD8D0",
    "wave2": "#84CCC2",
    "wave_pale": "#C3E6E2",
    "wave_pale2": "#ADDBD6",
    # paper to sign on
    "pad_edge": "#8F6E22",
    "guide": "#9C8757",
    "guide2": "#E2CC98",
    # tints: discs behind pictures
    "mint": "#D3EEDF",
    "sky": "#CFE8F8",
    "peach": "#FBE0B2",
    "rose": "#F4DCEA",
    "lilac": "#E4DEF5",
    "apricot": "#FAD9C4",
    # focus
    "focus": "#20294A",
    "focus_inner": "#F7C948",
    "shadow": "#5A3E10",
}
"""Ratios between these are computed in tests/ui/test_theme.py."""

HIGH_CONTRAST = STANDARD | {
    **dict.fromkeys(
        ("cream", "ks2", "outcome", "rushed", "told", "sky_warm", "sun_far", "sun_near", "ray", "cloud"), "#0B0F24"
    ),
    **dict.fromkeys(("told_rose", "told_glow", "hill_far", "lawn_far"), "#10163A"),
    **dict.fromkeys(("sand", "ks2_bar", "told_floor", "hill_mid", "hill_near", "lawn"), "#1A2149"),
    **dict.fromkeys(("ink", "on_navy", "tab_text", "white", "frame", "chip_edge", "bubble_edge"), "#FFFFFF"),
    **dict.fromkeys(("neutral", "tile_edge", "staff_edge", "ks2_line", "mark_ring", "dot_edge"), "#FFFFFF"),
    **dict.fromkeys(("thought_edge", "card_edge", "pad_edge", "focus", "navy_edge"), "#FFFFFF"),
    **dict.fromkeys(("paper", "page", "key", "key2", "thought", "unsure", "navy", "header"), "#141A3A"),
    **dict.fromkeys(("green", "done_edge"), "#5FE3B0"),
    **dict.fromkeys(("ochre", "star", "sun", "highlight"), "#FFE14D"),
    **dict.fromkeys(
        ("on_green", "on_ochre", "on_sun", "on_blue", "on_plum", "on_mark", "on_highlight", "underline"), "#0B0F24"
    ),
    "focus_inner": "#0B0F24",
    **dict.fromkeys(("quiet_pressed", "tile_pressed", "unsure_pressed", "navy_pressed", "done"), "#2A3468"),
    **dict.fromkeys(("now", "folded", "off", "asleep", "away", "asleep2"), "#1A2149"),
    **dict.fromkeys(("asleep_edge", "asleep_mark", "off_edge", "away_edge", "snore"), "#A9B1DC"),
    **dict.fromkeys(("mint", "sky", "peach", "rose", "lilac", "apricot"), "#2A3468"),
    "ink2": "#E3E7F7",
    "line": "#4A5590",
    "fold": "#4A5590",
    "blue": "#7FD8FF",
    "blue_edge": "#3F9CC6",
    "plum": "#FFB3E0",
    "plum_edge": "#C77BA9",
    "green_edge": "#2E9C76",
    "ochre_edge": "#B59B1E",
    "sun_edge": "#7A5C00",
    "wave": "#2F6F73",
    "wave2": "#2A6166",
    "wave_pale": "#2F6F73",
    "wave_pale2": "#2A6166",
    "guide": "#C9CFEE",
    "guide2": "#6A75AE",
    "shadow": "#000000",
    "veil": "#000000",
    "asleep_wash": "#1A2149",
}


TINTS: Mapping[str, Colour] = {
    "blue": (206, 232, 255),
    "green": (214, 246, 214),
    "yellow": (255, 243, 176),
    "rose": (255, 224, 234),
}
"""What each overlay lets through, as a sheet of coloured film over the page would: pictures and all."""


@dataclass(frozen=True, eq=False)
class Theme:
    """The colour of each role. `theme["ink"]` is a colour for pygame, `theme.hex("ink")` one for SVG.

    `tint` lies over everything that is drawn, as a sheet of coloured film: each channel is multiplied by it.
    """

    name: str
    roles: Mapping[str, str]
    tint: Colour | None = None

    @classmethod
    def standard(cls) -> Self:
        return cls("standard", STANDARD)

    @classmethod
    def high_contrast(cls) -> Self:
        """Light on dark. Only what the kit draws changes: pictures keep their colours inside a frame."""
        return cls("high contrast", HIGH_CONTRAST)

    @classmethod
    def tinted(cls, tint: str) -> Self:
        """The usual colours under one of `TINTS`."""
        return cls(f"{tint} tint", STANDARD, TINTS[tint])

    def seen(self, role: str) -> Colour:
        """A role's colour as it reaches the eye: through the tint."""
        colour = self[role]
        if self.tint is None:
            return colour
        red, green, blue = (round(part * through / 255) for part, through in zip(colour, self.tint, strict=True))
        return red, green, blue

    @property
    def dark(self) -> bool:
        return luminance(self["cream"]) < 0.2

    def hex(self, role: str) -> str:
        try:
            return self.roles[role]
        except KeyError:
            near = difflib.get_close_matches(role, self.roles, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise KeyError(f"No colour is called {role!r}.{hint}") from None

    def __getitem__(self, role: str) -> Colour:
        return rgb(self.hex(role))

    def between(self, role: str, other: str, part: float) -> str:
        """The hex colour that is `part` of the way from one role to another."""
        mixed = (round(a + (b - a) * part) for a, b in zip(self[role], self[other], strict=True))
        return "#{:02X}{:02X}{:02X}".format(*mixed)


def themes() -> Mapping[str, Theme]:
    """Every look that a pupil can choose, by what `Comfort.colours` calls it."""
    tinted = {name: Theme.tinted(name) for name in TINTS}
    return {"standard": Theme.standard(), "contrast": Theme.high_contrast(), **tinted}


def rgb(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(colour), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
