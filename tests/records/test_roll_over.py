from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.records import reports, roll_over, roster
from kiosk.records.faults import BadName, StalePlan
from kiosk.records.rows import GoingUp, RolledOver, RollOver
from kiosk.records.store import Store

from .made import AVATARS, FIRST, Clock, bring_in, class_id, open_store, person, pupil_id, signing, stamp, write_roster

SEPTEMBER = datetime(2027, 9, 3, 8, 0, tzinfo=UTC)
HEAD = "Forename,Surname,Year,Reg\n"


def school(folder: Path, clock: Clock, *groups: str) -> Store:
    """A school in November whose classes are told as "4B:4 5B:5": title and years; a child for each year."""
    store = open_store(folder, clock)
    store.set_up(FIRST)
    lines = []
    for title, years in (group.split(":") for group in groups):
        lines += [f"Given{title},Family{year},{year},{title}" for year in years]
    bring_in(store, folder, HEAD + "\n".join(lines) + "\n")
    return store


def going(dry: RollOver) -> dict[str, tuple[str, str]]:
    return {group.id: (group.to_year_group, group.to_title) for group in dry.groups}


def by_id(dry: RollOver, group_id: str) -> GoingUp:
    return next(group for group in dry.groups if group.id == group_id)


@pytest.mark.parametrize(
    ("groups", "expected", "sure"),
    [
        (["4B:4", "5B:5"], {"4B:Y4": ("Y5", "5B"), "5B:Y5": ("Y6", "6B")}, {"4B:Y4"}),
        (["Year 4 Elm:4"], {"Year 4 Elm:Y4": ("Y5", "Year 5 Elm")}, set()),
        (["1A:1", "1B:1", "2A:2", "2B:2"], {"1A:Y1": ("Y2", "2A"), "1B:Y1": ("Y2", "2B")}, {"1A:Y1", "1B:Y1"}),
        (["RA:R", "RB:R", "1A:1", "1B:1"], {"RA:R": ("Y1", "1A"), "RB:R": ("Y1", "1B")}, {"RA:R", "RB:R"}),
        (
            ["Acorn:R", "Oak:1", "Elm:2", "Ash:3"],
            {"Acorn:R": ("Y1", "Oak"), "Oak:Y1": ("Y2", "Elm"), "Ash:Y3": ("Y4", "")},
            set(),
        ),
        (["Oak:3", "Ash:3", "Elm:4", "Fir:4"], {"Oak:Y3": ("Y4", ""), "Ash:Y3": ("Y4", "")}, set()),
        (
            ["Oak:34", "Elm:56"],
            {"Oak:Y3": ("Y4", "Oak"), "Oak:Y4": ("Y5", "Elm"), "Elm:Y5": ("Y6", "Elm"), "Elm:Y6": ("", "")},
            {"Oak:Y3", "Elm:Y5", "Elm:Y6"},
        ),
        (
            ["3/4A:34", "3/4B:34", "5/6A:56", "5/6B:56"],
            {"3/4A:Y3": ("Y4", "3/4A"), "3/4A:Y4": ("Y5", "5/6A"), "3/4B:Y4": ("Y5", "5/6B")},
            {"3/4A:Y3", "3/4A:Y4", "3/4B:Y4"},
        ),
        (["Nest:N", "Wren:R"], {"Nest:N": ("R", "Wren"), "Wren:R": ("Y1", "")}, set()),
        (["Wren:R"], {"Wren:R": ("Y1", "Wren")}, set()),
        (["Ash:R", "Fir:1", "Yew:2"], {"Yew:Y2": ("", "")}, set()),
        (["Yew:2"], {"Yew:Y2": ("Y3", "Yew")}, set()),
    ],
)
def test_where_the_classes_go(
    tmp_path: Path, clock: Clock, groups: list[str], expected: dict[str, tuple[str, str]], sure: set[str]
) -> None:
    with school(tmp_path, clock, *groups) as store:
        clock.at = SEPTEMBER
        dry = roll_over.plan(store)
        assert expected.items() <= going(dry).items()
        assert {group.id for group in dry.groups if group.id in expected and not group.guessed} >= sure
        assert not {
            group.id for group in dry.groups if group.id in expected and not group.guessed and not group.open
        } - (sure)


def test_going_on_as_one_step(store: Store, tmp_path: Path, clock: Clock) -> None:
    bring_in(store, tmp_path, HEAD + "Mia,Shaw,6,6W\nIda,Park,6,6W\nJoe,Reid,6,6W\nEve,Long,6,6W\n")
    ben, mia = pupil_id(store, "Ben"), pupil_id(store, "Mia", "6W")
    store.set_signs(class_id(store, "1 Acorn"), False, person(store, "lead"))
    clock.at = SEPTEMBER
    assert store.classes() == []
    assert store.school().new_year
    dry = roll_over.plan(store, {"1 Acorn:Y1": "2 Oak"}, avatars=AVATARS)
    assert (dry.still_open, dry.leavers, dry.signs) == (0, 4, {"2 Oak": True, "5B": True})
    assert roll_over.apply(store, dry, person(store, "lead")) == RolledOver(classes=2, pupils=5, leavers=4)
    assert [(row.title, row.year_groups, row.school_year, row.size) for row in store.classes()] == [
        ("2 Oak", ("Y2",), 2028, 1),
        ("5B", ("Y5",), 2028, 4),
    ]
    assert pupil_id(store, "Ben", "5B") == ben
    assert store.query("select left_on from pupil where id = ?", mia) == [{"left_on": "2027-08-31"}]
    assert not store.school().new_year
    with pytest.raises(StalePlan, match="nothing to roll over"):
        roll_over.apply(store, roll_over.plan(store), None)


