"""Where the speech for a caption comes from: a teacher's recording, the cache, or a voice."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from kiosk.sound.cache import Cache
from kiosk.sound.readings import said
from kiosk.sound.recordings import Recordings
from kiosk.sound.voice import Rendering, Voice
from kiosk.sound.voices import OpenVoice, Voices
from kiosk.ui.speech import Utterance

log = logging.getLogger(__name__)
Made = TypeVar("Made")


class Narrator:
    """Used from one thread at a time; it may take its time."""

    def __init__(self, kinds: Sequence[OpenVoice], cache: Cache, recordings: Recordings | None = None) -> None:
        self._voices = Voices(kinds)
        self._cache = cache
        self._recordings = recordings
        self._complaints: set[str] = set()

    def rendering(self, utterance: Utterance, rate: float = 1.0) -> Rendering:
        """Speech for this, `rate` times as fast as it says; a recording keeps its own pace.

        Raises VoiceError where nobody can say it.
        """
        return self._first(utterance, rate, self._cache.rendering)

    def prepare(self, utterance: Utterance, rate: float = 1.0) -> None:
        """See that the speech is there when it is asked for. Raises what `rendering` raises."""
        self._first(utterance, rate, self._cache.prepare)

    def voice(self, language: str) -> str:
        """The name of the voice that speaks this language. Raises VoiceError where none does."""
        return self._voices.first(language, lambda voice: voice.name)

    def recording(self, utterance: Utterance) -> Path | None:
        """The file in which a teacher has recorded this, if there is one."""
        return self._recordings.find(utterance.text, utterance.language) if self._recordings else None

    def _first(self, utterance: Utterance, rate: float, make: Callable[[Voice, str, int], Made]) -> Made:
        """Of the recording, or else of the first voice that can."""
        try:
            recorded = self._recordings.voice(utterance.text, utterance.language) if self._recordings else None
            if recorded is not None:
                return make(recorded, utterance.text, 0)
        except Exception as fault:
            # Whatever is wrong with a file, there is a voice that can say it.
            if (complaint := repr(fault)) not in self._complaints:
                log.warning("A recording cannot be played: %s", complaint)
            self._complaints.add(complaint)
        words, wpm = said(utterance).text, round(utterance.wpm * rate)
        return self._voices.first(utterance.language, lambda voice: make(voice, words, wpm))
