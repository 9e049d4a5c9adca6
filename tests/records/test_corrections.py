"""What was recorded wrongly is taken back by a row that says so, and nothing that was written is changed."""

import pytest

from kiosk.content.stamp import CHECK_INS
from kiosk.records import reports
from kiosk.records.faults import NotAllowed, NotFound
from kiosk.records.rows import Answer
from kiosk.records.store import Store

from .made import WORDING, Clock, class_id, person, pupil_id, signing, stamp


def finish(store: Store, name: str, lesson_id: str = "ks2-rule-1") -> str:
    """A lesson finished by that pupil in a launch of its own; the attempt."""
    lesson = stamp(lesson_id)
    launch = store.launch(class_id(store), [lesson], False, "individual", person(store, "teacher"))
    attempt_id = store.begin(launch.id, pupil_id(store, name), lesson, 1).attempt_id
    store.answered(attempt_id, Answer("q-1", "a", 1, "too-open"))
    store.complete(attempt_id, 240)
    store.end(launch.id)
    return attempt_id


def sign(store: Store, name: str, signing_id: str) -> None:
    launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    store.sign(store.begin(launch.id, pupil_id(store, name), None, 1).attempt_id, signing(signing_id))
    store.end(launch.id)


def together(store: Store) -> None:
    lesson = stamp("ks2-rule-2")
    launch = store.launch(class_id(store), [lesson], False, "whole-class", person(store, "teacher"))
    store.complete(store.begin(launch.id, None, lesson, 1).attempt_id, 600)
    store.end(launch.id)


def status(store: Store, name: str, lesson_id: str) -> str:
    record = reports.pupil_record(store, pupil_id(store, name))
    had = [
        row.status for row in record.rows if row.lesson_id == lesson_id and row.status in ("shown", "taught together")
    ]
    return " and ".join(reversed(had)) or "not yet"


def everything(store: Store) -> list[dict[str, object]]:
    return store.query("select * from event order by seq")


def test_what_was_taken_back_counts_for_nothing_and_stays_in_the_list(store: Store) -> None:
    finish(store, "Ben")
    before = everything(store)
    [row] = store.correctable(pupil_id(store, "Ben"))
    assert (row.title, row.status, row.class_title, row.may_move, row.voided) == (
        "Title of ks2-rule-1", "shown", "4B", True, "",
    )  # fmt: skip
    store.void(row.event_id, "by-accident", person(store, "lead"))
    assert status(store, "Ben", "ks2-rule-1") == "not yet"
    assert everything(store)[: len(before)] == before
    [taken] = store.correctable(pupil_id(store, "Ben"))
    assert taken.voided == "Taken back on 22 Nov 2026 by Mr Whitmore: recorded by accident."
    assert not taken.may_move


def test_taking_back_twice_is_taking_back_once(store: Store) -> None:
    finish(store, "Ben")
    [row] = store.correctable(pupil_id(store, "Ben"))
    store.void(row.event_id, "by-accident", person(store, "lead"))
    rows = (everything(store), store.query("select * from audit"))
    store.void(row.event_id, "asked", person(store, "lead"))
    assert (everything(store), store.query("select * from audit")) == rows


def test_one_pupil_was_not_there_and_the_others_were(store: Store) -> None:
    together(store)
    [row] = store.correctable(pupil_id(store, "Ben"))
    assert (row.status, row.may_move) == ("taught together", False)
    store.void(row.event_id, "not-there", person(store, "lead"))
    assert status(store, "Ben", "ks2-rule-2") == "not yet"
    assert status(store, "Zoë", "ks2-rule-2") == "taught together"


def test_a_signature_that_was_taken_back_is_due_again(store: Store) -> None:
    sign(store, "Ben", "s-1")
    [row] = store.correctable(pupil_id(store, "Ben"))
    assert (row.title, row.status, row.lesson_id) == ("Agreement", "signed", None)
    store.void(row.event_id, "wrong-name", person(store, "lead"))
    assert store.agreement_due(pupil_id(store, "Ben"), WORDING.sha256)


def test_a_go_is_one_row_and_the_newest_comes_first(store: Store, clock: Clock) -> None:
    finish(store, "Ben")
    clock.pass_s(86_400)
    sign(store, "Ben", "s-1")
    clock.pass_s(86_400)
    lesson = stamp("ks2-rule-3")
    launch = store.launch(class_id(store), [lesson], False, "individual", person(store, "teacher"))
    store.begin(launch.id, pupil_id(store, "Ben"), lesson, 1)
    rows = store.correctable(pupil_id(store, "Ben"))
    assert [(row.status, row.on.day) for row in rows] == [("part-way", 24), ("signed", 23), ("shown", 22)]


