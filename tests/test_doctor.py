"""What `kiosk doctor` finds: with the real machine where it can be had, else with what a system's own programs say."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import config, doctor
from kiosk.doctor import Finding, keeping, machine
from kiosk.records import backup, codes
from kiosk.records.rows import SetUp
from kiosk.records.store import Store

FIRST = SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", "a long quiet river")


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder of a school that has just begun and has a copy."""
    folder = tmp_path / "school"
    folder.mkdir(mode=0o700)
    with Store.open(folder / config.DATABASE) as store:
        store.set_up(FIRST)
        backup.copy(store, folder / backup.FOLDER)
    return folder


@pytest.fixture
def running(folder: Path) -> Iterator[Store]:
    with Store.open(folder / config.DATABASE) as store:
        yield store


def the(findings: list[Finding], what: str) -> Finding:
    [found] = [finding for finding in findings if finding.what == what]
    return found


def answers(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setattr(machine, "asked", lambda *command: told)
    monkeypatch.setattr(keeping, "asked", lambda *command: told)


# --- all of it -------------------------------------------------------------------------------------------


def test_it_looks_at_this_very_machine_and_changes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    findings = doctor.examine(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert len({finding.what for finding in findings}) == len(findings) >= 18
    assert not [finding for finding in findings if "could not be looked at" in finding.found]
    for finding in findings:
        assert bool(finding.do) == (finding.state != "ok"), finding
        assert str(finding).startswith(finding.state)
    for what in ("Records", "Access log", "Copies", "Data folder", "Who may read it", "Settings", "Clock and records"):
        assert the(findings, what).state == "ok", the(findings, what)


def test_one_check_that_fails_does_not_hide_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path) -> Finding:
        raise OSError("the disk is gone")

    monkeypatch.setattr(machine, "CHECKS", (broken, machine.sqlite))
    findings = doctor.examine(folder)
    assert the(findings, "Broken").found == "could not be looked at (OSError: the disk is gone)."
    assert the(findings, "SQLite").state == "ok"


# --- the machine -----------------------------------------------------------------------------------------


def block_device(system: Path, number: str, uuid: str | None, slaves: tuple[str, ...] = ()) -> None:
    """A block device as Linux shows it in /sys."""
    device = system / "devices" / number.replace(":", "-")
    (device / "slaves").mkdir(parents=True)
    if uuid is not None:
        (device / "dm").mkdir()
        (device / "dm" / "uuid").write_text(uuid + "\n")
    for slave in slaves:
        (device / "slaves" / slave).symlink_to(system / "devices" / slave.replace(":", "-"))
    (system / "dev" / "block").mkdir(parents=True, exist_ok=True)
    (system / "dev" / "block" / number).symlink_to(device)


@pytest.mark.parametrize(
    ("uuid", "below", "encrypted"),
    [
        ("CRYPT-LUKS2-4f2a-cryptroot", None, True),
        ("LVM-abc", "CRYPT-LUKS2-4f2a-cryptlvm", True),
        ("LVM-abc", "part-1", False),
        (None, None, False),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux tells it")
def test_an_encrypted_disk_on_linux(tmp_path: Path, uuid: str | None, below: str | None, encrypted: bool) -> None:
    number = os.stat(tmp_path).st_dev
    here = f"{os.major(number)}:{os.minor(number)}"
    if os.major(number) == 0:
        pytest.skip("this file system has no device of its own")
    system = tmp_path / "sys"
    if below is not None:
        block_device(system, "253:9", below)
    block_device(system, here, uuid, ("253:9",) if below is not None else ())
    assert machine._on_encrypted_disk(tmp_path, system) is encrypted


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux tells it")
def test_a_disk_that_does_not_say(tmp_path: Path) -> None:
    assert machine._on_encrypted_disk(tmp_path, tmp_path / "no such sys") is None


@pytest.mark.parametrize(
    ("told", "state"),
    [("1\r\n", "ok"), ("2\r\n", "fix"), ("5\r\n", "fix"), ("3\r\n", "ok"), ("", "look"), ("0\r\n", "fix")],
)
def test_bitlocker(monkeypatch: pytest.MonkeyPatch, told: str, state: str) -> None:
    answers(monkeypatch, told)
    assert machine._bitlocker("C:").state == state


def test_bitlocker_as_an_administrator_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "Volume C: [OS]\n    Protection Status:    Protection On\n")
    assert machine._bitlocker("C:").state == "ok"


@pytest.mark.parametrize(
    ("told", "state"), [("FileVault is On.\n", "ok"), ("FileVault is Off.\n", "fix"), ("", "look")]
)
def test_filevault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, told: str, state: str) -> None:
    monkeypatch.setattr(machine.sys, "platform", "darwin")
    answers(monkeypatch, told)
    assert machine.disk_encryption(tmp_path).state == state


@pytest.mark.parametrize(("free", "state"), [(200_000_000, "fix"), (3_000_000_000, "look"), (90_000_000_000, "ok")])
def test_room_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, state: str) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: usage._replace(free=free))
    assert machine.disk_space(tmp_path).state == state


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux tells it")
@pytest.mark.parametrize(
    ("told", "state"),
    [("NTP=yes\nNTPSynchronized=yes\n", "ok"), ("NTP=no\nNTPSynchronized=no\n", "look"), ("", "look")],
)
def test_who_keeps_the_clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, told: str, state: str) -> None:
    answers(monkeypatch, told)
    assert machine.clock(tmp_path).state == state


