"""Staff and their codes: who may open the staff screens, and how often somebody may guess.

A code is hashed with argon2, but a short one falls to a stolen file whatever the hash: its length and the limit on
tries carry it. A try is on the disk as a failure before the hash is computed, so a kill or a pulled plug cannot win one
back; the five minutes are counted in seconds that the program ran (`Database._running_s`), so neither can the clock. A
command that reads a copy while the kiosk runs counts in a file beside the records: see `_spend_try_beside`.

The hash takes a quarter of a second. `sign_in` is for the command line; where something is drawn:

    trial = store.begin_try(staff_id)       # Refused, or a try that is counted and on the disk
    trial.verify(code)                      # on any thread: no database
    answer = store.end_try(trial)           # StaffRow or Refused
"""

import contextlib
import json
import uuid
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from kiosk.records import terms
from kiosk.records.codes import (
    check_code,
    handed_out,
    hashed,
    matches,
    new_recovery_code,
    outdated,
    plain_recovery_code,
)
from kiosk.records.database import Row, iso
from kiosk.records.events import Events
from kiosk.records.faults import BadDates, BadName, NotAllowed, NotFound, NotSaved
from kiosk.records.files import replacing
from kiosk.records.names import clean, plain, sort_key
from kiosk.records.rows import Recovered, Refused, Role, StaffEntry, StaffNotice, StaffRow, said_date

TRIES = 10
WINDOW_S = 300.0
COVER_S = 12 * 3600.0
"""How long a cover teacher's code works, in seconds that the program ran: a day that the clock cannot stretch."""

Purpose = Literal["sign-in", "check"]
_RECOVERY = "recovery"
_NOTICES = ("recovered", "tries-used-up", "lead-code-set", "recovered-records")


class Try:
    """One try at somebody's code: counted as wrong and on the disk before there is one. For one code and one answer."""

    def __init__(self, who: str, code_hash: str, left: int, purpose: Purpose) -> None:
        self.who = who
        self.left = left
        self.purpose = purpose
        self.right = False
        self.fresh_hash: str | None = None
        self._code_hash: str | None = code_hash

    def verify(self, code: str) -> None:
        """Whether this is the code. On any thread; takes about a quarter of a second, on purpose."""
        code_hash = self._take()
        self.right = matches(code_hash, code)
        if self.right and outdated(code_hash):
            self.fresh_hash = hashed(code)

    def _take(self) -> str:
        if self._code_hash is None:
            raise RuntimeError("a try is for one code")
        code_hash, self._code_hash = self._code_hash, None
        return code_hash


class RecoveryTry(Try):
    """One try at the sealed code; what it leads to is hashed with it."""

    def __init__(self, code_hash: str, left: int, passphrase: str) -> None:
        super().__init__(_RECOVERY, code_hash, left, "sign-in")
        self._passphrase = passphrase
        self.following = ""
        self.following_hash = ""

    def verify(self, code: str) -> None:
        self.right = matches(self._take(), plain_recovery_code(code))
        if self.right:
            self.following = new_recovery_code()
            self.fresh_hash = hashed(self._passphrase)
            self.following_hash = hashed(plain_recovery_code(self.following))


