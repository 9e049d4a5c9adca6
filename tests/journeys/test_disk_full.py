"""The disk takes nothing more: the pupil sees "Not saved", never "Thank you", and the same can be tried again."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from kiosk.pilot import Pilot
from kiosk.records.store import Store
from kiosk.scenes.password import NINE

from .school import (
    PASSWORD,
    SLOW,
    TEACHER,
    Clock,
    School,
    begin,
    copied,
    launch_of,
    open_class,
    pick,
    play,
    pupils,
    store_of,
    to_names,
)

resource = pytest.importorskip("resource", reason="needs POSIX")

DISK = 4_000_000
"""Bytes of a disk that is filled in no time."""
Full = Callable[[School], AbstractContextManager[None]]
ACORN, WILLOW = "1 Acorn", "6 Willow"


def emptied_wal(store: Store) -> None:
    """So that the next thing kept needs room: a WAL that was long before is written over from its start."""
    store.query("pragma wal_checkpoint(truncate)")


@contextmanager
def no_file_may_grow(school: School) -> Iterator[None]:
    """Every write that would make a file longer fails, in this process."""
    assert school.pilot is not None
    emptied_wal(store_of(school.pilot))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def disk_is_full(school: School) -> Iterator[None]:
    """On a school whose folder is a disk of its own."""
    assert school.pilot is not None
    emptied_wal(store_of(school.pilot))
    filler = school.folder / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(bytes(DISK))
    try:
        yield
    finally:
        filler.unlink()


@pytest.fixture(params=["no file may grow", "disk is full"])
def kiosk(request: pytest.FixtureRequest, made_school: Path, tmp_path: Path) -> Iterator[tuple[School, Full]]:
    """A school, and what fills its disk for a while."""
    if request.param == "no file may grow":
        school = copied(made_school, tmp_path / "data")
        yield school, no_file_may_grow
        school.stop()
        return
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], check=False).returncode
    ):
        pytest.skip("mounting needs root")
    try:
        school = copied(made_school, disk / "data")
        yield school, disk_is_full
        school.stop()
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def not_saved(pilot: Pilot) -> None:
    pilot.shows("NotSaved")
    assert pilot.sees("Not saved")
    assert pilot.sees("Tell your teacher.")
    assert not pilot.sees("Thank you")


def counted(store: Store, verb: str) -> int:
    return int(store.query("select count(*) as n from live_event where verb = ?", verb)[0]["n"])


def test_signing_on_a_full_disk(kiosk: tuple[School, Full]) -> None:
    school, full = kiosk
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, ACORN, agreement=True)
    store, launch = store_of(pilot), launch_of(pilot)
    pupil = pupils(pilot, ACORN)[0]
    begin(pilot, pupil.shown_name)
    play(pilot)
    pilot.sign()
    with full(school):
        pilot.tap("Done")
        for _ in range(3):
            not_saved(pilot)
            assert store.signatures(launch.id) == []
            assert counted(store, "agreed") == 0
            pilot.tap("Try again")
        not_saved(pilot)
    pilot.tap("Try again")
    pilot.shows("Thanks")
    (signature,) = store.signatures(launch.id)
    assert signature.pupil.id == pupil.id
    assert [len(stroke) for stroke in signature.strokes] == [8, 8, 7]
    assert counted(store, "agreed") == 1
    assert store.check() == []


def test_a_pupil_who_walks_away_from_not_saved_has_not_signed_and_can_carry_on(kiosk: tuple[School, Full]) -> None:
    school, full = kiosk
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, ACORN, agreement=True)
    pupil = pupils(pilot, ACORN)[0]
    begin(pilot, pupil.shown_name)
    play(pilot)
    pilot.sign()
    with full(school):
        pilot.tap("Done")
        not_saved(pilot)
        pilot.until_screen("Names")
    pick(pilot, pupil.shown_name)
    pilot.tap("Yes, this is me")
    pilot.tap("Carry on")
    pilot.shows("SignPad")
    assert store_of(pilot).signatures(launch_of(pilot).id) == []
    pilot.sign()
    pilot.tap("Done")
    pilot.shows("Thanks")
    assert len(store_of(pilot).signatures(launch_of(pilot).id)) == 1


def test_an_answer_on_a_full_disk(kiosk: tuple[School, Full]) -> None:
    school, full = kiosk
    pilot = school.start(clock=Clock(SLOW))
    lesson = pilot.app.flow.book.lessons["ks1-rule-4-lost-so-ask"]
    question = lesson.questions[0]
    missed = next(answer for answer in question.answers if answer.kind != "helpful")
    open_class(pilot, ACORN, lesson)
    store = store_of(pilot)
    begin(pilot, pupils(pilot, ACORN)[0].shown_name)
    while pilot.screen != "Ask":
        play(pilot, pages=1)
    with full(school):
        play(pilot, {question.id: [missed.id]}, pages=1)
        not_saved(pilot)
        pilot.tap("Try again")
        not_saved(pilot)
        assert counted(store, "answered") == 0
    pilot.tap("Try again")
    pilot.shows("Consequence")
    assert pilot.sees(missed.say)
    assert counted(store, "answered") == 1
    # A page that only has to be turned is kept too.
    with full(school):
        play(pilot, pages=1)
        not_saved(pilot)
    pilot.tap("Try again")
    pilot.shows("Ask")
    play(pilot)
    pilot.shows("Thanks")
    rows = store.query("select question_id, response, tries from live_event where verb = 'answered' order by seq")
    assert [(row["response"], row["tries"]) for row in rows if row["question_id"] == question.id] == [
        (missed.id, 1),
        (next(answer.id for answer in question.answers if answer.kind == "helpful"), 2),
    ]
    assert {question.id for question in lesson.questions} <= {row["question_id"] for row in rows}
    assert counted(store, "completed") == 1
    assert store.check() == []


def test_the_last_page_of_a_lesson_on_a_full_disk(kiosk: tuple[School, Full]) -> None:
    school, full = kiosk
    pilot = school.start(clock=Clock(SLOW))
    lesson = pilot.app.flow.book.lessons["ks1-rule-4-lost-so-ask"]
    open_class(pilot, ACORN, lesson, agreement=True)
    store = store_of(pilot)
    begin(pilot, pupils(pilot, ACORN)[0].shown_name)
    while pilot.screen != "RecapScene":
        play(pilot, pages=1)
    with full(school):
        play(pilot, pages=1)
        not_saved(pilot)
        assert counted(store, "completed") == 0
    pilot.tap("Try again")
    pilot.shows("HearRule")
    assert (counted(store, "completed"), counted(store, "attempted")) == (1, 2)


def test_beginning_a_turn_on_a_full_disk(kiosk: tuple[School, Full]) -> None:
    school, full = kiosk
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, ACORN, agreement=True)
    pick(pilot, pupils(pilot, ACORN)[0].shown_name)
    with full(school):
        pilot.tap("Yes, this is me")
        not_saved(pilot)
        pilot.tap("Tell an adult")
        pilot.tap("Go back")
        not_saved(pilot)
    pilot.tap("Try again")
    pilot.shows("HearRule")
    assert counted(store_of(pilot), "attempted") == 1


def test_a_picture_password_on_a_full_disk(kiosk: tuple[School, Full]) -> None:
    school, full = kiosk
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, WILLOW, agreement=True)
    store, pupil = store_of(pilot), pupils(pilot, WILLOW)[0]
    pick(pilot, pupil.shown_name)
    pilot.tap("Yes, this is me")
    with full(school):
        for picture in PASSWORD * 2:
            pilot.tap(picture)
        not_saved(pilot)
        assert not pupils(pilot, WILLOW)[0].has_password
    pilot.tap("Try again")
    pilot.shows("HearRule")
    assert store.check_password(pupil.id, PASSWORD)

    # And a miss counts once, however often it had to be kept.
    pilot.until_screen("Names")
    pick(pilot, pupil.shown_name)
    pilot.tap("Yes, this is me")
    with full(school):
        for picture in NINE[3:6]:
            pilot.tap(picture)
        not_saved(pilot)
        pilot.tap("Try again")
        not_saved(pilot)
    pilot.tap("Try again")
    pilot.shows("Password")
    assert pilot.sees("Those are not your three.")
    assert store.password_misses(pupil.id) == 1


def test_staff_signing_in_on_a_full_disk_are_told_and_let_in_later(kiosk: tuple[School, Full]) -> None:
    school, full = kiosk
    pilot = school.start(clock=Clock(SLOW))
    name, code = TEACHER
    with full(school):
        pilot.hold_corner()
        pilot.tap(name)
        pilot.type(code)
        pilot.tap("Sign in")
        pilot.shows("Notice")
        assert pilot.sees("That was not saved")
        pilot.tap("OK")
    pilot.shows("Resting")
    open_class(pilot, ACORN, agreement=True)
    to_names(pilot)


def test_staff_who_cannot_sign_in_over_a_turn_leave_the_turn_as_it_was(kiosk: tuple[School, Full]) -> None:
    school, full = kiosk
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, ACORN, agreement=True)
    begin(pilot, pupils(pilot, ACORN)[0].shown_name)
    page = pilot.screen
    pilot.hold_corner()
    pilot.tap(TEACHER[0])
    pilot.type(TEACHER[1])
    with full(school):
        pilot.tap("Sign in")
        assert pilot.sees("That was not saved")
        pilot.tap("OK")
        pilot.shows(page)
    pilot.hold_corner()
    pilot.tap(TEACHER[0])
    pilot.type(TEACHER[1])
    pilot.tap("Sign in")
    pilot.shows("Live")


def test_a_class_goes_on_signing_while_the_last_pages_fill(school: School) -> None:
    """Here SQLite itself says that there is no room, at whatever it is that needs the next page."""
    pilot = school.start(size=(320, 180), clock=Clock(SLOW))
    open_class(pilot, ACORN, agreement=True, whole_class=True)
    play(pilot)
    pilot.tap("Next")
    store, launch = store_of(pilot), launch_of(pilot)
    pages = store.query("pragma page_count")[0]["page_count"]
    told = 0
    for nth, pupil in enumerate(pupils(pilot, ACORN)[:12], 1):
        store._db.conn.execute(f"pragma max_page_count = {pages}")
        pick(pilot, pupil.shown_name)
        pilot.tap("Yes, this is me")
        while pilot.screen != "Thanks":
            if pilot.screen == "NotSaved":
                not_saved(pilot)
                told += 1
                pages += 1
                store._db.conn.execute(f"pragma max_page_count = {pages}")
                pilot.tap("Try again")
            elif pilot.screen == "SignPad":
                pilot.sign()
                pilot.tap("Done")
            else:
                play(pilot, pages=1)
            signed = len(store.signatures(launch.id))
            assert signed == counted(store, "agreed") == (nth if pilot.screen == "Thanks" else nth - 1)
        pilot.tap("Next person")
    assert told > 1
    assert store.check() == []
