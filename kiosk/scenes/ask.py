"""Think, then click: a question of a lesson (see `asking`)."""

from kiosk.journey.lesson import AskPage
from kiosk.journey.pause import Pause
from kiosk.scenes.asking import Asked, AskingPage, Line, Option
from kiosk.scenes.page import Progress, Says, Who, split_question
from kiosk.ui.widgets import Widget


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
        return [*(self.ks1(now) if self.one_by_one else self.ks2(now, self.page.step.think)), *self.bar()]
