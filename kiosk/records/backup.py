"""Checked copies of the records: making them, keeping some, looking one over, going back to one, trying that out.

Copying the file of a running database is not a backup; this is. A copy is read back, page by page and row by row,
before it counts. The machine's key is in none of them: picture passwords are chosen anew on another machine.
"""

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kiosk.records import schema, seals, terms
from kiosk.records.database import faults
from kiosk.records.events import moment
from kiosk.records.faults import NotFound, NotSaved, StoreBusy, StoreDamaged, StoreFault
from kiosk.records.files import is_as_summed, keep_sum, replacing, sum_file
from kiosk.records.rows import BackupRow, Drill, Restored, StaffRow, Verified

if TYPE_CHECKING:
    from kiosk.records.store import Store

FOLDER = "backups"
"""Beside the records."""
DAILY, WEEKLY, TERMLY = 7, 4, 3
ASIDE = 2
"""How many of the records that a copy took the place of are kept."""
_ASIDE = "records-before-restore-*.db"
_NAME = re.compile(r"records-(\d{10})-(\d{4}-\d{2}-\d{2})\.db")

Kept = Literal["daily", "weekly", "termly", "older"]


# --- making and keeping ----------------------------------------------------------------------------------


def copy(store: "Store", folder: Path) -> Path:
    """A backup of the records in `folder`, read back and checked. For class close.

    The newest of each of 7 days, 4 weeks and 3 terms are kept. Raises NotSaved, and leaves the backups that are there
    alone, where it cannot be made or is not right.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(store, folder)
        store.copy_to(target)
        thin(folder)
    except OSError as fault:
        raise NotSaved(f"The backup could not be kept in {folder}: {fault.strerror}.") from fault
    return target


def daily(store: "Store", folder: Path) -> Path | None:
    """For a kiosk that rests: today's backup, where there is none and something was recorded since the last; with it
    what waits to be done, such as an erasure that a backup does not know of yet. Quick where nothing is.
    """
    store.take_in_log()
    store.finish_erasures(folder)
    return copy(store, folder) if is_due(store, folder) else None


def is_due(store: "Store", folder: Path) -> bool:
    """Whether today has no backup yet, and something was recorded since the last one."""
    newest = next(iter(newest_first(folder)), None)
    if newest is None:
        return not store.is_new
    if _told(newest)[1] == store.today():
        return False
    try:
        with closing(_read_only(newest)) as connection:
            return connection.execute(_ENDS).fetchone() != tuple(store.query(_ENDS)[0].values())
    except sqlite3.Error:
        return True


def kept(folder: Path) -> list[BackupRow]:
    """The backups in `folder`, newest first, with what each is kept as."""
    found = newest_first(folder)
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    half_years: dict[object, Path] = {}
    for path in found:
        on = _told(path)[1]
        days.setdefault(on, path)
        weeks.setdefault(on.isocalendar()[:2], path)
        half_years.setdefault(_term(on), path)
    kinds: dict[Path, Kept] = {}
    for kind, groups, most in (("daily", days, DAILY), ("weekly", weeks, WEEKLY), ("termly", half_years, TERMLY)):
        for path in list(groups.values())[:most]:
            kinds.setdefault(path, kind)  # type: ignore[arg-type]
    return [BackupRow(path, _told(path)[1], path.stat().st_size / 1e6, kinds.get(path, "older")) for path in found]


def thin(folder: Path) -> None:
    """Let go of the backups that are not kept as anything, and of what a stopped program left half-made."""
    for row in kept(folder):
        if row.kept_as == "older":
            row.path.unlink()
            sum_file(row.path).unlink(missing_ok=True)
    for half in folder.glob("records-*.db.tmp*"):
        half.unlink()


def newest_first(folder: Path) -> list[Path]:
    """The backups in `folder`. Their order is that in which they were made, whatever the clock said."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)


def copies(path: Path, folder: Path) -> list[Path]:
    """Every kept copy of the records at `path`: the backups, and what was put aside before a change of the file."""
    aside = sorted(path.parent.glob(f"{path.stem}-before-*.db"))
    return [*newest_first(folder), *aside]


