"""What lies behind a page. Every backdrop fills all that can be seen, at any proportion of the screen.

Large areas are filled and only their edges drawn as SVG: at 4K a whole page of SVG would take a quarter of a second.
"""

import math
from collections.abc import Callable
from functools import partial

from kiosk.ui.painter import Painter
from kiosk.ui.shapes import (
    FLAGS,
    Rect,
    block,
    bunting,
    confetto,
    ellipse,
    flower,
    group,
    path,
    tree,
)

Backdrop = Callable[[Painter, Rect], None]

BAR = 890
"""Where the pupil's bar begins on the flat backdrops, in units; its wave rises ten above."""
HEADER = 178


def paint(name: str, painter: Painter, visible: Rect) -> None:
    """Fill `visible` with the backdrop of that name."""
    try:
        backdrop = BACKDROPS[name]
    except KeyError:
        raise KeyError(f"No backdrop is called {name!r}: there are {', '.join(sorted(BACKDROPS))}") from None
    backdrop(painter, visible)


def _ks1(painter: Painter, visible: Rect, ground: str = "cream") -> None:
    painter.bar(visible, ground)
    _ks1_bar(painter, visible)


def _ks2(painter: Painter, visible: Rect, ground: str = "ks2") -> None:
    painter.bar(visible, ground)
    _ks2_bar(painter, visible)


def _ks1_bar(painter: Painter, visible: Rect) -> None:
    _wave(painter, visible, "M0 34 Q480 -14 960 22 T1920 14", BAR - 10, 60, "sand")


def _ks2_bar(painter: Painter, visible: Rect) -> None:
    painter.bar(_below(visible, BAR + 10), "ks2_bar")


def _hill(painter: Painter, visible: Rect, ground: str, bar: Backdrop) -> None:
    """A hill for somebody to stand on, over the pupil's bar."""
    painter.bar(visible, ground)
    if not painter.theme.dark:
        painter.disc((560, 500), 860, "sun_far")
        painter.disc((560, 500), 660, "sun_near")
    _wave(painter, visible, "M0 90 Q420 -30 960 60 T1920 20", 560, 140, "hill_far")
    _wave(painter, visible, "M0 40 Q480 110 1000 50 T1920 60", 700, 140, "hill_mid")
    if not painter.theme.dark:
        body = tree("#2FA77F", "#259169", "#D9513F", "#8A5B3C")
        painter.svg(Rect(24, 562, 152, 162), body, (-76, -74, 152, 162))
        for x, y, petal in ((1010, 800, "#F4A3B8"), (1150, 846, "#F7C948"), (70, 836, "#FFF5E1")):
            painter.svg(Rect(x - 22, y - 22, 44, 44), flower(petal, "#E07B34"), (-22, -22, 44, 44))
    bar(painter, visible)


def _staff(painter: Painter, visible: Rect) -> None:
    painter.bar(visible, "cream")
    painter.bar(Rect(visible.x, visible.y, visible.w, HEADER - visible.y), "header")


def _hills(painter: Painter, visible: Rect) -> None:
    painter.bar(visible, "sky_warm")
    if painter.theme.dark:
        _land(painter, visible)
        return
    painter.disc((960, 420), 860, "sun_far")
    painter.disc((960, 420), 660, "sun_near")
    puff = block(-90, 10, 180, 44, 22, painter.theme.hex("cloud"))
    puff += ellipse(-34, 6, 40, 40, painter.theme.hex("cloud")) + ellipse(26, -6, 52, 52, painter.theme.hex("cloud"))
    for x, y, size in ((250, 190, 1.2), (1640, 150, 1.35), (1480, 330, 0.7)):
        painter.svg(Rect(x - 92 * size, y - 60 * size, 184 * size, 116 * size), puff, (-92, -60, 184, 116))
    _land(painter, visible)
    body = tree("#2FA77F", "#259169", "#D9513F", "#8A5B3C")
    for x, y, size in ((260, 655, 0.75), (120, 690, 1.1), (1700, 690, 0.9), (1810, 650, 1.25)):
        painter.svg(Rect(x - 76 * size, y - 74 * size, 152 * size, 162 * size), body, (-76, -74, 152, 162))
    for x, y, petal in _FLOWERS:
        painter.svg(Rect(x - 22, y - 22, 44, 44), flower(petal, "#E07B34"), (-22, -22, 44, 44))
    left, right = min(visible.x, 0) - 40, max(visible.right, 1920) + 40
    flags = round((right - left) / 105)
    string = bunting(right - left, flags, 60)
    painter.svg(Rect(left, visible.y - 14, right - left, 190), string, (0, -10, right - left, 190))


def _land(painter: Painter, visible: Rect) -> None:
    _wave(painter, visible, "M0 120 Q300 0 640 90 T1240 70 T1920 40", 520, 140, "hill_far")
    _wave(painter, visible, "M0 110 Q420 0 960 90 T1920 40", 650, 160, "hill_mid")
    _wave(painter, visible, "M0 80 Q480 0 960 50 T1920 30", 800, 100, "hill_near")


