"""Movements start, end and say when they are next to be looked at."""

import math

import pytest

from kiosk.ui.motion import Track, ease_in_out, ease_out, ease_out_back, pulse


def test_a_movement_goes_from_nothing_to_all() -> None:
    track = Track(10, 2)
    assert [track.value(now) for now in (9, 10, 11, 12, 99)] == [0, 0, 0.5, 1, 1]
    assert [track.over(now) for now in (9, 10, 11.9, 12)] == [False, False, False, True]
    assert [track.due(now) for now in (9, 10, 11, 12)] == [10, 10, 11, math.inf]


def test_reduced_motion_cuts() -> None:
    track = Track(10, 2, reduced=True)
    assert [track.value(now) for now in (9.9, 10, 11)] == [0, 1, 1]
    assert [track.due(now) for now in (9, 10)] == [10, math.inf]
    assert track.over(10)


def test_reduced_motion_in_steps_stands_still_between_them() -> None:
    track = Track(0, 5, reduced=True, steps=5)
    assert [track.value(now) for now in (0, 0.9, 1, 1.9, 4.5, 5)] == [0, 0, 0.2, 0.2, 0.8, 1]
    assert [track.due(now) for now in (0, 0.9, 1, 4.5, 5)] == [1, 1, 2, 5, math.inf]
    assert not track.over(4.9)
    assert track.over(5)


@pytest.mark.parametrize("ease", [ease_out, ease_out_back, ease_in_out])
def test_eases_begin_and_end_where_they_should(ease: object) -> None:
    track = Track(0, 1, ease)  # type: ignore[arg-type]
    assert track.value(0) == pytest.approx(0)
    assert track.value(1) == 1
    assert ease(1.0) == pytest.approx(1)  # type: ignore[operator]


def test_ease_out_back_goes_past_the_end_and_comes_back() -> None:
    values = [ease_out_back(step / 20) for step in range(21)]
    assert 1.02 < max(values) < 1.2


def test_a_pulse_comes_home() -> None:
    assert [pulse(part) for part in (0, 0.5, 1)] == pytest.approx([0, 1, 0])


def test_a_movement_of_no_length_is_over_at_once() -> None:
    assert Track(3, 0).value(3) == 1
    assert Track(3, 0).over(3)
