"""What a voice is: text in, samples out. Every system's way of making speech fits behind `Voice`."""

import io
import wave
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self


class Voice(Protocol):
    """A voice is used from the sound thread only; it may take its time."""

    @property
    def name(self) -> str:
        """Names the voice and its version: a rendering is kept under it and made again when it changes."""

    @property
    def language(self) -> str:
        """The one language that it was asked for, such as "en-GB" or "pl"."""

    def render(self, said: str, wpm: int) -> "Rendering":
        """Speech for these words; raises `VoiceError` where there is none."""


class VoiceError(Exception):
    """There is no such voice, or it failed."""


def is_of(spoken: str, wanted: str) -> bool:
    """Whether a voice of the language `spoken`, such as "pl-PL" or "en_GB", will do for `wanted`, such as "pl"."""
    spoken, wanted = spoken.lower().replace("_", "-"), wanted.lower().replace("_", "-")
    return spoken == wanted or spoken.startswith(f"{wanted}-")


class VoicedWord(NamedTuple):
    """A word begins `at` seconds into the speech: `said[start:end]`, as nearly as the voice can tell."""

    at: float
    start: int
    end: int


@dataclass(frozen=True)
class Rendering:
    """Speech: `samples` are mono, signed 16-bit, little-endian, `rate` of them a second.

    `words` are all that the voice reports, in order; a voice that does not tell when its words come has none.
    """

    samples: bytes
    rate: int
    words: tuple[VoicedWord, ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / self.rate

    @classmethod
    def of_wav(cls, data: bytes, words: tuple[VoicedWord, ...] = ()) -> Self:
        """From a WAV file as `wav` writes it. Raises VoiceError for any other."""
        try:
            with wave.open(io.BytesIO(data), "rb") as wav:
                if (wav.getnchannels(), wav.getsampwidth()) != (1, 2):
                    raise VoiceError(f"{wav.getnchannels()} channels of {8 * wav.getsampwidth()} bits")
                return cls(wav.readframes(wav.getnframes()), wav.getframerate(), words)
        except (wave.Error, EOFError) as fault:
            raise VoiceError(f"this is no WAV file: {fault}") from fault

    def wav(self) -> bytes:
        file = io.BytesIO()
        with wave.open(file, "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(self.rate)
            wav.writeframes(self.samples)
        return file.getvalue()
