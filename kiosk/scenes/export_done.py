"""A file is made: what it is called, where it is, its password, how it is opened, and what it does not show."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.records.rows import StaffRow
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    LEFT,
    RIGHT,
    SMALLEST,
    Short,
    StaffPage,
    action,
    broken,
    card,
    icon,
    line,
    sign,
)
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Panel, Widget, Words

BOX = Rect(196, 206, 1528, 684)


@dataclass(frozen=True)
class Finish:
    """It has been read, and the password is written down."""


@dataclass(frozen=True)
class Made:
    """`password`: the one that the kiosk made up, shown now and never again; "" where there is none to show."""

    what: str
    path: Path
    head_code: str
    locked: bool
    password: str = field(default="", repr=False)
    how: str = ""
    """How it is opened."""
    not_shown: str = ""
    """What it must not be read as."""


class ExportDone(StaffPage):
    def __init__(self, staff: StaffRow, made: Made, *, running: bool = False) -> None:
        super().__init__(staff, "export", running=running)
        self.made = made

    def view(self, now: float) -> list[Widget]:
        made = self.made
        x, wide = BOX.x + 48, BOX.w - 96
        rows: list[tuple[str, str, str]] = [
            ("file", "File", made.path.name),
            ("folder", "Folder", str(made.path.parent)),
        ]
        if made.locked:
            rows.append(("lock", "Password", made.password or "The one that you typed"))
        rows.append(("seal", "Log’s head code", made.head_code))
        widgets: list[Widget] = [
            *self.header(),
            card("box", BOX),
            sign("done", "done", (x + 50, BOX.y + 76), 92),
            Words("title", Rect(x + 124, BOX.y + 40, wide - 124, 72), f"Done: {made.what}", 44, 700, valign="middle",
                  shrink_to=32),
        ]  # fmt: skip
        y, high = BOX.y + 136, 84.0
        for place, (sign_, what, value) in enumerate(rows):
            widgets += self._row(place, Rect(x, y, wide, high), sign_, what, value)
            y += high
        widgets += self._told(Rect(x, y + 8, wide, BOX.bottom - 28 - y - 8))
        room = Rect(RIGHT - 540, ACTION_Y, 540, ACTION_H)
        finish = "I have written it down" if made.password else "Finish"
        return [
            *widgets,
            action("finish", room, finish, lambda: Leave(Finish()), icon="tick", main=True),
            *self._once(),
        ]

    def _row(self, place: int, rect: Rect, sign_: str, what: str, value: str) -> list[Widget]:
        shown = sign_ == "lock" and bool(self.made.password)
        middle = rect.y + rect.h / 2
        room = Rect(rect.x + 380, rect.y, rect.w - 380, rect.h)
        widgets: list[Widget] = [
            line(f"line-{place}", rect.x, rect.y, rect.w),
            icon(f"icon-{place}", sign_, (rect.x + 36, middle), 42),
            Short(f"what-{place}", Rect(rect.x + 84, rect.y, 280, rect.h), what, size=28, colour="ink2"),
        ]
        if shown:
            held = Rect(room.x - 20, room.y + 6, room.w + 20, room.h - 12)
            return [
                *widgets,
                Panel("password-box", held, "unsure", edge="star", radius=22),
                Short("password", Rect(room.x, room.y, room.w, room.h), value, size=40, weight=700),
            ]
        if sign_ == "folder":
            return [*widgets, Lines(f"value-{place}", room, value)]
        return [*widgets, Short(f"value-{place}", room, value, size=32, weight=600)]

    def _told(self, room: Rect) -> list[Widget]:
        lines = [text for text in (self.made.how, self.made.not_shown) if text]
        room = Rect(room.x, room.y, room.w, min(room.h, 104.0 * len(lines)))
        signs = ("key" if self.made.locked else "eye", "warn")
        high = room.h / max(1, len(lines))
        widgets: list[Widget] = [Panel("told-box", room, "sky", radius=24)]
        for place, text in enumerate(lines):
            box = Rect(room.x + 24, room.y + place * high, room.w - 48, high)
            widgets += [
                icon(f"told-icon-{place}", signs[place], (box.x + 22, box.y + high / 2), 38, "ink", "sky"),
                Words(f"told-{place}", Rect(box.x + 64, box.y + 6, box.w - 64, high - 12), text, 28, valign="middle",
                      shrink_to=SMALLEST),
            ]  # fmt: skip
        return widgets

    def _once(self) -> list[Widget]:
        if not self.made.password:
            return []
        said = "The password is shown only now. Tell it by voice, never by e-mail."
        room = Rect(LEFT + 56, ACTION_Y, RIGHT - 540 - LEFT - 96, ACTION_H)
        return [
            icon("once-icon", "lock", (LEFT + 24, ACTION_Y + ACTION_H / 2), 42, second="cream"),
            Words("once", room, said, 28, 600, valign="middle", shrink_to=SMALLEST),
        ]


@dataclass(frozen=True)
class Lines(Short):
    """A path: smaller, and in two lines if it must, broken after one of its parts; never cut, for it is to be found."""

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        wide = self.rect.w
        size = 32.0
        while size > 20 and len(broken(painter, self.label, size, wide)) > 2:
            size -= 1
        rows = broken(painter, self.label, size, wide)
        size = size if len(rows) == 1 else min(size, 28)
        painter.words(
            "\n".join(broken(painter, self.label, size, wide)), self.rect, size, 600, valign="middle", leading=1.15,
            grow=False,
        )  # fmt: skip
