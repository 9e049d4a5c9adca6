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

    Ranges such as "3–10" are read with "to". Characters that cannot be seen become spaces: some of them are
    commands to a voice.
    """
    readings = {shown: spoken for shown, spoken in utterance.readings if shown}
    longest_first = sorted(readings, key=len, reverse=True)
    patterns = [rf"(?<!\w){re.escape(shown)}(?!\w)" for shown in longest_first]
    pieces: list[str] = []
    origin: list[int] = []
    place = 0
    for match in re.finditer("|".join([*patterns, _RANGE]), utterance.text):
        start, end = match.span()
        spoken = readings.get(match[0], " to ")
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


_RANGE = r"(?<=\d) ?– ?(?=\d)"
_MARKS = "\"'“”‘’«»()[]{}<>.,;:!?*•-/"
