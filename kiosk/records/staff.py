"""Staff and their codes: who may open the staff screens, and how often somebody may guess.

A code is hashed with argon2, but a short one falls to a stolen file whatever the hash: its length and the limit on
tries carry it. A try is on the disk as a failure before the hash is computed, so a kill or a pulled plug cannot win one
back; the five minutes are counted in seconds that the program ran (`Database._running_s`), so neither can the clock.
"""

import secrets
import unicodedata
import uuid
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from kiosk.records.database import iso
from kiosk.records.events import Events
from kiosk.records.faults import BadCode, BadName, NotFound
from kiosk.records.names import clean, plain, sort_key
from kiosk.records.rows import Refused, Role, StaffRow

if TYPE_CHECKING:
    from argon2 import PasswordHasher

TRIES = 10
WINDOW_S = 300.0
LEAD_LENGTH = 12
TEACHER_LENGTH = 8
COST: dict[str, Any] = {}
"""What argon2's PasswordHasher is given beside its defaults."""

_RECOVERY = "recovery"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that can be misread
_COMMON = frozenset(
    """password passphrase password1 password123 passw0rd letmein letmeinplease welcome welcome1 teacher teacher1
    classroom computer computing computinglead headteacher administrator admin123 changeme changemenow qwertyui
    qwertyuiop qwerty123 qwerty123456 asdfghjk asdfghjkl iloveyou sunshine princess football liverpool chocolate
    thinkthenclick thinkbeforeyouclick online safety onlinesafety primaryschool school123 schoolschool summer2026
    autumn2026 spring2027 summer2027 abcd1234 abc12345 1q2w3e4r 1qaz2wsx trustno1 correcthorsebatterystaple
    keepcalmandcarryon opensesame""".split()
)


class StaffRoom(Events):
    """Adding staff, changing codes, signing in."""

    def staff(self) -> list[StaffRow]:
        """Everybody who may sign in, by name."""
        rows = self.query("select id, name, role from staff")
        return sorted((StaffRow(**row) for row in rows), key=lambda row: sort_key(row.name))

    def add_teacher(self, name: str, code: str, by: StaffRow) -> StaffRow:
        """Raises BadName or BadCode with the sentence to show."""
        name = clean(name)
        self._check_names([*(row.name for row in self.staff()), name])
        check_code(code, "teacher", name, self._school_name())
        code_hash = hashed(code)
        row = StaffRow(str(uuid.uuid4()), name, "teacher")
        with self.transaction():
            at = iso(self._moment()[0])
            self._insert("staff", id=row.id, name=row.name, role=row.role, code_hash=code_hash, added_at=at)
            self._log("teacher-added", by, staff_id=row.id)
        return row

    def set_code(self, staff_id: str, code: str, by: StaffRow) -> None:
        """A new code for somebody; tries at the old one no longer count. Raises BadCode."""
        row, _ = self._member(staff_id)
        check_code(code, row.role, row.name, self._school_name())
        code_hash = hashed(code)
        with self.transaction():
            self._write("update staff set code_hash = ? where id = ?", code_hash, staff_id)
            self._write("delete from code_try where who = ?", staff_id)
            self._log("code-set", by, staff_id=staff_id)

    def sign_in(self, staff_id: str, code: str) -> StaffRow | Refused:
        """Whether this is that person's code: ten tries in five minutes for each person. Takes about a quarter of a
        second, on purpose: never on the thread that draws.
        """
        row, code_hash = self._member(staff_id)
        left = self._spend_try(staff_id)
        if isinstance(left, Refused):
            return left
        if not _matches(code_hash, code):
            return self._refuse(staff_id, left)
        fresh = hashed(code) if _outdated(code_hash) else code_hash
        with self.transaction():
            self._write("delete from code_try where who = ?", staff_id)
            if fresh != code_hash:
                self._write("update staff set code_hash = ? where id = ?", fresh, staff_id)
            self._log("sign-in", row)
        return row

    def recover(self, recovery_code: str, passphrase: str) -> str | Refused:
        """The sealed recovery code gives the lead a new passphrase, once; returns the next code to print and seal.

        Limited like signing in. Raises BadCode for the new passphrase before a try is spent.
        """
        kept = self._value("select code_hash from recovery")
        lead = next((row for row in self.staff() if row.role == "lead"), None)
        if kept is None or lead is None:
            raise NotFound("The school has not been set up yet.")
        check_code(passphrase, "lead", lead.name, self._school_name())
        left = self._spend_try(_RECOVERY)
        if isinstance(left, Refused):
            return left
        if not _matches(kept, plain_recovery_code(recovery_code)):
            return self._refuse(_RECOVERY, left)
        following = new_recovery_code()
        passphrase_hash, recovery_hash = hashed(passphrase), hashed(plain_recovery_code(following))
        with self.transaction():
            self._write("update staff set code_hash = ? where id = ?", passphrase_hash, lead.id)
            self._write("update recovery set code_hash = ?", recovery_hash)
            self._write("delete from code_try where who in (?, ?)", _RECOVERY, lead.id)
            self._log("recovered", lead)
        return following

    def _spend_try(self, who: str) -> int | Refused:
        """Count a failure before anything is compared. Returns how many tries are left if it does fail."""
        with self.transaction():
            ran = self._running_s()
            recent = self.query(
                "select ran_s from code_try where who = ? and ran_s > ? order by ran_s", who, ran - WINDOW_S
            )
            if len(recent) >= TRIES:
                return Refused(0, recent[-TRIES]["ran_s"] + WINDOW_S - ran)
            self._write("delete from code_try where ran_s <= ?", ran - WINDOW_S)
            self._insert("code_try", who=who, ran_s=ran)
            self._keep_running_s()
        return TRIES - len(recent) - 1

    def _refuse(self, who: str, left: int) -> Refused:
        with self.transaction():
            self._log("sign-in-refused", None, at=who)
        if left:
            return Refused(left, 0.0)
        first = self._value("select min(ran_s) from code_try where who = ?", who)
        return Refused(0, max(0.0, first + WINDOW_S - self._running_s()))

    def _member(self, staff_id: str) -> tuple[StaffRow, str]:
        row = self._row("select id, name, role, code_hash from staff where id = ?", staff_id)
        if row is None:
            raise NotFound("Nobody of that name works here any more.")
        return StaffRow(row["id"], row["name"], row["role"]), row["code_hash"]

    def _check_names(self, names: Sequence[str]) -> None:
        seen = set()
        for name in names:
            if plain(name) in seen:
                raise BadName(f"There is a {name} already. Add a first name or an initial.")
            seen.add(plain(name))

    def _school_name(self) -> str:
        return str(self._value("select name from org") or "")