XRANDR = """\
Screen 0: minimum 320 x 200, current 3840 x 1080, maximum 16384 x 16384
HDMI-1 connected 1920x1080+1920+0 (normal left inverted right x axis y axis) 1893mm x 1065mm
eDP-1 connected primary 1920x1080+0+0 (normal left inverted right x axis y axis) {size}
DP-1 disconnected (normal left inverted right x axis y axis)
"""


@pytest.mark.parametrize(("size", "mm"), [("344mm x 194mm", 344.0), ("0mm x 0mm", 1893.0), ("160mm x 90mm", 1893.0)])
def test_how_wide_the_screen_is(size: str, mm: float) -> None:
    assert machine._from_xrandr(XRANDR.format(size=size)) == mm
    assert machine._from_xrandr("") is None


@pytest.mark.parametrize(
    ("pixels", "mm", "state", "said"),
    [
        ((1920, 1080), 345.0, "ok", "smallest button is 20 mm"),
        ((1920, 1080), 256.0, "look", "smallest button is 15 mm"),
        ((1024, 768), 345.0, "ok", "smallest button is 20 mm"),
        ((1280, 1024), None, "ok", "how large it is, it does not say"),
        ((800, 600), 345.0, "fix", "800 × 600"),
    ],
)
def test_a_screen_for_small_fingers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pixels: tuple[int, int], mm: float | None, state: str, said: str
) -> None:
    from kiosk.ui import screens

    monkeypatch.setattr(screens, "sizes", lambda: [pixels])
    monkeypatch.setattr(machine, "_screen_mm", lambda: mm)
    found = machine.screen(tmp_path)
    assert found.state == state
    assert said in found.found


def test_without_a_screen_or_loudspeakers_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "no such driver")
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    assert machine.screen(tmp_path).state == "look"
    assert machine.sound(tmp_path).state == "fix"


@pytest.mark.parametrize(("version", "warned"), [("3.40.1", True), ("3.51.2", True), ("3.51.3", False)])
def test_sqlite_with_the_wal_reset_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, warned: bool
) -> None:
    monkeypatch.setattr(machine, "SQLITE_VERSION", version)
    assert ("two programs" in machine.sqlite(tmp_path).found) is warned


# --- what is kept ----------------------------------------------------------------------------------------


def test_a_synced_folder_is_to_be_put_right(tmp_path: Path) -> None:
    found = keeping.data_folder(tmp_path / "OneDrive - School" / "kiosk")
    assert (found.state, "OneDrive" in found.found) == ("fix", True)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_folder_that_others_may_read(folder: Path) -> None:
    assert keeping.permissions(folder).state == "ok"
    folder.chmod(0o755)
    (folder / backup.FOLDER).chmod(0o755)
    assert keeping.permissions(folder).do == f"chmod 700 {folder}"


