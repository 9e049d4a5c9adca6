""" "Let me show you": after the third miss the helpful choice plays out, without shame."""

from kiosk.journey.lesson import ShowMePage
from kiosk.scenes.page import Progress, PupilPage, Says, Who, scenery
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Image, Tile, Widget


class ShowMe(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: ShowMePage) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.backdrop = f"{says.key_stage}-hill"
        self.narrate(says("let-me-show-you"), page.answer.label)

    def view(self, now: float) -> list[Widget]:
        return [
            Image("think", Rect(110, 366, 760, 500), Part("mascots/think-happy"), fit="contain"),
            Bubble(
                "say",
                Rect(150, 116, 720, 180),
                self.says("let-me-show-you"),
                tail=(640, 390),
                size=60,
                spoken=self.narration.spoken(0),
            ),
            Tile(
                "answer",
                Rect(960, 110, 864, 560),
                self.page.answer.label,
                art=scenery(self.page.answer.picture),
                style="picture",
                state="awake",
                wake=1.0,
                size=56,
            ),
            self.next_button(Rect(1344, 700, 480, 136)),
            *self.bar(),
        ]
