"""Signing in: the right person's code, no try lost to a slip, and a wait that runs down by itself."""

import math

import pytest
from staff_rows import LEAD, STAFF, TEACHER, labelled, press, said, tap, tappable, write

from kiosk.records.rows import Refused, StaffRow
from kiosk.scenes.sign_in import Close, SignIn, TriedCode
from kiosk.ui.scene import Leave
from kiosk.ui.widgets import Field


def test_a_teacher_taps_a_name_and_the_digits_of_the_code() -> None:
    scene = SignIn(STAFF)
    tap(scene, TEACHER.name)
    for digit in "24681012":
        assert tap(scene, digit) is None
    assert tap(scene, "Sign in") == Leave(TriedCode(TEACHER.id, "24681012"))


def test_the_lead_types_a_passphrase_on_the_screens_keyboard() -> None:
    scene = SignIn(STAFF)
    tap(scene, LEAD.name)
    for letter in "kettle-seven":
        tap(scene, letter)
    tap(scene, "space")
    tap(scene, "Shift")
    tap(scene, "Q")
    tap(scene, "! ? £")
    tap(scene, "?")
    assert tap(scene, "Sign in") == Leave(TriedCode(LEAD.id, "kettle-seven Q?"))


@pytest.mark.parametrize(("person", "least"), [(TEACHER, 8), (LEAD, 12)])
def test_sign_in_is_off_until_the_code_can_be_whole(person: StaffRow, least: int) -> None:
    scene = SignIn(STAFF, chosen=person.id)
    write(scene, "x" * (least - 1))
    assert labelled(scene, "Sign in").on_tap is None
    assert press(scene, "return") is None
    write(scene, "x")
    assert press(scene, "return") == Leave(TriedCode(person.id, "x" * least))


def test_spaces_do_not_make_a_code_longer() -> None:
    scene = SignIn(STAFF, chosen=TEACHER.id)
    write(scene, "1234" + " " * 8)
    assert labelled(scene, "Sign in").on_tap is None


def test_a_code_is_never_shown() -> None:
    scene = SignIn(STAFF, chosen=LEAD.id)
    write(scene, "purple kettle")
    field = next(widget for widget in scene.view(0) if isinstance(widget, Field))
    assert field.masked
    assert "purple" not in said(scene)
    assert "13 so far" in said(scene)


def test_a_teacher_may_have_letters_in_a_code() -> None:
    scene = SignIn(STAFF, chosen=TEACHER.id)
    tap(scene, "Letters")
    for letter in "teapots1":
        tap(scene, letter)
    assert tap(scene, "Sign in") == Leave(TriedCode(TEACHER.id, "teapots1"))


def test_what_is_typed_before_a_name_is_chosen_goes_nowhere() -> None:
    scene = SignIn(STAFF)
    assert not scene.takes_text
    write(scene, "12345678")
    tap(scene, TEACHER.name)
    assert scene.code == ""
    assert scene.takes_text


def test_another_name_starts_with_an_empty_code() -> None:
    scene = SignIn(STAFF, chosen=LEAD.id)
    write(scene, "purple kettle seven")
    tap(scene, "Other name")
    assert not scene.takes_text
    tap(scene, TEACHER.name)
    assert scene.code == ""


def test_a_missed_code_says_how_many_tries_are_left() -> None:
    assert "Not your code. 8 tries left." in said(SignIn(STAFF, TEACHER.id, Refused(8, 0)))
    assert "Not your passphrase. 1 try left." in said(SignIn(STAFF, LEAD.id, Refused(1, 0)))


def test_a_refusal_is_the_one_who_tried_and_nobody_elses() -> None:
    scene = SignIn(STAFF, TEACHER.id, Refused(0, 200))
    tap(scene, "Mr Pryce")
    assert "tries" not in said(scene)
    write(scene, "13579113")
    assert labelled(scene, "Sign in").on_tap is not None


def test_a_wait_counts_down_and_then_lets_one_try_again() -> None:
    scene = SignIn(STAFF, TEACHER.id, Refused(0, 61.2))
    assert "Wait 1:02." in said(scene)
    assert "1" not in tappable(scene)
    scene.tick(100.0)
    scene.tick(102.5)
    assert "Wait 1:00." in said(scene)
    assert scene.due(102.5) == 102.5, "the new number has to be drawn"
    scene.tick(102.6)
    assert scene.due(102.6) == math.inf
    write(scene, "24681012")
    assert scene.code == ""
    scene.tick(163.0)
    write(scene, "24681012")
    assert tap(scene, "Sign in") == Leave(TriedCode(TEACHER.id, "24681012"))


def test_more_than_ten_names_have_pages_and_everybody_is_on_one() -> None:
    staff = [StaffRow(f"t{place}", f"Mr Example {place}", "teacher") for place in range(23)]
    scene = SignIn(staff)
    seen: list[str] = []
    for label in ("More names", "More names", "First names"):
        seen += [name for name in tappable(scene) if name.startswith("Mr")]
        tap(scene, label)
    assert seen == [person.name for person in staff]
    assert [name for name in tappable(scene) if name.startswith("Mr")] == seen[:8]


def test_somebody_who_tried_is_on_the_page_that_is_shown() -> None:
    staff = [StaffRow(f"t{place}", f"Mr Example {place}", "teacher") for place in range(23)]
    assert "Mr Example 20" in tappable(SignIn(staff, "t20", Refused(9, 0)))


def test_closing_goes_back() -> None:
    assert tap(SignIn(STAFF), "Close") == Leave(Close())
    assert tap(SignIn(STAFF, LEAD.id), "Close") == Leave(Close())
