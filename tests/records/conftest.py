from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.records import codes
from kiosk.records.store import Store

from .made import FIRST, WORDING, Clock, bring_in, open_store


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2's defaults take a quarter of a second a time; what is tested here is not its strength."""
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A store before the first run."""
    with open_store(tmp_path, clock) as store:
        yield store


@pytest.fixture
def store(new_store: Store, tmp_path: Path) -> Store:
    """A school with a lead, a teacher, two classes and a wording of the agreement."""
    new_store.set_up(FIRST)
    bring_in(new_store, tmp_path)
    new_store.keep_version(WORDING)
    return new_store
