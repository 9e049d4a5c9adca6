import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journey.pause import LONGEST, SHORTEST, Pause

NOWS = st.floats(0, 1e6)


@pytest.mark.parametrize("seconds", [0, -1, 2.9, 10.1, float("nan"), float("inf")])
def test_a_pause_is_never_left_out_or_endless(seconds: float) -> None:
    with pytest.raises(ValueError, match="A pause lasts from 3 to 10 seconds"):
        Pause(seconds)


def test_it_sleeps_until_it_is_started() -> None:
    pause = Pause(5)
    assert not pause.awake(1e9)
    assert pause.level(1e9) == 0.0


def test_it_fills_and_wakes() -> None:
    pause = Pause(5)
    pause.start(100.0)
    assert pause.wakes_at == 105.0
    assert [pause.level(now) for now in (99.0, 100.0, 102.5, 105.0, 200.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert [pause.awake(now) for now in (100.0, 104.9, 105.0)] == [False, False, True]


def test_hearing_the_question_again_does_not_move_the_waking() -> None:
    pause = Pause(5)
    pause.start(100.0)
    pause.start(104.0)
    assert pause.wakes_at == 105.0


def test_a_retry_is_shorter() -> None:
    pause = Pause.retry()
    pause.start(0.0)
    assert pause.wakes_at == 3.0


def test_early_taps_are_counted() -> None:
    pause = Pause()
    assert [pause.early(), pause.early()] == [1, 2]
    assert pause.early_taps == 2


@given(st.floats(SHORTEST, LONGEST), NOWS, NOWS, NOWS)
def test_it_only_ever_fills_and_is_full_when_awake(seconds: float, start: float, one: float, other: float) -> None:
    pause = Pause(seconds)
    pause.start(start)
    earlier, later = sorted((one, other))
    assert 0.0 <= pause.level(earlier) <= pause.level(later) <= 1.0
    assert pause.awake(later) or not pause.awake(earlier)
    if pause.awake(later):
        assert pause.level(later) == 1.0