def checked_copy(
    connection: sqlite3.Connection, target: Path, while_copying: AbstractContextManager[object] | None = None
) -> None:
    """Write the database to `target`, whole or not at all, and compare it with the one that it was made from.

    Nothing may be written while `while_copying` is entered, which is a small part of the time.
    """
    with replacing(target) as fresh:
        with while_copying or contextlib.nullcontext():
            connection.execute("vacuum into ?", (str(fresh),))
            counts = _counts(connection)
        with closing(sqlite3.connect(fresh)) as made:
            if next(faults(made), None) or _counts(made) != counts:
                raise NotSaved("The backup was not the same as the records, so it was not kept. Try again.")
    keep_sum(target)


# --- looking one over ------------------------------------------------------------------------------------


def verify(path: Path) -> Verified:
    """Read a copy from end to end, and row by row where it is not to the byte what it was when it was made.

    Raises StoreDamaged, saying what is wrong with it; the file is not touched.
    """
    try:
        with closing(_read_only(path)) as connection:
            if connection.execute("pragma application_id").fetchone()[0] != schema.APPLICATION_ID:
                raise StoreDamaged(f"{path.name} is not a backup of this program. Choose another.")
            found = None if is_as_summed(path) else next(faults(connection), None)
            if found:
                raise StoreDamaged(f"{path.name} is damaged: {found}. Choose another backup.")
            last = connection.execute(
                "select max(at) from (select max(recorded_at) as at from event union all select max(at) from audit)"
            ).fetchone()[0]
            counts = {
                table: connection.execute(f"select count(*) from {table}").fetchone()[0]
                for table in ("event", "pupil", "signature")
            }
    except (sqlite3.Error, OSError) as fault:
        raise StoreDamaged(f"{path.name} cannot be read: {fault}. Choose another backup.") from fault
    at = moment(last) if last else datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return Verified(path, at, counts["event"], counts["pupil"], counts["signature"])


def newest_whole(folder: Path) -> Verified | None:
    """The newest backup that can be relied on: damaged ones are passed over."""
    for path in newest_first(folder):
        with contextlib.suppress(StoreDamaged):
            return verify(path)
    return None


# --- going back to one -----------------------------------------------------------------------------------


def restore(store: "Store", path: Path, by: StaffRow | None) -> Restored:
    """Go back to a copy: it is looked over first, the present records are kept aside, then the files change places.

    The store stays open and is the copy's from then on. Who was erased since stays erased. Raises StoreDamaged, or
    NotSaved, with the records as they were.
    """
    found = verify(path)
    with closing(_read_only(path)) as connection:
        there = {event_id for (event_id,) in connection.execute("select event_id from event")}
    after = sum(row["event_id"] not in there for row in store.query("select event_id from event"))
    head = store.head_code()
    aside = _aside(store.path, store.today())
    gone = store.tombstones()
    store.replace_with(path, aside)
    store.keep_erased(gone)
    for old in sorted(store.path.parent.glob(_ASIDE), key=lambda kept: kept.stat().st_mtime)[:-ASIDE]:
        old.unlink()
        sum_file(old).unlink(missing_ok=True)
    store.log("restored", by, copy=path.name, events_after=after, head_before=head, kept_aside=aside.name)
    return Restored(found, after, aside)


def take_in(path: Path, folder: Path) -> Path:
    """A copy from elsewhere as the newest of the backups in `folder`. Raises StoreDamaged or NotSaved."""
    found = verify(path)
    newest = next(iter(newest_first(folder)), None)
    number = _told(newest)[0] + 1 if newest else 0
    target = folder / f"records-{number:010d}-{terms.local_date(found.as_at).isoformat()}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(target) as fresh:
            shutil.copyfile(path, fresh)
    except OSError as fault:
        raise NotSaved(f"The copy could not be put into {folder}: {fault.strerror}.") from fault
    return target


def drill(store: "Store", folder: Path, by: StaffRow | None) -> Drill:
    """Restore the newest copy into a folder of its own, open it as the kiosk would, and compare it with the records:
    everything that happened up to then must be the same, row by row. Goes into the access log. Raises NotFound
    where there is no backup.
    """
    newest = next(iter(newest_first(folder)), None)
    if newest is None:
        raise NotFound("There is no backup yet. One is made whenever a class is closed.")
    told: list[str] = []
    events = 0
    with _scratch(store) as room:
        shutil.copyfile(newest, room / store.path.name)
        try:
            with type(store).open(room / store.path.name) as tried:
                events = tried.query("select count(*) as n from event")[0]["n"]
                told = list(_differences(store, tried))
        except StoreFault as fault:
            told = [fault.sentence]
    store.log("drill", by, copy=newest.name, events=events, faults=told)
    return Drill(store.now(), newest.name, not told, events, tuple(told))


