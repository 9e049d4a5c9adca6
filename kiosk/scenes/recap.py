"""The end of a lesson: the rule once more, and the line that must be said."""

from kiosk.content.model import Rule
from kiosk.journey.lesson import RecapPage
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class RecapScene(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: RecapPage, rule: Rule) -> None:
        super().__init__(says, who, progress)
        step = page.step
        self.step = step
        self.will = page.will.label if page.will else ""
        self.rule = rule
        self.backdrop = "outcome"
        self.line = says.line(step.safeguarding)
        lines = [step.say, *([self.will] if self.will else [])]
        self.narrate(
            *(says.aloud(line, step.spoken_as) for line in lines),
            says.aloud(rule.wording, rule.spoken_as),
            says.aloud(self.line),
        )

    def view(self, now: float) -> list[Widget]:
        narration = self.narration
        after = 1 if self.will else 0
        say = Rect(960, 66, 864, 162) if self.will else Rect(960, 76, 864, 220)
        rule = Rect(960, 400, 864, 170) if self.will else Rect(960, 316, 864, 240)
        widgets: list[Widget] = [
            Image("picture", Rect(LEFT, 54, 800, 500), scenery(self.step.picture), radius=40, frame=True),
            Words("say", say, self.step.say, size=54, shrink_to=28, weight=500, spoken=narration.spoken(0)),
        ]
        if self.will:
            widgets += [
                Panel("will-card", Rect(960, 244, 864, 124), "done", edge="green", edge_width=4, radius=32),
                Words(
                    "will", Rect(996, 250, 792, 112), self.will, size=46, shrink_to=34, weight=600, valign="middle",
                    leading=1.15, spoken=narration.spoken(1),
                ),
            ]  # fmt: skip
        return [
            *widgets,
            Words(
                "rule",
                rule,
                self.rule.wording,
                size=54,
                shrink_to=34,
                weight=700,
                colour="green",
                valign="middle",
                leading=1.2,
                spoken=narration.spoken(1 + after),
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
                spoken=narration.spoken(2 + after),
            ),
            self.next_button(Rect(1344, 662, 480, 136)),
            *self.bar(),
        ]
