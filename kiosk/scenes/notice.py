"""Something that staff are told: what was done, or why it was not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from kiosk.scenes.page import Next
from kiosk.scenes.staff import ACTION_H, ACTION_Y, SMALLEST, StaffPage, action, broken, card
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Scene
from kiosk.ui.shapes import Rect
from kiosk.ui.text import CAP, height
from kiosk.ui.widgets import Image, Widget

BOX = Rect(280, 236, 1360, 624)
LEADING = 1.35


@dataclass(frozen=True)
class Over:
    """What was waited for is done, and this makes the screen that comes of it."""

    then: Callable[[], Scene] = field(compare=False)


class Notice(StaffPage):
    """`path` is the file that it is about: the lines that name it or its folder are marked."""

    idle: Literal["staff", "rest"] = "staff"

    def __init__(self, title: str, lines: Sequence[str], path: Path | None = None) -> None:
        super().__init__(title=title)
        self.lines = tuple(lines)
        self.path = path

    def wait(self, done: Callable[[], bool], leave_with: object) -> None:
        super().wait(done, leave_with)
        # Whoever has gone for a cup of tea finds it done, and is not signed out in the middle of it.
        self.idle = "rest"

    def view(self, now: float) -> list[Widget]:
        icons = tuple(self._icon(line) for line in self.lines)
        ok = action("ok", Rect(1260, ACTION_Y, 380, ACTION_H), "OK", lambda: Leave(Next()), icon="tick", main=True)
        think = Part("mascots/think-wait" if self.busy else "mascots/think-calm")
        return [
            *(widget for widget in self.header() if widget.key != "page"),
            card("notice", BOX),
            Image("think", Rect(BOX.x + 48, BOX.y + 60, 360, BOX.h - 120), think, fit="contain"),
            Told("told", Rect(BOX.x + 464, BOX.y + 56, BOX.w - 464 - 56, BOX.h - 112), self.title, self.lines, icons),
            replace(ok, on_tap=None, busy=True) if self.busy else ok,
        ]

    def _icon(self, line: str) -> str:
        if self.path is None:
            return ""
        if line.endswith(self.path.name):
            return "file"
        return "folder" if str(self.path.parent) in line else ""


@dataclass(frozen=True)
class Told(Widget):
    """A title over paragraphs, each with its icon or none. A word that is too wide, as a path is, is broken within."""

    title: str
    lines: tuple[str, ...]
    icons: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", "\n".join((self.title, *self.lines)))
        super().__post_init__()

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        size = 36 * painter.text_scale
        while size > SMALLEST and self._high(painter, size) > self.rect.h:
            size -= 1
        y = self.rect.y + max(0.0, (self.rect.h - self._high(painter, size)) / 2)
        y = self._paragraph(painter, self.title, y, size * TITLE, 0, 700, "ink") + size * 1.6
        for line, icon in zip(self.lines, self.icons, strict=True):
            if icon:
                painter.icon(icon, (self.rect.x + 22, y + size * CAP / 2), 44, "ink2")
            weight, colour = (600, "ink") if icon == "file" else (400, "ink2")
            y = self._paragraph(painter, line, y, size, self._indent, weight, colour) + size

    def _paragraph(
        self, painter: Painter, text: str, y: float, size: float, indent: float, weight: int, colour: str
    ) -> float:
        """Draws it and returns where it ends."""
        rows = broken(painter, text, size, self.rect.w - indent)
        room = Rect(self.rect.x + indent, y, self.rect.w - indent, height(len(rows), size, LEADING))
        painter.words("\n".join(rows), room, size, weight, colour, leading=LEADING, grow=False)
        return room.bottom

    @property
    def _indent(self) -> float:
        return 68 if any(self.icons) else 0

    def _high(self, painter: Painter, size: float) -> float:
        title = height(len(broken(painter, self.title, size * TITLE, self.rect.w)), size * TITLE, LEADING)
        wide = self.rect.w - self._indent
        lines = sum(height(len(broken(painter, line, size, wide)), size, LEADING) for line in self.lines)
        return title + size * 1.6 + lines + size * (len(self.lines) - 1)


TITLE = 1.4
"""How much larger the title is than the lines."""
