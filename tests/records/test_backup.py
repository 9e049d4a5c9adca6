import json
import os
import random
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.records import backup, schema, seals
from kiosk.records.faults import NotFound, NotSaved, StoreBusy, StoreDamaged
from kiosk.records.files import sum_file
from kiosk.records.store import Store

from .killing import needs_fork, told_until_killed
from .made import FIRST, WORDING, Clock, class_id, open_store, person, pupil_id, signing
from .test_corrections import finish, sign


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
    day, number = date(2026, 9, 1), 0
    while day < date(2028, 1, 20):
        if day.weekday() < 5 and day.month != 8:
            for number in (number + 1, number + 2):  # noqa: B020
                (tmp_path / f"records-{number:010d}-{day}.db").touch()
            backup.thin(tmp_path)
        day += timedelta(days=1)
    kept = [(row.on.isoformat(), row.kept_as) for row in backup.kept(tmp_path)]
    assert kept == [
        ("2028-01-19", "daily"), ("2028-01-18", "daily"), ("2028-01-17", "daily"), ("2028-01-14", "daily"),
        ("2028-01-13", "daily"), ("2028-01-12", "daily"), ("2028-01-11", "daily"), ("2028-01-07", "weekly"),
        ("2027-12-31", "weekly"), ("2027-12-17", "termly"), ("2027-07-30", "termly"),
    ]  # fmt: skip
    assert len(list(tmp_path.iterdir())) == len(kept)
    assert all(int(path.name.split("-")[1]) % 2 == 0 for path in tmp_path.iterdir())


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
    assert list(folder.glob("*.db")) == [made[-1]]
    assert len(list(folder.iterdir())) == 2, "and its sum"


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
    assert list((tmp_path / "backups").glob("*.db")) == [good]


def test_a_folder_that_cannot_be_used_is_a_sentence(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotSaved, match="backup"):
        store.back_up(tmp_path / "file")


def test_the_key_is_not_in_it(store: Store, tmp_path: Path) -> None:
    path = store.back_up(tmp_path / "backups")
    assert (tmp_path / "records.key").read_bytes() not in path.read_bytes()
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("pragma application_id").fetchone()[0] != 0


# --- looking one over ------------------------------------------------------------------------------------


def test_a_copy_that_was_looked_over_says_what_is_in_it(store: Store, tmp_path: Path, clock: Clock) -> None:
    sign(store, "Ben", "s-1")
    found = backup.verify(store.back_up(tmp_path / "backups"))
    assert (found.pupils, found.signatures, found.as_at) == (5, 1, clock.at)
    assert found.events == store.query("select count(*) as n from event")[0]["n"]


def test_a_whole_copy_is_whole_without_its_sum_too(store: Store, tmp_path: Path) -> None:
    path = store.back_up(tmp_path / "backups")
    found = backup.verify(path)
    sum_file(path).unlink()
    assert backup.verify(path) == found


@pytest.mark.parametrize("summed", [True, False])
@pytest.mark.parametrize("spoil", ["a letter", "the end", "another file", "nothing left"])
def test_a_spoiled_copy_is_refused(store: Store, tmp_path: Path, spoil: str, summed: bool) -> None:
    sign(store, "Ben", "s-1")
    path = store.back_up(tmp_path / "backups")
    content = path.read_bytes()
    if spoil == "a letter":
        path.write_bytes(content.replace(b"Hazel Lane", b"Hazel Lame"))
    elif spoil == "the end":
        path.write_bytes(content[:-4096])
    elif spoil == "another file":
        path.write_bytes(b"PK\3\4" + content[4:])
    else:
        path.write_bytes(b"")
    if not summed:
        sum_file(path).unlink()
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match=path.name):
        backup.verify(path)
    with pytest.raises(StoreDamaged):
        backup.restore(store, path, person(store, "lead"))
    assert path.read_bytes() == before
    assert {entry.name for entry in path.parent.iterdir()} <= {path.name, sum_file(path).name}
    assert store.school().name == "Hazel Lane"
    assert backup.newest_whole(path.parent) is None


# --- going back to one -----------------------------------------------------------------------------------


def everything(store: Store) -> dict[str, list[dict[str, object]]]:
    left_out = ("audit", "audit_head", "running")
    return {
        table.name: store.query(f"select * from {table.name} order by {table.key}")
        for table in store.sealed_tables()
        if table.name not in left_out
    }


