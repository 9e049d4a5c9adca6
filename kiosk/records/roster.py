"""Rosters in: a class list from the office or a OneRoster export, always with a dry run first.

    roster = read_roster(path)                                      # what the file says, and what is wrong with it
    dry = plan(store, roster, avatars=names)                        # what it would change; questions in dry.problems
    dry = plan(store, roster, {"240:who": "new"}, avatars=names)    # the same with an answer
    apply(store, dry, by)

Only names, year, class and the system's own number are read (`class_list`, `oneroster`); e-mail, addresses, passwords
and the rest are not looked at. What is doubtful is asked about, never guessed.
"""

import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from kiosk.records import class_list, oneroster
from kiosk.records.class_list import AGAIN, LEAVE_OUT, full_name, splits
from kiosk.records.classes import year_order
from kiosk.records.coding import read_bytes
from kiosk.records.database import utcnow
from kiosk.records.faults import RosterFault, StalePlan
from kiosk.records.names import plain, same_name, sort_key
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
    many,
)
from kiosk.records.terms import local_date, school_year_of

if TYPE_CHECKING:
    from kiosk.records.store import Store

Person = TypeVar("Person", RosterLine, Known)
SLIP = 3
"""A class of so few that nobody has heard of may be another class, misspelt."""
MANY = 3
"""So many lines of one kind are asked about one by one; more are asked about together."""
_YEARS = ("N", "R", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6")
_ORDERS = (
    Choice("forename-first", "The forename comes first"),
    Choice("surname-first", "The surname comes first"),
)


# --- reading ---------------------------------------------------------------------------------------------


def read_roster(path: Path, on: date | None = None, *, undrawn: Callable[[str], Sequence[str]] | None = None) -> Roster:
    """What the file says, every problem in it with its line. Raises RosterFault where it is no roster at all.

    A class list (CSV or Excel workbook), or a OneRoster export (zip or folder), as it is `on` a day: today.
    `undrawn` tells which characters of a name the screen has no picture for: such names are shown.
    """
    given = _read(path, on or local_date(utcnow()))
    if undrawn is None:
        return given
    letters = [problem for line in given.pupils if (problem := _letters(line, undrawn)) is not None]
    return replace(given, problems=(*given.problems, *letters))


def _letters(line: RosterLine, undrawn: Callable[[str], Sequence[str]]) -> Problem | None:
    strange = undrawn(full_name(line))
    if not strange:
        return None
    what = f"The screen has no picture of {' '.join(strange)} in “{full_name(line)}”"
    do = "A box stands there; the records keep the name right."
    return Problem(f"{line.line}:letters", line.line, what, do, put_right=True)


def _read(path: Path, on: date) -> Roster:
    if path.is_dir():
        return oneroster.read(oneroster.Folder(path), on)
    if path.name.lower() in oneroster.PARTS and (path.parent / "users.csv").exists():
        return oneroster.read(oneroster.Folder(path.parent), on)
    if path.suffix.lower() == ".zip":
        return oneroster.read(oneroster.Zip(path), on)
    data = read_bytes(path)
    if data.startswith(b"PK\x03\x04") and not _is_workbook(data):
        return oneroster.read(oneroster.Zip(path), on)
    return class_list.read(path.name, data)


def found(folders: Iterable[Path]) -> tuple[Path, ...]:
    """What in these folders may be a roster, the newest first; no file is opened but the list of a zip."""
    paths = [path for folder in folders if folder.is_dir() for path in folder.iterdir() if _may_be_roster(path)]
    return tuple(sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True))


def _may_be_roster(path: Path) -> bool:
    try:
        if path.name.startswith((".", "~$")):
            return False
        if path.is_dir():
            return oneroster.Folder(path).is_export
        if path.suffix.lower() == ".zip":
            return oneroster.Zip(path).is_export
        listed = path.suffix.lower() in (".csv", ".xlsx") and path.name.lower() not in oneroster.PARTS
        return listed and path.is_file()
    except (OSError, RosterFault):
        return False


def _is_workbook(data: bytes) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "xl/workbook.xml" in packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return True  # a broken one: let it be said as that


# --- the dry run -----------------------------------------------------------------------------------------


