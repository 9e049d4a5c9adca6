"""Tell an adult. It stores nothing, sends nothing, and says so."""

import re

from kiosk.content.model import Reading
from kiosk.scenes.page import Back, PupilPage, Says, icon
from kiosk.ui.pictures import Actor, Scenery
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

LEFT, WIDE = 740.0, 1084.0
LISTENING = Scenery(None, (Actor("omar", "worried"), Actor("miss-bell", "caring", "comfort")), None)


class TellAdult(PupilPage):
    """`lead` is the safeguarding lead's name. Childline is spoken for KS2 only, and only where the school wants it.
    `together`: a class is looking at it, and is left in peace."""

    def __init__(self, says: Says, lead: str, *, childline: bool, together: bool = False) -> None:
        super().__init__(says, None)
        self.idle = "class" if together else "pupil"
        self.backdrop = "tell"
        self.childline = childline
        self.lead = lead
        self._tell()

    @property
    def points(self) -> tuple[tuple[str, str], ...]:
        """What there is to know, each with its icon."""
        says = self.says
        return (
            ("eye-off", says("tell-screen-tells-nobody")),
            ("shield", says("tell-not-in-trouble")),
            ("person", says("tell-lead", lead=self.lead)),
            ("people", says("tell-any-adult")),
        )

    def _tell(self) -> None:
        says = self.says
        lines = [says.aloud(line) for line in (says("tell-title"), says("tell-go-and-find"))]
        lines += [says.aloud(text) for _, text in self.points]
        if self.childline and says.key_stage == "ks2":
            number = [Reading(shown=says("childline-shown"), said=says("childline-said"))]
            emergency = [Reading(shown=says("emergency-shown"), said=says("emergency-said"))]
            lines.append(says.aloud(says("tell-childline-number"), number))
            lines.append(says.aloud(says("tell-childline-note")))
            lines.append(says.aloud(says("tell-emergency"), emergency))
        self.narrate(*lines)

    def turn_language(self) -> Outcome | None:
        """The numbers are read otherwise in each language."""
        self.says.turn()
        self._tell()
        return None

    def view(self, now: float) -> list[Widget]:
        says, spoken = self.says, self.narration.spoken
        widgets: list[Widget] = [
            Image("listening", Rect(16, 200, 640, 760), LISTENING, fit="contain"),
            Words(
                "title",
                Rect(LEFT, 54, WIDE, 96),
                says("tell-title"),
                size=88,
                shrink_to=60,
                weight=700,
                colour="plum",
                valign="middle",
                spoken=spoken(0),
            ),
            Words(
                "go",
                Rect(LEFT, 158, WIDE, 66),
                says("tell-go-and-find"),
                size=54,
                shrink_to=38,
                weight=600,
                valign="middle",
                spoken=spoken(1),
            ),
        ]
        top, pitch, high = (258.0, 96.0, 70.0) if self.childline else (290.0, 134.0, 106.0)
        texts = [text for _, text in self.points]
        for place, (name, text) in enumerate(self.points):
            y = top + place * pitch
            widgets += [
                Panel(f"disc-{place}", Rect(LEFT, y, 80, 80), "paper", edge="plum", edge_width=4, radius=40),
                icon(f"icon-{place}", name, Rect(LEFT + 19, y + 19, 42, 42)),
                Words(
                    f"point-{place}",
                    Rect(LEFT + 108, y + 40 - high / 2, WIDE - 108, high),
                    text,
                    size=46 if self.childline else 52,
                    shrink_to=34,
                    valign="middle",
                    leading=1.1,
                    spoken=spoken(2 + place),
                    alike=tuple(other for other in texts if other != text),
                ),
            ]
        if self.childline:
            widgets += self._numbers()
        two = says.other is not None
        return [
            *widgets,
            Button(
                "back",
                Rect(LEFT, 888, 330 if two else 480, 132),
                says("go-back"),
                lambda: Leave(Back()),
                kind="quiet",
                icon="back",
                size=52,
            ),
            *self.language_button(Rect(LEFT + 354, 888, 190, 132)),
            Button(
                "hear",
                Rect(LEFT + 568, 888, WIDE - 568, 132) if two else Rect(LEFT + 504, 888, WIDE - 504, 132),
                says("hear-it-again"),
                self.hear_again,
                kind="hear",
            ),
        ]

    def _numbers(self) -> list[Widget]:
        """Whom one can ring: Childline, and where somebody is not safe now, 999."""
        says, spoken = self.says, self.narration.spoken
        card = Rect(LEFT, 654, WIDE, 204)
        left, across = 136.0, 690.0
        return [
            Panel("phone-card", card, "paper", edge="plum", edge_width=4, radius=36, level=1),
            icon("phone", "phone", Rect(card.x + 28, card.y + 58, 88, 88), "plum"),
            Words(
                "childline",
                Rect(card.x + left, card.y + 20, across - left, 78),
                # A number is one word, so that no line ends in it.
                re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", says("tell-childline-number")),
                size=52,
                shrink_to=36,
                leading=1.2,
                weight=700,
                valign="middle",
                spoken=spoken(6),
            ),
            Words(
                "note",
                Rect(card.x + left, card.y + 104, across - left, 84),
                says("tell-childline-note"),
                size=36,
                shrink_to=28,
                valign="middle",
                leading=1.15,
                spoken=spoken(7),
            ),
            Panel("between", Rect(card.x + across + 18, card.y + 30, 4, card.h - 60), "line", radius=0),
            Words(
                "emergency",
                Rect(card.x + across + 46, card.y + 20, card.w - across - 70, card.h - 40),
                says("tell-emergency"),
                size=40,
                shrink_to=30,
                weight=600,
                valign="middle",
                leading=1.2,
                spoken=spoken(8),
            ),
        ]
