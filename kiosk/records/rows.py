"""Plain rows: what the store gives and takes, what reports yield and scenes draw. No SQLite, no pygame.

Times are aware datetimes in UTC; dates are the school's own (Europe/London). Ids are UUID strings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from kiosk.content.stamp import Form

Role = Literal["teacher", "lead"]
KeyStage = Literal["ks1", "ks2"]
Mode = Literal["individual", "whole-class"]
LaunchState = Literal["running", "paused", "ended"]
TurnStatus = Literal["to-come", "part-way", "done", "not-sure", "away"]
Heard = Literal["read", "listened"]
Promise = Literal["i-will", "i-know"]
MarkKind = Literal["signature", "mark", "picture", "adult-hand"]
Colours = Literal["standard", "contrast", "blue", "green", "yellow", "rose"]
Sound = Literal["full", "soft", "captions"]
Switch = Literal["off", "one-switch", "two-switch"]
TellWords = Mapping[str, Mapping[KeyStage, str]]
"""The school's own words of *tell an adult*, in place of the phrase of that id: {"tell-lead": {"ks1": …, "ks2": …}}."""
Strokes = tuple[tuple[tuple[int, int], ...], ...]
"""Each stroke is its points, each point (x, y) on a grid of 0 to 1000: no timing, no pressure."""


# --- the school and its people ---------------------------------------------------------------------------


@dataclass(frozen=True)
class SetUp:
    """What the first run asks for. `teachers` holds (name, code)."""

    school: str
    safeguarding_lead: str
    lead_name: str
    lead_passphrase: str = field(repr=False)
    teachers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    cycle_year: Literal["A", "B"] = "A"
    half_terms: tuple["HalfTerm", ...] = ()
    """This school year's six; none: the usual dates."""
    tell_words: "TellWords" = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class School:
    """`tell_words` and `checks_daily` are what the lead has set; empty and None leave it as the program has it."""

    name: str
    safeguarding_lead: str
    school_year: int
    """The year that it ends in: 2027 is 2026/27."""
    half_term: str
    """"Autumn 1" to "Summer 2"; a holiday belongs to the half-term that follows it."""
    cycle_year: Literal["A", "B"]
    tell_words: "TellWords" = field(default_factory=dict, hash=False)
    checks_daily: bool | None = None
    """Whether a system of the school's checks all the time, as the monitoring notice then says."""
    new_year: bool = False
    """A school year has begun that has no classes yet, and last year's wait: for the new list, or to be rolled over."""


@dataclass(frozen=True)
class HalfTerm:
    """One half-term, both days included."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class StaffRow:
    id: str
    name: str
    role: Role
    cover_on: date | None = None
    """A cover teacher's one day."""
    choose_code: bool = False
    """The lead handed the code out: at the sign-in its owner is asked to choose another (`set_code`)."""


@dataclass(frozen=True)
class StaffEntry:
    """One of the staff as the lead's list has them; cover for a later day too."""

    person: StaffRow
    last_in: datetime | None
    """The last sign-in."""
    wait_s: float
    """Above 0: ten codes were wrong, and so many seconds are left until the next try."""


@dataclass(frozen=True)
class StaffNotice:
    """Something that the lead is shown at the sign-in until they have seen it. `text` is whole sentences."""

    seq: int
    kind: Literal["recovered", "guessed", "lead-code", "damaged"]
    at: datetime
    text: str


@dataclass(frozen=True)
class Refused:
    """A code that was not right, or not looked at. `tries_left` 0: wait `wait_s` seconds first."""

    tries_left: int
    wait_s: float


@dataclass(frozen=True)
class ClassRow:
    id: str
    title: str
    year_groups: tuple[str, ...]
    """"N", "R", "Y1" to "Y6", youngest first; more than one in a mixed class."""
    key_stage: KeyStage
    school_year: int
    signs: bool
    """Whether pupils sign the agreement themselves, or only their parents do."""
    size: int


@dataclass(frozen=True)
class PupilRow:
    id: str
    given_name: str
    family_name: str
    shown_name: str
    """The first name, with as much of the family name as tells two in the class apart: "Amara K"."""
    avatar: str
    has_password: bool


