"""Damaged records are found at the start, put aside untouched, and made good: a backup, and what the file still has."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.records import backup, salvage
from kiosk.records.database import faults
from kiosk.records.faults import StoreBusy, StoreDamaged
from kiosk.records.rows import Answer
from kiosk.records.store import Store

from .made import Clock, class_id, open_store, person, signing, stamp

PAGE = 4096


def work(store: Store, lesson_id: str) -> None:
    """A morning's worth: a lesson and the agreement by everybody."""
    lesson = stamp(lesson_id)
    launch = store.launch(class_id(store), [lesson], True, "individual", person(store, "teacher"))
    for pupil in store.pupils(class_id(store)):
        attempt_id = store.begin(launch.id, pupil.id, lesson, 1).attempt_id
        for nth in range(8):
            store.answered(attempt_id, Answer(f"q-{nth}", "a", 1))
        store.complete(attempt_id, 200)
        strokes = tuple(tuple((x, (x * nth) % 1000) for x in range(120)) for nth in range(6))
        signing_id = f"{lesson_id} {pupil.id}"
        store.sign(store.begin(launch.id, pupil.id, None, 1).attempt_id, signing(signing_id, strokes=strokes))
    store.end(launch.id)


@pytest.fixture
def school(store: Store, tmp_path: Path, clock: Clock) -> Path:
    """A folder with records, a backup, and work done since."""
    for nth in range(6):
        work(store, f"ks2-rule-{nth}")
        clock.pass_s(86_400)
    store.back_up(tmp_path / "backups")
    for nth in range(6, 10):
        work(store, f"ks2-rule-{nth}")
        clock.pass_s(86_400)
    store.close()
    return tmp_path


Told = dict[str, dict[object, tuple[object, ...]]]


def told(path: Path) -> Told:
    """Every row that is sealed, by table and key."""
    from kiosk.records import seals

    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: {
                row[0]: row[1:]
                for row in connection.execute(f"select {table.key}, {', '.join(table.columns)} from {table.name}")
            }
            for table in seals.tables(connection)
        }


# --- two hundred ways to be damaged ----------------------------------------------------------------------


