"""Check-ins: what a file may say, and what is promised of the two that come with the program."""

from pathlib import Path

import pytest

from kiosk.content.check import check, count
from kiosk.content.load import load_book, read
from kiosk.content.model import CheckIn

LESSONS = Path(__file__).parents[2] / "lessons"
CHECK_INS = load_book(LESSONS).check_ins
house = pytest.mark.parametrize("check_in", CHECK_INS.values(), ids=CHECK_INS)
GROWN_UPS = {"miss-bell", "mr-ade", "mrs-khan", "mum", "dad", "nan", "gran"}

SMALL = """\
format: 1
id: ks1-check-in
kind: check-in
key-stage: ks1
title: "Check-in"
minutes: 5
rules: [ks1-2]
aim: "I can show what I would do."
misconceptions: [press-to-see, friend-can-decide]
opening: {picture: rule-card, say: "Tell us what you think."}
ideas:
  - id: button
    form-a:
      picture: tablet
      say: "A box pops up."
      question: "What could Zara do?"
      think: "Do we know it?"
      options:
        - {id: ask, picture: hand, label: "Ask first", kind: helpful}
        - {id: press, picture: finger, label: "Press it", kind: unhelpful, misconception: press-to-see}
        - {id: friend, picture: friend, label: "Ask Omar", kind: unhelpful, misconception: friend-can-decide}
    form-b:
      picture: game
      say: "A gift pops up."
      question: "What could Leo do?"
      think: "Do we know it?"
      options:
        - {id: ask, picture: hand, label: "Ask Gran", kind: helpful}
        - {id: press, picture: finger, label: "Tap it", kind: unhelpful, misconception: press-to-see}
        - {id: friend, picture: friend, label: "Ask Ada", kind: unhelpful, misconception: friend-can-decide}
closing: {picture: sky, say: "Thank you."}
what-helps: {picture: sky, say: "Stop and ask."}
safeguarding: never-too-late
"""


def told(folder: Path, text: str = SMALL) -> list[str]:
    (folder / "check-ins").mkdir(exist_ok=True)
    (folder / "check-ins" / "ks1.yaml").write_text(text, encoding="utf-8")
    return [str(problem).removeprefix("lessons/check-ins/ks1.yaml:") for problem in check(folder)]


# ---------------------------------------------------------------- what a file may say


def test_a_sound_check_in_is_in_the_book(small: Path) -> None:
    assert told(small) == []
    book = load_book(small)
    check_in = book.check_ins["ks1-check-in"]
    assert book.playable["ks1-check-in"] is check_in
    (idea,) = check_in.ideas
    assert idea.form("form-a").say == "A box pops up."
    assert idea.form("form-b").option("press").label == "Tap it"
    with pytest.raises(KeyError):
        idea.form_a.option("nobody")


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("id: ks1-check-in", "id: ks1-checks", '2: Each key stage has one check-in. Write "id: ks1-check-in".'),
        ("safeguarding: never-too-late", "safeguarding: never-to-late", "33: There is no line called"),
        ("key-stage: ks1", "key-stage: ks2", '2: Each key stage has one check-in. Write "id: ks2-check-in".'),
        (
            'label: "Press it", kind: unhelpful, misconception: press-to-see',
            'label: "Press it", kind: unhelpful',
            '20: This is missing: "misconception".',
        ),
        (
            'label: "Ask first", kind: helpful',
            'label: "Ask first", kind: helpful, misconception: press-to-see',
            "19: A helpful option has no misconception behind it.",
        ),
        (
            'label: "Tap it", kind: unhelpful, misconception: press-to-see',
            'label: "Tap it", kind: unhelpful, misconception: friend-can-decide',
            "27: The options of the two forms need the same ids, each with the same misconception.",
        ),
        (
            'label: "Press it", kind: unhelpful, misconception: press-to-see',
            'label: "Press it", kind: helpful',
            "18: One of the three options is helpful, and two are not helpful yet.",
        ),
        ("id: press, picture: finger", "id: ask, picture: finger", "20: Two options have"),
        ("[press-to-see, friend-can-decide]", "[press-to-see]", '21: "friend-can-decide" is not among'),
        ("misconceptions: [press-to-see,", "misconceptions: [press-to-sea,", "9: There is no misconception called"),
        ('"A gift pops up."', '"A big gift in a gold box pops up."', "22: The two forms of this idea have 18 and 23"),
        ('"A gift pops up."', "", '24: Nothing is written after "say:".'),
    ],
)
def test_mistakes_are_told_at_their_line(small: Path, right: str, wrong: str, sentence: str) -> None:
    assert right in SMALL
    problems = told(small, SMALL.replace(right, wrong, 1))
    assert [problem for problem in problems if problem.startswith(sentence)], problems


