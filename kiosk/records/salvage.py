"""Damaged records: found at the start, put aside untouched, and made good from the newest backup that is whole.

What was recorded after that backup is read out of the damaged file row by row, by its key, and taken where its seal
says that it is as it was written. Nothing is repaired in place: the new file is put together in a folder of its own and
changes places with the old one at the end, so that a power cut at any moment leaves something to begin again with.
"""

import contextlib
import graphlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.records import backup, schema, seals, wal
from kiosk.records.database import Row, held, utcnow
from kiosk.records.events import moment
from kiosk.records.faults import NotSaved, StoreDamaged
from kiosk.records.files import replacing, sum_file, sync_folder
from kiosk.records.rows import Recovered, Verified
from kiosk.records.terms import local_date

if TYPE_CHECKING:
    from kiosk.records.store import Store

FOLDER = "damaged"
"""Beside the records: one folder in it for each damaged file."""
_DONE = "recovered.json"
_PARTS = ("", "-wal", "-shm")


def open_store(
    path: Path,
    backups: Path,
    *,
    now: Callable[[], datetime] = utcnow,
    monotonic: Callable[[], float] = time.monotonic,
) -> "tuple[Store, Recovered | None]":
    """The records, ready to work with; and what was done, where they were found damaged.

    Raises what `Store.open` raises; StoreDamaged only where neither a backup nor the file itself was enough.
    """
    from kiosk.records.store import Store

    unfinished = _unfinished(path)
    if unfinished is None:
        try:
            return Store.open(path, now=now, monotonic=monotonic), None
        except StoreDamaged:
            if not _is_worth_it(path, backups):
                raise
    recovered = _recover(path, backups, unfinished or _quarantine(path, local_date(now())), now)
    return Store.open(path, now=now, monotonic=monotonic), recovered


def recoveries(store: "Store") -> list[Recovered]:
    """What was ever done about damaged records here, newest first; for the lead to know."""
    rows = store.query("select at, detail from audit where what = 'recovered-records' order by seq desc")
    return [Recovered.read(local_date(moment(row["at"])), json.loads(row["detail"])) for row in rows]


def quarantined(path: Path) -> list[Path]:
    """The folders of damaged files that are still kept, oldest first."""
    folder = path.with_name(FOLDER)
    return sorted(inner for inner in folder.iterdir() if inner.is_dir()) if folder.is_dir() else []


def _recover(path: Path, backups: Path, damaged: Path, now: Callable[[], datetime]) -> Recovered:
    from kiosk.records.store import Store

    room = path.with_name("recovering")
    with held(path), _emptied(room):
        shutil.copyfile(path.with_suffix(".key"), room / path.with_suffix(".key").name)
        good = _as_far_as_it_is_whole(damaged, path.name, room) or backup.newest_whole(backups)
        if good is not None:
            shutil.copyfile(good.path, room / path.name)
        with Store.open(room / path.name, now=now) as fresh:
            saved, lost = _take_over(fresh, _working_copy(damaged, path.name, room))
            if fresh.is_new or not any(row.role == "lead" for row in fresh.staff()):
                shutil.rmtree(damaged)
                raise StoreDamaged(
                    "The records are damaged, there is no backup of them here, and too little of them can be read. "
                    "Put a backup into the folder backups and start again, or ask whoever looks after this computer."
                )
            fresh.keep_erased(fresh.tombstones())
            put_back = good is not None and good.path.parent == backups
            told: Row = {
                "copy": good.path.name if good and put_back else "",
                "as_at": good.as_at.isoformat() if good else None,
            }
            told |= {"saved": saved, "lost": lost, "kept_in": damaged.name}
            fresh.log("recovered-records", None, **told)
        for part in ("-wal", "-shm", ".sum"):
            path.with_name(path.name + part).unlink(missing_ok=True)
        os.replace(room / path.name, path)
        sync_folder(path.parent)
        with contextlib.suppress(OSError):
            os.replace(sum_file(room / path.name), sum_file(path))
        # Until this is there, the next start does all of it again from the files that were put aside.
        with replacing(damaged / _DONE) as note:
            note.write_text(json.dumps(told), encoding="utf-8")
    return Recovered.read(local_date(now()), told)


