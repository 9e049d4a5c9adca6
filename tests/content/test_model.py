from pathlib import Path
from typing import Any, get_args

import pytest

from kiosk.content.load import load_book
from kiosk.content.model import KINDS, Book, Choose, Content

from .slips import ASK, RULES, Slip


def models(kind: type[Content] = Content) -> list[type[Content]]:
    return [each for found in kind.__subclasses__() for each in (found, *models(found))]


def change(folder: Path, file: str, right: str, wrong: str) -> Book:
    Slip(file, right, wrong, 0, "").make(folder)
    return load_book(folder)


def test_every_setting_that_may_be_missing_has_words_for_it() -> None:
    unsaid = [
        f"{kind.__name__}.{name}"
        for kind in models()
        for name, field in kind.model_fields.items()
        if field.is_required() and not field.description and name != "step"  # which all kinds of step are named for
    ]
    assert unsaid == []
    assert all(kind.called for kind in models() if kind.__name__ != "_Step")


def test_every_kind_of_file_says_its_own_kind() -> None:
    assert {name: get_args(kind.model_fields["kind"].annotation) for name, kind in KINDS.items()} == {
        name: (name,) for name in KINDS
    }


def test_a_question_finds_its_answers_and_what_follows(small: Path) -> None:
    question = load_book(small).lessons["ask-first"].questions[0]
    assert isinstance(question, Choose)
    pressed, asked, shared = question.answers
    assert question.answer("ask-miss-bell") is asked
    with pytest.raises(KeyError):
        question.answer("nobody")
    assert [actor.feeling for actor in question.consequence(pressed).cast] == ["worried"]
    assert [actor.feeling for actor in question.picture.cast] == ["puzzled"]
    assert question.consequence(asked) == question.picture
    assert question.consequence(shared).prop == "tablet-many-boxes"


def test_the_agreement_is_due_again_for_its_exact_wording_alone(small: Path) -> None:
    before = load_book(small).agreement.stamp
    softer = change(small, "agreement.yaml", "I know grown-ups may check.", "Grown-ups may look.").agreement.stamp
    reworded = change(small, "agreement.yaml", "may be monitored", "will be monitored").agreement.stamp
    new_rule = change(small, RULES, "School owns the network, so", "School owns it all, so").agreement.stamp
    changed_rule = change(small, RULES, "can set rules for its use", "sets the rules for its use").agreement.stamp

    assert before.id == "agreement-2026-09"
    assert softer == before
    assert reworded.sha256 != before.sha256
    assert new_rule == reworded
    assert changed_rule.sha256 != reworded.sha256


def test_a_lesson_is_stamped_with_the_wording_that_it_shows(small: Path) -> None:
    def stamp(book: Book) -> Any:
        return book.stamp(book.lessons["ask-first"])

    before = stamp(load_book(small))
    assert "or we ask a teacher/adult first" in before.text
    assert "You will not be in trouble." in before.text
    assert stamp(change(small, ASK, "minutes: 4", "minutes:   4")) == before
    assert stamp(change(small, RULES, "We only login", "We always login")) == before
    assert stamp(change(small, RULES, "or we ask a teacher", "or ask a teacher")) != before
