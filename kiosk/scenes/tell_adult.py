"""Tell an adult. It stores nothing, sends nothing, and says so."""

from kiosk.scenes.page import Back, PupilPage, Says
from kiosk.ui.pictures import Actor, Part, Scenery
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

LISTENING = Scenery(None, (Actor("omar", "worried"), Actor("miss-bell", "caring", "comfort")), None)


class TellAdult(PupilPage):
    """`lead` is the safeguarding lead's name. Childline is spoken for KS2 only, and only where the school wants it."""

    def __init__(self, says: Says, lead: str, *, childline: bool) -> None:
        super().__init__(says, None)
        self.backdrop = "tell"
        self.childline = childline
        self.points = (
            ("eye-off", says("tell-screen-tells-nobody")),
            ("shield", says("tell-not-in-trouble")),
            ("people", says("tell-lead", lead=lead)),
        )
        lines = [says("tell-title"), says("tell-go-and-find"), *(text for _, text in self.points)]
        if childline and says.key_stage == "ks2":
            lines += [says("tell-childline-number"), says("tell-emergency")]
        self.narrate(*lines)

    def view(self, now: float) -> list[Widget]:
        says, spoken = self.says, self.narration.spoken
        widgets: list[Widget] = [
            Image("listening", Rect(60, 130, 760, 850), LISTENING, fit="contain"),
            Words(
                "title",
                Rect(930, 84, 894, 120),
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
                Rect(930, 206, 894, 70),
                says("tell-go-and-find"),
                size=48,
                shrink_to=36,
                weight=600,
                valign="middle",
                spoken=spoken(1),
            ),
        ]
        for place, (icon, text) in enumerate(self.points):
            y = 300 + place * 108
            widgets += [
                Panel(f"disc-{place}", Rect(930, y, 88, 88), "paper", edge="plum", edge_width=4, radius=44),
                Image(f"icon-{place}", Rect(950, y + 20, 48, 48), Part(f"icons/{icon}"), fit="contain"),
                Words(
                    f"point-{place}",
                    Rect(1046, y, 778, 88),
                    text,
                    size=46,
                    shrink_to=32,
                    valign="middle",
                    leading=1.15,
                    spoken=spoken(2 + place),
                ),
            ]
        if self.childline:
            widgets += [
                Panel("phone-card", Rect(930, 640, 894, 176), "paper", edge="plum", edge_width=4, radius=36, level=1),
                Image("phone", Rect(962, 680, 96, 96), Part("icons/phone"), fit="contain"),
                Words(
                    "childline",
                    Rect(1084, 656, 720, 72),
                    says("tell-childline-number"),
                    size=52,
                    shrink_to=38,
                    weight=700,
                    valign="middle",
                    spoken=spoken(5),
                ),
                Words(
                    "emergency",
                    Rect(1084, 728, 720, 80),
                    says("tell-emergency"),
                    size=36,
                    shrink_to=26,
                    colour="ink2",
                    valign="middle",
                    leading=1.15,
                    spoken=spoken(6),
                ),
            ]
        return [
            *widgets,
            Button(
                "back",
                Rect(930, 862, 376, 132),
                says("go-back"),
                lambda: Leave(Back()),
                kind="quiet",
                icon="back",
                size=52,
            ),
            Button("hear", Rect(1326, 862, 498, 132), says("hear-it-again"), self.hear_again, kind="hear"),
        ]
