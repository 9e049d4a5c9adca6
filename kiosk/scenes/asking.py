"""What screens share on which something is asked: answers sleep while the thought bubble fills. Not a screen itself.

Three things happen in order. The question is read; the bubble fills, and a tap on a sleeping answer only makes it
snore; then the answers wake: for KS1 one by one as each is read, for KS2 together. Only then can one be chosen, so a
tap that came too early is never an answer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.content.model import Picture, Reading
from kiosk.journey.pause import Pause
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.passage import Paragraph, Passage
from kiosk.ui.motion import Track, ease_out_back, pulse
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.speech import Utterance
from kiosk.ui.widgets import Bubble, Image, Mark, Tap, Tile, TileState, Widget, Words

KS1_MARKS: tuple[Mark, ...] = ("star", "leaf", "drop", "star")
KS2_MARKS: tuple[Mark, ...] = ("A", "B", "C", "D")
ROWS = {2: (160.0, 192.0, 372.0, 40), 3: (160.0, 184.0, 344.0, 40), 4: (126.0, 150.0, 308.0, 36)}
"""Of those who read, by how many answers there are: how high one is, from one to the next, where the first begins, and
its words' size."""
WAKE_SECONDS = 0.35
STAGGER = 0.08
SNORE_SECONDS = 0.2
STILL_STEPS = 5
"""In how many still steps the thought fills where nothing is to move."""

Line = Literal["story", "question", "thought"]


@dataclass(frozen=True)
class Chose:
    """An answer, and how many taps came while the answers slept."""

    answer_id: str
    early_taps: int


@dataclass(frozen=True)
class Option:
    """An answer to choose, or a folded one that can only be read."""

    id: str
    label: str
    picture: Picture | None
    folded: bool = False


@dataclass(frozen=True)
class Asked:
    """`thought` is what the bubble says while the answers sleep. `opening` is said before the pause; `after` it, and
    before the answers, what waited for them."""

    picture: Picture
    story: str
    question: str
    thought: str
    options: tuple[Option, ...]
    opening: tuple[Line, ...]
    after: tuple[Line, ...] = ()
    readings: tuple[Reading, ...] = ()


