"""The picture question about a rule or a statement. A mistaken answer leads back to the words, never to a refusal."""

from kiosk.journey.agreement import MiniPage
from kiosk.journey.pause import Pause
from kiosk.scenes.asking import Asked, AskingPage, Option
from kiosk.scenes.exact import label
from kiosk.scenes.page import LEFT, Progress, Says, Who
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words


class Mini(AskingPage):
    """Its answers are "helpful" and "other"; both key stages have them as pictures."""

    @property
    def pictured(self) -> bool:
        return True

    def __init__(self, says: Says, who: Who, progress: Progress, page: MiniPage, pause_seconds: float) -> None:
        self.page = page
        subject, key_stage = page.subject, says.key_stage
        asked = Asked(
            subject.picture,
            "",
            says.of(subject, page.choice.question.for_(key_stage)),
            "",
            tuple(
                Option(id_, says.of(subject, answer.label.for_(key_stage)), answer.picture)
                for id_, answer in page.answers
            ),
            ("question",),
        )
        super().__init__(says, who, progress, asked, Pause.retry() if page.tries else Pause(pause_seconds))

    @property
    def labels(self) -> dict[str, str]:
        """The words of the tiles, by the ids of their answers."""
        return {option.id: self.says.again(option.label) for option in self.asked.options}

    def view(self, now: float) -> list[Widget]:
        return [
            Panel("card", Rect(LEFT, 54, 1728, 316), "paper", edge="card_edge", radius=48, level=1),
            Words(
                "words",
                Rect(LEFT + 48, 74, 1640, 144),
                self.says.of(self.page.subject, self.page.words),
                size=60,
                shrink_to=40,
                weight=600,
                valign="middle",
                leading=1.2,
            ),
            Words(
                "in-full",
                Rect(LEFT + 48, 242, 180, 108),
                label(self.says),
                size=34,
                shrink_to=28,
                weight=600,
                colour="ink2",
                valign="middle",
            ),
            Words(
                "exact",
                Rect(LEFT + 228, 238, 1460, 116),
                self.page.subject.wording,
                size=42,
                shrink_to=24,
                leading=1.2,
                valign="middle",
            ),
            Words(
                "question",
                Rect(LEFT, 410, 470, 220),
                self.says.again(self.asked.question),
                size=60,
                shrink_to=40,
                weight=700,
                leading=1.2,
                spoken=self.spoken("question"),
            ),
            Image(
                "think",
                Rect(LEFT, 634, 400, 240),
                Part("mascots/think-happy" if self.awake else "mascots/think-thinking"),
                fit="contain",
            ),
            *self.tiles([Rect(624 + place * 612, 440, 584, 432) for place in (0, 1)], now, size=50),
            *self.bar(),
        ]
