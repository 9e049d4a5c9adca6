from array import array
from itertools import pairwise
from typing import get_args

import pytest

from kiosk.sound.effects import Effect, effect
from kiosk.sound.espeak import Espeak


@pytest.mark.parametrize("name", get_args(Effect))
def test_effects_are_short_and_well_under_the_voice(name: Effect) -> None:
    samples = array("h", effect(name).samples)
    voice = array("h", Espeak().render("We can ask an adult.", 130).samples)

    assert effect(name).seconds < 2
    assert 500 < max(map(abs, samples)) < 0.3 * max(map(abs, voice))


@pytest.mark.parametrize("name", sorted({*get_args(Effect)} - {"think"}))
def test_effects_begin_and_end_without_a_click(name: Effect) -> None:
    samples = array("h", effect(name).samples)
    loudest = max(map(abs, samples))

    assert max(map(abs, samples[:2])) < 0.03 * loudest
    assert max(map(abs, samples[-20:])) < 0.0015 * loudest
    assert max(abs(after - before) for before, after in pairwise(samples)) < 0.5 * loudest
    assert abs(sum(samples)) / len(samples) < 0.05 * loudest


def test_the_hum_is_low_and_soft_and_has_no_seam() -> None:
    samples = array("h", effect("think").samples)
    loudest = max(map(abs, samples))
    press = max(map(abs, array("h", effect("press").samples)))
    step = max(abs(after - before) for before, after in pairwise(samples))

    assert loudest < 0.5 * press
    assert abs(samples[0] - samples[-1]) <= step, "laid end to end it would click"
    rising = sum(before < 0 <= after for before, after in pairwise(samples))
    assert 100 < rising / effect("think").seconds < 200, "that many waves a second is no low hum"
