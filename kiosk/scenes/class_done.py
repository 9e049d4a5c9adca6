"""The class has finished together. What is left is for the teacher, by way of the corner."""

from dataclasses import dataclass

from kiosk.scenes.outcome import Sticker
from kiosk.scenes.page import CROWD, PupilPage, Says, Who
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words


@dataclass(frozen=True)
class NowSign:
    """On to the names: everybody signs for themselves."""


class ClassDone(PupilPage):
    """`then_sign`: the class has heard the agreement's rules, and now each pupil signs."""

    def __init__(self, says: Says, who: Who, *, then_sign: bool) -> None:
        super().__init__(says, who)
        self.then_sign = then_sign
        self.backdrop = "party"
        self._sticker = Sticker()
        self.ring("finish")
        self.narrate(says("well-done-everyone"), says("now-everyone-signs" if then_sign else "teacher-will-finish"))

    def tick(self, now: float) -> Outcome | None:
        self._sticker.begin(now, still=self.still)
        return None

    def due(self, now: float) -> float:
        return self._sticker.due(now)

    def view(self, now: float) -> list[Widget]:
        what = self.says("now-everyone-signs" if self.then_sign else "teacher-will-finish")
        card = Rect(912, 96, 912, 440)
        widgets: list[Widget] = [
            Panel("card", card, "paper", edge="card_edge", radius=48, level=2),
            *self._sticker.widgets(Rect(210, 96, 620, 620), now),
            Words(
                "well-done",
                Rect(card.x + 60, card.y + 40, card.w - 120, 220),
                self.says("well-done-everyone"),
                size=88,
                shrink_to=56,
                weight=700,
                valign="middle",
                leading=1.2,
                spoken=self.narration.spoken(0),
            ),
            Words(
                "what",
                Rect(card.x + 60, card.y + 276, card.w - 120, 130),
                what,
                size=52,
                shrink_to=36,
                colour="ink" if self.then_sign else "ink2",
                valign="middle",
                spoken=self.narration.spoken(1),
            ),
        ]
        if self.then_sign:
            widgets.append(
                Button(
                    "sign",
                    Rect(912, 640, 912, 170),
                    self.says("next"),
                    lambda: Leave(NowSign()),
                    icon="next",
                    icon_side="right",
                    size=68,
                    weight=700,
                )
            )
        else:
            widgets.append(Image("crowd", Rect(940, 560, 860, 330), CROWD, fit="contain"))
        return [*widgets, *self.bar()]
