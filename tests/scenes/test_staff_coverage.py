"""The Coverage tab: the school by class and half-term, a class by lesson and pupil, and what the check-ins show."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pygame
import pytest
from staff_rows import LEAD, OAK, TWELVE, WILLOW, keys, labelled, pupil, said, tap

from kiosk.records.rows import (
    AGREEMENT,
    CheckInRow,
    ClassRow,
    Counts,
    CoverageRow,
    GivenRow,
    Matrix,
    MatrixRow,
    Only,
    School,
    SignedRow,
    Status,
)
from kiosk.scenes.before_after import BODY as CHART_BODY
from kiosk.scenes.before_after import ROW as ROW_H
from kiosk.scenes.before_after import SCHOOL, BeforeAfter, Chart, Compare, Remedy
from kiosk.scenes.coverage import BeforeAndAfter, Coverage, ForGovernors, OpenClass
from kiosk.scenes.grid import BODY, LESSON, ROW, TABLE, Grid, Names
from kiosk.scenes.matrix import HALF_TERMS, NAMED_FOR, ClassMatrix, LookAt
from kiosk.scenes.staff import ExportThis, GoTo, OpenRecord, Teach
from kiosk.ui.ruler import Ruler, Text
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Arrow, Hold
from kiosk.walk.stop import NOW
from kiosk.walk.tables import tables

MARKS: tuple[Status, ...] = ("shown", "taught together", "part-way", "not sure", "away", "not yet", "planned")
FIRST = date(2026, 9, 14)
FIRST_ROW = CHART_BODY.y


def matrix(rows: int = 24, pupils: int = 35, *, group: ClassRow = WILLOW, first: int = 0) -> Matrix:
    """Every row begins with the next mark; the second row is the agreement's."""
    return Matrix(
        group,
        tuple(pupil(place) for place in range(first, first + pupils)),
        tuple(
            MatrixRow(
                group.id,
                AGREEMENT if row == 1 else f"l{row}",
                f"Lesson number {row}",
                "agreement" if row == 1 else "lesson",
                "Autumn 2",
                tuple(MARKS[(row + place) % len(MARKS)] for place in range(pupils)),
                7,
            )
            for row in range(rows)
        ),
    )


def table(made: Matrix | None = None, only: Only | None = None, **more: object) -> ClassMatrix:
    made = made or matrix()
    days = [
        [FIRST + timedelta(at) if mark in MARKS[:4] else None for mark in row.marks] for at, row in enumerate(made.rows)
    ]
    numbers = {f"p{place}": place + 1 for place in range(60)}
    given = {"l0": [GivenRow(FIRST, "whole-class", "Ms Okafor", 12)]}
    return ClassMatrix(LEAD, made, days, given, TWELVE, numbers, only or Only((made.group.id,)), **more)  # type: ignore[arg-type]


def grid(scene: ClassMatrix) -> Grid:
    return next(widget for widget in scene.view(0) if isinstance(widget, Grid))


def finger(scene: ClassMatrix, *path: tuple[float, float]) -> Outcome | None:
    """Put a finger down, move it along and lift it, as the app does: with the table as it is then."""
    grid(scene).follow("down", 1, *path[0])
    for point in path[1:]:
        grid(scene).follow("move", 1, *point)
    return grid(scene).follow("up", 1, *path[-1])


def spot(scene: ClassMatrix, row: int, column: int) -> tuple[float, float]:
    return grid(scene).room((row, column)).centre


# ---------------------------------------------------------------- the table


def test_no_name_is_on_the_page_until_somebody_asks() -> None:
    scene = table()
    names = {row.shown_name for row in scene.matrix.pupils}
    assert not names & {widget.label for widget in scene.view(0)}
    assert grid(scene).numbers == tuple(range(1, 36))


def test_pupils_keep_their_numbers_whatever_the_page_is_narrowed_to() -> None:
    assert grid(table(matrix(pupils=3, first=20))).numbers == (21, 22, 23)


def test_which_pupils_are_seen_is_said(ruler: Callable[[float], Ruler]) -> None:
    def head(scene: ClassMatrix) -> str:
        return next(mark.text for mark in ruler(1.0).measure(grid(scene)) if isinstance(mark, Text))

    scene = table()
    assert head(scene) == "Pupils 1–30 of 35"
    finger(scene, BODY.centre, (800, 500), (0, 500))
    assert head(scene) == "Pupils 6–35 of 35"
    assert head(table(matrix(3, 20))) == "20 pupils"
    assert head(table(matrix(3, 32, first=2))) == "32 pupils", "with others left out, places are no numbers"
    scene = table()
    hold(scene).follow("down", 1, 0, 0)
    assert head(scene) == "6 Willow"


