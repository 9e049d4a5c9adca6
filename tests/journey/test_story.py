import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.model import Book, Ending, Picture, Story, StoryChoice, StoryNode
from kiosk.journey.play import Chosen
from kiosk.journey.run import StateMismatch
from kiosk.journey.story import EndingPage, FeltPage, NodePage, StoryRun

BOX = Picture(prop="box")


def node(id_: str, helpful: str, unhelpful: str, rewind_to: str | None = None) -> StoryNode:
    return StoryNode(
        id=id_,
        short=id_,
        picture=BOX,
        say="Something happens.",
        think="What helps?",
        rewind_to=rewind_to,
        choices=(
            StoryChoice(id="help", label="Help", kind="helpful", named="You helped.", goes_to=helpful),
            StoryChoice(id="rush", label="Rush", kind="unhelpful", misconception="too-late-to-tell", goes_to=unhelpful),
            StoryChoice(id="weigh", label="It depends", kind="depends", goes_to=helpful),
        ),
    )


def ending(id_: str, rewind_to: str | None = None) -> Ending:
    return Ending(
        id=id_,
        mood="open" if rewind_to else "warm",
        picture=BOX,
        say="That is all.",
        safeguarding="never-too-late",
        rewind_to=rewind_to,
    )


STORY = Story(
    format=1,
    id="a-story",
    kind="scenario",
    key_stage="ks2",
    title="A story",
    minutes=5,
    rules=("ks2-1",),
    aim="I can.",
    start="first",
    nodes=(
        node("first", "told", "worse"),
        node("worse", "told", "worst", rewind_to="first"),
        node("worst", "late", "open", rewind_to="first"),
        node("told", "good", "open"),
    ),
    endings=(ending("good"), ending("late"), ending("open", rewind_to="worse")),
)


def look(run: StoryRun) -> tuple[Any, ...]:
    """All that a screen or a record can see of a run."""
    return run.page, run.index, run.total, run.finished, run.path, run.steps


def carried_on(run: StoryRun) -> StoryRun:
    """The run after the program was killed: another process, another seed, the place from disk."""
    return StoryRun(run.story, "another seed", json.loads(json.dumps(run.state())))


def forward(run: StoryRun, *choices: str) -> StoryRun:
    """On by these choices, to the page that the last of them leads to."""
    for choice in choices:
        if isinstance(run.page, FeltPage):
            run.next()
        run.choose(choice)
    return run


def walks(run: StoryRun) -> Iterator[StoryRun]:
    """Every way to an ending, without going back."""
    match run.page:
        case NodePage(choices=choices):
            for choice in choices:
                onward = carried_on(run)
                onward.choose(choice.id)
                yield from walks(onward)
        case FeltPage():
            onward = carried_on(run)
            onward.next()
            yield from walks(onward)
        case EndingPage():
            yield run


# ---------------------------------------------------------------- there


def test_what_happened_is_told_then_asked_until_an_ending() -> None:
    run = StoryRun(STORY, 1)
    first = STORY.node("first")
    assert run.page == FeltPage(first, (), None)
    run.next()
    assert isinstance(run.page, NodePage)
    assert run.page.node is first
    assert run.choose("rush") == Chosen("first", "rush", False, 1, "too-late-to-tell")
    assert isinstance(run.page, FeltPage)
    assert run.page.path[-1].choice.id == "rush"
    run.next()
    assert run.choose("help") == Chosen("worse", "help", True, 1, None)
    run.next()
    run.choose("weigh")
    assert isinstance(run.page, EndingPage)
    assert run.page.ending.id == "good"
    assert run.steps == ("first", "worse", "told", "good")
    assert not run.finished
    run.next()
    assert run.finished


def test_the_dots_go_from_the_first_to_the_last() -> None:
    run = StoryRun(STORY, 1)
    assert (run.index, run.total) == (0, 4)
    assert (forward(run, "rush").index, forward(run, "rush").index) == (1, 2)
    assert forward(run, "rush").index == 3
    assert forward(StoryRun(STORY, 1), "help", "help").index == 3


def test_tiles_lie_otherwise_in_every_turn_and_alike_in_one() -> None:
    def order(seed: int | str) -> tuple[str, ...]:
        run = StoryRun(STORY, seed)
        run.next()
        assert isinstance(run.page, NodePage)
        return tuple(choice.id for choice in run.page.choices)

    assert len({order(seed) for seed in range(40)}) == 6
    run = StoryRun(STORY, 5)
    run.next()
    run.choose("rush")
    run.go_back("first")
    assert isinstance(run.page, NodePage)
    assert tuple(choice.id for choice in run.page.choices) == order(5)


# ---------------------------------------------------------------- and back again


def test_every_decision_of_the_path_can_be_gone_back_to_from_every_page() -> None:
    pages = [("rush",), ("rush", "rush"), ("rush", "rush", "rush")]
    for choices in pages:
        for asking in (False, True):
            run = forward(StoryRun(STORY, 1), *choices)
            if asking and isinstance(run.page, FeltPage):
                run.next()
            for place, decided in enumerate(run.path):
                back = carried_on(run)
                back.go_back(decided.node.id)
                assert isinstance(back.page, NodePage)
                assert (back.page.node, back.page.again) == (decided.node, True)
                assert back.path == run.path[:place]


