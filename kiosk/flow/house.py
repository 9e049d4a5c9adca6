"""What the flow is told of the school's machine and settings."""

from dataclasses import dataclass
from pathlib import Path


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
