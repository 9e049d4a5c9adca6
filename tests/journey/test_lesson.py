import itertools
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.model import Book, Lesson
from kiosk.journey.lesson import (
    AskPage,
    Chosen,
    ConsequencePage,
    DependsPage,
    HelpfulPage,
    LessonRun,
    RecapPage,
    RulePage,
    SayPage,
    ShowMePage,
    TellPage,
)
from kiosk.journey.play import PlayPage
from kiosk.journey.run import StateMismatch

from .made import lesson, question, recap, say, tell, whole_lesson

KINDS = ["".join(k) for n in (2, 3, 4) for k in itertools.product("hud", repeat=n) if {"h", "u"} <= set(k)]
"""Every way in which the answers of a question can be helpful, unhelpful or depend."""
STEPS = st.one_of(
    st.just(tell), st.just(lambda i: tell(i, "ks1-2")), st.sampled_from(KINDS).map(lambda k: lambda i: question(k, i))
)
LESSONS = st.lists(STEPS, min_size=1, max_size=5).map(
    lambda makes: lesson(*(make(f"step-{place}") for place, make in enumerate(makes)), say(), recap())
)
TAPS = st.lists(st.integers(0, 3), max_size=20)


def look(run: LessonRun) -> tuple[Any, ...]:
    """All that a screen or a record can see of a run."""
    return run.page, run.index, run.total, run.finished


def carried_on(run: LessonRun) -> LessonRun:
    """The run after the program was killed: another process, another seed, the place from disk."""
    return LessonRun(run.lesson, "another seed", json.loads(json.dumps(run.state())))


def on(run: LessonRun, tap: int) -> Chosen | None:
    """One move, and what is recorded of it."""
    match run.page:
        case AskPage() as page:
            return run.choose(page.open[tap % len(page.open)].id)
        case ConsequencePage() | DependsPage():
            run.think_again()
        case PlayPage(moves=moves) if moves:
            onward = [move for move in moves if move[0] != "back"]
            return run.play(*onward[tap % len(onward)])
        case _:
            run.next()
    return None


def every_walk(run: LessonRun) -> Iterator[list[Any]]:
    """The pages of every walk that taps can take from here, each to its end."""
    if run.finished:
        yield []
        return
    taps = range(len(run.page.open)) if isinstance(run.page, AskPage) else range(1)
    for tap in taps:
        branch = carried_on(run)
        on(branch, tap)
        for rest in every_walk(branch):
            yield [run.page, *rest]


def at_question(kinds: str, clue: str | None = "Who could help?", seed: int = 1) -> LessonRun:
    return LessonRun(lesson(question(kinds, clue=clue)), seed)


def asked(run: LessonRun) -> AskPage:
    assert isinstance(run.page, AskPage)
    return run.page


def miss(run: LessonRun) -> AskPage:
    """Choose the first open tile that is not helpful and see what came of it. Returns the page it was chosen on."""
    page = asked(run)
    chosen = run.choose(next(answer.id for answer in page.open if answer.kind == "unhelpful"))
    assert not chosen.helpful
    assert isinstance(run.page, ConsequencePage)
    assert run.page.answer.id == chosen.answer_id
    run.think_again()
    return page


# ---------------------------------------------------------------- one lesson


def test_a_lesson_from_end_to_end() -> None:
    run = LessonRun(whole_lesson(), 7)
    seen, given = [], []
    while not run.finished:
        seen.append((run.index, type(run.page)))
        if isinstance(run.page, AskPage):
            given.append(run.choose(next(a.id for a in run.page.answers if a.kind == "helpful")))
        else:
            run.next()
    assert seen == [
        (0, TellPage),
        (1, RulePage),
        (2, AskPage),
        (2, HelpfulPage),
        (3, AskPage),
        (3, HelpfulPage),
        (4, SayPage),
        (5, RecapPage),
    ]
    assert run.total == 6
    assert isinstance(run.page, RecapPage), "the last page stays, until another screen takes its place"
    assert given == [Chosen("shiny-box", "h1", True, 1, None), Chosen("two", "h0", True, 1, None)]


def test_a_helpful_answer_plays_out_as_the_pupils_own() -> None:
    run = at_question("uhu")
    assert run.choose("h1") == Chosen("shiny-box", "h1", True, 1, None)
    assert isinstance(run.page, HelpfulPage)
    assert run.page.picture.prop == "after-1"
    assert not run.page.shown


