import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.model import Book, KeyStage
from kiosk.journey.agreement import (
    AgreementRun,
    HearRule,
    HelpPage,
    HonestPage,
    MiniPage,
    PadPage,
    Promise,
    PromisePage,
    StatementAnswer,
    StatementPage,
)
from kiosk.journey.run import StateMismatch

from .made import agreement, rule

KINDS = st.tuples(st.sampled_from(["ks1", "ks2"]), st.booleans(), st.booleans())
"""Key stage, class part, together."""


def made(key_stage: KeyStage = "ks1", class_part: bool = False, together: bool = False, seed: int = 1) -> AgreementRun:
    return AgreementRun(agreement(), key_stage, seed, class_part, together=together)


def look(run: AgreementRun) -> tuple[Any, ...]:
    """All that a screen or a record can see of a run."""
    return run.page, run.index, run.finished, run.answers, run.not_yet, run.heard


def carried_on(run: AgreementRun) -> AgreementRun:
    state = json.loads(json.dumps(run.state()))
    return AgreementRun(run.agreement, run.key_stage, "another seed", run.class_part, state, run.together)


def on(run: AgreementRun, tap: int) -> None:
    match run.page:
        case MiniPage() as page:
            run.choose(page.answers[tap % 2][0])
        case PromisePage() as page:
            run.answer(page.answers[tap % len(page.answers)])
        case _:
            run.next()


def promise(run: AgreementRun, answer: str, miss: bool = False) -> None:
    """From hearing a statement to answering it."""
    run.next()
    if miss:
        run.choose("other")
        run.next()
    run.choose("helpful")
    run.answer(answer)


def asked(run: AgreementRun) -> MiniPage:
    assert isinstance(run.page, MiniPage)
    return run.page


def helpful_tap(run: AgreementRun) -> int:
    return [answer_id for answer_id, _ in asked(run).answers].index("helpful")


# ---------------------------------------------------------------- the rules


def test_a_rule_is_heard_and_then_asked() -> None:
    run = AgreementRun(agreement(rule("e-1"), rule("e-2")), "ks1", 1, class_part=True)
    assert run.total == 5
    assert run.page == HearRule(run.rules[0], "e-1 Little.", again=False)
    run.next()
    assert asked(run).words == "e-1 Little."
    assert run.choose("helpful")
    assert run.page == HearRule(run.rules[1], "e-2 Little.", again=False)
    assert run.index == 1


def test_a_mini_choice_that_goes_amiss_leads_back_to_the_words_as_often_as_it_takes() -> None:
    run = made(class_part=True)
    run.next()
    tiles = asked(run).answers
    for tries in range(4):
        assert (asked(run).tries, asked(run).answers) == (tries, tiles)
        assert not run.choose("other")
        assert run.page == HearRule(run.rules[0], "e-1 Little.", again=True)
        run.next()
    assert run.choose("helpful")
    assert run.index == 1


def test_a_rule_without_a_mini_choice_is_only_heard() -> None:
    run = AgreementRun(agreement(rule("e-1", asks=False)), "ks2", 1, class_part=False, together=True)
    run.next()
    assert run.finished


def test_together_there_are_no_statements_and_no_pad() -> None:
    run = made(together=True)
    assert run.total == 2
    run.next()
    run.choose("helpful")
    run.next()
    assert run.finished
    assert run.answers == ()
    assert isinstance(run.page, HearRule)


# ---------------------------------------------------------------- the statements


def test_words_then_understanding_then_the_promise_then_the_pad() -> None:
    run = made("ks2")
    first = run.statements[0]
    assert run.page == StatementPage(first, "agree-1 Big.", first.picture, again=False)
    run.next()
    run.choose("helpful")
    promised: tuple[Promise, ...] = ("i-have-read", "i-have-listened", "not-sure")
    assert run.page == PromisePage(first, "agree-1 Big.", first.picture, promised, again=False)
    run.answer("i-have-read")
    promise(run, "i-will", miss=True)
    promise(run, "i-know")
    assert run.page == PadPage()
    assert run.index == run.total == 3
    assert not run.finished
    run.next()
    assert run.finished
    assert run.answers == (
        StatementAnswer("agree-1", "i-have-read", "first"),
        StatementAnswer("agree-2", "i-will", "again"),
        StatementAnswer("agree-3", "i-know", "first"),
    )


def test_not_sure_is_thanked_and_asked_once_more_in_other_words() -> None:
    run = made()
    first = run.statements[0]
    run.next()
    tiles = asked(run).answers
    run.choose("helpful")
    run.answer("not-sure")
    assert run.page == HonestPage(first)
    run.next()
    assert run.page == StatementPage(first, "agree-1 again Little.", first.again_picture, again=True)
    run.next()
    assert asked(run).answers == tiles
    run.choose("helpful")
    assert isinstance(run.page, PromisePage)
    assert run.page.again
    assert run.page.picture == first.again_picture
    run.answer("i-know")
    assert run.answers == (StatementAnswer("agree-1", "i-know", "first"),)


def test_still_not_sure_goes_on_and_ends_at_the_teacher_not_at_the_pad() -> None:
    run = made()
    promise(run, "i-know")
    promise(run, "not-sure")
    run.next()
    promise(run, "not-sure")
    assert isinstance(run.page, StatementPage)
    assert run.page.statement.id == "agree-3"
    promise(run, "i-know")
    assert run.page == HelpPage((run.statements[1],))
    run.next()
    assert run.finished
    assert run.not_yet == ("agree-2",)


