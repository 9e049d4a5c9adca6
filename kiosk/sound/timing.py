"""When the words of a caption are said."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kiosk.sound.readings import Said, sentences, words
from kiosk.sound.voice import Rendering
from kiosk.ui.speech import SpeechEnded, SpeechEvent, Utterance, WordSpoken


@dataclass(frozen=True)
class Timing:
    """(seconds from the start, start, end) for every word of the caption, in order, and the length of the whole.

    Where nobody can tell when the words are said, for every sentence.
    """

    words: tuple[tuple[float, int, int], ...]
    seconds: float


def unheard(utterance: Utterance, factor: float = 1.0) -> Timing:
    """Timing where there is no sound: so many words a minute."""
    pace = 60 / (utterance.wpm * factor)
    spans = words(utterance.text)
    return Timing(tuple((i * pace, start, end) for i, (start, end) in enumerate(spans)), len(spans) * pace)


def heard(utterance: Utterance, said: Said, rendering: Rendering) -> Timing:
    """Timing of speech. A voice reports words its own way: what it leaves out is spaced evenly between. Of speech that
    comes without any, such as a recording, the sentences are timed by their length: a wrong word is worse than none.
    """
    if not rendering.words:
        return _by_sentence(utterance, said, rendering.seconds)
    spans = words(utterance.text)
    starts = [start for start, _ in spans]
    known: list[tuple[int, float]] = []
    for word in sorted(rendering.words):
        if not 0 <= word.start < len(said.origin):
            continue
        shown = said.origin[word.start]
        index = bisect_right(starts, shown) - 1
        if index > (known[-1][0] if known else -1) and shown < spans[index][1]:
            known.append((index, min(word.at, rendering.seconds)))
    if not known or known[0][0] > 0:
        known.insert(0, (0, 0.0))
    known.append((len(spans), rendering.seconds))
    at = [
        before + (after - before) * (i - first) / (last - first)
        for (first, before), (last, after) in pairwise(known)
        for i in range(first, last)
    ]
    return Timing(tuple((when, start, end) for when, (start, end) in zip(at, spans, strict=True)), rendering.seconds)


def _by_sentence(utterance: Utterance, said: Said, seconds: float) -> Timing:
    spans = sentences(utterance.text)
    # Letters as they are said; the end of a sentence takes about as long as so many of them.
    borders = [bisect_left(said.origin, start) for start, _ in spans[1:]]
    lengths = [after - before + _STOP for before, after in pairwise((0, *borders, len(said.origin)))]
    begins = (0, *accumulate(lengths[:-1]))
    whole = sum(lengths)
    at = [seconds * begun / whole for begun in begins]
    return Timing(tuple((when, start, end) for when, (start, end) in zip(at, spans, strict=False)), seconds)


_STOP = 6


class Telling:
    """An utterance on its way, begun at `started` on the clock that `due` is asked by."""

    def __init__(self, utterance: Utterance, timing: Timing, started: float) -> None:
        self.ended = False
        self._utterance = utterance
        self._timing = timing
        self._started = started
        self._told = 0

    def due(self, now: float) -> list[SpeechEvent]:
        """What has come up since the last time; the end comes last, and after it there is nothing to ask for."""
        words, elapsed = self._timing.words, now - self._started
        events: list[SpeechEvent] = []
        while self._told < len(words) and words[self._told][0] <= elapsed:
            _, start, end = words[self._told]
            events.append(WordSpoken(self._utterance, start, end))
            self._told += 1
        if elapsed >= self._timing.seconds:
            events.append(SpeechEnded(self._utterance))
            self.ended = True
        return events
