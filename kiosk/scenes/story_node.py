"""A decision of a story: what somebody could do next, and before it the pause to think."""

from kiosk.journey.pause import Pause
from kiosk.journey.story import NodePage
from kiosk.scenes.asking import Asked, AskingPage, Line, Option
from kiosk.scenes.page import LEFT, Progress, Says, Who, scenery
from kiosk.scenes.trail import ARROW, back_button, heading, hero, name_of, situation, strip, trail
from kiosk.ui.pictures import Part, Portrait, Scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words

SCREENS = (
    "chat-", "tablet-", "laptop-", "email-", "game-", "video-", "film-", "profile-", "search-", "site-",
    "dance-message", "rocket-message", "hurry-message", "phone-with-copy",
)  # fmt: skip
"""How the names of those things begin that show what is on a screen."""
SHUT = ("tablet-back", "tablet-closed", "tablet-face-down", "tablet-left-alone", "laptop-closed")
ROWS = {2: (440.0, 180.0, 204.0, 36), 3: (400.0, 148.0, 162.0, 36), 4: (368.0, 118.0, 128.0, 31)}
"""By how many choices there are: where the first begins, how high one is, from one to the next, and its words' size."""
SNAP = 144.0
"""How wide the pictures of the path are."""


class StoryDecision(AskingPage):
    def __init__(
        self, says: Says, who: Who, progress: Progress, page: NodePage, title: str, pause_seconds: float
    ) -> None:
        self.page = page
        self.title = title
        node = page.node
        told, question = situation(node.say)
        options = tuple(Option(choice.id, choice.label, choice.picture) for choice in page.choices)
        # Where the question is not to be seen until the answers wake, it is not said before either.
        ks1 = says.key_stage == "ks1"
        opening: tuple[Line, ...] = ("question", "thought") if ks1 else ("thought",)
        after: tuple[Line, ...] = () if ks1 else ("question",)
        asked = Asked(node.picture, told, question, node.think, options, opening, after)
        super().__init__(says, who, progress, asked, Pause.retry() if page.again else Pause(pause_seconds))

    def view(self, now: float) -> list[Widget]:
        return [*(self._ks1(now) if self.one_by_one else self._ks2(now)), *self.bar()]

    def _ks1(self, now: float) -> list[Widget]:
        path = self.page.path
        snaps = strip(self.says, path, Rect(LEFT, 54, SNAP, 392), self.awake)
        return [*snaps, *self.ks1(now, LEFT + SNAP + ARROW if path else LEFT)]

    def _ks2(self, now: float) -> list[Widget]:
        asked, page = self.asked, self.page
        stones, end = trail(page.path, page.node.short, "chat", 372 if page.path else LEFT, 1824)
        widgets: list[Widget] = [*stones, *heading(self.title, end)]
        if page.path:
            widgets.insert(0, back_button(self.says, page.path[-1].node.id, Rect(LEFT, 54, 252, 112), size=36))
        top, high, pitch, size = ROWS[len(asked.options)]
        if self.awake:
            middle = 192 + (top - 216) / 2
            widgets += [
                Image("think", Rect(1044, middle - 56, 112, 112), Part("mascots/think-head"), radius=56),
                Words(
                    "question",
                    Rect(1184, 192, 640, top - 216),
                    asked.question or asked.thought,
                    size=56,
                    shrink_to=36,
                    weight=700,
                    valign="middle",
                    leading=1.2,
                    spoken=self.spoken("question"),
                ),
            ]
        else:
            widgets += [
                Image("think", Rect(1044, top - 152, 112, 112), Part("mascots/think-head"), radius=56),
                self.bubble(Rect(1184, 184, 640, top - 208), (1164, top - 116), now, size=size + 4),
            ]
        places = [Rect(1044, top + place * pitch, 780, high) for place in range(len(asked.options))]
        left = self._screen() if self._shows_screen else self._scene()
        return [*widgets, *left, *self.tiles(places, now, size=size)]

    @property
    def _shows_screen(self) -> bool:
        prop = self.page.node.picture.prop or ""
        return prop.startswith(SCREENS) and not prop.startswith(SHUT)

    def _scene(self) -> list[Widget]:
        return [
            Image("picture", Rect(LEFT, 200, 900, 400), scenery(self.asked.picture), radius=34),
            self._story(Rect(LEFT + 8, 628, 884, 244), "ink"),
        ]

    def _screen(self) -> list[Widget]:
        """What is on the screen in the story, on a dark one of its own, and below it whose story it is."""
        shown, picture = self._hero, self.asked.picture
        widgets: list[Widget] = [
            Panel("screen", Rect(LEFT, 196, 900, 676), "screen", radius=40, level=2),
            Image("picture", Rect(LEFT + 24, 220, 852, 368), Scenery(picture.background, (), picture.prop), radius=26),
        ]
        left = LEFT + 24.0
        if shown:
            widgets += [
                Image("face", Rect(LEFT + 24, 634, 108, 108), shown, radius=54),
                Words(
                    "name",
                    Rect(LEFT + 12, 752, 132, 40),
                    name_of(shown.name),
                    size=32,
                    weight=600,
                    colour="screen_name",
                    align="centre",
                    shrink_to=22,
                ),
            ]
            left += 132
        bubble = Rect(left, 608, LEFT + 876 - left, 240)
        return [
            *widgets,
            Panel("bubble-story", bubble, "paper", radius=28),
            self._story(bubble.inset(30, 24), "ink"),
        ]

    @property
    def _hero(self) -> Portrait | None:
        """Whose story it is, as they feel now."""
        node = self.page.node
        name = hero(self.page.path, node.picture)
        feelings = {**{actor.name: actor.feeling for actor in node.picture.cast}, **node.feelings}
        return Portrait(name, feelings[name]) if name in feelings else None

    def _story(self, rect: Rect, colour: str) -> Words:
        return Words(
            "story", rect, self.asked.story, size=38, shrink_to=26, leading=1.28, colour=colour, valign="middle"
        )
