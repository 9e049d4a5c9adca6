import sqlite3
from contextlib import closing
from datetime import UTC, datetime
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


def test_the_newest_seven_are_kept_whatever_the_clock_says(store: Store, tmp_path: Path, clock: Clock) -> None:
    made = []
    for n in range(10):
        clock.at = datetime(2026, 11, 30 - n, 10, tzinfo=UTC)
        store.log("export", person(store, "lead"))
        made.append(store.back_up(tmp_path / "backups"))
    assert backup.newest_first(tmp_path / "backups") == made[:2:-1]


def test_twice_without_a_change_are_two(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [store.back_up(folder) for _ in range(12)]
    assert len(set(made[:7])) == 7
    assert len(list(folder.iterdir())) == 7


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
