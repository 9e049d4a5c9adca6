"""The keyboard on the screen and the real one beside it: the same text, whichever is used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scenes import keyboard
from kiosk.scenes.keyboard import Entry, Typing
from kiosk.ui.pointer import Contact, Place, Taps
from kiosk.ui.scene import TypedKey
from kiosk.ui.text import Fonts
from kiosk.ui.widgets import Button


def button(typing: Typing, label: str) -> Button:
    return next(key for key in typing.keyboard() if isinstance(key, Button) and key.label == label)


def tap(typing: Typing, *labels: str) -> None:
    for label in labels:
        on_tap = button(typing, label).on_tap
        assert on_tap is not None
        on_tap()


@pytest.fixture
def name() -> Entry:
    return Entry("name", "Your name", capitals=True)


def test_a_name_begins_its_words_with_capitals_by_itself(name: Entry) -> None:
    typing = Typing(name)
    tap(typing, "M", "r", "space", "O", "’", "b", "r", "i", "e", "n", "-", "L", "e", "e")
    assert name.value == "Mr O’brien-Lee"


def test_shift_is_for_one_letter_either_way(name: Entry) -> None:
    typing = Typing(name)
    tap(typing, "Shift", "d", "Shift", "E")
    assert name.value == "dE"
    assert "f" in {key.label for key in typing.keyboard()}


def test_a_passphrase_has_no_capital_that_was_not_asked_for() -> None:
    entry = Entry("pass", "Your passphrase", masked=True)
    typing = Typing(entry)
    tap(typing, "a", "space", "b")
    assert entry.value == "a b"


def test_every_page_of_keys_can_be_reached_and_left(name: Entry) -> None:
    typing = Typing(name)
    tap(typing, "! ? £", "£", "More signs", "[", "abc", "á é ü", "ü", "ç ł ş", "ł", "abc", "a")
    assert name.value == "£[üła"


def test_rubbing_out_and_clearing(name: Entry) -> None:
    typing = Typing(name)
    tap(typing, "A", "b", "Rub out")
    assert name.value == "A"
    tap(typing, "b", "Clear all")
    assert name.value == ""
    tap(typing, "Rub out")
    assert name.value == ""


def test_a_real_keyboard_types_into_the_present_field() -> None:
    first, second = Entry("a", "A"), Entry("b", "B")
    typing = Typing(first, second)
    assert typing.typed(TypedKey("x", "x"))
    typing.tap(second)
    assert typing.typed(TypedKey("é", "é"))
    assert typing.typed(TypedKey("y", "y"))
    assert typing.typed(TypedKey("backspace"))
    assert (first.value, second.value) == ("x", "é")
    assert not typing.typed(TypedKey("f5"))
    typing.choose(None)
    assert not typing.typed(TypedKey("z", "z"))


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200))
def test_a_field_holds_no_more_than_fits_and_no_space_before_it(text: str) -> None:
    entry = Entry("name", "Name", most=80)
    typing = Typing(entry)
    for character in text:
        typing.typed(TypedKey(character, character))
    assert entry.value == text.lstrip(" ")[:80]


def test_no_key_is_on_a_page_twice_and_all_of_them_can_be_drawn(tmp_path_factory: pytest.TempPathFactory) -> None:
    fonts = Fonts(tmp_path_factory.mktemp("fonts"))
    typing = Typing(Entry("name", "Name", capitals=True))
    for page in keyboard.PAGES:
        for shift in (True, False):
            typing._show(page)
            if typing.shift != shift:
                typing._turn()
            labels = [key.label for key in typing.keyboard()]
            assert len(set(labels)) == len(labels), page
            assert fonts.drawable("".join(labels)) == []


def test_a_key_can_be_tapped_twice_at_once_and_nothing_else_can() -> None:
    taps = Taps(lambda key, x, y: True)

    def tapped(now: float, *, again: bool) -> str | None:
        place = Place(5, 5, "l", again)
        taps.take(Contact("down", 1, 5, 5), place, False, now)
        return taps.take(Contact("up", 1, 5, 5), place, False, now + 0.05)

    assert tapped(10.0, again=True) == "l"
    assert tapped(10.2, again=True) == "l"
    assert tapped(10.4, again=False) is None
