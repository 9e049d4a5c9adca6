"""Speech kept on disk: a WAV anyone can play, and beside it a JSON file saying when its words come."""

import hashlib
import json
import logging
import os
import wave
import zlib
from pathlib import Path

from kiosk.sound.even import evened
from kiosk.sound.voice import Rendering, Voice, VoicedWord

log = logging.getLogger(__name__)


LIMIT = 1 << 30
"""Bytes of speech that are kept: a lesson of every kind in every language and then some."""


class Cache:
    """Renderings by words, voice and rate, made even. Holds about `limit` bytes; the longest unused go first.

    A folder that cannot be read or written costs time, never speech.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._size: int | None = None  # not counted yet

    def rendering(self, voice: Voice, said: str, wpm: int) -> Rendering:
        """The speech as kept, or else made now and kept. Raises what the voice raises."""
        stem = self._stem(voice, said, wpm)
        kept = _read(stem)
        if kept is None:
            kept = evened(voice.render(said, wpm))
            self._write(stem, kept)
        return kept

    def prepare(self, voice: Voice, said: str, wpm: int) -> None:
        """See that it is kept, without reading it. Raises what the voice raises."""
        stem = self._stem(voice, said, wpm)
        if not (stem.with_suffix(".wav").exists() and stem.with_suffix(".json").exists()):
            self.rendering(voice, said, wpm)

    def _stem(self, voice: Voice, said: str, wpm: int) -> Path:
        asked = json.dumps([_FORMAT, voice.name, voice.language, wpm, said])
        return self._folder / hashlib.sha256(asked.encode()).hexdigest()[:32]

    def _write(self, stem: Path, rendering: Rendering) -> None:
        facts = {"crc": zlib.crc32(rendering.samples), "words": rendering.words}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for ending, data in ((".wav", rendering.wav()), (".json", json.dumps(facts).encode())):
                part = stem.with_suffix(f".{os.getpid()}.part")
                part.write_bytes(data)
                part.replace(stem.with_suffix(ending))
                if self._size is not None:
                    self._size += len(data)
            self._trim()
        except OSError as fault:
            log.warning("Speech could not be kept: %s", fault)

    def _trim(self) -> None:
        if self._size is not None and self._size <= self._limit:
            return
        files = [path for path in self._folder.iterdir() if path.suffix in (".wav", ".json", ".part")]
        stats = sorted(((path.stat(), path) for path in files), key=lambda pair: pair[0].st_mtime_ns)
        self._size = sum(stat.st_size for stat, _ in stats)
        for stat, path in stats:
            if self._size <= self._limit:
                break
            path.unlink(missing_ok=True)
            self._size -= stat.st_size


_FORMAT = 2
"""Counts up whenever speech is made or kept otherwise than before."""


def _read(stem: Path) -> Rendering | None:
    sound, facts = stem.with_suffix(".wav"), stem.with_suffix(".json")
    try:
        kept = json.loads(facts.read_bytes())
        with wave.open(str(sound), "rb") as wav:
            samples, rate = wav.readframes(wav.getnframes()), wav.getframerate()
        if zlib.crc32(samples) != kept["crc"]:
            raise ValueError("the samples are not those that were kept")
        words = tuple(VoicedWord(float(at), int(start), int(end)) for at, start, end in kept["words"])
        for path in (sound, facts):
            os.utime(path)  # used today: kept longer
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, LookupError, EOFError, wave.Error) as fault:
        log.info("Kept speech is made again: %s", fault)
        return None
    return Rendering(samples, rate, words)
