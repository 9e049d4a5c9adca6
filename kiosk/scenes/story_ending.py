"""Where a story ends: how those feel who are in it, the line about telling and, where it is not over, the way back."""

from dataclasses import replace

from kiosk.journey.story import EndingPage
from kiosk.scenes.outcome import line_card, named
from kiosk.scenes.page import LEFT, RIGHT, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.passage import Paragraph, Passage
from kiosk.scenes.trail import ARROW, Feelings, back_button, beside, heading, hero, strip, trail
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Widget

SNAP = 160.0
"""How wide the pictures of the path are, for those who do not read yet."""


class StoryEnding(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress, page: EndingPage, title: str) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.title = title
        ending = page.ending
        self.open = ending.mood == "open"
        if not self.open:
            self.backdrop = f"{says.key_stage}-outcome"
        elif says.key_stage == "ks1":
            self.backdrop = f"{says.key_stage}-rushed"
        led = page.path[-1].choice
        self.named = led.named or ""
        self.line = says.line(ending.safeguarding)
        self.feelings = Feelings(says, ending.feelings, hero(page.path, ending.picture))
        self._first = 1 if self.named else 0
        told = [self.named] if self.named else []
        self.narrate(*told, says.aloud(ending.say, ending.spoken_as), *self.feelings.said, self.line)

    @property
    def _line_spoken(self) -> tuple[int, int] | None:
        return self.narration.spoken(self._first + 1 + len(self.feelings))

    def view(self, now: float) -> list[Widget]:
        return [*(self._ks1() if self.says.key_stage == "ks1" else self._ks2()), *self.bar()]

    def _buttons(self, top: float, left: float, right: float) -> list[Widget]:
        """An open ending leads back first of all. Any other leads on."""
        wide = (right - left - 24) / 2
        finish = replace(self.next_button(Rect(right - wide, top, wide, 140), "finish"), size=46)
        if self.open and finish.kind == "go":
            finish = replace(finish, kind="quiet")
        if self.page.back is None:
            return [finish]
        awake = self.says.key_stage == "ks2" or self.read_to_end
        back = back_button(self.says, self.page.back.id, Rect(left, top, wide, 140), awake=awake, main=self.open)
        return [back, finish]

    def _said(self, rect: Rect, card: Rect, size: float) -> list[Widget]:
        told = Paragraph(self.page.ending.say, 400, self.narration.spoken(self._first))
        return [
            Passage("say", rect, (told,), size=58 if self.says.key_stage == "ks1" else 50, least=28),
            *line_card(self.says.again(self.line), card, size, self._line_spoken),
        ]

    def _ks2(self) -> list[Widget]:
        page = self.page
        here = self.says("not-over-yet") if self.open else self.says("the-end")
        stones, end = trail(page.path, here, "rewind" if self.open else "flag", LEFT, 1824)
        felt = len(self.feelings) > 0
        top = 314.0 if self.named else 214.0
        x = beside(self.letters)
        wide = x - 48 - LEFT
        picture = Rect(LEFT, 204, wide, 340 if felt else 490)
        return [
            *stones,
            *heading(self.title, end),
            Image("picture", picture, scenery(page.ending.picture), radius=40, frame=True),
            *self.feelings.cards(
                Rect(LEFT, 570, wide, 144), self.narration, self._first + 1, size=36, columns=max(2, len(self.feelings))
            ),
            *named(self.named, Rect(x, 192, RIGHT - x, 100), 76, 44, self.narration.spoken(0)),
            *self._said(Rect(x, top, RIGHT - x, 700 - top), Rect(LEFT, 738, wide, 134), 42),
            *self._buttons(732, x, RIGHT),
        ]

    def _ks1(self) -> list[Widget]:
        path = self.page.path
        left = LEFT + SNAP + ARROW
        top = 216.0 if self.named else 76.0
        columns = max(2, len(self.feelings))
        return [
            *strip(self.says, path, Rect(LEFT, 54, SNAP, 580), self.read_to_end),
            Image("picture", Rect(left, 54, 996 - left, 580), scenery(self.page.ending.picture), radius=40, frame=True),
            *self.feelings.cards(Rect(LEFT, 680, 900, 186), self.narration, self._first + 1, size=50, columns=columns),
            *named(self.named, Rect(1044, 54, 780, 120), 92, 56, self.narration.spoken(0)),
            *self._said(Rect(1044, top, 780, 526 - top), Rect(1044, 556, 780, 148), 46),
            *self._buttons(728, 1044, RIGHT),
        ]
