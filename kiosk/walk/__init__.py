"""Every screen that there is, each in every state that looks or sounds another way: for contact sheets, for checks of
what fits, and for whoever reads everything aloud ahead of time.

Turns are walked with the real runs, and their screens are shown as the flow shows them.
"""

from collections.abc import Iterator

from kiosk.content.model import Book
from kiosk.scenes.page import PupilPage
from kiosk.walk.exports import exports
from kiosk.walk.heard import Line, said, told_in
from kiosk.walk.pupils import others
from kiosk.walk.staff import staff
from kiosk.walk.stop import NOW, Stop
from kiosk.walk.tables import tables
from kiosk.walk.turns import taught

__all__ = ["NOW", "Line", "Stop", "examples", "for_pupils", "said", "taught", "told_in", "walk"]


def walk(book: Book) -> Iterator[Stop]:
    """Every page of every lesson, scenario, check-in and the agreement, then every other screen."""
    yield from for_pupils(book)
    yield from staff(book)
    yield from tables()
    yield from exports(book)


def for_pupils(book: Book) -> Iterator[Stop]:
    """What pupils see."""
    yield from taught(book)
    yield from others(book)


def examples(book: Book) -> Iterator[Stop]:
    """One of each kind of screen, for each key stage, and asleep and awake where it sleeps at first."""
    known: set[tuple[object, ...]] = set()
    for stop in walk(book):
        scene = stop.scene
        key_stage = scene.says.key_stage if isinstance(scene, PupilPage) else ""
        state = next((state for state in ("asleep", "awake", "begun") if stop.page.endswith(f", {state}")), "")
        if (key := (type(scene), key_stage, state)) not in known:
            known.add(key)
            yield stop