@pytest.mark.parametrize("rounds", [5, pytest.param(50, marks=pytest.mark.long)])
def test_restored_and_compared(store: Store, tmp_path: Path, clock: Clock, rounds: int) -> None:
    """Work, a copy, more work, back to the copy: it is the records of that moment, table by table."""
    backups = tmp_path / "backups"
    chance = random.Random(rounds)
    then: dict[Path, dict[str, list[dict[str, object]]]] = {}
    for nth in range(rounds):
        clock.pass_s(86_400)
        for name in chance.sample(["Ben", "Zoë", "Amara K", "Amara O"], chance.randrange(1, 5)):
            finish(store, name, f"ks2-rule-{chance.randrange(14)}")
            sign(store, name, f"s-{nth}-{name}")
        path = store.back_up(backups)
        then[path] = everything(store)
        sign(store, "Ben", f"after-{nth}")
        assert backup.newest_first(backups)[0] == path, "numbers grow, also after going back"
        path = chance.choice(backup.newest_first(backups))
        aside = everything(store)
        there = {row["event_id"] for row in then[path]["event"]}
        since = len([row for row in aside["event"] if row["event_id"] not in there])
        restored = backup.restore(store, path, person(store, "lead"))
        assert everything(store) == then[path]
        assert restored.events_after == since
        assert store.check() == []
        assert store.check_audit() == []
        with closing(sqlite3.connect(restored.kept_aside)) as kept:
            assert kept.execute("select count(*) from event").fetchone()[0] == len(aside["event"])
        restored.kept_aside.unlink()


def test_the_same_store_goes_on_after_a_restore(store: Store, tmp_path: Path, clock: Clock) -> None:
    path = store.back_up(tmp_path / "backups")
    sign(store, "Ben", "s-1")
    restored = backup.restore(store, path, person(store, "lead"))
    assert store.agreement_due(pupil_id(store, "Ben"), WORDING.sha256)
    assert str(restored) == (
        "The records are as they were on 22 Nov 2026; 4 things recorded since then are not in them. Staff codes are "
        "those of that day. The file that was replaced is kept as records-before-restore-2026-11-22.db."
    )
    sign(store, "Ben", "s-2")
    store.close()
    with open_store(tmp_path, clock) as again:
        assert not again.agreement_due(pupil_id(again, "Ben"), WORDING.sha256)
        assert [row["what"] for row in again.query("select what from audit order by seq desc limit 2")] == [
            "launch", "restored",
        ]  # fmt: skip


