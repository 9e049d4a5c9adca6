from pathlib import Path

import pytest

from kiosk.records import reports
from kiosk.records.faults import NotFound, StillOpen
from kiosk.records.rows import Answer, TurnRow
from kiosk.records.store import Store

from .made import Clock, bring_in, class_id, open_store, person, pupil_id, signing, stamp

LESSON, OTHER = stamp("ks2-rule-1"), stamp("ks2-rule-2")


def statuses(turns: list[TurnRow]) -> dict[str, str]:
    return {turn.pupil.shown_name: turn.status for turn in turns}


def verbs(store: Store) -> list[str]:
    return [row["verb"] for row in store.query("select verb from event order by seq")]


# --- the launch ------------------------------------------------------------------------------------------


def test_a_launch_survives_a_restart(store: Store, tmp_path: Path, clock: Clock) -> None:
    teacher = person(store, "teacher")
    launch = store.launch(class_id(store), [LESSON, OTHER], True, "individual", teacher)
    assert (launch.class_title, launch.key_stage, launch.state) == ("4B", "ks2", "running")
    assert launch.lesson_ids == ("ks2-rule-1", "ks2-rule-2")
    assert launch.started_at == clock.at
    assert launch.by == teacher
    store.pause(launch.id)
    store.pause(launch.id)
    store.close()
    with open_store(tmp_path, clock) as again:
        current = again.current_launch()
        assert current is not None
        assert (current.id, current.state) == (launch.id, "paused")
        again.resume(launch.id)
        again.end(launch.id)
        again.end(launch.id)
        assert again.current_launch() is None
        assert verbs(again) == ["launched", "launched", "launched", "paused", "resumed", "ended"]


def test_one_launch_at_a_time(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    with pytest.raises(StillOpen, match="4B is still open"):
        store.launch(class_id(store, "1 Acorn"), [LESSON], False, "individual", person(store, "teacher"))
    store.end(launch.id)
    store.launch(class_id(store, "1 Acorn"), [LESSON], False, "individual", person(store, "teacher"))


def test_an_ended_launch_takes_no_more(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    store.end(launch.id)
    for change in (
        lambda: store.pause(launch.id),
        lambda: store.resume(launch.id),
        lambda: store.away(launch.id, []),
        lambda: store.begin(launch.id, pupil_id(store, "Ben"), LESSON, 1),
        lambda: store.turns("no such launch"),
    ):
        with pytest.raises(NotFound):
            change()


def test_a_lessons_text_is_kept_once_for_each_version(store: Store) -> None:
    for lesson in (LESSON, stamp("ks2-rule-1", "2"), LESSON):
        store.end(store.launch(class_id(store), [lesson], False, "individual", person(store, "teacher")).id)
    kept = store.query("select lesson_id, text from content_version order by kept_at, text")
    assert kept == [
        {"lesson_id": "ks2-rule-1", "text": "text 1"},
        {"lesson_id": "ks2-rule-1", "text": "text 2"},
    ]


# --- the whole class -------------------------------------------------------------------------------------


def class_takes(store: Store, launch_id: str, lesson: object) -> None:
    place = store.begin(launch_id, None, lesson, 7)  # type: ignore[arg-type]
    store.answered(place.attempt_id, Answer("q1", "ask", 1))
    store.complete(place.attempt_id, 240)


def test_taught_together_leaves_the_absent_out(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON, OTHER], False, "whole-class", person(store, "teacher"))
    class_takes(store, launch.id, LESSON)
    class_takes(store, launch.id, OTHER)
    assert store.done(launch.id, None) == {"ks2-rule-1", "ks2-rule-2"}
    store.away(launch.id, [pupil_id(store, "Ben"), pupil_id(store, "Zoë")])
    store.away(launch.id, [pupil_id(store, "Ben")])
    store.end(launch.id, [pupil_id(store, "Amara O")])
    assert statuses(store.turns(launch.id)) == {"Amara K": "done", "Amara O": "away", "Ben": "away", "Zoë": "done"}
    taught = store.query(
        "select pupil_id, lesson_id, lesson_title, content_sha256, mode from event where verb = 'taught'"
    )
    assert {(row["pupil_id"], row["lesson_id"]) for row in taught} == {
        (pupil_id(store, name), lesson.id) for name in ("Amara K", "Zoë") for lesson in (LESSON, OTHER)
    }
    assert {(row["lesson_title"], row["content_sha256"], row["mode"]) for row in taught} == {
        (lesson.title, lesson.sha256, "whole-class") for lesson in (LESSON, OTHER)
    }


def test_a_lesson_that_was_left_half_way_was_not_taught(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON, OTHER], False, "whole-class", person(store, "teacher"))
    class_takes(store, launch.id, LESSON)
    store.begin(launch.id, None, OTHER, 7)
    store.end(launch.id)
    assert {row["lesson_id"] for row in store.query("select * from event where verb = 'taught'")} == {"ks2-rule-1"}


