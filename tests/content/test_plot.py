"""Scenarios: what teachers type by mistake, and what only a look at the whole plot can tell."""

from pathlib import Path

import pytest

from kiosk.content.check import check
from kiosk.content.load import load_book, read
from kiosk.content.model import Story
from kiosk.content.plot import heaviest

from .slips import NEEDED, RULES, Slip

NAME = "scenarios/the-box.yaml"
TEXT = """\
format: 1
id: the-box
kind: scenario
key-stage: ks2
title: "The box"
minutes: 5
rules: [ks2-9]
aim: "I can ask."
misconceptions: [press-to-see, friend-can-decide]
start: a-box

nodes:
  - id: a-box
    short: "A box"
    picture: box
    say: "A box comes up. What could Mia do?"
    think: "Do we know what it does?"
    choices:
      - id: press-it
        label: "Press it"
        kind: unhelpful
        misconception: press-to-see
        goes-to: more-boxes
      - id: ask
        label: "Ask Dad"
        kind: helpful
        named: "You asked first."
        goes-to: ending-asked

  - id: more-boxes
    short: "More boxes"
    picture: boxes
    feelings: {mia: worried, leo: pleased}
    say: "Now there are nine boxes."
    think: "Who could help?"
    rewind-to: a-box
    choices:
      - id: leo-too
        label: "Let Leo press"
        kind: unhelpful
        misconception: friend-can-decide
        goes-to: ending-open
      - id: tell
        label: "Tell Dad"
        kind: helpful
        named: "You told."
        goes-to: ending-asked

endings:
  - id: ending-asked
    mood: warm
    picture: box
    feelings: {mia: happy}
    say: "Dad shuts the box."
    safeguarding: never-too-late
  - id: ending-open
    mood: open
    picture: boxes
    say: "It is not over."
    safeguarding: never-too-late
    rewind-to: more-boxes
"""


@pytest.fixture
def told(small: Path) -> Path:
    """The small folder with a scenario in it, without a fault."""
    (small / NAME).parent.mkdir()
    (small / NAME).write_text(TEXT, encoding="utf-8")
    return small


def test_a_scenario_is_read(told: Path) -> None:
    book = load_book(told, needed_phrases=NEEDED)
    story = book.scenarios["the-box"]
    assert isinstance(story, Story)
    assert [node.id for node in story.nodes] == ["a-box", "more-boxes"]
    assert story.node("more-boxes").choice("tell").goes_to == "ending-asked"
    assert story.at("ending-open").rewind_to == "more-boxes"
    assert dict(story.node("more-boxes").feelings) == {"mia": "worried", "leo": "pleased"}
    assert story.first_picture == story.node("a-box").picture
    assert list(book.lessons) == ["ask-first", "own-login"]
    assert list(book.playable) == ["ask-first", "own-login", "the-box"]
    assert [problem.sentence for problem in check(told, needed_phrases=NEEDED)] == []
    for unknown in ("elsewhere", "ending-open"):
        with pytest.raises(KeyError):
            story.node(unknown)


