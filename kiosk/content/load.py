"""A folder of lesson files becomes a Book, or every fault in it is named at once, with its file and line."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, Literal, TypeVar

from pydantic import ValidationError

from kiosk.content.fault import did_you_mean, faults, nearest
from kiosk.content.model import (
    KINDS,
    Agreement,
    AgreementFile,
    Book,
    CheckIn,
    ConsentForm,
    Cycle,
    File,
    Lesson,
    Misconception,
    MisconceptionFile,
    Phrase,
    PhraseFile,
    Playable,
    Rule,
    RuleFile,
    Statement,
    Story,
    Translation,
)
from kiosk.content.pack import amiss
from kiosk.content.plot import loose_ends, tangles
from kiosk.content.stamp import CHECK_INS
from kiosk.content.stumble import Fault
from kiosk.content.tongue import Explained, Original, Tongue
from kiosk.content.translated import (
    LONE_BRACKET,
    SECTIONS,
    English,
    has_changed,
    how_changed,
    nothing_for,
    on_paper,
    pairs,
    slots,
    told_in_english,
)
from kiosk.content.tree import SIZE, Node, parse

_FILES = 1000
_PROBLEMS_PER_FILE = 40
_THE_AGREEMENT = "agreement"
_THE_FORM = "consent-form"
_THE_CYCLE = "cycle"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 64
_LOOKS_LIKE_YAML = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)

_PLAYED = re.compile(rb"^kind: *(lesson|scenario|check-in)", re.MULTILINE)
_TRANSLATED = re.compile(rb"^kind: *translation", re.MULTILINE)
_LANGUAGE = re.compile(r"[a-z]{2}")
"""The name of a folder of translations."""

_EACH = "*"
_WITH_IDEAS = ("answers", "reasons", "cards", "parts")
"""The lists of a step that have misconceptions in them."""
_FORMS = ("form-a", "form-b")
_NO_IDEA = ("misconception", "none")
_REFERENCES: dict[type[File], tuple[tuple[tuple[str, ...], str], ...]] = {
    Lesson: (
        (("rules", _EACH), "rule"),
        (("misconceptions", _EACH), "misconception"),
        *(
            ((steps, _EACH, *path), called)
            for steps in ("steps", "refresh")
            for path, called in (
                (("rule",), "rule"),
                *(((things, _EACH, "misconception"), "misconception") for things in _WITH_IDEAS),
                (("safeguarding",), "line"),
            )
        ),
    ),
    Story: (
        (("rules", _EACH), "rule"),
        (("misconceptions", _EACH), "misconception"),
        (("nodes", _EACH, "choices", _EACH, "misconception"), "misconception"),
        (("endings", _EACH, "safeguarding"), "line"),
    ),
    CheckIn: (
        (("rules", _EACH), "rule"),
        (("misconceptions", _EACH), "misconception"),
        *((("ideas", _EACH, form, "options", _EACH, "misconception"), "misconception") for form in _FORMS),
        (("safeguarding",), "line"),
    ),
    AgreementFile: ((("rules", _EACH), "rule"),),
    Cycle: tuple(
        (("plans", _EACH, "half-terms", _EACH, "items", _EACH, key), called)
        for key, called in (("lesson", "lesson"), ("story", "scenario"), ("refresh", "lesson with a refresh"))
    ),
}
"""Where a kind of file names what stands in another."""

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Problem:
    """Something to put right. `where` is "lessons/ks1/ask-first.yaml:12"; advice does not keep a book from loading."""

    where: str
    sentence: str
    kind: Literal["fault", "advice"] = "fault"

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"

    @property
    def order(self) -> tuple[str, int, str]:
        """Problems are sorted by their file, then by their line."""
        file, _, line = self.where.rpartition(":")
        return file, int(line), self.sentence


class ContentError(Exception):
    """The folder cannot be taught from. `problems` are all of its faults (and what advice was met on the way)."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Source:
    """A file that was read: what it says, and on which line it says it. `name` is "lessons/ks1/ask-first.yaml"."""

    name: str
    content: File
    root: Node

    def at(self, *path: str | int) -> str:
        """Where a setting is, such as `at("steps", 2, "say")`; the nearest thing around it when it is not there."""
        line = self.root.line
        for node in self.way(*path):
            line = node.line
        return f"{self.name}:{line}"

    def node(self, *path: str | int) -> Node | None:
        """What stands at a place in the file, or None when nothing is written there."""
        nodes = list(self.way(*path))
        return nodes[-1] if len(nodes) == len(path) and nodes else None

    def way(self, *path: str | int) -> Iterator[Node]:
        node: Node | None = self.root
        for part in path:
            node = node.child(part) if node else None
            if node is None:
                return
            yield node


