"""Thank you for being honest: "I'm not sure yet" leads to the same in other words, without shame."""

from kiosk.journey.agreement import HonestPage
from kiosk.scenes.page import Progress, PupilPage, Says, Who
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Image, Widget


class Honest(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: HonestPage) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.backdrop = f"{says.key_stage}-hill"
        self.narrate(says("thank-you-for-being-honest"))

    def view(self, now: float) -> list[Widget]:
        return [
            Image("think", Rect(140, 300, 820, 560), Part("mascots/think-happy"), fit="contain"),
            Bubble(
                "say",
                Rect(890, 130, 900, 290),
                self.says("thank-you-for-being-honest"),
                tail=(850, 470),
                size=72,
                spoken=self.narration.spoken(0),
            ),
            self.next_button(Rect(1284, 676, 540, 150)),
            *self.bar(),
        ]
