"""What came of a helpful answer: the act is named, and the story shows that it helped."""

from kiosk.journey.lesson import HelpfulPage
from kiosk.scenes.outcome import named
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Widget, Words


class Helpful(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: HelpfulPage) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.backdrop = f"{says.key_stage}-outcome"
        # What the pupil was shown is not named as theirs.
        self.heading = page.answer.label if page.shown else page.answer.named or ""
        self.narrate(self.heading, page.answer.say)

    def view(self, now: float) -> list[Widget]:
        return [
            Image("picture", Rect(LEFT, 54, 980, 800), scenery(self.page.picture), radius=40, frame=True),
            *named(self.heading, Rect(1136, 62, 688, 156), 92, 58, self.narration.spoken(0)),
            Words(
                "say",
                Rect(1136, 272, 688, 280),
                self.page.answer.say,
                size=54,
                shrink_to=38,
                weight=500,
                spoken=self.narration.spoken(1),
            ),
            Image("think", Rect(1100, 620, 300, 230), Part("mascots/think-joy"), fit="contain"),
            Image("click", Rect(1560, 554, 160, 146), Part("mascots/click-happy"), fit="contain"),
            self.next_button(Rect(1420, 700, 404, 136)),
            *self.bar(),
        ]
