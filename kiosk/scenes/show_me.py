""" "Let me show you": after the third miss the helpful choice plays out, without shame."""

from kiosk.journey.lesson import ShowMePage
from kiosk.scenes.page import Progress, PupilPage, Says, Who, scenery
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Image, Panel, Widget, Words


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
            # A card, not a tile: there is nothing to choose any more.
            Panel("card", Rect(960, 110, 864, 560), "paper", edge="card_edge", radius=48, level=2),
            Image("answer", Rect(988, 138, 808, 352), scenery(self.page.answer.picture), radius=32),
            Words(
                "label",
                Rect(1000, 500, 784, 156),
                self.page.answer.label,
                size=56,
                shrink_to=40,
                weight=600,
                align="centre",
                valign="middle",
                leading=1.2,
                spoken=self.narration.spoken(1),
            ),
            self.next_button(Rect(1344, 700, 480, 136)),
            *self.bar(),
        ]
