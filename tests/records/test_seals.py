"""A row that was written through the program is sealed; one that the disk has changed is told from it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records import seals
from kiosk.records.store import Store

from .made import Clock, open_store, person
from .test_corrections import finish, sign

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@pytest.fixture
def plain() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("create table word (id integer primary key, said text, told text, n integer) strict")
    connection.execute("create table pair (a text, b integer, size real, primary key (a, b)) strict, without rowid")
    connection.execute(
        "create table row_seal (tbl text, key any, digest blob, primary key (tbl, key)) strict, without rowid"
    )
    seals.reseal(connection)
    seals.attach(connection)
    return connection


@given(WORDS, WORDS | st.none(), st.integers(-(2**63), 2**63 - 1) | st.none())
def test_every_word_is_sealed_as_it_reads(said: str, told: str | None, n: int | None) -> None:
    """Quotes, line ends, NULs, letters beyond the first plane: SQLite's JSON and ours are the same."""
    with closing(sqlite3.connect(":memory:")) as connection:
        text = connection.execute("select json_array(?, ?, ?)", (said, told, n)).fetchone()[0]
    assert seals._digest("word", text.encode()) == seals.digest("word", (said, told, n))


def test_what_this_connection_writes_is_sealed(plain: sqlite3.Connection) -> None:
    plain.execute("insert into word values (1, 'a', 'b', 3), (2, 'ł', null, null)")
    plain.execute("insert into pair values ('x', 1, 0.1)")
    plain.execute("update word set n = n + 1")
    plain.execute("update word set id = 7 where id = 2")
    plain.execute("insert into pair values ('x', 1, 0.2) on conflict do update set size = excluded.size")
    plain.execute("insert or ignore into word values (1, 'again', '', 0)")
    plain.execute("insert or replace into word values (1, 'instead', '', 0)")
    assert list(seals.sweep(plain)) == []
    plain.execute("delete from word where id = 7")
    assert list(seals.sweep(plain)) == []
    assert plain.execute("select count(*) from row_seal where tbl = 'word'").fetchone() == (1,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("update word set said = 'A' where id = 1", "1 of 2 rows of word are not as they were written"),
        ("update word set n = null where id = 1", "1 of 2 rows of word are not as they were written"),
        ("update word set said = told, told = said", "2 of 2 rows of word are not as they were written"),
        ("update pair set size = 0.25", "1 of 1 rows of pair are not as they were written"),
        ("delete from word where id = 2", "1 rows of word are missing"),
        ("insert into word values (3, '', '', 0)", "1 of 3 rows of word are not as they were written"),
        ("create index word_said on word (said)", "the plan of the tables is not as it was written"),
    ],
)
def test_what_anything_else_writes_is_found(plain: sqlite3.Connection, change: str, said: str) -> None:
    plain.execute("insert into word values (1, 'a', 'b', 3), (2, 'c', 'd', 4)")
    plain.execute("insert into pair values ('x', 1, 0.125)")
    for (name,) in plain.execute("select name from sqlite_temp_schema where type = 'trigger'").fetchall():
        plain.execute(f"drop trigger temp.{name}")
    plain.execute(change)
    assert list(seals.sweep(plain)) == [said]


def test_a_table_without_a_key_is_a_mistake(plain: sqlite3.Connection) -> None:
    plain.execute("create table note (words text)")
    with pytest.raises(ValueError, match="note needs a primary key"):
        seals.tables(plain)


def test_every_table_of_ours_is_sealed(store: Store) -> None:
    tables = {row["name"] for row in store.query("select name from sqlite_schema where type = 'table'")}
    sealed = {table.name for table in store.sealed_tables()}
    assert tables - sealed == {"sqlite_sequence", "_sqlite_migrations", "row_seal", "code_try"}
    finish(store, "Ben")
    sign(store, "Ben", "s-1")
    assert store.check() == []


def test_a_file_of_an_older_program_is_sealed_when_it_is_brought_up_to_date(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    sign(store, "Ben", "s-1")
    store.close()
    with closing(sqlite3.connect(tmp_path / "records.db", isolation_level=None)) as older:
        for table in ("moved", "erasure_open", "erasure", "anonymous_count", "row_seal"):
            older.execute(f"drop table {table}")
        older.execute("delete from _sqlite_migrations where name = '0003-care'")
    with open_store(tmp_path, clock) as again:
        assert again.check() == []
        assert again.query("select count(*) as n from row_seal where tbl = 'signature'") == [{"n": 1}]
        again.log("export", person(again, "lead"))
        assert again.check() == []
