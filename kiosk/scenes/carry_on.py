"""A turn that was left half-way: carry on from the place that was kept, or start again."""

from dataclasses import dataclass

from kiosk.scenes.page import Progress, PupilPage, Says, Who
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words


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
        self.narrate(says("we-kept-your-place"))

    def view(self, now: float) -> list[Widget]:
        assert self.who is not None
        return [
            Panel("disc", Rect(110, 70, 180, 180), "peach", radius=90),
            Image("avatar", Rect(128, 88, 144, 144), self.who.art, fit="contain"),
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
            Button(
                "carry-on",
                Rect(110, 706, 1080, 160),
                self.says("carry-on"),
                lambda: Leave(CarryOn()),
                icon="next",
                icon_side="right",
                size=68,
                weight=700,
            ),
            Button(
                "start-again",
                Rect(1250, 706, 574, 160),
                self.says("start-again"),
                lambda: Leave(StartAgain()),
                kind="quiet",
                icon="rewind",
                size=52,
            ),
            *self.bar(chip=False),
        ]

    def _path(self) -> list[Widget]:
        """Stones on a path: the ones walked ticked, the one to stand on large."""
        total = self.kept.total
        pitch = 1500 / max(1, total - 1)
        widgets: list[Widget] = [Panel("path", Rect(200, 452, 1520, 28), "card_edge", radius=14)]
        others = min(84.0, pitch * 0.8)
        # The one that is come to lies over its neighbours, where there are many.
        for place in sorted(range(total), key=lambda place: place == self.kept.at):
            x, y = 210 + place * pitch, 466 + (26 if place % 2 else -26)
            here = place == self.kept.at
            size = 190 if here else others
            rect = Rect(x - size / 2, y - size / 2, size, size)
            if place < self.kept.at:
                widgets.append(Image(f"stone-{place}", rect, Part("marks/tick-badge"), fit="contain"))
                continue
            widgets.append(
                Panel(
                    f"stone-{place}",
                    rect,
                    "sun" if here else "paper",
                    edge="tile_edge",
                    edge_width=6,
                    radius=size / 2,
                    level=1 if here else 0,
                )
            )
            if here:
                assert self.who is not None
                widgets.append(Image("here", rect.inset(22), self.who.art, fit="contain"))
        return widgets
