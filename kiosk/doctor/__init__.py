"""What is wrong with this machine, and what to do about it: for `kiosk doctor`, and for whoever sets a kiosk up.

`machine` looks at the computer, `keeping` at the data folder, the records and their copies. Nothing is changed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kiosk.records.store import Store

State = Literal["ok", "look", "fix"]


@dataclass(frozen=True)
class Finding:
    """`fix`: pupils' data or their safety is at risk until it is done. `look`: better soon. `do` is empty for `ok`."""

    what: str
    state: State
    found: str
    do: str = ""

    def __str__(self) -> str:
        told = f"{self.state:<5}{self.what}: {self.found}"
        return f"{told}\n     → {self.do}" if self.do else told


Check = Callable[[Path], Finding | Sequence[Finding]]
OWN = ("screen", "scale", "sound", "voice", "fonts", "records")
"""What a running kiosk has taken for itself."""


def examine(folder: Path, *, inside: "Store | None" = None) -> list[Finding]:
    """Every check on a data folder, the machine first. One that fails is a finding itself: the others still count.

    `inside`: the records of the running kiosk; then without the screen and the sound card, which it has itself.
    """
    if inside is None:
        return [finding for check in _checks() for finding in _tried(check, folder)]
    found = [finding for check in _checks() if check.__name__ not in OWN for finding in _tried(check, folder)]

    def records(folder: Path) -> list[Finding]:
        from kiosk.doctor import keeping

        return keeping.look_into(inside, inside.path)

    return [*found, *_tried(records, folder)]


def _checks() -> Iterator[Check]:
    from kiosk.doctor import keeping, machine

    yield from machine.CHECKS
    yield from keeping.CHECKS


def _tried(check: Check, folder: Path) -> Sequence[Finding]:
    try:
        found = check(folder)
    except Exception as fault:  # whatever a machine that is ill does
        what = check.__name__.replace("_", " ").capitalize()
        return [Finding(what, "look", f"could not be looked at ({type(fault).__name__}: {fault}).", "Look yourself.")]
    return [found] if isinstance(found, Finding) else found