def test_a_mini_choice_that_goes_amiss_keeps_the_words_of_the_round() -> None:
    run = made()
    first = run.statements[0]
    run.next()
    run.choose("other")
    assert run.page == StatementPage(first, "agree-1 Little.", first.picture, again=True)
    run.next()
    run.choose("helpful")
    run.answer("not-sure")
    run.next()
    run.next()
    run.choose("other")
    assert run.page == StatementPage(first, "agree-1 again Little.", first.again_picture, again=True)


def test_ks1_is_never_asked_to_say_that_it_has_read() -> None:
    run = made("ks1")
    run.next()
    run.choose("helpful")
    assert isinstance(run.page, PromisePage)
    assert run.page.answers == ("i-know", "not-sure")
    with pytest.raises(ValueError, match="no answer 'i-have-read'"):
        run.answer("i-have-read")
    assert run.heard == "listened"


@pytest.mark.parametrize(("answer", "heard"), [("i-have-read", "read"), ("i-have-listened", "listened")])
def test_ks2_says_itself_whether_it_read(answer: str, heard: str) -> None:
    run = made("ks2")
    promise(run, answer)
    assert run.heard == heard


def test_ks2_is_asked_that_of_the_first_statement_alone() -> None:
    run = made("ks2")
    promise(run, "i-have-read")
    run.next()
    run.choose("helpful")
    assert isinstance(run.page, PromisePage)
    assert run.page.answers == ("i-will", "not-sure")


# ---------------------------------------------------------------- moves and tiles


def test_moves_belong_to_their_pages() -> None:
    run = made()
    moves: tuple[Callable[[], object], ...] = (lambda: run.choose("helpful"), lambda: run.answer("i-know"))
    for move in moves:
        with pytest.raises(ValueError, match="on a StatementPage"):
            move()
    run.next()
    with pytest.raises(ValueError, match="on a MiniPage"):
        run.next()
    with pytest.raises(ValueError, match="no tile"):
        run.choose("nobody")
    run.choose("helpful")
    with pytest.raises(ValueError, match="on a PromisePage"):
        run.next()
    with pytest.raises(ValueError, match="no answer 'i-will' here"):
        run.answer("i-will")


def test_nothing_can_be_done_after_the_end() -> None:
    run = made(together=True)
    while not run.finished:
        on(run, helpful_tap(run) if isinstance(run.page, MiniPage) else 0)
    with pytest.raises(ValueError, match="after the end"):
        run.next()


def test_tiles_are_shuffled_by_the_seed() -> None:
    firsts = set()
    for seed in range(20):
        run = made(seed=seed)
        run.next()
        firsts.add(asked(run).answers[0][0])
    assert firsts == {"helpful", "other"}


# ---------------------------------------------------------------- every walk


@given(KINDS, st.lists(st.integers(0, 5), max_size=40), st.integers())
def test_taps_of_any_kind_leave_a_way_to_the_end_and_stopping_anywhere_changes_nothing(
    kind: tuple[KeyStage, bool, bool], taps: list[int], seed: int
) -> None:
    run = made(*kind, seed=seed)
    tapping = iter(taps)
    for _ in range(40 + 6 * run.total + 2):
        back = carried_on(run)
        assert look(back) == look(run)
        assert back.state() == run.state()
        if run.finished:
            break
        on(run, next(tapping, helpful_tap(run) if isinstance(run.page, MiniPage) else 0))
    assert run.finished
    assert [answer.statement_id for answer in run.answers] == [statement.id for statement in run.statements]
    if not run.together:
        assert isinstance(run.page, HelpPage if run.not_yet else PadPage)
    assert run.key_stage == "ks2" or run.heard == "listened"


@pytest.mark.parametrize("key_stage", ["ks1", "ks2"])
def test_the_agreement_of_the_school_can_be_walked_to_the_pad(book: Book, key_stage: KeyStage) -> None:
    run = AgreementRun(book.agreement, key_stage, 1, class_part=True)
    seen = []
    while not run.finished:
        seen.append(type(run.page))
        assert look(carried_on(run)) == look(run)
        on(run, helpful_tap(run) if isinstance(run.page, MiniPage) else 0)
    assert seen[-1] == PadPage
    assert seen.count(HearRule) == len(book.agreement.rules)
    assert [given.answer for given in run.answers] == [
        "i-have-read" if key_stage == "ks2" and said.id == "agree-1" else said.answer
        for said in book.agreement.statements
    ]
    assert "agree-1" in {said.id for said in book.agreement.statements}, "a pupil is asked whether they read it"


# ---------------------------------------------------------------- places that do not fit


def test_a_place_in_another_wording_key_stage_or_part_is_refused() -> None:
    kept = made("ks1").state()
    others = [
        lambda: AgreementRun(agreement(rule("e-3")), "ks1", 1, False, kept),
        lambda: AgreementRun(agreement(), "ks2", 1, False, kept),
        lambda: AgreementRun(agreement(), "ks1", 1, True, kept),
        lambda: AgreementRun(agreement(), "ks1", 1, False, kept, together=True),
    ]
    for other in others:
        with pytest.raises(StateMismatch):
            other()


WORDS = st.sampled_from(["next", "choose", "answer", "helpful", "other", "i-know", "i-will", "not-sure", ""])
MOVES = st.lists(WORDS | st.integers(), max_size=3)


@given(st.lists(MOVES | st.none() | st.text(), max_size=12))
def test_a_damaged_place_is_refused_or_can_be_reached(moves: list[Any]) -> None:
    fresh = made()
    try:
        run = AgreementRun(fresh.agreement, "ks1", 1, False, {**fresh.state(), "moves": moves})
    except StateMismatch:
        return
    assert run.state()["moves"] == moves
