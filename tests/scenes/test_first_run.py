"""The first run, used as the lead uses it: through what is on the page, on either kind of keyboard."""

from collections.abc import Callable

import pytest

from kiosk.records.codes import check_code
from kiosk.records.faults import BadCode
from kiosk.records.rows import Role, SetUp
from kiosk.scenes.first_run import FirstRun, SetUpDone
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.widgets import Field, Widget, Words

SCHOOL = "Hazel Lane Primary"
PASSPHRASE = "purple kettle 7!"
WHOLE = SetUp(SCHOOL, "Mrs Daniell", "Mr Whitmore", PASSPHRASE, (("Ms O’Dell-Ray", "73519284"),), "B")
Typist = Callable[[FirstRun, str, str], None]
"""Types a text into the field with that key."""


def judge(code: str, role: Role, name: str, school: str) -> str:
    try:
        check_code(code, role, name, school)
    except BadCode as fault:
        return fault.sentence
    return ""


def shown(page: FirstRun) -> dict[str, Widget]:
    return {widget.key: widget for widget in page.view(0)}


def tap(page: FirstRun, key: str) -> Outcome | None:
    widget = shown(page)[key]
    assert widget.on_tap is not None, f"{widget.label!r} cannot be tapped"
    return widget.on_tap()


def texts(page: FirstRun) -> str:
    return "\n".join(widget.label for widget in page.view(0))


def focused(page: FirstRun) -> str:
    """The field that is being typed in, by its key."""
    return next((w.key for w in page.view(0) if isinstance(w, Field) and w.focused), "")


def by_keyboard(page: FirstRun, key: str, text: str) -> None:
    """A real keyboard: Tab until the field is reached, as somebody does who has no mouse."""
    for _ in range(10):
        if focused(page) == key:
            break
        page.typed(TypedKey("tab"))
    assert focused(page) == key, "no number of Tabs leads there"
    for character in text:
        page.typed(TypedKey(character.lower(), character))


def by_touch(page: FirstRun, key: str, text: str) -> None:
    """The keys on the screen: the page of signs, Shift, and the capitals that names get by themselves."""
    tap(page, key)
    for character in text:
        press(page, character)
    while "on" in shown(page):
        tap(page, "on")


def press(page: FirstRun, character: str) -> None:
    named = {" ": "space", "-": "hyphen", "’": "apostrophe"}
    key = named.get(character, f"key-{character}")
    for turn in ("", "shift", "page-signs"):
        if turn:
            tap(page, turn)
        if key in shown(page):
            tap(page, key)
            if turn == "page-signs":
                tap(page, turn)
            return
    raise AssertionError(f"no key types {character!r}")


@pytest.fixture
def page() -> FirstRun:
    return FirstRun(judge)


def to_people(page: FirstRun, typist: Typist) -> None:
    typist(page, "school", WHOLE.school)
    typist(page, "safeguarding", WHOLE.safeguarding_lead)
    tap(page, "year-B")
    tap(page, "next")


def to_the_check(page: FirstRun, typist: Typist) -> None:
    to_people(page, typist)
    typist(page, "lead", WHOLE.lead_name)
    typist(page, "passphrase", PASSPHRASE)
    typist(page, "again", PASSPHRASE)
    typist(page, "teacher", WHOLE.teachers[0][0])
    typist(page, "code", WHOLE.teachers[0][1])
    tap(page, "next")


@pytest.mark.parametrize("typist", [by_keyboard, by_touch])
def test_a_whole_set_up(page: FirstRun, typist: Typist) -> None:
    to_the_check(page, typist)
    assert tap(page, "set-up") == Leave(SetUpDone(WHOLE))


def test_several_teachers(page: FirstRun) -> None:
    to_the_check(page, by_keyboard)
    tap(page, "back")
    tap(page, "add")
    by_keyboard(page, "teacher", "Mr Pryce")
    by_keyboard(page, "code", "marble jar")
    tap(page, "next")
    done = tap(page, "set-up")
    assert isinstance(done, Leave)
    assert isinstance(done.result, SetUpDone)
    assert done.result.first.teachers == (*WHOLE.teachers, ("Mr Pryce", "marble jar"))


def test_the_step_waits_for_the_school_and_says_for_what(page: FirstRun) -> None:
    assert shown(page)["next"].on_tap is None
    assert "school’s name" in shown(page)["next"].label
    by_keyboard(page, "school", SCHOOL)
    assert shown(page)["next"].on_tap is None
    assert "safeguarding lead" in shown(page)["next"].label
    by_keyboard(page, "safeguarding", "  ")
    assert shown(page)["next"].on_tap is None, "spaces are no name"


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("elevenchars", "1 more character"),
        ("hazel lane primary 9", "the school's name"),
        ("think then click", "quick to guess"),
    ],
)
@pytest.mark.parametrize("typist", [by_keyboard, by_touch])
def test_a_weak_passphrase_cannot_go_on(page: FirstRun, typist: Typist, passphrase: str, why: str) -> None:
    to_people(page, typist)
    typist(page, "lead", "Mr Whitmore")
    typist(page, "passphrase", passphrase)
    typist(page, "again", passphrase)
    assert shown(page)["next"].on_tap is None
    assert why in texts(page).replace("’", "'")