@dataclass(frozen=True)
class Survey:
    """All that came of a folder: the sources that were sound alone, and the book when everything was."""

    book: Book | None
    problems: list[Problem]
    sources: list[Source]


Needed = Collection[str] | Mapping[str, Collection[str]]
"""Ids of the phrases that the program says. A mapping also gives the names that may be filled into each."""


def load_book(folder: Path, own: Path | None = None, *, needed_phrases: Needed = ()) -> Book:
    """Raises ContentError. What a school has in its `own` folder stands in for what has the same id in `folder`."""
    book, problems = read(folder, own, needed_phrases=needed_phrases)
    if book is None:
        raise ContentError(tuple(problems))
    return book


def read(folder: Path, own: Path | None = None, *, needed_phrases: Needed = ()) -> tuple[Book | None, list[Problem]]:
    """The book, or None when there is a fault; and every problem, sorted by file and line."""
    found = survey(folder, own, needed_phrases=needed_phrases)
    return found.book, found.problems


def survey(folder: Path, own: Path | None = None, *, needed_phrases: Needed = ()) -> Survey:
    """Everything that `check` needs. Raises nothing for what stands in the files."""
    shelf = _Shelf()
    shelf.fill(folder)
    if own is not None and own.is_dir() and shelf.takes(own):
        shelf.fill(own)
    shelf.cross_check(needed_phrases)
    return Survey(shelf.book(), shelf.problems, shelf.sources)


@dataclass(frozen=True)
class _Entry(Generic[Thing]):
    """Something with an id, and where it is written. `layer` counts the folders: a later one goes before an earlier."""

    thing: Thing
    where: str
    layer: int


_Table = dict[str, _Entry[Thing]]