def test_what_is_only_planned_has_nothing_to_do_yet() -> None:
    made = matrix(2, 3)
    planned = replace(made.rows[0], marks=("planned",) * 3, to_do=0)
    assert [line.to_do for line in grid(table(replace(made, rows=(planned, made.rows[1])))).lines] == ["–", "7"]


def test_a_drag_moves_the_table_and_opens_nothing() -> None:
    scene = table()
    here = BODY.centre
    finger(scene, here, (here[0] - 80, here[1] - 200), (here[0] - 900, here[1] - 900))
    assert scene.scroll.x == pytest.approx(35 * 39 - BODY.w)
    assert scene.scroll.y == 24 * ROW - BODY.h
    assert "closer-close" not in keys(scene)
    finger(scene, here, (here[0] + 900, here[1] + 900), (here[0] + 2000, here[1] + 2000))
    assert (scene.scroll.x, scene.scroll.y) == (0, 0)


def test_a_small_class_has_broader_columns_and_stays_where_it_is() -> None:
    scene = table(matrix(3, 20))
    assert grid(scene).wide > 45
    finger(scene, BODY.centre, (BODY.x, BODY.y), (0, 0))
    assert (scene.scroll.x, scene.scroll.y) == (0, 0)
    assert "more" not in keys(scene)


@pytest.mark.parametrize("turned", [False, True])
def test_a_tap_opens_what_lies_there_however_the_table_was_moved(turned: bool) -> None:
    scene = table()
    if turned:
        finger(scene, BODY.centre, (700, 400), (200, 100))
    row, column = (14, 30) if turned else (4, 7)
    finger(scene, spot(scene, row, column))
    assert f"closer-mark-{row}-{column}" in keys(scene)
    tap(scene, "Close")
    finger(scene, spot(scene, row, LESSON))
    assert labelled(scene, f"Lesson number {row}")
    assert "lesson-teach" in keys(scene)


def test_between_the_heads_and_the_scroll_bars_nothing_opens() -> None:
    scene = table(matrix(3, 3))
    for point in ((BODY.x + 20, TABLE.y + 10), (BODY.x + 20, BODY.y + 4 * ROW), (BODY.right - 10, BODY.y + 20)):
        finger(scene, point)
        assert "grid" in keys(scene)


def test_the_next_lessons_are_one_touch_away() -> None:
    scene = table()
    tap(scene, "Lessons 13–24")
    assert scene.scroll.y == 12 * ROW
    tap(scene, "Lessons 1–12")
    assert scene.scroll.y == 0


def steered(scene: ClassMatrix, *arrows: Arrow) -> list[bool]:
    return [grid(scene).steer(arrow) for arrow in arrows]


def test_arrow_keys_go_through_all_of_it_and_out_at_its_edges() -> None:
    scene = table()
    assert steered(scene, "up", "left", "left") == [False, True, False]
    assert scene.cursor == (0, LESSON)
    assert all(steered(scene, *["down"] * 23))
    assert steered(scene, "down") == [False]
    assert scene.scroll.y == 24 * ROW - BODY.h, "what the keyboard is at is in sight"
    assert all(steered(scene, *["right"] * 35))
    assert steered(scene, "right") == [False]
    room = grid(scene).room(scene.cursor)
    assert BODY.x <= room.x and room.right <= BODY.right + 0.01 and room.bottom <= BODY.bottom
    tap(scene, "6 Willow: lessons by pupils")
    assert "closer-mark-23-34" in keys(scene)


def test_a_cursor_that_moves_costs_its_own_cells_alone() -> None:
    scene = table()
    before = grid(scene)
    steered(scene, "right")
    part = grid(scene).change(before)
    assert part is not None and part.w * part.h < 100 * 60
    finger(scene, BODY.centre, (700, 500), (700, 400))
    assert grid(scene).change(before) is None


# ---------------------------------------------------------------- names


def names(scene: ClassMatrix, now: float = 0.0) -> tuple[str, ...]:
    return next((widget.names for widget in scene.view(now) if isinstance(widget, Names)), ())


def hold(scene: ClassMatrix) -> Hold:
    return next(widget for widget in scene.view(0) if isinstance(widget, Hold))


