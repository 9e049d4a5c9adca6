"""Kill -9 while signing: no acknowledged signature is lost, none is half-written, none doubled.

This shows that a commit is one piece and that a retry does no harm. It says nothing of a power cut, because the page
cache outlives a process: see `test_power_cut`.
"""

import os
import random
from pathlib import Path

import pytest

from kiosk.records.store import Store

from .killing import needs_fork, told_until_killed
from .made import Clock, class_id, open_store, person, signing


def sign_on(folder: Path, launch_id: str, pupil_ids: list[str], told: int) -> None:
    """In the child process: sign, each signature twice over, and tell of each once it has been thanked for."""
    with open_store(folder, Clock()) as store:
        for nth in range(100_000):
            place = store.begin(launch_id, pupil_ids[nth % len(pupil_ids)], None, nth)
            signing_id = f"{os.getpid()}-{nth}"
            for _ in range(2):
                store.sign(place.attempt_id, signing(signing_id))
            os.write(told, f"{signing_id}\n".encode())


@needs_fork
@pytest.mark.parametrize("rounds", [50, pytest.param(500, marks=pytest.mark.long)])
def test_killed_while_signing(store: Store, tmp_path: Path, clock: Clock, rounds: int) -> None:
    chance = random.Random(1)
    launch_id = store.launch(class_id(store), [], True, "individual", person(store, "teacher")).id
    pupil_ids = [pupil.id for pupil in store.pupils(class_id(store))]
    store.close()
    thanked: set[str] = set()
    for _ in range(rounds):
        thanked |= set(
            told_until_killed(lambda told: sign_on(tmp_path, launch_id, pupil_ids, told), chance.randrange(30_000))
        )
    with open_store(tmp_path, clock) as after:
        kept = [row["id"] for row in after.query("select id from signature")]
        assert thanked <= set(kept)
        assert len(kept) <= len(thanked) + rounds, "at most the one that was being signed at each kill"
        assert after.query("select count(*) as n from event where verb = 'agreed'") == [{"n": len(kept)}]
        assert after.query(
            "select count(*) as n from event e where e.verb = 'agreed' "
            "and not exists (select 1 from signature s where s.event_id = e.event_id)"
        ) == [{"n": 0}]
        assert after.query(
            "select count(*) as n from event e join place p on p.attempt_id = e.attempt_id where e.verb = 'agreed'"
        ) == [{"n": 0}]
        assert after.check() == []
        assert after.check_audit() == []
