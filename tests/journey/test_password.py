import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journey.password import Choosing, Entry

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


@given(st.lists(NAMES | st.just("clear"), max_size=30))
def test_a_row_never_holds_too_many_or_the_same_twice(taps: list[str]) -> None:
    entry = Entry()
    for tap in taps:
        if tap == "clear":
            entry.clear()
            assert entry.picks == ()
        else:
            entry.pick(tap)
        assert len(set(entry.picks)) == len(entry.picks) <= 3
        assert entry.full == (len(entry.picks) == 3)


def test_a_password_is_chosen_by_picking_it_twice() -> None:
    choosing = Choosing()
    pick(choosing.entry, "rocket", "apple", "boat")
    assert choosing.settle() == "again"
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
    assert choosing.entry.picks == ()
    pick(choosing.entry, "key", "kite", "drum")
    assert choosing.settle() == "again", "back to the first time of picking"


def test_a_full_row_is_taken_and_leaves_an_empty_one() -> None:
    entry = Entry()
    with pytest.raises(ValueError, match="0 of 3 pictures"):
        entry.take()
    pick(entry, "rocket", "apple", "boat")
    assert entry.take() == ("rocket", "apple", "boat")
    assert entry.picks == ()


def test_a_row_that_is_not_full_is_no_password() -> None:
    choosing = Choosing()
    pick(choosing.entry, "rocket")
    with pytest.raises(ValueError, match="1 of 3 pictures"):
        choosing.settle()
