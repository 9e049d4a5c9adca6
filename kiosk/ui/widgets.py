"""Everything that a screen is made of, as values: what it is, where it is and in what state.

A widget is a frozen dataclass. The stage compares the widgets of two pictures and draws again only what
differs, so anything that changes the look must be a field that compares, and callables must not compare.
All measures are units of the 1920 x 1080 canvas; colours are the names of roles (`kiosk.ui.theme.Theme`).
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect

if TYPE_CHECKING:
    from kiosk.ui.pictures import Part, Scenery
    from kiosk.ui.stage import Painter

    Art = Part | Scenery

Tap = Callable[[], Outcome | None]
Strokes = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True)
class Widget:
    """A thing on the page. `key` is unique on the page; `label` is its visible or spoken name."""

    key: str
    rect: Rect
    label: str = field(default="", kw_only=True)
    on_tap: Tap | None = field(default=None, compare=False, kw_only=True)

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError(f"A {type(self).__name__} needs a key")
        if self.on_tap is not None and not self.label.strip():
            raise ValueError(f"{self.key!r} can be tapped, so it needs a label")

    @property
    def solid(self) -> bool:
        """Whether it stops a touch from reaching what lies under it."""
        return self.on_tap is not None

    @property
    def extent(self) -> Rect:
        """All that it may paint, shadow and focus ring included: whatever is beyond would be left behind."""
        return self.rect

    def draw(self, painter: "Painter", pressed: bool, focused: bool) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class Words(Widget):
    """Lines of text. `spoken` = (start, end) in `text` of the word that is being said.

    `shrink_to` lets one line shrink to that size rather than run over its width: for names only.
    """

    text: str
    size: float = 44
    weight: int = 400
    colour: str = "ink"
    align: Literal["left", "centre", "right"] = "left"
    valign: Literal["top", "middle", "bottom"] = "top"
    leading: float = 1.3
    spoken: tuple[int, int] | None = None
    shrink_to: int | None = None

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.text)
        super().__post_init__()


@dataclass(frozen=True)
class Panel(Widget):
    """A card, a bar or a veil. A solid one keeps touches from what lies under it."""

    fill: str
    edge: str | None = None
    edge_width: float = 3
    radius: float = 48
    level: Literal[0, 1, 2, 3] = 0
    dashed: bool = False
    opacity: float = 1.0
    solid: bool = field(default=True, compare=False)


@dataclass(frozen=True)
class Image(Widget):
    """A picture: `frame` puts a paper border and a shadow round it, `dim` washes it as if asleep."""

    art: "Art"
    radius: float = 0
    frame: bool = False
    opacity: float = 1.0
    dim: bool = False
    fit: Literal["cover", "contain"] = "cover"


ButtonKind = Literal["go", "quiet", "sun", "hear", "tell", "unsure", "key", "navy", "tab", "off", "danger"]


@dataclass(frozen=True)
class Button(Widget):
    """Something to press. A square `hear` or `tell` is the round form, without its words.

    `icon` names a picture of assets/icons, which is drawn in the one colour that the kind gives it.
    `note` is a small second line; `busy` shows three dots for the label.
    """

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    kind: ButtonKind = "go"
    icon: str | None = None
    icon_side: Literal["left", "right", "top"] = "left"
    size: float = 48
    weight: int = 600
    chosen: bool = False
    note: str = ""
    busy: bool = False


Mark = Literal["star", "leaf", "drop", "A", "B", "C", "D"]
TileStyle = Literal["picture", "row", "name", "password", "choice", "staff"]
TileState = Literal["asleep", "waking", "awake", "folded", "done", "away", "now", "unsure", "chosen", "off"]


@dataclass(frozen=True)
class Tile(Widget):
    """A card to choose. `wake` 0 to 1 takes it from asleep to awake; `wobble` 0 to 1 is a sleeper's snore.

    `mark` belongs to the position, never to the answer.
    """

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    art: "Art | None" = None
    mark: Mark | None = None
    style: TileStyle = "picture"
    state: TileState = "awake"
    wake: float = 0.0
    wobble: float = 0.0
    note: str = ""
    size: float = 52


@dataclass(frozen=True)
class Bubble(Widget):
    """Something thought (a cloud, filled with mint by `fill` 0 to 1, its waves `wave` units along) or said.

    `tail` is the point, in units, towards which the speech bubble's tail or the thought's small bubbles lead.
    """

    text: str
    kind: Literal["think", "say"] = "say"
    fill: float = 0.0
    wave: float = 0.0
    tail: tuple[float, float] | None = None
    size: float = 52
    weight: int = 600
    spoken: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.text)
        super().__post_init__()


@dataclass(frozen=True)
class Chip(Widget):
    """Whose turn it is: a name beside its animal. `avatar` is the animal's picture, if there is one."""

    name: str
    avatar: "Art | None" = None
    size: float = 48

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.name)
        super().__post_init__()


@dataclass(frozen=True)
class Dots(Widget):
    """How far through: `total` dots, of which `at` (from 0) is the present one."""

    total: int
    at: int


@dataclass(frozen=True)
class Field(Widget):
    """A box to type in. `rect` is the box; its label stands above it and its note below."""

    label: str
    value: str = ""
    masked: bool = False
    focused: bool = False
    state: Literal["idle", "good", "look"] = "idle"
    note: str = ""
    icon: str | None = None
    caret_on: bool = True
    size: float = 34


@dataclass(frozen=True)
class Pad(Widget):
    """Paper to sign on. Strokes are points on a grid of 0 to 1000 either way; `live` is still being drawn.

    `on_pen(phase, finger, x, y)` is told of every finger on it: "down", "move" or "up", on the same grid. Which
    of them writes and which is a resting palm is not for a widget to say.
    """

    strokes: Strokes = ()
    live: tuple[tuple[int, int], ...] = ()
    guides: bool = True
    ink: str = "blue"
    on_pen: Callable[[str, int, int, int], Outcome | None] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Drawing(Widget):
    """The way out for a look that no widget has. `look` differs whenever `paint` would paint otherwise."""

    paint: "Callable[[Painter, Rect], None]" = field(compare=False)
    look: Hashable = None