def last_drill(store: "Store") -> Drill | None:
    """When a restore was last tried out, and how it went."""
    rows = store.query("select at, detail from audit where what = 'drill' order by seq desc limit 1")
    if not rows:
        return None
    told = json.loads(rows[0]["detail"])
    return Drill(moment(rows[0]["at"]), told["copy"], not told["faults"], told["events"], tuple(told["faults"]))


# --- reading while the kiosk runs ------------------------------------------------------------------------


def open_reading(path: Path, folder: Path) -> "tuple[Store, datetime | None]":
    """The records to read from: themselves, or, while the kiosk has them open, the newest backup and when it is of.

    A store of the second kind refuses every change with NotSaved; what it is to log is kept for the kiosk.
    """
    from kiosk.records.salvage import open_store
    from kiosk.records.store import Store

    try:
        return open_store(path, folder)[0], None
    except StoreBusy:
        newest = newest_whole(folder)
        if newest is None:
            raise StoreBusy(
                "The kiosk is running and has the records open, and there is no backup to read instead. "
                "Close a class, or the kiosk, and try again."
            ) from None
        return Store.reading(newest.path, path), newest.as_at


def _read_only(path: Path) -> sqlite3.Connection:
    # Immutable: SQLite then makes no file beside it and takes no lock.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("select name from sqlite_schema where type = 'table' order by name").fetchall()
    return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for (name,) in tables}


def _differences(store: "Store", tried: "Store") -> Iterator[str]:
    """Where what only grows is not the same in both, up to the copy's end."""
    for table in schema.ONLY_GROWS:
        sealed = f"select key, digest from {seals.SEALS} where tbl = ?"
        now = {row["key"]: row["digest"] for row in store.query(sealed, table)}
        other = sum(now.get(row["key"]) != row["digest"] for row in tried.query(sealed, table))
        if other:
            yield f"{other} rows of {table} are not the same as in the records."


@contextlib.contextmanager
def _scratch(store: "Store") -> Iterator[Path]:
    """A folder beside the records, with their key, and not the system's: what is in it are names."""
    room = store.path.with_name("drill")
    shutil.rmtree(room, ignore_errors=True)
    try:
        room.mkdir(mode=0o700)
        shutil.copyfile(store.path.with_suffix(".key"), room / store.path.with_suffix(".key").name)
        yield room
    except OSError as fault:
        raise NotSaved(f"The drill could not be held in {room.parent}: {fault.strerror}.") from fault
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _told(path: Path) -> tuple[int, date]:
    """What a backup's name says: its number, and the day as the clock had it."""
    match = _NAME.fullmatch(path.name)
    assert match is not None
    try:
        return int(match[1]), date.fromisoformat(match[2])
    except ValueError:
        return int(match[1]), date.min


def _term(on: date) -> tuple[int, str]:
    if on == date.min:
        return 0, ""
    year = terms.school_year_of(on)
    return year, terms.half_term_on(on, terms.default_half_terms(year)).split()[0]


_ENDS = "select (select coalesce(max(seq), 0) from event) as event, (select coalesce(max(seq), 0) from audit) as audit"


def _free_name(store: "Store", folder: Path) -> Path:
    """Numbers only grow: how much had been recorded, or, after going back to a copy, one more than the last."""
    ends = store.query(_ENDS)[0]
    newest = next(iter(newest_first(folder)), None)
    number = max(ends["event"] + ends["audit"], _told(newest)[0] + 1 if newest else 0)
    return folder / f"records-{number:010d}-{store.today().isoformat()}.db"


def _aside(path: Path, on: date) -> Path:
    stem = _ASIDE.replace("*.db", on.isoformat())
    names = [f"{stem}.db", *(f"{stem}-{n}.db" for n in range(2, 1000))]
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())