def plan(
    store: "Store",
    roster: Roster,
    answers: Mapping[str, str] | None = None,
    *,
    avatars: Sequence[str] = (),
    whole_school: bool | None = None,
) -> Plan:
    """What importing this roster now would change. Nothing is written.

    `answers`: problem id to choice key. Who is not in the file has left only if their class is in it, so that one
    class's file cannot empty the others; with `whole_school` everybody who is not in the file has left. Where nobody
    said (None) and most of the school is in the file, that is a question too. `avatars`: the names to deal from, none
    twice in a class while they last.
    """
    return _Matching(store, roster, answers or {}, tuple(avatars), whole_school).plan()


def apply(store: "Store", dry: Plan, by: StaffRow | None) -> Imported:
    """Do what the dry run said, all of it or nothing. `by` None: nobody who is signed in, at a set-up.

    Raises StalePlan while questions are open, or if the records have changed since.
    """
    if dry.still_open:
        raise StalePlan(f"{dry.still_open} left to choose.")
    if plan(store, dry.roster, dry.answers, avatars=dry.avatars, whole_school=dry.whole_school) != dry:
        raise StalePlan("The records have changed since this was checked. Open the roster again.")
    return store.enrol(dry, by)


class _Questions:
    """The problems of a dry run, those that have been answered with their answer."""

    def __init__(self, roster: Roster, answers: Mapping[str, str]) -> None:
        self.answers = dict(answers)
        self.problems = [self._answered(problem) for problem in roster.problems]

    def ask(self, question: str, line: int | None, what: str, do: str, choices: Iterable[Choice]) -> str | None:
        """Put the question, or take the answer that was given to it."""
        problem = self._answered(Problem(question, line, what, do, choices=tuple(choices)))
        self.problems.append(problem)
        return problem.chosen

    def tell(self, about: str, line: int | None, what: str, do: str) -> None:
        """Something that was put right, and is only to be looked at."""
        self.problems.append(Problem(about, line, what, do, put_right=True))

    def sorted(self) -> tuple[Problem, ...]:
        return tuple(sorted(self.problems, key=lambda problem: problem.line or 0))

    def _answered(self, problem: Problem) -> Problem:
        answer = self.answers.get(problem.id)
        return replace(problem, chosen=answer) if answer in [choice.key for choice in problem.choices] else problem