class AskingPage(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, asked: Asked, pause: Pause) -> None:
        super().__init__(says, who, progress)
        self.asked = asked
        self.pause = pause
        self._lines = [line for line in (*asked.opening, *asked.after) if getattr(asked, line)]
        self._opening = sum(line in asked.opening for line in self._lines)
        self._now = 0.0
        self._wakes: dict[str, Track] = {}
        self._snores: dict[str, Track] = {}
        self.narrate(
            *(says.aloud(getattr(asked, line), asked.readings) for line in self._lines),
            *(says.aloud(option.label) for option in asked.options),
        )

    # ------------------------------------------------------------ time

    @property
    def one_by_one(self) -> bool:
        return self.says.key_stage == "ks1"

    @property
    def pictured(self) -> bool:
        """Whether its answers are large pictures over their words."""
        return self.one_by_one

    @property
    def awake(self) -> bool:
        """Whether an answer can be chosen: all have woken and, for those who do not read yet, all have been read."""
        woken = len(self._wakes) == len(self.asked.options) and all(t.over(self._now) for t in self._wakes.values())
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

    def tick(self, now: float) -> Outcome | None:
        self._now = now
        if self.narration.at >= self._opening and self.pause.wakes_at == math.inf:
            self.pause.start(now)
            self.ring("think")
        if self.pause.awake(now):
            self._wake(now)
        return None

    def _wake(self, now: float) -> None:
        options = self.asked.options
        if not self.one_by_one:
            if not self._wakes:
                self.ring("wake")
                for place, option in enumerate(options):
                    self._wakes[option.id] = Track(now + place * STAGGER, WAKE_SECONDS, ease_out_back, self.still)
            return
        reading = self.narration.at - len(self._lines)
        for place, option in enumerate(options):
            if place <= reading and option.id not in self._wakes:
                self.ring("wake")
                self._wakes[option.id] = Track(now, WAKE_SECONDS, ease_out_back, self.still)

    def due(self, now: float) -> float:
        if self.pause.wakes_at != math.inf and not self.pause.awake(now):
            return fills_next(self.pause, now, still=self.still)
        moving = [*self._wakes.values(), *self._snores.values()]
        return min((track.due(now) for track in moving), default=math.inf)

    # ------------------------------------------------------------ taps

    def _tapped(self, option: Option) -> Tap | None:
        if option.folded:
            return None

        def snore() -> Outcome | None:
            self.pause.early()
            if not self.still:
                self._snores[option.id] = Track(self._now, SNORE_SECONDS, pulse)
            return None

        return (lambda: Leave(Chose(option.id, self.pause.early_taps))) if self.awake else snore

    # ------------------------------------------------------------ look

    def tiles(self, places: Sequence[Rect], now: float, *, size: float = 36) -> list[Tile]:
        return [
            self._tile(place, option, rect, now, size)
            for place, (option, rect) in enumerate(zip(self.asked.options, places, strict=True))
        ]

    def _tile(self, place: int, option: Option, rect: Rect, now: float, size: float) -> Tile:
        wake = self._wakes[option.id].value(now) if option.id in self._wakes else 0.0
        state: TileState = "folded" if option.folded else "awake" if wake == 1.0 else "waking" if wake else "asleep"
        snore = self._snores.get(option.id)
        return Tile(
            f"answer-{option.id}",
            rect,
            self.says.again(option.label),
            self._tapped(option),
            # In a row of large letters there is no room for a picture beside them.
            art=scenery(option.picture) if option.picture and (self.pictured or not self.roomy) else None,
            mark=(KS1_MARKS if self.pictured else KS2_MARKS)[place],
            style="picture" if self.pictured else "row",
            state=state,
            wake=wake,
            wobble=snore.value(now) if snore and not snore.over(now) else 0.0,
            size=size,
            alike=tuple(self.says.again(other.label) for other in self.asked.options if other is not option),
        )

    def spoken(self, line: Line) -> tuple[int, int] | None:
        """The word of that line that is being said."""
        return self.narration.spoken(self._lines.index(line)) if line in self._lines else None

    def bubble(self, rect: Rect, tail: tuple[float, float], now: float, *, size: float = 44) -> Bubble:
        """The thought, while the answers sleep; it fills as the pause goes by."""
        level, wave = filled(self.pause, now, still=self.still)
        return Bubble(
            "bubble",
            rect,
            self.asked.thought,
            kind="think",
            size=size,
            fill=level,
            wave=wave,
            tail=tail,
            spoken=self.spoken("thought"),
        )

    def ks1(self, now: float, left: float = LEFT) -> list[Widget]:
        """The page of those who do not read yet: the situation in a band at the top, large pictures under it. Its
        picture begins at `left`."""
        asked = self.asked
        count = len(asked.options)
        gap, width = (32, 408) if count > 3 else (64, 640) if count < 3 else (36, 552) if self.roomy else (48, 500)
        first = 960 - (width * count + gap * (count - 1)) / 2
        places = [Rect(first + place * (width + gap), 470, width, 414) for place in range(count)]
        tiles = self.tiles(places, now, size=52)
        picture = Image("picture", Rect(left, 54, 644 - left, 348), scenery(asked.picture), radius=40, frame=True)
        if self.roomy:
            return [picture, *self._told_large(now), *tiles]
        think = Part("mascots/think-happy" if self.awake else "mascots/think-thinking")
        click = Part("mascots/click-happy" if self.awake else "mascots/click-wait")
        story = Passage("story", Rect(690, 66, 524, 356), self._situation, size=52, least=36, leading=1.25)
        beside: list[Widget]
        if self.awake and self.who_is_class:
            # They talk about it, and the last of them sit far away.
            story = replace(story, rect=Rect(690, 66, 690, 356), size=76)
            talk = self.says("talk-then-choose")
            beside = [
                Image("think", Rect(1484, 230, 340, 214), think, fit="contain"),
                Bubble("bubble", Rect(1400, 40, 424, 166), talk, kind="say", tail=(1720, 254), size=46),
            ]
        elif self.awake:
            now_click = self.says("now-click")
            beside = [
                Image("think", Rect(1492, 226, 332, 218), think, fit="contain"),
                Image("click", Rect(1226, 204, 250, 240), click, fit="contain"),
                Bubble("bubble", Rect(1290, 46, 534, 130), now_click, kind="say", tail=(1400, 222), size=52),
            ]
        else:
            # The thought takes the room of who thinks it.
            beside = [
                Image("think", Rect(1530, 236, 300, 206), think, fit="contain"),
                Image("click", Rect(1250, 262, 180, 180), click, fit="contain"),
                self.bubble(Rect(1226, 22, 540, 236), (1700, 262), now),
            ]
        return [picture, story, *beside, *tiles]

    def _told_large(self, now: float) -> list[Widget]:
        """One thing at a time, as large as it goes: what happens, then the thought, then what happens once more."""
        line = self._lines[self.narration.at] if self.narration.at < len(self._lines) else "thought"
        if self.awake or not self.asked.thought or (line != "thought" and self.pause.wakes_at == math.inf):
            return [Passage("story", Rect(690, 66, 1134, 356), self._situation, size=52, least=36, leading=1.25)]
        return [
            Image("think", Rect(690, 170, 150, 150), Part("mascots/think-head"), radius=75, fit="cover"),
            self.bubble(Rect(900, 60, 924, 330), (862, 240), now, size=52),
        ]

    @property
    def _situation(self) -> tuple[Paragraph, ...]:
        told: tuple[tuple[Line, int], ...] = (("story", 400), ("question", 700))
        return tuple(
            Paragraph(getattr(self.asked, line), weight, self.spoken(line))
            for line, weight in told
            if getattr(self.asked, line)
        )

    def ks2(self, now: float, think: str) -> list[Widget]:
        """The page of those who read: the situation beside its answers. `think` stands in where nothing is asked."""
        asked = self.asked
        count = len(asked.options)
        high, pitch, top, size = ROWS[min(count, 4)]
        if self.roomy and count == 3:
            high, pitch, top = 176, 200, 290
        tiles = self.tiles([Rect(1044, top + place * pitch, 780, high) for place in range(count)], now, size=size)
        top_right: list[Widget]
        if self.awake:
            top_right = [
                Image("think", Rect(1044, top / 2 - 30, 112, 112), Part("mascots/think-head"), radius=56, fit="cover"),
                Words(
                    "question",
                    Rect(1180, 54, 644, top - 60),
                    asked.question or think,
                    size=72 if self.who_is_class else 56,
                    shrink_to=38,
                    weight=700,
                    valign="middle",
                    leading=1.2,
                    spoken=None,
                ),
            ]
        else:
            top_right = [
                Image("think", Rect(1044, top - 144, 112, 112), Part("mascots/think-head"), radius=56, fit="cover"),
                self.bubble(Rect(1184, 44, 640, top - 86), (1164, top - 108), now),
            ]
        return [
            Image("picture", Rect(LEFT, 54, 900, 520), scenery(asked.picture), radius=40, frame=True),
            Words(
                "story",
                Rect(LEFT + 8, 606, 892, 270),
                asked.story or asked.question,
                size=46,
                shrink_to=32,
                leading=1.3,
                spoken=self.spoken("story"),
            ),
            *top_right,
            *tiles,
        ]


def filled(pause: Pause, now: float, *, still: bool) -> tuple[float, float]:
    """How full the thought is, 0 to 1, and how far its wave has drifted. Where nothing is to move it fills in still
    steps, and there is no wave."""
    level = pause.level(now)
    if still:
        return math.floor(level * STILL_STEPS) / STILL_STEPS, 0.0
    return level, now * 12 % 48 if level else 0.0


def fills_next(pause: Pause, now: float, *, still: bool) -> float:
    """When the thought next looks otherwise."""
    if not still:
        return now
    step = pause.seconds / STILL_STEPS
    begun = pause.wakes_at - pause.seconds
    return begun + (math.floor((now - begun) / step) + 1) * step
