from array import array
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from kiosk.sound.device import DUCKED, Device
from kiosk.sound.effects import effect
from kiosk.sound.espeak import Espeak
from kiosk.sound.voice import Rendering


@pytest.fixture
def tape(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Callable[[], array[int]]":
    """A sound card that writes what it plays to a file, as fast as it can; this reads it back."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "tape.raw"))
    monkeypatch.setenv("SDL_DISKAUDIODELAY", "0")
    return lambda: array("h", (tmp_path / "tape.raw").read_bytes())


def silence(seconds: float) -> Rendering:
    return Rendering(bytes(2 * int(seconds * 22050)), 22050, ())


def test_the_card_plays_what_the_voice_says(
    tape: "Callable[[], array[int]]", until: Callable[[Callable[[], object]], None]
) -> None:
    rendering = Espeak().render("We ask first.", 130)
    device = Device()

    device.speak(rendering)
    until(lambda: not pygame.mixer.get_busy())
    device.close()

    assert rendering.samples in tape().tobytes()


def test_effects_step_back_for_the_voice(
    tape: "Callable[[], array[int]]", until: Callable[[Callable[[], object]], None]
) -> None:
    device = Device()

    device.speak(silence(60))
    device.play("press")
    until(lambda: not pygame.mixer.Channel(1).get_busy())
    device.close()

    alone = max(map(abs, array("h", effect("press").samples)))
    assert max(map(abs, tape())) == pytest.approx(alone * DUCKED, rel=0.05)
    assert pytest.approx(1 / 4, abs=0.01) == DUCKED


def test_an_effect_that_sounds_steps_back_when_the_voice_begins(
    tape: "Callable[[], array[int]]", until: Callable[[Callable[[], object]], None]
) -> None:
    device = Device()

    device.play("finish")
    device.speak(silence(60))
    assert pygame.mixer.Channel(1).get_volume() == pytest.approx(DUCKED, abs=0.01)
    device.hush()
    until(lambda: not pygame.mixer.get_busy())
    device.play("press")
    assert pygame.mixer.Channel(1).get_volume() == 1
    device.close()


@pytest.mark.usefixtures("dummy_card")
def test_effects_sound_beside_each_other() -> None:
    device = Device()

    device.play("finish")
    first = pygame.mixer.Channel(1).get_sound()
    for _ in range(5):
        device.play("finish")

    assert pygame.mixer.Channel(1).get_sound() is first
    assert pygame.mixer.Channel(3).get_busy()
    assert not pygame.mixer.Channel(0).get_busy(), "that one is the voice's"
    device.close()


@pytest.mark.usefixtures("dummy_card")
def test_the_hum_goes_on_until_the_answers_wake_or_something_is_said(
    until: Callable[[Callable[[], object]], None],
) -> None:
    device = Device()
    hum = pygame.mixer.Channel

    for end in (lambda: device.play("wake"), lambda: device.speak(silence(60)), device.hush):
        device.play("think")
        device.play("press")
        assert hum(4).get_busy()
        end()
        until(lambda: not hum(4).get_busy())
    device.close()


def test_the_hum_ends_by_itself(
    tape: "Callable[[], array[int]]", until: Callable[[Callable[[], object]], None]
) -> None:
    device = Device()

    device.play("think")
    until(lambda: not pygame.mixer.get_busy())
    device.close()

    samples = tape()
    heard = [place for place in range(0, len(samples), 100) if samples[place]]
    # It is let in by the real clock, which this card runs ahead of: where it begins cannot be told to the second.
    assert 3 < (heard[-1] - heard[0]) / 22050 < 10.6, "as long as the longest pause, and no longer"


def test_a_volume_of_half_is_half_as_loud(
    tape: "Callable[[], array[int]]", until: Callable[[Callable[[], object]], None]
) -> None:
    rendering = Espeak().render("We ask first.", 130)
    device = Device()

    device.turn(0.5)
    device.speak(rendering)
    until(lambda: not pygame.mixer.get_busy())
    device.close()

    loudest = max(map(abs, array("h", rendering.samples)))
    assert max(map(abs, tape())) == pytest.approx(loudest / 2, rel=0.02)


@pytest.mark.usefixtures("dummy_card")
def test_rest_lets_a_sound_finish_and_then_gives_the_card_back() -> None:
    device = Device()

    device.speak(silence(60))
    device.rest()
    assert device.is_open
    pygame.mixer.stop()
    device.rest()
    assert not device.is_open
    assert pygame.mixer.get_init() is None

    device.play("press")
    assert device.is_open
    device.close()


@pytest.mark.usefixtures("dummy_card")
def test_a_card_that_someone_else_closed_is_opened_again() -> None:
    device = Device()
    device.play("press")

    pygame.mixer.quit()
    device.hush()
    device.rest()
    device.play("press")

    assert pygame.mixer.get_init()
    device.close()


def test_a_missing_card_is_not_asked_for_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    device = Device()
    with pytest.raises(pygame.error, match="no such driver"):
        device.play("press")

    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    with pytest.raises(pygame.error, match="no such driver"):
        device.play("press")
    assert not device.is_open
