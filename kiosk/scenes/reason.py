"""What there is to say about a reason. A strong one is kept; a weak one is taken seriously and leads back."""

from kiosk.journey.reason import ReasonPage
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.playing import Played
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words


class Reason(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: ReasonPage, pause_seconds: float) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.backdrop = f"{says.key_stage}-{'rushed' if page.moves else 'outcome'}"
        self.heading = "let-me-show-you" if page.shown else "let-us-look-at-that" if page.moves else "a-strong-reason"
        self.narrate(says(self.heading), page.reason.label, page.reason.say)

    def view(self, now: float) -> list[Widget]:
        page, reason = self.page, self.page.reason
        weak = bool(page.moves)
        button = Rect(1368, 736, 456, 136)
        return [
            Image("picture", Rect(LEFT, 62, 900, 800), scenery(page.step.picture), radius=40, frame=True),
            *([] if weak else [Image("tick", Rect(1044, 70, 76, 76), Part("marks/tick-badge"), fit="contain")]),
            Words(
                "heading", Rect(1044 if weak else 1144, 70, 680, 76), self.says(self.heading), size=48, shrink_to=36,
                weight=700, colour="ink" if weak else "green", valign="middle", spoken=self.narration.spoken(0),
            ),
            Panel(
                "reason-card", Rect(1044, 176, 780, 170), "paper" if weak else "done",
                edge="ks2_line" if weak else "green", edge_width=4, radius=32,
            ),
            Words(
                "reason", Rect(1080, 184, 708, 154), reason.label, size=44, shrink_to=34, weight=500,
                valign="middle", leading=1.2, spoken=self.narration.spoken(1),
            ),
            Words(
                "say", Rect(1044, 400, 780, 280), reason.say, size=50, shrink_to=36, weight=500,
                spoken=self.narration.spoken(2),
            ),
            Image("think", Rect(1050, 700, 270, 178), Part(f"mascots/think-{'thinking' if weak else 'joy'}"),
                fit="contain"),
            Button(
                "again", button, self.says("think-again"), lambda: Keep(Played(("again",))), icon="rewind", size=52
            )
            if weak
            else self.next_button(button),
            *self.bar(),
        ]  # fmt: skip
