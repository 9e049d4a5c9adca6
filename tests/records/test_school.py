"""What the lead sets: name, safeguarding lead, cycle year, the words of tell an adult, who signs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.records import roster, terms
from kiosk.records.faults import BadDates, BadName, BadWords
from kiosk.records.rows import TellWords
from kiosk.records.store import Store

from .made import FIRST, ROSTER, Clock, bring_in, class_id, person, write_roster

OWN: TellWords = {"tell-lead": {"ks1": "You can tell {lead} too.", "ks2": "{lead} is by the blue door."}}


def test_the_first_run_keeps_dates_and_words(new_store: Store) -> None:
    halves = list(terms.default_half_terms(2027))
    halves[0] = replace(halves[0], starts_on=date(2026, 9, 3))
    new_store.set_up(replace(FIRST, half_terms=tuple(halves), tell_words=OWN, cycle_year="B"))
    assert new_store.half_terms(2027) == tuple(halves)
    school = new_store.school()
    assert (school.tell_words, school.cycle_year, school.checks_daily, school.new_year) == (OWN, "B", None, False)


def test_a_first_run_with_wrong_dates_keeps_nothing(new_store: Store) -> None:
    halves = terms.default_half_terms(2028)
    with pytest.raises(BadDates, match="not in this school year"):
        new_store.set_up(replace(FIRST, half_terms=halves))
    with pytest.raises(BadWords):
        new_store.set_up(replace(FIRST, tell_words={"tell-emergency": {"ks1": "Call nobody."}}))
    assert new_store.is_new


def test_name_and_safeguarding_lead_are_changed_one_by_one(store: Store) -> None:
    lead = person(store, "lead")
    store.set_school(lead, safeguarding_lead="  Mr  Obi ")
    store.set_school(lead, name="Hazel Lane Primary", checks_daily=True)
    school = store.school()
    assert (school.name, school.safeguarding_lead, school.checks_daily) == ("Hazel Lane Primary", "Mr Obi", True)
    store.set_school(lead, checks_daily=False)
    assert store.school().checks_daily is False
    with pytest.raises(BadName):
        store.set_school(lead, name=" ")
    logged = [row["what"] for row in store.query("select what from audit order by seq desc limit 3")]
    assert logged == ["school-set"] * 3


def test_own_words_take_the_place_of_the_programs_and_give_it_back(store: Store) -> None:
    lead = person(store, "lead")
    store.set_tell_words(OWN, lead)
    assert store.school().tell_words == OWN
    store.set_tell_words({"tell-title": {"ks1": "  Tell   somebody now. ", "ks2": ""}}, lead)
    assert store.school().tell_words == {"tell-title": {"ks1": "Tell somebody now."}}
    store.set_tell_words({}, lead)
    assert store.school().tell_words == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"tell-childline-number": {"ks2": "Childline: 0800 2222"}}, "stay as they are"),
        ({"tell-screen-tells-nobody": {"ks1": "We have told them."}}, "stay as they are"),
        ({"tell-lead": {"ks3": "Tell {lead}."}}, "no key stage"),
        ({"tell-lead": {"ks1": "x" * 81}}, "81 characters; 80 fit"),
        ({"tell-lead": {"ks1": "Tell {name}."}}, "curly brackets"),
        ({"tell-lead": {"ks1": "Tell {lead}}."}}, "curly brackets"),
        ({"tell-lead": {"ks1": "Tell \u202e{lead}."}}, "cannot be shown"),
    ],
)
def test_words_that_are_refused(store: Store, words: TellWords, told: str) -> None:
    with pytest.raises(BadWords, match=told):
        store.set_tell_words(words, person(store, "lead"))
    assert store.school().tell_words == {}


def test_the_cycle_year_takes_turns_from_where_it_is_set(store: Store, clock: Clock) -> None:
    lead = person(store, "lead")
    store.set_half_terms(2028, terms.default_half_terms(2028), lead)
    store.set_cycle_year("B", lead)
    assert store.school().cycle_year == "B"
    for year, letter in ((2027, "A"), (2028, "B"), (2029, "A")):
        clock.at = datetime(year, 10, 1, tzinfo=UTC)
        assert store.school().cycle_year == letter


def test_who_signs_is_kept_by_the_class_of_that_name(store: Store, tmp_path: Path, clock: Clock) -> None:
    store.set_signs(class_id(store, "1 Acorn"), False, person(store, "lead"))
    clock.at = datetime(2027, 9, 3, tzinfo=UTC)
    found = roster.read_roster(write_roster(tmp_path, ROSTER.replace("4,4B", "5,5B").replace("1,1 Acorn", "2,2 Oak")))
    roster.apply(store, roster.plan(store, found), None)
    bring_in(
        store,
        tmp_path,
        "Forename,Surname,Year,Reg\nIda,Long,1,1 Acorn\nEve,Reid,1,1 Acorn\nBo,Li,1,1 Acorn\nAl,Fox,1,1 Acorn\n",
    )
    assert {row.title: row.signs for row in store.classes()} == {"1 Acorn": False, "2 Oak": True, "5B": True}


def test_a_new_school_year_says_so_until_there_is_a_class(store: Store, tmp_path: Path, clock: Clock) -> None:
    assert not store.school().new_year
    clock.at = datetime(2027, 8, 31, 12, tzinfo=UTC)
    assert not store.school().new_year
    clock.at = datetime(2027, 9, 1, 8, tzinfo=UTC)
    assert (store.school().new_year, store.classes()) == (True, [])
    bring_in(store, tmp_path, ROSTER.replace("4,4B", "5,5B"))
    assert not store.school().new_year


def test_a_school_without_pupils_has_no_year_to_leave(new_store: Store, clock: Clock) -> None:
    new_store.set_up(FIRST)
    clock.at = datetime(2027, 9, 3, tzinfo=UTC)
    assert not new_store.school().new_year


def test_who_is_missing_in_september_left_in_july(store: Store, tmp_path: Path, clock: Clock) -> None:
    clock.at = datetime(2027, 9, 20, tzinfo=UTC)
    found = roster.read_roster(write_roster(tmp_path, "Forename,Surname,Year,Reg\nTom,Hall,2,2 Oak\n"))
    roster.apply(store, roster.plan(store, found, whole_school=True), None)
    assert {row["left_on"] for row in store.query("select left_on from pupil")} == {None, "2027-08-31"}
    assert {row["to_on"] for row in store.query("select to_on from enrolment")} == {None, "2027-08-31"}
