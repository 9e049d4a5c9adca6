from pathlib import Path

import pytest

from kiosk.records.faults import NotFound
from kiosk.records.store import Store

from .made import Clock, class_id, open_store, person, pupil_id

MINE = ("star", "boat", "tree")


def has_password(store: Store, name: str) -> bool:
    return next(row.has_password for row in store.pupils(class_id(store)) if row.shown_name == name)


def test_the_three_in_order_and_nothing_else(store: Store) -> None:
    ben = pupil_id(store, "Ben")
    assert not has_password(store, "Ben")
    assert not store.check_password(ben, MINE), "nothing is right before one is chosen"
    store.set_password(ben, MINE)
    assert has_password(store, "Ben")
    assert store.check_password(ben, MINE)
    assert not store.check_password(ben, ("boat", "star", "tree"))
    assert not store.check_password(pupil_id(store, "Zoë"), MINE)


def test_three_misses_go_to_the_teacher(store: Store, tmp_path: Path, clock: Clock) -> None:
    ben = pupil_id(store, "Ben")
    store.set_password(ben, MINE)
    store.check_password(ben, ("a", "b", "c"))
    assert store.check_password(ben, MINE)
    assert store.password_misses(ben) == 0
    for misses in (1, 2, 3):
        assert not store.check_password(ben, ("a", "b", "c"))
        assert store.password_misses(ben) == misses
    store.close()
    with open_store(tmp_path, clock) as again:
        assert not again.check_password(ben, MINE), "a restart wins nothing"
        again.reset_password(ben, by=person(again, "teacher"))
        assert (again.password_misses(ben), has_password(again, "Ben")) == (0, False)
        again.set_password(ben, MINE)
        assert again.check_password(ben, MINE)


def test_two_children_with_the_same_three_cannot_be_seen_to(store: Store) -> None:
    for name in ("Ben", "Zoë"):
        store.set_password(pupil_id(store, name), MINE)
    rows = store.query("select password_hash from pupil where password_hash is not null")
    assert len({row["password_hash"] for row in rows}) == 2


def test_on_another_machine_it_is_chosen_anew(store: Store, tmp_path: Path, clock: Clock) -> None:
    ben = pupil_id(store, "Ben")
    store.set_password(ben, MINE)
    store.close()
    (tmp_path / "records.key").unlink()
    with open_store(tmp_path, clock) as again:
        assert not has_password(again, "Ben")
        assert not again.check_password(ben, MINE)
        assert again.password_misses(ben) == 0


def test_three_pictures_of_somebody(store: Store) -> None:
    with pytest.raises(ValueError, match="three"):
        store.set_password(pupil_id(store, "Ben"), ("star", "boat"))
    with pytest.raises(NotFound):
        store.set_password("nobody", MINE)
