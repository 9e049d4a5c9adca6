"""At most ten looks at a code in five minutes, whatever is killed, restarted or set wrong in between."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.records import staff
from kiosk.records.rows import Refused, StaffRow
from kiosk.records.store import Store

from .killing import needs_fork, told_until_killed
from .made import FIRST, LEAD_PASSPHRASE, TEACHER_CODE, Clock, open_store, person

ROUNDS = 50


def guess_on(folder: Path, told: int) -> None:
    """In the child process: guess without end, and tell of each look at the hash just before it is taken."""
    look = staff.matches

    def telling(code_hash: str, code: str) -> bool:
        os.write(told, b"looked\n")
        return look(code_hash, code)

    staff.matches = telling
    with open_store(folder, Clock()) as store:
        who = person(store, "teacher").id
        for nth in range(100_000):
            os.write(told, b"tried\n")
            store.sign_in(who, f"{nth:08}")


@needs_fork
def test_killing_the_program_gives_no_try_back(store: Store, tmp_path: Path, clock: Clock) -> None:
    chance = random.Random(1)
    store.close()
    looks = 0
    for nth in range(ROUNDS):
        heard = told_until_killed(lambda told: guess_on(tmp_path, told), chance.randrange(60_000), 1 + nth % 3)
        looks += heard.count("looked")
    assert 0 < looks <= 10
    with open_store(tmp_path, clock) as after:
        teacher = person(after, "teacher")
        refused = after.sign_in(teacher.id, TEACHER_CODE)
        assert isinstance(refused, Refused) and refused.tries_left == 0
        assert isinstance(after.sign_in(person(after, "lead").id, LEAD_PASSPHRASE), StaffRow), (
            "others are not locked out"
        )
        clock.pass_s(300)
        assert after.sign_in(teacher.id, TEACHER_CODE) == teacher
        assert after.check_audit() == []


def tried(store: Store, clock: Clock) -> Store:
    store.sign_in(person(store, "teacher").id, "wrong")
    return store


def restarted(store: Store, clock: Clock) -> Store:
    store.close()
    clock.ran = 7.0  # a monotonic clock begins anew with the machine
    return open_store(store.path.parent, clock)


def killed(store: Store, clock: Clock) -> Store:
    """As a killed process leaves it: nothing that closing would have written."""
    store._db.close()
    store._lock_file.close()
    clock.ran = 3.0
    return open_store(store.path.parent, clock)


def years_on(store: Store, clock: Clock) -> Store:
    clock.at = clock.at.replace(year=min(clock.at.year + 3, 9000))
    return store


def years_back(store: Store, clock: Clock) -> Store:
    clock.at = clock.at.replace(year=max(clock.at.year - 7, 2))
    return store


def asked_again(store: Store, clock: Clock) -> Store:
    store.check_code(person(store, "teacher").id, "wrong")
    return store


Event = Callable[[Store, Clock], Store]
EVENTS: list[Event] = [tried, tried, tried, asked_again, restarted, killed, years_on, years_back]


@settings(max_examples=40, deadline=None)
@given(life=st.lists(st.tuples(st.sampled_from(EVENTS), st.floats(0, 120)), max_size=60))
def test_whatever_happens_no_more_than_ten_looks_in_five_minutes(
    tmp_path_factory: pytest.TempPathFactory, life: list[tuple[Event, float]]
) -> None:
    clock, really, looks = Clock(), 0.0, []
    folder = tmp_path_factory.mktemp("guess")
    store = open_store(folder, clock)
    store.set_up(FIRST)
    look = staff.matches

    def noted(code_hash: str, code: str) -> bool:
        looks.append(really)
        return look(code_hash, code)

    staff.matches = noted
    try:
        for event, seconds in life:
            clock.pass_s(seconds)
            really += seconds
            store = event(store, clock)
    finally:
        staff.matches = look
        store.close()
    assert all(later - first > 299.99 for first, later in zip(looks, looks[10:], strict=False))
