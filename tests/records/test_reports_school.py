"""The school in numbers, one pupil's record, and that no two reports of a whole school disagree."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.content.stamp import Due
from kiosk.records import reports
from kiosk.records.faults import NotFound
from kiosk.records.rows import Answer, Gap, Only
from kiosk.records.store import Store

from .big import Big, build
from .made import Clock, bring_in, class_id, person, pupil_id, signing, stamp

HAD = ("shown", "taught together")
LESSON, OTHER, CHECK_IN = stamp("ks2-rule-1"), stamp("ks2-rule-2"), stamp("ks2-check-in")
PLAN = (
    Due("Autumn 1", "ks2-check-in", "Check-in"),
    Due("Autumn 1", "agreement", "Our agreement"),
    Due("Autumn 1", LESSON.id, "First"),
    Due("Autumn 2", OTHER.id, "Second"),
    Due("Spring 1", "ks2-rule-3", "Third"),
)


def plans(store: Store) -> dict[str, tuple[Due, ...]]:
    return {class_id(store): PLAN}


def teach(store: Store, lesson: object, shown: tuple[str, ...] = (), together: tuple[str, ...] = ()) -> None:
    teacher, here = person(store, "teacher"), class_id(store)
    if shown:
        launch = store.launch(here, [lesson], False, "individual", teacher)  # type: ignore[list-item]
        for name in shown:
            go = store.begin(launch.id, pupil_id(store, name), lesson, 1)  # type: ignore[arg-type]
            store.answered(go.attempt_id, Answer("q1", "ask", 1))
            store.answered(go.attempt_id, Answer("q2", "press", 1, "press-to-see"))
            store.complete(go.attempt_id, 60)
        store.end(launch.id)
    if together:
        launch = store.launch(here, [lesson], False, "whole-class", teacher)  # type: ignore[list-item]
        away = [pupil.id for pupil in store.pupils(here) if pupil.shown_name not in together]
        store.end(launch.id, away, taught=[lesson.id])  # type: ignore[attr-defined]


# --- coverage and counts ---------------------------------------------------------------------------------


def test_coverage_by_half_term(store: Store) -> None:
    teach(store, LESSON, shown=("Ben", "Zoë"), together=("Amara K", "Ben"))
    teach(store, OTHER, shown=("Ben", "Zoë"))
    rows = {row.half_term: row for row in reports.cycle_coverage(store, plans(store)) if row.class_title == "4B"}
    first, second, third = rows["Autumn 1"], rows["Autumn 2"], rows["Spring 1"]
    assert (first.when, first.planned, first.taught, first.complete, first.size) == ("past", 1, 1, 3, 4)
    assert (first.shown, first.together, first.turns) == (2, 1, 4)
    assert (second.when, second.planned, second.taught, second.complete) == ("now", 1, 0, 2), "half is not most"
    assert (third.when, third.planned, third.taught, third.turns) == ("to come", 1, 0, 4)
    assert len(rows) == 6


def test_counts_follow_the_plan_up_to_this_half_term(store: Store) -> None:
    counts = reports.counts(store, plans(store))
    assert (counts.lessons_taught, counts.lessons_planned, counts.classes_behind) == (0, 2, 1)
    teach(store, LESSON, together=("Amara K", "Ben", "Zoë"))
    counts = reports.counts(store, plans(store))
    assert (counts.lessons_taught, counts.lessons_planned, counts.classes_behind) == (1, 2, 0)


def test_an_unplanned_lesson_is_no_part_of_the_coverage(store: Store) -> None:
    teach(store, stamp("ks2-story-extra"), shown=("Ben", "Zoë", "Amara K"))
    assert reports.counts(store, plans(store)).lessons_taught == 0
    assert sum(row.shown for row in reports.cycle_coverage(store, plans(store))) == 0


def test_governors_gaps_are_lessons_then_signatures_then_slips(store: Store) -> None:
    told = reports.governors(store, plans(store))
    assert told.gaps == (
        Gap("4B", "4B", "1 lesson not yet taught"),
        Gap("4B signing", "4B", "4 of 4 not yet signed, not begun"),
        Gap("1 Acorn signing", "1 Acorn", "1 of 1 not yet signed, not begun"),
        Gap("Parents", "Parents", "5 slips not back yet"),
    )
    assert (told.school.name, told.as_at, told.check_in) == ("Hazel Lane", date(2026, 11, 22), ())
    assert [(row.class_title, row.turns) for row in told.classes] == [("1 Acorn", 0), ("4B", 8)]


# --- one pupil -------------------------------------------------------------------------------------------


def test_one_pupils_whole_record(store: Store, clock: Clock) -> None:
    teacher, here, ben = person(store, "teacher"), class_id(store), pupil_id(store, "Ben")
    check_in = store.launch(here, [CHECK_IN], False, "individual", teacher)
    store.complete(store.begin_check_in(check_in.id, ben, CHECK_IN, 1).attempt_id, 60)
    store.end(check_in.id)
    clock.at += timedelta(days=1)
    missed = store.launch(here, [LESSON], False, "individual", teacher)
    store.end(missed.id, [ben])
    clock.at += timedelta(days=1)
    teach(store, LESSON, shown=("Ben",))
    clock.at += timedelta(days=1)
    teach(store, OTHER, together=("Ben",))
    clock.at += timedelta(days=1)
    launch = store.launch(here, [], True, "individual", teacher)
    store.not_yet(store.begin(launch.id, ben, None, 1).attempt_id, ["agree-1"])
    clock.at += timedelta(hours=1)
    store.sign(store.begin(launch.id, ben, None, 1).attempt_id, signing("s-1", heard="listened"))
    store.witness(["s-1"], teacher)
    store.end(launch.id)
    store.slip_returned([ben], person(store, "lead"))

    record = reports.pupil_record(store, ben)
    assert [(str(row.on), row.status, row.lesson_title, row.said) for row in record.rows] == [
        ("2026-11-26", "shown", "Agreement", "Promised 3 of 3"),
        ("2026-11-26", "not sure", "Agreement", "Not sure yet"),
        ("2026-11-25", "taught together", OTHER.title, "In class, no answer of their own"),
        ("2026-11-24", "shown", LESSON.title, "1 of 2 helpful first"),
        ("2026-11-23", "away", LESSON.title, "Away: caught up on 24 November"),
        ("2026-11-22", "shown", CHECK_IN.title, "Counted for the class alone"),
    ]
    assert (record.pupil.shown_name, record.class_title, record.year_group) == ("Ben", "4B", "Y4")
    assert (record.agreement, record.heard, record.slip_returned_on) == ("signed", "listened", date(2026, 11, 26))
    assert record.signature is not None
    assert (record.signature.witnessed_by, record.signature.strokes[0]) == ("Ms Okafor", ((10, 20), (30, 40)))
    assert (record.shown, record.together) == (1, 1)
    assert not any("press-to-see" in str(vars(row)) for row in record.rows)


def test_what_was_taken_back_is_told_and_counts_for_nothing(store: Store) -> None:
    teach(store, LESSON, shown=("Ben",))
    ben = pupil_id(store, "Ben")
    (row,) = [row for row in store.correctable(ben) if row.status == "shown"]
    store.void(row.event_id, "not-there", person(store, "lead"))
    record = reports.pupil_record(store, ben)
    assert (record.rows, record.shown) == ((), 0)
    (correction,) = record.corrections
    assert (correction.lesson_title, correction.on) == (LESSON.title, date(2026, 11, 22))
    assert "Mr Whitmore" in correction.said


def test_a_pupil_who_has_left_still_has_a_record(store: Store, clock: Clock, tmp_path: Path) -> None:
    teach(store, LESSON, shown=("Ben",))
    ben = pupil_id(store, "Ben")
    bring_in(
        store,
        tmp_path,
        "Forename,Surname,Year,Reg\nAmara,Khan,4,4B\nAmara,Osei,4,4B\nZoë,Nowak,4,4B\nTom,Hall,1,1 Acorn\n",
    )
    record = reports.pupil_record(store, ben)
    assert (record.pupil.shown_name, record.left_on, len(record.rows)) == ("Ben Price", date(2026, 11, 22), 1)
    assert record.agreement == "not yet"


def test_nobody_has_no_record(store: Store) -> None:
    with pytest.raises(NotFound):
        reports.pupil_record(store, "nobody")


# --- a whole school --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Big:
    from kiosk.records import codes

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
        return build(tmp_path_factory.mktemp("big"), years=2, a_year=1, size=9, half_term="Spring 1")


def test_no_two_reports_disagree(big: Big) -> None:
    store = big.store
    matrices = reports.matrices(store, big.plans)
    assert len(matrices) == 7
    coverage = reports.cycle_coverage(store, big.plans)
    counts = reports.counts(store, big.plans)
    for matrix in matrices:
        lessons = [row for row in matrix.rows if row.kind == "lesson"]
        mine = [row for row in coverage if row.class_id == matrix.group.id]
        for row in mine:
            marks = Counter(mark for each in lessons if each.half_term == row.half_term for mark in each.marks)
            assert (row.shown, row.together) == (marks["shown"], marks["taught together"])
            assert row.turns == sum(marks.values())
        record = reports.class_record(store, matrix.group.id, big.plans[matrix.group.id])
        told = Counter("shown" if row.status in ("signed", "done") else row.status for row in record)
        drawn = Counter(mark for row in matrix.rows for mark in row.marks)
        for word in ("shown", "taught together", "part-way", "not sure"):
            assert told[word] == drawn[word], (matrix.group.title, word)
        due = reports.agreement_due(store, Only(class_ids=(matrix.group.id,)))
        (agreement,) = [row for row in matrix.rows if row.kind == "agreement"]
        assert agreement.to_do == len(due) == matrix.group.size - agreement.marks.count("shown")
    assert counts.signed + counts.not_signed == counts.pupils == 63
    assert counts.not_signed == sum(row.size - row.signed for row in reports.not_signed(store))
    assert counts.not_sure == len(reports.not_sure(store)) > 0
    assert counts.slips_due - counts.slips_back == len(reports.slips_outstanding(store))
    assert counts.lessons_taught == sum(row.taught for row in coverage if row.when != "to come") > 0


def test_last_years_classes_are_as_they_were(big: Big) -> None:
    old = big.store.query("select id from class where school_year = 2026")
    assert len(old) == 7
    for row in old:
        matrix = reports.class_matrix(big.store, row["id"])
        assert len(matrix.pupils) == 9
        assert sum(mark in HAD for each in matrix.rows for mark in each.marks) > 9 * 18


def test_a_whole_school_is_asked_in_a_few_questions(big: Big, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pupils there are: a question for each class for its names, and one for each kind of thing."""
    asked: list[str] = []
    query = type(big.store).query
    monkeypatch.setattr(type(big.store), "query", lambda self, sql, *v: asked.append(sql) or query(self, sql, *v))
    reports.matrices(big.store, big.plans)
    assert len(asked) < 80
    per_pupil = [sql for sql in asked if "pupil_id = ?" in sql]
    assert not per_pupil


def test_check_ins_of_the_school_are_those_of_its_classes(big: Big) -> None:
    store = big.store
    rows = {row.misconception: row for row in reports.school_check_in(store)}
    classes = [reports.check_in(store, group.id) for group in store.classes()]
    for code, row in rows.items():
        mine = [each for of_class in classes for each in of_class if each.misconception == code]
        assert row.before_of == sum(each.before_of for each in mine)
        if all(each.before is not None for each in mine):
            assert row.before == sum(each.before or 0 for each in mine)
        assert (row.after, row.after_of) == (None, 0)
        assert "nobody was asked yet" in row.note
    shares = [(row.before or 0) / row.before_of for row in rows.values()]
    assert shares == sorted(shares, reverse=True)
