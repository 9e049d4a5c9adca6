"""The end of a lesson: the rule once more, and the line that must be said."""

from kiosk.content.model import Rule
from kiosk.journey.lesson import RecapPage
from kiosk.scenes.exact import is_translated
from kiosk.scenes.outcome import line_card
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.passage import Paragraph, Passage
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class RecapScene(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: RecapPage, rule: Rule) -> None:
        super().__init__(says, who, progress)
        step = page.step
        self.step = step
        self.will = page.will.label if page.will else ""
        self.rule = rule
        self.backdrop = f"{says.key_stage}-outcome"
        self.line = says.line(step.safeguarding)
        lines = [step.say, *([self.will] if self.will else [])]
        self.narrate(
            *(says.aloud(line, step.spoken_as) for line in lines),
            says.of(rule, rule.wording),
            self.line,
        )

    def view(self, now: float) -> list[Widget]:
        spoken = self.narration.spoken
        after = 1 if self.will else 0
        two = is_translated(self.says, self.rule)
        told = (
            Paragraph(self.step.say, 500, spoken(0)),
            Paragraph(self.says.of(self.rule, self.rule.wording), 700, spoken(1 + after), "green"),
            *([Paragraph(self.rule.wording, 400, None, "ink2")] if two else []),
        )
        return [
            Image(
                "picture",
                Rect(LEFT, 54, 800, 376 if self.will else 516),
                scenery(self.step.picture),
                radius=40,
                frame=True,
            ),
            *self._will(Rect(LEFT, 462, 800, 124)),
            Passage("say", Rect(960, 70, 864, 510), told, size=60, least=28 if two else 40),
            *line_card(self.says.again(self.line), Rect(LEFT, 622, 1190, 236), 58, spoken(2 + after)),
            self.next_button(Rect(1344, 672, 480, 136)),
            *self.bar(),
        ]

    def _will(self, rect: Rect) -> list[Widget]:
        """What the pupil means to do."""
        if not self.will:
            return []
        return [
            Panel("will-card", rect, "done", edge="green", edge_width=4, radius=32),
            Image("will-tick", Rect(rect.x + 22, rect.y + 24, 76, 76), Part("marks/tick-badge"), fit="contain"),
            Words(
                "will",
                Rect(rect.x + 122, rect.y + 8, rect.w - 146, rect.h - 16),
                self.will,
                size=46,
                shrink_to=38,
                weight=600,
                valign="middle",
                leading=1.15,
                spoken=self.narration.spoken(1),
            ),
        ]
