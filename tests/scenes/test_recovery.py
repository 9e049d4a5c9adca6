"""The recovery code: nobody goes on before one group of it has been typed off the paper."""

import pytest

from kiosk.scenes.page import Next
from kiosk.scenes.recovery import Recovery
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.widgets import Widget, Words

CODE = "7K3QX-R9XBM-2FJN0-VC6DT"
OTHER = "7K3QX-R9XBM-2FJN1-VC6DT"


@pytest.fixture
def page() -> Recovery:
    return Recovery(CODE, "Hazel Lane Primary")


def shown(page: Recovery) -> dict[str, Widget]:
    return {widget.key: widget for widget in page.view(0)}


def tap(page: Recovery, key: str) -> Outcome | None:
    on_tap = shown(page)[key].on_tap
    assert on_tap is not None, f"{key} cannot be tapped"
    return on_tap()


def type_in(page: Recovery, text: str) -> None:
    for character in text:
        page.typed(TypedKey(character.lower(), character))


def asked(page: Recovery) -> str:
    """The group that the label of the field asks for."""
    number = next(int(word) for word in shown(page)["group"].label.split() if word.isdigit())
    return CODE.split("-")[number - 1]


def texts(page: Recovery) -> str:
    return "\n".join(widget.text for widget in page.view(0) if isinstance(widget, Words))


def test_the_whole_code_is_there_to_be_copied(page: Recovery) -> None:
    assert all(group in texts(page) for group in CODE.split("-"))


def test_it_cannot_be_left_at_once(page: Recovery) -> None:
    assert shown(page)["sealed"].on_tap is None
    assert page.typed(TypedKey("return")) is None


def test_the_group_on_a_real_keyboard(page: Recovery) -> None:
    type_in(page, asked(page).lower())
    assert page.typed(TypedKey("return")) == Leave(Next())
    assert tap(page, "sealed") == Leave(Next())


def test_the_group_on_the_screens_keyboard(page: Recovery) -> None:
    group = asked(page)
    tap(page, "group")
    for character in group.lower():
        tap(page, f"key-{character}")
    assert tap(page, "sealed") == Leave(Next())


def test_letters_that_look_like_digits_are_taken_as_those() -> None:
    for code, written in (("00000-00000-00000-00000", "OoO0o"), ("11111-11111-11111-11111", "IlL1i")):
        page = Recovery(code, "Hazel Lane Primary")
        type_in(page, written)
        assert page.typed(TypedKey("return")) == Leave(Next())


def test_another_group_is_not_enough_and_says_so(page: Recovery) -> None:
    type_in(page, next(group for group in CODE.split("-") if group != asked(page)))
    assert shown(page)["sealed"].on_tap is None
    assert "Look at your paper again" in texts(page)


def test_the_code_is_covered_while_a_group_is_typed(page: Recovery) -> None:
    type_in(page, "x")
    assert not any(group in texts(page) for group in CODE.split("-"))
    tap(page, "look-again")
    assert all(group in texts(page) for group in CODE.split("-"))


def test_the_code_is_covered_by_the_keyboard_and_comes_back(page: Recovery) -> None:
    tap(page, "group")
    assert not any(group in texts(page) for group in CODE.split("-"))
    tap(page, "keys-down")
    assert all(group in texts(page) for group in CODE.split("-"))


def test_which_group_is_asked_for_differs_from_code_to_code() -> None:
    assert Recovery(CODE, "").asked != Recovery(OTHER, "").asked


@pytest.mark.parametrize("typed", ["", "x", "2FJN0", "2FJN1"])
@pytest.mark.parametrize("keyboard", [False, True])
def test_nothing_to_tap_lies_over_another_or_outside(page: Recovery, typed: str, keyboard: bool) -> None:
    if keyboard:
        tap(page, "group")
    type_in(page, typed)
    touchable = [widget for widget in page.view(0) if widget.touchable]
    for place, widget in enumerate(touchable):
        rect = widget.rect
        assert rect.x >= 0
        assert rect.y >= 0
        assert rect.right <= 1920
        assert rect.bottom <= 1080
        for other in (each.rect for each in touchable[place + 1 :]):
            apart = rect.right <= other.x or other.right <= rect.x or rect.bottom <= other.y or other.bottom <= rect.y
            assert apart, (widget.key, other)
