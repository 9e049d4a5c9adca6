"""Everything that the program says in every language, as a voice is given it and as it is lit."""

import re
from array import array
from itertools import pairwise

import pytest

from kiosk import start, walk
from kiosk.sound.espeak import Espeak
from kiosk.sound.even import BREATH, LEAD, evened
from kiosk.sound.readings import said, sentences, words
from kiosk.sound.timing import heard
from kiosk.sound.voice import Rendering
from kiosk.ui.speech import Utterance
from kiosk.walk import Line

SOME = 16
"""The usual run listens to every so manieth line; the long one to all of them."""
MARKS = {*" .,:;?!…’‘“”„\"'()-–—"}


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    book = start.book()
    return list(walk.said(book, "Mrs Daniels", tuple(book.languages)))


def test_there_is_something_to_say_in_every_lesson_and_language(lines: list[Line]) -> None:
    book = start.book()

    # What a refresh says its lesson may have said before.
    assert {each.id for each in (*book.lessons.values(), *book.scenarios.values())} <= {line.of for line in lines}
    assert {line.utterance.language for line in lines} == {"en-GB", *book.languages}


def test_what_is_heard_is_the_caption_with_its_reading_aids(lines: list[Line]) -> None:
    for line in lines:
        told = line.utterance
        expected = told.text
        for shown, spoken in sorted(told.readings, key=lambda pair: -len(pair[0])):
            if re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", expected):
                expected = expected.replace(shown, spoken)
        assert said(told).text == expected


def test_nothing_is_left_to_a_voice_that_it_would_read_wrong(lines: list[Line]) -> None:
    for line in lines:
        text = said(line.utterance).text
        strange = {character for character in text if not character.isalnum()} - MARKS
        assert not strange, f"{line.of}: {text}"
        assert not re.search(r"\b(e\.g|i\.e|etc|np|tj)\b|\d{4,}(?<!1911)|\w/\w", text), f"{line.of}: {text}"


def test_the_sentences_of_every_caption_hold_all_its_words(lines: list[Line]) -> None:
    for line in lines:
        told = line.utterance
        timing = heard(told, said(told), Rendering(bytes(2 * 4000), 1000, ()))

        assert [(start, end) for _, start, end in timing.words] == sentences(told.text)
        assert all(any(a <= start and end <= b for _, a, b in timing.words) for start, end in words(told.text))
        check(told, timing.words, timing.seconds)


def listened(line: Line) -> None:
    told = line.utterance
    spoken = said(told)
    rendering = evened(Espeak(told.language).render(spoken.text, told.wpm))

    timing = heard(told, spoken, rendering)
    assert [(start, end) for _, start, end in timing.words] == words(told.text)
    check(told, timing.words, timing.seconds)

    samples = array("h", rendering.samples)
    loudest = max(map(abs, samples))
    assert 8000 < loudest < 32767, told.text
    lead, breath = round(LEAD * rendering.rate), round(BREATH * rendering.rate)
    silence = 0.02 * loudest
    assert max(map(abs, samples[: lead + 441])) > silence * 0.9, f"it begins late: {told.text}"
    assert max(map(abs, samples[-breath - 441 : -breath])) > silence * 0.9, f"it ends late: {told.text}"
    assert max(map(abs, samples[-breath // 2 :])) <= silence * 1.1
    # A single word takes its time, and a Polish one is longer.
    pace = 60 * len(spoken.text.split()) / told.wpm
    assert 0.5 * pace < rendering.seconds < 2 * pace + 1, told.text


def check(told: Utterance, spans: tuple[tuple[float, int, int], ...], seconds: float) -> None:
    assert all(0 <= start < end <= len(told.text) for _, start, end in spans)
    assert all(a[0] <= b[0] and a[2] <= b[1] for a, b in pairwise(spans)), told.text
    assert spans[0][0] < 0.05, "the first word is lit late"
    assert spans[-1][0] <= seconds


def test_the_words_are_lit_as_they_are_heard(lines: list[Line]) -> None:
    polish = [line for line in lines if line.utterance.language == "pl"]
    for line in (*lines[::SOME], *polish[:: SOME // 4]):
        listened(line)


@pytest.mark.long
def test_all_words_are_lit_as_they_are_heard(lines: list[Line]) -> None:
    for line in lines:
        listened(line)
