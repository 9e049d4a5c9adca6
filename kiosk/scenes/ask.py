"""Think, then click: a question of a lesson (see `asking`)."""

from kiosk.journey.lesson import AskPage
from kiosk.journey.pause import Pause
from kiosk.scenes.asking import Asked, AskingPage, Line, Option
from kiosk.scenes.page import LEFT, Progress, Says, Who, scenery, split_question
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Widget, Words


class Ask(AskingPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: AskPage, pause_seconds: float) -> None:
        step = page.step
        self.page = page
        story, question = split_question(step.say)
        options = tuple(Option(a.id, a.label, a.picture, folded=a.id in page.tried) for a in page.answers)
        opening: tuple[Line, ...] = ("thought",) if page.clue else ("story", "question", "thought")
        asked = Asked(step.picture, story, question, page.clue or step.think, options, opening, (), step.spoken_as)
        super().__init__(says, who, progress, asked, Pause.retry() if page.asked else Pause(pause_seconds))

    def view(self, now: float) -> list[Widget]:
        return [*(self.ks1(now) if self.one_by_one else self._ks2(now)), *self.bar()]

    def _ks2(self, now: float) -> list[Widget]:
        asked = self.asked
        count = len(asked.options)
        high, pitch, top = (160, 178, 350) if count < 4 else (130, 142, 310)
        tiles = self.tiles([Rect(1044, top + place * pitch, 780, high) for place in range(count)], now)
        top_right: list[Widget]
        if self.awake:
            top_right = [
                Image("think", Rect(1044, 140, 112, 112), Part("mascots/think-head"), radius=56, fit="cover"),
                Words(
                    "question",
                    Rect(1180, 110, 644, 172),
                    asked.question or self.page.step.think,
                    size=56,
                    shrink_to=38,
                    weight=700,
                    valign="middle",
                    leading=1.2,
                    spoken=None,
                ),
            ]
        else:
            top_right = [
                Image("think", Rect(1044, 200, 112, 112), Part("mascots/think-head"), radius=56, fit="cover"),
                self.bubble(Rect(1184, 44, 640, 268), (1164, 236), now),
            ]
        return [
            Image("picture", Rect(LEFT, 54, 900, 520), scenery(asked.picture), radius=40, frame=True),
            Words(
                "story",
                Rect(LEFT + 8, 606, 892, 270),
                asked.story or asked.question,
                size=42,
                shrink_to=32,
                leading=1.3,
                spoken=self.spoken("story"),
            ),
            *top_right,
            *tiles,
        ]
