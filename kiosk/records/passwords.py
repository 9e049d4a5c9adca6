"""Picture passwords: three pictures in order, the pupil's own, "because we only login as ourselves".

There are only 504 of them, so no hash could hide one from somebody who has the key as well: argon2 would buy nothing
but a slow turn. They are kept as a hash keyed with this machine's secret, which is in no backup and no export, so that
a copied file tells nobody what a child chose. At the screen, three misses go to the teacher.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence

from kiosk.records.database import Row
from kiosk.records.faults import NotFound
from kiosk.records.rows import StaffRow
from kiosk.records.staff import StaffRoom

MISSES = 3
"""After so many the pupil goes to the teacher, who can set a new password."""


class Passwords(StaffRoom):
    """Choosing, checking and resetting. A password made with another machine's key counts as not chosen yet."""

    def set_password(self, pupil_id: str, pictures: Sequence[str]) -> None:
        """Three pictures' names, in order."""
        self._pupil(pupil_id)
        if len(pictures) != 3:
            raise ValueError("three pictures")
        with self.transaction():
            self._write(
                "update pupil set password_hash = ?, password_key = ?, password_misses = 0 where id = ?",
                self._password_hash(pupil_id, pictures),
                self._password_key(),
                pupil_id,
            )

    def check_password(self, pupil_id: str, pictures: Sequence[str]) -> bool:
        """Whether these are the pupil's three. Misses are kept; after three, nothing is right until the reset."""
        row = self._pupil(pupil_id)
        if not self._has_password(row) or row["password_misses"] >= MISSES:
            return False
        right = hmac.compare_digest(row["password_hash"], self._password_hash(pupil_id, pictures))
        if not right or row["password_misses"]:
            misses = 0 if right else row["password_misses"] + 1
            with self.transaction():
                self._write("update pupil set password_misses = ? where id = ?", misses, pupil_id)
        return right

    def password_misses(self, pupil_id: str) -> int:
        """Misses since the last time that it was right."""
        return int(self._pupil(pupil_id)["password_misses"])

    def reset_password(self, pupil_id: str, by: StaffRow) -> None:
        """The pupil chooses anew at the next turn."""
        self._pupil(pupil_id)
        with self.transaction():
            self._write(
                "update pupil set password_hash = null, password_key = null, password_misses = 0 where id = ?", pupil_id
            )
            self._log("password-reset", by, pupil_id=pupil_id)

    def _has_password(self, row: Row) -> bool:
        return row["password_hash"] is not None and row["password_key"] == self._password_key()

    def _password_hash(self, pupil_id: str, pictures: Sequence[str]) -> str:
        told = json.dumps(["picture-password", pupil_id, *pictures]).encode()
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()

    def _password_key(self) -> str:
        return hashlib.sha256(b"picture-password" + self._key).hexdigest()[:16]

    def _pupil(self, pupil_id: str) -> Row:
        row = self._row("select * from pupil where id = ?", pupil_id)
        if row is None:
            raise NotFound("That pupil is no longer in the records.")
        return row
