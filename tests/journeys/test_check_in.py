"""A check-in before and after, through real events: two forms, no marks, one at a time, to the class's counts."""

import csv
import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from kiosk import cli, start
from kiosk.content.model import CheckIn
from kiosk.pilot import Pilot, Player
from kiosk.records import reports
from kiosk.records.rows import Answer, PupilRow
from kiosk.scenes.check_in import CheckInQuestion
from kiosk.ui.scene import Scene

from .school import (
    PASSWORD,
    TEACHER,
    School,
    begin,
    class_of,
    launch_of,
    open_class,
    pick,
    pupils,
    store_of,
)

BOOK = start.book()
CLASSES = {"ks1": "1 Acorn", "ks2": "6 Willow"}
AUTUMN, SUMMER = (-1, 9, 15), (0, 6, 22)
"""Years from that in which the school year ends, month, day."""
check_ins = pytest.mark.parametrize("check_in", BOOK.check_ins.values(), ids=BOOK.check_ins)


def started(school: School, day: tuple[int, int, int], *, seed: int = 4) -> Pilot:
    """The program on that day of the school year."""
    pilot = school.start(size=(480, 270), seed=seed)
    store = store_of(pilot)
    years, month, date = day
    at = datetime(store.classes()[0].school_year + years, month, date, 10, tzinfo=UTC)
    store._now = lambda: at
    return pilot


def opened(school: School, check_in: CheckIn, day: tuple[int, int, int]) -> Pilot:
    pilot = started(school, day)
    open_class(pilot, CLASSES[check_in.key_stage], check_in)
    return pilot


def play(pilot: Pilot, wants: Mapping[str, str] = {}, *, pages: int | None = None) -> list[str]:
    """With these options, by idea, and helpfully otherwise. Returns the screens that were seen."""
    seen: list[str] = []

    def answer(scene: Scene) -> str:
        assert isinstance(scene, CheckInQuestion)
        page = scene.page
        helpful = next(option for option in page.options if option.kind == "helpful")
        return page.situation.option(wants.get(page.idea.id, helpful.id)).label

    Player(pilot, answer, seen.append).play(pages)
    return seen


def come_back(pilot: Pilot, name: str) -> None:
    pick(pilot, name)
    pilot.tap("Yes, this is me")
    if pilot.screen == "Password":
        for picture in PASSWORD:
            pilot.tap(picture)


def unhelpful(check_in: CheckIn, nth: int) -> dict[str, str]:
    """The nth unhelpful option of every idea."""
    return {
        idea.id: [option.id for option in idea.form_a.options if option.kind == "unhelpful"][nth]
        for idea in check_in.ideas
    }


def helped(pilot: Pilot, pupil: PupilRow, check_in: CheckIn) -> None:
    """One more pupil of the class, without the screens: all helpful."""
    store, launch = store_of(pilot), launch_of(pilot)
    place = store.begin_check_in(launch.id, pupil.id, BOOK.stamp(check_in), 1)
    form = store.asked_form(launch.id, pupil.id, check_in.id).form
    for idea in check_in.ideas:
        option = next(option for option in idea.form(form).options if option.kind == "helpful")
        store.answered(place.attempt_id, Answer(idea.id, option.id, 1))
    store.complete(place.attempt_id, 60, steps=(form, *(idea.id for idea in check_in.ideas)))


def answers(pilot: Pilot, pupil: PupilRow) -> list[tuple[object, ...]]:
    rows = store_of(pilot).query(
        "select lesson_id, question_id, response, tries, misconception, first_answer from live_event "
        "where pupil_id = ? and verb = 'answered' order by seq",
        pupil.id,
    )
    return [tuple(row.values()) for row in rows]


def forms(pilot: Pilot, pupil: PupilRow) -> list[tuple[str, str]]:
    """What the pupil's attempts and completions say of the form."""
    rows = store_of(pilot).query(
        "select verb, response from live_event where pupil_id = ? and verb in ('attempted', 'completed') order by seq",
        pupil.id,
    )
    return [(row["verb"], row["response"]) for row in rows]


