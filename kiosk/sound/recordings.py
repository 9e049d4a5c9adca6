"""Recordings that staff have made of captions: which file belongs to which words."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.sound.voice import Rendering, VoiceError

ENDINGS = (".wav", ".ogg", ".flac", ".mp3")
LONGEST = 20 << 20
"""The most bytes that a recording may have: several minutes."""


def name_for(text: str, language: str = "en-GB") -> str:
    """What a recording of this caption is called, without its ending: "ask-a-teacher-adult-1f0c2ab94e".

    The words are there for people; the kiosk goes by what comes after the last hyphen, which stands for every letter
    of the caption and for its language.
    """
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l")).encode("ascii", "ignore").decode()
    words = [word[:20] for word in re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:_WORDS]]
    return "-".join([*words, _mark(text, language)])


class Recordings:
    """A folder of recordings. One that is put there while the program runs is found too.

    `decode` reads a sound file of any of the kinds in `ENDINGS`.
    """

    def __init__(self, folder: Path, decode: Callable[[Path], Rendering]) -> None:
        self._folder = folder
        self._decode = decode
        self._seen_at = -1
        self._files: dict[str, Path] = {}

    def find(self, text: str, language: str) -> Path | None:
        """The recording of this caption, if there is one."""
        try:
            changed = self._folder.stat().st_mtime_ns
            if changed != self._seen_at:
                files = (path for path in sorted(self._folder.iterdir()) if path.suffix.lower() in ENDINGS)
                self._files = {path.stem.lower().rpartition("-")[2]: path for path in files}
                self._seen_at = changed
        except OSError:
            return None
        return self._files.get(_mark(text, language))

    def voice(self, text: str, language: str) -> "Recorded | None":
        """The recording as the voice that says this caption. Raises VoiceError for a file that cannot be one."""
        path = self.find(text, language)
        if path is None:
            return None
        try:
            facts = path.stat()
        except OSError as fault:
            raise VoiceError(f"{path.name} cannot be read: {fault}") from fault
        if facts.st_size > LONGEST:
            raise VoiceError(f"{path.name} is too long to be one caption")
        name = f"recording {path.name} {facts.st_size} {facts.st_mtime_ns}"
        return Recorded(name, language, lambda: self._decode(path))


@dataclass(frozen=True)
class Recorded:
    """A voice that can say one thing, at the pace at which it was said."""

    name: str
    language: str
    speech: Callable[[], Rendering]

    def render(self, said: str, wpm: int) -> Rendering:
        return self.speech()


_WORDS = 6


def _mark(text: str, language: str) -> str:
    return hashlib.sha256(f"{language.lower()}\n{text}".encode()).hexdigest()[:10]
