"""A teacher's recordings: found by their names, played in place of a voice, and never in the way."""

import math
import os
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from counted import Counted
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sound.aloud import Aloud
from kiosk.sound.cache import Cache
from kiosk.sound.device import Device
from kiosk.sound.even import BREATH, LEAD
from kiosk.sound.narrator import Narrator
from kiosk.sound.recordings import Recordings, name_for
from kiosk.ui.speech import SpeechEnded, Utterance, WordSpoken

CAPTION = "Ask a teacher/adult. Then click."


def record(path: Path, seconds: float = 2.0, *, silence: float = 0.5, rate: int = 44100) -> None:
    """A tone in stereo, as a phone or a headset may write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = int(seconds * rate)
    quiet = [0] * (2 * int(silence * rate))
    tone = [sample for i in range(count) for sample in (int(9000 * math.sin(i / 20)),) * 2]
    with wave.open(str(path), "wb") as wav:
        wav.setparams((2, 2, rate, 0, "NONE", ""))
        wav.writeframes(array("h", [*quiet, *tone, *quiet]).tobytes())


@pytest.fixture
def device(dummy_card: None) -> Iterator[Device]:
    device = Device()
    yield device
    device.close()


@pytest.fixture
def narrator(tmp_path: Path, voice: Counted, device: Device) -> Narrator:
    return Narrator(
        [lambda language: voice], Cache(tmp_path / "cache"), Recordings(tmp_path / "recordings", device.decoded)
    )


def test_a_recording_goes_before_every_voice(narrator: Narrator, voice: Counted, tmp_path: Path) -> None:
    record(tmp_path / "recordings" / f"{name_for(CAPTION)}.wav")

    rendering = narrator.rendering(Utterance(CAPTION, (("teacher/adult", "teacher or adult"),)))

    assert voice.rendered == []
    assert rendering.words == ()
    assert rendering.seconds == pytest.approx(LEAD + 2.0 + BREATH, abs=0.03), "its silence has not been cut off"
    assert narrator.rendering(Utterance("Then click.")).words
    assert voice.rendered == ["Then click."]


def test_a_recording_has_its_own_pace(narrator: Narrator, tmp_path: Path) -> None:
    record(tmp_path / "recordings" / f"{name_for(CAPTION)}.wav")

    assert narrator.rendering(Utterance(CAPTION), rate=0.8) == narrator.rendering(Utterance(CAPTION, wpm=180), rate=1.2)


def test_a_recording_that_is_made_again_is_heard_again(narrator: Narrator, tmp_path: Path) -> None:
    path = tmp_path / "recordings" / f"{name_for(CAPTION)}.wav"
    record(path, 2.0)
    first = narrator.rendering(Utterance(CAPTION))
    record(path, 1.0)
    os.utime(path.parent, (5, 5))

    assert narrator.rendering(Utterance(CAPTION)).seconds < first.seconds - 0.9


def test_one_that_is_added_later_is_found_and_one_that_is_taken_away_is_not_missed(
    narrator: Narrator, voice: Counted, tmp_path: Path
) -> None:
    utterance = Utterance(CAPTION)
    assert narrator.rendering(utterance).words
    path = tmp_path / "recordings" / f"{name_for(CAPTION)}.WAV"
    record(path)
    assert not narrator.rendering(utterance).words
    path.unlink()
    os.utime(path.parent, (7, 7))

    assert narrator.rendering(utterance).words


@pytest.mark.parametrize("content", [b"", b"RIFF nonsense", bytes(1000)])
def test_what_is_no_recording_is_said_by_the_voice(
    narrator: Narrator, tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "recordings" / f"{name_for(CAPTION)}.ogg"
    path.parent.mkdir()
    path.write_bytes(content)

    for _ in range(2):
        assert narrator.rendering(Utterance(CAPTION)).words
    assert len(caplog.records) == 1


def test_a_file_of_an_hour_is_left_alone(narrator: Narrator, tmp_path: Path) -> None:
    path = tmp_path / "recordings" / f"{name_for(CAPTION)}.wav"
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(300 << 20)

    assert narrator.rendering(Utterance(CAPTION)).words


@pytest.mark.usefixtures("dummy_card")
def test_the_sentences_of_a_recording_are_lit_one_by_one(tmp_path: Path, voice: Counted) -> None:
    record(tmp_path / "recordings" / f"{name_for(CAPTION)}.wav")
    device = Device()
    found = Recordings(tmp_path / "recordings", device.decoded)
    speaker = Aloud(Narrator([lambda language: voice], Cache(tmp_path / "cache"), found), device, clock=lambda: 0.0)
    utterance = Utterance(CAPTION)
    speaker.say(utterance)
    assert speaker.settle(20)

    assert pygame.mixer.Channel(0).get_busy()
    assert speaker.poll(0.0) == [WordSpoken(utterance, 0, 20)]
    assert speaker.poll(1.0) == []
    assert speaker.poll(2.0) == [WordSpoken(utterance, 21, 32)]
    assert speaker.poll(2.4) == [SpeechEnded(utterance)]
    speaker.close()


def test_names_can_be_read_by_people() -> None:
    assert name_for("Ask a teacher/adult, e.g. Miss Bell.").startswith("ask-a-teacher-adult-e-g-")
    assert name_for("Don’t open it.").startswith("dont-open-it-")
    assert name_for("Wyłącz — i powiedz, że źle się czujesz.", "pl").startswith("wylacz-i-powiedz-ze-zle-sie-")
    assert not name_for("…").startswith("-")
    assert len(name_for("a" * 10_000)) < 100


@given(st.text(), st.text())
def test_every_caption_has_a_file_of_its_own_that_any_disk_takes(one: str, other: str) -> None:
    for name in (name_for(one), name_for(other), name_for(one, "pl")):
        assert name
        assert set(name) <= {*"abcdefghijklmnopqrstuvwxyz0123456789-"}
    assert len(name_for(one)) < 140
    assert (name_for(one) == name_for(other)) == (one == other)
    assert name_for(one) != name_for(one, "pl")
