"""Why was that helpful? What was chosen, and reasons for it, which sleep while the question is thought about."""

from kiosk.journey.pause import Pause
from kiosk.journey.reason import WhyPage
from kiosk.scenes.asking import Asked, AskingPage, Line, Option
from kiosk.scenes.page import LEFT, Progress, Says, Who, scenery
from kiosk.scenes.playing import Played
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Tap, Widget, Words

CHOICES_X, CHOICES_WIDE = 1044.0, 780.0


class Why(AskingPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: WhyPage, pause_seconds: float) -> None:
        step = page.step
        self.page = page
        options = tuple(Option(r.id, r.label, None, folded=r.id in page.tried) for r in page.reasons)
        # What was chosen is read first: it is what the reasons are for.
        opening: tuple[Line, ...] = ("question", "story", "thought")
        asked = Asked(step.picture, step.say, page.helped.answer.label, step.ask, options, opening, (), step.spoken_as)
        super().__init__(says, who, progress, asked, Pause.retry() if page.tried else Pause(pause_seconds))

    def _tapped(self, option: Option) -> Tap | None:
        tap = super()._tapped(option)
        if tap is None or not self.awake:
            return tap
        return lambda: Keep(Played(("why", option.id), self.pause.early_taps))

    def view(self, now: float) -> list[Widget]:
        helped = self.page.helped
        places = [Rect(CHOICES_X, 448 + place * 150, CHOICES_WIDE, 126) for place in range(len(self.asked.options))]
        asking: Widget = (
            Words(
                "ask", Rect(CHOICES_X, 300, CHOICES_WIDE, 120), self.asked.thought, size=50, shrink_to=36, weight=700,
                valign="middle", leading=1.15,
            )
            if self.awake
            else self.bubble(Rect(CHOICES_X + 120, 290, CHOICES_WIDE - 120, 136), (CHOICES_X + 96, 380), now, size=40)
        )  # fmt: skip
        head = Rect(CHOICES_X, 304, 100, 100)
        return [
            Image("picture", Rect(LEFT, 62, 900, 640), scenery(self.asked.picture), radius=40, frame=True),
            Words(
                "say", Rect(LEFT + 8, 740, 892, 140), self.asked.story, size=42, shrink_to=32,
                spoken=self.spoken("story"),
            ),
            Words(
                "you-chose", Rect(CHOICES_X, 66, CHOICES_WIDE, 40),
                self.says("this-one-helps" if helped.shown else "you-chose"), size=36, colour="ink2",
            ),
            Panel("chosen", Rect(CHOICES_X, 120, CHOICES_WIDE, 140), "done", edge="green", edge_width=4, radius=32),
            Words(
                "choice", Rect(CHOICES_X + 36, 124, CHOICES_WIDE - 72, 132), helped.answer.label, size=42,
                shrink_to=32, weight=500, valign="middle", leading=1.2, spoken=self.spoken("question"),
            ),
            *([] if self.awake else [Image("think", head, Part("mascots/think-head"), radius=50, fit="cover")]),
            asking,
            *self.tiles(places, now),
            *self.bar(),
        ]  # fmt: skip
