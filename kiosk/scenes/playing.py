"""What screens share on which something is done step by step, and which stay up until it is. Not a screen itself."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kiosk.content.model import Picture
from kiosk.journey.pause import Pause
from kiosk.journey.play import Move, PlayPage
from kiosk.scenes.asking import Asked, AskingPage, Option
from kiosk.scenes.page import LEFT, RIGHT, Progress, Says, Who
from kiosk.ui.motion import Track
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Button, Drawing, Image, Panel, TileState, Widget, Words

TOP = 212.0
"""Where the page begins under the question."""


@dataclass(frozen=True)
class Played:
    """Something was done: a move of the page, and how many taps came while its things slept."""

    move: Move
    early_taps: int = 0


class InPlay:
    """A screen that goes on from page to page of one step, keeping what is being said and what moves."""

    page: Any

    def stays(self, page: Any) -> bool:
        """Whether this screen is the one for that page too."""
        return type(page) is type(self.page) and bool(page.step == self.page.step)

    def went(self, page: PlayPage) -> None:
        """What was done has been kept, and this is the page now."""
        raise NotImplementedError


class PlayingPage(InPlay, AskingPage):
    """Things to put somewhere. They sleep while the question is thought about, as answers do.

    What there is to say about a move (`told`) stands in the place of the question until the next one begins.
    """

    def __init__(
        self,
        says: Says,
        who: Who,
        progress: Progress,
        page: Any,
        options: Iterable[Option],
        pause_seconds: float,
        *,
        begun: bool,
    ) -> None:
        step = page.step
        asked = Asked(step.picture, step.say, "", step.think, tuple(options), ("story", "thought"), (), step.spoken_as)
        super().__init__(says, who, progress, asked, Pause.retry() if begun else Pause(pause_seconds))
        self.page = page
        self.told = ""
        self._under_way = False
        self._tracks: list[Track] = []
        self._early = 0
        self._asking = True
        """Whether it is the question that is being said."""
        self._closing = 0
        if not page.moves:
            # Carrying on where it had all been done already.
            self._under_way = True
            self._tell("", [])

    # ------------------------------------------------------------ what a screen of this kind says

    def telling(self, before: Any) -> str:
        """What there is to say, at the top, now that `before` has become `self.page`; perhaps nothing."""
        raise NotImplementedError

    def onward(self, before: Any) -> list[str]:
        """What is said next, of what is to be done now."""
        return []

    def closing(self) -> list[str]:
        """What is said when it has all been done."""
        raise NotImplementedError

    # ------------------------------------------------------------ moves

    def went(self, page: PlayPage) -> None:
        before, self.page = self.page, page
        self._under_way = True
        self._tracks = []
        self._tell(self.telling(before), self.onward(before))

    def _tell(self, told: str, onward: list[str]) -> None:
        self.told, self._asking = told, False
        lines = [told, *onward] if told else onward
        self._closing = len(lines)
        self.read_to_end = False
        self.narrate(*lines, *(self.closing() if self.done else []))

    @property
    def closing_line(self) -> int | None:
        """Which line of the closing is being said."""
        at = self.narration.at - self._closing
        return at if self.done and at >= 0 and not self.narration.ended else None

    def play(self, *move: str, early: bool = True) -> Outcome:
        """Keep a move. Taps that came too early go with the first one that is to be recorded."""
        taps = self.pause.early_taps - self._early if early else 0
        self._early += taps
        return Keep(Played(move, taps))

    def read(self, text: str) -> None:
        """Read what was touched, for those who cannot; the question is back."""
        self.told, self._asking = "", False
        self.narrate(text)

    @property
    def awake(self) -> bool:
        return self._under_way or super().awake

    @property
    def done(self) -> bool:
        return not self.page.moves

    def hear_again(self) -> Outcome | None:
        """The explanation that stands there, or the question."""
        if not self.awake or self.told or self.done:
            return super().hear_again()
        self._asking = True
        self.narrate(self.says.aloud(self.asked.story, self.asked.readings), self.asked.thought)
        return None

    # ------------------------------------------------------------ movement

    def moving(self, seconds: float, *, late: float = 0.0, **ease: Any) -> Track:
        """A movement that begins now."""
        track = Track(self._now + late, seconds, reduced=self.still, **ease)
        self._tracks.append(track)
        return track

    def due(self, now: float) -> float:
        return min((super().due(now), *(track.due(now) for track in self._tracks)), default=math.inf)

    # ------------------------------------------------------------ look

    @property
    def edge(self) -> str:
        """The colour of cards that have no mark."""
        return "tile_edge" if self.one_by_one else "ks2_line"

    def look(self, option_id: str, now: float) -> dict[str, Any]:
        """How far a tile has woken, for the fields of that name."""
        wake = 1.0 if self._under_way else self._wakes[option_id].value(now) if option_id in self._wakes else 0.0
        state: TileState = "awake" if wake == 1.0 else "waking" if wake else "asleep"
        snore = self._snores.get(option_id)
        return {"wake": wake, "state": state, "wobble": snore.value(now) if snore and not snore.over(now) else 0.0}

    def tap(self, option: Option, move: Any) -> Any:
        """What a touch does: the move, or while it sleeps a snore."""
        return move if self.awake else self._tapped(option)

    def showing(self, said: str) -> str:
        """What is said when it has put itself right."""
        return f"{self.says.in_english('let-me-show-you')} {said}"

    def settling(self, area: Rect, words: str, line: int) -> list[Widget]:
        """All is in: is that it? `area` is where the things lay that it was made of; `line` says the words."""
        done = Button(
            "done", self._button_rect(area), self.says("done"), lambda: self.play("done"), icon="tick", size=56
        )
        return [*self._beside(area, words, "thinking", "ink", line), done]

    def finished(self, area: Rect, words: str, line: int = 0) -> list[Widget]:
        """It has been done: what was done well, which is that line of the closing, and on."""
        widgets = self._beside(area, words, "joy", "green", self._closing + line)
        return [*widgets, self.next_button(self._button_rect(area))]

    def _button_rect(self, area: Rect) -> Rect:
        if area.w > 1000:
            return Rect(area.right - 480, area.y + area.h / 2 - 68, 480, 136)
        return Rect(area.x, area.y + 392, area.w, 136)

    def _beside(self, area: Rect, words: str, mood: str, colour: str, line: int) -> list[Widget]:
        if area.w > 1000:
            high = min(area.h, 280.0)
            mascot = Rect(area.x + 20, area.y + (area.h - high) / 2, 400, high)
            room = Rect(area.x + 464, area.y, area.w - 464 - 530, area.h)
        else:
            mascot, room = Rect(area.x + 150, area.y + 176, 400, 200), Rect(area.x, area.y, area.w, 160)
        return [
            Image("settled", mascot, Part(f"mascots/think-{mood}"), fit="contain"),
            Words(
                "settled-words", room, words, size=58, shrink_to=36, weight=700, colour=colour, valign="middle",
                leading=1.2, spoken=self.narration.spoken(line),
            ),
        ]  # fmt: skip

    def heading(self, now: float) -> list[Widget]:
        """The question with what to do under it; its thought while it fills; or what there is to say about a move."""
        ks1 = self.one_by_one
        left = 374.0 if ks1 else 232.0
        widgets: list[Widget] = []
        if ks1:
            mood = "joy" if self.done else "happy" if self.told or self.awake else "thinking"
            widgets.append(Image("think", Rect(124, 36, 212, 150), Part(f"mascots/think-{mood}"), fit="contain"))
            click = "happy" if self.awake else "wait"
            if not self.told:
                widgets.append(Image("click", Rect(1640, 20, 180, 164), Part(f"mascots/click-{click}"), fit="contain"))
        else:
            widgets.append(Image("think", Rect(LEFT, 54, 112, 112), Part("mascots/think-head"), radius=56, fit="cover"))
        wide = (1600 if ks1 else RIGHT) - left
        if self.told:
            tip = (left - 24, 118.0)
            box = Rect(left + 30, 36, RIGHT - left - 30, 136)
            widgets.append(Bubble("told", box, self.told, tail=tip, size=46, spoken=self.narration.spoken(0)))
        elif not self.awake:
            widgets.append(self.bubble(Rect(left, 36, wide, 136), (left - 90, 150), now, size=52))
            if self.narration.at == 0 and self.asked.story:
                # Until the question is put, what to do is what is being said.
                widgets[-1] = Words(
                    "say", Rect(left, 60, wide, 100), self.asked.story, size=48, shrink_to=34, weight=500,
                    valign="middle", leading=1.2, spoken=self.spoken("story"),
                )  # fmt: skip
        else:
            widgets += [
                Words(
                    "question",
                    Rect(left, 50, wide, 58),
                    self.asked.thought,
                    size=60,
                    shrink_to=38,
                    weight=700,
                    spoken=self.spoken("thought") if self._asking else None,
                ),
                Words(
                    "say",
                    Rect(left, 126, wide, 52),
                    self.asked.story,
                    size=42,
                    shrink_to=28,
                    colour="ink2",
                    valign="middle",
                    spoken=self.spoken("story") if self._asking else None,
                ),
            ]
        return widgets


def ghost(key: str, rect: Rect, *, radius: float = 40) -> Panel:
    """Where something lay, or will lie."""
    return Panel(key, rect, "off", edge="off_edge", radius=radius, dashed=True, solid=False)


def number(key: str, centre: tuple[float, float], figure: int, *, across: float = 92) -> Drawing:
    """A number on a green disc."""

    def paint(painter: Painter, rect: Rect) -> None:
        painter.disc(rect.centre, across, "paper")
        painter.disc(rect.centre, across - 10, "green")
        painter.words(str(figure), rect, across * 0.48, 700, "on_green", "centre", "middle", grow=False)

    box = Rect(centre[0] - across / 2, centre[1] - across / 2, across, across)
    return Drawing(key, box, paint, look=figure, label=str(figure))


def tick(key: str, centre: tuple[float, float], *, across: float = 72, faint: bool = False) -> Drawing:
    """Done: a tick on a green disc, or a faint one where something lay."""

    def paint(painter: Painter, rect: Rect) -> None:
        if faint:
            painter.icon("tick", rect.centre, across, "off_edge", "off")
            return
        painter.disc(rect.centre, across, "green")
        painter.icon("tick", rect.centre, across * 0.62, "on_green", "green")

    box = Rect(centre[0] - across / 2, centre[1] - across / 2, across, across)
    return Drawing(key, box, paint, look=faint)


def beside(thing: Any, things: Iterable[Any]) -> tuple[str, ...]:
    """The labels of the others that lie there."""
    return tuple(other.label for other in things if other is not thing)


def option(thing: Any) -> Option:
    """A card, a basket or a part, as something that sleeps and is read when it wakes."""
    picture: Picture | None = thing.picture
    return Option(thing.id, thing.label, picture)
