import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journey.password import MISSES, Choosing, Entering, Entry

NAMES = st.sampled_from(["rocket", "apple", "boat", "umbrella", "tree", "balloon", "key", "kite", "drum"])


def pick(entry: Entry, *names: str) -> None:
    for name in names:
        assert entry.pick(name)


def test_three_pictures_fill_the_row_and_a_fourth_is_not_picked() -> None:
    entry = Entry()
    pick(entry, "rocket", "apple")
    assert not entry.full
    pick(entry, "boat")
    assert entry.full
    assert not entry.pick("key")
    assert entry.picks == ("rocket", "apple", "boat")


def test_a_double_tap_picks_once() -> None:
    entry = Entry()
    pick(entry, "rocket")
    assert not entry.pick("rocket")
    assert entry.picks == ("rocket",)


def test_rubbing_out() -> None:
    entry = Entry()
    pick(entry, "rocket", "apple")
    entry.rub_out()
    assert entry.picks == ("rocket",)
    entry.rub_out()
    entry.rub_out()
    assert entry.picks == ()
    pick(entry, "rocket")
    entry.clear()
    assert entry.picks == ()


@given(st.lists(NAMES | st.just("rub out"), max_size=30))
def test_a_row_never_holds_too_many_or_the_same_twice(taps: list[str]) -> None:
    entry = Entry()
    for tap in taps:
        if tap == "rub out":
            entry.rub_out()
        else:
            entry.pick(tap)
        assert len(set(entry.picks)) == len(entry.picks) <= 3
        assert entry.full == (len(entry.picks) == 3)


def test_a_password_is_chosen_by_picking_it_twice() -> None:
    choosing = Choosing()
    pick(choosing.entry, "rocket", "apple", "boat")
    assert choosing.settle() == "again"
    assert choosing.repeating
    assert choosing.password is None
    pick(choosing.entry, "rocket", "apple", "boat")
    assert choosing.settle() == "chosen"
    assert choosing.password == ("rocket", "apple", "boat")


def test_another_order_is_another_password() -> None:
    choosing = Choosing()
    pick(choosing.entry, "rocket", "apple", "boat")
    choosing.settle()
    pick(choosing.entry, "apple", "rocket", "boat")
    assert choosing.settle() == "differs"
    assert choosing.password is None
    assert not choosing.repeating
    assert choosing.entry.picks == ()


def test_a_row_that_is_not_full_is_not_taken() -> None:
    choosing, entering = Choosing(), Entering()
    pick(choosing.entry, "rocket")
    with pytest.raises(ValueError, match="1 of 3 pictures"):
        choosing.settle()
    with pytest.raises(ValueError, match="0 of 3 pictures"):
        entering.settle()


def test_three_misses_go_to_the_teacher() -> None:
    entering = Entering()
    for miss in range(1, MISSES + 1):
        assert not entering.needs_teacher
        pick(entering.entry, "rocket", "apple", "boat")
        assert entering.settle() == ("rocket", "apple", "boat")
        assert entering.entry.picks == ()
        assert entering.missed() == miss
    assert entering.needs_teacher
    pick(entering.entry, "rocket", "apple", "boat")
    with pytest.raises(ValueError, match="teacher"):
        entering.settle()


def test_misses_outlive_the_program() -> None:
    entering = Entering(misses=2)
    entering.missed()
    assert entering.needs_teacher
