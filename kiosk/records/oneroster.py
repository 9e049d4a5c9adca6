"""OneRoster 1.1 and 1.2 exports, as a folder or a zip of CSV files, read as one roster.

Of `users` only the number, the names, the role and the year are looked at. Which class is a pupil's own follows from
`enrollments` and `classes`: the homeroom where there is one; among several it is a question. Teachers, guardians, rows
that are to be deleted, and classes and enrolments of another time are left aside.

Nothing of a zip is ever written to the disk: its members are read by name, with a limit, in memory.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from kiosk.records.class_list import (
    AGAIN,
    LEAVE_OUT,
    coding_question,
    look_at_name,
    mended_name,
    rows_of,
    year_group,
    year_in_title,
)
from kiosk.records.coding import decoded
from kiosk.records.faults import BadName, RosterFault
from kiosk.records.names import clean, same_name
from kiosk.records.rows import Problem, Roster, RosterLine, full_date
from kiosk.records.terms import school_year_of, year_end

if TYPE_CHECKING:
    from zipfile import ZipInfo

LARGEST = 20_000_000
"""Bytes of one file, unpacked."""
MEMBERS = 200
NUMBERED = "oneroster:"
"""Goes before a `sourcedId` in the records: another system's number is not taken for it."""
PARTS = frozenset(
    f"{name}.csv"
    for name in """manifest users classes enrollments orgs academicsessions roles courses demographics userprofiles
        resources classresources courseresources userresources categories lineitems results scorescales
        lineitemscorescales resultscorescales lineitemlearningobjectiveids resultlearningobjectiveids""".split()
)
_NEEDED = ("users", "classes", "enrollments")
_GONE = ("tobedeleted", "inactive")
_PUPIL = ("student", "pupil", "learner")


class Export(Protocol):
    """The files of an export, by their names without ".csv" and in small letters."""

    name: str

    @property
    def is_export(self) -> bool: ...

    def data(self, part: str) -> bytes | None:
        """None where there is no such file. Raises RosterFault where it is too large or cannot be read."""


class Folder:
    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.parts = {each.name.lower(): each for each in path.iterdir() if each.name.lower() in PARTS}

    @property
    def is_export(self) -> bool:
        return "users.csv" in self.parts

    def data(self, part: str) -> bytes | None:
        path = self.parts.get(f"{part}.csv")
        if path is None:
            return None
        try:
            if path.stat().st_size > LARGEST:
                raise _too_large(path.name)
            return path.read_bytes()
        except OSError as fault:
            raise RosterFault(f"{path.name} could not be read: {fault.strerror}.") from fault


class Zip:
    """The files may lie in one folder inside. Raises RosterFault where it is no zip that can be read."""

    def __init__(self, path: Path) -> None:
        import zipfile

        self.path = path
        self.name = path.name
        self.parts: dict[str, ZipInfo] = {}
        try:
            with zipfile.ZipFile(path) as packed:
                members = packed.infolist()
        except OSError as fault:
            raise RosterFault(f"{path.name} could not be read: {fault.strerror}.") from fault
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
            raise RosterFault(f"{path.name} is not a zip that can be read. Export it again.") from fault
        if len(members) > MEMBERS:
            raise RosterFault(f"{path.name} holds {len(members)} files: that is no OneRoster export.")
        for member in members:
            where = PurePosixPath(member.filename.replace("\\", "/"))
            if member.is_dir() or "__MACOSX" in where.parts or where.name.lower() not in PARTS:
                continue
            if where.name.lower() in self.parts:
                raise RosterFault(f"{path.name} holds {where.name} twice. Make a zip of one export alone.")
            self.parts[where.name.lower()] = member

    @property
    def is_export(self) -> bool:
        return "users.csv" in self.parts

    def data(self, part: str) -> bytes | None:
        import zipfile

        member = self.parts.get(f"{part}.csv")
        if member is None:
            return None
        if member.flag_bits & 1:
            raise RosterFault(f"{self.name} has a password. Unpack it, and choose the folder.")
        try:
            with zipfile.ZipFile(self.path) as packed, packed.open(member) as file:
                found = file.read(LARGEST + 1)  # what it says about its size may be a lie
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as fault:
            raise RosterFault(f"{part}.csv in {self.name} cannot be unpacked. Export it again.") from fault
        except Exception as fault:  # zlib.error and its like, which zipfile lets through
            raise RosterFault(f"{part}.csv in {self.name} cannot be unpacked. Export it again.") from fault
        if len(found) > LARGEST:
            raise _too_large(f"{part}.csv")
        return found


