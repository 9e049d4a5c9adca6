from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sound.espeak import Espeak
from kiosk.sound.even import BREATH, LEAD, evened
from kiosk.sound.voice import Rendering, VoicedWord

RATE = 8000


def speech(before: float, loud: float, after: float, peak: int = 12000) -> Rendering:
    """Silence, a buzz, silence."""
    buzz = array("h", (peak if i // 20 % 2 else -peak for i in range(round(loud * RATE))))
    samples = bytes(2 * round(before * RATE)) + buzz.tobytes() + bytes(2 * round(after * RATE))
    return Rendering(samples, RATE, (VoicedWord(before, 0, 3), VoicedWord(before + loud / 2, 4, 7)))


@given(st.floats(0, 2), st.floats(0.05, 2), st.floats(0, 2))
def test_all_speech_begins_and_ends_alike(before: float, loud: float, after: float) -> None:
    rendering = evened(speech(before, loud, after))

    assert rendering.seconds == pytest.approx(LEAD + loud + BREATH, abs=0.025)
    samples = array("h", rendering.samples)
    heard = [place / RATE for place, sample in enumerate(samples) if sample]
    assert heard[0] == pytest.approx(LEAD, abs=0.011)
    assert rendering.seconds - heard[-1] == pytest.approx(BREATH, abs=0.011)


@given(st.floats(0, 2), st.floats(0.1, 2))
def test_words_move_with_the_sound(before: float, loud: float) -> None:
    first, second = evened(speech(before, loud, 1.0)).words

    assert first.at == pytest.approx(0, abs=0.011)
    assert second.at == pytest.approx(loud / 2, abs=0.011)


@pytest.mark.parametrize("peak", [300, 2000, 30000])
def test_a_whisper_and_a_shout_are_brought_near_the_usual(peak: int) -> None:
    loudest = max(map(abs, array("h", evened(speech(0.1, 1.0, 0.1, peak)).samples)))

    assert 6000 < loudest < 10000


def test_one_crack_does_not_keep_a_whisper_soft_nor_make_it_clip() -> None:
    whisper = array("h", speech(0.1, 1.0, 0.1, 2000).samples)
    whisper[RATE // 2] = 30000
    samples = array("h", evened(Rendering(whisper.tobytes(), RATE, ())).samples)

    assert max(map(abs, samples)) <= 32767
    assert max(map(abs, array("h", evened(speech(0.1, 1.0, 0.1, 20)).samples))) > 6000


def test_the_usual_is_left_as_it_is() -> None:
    rendering = Espeak().render("This is Omar. He is making a picture.", 110)

    assert array("h", rendering.samples).tobytes()[2000:20000] in evened(rendering).samples


@pytest.mark.parametrize("samples", [b"", bytes(4000)])
def test_silence_stays_silence(samples: bytes) -> None:
    assert evened(Rendering(samples, RATE, ())) == Rendering(samples, RATE, ())
