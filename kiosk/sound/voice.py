"""What a voice is: text in, samples out. Every system's way of making speech fits behind `Voice`."""

import io
import wave
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Voice(Protocol):
    """A voice is used from the sound thread only; it may take its time."""

    @property
    def name(self) -> str:
        """Names the voice and its version: a rendering is kept under it and made again when it changes."""

    @property
    def language(self) -> str:
        """The one language that it speaks, such as "en-GB"."""

    def render(self, said: str, wpm: int) -> "Rendering":
        """Speech for these words; raises `VoiceError` where there is none."""


class VoiceError(Exception):
    """There is no such voice, or it failed."""


class VoicedWord(NamedTuple):
    """A word begins `at` seconds into the speech: `said[start:end]`, as nearly as the voice can tell."""

    at: float
    start: int
    end: int


@dataclass(frozen=True)
class Rendering:
    """Speech: `samples` are mono, signed 16-bit, little-endian, `rate` of them a second."""

    samples: bytes
    rate: int
    words: tuple[VoicedWord, ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / self.rate

    def wav(self) -> bytes:
        file = io.BytesIO()
        with wave.open(file, "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(self.rate)
            wav.writeframes(self.samples)
        return file.getvalue()
