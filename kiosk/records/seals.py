"""A digest beside every row, so that a row which the disk has changed is told from one that we wrote.

SQLite's own check finds a broken page; it does not find a letter that became another letter. Each row's digest is kept
in `row_seal` under the row's key, by triggers of our own connection: whatever writes through the program is sealed in
the same transaction. A digest is no secret and no signature (`audit` is for tampering): anybody can make one.
"""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SEALS = "row_seal"
_SCHEMA = "sqlite_schema"
# Without a key of its own a row cannot be found again. These hold tries at codes, for five minutes.
_UNKEYED = frozenset({"code_try"})


@dataclass(frozen=True)
class Sealed:
    """A table whose rows are sealed: its columns in order, and the expression that is its key."""

    name: str
    columns: tuple[str, ...]
    key_columns: tuple[str, ...]
    has_rowid: bool
    plain: bool
    """Whether its values are whole numbers, words and nothing: what SQLite itself writes as JSON as we do."""

    @property
    def key(self) -> str:
        return self._key("")

    def _key(self, of: str) -> str:
        parts = ", ".join(f"{of}{_quoted(column)}" for column in self.key_columns)
        # The plus takes the column's type away: compared with a typed one, the seals' index would not be used.
        return f"+{parts}" if len(self.key_columns) == 1 else f"json_array({parts})"

    def _all(self, of: str) -> str:
        return ", ".join(f"{of}{_quoted(column)}" for column in self.columns)


def tables(connection: sqlite3.Connection) -> list[Sealed]:
    """Every table that is sealed, by name."""
    names = connection.execute(
        "select name, wr from pragma_table_list where schema = 'main' and type = 'table' "
        "and name not like 'sqlite!_%' escape '!' and name not like '!_sqlite!_%' escape '!' and name <> ? "
        "order by name",
        (SEALS,),
    ).fetchall()
    found = []
    for name, without_rowid in names:
        columns = connection.execute("select name, pk, type from pragma_table_info(?)", (name,)).fetchall()
        keys = tuple(column for column, nth, _ in sorted(columns, key=lambda column: column[1]) if nth)
        if keys:
            plain = all(kind.lower() in ("text", "integer") for _, _, kind in columns)
            found.append(Sealed(name, tuple(column for column, _, _ in columns), keys, not without_rowid, plain))
        elif name not in _UNKEYED:
            raise ValueError(f"the table {name} needs a primary key, so that its rows can be sealed")
    return found


def digest(table: str, values: Iterable[object]) -> bytes:
    """Eight bytes over the row's values as JSON, the same on every machine and for every version."""
    told = [value.hex() if isinstance(value, bytes) else value for value in values]
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
    return _digest(table, text.encode("utf-8", "surrogateescape"))


def _digest(table: str, text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=8, key=table.encode()).digest()


def attach(connection: sqlite3.Connection) -> None:
    """From now on this connection seals what it writes. The triggers are its own and not in the file."""
    connection.create_function("row_digest", -1, lambda name, *values: digest(name, values), deterministic=True)
    for table in tables(connection):
        name = table.name
        drop = f"delete from {SEALS} where tbl = '{name}' and key = {table._key('old.')};"
        # Dropped first, because "or ignore" and "or replace" of the statement outside hold in here too.
        clear = f"delete from {SEALS} where tbl = '{name}' and key = {table._key('new.')};"
        add = (
            f"insert into {SEALS} (tbl, key, digest) "
            f"values ('{name}', {table._key('new.')}, row_digest('{name}', {table._all('new.')}));"
        )
        target = f"main.{_quoted(name)}"
        for when, does in (("insert", clear + add), ("update", drop + clear + add), ("delete", drop)):
            connection.execute(f"create temp trigger seal_{name}_{when} after {when} on {target} begin {does} end")


def reseal(connection: sqlite3.Connection) -> None:
    """Seal everything as it stands: after the tables themselves were changed, inside that transaction."""
    connection.execute(f"delete from {SEALS}")
    for table in tables(connection):
        rows = connection.execute(f"select {table.key}, {table._all('')} from {_quoted(table.name)}")
        connection.executemany(
            f"insert into {SEALS} (tbl, key, digest) values (?, ?, ?)",
            ((table.name, row[0], digest(table.name, row[1:])) for row in rows.fetchall()),
        )
    connection.executemany(f"insert into {SEALS} (tbl, key, digest) values (?, ?, ?)", _schema_seals(connection))


def are_kept(connection: sqlite3.Connection) -> bool:
    """Whether this file has seals: one made by an older program has none."""
    return bool(connection.execute("select count(*) from sqlite_schema where name = ?", (SEALS,)).fetchone()[0])


def sweep(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong, row by row, as sentences that name no pupil; nothing when every row is as it was written.

    Raises sqlite3.DatabaseError where a page cannot be read at all.
    """
    with reading_anything(connection):
        for table in tables(connection):
            changed, count = _changed_at_a_glance(connection, table) if table.plain else (1, 0)
            if changed:  # or this SQLite writes its JSON in another way: our own decides
                changed, count = _changed(connection, table)
            if changed:
                yield f"{changed} of {count} rows of {table.name} are not as they were written"
            sealed = connection.execute(f"select count(*) from {SEALS} where tbl = ?", (table.name,)).fetchone()[0]
            if sealed > count:
                yield f"{sealed - count} rows of {table.name} are missing"
        kept = connection.execute(f"select tbl, key, digest from {SEALS} where tbl = ?", (_SCHEMA,)).fetchall()
        if sorted(kept) != sorted(_schema_seals(connection)):
            yield "the plan of the tables is not as it was written"


def _changed(connection: sqlite3.Connection, table: Sealed) -> tuple[int, int]:
    """How many rows are not as they were sealed, and how many there are."""
    rows = connection.execute(
        f"select s.digest, {table._all('t.')} from {_quoted(table.name)} t "
        f"left join {SEALS} s on s.tbl = ? and s.key = {table._key('t.')}",
        (table.name,),
    )
    changed = count = 0
    for row in rows:
        count += 1
        changed += row[0] != digest(table.name, row[1:])
    return changed, count


def _changed_at_a_glance(connection: sqlite3.Connection, table: Sealed) -> tuple[int, int]:
    """The same, a quarter as long: SQLite writes the JSON."""
    connection.text_factory = bytes
    rows = connection.execute(
        f"select s.digest, json_array({table._all('t.')}) from {_quoted(table.name)} t "
        f"left join {SEALS} s on s.tbl = ? and s.key = {table._key('t.')}",
        (table.name,),
    )
    changed = count = 0
    for sealed, text in rows:
        count += 1
        changed += sealed != _digest(table.name, text)
    connection.text_factory = _anything
    return changed, count


@contextlib.contextmanager
def reading_anything(connection: sqlite3.Connection) -> Iterator[None]:
    """Text that is no longer UTF-8 is read all the same, and then differs from what was sealed."""
    before = connection.text_factory
    connection.text_factory = _anything
    try:
        yield
    finally:
        connection.text_factory = before


def _anything(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _schema_seals(connection: sqlite3.Connection) -> list[tuple[str, str, bytes]]:
    rows = connection.execute(
        "select type, name, tbl_name, sql from main.sqlite_schema where sql is not null "
        "and name not like 'sqlite!_%' escape '!' and name not like '!_sqlite!_%' escape '!'"
    ).fetchall()
    return [(_SCHEMA, f"{row[0]} {row[1]}", digest(_SCHEMA, row)) for row in rows]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