def test_two_passphrases_that_differ_cannot_go_on(page: FirstRun) -> None:
    to_people(page, by_keyboard)
    by_keyboard(page, "lead", "Mr Whitmore")
    by_keyboard(page, "passphrase", PASSPHRASE)
    by_keyboard(page, "again", PASSPHRASE + "!")
    assert shown(page)["next"].on_tap is None
    assert "not the same" in texts(page)
    page.typed(TypedKey("backspace"))
    assert shown(page)["next"].on_tap is not None


def test_a_short_code_of_a_teacher_cannot_go_on(page: FirstRun) -> None:
    to_the_check(page, by_keyboard)
    tap(page, "back")
    by_keyboard(page, "code", "")
    page.typed(TypedKey("backspace"))
    assert shown(page)["next"].on_tap is None
    assert "1 more character" in texts(page)


def test_two_people_of_one_name_cannot_go_on(page: FirstRun) -> None:
    to_people(page, by_keyboard)
    by_keyboard(page, "lead", "Mr Whitmore")
    by_keyboard(page, "passphrase", PASSPHRASE)
    by_keyboard(page, "again", PASSPHRASE)
    by_keyboard(page, "teacher", "mr whitmore")
    by_keyboard(page, "code", "73519284")
    assert shown(page)["next"].on_tap is None
    assert "already" in texts(page)


def test_no_secret_can_be_read_on_the_last_page(page: FirstRun) -> None:
    to_the_check(page, by_keyboard)
    assert PASSPHRASE not in texts(page)
    assert WHOLE.teachers[0][1] not in texts(page)
    assert f"{len(PASSPHRASE)} characters" in texts(page)


def test_what_the_records_refuse_is_told_and_nothing_is_lost(page: FirstRun) -> None:
    to_the_check(page, by_keyboard)
    again = page.refused("There is a Ms O’Dell-Ray already. Add a first name or an initial.")
    said = [widget.text for widget in again.view(0) if isinstance(widget, Words)]
    assert "There is a Ms O’Dell-Ray already. Add a first name or an initial." in said
    tap(again, "next")
    assert tap(again, "set-up") == Leave(SetUpDone(WHOLE))


def test_the_field_that_is_typed_in_stays_above_the_keys(page: FirstRun) -> None:
    to_people(page, by_touch)
    for key in ("lead", "passphrase", "again", "teacher", "code"):
        tap(page, key)
        widgets = shown(page)
        assert focused(page) == key
        keys = [widget.rect.y for name, widget in widgets.items() if name.startswith("key-")]
        assert widgets[key].rect.bottom < min(keys)
        page.typed(TypedKey("escape"))
        assert "space" not in shown(page)


def pages() -> list[FirstRun]:
    """The page in every step, fresh and full, with the keys on the screen and without them."""
    made = []
    for step in ("school", "people", "full", "check", "refused"):
        for keys in (False, True):
            page = FirstRun(judge)
            if step != "school":
                to_people(page, by_keyboard)
            if step in ("full", "check", "refused"):
                page = FirstRun(judge)
                to_the_check(page, by_keyboard)
                tap(page, "back")
            for number in range(6 if step == "full" else 0):
                tap(page, "add")
                by_keyboard(page, "teacher", f"Teacher {number}")
                by_keyboard(page, "code", f"7351928{number}")
            if step == "check":
                tap(page, "next")
            if step == "refused":
                page.refused("That passphrase is quick to guess. Choose another.")
            fields = [widget.key for widget in page.view(0) if isinstance(widget, Field)]
            if keys and fields:
                tap(page, fields[-1])
            made.append(page)
    return made


@pytest.mark.parametrize("page", pages())
def test_nothing_to_tap_lies_over_another_or_outside(page: FirstRun) -> None:
    touchable = [widget for widget in page.view(0) if widget.touchable]
    assert touchable
    for place, widget in enumerate(touchable):
        rect = widget.rect
        assert rect.x >= 0
        assert rect.y >= 0
        assert rect.right <= 1920
        assert rect.bottom <= 1080
        for other in touchable[place + 1 :]:
            over = other.rect
            apart = rect.right <= over.x or over.right <= rect.x or rect.bottom <= over.y or over.bottom <= rect.y
            assert apart, (widget.key, other.key)