def test_no_lesson_may_be_called_as_a_check_in_is(small: Path) -> None:
    lesson = (small / "ks1" / "ask-first.yaml").read_text("utf-8")
    (small / "ks1" / "ks1-check-in.yaml").write_text(lesson.replace("id: ask-first", "id: ks1-check-in"), "utf-8")
    _, problems = read(small)
    assert [problem.sentence for problem in problems] == [
        '"ks1-check-in" is what a check-in is called. Change this id.'
    ]


def test_its_report_travels_with_its_words(small: Path) -> None:
    told(small)
    before = load_book(small)
    stamp = before.stamp(before.check_ins["ks1-check-in"])
    assert "Practise hands still" in stamp.text
    codes = small / "misconceptions.yaml"
    codes.write_text(codes.read_text("utf-8").replace("Practise hands still", "Hands in laps"), "utf-8")
    after = load_book(small)
    assert after.stamp(after.check_ins["ks1-check-in"]).sha256 != stamp.sha256
    assert after.stamp(after.lessons["ask-first"]) == before.stamp(before.lessons["ask-first"])


# ---------------------------------------------------------------- the house's own


def test_each_key_stage_has_its_own() -> None:
    assert {id_: len(check_in.ideas) for id_, check_in in CHECK_INS.items()} == {"ks1-check-in": 5, "ks2-check-in": 8}


@house
def test_the_two_forms_are_equally_long(check_in: CheckIn) -> None:
    def words(form: str) -> list[int]:
        return [
            sum(count(text) for text in (each.say, each.question, each.think, *(o.label for o in each.options)))
            for each in (idea.form("form-a" if form == "a" else "form-b") for idea in check_in.ideas)
        ]

    assert all(abs(a - b) <= 1 for a, b in zip(words("a"), words("b"), strict=True))
    assert abs(sum(words("a")) - sum(words("b"))) <= 2


@house
def test_the_two_forms_are_about_others_in_another_place(check_in: CheckIn) -> None:
    for idea in check_in.ideas:
        a, b = idea.form_a.picture, idea.form_b.picture
        assert a.background != b.background, idea.id
        assert not {actor.name for actor in a.cast} & {actor.name for actor in b.cast}, idea.id


@house
def test_every_option_can_be_told_from_its_picture(check_in: CheckIn) -> None:
    for idea in check_in.ideas:
        for form in (idea.form_a, idea.form_b):
            pictures = [form.picture, *(option.picture for option in form.options)]
            assert len(set(pictures)) == 4, idea.id


@house
def test_a_grown_up_is_in_the_picture_of_asking_and_telling(check_in: CheckIn) -> None:
    for idea in check_in.ideas:
        for form in (idea.form_a, idea.form_b):
            (helpful,) = (option for option in form.options if option.kind == "helpful")
            if {"ask", "tell", "show"} & {*helpful.label.lower().replace(".", "").split()} and idea.id != "image":
                assert GROWN_UPS & {actor.name for actor in helpful.picture.cast}, idea.id


@house
def test_the_helpful_option_is_not_the_longest_each_time(check_in: CheckIn) -> None:
    longest = [
        max(form.options, key=lambda option: len(option.label)).kind == "helpful"
        for idea in check_in.ideas
        for form in (idea.form_a, idea.form_b)
    ]
    assert sum(longest) <= len(longest) / 2


def test_nothing_tells_a_pupil_that_an_answer_was_right() -> None:
    for check_in in CHECK_INS.values():
        for page in (check_in.opening, check_in.closing, check_in.what_helps):
            assert not {"right", "correct", "well", "score"} & {*page.say.lower().replace(".", "").split()}