def test_miss_clue_two_tiles_show_me() -> None:
    run = at_question("uhuu")
    first = asked(run)
    assert (first.asked, first.tried, first.clue) == (0, frozenset(), None)

    assert run.choose("u0") == Chosen("shiny-box", "u0", False, 1, "press-to-see")
    run.think_again()
    second = asked(run)
    assert second.answers == first.answers, "tiles stay where they were"
    assert (second.asked, second.tried, second.clue) == (1, {"u0"}, None)

    assert run.choose("u3").tries == 2
    run.think_again()
    third = asked(run)
    assert {answer.id for answer in third.open} == {"h1", "u2"}, "one helpful, and one that was not tried"
    assert (third.asked, third.answers, third.clue) == (2, third.open, "Who could help?")

    assert run.choose("u2").tries == 3
    run.think_again()
    assert isinstance(run.page, ShowMePage)
    assert run.page.answer.id == "h1"
    run.next()
    assert isinstance(run.page, HelpfulPage)
    assert run.page.shown
    assert run.page.picture.prop == "after-1"
    run.next()
    assert run.finished


def test_where_all_others_were_tried_the_first_of_them_is_offered_again() -> None:
    run = at_question("uhu")
    run.choose("u2")
    run.think_again()
    run.choose("u0")
    run.think_again()
    assert {answer.id for answer in asked(run).open} == {"h1", "u2"}
    assert not run.page.tried


def test_two_helpful_answers_can_be_the_two_that_are_left() -> None:
    run = at_question("uhhu")
    miss(run)
    miss(run)
    assert {answer.id for answer in asked(run).open} == {"h1", "h2"}


def test_a_question_with_two_answers_goes_from_a_miss_to_show_me() -> None:
    run = at_question("uh")
    miss(run)
    assert isinstance(run.page, ShowMePage)
    run.next()
    assert isinstance(run.page, HelpfulPage)
    assert run.page.shown
    run.next()
    assert run.finished


def test_without_a_clue_think_asks_again() -> None:
    run = at_question("uhu", clue=None)
    miss(run)
    miss(run)
    assert asked(run).clue == "Do we know it?"


def test_a_helpful_answer_after_misses_is_the_pupils_own() -> None:
    run = at_question("uhu")
    miss(run)
    assert run.choose("h1") == Chosen("shiny-box", "h1", True, 2, None)
    assert isinstance(run.page, HelpfulPage)
    assert not run.page.shown


# ---------------------------------------------------------------- moves that cannot be made


def test_moves_belong_to_their_pages() -> None:
    run = LessonRun(lesson(tell(), question("uhu")), 1)
    for move in (run.think_again, lambda: run.choose("h1")):
        with pytest.raises(ValueError, match="on a TellPage"):
            move()
    run.next()
    for move in (run.think_again, run.next):
        with pytest.raises(ValueError, match="on a AskPage"):
            move()
    with pytest.raises(ValueError, match="no open tile"):
        run.choose("elsewhere")
    run.choose("u0")
    with pytest.raises(ValueError, match="on a ConsequencePage"):
        run.next()
    run.think_again()
    with pytest.raises(ValueError, match="no open tile 'u0'"):
        run.choose("u0")
    run.choose("h1")
    run.next()
    with pytest.raises(ValueError, match="after the end"):
        run.next()


def test_a_move_that_cannot_be_made_changes_nothing() -> None:
    run = at_question("uhu")
    before = look(run), run.state()
    with pytest.raises(ValueError, match="no open tile"):
        run.choose("elsewhere")
    assert (look(run), run.state()) == before


# ---------------------------------------------------------------- tiles


def test_tiles_are_shuffled_by_the_seed_and_the_question() -> None:
    orders = {tuple(answer.id for answer in asked(at_question("uhu", seed=seed)).answers) for seed in range(60)}
    assert len(orders) == 6
    assert at_question("uhuu", seed=3).page == at_question("uhuu", seed=3).page


def test_two_questions_of_a_turn_do_not_share_one_order() -> None:
    differ = 0
    for seed in range(20):
        run = LessonRun(lesson(question("huu", "one"), question("huu", "other")), seed)
        here = [answer.id for answer in asked(run).answers]
        run.choose("h0")
        run.next()
        differ += here != [answer.id for answer in asked(run).answers]
    assert differ


# ---------------------------------------------------------------- every walk


