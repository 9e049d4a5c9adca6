import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.records import backup
from kiosk.records.faults import NotSaved
from kiosk.records.store import Store

from .made import WORDING, Clock, class_id, open_store, person, pupil_id, signing


def test_a_copy_can_be_opened_and_says_the_same(store: Store, tmp_path: Path, clock: Clock) -> None:
    launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    store.sign(store.begin(launch.id, pupil_id(store, "Ben"), None, 1).attempt_id, signing("s-1"))
    path = store.back_up(tmp_path / "backups")
    rows = {name: store.query(f"select * from {name}") for name in ("event", "signature", "pupil", "audit", "running")}
    restored = tmp_path / "elsewhere"
    restored.mkdir()
    (restored / "records.db").write_bytes(path.read_bytes())
    with open_store(restored, clock) as again:
        assert {name: again.query(f"select * from {name}") for name in rows} == rows
        assert again.check() == []
        assert not again.agreement_due(pupil_id(again, "Ben"), WORDING.sha256)


def test_seven_days_four_weeks_and_three_terms_are_kept(tmp_path: Path) -> None:
    """A school year and a half, two copies on each school day; which go is told from their names."""
    day, seq = date(2026, 9, 1), 0
    while day < date(2028, 1, 20):
        if day.weekday() < 5 and day.month != 8:
            for name in (f"records-{seq:010d}-{day}.db", f"records-{seq:010d}-{day}-2.db"):
                (tmp_path / name).touch()
            backup.thin(tmp_path)
            seq += 7
        day += timedelta(days=1)
    kept = [(row.on.isoformat(), row.kept_as) for row in backup.kept(tmp_path)]
    assert kept == [
        ("2028-01-19", "daily"), ("2028-01-18", "daily"), ("2028-01-17", "daily"), ("2028-01-14", "daily"),
        ("2028-01-13", "daily"), ("2028-01-12", "daily"), ("2028-01-11", "daily"), ("2028-01-07", "weekly"),
        ("2027-12-31", "weekly"), ("2027-12-17", "termly"), ("2027-07-30", "termly"),
    ]  # fmt: skip
    assert len(list(tmp_path.iterdir())) == len(kept)
    assert all(path.name.endswith("-2.db") for path in tmp_path.iterdir())


def test_which_are_kept_goes_by_what_is_in_them_whatever_the_clock_says(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    made = []
    for n in range(12):
        clock.at = datetime(2026, 11, 30 - n, 10, tzinfo=UTC)
        store.log("export", person(store, "lead"))
        made.append(store.back_up(tmp_path / "backups"))
    assert backup.newest_first(tmp_path / "backups")[:7] == made[:4:-1]


def test_of_a_day_the_newest_is_kept(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [store.back_up(folder) for _ in range(5)]
    assert list(folder.iterdir()) == [made[-1]]


def test_one_a_day_and_only_where_something_was_recorded(store: Store, tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "backups"
    assert backup.daily(store, folder) is not None
    assert backup.daily(store, folder) is None
    clock.pass_s(86_400)
    assert backup.daily(store, folder) is None, "nothing was recorded since"
    store.log("export", person(store, "lead"))
    assert backup.daily(store, folder) is not None
    store.log("export", person(store, "lead"))
    assert backup.daily(store, folder) is None, "today has one"


def test_other_files_in_the_folder_are_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for _ in range(9):
        store.back_up(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "records.db").exists()


def test_a_copy_that_is_not_the_same_is_not_kept(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = store.back_up(tmp_path / "backups")
    counts = backup._counts

    def short(connection: sqlite3.Connection) -> dict[str, int]:
        found = counts(connection)
        return {**found, "pupil": found["pupil"] - 1} if connection is not store._db.conn else found

    monkeypatch.setattr(backup, "_counts", short)
    with pytest.raises(NotSaved, match="not the same"):
        store.back_up(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == [good]


def test_a_folder_that_cannot_be_used_is_a_sentence(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotSaved, match="backup"):
        store.back_up(tmp_path / "file")


def test_the_key_is_not_in_it(store: Store, tmp_path: Path) -> None:
    path = store.back_up(tmp_path / "backups")
    assert (tmp_path / "records.key").read_bytes() not in path.read_bytes()
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("pragma application_id").fetchone()[0] != 0