class StaffRoom(Events):
    """Adding and removing staff, their codes, signing in, recovery. Whoever changes the staff is the lead (`by`)."""

    # ------------------------------------------------------------ who is there

    def staff(self) -> list[StaffRow]:
        """Everybody who may sign in today, by name."""
        rows = self._present()
        found = [_staff_row(row) for row in rows if self._cover_holds(row)]
        return sorted(found, key=lambda row: sort_key(row.name))

    def staff_entries(self) -> list[StaffEntry]:
        """The lead's list: by name, with cover for later days."""
        last_in = {
            row["staff_id"]: datetime.fromisoformat(row["at"])
            for row in self.query("select staff_id, max(at) as at from audit where what = 'sign-in' group by staff_id")
        }
        return [
            StaffEntry(_staff_row(row), last_in.get(row["id"]), self._wait_s(row["id"]))
            for row in sorted(self._present(), key=lambda row: sort_key(row["name"]))
            if not self._cover_over(row)
        ]

    # ------------------------------------------------------------ the lead's changes

    def add_staff(
        self, name: str, code: str, by: StaffRow, role: Role = "teacher", *, choose_code: bool = False
    ) -> StaffRow:
        """`choose_code`: the lead made the code up, and its owner chooses another at the first sign-in.

        Raises BadName or BadCode with the sentence to show.
        """
        _lead_only(by)
        name = self._new_name(name)
        check_code(code, role, name, self._school_name())
        row = StaffRow(str(uuid.uuid4()), name, role, choose_code=choose_code)
        return self._add(row, hashed(code), by)

    def add_cover(self, name: str, by: StaffRow, on: date | None = None) -> tuple[StaffRow, str]:
        """A cover teacher for one day (today, unless another is given), and the code to hand over: it is shown once.

        Raises BadName, or BadDates for a day that is past.
        """
        _lead_only(by)
        day = on or self.today()
        if day < self.today():
            raise BadDates("That day is past. Choose today or a later day.")
        name = self._new_name(name)
        code = handed_out("teacher", name, self._school_name())
        row = StaffRow(str(uuid.uuid4()), name, "teacher", cover_on=day)
        return self._add(row, hashed(code), by), code

    def leave_staff(self, staff_id: str, by: StaffRow) -> None:
        """They may not sign in any more. What they did stays in the records under their name. Not for the last lead."""
        _lead_only(by)
        row, _ = self._member(staff_id)
        if row.role == "lead" and sum(each.role == "lead" for each in self.staff()) == 1:
            raise BadName("This is the only computing lead. Add the new one first.")
        with self.transaction():
            self._leave(row.id)
            self._log("staff-left", by, staff_id=row.id)

    def set_code(self, staff_id: str, code: str, by: StaffRow) -> None:
        """A code that somebody chose: their own, or the lead for them. Tries at the old one count no longer.

        Raises BadCode.
        """
        if by.id != staff_id:
            _lead_only(by)
        row, _ = self._member(staff_id)
        check_code(code, row.role, row.name, self._school_name())
        self._keep_code(row, hashed(code), by, choose=False)

    def reset_code(self, staff_id: str, by: StaffRow) -> str:
        """A forgotten code: returns the new one to hand over, shown once. Its owner chooses another at the sign-in."""
        _lead_only(by)
        row, _ = self._member(staff_id)
        code = handed_out(row.role, row.name, self._school_name())
        self._keep_code(row, hashed(code), by, choose=row.cover_on is None)
        return code

    # ------------------------------------------------------------ signing in

    def sign_in(self, staff_id: str, code: str) -> StaffRow | Refused:
        """Whether this is that person's code: ten tries in five minutes for each person. Takes its time, on purpose."""
        return self._tried(self.begin_try(staff_id), code)

    def check_code(self, staff_id: str, code: str) -> StaffRow | Refused:
        """Whether it is still them, before an export, an erasure or a secret. Tries count with those of signing in."""
        return self._tried(self.begin_try(staff_id, "check"), code)

    def begin_try(self, staff_id: str, purpose: Purpose = "sign-in") -> Try | Refused:
        """Count a try; it is on the disk as a wrong one when this returns. See the module's first lines."""
        row, code_hash = self._member(staff_id)
        if row.cover_on is not None and row.cover_on != self.today():
            raise NotFound(f"That code is for {said_date(row.cover_on)}. Ask the computing lead for one for today.")
        left = self._spend_try(staff_id)
        return left if isinstance(left, Refused) else Try(staff_id, code_hash, left, purpose)

    def end_try(self, trial: Try) -> StaffRow | Refused:
        """What came of it. A try that was never verified was wrong."""
        if not trial.right:
            return self._refuse(trial.who, trial.left)
        trial.right = False
        row, _ = self._member(trial.who)
        if self.is_copy:
            self._tries_beside(row.id).unlink(missing_ok=True)
            self.log("code-checked", row)
            return row
        with self.transaction():
            self._forgive(trial.who)
            if trial.fresh_hash is not None:
                self._write("update staff set code_hash = ? where id = ?", trial.fresh_hash, row.id)
            if row.cover_on is not None:
                self._write(
                    "update staff set cover_since_s = coalesce(cover_since_s, ?) where id = ?",
                    self._running_s(),
                    row.id,
                )
            self._log("sign-in" if trial.purpose == "sign-in" else "code-checked", row)
        return row

    def _tried(self, trial: Try | Refused, code: str) -> StaffRow | Refused:
        if isinstance(trial, Refused):
            return trial
        trial.verify(code)
        return self.end_try(trial)

    # ------------------------------------------------------------ the sealed code

    def use_recovery(self, recovery_code: str, passphrase: str) -> str | Refused:
        """The sealed code gives the lead a new passphrase, once; returns the next code to print and seal.

        All records stay. Limited like signing in. Raises BadCode for the new passphrase before a try is spent.
        """
        trial = self.begin_recovery(passphrase)
        if isinstance(trial, Refused):
            return trial
        trial.verify(recovery_code)
        return self.end_recovery(trial)

    def begin_recovery(self, passphrase: str) -> RecoveryTry | Refused:
        """Like `begin_try`; `verify` takes the sealed code, and three quarters of a second."""
        kept = self._value("select code_hash from recovery")
        lead = self._first_lead()
        if kept is None or lead is None:
            raise NotFound("The school has not been set up yet.")
        check_code(passphrase, "lead", lead.name, self._school_name())
        left = self._spend_try(_RECOVERY)
        return left if isinstance(left, Refused) else RecoveryTry(kept, left, passphrase)

    def end_recovery(self, trial: RecoveryTry) -> str | Refused:
        """The next code to print and seal. The lead's passphrase is the new one, and the next sign-in says so."""
        if not trial.right:
            return self._refuse(_RECOVERY, trial.left)
        trial.right = False
        lead = self._first_lead()
        assert lead is not None  # begin_recovery saw one, and the last lead cannot leave
        with self.transaction():
            self._write("update staff set code_hash = ?, choose_code = 0 where id = ?", trial.fresh_hash, lead.id)
            self._write("update recovery set code_hash = ?", trial.following_hash)
            self._forgive(_RECOVERY)
            self._forgive(lead.id)
            self._log("recovered", lead)
        return trial.following

    def renew_recovery(self, by: StaffRow) -> str:
        """Another sealed code, for one that was lost or read by somebody; the old one no longer works."""
        _lead_only(by)
        code = new_recovery_code()
        code_hash = hashed(plain_recovery_code(code))
        with self.transaction():
            self._write("update recovery set code_hash = ?", code_hash)
            self._log("recovery-renewed", by)
        return code

    # ------------------------------------------------------------ what the lead is told

    def notices(self, staff: StaffRow) -> list[StaffNotice]:
        """What happened to codes and to the records since this lead last said that they had seen it; oldest first.
        Nobody else is told.
        """
        if staff.role != "lead":
            return []
        marks = ", ".join("?" * len(_NOTICES))
        rows = self.query(
            f"select seq, at, staff_id, what, detail, json_extract(detail, '$.at') as who, "
            f"json_extract(detail, '$.staff_id') as whose from audit where what in ({marks}) "
            "and seq > coalesce((select seq from notice_seen where staff_id = ?), 0) order by seq",
            *_NOTICES,
            staff.id,
        )
        names = {row["id"]: row["name"] for row in self.query("select id, name from staff")}
        return [notice for row in rows if (notice := _notice(row, names, staff)) is not None]

    def notices_seen(self, staff: StaffRow, notices: Sequence[StaffNotice]) -> None:
        """They have read these."""
        if notices:
            with self.transaction():
                self._write(
                    "insert into notice_seen (staff_id, seq) values (?, ?) "
                    "on conflict (staff_id) do update set seq = max(seq, excluded.seq)",
                    staff.id,
                    max(notice.seq for notice in notices),
                )

    # ------------------------------------------------------------ underneath

    def _add(self, row: StaffRow, code_hash: str, by: StaffRow) -> StaffRow:
        with self.transaction():
            for each in self._present():
                if self._cover_over(each):
                    self._leave(each["id"])
            self._log("cover-added" if row.cover_on else "staff-added", by, staff_id=row.id, role=row.role)
            self._insert(
                "staff",
                id=row.id,
                name=row.name,
                role=row.role,
                code_hash=code_hash,
                added_at=iso(self._moment()[0]),
                added_seq=self._value("select max(seq) from audit"),
                cover_on=row.cover_on.isoformat() if row.cover_on else None,
                cover_since_s=self._running_s() if row.cover_on == self.today() else None,
                choose_code=int(row.choose_code),
            )
            if row.role == "lead":  # what was before them is not news to them
                self._write("insert into notice_seen select ?, max(seq) from audit", row.id)
        return row

    def _leave(self, staff_id: str) -> None:
        at = iso(self._moment()[0])
        self._write("update staff set left_at = ?, code_hash = '' where id = ?", at, staff_id)
        self._forgive(staff_id)

    def _keep_code(self, row: StaffRow, code_hash: str, by: StaffRow, *, choose: bool) -> None:
        with self.transaction():
            self._write("update staff set code_hash = ?, choose_code = ? where id = ?", code_hash, int(choose), row.id)
            self._forgive(row.id)
            self._log("lead-code-set" if row.role == "lead" else "code-set", by, staff_id=row.id)

    def _spend_try(self, who: str) -> int | Refused:
        """Count a failure before anything is compared. Returns how many tries are left if it does fail."""
        if self.is_copy:
            return self._spend_try_beside(who)
        with self.transaction():
            ran = self._running_s()
            recent = self.query(
                "select ran_s from code_try where who = ? and ran_s > ? order by ran_s", who, ran - WINDOW_S
            )
            if len(recent) >= TRIES:
                return Refused(0, recent[-TRIES]["ran_s"] + WINDOW_S - ran)
            self._write("delete from code_try where ran_s <= ?", ran - WINDOW_S)
            self._insert("code_try", who=who, ran_s=ran)
            self._keep_running_s()
        return TRIES - len(recent) - 1

    def _spend_try_beside(self, who: str) -> int:
        """For a copy, which keeps nothing itself. By no clock: until the right code is given, here or at the screen."""
        file = self._tries_beside(who)
        try:
            tried = int(file.read_text("ascii")) if file.exists() else 0
            if tried >= TRIES:
                raise NotAllowed(
                    "Ten passphrases were not right while the kiosk was running. Sign in on its screen first."
                )
            with replacing(file) as fresh:
                fresh.write_text(str(tried + 1), "ascii")
        except (OSError, ValueError) as fault:
            raise NotSaved(f"The try could not be counted in {file.parent}, so it was not looked at.") from fault
        return TRIES - tried - 1

    def _tries_beside(self, who: str) -> Path:
        return self.path.with_name(f"{who}.tries")

    def _refuse(self, who: str, left: int) -> Refused:
        if self.is_copy:
            self.log("sign-in-refused", None)
            return Refused(left, 0.0)
        with self.transaction():
            self._log("sign-in-refused", None, at=who)
            if not left:
                self._log("tries-used-up", None, at=who)
        return Refused(left, self._wait_s(who))

    def _wait_s(self, who: str) -> float:
        """How long until the next try; 0 while one is left."""
        ran = self._running_s()
        recent = self.query(
            "select ran_s from code_try where who = ? and ran_s > ? order by ran_s", who, ran - WINDOW_S
        )
        return recent[-TRIES]["ran_s"] + WINDOW_S - ran if len(recent) >= TRIES else 0.0

    def _forgive(self, who: str) -> None:
        self._write("delete from code_try where who = ?", who)
        with contextlib.suppress(OSError):
            self._tries_beside(who).unlink(missing_ok=True)

    def _present(self) -> list[Row]:
        return self.query("select * from staff where left_at is null")

    def _member(self, staff_id: str) -> tuple[StaffRow, str]:
        row = self._row("select * from staff where id = ? and left_at is null", staff_id)
        if row is None:
            raise NotFound("Nobody of that name works here any more.")
        if self._cover_over(row):
            raise NotFound("That code was for one day, and the day is over. Ask the computing lead for another.")
        return _staff_row(row), row["code_hash"]

    def _cover_holds(self, row: Row) -> bool:
        """Whether it is no cover teacher, or it is their day."""
        return row["cover_on"] is None or (row["cover_on"] == self.today().isoformat() and not self._cover_over(row))

    def _cover_over(self, row: Row) -> bool:
        """Whether a cover teacher's day has gone by. Once it has, putting the clock back does not bring it again: the
        log has seen the next day, or the program has run for too long since the code was first good for something.
        """
        if row["cover_on"] is None:
            return False
        latest = self._value("select max(at) from audit where seq >= ?", row["added_seq"])
        seen = terms.local_date(datetime.fromisoformat(latest)) if latest else date.min
        since = row["cover_since_s"]
        return max(seen, self.today()).isoformat() > row["cover_on"] or (
            since is not None and self._running_s() - since >= COVER_S
        )

    def _first_lead(self) -> StaffRow | None:
        """The lead who has been here longest, whom the sealed code is for."""
        row = self._row("select * from staff where role = 'lead' and left_at is null order by added_at, rowid limit 1")
        return _staff_row(row) if row else None

    def _new_name(self, name: str) -> str:
        name = clean(name)
        self._check_names([*(row["name"] for row in self._present() if not self._cover_over(row)), name])
        return name

    def _check_names(self, names: Sequence[str]) -> None:
        seen = set()
        for name in names:
            if plain(name) in seen:
                raise BadName(f"There is a {name} already. Add a first name or an initial.")
            seen.add(plain(name))

    def _school_name(self) -> str:
        return str(self._value("select name from org") or "")


