"""How hard a lesson is to read: reading-age formulas over what a child hears, against the limits of the guide.

The formulas are American and know words, not ideas: they say where to look, and a teacher reads every script aloud.
textstat comes with the extra `check`; without it these figures are left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from kiosk.content.load import Problem
from kiosk.content.model import Book, Playable

SPOKEN = ("say", "question", "then_say", "sentence", "named", "think")
NAMES = (
    "Aaliyah Ada Ana Callum Dev Ella Eve Ffion Grace Hamza Idris Jay Kian Kofi Leo Mia Nia Niamh Omar Priya Ravi Rosa "
    "Sami Tomasz Wei Yusuf Zara Bell Ade Khan Jo BlueFox DanceStar FoxRun Moonlight Click Pip"
).split()
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")


@dataclass(frozen=True)
class Limits:
    """The hardest that is meant for a key stage: Spache and Flesch–Kincaid at most, Flesch ease at least."""

    spache: float
    grade: float
    ease: float


LIMITS: Mapping[str, Limits] = {"ks1": Limits(2.2, 1.0, 95), "ks2": Limits(3.3, 3.5, 85)}
OLDER = Limits(3.8, 4.5, 85)
"""For what is meant for Years 5 and 6 alone."""


@dataclass(frozen=True)
class Measures:
    words: int
    longest: int
    spache: float
    grade: float
    ease: float


def available() -> bool:
    from importlib.util import find_spec

    return find_spec("textstat") is not None


def measure(taught: Playable) -> Measures:
    """Names count as "Tom", so that a child's name makes nothing hard."""
    import textstat

    text = " ".join(line if re.search(r"[.!?…][\"”’]*$", line) else f"{line}." for line in _spoken(taught))
    plain = re.sub(rf"\b({'|'.join(NAMES)})\b", "Tom", text)
    plain = re.sub(r"\b(Miss|Mr|Mrs) Tom\b", "Tom", plain)
    stat = textstat.textstat
    sentences = [each for each in re.split(r"(?<=[.!?…])[\"”’]*\s+", text) if WORD.search(each)]
    return Measures(
        len(WORD.findall(text)),
        max(len(WORD.findall(sentence)) for sentence in sentences),
        stat.spache_readability(plain),
        stat.flesch_kincaid_grade(plain),
        stat.flesch_reading_ease(plain),
    )


def advice(book: Book) -> list[Problem]:
    """What is harder to read than it is meant to be."""
    found = []
    for taught in book.playable.values():
        limits = OLDER if taught.years and min(taught.years) >= 5 else LIMITS[taught.key_stage]
        measures = measure(taught)
        hard = [
            f"{name} {value:.1f} ({'at least' if ease else 'at most'} {limit:g})"
            for name, value, limit, ease in (
                ("Spache", measures.spache, limits.spache, False),
                ("Flesch–Kincaid grade", measures.grade, limits.grade, False),
                ("Flesch ease", measures.ease, limits.ease, True),
            )
            if (value < limit if ease else value > limit)
        ]
        if hard:
            sentence = f"This is hard to read for {taught.key_stage.upper()}: {', '.join(hard)}. Use shorter words."
            found.append(Problem(taught.id, sentence, "advice"))
    return found


def table(book: Book) -> str:
    """The figures of everything, a line each."""
    lines = [f"{'':44} words longest spache grade  ease"]
    for taught in book.playable.values():
        m = measure(taught)
        lines.append(f"{taught.id:44} {m.words:5} {m.longest:7} {m.spache:6.1f} {m.grade:5.1f} {m.ease:5.0f}")
    return "\n".join(lines)


def _spoken(value: Any, field: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name != "refresh":
                yield from _spoken(getattr(value, name), name)
    elif isinstance(value, tuple):
        for each in value:
            yield from _spoken(each, field)
    elif isinstance(value, str) and field in SPOKEN:
        yield value
