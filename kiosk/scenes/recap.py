"""The end of a lesson: the rule once more, and the line that must be said."""

from kiosk.content.model import Recap, Rule
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class RecapScene(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, step: Recap, rule: Rule) -> None:
        super().__init__(says, who, progress)
        self.step = step
        self.rule = rule
        self.backdrop = "outcome"
        self.line = says.line(step.safeguarding)
        self.narrate(
            says.aloud(step.say, step.spoken_as), says.aloud(rule.wording, rule.spoken_as), says.aloud(self.line)
        )

    def view(self, now: float) -> list[Widget]:
        narration = self.narration
        return [
            Image("picture", Rect(LEFT, 54, 800, 500), scenery(self.step.picture), radius=40, frame=True),
            Words(
                "say",
                Rect(960, 76, 864, 220),
                self.step.say,
                size=54,
                shrink_to=38,
                weight=500,
                spoken=narration.spoken(0),
            ),
            Words(
                "rule",
                Rect(960, 316, 864, 240),
                self.rule.wording,
                size=54,
                shrink_to=38,
                weight=700,
                colour="green",
                valign="middle",
                leading=1.2,
                spoken=narration.spoken(1),
            ),
            Panel("line-card", Rect(LEFT, 610, 1190, 236), "paper", edge="card_edge", radius=40, level=1),
            Words(
                "line",
                Rect(LEFT + 48, 634, 1094, 188),
                self.line,
                size=54,
                shrink_to=38,
                weight=600,
                valign="middle",
                spoken=narration.spoken(2),
            ),
            self.next_button(Rect(1344, 662, 480, 136)),
            *self.bar(),
        ]