def test_names_are_there_for_as_long_as_they_are_held() -> None:
    scene = table()
    hold(scene).follow("down", 1, 0, 0)
    assert names(scene) == tuple(row.shown_name for row in scene.matrix.pupils)
    assert hold(scene).label == "Names shown: let go to hide"
    below = [widget for widget in scene.view(0) if isinstance(widget, Grid)]
    hold(scene).follow("up", 1, 900, 900)
    assert names(scene) == ()
    assert [widget.rect for widget in below] == [TABLE], "nothing below them moves"


def test_a_key_shows_names_for_ten_seconds_or_until_it_is_pressed_again() -> None:
    scene = table()
    tap(scene, "Press and hold to show names")
    scene.tick(100.0)
    assert names(scene, 100.0)
    assert scene.due(100.0) == 100.0 + NAMED_FOR
    assert not names(scene, 100.0 + NAMED_FOR)
    tap(scene, "Press and hold to show names", 150.0)
    scene.tick(200.0)
    tap(scene, "Names shown: press to hide", 201.0)
    scene.tick(201.0)
    assert not names(scene, 201.0)


def test_what_lies_over_the_page_shows_no_names() -> None:
    scene = table()
    hold(scene).follow("down", 1, 0, 0)
    finger(scene, spot(scene, 3, 3))
    assert names(scene) == ()


# ---------------------------------------------------------------- closer


def closer(row: int, column: int, made: Matrix | None = None) -> ClassMatrix:
    scene = table(made)
    scene.cursor = (row, column)
    tap(scene, grid(scene).label)
    return scene


@pytest.mark.parametrize(("row", "column"), [(0, 0), (23, 34), (10, 17), (0, 34)])
def test_it_shows_three_lessons_of_five_pupils_with_the_mark_among_them(row: int, column: int) -> None:
    marks = [key for key in keys(closer(row, column)) if key.startswith("closer-mark-")]
    assert len(marks) == 15
    assert f"closer-mark-{row}-{column}" in marks


def test_a_small_class_is_shown_as_it_is() -> None:
    assert len([key for key in keys(closer(0, 0, matrix(1, 2))) if key.startswith("closer-mark-")]) == 2


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("shown", "Pupil 1 did this on 14 September."),
        ("taught together", "Pupil 1 was taught this with the class on 14 September."),
        ("part-way", "Pupil 1 began this on 14 September, and has not finished."),
        ("not sure", "Pupil 1 said “not sure yet” on 14 September."),
        ("away", "Pupil 1 was away when the class had this."),
        ("not yet", "Pupil 1 has not had this yet."),
        ("planned", "Nobody has had this yet."),
    ],
)
def test_a_mark_is_told_in_a_sentence_without_a_name(status: Status, told: str) -> None:
    made = matrix(1, 2)
    scene = closer(0, 0, replace(made, rows=(replace(made.rows[0], marks=(status, "shown")),)))
    assert told in said(scene)
    assert made.pupils[0].shown_name not in said(scene)


def test_of_the_agreement_shown_is_signed() -> None:
    made = matrix(2, 1)
    scene = closer(1, 0, replace(made, rows=(made.rows[0], replace(made.rows[1], marks=("shown",)))))
    assert "Pupil 1 signed the agreement on 15 September." in said(scene)


def test_a_name_is_shown_on_asking_and_not_carried_on_to_the_next() -> None:
    scene = closer(0, 2)
    tap(scene, "Show the name")
    assert f"{pupil(2).shown_name} began this" in said(scene)
    tap(scene, "Lesson number 0, pupil 4: not sure")
    assert "Pupil 4 said" in said(scene)
    assert tap(scene, "Open the record") == Leave(OpenRecord("p3"))


def test_what_is_left_out_is_not_there_to_be_looked_at() -> None:
    made = matrix(1, 3)
    made = replace(made, rows=(replace(made.rows[0], marks=("shown", None, "shown")),))
    scene = table(made)
    finger(scene, spot(scene, 0, 1))
    assert "grid" in keys(scene)
    finger(scene, spot(scene, 0, 0))
    assert len([key for key in keys(scene) if key.startswith("closer-mark-")]) == 2


# ---------------------------------------------------------------- one lesson


def lesson(row: int) -> ClassMatrix:
    return closer(row, LESSON)


