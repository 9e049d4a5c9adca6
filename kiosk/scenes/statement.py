"""A statement of the agreement is heard, in the child's words and in full, before anything is asked about it."""

from kiosk.journey.agreement import StatementPage
from kiosk.scenes.exact import in_full
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class StatementScene(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: StatementPage) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.narrate(says.of(page.statement, page.statement.wording), says.of(page.statement, page.words))

    def view(self, now: float) -> list[Widget]:
        spoken, statement = self.narration.spoken, self.page.statement
        foot, full = in_full(self.says, statement, spoken(0))
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
            Image("picture", Rect(LEFT + 32, 182, 620, foot - 182), scenery(self.page.picture), radius=32),
            Words(
                "words",
                Rect(790, 190, 990, foot - 202),
                self.says.of(statement, self.page.words),
                size=72,
                shrink_to=46,
                weight=600,
                valign="middle",
                leading=1.4,
                spoken=spoken(1),
            ),
            *full,
            self.next_button(Rect(1344, 694, 448, 130)),
            *self.bar(),
        ]
