"""A decision of a story: what somebody could do next, and before it the pause to think."""

import math

from kiosk.journey.pause import Pause
from kiosk.journey.story import NodePage
from kiosk.scenes.asking import Asked, AskingPage, Line, Option
from kiosk.scenes.page import LEFT, Progress, Says, Who, scenery
from kiosk.scenes.trail import ARROW, back_button, heading, hero, name_of, situation, strip, trail, turning
from kiosk.ui.pictures import Part, Portrait, Scenery
from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words

SCREENS = (
    "chat-", "tablet-", "laptop-", "email-", "game-", "video-", "film-", "profile-", "search-", "site-",
    "dance-message", "rocket-message", "hurry-message", "phone-with-copy",
)  # fmt: skip
"""How the names of those things begin that show what is on a screen."""
DRAWN = (
    "chat-empty-seat", "chat-many-laughs", "chat-owl", "chat-owl-secret", "chat-park", "game-castle",
    "game-castle-owl", "hurry-message", "laptop-bees", "laptop-sums", "laptop-tiger-adverts", "laptop-two-names",
    "phone-with-copy", "profile-card", "tablet-grey-frog", "tablet-group-chat", "tablet-many-frogs", "tablet-message",
    "tablet-two-messages", "video-rumour",
)  # fmt: skip
"""The screens that are drawn for this page themselves, each as large as there is room: see `assets/screens`."""
SHUT = ("tablet-back", "tablet-closed", "tablet-face-down", "tablet-left-alone", "laptop-closed", "laptop-trolley")
"""And those of them that show nothing: the screen is off, shut or turned away."""
ROWS = {2: (440.0, 180.0, 204.0, 42), 3: (396.0, 142.0, 166.0, 40), 4: (352.0, 112.0, 136.0, 34)}
"""By how many choices there are: where the first begins, how high one is, from one to the next, and its words' size."""
STORY, LEADING = 40.0, 1.27
"""The size of the story's words, and from one line to the next."""
LETTER = 19.5
"""How wide one of its letters is, as nearly as can be told without measuring."""
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
        asked = Asked(node.picture, told, question, node.think, options, opening, after, node.spoken_as)
        super().__init__(says, who, progress, asked, Pause.retry() if page.again else Pause(pause_seconds))

    def hear_again(self) -> Outcome | None:
        """With the story before the question: it was heard on the page before, which is a while ago now."""
        if not self.asked.story:
            return super().hear_again()
        # In the lines in which it was told there: a teacher's recordings are of those.
        told = (self.says.aloud(line, self.asked.readings) for line in turning(self.asked.story) if line)
        self.narration = self.narration.afresh(*told)
        return None

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
                self.bubble(Rect(1176, 184, 648, top - 208), (1160, top - 116), now, size=size),
            ]
        places = [Rect(1044, top + place * pitch, 780, high) for place in range(len(asked.options))]
        left = self._screen() if self._shows_screen else self._scene()
        return [*widgets, *left, *self.tiles(places, now, size=size)]

    @property
    def _shows_screen(self) -> bool:
        prop = self.page.node.picture.prop or ""
        return prop.startswith(SCREENS) and not prop.startswith(SHUT)

    def _scene(self) -> list[Widget]:
        low = self._picture_height(672, 884)
        return [
            Image("picture", Rect(LEFT, 204, 900, low - 8), scenery(self.asked.picture), radius=40, frame=True),
            self._story(Rect(LEFT + 8, 232 + low, 884, 640 - low)),
        ]

    def _screen(self) -> list[Widget]:
        """What is on the screen in the story, on a dark one of its own with whose story it is in its corner."""
        shown = self._hero
        low = self._picture_height(578, 786)
        frame = Rect(LEFT + 24, 220, 852, low)
        bubble = Rect(LEFT + 24, 244 + low, 852, 604 - low)
        widgets: list[Widget] = [
            Panel("screen", Rect(LEFT, 196, 900, 676), "screen", radius=40, level=2),
            self._shown_on(frame),
            Panel("bubble-story", bubble, "paper", radius=28),
            self._story(bubble.inset(33, 28)),
        ]
        if shown:
            face = Rect(frame.x + (-2 if self._drawn else 16), frame.bottom - 116, 100, 100)
            name = Rect(face.right - 24, face.y + 28, 168, 52)
            widgets += [
                Panel("name-card", name, "screen_bubble" if self._drawn else "screen", radius=26),
                Words(
                    "name",
                    Rect(name.x + 34, name.y, name.w - 52, name.h),
                    name_of(shown.name),
                    size=32,
                    weight=600,
                    colour="screen_name",
                    align="centre",
                    valign="middle",
                    shrink_to=22,
                ),
                Panel("face-ring", face.inset(-6), "screen", radius=56),
                Image("face", face, shown, radius=50),
            ]
        return widgets

    @property
    def _drawn(self) -> bool:
        return self.asked.picture.prop in DRAWN

    def _shown_on(self, frame: Rect) -> Image:
        """The screen itself or, where it is not drawn, the room with what shows it in the middle."""
        picture = self.asked.picture
        if self._drawn:
            return Image("picture", frame, Part(f"screens/{picture.prop}"), fit="contain")
        return Image("picture", frame, Scenery(picture.background, (), picture.prop), radius=26)

    def _picture_height(self, room: float, wide: float) -> float:
        """How high the picture may be over the story, in `room` for both: the story's words come first."""
        lines = math.ceil(len(self.asked.story) / (wide / LETTER))
        return min(420.0, max(300.0, room - lines * STORY * LEADING))

    @property
    def _hero(self) -> Portrait | None:
        """Whose story it is, as they feel now."""
        node = self.page.node
        name = hero(self.page.path, node.picture)
        feelings = {**{actor.name: actor.feeling for actor in node.picture.cast}, **node.feelings}
        return Portrait(name, feelings[name]) if name in feelings else None

    def _story(self, rect: Rect) -> Words:
        return Words("story", rect, self.asked.story, size=STORY, shrink_to=30, leading=LEADING)
