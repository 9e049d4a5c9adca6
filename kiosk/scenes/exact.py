"""The school's exact wording, in full. Told in another language it keeps its English beside it: that is what is signed.
Not a screen itself."""

from kiosk.content.model import ENGLISH, Rule, Statement
from kiosk.scenes.page import LEFT, Says
from kiosk.scenes.passage import Paragraph, Passage
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Panel, Widget, Words

Spoken = tuple[int, int] | None


def is_translated(says: Says, thing: Rule | Statement) -> bool:
    """Whether the wording is told in another language now, so that there are two to show."""
    return says.of(thing, thing.wording).language != ENGLISH


def exact(
    says: Says, thing: Rule | Statement, rect: Rect, spoken: Spoken = None, *, size: float, least: float
) -> Widget:
    told = says.of(thing, thing.wording)
    paragraphs = [Paragraph(told, 400, spoken, "ink2")]
    if told.language != ENGLISH:
        paragraphs = [Paragraph(told, 500, spoken), Paragraph(thing.wording, 400, None, "ink2")]
    return Passage("exact", rect, tuple(paragraphs), size=size, least=least, leading=1.25)


def in_full(says: Says, thing: Rule | Statement, spoken: Spoken) -> tuple[float, list[Widget]]:
    """The foot of the large card on which a rule or a statement is heard, and how high the card is above it."""
    top = 514.0 if is_translated(says, thing) else 668.0
    return top - 26, [
        Panel("line", Rect(LEFT + 32, top, 1664, 3), "line", radius=0),
        Words("in-full", Rect(LEFT + 40, top + 22, 400, 44), says("in-full"), size=34, weight=600, colour="ink2"),
        exact(says, thing, Rect(LEFT + 40, top + 76, 1130, 842 - top - 76), spoken, size=36, least=24),
    ]
