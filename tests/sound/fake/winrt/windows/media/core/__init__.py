"""Of `winrt-Windows.Media.Core` 3.2.1 what the voice of Windows uses."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass
class SpeechCue:
    start_time: timedelta
    start_position_in_input: int | None
    end_position_in_input: int | None


class MediaCue:
    """What a track hands out: it has to be asked for the cue that it is."""

    def __init__(self, cue: SpeechCue) -> None:
        self._cue = cue

    def as_(self, kind: type) -> SpeechCue:
        assert kind is SpeechCue
        return self._cue
