"""The pad: a name, a mark or a drawing, with a finger or the mouse, by either hand. Any mark counts.

One that looks accidental is asked about, never refused. Who cannot draw picks a picture, or an adult helps.
"""

from dataclasses import dataclass
from typing import Literal

from kiosk.journey.signature import Pad as Paper
from kiosk.journey.signature import Signature
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, lit
from kiosk.scenes.signature import PAD_H, PAD_W
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, ButtonKind, Image, Pad, Panel, Tile, Widget, Words

PICTURE_MARKS = ("star", "leaf", "drop")
PAPER = Rect(LEFT, 200, PAD_W, PAD_H)


@dataclass(frozen=True)
class Signed:
    mark: Signature


class SignPad(PupilPage):
    def __init__(self, says: Says, who: Who, progress: Progress) -> None:
        super().__init__(says, who, progress)
        self.paper = Paper(PAPER.h / PAPER.w)
        self._asking: Literal["nothing", "is it yours", "which picture"] = "nothing"
        # Who cannot write hears of the other ways.
        others = ("pick-a-picture-instead", "a-grown-up-helps-me") if says.key_stage == "ks1" else ()
        self.narrate(*(says(phrase) for phrase in ("write-your-name", "use-your-finger", *others)))

    def nudge(self, now: float) -> Outcome | None:
        return None if not self.paper.empty else super().nudge(now)

    # ------------------------------------------------------------ what is done

    def _pen(self, phase: str, finger: int, x: int, y: int) -> Outcome | None:
        if phase == "down":
            self.paper.begin(finger, x, y)
        elif phase == "move":
            self.paper.move(finger, x, y)
        else:
            self.paper.lift(finger)
        return None

    def _undo(self) -> Outcome | None:
        self.paper.undo()
        return None

    def _clear(self) -> Outcome | None:
        self.paper.clear()
        self._asking = "nothing"
        return None

    def _done(self) -> Outcome | None:
        if self.paper.accidental:
            self._asking = "is it yours"
            self.narrate(self.says("is-that-your-mark"))
            return None
        return self._sign()

    def _sign(self) -> Outcome | None:
        return Leave(Signed(self.paper.signature()))

    def _pictures(self) -> Outcome | None:
        self._asking = "which picture"
        self.narrate(self.says("pick-your-picture"))
        return None

    def _pick(self, name: str) -> Outcome | None:
        self.paper.mark("picture", name)
        self._asking = "nothing"
        return None

    def _helped(self) -> Outcome | None:
        self.paper.mark("adult-hand", "adult")
        return None

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        says, spoken = self.says, self.narration.spoken
        empty = self.paper.empty
        widgets: list[Widget] = [
            Words(
                "write",
                Rect(LEFT, 46, 1260, 80),
                says("write-your-name"),
                size=68,
                weight=700,
                valign="middle",
                spoken=spoken(0) if self._asking == "nothing" else None,
            ),
            Words(
                "finger",
                Rect(LEFT, 126, 1260, 60),
                says("use-your-finger"),
                size=44,
                colour="ink2",
                valign="middle",
                spoken=spoken(1),
            ),
            Pad(
                "pad",
                PAPER,
                strokes=self.paper.strokes,
                live=self.paper.live,
                on_pen=self._pen if self._asking == "nothing" else None,
                label=says("write-your-name"),
            ),
            *self._tools(),
            Button(
                "done",
                Rect(1404, 670, 420, 180),
                says("done"),
                self._done if not empty else None,
                kind="off" if empty else "go",
                icon="tick",
                icon_side="top",
                size=64,
                weight=700,
            ),
        ]
        if self.paper.picture is not None:
            widgets.append(
                Image("mark", Rect(476, 300, 500, 450), Part(f"marks/{self.paper.picture}-awake"), fit="contain")
            )
        return [*widgets, *self._card(), *self.bar()]

    def _tools(self) -> list[Widget]:
        """What takes back what has been drawn, and the other ways to sign, which are read to who cannot write."""
        says, empty = self.says, self.paper.empty
        out, again = says("rub-out"), says("start-again-pad")
        picture, helped = says("pick-a-picture-instead"), says("a-grown-up-helps-me")
        back: ButtonKind = "off" if empty else "quiet"
        places = [Rect(1404, top, 420, high) for top, high in ((54, 112), (190, 112), (326, 148), (498, 148))]
        first, second = (self.narration.spoken(line) if self._asking == "nothing" else None for line in (2, 3))
        return [
            Button("undo", places[0], out, None if empty else self._undo, back, "undo", size=44, alike=(again,)),
            Button("clear", places[1], again, None if empty else self._clear, back, "clear", size=44, alike=(out,)),
            *lit(
                Button("picture", places[2], picture, self._pictures, "quiet", "grid", size=42, alike=(helped,)), first
            ),
            *lit(
                Button(
                    "helped", places[3], helped, self._helped, "quiet", "adult", size=42, chosen=self.paper.helped,
                    alike=(picture,),
                ),
                second,
            ),
        ]  # fmt: skip

    def _card(self) -> list[Widget]:
        """What is asked in front of the paper."""
        if self._asking == "nothing":
            return []
        says = self.says
        card: list[Widget] = [
            Panel("veil", Rect(-1000, -1000, 4000, 4000), "veil", radius=0, opacity=0.55),
            Panel("card", Rect(260, 170, 1400, 640), "paper", edge="card_edge", radius=48, level=3),
        ]
        if self._asking == "is it yours":
            return [
                *card,
                Pad("mine", Rect(320, 224, 600, 310), strokes=self.paper.strokes, guides=False),
                Words(
                    "ask",
                    Rect(980, 224, 620, 310),
                    says("is-that-your-mark"),
                    size=76,
                    shrink_to=56,
                    weight=700,
                    valign="middle",
                    leading=1.2,
                    spoken=self.narration.spoken(0),
                ),
                Button("yes-mark", Rect(980, 580, 620, 180), says("yes-my-mark"), self._sign, icon="tick", size=56),
                Button(
                    "no-mark",
                    Rect(320, 580, 600, 180),
                    says("start-again-pad"),
                    self._clear,
                    kind="quiet",
                    icon="clear",
                    size=56,
                ),
            ]
        tiles = [
            Tile(
                f"mark-{name}",
                Rect(330 + place * 430, 360, 400, 390),
                name,
                lambda name=name: self._pick(name),
                art=Part(f"marks/{name}-awake"),
                style="password",
            )
            for place, name in enumerate(PICTURE_MARKS)
        ]
        return [
            *card,
            Words(
                "ask",
                Rect(320, 200, 1280, 130),
                says("pick-your-picture"),
                size=60,
                weight=700,
                align="centre",
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            *tiles,
        ]