def _staff_row(row: Row) -> StaffRow:
    cover_on = date.fromisoformat(row["cover_on"]) if row["cover_on"] else None
    return StaffRow(row["id"], row["name"], row["role"], cover_on, bool(row["choose_code"]))


def _lead_only(by: StaffRow) -> None:
    if by.role != "lead":
        raise PermissionError("this is for the computing lead")


_SOMEBODY = "somebody who is no longer in the records"


def _notice(row: Row, names: dict[str, str], reader: StaffRow) -> StaffNotice | None:
    at = datetime.fromisoformat(row["at"])
    here = terms.local_time(at)
    when = f"on {said_date(here.date())} at {here:%H:%M}"
    match row["what"]:
        case "recovered":
            text = f"The sealed recovery code was used {when}, and gave the computing lead a new passphrase."
            return StaffNotice(row["seq"], "recovered", at, f"{text} Was it you? If not, tell the head today.")
        case "tries-used-up":
            whose = (
                "the recovery code" if row["who"] == _RECOVERY else f"the code of {names.get(row['who'], _SOMEBODY)}"
            )
            text = f"Ten tries at {whose} were wrong {when}."
            return StaffNotice(row["seq"], "guessed", at, f"{text} Ask whether they had forgotten it.")
        case "recovered-records":
            told = Recovered.read(here.date(), json.loads(row["detail"]))
            return StaffNotice(row["seq"], "damaged", at, f"{told} If it happens again, the disk fails.")
        case "lead-code-set" if row["staff_id"] != reader.id or row["whose"] != reader.id:
            by, whose = (names.get(row[column], _SOMEBODY) for column in ("staff_id", "whose"))
            text = f"{by} set the passphrase of {whose} {when}."
            return StaffNotice(row["seq"], "lead-code", at, text)
    return None
