"""A class list as an office exports it: one row a pupil, from SIMS, Arbor, Bromcom or by hand, as CSV or in a workbook.

Only names, year, class and the system's own number are read. What is doubtful becomes a question, never a guess.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from kiosk.records.coding import decoded, mended
from kiosk.records.faults import BadName, RosterFault
from kiosk.records.names import clean, plain, same_name
from kiosk.records.rows import Choice, Problem, Roster, RosterLine

AGAIN = "Put it right in the file, then open it again."
LEAVE_OUT = Choice("leave-out", "Leave this line out")
Rows = Iterator[tuple[int, list[str]]]
"""Lines as a spreadsheet numbers them, and their cells."""

# What the columns are called, without capitals, spaces and signs, the best first: the name that the child goes by comes
# before the legal one. Of names, the first that is not empty is taken; of the others, the first that is there.
_COLUMNS = {
    "given": """preferredforename preferredfirstname preferredgivenname preferredname chosenforename chosenfirstname
        chosenname knownas forenamepreferred firstnamepreferred forename firstname givenname pupilforename
        studentforename pupilfirstname studentfirstname first legalforename legalfirstname legalgivenname forenamelegal
        firstnamelegal forenames givennames""",
    "family": """preferredsurname preferredlastname preferredfamilyname chosensurname chosenlastname surnamepreferred
        lastnamepreferred surname lastname familyname pupilsurname studentsurname pupillastname studentlastname last
        legalsurname legallastname legalfamilyname surnamelegal lastnamelegal""",
    "class": """reg reggroup registrationgroup regform registrationform registration regclass form formgroup tutorgroup
        tutorgrp tutor class classname currentclass currentform formtutorgroup homeroom""",
    "year": """year yeargroup yr yrgroup yrgrp ncyear ncy nationalcurriculumyear nationalcurriculumyeargroup
        curriculumyear actualncyear currentyear currentyeargroup yeartaughtin schoolyear""",
    "id": """adno admissionnumber admissionno admno admissionsnumber misid arborid arborstudentid bromcomid pupilid
        studentid personid sourcedid""",
}
_WHOLE: Mapping[str, Literal["", "forename-first", "surname-first"]] = {
    "surnameforename": "surname-first",
    "surnamefirstname": "surname-first",
    "lastnamefirstname": "surname-first",
    "legalsurnameforename": "surname-first",
    "namesurnamefirst": "surname-first",
    "forenamesurname": "forename-first",
    "firstnamelastname": "forename-first",
    "firstnamesurname": "forename-first",
    "name": "",
    "fullname": "",
    "pupilname": "",
    "studentname": "",
    "childname": "",
    "childsname": "",
    "pupil": "",
    "student": "",
    "child": "",
}
"""Columns that hold a whole name, and which part comes first in it where the heading says."""
_NEEDED = {"given": "Forename", "family": "Surname", "class": "Reg"}
_PREFERRED = "preferredname"
"""In some systems this is a forename, in others the whole name."""
_LOST = ("?", "\ufffd")


def read(name: str, data: bytes) -> Roster:
    """What the file says, every problem in it with its line. Raises RosterFault where it is no class list at all."""
    if data.startswith(b"PK\x03\x04"):
        from kiosk.records.workbook import sheets

        told, sure, tables = "Excel workbook", True, sheets(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterFault("This is an old Excel workbook, or has a password. Save it as “CSV UTF-8” and open that.")
    elif data.startswith(b"%PDF"):
        raise RosterFault("This is a PDF. Export the roster as CSV.")
    else:
        text, told, sure = decoded(data)
        tables = {"": rows_of(text)}
    table = _Table.found(tables)
    return table.read(name, told, sure)


def rows_of(text: str) -> Callable[[], Iterator[Rows]]:
    """The text's rows, tried with each of the signs that programs put between cells."""
    if text[:4].lower() == "sep=":  # for Excel, which does not count it as a line
        text = text.partition("\n")[2]
    return lambda: (_rows(text, delimiter) for delimiter in (",", ";", "\t", "|"))


