"""Rosters in: a plain CSV from the school's own system (SIMS, Arbor, Bromcom), always with a dry run first.

    roster = read_roster(path)                                      # what the file says, and what is wrong with it
    dry = plan(store, roster, avatars=names)                        # what it would change; questions in dry.problems
    dry = plan(store, roster, {"240:who": "new"}, avatars=names)    # the same with an answer
    apply(store, dry, by)

Only names, year, class and the system's own number are read; e-mail, addresses, passwords and the rest are not looked
at. What is doubtful is asked about, never guessed.
"""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.records.classes import year_order
from kiosk.records.faults import BadName, RosterFault, StalePlan
from kiosk.records.names import clean, plain, same_name, sort_key
from kiosk.records.rows import (
    Choice,
    ClassChange,
    Imported,
    Known,
    Match,
    Plan,
    Problem,
    Roster,
    RosterLine,
    StaffRow,
)
from kiosk.records.terms import school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store

LARGEST = 5_000_000
SLIP = 3
"""A class of so few that nobody has heard of may be another class, misspelt."""
_AGAIN = "Put it right in the file, then open it again."
_LEAVE_OUT = Choice("leave-out", "Leave this line out")
_YEARS = ("N", "R", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6")

# What the columns are called, without capitals, spaces and signs. The first that is there is taken: the name that the
# child goes by comes before the legal one.
_COLUMNS = {
    "given": """preferredforename preferredfirstname preferredgivenname chosenforename chosenfirstname chosenname
        knownas forename firstname givenname pupilforename studentforename pupilfirstname studentfirstname first
        legalforename legalfirstname legalgivenname forenames""",
    "family": """preferredsurname preferredlastname preferredfamilyname chosensurname surname lastname familyname
        pupilsurname studentsurname pupillastname studentlastname last legalsurname legallastname legalfamilyname""",
    "class": """reg reggroup registrationgroup regform registrationform registration regclass form formgroup tutorgroup
        tutorgrp tutor class classname currentclass currentform homeroom""",
    "year": """year yeargroup yr yrgroup yrgrp ncyear ncy nationalcurriculumyear nationalcurriculumyeargroup
        curriculumyear actualncyear currentyear currentyeargroup yeartaughtin schoolyear""",
    "id": """adno admissionnumber admissionno admno admissionsnumber misid arborid arborstudentid bromcomid pupilid
        studentid personid sourcedid""",
}
_NEEDED = {"given": "Forename", "family": "Surname", "class": "Reg"}


# --- reading ---------------------------------------------------------------------------------------------


def read_roster(path: Path) -> Roster:
    """What the file says, every problem in it with its line. Raises RosterFault where it is no roster at all."""
    text, encoding, sure = _text(path)
    first, columns, rows = _table(text)
    pupils: list[RosterLine] = []
    problems: list[Problem] = []
    titles: dict[str, str] = {}
    lines = 0
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            lines += 1
            pupil = _pupil(line, cells, columns, titles, problems)
            if pupil is not None:
                pupils.append(pupil)
    if not lines:
        raise RosterFault(f"There is nobody below the heading in line {first}. Export the roster again.")
    if not sure:
        problems = [*_coding_question(pupils), *problems]
    return Roster(path.name, encoding, lines, tuple(pupils), tuple(problems))


def _text(path: Path) -> tuple[str, str, bool]:
    """The file's text, what it was coded in, and whether that is sure."""
    try:
        if path.stat().st_size > LARGEST:
            raise RosterFault("The file is too large to be a roster. Export only names, year and class.")
        data = path.read_bytes()
    except OSError as fault:
        raise RosterFault(f"{path.name} could not be read: {fault.strerror}.") from fault
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RosterFault("This is an Excel workbook. In Excel, save it as “CSV UTF-8”, then open that file.")
    if data.startswith(b"%PDF"):
        raise RosterFault("This is a PDF. Export the roster as CSV.")
    for mark, coding, told in (
        (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
        (b"\xff\xfe", "utf-16-le", "UTF-16"),
        (b"\xfe\xff", "utf-16-be", "UTF-16"),
    ):
        if data.startswith(mark):
            return _decoded(data[len(mark) :], coding), told, True
    if b"\0" in data[:4000]:
        # Without its mark, UTF-16 reads "happily" as cp1252; the zeros beside Latin letters give it away.
        head = data[:4000]
        odd, even = head[1::2].count(0), head[0::2].count(0)
        if max(odd, even) < len(head) // 8:
            raise RosterFault("This is not a text file. Export the roster as CSV.")
        return _decoded(data, "utf-16-le" if odd > even else "utf-16-be"), "UTF-16 without its mark", False
    try:
        return data.decode("utf-8"), "UTF-8", True
    except UnicodeDecodeError:
        return _decoded(data, "cp1252"), "Windows (cp1252)", False


def _decoded(data: bytes, coding: str) -> str:
    try:
        return data.decode(coding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise RosterFault(
            f"Some letters near line {line} cannot be read. Export the roster again, as “CSV UTF-8”."
        ) from fault


def _table(text: str) -> tuple[int, dict[str, int], Iterator[tuple[int, list[str]]]]:
    """The heading's line number, the place of each needed column, and the lines below it."""
    if text[:4].lower() == "sep=":  # for Excel, which does not count it as a line
        text = text.partition("\n")[2]
    best: dict[str, int] = {}
    for delimiter in (",", ";", "\t", "|"):
        rows = _rows(text, delimiter)
        for line, cells in _first_ten(rows):
            columns = _columns(cells)
            if _NEEDED.keys() <= columns.keys():
                return line, columns, rows
            best = max(best, columns, key=len)
    missing = [name for what, name in _NEEDED.items() if what not in best]
    if len(missing) == len(_NEEDED):
        raise RosterFault("There is no heading. The first line must say Forename, Surname, Year and Reg.")
    raise RosterFault(f"There is no column called {' or '.join(missing)}. Add it to the export.")


def _first_ten(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Reports from a school's system may have a title above the heading. Reads no further than it is asked to."""
    for _ in range(10):
        try:
            yield next(rows)
        except (StopIteration, RosterFault):
            return


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Lines numbered as a spreadsheet numbers them: a cell with a line break in it is still one line."""
    line = 0
    try:
        for line, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield line, cells
    except csv.Error as fault:
        raise RosterFault(
            f"Line {line + 1} has a quotation mark that is opened and not closed, or one too many. {_AGAIN}"
        ) from fault


def _columns(cells: Sequence[str]) -> dict[str, int]:
    heads = [re.sub(r"[^a-z0-9]", "", cell.casefold()) for cell in cells]
    return {
        what: heads.index(name)
        for what, known in _COLUMNS.items()
        if (name := next((name for name in known.split() if name in heads), None)) is not None
    }


def _pupil(
    line: int, cells: Sequence[str], columns: Mapping[str, int], titles: dict[str, str], problems: list[Problem]
) -> RosterLine | None:
    """One line, or None where nobody can be made of it. `titles`: the classes so far, by how they compare."""

    def cell(what: str) -> str:
        place = columns.get(what)
        return cells[place].strip(" \t") if place is not None and place < len(cells) else ""

    try:
        given, family = clean(_mended(cell("given"))), clean(_mended(cell("family")))
        title = clean(cell("class")) if cell("class") else ""
        mis_id = clean(cell("id")) if cell("id") else None
    except BadName as fault:
        problems.append(Problem(f"{line}:name", line, fault.sentence, _AGAIN, choices=(_LEAVE_OUT,)))
        return None
    title = titles.setdefault(same_name(title), title) if title else ""
    year = _year_group(cell("year"))
    if year is None:
        what = f"“{cell('year')}” is not a primary year"
        problems.append(Problem(f"{line}:year", line, what, _AGAIN, choices=(_LEAVE_OUT,)))
        return None
    if not year and (first := re.match(r"[1-6](?!\d)", title)):
        year = f"Y{first[0]}"
        what = f"No year given: Year {first[0]}, from the class “{title}”"
        problems.append(Problem(f"{line}:year", line, what, "Look whether that is right.", put_right=True))
    pupil = RosterLine(line, given, family, year, title, mis_id)
    _look_at_name(pupil, (cell("given"), cell("family")), problems)
    return pupil


def _look_at_name(pupil: RosterLine, cells: tuple[str, str], problems: list[Problem]) -> None:
    name = _full(pupil)
    if any(_mended(cell) != cell for cell in cells):
        what = f"“{' '.join(cells)}” read again as UTF-8: “{name}”"
        problems.append(Problem(f"{pupil.line}:spelling", pupil.line, what, "Look at it.", put_right=True))
    if "?" in name:
        what = f"A letter of “{name}” seems to be lost"
        choices = (Choice("keep", "It is right as it is"), _LEAVE_OUT)
        problems.append(Problem(f"{pupil.line}:name", pupil.line, what, _AGAIN, choices=choices))


def _mended(name: str) -> str:
    """ "ZoÃ«" is UTF-8 that a program took for cp1252 before it wrote the file; no real name reads so."""
    if name.isascii():
        return name
    try:
        mended = b"".join(_byte(letter) for letter in name).decode("utf-8")
        clean(mended)
    except (UnicodeEncodeError, UnicodeDecodeError, BadName):
        return name
    return mended


def _byte(letter: str) -> bytes:
    """cp1252 has five holes, which programs pass through as they are."""
    return letter.encode("latin-1") if letter in "\x81\x8d\x8f\x90\x9d" else letter.encode("cp1252")


def _year_group(cell: str) -> str | None:
    """ "Y4", "4", "Year 4" → "Y4"; "R", "Reception", "0" → "R"; "N2", "Nursery" → "N". None: not a primary year."""
    word = re.sub(r"[^a-z0-9]", "", cell.casefold())
    word = re.sub(r"^(nationalcurriculum|nc)?(year|yr|y)?(group)?(?=.)", "", word)
    if not word:
        return ""
    if word in ("r", "rec", "reception", "0", "00", "eyfs"):
        return "R"
    if re.fullmatch(r"(n|nur|nursery)[12]?", word):
        return "N"
    number = word.lstrip("0")
    return f"Y{number}" if number in tuple("123456") else None


def _coding_question(pupils: Sequence[RosterLine]) -> list[Problem]:
    names = [f"{pupil.given_name} {pupil.family_name}" for pupil in pupils]
    accented = [name for name in names if not name.isascii()]
    if not accented:
        return []
    what = f"The file does not say how its letters are coded. Do these names look right? {', '.join(accented[:6])}"
    do = "If not, export it again as “CSV UTF-8”."
    return [Problem("coding", None, what, do, choices=(Choice("right", "They look right"),))]


# --- the dry run -----------------------------------------------------------------------------------------


def plan(
    store: "Store",
    roster: Roster,
    answers: Mapping[str, str] | None = None,
    *,
    avatars: Sequence[str] = (),
    whole_school: bool = False,
) -> Plan:
    """What importing this roster now would change. Nothing is written.

    `answers`: problem id to choice key. Who is not in the file has left only if their class is in it, so that one
    class's file cannot empty the others; with `whole_school` everybody who is not in the file has left. `avatars`: the
    names to deal from, none twice in a class while they last.
    """
    return _Matching(store, roster, answers or {}, tuple(avatars), whole_school).plan()


def apply(store: "Store", dry: Plan, by: StaffRow | None) -> Imported:
    """Do what the dry run said, all of it or nothing. `by` None: from the command line.

    Raises StalePlan while questions are open, or if the records have changed since.
    """
    if dry.still_open:
        raise StalePlan(f"{dry.still_open} left to choose.")
    if plan(store, dry.roster, dry.answers, avatars=dry.avatars, whole_school=dry.whole_school) != dry:
        raise StalePlan("The records have changed since this was checked. Open the roster again.")
    return store.enrol(dry, by)


class _Matching:
    """Finding each line's pupil: by the system's own number, then by name; what is left over is asked about."""

    def __init__(
        self,
        store: "Store",
        roster: Roster,
        answers: Mapping[str, str],
        avatars: tuple[str, ...],
        whole_school: bool,
    ) -> None:
        self.roster = roster
        self.answers = dict(answers)
        self.avatars = avatars
        self.whole_school = whole_school
        self.school_year = school_year_of(store.today())
        self.titles = {same_name(row.title): row.title for row in store.classes()}
        self.free = {known.pupil_id: known for known in store.known_pupils()}
        self.by_number = {known.mis_id: known for known in self.free.values() if known.mis_id}
        self.by_plain: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for known in self.free.values():
            self.by_plain[_plain(known)].append(known)
        self.names = {_key(line) for line in roster.pupils}
        self.problems = [self._answered(problem) for problem in roster.problems]
        self.matched: dict[int, Match] = {}
        self.joiners: list[RosterLine] = []
        self.left_out: list[RosterLine] = []

    def plan(self) -> Plan:
        groups = defaultdict(list)
        for line in [line for line in self._usable() if not self._numbered(line)]:
            groups[_key(line)].append(line)
        for group in groups.values():
            self._pair(group)
        matches = [self.matched[line] for line in sorted(self.matched)]
        returning = tuple(match for match in matches if match.known.left)
        movers = tuple(match for match in matches if not match.known.left and self._moves(match))
        unchanged = tuple(match for match in matches if not match.known.left and not self._moves(match))
        leavers = self._leavers()
        self.joiners.sort(key=lambda line: line.line)
        return Plan(
            roster=self.roster,
            answers=self.answers,
            avatars=self.avatars,
            whole_school=self.whole_school,
            joiners=tuple(self.joiners),
            returning=returning,
            leavers=leavers,
            movers=movers,
            unchanged=unchanged,
            problems=tuple(sorted(self.problems, key=lambda problem: problem.line or 0)),
            by_class=_by_class([*self.joiners, *(match.line for match in returning)], leavers, movers),
        )

    def _usable(self) -> list[RosterLine]:
        """The lines that have a class and a year, by the file or by an answer; questions about the others."""
        dropped = {problem.line for problem in self.problems if problem.chosen == _LEAVE_OUT.key}
        titles = sorted({line.class_title for line in self.roster.pupils if line.class_title}, key=sort_key)
        usable = []
        numbers = set()
        for line in self.roster.pupils:
            if line.mis_id in numbers:
                what = f"The number {line.mis_id} is on another line too"
                self._ask(f"{line.line}:number", line.line, what, _AGAIN, (_LEAVE_OUT,))
            if line.line in dropped or line.mis_id in numbers:
                self.left_out.append(line)
                continue
            if line.mis_id:
                numbers.add(line.mis_id)
            if not line.class_title:
                choices = (*(Choice(f"class:{title}", title) for title in titles), _LEAVE_OUT)
                chosen = self._ask(
                    f"{line.line}:class", line.line, "No class given", "Put into a class, or leave out", choices
                )
                if chosen is not None and chosen.startswith("class:"):
                    line = replace(line, class_title=chosen.removeprefix("class:"))
            if line.class_title and not line.year_group:
                choices = (*(Choice(f"year:{year}", year) for year in _YEARS), _LEAVE_OUT)
                chosen = self._ask(
                    f"{line.line}:year", line.line, "No year given", "Choose the year, or leave out", choices
                )
                if chosen is not None and chosen.startswith("year:"):
                    line = replace(line, year_group=chosen.removeprefix("year:"))
            if line.class_title and line.year_group:
                usable.append(line)
            else:
                self.left_out.append(line)
        return self._into_classes(usable)

    def _into_classes(self, lines: list[RosterLine]) -> list[RosterLine]:
        """Titles as the records spell them. A new class of very few beside others is asked about: it may be a slip."""
        sizes = Counter(same_name(line.class_title) for line in lines)
        moved = {}
        for line in lines:
            title = line.class_title
            if title in moved:
                continue
            moved[title] = self.titles.get(same_name(title), title)
            if self.titles and same_name(title) not in self.titles and sizes[same_name(title)] <= SLIP:
                others = (Choice(f"class:{other}", other) for other in sorted(self.titles.values(), key=sort_key))
                chosen = self._ask(
                    f"class:{title}",
                    line.line,
                    f"Class “{title}” is new",
                    "Make it, or pick another",
                    (Choice("make", f"Make {title}"), *others),
                )
                if chosen is not None and chosen.startswith("class:"):
                    moved[title] = chosen.removeprefix("class:")
        return [replace(line, class_title=moved[line.class_title]) for line in lines]

    def _numbered(self, line: RosterLine) -> bool:
        """Whether the system's own number settles the line (or asks about it)."""
        known = self.by_number.get(line.mis_id) if line.mis_id else None
        if known is None:
            return False
        if set(_plain(line)) & set(_plain(known)):
            self._match(line, known)
            return True
        chosen = self._ask(
            f"{line.line}:who",
            line.line,
            f"“{_full(line)}” has the number of {_full(known)}",
            "The same child with a new name?",
            (Choice(f"same:{known.pupil_id}", f"Yes, {_full(known)}"), _LEAVE_OUT),
        )
        if chosen == f"same:{known.pupil_id}":
            self._match(line, known)
        else:
            self.left_out.append(line)
            self.left_out.append(replace(line, given_name=known.given_name, family_name=known.family_name))
        return True

    def _pair(self, lines: list[RosterLine]) -> None:
        """Lines that carry one name, and the pupils in the records who carry it."""
        known = [k for k in self._candidates(lines) if not k.left and _key(k) == _key(lines[0])]
        for title in dict.fromkeys(line.class_title for line in lines):
            here = [line for line in lines if line.class_title == title]
            there = [k for k in known if k.class_title == title and k.school_year == self.school_year]
            if len(here) == len(there):  # two who share a name and a class are told apart by nothing that is kept
                for line, k in zip(here, there, strict=True):
                    self._match(line, k)
        lines = [line for line in lines if line.line not in self.matched]
        known = [k for k in known if k.pupil_id in self.free]
        if len(lines) == 1 and len(known) == 1 and self._likely(lines[0], known[0]):
            self._match(lines[0], known[0])
            return
        for nth, line in enumerate(lines):
            left = [k for k in known if k.pupil_id in self.free]
            self._settle(line, left or self._near(line), repeated=nth > 0)

    def _settle(self, line: RosterLine, candidates: list[Known], repeated: bool) -> None:
        """Nobody for sure: a joiner where there is nobody like it, else a question."""
        if not candidates and not (repeated and line.mis_id is None):
            self.joiners.append(line)
            return
        new = Choice("new", "Another child")
        if candidates:
            what, do = f"“{_full(line)}” may be in the records", "Same child, or a new one?"
        else:
            what, do = "Two pupils share this name", "Same child, or a new one?"
        same = (Choice(f"same:{k.pupil_id}", f"{_full(k)}, {k.class_title}") for k in candidates)
        chosen = self._ask(f"{line.line}:who", line.line, what, do, (*same, new, _LEAVE_OUT))
        if chosen == new.key:
            self.joiners.append(line)
        elif chosen is not None and chosen.startswith("same:"):
            self._match(line, self.free[chosen.removeprefix("same:")])
        else:
            self.left_out.append(line)

    def _near(self, line: RosterLine) -> list[Known]:
        """Who may be this one: somebody who left under this name, or whose name has other accents and no line."""
        return [k for k in self._candidates([line]) if k.left or _key(k) not in self.names]

    def _candidates(self, lines: Sequence[RosterLine]) -> list[Known]:
        """Pupils that nobody has been matched with, of these lines' name or one that differs in accents alone. Two
        different numbers of the school's system are two children, whatever they are called.
        """
        return [
            k
            for k in self.by_plain[_plain(lines[0])]
            if k.pupil_id in self.free and (not k.mis_id or any(line.mis_id in (None, k.mis_id) for line in lines))
        ]

    def _likely(self, line: RosterLine, known: Known) -> bool:
        """The same name in another class is a move, if the year has gone with the school year."""
        expected = year_order(known.year_group) + self.school_year - known.school_year
        return abs(year_order(line.year_group) - expected) <= 1

    def _moves(self, match: Match) -> bool:
        known = match.known
        return (known.class_title, known.school_year) != (match.line.class_title, self.school_year)

    def _leavers(self) -> tuple[Known, ...]:
        """Who is not in the file. A line that was left out still says that its pupil is here."""
        named = {_key(line) for line in self.left_out}
        titles = {match.line.class_title for match in self.matched.values()} | {j.class_title for j in self.joiners}
        left = [
            known
            for known in self.free.values()
            if not known.left
            and _key(known) not in named
            and (self.whole_school or (known.class_title in titles and known.school_year == self.school_year))
        ]
        return tuple(sorted(left, key=lambda known: (known.class_title, _key(known), known.pupil_id)))

    def _match(self, line: RosterLine, known: Known) -> None:
        renamed = (line.given_name, line.family_name) != (known.given_name, known.family_name)
        if renamed:
            what = f"“{_full(known)}” is now “{_full(line)}”"
            self.problems.append(Problem(f"{line.line}:renamed", line.line, what, "Look at it.", put_right=True))
        self.matched[line.line] = Match(line, known, renamed)
        del self.free[known.pupil_id]

    def _ask(self, question: str, line: int, what: str, do: str, choices: tuple[Choice, ...]) -> str | None:
        """Put the question, or take the answer that was given to it."""
        problem = self._answered(Problem(question, line, what, do, choices=choices))
        self.problems.append(problem)
        return problem.chosen

    def _answered(self, problem: Problem) -> Problem:
        answer = self.answers.get(problem.id)
        return replace(problem, chosen=answer) if answer in [choice.key for choice in problem.choices] else problem


def _key(person: RosterLine | Known) -> tuple[str, str]:
    return same_name(person.given_name), same_name(person.family_name)


def _plain(person: RosterLine | Known) -> tuple[str, str]:
    return plain(person.given_name), plain(person.family_name)


def _full(person: RosterLine | Known) -> str:
    return f"{person.given_name} {person.family_name}"


def _by_class(
    joiners: Sequence[RosterLine], leavers: Sequence[Known], movers: Sequence[Match]
) -> tuple[ClassChange, ...]:
    came = Counter(line.class_title for line in joiners)
    went = Counter(known.class_title for known in leavers)
    moved = Counter(match.line.class_title for match in movers)
    titles = sorted({*came, *went, *moved}, key=sort_key)
    return tuple(ClassChange(title, came[title], went[title], moved[title]) for title in titles)
