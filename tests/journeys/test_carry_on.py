"""The plug is pulled in the middle of a turn: that pupil carries on from the same page, and nobody else does."""

import json
import os
import subprocess
from collections.abc import Iterator

import pytest

from kiosk.pilot import Pilot
from kiosk.records import reports
from kiosk.records.store import Store

from .lives import Life, nursery
from .school import (
    PASSWORD,
    SLOW,
    Clock,
    School,
    begin,
    class_of,
    launch_of,
    open_class,
    pick,
    play,
    pupils,
    sign,
    store_of,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(scope="module")
def process() -> Iterator[subprocess.Popen[str]]:
    with nursery() as process:
        yield process


def come_back(pilot: Pilot, name: str) -> None:
    """To one's own turn, by name and, from KS2 on, by the three pictures."""
    pick(pilot, name)
    pilot.tap("Yes, this is me")
    if pilot.screen == "Password":
        assert pilot.sees("Tap your three pictures")
        for picture in PASSWORD:
            pilot.tap(picture)


KS1, KS2 = ("1 Acorn", "ks1-rule-4-lost-so-ask"), ("6 Willow", "ks2-rule-9-login-as-me")


@pytest.mark.parametrize(
    ("of", "screen", "nth"),
    [
        (KS1, "RuleScene", 1),
        (KS1, "Ask", 1),
        (KS1, "Helpful", 1),
        (KS1, "HearRule", 1),
        (KS1, "Mini", 2),
        (KS2, "Ask", 2),
        (KS2, "Promise", 2),
        (KS2, "SignPad", 1),
    ],
)
def test_a_killed_turn_is_carried_on_at_the_same_page_by_the_same_pupil(
    school: School, process: subprocess.Popen[str], of: tuple[str, str], screen: str, nth: int
) -> None:
    title, lesson_id = of
    pilot = school.start(clock=Clock(SLOW))
    lesson = pilot.app.flow.book.lessons[lesson_id]
    open_class(pilot, title, lesson, agreement=True)
    launch = launch_of(pilot)
    mine, other = (pupil.shown_name for pupil in pupils(pilot, title)[:2])
    school.stop()
    with Life(process, school, do="leave", pupil=mine, screen=screen, nth=nth) as life:
        names = json.loads(life.line())
        assert life.kill() == []

    pilot = school.start(clock=Clock(SLOW))
    pilot.shows("Resting")
    assert launch_of(pilot) == launch
    store = store_of(pilot)
    assert store.signatures(launch.id) == []
    begin(pilot, other)
    assert not pilot.sees("Carry on")
    pilot.shows("TellScene")
    pilot.tap(other)
    pilot.tap("That is not me")

    come_back(pilot, mine)
    if screen != "HearRule":  # the first page of the agreement: there is nothing to carry on
        pilot.shows("CarryOnPage")
        assert pilot.sees(f"Carry on, {mine}?")
        pilot.tap("Carry on")
    pilot.shows(screen)
    assert pilot.names == names
    # And from there to the end, once.
    play(pilot)
    sign(pilot)
    pilot.shows("Thanks")
    me = pupils(pilot, title)[0]
    assert [signature.pupil.id for signature in store.signatures(launch.id)] == [me.id]
    kept = verbs(store, me.id)
    assert (kept["completed"], kept["agreed"]) == (1, 1)
    answered = store.query("select question_id from event where pupil_id = ? and verb = 'answered'", me.id)
    assert len(answered) == len({row["question_id"] for row in answered}) >= len(lesson.questions)
    assert store.check() == []


def verbs(store: Store, pupil_id: str, table: str = "event") -> dict[str, int]:
    """How often which thing stands in the records of a pupil."""
    rows = store.query(f"select verb, count(*) as n from {table} where pupil_id = ? group by verb", pupil_id)
    return {row["verb"]: row["n"] for row in rows}


# ---------------------------------------------------------------- under the wrong name


def test_what_was_done_under_a_wrong_name_counts_for_nothing(school: School) -> None:
    """Also where the lesson was finished before it was noticed."""
    title, lesson_id = KS1
    pilot = school.start()
    open_class(pilot, title, pilot.app.flow.book.lessons[lesson_id], agreement=True)
    store, launch = store_of(pilot), launch_of(pilot)
    for pupil, pages, last in zip(
        pupils(pilot, title), (0, 1, 3, 10), ("Tell", "Rule", "Helpful", "Hear"), strict=False
    ):
        begin(pilot, pupil.shown_name)
        play(pilot, pages=pages)
        assert pilot.screen.startswith(last)
        pilot.tap(pupil.shown_name)
        assert pilot.sees("Is this you?")
        pilot.tap("That is not me")
        pilot.shows("Names")
        assert verbs(store, pupil.id, "live_event") == {}
        assert verbs(store, pupil.id)["voided"] == sum(verbs(store, pupil.id).values()) / 2
        assert store.place(launch.id, pupil.id) is None
        assert store.done(launch.id, pupil.id) == frozenset()
    assert {turn.status for turn in store.turns(launch.id)} == {"to-come"}
    record = reports.class_record(store, class_of(store, title))
    assert {(row.status, row.first_answers, row.tries) for row in record} == {("not yet", "", None)}


def test_a_wrong_name_takes_nothing_from_the_pupil_whose_name_it_is(school: School) -> None:
    title, lesson_id = KS1
    pilot = school.start()
    open_class(pilot, title, pilot.app.flow.book.lessons[lesson_id])
    store, launch = store_of(pilot), launch_of(pilot)
    pupil = pupils(pilot, title)[0]
    begin(pilot, pupil.shown_name)
    play(pilot, pages=3)
    pilot.until_screen("Names")
    before = store.place(launch.id, pupil.id)

    begin(pilot, pupil.shown_name)  # somebody else
    pilot.tap("Carry on")
    pilot.tap(pupil.shown_name)
    pilot.tap("That is not me")
    assert store.place(launch.id, pupil.id) == before
    assert "voided" not in verbs(store, pupil.id)


def test_yes_in_the_middle_of_a_turn_goes_on_where_it_was(school: School) -> None:
    title, lesson_id = KS1
    pilot = school.start()
    open_class(pilot, title, pilot.app.flow.book.lessons[lesson_id])
    pupil = pupils(pilot, title)[0]
    begin(pilot, pupil.shown_name)
    play(pilot, pages=1)
    page = pilot.app.scene
    pilot.tap(pupil.shown_name)
    pilot.tap("Yes, this is me")
    assert pilot.app.scene is page
    assert verbs(store_of(pilot), pupil.id) == {"attempted": 1}
