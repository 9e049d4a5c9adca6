"""The first start: every field by both keyboards, codes judged while they are typed, nothing half-made set up."""

import pytest
from staff_rows import keys, labelled, press, said, tap, tappable, write

from kiosk.records.codes import check_code
from kiosk.records.faults import BadCode
from kiosk.records.rows import Role, SetUp
from kiosk.scenes.first_run import FirstRun, Hashed, SetUpDone
from kiosk.ui.scene import Leave
from kiosk.ui.widgets import Field, Words

GOOD = "purple kettle seven"


def judge(code: str, role: Role, name: str, school: str) -> str:
    """The records' own judgement."""
    try:
        check_code(code, role, name, school)
    except BadCode as fault:
        return fault.sentence
    return ""


@pytest.fixture
def scene() -> FirstRun:
    return FirstRun(judge)


def at_people(scene: FirstRun) -> FirstRun:
    write(scene, "Hazel Lane Primary")
    press(scene, "tab")
    write(scene, "Mrs Daniels")
    tap(scene, "Next: people")
    return scene


def with_lead(scene: FirstRun, code: str = GOOD) -> FirstRun:
    at_people(scene)
    for text in ("Mrs Whitmore", code, code):
        write(scene, text)
        press(scene, "tab")
    return scene


def field(scene: FirstRun, label: str) -> Field:
    found = labelled(scene, label)
    assert isinstance(found, Field)
    return found


def set_up(scene: FirstRun) -> SetUp:
    tap(scene, "Next: set up")
    outcome = tap(scene, "Set up the kiosk")
    assert isinstance(outcome, Leave)
    assert isinstance(outcome.result, SetUpDone)
    return outcome.result.first


def test_all_of_it_with_a_real_keyboard(scene: FirstRun) -> None:
    with_lead(scene)
    write(scene, "Ms Okafor")
    press(scene, "return")
    write(scene, "24681012")
    press(scene, "return")
    assert not scene.takes_text, "after the last field the keys are for the buttons"
    assert set_up(scene) == SetUp(
        "Hazel Lane Primary", "Mrs Daniels", "Mrs Whitmore", GOOD, (("Ms Okafor", "24681012"),), "A"
    )


def test_all_of_it_with_the_screens_keyboard(scene: FirstRun) -> None:
    tap(scene, "School’s name")
    for key in "Elm":
        tap(scene, key)
    tap(scene, "Next")
    for key in "Dan":
        tap(scene, key)
    tap(scene, "Done")
    tap(scene, "Year B")
    tap(scene, "Next: people")
    tap(scene, "Your name")
    for key in "Jo":
        tap(scene, key)
    for _ in range(2):
        tap(scene, "Next")
        for word in GOOD.split():
            for key in word:
                tap(scene, key)
            tap(scene, "space")
        tap(scene, "Rub out")
    tap(scene, "Next")
    tap(scene, "Next")
    tap(scene, "Done")
    assert set_up(scene) == SetUp("Elm", "Dan", "Jo", GOOD, (), "B")


def test_no_step_can_be_left_before_it_is_whole(scene: FirstRun) -> None:
    assert labelled(scene, "First: school’s name").on_tap is None
    write(scene, "Hazel Lane")
    assert labelled(scene, "First: safeguarding lead").on_tap is None
    press(scene, "tab")
    write(scene, "   ")
    assert "next" not in keys(scene)


def test_what_is_wrong_with_a_passphrase_is_said_while_it_is_typed(scene: FirstRun) -> None:
    at_people(scene)
    write(scene, "Mrs Whitmore")
    press(scene, "tab")
    write(scene, "kettle")
    assert judge("kettle", "lead", "", "") in said(scene)
    assert field(scene, "Your passphrase").state == "look"
    write(scene, " kettle seven")
    assert field(scene, "Your passphrase").state == "good"
    assert "Strong" in said(scene)
    press(scene, "tab")
    write(scene, "kettle kettle eleven")
    assert "The two are not the same yet." in said(scene)
    assert labelled(scene, "First: your passphrase").on_tap is None


@pytest.mark.parametrize("code", ["hazel lane primary 1", "123456789012", "kettle"])
def test_a_passphrase_that_the_records_would_refuse_goes_no_further(scene: FirstRun, code: str) -> None:
    with_lead(scene, code)
    assert judge(code, "lead", "Mrs Whitmore", "Hazel Lane Primary") in said(scene)
    assert "next" not in keys(scene)


