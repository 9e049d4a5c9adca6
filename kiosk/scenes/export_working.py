"""A file is being made: how far it is, and stopping it. It can be stopped until it is whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.records.rows import StaffRow
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    SMALLEST,
    StaffPage,
    action,
    asleep,
    card,
    heading,
    sign,
)
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep, Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Drawing, Image, Widget, Words

BOX = Rect(340, 226, 1240, 664)
STEP_H = 72.0


@dataclass(frozen=True)
class Work:
    """Some of it may be done now."""


@dataclass(frozen=True)
class Stop:
    """Make no file."""


class ExportWorking(StaffPage):
    """`steps`: what is done one after another. `about`: of whom and as what."""

    idle: Literal["staff", "rest"] = "rest"
    """Somebody who has gone for a cup of tea finds it finished."""

    def __init__(self, staff: StaffRow, what: str, about: str, steps: Sequence[str]) -> None:
        super().__init__(staff, "export", running=False)
        self.what = what
        self.about = about
        self.steps = tuple(steps)
        self.at = 0
        """Which of the steps is being done."""
        self.done = 0.0
        self.stopping = False
        self._working = False

    # ------------------------------------------------------------ what is done

    def work(self) -> None:
        """From now on it asks in every picture's time for some of it to be done."""
        self._working = True

    def told(self, at: int, done: float) -> None:
        """How far it is. The bar never goes back."""
        self.at, self.done = max(self.at, at), max(self.done, done)

    def tick(self, now: float) -> Outcome | None:
        return Keep(Work()) if self._working else None

    def due(self, now: float) -> float:
        return now if self._working else super().due(now)

    def _stop(self) -> Outcome | None:
        self.stopping = True
        return Leave(Stop())

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        x, wide = BOX.x + 60, BOX.w - 120
        bar = Rect(x, BOX.y + 182, wide, 46)
        part = round(self.done, 2)
        page: list[Widget] = [
            *asleep(self.header()),
            card("box", BOX),
            heading("what", Rect(x, BOX.y + 36, wide, 72), f"Making: {self.what}", 46),
            Words("about", Rect(x, BOX.y + 118, wide, 40), self.about, 28, colour="ink2", shrink_to=SMALLEST),
            Drawing("bar", bar, _bar(part), part, label=f"{part:.0%}"),
            *self._steps(x, bar.bottom + 30),
            Image(
                "think", Rect(BOX.right - 400, BOX.bottom - 290, 330, 270), Part("mascots/think-wait"), fit="contain"
            ),
            Words("whole", Rect(BOX.x, ACTION_Y, 860, ACTION_H), self._said, 28, colour="ink2", valign="middle"),
        ]
        room = Rect(BOX.right - 320, ACTION_Y, 320, ACTION_H)
        stop = action("stop", room, "Stop", None if self.stopping else self._stop, icon="cross")
        return [*page, stop]

    @property
    def _said(self) -> str:
        return "Stopping. No file is left." if self.stopping else "You can stop: no half-made file is left."

    def _steps(self, x: float, y: float) -> list[Widget]:
        widgets: list[Widget] = []
        for place, step in enumerate(self.steps):
            middle = y + (place + 0.5) * STEP_H
            kind = "done" if place < self.at else "part-way" if place == self.at else "to-come"
            room = Rect(x + 74, middle - STEP_H / 2, 760, STEP_H)
            weight, colour = (700, "ink") if place == self.at else (400, "ink" if place < self.at else "ink2")
            widgets += [
                sign(f"sign-{place}", kind, (x + 26, middle), 46),
                Words(f"step-{place}", room, step, 30, weight, colour, valign="middle", shrink_to=SMALLEST),
            ]
        return widgets


def _bar(part: float) -> Callable[[Painter, Rect], None]:
    """How much is done, and the figure: on the green once there is room for it there."""

    def paint(painter: Painter, rect: Rect) -> None:
        painter.box(rect, rect.h / 2, "line")
        full = max(rect.h, rect.w * part)
        if part > 0:
            painter.box(Rect(rect.x, rect.y, full, rect.h), rect.h / 2, "green")
        inside = full > 140
        room = Rect(rect.x, rect.y, full - 22, rect.h) if inside else Rect(rect.x + full + 18, rect.y, 120, rect.h)
        colour = "on_green" if inside else "ink"
        painter.words(
            f"{part:.0%}", room, 28, 700, colour, "right" if inside else "left", "middle", grow=False
        )  # fmt: skip

    return paint
