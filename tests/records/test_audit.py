import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.records import backup, seals
from kiosk.records.store import Store

from .made import Clock, open_store, person


@pytest.fixture
def logged(store: Store) -> Store:
    for n in range(20):
        store.log("export", person(store, "lead"), report="class_record", rows=n)
    return store


def tamper(folder: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Somebody with a database tool and this program's source: they take the guards off, put them back, and seal the
    rows anew, so that nothing looks damaged.
    """
    with sqlite3.connect(folder / "records.db") as other:
        guards = other.execute("select name, sql from sqlite_schema where name like 'audit_no_%'").fetchall()
        for name, _ in guards:
            other.execute(f"drop trigger {name}")
        change(other)
        for _, sql in guards:
            other.execute(sql)
        seals.reseal(other)
    other.close()


def test_an_honest_log_is_found_honest(logged: Store, tmp_path: Path, clock: Clock) -> None:
    assert logged.check_audit() == []
    printed = logged.head_code()
    logged.log("export", person(logged, "lead"))
    assert logged.check_audit(printed) == []
    logged.close()
    with open_store(tmp_path, clock) as again:
        assert again.check_audit(printed.lower()) == []


def test_looking_again_looks_at_what_is_new_and_at_another_file_as_a_whole(
    logged: Store, tmp_path: Path, clock: Clock
) -> None:
    copy = logged.back_up(tmp_path / "backups")
    for _ in range(3):
        assert logged.check_audit() == []
        logged.log("export", None)
    with sqlite3.connect(copy) as other:
        other.execute("drop trigger audit_no_update")
        other.execute("update audit set what = 'launch' where seq = 2")
        seals.reseal(other)
    other.close()
    backup.restore(logged, copy, None)
    assert logged.check_audit() == ["Row 2 of the access log was changed, or the row before it was."]


def test_a_row_that_says_odd_things_is_kept_as_it_is(store: Store, tmp_path: Path) -> None:
    later = {
        "told": "1",
        "at": "2026-11-22",
        "staff_id": None,
        "what": "export",
        "detail": {"what": 1, "who": 2, "at": 3},
    }
    (tmp_path / "access-log-later.jsonl").write_text(json.dumps(later) + "\n[]\n")
    assert store.take_in_log() == 1
    assert store.check_audit() == []


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


TAMPERINGS = {
    "edit": ["update audit set detail = '{}' where seq = :n"],
    "who": ["update audit set staff_id = 'x' where seq = :n"],
    "when": ["update audit set at = '2020' where seq = :n"],
    "code": ["update audit set mac = hex(randomblob(32)) where seq = :n"],
    "remove": ["delete from audit where seq = :n"],
    "cut": ["delete from audit where seq >= :n"],
    "close up": ["delete from audit where seq = :n", "update audit set seq = seq - 1 where seq > :n"],
    "swap": [
        "update audit set seq = -1 where seq = :n",
        "update audit set seq = :n where seq = :m",
        "update audit set seq = :m where seq = -1",
    ],
    "tell another's": [
        "update audit set detail = (select detail || ' ' from audit where seq = :m), what = 'launch' where seq = :n"
    ],
    "say it again": [
        "insert into audit select 1 + (select max(seq) from audit), at, staff_id, what, detail, key_id, mac "
        "from audit where seq = :n"
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", TAMPERINGS)
@pytest.mark.parametrize("rounds", [4, pytest.param(20, marks=pytest.mark.long)])
def test_tampering_is_found(logged: Store, tmp_path: Path, clock: Clock, kind: str, rounds: int) -> None:
    """Ten kinds; 200 in the long form."""
    logged.close()
    whole = (tmp_path / "records.db").read_bytes()
    chance = random.Random(kind)
    for _ in range(rounds):
        n, m = chance.sample(range(1, 24), 2)
        (tmp_path / "records.db").write_bytes(whole)

        def change(other: sqlite3.Connection, n: int = n, m: int = m) -> None:
            for statement in TAMPERINGS[kind]:
                other.execute(statement, {"n": n, "m": m})

        tamper(tmp_path, change)
        with open_store(tmp_path, clock) as again:
            assert again.check_audit(), (n, m)


def test_a_log_that_was_only_sealed_anew_is_found_honest(logged: Store, tmp_path: Path, clock: Clock) -> None:
    logged.close()
    tamper(tmp_path, lambda other: None)
    with open_store(tmp_path, clock) as again:
        assert again.check_audit() == []


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
