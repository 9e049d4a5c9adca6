"""Where a choice has led: what happened, how those feel who are in it, and on, or back to choose again."""

from dataclasses import replace

from kiosk.journey.story import FeltPage
from kiosk.scenes.outcome import named
from kiosk.scenes.page import LEFT, RIGHT, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.passage import Paragraph, Passage
from kiosk.scenes.trail import (
    ARROW,
    Feelings,
    back_button,
    beside,
    heading,
    hero,
    situation,
    strip,
    trail,
    turning,
)
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Image, Widget

SNAP = 184.0
"""How wide the pictures of the path are."""


class StoryFelt(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: FeltPage, title: str) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.title = title
        node = page.node
        led = page.path[-1].choice if page.path else None
        self.named = (led.named or "") if led else ""
        self.rushed = led is not None and led.kind == "unhelpful"
        if says.key_stage == "ks1":
            self.backdrop = "ks1-outcome" if self.named else "ks1-rushed" if self.rushed else "ks1"
        # The question at the end is asked on the next page, over the choices.
        told, _ = situation(node.say)
        self.story, self.turn = turning(told)
        self.feelings = Feelings(says, node.feelings, hero(page.path, node.picture))
        lines = [says.aloud(line, node.spoken_as) for line in (self.story, self.turn) if line]
        self._named = 1 if self.named else 0
        self._lines = self._named + len(lines)
        # Those who do not read hear that they may go back.
        asking = [says("go-back-or-on")] if says.key_stage == "ks1" and self.rushed and page.back else []
        self._asks = self._lines + len(self.feelings) if asking else None
        self.narrate(*([self.named] if self.named else []), *lines, *self.feelings.said, *asking)

    def view(self, now: float) -> list[Widget]:
        return [*(self._ks1() if self.says.key_stage == "ks1" else self._ks2()), *self.bar()]

    def _buttons(self, top: float, left: float, right: float) -> list[Widget]:
        wide = (right - left - 24) / 2 if self.page.back else 400
        on = replace(self.next_button(Rect(right - wide, top, wide, 140), "carry-on"), size=46)
        if self.page.back is None:
            return [on]
        back = back_button(self.says, self.page.back.id, Rect(left, top, wide, 140), awake=self._awake)
        return [back, on]

    @property
    def _awake(self) -> bool:
        """Whether there is a way back yet: those who do not read hear first what came of it."""
        return self.says.key_stage == "ks2" or self.read_to_end

    def _told(self, rect: Rect, size: float, least: float) -> Passage:
        """The story, and larger in weight the sentence from which it goes on."""
        weights = (400, 600) if self.says.key_stage == "ks2" else (500, 700)
        told = tuple(
            Paragraph(text, weight, self.narration.spoken(self._named + place))
            for place, (text, weight) in enumerate(zip((self.story, self.turn), weights, strict=True))
            if text
        )
        return Passage("say", rect, told, size=size, least=least)

    def _ks2(self) -> list[Widget]:
        page = self.page
        stones, end = trail(page.path, page.node.short, "chat", LEFT, 1824)
        felt = len(self.feelings) > 0
        top = 314.0 if self.named else 214.0
        x = beside(self.letters)
        wide = x - 48 - LEFT
        picture = Rect(LEFT, 204, wide, 458 if felt else 660)
        return [
            *stones,
            *heading(self.title, end),
            Image("picture", picture, scenery(page.node.picture), radius=40, frame=True),
            *self.feelings.cards(Rect(LEFT, 700, wide, 172), self.narration, self._lines, size=36),
            *named(self.named, Rect(x, 192, RIGHT - x, 100), 76, 44, self.narration.spoken(0)),
            self._told(Rect(x, top, RIGHT - x, 704 - top), 50, 32),
            *self._buttons(732, x, RIGHT),
        ]

    def _ks1(self) -> list[Widget]:
        page = self.page
        left = LEFT + SNAP + ARROW if page.path else LEFT
        low = 580.0 if self.feelings else 800.0
        top = 226.0 if self.named else 76.0
        widgets: list[Widget] = [
            *strip(self.says, page.path, Rect(LEFT, 54, SNAP, low), self._awake),
            Image("picture", Rect(left, 54, LEFT + 980 - left, low), scenery(page.node.picture), radius=40, frame=True),
            *named(self.named, Rect(1136, 54, 688, 120), 92, 56, self.narration.spoken(0)),
        ]
        if self.feelings:
            room = Rect(LEFT, 676, 980, 190)
            widgets += self.feelings.cards(
                room, self.narration, self._lines, size=50, columns=max(2, len(self.feelings))
            )
        if self.rushed:
            widgets += [
                Image("click", Rect(1130, 556, 170, 152), Part("mascots/click-oops"), fit="contain"),
                self._click,
            ]
        elif page.back is None:
            think = Part(f"mascots/think-{'joy' if self.named else 'calm'}")
            widgets.append(Image("think", Rect(1110, 680, 290, 192), think, fit="contain"))
        return [
            *widgets,
            self._told(Rect(1136, top, 688, (530 if self.rushed else 640) - top), 60, 40),
            *self._buttons(728, 1136, 1824),
        ]

    @property
    def _click(self) -> Bubble:
        """Click says that it was too quick and, once the feelings have been told, what can be done."""
        asks = self._asks is not None and self.narration.at >= self._asks
        said = self.says("go-back-or-on" if asks else "oops-i-rushed")
        spoken = self.narration.spoken(self._asks) if self._asks is not None else None
        return Bubble("oops", Rect(1322, 558, 502, 130), said, tail=(1290, 640), size=44, spoken=spoken)
