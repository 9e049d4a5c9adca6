"""The school: its name, its first day with the kiosk, its calendar, its own words."""

import json
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from typing import Literal

from kiosk.records import terms
from kiosk.records.codes import check_code, hashed, new_recovery_code, plain_recovery_code
from kiosk.records.database import iso
from kiosk.records.faults import BadDates, BadWords, NotFound
from kiosk.records.names import clean
from kiosk.records.rows import HalfTerm, KeyStage, Role, School, SetUp, StaffRow, TellWords
from kiosk.records.staff import StaffRoom

TELL_WORDS = ("tell-title", "tell-go-and-find", "tell-not-in-trouble", "tell-any-adult", "tell-lead")
"""The phrases of *tell an adult* that are the safeguarding lead's to word. That the screen tells nobody stays as it is,
and so do the numbers of Childline and 999."""
LONGEST_WORDS = 80
_STAGES: tuple[KeyStage, ...] = ("ks1", "ks2")


class SettingUp:
    """A school that is about to be set up: what was asked for can be kept, once the codes are hashed."""

    def __init__(self, first: SetUp, year: int, half_terms: Sequence[HalfTerm], tell_words: str) -> None:
        self.first = first
        self.year = year
        self.half_terms = half_terms
        self.tell_words = tell_words
        self.recovery_code = new_recovery_code()
        self.recovery_hash = ""
        self.code_hashes: list[str] = []

    @property
    def people(self) -> list[tuple[str, str, Role]]:
        """Name, code and role of each; the lead first."""
        first = self.first
        people: list[tuple[str, str, Role]] = [(clean(first.lead_name), first.lead_passphrase, "lead")]
        return [*people, *((clean(name), code, "teacher") for name, code in first.teachers)]

    def hash_codes(self) -> None:
        """On any thread; takes a quarter of a second for each person and one more, on purpose."""
        self.code_hashes = [hashed(code) for _, code, _ in self.people]
        self.recovery_hash = hashed(plain_recovery_code(self.recovery_code))


