"""The two-year cycle: how it is read, what it gives a class, and that the house's own leaves nothing out."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from kiosk.content.check import check
from kiosk.content.cycle import near, occasions, planned
from kiosk.content.load import load_book, read
from kiosk.content.model import Book, CycleYear, HalfTermName

from .slips import NEEDED

NAME = "cycle.yaml"
HALVES: tuple[HalfTermName, ...] = get_args(HalfTermName)

REFRESH = """
refresh:
  - step: say
    id: again
    picture: speech-bubble
    say: "Say it again."
    sentence: "I ask first."
"""


def plan(cycle_year: str, years: str, first: str, rest: str = "agreement") -> str:
    """A plan with `first` in Autumn 1 and `rest` in every other half-term."""
    lines = [f"  - cycle-year: {cycle_year}", f"    years: {years}", "    half-terms:"]
    for name in HALVES:
        items = first if name == "Autumn 1" else rest
        lines += [f'      - half-term: "{name}"', f"        items: [{items}]"]
    return "\n".join(lines) + "\n"


HEAD = """format: 1
kind: cycle
occasions:
  - {id: kind-week, half-term: "Autumn 2", title: "Kind Week", when: "In November."}
plans:
"""
TEXT = (
    HEAD
    + plan("A", "[1, 2]", "check-in, agreement, {lesson: ask-first}")
    + plan("A", "[3, 4]", "{lesson: own-login}, {refresh: own-login}")
)


@pytest.fixture
def small_with_cycle(small: Path) -> Path:
    with (small / "ks2/own-login.yaml").open("a", encoding="utf-8") as file:
        file.write(REFRESH)
    write(small, TEXT)
    return small


def write(folder: Path, text: str) -> None:
    (folder / NAME).write_text(text, encoding="utf-8")


def change(folder: Path, right: str, wrong: str) -> None:
    text = (folder / NAME).read_text(encoding="utf-8")
    assert right in text
    write(folder, text.replace(right, wrong, 1))


def told(folder: Path) -> list[str]:
    return [str(problem).removeprefix("lessons/") for problem in check(folder, needed_phrases=NEEDED)]


def named(book: Book, groups: tuple[str, ...], cycle_year: CycleYear, half_term: str) -> list[tuple[str, str | None]]:
    return [(item.kind, item.playable_id) for item in planned(book, groups, cycle_year, half_term)]


# ---------------------------------------------------------------- what is read


def test_a_cycle_is_read_and_asked(small_with_cycle: Path) -> None:
    book = load_book(small_with_cycle, needed_phrases=NEEDED)

    assert told(small_with_cycle) == []
    assert named(book, ("Y1", "Y2"), "A", "Autumn 1") == [
        ("check-in", None),
        ("agreement", None),
        ("lesson", "ask-first"),
    ]
    assert named(book, ("Y4",), "A", "Autumn 1") == [("lesson", "own-login"), ("refresh", "own-login--refresh")]
    assert named(book, ("Y4",), "A", "Summer 2") == [("agreement", None)]
    assert all(id_ in book.playable for _, id_ in named(book, ("Y4",), "A", "Autumn 1"))
    assert [occasion.title for occasion in occasions(book, "Autumn 2")] == ["Kind Week"]
    assert occasions(book, "Autumn 1") == ()


def test_a_class_under_two_plans_has_that_of_its_younger_pupils(small_with_cycle: Path) -> None:
    book = load_book(small_with_cycle, needed_phrases=NEEDED)
    younger = planned(book, ("Y1", "Y2"), "A", "Autumn 1")
    older = planned(book, ("Y3",), "A", "Autumn 1")

    assert planned(book, ("Y2", "Y3"), "A", "Autumn 1") == younger
    assert planned(book, ("R", "Y1"), "A", "Autumn 1") == younger
    assert planned(book, ("Y2", "Y3"), "A", "Autumn 1", key_stage="ks2") == older != younger


def test_nothing_is_planned_for_who_is_in_no_plan(small_with_cycle: Path) -> None:
    book = load_book(small_with_cycle, needed_phrases=NEEDED)

    assert planned(book, ("N", "R"), "A", "Autumn 1") == ()
    assert planned(book, ("Y3",), "B", "Autumn 1") == ()
    assert planned(book, ("Y3",), "A", "Autumn 1", key_stage="ks1") == ()


def test_a_folder_may_have_no_cycle(small: Path) -> None:
    book = load_book(small, needed_phrases=NEEDED)
    assert book.cycle is None
    assert planned(book, ("Y3",), "A", "Autumn 1") == ()
    assert occasions(book, "Autumn 2") == ()


def test_a_schools_own_cycle_goes_before(small_with_cycle: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    write(own, HEAD + plan("A", "[1]", "agreement"))

    book, problems = read(small_with_cycle, own, needed_phrases=NEEDED)

    assert book and not problems
    assert named(book, ("Y1",), "A", "Autumn 1") == [("agreement", None)]
    assert named(book, ("Y3",), "A", "Autumn 1") == []


# ---------------------------------------------------------------- what is to be put right


@pytest.mark.parametrize(
    ("right", "wrong", "line", "sentence"),
    [
        (
            "lesson: ask-first",
            "lesson: ask-frist",
            10,
            'There is no lesson called "ask-frist". Did you mean "ask-first"?',
        ),
        ("{lesson: ask-first}", "{story: ask-first}", 10, 'There is no scenario called "ask-first".'),
        ("refresh: own-login", "refresh: ask-first", 25, 'There is no lesson with a refresh called "ask-first".'),
        (
            "check-in, agr",
            "chek-in, agr",
            10,
            '"items" must be agreement or check-in. This says "chek-in". Did you mean "check-in"?',
        ),
        (
            "{lesson: ask-first}",
            "{lessen: ask-first}",
            10,
            'There is no setting called "lessen" here. Did you mean "lesson"?',
        ),
        (
            "{lesson: ask-first}",
            "{lesson: ask-first, refresh: own-login}",
            10,
            'This is one thing: "lesson", "story" or "refresh" with an id after it, or the word agreement or check-in. '
            "Put a hyphen or a comma before the next thing.",
        ),
        (
            "cycle-year: A",
            "cycle-year: C",
            6,
            '"cycle-year" must be A or B. This says "C".',
        ),
        (
            '      - half-term: "Spring 1"\n        items: [agreement]\n',
            "",
            8,
            "A plan has the six half-terms in order: Autumn 1, Autumn 2, Spring 1, Spring 2, Summer 1, Summer 2.",
        ),
        (
            "years: [1, 2]",
            "years: [2, 3]",
            7,
            "Years 1 and 2 are KS1, and years 3 to 6 are KS2. Give them plans of their own.",
        ),
        ("years: [3, 4]", "years: [1]", 22, "Year 1 has two plans for cycle year A."),
        ("lesson: own-login", "lesson: ask-first", 25, '"ask-first" is for KS1, and this plan is for KS2.'),
        ("years: [3, 4]", "years: [5, 6]", 25, '"own-login" is for years 3 and 4, and this plan is for years 5 and 6.'),
    ],
)
def test_a_slip_in_a_cycle_is_told_with_its_line(
    small_with_cycle: Path, right: str, wrong: str, line: int, sentence: str
) -> None:
    change(small_with_cycle, right, wrong)
    assert f"{NAME}:{line}: {sentence}" in told(small_with_cycle)


def test_a_lesson_that_cannot_be_read_does_not_put_the_cycle_in_the_wrong(small_with_cycle: Path) -> None:
    lesson = small_with_cycle / "ks1/ask-first.yaml"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("minutes: 4", "minutes: four"), encoding="utf-8")
    assert [line.split(":")[0] for line in told(small_with_cycle)] == ["ks1/ask-first.yaml"]


def test_there_is_one_cycle(small_with_cycle: Path) -> None:
    (small_with_cycle / "old-cycle.yaml").write_text(TEXT, encoding="utf-8")
    assert told(small_with_cycle) == [
        "old-cycle.yaml:2: There are two cycles, and a school has one. The first is lessons/cycle.yaml:2."
    ]


# ---------------------------------------------------------------- the house's own


@pytest.fixture(scope="module")
def house() -> Book:
    return load_book(Path(__file__).parents[2] / "lessons")


@pytest.mark.parametrize("cycle_year", get_args(CycleYear))
@pytest.mark.parametrize("year", range(1, 7))
def test_every_year_group_has_something_in_every_half_term(house: Book, year: int, cycle_year: CycleYear) -> None:
    stage = "ks1" if year <= 2 else "ks2"
    for half_term in HALVES:
        items = planned(house, (f"Y{year}",), cycle_year, half_term)
        assert items, half_term
        for item in items:
            if item.playable_id:
                assert house.playable[item.playable_id].key_stage == stage


@pytest.mark.parametrize("cycle_year", get_args(CycleYear))
@pytest.mark.parametrize("year", range(1, 7))
def test_every_autumn_begins_with_the_agreement_and_with_telling(house: Book, year: int, cycle_year: CycleYear) -> None:
    items = planned(house, (f"Y{year}",), cycle_year, "Autumn 1")
    about_telling = {"ks1-rule-7-worried-so-tell", "ks2-rule-4-not-sure-tell", "ks2-rule-4-not-sure-tell--refresh"}

    assert [item.kind for item in items[:2]] == ["check-in", "agreement"]
    assert about_telling & {item.playable_id for item in items}
    assert planned(house, (f"Y{year}",), cycle_year, "Summer 2")[-1].kind == "check-in"


def test_nothing_that_is_written_is_never_taught(house: Book) -> None:
    assert house.cycle
    taught = {
        f"{each.key_stage}-check-in" if item.kind == "check-in" else item.playable_id
        for each in house.cycle.plans
        for half_term in each.half_terms
        for item in half_term.items
    }
    assert set(house.playable) - taught == set()


def test_anti_bullying_week_and_safer_internet_day_have_their_half_terms(house: Book) -> None:
    assert [occasion.id for occasion in occasions(house, "Autumn 2")] == ["anti-bullying-week"]
    assert [occasion.id for occasion in occasions(house, "Spring 1")] == ["safer-internet-day"]


def test_older_pupils_have_new_stories_but_for_the_two_drills(house: Book) -> None:
    assert house.cycle
    years: dict[str, set[tuple[int, ...]]] = {}
    for each in house.cycle.plans:
        for half_term in each.half_terms:
            for item in half_term.items:
                if item.story:
                    years.setdefault(item.story, set()).add(each.years)
    repeated = {story for story, had_by in years.items() if len(had_by) > 1}
    assert repeated == {"ks2-story-hide-it-tell", "ks2-story-the-gem-chest"}


# ---------------------------------------------------------------- what is soon


@pytest.mark.parametrize(
    ("school_year", "week", "day"),
    [(2025, "2024-11-11", "2025-02-11"), (2026, "2025-11-10", "2026-02-10"), (2027, "2026-11-16", "2027-02-09")],
)
def test_the_houses_own_occasions_fall_on_their_days(house: Book, school_year: int, week: str, day: str) -> None:
    assert house.cycle is not None
    first = {occasion.id: occasion.first_day(school_year) for occasion in house.cycle.occasions}
    assert first == {
        "anti-bullying-week": date.fromisoformat(week),
        "safer-internet-day": date.fromisoformat(day),
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-10-25", None),
        ("2026-10-26", "anti-bullying-week"),
        ("2026-11-20", "anti-bullying-week"),
        ("2026-11-21", None),
        ("2027-01-19", "safer-internet-day"),
        ("2027-02-09", "safer-internet-day"),
        ("2027-02-10", None),
    ],
)
def test_an_occasion_is_near_from_three_weeks_before_until_it_is_over(
    house: Book, day: str, expected: str | None
) -> None:
    assert [each.occasion.id for each in near(house, date.fromisoformat(day))] == ([expected] if expected else [])


def test_an_occasion_takes_the_lessons_on_its_strands_and_without_strands_any(house: Book) -> None:
    (week,), (day,) = near(house, date(2026, 11, 10)), near(house, date(2027, 2, 1))
    taken = {lesson.id for lesson in house.playable.values() if week.takes(lesson)}
    assert {"ks1-rule-6-kind-words", "ks2-story-the-joke-that-grew"} <= taken
    assert "ks2-rule-8-passwords" not in taken
    assert all(day.takes(lesson) for lesson in house.playable.values())


def test_every_class_has_something_planned_for_the_half_terms_occasion(house: Book) -> None:
    (week,) = near(house, date(2026, 11, 10))
    for cycle_year in get_args(CycleYear):
        for year in range(1, 7):
            ids = [item.playable_id for item in planned(house, [f"Y{year}"], cycle_year, week.occasion.half_term)]
            assert any(week.takes(house.playable[id_]) for id_ in ids if id_), f"{cycle_year} Y{year}"


@pytest.mark.parametrize("begins", ["Monday", "Monday from 40 November", "Mon from 10 November", "Moonday from 1 May"])
def test_a_day_that_is_none_is_told(small_with_cycle: Path, begins: str) -> None:
    write(small_with_cycle, TEXT.replace('when: "In November."', f'when: "In November.", begins: "{begins}"'))
    book, problems = read(small_with_cycle)
    assert book is None
    assert [problem.sentence for problem in problems] == [
        f'This is not a day: "{begins}". Write "Monday from 10 November": the first Monday from then on.'
    ]