class _Lines:
    """The file's lines made whole, by the file or by an answer: name, class and year. Questions about the others."""

    def __init__(self, store: "Store", roster: Roster, questions: _Questions) -> None:
        self.roster = roster
        self.questions = questions
        classes = store.classes()
        self.known_titles = {same_name(row.title): row.title for row in classes}
        self.known_years = {same_name(row.title): row.year_groups for row in classes}
        self.left_out: list[RosterLine] = []

    def usable(self) -> list[RosterLine]:
        dropped = {problem.line for problem in self.questions.problems if problem.chosen == LEAVE_OUT.key}
        lines = self._of_one_school([*self.roster.pupils])
        self.left_out += [line for line in lines if line.line in dropped]
        lines = [line for line in lines if line.line not in dropped]
        for step in (self._numbers, self._names, self._titles, self._classes, self._year_words, self._years):
            whole = step(lines)
            kept = {line.line for line in whole}
            self.left_out += [line for line in lines if line.line not in kept]
            lines = whole
        return self._into_classes(lines)

    def _of_one_school(self, lines: list[RosterLine]) -> list[RosterLine]:
        """The other schools of the file are not asked about any further."""
        sizes = Counter(line.school for line in lines)
        if len(sizes) < 2:
            return lines
        schools = sorted(school for school in sizes if school)
        chosen = self.questions.ask(
            "school",
            None,
            f"The file holds {len(schools)} schools",
            "Choose the one that this kiosk is in.",
            (Choice(f"school:{school}", f"{school}, {many(sizes[school], 'pupil')}") for school in schools),
        )
        return [line for line in lines if chosen == f"school:{line.school}"]

    def _numbers(self, lines: list[RosterLine]) -> list[RosterLine]:
        kept, numbers = [], set()
        for line in lines:
            if line.mis_id in numbers:
                what = f"The number {_shown(line.mis_id)} is on another line too"
                self.questions.ask(f"{line.line}:number", line.line, what, AGAIN, (LEAVE_OUT,))
                continue
            if line.mis_id:
                numbers.add(line.mis_id)
            kept.append(line)
        return kept

    def _names(self, lines: list[RosterLine]) -> list[RosterLine]:
        whole = [line for line in lines if line.whole_name]
        order: str | None = self.roster.name_order
        if whole and not order:
            example = next((line for line in whole if len(line.whole_name.split()) == 2), whole[0])
            what = f"Names are in one column, such as “{example.whole_name}”"
            order = self.questions.ask("order", None, what, "Which part comes first?", _ORDERS)
        kept = []
        for line in lines:
            named = self._part(line, order) if line.whole_name else line
            if named is not None:
                kept.append(named)
        return kept

    def _part(self, line: RosterLine, order: str | None) -> RosterLine | None:
        if not order:
            return None
        ways = splits(line.whole_name, order)
        if len(ways) == 1:
            given, family = ways[0]
            return replace(line, given_name=given, family_name=family, whole_name="")
        choices = [Choice(f"split:{place}", f"{given} | {family}") for place, (given, family) in enumerate(ways)]
        what = f"“{line.whole_name}” has {len(ways) + 1} words"
        do = "Which are the forename, which the surname?"
        chosen = self.questions.ask(f"{line.line}:split", line.line, what, do, (*choices, LEAVE_OUT))
        if chosen is None or chosen == LEAVE_OUT.key:
            return None
        given, family = ways[int(chosen.removeprefix("split:"))]
        return replace(line, given_name=given, family_name=family, whole_name="")

    def _titles(self, lines: list[RosterLine]) -> list[RosterLine]:
        """Pupils who are in several classes, by which they are: asked once for each such set of classes."""
        sets: dict[tuple[str, ...], list[RosterLine]] = defaultdict(list)
        for line in lines:
            if line.titles:
                sets[line.titles].append(line)
        chosen = {}
        for titles, there in sets.items():
            who = full_name(there[0]) if len(there) == 1 else f"{len(there)} pupils, such as {full_name(there[0])},"
            what = f"{who} {'is' if len(there) == 1 else 'are'} in {_listed(titles)}"
            choices = (*(Choice(f"class:{title}", title) for title in titles), LEAVE_OUT)
            chosen[titles] = self.questions.ask(
                f"classes:{'+'.join(titles)}", there[0].line, what, "Which is their registration class?", choices
            )
        return [
            replace(line, class_title=answer.removeprefix("class:"), titles=()) if line.titles and answer else line
            for line in lines
            if not line.titles or ((answer := chosen[line.titles]) and answer != LEAVE_OUT.key)
        ]

    def _classes(self, lines: list[RosterLine]) -> list[RosterLine]:
        without = [line for line in lines if not line.class_title]
        if len(without) > MANY:
            what = f"{len(without)} pupils have no class, such as {full_name(without[0])}"
            all_or_each = (Choice("leave-out", "Leave them all out"), Choice("each", "Choose for each of them"))
            one_by_one = self.questions.ask("no-class", without[0].line, what, "Are they at the school?", all_or_each)
            if one_by_one != "each":
                return [line for line in lines if line.class_title]
        titles = sorted({line.class_title for line in lines if line.class_title}, key=sort_key)
        kept = []
        for line in lines:
            if not line.class_title:
                choices = (*(Choice(f"class:{title}", title) for title in titles), LEAVE_OUT)
                what = f"No class given for {full_name(line)}"
                chosen = self.questions.ask(
                    f"{line.line}:class", line.line, what, "Put into a class, or leave out", choices
                )
                if chosen is None or chosen == LEAVE_OUT.key:
                    continue
                line = replace(line, class_title=chosen.removeprefix("class:"))
            kept.append(line)
        return kept

    def _year_words(self, lines: list[RosterLine]) -> list[RosterLine]:
        """Years that are none of a primary school's: asked once for each."""
        words: dict[str, list[RosterLine]] = defaultdict(list)
        for line in lines:
            if line.year_word:
                words[line.year_word].append(line)
        chosen = {}
        for word, there in words.items():
            how_many = "" if len(there) == 1 else f" ({len(there)} lines)"
            what = f"“{word}” is not a primary year{how_many}"
            leave = Choice(LEAVE_OUT.key, "Leave out") if len(there) > 1 else LEAVE_OUT
            question = f"year:{word}" if len(there) > 1 else f"{there[0].line}:year"
            do = "Leave out, or choose the year that is meant"
            chosen[word] = self.questions.ask(question, there[0].line, what, do, (leave, *_year_choices()))
        kept = []
        for line in lines:
            answer = chosen.get(line.year_word)
            if line.year_word and answer is not None and answer != LEAVE_OUT.key:
                line = replace(line, year_group=answer.removeprefix("year:"), year_word="")
            if not line.year_word:
                kept.append(line)
        return kept

    def _years(self, lines: list[RosterLine]) -> list[RosterLine]:
        """A year from the class as the records have it; else asked, once for a class that has none at all."""
        missing: dict[str, list[RosterLine]] = defaultdict(list)
        for line in lines:
            if not line.year_group:
                missing[line.class_title].append(line)
        years = {}
        for title, there in missing.items():
            groups = self.known_years.get(same_name(title), ())
            if len(groups) == 1:
                years.update({line.line: groups[0] for line in there})
            elif len(there) > MANY and all(line in there for line in lines if line.class_title == title):
                what = f"No year given for {title}, {len(there)} pupils"
                do = "Choose its year. A mixed class needs a Year column."
                answer = self.questions.ask(f"year-of:{title}", there[0].line, what, do, (*_year_choices(), LEAVE_OUT))
                years.update({line.line: _year(answer) for line in there})
            else:
                for line in there:
                    what, do = f"No year given for {full_name(line)}", "Choose the year, or leave out"
                    choices = (*_year_choices(), LEAVE_OUT)
                    years[line.line] = _year(self.questions.ask(f"{line.line}:year", line.line, what, do, choices))
        made = [replace(line, year_group=line.year_group or years[line.line]) for line in lines]
        return [line for line in made if line.year_group]

    def _into_classes(self, lines: list[RosterLine]) -> list[RosterLine]:
        """Titles as the records spell them. A new class of very few beside others is asked about: it may be a slip."""
        sizes = Counter(same_name(line.class_title) for line in lines)
        moved = {}
        for line in lines:
            title = line.class_title
            if title in moved:
                continue
            moved[title] = self.known_titles.get(same_name(title), title)
            if self.known_titles and same_name(title) not in self.known_titles and sizes[same_name(title)] <= SLIP:
                others = (Choice(f"class:{other}", other) for other in sorted(self.known_titles.values(), key=sort_key))
                chosen = self.questions.ask(
                    f"class:{title}",
                    line.line,
                    f"Class “{title}” is new",
                    "Make it, or pick another",
                    (Choice("make", f"Make {title}"), *others),
                )
                if chosen is not None and chosen.startswith("class:"):
                    moved[title] = chosen.removeprefix("class:")
        return [replace(line, class_title=moved[line.class_title]) for line in lines]