class SchoolOffice(StaffRoom):
    """First run, and what the lead changes later."""

    @property
    def is_new(self) -> bool:
        """Whether the first run is still to come."""
        return self._value("select count(*) from org") == 0

    def set_up(self, first: SetUp) -> str:
        """Keep what the first run asked for, all of it or nothing; returns the one-use recovery code to print and seal.

        Raises BadCode, BadName, BadDates or BadWords with the sentence to show.
        """
        setting_up = self.begin_set_up(first)
        setting_up.hash_codes()
        return self.end_set_up(setting_up)

    def begin_set_up(self, first: SetUp) -> SettingUp:
        """Look at all of it, and keep nothing yet: `hash_codes` comes next, beside whatever must not wait."""
        if not self.is_new:
            raise ValueError("the school is set up already")
        school, year = clean(first.school), terms.school_year_of(self.today())
        clean(first.safeguarding_lead)
        half_terms = first.half_terms or terms.default_half_terms(year)
        _check_half_terms(year, half_terms)
        setting_up = SettingUp(first, year, half_terms, _packed(_clean_words(first.tell_words)))
        self._check_names([name for name, _, _ in setting_up.people])
        for name, code, role in setting_up.people:
            check_code(code, role, name, school)
        return setting_up

    def end_set_up(self, setting_up: SettingUp) -> str:
        """Keep all of it; returns the recovery code."""
        if not self.is_new:
            raise ValueError("the school is set up already")
        first = setting_up.first
        with self.transaction():
            at = iso(self._moment()[0])
            self._insert(
                "org",
                id=1,
                name=clean(first.school),
                safeguarding_lead=clean(first.safeguarding_lead),
                set_up_at=at,
                tell_words=setting_up.tell_words,
            )
            staff = [StaffRow(str(uuid.uuid4()), name, role) for name, _, role in setting_up.people]
            for row, code_hash in zip(staff, setting_up.code_hashes, strict=True):
                self._insert("staff", id=row.id, name=row.name, role=row.role, code_hash=code_hash, added_at=at)
            self._insert("recovery", id=1, code_hash=setting_up.recovery_hash)
            self._insert("school_year", year=setting_up.year, cycle_year=first.cycle_year)
            self._keep_half_terms(setting_up.year, setting_up.half_terms)
            self._log("set-up", staff[0], school_year=setting_up.year, teachers=len(staff) - 1)
        return setting_up.recovery_code

    def school(self) -> School:
        """The school as it is today: the school year and half-term follow the date."""
        org = self._row("select name, safeguarding_lead, tell_words, checks_daily from org")
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
            tell_words=json.loads(org["tell_words"]),
            checks_daily=None if org["checks_daily"] is None else bool(org["checks_daily"]),
            new_year=self._new_year(year),
        )

    def set_school(
        self,
        by: StaffRow,
        *,
        name: str | None = None,
        safeguarding_lead: str | None = None,
        checks_daily: bool | None = None,
    ) -> None:
        """Change what is given. Raises BadName."""
        told: dict[str, object] = {}
        if name is not None:
            told["name"] = clean(name)
        if safeguarding_lead is not None:
            told["safeguarding_lead"] = clean(safeguarding_lead)
        if checks_daily is not None:
            told["checks_daily"] = int(checks_daily)
        with self.transaction():
            for column, value in told.items():
                self._write(f"update org set {column} = ?", value)
            self._log("school-set", by, changed=sorted(told))

    def set_tell_words(self, words: TellWords, by: StaffRow) -> None:
        """The school's own words of *tell an adult*, all of them: what is not among them is the program's again.

        `TELL_WORDS` are the phrases that there are; "{lead}" stands for the safeguarding lead's name. Raises BadWords.
        """
        packed = _packed(_clean_words(words))
        with self.transaction():
            self._write("update org set tell_words = ?", packed)
            self._log("tell-words-set", by, words=packed)

    def set_cycle_year(self, letter: Literal["A", "B"], by: StaffRow) -> None:
        """Which year of the two-year cycle this school year is; the years after it take turns from here."""
        year = terms.school_year_of(self.today())
        with self.transaction():
            self._write(
                "insert into school_year (year, cycle_year) values (?, ?) "
                "on conflict (year) do update set cycle_year = excluded.cycle_year",
                year,
                letter,
            )
            for row in self.query("select year from school_year where year > ?", year):
                following = terms.cycle_year(row["year"], year, letter)
                self._write("update school_year set cycle_year = ? where year = ?", following, row["year"])
            self._log("cycle-year", by, school_year=year, cycle_year=letter)

    def set_half_terms(self, school_year: int, half_terms: Sequence[HalfTerm], by: StaffRow) -> None:
        """The school's own dates for that school year. Raises BadDates; `terms.faults` says all that is wrong."""
        _check_half_terms(school_year, half_terms)
        with self.transaction():
            known = self._row("select year, cycle_year from school_year order by abs(year - ?) limit 1", school_year)
            assert known is not None
            letter = terms.cycle_year(school_year, known["year"], known["cycle_year"])
            self._write("insert or ignore into school_year (year, cycle_year) values (?, ?)", school_year, letter)
            self._write("delete from term where school_year = ?", school_year)
            self._keep_half_terms(school_year, half_terms)
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

    def _new_year(self, school_year: int) -> bool:
        rows = self.query(
            "select c.school_year = ? as now from enrolment e join class c on c.id = e.class_id "
            "where e.to_on is null group by now",
            school_year,
        )
        return [row["now"] for row in rows] == [0]


def _check_half_terms(school_year: int, half_terms: Sequence[HalfTerm]) -> None:
    if tuple(half.name for half in half_terms) != terms.NAMES:
        raise ValueError("the six half-terms, in order")
    for sentence in terms.faults(school_year, half_terms).values():
        raise BadDates(sentence)


def _clean_words(words: TellWords) -> dict[str, dict[KeyStage, str]]:
    kept: dict[str, dict[KeyStage, str]] = {}
    for phrase, by_stage in words.items():
        if phrase not in TELL_WORDS:
            raise BadWords(f"The words of “{phrase}” stay as they are. These may change: {', '.join(TELL_WORDS)}.")
        for stage, said in by_stage.items():
            said = " ".join(unicodedata.normalize("NFC", said).split())
            if stage not in _STAGES:
                raise BadWords(f"There is no key stage “{stage}”. There are ks1 and ks2.")
            if len(said) > LONGEST_WORDS:
                raise BadWords(f"“{said[:30]}…” has {len(said)} characters; {LONGEST_WORDS} fit. Make it shorter.")
            if any(unicodedata.category(letter)[0] == "C" for letter in said):
                raise BadWords(f"“{phrase}” holds a character that cannot be shown. Type the words again.")
            if "{" in said.replace("{lead}", "") or "}" in said.replace("{lead}", ""):
                raise BadWords("Only {lead} may stand in curly brackets: the safeguarding lead’s name goes there.")
            if said:
                kept.setdefault(phrase, {})[stage] = said
    return kept


def _packed(words: Mapping[str, Mapping[KeyStage, str]]) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True)
