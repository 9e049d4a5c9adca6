"""School years and half-terms: September to August, three terms of two half-terms each. 2027 means 2026/27."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.records.rows import HalfTerm, said_date

NAMES = ("Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2")
_MONDAY, _FRIDAY = 0, 4


def local_time(at: datetime) -> datetime:
    """That moment as the clock in the school shows it (Europe/London)."""
    return at.astimezone(ZoneInfo("Europe/London"))


def local_date(at: datetime) -> date:
    """The school's own date (Europe/London) at that moment."""
    return local_time(at).date()


def school_year_of(day: date) -> int:
    return day.year + 1 if day.month >= 9 else day.year


def half_term_on(day: date, half_terms: Sequence[HalfTerm]) -> str:
    """The half-term of that day; a holiday belongs to the half-term after it, the summer one to the last."""
    return next((half.name for half in half_terms if day <= half.ends_on), half_terms[-1].name)


def cycle_year(school_year: int, known_year: int, known: Literal["A", "B"]) -> Literal["A", "B"]:
    """The cycle takes two years, so they take turns from the one that the school told us."""
    if (school_year - known_year) % 2 == 0:
        return known
    return "B" if known == "A" else "A"


def faults(school_year: int, half_terms: Sequence[HalfTerm]) -> dict[str, str]:
    """What is wrong with six half-terms: a sentence for each that has something, by its name. Empty: all is well."""
    found: dict[str, str] = {}
    first, last = date(school_year - 1, 9, 1), year_end(school_year)
    for half in half_terms:
        if half.ends_on < half.starts_on:
            found[half.name] = f"{half.name} ends before it starts. Look at its two dates."
        elif half.starts_on < first or half.ends_on > last:
            found[half.name] = f"{half.name} is not in this school year: {said_date(first)} to {said_date(last)}."
    for before, after in pairwise(half_terms):
        if after.starts_on <= before.ends_on and after.name not in found and before.name not in found:
            found[after.name] = f"{after.name} starts before {before.name} ends, on {said_date(before.ends_on)}."
    return found


def year_end(school_year: int) -> date:
    """The school year's last day."""
    return date(school_year, 8, 31)


def default_half_terms(school_year: int) -> tuple[HalfTerm, ...]:
    """What most English schools do, for the lead to put right: half-term is the week of the last Monday of October,
    of the Monday from 12 to 18 February, and of the last Monday of May; two weeks at Christmas and at Easter.
    """
    autumn, spring = school_year - 1, school_year
    october = _last(date(autumn, 10, 31), _MONDAY)
    february = _last(date(spring, 2, 18), _MONDAY)
    may = _last(date(spring, 5, 31), _MONDAY)
    easter = _easter(spring)
    # An early Easter begins the two weeks, a late one ends them.
    if easter <= date(spring, 4, 6):
        last, back = easter - timedelta(days=3), easter + timedelta(days=15)
    elif easter <= date(spring, 4, 17):
        last, back = easter - timedelta(days=9), easter + timedelta(days=8)
    else:
        last, back = easter - timedelta(days=16), easter + timedelta(days=2)
    first = date(autumn, 9, 1)
    while first.weekday() > _FRIDAY:
        first += timedelta(days=1)
    starts_and_ends = (
        (first, october - timedelta(days=3)),
        (october + timedelta(days=7), _last(date(autumn, 12, 21), _FRIDAY)),
        (_last(date(spring, 1, 9), _MONDAY), february - timedelta(days=3)),
        (february + timedelta(days=7), last),
        (back, may - timedelta(days=3)),
        (may + timedelta(days=7), _last(date(spring, 7, 24), _FRIDAY)),
    )
    return tuple(HalfTerm(name, *days) for name, days in zip(NAMES, starts_and_ends, strict=True))


def _last(day: date, weekday: int) -> date:
    """The last such weekday up to and including `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
