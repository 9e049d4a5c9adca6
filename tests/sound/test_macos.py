"""The voices of macOS, against a program that takes the arguments of `say` and writes them down: no Mac is needed."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from kiosk.sound import macos
from kiosk.sound.macos import Say, best
from kiosk.sound.voice import VoiceError

LISTED = """\
Agnes               en_US    # Isn't it nice to have a computer that will talk to you?
Daniel              en_GB    # Hello! My name is Daniel.
Eddy (English (UK)) en_GB    # Hello! My name is Eddy.
Kate (Enhanced)     en_GB    # Hello! My name is Kate.
Ewa (Premium)       pl_PL    # Witaj, mam na imię Ewa.
Zosia               pl_PL    # Witaj, mam na imię Zosia.
"""

DOUBLE = """\
#!{python}
import json, os, sys, wave
from pathlib import Path

words = sys.argv[1:]
if words == ["-v", "?"]:
    sys.stdout.buffer.write(Path({folder!r}, "listed").read_bytes())
    raise SystemExit
options = dict(zip(words[::2], words[1::2]))
text = sys.stdin.buffer.read().decode()
Path({folder!r}, "asked.json").write_text(json.dumps([words, text]))
if text == "broken":
    print("Opening output file failed: fmt?", file=sys.stderr)
    raise SystemExit(1)
if text != "mute":
    with wave.open(words[words.index("-o") + 1], "wb") as wav:
        wav.setparams((1, 2, 22050, 0, "NONE", ""))
        wav.writeframes(bytes([0, 32]) * 22050)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if os.name == "nt":
        pytest.skip("a script cannot stand in for a program here")
    program = tmp_path / "say"
    program.write_text(DOUBLE.format(python=sys.executable, folder=str(tmp_path)))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "listed").write_text(LISTED, encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return tmp_path


def test_the_text_goes_in_by_the_pipe_and_speech_comes_out_of_a_file(folder: Path) -> None:
    text = 'We ask; $(rm -rf) `a` "teacher" — don’t we?'

    rendering = Say("en-GB").render(text, 110)

    assert (rendering.rate, rendering.seconds, rendering.words) == (22050, 1.0, ())
    words, piped = json.loads((folder / "asked.json").read_text())
    assert piped == text
    assert not any("teacher" in word for word in words)
    assert words[words.index("-r") + 1] == "110"
    assert words[words.index("-v") + 1] == "Kate (Enhanced)"
    assert {"--file-format=WAVE", "--data-format=LEI16@22050"} <= {*words}
    assert words[-2:] == ["-f", "-"]
    assert not Path(words[words.index("-o") + 1]).exists(), "it is left lying about"


def test_what_say_takes_for_a_command_is_not_passed_on(folder: Path) -> None:
    Say("en-GB").render("Press [[slnc 5000]] now.", 110)

    assert json.loads((folder / "asked.json").read_text())[1] == "Press [slnc 5000] now."


@pytest.mark.parametrize(
    ("language", "voice"), [("en-GB", "Kate (Enhanced)"), ("pl", "Ewa (Premium)"), ("en-US", "Agnes")]
)
def test_the_best_voice_of_a_language_is_chosen(language: str, voice: str) -> None:
    assert best(LISTED.splitlines(), language) == voice


def test_a_plain_voice_goes_before_one_for_every_language() -> None:
    assert best([line for line in LISTED.splitlines() if "Enhanced" not in line], "en-GB") == "Daniel"


def test_a_language_without_a_voice_is_refused(folder: Path) -> None:
    with pytest.raises(VoiceError, match="cy"):
        Say("cy")


@pytest.mark.parametrize(("text", "fault"), [("broken", "fmt"), ("mute", "wrote nothing")])
def test_what_say_cannot_do_is_a_fault_of_the_voice(folder: Path, text: str, fault: str) -> None:
    with pytest.raises(VoiceError, match=fault):
        Say("en-GB").render(text, 110)


def test_a_say_that_hangs_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = Say("en-GB")
    (folder / "say").write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    monkeypatch.setattr(macos, "PATIENCE", 0.2)

    with pytest.raises(VoiceError, match="timed out"):
        voice.render("We ask.", 110)


def test_elsewhere_there_is_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(VoiceError, match="no say"):
        Say("en-GB")