class _Shelf:
    """What was found so far, by id, and what was wrong with it."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.lessons: _Table[Playable] = {}
        self.rules: _Table[Rule] = {}
        self.phrases: _Table[Phrase] = {}
        self.lines: _Table[Phrase] = {}
        self.misconceptions: _Table[Misconception] = {}
        self.agreements: _Table[AgreementFile] = {}
        self.forms: _Table[ConsentForm] = {}
        self.cycles: _Table[Cycle] = {}
        self.tongues: dict[str, dict[Original, str]] = {}
        self.consents: dict[str, tuple[str, str]] = {}
        """The parent's consent in each language, after the English that it was made from."""
        self._old: dict[str, set[str]] = {}
        """Ids, and settings for parents, of which the English has changed since they were translated, by language."""
        self.explained: dict[str, tuple[ConsentForm, Explained]] = {}
        """The words around it, after the English form that they were made from."""
        self._layer = 0
        self._base = ""
        self._problems: dict[str, dict[tuple[int, str], Problem]] = {}
        self._unread: set[str] = set()
        self._unread_lessons: set[str] = set()
        self._references: list[tuple[str, str, str]] = []

    @property
    def problems(self) -> list[Problem]:
        """Sorted by file and line."""
        found = [problem for by_line in self._problems.values() for problem in by_line.values()]
        return sorted(found, key=lambda problem: problem.order)

    def book(self) -> Book | None:
        """None when there is a fault."""
        if any(problem.kind == "fault" for problem in self.problems):
            return None
        rules = {id_: entry.thing for id_, entry in self.rules.items()}
        agreed = self.agreements[_THE_AGREEMENT].thing
        return Book(
            lessons={id_: each.thing for id_, each in self.lessons.items() if isinstance(each.thing, Lesson)},
            scenarios={id_: each.thing for id_, each in self.lessons.items() if isinstance(each.thing, Story)},
            check_ins={id_: each.thing for id_, each in self.lessons.items() if isinstance(each.thing, CheckIn)},
            rules=rules,
            agreement=Agreement(
                agreed.version,
                agreed.title,
                tuple(rules[rule_id] for rule_id in agreed.rules),
                agreed.statements,
                agreed.consent,
            ),
            phrases={id_: entry.thing for id_, entry in self.phrases.items()},
            lines={id_: entry.thing for id_, entry in self.lines.items()},
            misconceptions={id_: entry.thing for id_, entry in self.misconceptions.items()},
            consent_form=self.forms[_THE_FORM].thing,
            cycle=self.cycles[_THE_CYCLE].thing if self.cycles else None,
            languages={
                code: Tongue(code, lines, self._consent(code, agreed), self._explained(code))
                for code, lines in sorted(self.tongues.items())
                if lines
            },
        )

    def _consent(self, code: str, agreed: AgreementFile) -> str | None:
        original, translated = self.consents.get(code, ("", ""))
        return translated if original == agreed.consent else None

    def _explained(self, code: str) -> Explained | None:
        original, explained = self.explained.get(code, (None, None))
        return explained if original == self.forms[_THE_FORM].thing else None

    @property
    def english(self) -> English:
        agreed = self.agreements.get(_THE_AGREEMENT)
        statements: dict[str, Statement] = {each.id: each for each in agreed.thing.statements} if agreed else {}
        return English(
            {id_: entry.thing for id_, entry in self.phrases.items()},
            {id_: entry.thing for id_, entry in self.lines.items()},
            {id_: entry.thing for id_, entry in self.rules.items()},
            statements,
        )

    # ------------------------------------------------------------ one file after the other

    def takes(self, own: Path) -> bool:
        """Whether a school's own folder is small enough to be read. What its files are called is looked at as well."""
        home = own.resolve()
        wrong, too_much = amiss(home)
        for name, sentence in wrong:
            self._add(f"{home.name}/{name}:1", sentence)
        return not too_much

    def fill(self, folder: Path) -> None:
        self._layer += 1
        first = len(self.sources)
        home = folder.resolve()
        self._base = self._base or home.name
        if not home.is_dir():
            self._add(f"{home.name}:1", "There is no folder of this name. Lessons are read from it.")
            return
        for count, path in enumerate(_files(home)):
            name = f"{home.name}/{path.relative_to(home).as_posix()}"
            if count == _FILES:
                self._add(f"{name}:1", f"There are too many files. {_FILES} is the most.")
                return
            self._file(home, path, name)
        self._translate(self.sources[first:])

    def _file(self, home: Path, path: Path, name: str) -> None:
        if path.suffix != ".yaml":
            self._add(f"{name}:1", 'This file is not read, because its name does not end in ".yaml".', "advice")
            return
        try:
            if not path.resolve().is_relative_to(home) or not path.is_file():
                self._add(f"{name}:1", "This is not a file of this folder but a way out of it. Copy the file here.")
                return
            with path.open("rb") as file:
                raw = file.read(SIZE + 1)
        except (OSError, RuntimeError):  # a link that leads to itself is a RuntimeError on Python 3.11 and 3.12
            self._add(f"{name}:1", "This file cannot be opened.")
            return
        root, found = parse(raw)
        model = _model(root) if root else None
        content = None
        if root:
            content, wrong = _content(root, model)
            found = found + wrong
            if model is Story:
                found = found + list(islice(loose_ends(root), _PROBLEMS_PER_FILE))
            if isinstance(content, Story) and not found:
                found = list(tangles(content, root))
        for line, sentence in sorted(found):
            self._add(f"{name}:{line}", sentence)
        if root and model:
            self._refer(name, root, model)
        if root and content and not found:
            source = Source(name, content, root)
            if self._is_at_home(source, path.parent.relative_to(home).as_posix()):
                self.sources.append(source)
                self._keep(source)
        elif model is Translation or re.search(_TRANSLATED, raw):
            pass  # nothing else refers to what it says
        elif model not in (Lesson, Story, CheckIn) and not re.search(_PLAYED, raw):
            self._unread.update(_ID.findall(raw[:SIZE].decode("utf-8", "replace")))
        else:
            self._unread_lessons.add(path.stem)

    def _add(self, where: str, sentence: str, kind: Literal["fault", "advice"] = "fault") -> None:
        name, _, line = where.rpartition(":")
        problems = self._problems.setdefault(name, {})
        if not self._is_full(where):
            problems.setdefault((int(line), sentence), Problem(where, sentence, kind))
            if self._is_full(where):
                problems[int(line), ""] = Problem(where, "There is more to put right in this file.")

    def _is_full(self, where: str) -> bool:
        return len(self._problems.get(where.rpartition(":")[0], ())) >= _PROBLEMS_PER_FILE

    def _refer(self, name: str, root: Node, model: type[File]) -> None:
        """Read from the tree, so that a file with another fault has these named as well."""
        for path, called in _REFERENCES.get(model, ()):
            for node in root.each(*path):
                if (called, node.content) == _NO_IDEA:
                    continue
                if isinstance(node.content, str) and len(node.content) <= _LONGEST_ID and _ID.fullmatch(node.content):
                    self._references.append((called, node.content, f"{name}:{node.line}"))

    def _keep(self, source: Source) -> None:
        match source.content:
            case Lesson() | Story() as lesson:
                stem = source.name.rpartition("/")[2].removesuffix(".yaml")
                if lesson.id != stem:
                    self._add(
                        source.at("id"),
                        f'This file is called "{stem}.yaml" and its id is "{lesson.id}". They must be the same: '
                        f'call the file "{lesson.id}.yaml", or change the id.',
                    )
                if lesson.id in CHECK_INS:
                    self._add(source.at("id"), f'"{lesson.id}" is what a check-in is called. Change this id.')
                self._put(self.lessons, "lesson", lesson.id, lesson, source.at("id"))
            case CheckIn() as check_in:
                self._put(self.lessons, "check-in", check_in.id, check_in, source.at("id"))
            case RuleFile(rules=rules):
                for place, rule in enumerate(rules):
                    self._put(self.rules, "rule", rule.id, rule, source.at("rules", place, "id"))
            case AgreementFile() as agreement:
                self._put(self.agreements, "agreement", _THE_AGREEMENT, agreement, source.at("version"))
            case PhraseFile(phrases=phrases, lines=lines):
                for id_, phrase in phrases.items():
                    self._put(self.phrases, "phrase", id_, phrase, source.at("phrases", id_))
                for id_, line in lines.items():
                    self._put(self.lines, "line", id_, line, source.at("lines", id_))
            case MisconceptionFile(misconceptions=misconceptions):
                for place, idea in enumerate(misconceptions):
                    self._put(
                        self.misconceptions, "misconception", idea.id, idea, source.at("misconceptions", place, "id")
                    )
            case ConsentForm() as form:
                self._put(self.forms, "consent form", _THE_FORM, form, source.at("kind"))
            case Cycle() as cycle:
                self._put(self.cycles, "cycle", _THE_CYCLE, cycle, source.at("kind"))

    def _is_at_home(self, source: Source, folder: str) -> bool:
        """Translations and nothing else are in a folder that is called as a language is."""
        if isinstance(source.content, Translation):
            language = source.content.language
            if folder != language:
                where = source.at("language")
                self._add(
                    where, f'This is a translation into "{language}": it belongs in a folder called "{language}".'
                )
            return folder == language
        if _LANGUAGE.fullmatch(folder):
            sentence = f'The folder "{folder}" is for translations: a file in it says "kind: translation".'
            self._add(source.at("kind"), f"{sentence} Put this file into another.")
            return False
        return True

    def _translate(self, sources: list[Source]) -> None:
        """The translations of one folder, to the English as it stands when that folder has been read."""
        english, unread = self.english, self._unread
        said: dict[tuple[str, Original, str], str] = {}
        for source in sources:
            translation = source.content
            if not isinstance(translation, Translation):
                continue
            found, wrong = pairs(translation, english, unread)
            for place, sentence in wrong:
                self._add(source.at(*place), sentence)
            lines = self.tongues.setdefault(translation.language, {})
            for pair in found:
                where = source.at(*pair.place)
                first = said.setdefault((translation.language, pair.original, pair.setting), where)
                if first != where:
                    self._add(where, f"This is translated twice. The first is {first}. Take one of them out.")
                if pair.made_of is not None and pair.is_old:
                    *at, language, stage = pair.place
                    self._grown_old(source, (*at, "en", stage), pair.made_of, pair.original.words, "it is told")
                    self._old.setdefault(language, set()).add(pair.original.id)
                else:
                    lines[pair.original] = pair.text
            self._translate_form(source, translation)

    def _grown_old(self, source: Source, place: tuple[str, ...], then: str, now: str, told: str) -> None:
        """English is told instead: it is what the school says now, and what is signed. Nobody beside the child may know
        that the other language still says what was so last year, and of a rule, or of whom to call, that is worse than
        a line that somebody has to read to the child.
        """
        sentence = f"The English has changed since this was translated, {how_changed(then, now)}, so {told} in English."
        self._add(source.at(*place), f'{sentence} Read the translation, then copy the new English to "en".', "advice")

    def _translate_form(self, source: Source, translation: Translation) -> None:
        agreed, form = self.agreements.get(_THE_AGREEMENT), self.forms.get(_THE_FORM)
        if not (agreed and form):
            return
        old = self._old.setdefault(translation.language, set())
        for place, told in on_paper(translation):
            setting, *field = place
            now = getattr(form.thing, field[0]) if field else agreed.thing.consent
            if told.en is not None and has_changed(told.en, now):
                self._grown_old(source, (*place, "en"), told.en, now, "parents have all of their form")
                old.add(setting)
        if translation.consent and "consent" not in old:
            self.consents[translation.language] = agreed.thing.consent, translation.consent.text
        explained = translation.consent_form
        if explained and "consent-form" not in old:
            fields = {name: getattr(explained, name) for name in type(explained).model_fields}
            words = {name: told if isinstance(told, str) else told.text for name, told in fields.items()}
            self.explained[translation.language] = form.thing, Explained(**words)

    def _put(self, table: _Table[Thing], called: str, id_: str, thing: Thing, where: str) -> None:
        first = table.get(id_)
        if first and first.layer == self._layer:
            if called == "agreement":
                self._add(where, f"There are two agreements, and pupils sign one. The first is {first.where}.")
            elif called == "consent form":
                self._add(where, f"There are two consent forms, and parents sign one. The first is {first.where}.")
            elif called == "cycle":
                self._add(where, f"There are two cycles, and a school has one. The first is {first.where}.")
            else:
                self._add(where, f'Two {called}s are called "{id_}". The first is {first.where}. Change one of them.')
            return
        table[id_] = _Entry(thing, where, self._layer)

    # ------------------------------------------------------------ what one file says of another

    def cross_check(self, needed_phrases: Needed) -> None:
        lessons = {id_: each.thing for id_, each in self.lessons.items() if isinstance(each.thing, Lesson)}
        tables: dict[str, Mapping[str, object]] = {
            "rule": self.rules,
            "misconception": self.misconceptions,
            "line": self.lines,
            "lesson": lessons,
            "scenario": {id_: each for id_, each in self.lessons.items() if isinstance(each.thing, Story)},
            "lesson with a refresh": {id_: lesson for id_, lesson in lessons.items() if lesson.refresh},
        }
        for called, id_, where in self._references:
            # What is named may be in a file that could not be read, where its own faults are reported.
            unread = self._unread | self._unread_lessons
            if id_ not in tables[called] and id_ not in unread and not self._is_full(where):
                self._add(where, f'There is no {called} called "{id_}".{did_you_mean(id_, tables[called])}')
        for source in self.sources:
            if isinstance(source.content, PhraseFile):
                for id_, phrase in source.content.phrases.items():
                    self._check_slots(source, id_, phrase, needed_phrases)
        self._check_phrases(needed_phrases)
        self._check_languages()
        if not self.agreements and "agreement" not in self._unread:
            self._add(f"{self._base}/agreement.yaml:1", 'There is no agreement: a file with "kind: agreement".')
        if not self.forms and "consent-form" not in self._unread:
            self._add(
                f"{self._base}/consent-form.yaml:1",
                'There are no words around the parents\' consent: a file with "kind: consent-form".',
            )

    def _check_slots(self, source: Source, id_: str, phrase: Phrase, needed: Needed) -> None:
        filled = needed.get(id_) if isinstance(needed, Mapping) else None
        for key_stage in ("ks1", "ks2"):
            where = source.at("phrases", id_, key_stage)
            here = slots(phrase.for_(key_stage))
            if here is None:
                self._add(where, LONE_BRACKET)
                continue
            for slot in sorted(here):
                if not slot.isidentifier():
                    self._add(where, f'"{{{slot}}}" is not a name in curly brackets, such as {{name}}.')
                elif filled is not None and slot not in filled:
                    self._add(where, nothing_for(slot, filled))

    def _check_languages(self) -> None:
        """What is told in English to those who have another language: a sentence for each kind of thing."""
        english = self.english
        for code, lines in self.tongues.items():
            files = [
                (source, source.content)
                for source in self.sources
                if isinstance(source.content, Translation) and source.content.language == code
            ]
            kept = self._old.get(code, set()).union(*(translation.stays_english for _, translation in files))
            for part, ids in told_in_english(english, lines, kept).items():
                section = SECTIONS[part]
                source = next((each for each, translation in files if getattr(translation, section)), files[0][0])
                named = ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
                count = f"1 {part} is" if len(ids) == 1 else f"{len(ids)} {section} are"
                self._add(source.at(section), f"{count} told in English, not in this language: {named}.", "advice")
            self._check_form(code, files)

    def _check_form(self, code: str, files: list[tuple[Source, Translation]]) -> None:
        """Parents have all of a form in their language, or none of it."""
        begun = [source for source, translation in files if translation.consent or translation.consent_form]
        agreed = self.agreements.get(_THE_AGREEMENT)
        told = {
            "consent": agreed and self._consent(code, agreed.thing),
            "consent-form": self.forms and self._explained(code),
        }
        old = self._old.get(code, set())
        for setting in (setting for setting, there in told.items() if begun and not there and setting not in old):
            places = [each.at(name) for name in (setting, *told) for each in begun if each.node(name)]
            sentence = f'Parents have their form in English alone: its "{setting}" is not in this language.'
            self._add(places[0], f"{sentence} Translate it as it is now.", "advice")

    def _check_phrases(self, needed: Needed) -> None:
        files = [source for source in self.sources if isinstance(source.content, PhraseFile)]
        if not files and self._unread:
            return
        spare = [id_ for id_ in self.phrases if id_ not in needed]
        for id_ in needed:
            if id_ in self.phrases or id_ in self._unread:
                continue
            misspelt = nearest(id_, spare)
            if misspelt:
                self._add(
                    self.phrases[misspelt].where, f'The program says nothing called "{misspelt}". Did you mean "{id_}"?'
                )
            else:
                where = files[0].at("phrases") if files else f"{self._base}/phrases.yaml:1"
                self._add(where, f'This is missing: the phrase "{id_}", which the program says.')


