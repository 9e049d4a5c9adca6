"""What can be wrong with a page, computed from what its widgets are and what they would paint.

Every function takes what stands on one page and names its faults in words, as a list that is empty when all is well.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from kiosk.ui.pictures import Part
from kiosk.ui.ruler import Block, Mark, Ruler, Shape, Shown, Sign, Text
from kiosk.ui.shapes import Rect
from kiosk.ui.theme import Colour, Theme, contrast, rgb
from kiosk.ui.widgets import Field, Image, Widget, Words

FINGER = 112
"""20 mm on a screen of 15.6 inches, in units."""
CANVAS = Rect(0, 0, 1920, 1080)
DEAD = Rect(96, 54, 1728, 972)
"""Where a finger is heard on pupils' pages: the outer five per cent of the screen are deaf."""
TAIL = 0.25
"""How far below the line letters hang, as a part of the size."""


class Laid(NamedTuple):
    """A widget and what it would paint."""

    widget: Widget
    marks: tuple[Mark, ...]


Page = Sequence[Laid]


def laid(ruler: Ruler, widgets: Sequence[Widget]) -> Page:
    """Without what something opaque hides altogether: what lies under a card that lies over the page."""
    page = [Laid(widget, tuple(ruler.measure(widget))) for widget in widgets]
    return page


# ---------------------------------------------------------------- to be touched


def touched(widgets: Sequence[Widget]) -> list[Widget]:
    """What a finger can reach: what is touchable and not covered by something solid."""
    found = []
    for place, widget in enumerate(widgets):
        over = widgets[place + 1 :]
        if widget.touchable and not any(each.solid and _holds(each.rect, widget.rect) for each in over):
            found.append(widget)
    return found


def small(widgets: Iterable[Widget]) -> list[str]:
    return [
        f"{widget.key} is {min(widget.rect.w, widget.rect.h):.0f} units, {FINGER} is the least"
        for widget in widgets
        if min(widget.rect.w, widget.rect.h) < FINGER
    ]


def crowded(widgets: Sequence[Widget], gap: float) -> list[str]:
    """Two things that a finger may touch, over each other or closer than the gap."""
    faults = []
    for one, other in combinations(widgets, 2):
        apart = distance(one.rect, other.rect)
        if apart < 0:
            faults.append(f"{one.key} and {other.key} lie over each other")
        elif apart < gap - 0.01:
            faults.append(f"{one.key} and {other.key} are {apart:.0f} apart, {gap:g} is the least")
    return faults


def distance(one: Rect, other: Rect) -> float:
    """Between two rectangles, along the axis on which they are further apart; below 0 where they overlap."""
    across = max(one.x - other.right, other.x - one.right)
    down = max(one.y - other.bottom, other.y - one.bottom)
    return max(across, down)


def unreachable(widgets: Iterable[Widget], within: Rect) -> list[str]:
    return [f"{widget.key} reaches beyond {within}" for widget in widgets if not _holds(within, widget.rect)]


def unnamed(widgets: Iterable[Widget]) -> list[str]:
    return [f"{widget.key} can be touched and has no name" for widget in widgets if not widget.label.strip()]


# ---------------------------------------------------------------- to be read


def clipped(page: Page) -> list[str]:
    """Texts without room, and texts that leave the canvas."""
    faults = []
    for widget, text in _texts(page):
        if text.over:
            faults.append(f"{widget.key}: {text.text!r} has {text.over} letters too many")
        elif not _holds(CANVAS, inked(text)):
            faults.append(f"{widget.key}: {text.text!r} leaves the screen")
    return faults


def covered(page: Page) -> list[str]:
    """Texts that something else lies over, or that lie over another text or over a picture."""
    faults = []
    for place, (widget, marks) in enumerate(page):
        for text in (mark for mark in marks if isinstance(mark, Text)):
            own = inked(text)
            for under in _pictures_under(own, page[:place]):
                faults.append(f"{widget.key}: {text.text!r} lies over {under.key}")
            if any(_hides(mark, own) for _, later in page[place + 1 :] for mark in later):
                continue  # under a veil or a card: nobody reads it
            for over, later in page[place + 1 :]:
                for mark in later:
                    if _meets(mark, own):
                        what = f" {mark.text!r}" if isinstance(mark, Text) else ""
                        faults.append(f"{widget.key}: {text.text!r} lies under {over.key}{what}")
                        break
    return faults


def _pictures_under(rect: Rect, page: Page) -> Iterator[Widget]:
    """Those whose picture shows behind it, with nothing opaque between."""
    for widget, marks in reversed(page):
        for mark in reversed(marks):
            if isinstance(mark, Block) and mark.fill and mark.opacity > 0.9 and _holds(mark.rect, rect.inset(3)):
                return
            if isinstance(mark, Shown) and _meets(mark, rect):
                yield widget
                break


def outside(page: Page) -> list[str]:
    """Labels that stand out of the thing that they are the label of."""
    faults = []
    for widget, text in _texts(page):
        # A field's label stands above it; words and drawings have a rectangle that is only their room.
        if isinstance(widget, Words | Field) or type(widget).__module__.startswith("kiosk.scenes."):
            continue
        if not _holds(widget.rect.inset(-4), text.rect):
            faults.append(f"{widget.key}: {text.text!r} stands out of it")
    return faults


def inked(text: Text) -> Rect:
    """Where the letters of a text are, with those that hang below the line."""
    return Rect(text.rect.x, text.rect.y, text.rect.w, text.rect.h + TAIL * text.size)


