"""The voice of Windows, against a double that behaves as the package's own type stubs say: no Windows is needed."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.sound.readings import said
from kiosk.sound.timing import heard
from kiosk.sound.voice import VoicedWord, VoiceError
from kiosk.sound.windows import USUAL_WPM, OneCore
from kiosk.ui.speech import Utterance


@pytest.fixture
def synthesizer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(Path(__file__).parent / "fake")
    from winrt.windows.media.speechsynthesis import SpeechSynthesizer

    yield SpeechSynthesizer
    for name in [name for name in sys.modules if name.partition(".")[0] == "winrt"]:
        del sys.modules[name]


def test_the_voice_is_of_the_language_that_is_asked_for(synthesizer: Any) -> None:
    assert "george" in OneCore("en-GB").name
    assert synthesizer.last.voice.id == "george"
    assert "adam" in OneCore("pl").name
    with pytest.raises(VoiceError, match="cy"):
        OneCore("cy")


def test_words_come_with_the_speech(synthesizer: Any) -> None:
    rendering = OneCore("en-GB").render("We ask first.", USUAL_WPM)

    assert synthesizer.last.options.include_word_boundary_metadata
    assert rendering.rate == 16000
    assert rendering.seconds == pytest.approx(1.3, abs=0.01)
    assert rendering.words == (VoicedWord(0.0, 0, 2), VoicedWord(0.3, 3, 6), VoicedWord(0.7, 7, 13))


def test_slower_is_longer_within_what_windows_allows(synthesizer: Any) -> None:
    voice = OneCore("en-GB")

    usual, slow = voice.render("We ask first.", 170), voice.render("We ask first.", 85)
    assert slow.seconds == pytest.approx(2 * usual.seconds, rel=0.01)
    voice.render("We ask first.", 60)
    assert synthesizer.last.options.speaking_rate == 0.5


def test_a_letter_of_two_pairs_of_bytes_does_not_push_the_words_aside(synthesizer: Any) -> None:
    utterance = Utterance("Ask 👍 Mia now.")
    spoken = said(utterance)

    timing = heard(utterance, spoken, OneCore("en-GB").render(spoken.text, USUAL_WPM))

    assert synthesizer.last.said == ["Ask   Mia now."]
    assert [utterance.text[start:end] for _, start, end in timing.words] == ["Ask", "Mia", "now"]


def test_windows_is_asked_in_one_thread_of_its_own(synthesizer: Any) -> None:
    voice = OneCore("en-GB")
    voice.render("One.", 130)
    voice.render("Two.", 130)

    [name] = synthesizer.last.threads
    assert name.startswith("windows-voice")


def test_what_windows_cannot_do_is_a_fault_of_the_voice(synthesizer: Any) -> None:
    with pytest.raises(VoiceError, match="Unspecified"):
        OneCore("en-GB").render("broken", 130)


def test_elsewhere_there_is_no_such_voice() -> None:
    with pytest.raises(VoiceError, match="winrt"):
        OneCore("en-GB")