def _party(painter: Painter, visible: Rect) -> None:
    painter.bar(visible, "sky_warm")
    if not painter.theme.dark:
        reach = 2 * max(visible.w, visible.h)
        rays = ""
        for number in range(18):
            angle = number * math.pi / 9
            (a, b), (c, d) = (
                (reach * math.cos(angle + turn), reach * math.sin(angle + turn)) for turn in (-0.09, 0.09)
            )
            rays += path(f"M0 0 L{a:.0f} {b:.0f} L{c:.0f} {d:.0f}Z", painter.theme.hex("ray"))
        sky = Rect(visible.x, visible.y, visible.w, 860 - visible.y)
        painter.svg(sky, rays, (sky.x - 560, sky.y - 372, sky.w, sky.h))
        for x, y, kind, turn in _CONFETTI:
            scrap = group(confetto(kind % 4, FLAGS[kind % 5]), 0, 0, 1, turn)
            painter.svg(Rect(x - 24, y - 24, 48, 48), scrap, (-24, -24, 48, 48))
    _wave(painter, visible, "M0 60 Q480 0 960 40 T1920 30", 740, 80, "lawn_far")
    _wave(painter, visible, "M0 60 Q480 0 960 40 T1920 36", 800, 80, "lawn")


def _tell(painter: Painter, visible: Rect) -> None:
    painter.bar(visible, "told")
    painter.bar(Rect(visible.x, visible.y, 580 - visible.x, visible.h), "told_rose")
    edge = path("M0 0 H80 Q160 540 40 1080 H0Z", painter.theme.hex("told_rose"))
    painter.svg(Rect(578, visible.y, 164, visible.h), edge, (-2, 0, 164, 1080))
    painter.disc((336, 500), 560, "told_glow")
    floor = ellipse(0, 0, 290, 40, painter.theme.hex("told_floor"))
    painter.svg(Rect(46, 896, 580, 80), floor, (-290, -40, 580, 80))


def _wave(painter: Painter, visible: Rect, line: str, top: float, high: float, role: str) -> None:
    """Ground whose upper edge is `line`, drawn 1920 wide and `high` high with its top at `top`.

    It is stretched to what can be seen, and filled to the foot of it.
    """
    left, wide = min(visible.x, 0), max(visible.w, 1920)
    body = path(f"{line} V{high} H0Z", painter.theme.hex(role))
    painter.svg(Rect(left, top, wide, high), body, (0, 0, 1920, high))
    painter.bar(_below(visible, top + high - 1), role)


def _below(visible: Rect, y: float) -> Rect:
    return Rect(visible.x, y, visible.w, visible.bottom - y)


_FLOWERS = (
    (70, 1030, "#F4A3B8"),
    (300, 1010, "#F7C948"),
    (520, 1040, "#FFF5E1"),
    (1420, 1036, "#F4A3B8"),
    (1700, 1010, "#FFF5E1"),
    (1800, 950, "#F7C948"),
)

_CONFETTI = (
    (72, 28, 5, 20), (140, 90, 9, 60), (100, 152, 3, 40), (226, 80, 2, 10), (320, 34, 10, 0), (300, 118, 8, 0),
    (180, 160, 13, 15), (252, 200, 1, 25), (400, 72, 7, 30), (460, 38, 1, 55), (580, 38, 3, 35), (690, 26, 6, 15),
    (820, 28, 2, 0), (900, 56, 12, 0), (762, 90, 8, 0), (844, 166, 11, 45), (932, 172, 13, 5), (138, 228, 5, 0),
    (186, 286, 9, 5), (70, 316, 8, 0), (112, 394, 6, 40), (218, 410, 3, 20), (70, 460, 4, 0), (144, 466, 10, 10),
    (76, 530, 13, 40), (236, 506, 7, 10), (904, 310, 4, 0), (890, 380, 11, 20), (958, 404, 2, 15), (968, 484, 9, 10),
    (872, 500, 10, 15), (1044, 48, 2, 20), (1154, 52, 1, 50), (1270, 26, 7, 80), (1396, 76, 6, 25), (1540, 64, 12, 0),
    (1634, 48, 11, 30), (1814, 34, 15, 60),
)  # fmt: skip
"""Scraps of paper: where (in units), which, and turned by how much. They keep clear of the words and the sticker."""

BACKDROPS: dict[str, Backdrop] = {
    "ks1": _ks1,
    "ks2": _ks2,
    "staff": _staff,
    "hills": _hills,
    "party": _party,
    "tell": _tell,
    # How it came out, for each key stage on its own ground.
    "ks1-outcome": partial(_ks1, ground="outcome"),
    "ks2-outcome": partial(_ks2, ground="outcome"),
    "ks1-rushed": partial(_ks1, ground="rushed"),
    "ks2-rushed": partial(_ks2, ground="rushed"),
    "ks1-hill": partial(_hill, ground="cream", bar=_ks1_bar),
    "ks2-hill": partial(_hill, ground="ks2", bar=_ks2_bar),
    # Without the bar.
    "ks1-plain": lambda painter, visible: painter.bar(visible, "cream"),
    "ks2-plain": lambda painter, visible: painter.bar(visible, "ks2"),
}
