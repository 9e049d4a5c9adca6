"""The small sounds of the kiosk, worked out here rather than recorded: soft, short and well under the voice."""

import math
from array import array
from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal

from kiosk.sound.voice import Rendering

Effect = Literal["wake", "press", "think", "finish"]

RATE = 22050


@cache
def effect(name: Effect) -> Rendering:
    """An effect, ready to play; "think" is played over and over. None sounds like a mistake: nothing says "wrong"."""
    samples, peak = _EFFECTS[name]
    return Rendering(_levelled(samples() if name == "think" else _eased(samples()), peak), RATE, ())


def _wake() -> list[float]:
    """Two notes of a marimba, going up: G, then C."""
    return _mixed([(0.0, _bar(392.0)), (0.16, _bar(523.25))])


def _press() -> list[float]:
    """A felt pop: a tone that falls from 260 Hz to 150 Hz and is gone."""
    phase, samples = 0.0, []
    for i in range(int(0.09 * RATE)):
        seconds = i / RATE
        phase += math.tau * (150 + 110 * math.exp(-seconds / 0.018)) / RATE
        samples.append(math.sin(phase) * math.exp(-seconds / 0.022))
    return samples


def _finish() -> list[float]:
    """A warm chord of C, from the bottom up."""
    return _mixed((0.07 * i, _string(pitch)) for i, pitch in enumerate((261.63, 329.63, 392.0, 523.25)))


def _think() -> list[float]:
    """A low hum, D and A, that swells and sinks once: laid end to end it goes on without a seam."""
    count = int(HUM_SECONDS * RATE)
    samples = []
    for i in range(count):
        turn = math.tau * i / count
        # Whole numbers of waves fit the length, so the end meets the beginning.
        hum = math.sin(220 * turn) + 0.5 * math.sin(330 * turn) + 0.12 * math.sin(440 * turn)
        samples.append(hum * (0.75 - 0.25 * math.cos(turn)))
    return samples


HUM_SECONDS = 1.5


def _bar(pitch: float) -> list[float]:
    """A marimba's bar: its note, and two octaves up an overtone that is soon over."""
    return _tone(pitch, seconds=0.6, partials=((1, 1.0, 0.14), (4, 0.22, 0.04)))


def _string(pitch: float) -> list[float]:
    return _tone(pitch, seconds=1.5, partials=((1, 1.0, 0.4), (2, 0.3, 0.25), (3, 0.08, 0.15)))


def _tone(pitch: float, seconds: float, partials: tuple[tuple[int, float, float], ...]) -> list[float]:
    """`partials` are (multiple of the pitch, loudness, seconds in which it falls to a third)."""
    samples = [0.0] * int(seconds * RATE)
    for multiple, loudness, decay in partials:
        step, fall = math.tau * pitch * multiple / RATE, math.exp(-1 / (decay * RATE))
        for i in range(len(samples)):
            samples[i] += loudness * math.sin(step * i)
            loudness *= fall
    return samples


def _mixed(parts: Iterable[tuple[float, list[float]]]) -> list[float]:
    """Sounds laid over each other, each from its own second on."""
    mixed: list[float] = []
    for seconds, samples in parts:
        first = int(seconds * RATE)
        mixed += [0.0] * (first + len(samples) - len(mixed))
        for i, sample in enumerate(samples, first):
            mixed[i] += sample
    return mixed


def _eased(samples: list[float]) -> list[float]:
    """Eased in and out so that nothing clicks."""
    ease_in, ease_out = int(0.003 * RATE), int(0.02 * RATE)
    for i in range(ease_in):
        samples[i] *= i / ease_in
    for i in range(ease_out):
        samples[-1 - i] *= i / ease_out
    return samples


def _levelled(samples: list[float], peak: float) -> bytes:
    """16-bit samples with this peak; 1 is the loudest there is."""
    scale = peak * 32767 / max(map(abs, samples))
    return array("h", (round(sample * scale) for sample in samples)).tobytes()


_EFFECTS: dict[Effect, tuple[Callable[[], list[float]], float]] = {
    "wake": (_wake, 0.16),
    "press": (_press, 0.12),
    "think": (_think, 0.05),
    "finish": (_finish, 0.16),
}
