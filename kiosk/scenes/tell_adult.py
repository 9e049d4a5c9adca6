"""Tell an adult. It stores nothing, sends nothing, and says so."""

from kiosk.content.model import Reading
from kiosk.scenes.page import Back, PupilPage, Says, icon
from kiosk.ui.pictures import Actor, Scenery
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

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
            Image("listening", Rect(60, 130, 760, 850), LISTENING, fit="contain"),
            Words(
                "title",
                Rect(930, 70, 894, 110),
                says("tell-title"),
                size=80,
                shrink_to=56,
                weight=700,
                colour="plum",
                valign="middle",
                spoken=spoken(0),
            ),
            Words(
                "go",
                Rect(930, 178, 894, 70),
                says("tell-go-and-find"),
                size=48,
                shrink_to=36,
                weight=600,
                valign="middle",
                spoken=spoken(1),
            ),
        ]
        pitch = 92 if self.childline else 120
        for place, (name, text) in enumerate(self.points):
            y = 268 + place * pitch
            widgets += [
                Panel(f"disc-{place}", Rect(930, y, 76, 76), "paper", edge="plum", edge_width=4, radius=38),
                icon(f"icon-{place}", name, Rect(948, y + 18, 40, 40)),
                Words(
                    f"point-{place}",
                    Rect(1032, y, 792, 76),
                    text,
                    size=44,
                    shrink_to=32,
                    valign="middle",
                    leading=1.1,
                    spoken=spoken(2 + place),
                ),
            ]
        if self.childline:
            widgets += [
                Panel("phone-card", Rect(930, 650, 894, 190), "paper", edge="plum", edge_width=4, radius=36, level=1),
                icon("phone", "phone", Rect(958, 696, 92, 92)),
                Words(
                    "childline",
                    Rect(1076, 668, 730, 60),
                    says("tell-childline-number"),
                    size=50,
                    shrink_to=38,
                    weight=700,
                    valign="middle",
                    spoken=spoken(6),
                ),
                Words(
                    "note",
                    Rect(1076, 728, 730, 46),
                    says("tell-childline-note"),
                    size=34,
                    shrink_to=26,
                    valign="middle",
                    spoken=spoken(7),
                ),
                Words(
                    "emergency",
                    Rect(1076, 776, 730, 46),
                    says("tell-emergency"),
                    size=34,
                    shrink_to=26,
                    weight=600,
                    valign="middle",
                    spoken=spoken(8),
                ),
            ]
        two = says.other is not None
        return [
            *widgets,
            Button(
                "back",
                Rect(930, 876, 236 if two else 372, 132),
                says("go-back"),
                lambda: Leave(Back()),
                kind="quiet",
                icon="back",
                size=52,
            ),
            *self.language_button(Rect(1190, 876, 170, 132)),
            Button(
                "hear",
                Rect(1384, 876, 440, 132) if two else Rect(1326, 876, 498, 132),
                says("hear-it-again"),
                self.hear_again,
                kind="hear",
            ),
        ]