def test_a_lesson_says_when_it_was_given_and_what_is_to_do() -> None:
    scene = lesson(0)
    assert "Planned for Autumn 2" in said(scene)
    assert "14 September, the whole class together, by Ms Okafor" in said(scene)
    assert "The last time 12 taps came before there had been time to think." in said(scene)
    assert "Still to do for 7 of 35 pupils." in said(scene)
    assert tap(scene, "Teach it now") == Leave(Teach(WILLOW.id, "l0"))


def test_one_that_was_not_given_says_so() -> None:
    assert "The class has not been given it yet." in said(lesson(5))
    assert tap(lesson(1), "Sign it now") == Leave(Teach(WILLOW.id, AGREEMENT))


# ---------------------------------------------------------------- what it is narrowed to


def leads_to(scene: ClassMatrix, filter_: str, choice: str) -> Only:
    widget = next(widget for widget in scene.view(0) if widget.key == filter_)
    assert widget.on_tap is not None
    assert widget.on_tap() is None
    match tap(scene, choice):
        case Leave(LookAt(only)):
            return only
    raise AssertionError(f"{choice} leads nowhere")


def test_each_filter_narrows_and_keeps_the_others() -> None:
    now = Only((WILLOW.id,), half_terms=("Spring 1",))
    assert leads_to(table(only=now), "term", "Whole year") == Only((WILLOW.id,))
    assert leads_to(table(only=now), "term", "Autumn") == Only((WILLOW.id,), half_terms=("Autumn 1", "Autumn 2"))
    unsure = leads_to(table(only=now), "status", "Not sure")
    assert unsure == replace(now, statuses=("not sure",))
    assert leads_to(table(only=unsure), "how", "Whole class") == replace(unsure, modes=("whole-class",))
    assert leads_to(table(only=now), "class", "2 Oak") == replace(now, class_ids=("Oak",))


def test_still_to_do_is_all_that_is_not_done() -> None:
    wanted = leads_to(table(), "status", "Still to do").statuses
    assert {*MARKS} - {*wanted} == {"shown", "taught together", "planned"}


def test_the_classes_beside_it_are_one_touch_away() -> None:
    first = table(matrix(group=replace(OAK, id="Acorn", title="1 Acorn")), Only(("Acorn",), statuses=("away",)))
    ways = {widget.key: widget for widget in first.view(0) if widget.key in ("previous", "following")}
    assert ways["previous"].label == "Previous class: 6 Willow"
    assert tap(first, "Next class: 1 Beech") == Leave(LookAt(Only(("Beech",), statuses=("away",))))


def test_a_list_can_be_closed_again() -> None:
    scene = table()
    tap(scene, "Whole year")
    assert "grid" not in keys(scene)
    tap(scene, "Close")
    assert "grid" in keys(scene)


def test_where_nothing_is_left_it_says_so_and_how_to_go_on() -> None:
    empty = matrix(0, 0)
    assert "Choose another part of the year" in said(table(empty, Only((WILLOW.id,), modes=("whole-class",))))
    assert "has been given nothing" in said(table(empty))
    nobody = replace(empty, group=replace(WILLOW, size=0))
    assert "There is nobody in this class." in said(table(nobody))
    assert {"back", "class", "term"} <= keys(table(empty))


def test_what_is_on_the_page_goes_out_where_there_is_a_way() -> None:
    only = Only((WILLOW.id,), half_terms=("Autumn 1",))
    assert "export" not in keys(table(only=only))
    assert tap(table(only=only, exports=True), "Export this") == Leave(ExportThis(only))
    assert tap(table(), "All classes") == Leave(GoTo("coverage"))


# ---------------------------------------------------------------- before and after


def idea(name: str, before: int | None, after: int | None, of: tuple[int, int] = (28, 26)) -> CheckInRow:
    return CheckInRow(name, f"Meaning of {name}", f"Tip for {name}", before, of[0], after, of[1], "")


ROWS = (idea("few", 9, 2), idea("most", 15, 9), idea("hidden", None, None, (3, 0)), idea("worse", 2, 4))
REMEDIES = {"most": Remedy("lost", "Lost? Ask!", "KS1 rule 4, 4 minutes", "Practise")}


def compared(*rows: CheckInRow, class_id: str = "Oak") -> BeforeAfter:
    return BeforeAfter(LEAD, rows or ROWS, TWELVE, class_id, REMEDIES)


def chart(scene: BeforeAfter) -> Chart:
    return next(widget for widget in scene.view(0) if isinstance(widget, Chart))


