"""Still not sure: the teacher will go through it with the pupil. Nobody is hurried into a yes."""

from dataclasses import dataclass

from kiosk.scenes.page import Progress, PupilPage, Says, Who
from kiosk.ui.pictures import Actor, Scenery
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Widget, Words

TOGETHER = Scenery("classroom", (Actor("mia", "thinking"), Actor("mr-ade", "listening", "listen")), None)


@dataclass(frozen=True)
class Understood:
    """The pupil goes to the teacher."""


class TalkItThrough(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress | None = None) -> None:
        super().__init__(says, who, progress)
        self.backdrop = f"{says.key_stage}-outcome"
        self.narrate(says("your-teacher-will-go-through-it"))

    def view(self, now: float) -> list[Widget]:
        return [
            Image("picture", Rect(96, 54, 980, 800), TOGETHER, radius=40, frame=True),
            Words(
                "say",
                Rect(1136, 110, 688, 460),
                self.says("your-teacher-will-go-through-it"),
                size=64,
                shrink_to=44,
                weight=600,
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            Button(
                "next",
                Rect(1284, 676, 540, 150),
                self.says("finish"),
                lambda: Leave(Understood()),
                icon="tick",
                icon_side="right",
                size=56,
            ),
            *self.bar(),
        ]
