"""Staff's screens on made-up rows, as full and with names as long as they come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar

from kiosk.content.model import Book
from kiosk.records.rows import (
    CatchUpRow,
    Choice,
    ClassChange,
    ClassRow,
    Counts,
    CoverageRow,
    Known,
    LaunchRow,
    Match,
    Plan,
    Problem,
    Refused,
    Roster,
    RosterLine,
    School,
    SignatureRow,
    SignedRow,
    StaffRow,
    TurnStatus,
)
from kiosk.scenes.absent import Absent
from kiosk.scenes.catch_up import CatchUp
from kiosk.scenes.coverage import Coverage
from kiosk.scenes.files import Files
from kiosk.scenes.first_run import FirstRun
from kiosk.scenes.launch import Launch
from kiosk.scenes.lesson_list import Marked
from kiosk.scenes.live import Live
from kiosk.scenes.new_code import NewCode
from kiosk.scenes.notice import Notice
from kiosk.scenes.recovery import Recovery
from kiosk.scenes.roster_check import RosterCheck
from kiosk.scenes.sign_in import SignIn
from kiosk.scenes.witness import Witness
from kiosk.ui.scene import Scene, TypedKey
from kiosk.walk.desk import desk
from kiosk.walk.pupils import pupils
from kiosk.walk.stop import NOW, Stop, tap
from kiosk.walk.turns import NAME

Shown = TypeVar("Shown", bound=Scene)

LEAD = StaffRow("lead", "Mrs Whitmore", "lead")
TEACHER = StaffRow("okafor", "Ms Okafor", "teacher")
LONG = StaffRow("long", "Mrs Featherstonehaugh-Williams", "teacher")
STAFF = (TEACHER, StaffRow("pryce", "Mr Pryce", "teacher"), LONG, LEAD)
MANY = (*STAFF, *(StaffRow(f"t{place}", f"Mr Example-Longfellow {place}", "teacher") for place in range(12)))
SCHOOL_NAME = "St Bartholomew and All Angels Church of England Voluntary Aided Primary School"
SCHOOL = School(SCHOOL_NAME, "Mrs Daniels", 2027, "Autumn 2", "A")
COUNTS = Counts(
    classes=14, pupils=354, lessons_taught=34, signed=297, not_signed=57, lessons_planned=42, classes_behind=2,
    slips_back=120, slips_due=354,
)  # fmt: skip
TREES = "Acorn Beech Oak Holly Elm Maple Ash Rowan Birch Cedar Pine Willow".split()
NURSERY = ClassRow("nursery", "Hedgehogs Nursery and Reception", ("N", "R"), "ks1", 2027, False, 1)
MIXED = ClassRow("mixed", "Year 3 and 4: Miss Abernathy", ("Y3", "Y4"), "ks2", 2027, True, 31)
CLASSES = (
    *(
        ClassRow(
            tree, f"{1 + place // 2} {tree}", (f"Y{1 + place // 2}",), "ks1" if place < 4 else "ks2", 2027, True, 28
        )
        for place, tree in enumerate(TREES)
    ),
    NURSERY,
    MIXED,
)
FOLDERS = tuple(
    Path("/home/office/OneDrive - Hazel Lane Church of England Primary School") / name
    for name in ("rosters", "Documents", "Downloads", "Desktop")
)
FILES = tuple(FOLDERS[1] / f"All pupils by class, autumn term, corrected {number}.csv" for number in range(8))
WHEN = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
ASKED = Problem(
    "names",
    112,
    "The file does not say how its letters are coded. Do these names look right? Zoë Nguyễn, Łukasz Wójcik, "
    "Chloé Dąbrowski, Siân Griffiths, Ọlá Adeyemi, Zuzanna Kowalská-Featherstonehaugh",
    "Choose how to read it",
    choices=tuple(Choice(f"c{place}", group.title) for place, group in enumerate(CLASSES)),
)
NEW_CLASS = Problem(
    "class", 391, "Class “6 Maple” is new", "Make it, or pick another", choices=(Choice("make", "Make 6 Maple"),)
)
LONGEST = "Wilhelmina-Alexandrina Persephone Anastasia-Maria Oluwaseun Christopher-Sebastian"
LETTERS = Problem(
    "38:letters",
    38,
    f"The screen has no picture of 鎮 in “{LONGEST} Kowalska-Featherstonehaugh 鎮”",
    "A box stands there; the records keep the name right.",
    put_right=True,
)
NUMBERS = Problem(
    "39:who", 39, f"“{LONGEST} Osei” has the number of “{LONGEST[::-1].title()} Kowalska-Featherstonehaugh”",
    "Same child, or a new one?",
    choices=(
        Choice("same", f"{LONGEST} Kowalska-Featherstonehaugh, Hedgehogs Nursery and Reception"),
        Choice("new", "A new child"), Choice("leave-out", "Leave this line out"),
    ),
)  # fmt: skip
SPELLING = Problem("37:spelling", 37, "“ZoÃ«” read again as UTF-8: “Zoë”", "Look at it.", put_right=True)


def staff(book: Book) -> Iterator[Stop]:
    """Every screen of staff."""
    for screens in (_doors(), _launching(book), _live(), _signed(), _desk(), _reports(), _first_run()):
        for page, scene in screens:
            yield Stop("staff", page, scene)


# ---------------------------------------------------------------- ways in


def _doors() -> Iterator[tuple[str, Scene]]:
    yield "sign-in", SignIn(STAFF)
    yield "sign-in, with a name", SignIn(STAFF, TEACHER.id)
    yield "sign-in, of many", tap(SignIn(MANY, LONG.id, Refused(8, 0)), "key-1")
    yield "sign-in, after too many tries", SignIn(STAFF, TEACHER.id, Refused(0, 299))
    yield "sign-in, of the lead", _typed(SignIn(STAFF, LEAD.id, Refused(9, 0)), "a passphrase wider than its field is")
    yield "sign-in, with signs", tap(SignIn(STAFF, LEAD.id), "page-signs")
    yield "a new code", NewCode(TEACHER, lambda code, role, name: "")
    sealed = NewCode(LEAD, lambda code, role, name: "", with_sealed=True, refused="This is not the code. 4 tries left.")
    yield "a new code, with the sealed one", _typed(sealed, "7K2M-Q9XD")
    yield "notice", Notice("All recorded", ("6 Willow is closed.", "A copy of the records was made and checked."))
    making = Notice("All recorded", ("6 Willow is closed.", "A copy of the records is being made and checked."))
    making.wait(lambda: False, None)
    yield "notice, meanwhile", making
    path = FOLDERS[1] / "Hedgehogs Nursery and Reception, all records, 2026-11-22.csv"
    yield "notice, of a file", Notice("Exported", (path.name, f"It is in the folder {path.parent}"), path=path)


def _first_run() -> Iterator[tuple[str, Scene]]:
    yield "first run, the school", FirstRun(_fine)
    yield "first run, typing", tap(tap(FirstRun(_fine), "school"), "page-accents")
    yield "first run, people", _people()
    refusal = "The name holds a hidden mark that turns the direction of writing. Type the name again."
    yield "first run, refused", _people().refused(refusal)
    yield "first run, a passphrase", tap(_people(), "passphrase")
    crowded = _people()
    for place in range(6):
        for text in (f"{LONG.name} {place}", "a code that is rather long"):
            _typed(crowded, text)
            crowded.typed(TypedKey("tab"))
        tap(crowded, "add")
    yield "first run, many people", crowded
    summed = _people()
    tap(summed, "next")
    yield "first run, the end", summed
    yield "recovery code", Recovery("7K2M-Q9XD-4TRB-HW5N", SCHOOL_NAME)
    typing = tap(Recovery("7K2M-Q9XD-4TRB-HW5N", SCHOOL_NAME), "group")
    yield "recovery code, typing", _typed(typing, "7K2X")
    copied = Recovery("7K2M-Q9XD-4TRB-HW5N", SCHOOL_NAME)
    yield "recovery code, copied", _typed(copied, copied.groups[copied.asked])


def _fine(code: str, role: str, name: str, school: str) -> str:
    return ""


def _people() -> FirstRun:
    scene = FirstRun(_fine)
    for text in (SCHOOL_NAME, LONG.name):
        _typed(scene, text)
        scene.typed(TypedKey("tab"))
    tap(scene, "next")
    for text in (LEAD.name, "purple kettle seven", "purple kettle seven"):
        _typed(scene, text)
        scene.typed(TypedKey("tab"))
    return scene


def _typed(scene: Shown, text: str) -> Shown:
    for character in text:
        scene.typed(TypedKey(character.lower(), character))
    return scene


# ---------------------------------------------------------------- a lesson


def _launching(book: Book) -> Iterator[tuple[str, Scene]]:
    lessons = tuple(book.playable.values())
    given = {(group.id, each.id) for group in CLASSES for each in lessons[::5]}
    planned = {group.id: [each.id for each in lessons if each.key_stage == group.key_stage][3:6] for group in CLASSES}

    def launch(staff: StaffRow = TEACHER, classes: Sequence[ClassRow] = CLASSES) -> Launch:
        return Launch(staff, classes, lessons, given=given, planned=planned)

    more = [*CLASSES, *(replace(NURSERY, id=f"n{place}") for place in range(9))]
    yield "launch", launch(LEAD)
    yield "launch, many classes", launch(LONG, more)
    yield "launch, no classes", launch(LEAD, ())
    yield "launch, no classes for a teacher", launch(TEACHER, ())
    yield "launch, one still open", Launch(TEACHER, CLASSES, lessons, NURSERY.title)
    for group in ("Oak", "mixed", "nursery"):
        yield f"launch, {group}", tap(launch(), f"class-{group}")
    yield "launch, the lessons", tap(tap(launch(), "class-Oak"), "change")
    week = [Marked("Anti-Bullying Week", "16 to 20 November", frozenset(lesson.id for lesson in lessons))]

    def taps(*keys: str) -> Launch:
        scene = Launch(TEACHER, CLASSES, lessons, given=given, planned=planned, marked=week)
        for key in keys:
            tap(scene, key)
        return scene

    many = [replace(NURSERY, id=f"n{place}") for place in range(24)]
    for count in (2, 4, 6, 12, 24):
        yield f"launch, {count} classes in the week", Launch(TEACHER, many[:count], lessons, marked=week)
    yield "launch, a lesson for the week", taps("class-Willow")
    yield "launch, the lessons for the week", taps("class-Willow", "change")
    looking = ("class-Willow", "change", "search")
    yield "launch, a search", taps(*looking)
    yield "launch, what is found", taps(*looking, "key-p", "key-a", "key-s")
    yield "launch, a search for a number", taps(*looking, "page-digits", "key-7")
    yield "launch, what was found", taps(*looking, "key-p", "key-a", "key-s", "hide")
    yield "launch, nothing found", taps(*looking, "key-z", "key-z", "hide")
    some = tap(tap(launch(), "class-Willow"), "change")
    for widget in [each for each in some.view(NOW) if each.key.startswith("lesson-")][:7]:
        if widget.on_tap is not None:
            widget.on_tap()
    yield "launch, many lessons", tap(some, "changed")


def _live() -> Iterator[tuple[str, Scene]]:
    titles = ("Only as me", "The joke that grew until nobody knew who had begun it", "Lost? Ask!")
    yield "live, of thirty", Live(TEACHER, _launch(agreement=True), pupils(30, ("done", "not-sure", "to-come")), 24)
    paused = _launch(class_title=NURSERY.title, lesson_titles=titles, agreement=True, state="paused")
    statuses: tuple[TurnStatus, ...] = ("to-come", "away", "done", "part-way", "not-sure")
    yield "live, of thirty-five, paused", Live(LONG, paused, pupils(35, statuses), 35)
    yield "live, of a whole class", Live(LEAD, _launch(mode="whole-class"), pupils(40, ("to-come",)), 0)
    for status in statuses:
        scene = Live(TEACHER, _launch(), pupils(35, (status,)), 0)
        yield f"live, about one who is {status}", tap(scene, "pupil-p32" if status != "away" else "pupil-p17")
    yield "live, at its end", tap(Live(TEACHER, _launch(), pupils(30, ("to-come",)), 0), "end")
    away = pupils(35, ("to-come", "away", "to-come", "to-come"))
    yield "who was away", Absent(LONG, _launch(mode="whole-class"), away)


def _signed() -> Iterator[tuple[str, Scene]]:
    yield "witness", tap(Witness(TEACHER, _launch(class_title=NURSERY.title), _signatures(35)), "signature-s0")
    yield "witness, the rest", tap(Witness(TEACHER, _launch(), _signatures(35)), "more")
    yield "witness, few", Witness(LEAD, _launch(class_title=NURSERY.title), _signatures(8))
    yield "witness, one", Witness(LEAD, _launch(), _signatures(1))


def _launch(**more: object) -> LaunchRow:
    row: dict[str, object] = {
        "id": "launch",
        "class_id": "Willow",
        "class_title": "6 Willow",
        "key_stage": "ks2",
        "lesson_ids": ("login",),
        "lesson_titles": ("Only as me",),
        "agreement": False,
        "mode": "individual",
        "state": "running",
        "started_at": WHEN,
        "by": TEACHER,
    }
    return LaunchRow(**(row | more))  # type: ignore[arg-type]


def _signatures(count: int) -> tuple[SignatureRow, ...]:
    """One in four is a picture, one in four was made by a helping hand, one in four is a dot."""
    kinds = (
        ("signature", "", NAME),
        ("picture", "star", ()),
        ("adult-hand", "adult", NAME),
        ("mark", "", (((500, 500), (510, 502)),)),
    )
    return tuple(
        SignatureRow(
            id=f"s{place}",
            attempt_id=f"a{place}",
            pupil=row.pupil,
            strokes=kinds[place % 4][2],
            mark_kind=kinds[place % 4][0],  # type: ignore[arg-type]
            mark_name=kinds[place % 4][1],
            signed_at=WHEN,
            witnessed_by=None,
            wording_version="2026-09",
        )
        for place, row in enumerate(pupils(count))
    )


# ---------------------------------------------------------------- reports

BEHIND = ("Oak", "mixed")
HALF_TERMS: tuple[tuple[str, Literal["past", "now", "to come"], int, int], ...] = (
    ("Autumn 1", "past", 4, 25),
    ("Autumn 2", "now", 2, 9),
    *((half, "to come", 0, 0) for half in ("Spring 1", "Spring 2", "Summer 1", "Summer 2")),
)
"""When, and how much of it has been taught to how many."""


def _reports() -> Iterator[tuple[str, Scene]]:
    rows = [
        CoverageRow(
            group.id, group.title, half, when, 4, min(taught, 3) if group.id in BEHIND else taught, group.size,
            complete, 3 * complete, complete, 4 * 28,
        )
        for group in CLASSES
        for half, when, taught, complete in HALF_TERMS
    ]  # fmt: skip
    signing = [SignedRow(group.id, group.title, 5 * at, group.size, at > 1) for at, group in enumerate(CLASSES[:6])]
    yield "coverage", Coverage(LEAD, SCHOOL, COUNTS, rows, signing, exports=True, running=True)
    behind = Coverage(LEAD, SCHOOL, COUNTS, rows, signing, exports=True)
    yield "coverage, of classes that are behind", tap(behind, "stat-behind")
    yield "coverage, before anything", Coverage(LEAD, SCHOOL, Counts(0, 0, 0, 0, 0), (), ())
    whys: tuple[Literal["away", "not finished", "not sure"], ...] = ("away", "not finished", "not sure")
    titles = ("Only as me", "The joke that grew until nobody knew who had begun it", "Lost? Ask!", "The agreement")
    missed = {
        group.id: [
            CatchUpRow(row.pupil, title.lower() if title != "The agreement" else None, title, whys[at % 3])
            for title in titles
            for at, row in enumerate(pupils(9))
        ]
        for group in CLASSES[::2]
    }
    yield "catch up", CatchUp(LEAD, CLASSES, missed)
    chosen = CatchUp(TEACHER, CLASSES, missed, running=True)
    yield "catch up, of a class", tap(chosen, next(w.key for w in chosen.view(NOW) if w.label == CLASSES[0].title))
    yield "catch up, nobody", CatchUp(TEACHER, CLASSES, {})


# ---------------------------------------------------------------- the lead's desk


def _desk() -> Iterator[tuple[str, Scene]]:
    yield from desk(SCHOOL)
    yield "class lists", Files(LEAD, FILES, FOLDERS)
    yield "class lists, none", Files(LEAD, (), FOLDERS)
    yield "check of a class list", RosterCheck(LEAD, _plan(SPELLING, ASKED, NEW_CLASS, SPELLING))
    yield "check of a class list, in order", RosterCheck(LEAD, _plan())
    yield "check of a class list, long names", RosterCheck(LEAD, _plan(LETTERS, NUMBERS))
    between = RosterCheck(LEAD, _plan(NUMBERS))
    yield "check of a class list, between long names", tap(between, "problem-0")
    asked = RosterCheck(LEAD, _plan(ASKED))
    yield "check of a class list, a question", tap(asked, next(w.key for w in asked.view(NOW) if w.label == ASKED.what))
    for what in ("joiner", "leaver", "mover"):
        yield f"check of a class list, each {what}", tap(RosterCheck(LEAD, _plan()), f"stat-{what}")


def _plan(*problems: Problem) -> Plan:
    def line(place: int, title: str = "2 Oak") -> RosterLine:
        return RosterLine(place, pupils(40)[place % 40].pupil.shown_name, "Kowalska-Hughes", "Y2", title, None)

    def known(place: int, title: str = "6 Pine") -> Known:
        name = pupils(40)[place % 40].pupil.shown_name
        return Known(f"k{place}", name, "Smith", "Y6", title, 2027, None, False)

    return Plan(
        roster=Roster("All pupils by class, autumn term, corrected 3.csv", "UTF-8", 418, (), problems),
        answers={},
        avatars=(),
        whole_school=False,
        joiners=tuple(line(place) for place in range(30)),
        returning=(Match(line(31), known(31)),),
        leavers=tuple(known(place) for place in range(30, 52)),
        movers=tuple(Match(line(place, "3 Elm"), known(place, NURSERY.title)) for place in range(30)),
        unchanged=tuple(Match(line(place), known(place)) for place in range(6)),
        problems=problems,
        by_class=tuple(ClassChange(group.title, 3, 1, 0) for group in CLASSES),
    )
