"""The access log: who opened, launched, imported, exported, reset or witnessed what, in a chain that shows tampering.

Each row's code is made with this machine's key from the row and from the code before it, so an edited, removed or
swapped row breaks the chain; a sealed head shows rows missing at the end. Somebody who holds the key could forge
all of it: that is what the head code printed on every export is for.
"""

import contextlib
import hashlib
import hmac
import json
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from kiosk.records.database import Database, Row, iso
from kiosk.records.erasing import mark
from kiosk.records.faults import NotSaved
from kiosk.records.rows import StaffRow


class Audit(Database):
    """The store's own log, and its checking."""

    def head_code(self) -> str:
        """The log's last code, short enough to print and compare: "7F3A-91C2-0B44". "0000-0000-0000": no rows yet."""
        return _short(self._value("select mac from audit order by seq desc limit 1") or "")

    def log(self, what: str, by: StaffRow | None, **detail: object) -> None:
        """Note something that touches no other table (an export), in a transaction of its own.

        From a copy that is read while the kiosk runs, it is put where the kiosk will find it.
        """
        if self.is_copy:
            self._log_for_later(what, by, detail)
            return
        with self.transaction():
            self._log(what, by, **detail)

    def take_in_log(self) -> int:
        """Add what was logged beside the records while they were open here; how many rows that was."""
        waiting, taken = self._later(), self._later().with_suffix(".taken")
        if not taken.exists():
            if not waiting.exists():
                return 0
            os.replace(waiting, taken)  # whoever adds to it now begins another
        rows = list(_told(taken))
        with self.transaction():
            known = {row["told"] for row in self.query("select json_extract(detail, '$.told') as told from audit")}
            rows = [row for row in rows if row["told"] not in known]  # a power cut before the file was gone
            for row in rows:
                who = self._row("select id, name, role from staff where id = ?", row["staff_id"])
                person = StaffRow(who["id"], who["name"], who["role"]) if who else None
                self._log(str(row["what"]), person, **{**row["detail"], "at": row["at"], "told": row["told"]})
        taken.unlink()
        return len(rows)

    def _log_for_later(self, what: str, by: StaffRow | None, detail: Row) -> None:
        row = {"told": uuid.uuid4().hex, "at": iso(self._now()), "staff_id": by.id if by else None, "what": what}
        try:
            with open(self._later(), "a", encoding="utf-8") as file:
                file.write(json.dumps({**row, "detail": detail}) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise NotSaved(
                f"This could not be noted in the access log, so it was not done: {fault.strerror}."
            ) from fault

    def _later(self) -> Path:
        return self.path.with_name("access-log-later.jsonl")

    def check_audit(self, printed: str | None = None) -> list[str]:
        """What is wrong with the log, in sentences; nothing when all is well.

        `printed`: a head code from an earlier export; the log must still contain it. Rows that were found honest are
        not looked at again while the records stay open, because nobody else can have them open.
        """
        faults = []
        key_id = _key_id(self._key)
        seq, before = self._honest if printed is None and self._still_honest() else (0, "")
        seen, foreign = {_short("")}, 0
        for row in self.query("select * from audit where seq > ? order by seq", seq):
            if row["seq"] != seq + 1:
                faults.append(f"Row {seq + 1} of the access log is missing.")
            if row["key_id"] != key_id:
                foreign = row["seq"]
            elif row["mac"] != _mac(self._key, row, before):
                faults.append(f"Row {row['seq']} of the access log was changed, or the row before it was.")
            before, seq = row["mac"], row["seq"]
            seen.add(_short(before))
        head = self._row("select seq, seal from audit_head")
        if (head["seq"] if head else 0) > seq:
            faults.append(f"Rows after {seq} of the access log are missing.")
        elif head is None and seq:
            faults.append("The seal of the access log is missing.")
        elif (
            head is not None
            and foreign < seq
            and not (head["seq"] == seq and hmac.compare_digest(head["seal"], _seal(self._key, seq, before)))
        ):
            faults.append("The end of the access log does not match its seal.")
        if foreign:
            faults.append(f"Rows up to {foreign} were made with a key that this machine does not have.")
        if printed is not None and printed.strip().upper() not in seen:
            faults.append(f"The code {printed.strip().upper()} is not in the access log.")
        if not faults:
            self._honest = (seq, before)
        return faults

    _honest: tuple[int, str] = (0, "")
    """Up to which row, and its code."""

    def _still_honest(self) -> bool:
        """Not so after the file was changed for another."""
        seq, mac = self._honest
        kept = self._row(
            "select count(*) as n, max(case seq when ?1 then mac end) as mac from audit where seq <= ?1", seq
        )
        return seq > 0 and kept == {"n": seq, "mac": mac}

    def _log(self, what: str, who: StaffRow | None, /, **detail: object) -> None:
        """Add a row, inside the transaction of the thing that it tells of. Never a pupil's name; of a pupil's id only a
        mark is kept (see `erasing.mark`), because these rows outlive whom they are about.
        """
        if "pupil_id" in detail:
            detail["pupil"] = mark(str(detail.pop("pupil_id")))[:16]
        last = self._row("select seq, mac from audit order by seq desc limit 1")
        row: Row = {
            "seq": last["seq"] + 1 if last else 1,
            "at": iso(self._moment()[0]),
            "staff_id": who.id if who else None,
            "what": what,
            "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
            "key_id": _key_id(self._key),
        }
        mac = _mac(self._key, row, last["mac"] if last else "")
        self._insert("audit", **row, mac=mac)
        self._write(
            "insert into audit_head (id, seq, seal) values (1, ?, ?) "
            "on conflict (id) do update set seq = excluded.seq, seal = excluded.seal",
            row["seq"],
            _seal(self._key, row["seq"], mac),
        )


def _told(path: Path) -> Iterator[Row]:
    """The rows that wait in a file. A line that is not one is passed over."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            row = json.loads(line)
            if {"told", "at", "staff_id", "what", "detail"} <= row.keys() and isinstance(row["detail"], dict):
                yield row


def _mac(key: bytes, row: Row, before: str) -> str:
    told = [row[name] for name in ("seq", "at", "staff_id", "what", "detail", "key_id")]
    return hmac.digest(key, json.dumps(["audit", before, *told]).encode(), "sha256").hex()


def _seal(key: bytes, seq: int, mac: str) -> str:
    return hmac.digest(key, json.dumps(["audit-head", seq, mac]).encode(), "sha256").hex()


def _key_id(key: bytes) -> str:
    return hashlib.sha256(b"key-id" + key).hexdigest()[:16]


def _short(mac: str) -> str:
    digits = (mac or "0" * 12)[:12].upper()
    return "-".join(digits[i : i + 4] for i in (0, 4, 8))