def _hides(mark: Mark, rect: Rect) -> bool:
    """Whether it covers all of it, be it only as a veil does."""
    return isinstance(mark, Block) and mark.fill is not None and mark.opacity > 0.3 and _holds(mark.rect, rect)


def _meets(mark: Mark, rect: Rect) -> bool:
    match mark:
        case Text():
            return distance(inked(mark), rect) < -3
        case Block(fill=str(), opacity=opacity) if opacity > 0.3:
            return distance(mark.rect, rect) < -6
        case Shown(inner):
            # Few pictures fill the rectangle in which they stand.
            return distance(inner.inset(inner.w * 0.12, inner.h * 0.12), rect) < 0
        case Sign(inner):
            return distance(inner, rect) < -4
    return False


def unsaid(page: Page, said: Iterable[str], names: Callable[[Widget, str], bool]) -> list[str]:
    """Texts of a pupil's page that no voice reads. `names` are those that need none."""
    heard = [plain(line) for line in said]
    faults = []
    for widget, text in _texts(page):
        words = plain(text.text)
        if not any(character.isalpha() for character in words) or names(widget, text.text):
            continue
        if not any(words in line for line in heard):
            faults.append(f"{widget.key}: {text.text!r} is not said")
    return faults


def plain(text: str) -> str:
    return " ".join(text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ").split())


# ---------------------------------------------------------------- to be made out


Ground = Callable[[Rect], Iterable[Colour]]
"""The colours of a backdrop within a rectangle."""


def faint(page: Page, backdrop: Ground, theme: Theme) -> list[str]:
    """Texts under 4.5:1 and icons under 3:1 against what lies behind them."""
    faults = []
    before: list[Mark] = []
    for widget, marks in page:
        for mark in marks:
            if isinstance(mark, Text | Sign):
                least = 4.5 if isinstance(mark, Text) else 3.0
                what = f"{mark.text!r}" if isinstance(mark, Text) else f"icon {mark.name}"
                for ground in _behind(mark.rect, before, backdrop):
                    ratio = contrast(through(rgb(mark.colour), theme), through(ground, theme))
                    if ratio < least:
                        faults.append(f"{widget.key}: {what} has {ratio:.1f}:1, {least:g}:1 is the least")
                        break
            before.append(mark)
    return faults


def dim(page: Page, backdrop: Ground, theme: Theme) -> list[str]:
    """Things to touch of which neither the face nor the edge stands out by 3:1 from what lies behind them."""
    faults = []
    before: list[Mark] = []
    for widget, marks in page:
        blocks = [mark for mark in marks if isinstance(mark, Block) and _is_body(mark.rect, widget.rect)]
        if widget.touchable and blocks:
            grounds = list(_behind(widget.rect, before, backdrop))
            sides = [side for block in blocks for side in (block.fill, block.edge) if side]
            ratio = min(
                (max(contrast(through(rgb(side), theme), through(g, theme)) for side in sides) for g in grounds),
                default=21.0,
            )
            if ratio < 3.0:
                faults.append(f"{widget.key} stands out by {ratio:.1f}:1, 3:1 is the least")
        before += marks
    return faults


def _is_body(part: Rect, whole: Rect) -> bool:
    """Whether a part is what a thing is made of, and not something on it."""
    return _holds(whole.inset(-30), part) and part.w * part.h >= 0.25 * whole.w * whole.h


def fixed(page: Page) -> list[str]:
    """Icons that are shown as pictures: those are drawn in ink, whatever the colours of the page."""
    return [
        f"{widget.key} is an icon in the colours of its file"
        for widget, marks in page
        if isinstance(widget, Image)
        for mark in marks
        if isinstance(mark, Shown) and isinstance(mark.art, Part) and mark.art.name.startswith("icons/")
    ]


def through(colour: Colour, theme: Theme) -> Colour:
    """As it reaches the eye, through a tint."""
    if theme.tint is None:
        return colour
    red, green, blue = (round(part * film / 255) for part, film in zip(colour, theme.tint, strict=True))
    return red, green, blue


def _behind(rect: Rect, marks: Sequence[Mark], backdrop: Ground) -> Iterator[Colour]:
    """The colours right behind a rectangle: nothing where a picture or a form is, whose colours are not known here."""
    veils: list[Block] = []
    centre = Rect(*rect.centre, 0, 0)
    for mark in reversed(marks):
        if isinstance(mark, Text | Sign) or not _holds(mark.rect, centre):
            continue
        if isinstance(mark, Shown | Shape):
            return
        if mark.fill is None:
            continue
        if mark.opacity >= 0.99:
            yield _veiled(rgb(mark.fill), veils)
            return
        veils.append(mark)
    for colour in backdrop(rect):
        yield _veiled(colour, veils)


def _veiled(colour: Colour, veils: Sequence[Block]) -> Colour:
    for veil in reversed(veils):
        assert veil.fill is not None
        over = rgb(veil.fill)
        red, green, blue = (round(b + (v - b) * veil.opacity) for b, v in zip(colour, over, strict=True))
        colour = red, green, blue
    return colour


# ---------------------------------------------------------------- parts


def _texts(page: Page) -> Iterator[tuple[Widget, Text]]:
    for widget, marks in page:
        for mark in marks:
            if isinstance(mark, Text):
                yield widget, mark


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer.x <= inner.x + 0.5
        and outer.y <= inner.y + 0.5
        and inner.right <= outer.right + 0.5
        and inner.bottom <= outer.bottom + 0.5
    )