def test_the_teacher_may_say_what_was_taught(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON, OTHER], False, "whole-class", person(store, "teacher"))
    store.end(launch.id, taught=["ks2-rule-2"])
    assert {row["lesson_id"] for row in store.query("select * from event where verb = 'taught'")} == {"ks2-rule-2"}


def test_what_the_class_answers_is_nobodys(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "whole-class", person(store, "teacher"))
    class_takes(store, launch.id, LESSON)
    assert {row["pupil_id"] for row in store.query("select pupil_id from event where verb <> 'launched'")} == {None}
    assert statuses(store.turns(launch.id)) == dict.fromkeys(("Amara K", "Amara O", "Ben", "Zoë"), "to-come")


def test_rules_heard_together_are_not_a_signature(store: Store) -> None:
    launch = store.launch(class_id(store), [], True, "whole-class", person(store, "teacher"))
    place = store.begin(launch.id, None, None, 7)
    store.complete(place.attempt_id, 300)
    assert store.done(launch.id, None) == {None}
    store.end(launch.id, [pupil_id(store, "Ben")])
    assert store.heard_rules(pupil_id(store, "Zoë"), signing("x").version_sha256)
    assert not store.heard_rules(pupil_id(store, "Zoë"), "b" * 64)
    assert not store.heard_rules(pupil_id(store, "Ben"), signing("x").version_sha256)
    assert store.agreement_due(pupil_id(store, "Zoë"), signing("x").version_sha256)
    later = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    assert store.done(later.id, pupil_id(store, "Zoë")) == frozenset()
    assert statuses(store.turns(later.id))["Zoë"] == "to-come"


# --- one at a time ---------------------------------------------------------------------------------------


def test_how_far_everybody_is(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], True, "individual", person(store, "teacher"))
    amara, ben, zoe = (pupil_id(store, name) for name in ("Amara K", "Ben", "Zoë"))
    store.away(launch.id, [pupil_id(store, "Amara O")])
    for who in (amara, ben, zoe):
        place = store.begin(launch.id, who, LESSON, 1)
        if who != zoe:
            store.complete(place.attempt_id, 200)
    assert statuses(store.turns(launch.id)) == {
        "Amara K": "part-way", "Amara O": "away", "Ben": "part-way", "Zoë": "part-way",
    }  # fmt: skip
    store.sign(store.begin(launch.id, amara, None, 1).attempt_id, signing("s-1"))
    store.not_yet(store.begin(launch.id, ben, None, 1).attempt_id, ["agree-2"])
    assert store.done(launch.id, amara) == {"ks2-rule-1", None}
    assert store.done(launch.id, ben) == {"ks2-rule-1"}
    assert statuses(store.turns(launch.id)) == {
        "Amara K": "done", "Amara O": "away", "Ben": "not-sure", "Zoë": "part-way",
    }  # fmt: skip
    store.sign(store.begin(launch.id, ben, None, 2).attempt_id, signing("s-2"))
    assert statuses(store.turns(launch.id))["Ben"] == "done"