def test_who_may_read_on_windows(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(keeping.sys, "platform", "win32")
    answers(monkeypatch, f"{folder} NT AUTHORITY\\SYSTEM:(OI)(CI)(F)\n BUILTIN\\Users:(OI)(CI)(RX)\n")
    assert keeping.permissions(folder).state == "look"
    answers(monkeypatch, f"{folder} NT AUTHORITY\\SYSTEM:(OI)(CI)(F)\n SCHOOL\\kiosk:(OI)(CI)(F)\n")
    assert keeping.permissions(folder).state == "ok"


def test_settings_that_cannot_be_read(folder: Path) -> None:
    (folder / "settings.toml").write_text("volume = 11\n")
    assert "volume is from 0 to 1" in keeping.settings(folder).found


def test_no_records_yet(tmp_path: Path) -> None:
    assert [finding.state for finding in keeping.records(tmp_path)] == ["look"]
    assert keeping.copies(tmp_path).state == "ok"
    assert list(tmp_path.iterdir()) == []


def test_while_the_kiosk_runs_its_copy_is_looked_at(folder: Path, running: Store) -> None:
    assert "the kiosk is running" in the(keeping.records(folder), "Records").found
    assert keeping.copies(folder).state == "ok"
    running.log("export", None)


def test_records_that_were_not_closed(folder: Path) -> None:
    with Store.open(folder / config.DATABASE) as store:
        store.log("export", None)
        copied = {path: path.read_bytes() for path in folder.glob("records.db*")}
    for path, content in copied.items():
        path.write_bytes(content)
    assert "was stopped before" in the(keeping.records(folder), "Records").found


def test_damaged_records_and_damaged_copies(folder: Path) -> None:
    path = folder / config.DATABASE
    path.write_bytes(path.read_bytes().replace(b"Hazel Lane", b"Hazel Lame"))
    [found] = keeping.records(folder)
    assert (found.what, found.state) == ("Records", "fix")
    copy = backup.newest_first(folder / backup.FOLDER)[0]
    copy.write_bytes(copy.read_bytes()[:-4096])
    assert keeping.copies(folder).state == "fix"
    copy.unlink()
    assert keeping.copies(folder).state == "fix"


def test_copies_that_are_behind(folder: Path) -> None:
    late = datetime.now(UTC) + timedelta(days=9)
    with Store.open(folder / config.DATABASE, now=lambda: late) as store:
        store.log("export", None)
    assert keeping.copies(folder).state == "look"


def test_a_clock_behind_the_records(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = datetime.now(UTC) + timedelta(days=30)
    with Store.open(folder / config.DATABASE, now=lambda: ahead) as store, store.transaction():
        store._event("launched", {"id": None, "class_id": None}, mode=None)
    found = the(keeping.records(folder), "Clock and records")
    assert (found.state, "Set the clock" in found.do) == ("fix", True)


def test_a_log_that_somebody_changed(folder: Path) -> None:
    import sqlite3

    from kiosk.records import seals

    with sqlite3.connect(folder / config.DATABASE) as other:
        guard = other.execute("select sql from sqlite_schema where name = 'audit_no_update'").fetchone()[0]
        other.execute("drop trigger audit_no_update")
        other.execute("update audit set what = 'export' where seq = 1")
        other.execute(guard)
        seals.reseal(other)
    other.close()
    assert the(keeping.records(folder), "Access log").state == "fix"


def test_a_running_kiosk_tells_of_its_own_records_as_they_are_now(folder: Path, running: Store) -> None:
    assert the(doctor.examine(folder, inside=running), "Restore drill").state == "look"
    backup.drill(running, folder / backup.FOLDER, None)
    findings = doctor.examine(folder, inside=running)
    assert the(findings, "Restore drill").state == "ok"
    assert {"Access log", "Clock and records", "Copies"} <= {finding.what for finding in findings}


def test_drills(folder: Path) -> None:
    assert the(keeping.records(folder), "Restore drill").state == "look"
    now = datetime.now(UTC)
    for ago, state in ((timedelta(days=200), "look"), (timedelta(days=1), "ok")):
        with Store.open(folder / config.DATABASE, now=lambda ago=ago: now - ago) as store:  # type: ignore[misc]
            backup.drill(store, folder / backup.FOLDER, None)
        assert the(keeping.records(folder), "Restore drill").state == state
    copy = backup.newest_first(folder / backup.FOLDER)[0]
    copy.write_bytes(copy.read_bytes().replace(b"Hazel Lane", b"Hazel Lame"))
    with Store.open(folder / config.DATABASE) as store:
        backup.drill(store, folder / backup.FOLDER, None)
    assert the(keeping.records(folder), "Restore drill").state == "fix"


def test_damage_that_was_made_good_is_told_until_the_files_are_gone(folder: Path) -> None:
    from kiosk.records import salvage

    path = folder / config.DATABASE
    path.write_bytes(path.read_bytes().replace(b"Hazel Lane", b"Hazel Lame"))
    store, _ = salvage.open_store(path, folder / backup.FOLDER)
    store.close()
    found = the(keeping.records(folder), "Damaged records")
    assert found.state == "look"
    assert "was put back" in found.found
    shutil.rmtree(folder / salvage.FOLDER)
    assert not [finding for finding in keeping.records(folder) if finding.what == "Damaged records"]


def test_an_erasure_that_waits(folder: Path) -> None:
    with Store.open(folder / config.DATABASE) as store, store.transaction():
        store._write("insert into erasure (at, reason, kind, what_sha256) values ('2026-11-22', 'asked', 'pupil', 'f')")
        store._write("insert into erasure_open select seq from erasure")
    assert the(keeping.records(folder), "Erasures").state == "look"
