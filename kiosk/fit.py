"""What has no room: every text of every screen that a pupil sees, measured where it stands, at the largest text."""

from collections.abc import Iterator
from itertools import chain

import pygame

from kiosk import config, walk
from kiosk.content.check import Spilt
from kiosk.content.model import Book
from kiosk.ui.ruler import Ruler, Text
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Widget

LARGEST = 1.5


def spilt(book: Book) -> Iterator[Spilt]:
    """Each text once, in every language. Lines break at the same places on every size of screen: none is asked for."""
    pygame.font.init()
    ruler = Ruler(Theme.standard(), Fonts(config.cache_folder() / "fonts"), LARGEST)
    known: set[tuple[str, str]] = set()
    measured: set[tuple[str, Widget]] = set()
    books = (book, *(walk.told_in(book, language) for language in book.languages))
    for of, page, scene in chain.from_iterable(map(walk.for_pupils, books)):
        for widget in scene.view(walk.NOW):
            if (of, widget) in measured:
                continue  # as on the page before
            measured.add((of, widget))
            for mark in ruler.measure(widget):
                if isinstance(mark, Text) and mark.over and (of, mark.text) not in known:
                    known.add((of, mark.text))
                    yield Spilt(of, page, mark.text, mark.over)
