"""What a family may ask for, and what the school owes without being asked: to see all that is held on a child, to have
it erased, and to keep nothing longer than it is needed.

An erasure reaches the database, its write-ahead log and every kept backup; of what was exported or printed it can only
say so. It leaves a tombstone without a name, so that an older copy that is put back does not bring the child back, and
counts that are nobody's.
"""

import contextlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.records import erasing
from kiosk.records.agreements import Agreements
from kiosk.records.backup import copies
from kiosk.records.database import Row, iso
from kiosk.records.erasing import mark
from kiosk.records.events import moment
from kiosk.records.faults import NotSaved
from kiosk.records.names import plain, sort_key
from kiosk.records.rows import AnonymousCount, Erased, ErasureReason, LeaverRow, Retention, RetentionDue, StaffRow
from kiosk.records.terms import local_date, school_year_of

Progress = Callable[[float], None]
"""Called now and then with how much is done, 0 to 1."""


class Rights(Agreements):
    """Showing, erasing, and letting go in time."""

    # ------------------------------------------------------------ to see

    def subject_access(self, pupil_id: str) -> dict[str, Any]:
        """Everything that is held on one pupil, as plain values for JSON; also what was taken back.

        Every table with rows of the pupil's is in `held`, under its own name, as it is kept. A picture password is held
        as a keyed hash that says nothing; of it there is only whether there is one.
        """
        pupil = self._pupil(pupil_id)
        held = {table: [_told(row) for row in rows] for table, rows in self._held(pupil_id)}
        lessons = self.query("select distinct lesson_id, title from content_version")
        titles = {row["lesson_id"]: row["title"] for row in lessons}
        return {
            "what_this_is": "Everything that the Think then Click kiosk holds on one pupil.",
            "school": self._value("select name from org"),
            "made_on": self.today().isoformat(),
            "pupil": {
                "given_name": pupil["given_name"],
                "family_name": pupil["family_name"],
                "left_on": pupil["left_on"],
            },
            "classes": self.query(
                "select c.title, c.school_year, e.year_group, e.from_on, e.to_on from enrolment e "
                "join class c on c.id = e.class_id where e.pupil_id = ? order by e.id",
                pupil_id,
            ),
            "what_happened": [_happened(row, titles) for row in self.query(_HAPPENED, pupil_id)],
            "access_log": self._log_of(pupil_id),
            "held": held,
        }

    # ------------------------------------------------------------ to be forgotten

    def erase(
        self,
        pupil_id: str,
        reason: ErasureReason,
        by: StaffRow | None,
        backups: Path,
        progress: Progress = lambda done: None,
    ) -> Erased:
        """Leave no trace of a pupil in the records and in the backups; only a tombstone, and counts that are nobody's.

        Raises NotFound where there is no such pupil, and NotSaved with nothing erased. From when this returns the pupil
        is gone from the records; what of the copies could not be done yet (`finished` False) `finish_erasures` does.
        A copy takes about a second for each hundred megabytes: `progress` is told how much is done.
        """
        pupil = self._pupil(pupil_id)
        drawings = self._drawings(pupil_id)
        names = [(pupil["given_name"], pupil["family_name"])]
        return self._erase({pupil_id: reason}, {}, by, backups, names, drawings, progress)

    def finish_erasures(self, backups: Path) -> bool:
        """Bring every kept copy up to the erasures that some do not know of yet; whether all of them do now."""
        return self._finish(backups, lambda done: None)[1]

    def tombstones(self) -> list[Row]:
        """What was erased: when, by whom, why, and by which mark it would be known again."""
        return self.query("select at, staff_id, reason, kind, what_sha256 from erasure order by seq")

    def keep_erased(self, tombstones: Sequence[Row]) -> None:
        """Whatever was erased stays so, in records that came from a copy made before."""
        with self.transaction():
            for row in tombstones:
                names = ", ".join(row)
                marks = ", ".join("?" * len(row))
                self._write(
                    f"insert into erasure ({names}) values ({marks}) on conflict (what_sha256) do nothing",
                    *row.values(),
                )
            gone = erasing.found(self._execute, {row["what_sha256"] for row in tombstones})
            erasing.remove(self._execute, *gone)
        if any(gone):
            self.compact()

    # ------------------------------------------------------------ to be let go in time

    def retention_due(self, keep: Retention) -> RetentionDue:
        """Whom and what the school has no need of any more, by its own rule. A preview: nothing goes."""
        this_year = school_year_of(self.today())
        leavers = [
            LeaverRow(row["id"], row["given_name"], row["family_name"], row["title"] or "", on)
            for row in self.query(_LEAVERS)
            if school_year_of(on := date.fromisoformat(row["left_on"])) + keep.after_leaving < this_year
        ]
        leaving = {row.pupil_id for row in leavers}
        drawings = [
            row["id"]
            for row in self.query(_SUPERSEDED, erasing.NO_STROKES)
            if row["pupil_id"] not in leaving and school_year_of(_day(row["at"])) + keep.strokes < this_year
        ]
        leavers.sort(key=lambda row: (row.left_on, sort_key(row.family_name), sort_key(row.given_name)))
        return RetentionDue(tuple(leavers), tuple(drawings))

    def purge(
        self, due: RetentionDue, by: StaffRow | None, backups: Path, progress: Progress = lambda done: None
    ) -> Erased:
        """Let go of what the preview said. Who has come back since is left alone. `progress`: see `erase`."""
        away = {row["id"] for row in self.query(_LEAVERS)}
        leavers = [row for row in due.leavers if row.pupil_id in away]
        drawings = len(due.signature_ids) + sum(self._drawings(row.pupil_id) for row in leavers)
        names = [(row.given_name, row.family_name) for row in leavers]
        pupils: dict[str, ErasureReason] = {row.pupil_id: "retention" for row in leavers}
        return self._erase(
            pupils, dict.fromkeys(due.signature_ids, "retention"), by, backups, names, drawings, progress
        )

    def anonymous_counts(self) -> list[AnonymousCount]:
        """What pupils who were erased had been shown and had signed, as counts of a key stage."""
        rows = self.query("select * from anonymous_count order by school_year, term, key_stage, lesson_id, status")
        return [AnonymousCount(**{**row, "lesson_id": row["lesson_id"] or None}) for row in rows]

    # ------------------------------------------------------------ how

    def _erase(
        self,
        pupils: dict[str, ErasureReason],
        signatures: dict[str, ErasureReason],
        by: StaffRow | None,
        backups: Path,
        names: Sequence[tuple[str, str]],
        drawings: int,
        progress: Progress,
    ) -> Erased:
        if not pupils and not signatures:
            return Erased(0, 0, 0)
        kinds = [("pupil", what, reason) for what, reason in pupils.items()]
        kinds += [("drawing", what, reason) for what, reason in signatures.items()]
        with self.transaction():
            at = iso(self._moment()[0])
            for kind, what, reason in kinds:
                self._write(
                    "insert into erasure (at, staff_id, reason, kind, what_sha256) values (?, ?, ?, ?, ?) "
                    "on conflict (what_sha256) do nothing",
                    at,
                    by.id if by else None,
                    reason,
                    kind,
                    mark(what),
                )
            self._write(
                "insert or ignore into erasure_open (seq) select seq from erasure where what_sha256 in "
                f"({', '.join('?' * len(kinds))})",
                *(mark(what) for _, what, _ in kinds),
            )
            erasing.remove(self._execute, list(pupils), list(signatures))
            self._log("erased", by, pupils=len(pupils), drawings=drawings, reason=kinds[0][2])
        self.compact()
        rewritten, finished = self._finish(backups, progress)
        return Erased(len(pupils), drawings, rewritten, tuple(_still_naming(self.path.parent, names)), finished)

    def _finish(self, backups: Path, progress: Progress) -> tuple[int, bool]:
        marks = {
            row["what_sha256"]
            for row in self.query("select what_sha256 from erasure where seq in (select seq from erasure_open)")
        }
        if not marks:
            return 0, True
        rewritten, finished = 0, True
        kept = copies(self.path, backups)
        for nth, path in enumerate(kept, 1):
            progress(nth / (len(kept) + 1))
            try:
                rewritten += erasing.rewrite(path, marks)
            except (NotSaved, OSError):
                finished = False
        for folder in (backups, self.path.parent):
            for half in folder.glob(f"{self.path.stem}*.db.tmp*"):
                half.unlink()
        for room in ("damaged", "recovering", "drill"):
            # What could be read of damaged files was saved when they were found; names are all that is left in them.
            shutil.rmtree(self.path.with_name(room), ignore_errors=True)
        if finished:
            with self.transaction():
                self._write("delete from erasure_open")
        return rewritten, finished

    def _execute(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if sql.lstrip().startswith("select"):
            return [tuple(row.values()) for row in self.query(sql, *values)]
        self._write(sql, *values)
        return []

    def _drawings(self, pupil_id: str) -> int:
        return int(
            self._value(
                "select count(*) from signature s join event e on e.event_id = s.event_id "
                "where e.pupil_id = ? and s.strokes <> ?",
                pupil_id,
                erasing.NO_STROKES,
            )
        )

    def _held(self, pupil_id: str) -> Iterator[tuple[str, list[Row]]]:
        """Every table that has rows of this pupil's, or of an event of theirs."""
        yield "pupil", self.query("select * from pupil where id = ?", pupil_id)
        for table, column in erasing.pointing_at(self._execute, "pupil"):
            yield table, self.query(f'select * from "{table}" where "{column}" = ?', pupil_id)
        for table, column in erasing.pointing_at(self._execute, "event"):
            if table != "event":
                yield (
                    table,
                    self.query(
                        f'select * from "{table}" where "{column}" in (select event_id from event where pupil_id = ?)',
                        pupil_id,
                    ),
                )

    def _log_of(self, pupil_id: str) -> list[Row]:
        """The rows of the access log that are about this pupil: those that name an event of theirs, or their mark."""
        return self.query(
            "select a.at, a.what, s.name as by_whom from audit a left join staff s on s.id = a.staff_id "
            "where json_extract(a.detail, '$.pupil') = ?1 or json_extract(a.detail, '$.event_id') in "
            "(select event_id from event where pupil_id = ?2) or json_extract(a.detail, '$.to_event_id') in "
            "(select event_id from event where pupil_id = ?2) order by a.seq",
            mark(pupil_id)[:16],
            pupil_id,
        )


_LEAVERS = """
    select p.id, p.given_name, p.family_name, p.left_on, c.title
    from pupil p left join enrolment e on e.id = (select max(id) from enrolment where pupil_id = p.id)
        left join class c on c.id = e.class_id
    where p.left_on is not null and not exists (
        select 1 from enrolment n where n.pupil_id = p.id and n.to_on is null)
"""
# A drawing has done its part when the pupil has signed again, or when it was taken back.
_SUPERSEDED = """
    select s.id, e.pupil_id, coalesce(
        (select v.recorded_at from event v where v.voids = e.event_id),
        (select min(n.recorded_at) from live_event n
            where n.pupil_id = e.pupil_id and n.verb = 'agreed' and n.seq > e.seq)
    ) as at
    from signature s join event e on e.event_id = s.event_id where s.strokes <> ? and at is not null order by e.seq
"""
_HAPPENED = """
    select e.*, c.title as class_title, v.recorded_at as voided_at, v.response as voided_why,
        case e.verb when 'witnessed' then (select name from staff where id = e.response) end as witness
    from event e left join class c on c.id = e.class_id left join event v on v.voids = e.event_id
    where e.pupil_id = ? and e.verb <> 'voided' order by e.seq
"""
_HASHES = ("password_hash", "password_key")


def _told(row: Row) -> Row:
    """A row as it is kept, without the hashes of a password."""
    told = {name: value for name, value in row.items() if name not in _HASHES}
    if "password_hash" in row:
        told["has_password"] = row["password_hash"] is not None
    return told


def _happened(row: Row, titles: dict[str, str]) -> Row:
    """One thing in plain words, for a parent to read."""
    lesson = row["lesson_title"] or titles.get(row["lesson_id"] or "", "")
    return {
        "at": row["occurred_at"],
        "class": row["class_title"],
        "what": _VERBS[row["verb"]],
        "lesson": lesson or "Agreement",
        "answer": row["response"] if row["verb"] == "answered" else None,
        "witnessed_by": row["witness"],
        "taken_back_at": row["voided_at"],
        "taken_back_because": row["voided_why"],
    }


_VERBS = {
    "attempted": "began",
    "answered": "answered",
    "completed": "finished",
    "taught": "was in the class that was taught this together",
    "agreed": "signed",
    "not-yet": "was not sure yet",
    "talked-through": "talked it through with a teacher",
    "witnessed": "had a signature witnessed",
    "slip-returned": "brought back the parents' slip",
}


def _still_naming(folder: Path, names: Sequence[tuple[str, str]]) -> Iterator[Path]:
    """Text files in the data folder that still hold one of the names; in our own logs the lines are taken out."""
    sought = [
        (re.compile(rf"\b{re.escape(plain(given))}\b"), re.compile(rf"\b{re.escape(plain(family))}\b"))
        for given, family in names
    ]

    def named(line: str) -> bool:
        line = plain(line)
        return any(given.search(line) and family.search(line) for given, family in sought)

    for path in sorted(folder.rglob("*")):
        if path.suffix == ".db" or not path.is_file() or path.stat().st_size > _LONGEST:
            continue
        if path.name.startswith("kiosk.log"):
            _take_out(path, named)
        elif any(named(line) for text in _read(path) for line in text.splitlines()):
            yield path


_LONGEST = 20_000_000


def _read(path: Path) -> Iterator[str]:
    """The file as each of the encodings that a class list comes in, where it can be read as that."""
    content = path.read_bytes()
    for encoding in ("utf-8", "utf-16", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            yield content.decode(encoding)


def _take_out(log: Path, named: Callable[[str], bool]) -> None:
    """No name is ever logged; were one there, it would go. In place, because the kiosk has the file open."""
    with open(log, "r+", encoding="utf-8", errors="surrogateescape", newline="") as file:
        lines = file.read().splitlines(keepends=True)
        clean = [line for line in lines if not named(line)]
        if len(clean) < len(lines):
            file.seek(0)
            file.writelines(clean)
            file.truncate()


def _day(at: str) -> date:
    return local_date(moment(at))
