"""Checked copies of the records. Copying the file of a running database is not a backup; this is."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.records.faults import NotSaved
from kiosk.records.files import replacing
from kiosk.records.terms import local_date

if TYPE_CHECKING:
    from kiosk.records.store import Store

KEPT = 7
_NAME = re.compile(r"records-(\d{10})-(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.db")


def copy(store: "Store", folder: Path) -> Path:
    """A backup of the records in `folder`, read back and checked; the newest seven are kept. For class close.

    Raises NotSaved, and leaves the backups that are there alone, where it cannot be made or is not right. The machine's
    key is not in it: picture passwords are chosen anew on another machine.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(store, folder)
        store.copy_to(target)
        for old in newest_first(folder)[KEPT:]:
            old.unlink()
    except OSError as fault:
        raise NotSaved(f"The backup could not be kept in {folder}: {fault.strerror}.") from fault
    return target


def newest_first(folder: Path) -> list[Path]:
    """The backups in `folder`. Their order is that of the events in them, whatever the clock said."""
    found = [(match, path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    found.sort(key=lambda item: (int(item[0][1]), item[0][2], int(item[0][3] or 1)), reverse=True)
    return [path for _, path in found]


def checked_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write the database to `target`, whole or not at all, and compare it with the one that it was made from.

    The caller sees to it that nothing is written meanwhile.
    """
    with replacing(target) as fresh:
        connection.execute("vacuum into ?", (str(fresh),))
        with closing(sqlite3.connect(fresh)) as made:
            found = made.execute("pragma integrity_check(1)").fetchone()[0]
            if found != "ok" or _counts(made) != _counts(connection):
                raise NotSaved("The backup was not the same as the records, so it was not kept. Try again.")


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("select name from sqlite_master where type = 'table' order by name").fetchall()
    return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for (name,) in tables}


def _free_name(store: "Store", folder: Path) -> Path:
    seq = store.query("select coalesce(max(seq), 0) as seq from audit")[0]["seq"]
    seq += store.query("select coalesce(max(seq), 0) as seq from event")[0]["seq"]
    stem = f"records-{seq:010d}-{local_date(store.now()).isoformat()}"
    names = [f"{stem}.db", *(f"{stem}-{n}.db" for n in range(2, 1000))]
    return next(folder / name for name in names if not (folder / name).exists())