def _unfinished(path: Path) -> Path | None:
    return next((folder for folder in quarantined(path) if not (folder / _DONE).exists()), None)


def _is_worth_it(path: Path, backups: Path) -> bool:
    """A file that is not ours is left where it is, unless there is a backup to put in its place."""
    if backup.newest_whole(backups) is not None:
        return True
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return seals.are_kept(connection)
    except sqlite3.Error:
        return False


@contextlib.contextmanager
def _emptied(room: Path) -> Iterator[None]:
    """A folder for this alone, gone again afterwards."""
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(mode=0o700)
    try:
        yield
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _quarantine(path: Path, on: date) -> Path:
    """Copy the files as they are into a folder of their own, and bring them to the disk."""
    try:
        with held(path):
            parent = path.with_name(FOLDER)
            parent.mkdir(mode=0o700, exist_ok=True)
            names = [on.isoformat(), *(f"{on.isoformat()}-{n}" for n in range(2, 1000))]
            folder = next(parent / name for name in names if not (parent / name).exists())
            room = parent.with_name("recovering")
            with _emptied(room):
                for part in _PARTS:
                    source = path.with_name(path.name + part)
                    if source.exists():
                        with replacing(room / source.name) as fresh:
                            shutil.copyfile(source, fresh)
                os.replace(room, folder)  # whole or not at all
            sync_folder(parent)
            return folder
    except OSError as fault:
        raise NotSaved(f"The damaged records could not be put aside: {fault.strerror}.") from fault


def _as_far_as_it_is_whole(damaged: Path, name: str, room: Path) -> Verified | None:
    """Where only the newest changes are spoiled, in the write-ahead log: the records without those."""
    if not (damaged / f"{name}-wal").exists():
        return None
    for part in ("", "-wal"):
        shutil.copyfile(damaged / (name + part), room / f"whole.db{part}")
    with contextlib.suppress(sqlite3.Error, StoreDamaged):
        with closing(sqlite3.connect(room / "whole.db")) as connection:
            connection.execute("select count(*) from sqlite_schema").fetchone()  # closing folds the log in
        return backup.verify(room / "whole.db")
    return None


def _working_copy(damaged: Path, name: str, room: Path) -> Path:
    """Files to be read from, which reading may change: SQLite folds a write-ahead log into them."""
    for part in ("", "-wal"):
        if (damaged / (name + part)).exists():
            shutil.copyfile(damaged / (name + part), room / f"damaged.db{part}")
    copy = room / "damaged.db"
    if (room / "damaged.db-wal").exists():
        wal.mend(room / "damaged.db-wal")
    with open(copy, "r+b") as file:
        start = file.read(100)
        if not start.startswith(_HEADER_START):
            pages = copy.stat().st_size // 4096
            file.seek(0)
            file.write(_HEADER_START + start[24:28] + pages.to_bytes(4, "big") + bytes(8))
            file.seek(44)
            file.write((4).to_bytes(4, "big") + bytes(8) + (1).to_bytes(4, "big"))
    return copy


# How every file of ours begins: the magic words, pages of 4096 bytes, a write-ahead log, the fractions.
_HEADER_START = b"SQLite format 3\0" + bytes((0x10, 0x00, 2, 2, 0, 64, 32, 32))


