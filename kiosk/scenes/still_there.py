"""Are you still there? Lies over the screen that somebody stopped touching."""

from dataclasses import dataclass, replace

from kiosk.scenes.page import PupilPage, Says
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome, Scene
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

EVERYWHERE = Rect(-1000, -1000, 4000, 4000)


@dataclass(frozen=True)
class StillHere:
    pass


class StillThere(PupilPage):
    def __init__(self, under: Scene, says: Says) -> None:
        super().__init__(says, None)
        self.under = under
        self.backdrop = under.backdrop
        self.narrate(says("are-you-still-there"), says("we-kept-your-place"))

    def nudge(self, now: float) -> Outcome | None:
        return None

    def view(self, now: float) -> list[Widget]:
        below = [replace(widget, on_tap=None, key=f"under-{widget.key}") for widget in self.under.view(now)]
        return [
            *below,
            Panel("veil", EVERYWHERE, "veil", radius=0, opacity=0.55),
            Panel("card", Rect(330, 150, 1260, 640), "paper", edge="card_edge", radius=48, level=3),
            Panel("disc", Rect(400, 230, 440, 440), "mint", radius=220),
            Image("think", Rect(380, 280, 490, 360), Part("mascots/think-happy"), fit="contain"),
            Words(
                "ask",
                Rect(890, 210, 650, 190),
                self.says("are-you-still-there"),
                size=80,
                shrink_to=56,
                weight=700,
                valign="middle",
                leading=1.15,
                spoken=self.narration.spoken(0),
            ),
            Words(
                "kept",
                Rect(890, 420, 650, 80),
                self.says("we-kept-your-place"),
                size=50,
                colour="ink2",
                valign="middle",
                spoken=self.narration.spoken(1),
            ),
            Button(
                "here",
                Rect(890, 560, 640, 160),
                self.says("yes-i-am-here"),
                lambda: Leave(StillHere()),
                icon="tick",
                size=56,
            ),
        ]
