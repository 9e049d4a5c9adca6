"""A made-up school for the tests of the records, and a clock that does what it is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.content.stamp import Stamp
from kiosk.records import roster
from kiosk.records.rows import AgreementText, SetUp, Signing, StaffRow
from kiosk.records.store import Store

LEAD_PASSPHRASE = "a long quiet river"
TEACHER_CODE = "73519284"
FIRST = SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", LEAD_PASSPHRASE, (("Ms Okafor", TEACHER_CODE),), "A")
AVATARS = tuple(f"animal-{n}" for n in range(36))
WORDING = AgreementText("2026", "a" * 64, "I will use the computer in a responsible way.")
ROSTER = """Forename,Surname,Year,Reg,Email
Amara,Khan,4,4B,amara@example.org
Amara,Osei,4,4B,
Ben,Price,4,4B,
Zoë,Nowak,4,4B,
Tom,Hall,1,1 Acorn,
"""


class Clock:
    """A wall clock and a monotonic one, moved apart or together by the test."""

    def __init__(self, at: datetime = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)) -> None:
        self.at = at
        self.ran = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.ran

    def pass_s(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.ran += seconds


def open_store(folder: Path, clock: Clock) -> Store:
    return Store.open(folder / "records.db", now=clock.now, monotonic=clock.monotonic)


def person(store: Store, role: str) -> StaffRow:
    return next(row for row in store.staff() if row.role == role)


def write_roster(folder: Path, text: str = ROSTER, coding: str = "utf-8") -> Path:
    path = folder / "pupils.csv"
    path.write_bytes(text.encode(coding))
    return path


def bring_in(store: Store, folder: Path, text: str = ROSTER) -> None:
    """Import it as it is: of some classes alone, and for this school year."""
    given, answers = roster.read_roster(write_roster(folder, text)), {"school-year": "go-on"}
    dry = roster.plan(store, given, answers, avatars=AVATARS, whole_school=False)
    roster.apply(store, dry, person(store, "lead"))


def class_id(store: Store, title: str = "4B") -> str:
    return next(row.id for row in store.classes() if row.title == title)


def pupil_id(store: Store, shown_name: str, title: str = "4B") -> str:
    return next(row.id for row in store.pupils(class_id(store, title)) if row.shown_name == shown_name)


def stamp(lesson_id: str = "ks2-rule-1", version: str = "1") -> Stamp:
    return Stamp(lesson_id, f"Title of {lesson_id}", f"{lesson_id} {version}".ljust(64, "0"), f"text {version}")


def signing(signing_id: str, **changes: object) -> Signing:
    told: dict[str, object] = {
        "heard": "read",
        "answers": (("agree-1", "i-know", "first"), ("agree-2", "i-will", None), ("agree-3", "i-know", "again")),
        "version_sha256": WORDING.sha256,
        "strokes": (((10, 20), (30, 40)), ((1000, 0),)),
    }
    return Signing(signing_id, **{**told, **changes})  # type: ignore[arg-type]