def _files(home: Path) -> Iterator[Path]:
    """Sorted, and without what stands in hidden folders or behind links to folders."""
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _LOOKS_LIKE_YAML.search(name):
                yield Path(folder, name)


def _content(root: Node, model: type[File] | None) -> tuple[File | None, list[Fault]]:
    """What the file says, as the kind of file that it is, or seems to be."""
    if not isinstance(root.content, dict):
        return None, [(root.line, 'A file begins with settings, each on a line, such as "format: 1".')]
    if model is None:
        kind = root.child("kind")
        line = kind.line if kind else root.line
        kinds = ", ".join(KINDS)
        return None, [(line, f'Every file says its kind, such as "kind: lesson". The kinds are {kinds}.')]
    try:
        return model.model_validate(root.data(), by_alias=True, by_name=False), []
    except ValidationError as error:
        return None, list(islice(faults(error, root, model), _PROBLEMS_PER_FILE))


def _model(root: Node) -> type[File] | None:
    """By what only one kind of file has, then by what it says of itself."""
    for sign, kind in (
        ("language", "translation"),
        ("steps", "lesson"),
        ("nodes", "scenario"),
        ("endings", "scenario"),
        ("ideas", "check-in"),
        ("statements", "agreement"),
        ("phrases", "phrases"),
        ("misconceptions", "misconceptions"),
        ("plans", "cycle"),
    ):
        if root.child(sign):
            return KINDS[kind]
    said = root.child("kind")
    meant = nearest(str(said.content), KINDS) if said else None
    return KINDS[meant] if meant else None
