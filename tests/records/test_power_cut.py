"""The plug is pulled: whatever was thanked for is there, and nothing is half there.

A kill leaves what was written in the system's cache; a power cut does not. So a child process signs while every write
and every sync of it is written down (`powercut.c`), and the disk is then put together as it may stand after a cut at
any moment: what was synced is there; of what was not, each write is there, or not, or torn between sectors, and the
last changes of names may be undone. The same has to fail where SQLite syncs less, or it would prove nothing.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.records import backup, salvage
from kiosk.records.store import Store

from .made import FIRST, Clock, class_id, open_store, person, signing

HERE = Path(__file__).parent
SECTOR = 512
CUTS = [40, pytest.param(500, marks=pytest.mark.long)]
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("gcc") is None, reason="needs Linux and a C compiler"
)


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("powercut") / "powercut.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", made, HERE / "powercut.c", "-ldl"], check=True)
    return made


# --- what the disk was told ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """One record of the log; see `powercut.c`."""

    kind: str
    path: str
    offset: int
    data: bytes


def read_log(log: Path) -> list[Told]:
    content, at, told = log.read_bytes(), 0, []
    while at < len(content):
        kind, length, offset, size = struct.unpack_from("<cIQQ", content, at)
        at += 21
        path = content[at : at + length].decode()
        told.append(Told(kind.decode(), path, offset, content[at + length : at + length + size]))
        at += length + size
    return told


@dataclass
class File:
    disk: bytearray
    """What a power cut cannot take away."""
    pending: list[Told] = field(default_factory=list)
    """What it can, in the order in which it was written."""

    def sync(self) -> None:
        for told in self.pending:
            apply(self.disk, told)
        self.pending = []

    def after_cut(self, chance: random.Random) -> bytearray:
        content = bytearray(self.disk)
        for told in self.pending:
            if chance.random() < 0.5:
                apply(content, told)
            elif told.kind == "W" and chance.random() < 0.5:
                for at in range(0, len(told.data), SECTOR):
                    if chance.random() < 0.5:
                        apply(content, Told("W", told.path, told.offset + at, told.data[at : at + SECTOR]))
        return content


def apply(content: bytearray, told: Told) -> None:
    if told.kind == "T":
        del content[told.offset :]
        content.extend(bytes(told.offset - len(content)))
    else:
        content.extend(bytes(max(0, told.offset - len(content))))
        content[told.offset : told.offset + len(told.data)] = told.data


@dataclass
class Disk:
    """Names and files apart: a name that is new, gone or another's is safe once its folder was synced."""

    names: dict[str, File]
    unsynced: list[tuple[str, str, File | None]] = field(default_factory=list)
    """Changes of names since then: (folder, path, what stood there before)."""

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        files = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm")]
        return cls({str(path): File(bytearray(path.read_bytes())) for path in files})

    def hear(self, told: Told) -> None:
        if told.kind in "WT":
            if told.path in self.names:
                self.names[told.path].pending.append(told)
        elif told.kind == "S":
            if told.path in self.names:
                self.names[told.path].sync()
            else:  # a folder
                self.unsynced = [change for change in self.unsynced if change[0] != told.path]
        elif told.kind == "C":
            self._name(told.path, File(bytearray()))
        elif told.kind == "U":
            self._name(told.path, None)
        elif told.kind == "R":
            moved = self.names.get(told.path)
            self._name(told.data.decode(), moved)
            self._name(told.path, None)

    def _name(self, path: str, file: File | None) -> None:
        self.unsynced.append((str(Path(path).parent), path, self.names.get(path)))
        if file is None:
            self.names.pop(path, None)
        else:
            self.names[path] = file

    def write(self, folder: Path, to: Path, chance: random.Random) -> None:
        """As it stands after a cut now. Names are kept in a journal: the last few changes are lost, in order."""
        names: dict[str, File | None] = dict(self.names)
        for _, path, before in reversed(self.unsynced[chance.randrange(len(self.unsynced) + 1) :]):
            names[path] = before
        for path, file in names.items():
            if file is not None:
                target = to / Path(path).relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.after_cut(chance))


def cuts(before: Disk, told: list[Told], many: int, chance: random.Random) -> Iterator[tuple[int, Disk]]:
    """The disk at `many` moments, in the order of time."""
    at = 0
    for moment in sorted(chance.randrange(len(told) + 1) for _ in range(many)):
        for each in told[at:moment]:
            before.hear(each)
        at = moment
        yield moment, before


# --- what the child does ---------------------------------------------------------------------------------


def run_child(folder: Path, what: str, shim: Path, log: Path, *words: str) -> list[Told]:
    do = f"import sys; from {__name__} import {what}; {what}(*sys.argv[1:])"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (HERE.parents[1], HERE.parents[0]))),
        "LD_PRELOAD": str(shim),
        "POWERCUT_LOG": str(log),
        "POWERCUT_ROOT": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-c", do, str(folder), *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return read_log(log)


