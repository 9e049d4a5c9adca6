"""Speech from macOS, by its command `say`. It does not tell when its words come."""

import platform
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.sound.voice import Rendering, VoiceError, is_of

PATIENCE = 20.0
"""Seconds that `say` may take; a sentence takes it about one."""


class Say:
    """The best voice that is installed for a language. Raises `VoiceError` if there is none, or no `say`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._program = shutil.which("say") or ""
        if not self._program:
            raise VoiceError("there is no say here")
        self._voice = best(_run(self._program, "-v", "?").decode(errors="replace").splitlines(), language)
        self.name = f"say {platform.mac_ver()[0]} {self._voice}"

    def render(self, said: str, wpm: int) -> Rendering:
        with TemporaryDirectory(prefix="kiosk-say-") as folder:
            file = Path(folder) / "speech.wav"
            _run(
                self._program,
                *("-v", self._voice, "-r", str(wpm)),
                *("-o", str(file), "--file-format=WAVE", "--data-format=LEI16@22050"),
                *("-f", "-"),
                # Two brackets would begin a command to the voice.
                said=said.replace("[[", "[").replace("]]", "]"),
            )
            try:
                return Rendering.of_wav(file.read_bytes())
            except OSError as fault:
                raise VoiceError(f"say wrote nothing: {fault}") from fault


def best(listed: Iterable[str], language: str) -> str:
    """Of what `say -v ?` lists, the voice to use: a premium or enhanced one where it has been installed.

    After those come plain names (Daniel); the ones with a language behind them ("Eddy (English (UK))") are older sound.
    """
    found = [match for line in listed if (match := _LISTED.match(line)) and is_of(match["language"], language)]
    if not found:
        raise VoiceError(f"say has no voice for {language}")

    def rank(name: str) -> int:
        return next(
            (place for place, mark in enumerate(("(Premium)", "(Enhanced)")) if mark in name), 3 if "(" in name else 2
        )

    return min((match["name"] for match in found), key=rank)


_LISTED = re.compile(r"(?P<name>\S.*?)\s+(?P<language>[a-z]{2,3}[_-][A-Z0-9]{2,4})\s+#")


def _run(*command: str, said: str = "") -> bytes:
    try:
        done = subprocess.run(command, input=said.encode(), capture_output=True, check=True, timeout=PATIENCE)
    except subprocess.CalledProcessError as fault:
        raise VoiceError(f"say failed: {fault.stderr.decode(errors='replace').strip()}") from fault
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise VoiceError(f"say failed: {fault}") from fault
    return done.stdout