def test_what_most_still_have_comes_first_and_what_is_hidden_last() -> None:
    assert [bar.idea.split()[-1] for bar in chart(compared()).bars] == ["most", "worse", "few", "hidden"]


def test_a_class_is_counted_in_pupils_and_a_school_in_parts_of_those_who_were_asked() -> None:
    of_class, of_school = chart(compared()), chart(compared(class_id=SCHOOL))
    assert of_class.axis == ("0", "5", "10", "15", "20")
    assert of_class.cohorts[0].startswith("Before")
    assert (of_class.bars[0].before, of_class.bars[0].before_said) == (15 / 20, "15")
    assert of_school.axis == ("0 %", "15 %", "30 %", "45 %", "60 %")
    assert of_school.bars[0].after_said == "9 of 26"
    assert of_school.bars[0].after == pytest.approx(9 / 26 / 0.6)


def test_every_count_is_on_the_axis() -> None:
    for most in (0, 1, 7, 8, 9, 20, 21, 35):
        drawn = chart(compared(idea("one", most, 0, (35, 35)))).bars[0]
        assert drawn.before is not None and 0 <= drawn.before <= 1
        drawn = chart(compared(idea("one", most, 0, (35, 35)), class_id=SCHOOL)).bars[0]
        assert drawn.before is not None and 0 <= drawn.before <= 1


def test_a_small_cohort_is_hidden_and_says_so_and_its_number_is_nowhere() -> None:
    scene = compared(idea("secret", None, None, (3, 5)), idea("half", 7, None, (28, 4)), idea("new", None, 6, (0, 26)))
    bars = {bar.idea.split()[-1]: bar for bar in chart(scene).bars}
    assert bars["secret"].hidden == "Hidden: fewer than six were asked"
    assert (bars["half"].before_said, bars["half"].after_said) == ("7", "after: hidden")
    assert (bars["new"].before_said, bars["new"].after_said) == ("", "6")
    nobody = chart(compared(idea("open", None, None, (0, 0)))).bars[0]
    assert nobody.hidden == "Nobody has been asked yet"


def test_how_many_were_asked_is_said_where_it_is_one_number() -> None:
    one = chart(compared(idea("a", 9, 2), idea("b", 3, None, (28, 26))))
    assert one.cohorts == ("Before: 28 pupils", "After: 26 pupils")
    assert chart(compared(idea("a", 9, None, (28, 0)))).cohorts == ("Before: 28 pupils", "After: nobody yet")
    assert chart(compared(idea("a", 9, 2), idea("b", 9, 2, (200, 190)))).cohorts == ("Before", "After")


def test_the_lesson_to_teach_next_is_named_and_can_be_started() -> None:
    scene = compared()
    assert {"Lost? Ask!", "KS1 rule 4, 4 minutes", "9 of 26 still"} <= set(said(scene).split("\n"))
    assert tap(scene, "Start it with 2 Oak") == Leave(Teach("Oak", "lost"))
    assert tap(compared(class_id=SCHOOL), "Start a lesson") == Leave(GoTo("start"))


def test_another_idea_is_chosen_by_touch_or_by_key() -> None:
    scene = compared()
    chart(scene).follow("down", 1, 400, FIRST_ROW + 1.5 * ROW_H)
    chart(scene).follow("up", 1, 400, FIRST_ROW + 1.5 * ROW_H)
    assert "4 of 26 still" in said(scene)
    assert "Tip for worse" in said(scene), "without a lesson there is still what may be done"
    assert [chart(scene).steer(arrow) for arrow in ("down", "down", "down", "left")] == [True, True, False, False]  # type: ignore[arg-type]
    assert "Tip for hidden" in said(scene) and "still" not in said(scene)


def test_more_ideas_than_fit_move_under_a_finger() -> None:
    scene = compared(*(idea(f"n{place}", place, place) for place in range(20)))
    chart(scene).follow("down", 1, 400, 800)
    chart(scene).follow("move", 1, 400, 500)
    chart(scene).follow("move", 1, 400, 0)
    chart(scene).follow("up", 1, 400, 0)
    assert scene.scroll.y == 500
    assert scene.chosen == 0
    for _ in range(19):
        assert chart(scene).steer("down")
    assert scene.scroll.y == 20 * ROW_H - 6 * ROW_H


