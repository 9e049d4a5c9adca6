from pathlib import Path

import pytest

from kiosk.records.faults import NotFound
from kiosk.records.rows import Comfort
from kiosk.records.store import Store

from .made import Clock, open_store, pupil_id

MINE = Comfort(1.5, "rose", still=True, sound="soft", pace=0.8, language="pl", switch="one-switch")


def test_it_is_remembered_for_that_pupil_alone(store: Store, tmp_path: Path, clock: Clock) -> None:
    ben = pupil_id(store, "Ben")
    store.set_comfort(ben, Comfort(text_scale=1.25))
    store.set_comfort(ben, MINE)
    store.close()
    with open_store(tmp_path, clock) as again:
        assert again.comfort(ben) == MINE
        assert again.comfort(pupil_id(again, "Zoë")) is None


def test_nobody_is_set_who_is_not_there(store: Store) -> None:
    with pytest.raises(NotFound):
        store.set_comfort("nobody", MINE)
