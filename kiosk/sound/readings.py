"""A caption as it is read out, and the way back from what is said to what is shown."""

import re
from typing import NamedTuple

from kiosk.ui.speech import Utterance


class Said(NamedTuple):
    """The words for a voice; `text[i]` stands for what begins in the caption at `origin[i]`."""

    text: str
    origin: tuple[int, ...]


def said(utterance: Utterance) -> Said:
    """Replace the utterance's readings, as written and as whole words; the longest wins where two would fit.

    Ranges such as "3–10" are read with "to", in Polish with "do". Characters that cannot be seen become spaces: some of
    them are commands to a voice.
    """
    readings = {shown: spoken for shown, spoken in utterance.readings if shown}
    longest_first = sorted(readings, key=len, reverse=True)
    patterns = [rf"(?<!\w){re.escape(shown)}(?!\w)" for shown in longest_first]
    to = _TO.get(utterance.language.partition("-")[0].lower())
    if to:
        patterns.append(_RANGE)
    pieces: list[str] = []
    origin: list[int] = []
    place = 0
    for match in re.finditer("|".join(patterns) or _NOTHING, utterance.text):
        start, end = match.span()
        spoken = readings.get(match[0], to or "")
        pieces += utterance.text[place:start], spoken
        origin += range(place, start)
        origin += [start] * len(spoken)
        place = end
    pieces.append(utterance.text[place:])
    origin += range(place, len(utterance.text))
    text = "".join(character if character.isprintable() else " " for character in "".join(pieces))
    return Said(text, tuple(origin))


def words(text: str) -> list[tuple[int, int]]:
    """Where the words of a caption are: [start, end), without the marks around them. A dash parts two words."""
    found = []
    for match in re.finditer(r"[^\s—–…]+", text):
        start = match.end() - len(match[0].lstrip(_MARKS))
        end = match.start() + len(match[0].rstrip(_MARKS))
        if any(character.isalnum() for character in text[start:end]):
            found.append((start, end))
    return found


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a caption are: [start, end), with their marks. Each has a word at least."""
    ends = [match.end() for match in re.finditer(_SENTENCE_ENDS, text)] + [len(text)]
    found: list[tuple[int, int]] = []
    place = 0
    for end in ends:
        start = end - len(text[place:end].lstrip())
        stop = place + len(text[place:end].rstrip())
        if any(character.isalnum() for character in text[start:stop]):
            found.append((start, stop))
            place = end
    return found


_RANGE = r"(?<=\d) ?– ?(?=\d)"
_TO = {"en": " to ", "pl": " do "}
_NOTHING = r"(?!)"
# Not after the full stop of a lone letter ("e.g."), and not where it goes on in small letters ("“Now?” asks Ada").
_SENTENCE_ENDS = r"(?:(?<!\b\w)\.|[!?…])[\"'”’)]*(?=\s+[^a-z\s])"
_MARKS = "\"'“”‘’«»()[]{}<>.,;:!?*•-/"
