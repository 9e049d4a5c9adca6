"""What the two-year cycle has for a class: `cycle.yaml`, asked by year group and half-term."""

from collections.abc import Collection

from kiosk.content.model import Book, CycleYear, KeyStage, Occasion, Planned


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
