"""While a lesson is open and when it ends: the live view, who was away, the signatures that somebody saw made."""

from datetime import UTC, datetime

import pytest
from staff_rows import LEAD, TEACHER, keys, labelled, launched, pupil, said, signatures, tap, tappable, turns

from kiosk.records.rows import TurnRow, TurnStatus
from kiosk.scenes import live
from kiosk.scenes.absent import Absent, Away
from kiosk.scenes.live import Live
from kiosk.scenes.page import Back
from kiosk.scenes.staff import Pupil
from kiosk.scenes.witness import Later, Made, Saw, Witness
from kiosk.ui.scene import Keep, Leave

EVERY: tuple[TurnStatus, ...] = ("done", "not-sure", "part-way", "to-come", "away")


def view_of(*statuses: TurnStatus, unwitnessed: int = 0, **row: object) -> Live:
    return Live(TEACHER, launched(**row), turns(*statuses), unwitnessed)


# ---------------------------------------------------------------- the live view


def test_everybody_is_there_with_their_status_and_counted() -> None:
    scene = view_of(*EVERY, "done", "to-come")
    shown = {widget.label: widget.status for widget in scene.view(0) if isinstance(widget, Pupil)}
    assert shown == {turn.pupil.shown_name: turn.status for turn in scene.turns}
    counts = {widget.key: widget.label for widget in scene.view(0) if widget.key.startswith("count-")}
    assert counts == {
        "count-done": "2",
        "count-not-sure": "1",
        "count-part-way": "1",
        "count-to-come": "2",
        "count-away": "1",
    }
    assert "of 6" in said(scene), "who is away is not waited for"


def test_pausing_and_resuming() -> None:
    assert tap(view_of("to-come"), "Pause") == Keep(live.Pause())
    paused = view_of("to-come", state="paused")
    assert tap(paused, "Resume") == Keep(live.Resume())
    assert "Pause" not in tappable(paused)
    assert tap(paused, "Leave it paused") == Leave(live.BackToPupils())


def test_back_to_the_pupils() -> None:
    assert tap(view_of("done"), "Back to pupils") == Leave(live.BackToPupils())


def test_witnessing_is_offered_while_there_is_something_to_witness() -> None:
    assert "witness" not in keys(view_of("done"))
    assert tap(view_of("done", unwitnessed=3), "Witness 3") == Leave(live.WitnessNow())


def test_being_away_is_for_one_pupil_and_leaves_the_others() -> None:
    scene = view_of("to-come", "away", "to-come", "away")
    tap(scene, scene.turns[2].pupil.shown_name)
    assert tap(scene, "Mark away") == Keep(live.SetAway(("p1", "p2", "p3")))
    tap(scene, "Close")
    tap(scene, scene.turns[1].pupil.shown_name)
    assert tap(scene, "Here again") == Keep(live.SetAway(("p3",)))


def test_only_what_is_under_way_can_be_undone() -> None:
    scene = view_of("part-way", "to-come", "done")
    for turn in scene.turns:
        tap(scene, turn.pupil.shown_name)
        assert ("undo" in keys(scene)) == (turn.status == "part-way")
        if turn.status == "part-way":
            assert tap(scene, labelled_key(scene, "undo")) == Keep(live.UndoTurn(turn.pupil.id))
        tap(scene, "Close")


def labelled_key(scene: Live, key: str) -> str:
    return next(widget.label for widget in scene.view(0) if widget.key == key)


def test_a_picture_password_is_reset_where_there_is_one() -> None:
    with_one = TurnRow(pupil(0), "to-come")
    without = TurnRow(pupil(1, has_password=False), "to-come")
    scene = Live(TEACHER, launched(), (with_one, without), 0)
    tap(scene, with_one.pupil.shown_name)
    assert tap(scene, "New picture password") == Keep(live.ResetPassword("p0"))
    tap(scene, "Close")
    tap(scene, without.pupil.shown_name)
    assert "New picture password" not in tappable(scene)
    in_ks1 = Live(TEACHER, launched(key_stage="ks1"), (with_one,), 0)
    tap(in_ks1, with_one.pupil.shown_name)
    assert "New picture password" not in tappable(in_ks1)


def test_who_was_not_sure_can_answer_again_after_talking() -> None:
    scene = view_of("not-sure", "done")
    tap(scene, scene.turns[0].pupil.shown_name)
    assert tap(scene, "We talked it through: answer again") == Keep(live.TalkedThrough("p0"))
    tap(scene, "Close")
    tap(scene, scene.turns[1].pupil.shown_name)
    assert "talked" not in keys(scene)


def test_nothing_under_the_panel_can_be_tapped() -> None:
    scene = view_of("to-come", "done")
    tap(scene, scene.turns[0].pupil.shown_name)
    assert keys(scene) == {"away", "password", "comfort", "close"}
    tap(scene, "Close")
    assert "end" in keys(scene)


