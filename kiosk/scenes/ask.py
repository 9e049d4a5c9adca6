"""Think, then click: the answers sleep while the thought bubble fills.

Three things happen in order. The situation and the question are read; the bubble fills, and a tap on a sleeping answer
only makes it snore; then the answers wake: for KS1 one by one as each is read, for KS2 together. Only then can one be
chosen, so a tap that came too early is never an answer.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.content.model import Answer
from kiosk.journey.lesson import AskPage
from kiosk.journey.pause import Pause
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery, split_question
from kiosk.ui.motion import Track, ease_out_back, pulse
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.speech import SpeechEvent, Utterance
from kiosk.ui.widgets import Bubble, Image, Mark, Tile, TileState, Widget, Words

KS1_MARKS: tuple[Mark, ...] = ("star", "leaf", "drop", "star")
KS2_MARKS: tuple[Mark, ...] = ("A", "B", "C", "D")
WAKE_SECONDS = 0.35
STAGGER = 0.08
SNORE_SECONDS = 0.2


@dataclass(frozen=True)
class Chose:
    """An answer, and how many taps came while the answers slept."""

    answer_id: str
    early_taps: int


class Ask(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: AskPage, pause_seconds: float) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.pause = Pause.retry() if page.asked else Pause(pause_seconds)
        self.story, self.question = split_question(page.step.say)
        self._now = 0.0
        self._wakes: dict[str, Track] = {}
        self._snores: dict[str, Track] = {}
        readings = page.step.spoken_as
        opening = [page.clue] if page.clue else [line for line in (self.story, self.question) if line]
        if page.clue is None:
            opening.append(page.step.think)
        self._opening = len(opening)
        self.narrate(*(says.aloud(line, readings) for line in opening), *(says.aloud(a.label) for a in page.answers))

    # ------------------------------------------------------------ time

    @property
    def one_by_one(self) -> bool:
        return self.says.key_stage == "ks1"

    @property
    def awake(self) -> bool:
        """Whether an answer can be chosen: all have woken and, for those who do not read yet, all have been read."""
        woken = len(self._wakes) == len(self.page.answers) and all(t.over(self._now) for t in self._wakes.values())
        return woken and (self.read_to_end or not self.one_by_one)

    @property
    def who_is_class(self) -> bool:
        return self.who is not None and self.who.together

    @property
    def saying(self) -> Utterance | None:  # type: ignore[override]
        """The answers are read only once they wake."""
        if self.narration.at >= self._opening and not self.pause.awake(self._now):
            return None
        return self.narration.now

    def heard(self, event: SpeechEvent) -> Outcome | None:
        super().heard(event)
        return None

    def tick(self, now: float) -> Outcome | None:
        self._now = now
        if self.narration.at >= self._opening:
            self.pause.start(now)
        if self.pause.awake(now):
            self._wake(now)
        return None

    def _wake(self, now: float) -> None:
        answers = self.page.answers
        if not self.one_by_one:
            if not self._wakes:
                for place, answer in enumerate(answers):
                    self._wakes[answer.id] = Track(now + place * STAGGER, WAKE_SECONDS, ease_out_back)
            return
        reading = self.narration.at - self._opening
        for place, answer in enumerate(answers):
            if place <= reading and answer.id not in self._wakes:
                self._wakes[answer.id] = Track(now, WAKE_SECONDS, ease_out_back)

    def due(self, now: float) -> float:
        if self.pause.wakes_at != math.inf and not self.pause.awake(now):
            return now
        moving = [*self._wakes.values(), *self._snores.values()]
        return min((track.due(now) for track in moving), default=math.inf)

    def hear_again(self) -> Outcome | None:
        """From the start. The pause is not begun again, and what is awake stays awake."""
        return super().hear_again()

    # ------------------------------------------------------------ taps

    def _tapped(self, answer: Answer) -> Callable[[], Outcome | None] | None:
        if answer.id in self.page.tried:
            return None

        def snore() -> Outcome | None:
            self.pause.early()
            self._snores[answer.id] = Track(self._now, SNORE_SECONDS, pulse)
            return None

        return (lambda: Leave(Chose(answer.id, self.pause.early_taps))) if self.awake else snore

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        return [*(self._ks1(now) if self.one_by_one else self._ks2(now)), *self.bar()]

    def _tile(self, place: int, answer: Answer, rect: Rect, now: float) -> Tile:
        folded = answer.id in self.page.tried
        wake = self._wakes[answer.id].value(now) if answer.id in self._wakes else 0.0
        state: TileState = "folded" if folded else "awake" if wake == 1.0 else "waking" if wake else "asleep"
        snore = self._snores.get(answer.id)
        ks1 = self.one_by_one
        return Tile(
            f"answer-{answer.id}",
            rect,
            answer.label,
            self._tapped(answer),
            art=scenery(answer.picture),
            mark=(KS1_MARKS if ks1 else KS2_MARKS)[place],
            style="picture" if ks1 else "row",
            state=state,
            wake=wake,
            wobble=snore.value(now) if snore and not snore.over(now) else 0.0,
            size=52 if ks1 else 36,
        )

    def _bubble_words(self) -> str:
        if self.awake:
            return self.says("talk-then-choose" if self.who_is_class else "now-click")
        return self.page.clue or self.page.step.think

    def _think_spoken(self) -> tuple[int, int] | None:
        return None if self.awake else self.narration.spoken(self._opening - 1)

    def _ks1(self, now: float) -> list[Widget]:
        answers = self.page.answers
        gap = 48 if len(answers) < 4 else 32
        width = 500 if len(answers) < 4 else 408
        left = 960 - (width * len(answers) + gap * (len(answers) - 1)) / 2
        tiles = [
            self._tile(place, answer, Rect(left + place * (width + gap), 482, width, 402), now)
            for place, answer in enumerate(answers)
        ]
        story_line = 0 if self.story and self.page.clue is None else None
        question_line = None if self.page.clue or not self.question else (1 if self.story else 0)
        think = Part("mascots/think-happy" if self.awake else "mascots/think-thinking")
        click = Part("mascots/click-happy" if self.awake else "mascots/click-wait")
        widgets: list[Widget] = [
            Image("picture", Rect(LEFT, 54, 548, 348), scenery(self.page.step.picture), radius=40, frame=True),
            Words(
                "story",
                Rect(690, 66, 520, 190),
                self.story,
                size=50,
                shrink_to=36,
                weight=400,
                leading=1.25,
                spoken=None if story_line is None else self.narration.spoken(story_line),
            )
            if self.story
            else Words("story", Rect(690, 66, 520, 190), self.question, size=50, shrink_to=36, weight=700),
            Image("think", Rect(1530, 236, 300, 206), think, fit="contain"),
            Image("click", Rect(1250, 262, 180, 180), click, fit="contain"),
        ]
        if self.story and self.question:
            widgets.append(
                Words(
                    "question",
                    Rect(690, 282, 530, 150),
                    self.question,
                    size=52,
                    shrink_to=38,
                    weight=700,
                    leading=1.2,
                    spoken=None if question_line is None else self.narration.spoken(question_line),
                )
            )
        if self.awake:
            widgets.append(
                Bubble("bubble", Rect(1290, 64, 534, 130), self._bubble_words(), kind="say", tail=(1390, 290), size=52)
            )
        else:
            widgets.append(
                Bubble(
                    "bubble",
                    Rect(1226, 22, 540, 236),
                    self._bubble_words(),
                    kind="think",
                    size=44,
                    fill=self.pause.level(now),
                    wave=now * 12 % 48 if self.pause.level(now) else 0.0,
                    tail=(1700, 262),
                    spoken=self._think_spoken(),
                )
            )
        return [*widgets, *tiles]

    def _ks2(self, now: float) -> list[Widget]:
        answers = self.page.answers
        high, pitch, top = (160, 178, 350) if len(answers) < 4 else (130, 142, 310)
        tiles = [
            self._tile(place, answer, Rect(1044, top + place * pitch, 780, high), now)
            for place, answer in enumerate(answers)
        ]
        awake = self.awake
        asking = self.question or self.page.step.think
        top_right: list[Widget]
        if awake:
            top_right = [
                Image("think", Rect(1044, 140, 112, 112), Part("mascots/think-head"), radius=56, fit="cover"),
                Words(
                    "question",
                    Rect(1180, 110, 644, 172),
                    asking,
                    size=56,
                    shrink_to=38,
                    weight=700,
                    valign="middle",
                    leading=1.2,
                    spoken=None,
                ),
            ]
        else:
            top_right = [
                Image("think", Rect(1044, 200, 112, 112), Part("mascots/think-head"), radius=56, fit="cover"),
                Bubble(
                    "bubble",
                    Rect(1184, 44, 640, 268),
                    self._bubble_words(),
                    kind="think",
                    size=44,
                    fill=self.pause.level(now),
                    wave=now * 12 % 48 if self.pause.level(now) else 0.0,
                    tail=(1164, 236),
                    spoken=self._think_spoken(),
                ),
            ]
        story = self.page.step.say if not self.question else self.story
        return [
            Image("picture", Rect(LEFT, 54, 900, 520), scenery(self.page.step.picture), radius=40, frame=True),
            Words(
                "story",
                Rect(LEFT + 8, 606, 892, 270),
                story,
                size=42,
                shrink_to=32,
                leading=1.3,
                spoken=self.narration.spoken(0) if self.page.clue is None and self.story else None,
            ),
            *top_right,
            *tiles,
        ]
