"""A rule of the agreement: in the child's words, large, and in the school's own, in full."""

from kiosk.journey.agreement import HearRule as Page
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class HearRule(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: Page) -> None:
        super().__init__(says, who, progress)
        self.page = page
        opening = says("listen-once-more") if page.again else says("our-rules-heading")
        self.heading = opening
        # The exact wording first, then what it means: in that order nobody signs words that were never said.
        self.narrate(opening, says.aloud(page.rule.wording, page.rule.spoken_as), page.words)

    def view(self, now: float) -> list[Widget]:
        spoken = self.narration.spoken
        return [
            Words(
                "heading",
                Rect(LEFT, 50, 1500, 80),
                self.heading,
                size=56,
                weight=700,
                valign="middle",
                spoken=spoken(0),
            ),
            Panel("card", Rect(LEFT, 150, 1728, 700), "paper", edge="card_edge", radius=48, level=2),
            Image("picture", Rect(LEFT + 32, 182, 620, 460), scenery(self.page.rule.picture), radius=32),
            Words(
                "words",
                Rect(790, 190, 990, 440),
                self.page.words,
                size=68,
                shrink_to=44,
                weight=600,
                valign="middle",
                leading=1.35,
                spoken=spoken(2),
            ),
            Panel("line", Rect(LEFT + 32, 668, 1664, 3), "line", radius=0),
            Words("in-full", Rect(LEFT + 40, 694, 200, 50), self.says("in-full"), size=34, weight=600, colour="ink2"),
            Words(
                "exact",
                Rect(LEFT + 40, 746, 1130, 96),
                self.page.rule.wording,
                size=34,
                shrink_to=24,
                colour="ink2",
                leading=1.25,
                valign="top",
                spoken=spoken(1),
            ),
            self.next_button(Rect(1344, 694, 448, 130)),
            *self.bar(),
        ]
