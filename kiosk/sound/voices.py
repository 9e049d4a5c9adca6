"""The voices that this computer has.

The system's own comes first, because it sounds more like a person, then eSpeak NG, which is there everywhere.
speech-dispatcher (`spd-say`) is not among them: it plays by itself and hands out no samples, so that nothing could be
kept, ducked or timed by the word, and what speaks behind it is as a rule eSpeak NG.
"""

import logging
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from kiosk.sound.voice import Voice, VoiceError

log = logging.getLogger(__name__)

OpenVoice = Callable[[str], Voice]
"""Opens a voice for a language, such as "en-GB" or "pl"; raises VoiceError where there is none."""
Answer = TypeVar("Answer")


def of_this_system() -> tuple[OpenVoice, ...]:
    """The kinds of voices there may be here, the best first. Nothing is loaded before one is opened."""
    match sys.platform:
        case "win32":
            return _windows, _espeak
        case "darwin":
            return _say, _espeak
        case _:
            return (_espeak,)


class Voices:
    """The voices of this computer by language, each opened when it is first asked for. Used from one thread at a time.

    A voice that is missing or has failed is not asked again while the program runs, except for the last: waiting for
    it over and over would hold up every page.
    """

    def __init__(self, kinds: Sequence[OpenVoice]) -> None:
        self._kinds = tuple(kinds)
        self._voices: dict[tuple[OpenVoice, str], Voice | VoiceError] = {}

    def first(self, language: str, ask: Callable[[Voice], Answer]) -> Answer:
        """What the first voice of this language answers that can. Raises VoiceError where none does."""
        faults: list[str] = []
        for kind in self._kinds:
            voice = self._voice(kind, language)
            if isinstance(voice, VoiceError):
                faults.append(str(voice))
                continue
            try:
                return ask(voice)
            except Exception as fault:
                faults.append(f"{voice.name}: {fault!r}")
                if kind is not self._kinds[-1]:
                    log.warning("A voice failed and is not asked again: %s", faults[-1])
                    self._voices[kind, language] = VoiceError(faults[-1])
        raise VoiceError("; ".join(faults))

    def _voice(self, kind: OpenVoice, language: str) -> Voice | VoiceError:
        if (kind, language) not in self._voices:
            try:
                self._voices[kind, language] = kind(language)
            except VoiceError as fault:
                self._voices[kind, language] = fault
        return self._voices[kind, language]


def _espeak(language: str) -> Voice:
    from kiosk.sound.espeak import Espeak

    return Espeak(language)


def _say(language: str) -> Voice:
    from kiosk.sound.macos import Say

    return Say(language)


def _windows(language: str) -> Voice:
    from kiosk.sound.windows import OneCore

    return OneCore(language)
