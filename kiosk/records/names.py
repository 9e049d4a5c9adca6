"""People's names: what may be one, how it is shown, how a list of them is ordered."""

import unicodedata
from collections.abc import Sequence

from kiosk.records.faults import BadName

LONGEST = 80
_REFUSED = {
    "Cc": "a control character",
    "Cs": "half of a character",
    "Co": "a character of one program’s own",
    "Zl": "a line break",
    "Zp": "a line break",
}
_UNSEEN = str.maketrans("", "", "\ufeff\u200b\u2060\u00ad")
"""Marks without a width or a meaning in a name. Those that join letters (U+200C, U+200D) have one, and stay."""
# Marks that turn the direction of writing: in a list they reorder what stands beside them.
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def clean(name: str) -> str:
    """The name as it is kept: NFC, no spaces around it nor two together, nothing unseen. Raises BadName, saying what is
    wrong.
    """
    name = unicodedata.normalize("NFC", name.translate(_UNSEEN))
    for letter in name.replace("\t", " "):
        if letter in _TURNING:
            raise BadName("The name holds a hidden mark that turns the direction of writing. Type the name again.")
        if unicodedata.category(letter) in _REFUSED:
            kind = _REFUSED[unicodedata.category(letter)]
            raise BadName(f"The name holds {kind} that cannot be shown. Type the name again.")
    name = " ".join(name.split())
    if not name:
        raise BadName("There is no name here. Type one.")
    if len(name) > LONGEST:
        raise BadName(f"The name has {len(name)} characters; {LONGEST} fit. Make it shorter.")
    return name


def sort_key(name: str) -> tuple[str, str]:
    """Alphabetical as a person reads it: accents and capitals decide only between otherwise equal names."""
    return plain(name), name


def plain(name: str) -> str:
    """The name without capitals and accents, for finding the same person spelled another way."""
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_STROKED))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "’": "'", "‘": "'", "ʼ": "'"})


def shown(names: Sequence[tuple[str, str]]) -> list[str]:
    """What each (given name, family name) of one class is called on the screen, in the same order.

    The given name; where two share it, as much of the family name as tells them apart ("Amara K", "Amara Kh").
    """
    given = [same_name(first) for first, _ in names]
    return [
        first + _initials(family, [names[j][1] for j in range(len(names)) if j != i and given[j] == given[i]])
        for i, (first, family) in enumerate(names)
    ]


def same_name(name: str) -> str:
    """Two names with the same result are the same name: only capitals and composition may differ."""
    return unicodedata.normalize("NFC", name.casefold())


def _initials(family: str, others: Sequence[str]) -> str:
    if not others:
        return ""
    taken = [same_name(other) for other in others]
    for end in range(1, len(family)):
        start = family[:end]
        whole = not start.endswith(" ") and not unicodedata.combining(family[end])
        if whole and not any(other.startswith(same_name(start)) for other in taken):
            return " " + start
    return " " + family
