import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.records.store import Store

from .made import Clock, open_store, person


@pytest.fixture
def logged(store: Store) -> Store:
    for n in range(20):
        store.log("export", person(store, "lead"), report="class_record", rows=n)
    return store


def tamper(folder: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Somebody with a database tool, who also takes the triggers off."""
    with sqlite3.connect(folder / "records.db") as other:
        for kind in ("update", "delete"):
            other.execute(f"drop trigger audit_no_{kind}")
        change(other)
    other.close()


def test_an_honest_log_is_found_honest(logged: Store, tmp_path: Path, clock: Clock) -> None:
    assert logged.check_audit() == []
    printed = logged.head_code()
    logged.log("export", person(logged, "lead"))
    assert logged.check_audit(printed) == []
    logged.close()
    with open_store(tmp_path, clock) as again:
        assert again.check_audit(printed.lower()) == []


def test_what_is_logged_and_by_whom(store: Store) -> None:
    lead = person(store, "lead")
    rows = store.query("select what, staff_id, detail from audit order by seq")
    assert [(row["what"], row["staff_id"]) for row in rows] == [
        ("set-up", lead.id), ("import", lead.id), ("agreement-version", None),
    ]  # fmt: skip
    assert json.loads(rows[1]["detail"]) == {"classes": 2, "joiners": 5, "leavers": 0, "movers": 0}


def test_no_pupil_is_named_in_it(store: Store) -> None:
    text = " ".join(row["detail"] for row in store.query("select detail from audit"))
    assert not any(name in text for name in ("Amara", "Khan", "Zoë", "Nowak"))


EDITS = {
    "edit": "update audit set detail = '{}' where seq = {n}",
    "who": "update audit set staff_id = 'x' where seq = {n}",
    "when": "update audit set at = '2020' where seq = {n}",
    "code": "update audit set mac = hex(randomblob(32)) where seq = {n}",
    "remove": "delete from audit where seq = {n}",
    "cut": "delete from audit where seq >= {n}",
}


@pytest.mark.parametrize("kind", EDITS)
def test_tampering_is_found(logged: Store, tmp_path: Path, clock: Clock, kind: str) -> None:
    logged.close()
    whole = (tmp_path / "records.db").read_bytes()
    for n in random.Random(kind).sample(range(1, 24), 8):
        (tmp_path / "records.db").write_bytes(whole)
        tamper(tmp_path, lambda other, n=n: other.execute(EDITS[kind].replace("{n}", str(n))))  # type: ignore[misc]
        with open_store(tmp_path, clock) as again:
            assert again.check_audit(), n


def test_swapped_rows_are_found(logged: Store, tmp_path: Path, clock: Clock) -> None:
    logged.close()

    def swap(other: sqlite3.Connection) -> None:
        other.execute("update audit set seq = -5 where seq = 5")
        other.execute("update audit set seq = 5 where seq = 9")
        other.execute("update audit set seq = 9 where seq = -5")

    tamper(tmp_path, swap)
    with open_store(tmp_path, clock) as again:
        assert again.check_audit()


def test_a_log_put_back_from_before_does_not_hold_the_printed_code(logged: Store, tmp_path: Path, clock: Clock) -> None:
    logged.close()
    before = (tmp_path / "records.db").read_bytes()
    with open_store(tmp_path, clock) as later:
        later.log("export", person(later, "lead"))
        printed = later.head_code()
    (tmp_path / "records.db").write_bytes(before)
    with open_store(tmp_path, clock) as again:
        assert again.check_audit() == []
        assert again.check_audit(printed) == [f"The code {printed} is not in the access log."]


def test_without_its_key_nothing_is_vouched_for(logged: Store, tmp_path: Path, clock: Clock) -> None:
    logged.close()
    (tmp_path / "records.key").unlink()
    with open_store(tmp_path, clock) as again:
        assert again.check_audit() == ["Rows up to 23 were made with a key that this machine does not have."]
        again.log("export", person(again, "lead"))
        assert again.check_audit() == ["Rows up to 23 were made with a key that this machine does not have."]
