"""The resting screen: one rule at a time as a poster, silently. No child's name is ever on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.model import Rule
from kiosk.scenes.page import CROWD, Says
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome, Scene
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

POSTER_SECONDS = 12.0


@dataclass(frozen=True)
class Touched:
    """Somebody is there."""


class Resting(Scene):
    idle = "rest"
    backdrop = "hills"
    edges_dead = False

    def __init__(self, says: Says, rules: Sequence[Rule], note: str = "") -> None:
        self.says = says
        self.rules = rules
        self.note = note
        self._began: float | None = None
        self._shown = 0

    def tick(self, now: float) -> Outcome | None:
        if self._began is None:
            self._began = now
        self._shown = int((now - self._began) / POSTER_SECONDS) % len(self.rules)
        return None

    def due(self, now: float) -> float:
        if self._began is None:
            return now
        posters = int((now - self._began) / POSTER_SECONDS)
        return self._began + (posters + 1) * POSTER_SECONDS

    def view(self, now: float) -> list[Widget]:
        rule = self.rules[self._shown]
        widgets: list[Widget] = [
            Panel("card", Rect(352, 142, 1216, 346), "paper", edge="card_edge", radius=40, level=3),
            Words(
                "rule",
                Rect(412, 200, 1096, 256),
                rule.wording,
                size=72,
                shrink_to=40,
                weight=700,
                colour="green",
                align="centre",
                valign="middle",
                leading=1.2,
            ),
            Panel("title-card", Rect(700, 100, 520, 84), "header", radius=42),
            Words(
                "title",
                Rect(720, 100, 480, 84),
                self.says("rest-title"),
                size=44,
                weight=600,
                colour="on_navy",
                align="centre",
                valign="middle",
            ),
            Image("think", Rect(40, 560, 600, 420), Part("mascots/think-happy"), fit="contain"),
            Image("crowd", Rect(590, 520, 820, 350), CROWD, fit="contain"),
            Image("click", Rect(1390, 520, 470, 470), Part("mascots/click-eager"), fit="contain"),
            Button(
                "start",
                Rect(640, 884, 640, 140),
                self.says("touch-to-start"),
                lambda: Leave(Touched()),
                kind="sun",
                icon="tap",
                size=60,
                weight=700,
            ),
        ]
        if self.note:
            widgets.append(
                Words("note", Rect(40, 1036, 1840, 36), self.note, size=26, weight=500, align="centre", valign="middle")
            )
        return widgets
