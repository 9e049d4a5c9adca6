"""Speech from the voices of Windows; its settings, under Time & language, add more. They tell when words come."""

import asyncio
import platform
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from kiosk.sound.voice import Rendering, VoicedWord, VoiceError, is_of

USUAL_WPM = 170
"""About how many words a minute these voices speak when they are not asked for another rate."""
PATIENCE = 20.0
"""Seconds that Windows may take for one utterance."""
Result = TypeVar("Result")


class OneCore:
    """A voice of Windows for a language. Raises `VoiceError` if there is none, or if Windows cannot be asked."""

    def __init__(self, language: str) -> None:
        self.language = language
        # A thread of its own: where a sound card has been opened before, Windows' answers may never arrive.
        self._thread = ThreadPoolExecutor(1, "windows-voice")
        voice_id = self._asked(lambda: self._open(language))
        self.name = f"windows {platform.version()} {voice_id}"

    def render(self, said: str, wpm: int) -> Rendering:
        # Windows counts in pairs of bytes: what takes two of those would push all that follows aside.
        said = "".join(character if character <= "\uffff" else " " for character in said)
        return self._asked(lambda: asyncio.run(self._speech(said, min(6.0, max(0.5, wpm / USUAL_WPM)))))

    def _asked(self, question: Callable[[], Result]) -> Result:
        try:
            return self._thread.submit(question).result(PATIENCE)
        except (ImportError, OSError) as fault:  # a TimeoutError is an OSError
            raise VoiceError(f"Windows cannot speak {self.language}: {fault!r}") from fault

    # In the thread, from here on.

    def _open(self, language: str) -> str:
        """Choose the voice: its id."""
        from winrt.windows.media.speechsynthesis import SpeechSynthesizer

        voices = (SpeechSynthesizer.default_voice, *SpeechSynthesizer.all_voices)
        voice = next((voice for voice in voices if is_of(voice.language, language)), None)
        if voice is None:
            raise VoiceError(f"Windows has no voice for {language}")
        self._synthesizer = SpeechSynthesizer()
        self._synthesizer.voice = voice
        self._synthesizer.options.include_word_boundary_metadata = True
        return str(voice.id)

    async def _speech(self, said: str, rate: float) -> Rendering:
        from winrt.windows.media.core import SpeechCue
        from winrt.windows.storage.streams import DataReader

        self._synthesizer.options.speaking_rate = rate
        stream = await self._synthesizer.synthesize_text_to_stream_async(said)
        cues = [cue for track in stream.timed_metadata_tracks if track.id == "SpeechWord" for cue in track.cues]
        words = [_word(cue.as_(SpeechCue)) for cue in cues]
        data = bytearray(stream.size)
        reader = DataReader(stream.get_input_stream_at(0))
        await reader.load_async(len(data))
        reader.read_bytes(data)
        return Rendering.of_wav(bytes(data), tuple(sorted(word for word in words if word)))


def _word(cue: Any) -> VoicedWord | None:
    """Of a cue, whose end is the last letter and not the one after it. Either end may be missing."""
    start, end = cue.start_position_in_input, cue.end_position_in_input
    return None if start is None or end is None else VoicedWord(cue.start_time.total_seconds(), start, end + 1)
