"""The Export tab: what is to be written out of the records, of whom, as what kind of file, how it is kept safe, where.

The kinds come first, those with pupils' names apart from those without; then one page for everything about the file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from kiosk.content.model import Taught
from kiosk.records.rows import ClassRow, Mode, Only, StaffRow, Status
from kiosk.scenes.choices import Choice, Choices
from kiosk.scenes.days import Days, said_short
from kiosk.scenes.lesson_list import LessonList
from kiosk.scenes.own_password import OwnPassword
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    LEFT,
    RIGHT,
    SMALLEST,
    Filter,
    Row,
    StaffPage,
    action,
    asleep,
    card,
    heading,
    icon,
    over,
    title,
)
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Tap, Tile, Widget, Words

Lock = Literal["offered", "own", "open"]


class Told(NamedTuple):
    """What a kind of export is called, what it is, its icon, what is in it, and what it must not be read as."""

    title: str
    note: str
    icon: str
    holds: str
    beware: str = ""


TOLD: Mapping[str, Told] = {
    "record": Told(
        "Class record", "Who has done what", "list",
        "A line for each pupil and lesson: when, how, the first answers, and for the agreement who saw it signed.",
        "It shows what was taught and answered, not how a child acts at home.",
    ),
    "matrix": Told(
        "Matrix", "Lessons by pupils", "grid",
        "Each lesson by each pupil: shown, taught together, or not yet. As on the Coverage tab.",
        "It shows what was taught and answered, not how a child acts at home.",
    ),
    "due": Told(
        "Signatures due", "Who is still to sign", "pen",
        "Who has the agreement still to sign and why, and who was not sure yet.",
        "Being due says nothing about a child: wordings change, and school years begin.",
    ),
    "slips": Told(
        "Parents’ slips", "A page each, to print", "slip",
        "The consent form for each pupil whose slip is not back, with name and class filled in.",
        "Pupils whose slip is back are left out.",
    ),
    "certificates": Told(
        "Certificates", "For finishing, to cut out", "seal",
        "One for each pupil who has had all the lessons that the class was given. All alike: never for a score.",
        "Who has something to catch up with is left out, and gets one when that is done.",
    ),
    "governors": Told(
        "Governors’ page", "One side of A4", "chart",
        "What was taught, where the gaps are, whether thinking changed, and what all that does not show.",
        "The page says itself what it does not show: leave that part on when it is copied.",
    ),
    "coverage": Told(
        "Coverage of the cycle", "Half-terms by class", "calendar",
        "How much of the two-year cycle each class has had, by half-term.",
        "It shows what was taught, not what was understood.",
    ),
    "check-in": Told(
        "Before and after", "What check-ins show", "thought",
        "How many had each wrong idea before and after. Groups under six are hidden.",
        "A change need not come from the lessons, and one question is too thin to judge a child by.",
    ),
    "posters": Told(
        "Posters", "The rules for the wall", "print",
        "The school’s rules with their pictures, one poster for each key stage.",
    ),
    "xapi": Told(
        "xAPI statements", "For a learning record store", "file",
        "A statement for each thing done. Pupils have numbers in it, not names.",
        "This school’s records alone can tell who stands behind a number.",
    ),
}  # fmt: skip
FORMS: Mapping[str, tuple[str, str]] = {
    "xlsx": ("XLSX", "for Excel"),
    "csv": ("CSV", "any program"),
    "pdf": ("PDF", "to print"),
    "json": ("JSON", "for a system"),
}
STAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "": ("Both key stages", ()),
    "ks1": ("Key Stage 1", ("Y1", "Y2")),
    "ks2": ("Key Stage 2", ("Y3", "Y4", "Y5", "Y6")),
}
MODES: Mapping[Mode, str] = {"individual": "one at a time", "whole-class": "whole class"}
TERMS = ("Autumn", "Spring", "Summer")
EVERYBODY = "The whole school"

# ---------------------------------------------------------------- what is offered, and what comes of it


class Kind(NamedTuple):
    """A kind of export: its id, the forms it may have, whether it holds names, the fields of `Only` it can use."""

    what: str
    forms: tuple[str, ...]
    named: bool
    uses: tuple[str, ...]


class Folder(NamedTuple):
    """`refused`: why nothing may be written there, or nothing."""

    called: str
    path: Path
    refused: str = ""


@dataclass
class Chosen:
    """What has been chosen so far, so that one comes back to it. What is empty narrows nothing."""

    what: str = ""
    form: str = ""
    group: str = ""
    """"class:" and its id, "year:Y3", or nothing: the whole school."""
    half_terms: tuple[str, ...] = ()
    lesson_ids: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    statuses: tuple[Status, ...] = ()
    modes: tuple[Mode, ...] = ()
    """These two come from the matrix's own screen, and are taken off here."""
    stage: str = ""
    paper: str = "A4"
    language: str = ""
    """Of slips: the one beside English."""
    lock: Lock = "offered"
    own: str = field(default="", repr=False)
    folder: int = 0


