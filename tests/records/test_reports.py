from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.records import reports
from kiosk.records.rows import AGREEMENT, AgreementText, Answer, Counts, GivenRow, Only, RecordRow
from kiosk.records.store import Store

from .made import WORDING, Clock, bring_in, class_id, person, pupil_id, signing, stamp

LESSON, OTHER = stamp("ks2-rule-1"), stamp("ks2-rule-2")


def record(store: Store, name: str) -> dict[str, RecordRow]:
    rows = reports.class_record(store, class_id(store))
    return {row.lesson_id: row for row in rows if row.given_name == name}


def marks(store: Store, title: str = "4B", **narrowed: object) -> dict[str, dict[str, str | None]]:
    matrix = reports.class_matrix(store, class_id(store, title), **narrowed)  # type: ignore[arg-type]
    names = [pupil.shown_name for pupil in matrix.pupils]
    return {row.lesson_id: dict(zip(names, row.marks, strict=True)) for row in matrix.rows}


def go(store: Store, launch_id: str, name: str, *answers: Answer, done: bool = True) -> str:
    place = store.begin(launch_id, pupil_id(store, name), LESSON, 1)
    for answer in answers:
        store.answered(place.attempt_id, answer)
    if done:
        store.complete(place.attempt_id, 200)
    return place.attempt_id


def test_shown_taught_part_way_and_not_yet_are_different(store: Store) -> None:
    together = store.launch(class_id(store), [LESSON], False, "whole-class", person(store, "teacher"))
    store.end(together.id, [pupil_id(store, "Ben"), pupil_id(store, "Zoë")], taught=[LESSON.id])
    single = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    go(store, single.id, "Amara K")
    go(store, single.id, "Ben", done=False)
    assert marks(store) == {
        LESSON.id: {"Amara K": "shown", "Amara O": "taught together", "Ben": "part-way", "Zoë": "not yet"}
    }
    assert reports.matrices(store) == [reports.class_matrix(store, class_id(store))]
    assert reports.given(store) == {(class_id(store), LESSON.id)}


def test_the_days_of_the_marks_stand_where_the_marks_do(store: Store, clock: Clock) -> None:
    clock.at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    together = store.launch(class_id(store), [LESSON], False, "whole-class", person(store, "teacher"))
    store.end(together.id, [pupil_id(store, "Ben"), pupil_id(store, "Zoë")], taught=[LESSON.id])
    clock.at = datetime(2026, 10, 25, 23, 30, tzinfo=UTC)
    single = store.launch(class_id(store), [LESSON], True, "individual", person(store, "lead"))
    go(store, single.id, "Amara K")
    days = reports.mark_days(store, class_id(store))
    matrix = reports.class_matrix(store, class_id(store))
    first = date(2026, 10, 25)
    names = [pupil.shown_name for pupil in matrix.pupils]
    assert dict(zip(names, days[0], strict=True)) == {"Amara K": first, "Amara O": first, "Ben": None, "Zoë": None}
    assert [len(row) for row in days] == [len(row.marks) for row in matrix.rows]
    only = Only(statuses=("shown",))
    narrow = reports.class_matrix(store, class_id(store), only=only)
    assert [pupil.shown_name for pupil in narrow.pupils] == ["Amara K"]
    assert reports.mark_days(store, class_id(store), only=only) == ((first,),)
    again = GivenRow(first, "individual", "Mr Whitmore")
    assert reports.given_on(store, class_id(store)) == {
        LESSON.id: [again, GivenRow(first, "whole-class", "Ms Okafor")],
        AGREEMENT: [again],
    }


def test_a_lesson_that_a_pupil_did_in_another_class_counts(store: Store, tmp_path: Path) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    go(store, launch.id, "Ben")
    store.end(launch.id)
    bring_in(store, tmp_path, "Forename,Surname,Year,Reg\nBen,Price,4,1 Acorn\nTom,Hall,1,1 Acorn\n")
    acorn = class_id(store, "1 Acorn")
    second = store.launch(acorn, [LESSON], False, "individual", person(store, "teacher"))
    store.end(second.id)
    assert marks(store, "1 Acorn")[LESSON.id]["Ben"] == "shown"