def test_classes_and_the_school_can_be_compared() -> None:
    scene = compared()
    tap(scene, "2 Oak")
    assert tap(scene, "Whole school") == Leave(Compare(SCHOOL))
    assert tap(scene, "6 Willow") == Leave(Compare("Willow"))
    tap(scene, "Close")
    assert tap(scene, "All classes") == Leave(GoTo("coverage"))


def test_before_any_check_in_it_says_what_one_is() -> None:
    scene = BeforeAfter(LEAD, (), TWELVE, SCHOOL, {})
    assert "No check-in has been given this school year." in said(scene)
    assert tap(scene, "Start a lesson") == Leave(GoTo("start"))


# ---------------------------------------------------------------- the first screen


def first(**more: object) -> Coverage:
    rows = [
        CoverageRow(group.id, group.title, half, "past", 4, 3 if place < 2 else 4, group.size, 20, 60, 20, 112)
        for place, group in enumerate(TWELVE)
        for half in HALF_TERMS
    ]
    counts = Counts(12, 336, 34, 297, 39, lessons_planned=36, classes_behind=2)
    signing = [SignedRow("Oak", "2 Oak", 13, 28, True)]
    school = School("Hazel Lane Primary", "Mrs Daniels", 2027, "Autumn 2", "A")
    return Coverage(LEAD, school, counts, rows, signing, **more)  # type: ignore[arg-type]


def test_the_school_leads_to_its_classes_to_the_check_ins_and_to_who_has_not_signed() -> None:
    scene = first()
    labels = {getattr(widget, "label", "") for widget in scene.view(0)}
    assert {"34 of 36", "297 of 336"} <= labels
    assert tap(scene, "6 Willow") == Leave(OpenClass("Willow"))
    assert tap(scene, "Before and after") == Leave(BeforeAndAfter())
    signing = next(widget for widget in scene.view(0) if widget.key == "sign-Oak")
    assert signing.on_tap is not None and signing.on_tap() == Leave(GoTo("agreement"))


def test_the_classes_that_are_behind_are_one_touch_away() -> None:
    scene = first()
    every = {key for key in keys(scene) if key.startswith("class-")}
    assert len(every) == 12
    tap(scene, "2")
    assert {key for key in keys(scene) if key.startswith("class-")} == {f"class-{group.id}" for group in TWELVE[:2]}
    assert tap(scene, TWELVE[1].title) == Leave(OpenClass(TWELVE[1].id))
    tap(scene, "2")
    assert {key for key in keys(scene) if key.startswith("class-")} == every


def test_the_governors_page_is_offered_where_there_is_a_way_to_it() -> None:
    assert "governors" not in keys(first())
    assert tap(first(exports=True), "Governors’ page") == Leave(ForGovernors())


# ---------------------------------------------------------------- room for all of it

STOPS = {stop.page: stop.scene for stop in tables()}
every_page = pytest.mark.parametrize("page", STOPS)


@every_page
def test_a_finger_finds_everything_large_enough_and_by_itself(page: str) -> None:
    widgets = STOPS[page].view(NOW)
    assert len({widget.key for widget in widgets}) == len(widgets)
    under = max((place for place, widget in enumerate(widgets) if widget.key == "veil"), default=0)
    things = [widget for widget in widgets[under:] if widget.touchable]
    assert things
    for one in things:
        assert min(one.rect.w, one.rect.h) >= 112, one
        assert one.rect.x >= 0 and one.rect.y >= 0 and one.rect.right <= 1920 and one.rect.bottom <= 1080, one
    for one, other in combinations(things, 2):
        apart = one.rect.right <= other.rect.x or other.rect.right <= one.rect.x
        over = isinstance(one, Names) or isinstance(other, Names)
        assert apart or over or one.rect.bottom <= other.rect.y or other.rect.bottom <= one.rect.y, (one.key, other.key)


@pytest.fixture(scope="module")
def ruler(tmp_path_factory: pytest.TempPathFactory) -> Callable[[float], Ruler]:
    pygame.font.init()
    fonts = Fonts(tmp_path_factory.mktemp("fonts"))
    return lambda scale: Ruler(Theme.standard(), fonts, scale)


@every_page
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_text_runs_over(page: str, scale: float, ruler: Callable[[float], Ruler]) -> None:
    measure = ruler(scale).measure
    texts = [mark for widget in STOPS[page].view(NOW) for mark in measure(widget) if isinstance(mark, Text)]
    assert [text.text for text in texts if text.over] == []
    assert min(text.size for text in texts) >= 26
