"""Every screen that there is, each in every state that looks or sounds another way: for contact sheets, for checks of
what fits, and for whoever reads everything aloud ahead of time.

Turns are walked with the real runs, and their screens are shown as the flow shows them.
"""

from collections.abc import Iterator

from kiosk.content.model import Book
from kiosk.scenes.page import PupilPage
from kiosk.ui.speech import Utterance
from kiosk.walk.pupils import others
from kiosk.walk.stop import NOW, Stop
from kiosk.walk.turns import taught

__all__ = ["NOW", "Stop", "said", "walk"]


def walk(book: Book) -> Iterator[Stop]:
    """Every page of every lesson, scenario, check-in and the agreement, then every other screen."""
    yield from taught(book)
    yield from others(book)


def said(book: Book, lead: str) -> Iterator[Utterance]:
    """Everything that pupils hear, once. `lead` is the safeguarding lead's name, which is said too."""
    known: set[tuple[object, ...]] = set()
    for stop in (*taught(book), *others(book, lead)):
        for line in stop.scene.narration.lines if isinstance(stop.scene, PupilPage) else ():
            key = (line.text, line.readings, line.wpm, line.language)
            if key not in known:
                known.add(key)
                yield line
