"""What the two-year cycle has for a class: `cycle.yaml`, asked by year group and half-term."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, get_args

from kiosk.content.model import Book, CycleYear, HalfTermName, KeyStage, Occasion, Planned, Playable
from kiosk.content.stamp import Due


def planned(
    book: Book,
    year_groups: Collection[str],
    cycle_year: CycleYear,
    half_term: str,
    *,
    key_stage: KeyStage | None = None,
) -> tuple[Planned, ...]:
    """What a class of these year groups ("Y3", "Y4") does in a half-term ("Autumn 1"), in order.

    A class that falls under two plans has the one of its younger pupils: what it asks for has been taught by then.
    With `key_stage` only plans of that key stage count, as where most of a class of Y2 and Y3 are in Y3. Nothing is
    planned for Nursery and Reception, nor by a book without a cycle.
    """
    plans = book.cycle.plans if book.cycle else ()
    found = [
        (year, half.items)
        for plan in plans
        if plan.cycle_year == cycle_year and key_stage in (None, plan.key_stage)
        for year in plan.years
        if f"Y{year}" in year_groups
        for half in plan.half_terms
        if half.half_term == half_term
    ]
    return min(found, key=lambda each: each[0])[1] if found else ()


def occasions(book: Book, half_term: str) -> tuple[Occasion, ...]:
    """What the half-term is known for: Anti-Bullying Week, Safer Internet Day."""
    found = book.cycle.occasions if book.cycle else ()
    return tuple(occasion for occasion in found if occasion.half_term == half_term)


@dataclass(frozen=True)
class Near:
    """An occasion that is soon or now, and when it is."""

    occasion: Occasion
    first: date
    last: date

    def takes(self, playable: Playable) -> bool:
        """Whether a lesson is about what it is about."""
        return not self.occasion.strands or bool({*self.occasion.strands} & {*playable.efcw})


SOON = timedelta(days=21)


def near(book: Book, day: date) -> tuple[Near, ...]:
    """The occasions that begin within three weeks of a day, or are not over yet. Those without a date are left out."""
    found = []
    for occasion in book.cycle.occasions if book.cycle else ():
        # 1 September is the first day of another school year.
        first = occasion.first_day(day.year + (day.month >= 9))
        last = first and first + timedelta(days=occasion.days - 1)
        if first and last and first - SOON <= day <= last:
            found.append(Near(occasion, first, last))
    return tuple(sorted(found, key=lambda each: each.first))


class Group(Protocol):
    """A class, as the records have it."""

    @property
    def id(self) -> str: ...
    @property
    def year_groups(self) -> Collection[str]: ...
    @property
    def key_stage(self) -> KeyStage: ...


def plans(book: Book, groups: Iterable[Group], cycle_year: CycleYear) -> dict[str, tuple[Due, ...]]:
    """The whole school year of each class, by the class's id: what the records' reports compare with what was done."""
    return {
        group.id: tuple(
            _due(book, group.key_stage, half_term, each)
            for half_term in get_args(HalfTermName)
            for each in planned(book, group.year_groups, cycle_year, half_term, key_stage=group.key_stage)
        )
        for group in groups
    }


def _due(book: Book, key_stage: KeyStage, half_term: str, each: Planned) -> Due:
    if each.kind == "agreement":
        return Due(half_term, "agreement", book.agreement.title.for_(key_stage))
    playable = book.playable[each.playable_id or f"{key_stage}-check-in"]
    return Due(half_term, playable.id, playable.title)
