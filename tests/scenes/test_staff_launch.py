"""Starting a lesson: three taps when nothing has to be changed, and nothing that cannot be started."""

import pytest
from staff_rows import LEAD, LESSONS, NURSERY, OAK, TEACHER, TWELVE, WILLOW, keys, labelled, said, tap, tappable

from kiosk.records.rows import ClassRow
from kiosk.scenes.launch import Launch, Start
from kiosk.scenes.staff import GoTo, SignOut
from kiosk.ui.scene import Leave


def launch(*classes: ClassRow, **more: object) -> Launch:
    return Launch(TEACHER, classes or (OAK, WILLOW, NURSERY), LESSONS, **more)  # type: ignore[arg-type]


def test_a_class_and_start_are_enough() -> None:
    scene = launch()
    tap(scene, "2 Oak")
    assert tap(scene, "Start with 2 Oak") == Leave(Start("oak", ("lost",), False, "individual"))


def test_nothing_can_be_started_without_a_class() -> None:
    assert "start" not in keys(launch())
    assert labelled(launch(), "Choose a class first").on_tap is None


def test_only_a_class_that_signs_is_asked_about_the_agreement() -> None:
    scene = launch()
    tap(scene, NURSERY.title)
    assert "Sign the agreement" not in tappable(scene)
    assert tap(scene, f"Start with {NURSERY.title}") == Leave(Start("nursery", ("lost",), False, "individual"))


def test_the_agreement_and_the_mode_can_be_changed() -> None:
    scene = launch()
    tap(scene, "6 Willow")
    tap(scene, "Sign the agreement")
    tap(scene, "Whole class")
    assert tap(scene, "Start with 6 Willow") == Leave(Start("willow", ("joke",), True, "whole-class"))


def test_several_lessons_go_in_their_own_order() -> None:
    scene = launch()
    tap(scene, "2 Oak")
    tap(scene, "Change")
    assert not [label for label in tappable(scene) if label == "Only as me"], "that is a lesson for KS2"
    tap(scene, "The lucky box")
    tap(scene, "Worried? Tell.")
    tap(scene, "Lost? Ask!")
    tap(scene, "Use these 2 lessons")
    assert "2 lessons" in said(scene)
    outcome = tap(scene, "Start with 2 Oak")
    assert outcome == Leave(Start("oak", ("worried", "box"), False, "individual"))


def test_the_agreement_alone_is_a_launch_and_nothing_at_all_is_not() -> None:
    scene = launch()
    tap(scene, "2 Oak")
    tap(scene, "Change")
    tap(scene, "Lost? Ask!")
    tap(scene, "Use no lesson")
    assert labelled(scene, "Choose a lesson first").on_tap is None
    tap(scene, "Sign the agreement")
    assert "No lesson: only the agreement." in said(scene)
    assert tap(scene, "Start with 2 Oak") == Leave(Start("oak", (), True, "individual"))


@pytest.mark.parametrize(
    ("given", "proposed"),
    [
        ([], "lost"),
        ([("oak", "lost")], "worried"),
        ([("willow", "lost")], "lost"),
        ([("oak", "lost"), ("oak", "worried"), ("oak", "box")], "lost"),
    ],
)
def test_what_is_proposed_is_new_to_the_class(given: list[tuple[str, str]], proposed: str) -> None:
    scene = launch(given=given)
    tap(scene, "2 Oak")
    assert scene.chosen == (proposed,)


def test_what_is_proposed_is_for_the_years_of_the_class() -> None:
    elm = ClassRow("elm", "3 Elm", ("Y3",), "ks2", 2027, True, 28)
    scene = launch(elm, OAK)
    tap(scene, "3 Elm")
    assert scene.chosen == ("login",)


def test_a_school_of_one_class_need_not_choose_it() -> None:
    scene = launch(OAK)
    assert tap(scene, "Start with 2 Oak") == Leave(Start("oak", ("lost",), False, "individual"))
    assert "Another class" not in tappable(scene)


def test_another_class_can_be_chosen_and_gets_its_own_lesson() -> None:
    scene = launch()
    tap(scene, "2 Oak")
    tap(scene, "Another class")
    tap(scene, "6 Willow")
    assert tap(scene, "Start with 6 Willow") == Leave(Start("willow", ("joke",), False, "individual"))


def test_twelve_classes_are_on_the_screen_at_once() -> None:
    assert {group.title for group in TWELVE} <= set(tappable(launch(*TWELVE)))


def test_twenty_classes_are_all_to_be_found() -> None:
    classes = tuple(ClassRow(f"c{n}", f"Class {n}", ("Y1",), "ks1", 2027, True, 20) for n in range(20))
    scene = launch(*classes)
    found = set(tappable(scene))
    tap(scene, "More classes")
    assert {group.title for group in classes} <= found | set(tappable(scene))


def test_while_a_class_is_open_there_is_only_the_way_to_it() -> None:
    scene = launch(open_title="2 Oak")
    assert "2 Oak is still open" in said(scene)
    assert tap(scene, "To the live view") == Leave(GoTo("live"))
    assert not any(key.startswith("class-") for key in keys(scene))


def test_without_classes_it_says_what_to_do() -> None:
    teacher, lead = Launch(TEACHER, (), LESSONS), Launch(LEAD, (), LESSONS)
    assert "The computing lead brings in the class list." in said(teacher)
    assert tap(lead, "To the school") == Leave(GoTo("desk"))


def test_the_header_has_the_tabs_that_lead_somewhere_and_the_way_out() -> None:
    assert "tab-live" not in keys(launch())
    assert "tab-live" in keys(launch(open_title="2 Oak"))
    assert "tab-desk" not in keys(launch())
    scene = Launch(LEAD, (OAK,), LESSONS)
    assert tap(scene, "School") == Leave(GoTo("desk"))
    assert tap(scene, LEAD.name) == Leave(SignOut())


def test_the_half_terms_plan_is_proposed_first() -> None:
    scene = Launch(TEACHER, (OAK, WILLOW), LESSONS, planned={"oak": ["box", "worried"], "willow": []})
    tap(scene, "2 Oak")
    assert scene.chosen == ("box",)
    assert [lesson.id for lesson in scene.suited][:2] == ["box", "worried"]
    given = Launch(TEACHER, (OAK,), LESSONS, planned={"oak": ["box", "worried"]}, given=[("oak", "box")])
    assert given.chosen == ("worried",)