def test_ending_is_asked_about_while_somebody_would_be_cut_short() -> None:
    scene = view_of("done", "part-way", "to-come", "away")
    assert tap(scene, "End lesson") is None
    assert "2 pupils have not finished." in said(scene)
    tap(scene, "Not yet")
    tap(scene, "End lesson")
    assert tap(scene, "End it now") == Leave(live.EndLesson())


@pytest.mark.parametrize("mode", ["individual", "whole-class"])
def test_ending_is_not_asked_about_otherwise(mode: str) -> None:
    statuses: tuple[TurnStatus, ...] = ("done", "away", "not-sure") if mode == "individual" else ("to-come", "to-come")
    assert tap(view_of(*statuses, mode=mode), "End lesson") == Leave(live.EndLesson())


@pytest.mark.parametrize(
    ("titles", "agreement", "told"),
    [
        (("Only as me",), False, "6 Willow: Only as me"),
        (("Worried? Tell.",), True, "6 Willow: Worried? Tell and the agreement"),
        (("a", "b"), False, "6 Willow: 2 lessons"),
        (("a", "b"), True, "6 Willow: 2 lessons and the agreement"),
        ((), True, "6 Willow: the agreement"),
    ],
)
def test_the_title_says_what_is_done(titles: tuple[str, ...], agreement: bool, told: str) -> None:
    scene = view_of("to-come", lesson_titles=titles, agreement=agreement)
    assert labelled(scene, told).key == "title"


def test_the_time_is_the_schools_own() -> None:
    summer = datetime(2027, 6, 21, 9, 30, tzinfo=UTC)
    assert "since 10:30" in said(view_of("to-come", started_at=summer))


def test_a_class_of_thirty_five_is_on_one_page_and_a_larger_one_on_several() -> None:
    scene = view_of(*["to-come"] * 35)
    assert sum(isinstance(widget, Pupil) for widget in scene.view(0)) == 35
    large = view_of(*["to-come"] * 41)
    seen = {widget.label for widget in large.view(0) if isinstance(widget, Pupil)}
    tap(large, "More names")
    seen |= {widget.label for widget in large.view(0) if isinstance(widget, Pupil)}
    assert len(seen) == 41


# ---------------------------------------------------------------- who was away


def test_everybody_is_recorded_but_those_who_are_tapped() -> None:
    scene = Absent(TEACHER, launched(mode="whole-class"), turns(*["to-come"] * 30))
    tap(scene, "Ben")
    tap(scene, "Jack")
    tap(scene, "Ben")
    assert tap(scene, "Record 29") == Leave(Away(("p11",)))


def test_who_was_marked_away_in_the_lesson_is_marked_already() -> None:
    scene = Absent(TEACHER, launched(mode="whole-class"), turns("to-come", "away", "to-come"))
    assert tap(scene, "Record 2") == Leave(Away(("p1",)))
    tap(scene, scene.turns[1].pupil.shown_name)
    assert tap(scene, "Record 3") == Leave(Away(()))


def test_the_lesson_can_go_on() -> None:
    scene = Absent(TEACHER, launched(mode="whole-class"), turns("to-come"))
    assert tap(scene, "Carry on") == Leave(Back())


# ---------------------------------------------------------------- witnessing


def test_all_are_witnessed_but_those_that_are_taken_out() -> None:
    scene = Witness(TEACHER, launched(), signatures(3))
    assert tap(scene, "I saw these 3 made") == Leave(Saw(("s0", "s1", "s2")))
    tap(scene, scene.signatures[1].pupil.shown_name)
    assert tap(scene, "I saw these 2 made") == Leave(Saw(("s0", "s2")))
    tap(scene, scene.signatures[0].pupil.shown_name)
    assert tap(scene, "I saw this 1 made") == Leave(Saw(("s2",)))
    tap(scene, scene.signatures[2].pupil.shown_name)
    assert "saw" not in keys(scene)
    tap(scene, scene.signatures[2].pupil.shown_name)
    assert tap(scene, "I saw this 1 made") == Leave(Saw(("s2",)))


def test_what_was_taken_out_on_one_page_stays_out_on_the_next() -> None:
    scene = Witness(LEAD, launched(), signatures(35))
    tap(scene, scene.signatures[4].pupil.shown_name)
    tap(scene, "More marks")
    tap(scene, scene.signatures[34].pupil.shown_name)
    outcome = tap(scene, "I saw these 33 made")
    assert outcome == Leave(Saw(tuple(f"s{n}" for n in range(35) if n not in (4, 34))))


def test_every_mark_is_drawn_as_it_was_made() -> None:
    scene = Witness(TEACHER, launched(), signatures(4))
    made = [widget for widget in scene.view(0) if isinstance(widget, Made)]
    assert [bool(each.strokes) for each in made] == [True, False, True, True]
    assert [each.picture for each in made] == ["", "star", "", ""]
    assert [each.note for each in made] == ["", "", "helped", "mark"]


def test_it_can_wait() -> None:
    assert tap(Witness(TEACHER, launched(), signatures(1)), "Later") == Leave(Later())
