"""The end of a turn: thank you, a sticker for finishing (not for scoring), and the next child's go.

It is made only after everything has been kept.
"""

import math
from dataclasses import dataclass

from kiosk.scenes.page import PupilPage, Says, Who
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Widget, Words

LINGER = 8.0
"""Seconds after the last word until the names come back by themselves: children walk away."""


@dataclass(frozen=True)
class Finished:
    pass


class Thanks(PupilPage):
    def __init__(self, says: Says, who: Who, *, signed: bool) -> None:
        super().__init__(says, who)
        self.signed = signed
        self.backdrop = "party"
        self.ring("finish")
        self._until = math.inf
        lines = [says("thank-you"), says("you-stopped-to-think"), says("you-know-who-to-tell")]
        if signed:
            lines.append(says("your-name-is-signed"))
        self.narrate(*lines)

    def tick(self, now: float) -> Outcome | None:
        if self.narration.ended and self._until == math.inf:
            self._until = now + LINGER
        return Leave(Finished()) if now >= self._until else None

    def nudge(self, now: float) -> Outcome | None:
        return None

    def view(self, now: float) -> list[Widget]:
        assert self.who is not None
        spoken = self.narration.spoken
        widgets: list[Widget] = [
            Image("sticker", Rect(290, 70, 560, 560), Part("props/sticker-think"), fit="contain"),
            Image("click", Rect(90, 560, 330, 330), Part("mascots/click-happy"), fit="contain"),
            Image("avatar", Rect(760, 620, 240, 240), self.who.art, fit="contain"),
            Words(
                "well-done",
                Rect(1040, 70, 784, 156),
                self.says("well-done-name", name=self.who.name),
                size=72,
                shrink_to=48,
                weight=700,
                valign="middle",
                leading=1.15,
            ),
            Words(
                "thanks",
                Rect(1040, 250, 790, 80),
                self.says("thank-you"),
                size=60,
                weight=600,
                colour="green",
                spoken=spoken(0),
            ),
            Words(
                "stopped",
                Rect(1040, 340, 790, 80),
                self.says("you-stopped-to-think"),
                size=52,
                shrink_to=38,
                spoken=spoken(1),
            ),
            Words(
                "know",
                Rect(1040, 420, 790, 80),
                self.says("you-know-who-to-tell"),
                size=52,
                shrink_to=38,
                spoken=spoken(2),
            ),
            Button(
                "finish",
                Rect(1040, 640, 784, 190),
                self.says("next-person"),
                lambda: Leave(Finished()),
                icon="next",
                icon_side="right",
                size=72,
                weight=700,
            ),
            *self.bar(chip=False),
        ]
        if self.signed:
            widgets += [
                Image("tick", Rect(1040, 520, 72, 72), Part("marks/tick-badge"), fit="contain"),
                Words(
                    "signed",
                    Rect(1130, 516, 700, 80),
                    self.says("your-name-is-signed"),
                    size=52,
                    shrink_to=38,
                    weight=500,
                    valign="middle",
                    spoken=spoken(3),
                ),
            ]
        return widgets
