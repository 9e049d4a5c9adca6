""" "One thing I will do": three of them, and none is the right one, so nothing sleeps and nothing is judged."""

from kiosk.journey.lesson import WillPage
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.playing import Played, beside
from kiosk.ui.scene import Keep
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Mark, Tile, Widget, Words

MARKS: tuple[Mark, ...] = ("A", "B", "C")


class Will(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: WillPage, pause_seconds: float) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.narrate(says("one-thing-i-will-do"), says("choose-your-own"), *(i.label for i in page.step.i_will))

    def view(self, now: float) -> list[Widget]:
        return [
            Image("picture", Rect(LEFT, 62, 860, 808), scenery(self.page.step.picture), radius=40, frame=True),
            Words(
                "title", Rect(1004, 76, 820, 70), self.says("one-thing-i-will-do"), size=60, shrink_to=44, weight=700,
                spoken=self.narration.spoken(0),
            ),
            Words(
                "choose", Rect(1004, 172, 820, 110), self.says("choose-your-own"), size=42, shrink_to=34,
                colour="ink2", spoken=self.narration.spoken(1),
            ),
            *(
                Tile(
                    f"will-{intent.id}",
                    Rect(1004, 316 + place * 190, 820, 164),
                    intent.label,
                    lambda chosen=intent.id: Keep(Played(("will", chosen))),
                    mark=MARKS[place],
                    style="row",
                    size=42,
                    alike=beside(intent, self.page.step.i_will),
                )
                for place, intent in enumerate(self.page.step.i_will)
            ),
            *self.bar(),
        ]  # fmt: skip
