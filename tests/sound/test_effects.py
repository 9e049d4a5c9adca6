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


@pytest.mark.parametrize("name", get_args(Effect))
def test_effects_begin_and_end_without_a_click(name: Effect) -> None:
    samples = array("h", effect(name).samples)
    loudest = max(map(abs, samples))

    assert max(map(abs, samples[:2])) < 0.03 * loudest
    assert max(map(abs, samples[-20:])) < 0.0015 * loudest
    assert max(abs(after - before) for before, after in pairwise(samples)) < 0.5 * loudest
    assert abs(sum(samples)) / len(samples) < 0.05 * loudest
