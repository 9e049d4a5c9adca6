"""Saying captions aloud, as the frame loop knows it: ask, and be told later."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.sound.timing import Telling, unheard
from kiosk.ui.speech import SpeechEvent, Utterance

if TYPE_CHECKING:
    from kiosk.sound.device import Device
    from kiosk.sound.effects import Effect
    from kiosk.sound.narrator import Narrator


class Speaker(Protocol):
    """Nothing here keeps the caller waiting, but for `close` at the very end."""

    @property
    def speaking(self) -> bool:
        """From `say` until `poll` has handed out the end."""

    def say(self, utterance: Utterance) -> None:
        """Say this, cutting off what is being said; of what is cut off no more is reported, not even its end."""

    def hush(self) -> None:
        """Cut off what is being said."""

    def prepare(self, utterances: Iterable[Utterance]) -> None:
        """Get these ready when there is nothing more pressing, and no longer what was to be got ready before."""

    def poll(self, now: float) -> list[SpeechEvent]:
        """What has come up since the last time. `now` is seconds of the caller's clock, which never goes back."""

    def play(self, effect: "Effect") -> None:
        """Make one of the small sounds, if sound can be made."""

    def tune(
        self,
        *,
        rate: float | None = None,
        volume: float | None = None,
        calm: bool | None = None,
        quiet: bool | None = None,
    ) -> None:
        """How it is from the next utterance on; what is not given stays as it is.

        `rate` is a factor, usually 0.8 to 1.2; `volume` is from 0 to 1. `calm` leaves the small sounds out. `quiet` is
        captions only: nothing is heard, and words come at their rate. At first: 1, as opened, False, False.
        """

    def close(self) -> None:
        """Give the sound card back. Say nothing after this."""


def open_speaker(cache: Path, *, recordings: Path | None = None, sound: bool = True, volume: float = 1.0) -> Speaker:
    """The best there is. `cache` is a folder for speech that has been made, `recordings` one of staff's own; `volume`
    is from 0 to 1.

    The device and the voices are opened later, in a thread; where they are missing, captions are timed as if heard.
    """
    if not sound:
        return Silent()
    from kiosk.sound.aloud import Aloud

    narrator, device = open_narrator(cache, recordings=recordings, volume=volume)
    return Aloud(narrator, device)


def open_narrator(cache: Path, *, recordings: Path | None = None, volume: float = 1.0) -> "tuple[Narrator, Device]":
    """What makes speech from a recording, the cache or a voice of this computer, and the card that plays it."""
    from kiosk.sound.cache import Cache
    from kiosk.sound.device import Device
    from kiosk.sound.narrator import Narrator
    from kiosk.sound.recordings import Recordings
    from kiosk.sound.voices import of_this_system

    device = Device(volume)
    recorded = Recordings(recordings, device.decoded) if recordings is not None else None
    return Narrator(of_this_system(), Cache(cache), recorded), device


class Silent:
    """Captions only: words come at the utterance's rate times `wpm_factor`, by the caller's clock and nothing else.

    An utterance begins at the first `poll` after `say`.
    """

    def __init__(self, wpm_factor: float = 1.0) -> None:
        self._factor = wpm_factor
        self._rate = 1.0
        self._utterance: Utterance | None = None
        self._telling: Telling | None = None

    @property
    def speaking(self) -> bool:
        return self._utterance is not None

    def say(self, utterance: Utterance) -> None:
        self._utterance, self._telling = utterance, None

    def hush(self) -> None:
        self._utterance = None

    def prepare(self, utterances: Iterable[Utterance]) -> None:
        pass

    def poll(self, now: float) -> list[SpeechEvent]:
        if self._utterance is None:
            return []
        if self._telling is None:
            self._telling = Telling(self._utterance, unheard(self._utterance, self._factor * self._rate), now)
        events = self._telling.due(now)
        if self._telling.ended:
            self._utterance = None
        return events

    def play(self, effect: "Effect") -> None:
        pass

    def tune(
        self,
        *,
        rate: float | None = None,
        volume: float | None = None,
        calm: bool | None = None,
        quiet: bool | None = None,
    ) -> None:
        self._rate = self._rate if rate is None else rate

    def close(self) -> None:
        pass