def test_looking_writes_nothing_and_can_be_changed_until_it_is_done(store: Store, clock: Clock) -> None:
    clock.at = SEPTEMBER
    tables = ("pupil", "class", "enrolment", "audit")
    before = {name: store.query(f"select * from {name}") for name in tables}
    dry = roll_over.plan(store)
    assert going(dry) == {"1 Acorn:Y1": ("Y2", "2 Acorn"), "4B:Y4": ("Y5", "5B")}
    other = roll_over.plan(store, {"4B:Y4": "leave", "1 Acorn:Y1": " 2  Elm "})
    assert going(other) == {"1 Acorn:Y1": ("Y2", "2 Elm"), "4B:Y4": ("", "")}
    assert other.leavers == 4
    with pytest.raises(BadName):
        roll_over.plan(store, {"4B:Y4": "x" * 81})
    assert {name: store.query(f"select * from {name}") for name in tables} == before


def test_a_plan_that_is_out_of_date_or_open_is_refused(tmp_path: Path, clock: Clock) -> None:
    with school(tmp_path, clock, "Oak:3", "Ash:3", "Elm:4", "Fir:4") as store:
        clock.at = SEPTEMBER
        dry = roll_over.plan(store)
        assert dry.still_open == 2
        with pytest.raises(StalePlan, match="2 left to choose"):
            roll_over.apply(store, dry, None)
        dry = roll_over.plan(store, {"Oak:Y3": "Elm", "Ash:Y3": "Fir", "Elm:Y4": "Elm 5", "Fir:Y4": "Fir 5"})
        text = HEAD + "GivenOak,Family3,4,Elm\n"
        roster.apply(store, roster.plan(store, roster.read_roster(write_roster(tmp_path, text))), None)
        with pytest.raises(StalePlan, match="changed"):
            roll_over.apply(store, dry, None)


def test_a_lesson_that_is_still_open_comes_to_its_end_first(store: Store, clock: Clock) -> None:
    launch = store.launch(class_id(store), [stamp()], False, "individual", person(store, "lead"))
    clock.at = SEPTEMBER
    dry = roll_over.plan(store)
    with pytest.raises(StalePlan, match="open for 4B"):
        roll_over.apply(store, dry, None)
    store.end(launch.id)
    assert roll_over.apply(store, dry, None).pupils == 5


def test_a_nursery_may_stay(tmp_path: Path, clock: Clock) -> None:
    with school(tmp_path, clock, "Nest:N", "Wren:R") as store:
        clock.at = SEPTEMBER
        assert by_id(roll_over.plan(store), "Nest:N").may_stay
        dry = roll_over.plan(store, {"Nest:N": roll_over.STAY, "Wren:R": "Lark"})
        assert going(dry)["Nest:N"] == ("N", "Nest")
        roll_over.apply(store, dry, None)
        assert store.classes()[0].year_groups == ("N",)


def test_classes_that_the_list_has_brought_already_are_left_and_filled(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    clock.at = SEPTEMBER
    bring_in(store, tmp_path, HEAD + "Amara,Khan,5,Five\n")
    assert not store.school().new_year, "the lead has begun"
    dry = roll_over.plan(store)
    assert going(dry)["4B:Y4"] == ("Y5", "Five")
    assert len(by_id(dry, "4B:Y4").pupils) == 3
    roll_over.apply(store, dry, None)
    assert store.class_(class_id(store, "Five")).size == 4


def test_two_years_at_once(store: Store, clock: Clock) -> None:
    clock.at = SEPTEMBER.replace(year=2028)
    dry = roll_over.plan(store)
    assert {group.id: group.to_year_group for group in dry.groups} == {"1 Acorn:Y1:2027": "Y3", "4B:Y4:2027": "Y6"}
    assert dry.leaves_on == date(2028, 8, 31)


def test_who_signed_is_asked_again_and_the_old_record_stays(store: Store, clock: Clock) -> None:
    lead = person(store, "lead")
    launch = store.launch(class_id(store), [stamp()], True, "individual", lead)
    ben = pupil_id(store, "Ben")
    lesson = store.begin(launch.id, ben, stamp(), 7)
    store.complete(lesson.attempt_id, 200)
    store.sign(store.begin(launch.id, ben, None, 7).attempt_id, signing("s1"))
    store.end(launch.id)
    assert ben not in unsigned(store)
    clock.at = SEPTEMBER
    roll_over.apply(store, roll_over.plan(store, avatars=AVATARS), lead)
    assert ben in unsigned(store)
    kept = store.query("select verb from live_event where pupil_id = ? and verb in ('completed', 'agreed')", ben)
    assert len(kept) == 2


def unsigned(store: Store) -> set[str]:
    return {row.pupil.id for row in reports.agreement_due(store)}
