"""Something could not be kept. It says so, it is nobody's fault, and the same can be tried again."""

from dataclasses import dataclass

from kiosk.scenes.page import PupilPage, Says, Who, icon
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Widget, Words


@dataclass(frozen=True)
class TryAgain:
    pass


class NotSaved(PupilPage):
    def __init__(self, says: Says, who: Who) -> None:
        super().__init__(says, who)
        self.narrate(says("not-saved"), says("tell-your-teacher"), says("not-your-fault-not-saved"))

    def nudge(self, now: float) -> None:
        return None

    def view(self, now: float) -> list[Widget]:
        spoken = self.narration.spoken
        return [
            Image("drawers", Rect(120, 60, 620, 800), Part("props/drawers-not-saved"), fit="contain"),
            Image("click", Rect(690, 560, 290, 300), Part("mascots/click-oops"), fit="contain"),
            icon("warn", "warn", Rect(1030, 96, 110, 110), "ochre"),
            Words(
                "not-saved",
                Rect(1164, 90, 660, 120),
                self.says("not-saved"),
                size=76,
                shrink_to=52,
                weight=700,
                valign="middle",
                spoken=spoken(0),
            ),
            Words(
                "tell-teacher",
                Rect(1030, 250, 794, 90),
                self.says("tell-your-teacher"),
                size=60,
                shrink_to=44,
                weight=700,
                colour="ochre",
                spoken=spoken(1),
            ),
            Words(
                "fault",
                Rect(1030, 360, 794, 200),
                self.says("not-your-fault-not-saved"),
                size=50,
                shrink_to=38,
                spoken=spoken(2),
            ),
            Button(
                "again",
                Rect(1030, 640, 794, 170),
                self.says("try-again"),
                lambda: Leave(TryAgain()),
                icon="rewind",
                size=64,
                weight=700,
            ),
            *self.bar(),
        ]
