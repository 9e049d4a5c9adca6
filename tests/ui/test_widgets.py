"""Every widget in every state: it shows something, within its own extent, and tells its states apart."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, get_args

import pygame
import pytest
from blobs import Blobs

from kiosk.ui import widgets
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import (
    Area,
    Bubble,
    Button,
    ButtonKind,
    Chip,
    Dots,
    Drawing,
    Field,
    Hold,
    Image,
    Pad,
    Panel,
    Stone,
    Tile,
    TileState,
    TileStyle,
    Widget,
    Words,
)

SCALES = [8 / 15, 2 / 3, 1.0]
ROOM = (1000, 720)
GROUND = (250, 250, 250)
ART = Part("a")
TILES: dict[TileStyle, tuple[Rect, dict[str, object]]] = {
    "picture": (Rect(200, 200, 500, 402), {"art": ART, "mark": "leaf"}),
    "wide": (Rect(100, 200, 780, 338), {"art": ART, "size": 60}),
    "row": (Rect(120, 200, 780, 160), {"mark": "B", "size": 44}),
    "name": (Rect(200, 200, 326, 194), {"art": ART, "size": 48}),
    "password": (Rect(200, 200, 294, 258), {"art": ART}),
    "choice": (Rect(150, 200, 704, 222), {"art": ART, "note": "Everyone watches and talks.", "size": 40}),
    "staff": (Rect(200, 200, 226, 134), {"art": ART, "size": 28}),
}


def tap() -> None:
    return None


def squares(painter: Painter, rect: Rect) -> None:
    painter.box(rect.inset(-30), 0, "green")


def tiles() -> Iterator[tuple[str, Widget]]:
    for style in get_args(TileStyle):
        rect, fields = TILES[style]
        for state in get_args(TileState):
            made = Tile("tile", rect, "Tell a grown-up", tap, style=style, state=state, wake=0.5)
            yield f"{style} {state}", replace(made, **fields)  # type: ignore[arg-type]
    for style in ("picture", "wide", "row"):
        rect, fields = TILES[style]
        base = replace(Tile("tile", rect, "Tell a grown-up", tap, style=style), **fields)  # type: ignore[arg-type]
        for wake in (0.0, 0.1, 1.1):
            yield f"{style} at {wake}", replace(base, state="waking", wake=wake)
        yield f"{style} snoring", replace(base, state="asleep", wobble=0.2)
        yield f"{style} bare", replace(base, art=None, mark=None)
    yield "tilted", Tile("tile", Rect(300, 200, 396, 300), "A box with a gift", tap, ART, state="lifted", tilt=7)
    yield "word", Tile("tile", Rect(200, 200, 396, 156), "comet", tap, ART, style="wide", edge="ks2_line")
    low = Rect(200, 200, 268, 100)
    yield "low name", Tile("tile", low, "Oluwaseun", tap, ART, style="name")
    yield "class", Tile("tile", Rect(200, 200, 226, 128), "2 Oak", tap, style="staff", note="30 pupils", size=36)
    yield "plain choice", Tile("tile", Rect(200, 200, 300, 112), "Year A", tap, style="choice", note="now")


def everything() -> Iterator[tuple[str, Widget]]:
    yield "words", Words("w", Rect(100, 100, 500, 300), "I will tell a grown-up.", 60, spoken=(2, 6))
    yield "words too large", Words("w", Rect(300, 300, 160, 30), "Oluwaseun grows\nand gjpqy", 90, align="right")
    yield "words below", Words("w", Rect(200, 400, 300, 60), "One two three four five", 50, valign="bottom")
    for level in (0, 1, 2, 3):
        yield f"panel {level}", Panel("p", Rect(200, 200, 500, 300), "paper", "card_edge", level=level)  # type: ignore[arg-type]
    yield "dashed panel", Panel("p", Rect(200, 200, 206, 206), "cream", "neutral", 5, 36, dashed=True)
    yield "veil", Panel("p", Rect(100, 100, 700, 500), "veil", opacity=0.5, radius=0)
    yield "image", Image("i", Rect(200, 200, 500, 300), ART, 36, frame=True)
    yield "image to tap", Image("i", Rect(200, 200, 500, 300), ART, label="A", on_tap=tap)
    yield "dim image", Image("i", Rect(200, 200, 500, 300), ART, 36, dim=True, opacity=0.6, label="A", on_tap=tap)
    for kind in get_args(ButtonKind):
        yield f"button {kind}", Button("b", Rect(200, 200, 478, 112), "Hear it again", tap, kind, size=40)
    yield "round hear", Button("b", Rect(200, 200, 112, 112), "Hear it again", tap, "hear")
    yield "chosen", Button("b", Rect(200, 200, 478, 140), "Year A", tap, "quiet", chosen=True)
    yield "chosen tab", Button("b", Rect(200, 200, 260, 124), "Live view", tap, "tab", chosen=True, size=30)
    yield "busy", Button("b", Rect(200, 200, 478, 140), "Apply", tap, busy=True)
    yield "icon above", Button("b", Rect(200, 200, 420, 342), "Done", tap, icon="tick", icon_side="top", size=72)
    yield "icon right", Button("b", Rect(200, 200, 420, 152), "Next", tap, icon="next", icon_side="right")
    yield "icon only", Button("b", Rect(200, 200, 160, 112), "Rub out", tap, "key", icon="clear", icon_side="only")
    yield "note", Button("b", Rect(200, 200, 520, 152), "Export", tap, note="CSV, for Excel", size=40)
    for held in (False, True):
        yield f"held {held}", Hold("h", Rect(200, 200, 520, 112), "Show names", tap, "navy", "eye", size=30, held=held)
    yield from tiles()
    for found, pointed in ((True, 0.0), (False, 0.7)):
        yield (
            f"area {found}",
            Area("a", Rect(200, 200, 200, 300), label="Mia", on_tap=tap, found=found, pointed=pointed),
        )
    for fill in (0.0, 0.4, 1.0):
        yield f"cloud {fill}", Bubble("b", Rect(200, 150, 384, 225), "Think", "think", fill, 7, (620, 420))
    yield "thought box", Bubble("b", Rect(200, 150, 634, 204), "How might Ana feel?", "think", 0.6, tail=(150, 240))
    for name, tail in {"down": (250, 400), "up": (600, 100), "left": (140, 250), "right": (780, 260)}.items():
        yield f"says {name}", Bubble("b", Rect(200, 200, 470, 116), "Now click!", tail=tail, spoken=(0, 3))
    yield "says", Bubble("b", Rect(200, 200, 470, 116), "Oops! I rushed.", on_tap=tap)
    yield "chip", Chip("c", Rect(96, 200, 420, 112), "Oluwaseun", ART)
    yield "chip to tap", Chip("c", Rect(96, 200, 420, 112), "Sam", ART, on_tap=tap)
    yield "stone", Stone("s", Rect(96, 200, 340, 112), "Ana writes back", on_tap=tap)
    yield "stone without its name", Stone("s", Rect(96, 200, 84, 112), "The joke", short=True, on_tap=tap)
    yield "stone where the story is", Stone("s", Rect(96, 200, 340, 112), "It grows", "chat", here=True)
    yield "chip without picture", Chip("c", Rect(96, 200, 420, 112), "Sam")
    yield "dots", Dots("d", Rect(200, 200, 400, 105), 5, 2)
    yield "many dots", Dots("d", Rect(200, 200, 200, 105), 14, 2)
    yield "numbers", Dots("d", Rect(200, 200, 400, 105), 5, 2, numbered=True)
    for state in ("idle", "good", "look"):
        yield (
            f"field {state}",
            Field(
                "f", Rect(150, 250, 500, 112), "Your name", "Mrs Daniell", state=state, note="Try it again.", on_tap=tap
            ),
        )
    long = "a name far too long for such a box, and more"
    yield "long field", Field("f", Rect(150, 250, 500, 112), "Name", long, focused=True, icon="lock")
    yield "masked field", Field("f", Rect(150, 250, 500, 112), "Passphrase", long, masked=True, focused=True)
    strokes = (((0, 0), (1000, 1000), (500, 20), (999, 3)), ((500, 500),))
    yield "pad", Pad("p", Rect(100, 100, 800, 450), strokes, ((10, 990), (990, 10)))
    yield "drawing", Drawing("d", Rect(200, 200, 100, 100), squares)


CASES = dict(everything())


def painter(fonts: Fonts, scale: float, theme: Theme, text_scale: float = 1.0) -> Painter:
    surface = pygame.Surface((round(ROOM[0] * scale), round(ROOM[1] * scale)))
    surface.fill(GROUND)
    return Painter(surface, Blobs(), theme, fonts, scale=scale, text_scale=text_scale)


def drawn(fonts: Fonts, widget: Widget, scale: float = 2 / 3, pressed: bool = False, focused: bool = False) -> bytes:
    brush = painter(fonts, scale, Theme.standard())
    widget.draw(brush, pressed, focused)
    return pygame.image.tobytes(brush.target, "RGB")


def changed(surface: pygame.Surface) -> pygame.Rect | None:
    mask = pygame.mask.from_threshold(surface, GROUND, (1, 1, 1))
    mask.invert()
    boxes = mask.get_bounding_rects()
    return boxes[0].unionall(boxes[1:]) if boxes else None


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: f"{scale:.2f}")
@pytest.mark.parametrize("name", CASES)
def test_it_shows_and_keeps_within_its_extent(fonts: Fonts, name: str, scale: float) -> None:
    widget = CASES[name]
    for theme in (Theme.standard(), Theme.high_contrast()):
        for text_scale in (1.0, 1.5):
            for pressed, focused in ((False, False), (True, False), (False, True), (True, True)):
                if not widget.touchable and (pressed or focused):
                    continue
                brush = painter(fonts, scale, theme, text_scale)
                widget.draw(brush, pressed, focused)
                box = changed(brush.target)
                assert box is not None
                assert brush.span(widget.extent(brush)).inflate(4, 4).contains(box)


@pytest.mark.parametrize("name", [name for name, widget in CASES.items() if widget.on_tap is not None])
def test_pressed_and_focused_look_different(fonts: Fonts, name: str) -> None:
    widget = CASES[name]
    rest = drawn(fonts, widget)
    focused = drawn(fonts, widget, focused=True)
    assert rest != focused
    still = isinstance(widget, Image) and widget.dim
    if isinstance(widget, Hold):
        still = widget.held
    elif isinstance(widget, Button):
        still = widget.kind == "off" or widget.busy or (widget.kind == "tab" and widget.chosen)
    if isinstance(widget, Tile):
        still = widget.state in ("asleep", "waking", "folded", "away", "off")
    if not still:
        assert drawn(fonts, widget, pressed=True) not in (rest, focused)


def test_every_kind_of_widget_is_among_them() -> None:
    kinds = {kind for kind in vars(widgets).values() if isinstance(kind, type) and issubclass(kind, Widget)}
    assert kinds - {Widget} == {type(widget) for widget in CASES.values()}


@pytest.mark.parametrize("style", ["picture", "wide", "row"])
def test_waking_begins_asleep_and_ends_awake(fonts: Fonts, style: TileStyle) -> None:
    rect, fields = TILES[style]
    base = replace(Tile("tile", rect, "Tell a grown-up", tap, style=style), **fields)  # type: ignore[arg-type]
    assert drawn(fonts, replace(base, state="waking", wake=0.0)) == drawn(fonts, replace(base, state="asleep"))
    assert drawn(fonts, replace(base, state="waking", wake=1.0)) == drawn(fonts, base)


@pytest.mark.parametrize("style", get_args(TileStyle))
def test_states_of_a_tile_differ_by_more_than_colour(fonts: Fonts, style: TileStyle) -> None:
    """In grey, what is done, folded or off is still told from what is awake."""
    rect, fields = TILES[style]
    base = replace(Tile("tile", rect, "Tell a grown-up", tap, style=style), **fields)  # type: ignore[arg-type]

    def grey(state: TileState) -> bytes:
        brush = painter(fonts, 2 / 3, Theme.standard())
        replace(base, state=state).draw(brush, False, False)
        shape = pygame.mask.from_threshold(pygame.transform.grayscale(brush.target), (0, 0, 0), (150, 150, 150))
        return pygame.image.tobytes(shape.to_surface(), "RGB")

    states: dict[TileStyle, tuple[TileState, ...]] = {
        "picture": ("asleep", "lifted", "folded", "done", "off"),
        "wide": ("asleep", "lifted", "folded", "done"),
        "row": ("asleep", "folded", "done"),
        "name": ("done", "away"),
        "password": ("chosen",),
        "choice": ("chosen",),
        "staff": ("done", "now", "unsure", "away"),
    }
    seen = {grey(state) for state in ("awake", *states[style])}
    assert len(seen) == 1 + len(states[style])


@pytest.mark.parametrize("scale", SCALES)
def test_a_dot_is_a_mark_too(fonts: Fonts, scale: float) -> None:
    blank = Pad("pad", Rect(100, 100, 800, 450))
    assert drawn(fonts, blank, scale) != drawn(fonts, replace(blank, live=((500, 500),)), scale)
    assert drawn(fonts, replace(blank, live=((500, 500),)), scale) == drawn(
        fonts, replace(blank, strokes=(((500, 500),),)), scale
    )


def test_what_can_be_tapped_has_a_name() -> None:
    with pytest.raises(ValueError, match="label"):
        Tile("tile", Rect(0, 0, 10, 10), "", tap)
    with pytest.raises(ValueError, match="label"):
        Bubble("b", Rect(0, 0, 10, 10), " ", on_tap=tap)
    with pytest.raises(ValueError, match="key"):
        Panel("", Rect(0, 0, 10, 10), "paper")


def test_words_are_their_own_names() -> None:
    at = Rect(0, 0, 10, 10)
    assert Words("w", at, "Well done").label == "Well done"
    assert Bubble("b", at, "Oops!").label == "Oops!"
    assert Chip("c", at, "Sam").label == "Sam"
    assert Words("w", at, "9/30", label="nine of thirty").label == "nine of thirty"


def test_no_last_word_stands_alone(fonts: Fonts) -> None:
    text = "Dev has played with FoxRun for months. FoxRun is kind, and asks to meet at the park."
    brush = painter(fonts, 1.0, Theme.standard())
    words = Words("w", Rect(50, 100, 892, 270), text, size=42)
    plain = fonts.wrap(text, 42, 400, 892)
    assert plain[-1].text == "park."
    drawn: list[str] = []

    def note(line: str, *rest: object) -> pygame.Surface:
        drawn.append(line)
        return pygame.Surface((1, 1))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brush, "_line", note)
        words.draw(brush, False, False)
    assert len(drawn) == len(plain) and " " in drawn[-1]


def test_callables_do_not_make_widgets_differ() -> None:
    at = Rect(0, 0, 10, 10)
    assert Button("b", at, "Go", tap) == Button("b", at, "Go", lambda: None)
    assert Drawing("d", at, squares, look=1) == Drawing("d", at, lambda painter, rect: None, look=1)
    assert Drawing("d", at, squares, look=1) != Drawing("d", at, squares, look=2)
    assert Pad("p", at, on_pen=lambda phase, finger, x, y: None) == Pad("p", at)


def test_a_sleeper_lies_where_it_will_wake(fonts: Fonts) -> None:
    """The words of a row break alike asleep and awake, so that nobody loses their place."""
    rect, fields = TILES["row"]
    label = "Send Ana a kind message on her own, and tell a grown-up about it"
    base = replace(Tile("tile", rect, label, tap, style="row"), **fields)  # type: ignore[arg-type]
    brush = painter(fonts, 1.0, Theme.standard())
    said: list[list[str]] = []

    def note(text: str, size: float, weight: int, width: float, balanced: bool = False) -> list[str]:
        lines = Fonts.wrap(fonts, text, size, weight, width, balanced)
        if text == label:
            said.append([line.text for line in lines])
        return lines  # type: ignore[return-value]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "wrap", note)
        base.draw(brush, False, False)
        awake = said[-1]
        replace(base, state="asleep").draw(brush, False, False)
        assert said[-1] == awake


@pytest.mark.parametrize(("side", "high"), [("left", 148), ("top", 300)])
def test_buttons_side_by_side_have_letters_of_one_size(fonts: Fonts, side: Literal["left", "top"], high: float) -> None:
    at = Rect(100, 100, 420, high)
    labels = ("Rub out", "Start all of it again")
    brush = painter(fonts, 1.0, Theme.standard(), 1.5)
    sizes: dict[str, float] = {}

    def note(text: str, rect: Rect, size: float, *rest: object, **more: object) -> None:
        sizes[text] = size

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brush, "words", note)
        for label in labels:
            Button("b", at, label, tap, icon="undo", icon_side=side, size=44).draw(brush, False, False)
        assert len({*sizes.values()}) == 2
        smallest = min(sizes.values())
        for label, other in (labels, labels[::-1]):
            Button("b", at, label, tap, icon="undo", icon_side=side, size=44, alike=(other,)).draw(brush, False, False)
        assert {*sizes.values()} == {smallest}


def test_a_label_of_one_line_stays_so_unless_it_is_much_larger_for_breaking(fonts: Fonts) -> None:
    brush = painter(fonts, 1.0, Theme.standard(), 1.5)
    sizes: list[float] = []

    def note(text: str, rect: Rect, size: float, *rest: object, **more: object) -> None:
        sizes.append(size)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brush, "words", note)
        for wide, high in ((332, 140), (400, 140), (332, 260)):
            at = Rect(100, 100, wide, high)
            Button("b", at, "Carry on", tap, icon="next", icon_side="right", size=46).draw(brush, False, False)
    narrow, wider, higher = sizes
    assert narrow == 46, "in two lines it would be hardly larger"
    assert 46 < wider < higher


def test_what_follows_fingers_is_told_of_them_instead_of_tapped() -> None:
    told: list[object] = []
    at = Rect(100, 200, 400, 100)
    hold = Hold("h", at, "Show names", tap, on_hold=told.append)
    pad = Pad("p", at, on_pen=lambda *pen: told.append(pen))
    assert hold.follows and pad.follows and pad.touchable
    assert not replace(hold, on_hold=None).follows and not replace(pad, on_pen=None).touchable
    for phase in ("down", "move", "up"):
        hold.follow(phase, 1, 0, 0)  # type: ignore[arg-type]
    pad.follow("move", 3, 300, 225)
    assert told == [True, False, ("move", 3, 500, 250)]


@pytest.mark.parametrize("scale", SCALES)
def test_upright_words_stand_on_the_foot_of_their_room(fonts: Fonts, scale: float) -> None:
    brush = painter(fonts, scale, Theme.standard())
    room = Rect(400, 100, 40, 500)
    brush.upright("HIM", room, 30)
    box = changed(brush.target)
    assert box is not None
    assert box.h > 2 * box.w
    assert abs(box.bottom - room.bottom * scale) <= 3 * scale + 2
    assert abs(box.centerx - room.centre[0] * scale) <= 2 * scale + 1
    assert brush.spilt == []
    brush.upright("Oluwaseun-Alexander", Rect(400, 100, 40, 100), 30)
    assert brush.spilt == ["Oluwaseun-Alexander"]


@pytest.mark.parametrize("scale", SCALES)
def test_a_stamp_is_what_would_have_been_painted_there(fonts: Fonts, scale: float) -> None:
    brush, once = painter(fonts, scale, Theme.standard()), painter(fonts, scale, Theme.standard())
    places = [(150.0, 150.0), (300.0, 150.0), (300.0, 450.0)]
    brush.stamp("dot", 60, lambda inner, rect: inner.disc(rect.centre, 45, "green"), places)
    for place in places:
        once.disc(place, 45, "green")
    assert pygame.mask.from_threshold(brush.target, GROUND, (1, 1, 1)).count() == pytest.approx(
        pygame.mask.from_threshold(once.target, GROUND, (1, 1, 1)).count(), rel=0.001
    )
    left, there = changed(brush.target), changed(once.target)
    assert left is not None and there is not None
    assert max(abs(a - b) for a, b in zip(left, there, strict=True)) <= 1


@pytest.mark.parametrize("scale", [1 / 3, 0.5, 2 / 3, 1.0, 4 / 3])
@pytest.mark.parametrize("at", [100.0, 100.25, 100.5, 100.75, 324.0, 324.4])
def test_a_disc_is_round_wherever_it_lies(fonts: Fonts, scale: float, at: float) -> None:
    for across in (44, 60, 76, 87.5):
        for paint in (
            lambda brush, across=across: brush.disc((200, at), across, "green"),
            lambda brush, across=across: brush.box(Rect(200, at, across, across), across / 2, "green"),
            lambda brush, across=across: brush.picture(Part("x"), Rect(200, at, across, across), across / 2),
        ):
            brush = painter(fonts, scale, Theme.standard())
            paint(brush)
            box = changed(brush.target)
            assert box is not None and box.w == box.h, (across, box)
