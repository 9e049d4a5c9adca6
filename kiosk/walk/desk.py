"""The lead's desk on made-up rows: the agreement, one pupil, the school and its care."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from kiosk.records.reports import what_changed
from kiosk.records.rows import (
    AccessRow,
    AgreementVersionRow,
    BackupRow,
    ClassRow,
    Correctable,
    CorrectionRow,
    Counts,
    Drill,
    DueRow,
    GoingUp,
    KeptCounts,
    Known,
    LeaverRow,
    NotSureRow,
    PupilRecord,
    PupilRecordRow,
    Retention,
    RetentionDue,
    RollOver,
    School,
    SignatureRow,
    SignedRow,
    SlipRow,
    StaffEntry,
    StaffRow,
    Status,
)
from kiosk.records.terms import default_half_terms, faults
from kiosk.scenes.access import AccessLog
from kiosk.scenes.calendar import Calendar
from kiosk.scenes.kept_copies import KeptCopies
from kiosk.scenes.letting_go import LettingGo
from kiosk.scenes.machine import Machine
from kiosk.scenes.new_year import NewYear
from kiosk.scenes.people import CodeToHandOver, NamePerson, People
from kiosk.scenes.pupil_record import PutRight, Record, Whose
from kiosk.scenes.pupils import ClassNames, FindPupil
from kiosk.scenes.school import ROOMS, Room, SchoolHome
from kiosk.scenes.signers import Signers
from kiosk.scenes.signing import AgreementDesk
from kiosk.scenes.tell_words import NAMES as NAMED
from kiosk.scenes.tell_words import TellWords
from kiosk.scenes.who_signs import WhoSigns
from kiosk.scenes.wordings import Wordings
from kiosk.ui.scene import Scene, TypedKey
from kiosk.walk.pupils import pupils
from kiosk.walk.stop import tap

LEAD = StaffRow("lead", "Mrs Featherstonehaugh-Whitmore", "lead")
COUNTS = Counts(14, 354, 34, 297, 57, lessons_planned=36, classes_behind=3, not_sure=2, slips_back=120, slips_due=354)
CLASSES = tuple(ClassRow(f"c{n}", f"{1 + n // 2} Sycamore {n}", ("Y3",), "ks2", 2027, True, 30) for n in range(14))
NOTES: dict[Room, str] = {
    "lists": "14 classes, 354 pupils",
    "new-year": "From September: classes move up a year",
    "classes": "12 classes sign, 2 do not",
    "people": "9 teachers, 1 cover today",
    "terms": "Year A, six half-terms",
    "tell": "Mrs Daniels; Childline is shown",
    "copies": "The last one is of 20 November 2026",
    "letting-go": "12 due",
    "log": "Nobody has changed a line",
    "machine": "Two things to look at",
}
assert set(NOTES) == set(ROOMS)
AT_FIRST: dict[Room, str] = {
    "lists": "There are no classes yet",
    "terms": "The usual dates: are they yours?",
    "tell": "It names Mrs Daniels: is that right?",
    "copies": "There is none yet",
}
NAMES = tuple(row.pupil for row in pupils(35))
OLD = (
    ("agree-1", "I have read and I understand the school e-Safety Rules."),
    ("agree-2", "I will use the computer, network, mobile phones, Internet access and other new technologies in a "
     "responsible way at all times."),
    ("agree-3", "I know that network and Internet access may be monitored."),
)  # fmt: skip
NEW = (OLD[0], (OLD[1][0], OLD[1][1].replace("phones,", "phones, tablets,")), OLD[2], ("agree-4", "I will ask first."))
STATUSES: tuple[Status, ...] = ("shown", "taught together", "away", "part-way", "not sure", "shown", "shown", "shown")


def desk(school: School) -> Iterator[tuple[str, Scene]]:
    yield "school", SchoolHome(LEAD, school, NOTES, frozenset(("copies", "letting-go")))
    yield "school, closing", tap(SchoolHome(LEAD, school, NOTES), "close")
    yield "school, all well", SchoolHome(LEAD, school, NOTES)
    yield "school, much waits", SchoolHome(LEAD, school, NOTES, frozenset(("people", "copies", "log", "machine")))
    first: dict[Room, str] = {room: note for room, note in NOTES.items() if room != "classes"}
    yield "school, at first", SchoolHome(LEAD, school, first | AT_FIRST, frozenset(("lists", "terms", "tell")))
    yield "school, then", SchoolHome(LEAD, school, NOTES, frozenset(("terms", "tell", "copies")))
    yield from _agreement()
    yield from _pupils()
    yield from _people()
    yield from _year(school)
    yield from _words()
    yield from _machine()
    yield from _care()


def _agreement() -> Iterator[tuple[str, Scene]]:
    signing = [SignedRow(group.id, group.title, 30 - n, 30, n != 3) for n, group in enumerate(CLASSES[:12])]
    before = AgreementVersionRow("a", "2025", date(2025, 9, 1), False, 297, 354, OLD)
    now = AgreementVersionRow("b", "2026", date(2026, 9, 1), True, 12, 354, NEW)
    back = {group.id: 12 for group in CLASSES}
    yield "agreement", AgreementDesk(LEAD, COUNTS, CLASSES, signing, back, [now, before], running=True)
    yield "agreement, before anything", AgreementDesk(LEAD, Counts(0, 0, 0, 0, 0), (), (), {}, ())
    yield "what changed", Wordings(LEAD, before, now, what_changed(OLD, NEW))
    slips = [SlipRow(pupil, "c", "4B", date(2026, 9, 3) if n % 3 else None) for n, pupil in enumerate(NAMES)]
    due = [DueRow(pupil, "c", "4B", "wording changed", None, "2025", False) for pupil in NAMES[:9]]
    unsure = [NotSureRow(NAMES[3], "c", "4B", (OLD[1][1],), date(2026, 11, 9))]
    yield "signers", Signers(LEAD, CLASSES[0], due, unsure, slips)
    yield "signers, one not sure", tap(Signers(LEAD, CLASSES[0], due, unsure, slips), f"pupil-{NAMES[3].id}")
    yield "signers, slips", Signers(LEAD, CLASSES[0], due, unsure, slips, "slips")


def _pupils() -> Iterator[tuple[str, Scene]]:
    known = [
        Known(pupil.id, pupil.given_name, "Osei-Łukasiewicz", "Y2", "2 Oak", 2027, None, n % 5 == 0)
        for n, pupil in enumerate(NAMES)
    ]
    yield "find a pupil", FindPupil(LEAD, CLASSES, known)
    search = FindPupil(LEAD, CLASSES, known)
    tap(search, "search")
    for character in "osei":
        search.typed(TypedKey(character, character))
    yield "find a pupil, by name", search
    yield "names of a class", ClassNames(LEAD, CLASSES[0], NAMES)
    record = _record()
    yield "record", Record(LEAD, record)
    yield "record, erasing", tap(tap(Record(LEAD, record), "erase"), "because-asked")
    rows = [
        Correctable("e1", "lost", "Lost? Ask!", "shown", date(2026, 11, 12), "2 Oak", True, "", ""),
        Correctable("e2", None, "Our agreement", "signed", date(2026, 11, 12), "2 Oak", False, "", ""),
        Correctable("e3", "kind", "Kind words", "shown", date(2026, 10, 2), "2 Oak", False,
                    "Taken back on 3 Dec 2026 by Mr Whitmore: was not there.", ""),
    ]  # fmt: skip
    yield "put right", tap(PutRight(LEAD, record, rows), "row-0")
    yield "whose turn", Whose(LEAD, NAMES[0].id, "e1", NAMES)


def _record() -> PupilRecord:
    titles = ("Our agreement", "Do we know what it does? Let’s find out together", "Kind words", "The droopy face")
    rows = tuple(
        PupilRecordRow(date(2026, 11, 12 - n), status, "l", titles[n % 4], 2027, "2 of 3 helpful first")
        for n, status in enumerate(STATUSES)
    )
    strokes = (((100, 500), (200, 300), (300, 600), (500, 400), (700, 600)),)
    at = datetime(2026, 11, 12, 10, 21, tzinfo=UTC)
    signature = SignatureRow("s", "a", NAMES[17], strokes, "signature", "", at, "Ms Okafor", "2026")
    put_right = CorrectionRow(date(2026, 11, 10), "Lost? Ask!", "Moved on 10 November by Mr Whitmore.")
    return PupilRecord(
        NAMES[17],
        "2 Oak",
        "Y2",
        date(2024, 9, 1),
        None,
        "signed",
        signature,
        "listened",
        None,
        4,
        2,
        rows,
        (put_right,),
    )


def _people() -> Iterator[tuple[str, Scene]]:
    staff = [StaffRow(f"t{n}", f"Mr Example-Longfellow {n}", "teacher") for n in range(11)]
    cover = StaffRow("cover", "Ms Day", "teacher", cover_on=date(2026, 11, 20))
    entries = [
        StaffEntry(person, datetime(2026, 11, 19, 8, 40, tzinfo=UTC) if n % 3 else None, 120.0 * (n == 2))
        for n, person in enumerate((LEAD, cover, *staff))
    ]
    yield "people", People(LEAD, entries)
    yield "people, one", tap(People(LEAD, entries), "staff-t0")
    yield "people, leaving", tap(tap(People(LEAD, entries), "staff-t0"), "leave")
    yield "a new teacher", NamePerson(LEAD, cover=False, refused="Somebody of that name is there already.")
    yield "a code to hand over", CodeToHandOver("Mrs Featherstonehaugh-Williams", "4K7Q-9XTM-2CDE", "Shown once.")


def _year(school: School) -> Iterator[tuple[str, Scene]]:
    def leaving(n: int) -> tuple[Known, ...]:
        return tuple(Known(f"p{n}{place}", "Zoë", "Smith", "Y4", "4B", 2026, None, False) for place in range(28))

    groups = tuple(
        GoingUp(f"g{n}", f"{n} Sycamore", f"Y{n}" if n else "R", leaving(n), f"Y{n + 1}" if n < 6 else "",
                f"{n + 1} Sycamore" if n not in (3, 6) else "", n == 2, ("5 Elm", "5 Oak", "5B"), False)
        for n in range(7)
    )  # fmt: skip
    plan = RollOver(2027, groups, {}, {}, date(2026, 8, 31))
    yield "new year", NewYear(LEAD, plan)
    yield "new year, one class", tap(NewYear(LEAD, plan), "group-g4")
    yield "new year, another name", tap(tap(NewYear(LEAD, plan), "group-g4"), "another")
    yield "new year, nothing", NewYear(LEAD, RollOver(2027, (), {}, {}, date(2026, 8, 31)))
    halves = default_half_terms(2027)
    yield "terms", Calendar(LEAD, school, halves, lambda given: faults(2027, given))
    yield "terms, the usual ones", Calendar(LEAD, school, halves, lambda given: faults(2027, given), own=False)
    wrong = Calendar(LEAD, school, halves, lambda given: faults(2027, given))
    for _ in range(9):
        tap(wrong, "ends_on-7")
    yield "terms, to put right", wrong
    yield "who signs", WhoSigns(LEAD, CLASSES)


def _words() -> Iterator[tuple[str, Scene]]:
    words = {line: {"ks1": f"{name}, in as many words as fit on a line", "ks2": name} for line, name in NAMED.items()}
    yield "tell words", TellWords(LEAD, words, refused="Only {lead} may stand in curly brackets.")  # type: ignore[arg-type]
    yield "tell words, as they came", TellWords(LEAD, words, own=False)  # type: ignore[arg-type]
    yield "tell words, one line", tap(TellWords(LEAD, words), "line-tell-lead")  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Seen:
    what: str
    state: Literal["ok", "look", "fix"]
    found: str
    do: str = ""


def _machine() -> Iterator[tuple[str, Scene]]:
    open_disk = "the data folder is on a disk that anybody who takes it can read."
    encrypt = "Set the computer up with an encrypted disk (LUKS), or move the data folder to one with --data."
    seen = [_Seen("Disk space", "ok", "80.6 GB are free.") for _ in range(5)]
    seen.append(_Seen("Disk encryption", "fix", open_disk, encrypt))
    seen.append(_Seen("Clock", "look", "the system does not say whether it keeps its clock right.", "Compare it."))
    yield "machine", Machine(LEAD, seen)
    yield "machine, all well", Machine(LEAD, seen[:3])


def _care() -> Iterator[tuple[str, Scene]]:
    kinds = ("daily", "daily", "weekly", "weekly", "termly", "termly", "older")
    copies = [
        BackupRow(Path(f"records-{n}.db"), date(2026, 11, 20 - n), 1.4 + n / 10, kind)  # type: ignore[arg-type]
        for n, kind in enumerate(kinds)
    ]
    drill = Drill(datetime(2026, 11, 2, 15, tzinfo=UTC), "records-0000000007-2026-11-01.db", True, 62_000)
    yield "copies", KeptCopies(LEAD, copies, drill, "A copy was made and checked.", running=True)
    yield "copies, going back", tap(tap(KeptCopies(LEAD, copies, drill), "copy-1"), "go-back")
    yield "copies, none", KeptCopies(LEAD, (), None)
    leavers = tuple(LeaverRow(pupil.id, pupil.given_name, "Smith", "6 Pine", date(2025, 7, 20)) for pupil in NAMES[:12])
    due = RetentionDue(leavers, ("s1", "s2"))
    kept = [KeptCounts(2026 - back, 1412 - 9 * back, 396, 58 * back) for back in range(5)]
    yield "letting go", LettingGo(LEAD, Retention(), due, kept)
    yield "letting go, names", tap(LettingGo(LEAD, Retention(), due), "names")
    yield "letting go, for good", tap(LettingGo(LEAD, Retention(), due), "let-go")
    yield "letting go, nothing", LettingGo(LEAD, Retention(), RetentionDue((), ()))
    rows = [
        AccessRow(90 - n, datetime(2026, 11, 20, 9, n, tzinfo=UTC), LEAD.name if n % 3 else "", "export",
                  "Exported the class record of 4B as XLSX, locked with a password")
        for n in range(11)
    ]  # fmt: skip
    yield "access log", AccessLog(LEAD, rows, "4K7Q-9XTM", (), first=False)
