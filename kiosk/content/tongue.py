"""A language beside English: what has been translated, line by line, each line with the English that it was made from.

A line is found only while the English is still the same. A school that words a rule or a phrase otherwise has it told
in English until its own folder translates it: a child never hears in one language what no longer stands in the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

ENGLISH = "en-GB"
Translated = Literal["phrase", "line", "rule", "statement"]


class Original(NamedTuple):
    """The English of a line: what it belongs to, for whom it is, and its words."""

    part: Translated
    id: str
    key_stage: str
    words: str


@dataclass(frozen=True)
class Explained:
    """The page for parents that explains the English consent form. `hint` stands on the English one, for those who
    would rather have it in this language; `explains` says that the English one is to be signed.
    """

    title: str
    intro: str
    pupil: str
    group: str
    consent: str
    explains: str
    hint: str


@dataclass(frozen=True)
class Tongue:
    """`code` is the name of its folder and the language of its voice, such as "pl". For parents: `consent`, and the
    words around it on their `form`.
    """

    code: str
    lines: Mapping[Original, str]
    consent: str | None = None
    form: Explained | None = None

    def find(self, part: Translated, id_: str, key_stage: str, words: str) -> str | None:
        """The translation of these English words, or None: then English is said."""
        return self.lines.get(Original(part, id_, key_stage, words))