def test_a_passphrase_is_masked_unless_it_is_to_be_seen(scene: FirstRun) -> None:
    with_lead(scene)
    assert field(scene, "Your passphrase").masked
    tap(scene, "Your passphrase")
    tap(scene, "See it")
    assert not field(scene, "Your passphrase").masked
    tap(scene, "Hide it")
    assert field(scene, "Your passphrase").masked
    assert field(scene, "The same again").masked


def test_more_teachers_can_be_added_changed_and_found(scene: FirstRun) -> None:
    with_lead(scene)
    for number in range(6):
        write(scene, f"Ms Example {number}")
        press(scene, "tab")
        write(scene, f"2468101{number}")
        tap(scene, "Add")
    assert "6 so far" in said(scene)
    tap(scene, "First teachers")
    tap(scene, "Ms Example 1")
    assert field(scene, "Teacher’s name").value == "Ms Example 1"
    write(scene, "x")
    teachers = set_up(scene).teachers
    assert sorted(teachers) == sorted((f"Ms Example {n}" + ("x" if n == 1 else ""), f"2468101{n}") for n in range(6))


def test_a_half_typed_teacher_is_not_lost_without_a_word(scene: FirstRun) -> None:
    with_lead(scene)
    write(scene, "Ms Okafor")
    assert labelled(scene, "First: the teacher").on_tap is None
    press(scene, "tab")
    write(scene, "2468")
    assert judge("2468", "teacher", "Ms Okafor", "Hazel Lane Primary") in said(scene)
    assert "add" not in keys(scene)
    write(scene, "1012")
    assert "add" in keys(scene)


def test_nobody_has_a_name_that_somebody_has_already(scene: FirstRun) -> None:
    with_lead(scene)
    write(scene, "mrs whitmore")
    press(scene, "tab")
    write(scene, "24681012")
    assert "There is a mrs whitmore already." in said(scene)
    assert field(scene, "Teacher’s name").state == "look"
    assert "next" not in keys(scene)


def test_without_a_teacher_it_says_what_that_means(scene: FirstRun) -> None:
    with_lead(scene)
    tap(scene, "Next: set up")
    assert "None: only you can start lessons" in said(scene)


def test_a_summary_shows_no_code(scene: FirstRun) -> None:
    with_lead(scene)
    write(scene, "Ms Okafor")
    press(scene, "tab")
    write(scene, "24681012")
    tap(scene, "Next: set up")
    words = "\n".join(widget.text for widget in scene.view(0) if isinstance(widget, Words))
    assert GOOD not in words
    assert "24681012" not in words
    assert "Ms Okafor" in words


def test_one_can_go_back_and_nothing_is_lost(scene: FirstRun) -> None:
    with_lead(scene)
    tap(scene, "Next: set up")
    tap(scene, "School")
    assert field(scene, "School’s name").value == "Hazel Lane Primary"
    assert "People" not in tappable(scene), "forward only by the button, which sees that the step is whole"
    tap(scene, "Next: people")
    tap(scene, "Back")
    tap(scene, "Next: people")
    assert set_up(scene).lead_passphrase == GOOD


def test_a_refusal_is_shown_where_it_can_be_put_right(scene: FirstRun) -> None:
    with_lead(scene)
    first = set_up(scene)
    again = scene.refused("The name holds a hidden mark. Type the name again.")
    assert again is scene
    assert "The name holds a hidden mark. Type the name again." in said(scene)
    assert field(scene, "Your name").focused
    write(scene, "x")
    assert "hidden mark" not in said(scene)
    assert set_up(scene).lead_name == first.lead_name + "x"


def test_while_the_codes_are_hashed_nothing_can_be_done(scene: FirstRun) -> None:
    with_lead(scene)
    set_up(scene)
    hashed: list[bool] = []
    scene.wait(lambda: bool(hashed), Hashed())
    assert tappable(scene) == []
    assert press(scene, "escape") is None
    assert scene.tick(1.0) is None and 1.0 < scene.due(1.0) < 1.2
    hashed.append(True)
    assert scene.tick(1.1) == Leave(Hashed())
    assert "Set up the kiosk" in tappable(scene)


def test_it_waits_for_ever() -> None:
    assert FirstRun(judge).idle == "rest", "there is no screen that it could go back to"
