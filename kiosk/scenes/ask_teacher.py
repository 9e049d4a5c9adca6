"""No class is open: a teacher has to start. Back to rest by itself."""

import math

from kiosk.scenes.page import CROWD, Back, PupilPage, Says
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

SECONDS = 8.0


class AskTeacher(PupilPage):
    """`paused`: the teacher has stopped the lesson for now."""

    def __init__(self, says: Says, *, paused: bool = False) -> None:
        super().__init__(says, None)
        self.backdrop = "hills"
        self.edges_dead = False
        self._until = math.inf
        self.phrase = "lesson-is-paused" if paused else "ask-your-teacher"
        self.narrate(says(self.phrase))

    def tick(self, now: float) -> Outcome | None:
        if self._until == math.inf:
            self._until = now + SECONDS
        return Leave(Back()) if now >= self._until else None

    def view(self, now: float) -> list[Widget]:
        return [
            Panel("card", Rect(310, 150, 1300, 290), "paper", edge="card_edge", radius=40, level=3),
            Words(
                "say",
                Rect(370, 170, 1180, 250),
                self.says(self.phrase),
                size=84,
                shrink_to=60,
                weight=700,
                align="centre",
                valign="middle",
                leading=1.15,
                spoken=self.narration.spoken(0),
            ),
            Image("think", Rect(40, 560, 600, 420), Part("mascots/think-kind"), fit="contain"),
            Image("crowd", Rect(590, 480, 820, 390), CROWD, fit="contain"),
            Image("click", Rect(1390, 520, 470, 470), Part("mascots/click-wait"), fit="contain"),
            Button(
                "back", Rect(760, 900, 400, 124), self.says("go-back"), lambda: Leave(Back()), kind="sun", icon="back"
            ),
        ]
