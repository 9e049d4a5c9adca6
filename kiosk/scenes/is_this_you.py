"""Is this you? Before a turn, and in the middle of one when the name in the bar is tapped."""

from dataclasses import dataclass

from kiosk.scenes.page import BAR_H, BAR_Y, LEFT, PupilPage, Says, Who, lit
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words


@dataclass(frozen=True)
class Yes:
    pass


@dataclass(frozen=True)
class No:
    pass


@dataclass(frozen=True)
class HowILike:
    """To the size of the letters, the colours and the sound."""


class IsThisYou(PupilPage):
    """`started`: the turn is under way, and "no" takes back what was done in it."""

    def __init__(self, says: Says, who: Who, *, started: bool) -> None:
        super().__init__(says, who)
        self.started = started
        # Pupils' names are not spoken: a voice would get them wrong.
        self.narrate(says("is-this-you"), says("yes-this-is-me"), self._no)

    @property
    def _no(self) -> str:
        return self.says("mistake-not-me" if self.started else "no-go-back")

    def view(self, now: float) -> list[Widget]:
        assert self.who is not None
        yes = Button(
            "yes", Rect(966, 710, 744, 150), self.says("yes-this-is-me"), lambda: Leave(Yes()), icon="tick", size=60
        )
        no = Button("no", Rect(210, 710, 732, 150), self._no, lambda: Leave(No()), kind="quiet", icon="back", size=52)
        return [
            Panel("card", Rect(210, 90, 1500, 560), "paper", edge="card_edge", radius=48, level=2),
            Image("avatar", Rect(300, 170, 400, 400), self.who.art, fit="contain"),
            Words(
                "ask",
                Rect(770, 170, 880, 180),
                self.says("is-this-you"),
                size=72,
                shrink_to=52,
                weight=500,
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            Words("name", Rect(770, 390, 880, 110), self.who.name, size=104, shrink_to=44, weight=700, valign="middle"),
            *lit(yes, self.narration.spoken(1)),
            *lit(no, self.narration.spoken(2)),
            *self.bar(chip=False),
            Button(
                "how",
                Rect(LEFT, BAR_Y, 500, BAR_H),
                self.says("how-i-like-it"),
                lambda: Leave(HowILike()),
                kind="quiet",
                icon="eye",
                size=40,
            ),
        ]
