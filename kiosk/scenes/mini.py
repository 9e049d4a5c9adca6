"""The picture question about a rule or a statement. A mistaken answer leads back to the words, never to a refusal."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.journey.agreement import MiniPage
from kiosk.journey.pause import Pause
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.ui.motion import Track, ease_out_back, pulse
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.speech import Utterance
from kiosk.ui.widgets import Image, Mark, Panel, Tile, Widget, Words

MARKS: tuple[Mark, Mark] = ("star", "leaf")


@dataclass(frozen=True)
class Chose:
    """ "helpful" or "other"."""

    answer_id: str


class Mini(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: MiniPage, pause_seconds: float) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.pause = Pause.retry() if page.tries else Pause(pause_seconds)
        self._wake: Track | None = None
        self._snores: dict[str, Track] = {}
        self._now = 0.0
        self.narrate(self.question, *self.labels.values())

    @property
    def question(self) -> str:
        return self.says.of(self.page.subject, self.page.choice.question.for_(self.says.key_stage))

    @property
    def labels(self) -> dict[str, str]:
        """The words of the tiles, by the ids of their answers."""
        says, page = self.says, self.page
        return {id_: says.of(page.subject, answer.label.for_(says.key_stage)) for id_, answer in page.answers}

    @property
    def saying(self) -> Utterance | None:  # type: ignore[override]
        return None if self.narration.at >= 1 and not self.pause.awake(self._now) else self.narration.now

    @property
    def awake(self) -> bool:
        return self._wake is not None and self._wake.over(self._now)

    def tick(self, now: float) -> Outcome | None:
        self._now = now
        if self.narration.at >= 1:
            self.pause.start(now)
        if self._wake is None and self.pause.awake(now):
            self.ring("wake")
            self._wake = Track(now, 0.35, ease_out_back)
        return None

    def due(self, now: float) -> float:
        if self.pause.wakes_at != math.inf and not self.pause.awake(now):
            return now
        tracks = [*self._snores.values(), *([self._wake] if self._wake else [])]
        return min((track.due(now) for track in tracks), default=math.inf)

    def _tapped(self, answer_id: str) -> Callable[[], Outcome | None]:
        def snore() -> Outcome | None:
            self._snores[answer_id] = Track(self._now, 0.2, pulse)
            return None

        return (lambda: Leave(Chose(answer_id))) if self.awake else snore

    def view(self, now: float) -> list[Widget]:
        wake = self._wake.value(now) if self._wake else 0.0
        widgets: list[Widget] = [
            Panel("card", Rect(LEFT, 54, 1728, 300), "paper", edge="card_edge", radius=48, level=1),
            Words(
                "words",
                Rect(LEFT + 48, 78, 1640, 144),
                self.says.of(self.page.subject, self.page.words),
                size=60,
                shrink_to=40,
                weight=600,
                valign="middle",
                leading=1.2,
            ),
            Words(
                "in-full",
                Rect(LEFT + 48, 246, 130, 80),
                self.says("in-full"),
                size=32,
                weight=600,
                colour="ink2",
                valign="middle",
            ),
            Words(
                "exact",
                Rect(LEFT + 190, 236, 1490, 104),
                self.page.subject.wording,
                size=34,
                shrink_to=24,
                colour="ink2",
                leading=1.2,
                valign="middle",
            ),
            Words(
                "question",
                Rect(LEFT, 410, 470, 220),
                self.question,
                size=60,
                shrink_to=40,
                weight=700,
                leading=1.2,
                spoken=self.narration.spoken(0),
            ),
            Image(
                "think",
                Rect(LEFT, 634, 400, 240),
                Part("mascots/think-happy" if self.awake else "mascots/think-thinking"),
                fit="contain",
            ),
        ]
        for place, (answer_id, answer) in enumerate(self.page.answers):
            snore = self._snores.get(answer_id)
            widgets.append(
                Tile(
                    f"answer-{answer_id}",
                    Rect(624 + place * 612, 440, 584, 432),
                    self.labels[answer_id],
                    self._tapped(answer_id),
                    art=scenery(answer.picture),
                    mark=MARKS[place],
                    style="picture",
                    state="awake" if wake == 1.0 else "waking" if wake else "asleep",
                    wake=wake,
                    wobble=snore.value(now) if snore and not snore.over(now) else 0.0,
                    size=50,
                )
            )
        return [*widgets, *self.bar()]
