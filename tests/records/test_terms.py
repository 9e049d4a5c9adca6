from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records import terms
from kiosk.records.faults import BadDates
from kiosk.records.rows import HalfTerm
from kiosk.records.store import Store

from .made import Clock, person


def test_the_year_that_it_is() -> None:
    assert terms.school_year_of(date(2026, 8, 31)) == 2026
    assert terms.school_year_of(date(2026, 9, 1)) == 2027
    assert terms.local_date(datetime(2026, 8, 31, 23, 30, tzinfo=UTC)) == date(2026, 9, 1), "London is ahead in summer"


def test_the_usual_dates_of_2026_27() -> None:
    assert [(half.name, str(half.starts_on), str(half.ends_on)) for half in terms.default_half_terms(2027)] == [
        ("Autumn 1", "2026-09-01", "2026-10-23"),
        ("Autumn 2", "2026-11-02", "2026-12-18"),
        ("Spring 1", "2027-01-04", "2027-02-12"),
        ("Spring 2", "2027-02-22", "2027-03-25"),
        ("Summer 1", "2027-04-12", "2027-05-28"),
        ("Summer 2", "2027-06-07", "2027-07-23"),
    ]


@pytest.mark.parametrize(
    ("year", "easter"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, easter: date) -> None:
    assert terms._easter(year) == easter


@given(st.integers(2026, 2199))
def test_usual_dates_of_any_year_are_six_half_terms_in_order(year: int) -> None:
    halves = terms.default_half_terms(year)
    days = [day for half in halves for day in (half.starts_on, half.ends_on)]
    assert days == sorted(days)
    assert all(terms.school_year_of(day) == year for day in days)
    assert all(timedelta(20) < half.ends_on - half.starts_on < timedelta(66) for half in halves)
    assert all(day.weekday() < 5 for day in days)
    easter = terms._easter(year)
    assert not any(half.starts_on <= easter + timedelta(days=1) <= half.ends_on for half in halves)


@pytest.mark.parametrize(
    ("day", "half_term", "cycle"),
    [
        (datetime(2026, 11, 22, tzinfo=UTC), "Autumn 2", "A"),
        (datetime(2026, 12, 25, tzinfo=UTC), "Spring 1", "A"),
        (datetime(2027, 8, 15, tzinfo=UTC), "Summer 2", "A"),
        (datetime(2027, 9, 1, tzinfo=UTC), "Autumn 1", "B"),
        (datetime(2028, 10, 1, tzinfo=UTC), "Autumn 1", "A"),
    ],
)
def test_the_school_today(store: Store, clock: Clock, day: datetime, half_term: str, cycle: str) -> None:
    clock.at = day
    school = store.school()
    assert (school.half_term, school.cycle_year, school.name) == (half_term, cycle, "Hazel Lane")
    assert school.school_year == terms.school_year_of(day.date())


def test_the_lead_puts_the_dates_right(store: Store, clock: Clock) -> None:
    halves = list(store.half_terms(2027))
    halves[1] = HalfTerm("Autumn 2", date(2026, 11, 30), date(2026, 12, 18))
    halves[0] = HalfTerm("Autumn 1", date(2026, 9, 3), date(2026, 11, 25))
    store.set_half_terms(2027, halves, by=person(store, "lead"))
    assert store.half_terms(2027) == tuple(halves)
    assert store.school().half_term == "Autumn 1"
    store.set_half_terms(2028, terms.default_half_terms(2028), by=person(store, "lead"))
    clock.at = datetime(2027, 9, 10, tzinfo=UTC)
    assert store.school().cycle_year == "B"
    with pytest.raises(ValueError, match="six"):
        store.set_half_terms(2027, [*halves[1:], halves[5]], by=person(store, "lead"))
    with pytest.raises(BadDates, match="Autumn 1 ends before it starts"):
        store.set_half_terms(2027, changed(halves, 0, ends_on=date(2026, 9, 2)), by=person(store, "lead"))
    assert store.half_terms(2027) == tuple(halves)


def changed(halves: Sequence[HalfTerm], which: int, **days: date) -> list[HalfTerm]:
    return [replace(half, **days) if place == which else half for place, half in enumerate(halves)]


USUAL = terms.default_half_terms(2027)


@pytest.mark.parametrize(
    ("halves", "told"),
    [
        (USUAL, {}),
        (changed(USUAL, 0, starts_on=date(2026, 10, 24)), {"Autumn 1": "ends before it starts"}),
        (changed(USUAL, 0, starts_on=date(2026, 8, 27)), {"Autumn 1": "1 Sep 2026 to 31 Aug 2027"}),
        (changed(USUAL, 5, ends_on=date(2027, 9, 1)), {"Summer 2": "not in this school year"}),
        (changed(USUAL, 2, starts_on=date(2026, 12, 18)), {"Spring 1": "before Autumn 2 ends, on 18 Dec 2026"}),
        (changed(USUAL, 2, starts_on=date(2026, 12, 19)), {}),
        (
            changed(changed(USUAL, 1, starts_on=date(2025, 11, 2)), 4, ends_on=date(2027, 7, 1)),
            {"Autumn 2": "not in this school year", "Summer 2": "starts before Summer 1 ends"},
        ),
    ],
)
def test_what_is_wrong_with_dates_is_said_of_each_half_term(halves: Sequence[HalfTerm], told: dict[str, str]) -> None:
    found = terms.faults(2027, halves)
    assert found.keys() == told.keys()
    assert all(words in found[name] and found[name].endswith(".") for name, words in told.items())


@given(st.lists(st.dates(date(2026, 8, 20), date(2027, 9, 10)), min_size=12, max_size=12))
def test_dates_without_a_fault_are_in_order(days: list[date]) -> None:
    pairs = zip(days[::2], days[1::2], strict=True)
    halves = [HalfTerm(name, *pair) for name, pair in zip(terms.NAMES, pairs, strict=True)]
    fine = days == sorted(days) and all(days[i] < days[i + 1] for i in range(1, 11, 2))
    fine = fine and all(terms.school_year_of(day) == 2027 for day in days)
    assert (terms.faults(2027, halves) == {}) == fine