def test_who_came_back_is_not_away(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    store.away(launch.id, [pupil_id(store, "Ben")])
    store.complete(store.begin(launch.id, pupil_id(store, "Ben"), LESSON, 1).attempt_id, 100)
    assert statuses(store.turns(launch.id))["Ben"] == "done"


def test_who_has_signed_already_needs_only_the_lesson(store: Store) -> None:
    ben = pupil_id(store, "Ben")
    first = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    store.sign(store.begin(first.id, ben, None, 1).attempt_id, signing("s-1"))
    store.end(first.id)
    second = store.launch(class_id(store), [LESSON], True, "individual", person(store, "teacher"))
    assert store.done(second.id, ben) == {None}
    store.complete(store.begin(second.id, ben, LESSON, 1).attempt_id, 100)
    assert statuses(store.turns(second.id))["Ben"] == "done"


def test_a_place_is_the_pupils_own(store: Store, tmp_path: Path, clock: Clock) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    ben, zoe = pupil_id(store, "Ben"), pupil_id(store, "Zoë")
    seed = 2**64 - 1
    began = store.begin(launch.id, ben, LESSON, seed)
    state = {"step": 3, "path": ["a", "é"], "tried": {"ask": 1}}
    store.keep_place(began.attempt_id, state)
    store.close()
    with open_store(tmp_path, clock) as again:
        place = again.place(launch.id, ben)
        assert place is not None
        assert (place.attempt_id, place.seed, place.state, place.lesson_id) == (
            began.attempt_id, seed, state, LESSON.id,
        )  # fmt: skip
        assert again.place(launch.id, zoe) is None
        assert again.place(launch.id, None) is None
        again.complete(began.attempt_id, 100)
        assert again.place(launch.id, ben) is None
        with pytest.raises(NotFound):
            again.keep_place(began.attempt_id, {})


def test_starting_again_gives_the_place_up(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], True, "individual", person(store, "teacher"))
    ben = pupil_id(store, "Ben")
    first = store.begin(launch.id, ben, LESSON, 1)
    second = store.begin(launch.id, ben, LESSON, 2)
    with pytest.raises(NotFound):
        store.answered(first.attempt_id, Answer("q1", "ask", 1))
    place = store.place(launch.id, ben)
    assert place is not None
    assert place.attempt_id == second.attempt_id
    assert store.query("select count(*) as n from place") == [{"n": 1}]