def test_nobody_else_gets_at_the_records_meanwhile(
    store: Store, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.back_up(tmp_path / "backups")
    become = store._become

    def trying(source: Path) -> None:
        with pytest.raises(StoreBusy):
            open_store(tmp_path, clock)
        become(source)

    monkeypatch.setattr(store, "_become", trying)
    backup.restore(store, path, person(store, "lead"))


def test_a_restore_that_the_disk_refuses_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = store.back_up(tmp_path / "backups")
    sign(store, "Ben", "s-1")
    before = everything(store)
    (tmp_path / "records.db.tmp").mkdir()  # in the way of the new file
    with pytest.raises(NotSaved, match="Nothing was changed"):
        backup.restore(store, path, person(store, "lead"))
    assert everything(store) == before
    (tmp_path / "records.db.tmp").rmdir()
    sign(store, "Zoë", "s-2")


def test_a_copy_from_another_machine_may_be_gone_to(store: Store, tmp_path: Path, clock: Clock) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with open_store(other, clock) as elsewhere:
        elsewhere.set_up(FIRST)
        path = elsewhere.back_up(other / "backups")
    sign(store, "Ben", "s-1")
    assert backup.restore(store, path, person(store, "lead")).events_after == 4
    assert store.known_pupils() == []
    assert store.check_audit(), "its log was made with a key that is not here"


# --- trying it out ---------------------------------------------------------------------------------------


def test_a_drill_compares_and_is_written_down(store: Store, tmp_path: Path, clock: Clock) -> None:
    sign(store, "Ben", "s-1")
    backups = tmp_path / "backups"
    path = store.back_up(backups)
    sign(store, "Zoë", "s-2")
    assert backup.last_drill(store) is None
    drill = backup.drill(store, backups, person(store, "lead"))
    assert (drill.fine, drill.copy, drill.events, drill.faults) == (True, path.name, 4, ())
    assert backup.last_drill(store) == drill
    assert "4 events, all the same" in str(drill)
    assert not (tmp_path / "drill").exists()
    assert backup.newest_first(backups) == [path]


def test_a_drill_finds_a_copy_that_is_of_something_else(store: Store, tmp_path: Path, clock: Clock) -> None:
    sign(store, "Ben", "s-1")
    backups = tmp_path / "backups"
    path = store.back_up(backups)
    with closing(sqlite3.connect(path)) as other:
        other.execute("drop trigger event_no_update")
        other.execute("update event set lesson_title = 'another' where seq = 3")
        seals.reseal(other)
        other.commit()
    drill = backup.drill(store, backups, person(store, "lead"))
    assert drill.faults == ("1 rows of event are not the same as in the records.",)
    assert not backup.last_drill(store).fine  # type: ignore[union-attr]


def test_a_drill_finds_a_spoiled_copy(store: Store, tmp_path: Path) -> None:
    path = store.back_up(tmp_path / "backups")
    path.write_bytes(path.read_bytes().replace(b"Hazel Lane", b"Hazel Lame"))
    assert not backup.drill(store, tmp_path / "backups", None).fine


def test_no_backup_no_drill(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no backup yet"):
        backup.drill(store, tmp_path / "backups", None)


# --- reading while the kiosk runs ------------------------------------------------------------------------


def test_records_that_nobody_has_open_are_read_themselves(store: Store, tmp_path: Path) -> None:
    store.close()
    records, as_at = backup.open_reading(tmp_path / "records.db", tmp_path / "backups")
    with records:
        assert as_at is None
        assert not records.is_copy


def test_while_the_kiosk_runs_its_newest_whole_copy_is_read(store: Store, tmp_path: Path, clock: Clock) -> None:
    backups = tmp_path / "backups"
    sign(store, "Ben", "s-1")
    store.back_up(backups)
    clock.pass_s(86_400)
    sign(store, "Zoë", "s-2")
    broken = store.back_up(backups)
    broken.write_bytes(broken.read_bytes()[:-8192])
    records, as_at = backup.open_reading(tmp_path / "records.db", backups)
    with records:
        assert as_at == clock.at - timedelta(days=1)
        assert records.is_copy
        assert [row["mark_kind"] for row in records.query("select mark_kind from signature")] == ["signature"]
        with pytest.raises(NotSaved):
            sign(records, "Ben", "s-3")
    sign(store, "Zoë", "s-4")


def test_without_a_copy_it_says_that_the_kiosk_runs(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreBusy, match="no backup to read instead"):
        backup.open_reading(tmp_path / "records.db", tmp_path / "backups")


def test_a_copy_of_an_older_program_is_brought_up_to_date_for_reading(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.back_up(tmp_path / "backups")
    before = path.read_bytes()
    monkeypatch.setitem(
        schema.STEPS, "9999-note", lambda db: db.execute("create table note (id integer primary key) strict")
    )
    with Store.reading(path, tmp_path / "records.db") as records:
        assert records.query("select count(*) as n from note") == [{"n": 0}]
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*before*"))


def test_what_is_logged_from_a_copy_reaches_the_log_once(store: Store, tmp_path: Path, clock: Clock) -> None:
    backups = tmp_path / "backups"
    store.back_up(backups)
    records, _ = backup.open_reading(tmp_path / "records.db", backups)
    with records:
        records.log("export", person(records, "lead"), report="class_record", rows=4, file="4B.csv")
        records.log("export", None, report="class_record", rows=4, file="4B_2.csv")
    (tmp_path / "access-log-later.jsonl").open("a").write("half a li")
    later = (tmp_path / "access-log-later.jsonl").read_bytes()
    backup.daily(store, backups)
    rows = store.query("select staff_id, detail from audit where what = 'export' order by seq")
    assert [row["staff_id"] for row in rows] == [person(store, "lead").id, None]
    assert [json.loads(row["detail"])["file"] for row in rows] == ["4B.csv", "4B_2.csv"]
    assert store.check_audit() == []
    (tmp_path / "access-log-later.taken").write_bytes(later)  # the file outlived a power cut
    store.close()
    with open_store(tmp_path, clock) as again:
        assert len(again.query("select seq from audit where what = 'export'")) == 2
    assert not list(tmp_path.glob("access-log*"))


# --- kill -9 while a copy is made ------------------------------------------------------------------------


def copy_on(folder: Path, told: int) -> None:
    """In the child process: record something, copy, tell of it, again."""
    clock = Clock()
    with open_store(folder, clock) as store:
        while True:
            clock.pass_s(86_400)
            store.log("export", None)
            os.write(told, store.back_up(folder / "backups").name.encode() + b"\n")


@needs_fork
@pytest.mark.parametrize("rounds", [10, pytest.param(100, marks=pytest.mark.long)])
def test_killed_while_copying(store: Store, tmp_path: Path, rounds: int) -> None:
    """The last good copy is still there, and whatever is called a copy is whole."""
    chance = random.Random(rounds)
    backups = tmp_path / "backups"
    store.close()
    half_made = 0
    for _ in range(rounds):
        copies = told_until_killed(lambda told: copy_on(tmp_path, told), chance.randrange(400_000))
        half_made += len(list(backups.glob("*.tmp")))
        kept = backup.newest_first(backups)
        assert backups / copies[-1] in kept[:2], "the last that was told of, or one more"
        for path in kept:
            backup.verify(path)
    assert half_made, "no kill fell into the making of a copy"
