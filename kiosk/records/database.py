"""The one module that opens the database: one file, one connection, one process, one kind of transaction.

SQLite before 3.51.3 can corrupt a WAL file that two connections write to, so there is one connection, and a lock file
that the operating system gives up when the process dies. The connection is in autocommit mode: a stray write cannot
open a transaction that swallows the next ones, and every change goes through `transaction()`. What it did is on the
disk (synchronous=FULL) when it returns: only then may anybody be thanked.
"""

import contextlib
import os
import secrets
import shutil
import sqlite3
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from kiosk.records import homes, schema, seals, wal
from kiosk.records.faults import KeyDamaged, NotSaved, StoreBusy, StoreDamaged, StoreFault, StoreTooNew, UnsafeFolder
from kiosk.records.files import is_as_summed, keep_sum, replacing, sum_file, sync_folder

if TYPE_CHECKING:
    import sqlite_utils

Row = dict[str, Any]

_NO_ROOM = "Not saved: the disk is full. Make some room on this computer, then try again."
_READ_ONLY = "Not saved: this computer may not write to the records. Ask whoever looks after it."
_TROUBLE = "Not saved: the disk did not answer as it should. Try again; if it happens twice, tell the computing lead."
_DAMAGED = "The records are damaged: {reason}. Do not use this file; put the newest backup back."
_WRITE_FAULTS = {
    sqlite3.SQLITE_FULL: _NO_ROOM,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _TROUBLE,
    sqlite3.SQLITE_CANTOPEN: _TROUBLE,
    sqlite3.SQLITE_BUSY: _TROUBLE,
    sqlite3.SQLITE_LOCKED: _TROUBLE,
    sqlite3.SQLITE_NOMEM: _TROUBLE,
}
SQLITE_VERSION = sqlite3.sqlite_version
_CLOCK_BACK = timedelta(minutes=5)
_CLOCK_AHEAD = timedelta(days=400)
_CLOCK_BORN = datetime(2026, 1, 1, tzinfo=UTC)


def utcnow() -> datetime:
    return datetime.now(UTC)