@dataclass(frozen=True)
class Comfort:
    """How somebody sees, hears and works the screen best. The school's own is for everybody who has none."""

    text_scale: float = 1.0
    """1, 1.25 or 1.5."""
    colours: Colours = "standard"
    """"contrast" is light on dark; the other four are tints laid over everything."""
    still: bool = False
    """Nothing moves: it cuts."""
    sound: Sound = "full"
    """"soft": the voice, and no small sounds. "captions": nothing is heard."""
    pace: float = 1.0
    """How fast the voice reads, against the usual: 0.8, 1 or 1.2."""
    language: str = "en-GB"
    switch: Switch = "off"
    """Worked with one switch (the highlight moves by itself) or two."""


# --- a launch and its turns ------------------------------------------------------------------------------


@dataclass(frozen=True)
class LaunchRow:
    id: str
    class_id: str
    class_title: str
    key_stage: KeyStage
    lesson_ids: tuple[str, ...]
    lesson_titles: tuple[str, ...]
    agreement: bool
    mode: Mode
    state: LaunchState
    started_at: datetime
    by: StaffRow


@dataclass(frozen=True)
class TurnRow:
    """`next_up`: whose turn it is, of those who are still to come. There is at most one."""

    pupil: PupilRow
    status: TurnStatus
    next_up: bool = False


@dataclass(frozen=True)
class PlaceRow:
    """An unfinished attempt. `lesson_id` is None for the agreement, `pupil_id` None for a whole class."""

    attempt_id: str
    launch_id: str
    pupil_id: str | None
    lesson_id: str | None
    seed: int
    state: Mapping[str, Any]
    """What `keep_place` was given last: JSON values only, empty at first."""


@dataclass(frozen=True)
class Answer:
    """`first`: nothing was tried before it. `misconception` None: a helpful answer, or one that depends."""

    question_id: str
    response: str
    tries: int
    misconception: str | None = None
    first: bool = True


@dataclass(frozen=True)
class AskedForm:
    """Which form of a check-in a pupil is asked. `again`: the school year's second time."""

    form: Form
    again: bool


# --- the agreement ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AgreementText:
    """A wording of the child's agreement. `version` is what people call it; the hash is what counts.

    `key_stage` None: the same wording, under the same hash, is in force for both.
    """

    version: str
    sha256: str
    text: str = field(repr=False)
    key_stage: KeyStage | None = None


@dataclass(frozen=True)
class Signing:
    """`signing_id` is made when the pad opens: saving the same one again adds nothing.

    `answers` holds (statement id, what was promised, how the mini-choice went or None).
    """

    signing_id: str
    heard: Heard
    answers: tuple[tuple[str, Promise, str | None], ...]
    version_sha256: str
    strokes: Strokes = field(repr=False)
    mark_kind: MarkKind = "signature"
    mark_name: str = ""
    """Of a picture, its name; of an adult's hand, whose."""


@dataclass(frozen=True)
class SignatureRow:
    id: str
    attempt_id: str
    pupil: PupilRow
    strokes: Strokes = field(repr=False)
    mark_kind: MarkKind
    mark_name: str
    signed_at: datetime
    witnessed_by: str | None
    """The witness's name, once there is one."""
    wording_version: str


# --- reports ---------------------------------------------------------------------------------------------

Status = Literal["shown", "taught together", "part-way", "not sure", "away", "not yet", "planned"]
"""How far one pupil is with one thing. Of the agreement "shown" is signed; of a check-in it is done. "away": not yet,
and the pupil was away when the class had it last. "planned": not yet, and the class has not been given it."""
ItemKind = Literal["lesson", "agreement", "check-in"]
AGREEMENT = "agreement"
"""What reports have for a lesson's id where it is the agreement."""


