"""The class has finished together. What is left is for the teacher, by way of the corner."""

from dataclasses import dataclass

from kiosk.scenes.page import PupilPage, Says, Who
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Widget, Words


@dataclass(frozen=True)
class Waiting:
    pass


class ClassDone(PupilPage):
    def __init__(self, says: Says, who: Who) -> None:
        super().__init__(says, who)
        self.backdrop = "party"
        self.narrate(says("well-done-everyone"))

    def view(self, now: float) -> list[Widget]:
        return [
            Image("sticker", Rect(240, 110, 640, 640), Part("props/sticker-think"), fit="contain"),
            Words(
                "well-done",
                Rect(960, 180, 864, 280),
                self.says("well-done-everyone"),
                size=88,
                shrink_to=56,
                weight=700,
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            Words(
                "teacher",
                Rect(960, 520, 864, 200),
                self.says("teacher-will-finish"),
                size=44,
                shrink_to=34,
                colour="ink2",
            ),
            *self.bar(),
        ]
