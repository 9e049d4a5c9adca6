"""Witnessing: the signatures of a lesson as they were drawn, for the teacher who saw them made."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.records.rows import LaunchRow, SignatureRow, StaffRow
from kiosk.scenes.signature import draw_signature
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Pages,
    StaffPage,
    action,
    card,
    cells,
    face,
    icon,
    in_one_line,
    line,
    mark,
    reach,
    sign,
    title,
)
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Strokes, Tap, Widget, Words

GRIDS = ((2, 2), (3, 3), (4, 4), (5, 4))
"""How many stand beside and below each other: few are as large as fits."""
ROOM = Rect(LEFT, 268, 1264, 622)
PAGE = GRIDS[-1][0] * GRIDS[-1][1]
KINDS = {"signature": "", "mark": "mark", "picture": "", "adult-hand": "helped"}
"""How the mark was made, where it cannot be seen: said where there is room beside the name."""


@dataclass(frozen=True)
class Saw:
    """These were seen being made."""

    signature_ids: tuple[str, ...]


@dataclass(frozen=True)
class Later:
    """Nothing is witnessed now."""


@dataclass(frozen=True)
class Made(Widget):
    """A signature as it was drawn, over the name of the pupil; `taken_out` of those that were seen."""

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    strokes: Strokes = ()
    picture: str = ""
    note: str = ""
    taken_out: bool = False

    def extent(self, painter: Painter) -> Rect:
        return reach(self.rect)

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if self.taken_out:
            look = face(painter, self.rect, pressed, focused, fill="away", side="away_edge", edge=3, depth=6)
        else:
            look = face(painter, self.rect, pressed, focused, fill="page", side="done_edge", edge=3, depth=6)
        small = look.h < 160
        size, high = (26, 36) if small else (34, 50)
        paper = Rect(look.x + 18, look.y + 10, look.w - 84, look.h - high - 22)
        draw_signature(painter, paper, self.strokes, self.picture, 4.5)
        mark(painter, "away" if self.taken_out else "done", (look.right - 38, look.y + 36), 44)
        painter.bar(Rect(look.x + 18, look.bottom - high - 8, look.w - 36, 2), "guide2")
        foot = Rect(look.x + 18, look.bottom - high - 4, look.w - 36, high)
        name = in_one_line(painter, self.label, size, foot.w)
        painter.words(name, foot, size, 600, valign="middle", grow=False)
        left = foot.w - painter.fonts.width(name, size, 600)
        if self.note and painter.fonts.width(self.note, size, 400) + 12 <= left:
            painter.words(self.note, foot, size, 400, "ink2", "right", "middle", grow=False)


class Witness(StaffPage):
    def __init__(self, staff: StaffRow, launch: LaunchRow, signatures: Sequence[SignatureRow]) -> None:
        super().__init__(staff, "live")
        self.launch = launch
        self.signatures = tuple(signatures)
        self.out: set[str] = set()
        """The signatures that were taken out."""
        self.pages = Pages(len(self.signatures), PAGE)

    def _turn(self, signature_id: str) -> Outcome | None:
        self.out ^= {signature_id}
        return None

    @property
    def seen(self) -> tuple[str, ...]:
        return tuple(signature.id for signature in self.signatures if signature.id not in self.out)

    def view(self, now: float) -> list[Widget]:
        versions = sorted({signature.wording_version for signature in self.signatures})
        wording = (
            f"{self.launch.class_title}, our agreement of {', '.join(versions)}"
            if versions
            else self.launch.class_title
        )
        widgets = [
            *self.header(),
            *title("Did you see these made?", wording, wide=1264, along=0.46),
        ]
        grid = next((grid for grid in GRIDS if len(self.signatures) <= grid[0] * grid[1]), GRIDS[-1])
        for rect, number in zip(cells(ROOM, *grid), self.pages.shown, strict=False):
            signature = self.signatures[number]
            widgets.append(
                Made(
                    f"signature-{signature.id}",
                    rect,
                    signature.pupil.shown_name,
                    lambda signature_id=signature.id: self._turn(signature_id),
                    strokes=signature.strokes,
                    picture=signature.mark_name if signature.mark_kind == "picture" else "",
                    note=KINDS[signature.mark_kind],
                    taken_out=signature.id in self.out,
                )
            )
        return [*widgets, *self._side(), *self._actions()]

    def _side(self) -> list[Widget]:
        x, wide = 1400.0, 424.0
        rows = (("done", "Seen by you", len(self.seen)), ("away", "Taken out", len(self.out)))
        widgets: list[Widget] = [
            card("side", Rect(x, TOP, wide, BOTTOM - TOP)),
            Words("number", Rect(x + 32, TOP + 28, 130, 84), str(len(self.signatures)), 72, 700, valign="middle"),
            Words("number-words", Rect(x + 168, TOP + 28, 230, 84), "to witness", 32, 600, valign="middle"),
            line("line-1", x + 24, TOP + 132, wide - 48),
        ]
        for place, (kind, label, count) in enumerate(rows):
            y = TOP + 186 + place * 68
            widgets += [
                sign(f"sign-{kind}", kind, (x + 56, y), 46),
                Words(f"label-{kind}", Rect(x + 100, y - 26, 210, 52), label, 28, valign="middle"),
                Words(
                    f"count-{kind}",
                    Rect(x + wide - 110, y - 26, 80, 52),
                    str(count),
                    34,
                    700,
                    align="right",
                    valign="middle",
                ),
            ]
        return [
            *widgets,
            line("line-2", x + 24, TOP + 306, wide - 48),
            Words("any", Rect(x + 32, TOP + 340, wide - 64, 40), "Any mark counts.", 30, 600),
            Words(
                "meaning",
                Rect(x + 32, TOP + 394, wide - 64, 240),
                "Your name goes on the record beside each of them. One that you take out stays unwitnessed.",
                size=28,
                colour="ink2",
                leading=1.4,
            ),
        ]

    def _actions(self) -> list[Widget]:
        count = len(self.seen)
        label = (
            "None is left in"
            if not count
            else f"I saw this {count} made"
            if count == 1
            else f"I saw these {count} made"
        )
        saw = (lambda: Leave(Saw(self.seen))) if count else None
        widgets: list[Widget] = [
            action("later", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Later", lambda: Leave(Later()), icon="clock"),
            *self.pages.button(Rect(380, ACTION_Y, 380, ACTION_H), "marks"),
        ]
        if self.pages.count == 1:
            widgets += [
                icon("tap-icon", "finger", (412, ACTION_Y + 56), 44, second="cream"),
                Words(
                    "tap",
                    Rect(448, ACTION_Y, 720, ACTION_H),
                    "Tap one to take it out.",
                    28,
                    colour="ink2",
                    valign="middle",
                ),
            ]
        return [*widgets, action("saw", Rect(RIGHT - 560, ACTION_Y, 560, ACTION_H), label, saw, icon="tick", main=True)]
