"""A rule of the agreement: in the child's words, large, and in the school's own, in full."""

from kiosk.journey.agreement import HearRule as Page
from kiosk.scenes.exact import in_full
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class HearRule(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: Page) -> None:
        super().__init__(says, who, progress)
        self.page = page
        # The exact wording first, then what it means: in that order nobody signs words that were never said.
        rule = page.rule
        self.narrate(self.heading, says.of(rule, rule.wording), says.of(rule, page.words))

    @property
    def heading(self) -> str:
        return self.says("listen-once-more" if self.page.again else "our-rules-heading")

    def view(self, now: float) -> list[Widget]:
        spoken, rule = self.narration.spoken, self.page.rule
        foot, full = in_full(self.says, rule, spoken(1))
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
            Image("picture", Rect(LEFT + 32, 182, 620, foot - 182), scenery(rule.picture), radius=32),
            Words(
                "words",
                Rect(790, 190, 990, foot - 202),
                self.says.of(rule, self.page.words),
                size=68,
                shrink_to=44,
                weight=600,
                valign="middle",
                leading=1.35,
                spoken=spoken(2),
            ),
            *full,
            self.next_button(Rect(1344, 694, 448, 130)),
            *self.bar(),
        ]
