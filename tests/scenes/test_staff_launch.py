"""Starting a lesson: three taps when nothing has to be changed, and nothing that cannot be started."""

from datetime import date

import pytest
from staff_rows import LEAD, LESSONS, NURSERY, OAK, TEACHER, TWELVE, WILLOW, keys, labelled, said, tap, tappable

from kiosk import start
from kiosk.records.rows import AGREEMENT, ClassRow
from kiosk.scenes.launch import Launch, Start
from kiosk.scenes.lesson_list import KINDS, Marked, said_days
from kiosk.scenes.staff import LEFT, RIGHT, GoTo, Row, SignOut
from kiosk.ui.scene import Leave, TypedKey


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


def many(count: int) -> tuple[ClassRow, ...]:
    return tuple(ClassRow(f"c{n}", f"Class {n}", ("Y1",), "ks1", 2027, True, 20) for n in range(count))


@pytest.mark.parametrize("marked", [(), (Marked("Kind Week", "16 to 20 November", frozenset({"box"})),)])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 15, 16, 18, 19, 24])
def test_up_to_twenty_four_classes_are_on_the_screen_at_once_and_fill_it(count: int, marked: tuple[Marked]) -> None:
    tiles = [widget for widget in launch(*many(count), marked=marked).view(0.0) if widget.key.startswith("class-")]
    assert len(tiles) == count
    assert all(tile.rect.h >= 112 and tile.rect.w >= 200 for tile in tiles)
    low = 766 if marked else 890
    assert max(tile.rect.bottom for tile in tiles) >= low - tiles[0].rect.h * 0.02
    across, room = max(tile.rect.right for tile in tiles) - LEFT, 976 if count <= 12 else RIGHT - LEFT
    assert across == pytest.approx(room)
    used = sum(tile.rect.w * tile.rect.h for tile in tiles)
    assert used > 0.6 * room * (low - 262)


def test_thirty_classes_are_all_to_be_found() -> None:
    classes = many(30)
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
    assert tap(lead, "To the school") == Leave(GoTo("school"))


def test_the_header_has_the_tabs_that_lead_somewhere_and_the_way_out() -> None:
    assert "tab-live" not in keys(launch())
    assert "tab-live" in keys(launch(open_title="2 Oak"))
    assert "tab-coverage" not in keys(launch())
    scene = Launch(LEAD, (OAK,), LESSONS)
    assert tap(scene, "Coverage") == Leave(GoTo("coverage"))
    assert tap(scene, LEAD.name) == Leave(SignOut())


def test_the_half_terms_plan_is_proposed_first() -> None:
    scene = Launch(TEACHER, (OAK, WILLOW), LESSONS, planned={"oak": ["box", "worried"], "willow": []})
    tap(scene, "2 Oak")
    assert scene.chosen == ("box",)
    assert [lesson.id for lesson in scene.suited][:2] == ["box", "worried"]
    given = Launch(TEACHER, (OAK,), LESSONS, planned={"oak": ["box", "worried"]}, given=[("oak", "box")])
    assert given.chosen == ("worried",)


# ---------------------------------------------------------------- the list of lessons

BOOK = start.book()
YEAR6 = ClassRow("ash", "6 Ash", ("Y6",), "ks2", 2027, True, 30)


def listed(group: ClassRow = YEAR6, **more: object) -> Launch:
    """The list of all the lessons there are, for a class."""
    scene = Launch(TEACHER, (group,), tuple(BOOK.playable.values()), **more)  # type: ignore[arg-type]
    tap(scene, "Change")
    return scene


def rows(scene: Launch) -> list[str]:
    return [widget.label for widget in scene.view(0.0) if widget.key.startswith("lesson-")]


@pytest.mark.parametrize("group", [OAK, YEAR6], ids=["ks1", "ks2"])
def test_every_lesson_is_two_taps_away(group: ClassRow) -> None:
    scene = listed(group)
    kinds = [label for label in tappable(scene) if label in KINDS.values()]
    assert len(scene.suited) > (15 if group is OAK else 40)
    seen: set[str] = set()
    for kind in kinds:
        tap(scene, kind)
        seen.update(rows(scene))
        if "More lessons" in tappable(scene):
            tap(scene, "More lessons")
            seen.update(rows(scene))
    assert seen == {lesson.title for lesson in scene.suited}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("passw", "Passwords are not for sharing"),
        ("PIP", "Ask Pip"),
        ("parcel", "The parcel"),
        ("chatbot", "Ask Pip"),
        ("phish", "The parcel"),
        ("rule 9", "Only as me"),
        ("gem  chest", "The gem chest"),
    ],
)
def test_a_lesson_is_found_by_what_it_is_called_or_about(typed: str, first: str) -> None:
    scene = listed()
    for character in typed:
        scene.typed(TypedKey(character, character))
    assert first in rows(scene)[:2]


