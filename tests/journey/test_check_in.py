import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.model import CheckIn, CheckInPage, Form, Idea, Option, Picture, Situation
from kiosk.journey.check_in import CheckInRun, ClosingPage, IdeaPage, OpeningPage, ThankedPage
from kiosk.journey.run import StateMismatch

BOX = Picture(prop="box")
FORMS: tuple[Form, ...] = ("form-a", "form-b")


def situation(who: str) -> Situation:
    return Situation(
        picture=BOX,
        say=f"{who} sees a box.",
        question=f"What could {who} do?",
        think="Do we know it?",
        options=(
            Option(id="ask", picture=BOX, label="Ask", kind="helpful"),
            Option(id="press", picture=BOX, label="Press", kind="unhelpful", misconception="press-to-see"),
            Option(id="hide", picture=BOX, label="Hide", kind="unhelpful", misconception="my-fault"),
        ),
    )


def page(say: str) -> CheckInPage:
    return CheckInPage(picture=BOX, say=say)


CHECK_IN = CheckIn(
    format=1,
    id="ks1-check-in",
    kind="check-in",
    key_stage="ks1",
    title="Check-in",
    minutes=5,
    rules=("ks1-2",),
    aim="I can show.",
    opening=page("Tell us."),
    ideas=tuple(Idea(id=id_, form_a=situation("Zara"), form_b=situation("Leo")) for id_ in ("one", "two", "three")),
    closing=page("Thank you."),
    what_helps=page("Ask first."),
    safeguarding="never-too-late",
)


def run(form: Form = "form-a", *, again: bool = False, seed: int = 1) -> CheckInRun:
    return CheckInRun(CHECK_IN, form, again, seed)


def carried_on(before: CheckInRun) -> CheckInRun:
    """After the program was killed: another seed, the place from disk."""
    return CheckInRun(CHECK_IN, before.form, before.again, "another seed", json.loads(json.dumps(before.state())))


def look(one: CheckInRun) -> tuple[object, ...]:
    return one.page, one.index, one.total, one.finished, one.steps


def test_each_idea_is_asked_once_and_thanked_for_whatever_was_chosen() -> None:
    one = run()
    assert one.page == OpeningPage(CHECK_IN.opening)
    one.next()
    for nth, (idea, option) in enumerate(zip(CHECK_IN.ideas, ("press", "ask", "hide"), strict=True), 1):
        asked = one.page
        assert isinstance(asked, IdeaPage)
        assert (asked.idea, asked.situation, one.index) == (idea, idea.form_a, nth)
        assert sorted(each.id for each in asked.options) == ["ask", "hide", "press"]
        chosen = one.choose(option)
        assert (chosen.question_id, chosen.answer_id, chosen.tries, chosen.first) == (idea.id, option, 1, True)
        assert chosen.misconception == {"press": "press-to-see", "ask": None, "hide": "my-fault"}[option]
        assert one.page == ThankedPage()
        one.next()
    assert one.page == ClosingPage(CHECK_IN.closing, "never-too-late")
    assert one.index == one.total - 1
    one.next()
    assert one.finished
    assert one.steps == ("form-a", "one", "two", "three")


def test_the_other_form_and_what_helps_come_the_second_time() -> None:
    one = run("form-b", again=True)
    one.next()
    for _ in CHECK_IN.ideas:
        assert isinstance(one.page, IdeaPage)
        assert one.page.situation == CHECK_IN.ideas[0].form_b
        one.choose("ask")
        one.next()
    assert one.page == ClosingPage(CHECK_IN.what_helps, "never-too-late")


OPTIONS = st.sampled_from(["ask", "press", "hide"])


@given(st.integers(), st.sampled_from(FORMS), st.booleans(), st.lists(OPTIONS, min_size=3, max_size=3))
def test_it_is_carried_on_anywhere(seed: int, form: Form, again: bool, chosen: list[str]) -> None:
    one = CheckInRun(CHECK_IN, form, again, seed)
    left = list(chosen)
    while not one.finished:
        resumed = carried_on(one)
        assert look(resumed) == look(one)
        for each in (one, resumed):
            if isinstance(each.page, IdeaPage):
                each.choose(left[0])
            else:
                each.next()
        if isinstance(one.page, ThankedPage):
            left.pop(0)
        assert look(resumed) == look(one)
        one = resumed


def test_a_place_of_the_other_form_or_of_other_words_is_not_carried_on_from() -> None:
    one = run()
    one.next()
    edited = CHECK_IN.model_copy(update={"closing": page("Goodbye.")})
    for check_in, form, again in ((CHECK_IN, "form-b", False), (CHECK_IN, "form-a", True), (edited, "form-a", False)):
        with pytest.raises(StateMismatch):
            CheckInRun(check_in, form, again, 1, one.state())  # type: ignore[arg-type]


def test_tiles_lie_otherwise_in_another_turn() -> None:
    orders = set()
    for seed in range(12):
        one = run(seed=seed)
        one.next()
        assert isinstance(one.page, IdeaPage)
        orders.add(tuple(option.id for option in one.page.options))
    assert len(orders) > 2


def test_what_cannot_be_done_is_refused() -> None:
    one = run()
    with pytest.raises(ValueError, match="choose"):
        one.choose("ask")
    one.next()
    with pytest.raises(ValueError, match="next"):
        one.next()
    with pytest.raises(ValueError, match="no option"):
        one.choose("run")
    state = {**one.state(), "moves": [["next"], ["choose", "run"]]}
    with pytest.raises(StateMismatch):
        CheckInRun(CHECK_IN, "form-a", False, 1, state)
