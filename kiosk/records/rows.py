"""Plain rows: what the store gives and takes, what reports yield and scenes draw. No SQLite, no pygame.

Times are aware datetimes in UTC; dates are the school's own (Europe/London). Ids are UUID strings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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


@dataclass(frozen=True)
class School:
    name: str
    safeguarding_lead: str
    school_year: int
    """The year that it ends in: 2027 is 2026/27."""
    half_term: str
    """"Autumn 1" to "Summer 2"; a holiday belongs to the half-term that follows it."""
    cycle_year: Literal["A", "B"]


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
    pupil: PupilRow
    status: TurnStatus


@dataclass(frozen=True)
class PlaceRow:
    """An unfinished attempt. `lesson_id` is None for the agreement, `pupil_id` None for a whole class."""

    attempt_id: str
    launch_id: str
    pupil_id: str | None
    lesson_id: str | None
    content_sha256: str | None
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


@dataclass(frozen=True)
class Counts:
    """The lead's first screen: no names. `lessons_taught` counts lesson and class pairs of this school year."""

    classes: int
    pupils: int
    lessons_taught: int
    signed: int
    not_signed: int


@dataclass(frozen=True)
class MatrixRow:
    """One pupil and one lesson that the class was given this school year."""

    class_id: str
    pupil_id: str
    lesson_id: str
    lesson_title: str
    status: Literal["shown", "taught together", "part-way", "not yet"]


@dataclass(frozen=True)
class RecordRow:
    """One pupil and one lesson, or one pupil and the agreement (`lesson_id` "agreement")."""

    class_title: str
    given_name: str
    family_name: str
    lesson_id: str
    lesson_title: str
    status: str
    """Lesson: shown, taught together, part-way, not yet. Check-in: done, part-way, not yet. Agreement: signed, not
    sure, due again, not yet."""
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


@dataclass(frozen=True)
class CatchUpRow:
    """What a pupil missed in the launches that have ended this school year. `lesson_id` None: the agreement."""

    pupil: PupilRow
    lesson_id: str | None
    lesson_title: str
    why: Literal["away", "not finished", "not sure"]


@dataclass(frozen=True)
class CheckInRow:
    """How many pupils of a class had a misconception behind at least one first answer, before and after.

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


@dataclass(frozen=True)
class Roster:
    """A file as it was read: nothing of it is in the records yet."""

    file_name: str
    encoding: str
    lines: int
    """Lines below the heading that hold anything."""
    pupils: tuple[RosterLine, ...]
    problems: tuple[Problem, ...]


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
    """A line and the pupil that it is. `renamed`: the file spells the name another way, and the file is right."""

    line: RosterLine
    known: Known
    renamed: bool = False


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
    whole_school: bool
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

    def describe(self) -> str:
        """The dry run as lines of text, for the command line."""
        counts = Imported(
            len(self.joiners) + len(self.returning), len(self.leavers), len(self.movers), len(self.unchanged), 0
        )
        told = [f"{self.roster.file_name}, {self.roster.lines} lines, {self.roster.encoding}", str(counts)]
        for problem in self.problems:
            where = f"Line {problem.line}: " if problem.line else ""
            choices = " / ".join(f"{choice.key} ({choice.label})" for choice in problem.choices)
            asked = f" Choose for {problem.id}: {choices}." if problem.open else ""
            told.append(f"{where}{problem.what}. {problem.do}{asked}")
        for change in self.by_class:
            told.append(f"{change.title}: {change.joiners} join, {change.leavers} leave, {change.movers} move.")
        return "\n".join(told)


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
