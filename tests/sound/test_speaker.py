import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sound.aloud import Aloud
from kiosk.sound.speaker import Silent, open_speaker
from kiosk.ui.speech import SpeechEnded, SpeechEvent, Utterance, WordSpoken

ASK = Utterance("We ask first.", wpm=120)


def test_without_sound_words_come_by_the_clock_that_is_given() -> None:
    speaker = Silent()
    speaker.say(ASK)

    assert speaker.poll(1000.0) == [WordSpoken(ASK, 0, 2)]
    assert speaker.poll(1000.4) == []
    assert speaker.poll(1000.5) == [WordSpoken(ASK, 3, 6)]
    assert speaker.poll(1001.0) == [WordSpoken(ASK, 7, 12)]
    assert speaker.speaking
    assert speaker.poll(1001.5) == [SpeechEnded(ASK)]
    assert not speaker.speaking
    assert speaker.poll(2000.0) == []


def test_the_factor_hurries_captions() -> None:
    speaker = Silent(wpm_factor=10)
    speaker.say(ASK)

    speaker.poll(0.0)
    assert speaker.poll(0.16)[-1] == SpeechEnded(ASK)


def test_captions_keep_to_the_rate_that_is_set_from_the_next_one_on() -> None:
    speaker = Silent()
    speaker.say(ASK)
    speaker.poll(0.0)
    speaker.tune(rate=2.0)
    assert speaker.poll(0.4) == []

    speaker.say(ASK)
    speaker.poll(10.0)
    assert speaker.poll(10.25) == [WordSpoken(ASK, 3, 6)]
    speaker.tune(volume=0.1, calm=True, quiet=True)
    assert speaker.poll(10.5) == [WordSpoken(ASK, 7, 12)]


def test_a_caption_without_words_ends_at_once() -> None:
    speaker, nothing = Silent(), Utterance("…")
    speaker.say(nothing)

    assert speaker.poll(0.0) == [SpeechEnded(nothing)]


def test_what_is_cut_off_is_not_heard_of_again() -> None:
    speaker, other = Silent(), Utterance("Stop.")
    speaker.say(ASK)
    speaker.poll(0.0)
    speaker.say(other)

    assert speaker.poll(60.0) == [WordSpoken(other, 0, 4)]
    speaker.hush()
    assert not speaker.speaking
    assert speaker.poll(120.0) == []


@given(st.lists(st.floats(0, 3)))
def test_how_often_it_is_polled_does_not_change_what_is_told(times: list[float]) -> None:
    speaker = Silent()
    speaker.say(ASK)
    events: list[SpeechEvent] = []
    for now in [0.0, *sorted(times), 3.0]:
        events += speaker.poll(now)

    assert events == [WordSpoken(ASK, 0, 2), WordSpoken(ASK, 3, 6), WordSpoken(ASK, 7, 12), SpeechEnded(ASK)]


def test_a_kiosk_without_sound_shows_captions_only(tmp_path: Path) -> None:
    assert isinstance(open_speaker(tmp_path, sound=False), Silent)


@pytest.mark.usefixtures("dummy_card")
def test_a_kiosk_with_sound_speaks_and_keeps_its_speech(tmp_path: Path) -> None:
    speaker = open_speaker(tmp_path / "speech")
    assert isinstance(speaker, Aloud)
    speaker.say(ASK)
    assert speaker.settle(20)

    now = time.monotonic()
    events = speaker.poll(now) + speaker.poll(now + 60)
    speaker.close()

    assert events == [WordSpoken(ASK, 0, 2), WordSpoken(ASK, 3, 6), WordSpoken(ASK, 7, 12), SpeechEnded(ASK)]
    assert len(list((tmp_path / "speech").glob("*.wav"))) == 1