SLIPS = [
    (
        "goes-to: more-boxes",
        "goes-to: more-box",
        23,
        'There is no node or ending called "more-box". Did you mean "more-boxes"?',
    ),
    ("start: a-box", "start: the-box", 10, 'There is no node called "the-box". Did you mean "a-box"?'),
    ("rewind-to: a-box", "rewind-to: box", 36, 'There is no node called "box". Did you mean "a-box"?'),
    (
        "rewind-to: a-box",
        "rewind-to: ending-open",
        36,
        '"ending-open" is an ending. This is the id of a node: a-box, more-boxes.',
    ),
    (
        "goes-to: ending-open",
        "goes-to: a-box",
        42,
        'This leads round in a circle, back to "more-boxes". A choice leads on. Where a pupil may go back, write '
        '"rewind-to".',
    ),
    (
        "goes-to: ending-open",
        "goes-to: ending-asked",
        56,
        'No choice leads to "ending-open". Write its id after a "goes-to", or take it out.',
    ),
    (
        "goes-to: more-boxes",
        "goes-to: ending-open",
        30,
        'No choice leads to "more-boxes". Write its id after a "goes-to", or take it out.',
    ),
    (
        'think: "Do we know what it does?"',
        'think: "Do we know what it does?"\n    rewind-to: more-boxes',
        18,
        'Nobody who comes here has been at "more-boxes". Name a node that leads here.',
    ),
    (
        'kind: helpful\n        named: "You told."',
        "kind: unhelpful\n        misconception: press-to-see",
        37,
        "This node has no helpful choice. Every node needs at least one.",
    ),
    (
        '    think: "Who could help?"\n',
        "",
        34,
        'This is missing: "think". Every node needs the sentence that pupils think about. '
        'Write: think: "What would help Ana now?"',
    ),
    (
        '    short: "More boxes"\n',
        "",
        30,
        'This is missing: "short". Every node needs its name in two or three words. Write: short: "It grows"',
    ),
    (
        "    rewind-to: more-boxes\n",
        "",
        60,
        'This is missing: "rewind-to". An open ending says to which node a pupil may go back.',
    ),
    ("mood: warm", "mood: worm", 51, '"mood" must be warm, hopeful or open. This says "worm". Did you mean "warm"?'),
    (
        '        named: "You asked first."\n',
        "",
        26,
        'This is missing: "named". A helpful choice says what the pupil did well, such as "You asked first."',
    ),
    (
        "        misconception: press-to-see\n",
        "",
        21,
        'This is missing: "misconception". An unhelpful choice names the idea behind it, such as joke-excuses.',
    ),
    (
        "misconception: press-to-see",
        "misconception: press-to-say",
        22,
        'There is no misconception called "press-to-say". Did you mean "press-to-see"?',
    ),
    (
        "safeguarding: never-too-late",
        "safeguarding: never-to-late",
        55,
        'There is no line called "never-to-late". Did you mean "never-too-late"?',
    ),
    ("rules: [ks2-9]", "rules: [ks2-99]", 7, 'There is no rule called "ks2-99". Did you mean "ks2-9"?'),
    (
        "feelings: {mia: happy}",
        "feelings: [mia happy]",
        53,
        '"feelings" needs settings of its own, each on a line below it. Here is a list.',
    ),
    ("{mia: happy}", "{mia: happy, leo: sad, ada: sad, eve: sad}", 53, '"feelings" may have 3 at most. Here are 4.'),
    ("id: ending-asked", "id: more-boxes", 50, 'Two places have the id "more-boxes". Every place needs its own.'),
    ("id: leo-too", "id: tell", 43, 'Two choices have the id "tell". Every choice needs its own.'),
    ("kind: scenario", "kind: lesson", 3, '"kind" must be scenario. This says "lesson".'),
    (
        "key-stage: ks2",
        "key-stage: ks1",
        19,
        'This is missing: "picture". In KS1 every choice has one, for pupils who cannot read yet.',
    ),
]


@pytest.mark.parametrize(("right", "wrong", "line", "sentence"), SLIPS, ids=[slip[1][:40].strip() for slip in SLIPS])
def test_a_slip_is_named_with_its_line(told: Path, right: str, wrong: str, line: int, sentence: str) -> None:
    Slip(NAME, right, wrong, 0, "").make(told)
    book, problems = read(told, needed_phrases=NEEDED)
    assert book is None
    assert f"lessons/{NAME}:{line}: {sentence}" in [str(problem) for problem in problems]


def test_every_loose_end_is_named_at_once_also_beside_other_faults(told: Path) -> None:
    for right, wrong in (("goes-to: more-boxes", "goes-to: m"), ("goes-to: ending-open", "goes-to: e"), ("warm", "w")):
        Slip(NAME, right, wrong, 0, "").make(told)
    _, problems = read(told, needed_phrases=NEEDED)
    assert [problem.where.rpartition(":")[2] for problem in problems] == ["23", "42", "51"]


