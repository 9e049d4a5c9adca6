"""What came of an answer that was not helpful yet: a feeling, a small muddle, and the way back to thinking."""

from dataclasses import dataclass

from kiosk.journey.lesson import ConsequencePage
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Button, Image, Widget, Words


@dataclass(frozen=True)
class ThinkAgain:
    """Back to the question."""


class Consequence(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: ConsequencePage) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.backdrop = f"{says.key_stage}-rushed"
        self.narrate(page.answer.say, says("oops-i-rushed"), says("let-us-think-again"))

    def view(self, now: float) -> list[Widget]:
        awake = self.says.key_stage == "ks2" or self.read_to_end
        return [
            Image("picture", Rect(LEFT, 54, 980, 800), scenery(self.page.picture), radius=40, frame=True),
            Words(
                "say",
                Rect(1136, 96, 688, 370),
                self.page.answer.say,
                size=56,
                shrink_to=40,
                weight=500,
                spoken=self.narration.spoken(0),
            ),
            Image("click", Rect(1110, 590, 240, 262), Part("mascots/click-oops"), fit="contain"),
            Bubble(
                "oops",
                Rect(1368, 520, 456, 116),
                self.says("oops-i-rushed"),
                tail=(1330, 660),
                size=46,
                spoken=self.narration.spoken(1),
            ),
            Button(
                "again",
                Rect(1368, 700, 456, 136),
                self.says("think-again"),
                (lambda: Leave(ThinkAgain())) if awake else None,
                kind="go" if awake else "off",
                icon="rewind",
                size=52,
            ),
            *self.bar(),
        ]