def test_first_answers_are_the_first_ever(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    go(
        store, launch.id, "Ben",
        Answer("q1", "press", 1, "press-to-see", first=True), Answer("q1", "ask", 2, first=False),
        Answer("q2", "ask", 1), done=False,
    )  # fmt: skip
    go(store, launch.id, "Ben", Answer("q1", "ask", 1), Answer("q2", "ask", 1), Answer("q3", "ask", 1))
    row = record(store, "Ben")[LESSON.id]
    assert (row.status, row.first_answers, row.tries) == ("shown", "2 of 3 helpful first", 4)
    assert not any("press" in str(value) for value in vars(row).values()), "no misconception in a pupil's row"


def test_dates_are_londons_and_wording_is_that_which_was_shown(store: Store, clock: Clock) -> None:
    clock.at = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    go(store, launch.id, "Ben")
    store.end(launch.id)
    clock.at += timedelta(days=3)
    newer = stamp("ks2-rule-1", "2")
    store.end(store.launch(class_id(store), [newer], False, "individual", person(store, "teacher")).id)
    row = record(store, "Ben")[LESSON.id]
    assert (str(row.on), row.wording, row.mode) == ("2027-07-01", LESSON.sha256[:8], "one at a time")


def test_a_register_not_a_ranking(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    go(store, launch.id, "Zoë", Answer("q1", "ask", 1))
    go(store, launch.id, "Amara K", Answer("q1", "press", 3, "press-to-see"))
    names = [row.family_name for row in reports.class_record(store, class_id(store)) if row.lesson_id == LESSON.id]
    assert names == ["Khan", "Nowak", "Osei", "Price"]


def test_the_agreement_in_the_record(store: Store, clock: Clock) -> None:
    launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    for name, signing_id in (("Ben", "s-1"), ("Zoë", "s-2")):
        store.sign(store.begin(launch.id, pupil_id(store, name), None, 1).attempt_id, signing(signing_id))
    store.not_yet(store.begin(launch.id, pupil_id(store, "Amara K"), None, 1).attempt_id, ["agree-2"])
    store.witness(["s-1"], by=person(store, "teacher"))
    row = record(store, "Ben")["agreement"]
    assert (row.status, row.heard, row.version, str(row.on), row.witnessed_by, row.wording) == (
        "signed", "read", "2026", "2026-11-22", "Ms Okafor", WORDING.sha256[:8],
    )  # fmt: skip
    rows = {(r.given_name, r.family_name): r.status for r in reports.class_record(store, class_id(store))}
    assert rows == {
        ("Amara", "Khan"): "not sure",
        ("Zoë", "Nowak"): "signed",
        ("Amara", "Osei"): "not yet",
        ("Ben", "Price"): "signed",
    }  # fmt: skip
    store.keep_version(AgreementText("2027", "b" * 64, "newer words"))
    assert record(store, "Ben")["agreement"].status == "due again"
    assert record(store, "Ben")["agreement"].version == "2026", "what was signed stays what was signed"


def test_last_years_record_stays_as_it_was(store: Store, clock: Clock) -> None:
    launch = store.launch(class_id(store), [LESSON], True, "individual", person(store, "teacher"))
    go(store, launch.id, "Ben")
    store.sign(store.begin(launch.id, pupil_id(store, "Ben"), None, 1).attempt_id, signing("s-1"))
    store.end(launch.id)
    old = class_id(store)
    before = reports.class_record(store, old)
    clock.at = datetime(2027, 10, 1, tzinfo=UTC)
    store.keep_version(AgreementText("2027", "b" * 64, "newer words"))
    assert store.classes() == []
    assert reports.class_record(store, old) == before


def test_a_class_whose_parents_sign_has_no_agreement_rows(store: Store) -> None:
    store.set_signs(class_id(store), False, by=person(store, "lead"))
    assert record(store, "Ben") == {}


def test_counts_hold_no_names_and_add_up(store: Store) -> None:
    assert reports.counts(store) == Counts(2, 5, lessons_taught=0, signed=0, not_signed=5, slips_due=5)
    launch = store.launch(class_id(store), [LESSON, OTHER], True, "individual", person(store, "teacher"))
    go(store, launch.id, "Ben")
    go(store, launch.id, "Zoë")
    undone = store.begin(launch.id, pupil_id(store, "Ben"), OTHER, 1)
    store.complete(undone.attempt_id, 1)
    store.undo(undone.attempt_id, "wrong name")
    store.sign(store.begin(launch.id, pupil_id(store, "Ben"), None, 1).attempt_id, signing("s-1"))
    assert reports.counts(store) == Counts(2, 5, lessons_taught=1, signed=1, not_signed=4, slips_due=5)
    store.set_signs(class_id(store, "1 Acorn"), False, by=person(store, "lead"))
    assert reports.counts(store) == Counts(2, 5, lessons_taught=1, signed=1, not_signed=3, slips_due=5)


def test_a_school_without_classes_counts_nothing(new_store: Store) -> None:
    assert reports.counts(new_store) == Counts(0, 0, 0, 0, 0)


def test_catching_up(store: Store) -> None:
    teacher, here = person(store, "teacher"), class_id(store)
    together = store.launch(here, [LESSON], False, "whole-class", teacher)
    store.end(together.id, [pupil_id(store, "Ben"), pupil_id(store, "Zoë")], taught=[LESSON.id])
    single = store.launch(here, [], True, "individual", teacher)
    store.sign(store.begin(single.id, pupil_id(store, "Ben"), None, 1).attempt_id, signing("s-1"))
    store.not_yet(store.begin(single.id, pupil_id(store, "Zoë"), None, 1).attempt_id, ["agree-1"])
    assert all(row.lesson_id for row in reports.catch_up(store, here)), "only what has ended"
    store.end(single.id, [pupil_id(store, "Amara K")])
    told = [(row.pupil.shown_name, row.lesson_id, row.why) for row in reports.catch_up(store, here)]
    assert told == [
        ("Ben", LESSON.id, "away"),
        ("Zoë", LESSON.id, "away"),
        ("Amara K", None, "away"),
        ("Amara O", None, "not finished"),
        ("Zoë", None, "not sure"),
    ]
    later = store.launch(here, [LESSON], False, "individual", teacher)
    go(store, later.id, "Ben")
    store.end(later.id)
    assert ("Ben", LESSON.id) not in [(row.pupil.shown_name, row.lesson_id) for row in reports.catch_up(store, here)]


@pytest.mark.parametrize("view", ["live_event", "wording_now", "member"])
def test_views_stand(store: Store, view: str) -> None:
    store.query(f"select * from {view}")
