"""The data folder, the records in it, and their copies. Read from a copy in memory, so that nothing is changed."""

import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import config
from kiosk.doctor import Check, Finding
from kiosk.doctor.machine import asked
from kiosk.records import backup, homes, salvage
from kiosk.records.database import held
from kiosk.records.events import moment
from kiosk.records.faults import StoreBusy, StoreDamaged, StoreFault
from kiosk.records.rows import said_date
from kiosk.records.terms import local_date

if TYPE_CHECKING:
    from kiosk.records.store import Store

COPY_AGE, DRILL_AGE = timedelta(days=7), timedelta(days=120)


def data_folder(folder: Path) -> Finding:
    from kiosk.records.exports import drives

    why = homes.why_not(folder.absolute())
    if why:
        return Finding("Data folder", "fix", why)
    if drives.removable(folder):
        return Finding(
            "Data folder", "fix", f"{folder} is on a drive that can be carried away.",
            "Choose a folder on this computer's own disk, with --data.",
        )  # fmt: skip
    return Finding("Data folder", "ok", f"{folder}")


def permissions(folder: Path) -> Finding:
    what = "Who may read it"
    if sys.platform == "win32":
        told = asked("icacls", str(folder))
        open_to = [name for name in ("Everyone", "BUILTIN\\Users", "Authenticated Users") if name in told]
        if open_to:
            return Finding(
                what, "look", f"{' and '.join(open_to)} may read the data folder.",
                "Let only the kiosk's own account read it: the folder's properties, Security.",
            )  # fmt: skip
        return Finding(what, "ok", "only this account, and the computer's administrators.")
    others = [
        path
        for path in (folder, *folder.glob("records*"), folder / backup.FOLDER, *folder.glob(f"{backup.FOLDER}/*"))
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    if others and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return Finding(
            what, "look", "others who sign in to this computer may look into the data folder.", f"chmod 700 {folder}"
        )
    return Finding(what, "ok", "only this account.")


def settings(folder: Path) -> Finding:
    try:
        config.load_settings(folder)
    except config.ConfigError as fault:
        return Finding(
            "Settings", "fix", str(fault), "Put it right in settings.toml; the kiosk does not start with it."
        )
    return Finding("Settings", "ok", "they can be read.")


def records(folder: Path) -> list[Finding]:
    """Everything that the records themselves tell."""
    path = folder / config.DATABASE
    if not path.exists():
        return [Finding("Records", "look", "there are none yet.", "Start `kiosk` once to set the school up.")]
    try:
        with _reading(path) as (store, said):
            return [Finding("Records", "ok", said), *look_into(store, path)]
    except StoreDamaged as fault:
        return [Finding("Records", "fix", fault.sentence, "Start the kiosk: it puts them aside and makes them good.")]
    except StoreFault as fault:
        return [Finding("Records", "look", fault.sentence)]


def look_into(store: "Store", path: Path) -> list[Finding]:
    """What stands in records that are open; `path` is where they live."""
    return [_clock(store), _access_log(store), _names(store), _drill(store), *_waiting(store, path)]


def copies(folder: Path) -> Finding:
    kept = backup.kept(folder / backup.FOLDER)
    path = folder / config.DATABASE
    if not path.exists():
        return Finding("Copies", "ok", "there is nothing to copy yet.")
    if not kept:
        return Finding("Copies", "fix", "there is none.", "Make one: kiosk backup")
    try:
        newest = backup.verify(kept[0].path)
    except StoreDamaged as fault:
        return Finding(
            "Copies", "fix", fault.sentence, "Make another: kiosk backup. If it happens again, the disk fails."
        )
    told = f"{len(kept)} kept, the newest whole, of {said_date(local_date(newest.as_at))}."
    last = _last_write(path)
    if last is not None and last - newest.as_at > COPY_AGE:
        return Finding("Copies", "look", f"{told} More was recorded since.", "Make one: kiosk backup")
    return Finding("Copies", "ok", told)


CHECKS: tuple[Check, ...] = (data_folder, permissions, settings, records, copies)


@contextmanager
def _reading(path: Path) -> "Iterator[tuple[Store, str]]":
    """The records in memory; while the kiosk has them open, or was stopped before it closed them, its newest copy."""
    from kiosk.records.store import Store

    try:
        with held(path):
            running, stopped = False, path.with_name(path.name + "-wal").exists()
            found = None if stopped else backup.verify(path)
    except StoreBusy:
        running, stopped, found = True, False, None
    if found is None:
        found = backup.newest_whole(path.with_name(backup.FOLDER))
        if found is None:
            raise StoreBusy("the kiosk has them open, and there is no copy to look at instead.")
    told = f"{found.events:,} events, {found.pupils:,} pupils"
    if running:
        told = f"the kiosk is running; its newest copy is whole: {told}."
    elif stopped:
        told = f"the kiosk was stopped before it closed them, and will look through them. The newest copy: {told}."
    else:
        told = f"every page and row is as it was written: {told}."
    with Store.reading(found.path, path) as store:
        yield store, told


def _clock(store: "Store") -> Finding:
    last = store.query("select max(recorded_at) as at from event where clock_ok = 1")[0]["at"]
    now = store.now()
    if last and now < moment(last) - timedelta(minutes=5):
        return Finding(
            "Clock and records", "fix",
            f"the clock says {said_date(local_date(now))}, but something was recorded on "
            f"{said_date(local_date(moment(last)))}.",
            "Set the clock. What was recorded with a wrong one says so.",
        )  # fmt: skip
    return Finding("Clock and records", "ok", f"it is {said_date(local_date(now))}, after everything recorded.")


def _access_log(store: "Store") -> Finding:
    faults = store.check_audit()
    if faults:
        return Finding(
            "Access log", "fix", " ".join(faults), "Compare it with the code on an older export, and ask why."
        )
    return Finding("Access log", "ok", f"unbroken; its code is {store.head_code()}.")


def _names(store: "Store") -> Finding:
    from kiosk.ui.text import Fonts

    letters = Fonts().drawable("".join(f"{row.given_name}{row.family_name}" for row in store.known_pupils()))
    if letters:
        return Finding(
            "Names", "look", f"the font has no picture of: {' '.join(letters)}", "Spell those names another way."
        )
    return Finding("Names", "ok", "every letter of every name can be drawn.")


def _drill(store: "Store") -> Finding:
    last = backup.last_drill(store)
    if last is None:
        return Finding("Restore drill", "look", "a restore was never tried out.", "Try one: kiosk drill")
    if not last.fine:
        return Finding("Restore drill", "fix", str(last), "Make a copy (kiosk backup), and try again: kiosk drill")
    if store.now() - last.at > DRILL_AGE:
        return Finding("Restore drill", "look", str(last), "Once a term is often enough: kiosk drill")
    return Finding("Restore drill", "ok", str(last))


def _waiting(store: "Store", path: Path) -> Iterator[Finding]:
    waiting = store.query("select count(*) as n from erasure_open")[0]["n"]
    if waiting:
        yield Finding(
            "Erasures", "look", f"{waiting} are not in every copy yet.", "Leave the kiosk on: it goes on with it."
        )
    folders = salvage.quarantined(path)
    if folders:
        told = next(iter(salvage.recoveries(store)), None)
        yield Finding(
            "Damaged records", "look", f"{told or 'some were put aside and are not made good yet.'}",
            f"When nothing is missed, delete {folders[0].parent}. If it happens again, the disk fails.",
        )  # fmt: skip


def _last_write(path: Path) -> datetime | None:
    """When something was last recorded, where that can be read; the running kiosk makes its copies by itself."""
    try:
        with held(path):
            return None if path.with_name(path.name + "-wal").exists() else backup.verify(path).as_at
    except StoreFault:
        return None
