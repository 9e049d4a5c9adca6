"""Of `winrt-Windows.Media.SpeechSynthesis` 3.2.1 what the voice of Windows uses: a computer with three voices, whose
speech is a tenth of a second of tone for every letter at the usual rate."""

import io
import math
import threading
import wave
from array import array
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from winrt.windows.media.core import MediaCue, SpeechCue


@dataclass(frozen=True)
class VoiceInformation:
    id: str
    language: str


class Static(type):
    @property
    def all_voices(cls) -> list[VoiceInformation]:
        return [
            VoiceInformation("david", "en-US"),
            VoiceInformation("george", "en-GB"),
            VoiceInformation("adam", "pl-PL"),
        ]

    @property
    def default_voice(cls) -> VoiceInformation:
        return cls.all_voices[0]


class SpeechSynthesizer(metaclass=Static):
    last: "SpeechSynthesizer"

    def __init__(self) -> None:
        SpeechSynthesizer.last = self
        self.voice = SpeechSynthesizer.default_voice
        self.options = SimpleNamespace(speaking_rate=1.0, include_word_boundary_metadata=False)
        self.said: list[str] = []
        self.threads: set[str] = set()

    async def synthesize_text_to_stream_async(self, text: str) -> "Stream":
        if text == "broken":
            raise OSError(-2147467259, "Unspecified error")
        self.said.append(text)
        self.threads.add(threading.current_thread().name)
        return Stream(text, 0.1 / self.options.speaking_rate)


class Stream:
    def __init__(self, text: str, letter: float) -> None:
        words, place = [], 0
        for word in text.split():
            place = text.index(word, place)
            # The end is the word's last letter.
            words.append(SpeechCue(timedelta(seconds=place * letter), place, place + len(word) - 1))
            place += len(word)
        sentence = SpeechCue(timedelta(), 0, len(text) - 1)
        self.timed_metadata_tracks = [
            SimpleNamespace(id="SpeechSentence", cues=[MediaCue(sentence)]),
            SimpleNamespace(id="SpeechWord", cues=[MediaCue(word) for word in words]),
        ]
        count = int(len(text) * letter * 16000)
        tone = array("h", (int(12000 * math.sin(i / 8)) for i in range(count)))
        file = io.BytesIO()
        with wave.open(file, "wb") as wav:
            wav.setparams((1, 2, 16000, 0, "NONE", ""))
            wav.writeframes(tone.tobytes())
        self._data = file.getvalue()
        self.size = len(self._data)

    def get_input_stream_at(self, position: int) -> bytes:
        return self._data[position:]