def sign_many(folder: str, synchronous: str) -> None:
    """In the child: sign, say thank you, again; fold the log into the file now and then; make a copy."""
    with open_store(Path(folder), Clock()) as store:
        store._db.conn.execute(f"pragma synchronous = {synchronous}")
        store._db.conn.execute("pragma wal_autocheckpoint = 40")
        launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
        pupils = store.pupils(launch.class_id)
        for nth in range(60):
            place = store.begin(launch.id, pupils[nth % len(pupils)].id, None, nth)
            store.sign(place.attempt_id, signing(f"signature-{nth}"))
            thank(folder, f"signature-{nth}")
            if nth % 25 == 24:
                thank(folder, f"copy {store.back_up(Path(folder) / 'backups').name}")
        store.end(launch.id)


def begin_a_school(folder: str) -> None:
    """In the child: from an empty folder to a school."""
    from kiosk.records import codes

    codes.COST.update(time_cost=1, memory_cost=8, parallelism=1)
    with open_store(Path(folder), Clock()) as store:
        thank(folder, "opened")
        store.set_up(FIRST)
        thank(folder, "set up")


def thank(folder: str, what: str) -> None:
    """A line in the log at this very moment, by way of a file that is no part of the records."""
    path = os.open(f"{folder}/thanks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(path, f"{what}\n".encode())
    os.close(path)


def thanked(told: list[Told]) -> list[str]:
    return [each.data.decode().strip() for each in told if each.kind == "W" and each.path.endswith("/thanks")]


# --- what has to be there --------------------------------------------------------------------------------


def lost(room: Path, told: list[Told]) -> str:
    """What a cut took away that had been thanked for, or spoiled; nothing where all is well."""
    promised = thanked(told)
    store, recovered = salvage.open_store(room / "records.db", room / "backups", now=Clock().now)
    with store:
        if recovered is not None:
            return f"lost, and found to be: {recovered}"
        kept = [row["id"] for row in store.query("select id from signature")]
        missing = {what for what in promised if what.startswith("signature-")} - set(kept)
        if missing:
            return f"lost: {sorted(missing)}"
        signed = store.query("select count(*) as n from event where verb = 'agreed'")[0]["n"]
        faults = [*store.check(), *store.check_audit()]
        if signed != len(kept) or faults:
            return f"half there: {signed} of {len(kept)}, {faults}"
    for what in promised:
        if what.startswith("copy ") and what.removeprefix("copy ") in {
            path.name for path in backup.newest_first(room / "backups")
        }:
            backup.verify(room / "backups" / what.removeprefix("copy "))
    return ""


def replay(folder: Path, before: Disk, told: list[Told], many: int, room: Path) -> list[str]:
    chance = random.Random(many)
    found = []
    for nth, (moment, disk) in enumerate(cuts(before, told, many, chance)):
        here = room / f"cut-{nth}"
        here.mkdir(parents=True)
        disk.write(folder, here, chance)
        fault = lost(here, told[:moment])
        if fault:
            found.append(f"cut {nth} at {moment}: {fault}")
        shutil.rmtree(here)
    return found


@pytest.mark.parametrize("many", CUTS)
def test_power_cuts_while_signing(store: Store, tmp_path: Path, shim: Path, many: int) -> None:
    folder = tmp_path.resolve()
    store.close()
    before = Disk.of(folder)
    told = run_child(folder, "sign_many", shim, tmp_path.parent / f"{tmp_path.name}.log", "full")
    assert len(thanked(told)) == 62, "sixty signatures and two copies"
    assert replay(folder, before, told, many, tmp_path.parent / f"{tmp_path.name}-cuts") == []


def test_the_same_fails_where_sqlite_syncs_less(store: Store, tmp_path: Path, shim: Path) -> None:
    folder = tmp_path.resolve()
    store.close()
    before = Disk.of(folder)
    told = run_child(folder, "sign_many", shim, tmp_path.parent / f"{tmp_path.name}.log", "normal")
    found = replay(folder, before, told, 40, tmp_path.parent / f"{tmp_path.name}-cuts")
    assert len([fault for fault in found if "lost" in fault]) > 10


@pytest.mark.parametrize("many", CUTS)
def test_power_cuts_while_a_school_begins(tmp_path: Path, shim: Path, many: int) -> None:
    """It is there whole, or it is as if nothing had been done yet."""
    folder = (tmp_path / "school").resolve()
    folder.mkdir()
    told = run_child(folder, "begin_a_school", shim, tmp_path / "log")
    assert thanked(told) == ["opened", "set up"]
    chance = random.Random(many)
    for nth, (moment, disk) in enumerate(cuts(Disk({}), told, many, chance)):
        room = tmp_path / f"cut-{nth}"
        room.mkdir()
        disk.write(folder, room, chance)
        with Store.open(room / "records.db", now=Clock().now) as store:
            assert store.check() == []
            if "set up" in thanked(told[:moment]):
                assert not store.is_new
            if store.is_new:
                store.set_up(FIRST)
            assert store.school().name == "Hazel Lane"
            assert len(store.query("select id from device")) == 1
        shutil.rmtree(room)