def test_what_was_gone_back_on_is_no_longer_part_of_the_path_and_still_counts_as_a_try() -> None:
    run = forward(StoryRun(STORY, 1), "rush")
    run.go_back("first")
    assert run.choose("help") == Chosen("first", "help", True, 2, None)
    assert [decided.choice.id for decided in run.path] == ["help"]
    run.next()
    run.go_back("first")
    assert run.choose("rush").tries == 3
    run.next()
    assert run.choose("rush").first


def test_back_is_offered_to_where_the_file_says_if_the_pupil_came_by_it() -> None:
    assert forward(StoryRun(STORY, 1), "help").page == FeltPage(
        STORY.node("told"), forward(StoryRun(STORY, 1), "help").path, None
    )
    for choices, back in {
        ("rush",): "first",
        ("rush", "rush"): "first",
        ("rush", "rush", "rush"): "worse",
        ("help", "rush"): "told",  # never at "worse": back to their own last decision
    }.items():
        page = forward(StoryRun(STORY, 1), *choices).page
        assert isinstance(page, FeltPage | EndingPage)
        assert page.back is STORY.node(back), choices


def test_there_is_a_way_back_after_an_ending_until_it_is_left() -> None:
    run = forward(StoryRun(STORY, 1), "help", "rush")
    run.go_back("told")
    forward(run, "help")
    assert run.steps == ("first", "told", "good")
    run.next()
    with pytest.raises(ValueError, match="after the end"):
        run.go_back("told")


@pytest.mark.parametrize(
    ("choices", "move"),
    [
        ((), lambda run: run.choose("help")),
        ((), lambda run: run.go_back("first")),
        (("rush",), lambda run: run.go_back("worse")),
        (("rush",), lambda run: run.go_back("nowhere")),
        (("help", "help"), lambda run: run.choose("help")),
    ],
)
def test_what_a_page_does_not_offer_is_refused_and_changes_nothing(choices: tuple[str, ...], move: Any) -> None:
    run = forward(StoryRun(STORY, 1), *choices)
    before = look(run), run.state()
    with pytest.raises(ValueError, match=r"\w"):
        move(run)
    assert (look(run), run.state()) == before


def test_a_decision_cannot_be_passed_over_nor_answered_otherwise() -> None:
    run = StoryRun(STORY, 1)
    run.next()
    with pytest.raises(ValueError, match="next on a NodePage"):
        run.next()
    with pytest.raises(ValueError, match="no tile"):
        run.choose("elsewhere")


# ---------------------------------------------------------------- carrying on


TAPS = st.lists(st.integers(0, 11), max_size=30)


def tap(run: StoryRun, number: int) -> None:
    """Something that the page offers, by number."""
    page = run.page
    moves: list[Any] = [lambda decided=decided: run.go_back(decided.node.id) for decided in run.path]
    if isinstance(page, NodePage):
        moves += [lambda choice=choice: run.choose(choice.id) for choice in page.choices] * 2
    else:
        moves += [run.next] * 2
    moves[number % len(moves)]()


@given(TAPS, st.integers())
def test_a_place_is_carried_on_from_exactly(taps: list[int], seed: int) -> None:
    through = StoryRun(STORY, seed)
    for number in taps:
        if through.finished:
            break
        stopped = carried_on(through)
        assert look(stopped) == look(through)
        tap(through, number)
        tap(stopped, number)
        assert look(stopped) == look(through)
        assert stopped.state() == through.state()


def test_a_place_in_a_story_that_was_edited_is_refused() -> None:
    run = forward(StoryRun(STORY, 1), "help")
    edited = STORY.model_copy(update={"title": "Another story"})
    with pytest.raises(StateMismatch):
        StoryRun(edited, 1, run.state())


WORDS = st.sampled_from(["next", "choose", "go-back", "help", "rush", "first", "worse", "", "elsewhere"])


@given(st.lists(st.lists(WORDS | st.integers(), max_size=3) | st.none(), max_size=8))
def test_a_damaged_place_is_refused_or_can_be_reached(moves: list[Any]) -> None:
    fresh = StoryRun(STORY, 1)
    try:
        run = StoryRun(STORY, 1, {**fresh.state(), "moves": moves})
    except StateMismatch:
        return
    assert look(carried_on(run)) == look(run)


# ---------------------------------------------------------------- the stories of the school


def test_every_way_through_every_story_ends_and_every_ending_is_come_to(book: Book) -> None:
    assert book.scenarios
    for story in book.scenarios.values():
        ends = list(walks(StoryRun(story, 1)))
        assert {run.steps[-1] for run in ends} == {ending.id for ending in story.endings}
        for run in ends:
            assert 1 <= len(run.path) < run.total
            assert max(len(each.path) for each in ends) == run.total - 1
            page = run.page
            assert isinstance(page, EndingPage)
            assert page.ending.mood != "open" or page.back is not None
            for decided in run.path:
                back = carried_on(run)
                back.go_back(decided.node.id)
                assert isinstance(back.page, NodePage)
            run.next()
            assert run.finished
