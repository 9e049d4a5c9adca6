"""What the flow is told of the school's machine and settings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.records.rows import ClassRow, Comfort, Retention, School

if TYPE_CHECKING:
    from kiosk.records.exports import Material
    from kiosk.scenes.machine import Seen


@dataclass(frozen=True)
class House:
    pause_seconds: float
    childline: bool
    exports: Path
    backups: Path
    rosters: tuple[Path, ...]
    """Folders in which roster files are looked for."""
    avatars: tuple[str, ...]
    material: Callable[[School, Sequence[ClassRow]], "Material"]
    """What exports are made of beside the records."""
    more_exports: Mapping[str, Path] = field(default_factory=dict)
    """Other folders that exports may go to, by what they are called."""
    removable_drives: bool = False
    """Whether exports may go to memory sticks."""
    undrawn: Callable[[str], Sequence[str]] = lambda text: ()
    """Which characters of a text the screen has no picture for."""
    note: str = ""
    """Shown small on the resting screen, e.g. a demo's codes."""
    comfort: Comfort = field(default_factory=Comfort)
    """How the screen is for everybody who has not chosen otherwise."""
    retention: Retention = field(default_factory=Retention)
    """How long what is kept."""
    examine: Callable[[], "Sequence[Seen]"] = tuple
    """What is wrong with this machine."""
