import ast
import os
import re
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import kiosk.records
from kiosk.records import schema
from kiosk.records.database import uuid7
from kiosk.records.faults import NotSaved, StoreBusy, StoreDamaged, StoreTooNew
from kiosk.records.rows import Answer
from kiosk.records.store import Store

from .made import WORDING, Clock, class_id, open_store, person, pupil_id, signing, stamp


def begun(store: Store) -> str:
    """An attempt at the agreement, ready to be signed."""
    launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    return store.begin(launch.id, pupil_id(store, "Ben"), None, 1).attempt_id


# --- opening ---------------------------------------------------------------------------------------------


def test_what_a_commit_stands_on(store: Store) -> None:
    said = {name: store.query(f"pragma {name}")[0][name] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_second_opener_is_told_so(store: Store, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(StoreBusy, match=r"running"):
        open_store(tmp_path, clock)
    store.close()
    store.close()
    open_store(tmp_path, clock).close()


def test_another_process_is_told_so_and_a_killed_one_lets_go(tmp_path: Path, clock: Clock) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib; from kiosk.records.store import Store; "
            "store = Store.open(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()",
            str(tmp_path / "records.db"),
        ],
        cwd=Path(kiosk.records.__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreBusy):
            open_store(tmp_path, clock)
        holder.kill()
    open_store(tmp_path, clock).close()


def test_records_of_a_newer_program_are_refused_and_left_alone(store: Store, tmp_path: Path, clock: Clock) -> None:
    store.close()
    with sqlite3.connect(tmp_path / "records.db") as other:
        other.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('kiosk', '9999-later', '2030')"
        )
    other.close()
    before = (tmp_path / "records.db").read_bytes()
    with pytest.raises(StoreTooNew, match="newer version"):
        open_store(tmp_path, clock)
    assert (tmp_path / "records.db").read_bytes() == before


def test_an_older_file_is_copied_and_then_migrated(
    store: Store, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setitem(
        schema.STEPS,
        "0002-note",
        lambda db: db.execute("create table note (id integer primary key, words text) strict"),
    )
    with open_store(tmp_path, clock) as migrated:
        assert migrated.query("select count(*) as n from note") == [{"n": 0}]
        assert migrated.school().name == "Hazel Lane"
    with sqlite3.connect(tmp_path / "records-before-0002-note.db") as kept:
        assert kept.execute("select name from org").fetchall() == [("Hazel Lane",)]
        assert kept.execute("select count(*) from sqlite_master where name = 'note'").fetchone() == (0,)
    kept.close()


def test_a_migration_that_fails_leaves_the_old_records(
    store: Store, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()

    def half(db: object) -> None:
        db.execute("create table note (id integer primary key, words text) strict")  # type: ignore[attr-defined]
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setitem(schema.STEPS, "0002-note", half)
        with pytest.raises(ZeroDivisionError):
            open_store(tmp_path, clock)
    with open_store(tmp_path, clock) as old:
        assert old.query("select count(*) as n from sqlite_master where name = 'note'") == [{"n": 0}]


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_rubbish_is_damage(tmp_path: Path, clock: Clock, content: bytes) -> None:
    (tmp_path / "records.db").write_bytes(content)
    with pytest.raises(StoreDamaged, match="backup"):
        open_store(tmp_path, clock)
    assert (tmp_path / "records.db").read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path, clock: Clock) -> None:
    with sqlite3.connect(tmp_path / "records.db") as other:
        other.execute("create table stamps (album text)")
    other.close()
    before = (tmp_path / "records.db").read_bytes()
    with pytest.raises(StoreDamaged, match="not a file that this program made"):
        open_store(tmp_path, clock)
    assert (tmp_path / "records.db").read_bytes() == before


def test_damage_after_a_crash_is_found_at_the_next_start(store: Store, tmp_path: Path, clock: Clock) -> None:
    store.close()
    path = tmp_path / "records.db"
    whole = bytearray(path.read_bytes())
    root = sqlite3.connect(path)
    page = root.execute("select rootpage from sqlite_master where name = 'pupil'").fetchone()[0]
    root.close()
    whole[(page - 1) * 4096 : (page - 1) * 4096 + 200] = b"\x99" * 200
    path.write_bytes(whole)
    (tmp_path / "records.db-wal").write_bytes(b"left behind by a crash")
    with pytest.raises(StoreDamaged):
        open_store(tmp_path, clock)


def test_a_crash_while_the_file_was_first_made_does_no_harm(tmp_path: Path, clock: Clock) -> None:
    """The file is there, in WAL mode, with nothing in it yet."""
    with sqlite3.connect(tmp_path / "records.db") as half:
        half.execute("pragma journal_mode = wal")
    half.close()
    with open_store(tmp_path, clock) as store:
        assert store.is_new


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_nobody_else_on_the_machine_may_read_it(store: Store, tmp_path: Path) -> None:
    for name in ("records.db", "records.db-wal", "records.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600, name


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotSaved, match="cannot be kept"):
        open_store(tmp_path / "file" / "folder", clock)


def test_opened_on_one_thread_used_on_another(store: Store) -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(store.school().name))
    thread.start()
    thread.join()
    assert found == ["Hazel Lane"]


