"""What the flow is told of the school's machine and settings."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.records.rows import Comfort


@dataclass(frozen=True)
class House:
    pause_seconds: float
    childline: bool
    exports: Path
    backups: Path
    rosters: tuple[Path, ...]
    """Folders in which roster files are looked for."""
    avatars: tuple[str, ...]
    note: str = ""
    """Shown small on the resting screen, e.g. a demo's codes."""
    comfort: Comfort = field(default_factory=Comfort)
    """How the screen is for everybody who has not chosen otherwise."""
