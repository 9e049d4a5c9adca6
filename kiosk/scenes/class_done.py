"""The class has finished together. What is left is for the teacher, by way of the corner."""

from dataclasses import dataclass

from kiosk.scenes.page import PupilPage, Says, Who
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words


@dataclass(frozen=True)
class NowSign:
    """On to the names: everybody signs for themselves."""


class ClassDone(PupilPage):
    """`then_sign`: the class has heard the agreement's rules, and now each pupil signs."""

    def __init__(self, says: Says, who: Who, *, then_sign: bool) -> None:
        super().__init__(says, who)
        self.then_sign = then_sign
        self.backdrop = "party"
        self.narrate(says("well-done-everyone"), says("now-everyone-signs" if then_sign else "teacher-will-finish"))

    def view(self, now: float) -> list[Widget]:
        what = self.says("now-everyone-signs" if self.then_sign else "teacher-will-finish")
        widgets: list[Widget] = [
            Panel("card", Rect(912, 150, 912, 460), "paper", edge="card_edge", radius=48, level=2),
            Image("sticker", Rect(200, 110, 640, 640), Part("props/sticker-think"), fit="contain"),
            Words(
                "well-done",
                Rect(972, 170, 792, 220),
                self.says("well-done-everyone"),
                size=88,
                shrink_to=56,
                weight=700,
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            Words(
                "what",
                Rect(972, 420, 792, 170),
                what,
                size=52,
                shrink_to=36,
                colour="ink" if self.then_sign else "ink2",
                spoken=self.narration.spoken(1),
            ),
        ]
        if self.then_sign:
            widgets.append(
                Button(
                    "sign",
                    Rect(912, 686, 912, 150),
                    self.says("next"),
                    lambda: Leave(NowSign()),
                    icon="next",
                    icon_side="right",
                    size=68,
                    weight=700,
                )
            )
        return [*widgets, *self.bar()]
