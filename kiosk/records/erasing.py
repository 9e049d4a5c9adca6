"""Taking one pupil, or one drawing, out of a file of records for good: the records themselves, or a kept copy of them.

Who is to go is known by a hash of the id (`mark`), because that is all that is kept of them: enough to know the same
pupil again in an older copy, and nothing to know them by.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kiosk.records import seals
from kiosk.records.faults import NotSaved
from kiosk.records.files import keep_sum, replacing, sum_file

Execute = Callable[..., list[tuple[Any, ...]]]
"""Runs one statement with its values, inside a transaction; the rows of a select, none of anything else."""

NO_STROKES = "[]"


def mark(what: str) -> str:
    """Of a pupil's or a signature's id, which are random: nobody can find the id from it."""
    return hashlib.sha256(what.encode()).hexdigest()


def found(execute: Execute, marks: Collection[str]) -> tuple[list[str], list[str]]:
    """The ids of the pupils in this file who are to go, and of the signatures whose drawing is."""
    pupils = [pupil_id for (pupil_id,) in execute("select id from pupil") if mark(pupil_id) in marks]
    drawn = execute("select id from signature where strokes <> ?", NO_STROKES)
    return pupils, [signature_id for (signature_id,) in drawn if mark(signature_id) in marks]


def remove(execute: Execute, pupil_ids: Collection[str], signature_ids: Collection[str]) -> None:
    """Take them out, inside a transaction. What a pupil did is counted first, where no count is anybody's."""
    with _allowed(execute):
        for signature_id in signature_ids:
            execute("update signature set strokes = ? where id = ?", NO_STROKES, signature_id)
        for pupil_id in pupil_ids:
            _count(execute, pupil_id)
            _remove_pupil(execute, pupil_id)


def rewrite(path: Path, marks: Collection[str]) -> bool:
    """Take them out of a kept copy, which is written anew; whether there was anything to take out.

    A copy that cannot be read is of no use, and might hold them: it goes. Raises NotSaved, with the copy as it was.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            gone = found(_of(connection), marks)
    except sqlite3.Error:
        path.unlink()
        sum_file(path).unlink(missing_ok=True)
        return True
    if not any(gone):
        return False
    try:
        with replacing(path) as fresh:
            shutil.copyfile(path, fresh)
            with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
                _rewrite(connection, *gone)
            sum_file(path).unlink(missing_ok=True)
        keep_sum(path)
    except (sqlite3.Error, OSError) as fault:
        raise NotSaved(f"The backup {path.name} could not be rewritten: {fault}.") from fault
    return True


def _rewrite(connection: sqlite3.Connection, pupil_ids: list[str], signature_ids: list[str]) -> None:
    # No journal on the disk: it would hold the very pages that are to go.
    for pragma in ("journal_mode = delete", "journal_mode = memory", "temp_store = memory", "foreign_keys = on"):
        connection.execute(f"pragma {pragma}").fetchall()
    if seals.are_kept(connection):
        seals.attach(connection)
    connection.execute("begin immediate")
    remove(_of(connection), pupil_ids, signature_ids)
    connection.execute("commit")
    connection.execute("vacuum")
    for pragma in ("integrity_check(1)", "foreign_key_check"):
        said = connection.execute(f"pragma {pragma}").fetchall()
        if said not in ([], [("ok",)]):
            raise sqlite3.DatabaseError("it was not whole afterwards")


def _remove_pupil(execute: Execute, pupil_id: str) -> None:
    if _has(execute, "moved"):  # somebody else's completion that was this pupil's at first
        execute(
            "update moved set from_attempt_id = '' "
            "where from_attempt_id in (select attempt_id from event where pupil_id = ?)",
            pupil_id,
        )
    for table, column in pointing_at(execute, "event"):
        if table != "event":
            execute(
                f'delete from "{table}" where "{column}" in (select event_id from event where pupil_id = ?)', pupil_id
            )
    execute("delete from event where pupil_id = ? and voids is not null", pupil_id)
    for table, column in pointing_at(execute, "pupil"):
        execute(f'delete from "{table}" where "{column}" = ?', pupil_id)
    execute("delete from pupil where id = ?", pupil_id)


def _count(execute: Execute, pupil_id: str) -> None:
    """One more in the counts of the key stage, which are the whole school's: a class's would be somebody's."""
    if _has(execute, "anonymous_count"):
        execute(
            """
            insert into anonymous_count (school_year, term, key_stage, lesson_id, status, pupils)
            select distinct e.school_year, e.term, c.key_stage, coalesce(e.lesson_id, ''),
                case e.verb when 'completed' then 'shown' when 'taught' then 'taught together' else 'signed' end, 1
            from live_event e join class c on c.id = e.class_id
            where e.pupil_id = ?
                and (e.verb = 'agreed' or e.verb in ('completed', 'taught') and e.lesson_id is not null)
            on conflict do update set pupils = pupils + 1
            """,
            pupil_id,
        )


def pointing_at(execute: Execute, parent: str) -> list[tuple[str, str]]:
    """Every (table, column) whose rows belong to a row of `parent`, so that a table added later is not forgotten."""
    return [
        (table, column)
        for table, column in execute(
            'select t.name, f."from" from sqlite_schema t, pragma_foreign_key_list(t.name) f '
            "where t.type = 'table' and f.\"table\" = ?",
            parent,
        )
    ]


@contextmanager
def _allowed(execute: Execute) -> Iterator[None]:
    """The one exception from what only grows. The guards are put back in the same transaction, to the letter."""
    guards = execute(
        "select name, sql from sqlite_schema where type = 'trigger' "
        "and (name like '%!_no!_update' escape '!' or name like '%!_no!_delete' escape '!')"
    )
    for name, _ in guards:
        execute(f'drop trigger "{name}"')
    yield
    for _, sql in guards:
        execute(sql)


def _has(execute: Execute, table: str) -> bool:
    return bool(execute("select 1 from sqlite_schema where type = 'table' and name = ?", table))


def _of(connection: sqlite3.Connection) -> Execute:
    return lambda sql, *values: connection.execute(sql, values).fetchall()
