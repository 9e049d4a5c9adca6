"""A finger that moves what is larger than its room, and one that only taps it."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.pointer import SLOP
from kiosk.ui.scroll import Scroll

PLACES = st.tuples(st.floats(-4000, 4000), st.floats(-4000, 4000))


def test_a_finger_that_is_lifted_where_it_came_down_taps() -> None:
    scroll = Scroll(200, 480)
    assert not scroll.follow("down", 1, 500, 500)
    assert not scroll.follow("move", 1, 500 + SLOP / 2, 500)
    assert scroll.follow("up", 1, 500, 500 - SLOP / 2)
    assert (scroll.x, scroll.y) == (0, 0)


def test_one_that_goes_further_takes_the_table_along_and_taps_nothing() -> None:
    scroll = Scroll(200, 480)
    scroll.follow("down", 1, 500, 500)
    for y in range(490, 290, -10):
        scroll.follow("move", 1, 500, y)
    # What lay under the finger has come along, but for what it took to tell a drag from a tap.
    assert 500 - 300 - SLOP - 10 <= scroll.y <= 200
    assert not scroll.follow("up", 1, 500, 500), "back where it began is no tap any more"


def test_a_palm_beside_the_finger_neither_moves_nor_taps() -> None:
    scroll = Scroll(200, 480)
    scroll.follow("down", 5, 100, 100)
    scroll.follow("down", 1, 500, 500)
    scroll.follow("move", 5, 100, 300)
    assert not scroll.follow("up", 5, 100, 100)
    scroll.follow("move", 1, 500, 440)
    scroll.follow("move", 1, 500, 400)
    assert scroll.y == 40


@given(st.lists(st.tuples(st.sampled_from(["down", "move", "up"]), st.integers(0, 2), PLACES)))
def test_it_never_leaves_its_room(fingers: list[tuple[str, int, tuple[float, float]]]) -> None:
    scroll = Scroll(195, -30)
    for phase, finger, (x, y) in fingers:
        scroll.follow(phase, finger, x, y)  # type: ignore[arg-type]
        assert 0 <= scroll.x <= 195
        assert scroll.y == 0, "what is smaller than its room does not move"


def test_what_is_asked_for_comes_into_sight_and_no_further() -> None:
    scroll = Scroll(200, 480)
    scroll.show_down(600, 640, 500)
    assert scroll.y == 140
    scroll.show_down(300, 340, 500)
    assert scroll.y == 140, "it was in sight"
    scroll.show_down(40, 80, 500)
    assert scroll.y == 40
    scroll.show_across(1300, 1400, 1200)
    assert (scroll.x, scroll.y) == (200, 40)
