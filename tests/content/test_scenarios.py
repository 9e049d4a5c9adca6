"""The scenarios that come with the program, and what is promised of every one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.content.load import load_book
from kiosk.content.model import Ending, Story

SCENARIOS = load_book(Path(__file__).parents[2] / "lessons").scenarios
GROWN_UPS = {"miss-bell", "mr-ade", "mrs-khan", "mum", "dad", "nan", "gran", "grandad", "auntie", "jo"}


def ends(story: Story, here: str, *kinds: str) -> Iterator[Ending]:
    """Where choices of these kinds alone lead."""
    moment = story.at(here)
    if isinstance(moment, Ending):
        yield moment
        return
    for choice in moment.choices:
        if choice.kind in kinds:
            yield from ends(story, choice.goes_to, *kinds)


@pytest.mark.parametrize("story", SCENARIOS.values(), ids=SCENARIOS)
def test_helpful_choices_lead_to_an_ending_that_is_warm_or_hopeful(story: Story) -> None:
    for node in story.nodes:
        moods = {ending.mood for ending in ends(story, node.id, "helpful")}
        assert moods
        assert moods <= {"warm", "hopeful"}, node.id


@pytest.mark.parametrize("story", SCENARIOS.values(), ids=SCENARIOS)
def test_nobody_is_alone_at_an_ending(story: Story) -> None:
    for ending in story.endings:
        cast = {actor.name for actor in ending.picture.cast}
        assert cast & (GROWN_UPS if ending.mood != "open" else GROWN_UPS | {"think", "click"}), ending.id


@pytest.mark.parametrize("story", SCENARIOS.values(), ids=SCENARIOS)
def test_a_way_has_two_to_four_decisions_and_an_unhelpful_choice_can_be_made(story: Story) -> None:
    def decisions(here: str) -> set[int]:
        moment = story.at(here)
        if isinstance(moment, Ending):
            return {0}
        return {1 + further for choice in moment.choices for further in decisions(choice.goes_to)}

    assert max(decisions(story.start)) <= 4
    assert max(decisions(story.start)) >= 2
    assert any(choice.kind == "unhelpful" for node in story.nodes for choice in node.choices)


@pytest.mark.parametrize("story", SCENARIOS.values(), ids=SCENARIOS)
def test_it_is_called_what_it_is(story: Story) -> None:
    assert story.id.startswith(f"{story.key_stage}-story-")
    assert all(rule.startswith((f"{story.key_stage}-", "e-")) for rule in story.rules)
    assert story.misconceptions
    assert story.curriculum
