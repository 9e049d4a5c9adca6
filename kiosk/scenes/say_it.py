"""A sentence to say to a partner. Nothing listens: the pupils say when they have said it."""

from kiosk.content.model import SayIt as Step
from kiosk.scenes.page import Progress, PupilPage, Says, Who
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Image, Widget, Words


class SayIt(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, step: Step) -> None:
        super().__init__(says, who, progress)
        self.step = step
        self.backdrop = f"{says.key_stage}-hill"
        self.narrate(says.aloud(step.say, step.spoken_as), says.aloud(step.sentence, step.spoken_as))

    def view(self, now: float) -> list[Widget]:
        return [
            Words(
                "say",
                Rect(110, 74, 1700, 80),
                self.step.say,
                size=54,
                shrink_to=38,
                weight=500,
                align="centre",
                spoken=self.narration.spoken(0),
            ),
            Bubble(
                "sentence",
                Rect(330, 190, 1260, 260),
                self.step.sentence,
                tail=(560, 520),
                size=80,
                weight=700,
                spoken=self.narration.spoken(1),
            ),
            Image("think", Rect(190, 500, 560, 352), Part("mascots/think-happy"), fit="contain"),
            Image("click", Rect(800, 530, 340, 322), Part("mascots/click-happy"), fit="contain"),
            self.next_button(Rect(1284, 676, 540, 150), "we-said-it", "chat"),
            *self.bar(),
        ]