@dataclass(frozen=True)
class Only:
    """What a report is narrowed to. What is empty leaves nothing out; both days are included."""

    class_ids: tuple[str, ...] = ()
    year_groups: tuple[str, ...] = ()
    """Of the pupil, also in a class of mixed years."""
    half_terms: tuple[str, ...] = ()
    lesson_ids: tuple[str, ...] = ()
    """Ids of lessons, scenarios and check-ins, and `AGREEMENT`."""
    statuses: tuple[Status, ...] = ()
    modes: tuple[Mode, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Counts:
    """The lead's first screen: no names. Of this school year, up to and with this half-term."""

    classes: int
    pupils: int
    lessons_taught: int
    """Lesson and class pairs; with a plan, those of the plan that most of the class have had."""
    signed: int
    """Of the pupils of classes that sign."""
    not_signed: int
    lessons_planned: int = 0
    classes_behind: int = 0
    """With a lesson of an earlier half-term that is not taught."""
    not_sure: int = 0
    """Of those who have not signed, who went away not sure yet."""
    slips_back: int = 0
    slips_due: int = 0


@dataclass(frozen=True)
class Matrix:
    """A class and what it is taught in a school year: lessons by pupils."""

    group: ClassRow
    pupils: tuple[PupilRow, ...]
    """By the name that is shown."""
    rows: tuple["MatrixRow", ...]
    """In the order of the plan; what the class was given beside it, after it."""


@dataclass(frozen=True)
class MatrixRow:
    """One lesson, one time of a check-in, or the agreement."""

    class_id: str
    lesson_id: str
    lesson_title: str
    kind: ItemKind
    half_term: str
    """For which it is planned, or in which the class was given it first."""
    marks: tuple[Status | None, ...]
    """In the order of the matrix's pupils. None: the report is narrowed to others."""
    to_do: int
    """How many pupils it is still to do for; 0 while it is only planned."""


@dataclass(frozen=True)
class GivenRow:
    """One time that a class was given a lesson or the agreement."""

    on: date
    mode: Mode
    by: str
    """The name of the member of staff."""
    early_taps: int = 0
    """Taps while the answers slept, in all that was done that time: a total for the class, of nobody in particular."""


@dataclass(frozen=True)
class RecordRow:
    """One pupil and one lesson, or one pupil and the agreement (`lesson_id` "agreement")."""

    class_title: str
    given_name: str
    family_name: str
    lesson_id: str
    lesson_title: str
    status: str
    """Lesson: shown, taught together, part-way, away, not yet. Check-in: done, part-way, away, not yet. Agreement:
    signed, not sure, due again, away, not yet."""
    on: date | None
    first_answers: str
    """"2 of 3 helpful first", or nothing where no question was answered."""
    tries: int | None
    mode: str
    """"one at a time" or "whole class", or nothing where it has not happened."""
    wording: str
    """The first eight digits of the hash of what was shown."""
    heard: str
    version: str
    witnessed_by: str
    half_term: str = ""


@dataclass(frozen=True)
class CoverageRow:
    """One class and one half-term of the cycle. Only lessons, scenarios and refreshes count: the agreement and the
    check-ins have reports of their own. A lesson is taught once most of the class have had it."""

    class_id: str
    class_title: str
    half_term: str
    when: Literal["past", "now", "to come"]
    planned: int
    taught: int
    size: int
    """Pupils in the class."""
    complete: int
    """Pupils who have had everything that is planned."""
    shown: int
    """Turns: one pupil and one lesson. `shown` and `together` are different records and are never added up."""
    together: int
    turns: int
    """Planned ones: `planned` lessons for each of `size` pupils."""

    @property
    def behind(self) -> bool:
        """Whether the half-term is over and the class was not taught all that it had for it."""
        return self.when == "past" and self.taught < self.planned


@dataclass(frozen=True)
class SignedRow:
    """How many pupils of a class have signed this school year's wording; no names."""

    class_id: str
    class_title: str
    signed: int
    size: int
    begun: bool
    """Whether the class was given the agreement this school year."""


@dataclass(frozen=True)
class DueRow:
    """A pupil who has the agreement still to sign, and why."""

    pupil: PupilRow
    class_id: str
    class_title: str
    why: Literal["never signed", "wording changed", "new school year"]
    last_on: date | None
    last_version: str
    not_sure: bool


@dataclass(frozen=True)
class NotSureRow:
    """A pupil who went away not sure yet, for an adult to talk it through with."""

    pupil: PupilRow
    class_id: str
    class_title: str
    statements: tuple[str, ...]
    """In the wording of the agreement."""
    on: date


@dataclass(frozen=True)
class SlipRow:
    """A pupil's slip for the parents this school year. `returned_on` None: it is not back yet."""

    pupil: PupilRow
    class_id: str
    class_title: str
    returned_on: date | None


@dataclass(frozen=True)
class CatchUpRow:
    """What a pupil missed in the launches that have ended this school year. `lesson_id` None: the agreement."""

    pupil: PupilRow
    lesson_id: str | None
    lesson_title: str
    why: Literal["away", "not finished", "not sure"]


@dataclass(frozen=True)
class CheckInRow:
    """How many pupils had a misconception behind at least one first answer, before and after.

    A count is None where fewer than six pupils were asked, so that it can be nobody's; `note` says so.
    """

    misconception: str
    meaning: str
    teach_next: str
    before: int | None
    before_of: int
    """How many pupils were asked the first time."""
    after: int | None
    after_of: int
    note: str


@dataclass(frozen=True)
class PupilRecord:
    """One pupil, for the lead's screen: newest first. `subject_access` has all that is held."""

    pupil: PupilRow
    class_title: str
    year_group: str
    since: date
    """The first day of the first enrolment."""
    left_on: date | None
    agreement: Literal["signed", "due again", "not sure", "not yet", "parents only"]
    signature: SignatureRow | None
    """The newest that stands."""
    heard: Heard | None
    slip_returned_on: date | None
    shown: int
    """How many lessons this school year; `together` is the other kind of record, and no part of it."""
    together: int
    rows: tuple["PupilRecordRow", ...]
    corrections: tuple["CorrectionRow", ...]


@dataclass(frozen=True)
class PupilRecordRow:
    on: date
    status: Status
    lesson_id: str
    lesson_title: str
    school_year: int
    said: str
    """What happened, in a few words: "2 of 3 helpful first", "In class, no answer of their own"."""


@dataclass(frozen=True)
class CorrectionRow:
    """What was taken back, or came from another name. `on` is the day of the lesson; `said` says when, by whom and why
    it was put right."""

    on: date
    lesson_title: str
    said: str


@dataclass(frozen=True)
class AgreementVersionRow:
    """A wording of the agreement that was ever in force."""

    sha256: str
    version: str
    from_on: date
    in_force: bool
    signed: int
    """Pupils of today's classes whose newest signature this school year is under it."""
    of: int
    """Pupils of today's classes of those key stages that sign."""
    parts: tuple[tuple[str, str], ...]
    """(id, wording): the rules, then the statements."""


@dataclass(frozen=True)
class Piece:
    """Some words of a wording, with the space after them."""

    text: str
    kind: Literal["same", "added", "taken out"]


@dataclass(frozen=True)
class ChangeRow:
    """One rule or statement in two wordings, word by word: the old words are what is not added, in this order."""

    id: str
    kind: Literal["same", "changed", "added", "taken out"]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class AccessRow:
    """One line of the access log."""

    seq: int
    at: datetime
    who: str
    """Empty: nobody had signed in, as on the command line."""
    what: str
    """The kind of thing, such as "export"."""
    said: str
    """What it was, as a sentence; never a pupil's name."""


@dataclass(frozen=True)
class Gap:
    """Something that is still to do, for the governors' page. `key` is by what a next step is given for it."""

    key: str
    who: str
    what: str


@dataclass(frozen=True)
class Governors:
    """The governors' page: this school year so far, no names."""

    school: School
    as_at: date
    counts: Counts
    classes: tuple["ClassCoverage", ...]
    gaps: tuple[Gap, ...]
    check_in: tuple[CheckInRow, ...]
    """Of the whole school: the ideas that most had before come first."""


@dataclass(frozen=True)
class ClassCoverage:
    """Out of the turns that were planned for a class up to now, child by child. The two kinds stay apart."""

    class_title: str
    shown: int
    together: int
    turns: int


# --- rosters ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True)
class Problem:
    """Something in a roster to look at. With `choices` it is a question, to be answered before anything changes."""

    id: str
    """What to answer it by: `plan(store, roster, {problem.id: choice.key})`."""
    line: int | None
    """The spreadsheet's own line number, the first line being 1; None where it is about the file or a class."""
    what: str
    do: str
    put_right: bool = False
    choices: tuple[Choice, ...] = ()
    chosen: str | None = None

    @property
    def open(self) -> bool:
        return bool(self.choices) and self.chosen is None


@dataclass(frozen=True)
class RosterLine:
    line: int
    given_name: str
    family_name: str
    year_group: str
    """"N", "R", "Y1" to "Y6"; empty while it is a question."""
    class_title: str
    """Empty while it is a question."""
    mis_id: str | None
    whole_name: str = ""
    """A name in one cell: its parts are a question, and the two above are empty."""
    year_word: str = ""
    """What the file has for a year, where that is none of a primary school's."""
    titles: tuple[str, ...] = ()
    """The classes that it is in, where it is a question which of them is its class."""
    school: str = ""
    """Which school it is of, where the file holds several."""


@dataclass(frozen=True)
class Roster:
    """A file as it was read: nothing of it is in the records yet."""

    file_name: str
    encoding: str
    lines: int
    """Lines below the heading that hold anything."""
    pupils: tuple[RosterLine, ...]
    problems: tuple[Problem, ...]
    name_order: Literal["", "forename-first", "surname-first"] = ""
    """Of names in one cell; empty while it is a question."""


@dataclass(frozen=True)
class Known:
    """A pupil in the records as a roster line meets them."""

    pupil_id: str
    given_name: str
    family_name: str
    year_group: str
    class_title: str
    school_year: int
    mis_id: str | None
    left: bool


@dataclass(frozen=True)
class Match:
    """A line and the pupil that it is. Where the name is spelt another way, the file is right."""

    line: RosterLine
    known: Known


@dataclass(frozen=True)
class ClassChange:
    title: str
    joiners: int
    leavers: int
    movers: int


@dataclass(frozen=True)
class Plan:
    """What importing a roster would do: a dry run. `apply` refuses it while `still_open` is not 0."""

    roster: Roster
    answers: Mapping[str, str]
    avatars: tuple[str, ...]
    whole_school: bool | None
    """Whether who is not in the file has left. None: nobody said, so it is asked where it makes a difference."""
    joiners: tuple[RosterLine, ...]
    returning: tuple[Match, ...]
    """Joiners who were here before."""
    leavers: tuple[Known, ...]
    movers: tuple[Match, ...]
    unchanged: tuple[Match, ...]
    problems: tuple[Problem, ...]
    by_class: tuple[ClassChange, ...]

    @property
    def still_open(self) -> int:
        return sum(problem.open for problem in self.problems)

    def describe(self, *, names: bool = False) -> str:
        """The dry run as lines of text, for the command line; with everybody's name where that is asked for."""
        joining = len(self.joiners) + len(self.returning)
        told = [
            f"{self.roster.file_name}: {self.roster.lines} lines, {self.roster.encoding}",
            f"{joining} join, {len(self.leavers)} leave, {len(self.movers)} move, {len(self.unchanged)} unchanged.",
        ]
        told += [
            f"  {change.title}: {change.joiners} join, {change.leavers} leave, {change.movers} move"
            for change in self.by_class
        ]
        if names:
            told += [f"  joins {line.class_title}: {line.given_name} {line.family_name}" for line in self.joiners]
            told += [
                f"  comes back to {match.line.class_title}: {match.line.given_name} {match.line.family_name}"
                for match in self.returning
            ]
            told += [f"  leaves {known.class_title}: {known.given_name} {known.family_name}" for known in self.leavers]
            told += [
                f"  moves from {match.known.class_title} to {match.line.class_title}: "
                f"{match.line.given_name} {match.line.family_name}"
                for match in self.movers
            ]
        for problem in self.problems:
            where = f"Line {problem.line}: " if problem.line else ""
            told.append(f"{where}{problem.what}. {problem.do}")
            if problem.open:
                told += [f"    {problem.id}={choice.key}  ({choice.label})" for choice in problem.choices]
            else:
                told += [f"    -> {choice.label}" for choice in problem.choices if choice.key == problem.chosen]
        return "\n".join(told)


@dataclass(frozen=True)
class GoingUp:
    """One year group of one of last year's classes, and where it goes. A mixed class has several."""

    id: str
    """What to change it by: `roll_over.plan(store, {group.id: title})`."""
    class_title: str
    year_group: str
    pupils: tuple[Known, ...]
    to_year_group: str
    """Empty: they leave the school."""
    to_title: str
    """Empty where they leave, and while it is not known (`open`)."""
    guessed: bool
    """The title is our guess: to be looked at."""
    titles: tuple[str, ...]
    """Titles to offer; any other may be typed."""
    may_stay: bool
    """Whether they may also stay in their year and class: a nursery of two years."""

    @property
    def open(self) -> bool:
        return bool(self.to_year_group) and not self.to_title


@dataclass(frozen=True)
class RollOver:
    """What going on to the new school year would do. Nothing is written; `apply` refuses it while it is open."""

    school_year: int
    groups: tuple[GoingUp, ...]
    """Youngest first. Empty: there is nothing to roll over."""
    signs: Mapping[str, bool]
    """For each class to be, whether its pupils sign for themselves."""
    changes: Mapping[str, str]
    """What was given to `plan`."""
    leaves_on: date
    """The last day of the old school year: from it the records of those who leave are kept for their time."""
    avatars: tuple[str, ...] = field(default=(), repr=False)

    @property
    def still_open(self) -> int:
        return sum(group.open for group in self.groups)

    @property
    def leavers(self) -> int:
        return sum(len(group.pupils) for group in self.groups if not group.to_year_group)


@dataclass(frozen=True)
class RolledOver:
    """What the roll-over did."""

    classes: int
    pupils: int
    leavers: int

    def __str__(self) -> str:
        return f"{self.classes} classes, {self.pupils} pupils went up, {self.leavers} left."


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    joiners: int
    leavers: int
    movers: int
    unchanged: int
    classes_made: int

    def __str__(self) -> str:
        return f"{self.joiners} joined, {self.leavers} left, {self.movers} moved, {self.unchanged} unchanged."


# --- corrections, rights and retention -------------------------------------------------------------------

VoidReason = Literal["wrong-name", "not-there", "by-accident", "asked"]
VOID_REASONS: Mapping[VoidReason, str] = {
    "wrong-name": "Done under the wrong name",
    "not-there": "Was not there",
    "by-accident": "Recorded by accident",
    "asked": "The pupil or a parent asked",
}
"""Chosen, never typed: words of one's own would hold names."""

ErasureReason = Literal["asked", "retention", "mistake"]
ERASURE_REASONS: Mapping[ErasureReason, str] = {
    "asked": "The family asked",
    "retention": "No longer needed",
    "mistake": "Should never have been here",
}


@dataclass(frozen=True)
class Correctable:
    """One thing in a pupil's record that can be taken back, or was. Newest first."""

    event_id: str
    """What `void` and `move_completion` take."""
    lesson_id: str | None
    """None: the agreement."""
    title: str
    status: Literal["shown", "taught together", "part-way", "signed", "not sure"]
    on: date
    class_title: str
    may_move: bool
    """Whether `move_completion` takes it: a lesson that was finished one at a time, and that still stands."""
    voided: str
    """Nothing while it stands; else a sentence: "Taken back on 3 Dec 2026 by Mr Whitmore: was not there."."""
    moved: str
    """Nothing, or that it was first recorded under another name, when it was moved, by whom and why."""


@dataclass(frozen=True)
class Retention:
    """How long a school keeps what, in whole school years after the one in which the reason ended."""

    after_leaving: int = 1
    strokes: int = 0
    """After the school year in which a signature was superseded or taken back."""


@dataclass(frozen=True)
class LeaverRow:
    pupil_id: str
    given_name: str
    family_name: str
    class_title: str
    left_on: date


@dataclass(frozen=True)
class RetentionDue:
    """What may go now: a preview, for `purge`. Anonymous counts stay."""

    leavers: tuple[LeaverRow, ...]
    signature_ids: tuple[str, ...] = field(repr=False)
    """Signatures whose drawing goes; that somebody signed stays."""


@dataclass(frozen=True)
class Erased:
    """What an erasure did. `str()` is a sentence for the person who asked for it."""

    pupils: int
    drawings: int
    copies: int
    """Kept backups that were rewritten without them."""
    still_naming: tuple[Path, ...] = ()
    """Files in the data folder that this program does not rewrite (exports, class lists) and that still hold a name."""
    finished: bool = True
    """False: a backup could not be rewritten yet; `finish_erasures` tries again."""

    def __str__(self) -> str:
        gone = [many(self.pupils, "pupil")] if self.pupils else []
        gone += [many(self.drawings, "drawing")] if self.drawings else []
        told = f"Erased: {' and '.join(gone) or 'nothing'}, from the records and from {many(self.copies, 'backup')}. "
        if not self.finished:
            told += "A backup could not be rewritten yet; the kiosk will try again by itself. "
        told += "Exports, printed pages and class lists that were saved elsewhere cannot be reached from here."
        if self.still_naming:
            names = ", ".join(path.name for path in self.still_naming)
            told += f" These files still hold a name; delete them yourself: {names}."
        return told


@dataclass(frozen=True)
class AnonymousCount:
    """What stays of erased pupils: how many of a key stage were shown, taught together or signed in a half-term."""

    school_year: int
    term: str
    key_stage: KeyStage
    lesson_id: str | None
    """None: the agreement."""
    status: Literal["shown", "taught together", "signed"]
    pupils: int


@dataclass(frozen=True)
class KeptCounts:
    """The same of a school year. `str()` is a line for whoever asks what stayed."""

    school_year: int
    shown: int
    together: int
    signed: int

    def __str__(self) -> str:
        counts = f"{self.shown:,} shown, {self.together:,} together, {self.signed:,} signed"
        return f"{said_year(self.school_year)}: {counts}"


# --- kept safe -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BackupRow:
    """A kept copy, by its name alone: reading it is `backup.verify`."""

    path: Path
    on: date
    megabytes: float
    kept_as: Literal["daily", "weekly", "termly", "older"]


@dataclass(frozen=True)
class Verified:
    """A copy that was read from end to end and found whole."""

    path: Path
    as_at: datetime
    """When the last thing in it was written down."""
    events: int
    pupils: int
    signatures: int


@dataclass(frozen=True)
class Restored:
    """The records went back to a copy. `str()` is for the lead, and hides nothing."""

    copy: Verified
    events_after: int
    """How many things were recorded that the copy does not have: they are not in the records any more."""
    kept_aside: Path
    """The records as they were before."""

    def __str__(self) -> str:
        if self.events_after > 0:
            lost = f"{many(self.events_after, 'thing')} recorded since then {_is_not(self.events_after)} in them"
        else:
            lost = "nothing was recorded since then"
        return (
            f"The records are as they were on {said_date(self.copy.as_at.date())}; {lost}. "
            f"Staff codes are those of that day. The file that was replaced is kept as {self.kept_aside.name}."
        )


@dataclass(frozen=True)
class Recovered:
    """What was done about damaged records at the start."""

    on: date
    copy: str
    """The name of the backup that was put back; nothing where there was none, or where none was needed."""
    as_at: datetime | None
    """Up to when what was begun with was whole: the backup, or the file itself; None: neither."""
    saved: int
    """Rows newer than the backup that could be read from the damaged file and were right."""
    lost: int
    """Rows that the damaged file should have held and that are nowhere now. -1: it cannot tell."""
    kept_in: str
    """The folder in `damaged` that the damaged files were put into, untouched."""

    @classmethod
    def read(cls, on: date, detail: Mapping[str, Any]) -> "Recovered":
        """From the access log."""
        as_at = datetime.fromisoformat(detail["as_at"]) if detail["as_at"] else None
        return cls(on, detail["copy"], as_at, detail["saved"], detail["lost"], detail["kept_in"])

    def __str__(self) -> str:
        if self.as_at is None:
            back = "there was no backup to use"
        elif self.copy:
            back = f"the backup of {said_date(self.as_at.date())} was put back"
        else:
            back = f"everything up to {said_date(self.as_at.date())} was whole"
        told = f"The records were found damaged on {said_date(self.on)}: {back}, "
        told += f"and {many(self.saved, 'newer row')} saved from the damaged file. "
        if self.lost < 0:
            told += "Whether more was recorded since that backup cannot be told. "
        else:
            told += f"{many(self.lost, 'row')} could not be read. " if self.lost else "Nothing is missing. "
        return told + f"The damaged file is kept in damaged/{self.kept_in}."


@dataclass(frozen=True)
class Drill:
    """A restore that was tried out in a folder of its own."""

    at: datetime
    copy: str
    fine: bool
    events: int
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.fine:
            return (
                f"{said_date(self.at.date())}: {self.copy} was restored in a folder of its own and compared: "
                f"{many(self.events, 'event')}, all the same."
            )
        return f"{said_date(self.at.date())}: {self.copy} could not be relied on. {' '.join(self.faults)}"


def said_date(day: date) -> str:
    """As the sentences of the records say a day: 3 Dec 2026."""
    return f"{day.day} {day:%b %Y}"


def full_date(day: date) -> str:
    """On paper and in a heading: 3 December 2026."""
    return f"{day.day} {day:%B %Y}"


def said_year(school_year: int) -> str:
    """A school year by its two halves: 2026/27, which is 2027 in the records."""
    return f"{school_year - 1}/{school_year % 100:02}"


def many(count: int, thing: str) -> str:
    """As the sentences say a number of things: 1 pupil, 1,200 pupils."""
    return f"{count:,} {thing}{'s' * (count != 1)}"


def _is_not(count: int) -> str:
    return "is not" if count == 1 else "are not"