@pytest.mark.parametrize("kinds", KINDS)
def test_every_walk_through_a_question_ends_in_help(kinds: str) -> None:
    walks = list(every_walk(at_question(kinds)))
    for walk in walks:
        assert isinstance(walk[-1], HelpfulPage)
        assert [isinstance(page, HelpfulPage) for page in walk].count(True) == 1
        assert len(walk) <= 8 + 2 * kinds.count("d")
        for page in walk:
            if isinstance(page, AskPage):
                assert len(page.open) >= 2, "one open tile is not a choice"
                assert any(answer.kind == "helpful" for answer in page.open)
    shown = any(isinstance(page, ShowMePage) for walk in walks for page in walk)
    assert shown == (kinds.count("h") == 1), "with two helpful answers, the two tiles left are both helpful"


@given(LESSONS, TAPS, st.integers())
def test_taps_of_any_kind_reach_the_end_and_stopping_anywhere_changes_nothing(
    taught: Lesson, taps: list[int], seed: int
) -> None:
    run = LessonRun(taught, seed)
    tapping = iter(taps)
    given: list[Chosen] = []
    for _ in range(12 * run.total + 1):
        back = carried_on(run)
        assert look(back) == look(run)
        assert back.state() == run.state()
        if run.finished:
            break
        chosen = on(run, next(tapping, 0))
        given += [chosen] if chosen else []
    assert run.finished
    assert len(json.dumps(run.state())) < 4096
    assert [chosen.question_id for chosen in given if chosen.first] == [q.id for q in taught.questions]
    assert all(1 <= chosen.tries <= 5 for chosen in given)


@given(st.integers() | st.text(), st.lists(st.integers(0, 3), min_size=12, max_size=12), st.integers(0, 11))
def test_a_walk_goes_on_as_if_it_had_not_been_stopped(seed: int | str, taps: list[int], stop: int) -> None:
    through, stopped = LessonRun(whole_lesson(), seed), LessonRun(whole_lesson(), seed)
    for count, tap in enumerate(taps):
        if through.finished:
            break
        if count == stop:
            stopped = carried_on(stopped)
        on(through, tap)
        on(stopped, tap)
        assert look(stopped) == look(through)


def test_every_lesson_of_the_school_can_be_walked_to_its_end(book: Book) -> None:
    lessons = [taught for taught in book.playable.values() if isinstance(taught, Lesson)]
    assert len(lessons) > len(book.lessons), "refreshes are walked too"
    for taught in lessons:
        for asks in taught.questions:
            for walk in every_walk(LessonRun(lesson(asks), 1)):
                assert isinstance(walk[-1], HelpfulPage)
        for seed in range(10):
            run, taps = LessonRun(taught, seed), random.Random(seed)
            for _ in range(40 * run.total):
                if not run.finished:
                    on(run, taps.randrange(4))
                    assert look(carried_on(run)) == look(run)
            assert run.finished, taught.id


# ---------------------------------------------------------------- places that do not fit


def test_a_place_in_a_lesson_that_was_edited_is_refused() -> None:
    run = LessonRun(whole_lesson(), 1)
    run.next()
    edited = run.lesson.model_copy(update={"steps": (tell("other"), *run.lesson.steps[1:])})
    with pytest.raises(StateMismatch):
        LessonRun(edited, 1, run.state())


WORDS = st.sampled_from(["next", "choose", "think-again", "u0", "h1", "h0", "", "elsewhere"])
MOVES = st.lists(WORDS | st.integers(), max_size=3)


@given(st.lists(MOVES | st.none() | st.text(), max_size=12))
def test_a_damaged_place_is_refused_or_can_be_reached(moves: list[Any]) -> None:
    fresh = LessonRun(whole_lesson(), 1)
    try:
        run = LessonRun(fresh.lesson, 1, {**fresh.state(), "moves": moves})
    except StateMismatch:
        return
    assert run.state()["moves"] == moves


@pytest.mark.parametrize("state", [{}, {"moves": []}, {"fits": None, "seed": 1, "moves": []}])
def test_a_place_of_something_else_is_refused(state: dict[str, Any]) -> None:
    with pytest.raises(StateMismatch):
        LessonRun(whole_lesson(), 1, state)


def test_a_place_keeps_nothing_of_the_run_alive() -> None:
    run = LessonRun(whole_lesson(), 1)
    kept = run.state()
    run.next()
    assert kept["moves"] == []
