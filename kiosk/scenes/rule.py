"""The rule, in its exact wording, on a screen of its own."""

from kiosk.content.model import Rule, Tell
from kiosk.scenes.exact import is_translated
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class RuleScene(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, step: Tell, rule: Rule) -> None:
        super().__init__(says, who, progress)
        self.step = step
        self.rule = rule
        lines = [says.aloud(step.say, step.spoken_as), says.aloud(says.of(rule, rule.wording))]
        if step.then_say:
            lines.append(says.aloud(step.then_say, step.spoken_as))
        self.narrate(*lines)

    def view(self, now: float) -> list[Widget]:
        narration = self.narration
        wording = self.says.of(self.rule, self.rule.wording)
        two = is_translated(self.says, self.rule)
        widgets: list[Widget] = [
            Image("think", Rect(LEFT, 46, 88, 88), Part("mascots/think-head"), radius=44, fit="cover"),
            Words(
                "say",
                Rect(LEFT + 116, 46, 1610, 88),
                self.step.say,
                size=48,
                weight=500,
                colour="ink2",
                shrink_to=34,
                valign="middle",
                spoken=narration.spoken(0),
            ),
            Panel("card", Rect(LEFT, 150, 1728, 440), "paper", edge="card_edge", radius=48, level=2),
            # The rule's own picture: it is the rule for who does not read.
            Image("picture", Rect(LEFT + 24, 174, 600, 392), scenery(self.rule.picture), radius=32),
            Words(
                "rule",
                Rect(768, 176, 1012, 220) if two else Rect(768, 190, 1012, 360),
                wording,
                size=80,
                shrink_to=40 if two else 46,
                weight=700,
                colour="green",
                valign="middle",
                leading=1.25,
                spoken=narration.spoken(1),
            ),
        ]
        if two:
            english = self.rule.wording
            widgets.append(
                Words("english", Rect(768, 436, 1012, 134), english, size=44, shrink_to=30, colour="ink2", leading=1.2)
            )
        if self.step.then_say:
            widgets.append(
                Words(
                    "then",
                    Rect(LEFT + 16, 632, 1180, 220),
                    self.step.then_say,
                    size=56,
                    shrink_to=40,
                    weight=500,
                    valign="middle",
                    spoken=narration.spoken(2),
                )
            )
        return [*widgets, self.next_button(Rect(1344, 676, 480, 136)), *self.bar()]