def test_an_answer_its_place_and_its_early_taps_are_one_piece(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    place = store.begin(launch.id, pupil_id(store, "Ben"), LESSON, 1)
    answer = Answer("q1", "press", 1, "press-to-see", True)
    store.answered(place.attempt_id, answer, state={"step": 2}, early_taps=3)
    with pytest.raises(TypeError):
        store.answered(place.attempt_id, answer, state={"step": object()}, early_taps=3)
    kept = store.place(launch.id, pupil_id(store, "Ben"))
    assert kept is not None
    assert kept.state == {"step": 2}
    assert [given.early_taps for given in reports.given_on(store, class_id(store))[LESSON.id]] == [3]
    rows = store.query("select * from event where verb = 'answered'")
    assert len(rows) == 1
    assert {key: rows[0][key] for key in ("question_id", "response", "tries", "misconception", "first_answer")} == {
        "question_id": "q1", "response": "press", "tries": 1, "misconception": "press-to-see", "first_answer": 1,
    }  # fmt: skip


def test_finishing_twice_is_finishing_once(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    place = store.begin(launch.id, pupil_id(store, "Ben"), LESSON, 1)
    store.complete(place.attempt_id, 100, ["meet", "rule"])
    store.complete(place.attempt_id, 100)
    rows = store.query("select duration_s, response from event where verb = 'completed'")
    assert rows == [{"duration_s": 100, "response": '["meet", "rule"]'}]
    with pytest.raises(NotFound):
        store.complete("no such attempt", 1)


def test_undone_under_the_wrong_name_nothing_counts(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], True, "individual", person(store, "teacher"))
    ben = pupil_id(store, "Ben")
    lesson = store.begin(launch.id, ben, LESSON, 1)
    store.answered(lesson.attempt_id, Answer("q1", "ask", 1))
    store.complete(lesson.attempt_id, 100)
    signed = store.begin(launch.id, ben, None, 1)
    store.sign(signed.attempt_id, signing("s-1"))
    before = store.query("select * from event order by seq")
    for attempt_id in (lesson.attempt_id, signed.attempt_id, lesson.attempt_id):
        store.undo(attempt_id, "wrong name")
    after = store.query("select * from event order by seq")
    assert after[: len(before)] == before, "nothing is overwritten"
    assert [row["verb"] for row in after[len(before) :]] == ["voided"] * 5
    assert {row["response"] for row in after[len(before) :]} == {"wrong name"}
    assert statuses(store.turns(launch.id))["Ben"] == "to-come"
    assert store.done(launch.id, ben) == frozenset()
    assert store.signatures(launch.id) == []
    assert store.agreement_due(ben, signing("x").version_sha256)
    assert store.query("select * from live_event where pupil_id is not null") == []
    with pytest.raises(NotFound):
        store.undo("no such attempt", "why")


def test_events_carry_where_and_when_they_happened(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], False, "individual", person(store, "teacher"))
    store.begin(launch.id, pupil_id(store, "Ben"), LESSON, 1)
    row = store.query("select * from event where verb = 'attempted'")[0]
    assert (row["school_year"], row["term"], row["class_id"], row["schema_version"], row["clock_ok"]) == (
        2027, "Autumn 2", class_id(store), 1, 1,
    )  # fmt: skip
    assert row["device_id"] == store.query("select id from device")[0]["id"]


def test_a_class_that_does_not_sign_is_done_with_the_lesson(store: Store) -> None:
    store.set_signs(class_id(store), False, by=person(store, "lead"))
    launch = store.launch(class_id(store), [LESSON], True, "individual", person(store, "teacher"))
    store.complete(store.begin(launch.id, pupil_id(store, "Ben"), LESSON, 1).attempt_id, 100)
    assert statuses(store.turns(launch.id))["Ben"] == "done"


def test_a_class_of_thirty_five_is_asked_for_its_turns_without_trouble(store: Store, tmp_path: Path) -> None:
    lines = "\n".join(f"Pupil{n},Family{n},6,6W" for n in range(35))
    bring_in(store, tmp_path, f"Forename,Surname,Year,Reg\n{lines}\n")
    launch = store.launch(class_id(store, "6W"), [LESSON], True, "individual", person(store, "teacher"))
    assert len(store.turns(launch.id)) == 35


def test_who_was_called_and_was_not_there_is_called_after_the_others(store: Store) -> None:
    launch = store.launch(class_id(store), [LESSON], agreement=False, mode="individual", by=person(store, "teacher"))

    def called() -> str | None:
        return next((row.pupil.shown_name for row in store.turns(launch.id) if row.next_up), None)

    names = [row.pupil.shown_name for row in store.turns(launch.id)]
    assert called() == names[0]
    store.skip(launch.id, pupil_id(store, names[0]))
    assert called() == names[1]
    for name in names[1:]:
        store.skip(launch.id, pupil_id(store, name))
    assert called() == names[0], "everybody was skipped once: round again"
    store.skip(launch.id, pupil_id(store, names[0]))
    assert called() == names[1]
    store.away(launch.id, [pupil_id(store, name) for name in names])
    assert called() is None


def test_a_launch_to_catch_up_is_for_those_alone(store: Store) -> None:
    ben = pupil_id(store, "Ben")
    launch = store.launch(
        class_id(store), [LESSON], agreement=False, mode="individual", by=person(store, "teacher"), only=[ben]
    )
    assert [row.pupil.id for row in store.turns(launch.id)] == [ben]
    with pytest.raises(ValueError, match="one at a time"):
        store.launch(class_id(store), [LESSON], False, "whole-class", person(store, "teacher"), only=[ben])
