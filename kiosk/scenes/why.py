"""Why was that helpful? What was chosen, and reasons for it, which sleep while the question is thought about."""

from kiosk.journey.pause import Pause
from kiosk.journey.reason import WhyPage
from kiosk.scenes.asking import Asked, AskingPage, Line, Option
from kiosk.scenes.page import LEFT, RIGHT, Progress, Says, Who, scenery
from kiosk.scenes.playing import Played
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Tap, Widget, Words


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
        # Large letters take of the picture's width, and the rows are higher.
        x, top, pitch = (860.0, 376.0, 170.0) if self.roomy else (1044.0, 448.0, 150.0)
        wide = RIGHT - x
        places = [Rect(x, top + place * pitch, wide, pitch - 24) for place in range(len(self.asked.options))]
        chosen = Rect(x, 116, wide, 112 if self.roomy else 136)
        room = Rect(x, chosen.bottom + 16, wide, top - chosen.bottom - 32)
        head = Rect(x, room.y + (room.h - 100) / 2, 100, 100)
        asking: list[Widget] = [
            Words(
                "ask", room, self.asked.thought, size=50, shrink_to=36, weight=700, valign="middle", leading=1.15,
            )
        ]  # fmt: skip
        if not self.awake:
            bubble = Rect(x + 120, room.y, wide - 120, room.h)
            asking = [
                Image("think", head, Part("mascots/think-head"), radius=50, fit="cover"),
                self.bubble(bubble, (x + 96, head.y + 76), now, size=40),
            ]
        picture = x - 48 - LEFT
        return [
            Image("picture", Rect(LEFT, 62, picture, 640), scenery(self.asked.picture), radius=40, frame=True),
            Words(
                "say", Rect(LEFT + 8, 740, picture - 8, 140), self.asked.story, size=42, shrink_to=32,
                spoken=self.spoken("story"),
            ),
            Words(
                "you-chose", Rect(x, 62, wide, 40),
                self.says("this-one-helps" if helped.shown else "you-chose"), size=36, colour="ink2", valign="middle",
            ),
            Panel("chosen", chosen, "done", edge="green", edge_width=4, radius=32),
            Words(
                "choice", chosen.inset(36, 8), helped.answer.label, size=42, shrink_to=32, weight=500,
                valign="middle", leading=1.2, spoken=self.spoken("question"),
            ),
            *asking,
            *self.tiles(places, now),
            *self.bar(),
        ]  # fmt: skip
