"""A turn that was left half-way: carry on from the place that was kept, or start again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.scenes.page import Progress, PupilPage, Says, Who, icon, lit
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect, path
from kiosk.ui.widgets import Button, Drawing, Image, Panel, Widget, Words

PATH = Rect(96, 320, 1728, 320)
FIRST, LAST, MIDDLE, WINDS = 210.0, 1730.0, 480.0, 56.0
"""Where the path begins and ends, how it lies, and how far it winds."""


@dataclass(frozen=True)
class CarryOn:
    pass


@dataclass(frozen=True)
class StartAgain:
    pass


class CarryOnPage(PupilPage):
    def __init__(self, says: Says, who: Who, kept: Progress) -> None:
        super().__init__(says, who)
        self.kept = kept
        self.narrate(says("we-kept-your-place"), says("carry-on"), says("start-again"))

    def view(self, now: float) -> list[Widget]:
        assert self.who is not None
        on = Button(
            "carry-on", Rect(110, 706, 1080, 160), self.says("carry-on"), lambda: Leave(CarryOn()), icon="next",
            icon_side="right", size=68, weight=700,
        )  # fmt: skip
        again = Button(
            "start-again", Rect(1250, 706, 574, 160), self.says("start-again"), lambda: Leave(StartAgain()),
            kind="quiet", icon="rewind", size=52,
        )  # fmt: skip
        return [
            Image("avatar", Rect(110, 70, 180, 180), self.who.art, fit="contain"),
            Words(
                "carry",
                Rect(324, 76, 1480, 100),
                self.says("carry-on-name", name=self.who.name),
                size=84,
                shrink_to=48,
                weight=700,
                valign="middle",
            ),
            Words(
                "kept",
                Rect(324, 182, 1480, 70),
                self.says("we-kept-your-place"),
                size=50,
                colour="ink2",
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            *self._path(),
            Image("click", Rect(1632, 232, 190, 190), Part("mascots/click-wave"), fit="contain"),
            *lit(on, self.narration.spoken(1)),
            *lit(again, self.narration.spoken(2)),
            *self.bar(chip=False),
        ]

    def _path(self) -> list[Widget]:
        """Stones on a winding path: those that were walked ticked, the one to stand on large, a flag on the last."""
        total, at = self.kept.total, self.kept.at
        stones = _stones(total)
        others = min(92.0, (stones[1][0] - stones[0][0]) * 0.8) if total > 1 else 92.0
        widgets: list[Widget] = [Drawing("path", PATH, lambda painter, rect: _wind(painter, rect, stones, at), look=at)]
        # The one that is come to lies over its neighbours, where there are many.
        for place in sorted(range(total), key=lambda place: place == at):
            x, y = stones[place]
            here, last = place == at, place == total - 1
            size = 196 if here else 116 if last else others
            rect = Rect(x - size / 2, y - size / 2, size, size)
            if place < at:
                widgets.append(Image(f"stone-{place}", rect, Part("marks/tick-badge"), fit="contain"))
                continue
            lit = here or last
            widgets.append(
                Panel(
                    f"stone-{place}",
                    rect,
                    "sun" if lit else "paper",
                    edge="sun_edge" if lit else "tile_edge",
                    edge_width=6,
                    radius=size / 2,
                    level=1 if lit else 0,
                )
            )
            if here:
                assert self.who is not None
                widgets.append(Image("here", rect.inset(22), self.who.art, fit="contain"))
            elif last:
                widgets.append(icon("flag", "flag", rect.inset(26), "on_sun", "sun"))
        return widgets


def _stones(total: int) -> list[tuple[float, float]]:
    """Where they lie. Before the last one there is room for whoever stands on the one before."""
    if total < 3:
        return [(FIRST, MIDDLE), (LAST, MIDDLE)][:total]
    pitch = (LAST - 160 - FIRST) / (total - 2)
    turn = math.pi * max(2, total // 3) / (total - 2)
    return [
        *((FIRST + place * pitch, MIDDLE + WINDS * math.sin(place * turn)) for place in range(total - 1)),
        (LAST, MIDDLE),
    ]


def _wind(painter: Painter, rect: Rect, stones: Sequence[tuple[float, float]], at: int) -> None:
    """The path from stone to stone, green as far as it was walked."""
    view = (rect.x, rect.y, rect.w, rect.h)
    for way, role in ((stones, "card_edge"), (stones[: at + 1], "done_edge")):
        if len(way) > 1:
            line = f"M{way[0][0]:.0f} {way[0][1]:.0f}"
            for (x, y), (to_x, to_y) in pairwise(way):
                half = (x + to_x) / 2
                line += f" C{half:.0f} {y:.0f} {half:.0f} {to_y:.0f} {to_x:.0f} {to_y:.0f}"
            painter.svg(rect, path(line, "none", painter.theme.hex(role), 34), view)
