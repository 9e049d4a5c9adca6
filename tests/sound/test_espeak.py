import ctypes
import ctypes.util
import shutil
import sys
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeakng_loader
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.sound import espeak
from kiosk.sound.espeak import Espeak
from kiosk.sound.readings import said
from kiosk.sound.timing import heard
from kiosk.sound.voice import VoiceError
from kiosk.ui.speech import Utterance

CAPTION = (
    "This is Omar. He is making a picture on the class tablet. A shiny box pops up. It says: You win! "
    "What could Omar do? Miss Bell looks at the box. She helps Omar shut it. Now he can paint."
)


def current_voice() -> bytes:
    """The library's own name for the voice that it is set to."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_GetCurrentVoice.restype = ctypes.POINTER(ctypes.c_char_p)
    return bytes(library.espeak_GetCurrentVoice()[0])


def test_a_caption_can_be_heard() -> None:
    rendering = Espeak().render(CAPTION, 130)
    samples = array("h", rendering.samples)

    assert rendering.rate == 22050
    assert (sum(sample * sample for sample in samples) / len(samples)) ** 0.5 > 1000
    assert max(map(abs, samples)) < 32767, "it is cut off at the peaks"


@pytest.mark.parametrize("wpm", [90, 110, 140, 180])
def test_a_caption_lasts_as_long_as_its_words_a_minute_say(wpm: int) -> None:
    expected = len(CAPTION.split()) / wpm * 60

    assert Espeak().render(CAPTION, wpm).seconds == pytest.approx(expected, rel=0.15)


def test_the_voice_is_british() -> None:
    voice = Espeak()
    voice.render("Hello", 130)

    assert voice.language == "en-GB"
    assert current_voice() == b"English (Great Britain)"


def test_another_voice_does_not_linger() -> None:
    british, american = Espeak(), Espeak("en-US")
    american.render("Hello", 130)
    assert current_voice() == b"English (America)"

    british.render("Hello", 130)
    assert current_voice() == b"English (Great Britain)"


@pytest.mark.parametrize("language", ["xx-YY", "en-ZZ"])
def test_a_language_without_a_voice_is_refused(language: str) -> None:
    with pytest.raises(VoiceError, match=language):
        Espeak(language)


def test_words_are_timed_by_the_voice() -> None:
    utterance = Utterance("Ask a teacher/adult, e.g. Miss Bell.", (("/", " or "), ("e.g.", "for example")))
    spoken = said(utterance)
    rendering = Espeak().render(spoken.text, utterance.wpm)
    voiced = {spoken.text[word.start : word.end]: word.at for word in rendering.words}

    timing = heard(utterance, spoken, rendering)

    assert {utterance.text[start:end]: at for at, start, end in timing.words} == {
        "Ask": voiced["Ask"],
        "a": voiced["a"],
        "teacher/adult": voiced["teacher"],
        "e.g": voiced["for"],
        "Miss": voiced["Miss"],
        "Bell": voiced["Bell"],
    }


# Each is one word on the screen, with the marks that stand around it.
PIECES = st.tuples(
    st.sampled_from(["", "“", "‘", "(", '"']),
    st.sampled_from(
        [
            "Omar",
            "the",
            "of",
            "on",
            "a",
            "don’t",
            "teacher/adult",
            "well-known",
            "Zoë",
            "2026",
            "12,345",
            "£5",
            "50%",
            "IT",
        ]
    ),
    st.sampled_from(["", "", ".", ",", "!”", "’", ")", '?"', "…"]),
)
READINGS = st.lists(
    st.sampled_from(
        [("teacher/adult", "teacher or adult"), ("IT", "I T"), ("50%", "half"), ("£5", ""), ("the", "the big")]
    )
)
GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", " — ", " – ", "—"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(PIECES, GAPS)), READINGS, st.integers(80, 300))
def test_the_words_reported_are_those_of_the_caption(
    pieces: list[tuple[tuple[str, str, str], str]], readings: list[tuple[str, str]], wpm: int
) -> None:
    text, spans = "", []
    for (before, word, after), gap in pieces:
        text += before
        spans.append((len(text), len(text) + len(word)))
        text += word + after + gap
    utterance = Utterance(text, tuple(readings), wpm)
    spoken = said(utterance)
    rendering = Espeak().render(spoken.text, wpm)
    assume(rendering.words)

    timing = heard(utterance, spoken, rendering)

    assert [(start, end) for _, start, end in timing.words] == spans
    times = [at for at, _, _ in timing.words]
    assert times == sorted(times)
    assert all(0 <= at <= timing.seconds for at in times)


def test_threads_do_not_mix_their_speech() -> None:
    captions = [f"{sentence.strip()}." for sentence in CAPTION.split(".") if sentence.strip()] * 4
    voice = Espeak()

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda caption: voice.render(caption, 130), captions))

    for caption, rendering in zip(captions, together, strict=True):
        alone = voice.render(caption, 130)
        assert [word.start for word in rendering.words] == [word.start for word in alone.words]
        assert rendering.seconds == pytest.approx(alone.seconds, abs=0.1)  # it is never quite the same twice


def test_without_the_wheel_the_system_s_library_speaks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = tmp_path / Path(espeakng_loader.get_library_path()).name
    shutil.copy(espeakng_loader.get_library_path(), library)
    monkeypatch.setenv("ESPEAK_DATA_PATH", espeakng_loader.get_data_path())
    monkeypatch.setattr(espeak, "_loaded", [])
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    monkeypatch.setattr(ctypes.util, "find_library", {"espeak-ng": str(library)}.get)

    assert Espeak().render("Hello, Omar.", 130).seconds > 0.5


def test_without_any_library_there_is_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak, "_loaded", [])
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    monkeypatch.setattr(ctypes.util, "find_library", {}.get)

    with pytest.raises(VoiceError, match="not installed"):
        Espeak()


def test_a_library_without_its_data_is_no_voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = tmp_path / Path(espeakng_loader.get_library_path()).name
    shutil.copy(espeakng_loader.get_library_path(), library)
    monkeypatch.setattr(espeak, "_loaded", [])
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: str(library))
    monkeypatch.setattr(espeakng_loader, "get_data_path", lambda: str(tmp_path))
    monkeypatch.setattr(ctypes.util, "find_library", {}.get)

    with pytest.raises(VoiceError, match="did not start"):
        Espeak()