def _take_over(store: "Store", damaged: Path) -> tuple[int, int]:
    """Take what is whole in a damaged file into records that are whole and older.

    How many rows were taken, and how many the file should have held that are nowhere now (-1: it cannot tell).
    """
    with closing(sqlite3.connect(damaged)) as connection, seals.reading_anything(connection):
        try:
            there = {table.name: table for table in seals.tables(connection)}
            if not seals.are_kept(connection):
                return 0, -1
            # Broken pages of the seals may hide that there was anything.
            all_told = connection.execute(f"pragma integrity_check({seals.SEALS})").fetchone()[0] == "ok"
        except (sqlite3.Error, ValueError):
            return 0, -1
        newer: list[tuple[seals.Sealed, Row]] = []
        gone: list[tuple[seals.Sealed, object]] = []
        lost = 0
        for table in _parents_first(store):
            if table.name not in there:
                continue
            sealed, whole = _read_seals(connection, table.name)
            all_told &= whole
            rows = _read_rows(connection, there[table.name], sealed)
            kept = {row["key"]: row["digest"] for row in store.query(_SEALS_OF, table.name)}
            for key, digest in sealed.items():
                row = rows.get(key)
                found = seals.digest(table.name, row) if row is not None else None
                if kept.get(key) in (digest, found) and kept.get(key):
                    continue
                if row is None or found != digest:
                    lost += 1
                else:
                    newer.append((table, dict(zip(there[table.name].columns, row, strict=True))))
            lost += sum(key not in sealed and key not in kept for key in rows)  # nothing vouches for these
            if whole and table.name not in schema.ONLY_GROWS:
                gone += [(table, key) for key in kept if key not in sealed and key not in rows]
    with store.transaction():
        for table, key in reversed(gone):
            with contextlib.suppress(sqlite3.IntegrityError):  # something that was kept still points at it
                store._write(f'delete from "{table.name}" where {table.key} = ?', key)
        refused = _put_in(store, newer)
    return len(newer) - refused, lost + refused if all_told else -1


_SEALS_OF = f"select key, digest from {seals.SEALS} where tbl = ?"


def _read_seals(connection: sqlite3.Connection, table: str) -> tuple[dict[object, bytes], bool]:
    rows, whole = _both_ways(connection, f"{_SEALS_OF} order by key", f"{_SEALS_OF} order by key desc", table)
    return {row[0]: row[1] for row in rows}, whole


def _read_rows(
    connection: sqlite3.Connection, table: seals.Sealed, sealed: Iterable[object]
) -> dict[object, tuple[object, ...]]:
    """Every row that can be read: from both ends of the table, then, of those that are missing, each by its key."""
    columns = ", ".join(f'"{column}"' for column in table.columns)
    told = f'select {table.key}, {columns} from "{table.name}"'
    by = "rowid" if table.has_rowid else ", ".join(f'"{column}"' for column in table.key_columns)
    back = by.replace(",", " desc,") + " desc"
    found, whole = _both_ways(connection, f"{told} not indexed order by {by}", f"{told} not indexed order by {back}")
    rows = {row[0]: row[1:] for row in found}
    if not whole:
        for key in sealed:
            if key not in rows:
                with contextlib.suppress(sqlite3.Error):
                    for row in connection.execute(f"{told} where {table.key} = ?", (key,)):
                        rows[key] = row[1:]
    return rows


def _both_ways(
    connection: sqlite3.Connection, forwards: str, backwards: str, *values: object
) -> tuple[list[tuple[Any, ...]], bool]:
    """What comes before the first page that cannot be read and what comes after the last; whether that was all."""
    rows = []
    for select in (forwards, backwards):
        try:
            for row in connection.execute(select, values):
                rows.append(row)
            return rows, select == forwards
        except sqlite3.Error:
            continue
    return rows, False


def _parents_first(store: "Store") -> list[seals.Sealed]:
    """The tables, each after those that its rows point at."""
    tables = {table.name: table for table in store.sealed_tables()}
    parents = {
        name: {row["table"] for row in store.query('select "table" from pragma_foreign_key_list(?)', name)} - {name}
        for name in tables
    }
    return [tables[name] for name in graphlib.TopologicalSorter(parents).static_order()]


def _put_in(store: "Store", rows: Sequence[tuple[seals.Sealed, Row]]) -> int:
    """Add or bring up to date; returns how many could not be, because something that they point at is nowhere.

    In rounds, because a row may have to wait for another: one launch is open at a time, one class is a pupil's.
    """
    while rows:
        refused = []
        for table, row in rows:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            update = ", ".join(f'"{name}" = excluded."{name}"' for name in row if name not in table.key_columns)
            keys = ", ".join(f'"{name}"' for name in table.key_columns)
            change = f"on conflict ({keys}) do update set {update}" if update else f"on conflict ({keys}) do nothing"
            try:
                store._write(
                    f'insert into "{table.name}" ({names}) values ({marks}) '
                    f"{'' if table.name in schema.ONLY_GROWS else change}",
                    *row.values(),
                )
            except sqlite3.IntegrityError:
                refused.append((table, row))
        if len(refused) == len(rows):
            return len(refused)
        rows = refused
    return 0