class _Matching:
    """Finding each line's pupil: by the system's own number, then by name; what is left over is asked about."""

    def __init__(
        self,
        store: "Store",
        roster: Roster,
        answers: Mapping[str, str],
        avatars: tuple[str, ...],
        whole_school: bool | None,
    ) -> None:
        self.roster = roster
        self.avatars = avatars
        self.whole_school = whole_school
        self.school_year = school_year_of(store.today())
        self.questions = _Questions(roster, answers)
        lines = _Lines(store, roster, self.questions)
        self.lines = lines.usable()
        self.left_out = lines.left_out
        self.free = {known.pupil_id: known for known in store.known_pupils()}
        self.present = sum(not known.left for known in self.free.values())
        self.by_number = {known.mis_id: known for known in self.free.values() if known.mis_id}
        self.by_plain: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for known in self.free.values():
            self.by_plain[_plain(known)].append(known)
        self.names = {_key(line) for line in (*self.lines, *self.left_out)}
        self.first = {_key(line): line.line for line in reversed(self.lines)}
        """The first line of each name: another one without a number may be it again, or another child."""
        self.numbers = self._whose_numbers()
        self.matched: dict[int, Match] = {}
        self.joiners: list[RosterLine] = []

    def plan(self) -> Plan:
        groups = defaultdict(list)
        for line in [line for line in self.lines if not self._numbered(line)]:
            groups[_key(line)].append(line)
        for group in groups.values():
            self._pair(group)
        self._look_at_years()
        matches = [self.matched[line] for line in sorted(self.matched)]
        returning = tuple(match for match in matches if match.known.left)
        movers = tuple(match for match in matches if not match.known.left and self._moves(match))
        unchanged = tuple(match for match in matches if not match.known.left and not self._moves(match))
        leavers = self._leavers()
        self.joiners.sort(key=lambda line: line.line)
        return Plan(
            roster=self.roster,
            answers=self.questions.answers,
            avatars=self.avatars,
            whole_school=self.whole_school,
            joiners=tuple(self.joiners),
            returning=returning,
            leavers=leavers,
            movers=movers,
            unchanged=unchanged,
            problems=self.questions.sorted(),
            by_class=_by_class([*self.joiners, *(match.line for match in returning)], leavers, movers),
        )

    def _look_at_years(self) -> None:
        """Last year's list in September would keep everybody down; next year's in August would take them up twice."""
        steps = Counter(
            year_order(match.line.year_group) - self._expected(match.known)
            for match in self.matched.values()
            if match.known.year_group != "N" and not match.known.left
        )
        for step, what, do in (
            (-1, "would not go up into the new school year", "Is this the new list, or last year’s?"),
            (1, "would go up a year", "The new school year begins on 1 September. Is this list for now?"),
        ):
            if steps[step] > MANY and steps[step] * 2 > steps.total():
                go_on = Choice("go-on", "The list is right: go on")
                self.questions.ask("school-year", None, f"{steps[step]} pupils {what}", do, (go_on,))

    def _whose_numbers(self) -> Literal["theirs", "another's", "unclear"]:
        """Whether the file's numbers are of the system whose numbers the records have: one that is known says so. That
        another system has written the file shows in numbers of another kind, and in many names with other numbers.
        """
        numbered = [line for line in self.lines if line.mis_id]
        if not self.by_number or not numbered or any(line.mis_id in self.by_number for line in numbered):
            return "theirs"
        renumbered = sum(
            any(k.mis_id and self._likely(line, k) for k in self.by_plain[_plain(line)]) for line in numbered
        )
        kinds = {_kind(number) for number in self.by_number}
        if kinds.isdisjoint(_kind(line.mis_id) for line in numbered) or (
            renumbered > MANY and renumbered >= 0.8 * len(numbered)
        ):
            what = "The numbers in this file are another system’s than those in the records"
            self.questions.tell("numbers", None, what, "Pupils were found by name: look at who joins and who leaves.")
            return "another's"
        return "unclear"

    def _numbered(self, line: RosterLine) -> bool:
        """Whether the system's own number settles the line (or asks about it)."""
        known = self.by_number.get(line.mis_id) if line.mis_id else None
        if known is None:
            return False
        if set(_plain(line)) & set(_plain(known)):
            self._match(line, known)
            return True
        chosen = self.questions.ask(
            f"{line.line}:who",
            line.line,
            f"“{_full(line)}” has the number of {_full(known)}",
            "The same child with a new name?",
            (Choice(f"same:{known.pupil_id}", f"Yes, {_full(known)}"), LEAVE_OUT),
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
            here = _by_year(line for line in lines if line.class_title == title)
            there = _by_year(k for k in known if k.class_title == title and k.school_year == self.school_year)
            if len(here) == len(there):  # two who share name, class and year are told apart by nothing that is kept
                for line, k in zip(here, there, strict=True):
                    self._match(line, k)
        lines = [line for line in lines if line.line not in self.matched]
        known = [k for k in known if k.pupil_id in self.free]
        if len(lines) == 1 and len(known) == 1 and self._likely(lines[0], known[0]):
            self._match(lines[0], known[0])
            return
        for line in lines:
            left = [k for k in known if k.pupil_id in self.free]
            repeated = line.line != self.first[_key(line)]
            self._settle(line, left or self._near(line) or self._renumbered(line), repeated=repeated)

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
        chosen = self.questions.ask(f"{line.line}:who", line.line, what, do, (*same, new, LEAVE_OUT))
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
        different numbers of one system are two children, whatever they are called.
        """
        return [
            k
            for k in self.by_plain[_plain(lines[0])]
            if k.pupil_id in self.free
            and (not k.mis_id or self.numbers == "another's" or any(line.mis_id in (None, k.mis_id) for line in lines))
        ]

    def _renumbered(self, line: RosterLine) -> list[Known]:
        """Who has the name and another number, where it is unclear whether both numbers are of one system."""
        if self.numbers != "unclear":
            return []
        return [k for k in self.by_plain[_plain(line)] if k.pupil_id in self.free and not k.left]

    def _likely(self, line: RosterLine, known: Known) -> bool:
        """The same name in another class is a move, if the year has gone with the school year."""
        return abs(year_order(line.year_group) - self._expected(known)) <= 1

    def _expected(self, known: Known) -> int:
        """The year in which they should be by now, as `year_order` counts."""
        return year_order(known.year_group) + self.school_year - known.school_year

    def _moves(self, match: Match) -> bool:
        known = match.known
        return (known.class_title, known.school_year) != (match.line.class_title, self.school_year)

    def _leavers(self) -> tuple[Known, ...]:
        """Who is not in the file. A line that was left out still says that its pupil is here."""
        named = {name for line in self.left_out for name in _keys(line)}
        titles = {match.line.class_title for match in self.matched.values()} | {j.class_title for j in self.joiners}
        missing = [known for known in self.free.values() if not known.left and _key(known) not in named]
        here = [k for k in missing if k.class_title in titles and k.school_year == self.school_year]
        left = missing if self._is_whole_school([known for known in missing if known not in here]) else here
        return tuple(sorted(left, key=lambda known: (known.class_title, _key(known), known.pupil_id)))

    def _is_whole_school(self, others: Sequence[Known]) -> bool:
        """`others`: who is in none of the file's classes. Asked where the file has half of the school and not all."""
        if self.whole_school is not None:
            return self.whole_school
        if not others or len(self.matched) * 2 < self.present:
            return False
        titles = sorted({known.class_title for known in others}, key=sort_key)
        classes = _listed(titles) if len(titles) <= 4 else f"{len(titles)} classes"
        what = f"{len(others)} of {classes} {'is' if len(others) == 1 else 'are'} not in this file"
        choices = (
            Choice("whole", "The file is the whole school: they have left"),
            Choice("part", "It is only these classes: they stay"),
        )
        return self.questions.ask("whole-school", None, what, "Is this file the whole school?", choices) == "whole"

    def _match(self, line: RosterLine, known: Known) -> None:
        if (line.given_name, line.family_name) != (known.given_name, known.family_name):
            what = f"“{_full(known)}” is now “{_full(line)}”"
            self.questions.tell(f"{line.line}:renamed", line.line, what, "Look at it.")
        self.matched[line.line] = Match(line, known)
        del self.free[known.pupil_id]


def _key(person: RosterLine | Known) -> tuple[str, str]:
    return same_name(person.given_name), same_name(person.family_name)


def _keys(line: RosterLine) -> list[tuple[str, str]]:
    """Every name that the line may be of."""
    if not line.whole_name:
        return [_key(line)]
    ways = splits(line.whole_name, "forename-first") + splits(line.whole_name, "surname-first")
    return [(same_name(given), same_name(family)) for given, family in ways]


def _plain(person: RosterLine | Known) -> tuple[str, str]:
    return plain(person.given_name), plain(person.family_name)


def _full(person: RosterLine | Known) -> str:
    return f"{person.given_name} {person.family_name}"


def _by_year(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: year_order(person.year_group))


def _kind(mis_id: str | None) -> bool:
    return (mis_id or "").startswith(oneroster.NUMBERED)


def _shown(mis_id: str | None) -> str:
    return (mis_id or "").removeprefix(oneroster.NUMBERED)


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _year_choices() -> tuple[Choice, ...]:
    return tuple(Choice(f"year:{year}", year) for year in _YEARS)


def _year(answer: str | None) -> str:
    """The year that was chosen; nothing where none was, or the line is left out."""
    return answer.removeprefix("year:") if answer and answer.startswith("year:") else ""


def _by_class(
    joiners: Sequence[RosterLine], leavers: Sequence[Known], movers: Sequence[Match]
) -> tuple[ClassChange, ...]:
    came = Counter(line.class_title for line in joiners)
    went = Counter(known.class_title for known in leavers)
    moved = Counter(match.line.class_title for match in movers)
    titles = sorted({*came, *went, *moved}, key=sort_key)
    return tuple(ClassChange(title, came[title], went[title], moved[title]) for title in titles)
