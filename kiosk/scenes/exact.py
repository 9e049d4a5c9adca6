"""The school's exact wording, in full. Told in another language it keeps its English beside it: that is what is signed.
Not a screen itself."""

from kiosk.content.model import ENGLISH, Picture, Rule, Statement
from kiosk.scenes.page import LEFT, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.passage import Paragraph, Passage
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words

Spoken = tuple[int, int] | None


def is_translated(says: Says, thing: Rule | Statement) -> bool:
    """Whether the wording is told in another language now, so that there are two to show."""
    return says.of(thing, thing.wording).language != ENGLISH


def exact(
    says: Says, thing: Rule | Statement, rect: Rect, spoken: Spoken = None, *, size: float, least: float
) -> Widget:
    told = says.of(thing, thing.wording)
    paragraphs = [Paragraph(told, 400, spoken)]
    if told.language != ENGLISH:
        paragraphs = [Paragraph(told, 500, spoken), Paragraph(thing.wording, 400, None, "ink2")]
    return Passage("exact", rect, tuple(paragraphs), size=size, least=least, leading=1.25, balanced=True)


class HeardInFull(PupilPage):
    """A rule or a statement is heard: large in the child's words beside its picture, and under them in full."""

    def __init__(
        self, says: Says, who: Who, progress: Progress, subject: Rule | Statement, words: str, picture: Picture
    ) -> None:
        super().__init__(says, who, progress)
        self.subject = subject
        self.words = words
        self.picture = picture
        # The exact wording first, then what it means: in that order nobody signs words that were never said.
        self.narrate(self.heading, says.of(subject, subject.wording), says.of(subject, words))

    @property
    def heading(self) -> str:
        raise NotImplementedError

    def view(self, now: float) -> list[Widget]:
        spoken = self.narration.spoken
        foot, full = in_full(self.says, self.subject, spoken(1))
        return [
            Words(
                "heading",
                Rect(LEFT, 50, 1500, 80),
                self.heading,
                size=56,
                weight=700,
                valign="middle",
                spoken=spoken(0),
            ),
            Panel("card", Rect(LEFT, 150, 1728, 700), "paper", edge="card_edge", radius=48, level=2),
            Image("picture", Rect(LEFT + 32, 182, 620, foot - 182), scenery(self.picture), radius=32),
            Words(
                "words",
                Rect(790, 190, 990, foot - 202),
                self.says.of(self.subject, self.words),
                size=70,
                shrink_to=44,
                weight=600,
                valign="middle",
                leading=1.35,
                spoken=spoken(2),
            ),
            *full,
            self.next_button(Rect(1344, 694, 448, 130)),
            *self.bar(),
        ]


def in_full(says: Says, thing: Rule | Statement, spoken: Spoken) -> tuple[float, list[Widget]]:
    """The foot of the large card on which a rule or a statement is heard, and how high the card is above it."""
    two = is_translated(says, thing)
    top, left, below = (514.0, 1344.0, 26.0) if two else (626.0, LEFT + 40, 78.0)
    return top - 26, [
        Panel("line", Rect(LEFT + 32, top, 1664, 3), "line", radius=0),
        Words("in-full", Rect(left, top + 22, 440, 44), label(says), size=34, weight=600, colour="ink2"),
        exact(says, thing, Rect(LEFT + 40, top + below, 1150, 832 - top - below), spoken, size=44, least=24),
    ]


def label(says: Says) -> str:
    """What stands by the exact wording, in one line."""
    return says("in-full").replace(" ", "\N{NO-BREAK SPACE}")
