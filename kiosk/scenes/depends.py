""" "It depends. On what?" Time to think of it; then what it depends on is told, one thing after another."""

import math
from dataclasses import dataclass

from kiosk.journey.lesson import DependsPage
from kiosk.journey.pause import Pause
from kiosk.scenes.asking import filled, fills_next
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, icon, scenery
from kiosk.ui.motion import Track, ease_out
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.speech import Utterance
from kiosk.ui.widgets import Bubble, Button, Image, Panel, Widget, Words

OPENING = 2
"""What came of it, and the question, are said before the pause."""
APPEAR_SECONDS = 0.3


@dataclass(frozen=True)
class Weighed:
    """Back to the question: what would help either way?"""


class Depends(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: DependsPage, pause_seconds: float) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.pause = Pause.retry()
        self._now = 0.0
        self._appears: dict[int, Track] = {}
        self.narrate(page.answer.say, says("it-depends"), *page.answer.depends_on, says("what-helps-either-way"))

    @property
    def awake(self) -> bool:
        """Whether it has all been told: only then is there a way on."""
        return self._told(len(self.page.answer.depends_on)) and (self.says.key_stage == "ks2" or self.read_to_end)

    def _told(self, line: int) -> bool:
        """Whether the pause is over and the saying has come to that line of what it depends on."""
        return self.pause.awake(self._now) and (self.read_to_end or self.narration.at - OPENING >= line)

    @property
    def saying(self) -> Utterance | None:  # type: ignore[override]
        if self.narration.at >= OPENING and not self.pause.awake(self._now):
            return None
        return self.narration.now

    def tick(self, now: float) -> Outcome | None:
        self._now = now
        if self.narration.at >= OPENING and self.pause.wakes_at == math.inf:
            self.pause.start(now)
            self.ring("think")
        for line in range(len(self.page.answer.depends_on)):
            if line not in self._appears and self._told(line):
                self._appears[line] = Track(now, APPEAR_SECONDS, ease_out, self.still)
        return None

    def due(self, now: float) -> float:
        if self.pause.wakes_at != math.inf and not self.pause.awake(now):
            return fills_next(self.pause, now, still=self.still)
        return min((track.due(now) for track in self._appears.values()), default=math.inf)

    def view(self, now: float) -> list[Widget]:
        answer = self.page.answer
        thinking = not self.pause.awake(self._now)
        widgets: list[Widget] = [
            Image("picture", Rect(LEFT, 62, 860, 600), scenery(self.page.picture), radius=40, frame=True),
            Words(
                "say", Rect(LEFT + 8, 704, 852, 168), answer.say, size=46, shrink_to=34,
                spoken=self.narration.spoken(0),
            ),
            Image("think", Rect(1004, 76, 112, 112), Part("mascots/think-head"), radius=56, fit="cover"),
        ]  # fmt: skip
        asks = self.says("it-depends")
        if thinking:
            level, wave = filled(self.pause, now, still=self.still)
            widgets.append(
                Bubble(
                    "depends", Rect(1144, 54, 680, 180), asks, kind="think", size=54, fill=level,
                    wave=wave, tail=(1120, 190), spoken=self.narration.spoken(1),
                )
            )  # fmt: skip
        else:
            widgets.append(
                Words("depends", Rect(1144, 76, 680, 112), asks, size=54, shrink_to=40, weight=700, valign="middle")
            )
        high = 200.0 if len(answer.depends_on) == 2 else 140.0
        for line, text in enumerate(answer.depends_on):
            track = self._appears.get(line)
            rect = Rect(1004, 250 + line * (high + 24), 820, high)
            if track is None:
                # There is something to come, as many things as there are.
                widgets += [
                    Panel(f"waits-{line}", rect, "asleep", "asleep_edge", 4, 32, dashed=True),
                    icon(f"thought-{line}", "thought", Rect(rect.centre[0] - 36, rect.centre[1] - 36, 72, 72),
                        "asleep_mark", "asleep"),
                ]  # fmt: skip
                continue
            rect = rect.moved(0, 24 * (1 - track.value(now)))
            widgets += [
                Panel(f"card-{line}", rect, "paper", edge="ks2_line", edge_width=4, radius=32, level=1),
                Words(
                    f"on-{line}", rect.inset(40, 12), text, size=46, shrink_to=32, weight=500, valign="middle",
                    leading=1.2, spoken=self.narration.spoken(OPENING + line),
                ),
            ]  # fmt: skip
        if self.awake:
            last = OPENING + len(answer.depends_on)
            widgets += [
                Words(
                    "either-way", Rect(1004, 764, 340, 110), self.says("what-helps-either-way"), size=42,
                    shrink_to=32, weight=700, valign="middle", leading=1.15, spoken=self.narration.spoken(last),
                ),
                Button(
                    "again", Rect(1368, 750, 456, 136), self.says("think-again"), lambda: Leave(Weighed()),
                    icon="rewind", size=48,
                ),
            ]  # fmt: skip
        return [*widgets, *self.bar()]
