"""A page of the story: a large picture, and what is told about it."""

from kiosk.content.model import CheckInPage, Tell
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Widget, Words


class TellScene(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, step: Tell | CheckInPage) -> None:
        super().__init__(says, who, progress)
        self.step = step
        self.narrate(says.aloud(step.say, step.spoken_as))

    def view(self, now: float) -> list[Widget]:
        ks1 = self.says.key_stage == "ks1"
        text = Rect(1136, 110, 688, 440 if ks1 else 500)
        click = Rect(1096, 566, 300, 302) if ks1 else Rect(1110, 636, 216, 218)
        return [
            Image("picture", Rect(LEFT, 54, 980, 800), scenery(self.step.picture), radius=40, frame=True),
            Words(
                "say",
                text,
                self.step.say,
                size=70 if ks1 else 58,
                shrink_to=42,
                weight=500,
                valign="top",
                spoken=self.narration.spoken(0),
            ),
            Image("click", click, Part("mascots/click-calm"), fit="contain"),
            self.next_button(Rect(1404, 700, 420, 136)),
            *self.bar(),
        ]