def check_code(code: str, role: Role, name: str, school: str) -> None:
    """Raises BadCode where the code is too short, or among the first that anybody would try."""
    least = LEAD_LENGTH if role == "lead" else TEACHER_LENGTH
    what: Literal["passphrase", "code"] = "passphrase" if role == "lead" else "code"
    if len(code.strip()) < least:
        missing = least - len(code.strip())
        raise BadCode(f"The {what} needs {missing} more character{'s' * (missing > 1)}: at least {least}.")
    letters, of_school = _letters(code), _letters(school)
    if letters in (_letters(name), of_school) or (len(of_school) >= 4 and of_school in letters):
        raise BadCode(f"Leave the school's name and your own out of the {what}.")
    if letters in _COMMON or len(set(letters)) < 3 or _is_run(letters):
        raise BadCode(f"That {what} is quick to guess. Choose another.")


def hashed(code: str) -> str:
    """argon2id with its salt and cost inside; takes about a quarter of a second."""
    return _hasher().hash(_typed(code))


def new_recovery_code() -> str:
    """100 bits, to be read off paper: "7K3QX-…", four groups of five."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def plain_recovery_code(typed: str) -> str:
    """As it is compared: without capitals, dashes and spaces, and with O, I and L read as the digits they look like."""
    return "".join(c for c in typed.upper().translate(str.maketrans("OIL", "011")) if c in _LETTERS)


def _matches(code_hash: str, code: str) -> bool:
    from argon2.exceptions import VerificationError

    try:
        return _hasher().verify(code_hash, _typed(code))
    except VerificationError:
        return False


def _outdated(code_hash: str) -> bool:
    return _hasher().check_needs_rehash(code_hash)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(**COST)


def _typed(code: str) -> str:
    """One form for the same characters, however the keyboard made them."""
    return unicodedata.normalize("NFKC", code.strip())


def _letters(code: str) -> str:
    return "".join(c for c in plain(code) if c.isalnum())


def _is_run(letters: str) -> bool:
    """12345678, 87654321, abcdefgh: each character one on (or one back) from the last, 9 and 0 being neighbours."""
    steps = {(ord(b) - ord(a)) % 256 for a, b in pairwise(letters)}
    digits = {(int(b) - int(a)) % 10 for a, b in pairwise(letters)} if letters.isdecimal() else set()
    return steps in ({1}, {255}) or digits in ({1}, {9})