class _Table:
    """One heading, the place of each needed column below it, and the rows."""

    def __init__(self, first: int, heads: Sequence[str], rows: Rows) -> None:
        self.first = first
        self.heads = heads
        self.rows = rows
        self.columns = _columns(heads)
        self.problems: list[Problem] = []
        self.titles: dict[str, str] = {}
        """The classes so far, by how they compare."""
        self.unmarked: dict[str, list[RosterLine]] = defaultdict(list)
        """Lines whose year is in their class's title alone."""

    @classmethod
    def found(cls, tables: Mapping[str, Callable[[], Iterator[Rows]]]) -> "_Table":
        """The first heading of the file. Raises RosterFault where there is none, or one on each of several sheets."""
        found: dict[str, _Table] = {}
        best: Mapping[str, Sequence[int]] = {}
        for sheet, readings in tables.items():
            for rows in readings():
                for line, cells in _first_ten(rows):
                    columns = _columns(cells)
                    if _complete(columns):
                        found.setdefault(sheet, cls(line, cells, rows))
                        break
                    best = max(best, columns, key=len)
                if sheet in found:
                    break
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise RosterFault(f"There is a list on each of these sheets: {', '.join(found)}. Put them on one sheet.")
        missing = [head for what, head in _NEEDED.items() if what not in best]
        if len(missing) == len(_NEEDED):
            raise RosterFault("There is no heading. The first line must say Forename, Surname, Year and Reg.")
        raise RosterFault(f"There is no column called {' or '.join(missing)}. Add it to the export.")

    def read(self, name: str, told: str, sure: bool) -> Roster:
        pupils: list[RosterLine] = []
        lines = 0
        for line, cells in self.rows:
            if any(cell.strip() for cell in cells):
                lines += 1
                pupil = self._pupil(line, cells)
                if pupil is not None:
                    pupils.append(pupil)
        if not lines:
            raise RosterFault(f"There is nobody below the heading in line {self.first}. Export the roster again.")
        self._say_years()
        if not sure:
            self.problems = [*coding_question(pupils), *self.problems]
        order = self._order() if "whole" in self.columns else ""
        return Roster(name, told, lines, tuple(pupils), tuple(self.problems), order)

    def _pupil(self, line: int, cells: Sequence[str]) -> RosterLine | None:
        """One line, or None where nobody can be made of it."""
        if any(cell.strip() for cell in cells[len(self.heads) :]):
            what = "There are more cells than headings, so they may have slipped"
            self.problems.append(Problem(f"{line}:cells", line, what, AGAIN, choices=(LEAVE_OUT,)))
            return None
        as_written = self._names(cells)
        try:
            names = [clean(mended_name(part)) for part in as_written]
            title = self._cell(cells, "class")
            title = clean(mended_name(title)) if title else ""
            number = self._cell(cells, "id")
            mis_id = clean(number) if number else None
        except BadName as fault:
            self.problems.append(Problem(f"{line}:name", line, fault.sentence.rstrip("."), AGAIN, choices=(LEAVE_OUT,)))
            return None
        title = self.titles.setdefault(same_name(title), title) if title else ""
        word = self._cell(cells, "year")
        year = year_group(word)
        pupil = RosterLine(line, "", "", year or "", title, mis_id, year_word=word if year is None else "")
        pupil = self._named(pupil, names)
        if not word and title and (inside := year_in_title(title)):
            pupil = replace(pupil, year_group=inside)
            self.unmarked[title].append(pupil)
        look_at_name(pupil, as_written, self.problems)
        return pupil

    def _names(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Forename and surname, or the one cell with both, as the file has them."""
        if "whole" in self.columns:
            return (self._cell(cells, "whole"),)
        given, family = self._cell(cells, "given"), self._cell(cells, "family")
        preferred = next((cell for head, cell in zip(self.heads, cells, strict=False) if _head(head) == _PREFERRED), "")
        if given == preferred.strip() and plain(given).endswith(" " + plain(family)):
            given = given[: -len(family)].strip()
        return given, family

    def _named(self, pupil: RosterLine, names: Sequence[str]) -> RosterLine:
        if len(names) == 2:
            return replace(pupil, given_name=names[0], family_name=names[1])
        whole = names[0]
        family, comma, given = whole.partition(",")
        if comma and given.strip() and family.strip() and "," not in given:
            return replace(pupil, given_name=given.strip(), family_name=family.strip())
        for given, family in splits(whole, "forename-first") + splits(whole, "surname-first"):
            if _shouted(family) and not any(_shouted(word) for word in given.split()):
                return replace(pupil, given_name=given, family_name=family)
        words = whole.split()
        if len(words) == 2 and self._order():
            given, family = splits(whole, self._order())[0]
            return replace(pupil, given_name=given, family_name=family)
        return replace(pupil, whole_name=whole)

    def _order(self) -> Literal["", "forename-first", "surname-first"]:
        return _WHOLE[_head(self.heads[self.columns["whole"][0]])]

    def _cell(self, cells: Sequence[str], what: str) -> str:
        places = self.columns.get(what, ())
        found = (cells[place].strip(" \t") for place in places if place < len(cells))
        return next((cell for cell in found if cell), "")

    def _say_years(self) -> None:
        """Years that were taken from titles: said once for each class."""
        for title, lines in self.unmarked.items():
            year = lines[0].year_group
            told = {"N": "Nursery", "R": "Reception"}.get(year, f"Year {year[-1]}")
            what = f"No year given: {told}, from the class “{title}”"
            first = lines[0].line
            self.problems.append(Problem(f"{first}:year", first, what, "Look whether that is right.", put_right=True))


def look_at_name(pupil: RosterLine, as_written: Sequence[str], problems: list[Problem]) -> None:
    """Say what was put right in a name, and ask about letters that are lost."""
    name = full_name(pupil)
    if any(mended_name(cell) != cell for cell in as_written):
        what = f"“{' '.join(as_written)}” read again as UTF-8: “{name}”"
        problems.append(Problem(f"{pupil.line}:spelling", pupil.line, what, "Look at it.", put_right=True))
    if any(sign in name for sign in _LOST):
        what = f"A letter of “{name}” seems to be lost"
        choices = (Choice("keep", "It is right as it is"), LEAVE_OUT)
        problems.append(Problem(f"{pupil.line}:name", pupil.line, what, AGAIN, choices=choices))


def coding_question(pupils: Sequence[RosterLine]) -> list[Problem]:
    """Shows what hangs on how the letters are coded; nothing where all of them are the same in every coding."""
    shown = [*(full_name(pupil) for pupil in pupils), *dict.fromkeys(pupil.class_title for pupil in pupils)]
    accented = [name for name in shown if not name.isascii()]
    if not accented:
        return []
    what = f"The file does not say how its letters are coded, such as in {', '.join(accented[:6])}"
    do = "Do these look right? If not, export it again as “CSV UTF-8”."
    return [Problem("coding", None, what, do, choices=(Choice("right", "They look right"),))]


def mended_name(name: str) -> str:
    """The name with its letters as they were meant (see `coding.mended`), where it is still a name then."""
    try:
        better = mended(name)
        clean(better)
    except BadName:
        return name
    return better


def splits(whole: str, order: str) -> list[tuple[str, str]]:
    """Every way to part a name of several words into (forename, surname), shortest forename first."""
    words = whole.split()
    parts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    if order == "surname-first":
        return [(given, family) for family, given in reversed(parts)]
    return parts


def full_name(pupil: RosterLine) -> str:
    return pupil.whole_name or f"{pupil.given_name} {pupil.family_name}"


def year_group(cell: str) -> str | None:
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


def year_in_title(title: str) -> str:
    """The year of "4B", "Year 4 Elm" and "Reception Oak"; nothing for "Elm", and for "3/4 Elm", which has two."""
    found = re.match(r"(?:year|yr|y)?\s*([1-6])(?!\s*[/&+,-]?\s*\d)", title, re.IGNORECASE)
    if found:
        return f"Y{found[1]}"
    if re.match(r"(reception|rec|yr)\b", title, re.IGNORECASE):
        return "R"
    return "N" if re.match(r"nursery\b", title, re.IGNORECASE) else ""


def _first_ten(rows: Rows) -> Rows:
    """Reports from a school's system may have a title above the heading. Reads no further than it is asked to."""
    for _ in range(10):
        try:
            yield next(rows)
        except (StopIteration, RosterFault):
            return


def _rows(text: str, delimiter: str) -> Rows:
    """Lines numbered as a spreadsheet numbers them: a cell with a line break in it is still one line."""
    line = 0
    try:
        for line, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield line, cells
    except csv.Error as fault:
        raise RosterFault(
            f"Line {line + 1} has a quotation mark that is opened and not closed, or one too many. {AGAIN}"
        ) from fault


def _columns(cells: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Where each needed thing may stand, the best place first."""
    heads = [_head(cell) for cell in cells]
    found = {}
    for what, known in _COLUMNS.items():
        places = tuple(heads.index(name) for name in known.split() if name in heads)
        if places:
            found[what] = places if what in ("given", "family") else places[:1]
    if not {"given", "family"} <= found.keys():
        whole = next((place for place, head in enumerate(heads) if head in _WHOLE), None)
        if whole is not None:
            found["whole"] = (whole,)
    return found


def _complete(columns: Mapping[str, Sequence[int]]) -> bool:
    return "class" in columns and ({"given", "family"} <= columns.keys() or "whole" in columns)


def _head(cell: str) -> str:
    return re.sub(r"[^a-z0-9]", "", cell.casefold())


def _shouted(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)
