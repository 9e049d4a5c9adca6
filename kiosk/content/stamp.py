"""What a record keeps of words that were shown."""

from dataclasses import dataclass, field
from typing import Literal

Form = Literal["form-a", "form-b"]
"""A check-in asks the same ideas in two settings: one before and one after what is taught in between."""
CHECK_INS = ("ks1-check-in", "ks2-check-in")
"""The ids of the check-ins. Each key stage has one, and no lesson may be called so."""


@dataclass(frozen=True)
class Stamp:
    """Words as they stand now: `text` is canonical JSON, kept once under its hash `sha256`."""

    id: str
    title: str
    sha256: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Due:
    """One thing that the cycle plans for a class: the id of a lesson, scenario or check-in, or "agreement"."""

    half_term: str
    id: str
    title: str