@dataclass(frozen=True)
class Make:
    """Write it. `password` None: not locked."""

    what: str
    form: str
    only: Only
    folder: Path
    password: str | None = field(default=None, repr=False)
    offered: bool = False
    """Whether the kiosk made the password up."""
    paper: str = "A4"
    languages: tuple[str, ...] = ("en-GB",)
    about: str = ""
    """Of whom, as what, in words."""


@dataclass(frozen=True)
class MakeNamed(Make):
    """The same for what holds pupils' names."""


# ---------------------------------------------------------------- the page

MIDDLE_X, MIDDLE_W = 532.0, 724.0
SIDE_X, SIDE_W = 1284.0, 540.0
WHAT_W = 408.0
HEAD_Y = 200.0


class Export(StaffPage):
    """`languages`: (code, name) of those that parents' slips have beside English. `offered`: the kiosk's password.
    `fault`: what is wrong with a password that somebody makes up, or nothing. `told`: something to be said first."""

    def __init__(
        self,
        staff: StaffRow,
        kinds: Sequence[Kind],
        chosen: Chosen,
        classes: Sequence[ClassRow],
        lessons: Sequence[Taught],
        folders: Sequence[Folder],
        today: date,
        *,
        offered: str,
        fault: Callable[[str], str],
        languages: Sequence[tuple[str, str]] = (),
        sticks: bool = False,
        told: str = "",
        running: bool = False,
    ) -> None:
        super().__init__(staff, "export", running=running)
        self.kinds = {kind.what: kind for kind in kinds}
        self.chosen = chosen
        self.classes = tuple(classes)
        self.lessons = tuple(lessons)
        self.folders = tuple(folders)
        self.today = today
        self.offered = offered
        self.fault = fault
        self.languages = tuple(languages)
        self.sticks = sticks
        """Whether memory sticks are allowed."""
        self.told = told
        self._choices: Choices | None = None
        self._days: Days | None = None
        self._list: LessonList | None = None
        self._own: OwnPassword | None = None
        self._opening = False
        """Whether it is being asked if it is really to be without a password."""
        if chosen.group not in {choice.key for choice in self._groups()}:
            chosen.group = ""
        if chosen.folder >= len(self.folders):
            chosen.folder = 0
        if chosen.what:
            self._take(chosen.what)

    @property
    def kind(self) -> Kind:
        return self.kinds[self.chosen.what]

    # ------------------------------------------------------------ what is done

    def _take(self, what: str) -> Outcome | None:
        """This kind is to be made; what else was chosen stays, where the kind can have it."""
        self.chosen.what = what
        if self.chosen.form not in self.kind.forms:
            self.chosen.form = self.kind.forms[0]
        return None

    def _other_kind(self) -> Outcome | None:
        self.chosen.what = ""
        return None

    def _form(self, form: str) -> Outcome | None:
        self.chosen.form = form
        return None

    def _ask(self, title: str, choices: Sequence[Choice], chosen: str, pick: Callable[[str], None]) -> Outcome | None:
        """Put a list over the page, of which one is chosen."""

        def picked(key: str) -> Outcome | None:
            pick(key)
            return self._close()

        self._choices = Choices(title, choices, chosen, picked, self._close)
        return None

    def _close(self) -> Outcome | None:
        self._choices = self._days = self._list = self._own = None
        self._opening, self.told = False, ""
        return None

    def _pick_group(self) -> Outcome | None:
        return self._ask("Of whom?", self._groups(), self.chosen.group, lambda key: setattr(self.chosen, "group", key))

    def _pick_half_terms(self) -> Outcome | None:
        def pick(key: str) -> None:
            self.chosen.half_terms = tuple(key.split(", ")) if key else ()

        return self._ask("Which half-term?", _half_terms(self._usual_time), ", ".join(self.chosen.half_terms), pick)

    def _pick_lessons(self) -> Outcome | None:
        self._list = LessonList(
            self.lessons, planned=(), given=(), marked=(), tick=self._tick, done=self._close, none="Use all lessons"
        )
        return None

    def _tick(self, lesson: Taught) -> Outcome | None:
        now = {*self.chosen.lesson_ids} ^ {lesson.id}
        self.chosen.lesson_ids = tuple(each.id for each in self.lessons if each.id in now)
        return None

    def _pick_days(self) -> Outcome | None:
        self._days = Days(self.chosen.since, self.chosen.until, self.today, self._use_days)
        return None

    def _use_days(self, since: date | None, until: date | None) -> Outcome | None:
        self.chosen.since, self.chosen.until = since, until
        return self._close()

    def _all_marks(self) -> Outcome | None:
        self.chosen.statuses = self.chosen.modes = ()
        return None

    def _pick_stage(self) -> Outcome | None:
        choices = [Choice(key, label) for key, (label, _) in STAGES.items()]
        return self._ask("Which rules?", choices, self.chosen.stage, lambda key: setattr(self.chosen, "stage", key))

    def _pick_paper(self) -> Outcome | None:
        choices = [Choice("A4", "A4", "The school’s printer"), Choice("A3", "A3", "Twice as large")]
        return self._ask("Which paper?", choices, self.chosen.paper, lambda key: setattr(self.chosen, "paper", key))

    def _pick_language(self) -> Outcome | None:
        choices = [
            Choice("", "English"),
            *(Choice(code, f"English and {name}", "A page in each") for code, name in self.languages),
        ]
        return self._ask(
            "Which language?", choices, self.chosen.language, lambda key: setattr(self.chosen, "language", key)
        )

    def _pick_folder(self) -> Outcome | None:
        choices = [Choice(str(at), each.called, shortened(each.path, 44)) for at, each in enumerate(self.folders)]
        return self._ask(
            "Where to?", choices, str(self.chosen.folder), lambda key: setattr(self.chosen, "folder", int(key))
        )

    # ------------------------------------------------------------ the password

    def _lock(self, lock: Lock) -> Outcome | None:
        if lock == "open":
            self._opening = True
        elif lock == "own":
            self._own = OwnPassword(self.fault, self._keep_own, self._close)
        else:
            self.chosen.lock = lock
        return None

    def _leave_open(self) -> Outcome | None:
        self.chosen.lock = "open"
        return self._close()

    def _keep_own(self, password: str) -> Outcome | None:
        self.chosen.own, self.chosen.lock = password, "own"
        return self._close()

    @property
    def takes_text(self) -> bool:  # type: ignore[override]
        return self._own is not None or self._list is not None

    def typed(self, key: TypedKey) -> Outcome | None:
        if self._list is not None:
            return self._list.typed(key)
        return self._own.typed(key) if self._own is not None else None

    # ------------------------------------------------------------ what comes of it

    def _make(self) -> Outcome | None:
        chosen, kind = self.chosen, self.kind
        folder = self.folders[chosen.folder]
        if folder.refused:
            self.told = folder.refused
            return None
        kept = {"offered": self.offered, "own": chosen.own, "open": None}[chosen.lock]
        make = MakeNamed if kind.named else Make
        return Leave(
            make(
                chosen.what,
                chosen.form,
                self.only,
                folder.path,
                password=kept if kind.named else None,
                offered=kind.named and chosen.lock == "offered",
                paper=chosen.paper,
                languages=("en-GB", chosen.language) if self._in_two_languages else ("en-GB",),
                about=f"{self._about}, {FORMS[chosen.form][0]}",
            )
        )

    @property
    def only(self) -> Only:
        """What was chosen, of that which this kind can use."""
        chosen, uses = self.chosen, self.kind.uses
        sort, _, which = chosen.group.partition(":")
        if self._for_the_wall:
            return Only(year_groups=STAGES[chosen.stage][1])
        return Only(
            class_ids=(which,) if sort == "class" and "class_ids" in uses else (),
            year_groups=(which,) if sort == "year" and "year_groups" in uses else (),
            half_terms=chosen.half_terms if "half_terms" in uses else (),
            lesson_ids=chosen.lesson_ids if "lesson_ids" in uses else (),
            since=chosen.since if "since" in uses else None,
            until=chosen.until if "until" in uses else None,
            statuses=chosen.statuses if "statuses" in uses else (),
            modes=chosen.modes if "modes" in uses else (),
        )

    @property
    def _for_the_wall(self) -> bool:
        """Posters are of the rules: of a key stage, on paper of a size."""
        return self.chosen.what == "posters"

    @property
    def _prints_slips(self) -> bool:
        return self.chosen.what == "slips" and self.chosen.form == "pdf"

    @property
    def _in_two_languages(self) -> bool:
        return self._prints_slips and any(code == self.chosen.language for code, _ in self.languages)

    @property
    def _usual_time(self) -> str:
        """Which time it is about where none is chosen."""
        return "This half-term" if self.chosen.what == "certificates" else "The whole year"

    def _groups(self) -> list[Choice]:
        years = [year for year in YEARS if any(year in group.year_groups for group in self.classes)]
        return [
            Choice("", EVERYBODY),
            *(Choice(f"year:{year}", YEARS[year]) for year in years),
            *(Choice(f"class:{group.id}", group.title, _pupils(group.size)) for group in self.classes),
        ]

    @property
    def _group(self) -> str:
        return next(choice.label for choice in self._groups() if choice.key == self.chosen.group)

    @property
    def _about(self) -> str:
        """Of whom it is, and how many they are."""
        sort, _, which = self.chosen.group.partition(":")
        if self._for_the_wall:
            return STAGES[self.chosen.stage][0]
        if not self.kind.uses or not sort:
            taken = self.classes
        else:
            taken = tuple(group for group in self.classes if which in (group.id, *group.year_groups))
        if sort == "class" and self.kind.uses:
            return f"{taken[0].title}, {_pupils(taken[0].size)}"
        count = "1 class" if len(taken) == 1 else f"{len(taken)} classes"
        if sort == "year" and self.kind.uses:
            return f"{self._group}, in {count}"
        return f"{count}, {_pupils(sum(group.size for group in taken))}"

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        if self._list is not None:
            return [*self.header(), *self._list.view("for the export", self.chosen.lesson_ids)]
        if self._days is not None:
            return [*self.header(), *self._days.view()]
        if self._own is not None:
            return [*self.header(), *self._own.view()]
        page = [*self.header(), *(self._file() if self.chosen.what else self._all_kinds())]
        if self._choices is not None:
            return [*asleep(page), *self._choices.view()]
        if self._opening:
            return [*asleep(page), *self._really()]
        return [*asleep(page), *self._said()] if self.told else page

    def _all_kinds(self) -> list[Widget]:
        wide, high, gap = (RIGHT - LEFT - 32) / 2, 120.0, 14.0
        widgets: list[Widget] = [
            *title("What would you like to make?"),
            *self._column_head("named", LEFT, wide, "With pupils’ names: locked", "lock"),
            *self._column_head("unnamed", LEFT + wide + 32, wide, "Without names", "people"),
        ]
        for column, named in enumerate((True, False)):
            here = [what for what in TOLD if what in self.kinds and self.kinds[what].named == named]
            for row, what in enumerate(here):
                told = TOLD[what]
                rect = Rect(LEFT + column * (wide + 32), 338 + row * (high + gap), wide, high)
                tap = partial(self._take, what)
                widgets.append(Row(f"kind-{what}", rect, told.title, tap, note=told.note, icon=told.icon, size=34))
        return widgets

    def _column_head(self, key: str, x: float, wide: float, text: str, sign: str) -> list[Widget]:
        return [
            icon(f"{key}-icon", sign, (x + 24, 300), 36, second="cream"),
            heading(key, Rect(x + 58, 272, wide - 58, 56), text, 30),
        ]

    def _file(self) -> list[Widget]:
        return [*self._what(), *self._which(), *self._as(), *self._safe(), *self._where(), *self._actions()]

    def _what(self) -> list[Widget]:
        told = TOLD[self.chosen.what]
        box = Rect(LEFT, 532, WHAT_W, 358)
        return [
            heading("one", Rect(LEFT, HEAD_Y, WHAT_W, 48), "1  What"),
            Row("what", Rect(LEFT, 260, WHAT_W, 122), told.title, note=told.note, icon=told.icon, flat=True),
            action("other", Rect(LEFT, 402, WHAT_W, 112), "Something else", self._other_kind, icon="list"),
            card("holds", box),
            Words("holds-title", Rect(box.x + 28, box.y + 24, box.w - 56, 36), "What is in it", 28, 600),
            Words("holds-text", Rect(box.x + 28, box.y + 78, box.w - 56, box.h - 96), told.holds, 28, leading=1.4,
                  colour="ink2", shrink_to=SMALLEST),
        ]  # fmt: skip

    def _which(self) -> list[Widget]:
        widgets: list[Widget] = [heading("two", Rect(MIDDLE_X, HEAD_Y, MIDDLE_W, 48), "2  Which")]
        filters = self._filters()
        wide, high, gap = (MIDDLE_W - 16) / 2, 112.0, 14.0
        for place, (name, value, chosen, tap) in enumerate(filters):
            rect = Rect(MIDDLE_X + place % 2 * (wide + 16), 260 + place // 2 * (high + gap), wide, high)
            widgets.append(Filter(f"filter-{name.lower()}", rect, value, tap, name=name, chosen=chosen))
        if not filters:
            room = Rect(MIDDLE_X, 260, MIDDLE_W, 112)
            widgets.append(
                Row("all", room, EVERYBODY, note="This school year, up to today", icon="school", flat=True, size=30)
            )
        return widgets

    def _filters(self) -> list[tuple[str, str, bool, Tap]]:
        """Name, value, whether it narrows anything, and how it is changed."""
        chosen, uses = self.chosen, self.kind.uses
        if self._for_the_wall:
            stage = STAGES[chosen.stage][0]
            return [
                ("Rules", stage, bool(chosen.stage), self._pick_stage),
                ("Paper", chosen.paper, chosen.paper != "A4", self._pick_paper),
            ]
        found: list[tuple[str, str, bool, Tap]] = []
        if "class_ids" in uses:
            found.append(("Class", self._group, bool(chosen.group), self._pick_group))
        if "half_terms" in uses:
            when = _when(chosen.half_terms) or self._usual_time
            found.append(("Half-term", when, bool(chosen.half_terms), self._pick_half_terms))
        if "lesson_ids" in uses:
            titles = [lesson.title for lesson in self.lessons if lesson.id in chosen.lesson_ids]
            lessons = "All lessons" if not titles else titles[0] if len(titles) == 1 else f"{len(titles)} lessons"
            found.append(("Lesson", lessons, bool(titles), self._pick_lessons))
        marks = [
            *(chosen.statuses if "statuses" in uses else ()),
            *(MODES[mode] for mode in chosen.modes if "modes" in uses),
        ]
        if marks:
            found.append(("Only", ", ".join(marks), True, self._all_marks))
        elif "since" in uses:
            days = said_short(chosen.since, chosen.until, self.today)
            found.append(("Days", days[:1].upper() + days[1:], days != "any day", self._pick_days))
        if self._prints_slips and self.languages:
            names = dict(self.languages)
            language = f"English and {names[chosen.language]}" if self._in_two_languages else "English"
            found.append(("Language", language, self._in_two_languages, self._pick_language))
        return found

    def _as(self) -> list[Widget]:
        forms = self.kind.forms
        wide, gap = (MIDDLE_W - 32) / 3, 16.0
        widgets: list[Widget] = [heading("three", Rect(MIDDLE_X, 512, MIDDLE_W, 48), "3  As")]
        for place, form in enumerate(forms):
            label, note = FORMS[form]
            rect = Rect(MIDDLE_X + place * (wide + gap), 568, wide, 172)
            state: Literal["chosen", "awake"] = "chosen" if form == self.chosen.form else "awake"
            tap = partial(self._form, form)
            widgets.append(Tile(f"form-{form}", rect, label, tap, style="choice", state=state, note=note, size=36))
        box = Rect(MIDDLE_X, 758, MIDDLE_W, 132)
        text = Rect(box.x + 104, box.y, box.w - 128, box.h / 2)
        holds = "Holds names. Nothing else personal." if self.kind.named else "Holds no names."
        return [
            *widgets,
            Panel("sum", box, "unsure", edge="star", radius=26),
            icon("sum-icon", TOLD[self.chosen.what].icon, (box.x + 54, box.y + 66), 50, "ochre", "unsure"),
            Words("sum-who", Rect(text.x, text.y + 8, text.w, text.h - 8), self._about, 30, 600, valign="middle",
                  shrink_to=SMALLEST),
            Words("sum-holds", Rect(text.x, text.y + text.h, text.w, text.h - 12), holds, 28, valign="middle",
                  shrink_to=SMALLEST),
        ]  # fmt: skip

    def _safe(self) -> list[Widget]:
        widgets: list[Widget] = [heading("four", Rect(SIDE_X, HEAD_Y, SIDE_W, 48), "4  Keep it safe")]
        if not self.kind.named:
            room = Rect(SIDE_X, 260, SIDE_W, 112)
            told = Row("unlocked", room, "No names in it", note="It needs no password", kind="done", flat=True)
            return [*widgets, told]
        own = f"{len(self.chosen.own)} characters" if self.chosen.lock == "own" else "You type it twice"
        locks: tuple[tuple[Lock, str, str, str], ...] = (
            ("offered", "The kiosk’s password", "Three words to write down", "lock"),
            ("own", "A password of mine", own, "key"),
            ("open", "No password", "Anybody can open it", "warn"),
        )
        for place, (lock, label, note, sign) in enumerate(locks):
            rect = Rect(SIDE_X, 260 + place * 126, SIDE_W, 112)
            tap = partial(self._lock, lock)
            widgets.append(
                Row(
                    f"lock-{lock}", rect, label, tap, note=note, icon=sign, end="ring",
                    chosen=lock == self.chosen.lock, size=30,
                )
            )  # fmt: skip
        return widgets

    def _where(self) -> list[Widget]:
        y = 640.0 if self.kind.named else 388.0
        folder = self.folders[self.chosen.folder]
        several = len(self.folders) > 1
        room = Rect(SIDE_X, y + 56, SIDE_W, 112)
        widgets: list[Widget] = [
            heading("five", Rect(SIDE_X, y, SIDE_W, 48), "5  Where to"),
            Row(
                "folder", room, folder.called, self._pick_folder if several else None,
                note=shortened(folder.path, 24 if several else 28), icon="folder", size=30, flat=not several,
            ),
            *([icon("folder-icon", "down", (room.right - 46, room.y + 52), 32, "ink")] if several else []),
        ]  # fmt: skip
        if not self.sticks:
            box = Rect(SIDE_X, room.bottom + 12, SIDE_W, 70)
            text = Rect(box.x + 90, box.y, box.w - 110, box.h)
            widgets += [
                Panel("sticks-box", box, "off", edge="off_edge", radius=26, dashed=True),
                icon("sticks-icon", "drive", (box.x + 50, box.y + box.h / 2), 38, second="off"),
                Words("sticks", text, "Memory sticks: off", SMALLEST, colour="ink2", valign="middle",
                      shrink_to=22),
            ]  # fmt: skip
        if not self.kind.named:
            room = Rect(SIDE_X + 140, 650, SIDE_W - 280, 236)
            widgets.append(Image("think", room, Part("mascots/think-happy"), fit="contain"))
        return widgets

    def _actions(self) -> list[Widget]:
        room = Rect(SIDE_X, ACTION_Y, SIDE_W, ACTION_H)
        if self.kind.uses and not self._for_the_wall and not self.classes:
            return [action("make", room, "There are no classes yet", None, main=True)]
        widgets: list[Widget] = [action("make", room, "Make the file", self._make, icon="export", main=True)]
        if self.kind.named:
            text = Rect(LEFT + 56, ACTION_Y, SIDE_X - LEFT - 100, ACTION_H)
            once = "Your passphrase is asked for once more."
            widgets += [
                icon("once-icon", "key", (LEFT + 24, ACTION_Y + ACTION_H / 2), 40, second="cream"),
                Words("once", text, once, 28, colour="ink2", valign="middle"),
            ]
        return widgets

    # ------------------------------------------------------------ what lies over it

    def _really(self) -> list[Widget]:
        box = Rect(400, 300, 1120, 480)
        text = (
            "Anybody who comes by the file can read the names in it. The school’s policy wants files with names locked."
        )
        return [
            *over(box),
            Words("really", Rect(box.x + 60, box.y + 48, 1000, 64), "Leave it without a password?", 48, 700,
                  valign="middle", shrink_to=32),
            Words("really-why", Rect(box.x + 60, box.y + 146, 1000, 150), text, 32, colour="ink2", leading=1.4,
                  shrink_to=SMALLEST),
            Button("no", Rect(box.x + 60, box.y + 320, 480, ACTION_H), "No, lock it", self._close, icon="lock",
                   size=36),
            Button("yes", Rect(box.x + 580, box.y + 320, 480, ACTION_H), "Yes, leave it open", self._leave_open,
                   kind="quiet", icon="warn", size=34),
        ]  # fmt: skip

    def _said(self) -> list[Widget]:
        box = Rect(360, 270, 1200, 540)
        return [
            *over(box),
            icon("told-icon", "warn", (box.x + 88, box.y + 84), 64, "ochre"),
            Words("told-title", Rect(box.x + 144, box.y + 52, 1000, 64), "No file was made", 44, 700, valign="middle"),
            Words("told", Rect(box.x + 60, box.y + 156, 1080, 230), self.told, 32, colour="ink2", leading=1.4,
                  shrink_to=SMALLEST),
            Button("ok", Rect(box.right - 440, box.bottom - 150, 380, ACTION_H), "OK", self._close, icon="tick",
                   size=38),
        ]  # fmt: skip


YEARS: Mapping[str, str] = {"N": "Nursery", "R": "Reception"} | {f"Y{n}": f"Year {n}" for n in range(1, 7)}


def _pupils(count: int) -> str:
    return "1 pupil" if count == 1 else f"{count} pupils"


def _half_terms(usual: str) -> list[Choice]:
    """All of it, the three terms, their halves."""
    return [
        Choice("", usual),
        *(Choice(f"{term} 1, {term} 2", f"{term} term", "Both halves") for term in TERMS),
        *(Choice(f"{term} {half}", f"{term} {half}") for term in TERMS for half in (1, 2)),
    ]


def _when(half_terms: Sequence[str]) -> str:
    """ "Autumn 1", "Autumn term", or nothing."""
    if len(half_terms) == 2:
        return f"{half_terms[0].split()[0]} term"
    return half_terms[0] if half_terms else ""


def shortened(path: Path, most: int) -> str:
    """As much of a path's end as `most` letters hold: "…/Computing/Exports"."""
    whole = str(path)
    if len(whole) <= most:
        return whole
    parts = [part for part in path.parts if part != path.anchor]
    kept = parts[-1:]
    while len(kept) < len(parts) and len("/".join(parts[-len(kept) - 1 :])) + 2 <= most:
        kept = parts[-len(kept) - 1 :]
    text = "…/" + "/".join(kept)
    return text if len(text) <= most else f"…{text[-most + 1 :]}"