def test_a_lesson_and_a_scenario_cannot_share_an_id(told: Path) -> None:
    other = told / "ks2/the-box.yaml"
    other.write_text((told / "ks2/own-login.yaml").read_text("utf-8").replace("id: own-login", "id: the-box"), "utf-8")
    _, problems = read(told, needed_phrases=NEEDED)
    assert any('Two lessons are called "the-box".' in problem.sentence for problem in problems)


def test_words_are_counted_along_the_longest_way(told: Path) -> None:
    story = load_book(told, needed_phrases=NEEDED).scenarios["the-box"]
    assert heaviest(story, lambda moment, choice: 1) == 3
    assert heaviest(story, lambda moment, choice: {"a-box": 5, "ending-asked": 1}.get(moment.id, 0)) == 6
    for right in ("A box comes up.", "Now there are nine boxes.", "Dad shuts the box."):
        Slip(NAME, right, "It is so. " * 15 + right, 0, "").make(told)
    assert [problem.sentence for problem in check(told, needed_phrases=NEEDED)] == []
    for right in ("A box comes up.", "Now there are nine boxes.", "Dad shuts the box."):
        Slip(NAME, right, "It is so. " * 30 + right, 0, "").make(told)
    words = 3 * 45 * 3 + 8 + 6 + 5 + 3 + 2 + 4  # what was put in, then say and think, say, think and named, and the end
    advice = [problem.sentence for problem in check(told, needed_phrases=NEEDED)]
    assert f"One way through this scenario has {words} spoken words, and 330 is the most." in advice


def test_what_is_unused_or_unknown_in_a_scenario_is_advice_with_its_line(told: Path) -> None:
    Slip(NAME, "misconceptions: [press-to-see, friend-can-decide]", "misconceptions: [press-to-see]", 0, "").make(told)
    Slip(NAME, '"Press it"', '"Press it and then press it again and again until something happens there"', 0, "").make(
        told
    )
    found = [
        (problem.where.rpartition(":")[2], problem.sentence, problem.kind)
        for problem in check(told, needed_phrases=NEEDED)
    ]
    assert found == [
        ("20", "This label has 13 words, and 12 is the most for KS2.", "advice"),
        ("41", '"friend-can-decide" is not among the "misconceptions" of this scenario.', "advice"),
    ]


def test_faces_and_pictures_of_a_scenario_must_be_there(told: Path) -> None:
    drawn = {"people/mia", "people/leo", "feelings/worried", "feelings/pleased", "props/box", "props/boxes"}

    def lacking(picture: object) -> list[str]:
        cast = [f"people/{a.name}" for a in picture.cast] + [f"feelings/{a.feeling}" for a in picture.cast]  # type: ignore[attr-defined]
        props = [f"props/{picture.prop}"] if picture.prop else []  # type: ignore[attr-defined]
        return [part for part in cast + props if part not in drawn]

    found = [
        str(problem)
        for problem in check(told, needed_phrases=NEEDED, pictures=lacking, parts=sorted(drawn))
        if NAME in problem.where
    ]
    assert found == [f'lessons/{NAME}:53: There is no picture "feelings/happy". Did you mean "feelings/pleased"?']


def test_a_scenario_is_stamped_with_the_wording_that_it_shows(told: Path) -> None:
    def sha(*slips: tuple[str, str, str]) -> str:
        for file, right, wrong in slips:
            Slip(file, right, wrong, 0, "").make(told)
        book = load_book(told, needed_phrases=NEEDED)
        return book.stamp(book.scenarios["the-box"]).sha256

    before = sha()
    assert sha((NAME, "minutes: 5", "minutes:  5")) == before
    assert sha((RULES, "We only press what we know, and otherwise", "We press what we know, and otherwise")) == before
    named = sha((NAME, "You told.", "You told Dad."))
    assert named != before
    assert sha((RULES, "We only login as ourselves.", "We login as ourselves.")) not in (before, named)
