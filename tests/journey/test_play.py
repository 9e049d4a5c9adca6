"""The steps in which something is done: sort, spot, order, make, reason, and what a pupil means to do."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.model import AnyStep, Tell
from kiosk.journey.lesson import (
    WALKS,
    AskPage,
    ConsequencePage,
    DependsPage,
    HelpfulPage,
    LessonRun,
    RecapPage,
    WillPage,
)
from kiosk.journey.make import MakePage
from kiosk.journey.order import OrderPage
from kiosk.journey.play import Chosen, PlayPage
from kiosk.journey.reason import ReasonPage, WhyPage
from kiosk.journey.sort import SortPage
from kiosk.journey.spot import SpotPage

from .made import every_kind, lesson, message, order, password, question, recap, sort, spot, tell, why

STEPS = {step.id: step for step in every_kind() if type(step) not in (Tell,)}


def look(run: LessonRun) -> tuple[Any, ...]:
    """All that a screen or a record can see of a run."""
    return run.page, run.index, run.total, run.finished, run.state()


def carried_on(run: LessonRun) -> LessonRun:
    return LessonRun(run.lesson, "another seed", json.loads(json.dumps(run.state())))


def taken(step: AnyStep, seed: int = 1) -> LessonRun:
    """A run that has come to this step; a question that it is about has been answered well."""
    before = [question("uhu")] if step.step == "reason" else []
    run = LessonRun(lesson(*before, step), seed)
    if before:
        run.choose("h1")
        run.next()
    return run


def page(run: LessonRun, kind: type[Any]) -> Any:
    assert isinstance(run.page, kind)
    return run.page


def tap(run: LessonRun, number: int, *, back: bool = True) -> None:
    """The n-th thing that can be done on the page; without `back` nothing is taken back."""
    match run.page:
        case AskPage() as asked:
            run.choose(asked.open[number % len(asked.open)].id)
        case ConsequencePage() | DependsPage():
            run.think_again()
        case PlayPage(moves=moves) if moves:
            onward = [move for move in moves if back or move[0] != "back"]
            run.play(*onward[number % len(onward)])
        case _:
            run.next()


def all_ends(run: LessonRun, depth: int = 0) -> int:
    """Walks every way from here to the end without taking anything back; returns the length of the longest."""
    if run.finished:
        return depth
    assert depth < 40, "this has no end"
    moves = run.page.moves if isinstance(run.page, PlayPage) else ()
    onward = sum(move[0] != "back" for move in moves) or 1
    longest = 0
    for number in range(onward):
        branch = carried_on(run)
        tap(branch, number, back=False)
        longest = max(longest, all_ends(branch, depth + 1))
    return longest


# ---------------------------------------------------------------- every kind


def test_every_kind_of_step_has_a_walk_and_a_sample() -> None:
    assert set(WALKS) == set(get_args(AnyStep)) == {type(step) for step in every_kind()}


@pytest.mark.parametrize(
    "step", [sort("ab*"), spot(), order(), message(), why(), recap("a", "b", "c")], ids=lambda step: step.id
)
def test_every_way_through_a_step_ends(step: AnyStep) -> None:
    assert all_ends(taken(step)) < 30


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 50), max_size=60), st.integers())
def test_stopping_anywhere_changes_nothing_and_the_end_can_always_be_reached(taps: list[int], seed: int) -> None:
    run = LessonRun(lesson(*every_kind()), seed)
    for number in taps:
        if run.finished:
            break
        back = carried_on(run)
        assert look(back) == look(run)
        tap(run, number)
        tap(back, number)
        assert look(back) == look(run)
    for number in range(200):
        if not run.finished:
            tap(run, number, back=False)
    assert run.finished


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_what_cannot_be_done_on_a_page_is_refused_and_changes_nothing(step: AnyStep) -> None:
    run = taken(step)
    before = look(run)
    for move in [("put", "elsewhere", "a"), ("found",), ("done",), ("why", "nothing"), ("will", ""), ("x", "y"), ()]:
        with pytest.raises(ValueError, match=r"no move|play on"):
            run.play(*move)
    if isinstance(run.page, PlayPage):
        with pytest.raises(ValueError, match="not done"):
            run.next()
    assert look(run) == before


def test_after_the_end_nothing_can_be_done() -> None:
    run = taken(recap("a", "b", "c"))
    run.play("will", "a")
    run.next()
    assert run.finished
    for move in (run.next, lambda: run.play("will", "a")):
        with pytest.raises(ValueError, match="after the end"):
            move()


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        (sort("abab"), lambda page: [card.id for card in page.cards]),
        (order("abcd"), lambda page: [card.id for card in page.cards]),
        (password(), lambda page: [part.id for part in page.offered]),
        (why(), lambda page: [reason.id for reason in page.reasons]),
    ],
    ids=["sort", "order", "make", "reason"],
)
def test_what_is_chosen_from_lies_otherwise_in_every_turn(step: AnyStep, shown: Any) -> None:
    assert len({tuple(shown(taken(step, seed).page)) for seed in range(30)}) > 2


# ---------------------------------------------------------------- a question with an answer that depends


def test_what_it_depends_on_is_looked_into_and_is_no_miss() -> None:
    run = taken(question("uhud"))
    assert run.choose("d3") == Chosen("shiny-box", "d3", False, 1, None)
    assert page(run, DependsPage).picture.prop == "after-3"
    run.think_again()
    asked = page(run, AskPage)
    assert (asked.tried, asked.clue, asked.asked) == ({"d3"}, None, 1)
    assert run.choose("u0").tries == 2
    run.think_again()
    assert page(run, AskPage).tried == {"u0", "d3"}
    assert page(run, AskPage).clue is None, "only one miss yet"


@pytest.mark.parametrize("first", ["u0", "d2"])
def test_two_tiles_are_always_open_beside_one_that_depends(first: str) -> None:
    run = taken(question("uhd"))
    for answer_id in (first, "d2" if first == "u0" else "u0"):
        run.choose(answer_id)
        run.think_again()
        if isinstance(run.page, HelpfulPage) or not isinstance(run.page, AskPage):
            break
        assert len(run.page.open) == 2


# ---------------------------------------------------------------- sort


def test_a_card_in_its_basket_stays_and_is_explained() -> None:
    run = taken(sort("aab"))
    assert run.play("put", "card-2", "b") == Chosen("baskets/card-2", "b", True, 1, None)
    after = page(run, SortPage)
    assert after.placed == (("card-2", "b"),)
    assert (after.told.id, after.back, after.shown) == ("card-2", None, False)
    assert {move[1] for move in after.moves} == {"card-0", "card-1"}


def test_a_misplaced_card_floats_back_and_the_second_time_is_shown() -> None:
    run = taken(sort("aab"))
    assert run.play("put", "card-0", "b") == Chosen("baskets/card-0", "b", False, 1, "press-to-see")
    after = page(run, SortPage)
    assert (after.placed, after.told.id, after.back) == ((), "card-0", "b")
    assert run.play("put", "card-0", "b").tries == 2
    after = page(run, SortPage)
    assert (after.placed, after.back, after.shown) == ((("card-0", "a"),), "b", True)


def test_a_card_that_depends_fits_the_basket_that_the_pupil_chooses() -> None:
    for basket in "ab":
        run = taken(sort("ab*"))
        assert run.play("put", "card-2", basket) == Chosen("baskets/card-2", basket, True, 1, None)
        assert page(run, SortPage).placed == (("card-2", basket),)


def test_only_the_first_basket_of_a_card_counts_as_first() -> None:
    run = taken(sort("ab"))
    given = [run.play("put", "card-0", "b"), run.play("put", "card-1", "b"), run.play("put", "card-0", "a")]
    assert [(chosen.question_id, chosen.first) for chosen in given if chosen] == [
        ("baskets/card-0", True),
        ("baskets/card-1", True),
        ("baskets/card-0", False),
    ]
    assert not page(run, SortPage).moves
    run.next()
    assert run.finished


# ---------------------------------------------------------------- spot


def test_enough_is_enough() -> None:
    run = taken(spot(find=2, places=3))
    assert run.play("found", "place-2") is None
    assert run.play("found", "place-0") == Chosen("find-them", "hints-0", True, 1, None)
    assert page(run, SpotPage).found == ("place-2", "place-0")
    assert not page(run, SpotPage).moves


def test_click_points_to_one_that_is_left_until_it_is_found() -> None:
    run = taken(spot(find=3, places=3))
    run.play("found", "place-0")
    assert run.play("hint") is None
    pointing = page(run, SpotPage)
    assert pointing.pointed.id == "place-1"
    assert ("hint",) not in pointing.moves, "one hint at a time"
    run.play("found", "place-2")
    assert page(run, SpotPage).pointed.id == "place-1"
    assert run.play("found", "place-1") == Chosen("find-them", "hints-1", True, 1, None)
    assert page(run, SpotPage).pointed is None


# ---------------------------------------------------------------- order


def put(run: LessonRun, cards: str) -> Chosen | None:
    for card_id in cards:
        run.play("put", card_id)
    return run.play("done")


def test_in_order_at_once() -> None:
    run = taken(order("abc"))
    assert put(run, "abc") == Chosen("first-to-last", "a+b+c", True, 1, None)
    assert page(run, OrderPage).done
    assert not page(run, OrderPage).shown


def test_what_is_in_its_place_stays_and_the_first_that_is_not_is_explained() -> None:
    run = taken(order("abcd"))
    assert put(run, "acbd") == Chosen("first-to-last", "a+c+b+d", False, 1, "not-c")
    after = page(run, OrderPage)
    assert (after.slots, after.kept, after.told.id, after.back) == (("a", None, None, None), 1, "c", ("c", "b", "d"))
    assert ("back", "a") not in after.moves
    assert put(run, "bcd") == Chosen("first-to-last", "a+b+c+d", True, 2, None)


def test_a_picture_can_be_taken_back_and_its_gap_is_filled_next() -> None:
    run = taken(order("abc"))
    for move in (("put", "b"), ("put", "a"), ("back", "b")):
        run.play(*move)
    assert page(run, OrderPage).slots == (None, "a", None)
    run.play("put", "c")
    assert page(run, OrderPage).slots == ("c", "a", None)
    assert ("done",) not in page(run, OrderPage).moves
    run.play("put", "b")
    assert ("done",) in page(run, OrderPage).moves


def test_after_three_orders_the_pictures_put_themselves_in_order() -> None:
    run = taken(order("abc"))
    for tries in (1, 2, 3):
        assert put(run, "cba").tries == tries
    after = page(run, OrderPage)
    assert (after.slots, after.shown, after.moves) == (("a", "b", "c"), True, ())


def test_pictures_never_lie_in_order_at_first() -> None:
    for seed in range(60):
        assert [card.id for card in page(taken(order("abc"), seed), OrderPage).cards] != ["a", "b", "c"]


# ---------------------------------------------------------------- make


def test_a_message_is_made_gap_by_gap() -> None:
    run = taken(message())
    first = page(run, MakePage)
    assert (first.gap.id, {part.id for part in first.offered}) == ("hello", {"h-hello", "u-hello"})
    run.play("put", "h-hello")
    assert page(run, MakePage).gap.id == "idea"
    run.play("put", "h-idea")
    assert page(run, MakePage).gap is None
    assert not page(run, MakePage).done, "it can still be changed"
    assert run.play("done") == Chosen("a-message", "h-hello+h-idea", True, 1, None)
    assert [part.id for part in page(run, MakePage).made] == ["h-hello", "h-idea"]
    assert page(run, MakePage).done


def test_a_part_that_does_not_help_is_explained_and_comes_out() -> None:
    run = taken(message())
    run.play("put", "u-hello")
    run.play("put", "h-idea")
    assert run.play("done") == Chosen("a-message", "u-hello+h-idea", False, 1, "joke-excuses")
    after = page(run, MakePage)
    assert (after.slots, after.told.id, after.back) == ((None, "h-idea"), "u-hello", ("u-hello",))
    assert after.gap.id == "hello"
    run.play("put", "h-hello")
    assert run.play("done").tries == 2


def test_any_three_helpful_parts_make_a_password() -> None:
    run = taken(password())
    for part_id in ("h3", "h1", "h2"):
        run.play("put", part_id)
    assert run.play("done") == Chosen("three-words", "h3+h1+h2", True, 1, None)


def test_after_three_tries_helpful_parts_stand_in() -> None:
    run = taken(password())
    for tries in (1, 2, 3):
        for part_id in ("u0", "h1", "u1") if tries == 1 else ("u0", "u1"):
            run.play("put", part_id)
        assert run.play("done").tries == tries
    after = page(run, MakePage)
    assert (after.slots, after.shown, after.done) == (("h0", "h1", "h2"), True, True)


# ---------------------------------------------------------------- reason


def test_a_strong_reason_is_kept_with_the_choice() -> None:
    run = taken(why())
    assert page(run, WhyPage).helped.answer.id == "h1"
    assert run.play("why", "s0") == Chosen("why", "h1+s0", True, 1, None)
    assert (page(run, ReasonPage).reason.id, page(run, ReasonPage).shown) == ("s0", False)
    run.next()
    assert run.finished


def test_a_weak_reason_is_looked_into_and_then_lies_folded() -> None:
    run = taken(why())
    assert run.play("why", "w2") == Chosen("why", "h1+w2", False, 1, "told-means-trouble")
    assert page(run, ReasonPage).reason.id == "w2"
    run.play("again")
    assert page(run, WhyPage).tried == {"w2"}
    assert ("why", "w2") not in page(run, WhyPage).moves


def test_after_two_weak_reasons_the_strong_one_is_shown() -> None:
    run = taken(why())
    for reason_id in ("w1", "w2"):
        run.play("why", reason_id)
        run.play("again")
    assert (page(run, ReasonPage).reason.id, page(run, ReasonPage).shown) == ("s0", True)


def test_what_was_shown_is_not_called_the_pupils_choice() -> None:
    run = LessonRun(lesson(question("uh"), why()), 1)
    run.choose("u0")
    run.think_again()
    run.next()
    run.next()
    assert page(run, WhyPage).helped.shown


# ---------------------------------------------------------------- what a pupil means to do


def test_what_a_pupil_means_to_do_is_kept_and_shown_with_the_rule() -> None:
    run = taken(recap("ask", "wait", "tell"))
    assert run.play("will", "wait") == Chosen("done/i-will", "wait", True, 1, None)
    assert page(run, RecapPage).will.id == "wait"


def test_a_recap_that_does_not_ask_goes_straight_to_the_rule() -> None:
    assert page(taken(recap()), RecapPage).will is None
    assert not isinstance(taken(recap()).page, WillPage)


# ---------------------------------------------------------------- a refresh


def test_a_refresh_is_the_rule_the_harder_steps_and_the_recap() -> None:
    whole = lesson(tell(), tell("rule", "ks1-2"), question("uh"), recap("a", "b", "c"))
    assert whole.refreshed is None
    whole = whole.model_copy(update={"refresh": (question("hud", "harder"), why("harder"))})
    short = whole.refreshed
    assert (short.id, short.title, short.refresh) == ("ks2-small--refresh", "Small: refresh", ())
    assert [step.id for step in short.steps] == ["rule", "harder", "why", "done"]


def test_new_words_in_a_refresh_do_not_lose_a_place_in_its_lesson() -> None:
    whole = lesson(tell(), recap())
    run = LessonRun(whole, 1)
    run.next()
    edited = whole.model_copy(update={"refresh": (question("uh", "harder"),)})
    assert LessonRun(edited, 1, run.state()).page == run.page
