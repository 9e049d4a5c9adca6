"""The screens of a check-in: a situation with its options, a thank-you that is the same for every answer, the end."""

from kiosk.journey.check_in import ClosingPage, IdeaPage
from kiosk.journey.pause import Pause
from kiosk.scenes.asking import Asked, AskingPage, Option
from kiosk.scenes.outcome import line_card
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Image, Widget, Words


class CheckInQuestion(AskingPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: IdeaPage, pause_seconds: float) -> None:
        self.page = page
        situation = page.situation
        asked = Asked(
            situation.picture,
            situation.say,
            situation.question,
            situation.think,
            tuple(Option(option.id, option.label, option.picture) for option in page.options),
            ("story", "question", "thought"),
            (),
            situation.spoken_as,
        )
        super().__init__(says, who, progress, asked, Pause(pause_seconds))

    def view(self, now: float) -> list[Widget]:
        return [*(self.ks1(now) if self.one_by_one else self.ks2(now, self.asked.thought)), *self.bar()]


class Thanked(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress) -> None:
        super().__init__(says, who, progress)
        self.backdrop = f"{says.key_stage}-hill"
        self.narrate(says("thank-you"))

    def view(self, now: float) -> list[Widget]:
        return [
            Image("think", Rect(140, 300, 820, 560), Part("mascots/think-calm"), fit="contain"),
            Bubble(
                "say",
                Rect(900, 150, 800, 260),
                self.says("thank-you"),
                tail=(850, 500),
                size=84,
                spoken=self.narration.spoken(0),
            ),
            self.next_button(Rect(1284, 676, 540, 150)),
            *self.bar(),
        ]


class CheckInEnd(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: ClosingPage) -> None:
        super().__init__(says, who, progress)
        self.step = page.step
        self.line = says.line(page.safeguarding)
        self.backdrop = f"{says.key_stage}-outcome"
        self.narrate(says.aloud(page.step.say, page.step.spoken_as), self.line)

    def view(self, now: float) -> list[Widget]:
        return [
            Image("picture", Rect(LEFT, 54, 800, 500), scenery(self.step.picture), radius=40, frame=True),
            Words(
                "say",
                Rect(960, 76, 864, 470),
                self.step.say,
                size=64,
                shrink_to=40,
                weight=500,
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            *line_card(self.says.again(self.line), Rect(LEFT, 622, 1190, 236), 58, self.narration.spoken(1)),
            self.next_button(Rect(1344, 672, 480, 136)),
            *self.bar(),
        ]