# --- one door --------------------------------------------------------------------------------------------


def test_only_the_database_module_touches_the_connection() -> None:
    """`backup` is lent it by `database` for the copy, `seals` for its triggers; the rest read files of their own."""
    folder = Path(kiosk.records.__file__).parent
    allowed = {"database.py", "backup.py", "seals.py", "salvage.py", "erasing.py"}
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        imported = {
            name.name.split(".")[0]
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Import)
            for name in node.names
        }
        if path.name not in allowed:
            assert "sqlite3" not in imported, path
            assert not re.search(r"\._db\b|\.conn\b", text), path


def test_records_come_without_pygame_and_open_nothing_heavy() -> None:
    code = (
        "import sys, kiosk.records.store, kiosk.records.roster, kiosk.records.reports, kiosk.records.exports.table\n"
        "heavy = {'pygame', 'sqlite_utils', 'argon2', 'pydantic'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(kiosk.records.__file__).parents[2])


def test_transactions_are_never_nested_and_writes_never_outside(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside"), store.transaction(), store.transaction():
        pass
    with pytest.raises(RuntimeError, match="outside"):
        store._write("update org set name = 'x'")
    with pytest.raises(ValueError, match="only reads"):
        store.query("delete from org")
    assert store.school().name == "Hazel Lane"


def test_an_exception_inside_takes_everything_back(store: Store) -> None:
    def change_and_fail() -> None:
        with store.transaction():
            store._write("update org set name = 'x'")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert store.school().name == "Hazel Lane"


@pytest.mark.parametrize("table", schema._APPEND_ONLY)
def test_what_happened_can_only_grow(store: Store, table: str) -> None:
    attempt_id = begun(store)
    store.sign(attempt_id, signing("s-1"))
    assert store.query(f"select count(*) as n from {table}") != [{"n": 0}] or table == "content_version"
    if table == "content_version":
        with store.transaction():
            store._keep_content(stamp())
    column = store.query(f"pragma table_info({table})")[1]["name"]
    for change in (f"update {table} set {column} = {column}", f"delete from {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="only grows"), store.transaction():
            store._write(change)


def test_replacing_a_row_is_refused_too(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        store._write("insert or replace into audit select * from audit where seq = 1")


# --- the disk says no ------------------------------------------------------------------------------------


def fill(store: Store) -> None:
    """No page more than there are now."""
    pages = store.query("pragma page_count")[0]["page_count"]
    store._db.conn.execute(f"pragma max_page_count = {pages}")


def test_a_full_disk_is_not_thanked_for_and_works_again_later(store: Store) -> None:
    attempt_id = begun(store)
    fill(store)
    large = tuple(tuple((x % 1000, y) for x in range(200)) for y in range(200))
    for _ in range(3):
        with pytest.raises(NotSaved, match="disk is full"):
            store.sign(attempt_id, signing("s-1", strokes=large))
        assert store.query("select count(*) as n from signature") == [{"n": 0}]
        assert store.query("select count(*) as n from event where verb = 'agreed'") == [{"n": 0}]
    store._db.conn.execute("pragma max_page_count = 1000000")
    assert store.sign(attempt_id, signing("s-1", strokes=large)) == "s-1"
    assert store.check() == []


def test_read_only_is_not_saved(store: Store) -> None:
    attempt_id = begun(store)
    store._db.conn.execute("pragma query_only = on")
    with pytest.raises(NotSaved, match="may not write"):
        store.answered(attempt_id, Answer("q", "a", 1))
    store._db.conn.execute("pragma query_only = off")
    store.answered(attempt_id, Answer("q", "a", 1))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_that_is_really_full(store: Store, tmp_path: Path, clock: Clock) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("no mounting here")
    try:
        store.close()
        for name in ("records.db", "records.key"):
            (disk / name).write_bytes((tmp_path / name).read_bytes())
        with open_store(disk, clock) as small:
            attempt_id = begun(small)
            filler = disk / "filler"
            with pytest.raises(OSError, match="No space"):
                filler.write_bytes(b"\0" * 2_000_000)
            with pytest.raises(NotSaved):
                small.keep_place(attempt_id, {"long": "x" * 2_000_000})
            filler.unlink()
            assert small.sign(attempt_id, signing("s-1")) == "s-1"
            assert small.check() == []
    finally:
        subprocess.run(["umount", disk], check=True)


# --- time ------------------------------------------------------------------------------------------------


def clock_words(store: Store) -> list[int]:
    return [row["clock_ok"] for row in store.query("select clock_ok from event where verb = 'answered' order by seq")]


def test_a_clock_that_is_wrong_is_said_to_be(store: Store, clock: Clock) -> None:
    attempt_id = begun(store)
    right = clock.at
    for offset in (
        timedelta(0),
        timedelta(days=-1),
        timedelta(days=-3650),
        timedelta(days=3650),
        timedelta(minutes=5),
        timedelta(days=60),
        timedelta(days=59),
    ):
        clock.at = right + offset
        store.answered(attempt_id, Answer("q", "a", 1))
    assert clock_words(store) == [1, 0, 0, 0, 1, 1, 0]
    seen = [row["seq"] for row in store.query("select seq from event where verb = 'answered' order by seq")]
    assert seen == sorted(seen)


def test_a_first_start_with_the_factory_date_is_said_to_be_wrong(tmp_path: Path) -> None:
    clock = Clock(datetime(2015, 1, 1, tzinfo=UTC))
    with open_store(tmp_path, clock) as store:
        assert store._moment()[1] is False
        clock.at = datetime(2026, 9, 1, tzinfo=UTC)
        assert store._moment()[1] is True


def test_moments_are_kept_in_utc_and_shown_in_london(store: Store, clock: Clock) -> None:
    clock.at = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    assert store.today().isoformat() == "2027-07-01"
    attempt_id = begun(store)
    store.sign(attempt_id, signing("s-1"))
    assert store.query("select recorded_at from event where verb = 'agreed'")[0]["recorded_at"] == (
        "2027-06-30T23:30:00.000+00:00"
    )


def test_the_hour_that_comes_twice_keeps_its_order(store: Store, clock: Clock) -> None:
    """The clocks go back at 01:00 UTC on 31 October 2027: half past one comes twice in the school, once in the list."""
    attempt_id = begun(store)
    clock.at = datetime(2027, 10, 30, 23, 30, tzinfo=UTC)
    for nth in range(8):
        store.answered(attempt_id, Answer(f"q-{nth}", "a", 1))
        clock.pass_s(1800)
    rows = store.query("select seq, question_id, recorded_at, clock_ok from event where verb = 'answered' order by seq")
    assert [row["question_id"] for row in rows] == [f"q-{nth}" for nth in range(8)]
    assert [row["recorded_at"] for row in rows] == sorted({row["recorded_at"] for row in rows})
    assert {row["clock_ok"] for row in rows} == {1}


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2027, 3, 27, 23, 59, tzinfo=UTC), "2027-03-27"),
        (datetime(2027, 3, 28, 23, 30, tzinfo=UTC), "2027-03-29"),  # an hour ahead from this day on
        (datetime(2027, 10, 30, 23, 30, tzinfo=UTC), "2027-10-31"),
        (datetime(2027, 10, 31, 23, 30, tzinfo=UTC), "2027-10-31"),
        (datetime(2027, 8, 31, 23, 30, tzinfo=UTC), "2027-09-01"),  # and with it the school year
    ],
)
def test_the_schools_day_follows_summer_time(store: Store, clock: Clock, at: datetime, day: str) -> None:
    clock.at = at
    assert store.today().isoformat() == day


def test_order_is_that_of_the_list_whatever_the_clock_did(store: Store, clock: Clock) -> None:
    attempt_id = begun(store)
    right = clock.at
    for nth, offset in enumerate((0, -1, 3650, -3650, 0)):
        clock.at = right + timedelta(days=offset)
        store.answered(attempt_id, Answer(f"q-{nth}", "a", 1))
    clock.at = right
    store.complete(attempt_id, 100)
    told = store.subject_access(pupil_id(store, "Ben"))["what_happened"]
    assert [row["what"] for row in told] == ["began", *["answered"] * 5, "finished"]
    assert [row["clock_ok"] for row in store.query("select clock_ok from event where verb = 'answered'")] == [
        1, 0, 0, 0, 1,
    ]  # fmt: skip


def test_ids_of_events_sort_by_time() -> None:
    ids = [uuid7(datetime(2026, 11, 22, 10, 0, 0, n * 1000, tzinfo=UTC)) for n in range(100)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 100
    assert {value[14] for value in ids} == {"7"}
    assert {value[19] for value in ids} <= set("89ab")


def test_a_wording_is_kept_once(store: Store) -> None:
    store.keep_version(WORDING)
    assert store.query("select count(*) as n from agreement_in_force") == [{"n": 2}]