def test_what_is_in_the_title_comes_before_what_is_in_the_aim() -> None:
    scene = listed()
    for character in "pass":
        scene.typed(TypedKey(character, character))
    titles = rows(scene)
    assert [title.startswith("Pass") for title in titles] == sorted(
        (title.startswith("Pass") for title in titles), reverse=True
    )
    assert len(titles) > 2


def test_what_is_searched_for_is_typed_with_a_finger_and_ticked_beside_the_keys() -> None:
    scene = listed()
    tap(scene, "Search")
    for key in "joke":
        tap(scene, key)
    tap(scene, "The joke that grew")
    tap(scene, "Hide the keys")
    assert "The joke that grew" in rows(scene)
    tap(scene, "Lessons")
    assert len(rows(scene)) == 8, "what was typed is gone"
    tap(scene, "Use these 2 lessons")
    assert "ks2-story-the-joke-that-grew" in scene.chosen


def test_a_rule_is_searched_for_by_its_number_with_a_finger() -> None:
    scene = listed()
    tap(scene, "Search")
    for key in ("r", "u", "l", "e", "space", "123", "1"):
        tap(scene, key)
    shown = [lesson for lesson in scene.suited if lesson.title in rows(scene)]
    assert "ks2-rule-1-permission-first" in {lesson.id for lesson in shown}
    assert all({"ks2-1", "e-1"} & {*lesson.rules} for lesson in shown), "and not rule 10"
    tap(scene, "abc")
    tap(scene, "q")
    assert "Nothing is called like “rule 1q”." in said(scene)


def test_what_is_not_there_is_told() -> None:
    scene = listed()
    for character in "zebra":
        scene.typed(TypedKey(character, character))
    assert rows(scene) == []
    assert "Nothing is called like “zebra”." in said(scene)


def test_keys_do_nothing_where_nothing_is_typed() -> None:
    scene = Launch(TEACHER, (OAK,), LESSONS)
    assert not scene.takes_text
    assert scene.typed(TypedKey("a", "a")) is None
    assert scene.chosen == ("lost",)


# ---------------------------------------------------------------- what is near

WEEK = Marked("Anti-Bullying Week", "16 to 20 November", frozenset({"worried"}))


def test_the_week_that_is_near_is_told_and_its_lesson_is_proposed() -> None:
    scene = launch(marked=[WEEK], planned={"oak": ["lost", "worried"]})
    assert "Anti-Bullying Week: 16 to 20 November" in {widget.label for widget in scene.view(0.0)}
    tap(scene, "2 Oak")
    assert scene.chosen == ("worried",)
    assert "For Anti-Bullying Week, 16 to 20 November" in said(scene)
    tap(scene, "Change")
    notes = {widget.label: widget.note for widget in scene.view(0.0) if isinstance(widget, Row)}
    assert "for Anti-Bullying Week" in notes["Worried? Tell."]
    assert "Anti-Bullying" not in notes["Lost? Ask!"]


def test_what_was_given_before_is_not_proposed_for_the_week_again() -> None:
    scene = launch(marked=[WEEK], planned={"oak": ["lost", "worried"]}, given=[("oak", "worried")])
    tap(scene, "2 Oak")
    assert scene.chosen == ("lost",)


def test_any_lesson_is_for_a_day_about_nothing_in_particular() -> None:
    scene = launch(marked=[Marked("Safer Internet Day", "Tuesday 9 February")], planned={"oak": ["lost"]})
    tap(scene, "2 Oak")
    assert scene.chosen == ("lost",)
    assert "Safer Internet Day" not in said(scene)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2027, 2, 9), (2027, 2, 9), "Tuesday 9 February"),
        ((2026, 11, 16), (2026, 11, 20), "16 to 20 November"),
        ((2026, 11, 30), (2026, 12, 4), "30 November to 4 December"),
    ],
)
def test_days_are_said_as_people_say_them(
    first: tuple[int, int, int], last: tuple[int, int, int], expected: str
) -> None:
    assert said_days(date(*first), date(*last)) == expected


def test_it_can_be_come_to_with_a_class_and_a_lesson() -> None:
    scene = Launch(TEACHER, TWELVE, LESSONS)
    scene.propose("Oak", "box")
    assert tap(scene, "Start with 2 Oak") == Leave(Start("Oak", ("box",), False, "individual"))
    scene.propose("Willow", AGREEMENT)
    assert tap(scene, "Start with 6 Willow") == Leave(Start("Willow", (), True, "individual"))


def test_what_is_not_there_any_more_is_not_proposed() -> None:
    scene = Launch(TEACHER, TWELVE, LESSONS)
    scene.propose("gone", "box")
    assert scene.group is None
    scene.propose("Willow", "box")
    assert scene.group is not None and scene.chosen != ("box",), "it is a lesson of the other key stage"
