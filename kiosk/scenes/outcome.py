"""What pages share that tell how something came out: what was done well, the line about telling, and the sticker. Not a
screen itself."""

import math

from kiosk.ui.motion import Track, ease_out_back
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words

Spoken = tuple[int, int] | None


def named(text: str, rect: Rect, across: float, size: float, spoken: Spoken) -> list[Widget]:
    """What was done well, beside a tick `across` wide; nothing where nothing is named."""
    if not text:
        return []
    left = rect.x + across + 22
    return [
        Image("tick", Rect(rect.x, rect.centre[1] - across / 2, across, across), Part("marks/tick-badge")),
        Words(
            "named",
            Rect(left, rect.y, rect.right - left, rect.h),
            text,
            size=size,
            shrink_to=round(size * 0.7),
            weight=700,
            colour="green",
            valign="middle",
            leading=1.15,
            spoken=spoken,
        ),
    ]


def line_card(text: str, rect: Rect, size: float, spoken: Spoken) -> list[Widget]:
    """The safeguarding line that must be said, on its card."""
    margin = 48.0 if rect.h > 200 else 32.0
    return [
        Panel("line-card", rect, "paper", edge="card_edge", radius=40 if rect.h > 200 else 32, level=1),
        Words(
            "line",
            rect.inset(margin, margin / 2),
            text,
            size=size,
            shrink_to=round(min(size * 0.7, 40)),
            weight=600,
            valign="middle",
            leading=1.25,
            spoken=spoken,
        ),
    ]


LAND_AFTER, LAND_SECONDS = 0.2, 0.35


class Sticker:
    """The sticker for finishing. It lands a moment after its page has come up."""

    def __init__(self) -> None:
        self._lands: Track | None = None

    def begin(self, now: float, *, still: bool) -> None:
        """From the first look at its page on; later calls change nothing."""
        if self._lands is None:
            self._lands = Track(now if still else now + LAND_AFTER, LAND_SECONDS, ease_out_back, still)

    def due(self, now: float) -> float:
        return self._lands.due(now) if self._lands is not None else math.inf

    def widgets(self, rect: Rect, now: float) -> list[Widget]:
        at = self._lands.value(now) if self._lands is not None else 0.0
        return [Image("sticker", rect, Part("props/sticker-think"), fit="contain", grown=round(at, 3))] if at else []
