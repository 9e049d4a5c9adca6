"""Everything that pupils hear, for whoever makes or records speech ahead of time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from kiosk.content.model import ENGLISH, Book
from kiosk.flow.pages import languages as named
from kiosk.records.rows import Comfort
from kiosk.scenes.comfort import HowILikeIt
from kiosk.scenes.page import PupilPage, Says
from kiosk.ui.speech import Utterance
from kiosk.walk.pupils import others
from kiosk.walk.stop import NOW, WHO, tap
from kiosk.walk.turns import KEY_STAGES, taught


class Line(NamedTuple):
    """`of` is what it is first said in: the id of a lesson, scenario or check-in, "agreement" or "pupils"."""

    of: str
    utterance: Utterance


def said(book: Book, lead: str, languages: Sequence[str] = (), *, of: str | None = None) -> Iterator[Line]:
    """Every line once, in English, and then what is said otherwise in the `languages` of the book, such as "pl".

    `lead` is the safeguarding lead's name, which is said too. With `of`, what that lesson says and nothing else.
    """
    known: set[tuple[object, ...]] = set()
    names = named(book)
    for each in (book, *(told_in(book, language) for language in languages)):
        for line in chain(_of_pages(each, lead), _of_the_program(each, names)):
            told = line.utterance
            key = (told.text, told.readings, told.wpm, told.language)
            if of in (None, line.of) and key not in known:
                known.add(key)
                yield line


def told_in(book: Book, language: str) -> Book:
    """The book as a pupil of that language is told it: whoever asks for English is given theirs."""
    return replace(book, languages={ENGLISH: book.languages[language]})


def _of_pages(book: Book, lead: str) -> Iterator[Line]:
    for stop in chain(taught(book), others(book, lead)):
        if isinstance(stop.scene, PupilPage):
            yield from _lines(stop.of, stop.scene.narration.lines)


def _of_the_program(book: Book, languages: Sequence[tuple[str, str]]) -> Iterator[Line]:
    """What is said to somebody who has stopped, and about how somebody likes the screen."""
    for key_stage in KEY_STAGES:
        says = Says(book, key_stage)
        yield Line("pupils", says.aloud(says("are-you-ready-prompt")))
        panel = HowILikeIt(says, WHO, "", Comfort(), languages)
        yield from _lines("pupils", panel.narration.lines)
        for matter in [widget.key for widget in panel.view(NOW) if widget.key.startswith("matter-")]:
            yield from _lines("pupils", tap(panel, matter).narration.lines)


def _lines(of: str, utterances: Iterable[Utterance]) -> Iterator[Line]:
    return (Line(of, utterance) for utterance in utterances)
