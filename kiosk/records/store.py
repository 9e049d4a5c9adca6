"""The school's records, as one object: everybody else gets a `Store`.

Signatures first; the bodies follow.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kiosk.records.rows import (
    AgreementText,
    Answer,
    CatchUpRow,
    ClassRow,
    HalfTerm,
    LaunchRow,
    LessonStamp,
    Mode,
    PlaceRow,
    PupilRow,
    Refused,
    School,
    SetUp,
    SignatureRow,
    Signing,
    StaffRow,
    TurnRow,
)


def utcnow() -> datetime:
    raise NotImplementedError


class Store:
    @classmethod
    def open(
        cls, path: Path, *, now: Callable[[], datetime] = utcnow, monotonic: Callable[[], float] = time.monotonic
    ) -> Self:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        raise NotImplementedError

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError

    # the school and its staff
    @property
    def is_new(self) -> bool:
        raise NotImplementedError

    def set_up(self, first: SetUp) -> str:
        """Returns the one-use recovery code to print and seal."""
        raise NotImplementedError

    def school(self) -> School:
        raise NotImplementedError

    def half_terms(self, school_year: int) -> tuple[HalfTerm, ...]:
        raise NotImplementedError

    def set_half_terms(self, school_year: int, half_terms: Sequence[HalfTerm], by: StaffRow) -> None:
        raise NotImplementedError

    def staff(self) -> list[StaffRow]:
        raise NotImplementedError

    def add_teacher(self, name: str, code: str, by: StaffRow) -> StaffRow:
        raise NotImplementedError

    def set_code(self, staff_id: str, code: str, by: StaffRow) -> None:
        raise NotImplementedError

    def sign_in(self, staff_id: str, code: str) -> StaffRow | Refused:
        raise NotImplementedError

    def recover(self, recovery_code: str, passphrase: str) -> str | Refused:
        """A new passphrase for the lead; returns the next recovery code."""
        raise NotImplementedError

    # classes
    def classes(self) -> list[ClassRow]:
        raise NotImplementedError

    def class_(self, class_id: str) -> ClassRow:
        raise NotImplementedError

    def pupils(self, class_id: str) -> list[PupilRow]:
        raise NotImplementedError

    def set_signs(self, class_id: str, signs: bool, by: StaffRow) -> None:
        raise NotImplementedError

    # launches and turns
    def launch(
        self,
        class_id: str,
        lessons: Sequence[LessonStamp],
        agreement: bool,
        mode: Mode,
        by: StaffRow,
        *,
        wording_sha256: str | None = None,
    ) -> LaunchRow:
        """`wording_sha256`: the agreement's wording (kept already); without it, the one kept last."""
        raise NotImplementedError

    def current_launch(self) -> LaunchRow | None:
        raise NotImplementedError

    def pause(self, launch_id: str) -> None:
        raise NotImplementedError

    def resume(self, launch_id: str) -> None:
        raise NotImplementedError

    def away(self, launch_id: str, pupil_ids: Sequence[str]) -> None:
        """These pupils, and no others, are away."""
        raise NotImplementedError

    def end(self, launch_id: str, absent: Sequence[str] = (), *, taught: Sequence[str] | None = None) -> None:
        """`taught`: in whole-class mode, the ids of the lessons that were taken to their end; None means all."""
        raise NotImplementedError

    def turns(self, launch_id: str) -> list[TurnRow]:
        raise NotImplementedError

    def begin(self, launch_id: str, pupil_id: str | None, lesson: LessonStamp | None, seed: int) -> PlaceRow:
        """Always a fresh attempt: an unfinished one at the same thing is given up. pupil_id None: the whole class."""
        raise NotImplementedError

    def keep_place(self, attempt_id: str, state: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def place(self, launch_id: str, pupil_id: str | None) -> PlaceRow | None:
        raise NotImplementedError

    def answered(self, attempt_id: str, answer: Answer) -> None:
        raise NotImplementedError

    def complete(self, attempt_id: str, duration_s: int, steps: Sequence[str] = ()) -> None:
        raise NotImplementedError

    def undo(self, attempt_id: str, reason: str) -> None:
        raise NotImplementedError

    def add_early_taps(self, launch_id: str, n: int) -> None:
        raise NotImplementedError

    def done(self, launch_id: str, pupil_id: str) -> frozenset[str | None]:
        """The lesson ids that this pupil has done in this launch; None stands for the agreement."""
        raise NotImplementedError

    # the agreement
    def keep_version(self, text: AgreementText) -> None:
        raise NotImplementedError

    def agreement_due(self, pupil_id: str, sha256: str) -> bool:
        raise NotImplementedError

    def sign(self, attempt_id: str, signing: Signing) -> str:
        raise NotImplementedError

    def not_yet(self, attempt_id: str, statement_ids: Sequence[str]) -> None:
        raise NotImplementedError

    def not_yet_visits(self, pupil_id: str) -> int:
        raise NotImplementedError

    def signatures(self, launch_id: str) -> list[SignatureRow]:
        raise NotImplementedError

    def witness(self, signature_ids: Sequence[str], by: StaffRow) -> None:
        raise NotImplementedError

    # picture passwords
    def set_password(self, pupil_id: str, pictures: Sequence[str]) -> None:
        raise NotImplementedError

    def check_password(self, pupil_id: str, pictures: Sequence[str]) -> bool:
        raise NotImplementedError

    def password_misses(self, pupil_id: str) -> int:
        raise NotImplementedError

    def reset_password(self, pupil_id: str, by: StaffRow) -> None:
        raise NotImplementedError

    # catching up
    def catch_up(self, class_id: str) -> list[CatchUpRow]:
        raise NotImplementedError
