"""The school: its name, its first day with the kiosk, its calendar."""

import uuid
from collections.abc import Sequence
from itertools import pairwise

from kiosk.records import terms
from kiosk.records.codes import check_code, hashed, new_recovery_code, plain_recovery_code
from kiosk.records.database import iso
from kiosk.records.faults import NotFound
from kiosk.records.names import clean
from kiosk.records.rows import HalfTerm, School, SetUp, StaffRow
from kiosk.records.staff import StaffRoom


class SchoolOffice(StaffRoom):
    """First run, and what the lead changes later."""

    @property
    def is_new(self) -> bool:
        """Whether the first run is still to come."""
        return self._value("select count(*) from org") == 0

    def set_up(self, first: SetUp) -> str:
        """Keep what the first run asked for, all of it or nothing; returns the one-use recovery code to print and seal.

        Raises BadCode or BadName with the sentence to show.
        """
        if not self.is_new:
            raise ValueError("the school is set up already")
        school = clean(first.school)
        people = [(clean(first.lead_name), first.lead_passphrase, "lead")]
        people += [(clean(name), code, "teacher") for name, code in first.teachers]
        self._check_names([name for name, _, _ in people])
        for name, code, role in people:
            check_code(code, "lead" if role == "lead" else "teacher", name, school)
        recovery_code = new_recovery_code()
        hashes = [hashed(code) for _, code, _ in people]
        recovery = hashed(plain_recovery_code(recovery_code))
        year = terms.school_year_of(self.today())
        with self.transaction():
            at = iso(self._moment()[0])
            self._insert("org", id=1, name=school, safeguarding_lead=clean(first.safeguarding_lead), set_up_at=at)
            staff = [
                StaffRow(str(uuid.uuid4()), name, "lead" if role == "lead" else "teacher") for name, _, role in people
            ]
            for row, code_hash in zip(staff, hashes, strict=True):
                self._insert("staff", id=row.id, name=row.name, role=row.role, code_hash=code_hash, added_at=at)
            self._insert("recovery", id=1, code_hash=recovery)
            self._insert("school_year", year=year, cycle_year=first.cycle_year)
            self._keep_half_terms(year, terms.default_half_terms(year))
            self._log("set-up", staff[0], school_year=year, teachers=len(staff) - 1)
        return recovery_code

    def school(self) -> School:
        """The school as it is today: the school year and half-term follow the date."""
        org = self._row("select name, safeguarding_lead from org")
        if org is None:
            raise NotFound("The school has not been set up yet.")
        day = self.today()
        year = terms.school_year_of(day)
        known = self._row("select year, cycle_year from school_year order by abs(year - ?) limit 1", year)
        assert known is not None  # written by set_up together with org
        return School(
            name=org["name"],
            safeguarding_lead=org["safeguarding_lead"],
            school_year=year,
            half_term=terms.half_term_on(day, self.half_terms(year)),
            cycle_year=terms.cycle_year(year, known["year"], known["cycle_year"]),
        )

    def set_half_terms(self, school_year: int, half_terms: Sequence[HalfTerm], by: StaffRow) -> None:
        """The school's own dates for that school year: all six half-terms, in order, none overlapping."""
        ordered = sorted(half_terms, key=lambda half: half.starts_on)
        in_order = all(before.ends_on < after.starts_on for before, after in pairwise(ordered)) and all(
            half.starts_on <= half.ends_on for half in ordered
        )
        if tuple(half.name for half in ordered) != terms.NAMES or not in_order:
            raise ValueError("six half-terms, in order, that do not overlap")
        with self.transaction():
            known = self._row("select year, cycle_year from school_year order by abs(year - ?) limit 1", school_year)
            assert known is not None
            letter = terms.cycle_year(school_year, known["year"], known["cycle_year"])
            self._write("insert or ignore into school_year (year, cycle_year) values (?, ?)", school_year, letter)
            self._write("delete from term where school_year = ?", school_year)
            self._keep_half_terms(school_year, ordered)
            self._log("half-terms", by, school_year=school_year)
        self._half_terms = None

    def _keep_half_terms(self, school_year: int, half_terms: Sequence[HalfTerm]) -> None:
        for half in half_terms:
            self._insert(
                "term",
                school_year=school_year,
                name=half.name,
                starts_on=half.starts_on.isoformat(),
                ends_on=half.ends_on.isoformat(),
            )