@check_ins
def test_a_class_is_asked_before_and_after(school: School, check_in: CheckIn) -> None:
    pilot = opened(school, check_in, AUTUMN)
    title = CLASSES[check_in.key_stage]
    group = pupils(pilot, title)[:6]
    mistaken = unhelpful(check_in, 0)
    turn = ["TellScene", *["CheckInQuestion", "Thanked"] * len(check_in.ideas), "CheckInEnd"]
    for place, pupil in enumerate(group[:2]):
        begin(pilot, pupil.shown_name)
        assert pilot.sees(check_in.opening.say)
        assert play(pilot, {} if place else mistaken) == turn
        pilot.shows("Thanks")
        pilot.tap("Next person")
    for pupil in group[2:]:
        helped(pilot, pupil, check_in)

    store = store_of(pilot)
    launch = launch_of(pilot)
    assert answers(pilot, group[0]) == [
        (check_in.id, idea.id, mistaken[idea.id], 1, idea.form_a.option(mistaken[idea.id]).misconception, 1)
        for idea in check_in.ideas
    ]
    began = {pupil.id: forms(pilot, pupil)[0][1] for pupil in group}
    for pupil in group:
        kept = forms(pilot, pupil)
        assert [verb for verb, _ in kept] == ["attempted", "completed"]
        assert json.loads(kept[1][1]) == [kept[0][1], *(idea.id for idea in check_in.ideas)]
    everybody = [store.asked_form(launch.id, pupil.id, check_in.id) for pupil in pupils(pilot, title)[6:]]
    a = [*began.values()].count("form-a") + [asked.form for asked in everybody].count("form-a")
    assert abs(2 * a - len(pupils(pilot, title))) <= 1

    # The same half-term, another launch for those who were away: who has been asked is not asked again.
    store.end(launch.id)
    pilot = opened(school, check_in, AUTUMN)
    statuses = {turn.pupil.id: turn.status for turn in store_of(pilot).turns(launch_of(pilot).id)}
    assert {id_ for id_, status in statuses.items() if status == "done"} == {pupil.id for pupil in group}
    store_of(pilot).end(launch_of(pilot).id)

    # In the summer everybody has the other form, and at its end hears what helps.
    pilot = opened(school, check_in, SUMMER)
    for pupil in group[2:]:
        helped(pilot, pupil, check_in)
    for pupil in group[:2]:
        come_back(pilot, pupil.shown_name)
        play(pilot, pages=1)
        scene = pilot.app.scene
        assert isinstance(scene, CheckInQuestion)
        other = "form-b" if began[pupil.id] == "form-a" else "form-a"
        assert scene.page.situation == check_in.ideas[0].form(other)
        play(pilot, pages=len(turn) - 2)
        pilot.shows("CheckInEnd")
        assert pilot.sees(check_in.what_helps.say)
        play(pilot)
        pilot.shows("Thanks")
        pilot.tap("Next person")
        assert forms(pilot, pupil)[2][1] == other

    store = store_of(pilot)
    class_id = class_of(store, title)
    rows = {row.misconception: row for row in reports.check_in(store, class_id)}
    assert list(rows) == list(check_in.misconceptions)
    hit = {idea.form_a.option(mistaken[idea.id]).misconception for idea in check_in.ideas}
    for code, row in rows.items():
        assert (row.before, row.before_of) == (1 if code in hit else 0, 6)
        assert (row.after, row.after_of, row.note) == (0, 6, "")
        assert row.teach_next == BOOK.misconceptions[code].teach_next
    mine = [row for row in reports.class_record(store, class_id) if row.lesson_id == check_in.id]
    assert sorted({row.status for row in mine}) == ["done", "not yet"]
    assert {(row.first_answers, row.tries) for row in mine} == {("", None)}


@check_ins
def test_a_check_in_that_was_left_is_carried_on_in_the_same_form(school: School, check_in: CheckIn) -> None:
    pilot = opened(school, check_in, AUTUMN)
    title = CLASSES[check_in.key_stage]
    pupil = pupils(pilot, title)[1]
    begin(pilot, pupil.shown_name)
    play(pilot, pages=5)
    pilot.shows("CheckInQuestion")
    names = pilot.names

    pilot = started(school, AUTUMN, seed=99)
    come_back(pilot, pupil.shown_name)
    pilot.shows("CarryOnPage")
    pilot.tap("Carry on")
    assert pilot.names == names
    play(pilot)
    pilot.shows("Thanks")
    assert [row[1] for row in answers(pilot, pupil)] == [idea.id for idea in check_in.ideas]


@check_ins
def test_whatever_is_chosen_the_pupil_sees_the_same(school: School, check_in: CheckIn) -> None:
    pilot = opened(school, check_in, AUTUMN)
    seen: list[list[str]] = []
    for pupil, wants in zip(pupils(pilot, CLASSES[check_in.key_stage]), ({}, unhelpful(check_in, 1)), strict=False):
        begin(pilot, pupil.shown_name)
        play(pilot, wants, pages=2)
        pilot.shows("Thanked")
        assert pilot.sees("Thank you")
        seen.append([name for name in pilot.names if name != pupil.shown_name])
        pilot.tap(pupil.shown_name)
        pilot.tap("That is not me")
    assert seen[0] == seen[1]


def test_a_whole_class_is_not_asked_at_once_and_the_launch_screen_says_why(school: School) -> None:
    check_in, lesson = BOOK.check_ins["ks2-check-in"], BOOK.lessons["ks2-rule-8-passwords"]
    pilot = opened(school, check_in, AUTUMN)
    store_of(pilot).end(launch_of(pilot).id)
    pilot = school.start(size=(480, 270))
    open_class(pilot, "6 Willow", lesson, check_in, whole_class=True)
    assert launch_of(pilot).lesson_ids == (lesson.id,)


def test_the_counts_are_a_file_of_their_own(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    check_in = BOOK.check_ins["ks1-check-in"]
    pilot = opened(school, check_in, AUTUMN)
    pupil = pupils(pilot, "1 Acorn")[0]
    begin(pilot, pupil.shown_name)
    play(pilot, unhelpful(check_in, 0))
    pilot.shows("Thanks")
    school.stop()
    assert (
        cli.main(
            ["export", "--class", "1 Acorn", "--what", "check-in", "--format", "csv", "--data", str(school.folder)]
        )
        == 0
    )
    path = capsys.readouterr().out.strip()
    assert "1_Acorn_check-in_" in path
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["Misconception"] for row in rows] == list(check_in.misconceptions)
    assert {(row["Before"], row["Before, of pupils"], row["After"]) for row in rows} == {("", "1", "")}
    assert "fewer than six" in rows[0]["Note"]
    assert pupil.family_name not in text
    assert TEACHER[0] not in text
