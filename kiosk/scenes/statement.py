"""A statement of the agreement is heard, in the child's words and in full, before anything is asked about it."""

from kiosk.journey.agreement import StatementPage
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class StatementScene(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: StatementPage) -> None:
        super().__init__(says, who, progress)
        self.page = page
        wording = says.aloud(page.statement.wording, page.statement.spoken_as)
        self.narrate(wording, page.words)

    def view(self, now: float) -> list[Widget]:
        spoken = self.narration.spoken
        return [
            Words(
                "heading",
                Rect(LEFT, 50, 1500, 80),
                self.says("another-way-to-say-it" if self.page.again else "our-promises"),
                size=56,
                weight=700,
                valign="middle",
            ),
            Panel("card", Rect(LEFT, 150, 1728, 700), "paper", edge="card_edge", radius=48, level=2),
            Image("picture", Rect(LEFT + 32, 182, 620, 460), scenery(self.page.picture), radius=32),
            Words(
                "words",
                Rect(790, 190, 990, 440),
                self.page.words,
                size=72,
                shrink_to=46,
                weight=600,
                valign="middle",
                leading=1.4,
                spoken=spoken(1),
            ),
            Panel("line", Rect(LEFT + 32, 668, 1664, 3), "line", radius=0),
            Words("in-full", Rect(LEFT + 40, 694, 200, 50), self.says("in-full"), size=34, weight=600, colour="ink2"),
            Words(
                "exact",
                Rect(LEFT + 40, 746, 1130, 96),
                self.page.statement.wording,
                size=36,
                shrink_to=26,
                colour="ink2",
                leading=1.25,
                valign="top",
                spoken=spoken(0),
            ),
            self.next_button(Rect(1344, 694, 448, 130)),
            *self.bar(),
        ]