def read(export: Export, on: date) -> Roster:
    """The pupils of the export on that day. Raises RosterFault where it is not all there, or only of what changed."""
    return _Reading(export, on).roster()


@dataclass(frozen=True)
class _Row:
    """One row of a table, by the heading without capitals and signs."""

    line: int
    cells: Mapping[str, str]
    slipped: bool

    def __getitem__(self, head: str) -> str:
        return self.cells.get(head, "")

    @property
    def gone(self) -> bool:
        return self["status"].casefold() in _GONE

    def items(self, *heads: str) -> list[str]:
        """A list in a cell: `a,b`, and as some programs write it, `["a","b"]`."""
        cell = next((self[head] for head in heads if self[head]), "")
        return [item for each in re.sub(r'[\[\]"]', "", cell).split(",") if (item := each.strip())]


@dataclass(frozen=True)
class _Class:
    title: str
    homeroom: bool
    years: tuple[str, ...]
    school: str


class _Reading:
    def __init__(self, export: Export, on: date) -> None:
        self.export = export
        self.on = on
        self.sure = True
        self.coding = "UTF-8"
        self.problems: list[Problem] = []

    def roster(self) -> Roster:
        version = self._manifest()
        missing = [f"{part}.csv" for part in _NEEDED if self.export.data(part) is None]
        if missing:
            raise RosterFault(
                f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in {self.export.name}. "
                "A OneRoster export has users.csv, classes.csv and enrollments.csv."
            )
        users = [row for row in self._table("users") if not row.gone]
        pupils = self._pupils(users)
        classes = self._classes()
        places = self._places(classes)
        schools = self._schools()
        lines = [line for row in pupils if (line := self._line(row, classes, places, schools)) is not None]
        if not lines and not self.problems:
            raise RosterFault(f"There are no pupils in users.csv of {self.export.name}. Export it again.")
        if lines and not any(line.class_title or line.titles for line in lines):
            raise RosterFault(self._nobody_placed())
        if not self.sure:
            self.problems = [*coding_question(lines), *self.problems]
        name = f"{self.export.name} (lines of users.csv)"
        return Roster(name, f"OneRoster {version}, {self.coding}", len(pupils), tuple(lines), tuple(self.problems))

    # ------------------------------------------------------------ tables

    def _manifest(self) -> str:
        """The version. Raises RosterFault for an export of changes alone: who is not in it has not left."""
        if self.export.data("manifest") is None:
            return "1.2" if self.export.data("roles") is not None else "1.1"
        told = {
            row["propertyname"].casefold(): row["value"].casefold() for row in self._table("manifest", "propertyname")
        }
        for part in (*_NEEDED, "roles"):
            if told.get(f"file.{part}") == "delta":
                raise RosterFault(f"{self.export.name} holds only what changed. Make a “bulk” OneRoster export.")
        return told.get("oneroster.version") or "1.1"

    def _table(self, part: str, needs: str = "sourcedid") -> list[_Row]:
        data = self.export.data(part)
        if data is None:
            return []
        try:
            text, coding, sure = decoded(data)
        except RosterFault as fault:
            raise RosterFault(f"{part}.csv: {fault.sentence}") from fault
        if not sure:
            self.sure, self.coding = False, coding
        for rows in rows_of(text)():
            try:
                _, heads = next(rows)
                heads = [re.sub(r"[^a-z0-9.]", "", head.casefold()) for head in heads]
                if needs in heads:
                    return [
                        _Row(line, dict(zip(heads, map(str.strip, cells), strict=False)), _slipped(cells, heads))
                        for line, cells in rows
                        if any(cell.strip() for cell in cells)
                    ]
            except StopIteration:
                break
            except RosterFault as fault:
                raise RosterFault(f"{part}.csv: {fault.sentence}") from fault
        raise RosterFault(f"{part}.csv has no heading with {'sourcedId' if needs == 'sourcedid' else 'propertyName'}.")

    def _pupils(self, users: Sequence[_Row]) -> list[_Row]:
        """By the role in `users` (1.1), in `roles` (1.2), or where neither says anything, in `enrollments`."""
        roles = defaultdict(set)
        for row in self._table("roles"):
            if not row.gone and self._now(row["begindate"], row["enddate"]):
                roles[row["usersourcedid"]].add(row["role"].casefold())
        if not roles and not any(row["role"] for row in users):
            for row in self._table("enrollments"):
                roles[row["usersourcedid"]].add(row["role"].casefold())
        return [
            row
            for row in users
            if (row["role"].casefold() in _PUPIL if row["role"] else not roles[row["sourcedid"]].isdisjoint(_PUPIL))
        ]

    def _classes(self) -> dict[str, _Class]:
        over = self._sessions_over()
        found = {}
        for row in self._table("classes"):
            sessions = row.items("termsourcedids", "terms")
            if row.gone or (sessions and all(session in over for session in sessions)):
                continue
            title = _kept(row["title"]) or _kept(row["classcode"])
            if title:
                years = tuple(year for word in row.items("grades", "grade") if (year := year_group(word)))
                homeroom = row["classtype"].casefold() == "homeroom"
                found[row["sourcedid"]] = _Class(title, homeroom, years, row["schoolsourcedid"])
        return found

    def _sessions_over(self) -> set[str]:
        """Terms and years that are wholly of another school year."""
        year = school_year_of(self.on)
        first, last = year_end(year - 1), year_end(year)
        return {
            row["sourcedid"]
            for row in self._table("academicsessions")
            if (_day(row["enddate"]) or last) <= first or (_day(row["startdate"]) or last) > last
        }

    def _places(self, classes: Mapping[str, _Class]) -> dict[str, list[str]]:
        """The classes that each user is a pupil of now."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._table("enrollments"):
            here = row["classsourcedid"]
            if row.gone or here not in classes or row["role"].casefold() not in (*_PUPIL, ""):
                continue
            if self._now(row["begindate"], row["enddate"]) and here not in found[row["usersourcedid"]]:
                found[row["usersourcedid"]].append(here)
        return found

    def _schools(self) -> dict[str, str]:
        return {row["sourcedid"]: _kept(row["name"]) for row in self._table("orgs") if not row.gone}

    # ------------------------------------------------------------ one pupil

    def _line(
        self,
        row: _Row,
        classes: Mapping[str, _Class],
        places: Mapping[str, Sequence[str]],
        schools: Mapping[str, str],
    ) -> RosterLine | None:
        if row.slipped:
            what = "There are more cells than headings, so they may have slipped"
            self.problems.append(Problem(f"{row.line}:cells", row.line, what, AGAIN, choices=(LEAVE_OUT,)))
            return None
        as_written = (
            row["preferredgivenname"] or row["givenname"],
            row["preferredfamilyname"] or row["familyname"],
        )
        try:
            given, family = (clean(mended_name(part)) for part in as_written)
            number = NUMBERED + clean(row["sourcedid"])
        except BadName as fault:
            what = fault.sentence.rstrip(".")
            self.problems.append(Problem(f"{row.line}:name", row.line, what, AGAIN, choices=(LEAVE_OUT,)))
            return None
        here = [classes[place] for place in places.get(row["sourcedid"], ())]
        own = [each for each in here if each.homeroom] or here
        titles = tuple({same_name(each.title): each.title for each in own}.values())
        school = next(
            (schools[org] for org in chain((each.school for each in own), self._orgs(row)) if schools.get(org)), ""
        )
        words = row.items("grades", "grade")
        years = [year for word in words if (year := year_group(word))]
        years += [year for each in own for year in each.years if len(each.years) == 1]
        year = next(iter(years), "")
        line = RosterLine(
            row.line,
            given,
            family,
            year or (year_in_title(titles[0]) if len(titles) == 1 and not words else ""),
            titles[0] if len(titles) == 1 else "",
            number,
            year_word="" if years or not words else words[0],
            titles=tuple(sorted(titles)) if len(titles) > 1 else (),
            school=school,
        )
        look_at_name(line, as_written, self.problems)
        return line

    def _orgs(self, row: _Row) -> Iterator[str]:
        yield from row.items("primaryorgsourcedid")
        yield from row.items("orgsourcedids")

    def _now(self, begins: str, ends: str) -> bool:
        first, last = _day(begins), _day(ends)
        return (first is None or first <= self.on) and (last is None or self.on <= last)

    def _nobody_placed(self) -> str:
        """Why nobody is in a class: most likely the file is of another school year."""
        days = [day for row in self._table("enrollments") if not row.gone and (day := _day(row["begindate"]))]
        if days and min(days) > self.on:
            first = min(days)
            return f"The classes in {self.export.name} begin on {full_date(first)}. Bring it in then."
        return f"Nobody in {self.export.name} is in a class now. Make a new export, of this school year."


def _kept(name: str) -> str:
    """A title or a school's name as it may be kept; nothing where it cannot be."""
    try:
        return clean(mended_name(name))
    except BadName:
        return ""


def _slipped(cells: Sequence[str], heads: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells[len(heads) :])


def _day(cell: str) -> date | None:
    """ "2026-09-01", with or without a time; None for what is empty or is no such day."""
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        return None


def _too_large(name: str) -> RosterFault:
    return RosterFault(f"{name} is too large for a school's pupils. Export one school alone.")
