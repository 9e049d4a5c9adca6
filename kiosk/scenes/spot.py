"""Things to find in a picture. Nothing can be missed: after a while Click points to one."""

import math

from kiosk.content.model import GRID, Place
from kiosk.journey.spot import SpotPage
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.playing import InPlay, Played, tick
from kiosk.ui.motion import Track, pulse
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Area, Bubble, Image, Panel, Widget, Words

PICTURE = Rect(LEFT, 62, 1240, 806)
"""Places in a picture are told in thousandths of this."""
PATIENCE = 20.0
"""Seconds of quiet after which Click points to something."""
GLOW_SECONDS, GLOWS = 1.6, 3
SIDE = 1384.0


class Spot(InPlay, PupilPage):
    page: SpotPage

    def __init__(self, says: Says, who: Who, progress: Progress, page: SpotPage, pause_seconds: float) -> None:
        super().__init__(says, who, progress)
        self.page = page
        self.told = ""
        self._now = 0.0
        self._hint_at = math.inf
        self._glows: list[Track] = []
        if self.done:
            self._close([])
        else:
            self.narrate(says.aloud(page.step.say, page.step.spoken_as))

    @property
    def done(self) -> bool:
        return not self.page.moves

    @property
    def awake(self) -> bool:
        """Things may be found from the first moment: looking is thinking."""
        return True

    def went(self, page: SpotPage) -> None:  # type: ignore[override]
        before, self.page = self.page, page
        self._hint_at = math.inf
        if page.hints > before.hints and page.pointed is not None:
            self.told = page.pointed.hint or page.step.hint
            # In still steps, because a light that only cuts would never be seen.
            self._glows = [
                Track(self._now + number * GLOW_SECONDS, GLOW_SECONDS, pulse, self.still, steps=2)
                for number in range(GLOWS)
            ]
        else:
            self._glows = []
            self.told = self.page.step.place(page.found[-1]).say
        if self.done:
            self._close([self.told])
        else:
            self.narrate(self.told)

    def _close(self, before: list[str]) -> None:
        self.read_to_end = False
        self.narrate(*before, self.page.step.named)

    def hear_again(self) -> Outcome | None:
        self.told = ""
        self._hint_at = math.inf
        if self.done:
            return super().hear_again()
        self.narrate(self.says.aloud(self.page.step.say, self.page.step.spoken_as))
        return None

    def nudge(self, now: float) -> Outcome | None:
        """Click has something better to say than that there is time."""
        return None

    # ------------------------------------------------------------ time

    def tick(self, now: float) -> Outcome | None:
        self._now = now
        if ("hint",) not in self.page.moves or not self.narration.ended:
            self._hint_at = math.inf
        elif self._hint_at == math.inf:
            self._hint_at = now + PATIENCE
        elif now >= self._hint_at:
            self._hint_at = math.inf
            return Keep(Played(("hint",)))
        return None

    def due(self, now: float) -> float:
        return min((track.due(now) for track in self._glows), default=math.inf)

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        page, step = self.page, self.page.step
        widgets: list[Widget] = [
            Image("picture", PICTURE, scenery(step.picture), radius=40, frame=True),
            Words(
                "say",
                Rect(SIDE, 76, 440, 240),
                step.say,
                size=58 if self.says.key_stage == "ks1" else 46,
                shrink_to=34,
                weight=700,
                leading=1.2,
                spoken=self.narration.spoken(0) if not self.told and not self.done else None,
            ),
            *self._count(),
        ]
        widgets += [self._area(place, now) for place in step.places if not self.done or place.id in page.found]
        if self.done:
            named = Rect(SIDE, 622, 440, 94) if self.told else Rect(SIDE, 500, 440, 200)
            widgets += [
                Words(
                    "named", named, step.named, size=50, shrink_to=32, weight=700, colour="green", valign="middle",
                    leading=1.15, spoken=self.narration.spoken(1 if self.told else 0),
                ),
                self.next_button(Rect(SIDE, 738, 440, 136)),
            ]  # fmt: skip
            if self.told:
                box = Rect(SIDE, 474, 440, 124)
                widgets.append(Bubble("told", box, self.told, size=38, spoken=self.narration.spoken(0)))
        else:
            mood = "eager" if page.pointed else "happy" if self.told else "calm"
            widgets.append(Image("click", Rect(1560, 648, 250, 226), Part(f"mascots/click-{mood}"), fit="contain"))
            if self.told:
                box = Rect(SIDE, 474, 440, 148)
                widgets.append(
                    Bubble("told", box, self.told, tail=(1650, 680), size=38, spoken=self.narration.spoken(0))
                )
        return [*widgets, *self.bar()]

    def _count(self) -> list[Widget]:
        """How many have been found, of how many."""
        find = self.page.step.find
        pitch = min(150.0, 440 / find)
        across = min(pitch - 20, 120.0)
        widgets: list[Widget] = []
        for place in range(find):
            box = Rect(SIDE + place * pitch, 330 + (120 - across) / 2, across, across)
            if place < len(self.page.found):
                widgets.append(tick(f"found-{place}", box.centre, across=across))
            else:
                widgets += [
                    Panel(f"open-{place}", box, "off", "off_edge", 4, across / 2, dashed=True, solid=False),
                    Words(
                        f"open-figure-{place}", box, str(place + 1), size=across * 0.42, weight=600, colour="ink2",
                        align="centre", valign="middle",
                    ),
                ]  # fmt: skip
        return widgets

    def _area(self, place: Place, now: float) -> Area:
        page = self.page
        found = place.id in page.found
        pointed = 0.0
        if page.pointed is not None and page.pointed.id == place.id:
            glow = next((track for track in self._glows if not track.over(now)), None)
            pointed = 0.35 + 0.65 * glow.value(now) if glow else 1.0
        x, y, w, h = (part / GRID for part in place.at)
        rect = Rect(PICTURE.x + x * PICTURE.w, PICTURE.y + y * PICTURE.h, w * PICTURE.w, h * PICTURE.h)
        return Area(
            f"place-{place.id}",
            rect,
            label=place.label,
            on_tap=None if found else lambda: Keep(Played(("found", place.id))),
            found=found,
            pointed=round(pointed, 2),
        )