class Database:
    """An open records file. Safe to hand from one thread to another: every use takes the same lock."""

    def __init__(
        self,
        path: Path,
        db: "sqlite_utils.Database",
        lock: IO[bytes] | None,
        key: bytes,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        """`lock` None: a copy that is only read, see `reading`."""
        self.path = path
        self._lock_file = lock
        self._key = key
        self._now = now
        self._monotonic = monotonic
        self._turn = threading.RLock()
        self._inside = False
        self._take(db)

    def _take(self, db: "sqlite_utils.Database") -> None:
        self._db = db
        self._opened_s = self._monotonic()
        self._ran_before_s = float(self._value("select seconds from running") or 0.0)
        self._device = str(self._value("select id from device"))
        last = self._value("select recorded_at from event where clock_ok = 1 order by seq desc limit 1")
        self._trusted = datetime.fromisoformat(last) if last else _CLOCK_BORN

    @classmethod
    def open(
        cls, path: Path, *, now: Callable[[], datetime] = utcnow, monotonic: Callable[[], float] = time.monotonic
    ) -> Self:
        """Open the records at `path`, making them if there are none.

        Raises StoreBusy, StoreTooNew, StoreDamaged, UnsafeFolder for a network share and the like, or NotSaved where
        the folder cannot be written to.
        """
        unsafe = homes.why_not(path.parent.absolute())
        if unsafe:
            raise UnsafeFolder(unsafe)
        with contextlib.ExitStack() as undo:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                lock = _lock(path.with_name(path.name + ".lock"))
                undo.callback(lock.close)
                key = _key(path.with_suffix(".key"))
                untouched = _Untouched(path)
                # Made by us and not by SQLite, so that nobody else on the machine may read it.
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            except OSError as fault:
                raise NotSaved(f"The records cannot be kept in {path.parent}: {fault.strerror}.") from fault
            try:
                db = _opened(path, untouched, now)
                undo.callback(db.close)
            except sqlite3.Error as fault:
                raise _fault(fault) from fault
            store = cls(path, db, lock, key, now, monotonic)
            untouched.over()
            undo.pop_all()
        return store

    @classmethod
    def reading(cls, copy: Path, path: Path, *, now: Callable[[], datetime] = utcnow) -> Self:
        """A backup of the records at `path`, to read from while the kiosk has those open. Every change is NotSaved.

        It is read into memory, so that a copy made by an older program can be brought up to date for reading.
        """
        try:
            db = _connect(":memory:")
            with contextlib.closing(
                sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            ) as file:
                file.backup(db.conn)
            _migrate(db, None, now)
            db.conn.execute("pragma query_only = on")
        except sqlite3.Error as fault:
            raise _fault(fault) from fault
        key = path.with_suffix(".key")
        return cls(path, db, None, _key(key) if key.exists() else b"", now, time.monotonic)

    def close(self) -> None:
        """Keep how long the program has run (see `_running_s`), fold the WAL into the file, let go of the lock.
        Closing twice is closing once.
        """
        with self._turn:
            if self._lock_file is None:  # a copy
                self._db.close()
            elif not self._lock_file.closed:
                with contextlib.suppress(StoreFault):
                    self._keep_running_s()
                self._db.close()
                if not _size(_wal(self.path)):
                    keep_sum(self.path)
                self._lock_file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens inside is kept together, or nothing is. Never nested.

        Raises NotSaved where the disk would not take it; the store works again once the disk does.
        """
        with self._turn:
            if self._inside:
                raise RuntimeError("transaction() inside transaction()")
            try:
                if self._db.conn.in_transaction:  # a ROLLBACK that the disk refused last time
                    self._db.conn.execute("ROLLBACK")
                self._db.conn.execute("BEGIN IMMEDIATE")
                self._inside = True
                yield
                self._db.conn.execute("COMMIT")
            except BaseException as fault:
                with contextlib.suppress(sqlite3.Error):
                    if self._db.conn.in_transaction:
                        self._db.conn.execute("ROLLBACK")
                if isinstance(fault, sqlite3.Error):
                    raise _fault(fault) from fault
                raise
            finally:
                self._inside = False

    def query(self, sql: str, *values: object) -> list[Row]:
        """The rows of a `select`, as dicts. For reports and views: changes go through the store's own verbs."""
        if not sql.lstrip().lower().startswith(("select", "with", "pragma")):
            raise ValueError("query() only reads")
        with self._turn:
            try:
                cursor = self._db.conn.execute(sql, values)
                names = [column[0] for column in cursor.description or ()]
                return [dict(zip(names, row, strict=True)) for row in cursor]
            except sqlite3.Error as fault:
                raise _fault(fault) from fault

    @property
    def is_copy(self) -> bool:
        """Whether this is a backup that is only read, see `reading`."""
        return self._lock_file is None

    def now(self) -> datetime:
        """The moment that would be written down now, in UTC."""
        return self._moment()[0]

    def copy_to(self, target: Path) -> None:
        """A checked copy of the whole database, whole or not at all; see `backup.copy` for the usual one."""
        from kiosk.records import backup

        try:
            backup.checked_copy(self._db.conn, target, while_copying=self._turn)
        except sqlite3.Error as fault:
            raise _fault(fault) from fault

    def replace_with(self, source: Path, aside: Path) -> None:
        """Put a copy that was looked over in the place of the records, which are kept as `aside`; for `backup.restore`.

        Nobody else can open the records meanwhile, and a power cut leaves either the one or the other. Raises NotSaved,
        with the records as they were.
        """
        with self._turn:
            if self._inside:
                raise RuntimeError("replace_with() inside transaction()")
            self._db.close()
            try:
                with replacing(aside) as fresh:
                    shutil.copyfile(self.path, fresh)
                self._become(source)
            except OSError as fault:
                self._take(_opened(self.path, None, self._now))
                raise NotSaved(f"The copy could not be put back: {fault.strerror}. Nothing was changed.") from fault
            try:
                untouched = _Untouched(self.path)
                self._take(_opened(self.path, untouched, self._now))
                untouched.over()
            except (StoreFault, sqlite3.Error) as fault:
                self._become(aside)
                self._take(_opened(self.path, None, self._now))
                raise NotSaved(f"{source.name} could not be opened, so nothing was changed.") from fault

    def _become(self, source: Path) -> None:
        if _size(_wal(self.path)):
            raise OSError(0, "the records could not be closed")
        with replacing(self.path) as fresh:
            shutil.copyfile(source, fresh)
        if sum_file(source).exists():  # then the file need not be read row by row to see that it is the same
            shutil.copyfile(sum_file(source), sum_file(self.path))

    def compact(self) -> None:
        """Leave nothing of what was deleted in any page of the file, nor in the log that is written before it."""
        with self._turn:
            try:
                for statement in ("pragma wal_checkpoint(truncate)", "vacuum", "pragma wal_checkpoint(truncate)"):
                    self._db.conn.execute(statement)
            except sqlite3.Error as fault:
                raise _fault(fault) from fault

    def sealed_tables(self) -> list[seals.Sealed]:
        with self._turn:
            return seals.tables(self._db.conn)

    def check(self) -> list[str]:
        """What is wrong with the file; nothing when all is well. Reads every page and every row."""
        with self._turn:
            return [
                *faults(self._db.conn),
                *(f"A row of {row['table']} points at nothing" for row in self.query("pragma foreign_key_check")),
            ]

    def _row(self, sql: str, *values: object) -> Row | None:
        rows = self.query(sql, *values)
        return rows[0] if rows else None

    def _value(self, sql: str, *values: object) -> Any:
        row = self._row(sql, *values)
        return next(iter(row.values())) if row else None

    def _write(self, sql: str, *values: object) -> None:
        if not self._inside:
            raise RuntimeError("a write outside transaction()")
        self._db.conn.execute(sql, values)

    def _insert(self, table: str, **values: object) -> None:
        marks = ", ".join("?" * len(values))
        self._write(f"insert into {table} ({', '.join(values)}) values ({marks})", *values.values())

    def _moment(self) -> tuple[datetime, bool]:
        """Now in UTC, and whether the clock can be right: not before the last good row, nor over a year after it."""
        at = self._now().astimezone(UTC)
        ok = max(self._trusted - _CLOCK_BACK, _CLOCK_BORN) <= at
        if self._trusted > _CLOCK_BORN:
            ok = ok and at <= self._trusted + _CLOCK_AHEAD
        return at, ok

    def _running_s(self) -> float:
        """Seconds that the program has had these records open, over all its runs. Never counts backwards, whatever
        the clock on the wall does; time switched off does not count, so that pulling the plug wins nothing.
        """
        return self._ran_before_s + max(0.0, self._monotonic() - self._opened_s)

    def _keep_running_s(self) -> None:
        if self._inside:
            self._write("update running set seconds = ?", self._running_s())
        else:
            with self.transaction():
                self._write("update running set seconds = ?", self._running_s())


def uuid7(at: datetime) -> str:
    """A UUID version 7 (RFC 9562): the millisecond first, so that ids sort by time. Python gains one in 3.14."""
    milliseconds = max(0, int(at.timestamp() * 1000)) & ((1 << 48) - 1)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def iso(at: datetime) -> str:
    """The one form in which a moment is kept: UTC, to the millisecond, sortable as text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _opened(path: Path, untouched: "_Untouched | None", now: Callable[[], datetime]) -> "sqlite_utils.Database":
    """A connection to a file that is ours, whole, and of today's plan; its writes are sealed."""
    if wal.is_cut_short(_wal(path)):
        raise StoreDamaged(_DAMAGED.format(reason="the newest changes cannot be read"))
    db = _connect(path)
    try:
        _check(db, untouched)
        _migrate(db, path, now)
        seals.attach(db.conn)
    except BaseException:
        db.close()
        raise
    return db


def _connect(path: Path | str) -> "sqlite_utils.Database":
    import sqlite_utils

    connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    # Plugins that happen to be installed beside us get no say in the school's records.
    return sqlite_utils.Database(connection, execute_plugins=False, strict=True)


class _Untouched:
    """Whether the file is to the byte what the last close left: then nothing in it need be looked at again.

    Read through in a thread of its own, beside the imports that opening waits for anyway (about 1 ms a megabyte).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found = False
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def __bool__(self) -> bool:
        self._thread.join()
        return self._found

    def over(self) -> None:
        """From now on the file changes."""
        self._thread.join()
        with contextlib.suppress(OSError):
            sum_file(self._path).unlink(missing_ok=True)

    def _look(self) -> None:
        self._found = not _size(_wal(self._path)) and is_as_summed(self._path)


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _check(db: "sqlite_utils.Database", untouched: _Untouched | None) -> None:
    """Is it ours, and whole? Every row is looked at after a crash, or where anything but us has had the file."""
    empty = db.conn.execute("select count(*) from sqlite_master").fetchone()[0] == 0
    if not empty and db.conn.execute("pragma application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise StoreDamaged(_DAMAGED.format(reason="it is not a file that this program made"))
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",
        "fullfsync = on",  # macOS: fsync alone does not reach the disk there
        "checkpoint_fullfsync = on",
        "foreign_keys = on",
        "secure_delete = on",  # what is deleted is overwritten, so that an erased name is in no free page
        "trusted_schema = off",
    ):
        db.conn.execute(f"pragma {pragma}")
    if not untouched and not empty:
        found = next(faults(db.conn), None)
        if found:
            raise StoreDamaged(_DAMAGED.format(reason=found))


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with a file of ours: its pages by SQLite's own check, then its rows by their seals."""
    for (found,) in connection.execute("pragma integrity_check(20)").fetchall():
        if found != "ok":
            yield found
    try:
        if seals.are_kept(connection):
            yield from seals.sweep(connection)
    except sqlite3.Error as fault:
        yield str(fault)


def _migrate(db: "sqlite_utils.Database", path: Path | None, now: Callable[[], datetime]) -> None:
    from kiosk.records import backup

    steps = schema.migrations()
    applied = {step.name for step in steps.applied(db)}
    pending = [step.name for step in steps.pending(db)]
    if applied - set(schema.STEPS):
        raise StoreTooNew(
            "These records were made by a newer version of this program. Install that version here, "
            "or choose another folder for the records."
        )
    if not pending:
        return
    if applied and path:
        backup.checked_copy(db.conn, path.with_name(f"{path.stem}-before-{pending[0]}.db"))
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(db)  # nested in our transaction, so all of the steps are kept or none
        if not applied:
            at = now()
            db.conn.execute(f"pragma application_id = {schema.APPLICATION_ID}")
            db.conn.execute("insert into device (id, made_at) values (?, ?)", (str(uuid.uuid4()), iso(at)))
            db.conn.execute("insert into running (id, seconds) values (1, 0.0)")
        seals.reseal(db.conn)
        db.conn.execute("COMMIT")
        if path:
            sync_folder(path.parent)
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


def _fault(fault: sqlite3.Error) -> Exception:
    """Our words for what SQLite says; a mistake of ours in the SQL stays what it is."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreDamaged(_DAMAGED.format(reason=str(fault)))
    if code in _WRITE_FAULTS:
        return NotSaved(_WRITE_FAULTS[code])
    return fault


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """The records at `path` for this process alone, without opening them. Raises StoreBusy."""
    with _lock(path.with_name(path.name + ".lock")):
        yield


def _lock(path: Path) -> IO[bytes]:
    """Hold the file for this process alone; the system lets go of it if the process is killed."""
    held = open(path, "a+b")  # noqa: SIM115 - kept open for as long as the store is
    try:
        if sys.platform == "win32":
            import msvcrt

            held.seek(0)
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        held.close()
        raise StoreBusy(
            "The kiosk is running and has the records open. Close it first, or use its newest backup."
        ) from fault
    return held


def _key(path: Path) -> bytes:
    """This machine's own secret, made once and kept beside the records but never in them nor in their backups."""
    if not path.exists():
        with replacing(path) as fresh:
            fresh.write_bytes(secrets.token_bytes(32))
    key = path.read_bytes()
    if len(key) != 32:
        raise KeyDamaged(f"The key in {path.name} is damaged. Put it back from where it is kept, or take it away.")
    return key


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
