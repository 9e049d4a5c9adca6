"""Codes: which ones are too easy to guess, how they are hashed, and those that the program makes itself."""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from kiosk.records.faults import BadCode
from kiosk.records.names import plain
from kiosk.records.rows import Role

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAD_LENGTH = 12
TEACHER_LENGTH = 8
COST: dict[str, Any] = {}
"""What argon2's PasswordHasher is given beside its defaults."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that can be misread
_COMMON = frozenset(
    """password passphrase passcode letmein letmeinplease welcome admin administrator login default changeme
    changemenow master secret secrets guest test testing hello goodbye trustno opensesame iloveyou correcthorse
    correcthorsebatterystaple keepcalm keepcalmandcarryon abracadabra whatever please
    teacher teaching classroom school schools primary infant infants junior juniors reception nursery academy
    headteacher headmaster headmistress headship governor governors office staff staffroom playground playtime
    assembly hometime lesson lessons learning education pupil pupils children phonics maths english science
    computer computers computing computinglead computingleader laptop desktop keyboard windows google internet
    online onlinesafety esafety safety safeguarding thinkclick thinkthenclick thinkbeforeyouclick kiosk whiteboard
    touchscreen smartboard
    football cricket rugby arsenal chelsea liverpool everton tottenham hotspur manchester united manchesterunited
    manchestercity celtic rangers westham newcastle england scotland ireland wales britain london birmingham
    sunshine rainbow princess unicorn butterfly dragon monkey tigger hunter ranger shadow summer autumn winter spring
    january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday christmas easter birthday
    chocolate biscuit cupcake cheese banana strawberry coffee orange purple yellow silver golden flower flowers
    freedom forever family friends charlie george harry oliver olivia amelia jessica daniel thomas william joshua
    michael jordan jennifer ashley andrew matthew robert superman batman spiderman starwars pokemon minecraft fortnite
    roblox disney frozen hogwarts harrypotter matilda gruffalo paddington
    qwerty qazwsx zaqwsx asdf zxcv""".split()
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb")
_LOOKALIKE = str.maketrans("0134578@$!", "oleastbasi")
_WORDS = 2
"""A code that is no more than so many guessable pieces is guessable."""


def check_code(code: str, role: Role, name: str, school: str) -> None:
    """Raises BadCode where the code is too short, or among the first that anybody would try."""
    least = LEAD_LENGTH if role == "lead" else TEACHER_LENGTH
    what: Literal["passphrase", "code"] = "passphrase" if role == "lead" else "code"
    if len(code.strip()) < least:
        missing = least - len(code.strip())
        raise BadCode(f"The {what} needs {missing} more character{'s' * (missing > 1)}: at least {least}.")
    letters, of_school = _letters(code), _letters(school)
    if letters in (_letters(name), of_school) or (len(of_school) >= 4 and of_school in letters):
        raise BadCode(f"Leave the school's name and your own out of the {what}.")
    if _is_date(letters):
        raise BadCode(f"That {what} is a date, and dates are tried first. Choose another.")
    known = {word for word in re.findall(r"[^\W\d_]{3,}", f"{plain(name)} {plain(school)}")}
    if (
        len(set(letters)) < 3
        or re.fullmatch(r"(.{1,8}?)\1+", letters)
        or any(_pieces(each, known) <= _WORDS for each in (letters, _letters(plain(code).translate(_LOOKALIKE))))
    ):
        raise BadCode(f"That {what} is quick to guess. Choose another.")


def handed_out(role: Role, name: str, school: str) -> str:
    """A code to hand over, none that `check_code` would refuse: eight digits for a teacher, "4K7Q-…" for a lead."""
    while True:
        if role == "lead":
            code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        else:
            code = "".join(secrets.choice("0123456789") for _ in range(TEACHER_LENGTH))
        try:
            check_code(code, role, name, school)
        except BadCode:
            continue
        return code


def hashed(code: str) -> str:
    """argon2id with its salt and cost inside; takes about a quarter of a second."""
    return _hasher().hash(_typed(code))


def matches(code_hash: str, code: str) -> bool:
    """Whether the hash is of this code; takes as long as `hashed`."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(code_hash, _typed(code))
    except (VerificationError, InvalidHashError):  # no hash at all is what somebody who left has
        return False


def outdated(code_hash: str) -> bool:
    """Whether it was made at another cost than today's."""
    return _hasher().check_needs_rehash(code_hash)


def new_recovery_code() -> str:
    """100 bits, to be read off paper: "7K3QX-…", four groups of five."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def plain_recovery_code(typed: str) -> str:
    """As it is compared: without capitals, dashes and spaces, and with O, I and L read as the digits they look like."""
    return "".join(c for c in typed.upper().translate(str.maketrans("OIL", "011")) if c in _LETTERS)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(**COST)


def _typed(code: str) -> str:
    """One form for the same characters, however the keyboard made them."""
    return unicodedata.normalize("NFKC", code.strip())


def _letters(code: str) -> str:
    return "".join(c for c in plain(code) if c.isalnum())


def _pieces(letters: str, known: set[str]) -> int:
    """How few guessable pieces make up the whole code: common words, words of `known`, years, runs along the keyboard
    or the alphabet, one character over and over. Two odd characters at the ends hide nothing, so they count nothing.
    """
    return min(
        _fewest(letters[before : len(letters) - after], known) for before in range(3) for after in range(3 - before)
    )


def _fewest(letters: str, known: set[str]) -> int:
    far = len(letters) + 1
    fewest = [0, *([far] * len(letters))]
    for end in range(2, len(letters) + 1):
        for start in range(end - 1):
            piece = letters[start:end]
            if fewest[start] < _WORDS and (_is_common(piece, known) or _is_run(piece)):
                fewest[end] = min(fewest[end], fewest[start] + 1)
    return fewest[-1]


def _is_common(piece: str, known: set[str]) -> bool:
    return piece in _COMMON or piece in known or re.fullmatch(r"(19[4-9]|20[0-3])\d", piece) is not None


def _is_run(piece: str) -> bool:
    """Three or more in a row: 1234, 9876, abcd, qwer, 7777; 9 and 0 are neighbours."""
    if len(piece) < 3:
        return False
    steps = {(ord(b) - ord(a)) % 256 for a, b in pairwise(piece)}
    digits = {(int(b) - int(a)) % 10 for a, b in pairwise(piece)} if piece.isdecimal() else set()
    return (
        steps in ({0}, {1}, {255}) or digits in ({1}, {9}) or any(piece in row or piece[::-1] in row for row in _ROWS)
    )


def _is_date(letters: str) -> bool:
    """Eight digits that are somebody's birthday, in any of the orders in which one is written."""
    return len(letters) == 8 and letters.isdecimal() and any(_exists(*parts) for parts in _orders(letters))


def _orders(eight: str) -> Iterator[tuple[str, str, str]]:
    yield eight[4:], eight[2:4], eight[:2]
    yield eight[4:], eight[:2], eight[2:4]
    yield eight[:4], eight[4:6], eight[6:]


def _exists(year: str, month: str, day: str) -> bool:
    if not 1920 <= int(year) <= 2040:
        return False
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
