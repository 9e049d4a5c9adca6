"""Where a choice has led: what happened, how those feel who are in it, and on, or back to choose again."""

from dataclasses import replace

from kiosk.journey.story import FeltPage
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery, sentences
from kiosk.scenes.trail import Feelings, back_button, heading, hero, situation, trail
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Bubble, Image, Widget, Words


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
            self.backdrop = "outcome" if self.named else "rushed" if self.rushed else "ks1"
        # The question at the end is asked on the next page, over the choices.
        told, _ = situation(node.say)
        self.story, self.turn = _turn(told)
        self.feelings = Feelings(says, node.feelings, hero(page.path, node.picture))
        lines = [says.aloud(line, node.spoken_as) for line in (self.story, self.turn) if line]
        self._named = 1 if self.named else 0
        self._lines = self._named + len(lines)
        self.narrate(*([self.named] if self.named else []), *lines, *self.feelings.said)

    def view(self, now: float) -> list[Widget]:
        return [*(self._ks1() if self.says.key_stage == "ks1" else self._ks2()), *self.bar()]

    def _buttons(self, top: float, left: float, right: float) -> list[Widget]:
        wide = (right - left - 24) / 2
        on = replace(self.next_button(Rect(right - wide, top, wide, 140), "carry-on"), size=46)
        if self.page.back is None:
            return [on]
        return [back_button(self.says, self.page.back.id, Rect(left, top, wide, 140)), on]

    def _words(self, key: str, text: str, rect: Rect, line: int, size: float, weight: int) -> Words:
        return Words(
            key, rect, text, size=size, shrink_to=28, weight=weight, leading=1.3, spoken=self.narration.spoken(line)
        )

    def _ks2(self) -> list[Widget]:
        page = self.page
        stones, end = trail(page.path, page.node.short, "chat", LEFT, 1824)
        felt = len(self.feelings) > 0
        widgets = [
            *stones,
            *heading(self.title, end),
            Image("picture", Rect(LEFT, 200, 1000, 470 if felt else 672), scenery(page.node.picture), radius=34),
            *self.feelings.cards(Rect(LEFT, 700, 1000, 172), self.narration, self._lines),
        ]
        top = 204.0
        if self.named:
            widgets += [
                Image("tick", Rect(1144, 196, 76, 76), Part("marks/tick-badge"), fit="contain"),
                Words(
                    "named",
                    Rect(1240, 184, 584, 100),
                    self.named,
                    size=44,
                    shrink_to=32,
                    weight=700,
                    colour="green",
                    valign="middle",
                    leading=1.15,
                    spoken=self.narration.spoken(0),
                ),
            ]
            top = 306.0
        turn = 560.0
        widgets.append(self._words("say", self.story, Rect(1144, top, 680, turn - 24 - top), self._named, 42, 400))
        if self.turn:
            widgets.append(self._words("turn", self.turn, Rect(1144, turn, 680, 140), self._named + 1, 42, 600))
        return [*widgets, *self._buttons(732, 1144, 1824)]

    def _ks1(self) -> list[Widget]:
        page = self.page
        widgets: list[Widget] = [
            Image("picture", Rect(LEFT, 54, 980, 800), scenery(page.node.picture), radius=40, frame=True)
        ]
        top = 84.0
        if self.named:
            widgets += [
                Image("tick", Rect(1136, 66, 92, 92), Part("marks/tick-badge"), fit="contain"),
                Words(
                    "named",
                    Rect(1250, 56, 574, 112),
                    self.named,
                    size=54,
                    shrink_to=38,
                    weight=700,
                    colour="green",
                    valign="middle",
                    leading=1.15,
                    spoken=self.narration.spoken(0),
                ),
            ]
            top = 192.0
        widgets += [
            self._words("say", self.story, Rect(1136, top, 688, 300 - top), self._named, 50, 500),
            *self.feelings.cards(
                Rect(1136, 436, 688, 150), self.narration, self._lines, size=36, columns=max(2, len(self.feelings))
            ),
        ]
        if self.turn:
            widgets.append(self._words("turn", self.turn, Rect(1136, 310, 688, 110), self._named + 1, 50, 600))
        if self.rushed:
            widgets += [
                Image("click", Rect(1136, 596, 130, 116), Part("mascots/click-oops"), fit="contain"),
                Bubble("oops", Rect(1296, 606, 400, 88), self.says("oops-i-rushed"), tail=(1262, 660), size=40),
            ]
        else:
            think = Part("mascots/think-joy" if self.named else "mascots/think-calm")
            room = Rect(1136, 592, 200, 128) if self.feelings else Rect(1120, 500, 330, 220)
            widgets.append(Image("think", room, think, fit="contain"))
        return [*widgets, *self._buttons(728, 1136, 1824)]


def _turn(text: str) -> tuple[str, str]:
    """What is told, and the sentence at its end from which the story goes on. A single sentence stays whole."""
    *before, last = sentences(text)
    told = " ".join(before)
    in_speech = told.count('"') % 2 or told.count("“") != told.count("”")
    return (text, "") if not told or in_speech else (told, last)
