"""Rectangles in units, and the shapes that the kit draws for itself, as SVG text that nanosvg understands."""

from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle in units of the 1920 x 1080 canvas."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def holds(self, point: tuple[float, float]) -> bool:
        return self.x <= point[0] < self.x + self.w and self.y <= point[1] < self.y + self.h

    def inset(self, by: float, down: float | None = None) -> "Rect":
        """Smaller on every side by `by` (and by `down` at top and bottom); a negative amount grows."""
        down = by if down is None else down
        return Rect(self.x + by, self.y + down, self.w - 2 * by, self.h - 2 * down)

    def moved(self, right: float, down: float) -> "Rect":
        return Rect(self.x + right, self.y + down, self.w, self.h)

    def with_(self, other: "Rect") -> "Rect":
        """The smallest rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


View = tuple[float, float, float, float]


def ellipse(x: float, y: float, across: float, down: float, fill: str) -> str:
    """`across` and `down` are radii, as in SVG."""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{across:g}" ry="{down:g}" fill="{fill}"/>'


def block(x: float, y: float, w: float, h: float, radius: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{radius:g}" ry="{radius:g}" fill="{fill}"/>'


def path(d: str, fill: str = "none", stroke: str | None = None, width: float = 0) -> str:
    line = (
        f' stroke="{stroke}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"' if stroke else ""
    )
    return f'<path d="{d}" fill="{fill}"{line}/>'


def group(body: str, x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    spin = f" rotate({turn:g})" if turn else ""
    return f'<g transform="translate({x:g} {y:g}) scale({scale:g}){spin}">{body}</g>'


CLOUD: View = (0, -8, 540, 316)
"""The view of `cloud`."""
_PUFFS = (
    (130, 150, 112, 92),
    (245, 92, 118, 84),
    (360, 98, 104, 84),
    (430, 168, 96, 84),
    (330, 212, 128, 78),
    (190, 214, 124, 74),
    (270, 150, 150, 84),
)


def cloud(fill: str, grow: float = 0) -> str:
    """A thought cloud in `CLOUD`; one drawn `grow` larger beneath another is its outline."""
    return "".join(ellipse(x, y, across + grow, down + grow, fill) for x, y, across, down in _PUFFS)


def glints(fill: str) -> str:
    """Two strokes of light on a cloud."""
    return path("M66 120 Q84 84 116 80 M176 44 Q214 22 252 26", stroke=fill, width=14)


LETTER: View = (-54, -54, 108, 108)
"""The view of `letter_mark`."""


def letter_mark(letter: str, fill: str) -> str:
    """The shape that goes with a letter, so that the answers differ by more than colour."""
    if letter == "A":
        return ellipse(0, 0, 38, 38, fill)
    if letter == "B":
        return path("M0 -34 L38 30 H-38Z", fill, fill, 10)
    if letter == "C":
        return block(-36, -36, 72, 72, 12, fill)
    return path("M0 -36 L36 0 L0 36 L-36 0Z", fill, fill, 10)


def fold(side: float, radius: float, paper: str, edge: str, width: float, flap: str) -> str:
    """The top right corner of a card, folded down: a square of `side` that replaces that corner of its box."""
    top, inner = width / 2, side - width / 2
    return (
        path(f"M0 {top:g} L{inner:g} {side:g} H0Z", paper)
        + path(f"M0 {top:g} L{inner:g} {inner:g} V{side:g}", "none", edge, width)
        + path(
            f"M{top:g} {top:g} V{inner - radius:g} Q{top:g} {inner:g} {top + radius:g} {inner:g} H{inner:g}Z",
            flap,
            edge,
            width,
        )
    )


def tree(leaf: str, leaf2: str, fruit: str, trunk: str) -> str:
    """About 170 high, standing on (0, 84)."""
    fruits = ((-16, -38), (24, 2), (-36, 20), (44, 24), (-6, 30), (14, -14))
    return (
        block(-13, 30, 26, 56, 8, trunk)
        + ellipse(-40, 16, 34, 34, leaf2)
        + ellipse(40, 16, 34, 34, leaf2)
        + ellipse(0, -26, 46, 46, leaf)
        + ellipse(0, 20, 40, 40, leaf)
        + "".join(ellipse(x, y, 7, 7, fruit) for x, y in fruits)
    )


def flower(petal: str, heart: str) -> str:
    petals = ((12, 0), (3.7, 11.4), (-9.7, 7), (-9.7, -7), (3.7, -11.4))
    return "".join(ellipse(x, y, 8, 8, petal) for x, y in petals) + ellipse(0, 0, 7, 7, heart)


FLAGS = ("#F2B01E", "#5FB3E6", "#2FA77F", "#D9713C", "#B9578F")
"""The colours of bunting and confetti: decoration, the same in every theme."""


def bunting(wide: float, flags: int, dip: float) -> str:
    """A string of flags from (0, 0) to (wide, 0), hanging `dip` in the middle."""
    hung = path(f"M0 0 Q{wide / 2:g} {dip * 2:g} {wide:g} 0", "none", "#8A7B5C", 5)
    for number in range(flags):
        t = (number + 0.5) / flags
        x, y, colour = wide * t, 4 * t * (1 - t) * dip, FLAGS[number % 5]
        hung += path(f"M{x - 28:.0f} {y - 2:.0f} H{x + 28:.0f} L{x:.0f} {y + 52:.0f}Z", colour, colour, 6)
    return hung


def confetto(kind: int, colour: str) -> str:
    """One of four scraps of paper, about 26 across, round (0, 0)."""
    if kind == 0:
        return ellipse(0, 0, 12, 12, colour)
    if kind == 1:
        return block(-13, -8, 26, 16, 4, colour)
    if kind == 2:
        return path("M0 -14 L13 10 H-13Z", colour, colour, 4)
    return path("M-14 0 q7 -14 14 0 q7 14 14 0", "none", colour, 7)
