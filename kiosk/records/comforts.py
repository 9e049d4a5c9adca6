"""How each pupil sees, hears and works the screen best. It is remembered from turn to turn, and changed at any time."""

from dataclasses import asdict, replace

from kiosk.records.passwords import Passwords
from kiosk.records.rows import Comfort


class Comforts(Passwords):
    """A setting of the pupil's and no record of what happened: it is overwritten, and erased with the pupil."""

    def comfort(self, pupil_id: str) -> Comfort | None:
        """None where nothing was set for the pupil: the school's own way is right then."""
        found = self.query("select * from comfort where pupil_id = ?", pupil_id)
        if not found:
            return None
        row = found[0]
        del row["pupil_id"]
        return replace(Comfort(**row), still=bool(row["still"]))

    def set_comfort(self, pupil_id: str, comfort: Comfort) -> None:
        self._pupil(pupil_id)
        kept = asdict(comfort)
        with self.transaction():
            self._write(
                f"insert or replace into comfort (pupil_id, {', '.join(kept)}) values (?{', ?' * len(kept)})",
                pupil_id,
                *kept.values(),
            )
