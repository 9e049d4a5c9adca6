"""What a record keeps of words that were shown."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stamp:
    """Words as they stand now: `text` is canonical JSON, kept once under its hash `sha256`."""

    id: str
    title: str
    sha256: str
    text: str = field(repr=False)
