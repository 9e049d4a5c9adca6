"""The picture password of KS2: three of nine pictures, in order. Chosen at the first turn, entered at the others."""

from dataclasses import dataclass
from typing import Literal

from kiosk.journey.password import PICTURES, Choosing, Entry
from kiosk.scenes.page import LEFT, PupilPage, Says, Who, icon
from kiosk.ui.pictures import Actor, Part, Scenery
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Tile, Widget, Words

ASKING = Scenery("classroom", (Actor("kofi", "unsure"), Actor("miss-bell", "caring", "listen")), None)
NINE = ("rocket", "apple", "boat", "umbrella", "tree", "balloon", "key", "kite", "drum")
Task = Literal["choose", "enter"]


@dataclass(frozen=True)
class Chose:
    """A new password, picked twice the same."""

    pictures: tuple[str, ...]


@dataclass(frozen=True)
class Entered:
    """To be compared with the one that was chosen."""

    pictures: tuple[str, ...]


@dataclass(frozen=True)
class GaveUp:
    """The pupil goes to the teacher."""


class Password(PupilPage):
    def __init__(self, says: Says, who: Who, task: Task, *, misses: int = 0) -> None:
        super().__init__(says, who)
        self._choosing = Choosing() if task == "choose" else None
        self.entry = self._choosing.entry if self._choosing is not None else Entry()
        self._heading = "choose-three-pictures" if task == "choose" else "tap-your-three-pictures"
        if misses:
            self._heading = "not-those-pictures"
        self._tell()

    def _tell(self) -> None:
        self.narrate(self.says(self._heading), self.says("keep-it-secret"))

    def _pick(self, picture: str) -> Outcome | None:
        self.entry.pick(picture)
        if not self.entry.full:
            return None
        if self._choosing is None:
            return Leave(Entered(self.entry.take()))
        match self._choosing.settle():
            case "chosen":
                assert self._choosing.password is not None
                return Leave(Chose(self._choosing.password))
            case "again":
                self._heading = "choose-three-again"
            case "differs":
                self._heading = "not-the-same-three"
        self._tell()
        return None

    def _rub_out(self) -> Outcome | None:
        self.entry.clear()
        return None

    def view(self, now: float) -> list[Widget]:
        assert self.who is not None
        widgets: list[Widget] = [
            Image("avatar", Rect(LEFT, 60, 140, 140), self.who.art, fit="contain"),
            Words(
                "hello",
                Rect(264, 54, 600, 92),
                self.says("hello-name", name=self.who.name),
                size=64,
                shrink_to=40,
                weight=700,
                valign="middle",
                leading=1.1,
            ),
            Words(
                "task",
                Rect(264, 164, 614, 146),
                self.says(self._heading),
                size=44,
                shrink_to=34,
                colour="ink2",
                spoken=self.narration.spoken(0),
            ),
        ]
        for place in range(PICTURES):
            rect = Rect(LEFT + place * 228, 330, 204, 204)
            filled = place < len(self.entry.picks)
            widgets.append(
                Panel(f"slot-{place}", rect, "screen", radius=28)
                if filled
                else Panel(f"slot-{place}", rect, "paper", edge="ks2_line", edge_width=4, radius=28, dashed=True)
            )
            # A tick and not the picture: the next child in the queue is looking.
            widgets.append(
                Image(f"tick-{place}", rect.inset(52), Part("marks/tick-badge"), fit="contain")
                if filled
                else Words(
                    f"number-{place}",
                    rect,
                    str(place + 1),
                    size=64,
                    weight=600,
                    colour="ink2",
                    align="centre",
                    valign="middle",
                )
            )
        widgets += [
            Button(
                "again", Rect(LEFT, 566, 440, 116), self.says("start-again"), self._rub_out, kind="quiet", icon="clear"
            ),
            icon("lock", "lock", Rect(LEFT, 710, 48, 48), "ink2"),
            Words(
                "secret",
                Rect(160, 720, 700, 156),
                self.says("keep-it-secret"),
                size=40,
                shrink_to=32,
                colour="ink2",
                spoken=self.narration.spoken(1),
            ),
        ]
        for place, picture in enumerate(NINE):
            row, column = divmod(place, 3)
            widgets.append(
                Tile(
                    f"picture-{picture}",
                    Rect(902 + column * 315, 54 + row * 280, 291, 256),
                    picture,
                    lambda picture=picture: self._pick(picture),
                    art=Part(f"passwords/{picture}"),
                    style="password",
                )
            )
        return [*widgets, *self.bar()]


class AskTeacherForHelp(PupilPage):
    """Three misses: the teacher can set a new one."""

    def __init__(self, says: Says, who: Who) -> None:
        super().__init__(says, who)
        self.narrate(says("ask-your-teacher-for-help"))

    def view(self, now: float) -> list[Widget]:
        return [
            Image("picture", Rect(LEFT, 54, 980, 800), ASKING, radius=40, frame=True),
            Words(
                "say",
                Rect(1136, 110, 688, 460),
                self.says("ask-your-teacher-for-help"),
                size=72,
                shrink_to=48,
                weight=600,
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            Button(
                "back",
                Rect(1284, 690, 540, 150),
                self.says("go-back"),
                lambda: Leave(GaveUp()),
                kind="go",
                icon="back",
                size=56,
            ),
            *self.bar(),
        ]
