"""Called in turn, skipped, and those who were away taught another day: to the record."""

from kiosk.pilot import Pilot, Staff
from kiosk.records import reports

from .school import (
    SLOW,
    TEACHER,
    Clock,
    School,
    begin,
    book_of,
    class_of,
    launch_of,
    open_class,
    play,
    pupils,
    store_of,
    tiles,
)

CLASS, LESSON = "1 Acorn", "ks1-rule-4-lost-so-ask"


def called(pilot: Pilot) -> str:
    return next(tile.label for tile in tiles(pilot) if tile.state == "now")


def test_who_is_called_and_not_there_is_skipped(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON])
    first, second = (pupil.shown_name for pupil in pupils(pilot, CLASS)[:2])
    assert called(pilot) == first
    Staff(pilot, *TEACHER).sign_in()
    pilot.tap(f"Next: {first}")
    assert pilot.sees(f"Next: {second}")
    pilot.tap("Back to pupils")
    assert called(pilot) == second
    pilot = school.start(clock=Clock(SLOW))
    pilot.tap("Touch to start")
    assert called(pilot) == second, "the queue survives a restart"


def test_who_was_away_catches_up_another_day(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    store = store_of(pilot)
    lesson = book_of(pilot).playable[LESSON]
    here, *away = pupils(pilot, CLASS)
    open_class(pilot, CLASS, lesson)
    begin(pilot, here.shown_name)
    play(pilot)
    pilot.tap("Next person")
    teacher = Staff(pilot, *TEACHER)
    teacher.sign_in()
    pilot.tap("End lesson")
    pilot.tap("End it now")
    pilot.tap("OK")

    pilot.tap("Catch up")  # the only class that has something to catch up is chosen already
    pilot.tap(f"Start for {len(away)} pupils")
    assert [turn.pupil for turn in store.turns(launch_of(pilot).id)] == away
    assert here.shown_name not in pilot.tappable
    begin(pilot, away[0].shown_name)
    play(pilot)
    pilot.shows("Thanks")
    missed = {row.pupil.id for row in reports.catch_up(store, class_of(store, CLASS))}
    assert here.id not in missed
    (row,) = [
        row
        for row in reports.class_record(store, class_of(store, CLASS))
        if row.given_name == away[0].given_name and row.lesson_id == LESSON
    ]
    assert row.status == "shown"