def test_not_sure_of_two_statements_is_one_row(store: Store) -> None:
    launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    store.not_yet(store.begin(launch.id, pupil_id(store, "Ben"), None, 1).attempt_id, ["agree-1", "agree-2"])
    [row] = store.correctable(pupil_id(store, "Ben"))
    store.void(row.event_id, "by-accident", person(store, "lead"))
    assert store.not_yet_visits(pupil_id(store, "Ben")) == 0


# --- the wrong name --------------------------------------------------------------------------------------


def test_a_completion_moves_with_where_it_came_from_and_without_answers(store: Store, clock: Clock) -> None:
    attempt_id = finish(store, "Ben")
    before = everything(store)
    clock.pass_s(3 * 86_400)
    [row] = store.correctable(pupil_id(store, "Ben"))
    assert [pupil.shown_name for pupil in store.may_move_to(row.event_id)] == ["Amara K", "Amara O", "Zoë"]
    store.move_completion(row.event_id, pupil_id(store, "Zoë"), "wrong-name", person(store, "lead"))
    assert everything(store)[: len(before)] == before
    assert status(store, "Ben", "ks2-rule-1") == "not yet"
    assert status(store, "Zoë", "ks2-rule-1") == "shown"
    hers = store.query("select * from event where pupil_id = ?", pupil_id(store, "Zoë"))
    assert [(row["verb"], row["response"], row["first_answer"]) for row in hers] == [("completed", None, None)]
    assert hers[0]["occurred_at"] == before[-2]["occurred_at"]
    assert hers[0]["recorded_at"] > hers[0]["occurred_at"]
    assert store.query("select * from moved") == [
        {
            "event_id": hers[0]["event_id"],
            "from_attempt_id": attempt_id,
            "staff_id": person(store, "lead").id,
            "reason": "wrong-name",
        }
    ]
    [told] = store.correctable(pupil_id(store, "Zoë"))
    assert told.moved == (
        "First recorded under another name; moved on 25 Nov 2026 by Mr Whitmore: done under the wrong name."
    )
    assert told.on.day == 22


def test_a_moved_completion_keeps_the_school_year_and_half_term_of_the_day(store: Store, clock: Clock) -> None:
    finish(store, "Ben")
    clock.pass_s(86_400 * 40)
    [row] = store.correctable(pupil_id(store, "Ben"))
    store.move_completion(row.event_id, pupil_id(store, "Zoë"), "wrong-name", person(store, "lead"))
    terms = store.query("select distinct school_year, term from event where verb = 'completed'")
    assert terms == [{"school_year": 2027, "term": "Autumn 2"}]


def test_a_completion_that_was_moved_wrongly_moves_again(store: Store) -> None:
    finish(store, "Ben")
    for name, to in (("Ben", "Zoë"), ("Zoë", "Amara K")):
        row = store.correctable(pupil_id(store, name))[0]
        store.move_completion(row.event_id, pupil_id(store, to), "wrong-name", person(store, "lead"))
    assert status(store, "Zoë", "ks2-rule-1") == "not yet"
    assert status(store, "Amara K", "ks2-rule-1") == "shown"


@pytest.mark.parametrize("kind", ["signature", "check-in", "together", "taken back", "another class", "the same"])
def test_what_cannot_be_moved(store: Store, kind: str) -> None:
    to = pupil_id(store, "Zoë")
    if kind == "signature":
        sign(store, "Ben", "s-1")
    elif kind == "check-in":
        finish(store, "Ben", min(CHECK_INS))
    elif kind == "together":
        together(store)
    else:
        finish(store, "Ben")
    [row] = store.correctable(pupil_id(store, "Ben"))
    assert row.may_move == (kind in ("taken back", "another class", "the same"))
    if kind == "taken back":
        store.void(row.event_id, "asked", person(store, "lead"))
    elif kind == "another class":
        to = pupil_id(store, "Tom", "1 Acorn")
    elif kind == "the same":
        to = pupil_id(store, "Ben")
    before = everything(store)
    with pytest.raises(NotAllowed):
        store.move_completion(row.event_id, to, "wrong-name", person(store, "lead"))
    assert everything(store) == before


def test_what_is_in_nobodys_record_is_not_there(store: Store) -> None:
    together(store)
    [whole_class] = store.query("select event_id from event where verb = 'completed' and pupil_id is null")
    for event_id in (whole_class["event_id"], "nothing"):
        with pytest.raises(NotFound):
            store.void(event_id, "asked", person(store, "lead"))


def test_the_log_says_who_and_names_nobody(store: Store) -> None:
    finish(store, "Ben")
    [row] = store.correctable(pupil_id(store, "Ben"))
    store.move_completion(row.event_id, pupil_id(store, "Zoë"), "wrong-name", person(store, "lead"))
    [logged] = store.query("select staff_id, detail from audit where what = 'move'")
    assert logged["staff_id"] == person(store, "lead").id
    assert pupil_id(store, "Zoë") not in logged["detail"]
    assert pupil_id(store, "Ben") not in logged["detail"]