def _flip(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    for at in range(start, min(len(content), start + chance.choice((1, 16, 400)))):
        content[at] ^= chance.randrange(1, 256)


def _letter(content: bytearray, chance: random.Random) -> None:
    """One letter in the words of a row is another: what no check of the pages can see."""
    word = chance.choice((b"ks2-rule-", b"individual", b"Title of", b"q-", b"Ms Okafor", b"Price", b"completed"))
    places = [at for at in range(len(content)) if content.startswith(word, at)]
    content[chance.choice(places) + 1] ^= 0x04


def _page(content: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(content) // PAGE) * PAGE


def _zero(content: bytearray, chance: random.Random) -> None:
    at = _page(content, chance)
    content[at : at + PAGE] = bytes(PAGE)


def _swap(content: bytearray, chance: random.Random) -> None:
    a, b = _page(content, chance), _page(content, chance)
    content[a : a + PAGE], content[b : b + PAGE] = content[b : b + PAGE], content[a : a + PAGE]


def _noise(content: bytearray, chance: random.Random) -> None:
    at = _page(content, chance)
    content[at : at + 512] = chance.randbytes(512)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _head(content: bytearray, chance: random.Random) -> None:
    content[: chance.choice((16, 100))] = chance.randbytes(chance.choice((16, 100)))


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _letter,
    _zero,
    _swap,
    _noise,
    _cut,
    _head,
    _letter,
)


@pytest.mark.parametrize("many", [24, pytest.param(200, marks=pytest.mark.long)])
def test_damaged_files_are_found_and_made_good(school: Path, clock: Clock, many: int) -> None:
    whole = (school / "records.db").read_bytes()
    before = told(school / "records.db")
    backed_up = told(backup.newest_first(school / "backups")[0])
    found = by_pages = kept = had = 0
    for nth in range(many):
        chance = random.Random(nth)
        content = bytearray(whole)
        DAMAGES[nth % len(DAMAGES)](content, chance)
        if content == whole:
            continue
        room = school / f"room-{nth}"
        room.mkdir()
        shutil.copytree(school / "backups", room / "backups")
        for name in ("records.key", "records.db.sum"):
            shutil.copyfile(school / name, room / name)
        (room / "records.db").write_bytes(content)
        by_pages += _pages_are_bad(room / "records.db")
        store, recovered = salvage.open_store(
            room / "records.db", room / "backups", now=clock.now, monotonic=clock.monotonic
        )
        with store:
            assert store.check() == [], nth
            after = {
                table.name: {
                    row.pop("the_key"): tuple(row.values())
                    for row in store.query(
                        f"select {table.key} as the_key, {', '.join(table.columns)} from {table.name}"
                    )
                }
                for table in store.sealed_tables()
            }
        if recovered is None:
            assert after == before, f"{nth}: opened as if nothing had happened"
            continue
        found += 1
        assert [folder.name for folder in salvage.quarantined(room / "records.db")] == ["2026-12-02"]
        assert (room / "damaged" / recovered.kept_in / "records.db").read_bytes() == content, "put aside untouched"
        for table in ("event", "signature", "enrolment", "pupil", "staff", "launch", "content_version"):
            assert after[table].keys() >= backed_up[table].keys(), (nth, table)
            for key, row in after[table].items():
                assert row == before[table].get(key) or row == backed_up[table].get(key), (nth, table, key)
        missing = sum(len(before[table].keys() - after[table].keys()) for table in before)
        assert recovered.lost == -1 or missing <= recovered.lost, nth
        kept += len(after["event"])
        had += len(before["event"])
        shutil.rmtree(room)
    assert found >= many * 0.8
    assert by_pages < found, "the rows' own digests found some that SQLite's check of the pages did not"
    assert kept / had > 0.85, "most of what was newer than the backup was read out of the damaged files"


def _pages_are_bad(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            return bool(connection.execute("pragma integrity_check(1)").fetchone()[0] != "ok")
    except sqlite3.Error:
        return True


# --- one at a time ---------------------------------------------------------------------------------------


def spoil(path: Path, word: bytes = b"answeredks2-rule-8Title") -> None:
    content = bytearray(path.read_bytes())
    content[content.index(word)] ^= 1
    path.write_bytes(content)


def opened(folder: Path, clock: Clock) -> tuple[Store, object]:
    return salvage.open_store(folder / "records.db", folder / "backups", now=clock.now, monotonic=clock.monotonic)


def test_whole_records_are_simply_opened(school: Path, clock: Clock) -> None:
    store, recovered = opened(school, clock)
    with store:
        assert recovered is None
        assert salvage.recoveries(store) == []
    assert not (school / "damaged").exists()


def test_it_is_in_the_access_log_and_can_be_told_later(school: Path, clock: Clock) -> None:
    spoil(school / "records.db")
    store, recovered = opened(school, clock)
    with store:
        assert salvage.recoveries(store) == [recovered]
        assert "were found damaged on 2 Dec 2026: the backup of" in str(recovered)
        assert store.check_audit() == []
    again, recovered = opened(school, clock)
    with again:
        assert recovered is None, "once"


def test_everything_but_the_spoiled_row_is_there(school: Path, clock: Clock) -> None:
    before = told(school / "records.db")["event"]
    spoil(school / "records.db")
    store, recovered = opened(school, clock)
    with store:
        after = {row["seq"] for row in store.query("select seq from event")}
        assert len(before.keys() - after) == 1
        assert recovered.lost == 1  # type: ignore[attr-defined]


def test_without_any_backup_what_can_be_read_is_kept(school: Path, clock: Clock) -> None:
    before = told(school / "records.db")["event"]
    shutil.rmtree(school / "backups")
    spoil(school / "records.db")
    store, recovered = opened(school, clock)
    with store:
        assert "there was no backup to use" in str(recovered)
        assert len(store.query("select seq from event")) == len(before) - 1
        assert store.school().name == "Hazel Lane"
        assert store.check() == []


def test_with_nothing_to_go_by_it_stays_as_it_is_and_says_so(school: Path, clock: Clock) -> None:
    shutil.rmtree(school / "backups")
    content = b"SQLite format 3\0" + random.Random(1).randbytes(40_000)
    (school / "records.db").write_bytes(content)
    with pytest.raises(StoreDamaged):
        opened(school, clock)
    assert (school / "records.db").read_bytes() == content
    assert salvage.quarantined(school / "records.db") == []


def test_another_programs_file_is_left_alone_without_a_backup(tmp_path: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(tmp_path / "records.db")) as other:
        other.execute("create table stamps (album text)")
    content = (tmp_path / "records.db").read_bytes()
    with pytest.raises(StoreDamaged, match="not a file that this program made"):
        opened(tmp_path, clock)
    assert (tmp_path / "records.db").read_bytes() == content


def test_a_damaged_backup_is_passed_over(school: Path, clock: Clock) -> None:
    newest = backup.newest_first(school / "backups")[0]
    older = newest.with_name("records-0000000009-2026-11-01.db")
    shutil.copyfile(newest, older)
    spoil(newest, b"answeredks2-rule-3Title")
    spoil(school / "records.db")
    store, recovered = opened(school, clock)
    with store:
        assert recovered.copy == older.name  # type: ignore[attr-defined]


def test_stopped_half_way_it_begins_again(school: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut at each step: what stands then leads to the same records at the next start."""
    spoil(school / "records.db")
    damaged = (school / "records.db").read_bytes()
    steps = 0

    class Cut(BaseException):
        pass

    def count(name: str, real: Callable[..., object], stop: int) -> Callable[..., object]:
        def counted(*values: object, **named: object) -> object:
            nonlocal steps
            steps += 1
            if steps == stop:
                raise Cut
            return real(*values, **named)

        return counted

    for stop in range(1, 40):
        room = school / f"room-{stop}"
        shutil.copytree(school / "backups", room / "backups")
        for name in ("records.key", "records.db"):
            shutil.copyfile(school / name, room / name)
        steps = 0
        with monkeypatch.context() as patch:
            for name in ("replace", "mkdir"):
                patch.setattr(salvage.os, name, count(name, getattr(salvage.os, name), stop))
            patch.setattr(salvage.shutil, "copyfile", count("copyfile", shutil.copyfile, stop))
            try:
                store, _ = opened(room, clock)
                store.close()
                cut = False
            except Cut:
                cut = True
        store, _ = opened(room, clock)
        with store:
            assert len(store.query("select seq from event where lesson_title = 'Title of ks2-rule-9'")) > 0, stop
            assert store.check() == [], stop
        assert any(
            (folder / "records.db").read_bytes() == damaged for folder in salvage.quarantined(room / "records.db")
        )
        shutil.rmtree(room)
        if not cut:
            break
    assert 8 < stop < 39, "every step was cut once"


def test_a_running_kiosk_is_left_alone(school: Path, clock: Clock) -> None:
    with open_store(school, clock), pytest.raises(StoreBusy):
        opened(school, clock)


def test_a_write_ahead_log_that_a_crash_left_is_read_too(school: Path, clock: Clock) -> None:
    """What was recorded last is in the log beside the file; the file itself is damaged."""
    store = open_store(school, clock)
    work(store, "ks2-rule-last")
    crashed = school / "crashed"
    crashed.mkdir()
    for path in school.glob("records.*"):
        shutil.copyfile(path, crashed / path.name)
    shutil.copytree(school / "backups", crashed / "backups")
    last = store.query("select count(*) as n from event")[0]["n"]
    store.close()
    spoil(crashed / "records.db")
    store, recovered = opened(crashed, clock)
    with store:
        assert recovered is not None
        assert last - len(store.query("select seq from event")) <= 1
        assert list(faults(store._db.conn)) == []


def test_the_lead_is_told_at_the_next_sign_in_and_once(school: Path, clock: Clock) -> None:
    spoil(school / "records.db")
    store, recovered = opened(school, clock)
    with store:
        lead = person(store, "lead")
        [notice] = store.notices(lead)
        assert (notice.kind, str(recovered) in notice.text) == ("damaged", True)
        assert store.notices(person(store, "teacher")) == []
        store.notices_seen(lead, [notice])
        assert store.notices(lead) == []


# --- the log that a crash left ---------------------------------------------------------------------------


@pytest.fixture
def crashed(school: Path, clock: Clock) -> Path:
    """A folder as a killed program leaves it: much of what is newest is in the log beside the file."""
    store = open_store(school, clock)
    store._db.conn.execute("pragma wal_autocheckpoint = 0")
    work(store, "ks2-rule-last")
    folder = school / "crashed"
    folder.mkdir()
    for path in school.glob("records.*"):
        shutil.copyfile(path, folder / path.name)
    shutil.copytree(school / "backups", folder / "backups")
    (folder / "records.db-shm").unlink()
    (folder / "count").write_text(str(store.query("select count(*) as n from event")[0]["n"]))
    store.close()
    return folder


def test_a_log_that_is_whole_is_simply_read(crashed: Path, clock: Clock) -> None:
    store, recovered = opened(crashed, clock)
    with store:
        assert recovered is None
        assert len(store.query("select seq from event")) == int((crashed / "count").read_text())


def test_the_last_change_alone_may_be_missing(crashed: Path, clock: Clock) -> None:
    """So it is after a power cut; nobody had been thanked for it."""
    log = crashed / "records.db-wal"
    log.write_bytes(log.read_bytes()[:-3000])
    store, recovered = opened(crashed, clock)
    with store:
        assert recovered is None
        assert store.check() == []


@pytest.mark.parametrize("spoilt", ["a page", "a frame", "the head"])
@pytest.mark.parametrize("many", [6, pytest.param(60, marks=pytest.mark.long)])
def test_a_log_that_the_disk_has_spoiled_is_found_and_read_on(
    crashed: Path, clock: Clock, spoilt: str, many: int
) -> None:
    whole = (crashed / "records.db-wal").read_bytes()
    had = int((crashed / "count").read_text())
    frames = (len(whole) - 32) // (24 + PAGE)
    chance = random.Random(spoilt)
    found = 0
    for nth in range(many):
        room = crashed / f"room-{nth}"
        shutil.copytree(crashed, room, ignore=shutil.ignore_patterns("room-*"))
        content = bytearray(whole)
        at = 32 + chance.randrange(frames // 2) * (24 + PAGE)
        at += {"a page": 24 + chance.randrange(PAGE), "a frame": chance.randrange(8, 24), "the head": 0}[spoilt]
        content[at if spoilt != "the head" else chance.randrange(24)] ^= chance.randrange(1, 256)
        (room / "records.db-wal").write_bytes(content)
        store, recovered = opened(room, clock)
        with store:
            assert store.check() == []
            kept = len(store.query("select seq from event"))
            assert recovered is not None
            assert recovered.lost < 0 or had - kept <= recovered.lost  # type: ignore[attr-defined]
            assert kept > had * 0.8
            found += kept == had
        shutil.rmtree(room)
    assert found, "a spoiled page of which a later one was written loses nothing"
