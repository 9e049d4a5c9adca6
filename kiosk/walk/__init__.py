"""Every screen that there is, each in every state that looks or sounds another way: for contact sheets, for checks of
what fits, and for whoever reads everything aloud ahead of time.

Turns are walked with the real runs, and their screens are shown as the flow shows them.
"""

from collections.abc import Iterator

from kiosk.content.model import Book
from kiosk.walk.heard import Line, said
from kiosk.walk.pupils import others
from kiosk.walk.staff import staff
from kiosk.walk.stop import NOW, Stop
from kiosk.walk.turns import taught

__all__ = ["NOW", "Line", "Stop", "for_pupils", "said", "walk"]


def walk(book: Book) -> Iterator[Stop]:
    """Every page of every lesson, scenario, check-in and the agreement, then every other screen."""
    yield from for_pupils(book)
    yield from staff(book)


def for_pupils(book: Book) -> Iterator[Stop]:
    """What pupils see."""
    yield from taught(book)
    yield from others(book)
