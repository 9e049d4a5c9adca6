"""Still not sure: the teacher will go through it with the pupil. Nobody is hurried into a yes."""

from kiosk.journey.agreement import HelpPage
from kiosk.scenes.page import Progress, PupilPage, Says, Who
from kiosk.ui.pictures import Actor, Scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Widget, Words

TOGETHER = Scenery("classroom", (Actor("mia", "thinking"), Actor("mr-ade", "listening", "listen")), None)


class TalkItThrough(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: HelpPage) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.backdrop = "outcome"
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
            self.next_button(Rect(1284, 676, 540, 150), "finish", "tick"),
            *self.bar(),
        ]
