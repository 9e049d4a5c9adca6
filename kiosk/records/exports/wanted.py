"""What an export is asked for, what it is made of beside the records, and what came of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Literal

from kiosk.content.stamp import Due
from kiosk.records.rows import KeyStage, Only

What = Literal[
    "record", "matrix", "coverage", "check-in", "due", "slips", "governors", "certificates", "posters", "xapi",
    "subject-access",
]  # fmt: skip
Form = Literal["csv", "xlsx", "pdf", "json"]
Paper = Literal["A4", "A3"]
Progress = Callable[[float], None]
"""Called now and then with how much is done, 0 to 1."""

FORMS: Mapping[What, tuple[Form, ...]] = {
    "record": ("xlsx", "csv", "pdf"),
    "matrix": ("xlsx", "csv", "pdf"),
    "coverage": ("xlsx", "csv"),
    "check-in": ("xlsx", "csv", "pdf"),
    "due": ("xlsx", "csv", "pdf"),
    "slips": ("pdf", "xlsx", "csv"),
    "governors": ("pdf",),
    "certificates": ("pdf",),
    "posters": ("pdf",),
    "xapi": ("json",),
    "subject-access": ("pdf", "json"),
}
"""The forms that each may have, the usual one first."""
_EVERY = tuple(field.name for field in fields(Only))
NAMED: frozenset[What] = frozenset(("record", "matrix", "due", "slips", "certificates", "subject-access"))
"""What holds pupils' names, and is protected with a password unless somebody asks for it open."""


USES: Mapping[What, tuple[str, ...]] = {
    "record": _EVERY,
    "matrix": _EVERY,
    "coverage": ("class_ids", "year_groups", "half_terms"),
    "check-in": ("class_ids", "year_groups"),
    "due": ("class_ids", "year_groups"),
    "slips": ("class_ids", "year_groups"),
    "governors": (),
    "certificates": ("class_ids", "year_groups", "half_terms", "lesson_ids"),
    "posters": ("class_ids", "year_groups"),
    "xapi": ("class_ids", "year_groups", "half_terms", "lesson_ids", "modes", "since", "until"),
    "subject-access": (),
}
"""By what each can be narrowed: fields of `Only`. What it cannot use is refused, never passed over."""
CALLED = {
    "class_ids": "class",
    "year_groups": "year group",
    "half_terms": "term",
    "lesson_ids": "lesson",
    "statuses": "status",
    "modes": "how it was taught",
    "since": "date",
    "until": "date",
}
EVERYTHING = Only()


@dataclass(frozen=True)
class Wanted:
    """`paper` is for posters, `languages` for slips: one page in each, such as ("en-GB", "pl"). `pupil_id` is for
    subject access, which is about one pupil and nobody else.
    """

    what: What
    form: Form
    only: Only = EVERYTHING
    paper: Paper = "A4"
    languages: tuple[str, ...] = ("en-GB",)
    pupil_id: str | None = None


@dataclass(frozen=True)
class Around:
    """What stands around the consent in one language.

    English has the words before the lines to sign on and `give_back`. Another language has `explains` in their place,
    and `hint`, which stands on the English form for those who would rather have this one.
    """

    title: str
    intro: str
    pupil: str
    group: str
    consent: str
    signed: str = ""
    date: str = ""
    name: str = ""
    give_back: str = ""
    explains: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Consent:
    """The parent's consent in one language. Only the English is what is agreed to: another one explains it."""

    language: str
    words: str
    """The school's wording; an empty line stands between paragraphs."""
    around: Around


@dataclass(frozen=True)
class Poster:
    """The rules of a key stage for the wall. `rules` holds (wording, the name of its picture); `line`, if there is one,
    stands under the title.
    """

    key_stage: KeyStage
    title: str
    rules: tuple[tuple[str, str], ...]
    line: str = ""


@dataclass(frozen=True)
class Certificate:
    """What a certificate says to a pupil. `well_done` has {name} in it."""

    title: str = "Think then Click"
    well_done: str = "{name}"
    praise: str = ""


@dataclass(frozen=True)
class Material:
    """What the records do not hold. Whoever asks for an export hands it in; each kind needs only some of it."""

    plans: Mapping[str, tuple[Due, ...]] = field(default_factory=dict)
    """What the cycle has for each class, by the class's id."""
    consents: tuple[Consent, ...] = ()
    agreement_version: str = ""
    posters: tuple[Poster, ...] = ()
    certificate: Certificate = Certificate()
    picture: Callable[[str, int, int], bytes] | None = None
    """A picture by its name as a PNG of so many pixels across and down, such as "mascots/think-head"."""
    font: Callable[[int], bytes | Path] | None = None
    """Lexend as a TrueType file, by weight: 400, 500, 600 or 700. Every PDF needs it."""
    next_steps: Mapping[str, str] = field(default_factory=dict)
    """For the governors' page: what happens next about a gap, by the gap's key; without one, a line to write on."""
    as_at: datetime | None = None
    """When the copy was made that is read; None: the records themselves, now."""
    school_iri: str = ""
    """The school's web address, for statements; without it, one made of the device's id, which leads nowhere."""


@dataclass(frozen=True)
class Written:
    """An export that is on the disk, as it was asked for."""

    path: Path
    rows: int
    """Lines of a table, pages of a document, statements."""
    protected: bool
    head_code: str
    """Of the access log, as it stands on the export."""


@dataclass(frozen=True)
class Draft:
    """An export of which everything is read: `compose(head_code, password)` makes the file's bytes, piece by piece.

    Documents and workbooks lock themselves with the password; the others are locked from outside.
    """

    rows: int
    compose: Callable[[str, str | None], Iterable[bytes]]
