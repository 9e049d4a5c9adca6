"""The matrix: what its marks mean, and what it can be narrowed to."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.content.stamp import Due
from kiosk.records import reports
from kiosk.records.rows import Only
from kiosk.records.store import Store

from .made import Clock, bring_in, class_id, person, pupil_id, signing, stamp

FIRST, SECOND, CHECK_IN = stamp("ks2-rule-1"), stamp("ks2-rule-2"), stamp("ks2-check-in")
PLAN = (
    Due("Autumn 1", "ks2-check-in", "Check-in: what do you think?"),
    Due("Autumn 1", "agreement", "Our agreement"),
    Due("Autumn 1", FIRST.id, "First"),
    Due("Autumn 2", SECOND.id, "Second"),
    Due("Spring 1", "ks2-rule-3", "Third"),
    Due("Summer 2", "ks2-check-in", "Check-in: what do you think?"),
)
NAMES = ("Amara K", "Amara O", "Ben", "Zoë")


def matrix(store: Store, **asked: object) -> dict[tuple[str, str], tuple[str | None, ...]]:
    """Of 4B: by lesson and half-term, the marks in the order of the names."""
    found = reports.class_matrix(store, class_id(store), PLAN, Only(**asked))  # type: ignore[arg-type]
    return {(row.lesson_title, row.half_term): row.marks for row in found.rows}


def done(store: Store, *names: str, lesson: object = FIRST) -> None:
    launch = store.launch(class_id(store), [lesson], False, "individual", person(store, "teacher"))  # type: ignore[list-item]
    for name in names:
        store.complete(store.begin(launch.id, pupil_id(store, name), lesson, 1).attempt_id, 60)  # type: ignore[arg-type]
    store.end(launch.id)


def checked_in(store: Store, *names: str) -> None:
    launch = store.launch(class_id(store), [CHECK_IN], False, "individual", person(store, "teacher"))
    for name in names:
        store.complete(store.begin_check_in(launch.id, pupil_id(store, name), CHECK_IN, 1).attempt_id, 60)
    store.end(launch.id)


def test_before_anything_is_taught_all_is_planned_and_nothing_is_to_do(store: Store) -> None:
    found = reports.class_matrix(store, class_id(store), PLAN)
    assert [pupil.shown_name for pupil in found.pupils] == list(NAMES)
    assert [(row.lesson_title, row.kind, row.half_term) for row in found.rows] == [
        ("Check-in: before", "check-in", "Autumn 1"),
        ("Our agreement", "agreement", "Autumn 1"),
        ("First", "lesson", "Autumn 1"),
        ("Second", "lesson", "Autumn 2"),
        ("Third", "lesson", "Spring 1"),
        ("Check-in: after", "check-in", "Summer 2"),
    ]
    assert {mark for row in found.rows for mark in row.marks} == {"planned"}
    assert {row.to_do for row in found.rows} == {0}


def test_every_mark_says_what_happened(store: Store) -> None:
    teacher = person(store, "teacher")
    together = store.launch(class_id(store), [FIRST], True, "whole-class", teacher)
    store.end(together.id, [pupil_id(store, "Ben"), pupil_id(store, "Zoë")], taught=[FIRST.id])
    alone = store.launch(class_id(store), [SECOND], True, "individual", teacher)
    store.begin(alone.id, pupil_id(store, "Amara K"), SECOND, 1)
    store.sign(store.begin(alone.id, pupil_id(store, "Amara K"), None, 1).attempt_id, signing("s-1"))
    store.not_yet(store.begin(alone.id, pupil_id(store, "Amara O"), None, 1).attempt_id, ["agree-1"])
    store.begin(alone.id, pupil_id(store, "Ben"), None, 1)
    store.end(alone.id, [pupil_id(store, "Zoë")])
    assert matrix(store) == {
        ("Check-in: before", "Autumn 1"): ("planned",) * 4,
        ("Our agreement", "Autumn 1"): ("shown", "not sure", "part-way", "away"),
        ("First", "Autumn 1"): ("taught together", "taught together", "away", "away"),
        ("Second", "Autumn 2"): ("part-way", "not yet", "not yet", "away"),
        ("Third", "Spring 1"): ("planned",) * 4,
        ("Check-in: after", "Summer 2"): ("planned",) * 4,
    }
    to_do = {row.lesson_title: row.to_do for row in reports.class_matrix(store, class_id(store), PLAN).rows}
    assert to_do == {
        "Check-in: before": 0, "Our agreement": 3, "First": 2, "Second": 4, "Third": 0, "Check-in: after": 0,
    }  # fmt: skip


def test_the_matrix_and_the_record_never_disagree(store: Store) -> None:
    done(store, "Ben", "Zoë")
    done(store, "Ben", lesson=SECOND)
    checked_in(store, "Amara K", "Ben")
    found = reports.class_matrix(store, class_id(store), PLAN)
    marks = {
        (pupil.given_name, pupil.family_name, row.lesson_title): mark
        for row in found.rows
        for pupil, mark in zip(found.pupils, row.marks, strict=True)
        if mark != "planned" and row.kind != "agreement"
    }
    titles = {FIRST.title: "First", SECOND.title: "Second"}
    record = {
        (row.given_name, row.family_name, titles.get(row.lesson_title, row.lesson_title)): row.status
        for row in reports.class_record(store, class_id(store), PLAN)
        if row.lesson_id != "agreement"
    }
    record = {key: "shown" if status == "done" else status for key, status in record.items()}
    assert record == marks


def test_the_second_time_of_a_check_in_is_a_row_of_its_own(store: Store, clock: Clock) -> None:
    clock.at = datetime(2026, 9, 20, 10, tzinfo=UTC)
    checked_in(store, "Ben", "Zoë")
    assert matrix(store)["Check-in: before", "Autumn 1"] == ("not yet", "not yet", "shown", "shown")
    assert matrix(store)["Check-in: after", "Summer 2"] == ("planned",) * 4
    clock.at = datetime(2027, 6, 20, 10, tzinfo=UTC)
    checked_in(store, "Ben", "Amara K")
    assert matrix(store)["Check-in: before", "Autumn 1"] == ("shown", "not yet", "shown", "shown")
    assert matrix(store)["Check-in: after", "Summer 2"] == ("not yet", "not yet", "shown", "not yet")
    unplanned = reports.class_matrix(store, class_id(store)).rows
    assert [(row.lesson_title, row.half_term) for row in unplanned] == [
        ("Check-in: before", "Autumn 1"),
        ("Check-in: after", "Summer 2"),
    ]


def test_what_was_given_beside_the_plan_comes_after_it_with_its_half_term(store: Store) -> None:
    extra = stamp("ks2-story-extra")
    done(store, "Ben", lesson=extra)
    last = reports.class_matrix(store, class_id(store), PLAN).rows[-1]
    assert (last.lesson_id, last.half_term, last.to_do) == (extra.id, "Autumn 2", 3)


def test_a_class_whose_parents_sign_has_no_row_for_the_agreement(store: Store) -> None:
    store.set_signs(class_id(store), False, person(store, "lead"))
    assert "agreement" not in {row.lesson_id for row in reports.class_matrix(store, class_id(store), PLAN).rows}


def test_undone_is_not_done(store: Store) -> None:
    launch = store.launch(class_id(store), [FIRST], False, "individual", person(store, "teacher"))
    go = store.begin(launch.id, pupil_id(store, "Ben"), FIRST, 1)
    store.complete(go.attempt_id, 60)
    assert matrix(store)["First", "Autumn 1"][2] == "shown"
    store.undo(go.attempt_id, "wrong-name")
    assert matrix(store)["First", "Autumn 1"][2] == "not yet"


@pytest.mark.parametrize(
    ("asked", "titles", "names"),
    [
        ({"half_terms": ("Autumn 2", "Spring 1")}, ["Second", "Third"], NAMES),
        ({"lesson_ids": ("ks2-rule-2", "agreement")}, ["Our agreement", "Second"], NAMES),
        ({"statuses": ("shown",)}, ["First", "Second"], ("Ben", "Zoë")),
        ({"modes": ("whole-class",)}, ["Second"], ("Amara O",)),
        ({"modes": ("individual",)}, ["First", "Second"], ("Ben", "Zoë")),
        ({"since": date(2026, 11, 24)}, ["Second"], ("Amara O", "Ben")),
        ({"until": date(2026, 11, 22)}, ["First"], ("Ben", "Zoë")),
        ({"year_groups": ("Y5",)}, None, ()),
        ({"since": date(2026, 11, 23), "until": date(2026, 11, 23)}, [], ()),
    ],
)
def test_narrowing(
    store: Store, clock: Clock, asked: dict[str, object], titles: list[str] | None, names: tuple[str, ...]
) -> None:
    done(store, "Ben", "Zoë")
    clock.at += timedelta(days=3)
    done(store, "Ben", lesson=SECOND)
    together = store.launch(class_id(store), [SECOND], False, "whole-class", person(store, "teacher"))
    absent = [pupil_id(store, name) for name in ("Amara K", "Ben", "Zoë")]
    store.end(together.id, absent, taught=[SECOND.id])
    found = reports.class_matrix(store, class_id(store), PLAN, Only(**asked))  # type: ignore[arg-type]
    assert tuple(pupil.shown_name for pupil in found.pupils) == names
    if titles is not None:
        assert [row.lesson_title for row in found.rows] == titles
    for row in found.rows:
        kept = set(row.marks) - {None}
        assert not asked.get("statuses") or kept <= {"shown"}
        assert asked.get("modes") != ("whole-class",) or kept <= {"taught together"}
        assert len(row.marks) == len(names)


def test_a_mixed_class_is_narrowed_by_the_pupils_own_years(store: Store, tmp_path: Path) -> None:
    bring_in(store, tmp_path, "Forename,Surname,Year,Reg\nAmara,Khan,4,4B\nBen,Price,5,4B\nTom,Hall,1,1 Acorn\n")
    (found,) = reports.matrices(store, {class_id(store): PLAN}, Only(year_groups=("Y5",)))
    assert [pupil.shown_name for pupil in found.pupils] == ["Ben"]


def test_matrices_are_of_all_classes_or_of_those_named(store: Store) -> None:
    plans = {group.id: PLAN for group in store.classes()}
    assert [each.group.title for each in reports.matrices(store, plans)] == ["1 Acorn", "4B"]
    assert [each.group.title for each in reports.matrices(store, plans, Only(class_ids=(class_id(store),)))] == ["4B"]
    assert reports.matrices(store, plans, Only(statuses=("shown",))) == []


def test_last_years_class_keeps_those_who_were_in_it_to_its_end(store: Store, clock: Clock, tmp_path: Path) -> None:
    old = class_id(store)
    done(store, "Ben", "Zoë")
    clock.at = datetime(2027, 3, 1, 10, tzinfo=UTC)
    bring_in(
        store,
        tmp_path,
        "Forename,Surname,Year,Reg\nAmara,Khan,4,4B\nAmara,Osei,4,4B\nBen,Price,4,4B\nTom,Hall,1,1 Acorn\n",
    )
    assert [pupil.shown_name for pupil in store.pupils(old)] == ["Amara K", "Amara O", "Ben"], "Zoë left in March"
    clock.at = datetime(2027, 9, 6, 10, tzinfo=UTC)
    bring_in(store, tmp_path, "Forename,Surname,Year,Reg\nAmara,Khan,5,5B\nBen,Price,5,5B\nTom,Hall,2,2 Acorn\n")
    assert [group.title for group in store.classes()] == ["2 Acorn", "5B"]
    found = reports.class_matrix(store, old)
    assert [pupil.shown_name for pupil in found.pupils] == ["Amara K", "Amara O", "Ben"]
    assert found.rows[0].marks == ("not yet", "not yet", "shown")
    assert store.class_(old).size == 3
