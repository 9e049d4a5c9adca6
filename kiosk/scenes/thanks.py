"""The end of a turn: thank you, a sticker for finishing (not for scoring), and the next child's go.

It is made only after everything has been kept.
"""

import math
from dataclasses import dataclass

from kiosk.scenes.outcome import Sticker
from kiosk.scenes.page import PupilPage, Says, Who
from kiosk.scenes.playing import tick
from kiosk.ui.motion import Track, ease_out_back
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Button, Image, Panel, Widget, Words

TICK_SECONDS = 0.35
LINGER = 8.0
"""Seconds after the last word until the names come back by themselves: children walk away."""


@dataclass(frozen=True)
class Finished:
    pass


class Thanks(PupilPage):
    def __init__(self, says: Says, who: Who, *, signed: bool, pupil_id: str = "") -> None:
        super().__init__(says, who)
        self.pupil_id = pupil_id
        self.backdrop = "party"
        self.ring("finish")
        self._until = math.inf
        self._sticker = Sticker()
        self._well = ("you-stopped-to-think", "you-know-who-to-tell", *(["your-name-is-signed"] if signed else []))
        self._ticks: dict[int, Track] = {}
        self.narrate(says("thank-you"), *(says(phrase) for phrase in self._well))

    def tick(self, now: float) -> Outcome | None:
        self._sticker.begin(now, still=self.still)
        for place in range(len(self._well)):
            if place not in self._ticks and (self.read_to_end or self.narration.at > place):
                self._ticks[place] = Track(now, TICK_SECONDS, ease_out_back, self.still)
        if self.narration.ended and self._until == math.inf:
            self._until = now + LINGER
        return Leave(Finished()) if now >= self._until else None

    def due(self, now: float) -> float:
        return min((self._sticker.due(now), *(track.due(now) for track in self._ticks.values())))

    def nudge(self, now: float) -> Outcome | None:
        return None

    def view(self, now: float) -> list[Widget]:
        assert self.who is not None
        widgets: list[Widget] = [
            *self._sticker.widgets(Rect(270, 60, 560, 560), now),
            Image("click", Rect(90, 560, 330, 330), Part("mascots/click-happy"), fit="contain"),
            Bubble(
                "thanks",
                Rect(446, 660, 334, 116),
                self.says("thank-you"),
                tail=(410, 744),
                size=46,
                spoken=self.narration.spoken(0),
            ),
            Image("avatar", Rect(812, 656, 196, 196), self.who.art, fit="contain"),
            Words(
                "well-done",
                Rect(1040, 76, 784, 170),
                self.says("well-done-name", name=self.who.name),
                size=76,
                shrink_to=48,
                weight=700,
                valign="middle",
                leading=1.15,
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
        for place, phrase in enumerate(self._well):
            widgets += self._line(place, phrase, now)
        return widgets

    def _line(self, place: int, phrase: str, now: float) -> list[Widget]:
        """What was done, with a tick that springs up as it is said."""
        pitch = 104 if len(self._well) > 2 else 124
        y = 286 + place * pitch
        badge = Rect(1040, y, 76, 76)
        track = self._ticks.get(place)
        ticked = track.value(now) if track is not None else 0.0
        return [
            Panel(f"ring-{place}", badge, "paper", edge="chip_edge", edge_width=4, radius=38),
            *([tick(f"tick-{place}", badge.centre, across=round(76 * ticked, 1))] if ticked else []),
            Words(
                phrase,
                Rect(1144, y, 680, 76),
                self.says(phrase),
                size=52,
                shrink_to=36,
                weight=500,
                valign="middle",
                leading=1.1,
                spoken=self.narration.spoken(1 + place),
            ),
        ]
