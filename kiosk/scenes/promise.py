"""The promise itself. "I'm not sure yet" is as large as any other answer: it is a good one to give."""

from dataclasses import dataclass

from kiosk.journey.agreement import PromisePage
from kiosk.scenes.exact import exact, is_translated
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, lit, scenery
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

PHRASES = {
    "i-will": "i-will",
    "i-know": "i-know",
    "i-have-read": "i-have-read-them",
    "i-have-listened": "i-have-listened-to-them",
    "not-sure": "not-sure-yet",
}


@dataclass(frozen=True)
class Promised:
    answer: str


class Promise(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: PromisePage) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.narrate(says.of(page.statement, page.words), *(says(PHRASES[answer]) for answer in page.answers))

    def view(self, now: float) -> list[Widget]:
        spoken, statement = self.narration.spoken, self.page.statement
        foot = 420 if is_translated(self.says, statement) else 484
        answers = self.page.answers
        labels = [self.says(PHRASES[answer]) for answer in answers]
        gap = 48
        width = (1728 - gap * (len(answers) - 1)) / len(answers)
        widgets: list[Widget] = [
            Words("heading", Rect(LEFT, 50, 1500, 80), self.says("our-promises"), size=56, weight=700, valign="middle"),
            Panel("card", Rect(LEFT, 150, 1728, 480), "paper", edge="card_edge", radius=48, level=2),
            Image("picture", Rect(LEFT + 24, 174, 540, 432), scenery(self.page.picture), radius=32),
            Words(
                "words",
                Rect(700, 178, 1090, foot - 190),
                self.says.of(statement, self.page.words),
                size=66,
                shrink_to=40,
                weight=600,
                valign="middle",
                leading=1.25,
                spoken=spoken(0),
            ),
            exact(self.says, statement, Rect(700, foot + 22, 1090, 576 - foot), size=42, least=24),
        ]
        for place, answer in enumerate(answers):
            unsure = answer == "not-sure"
            button = Button(
                f"promise-{answer}",
                Rect(LEFT + place * (width + gap), 668, width, 200),
                labels[place],
                lambda answer=answer: Leave(Promised(answer)),
                kind="unsure" if unsure else "go",
                icon="thought" if unsure else "tick",
                size=72 if len(answers) == 2 else 46,
                weight=700,
                alike=(*labels[:place], *labels[place + 1 :]),
            )
            widgets += lit(button, spoken(1 + place))
        return [*widgets, *self.bar()]
