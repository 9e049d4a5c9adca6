"""The small sounds of the kiosk, worked out here rather than recorded: soft, short and well under the voice."""

import math
import random
from array import array
from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal

from kiosk.sound.voice import Rendering

Effect = Literal["wake", "press", "finish", "page"]

RATE = 22050


@cache
def effect(name: Effect) -> Rendering:
    """An effect, ready to play. None sounds like a mistake: nothing here says "wrong"."""
    samples, peak = _EFFECTS[name]
    return Rendering(_levelled(samples(), peak), RATE, ())


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


def _page() -> list[float]:
    """A brush over paper: noise with its edges taken off, swelling and fading."""
    noise = random.Random(1)
    count = int(0.2 * RATE)
    high = middle = low = 0.0
    samples = []
    for i in range(count):
        high += 0.3 * (noise.uniform(-1, 1) - high)
        middle += 0.3 * (high - middle)
        low += 0.06 * (middle - low)
        samples.append((middle - low) * math.sin(math.pi * i / count) ** 2)
    return samples


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


def _levelled(samples: list[float], peak: float) -> bytes:
    """16-bit samples with this peak (1 is the loudest there is), eased in and out so that nothing clicks."""
    ease_in, ease_out = int(0.003 * RATE), int(0.02 * RATE)
    for i in range(ease_in):
        samples[i] *= i / ease_in
    for i in range(ease_out):
        samples[-1 - i] *= i / ease_out
    scale = peak * 32767 / max(map(abs, samples))
    return array("h", (round(sample * scale) for sample in samples)).tobytes()


_EFFECTS: dict[Effect, tuple[Callable[[], list[float]], float]] = {
    "wake": (_wake, 0.16),
    "press": (_press, 0.12),
    "finish": (_finish, 0.16),
    "page": (_page, 0.06),
}
