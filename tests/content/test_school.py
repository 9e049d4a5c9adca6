"""The lessons as one school gives them."""

import re

import pytest

from kiosk import config, start
from kiosk.content.load import load_book
from kiosk.content.school import PHONES, adapted

BOOK = load_book(config.shipped("lessons"))


def test_every_rule_about_phones_can_be_told() -> None:
    for phones in config.PHONES:
        told = start.book(settings=config.Settings(phones=phones)).scenarios["ks2-story-the-phone-in-the-bag"]
        assert BOOK.lines[f"phones-{phones}"].ks2 in told.nodes[0].say
        assert PHONES not in told.model_dump_json()


def test_a_system_that_checks_every_day_is_named_and_changes_no_wording() -> None:
    told = adapted(BOOK, checks_daily=True)
    line = "Our school’s computer system checks every day."
    assert told.rules["monitoring"].words.ks1.endswith(line)
    assert told.agreement.rules[-1].words.ks2.endswith(line)
    assert told.agreement.stamp == BOOK.agreement.stamp


def test_a_name_is_swapped_in_words_and_pictures() -> None:
    told = adapted(BOOK, swaps={"Yusuf": "Omar"})
    lesson, before = told.lessons["ks1-rule-4-lost-so-ask"], BOOK.lessons["ks1-rule-4-lost-so-ask"]
    assert "Yusuf" in before.model_dump_json()
    assert not re.search(r"\bYusuf\b|\"yusuf\"", lesson.model_dump_json())
    assert "This is Omar." in lesson.steps[0].say
    assert lesson.steps[0].picture.cast[0].name == "omar"
    assert told.stamp(lesson).sha256 != BOOK.stamp(before).sha256


def test_who_is_not_in_the_lessons_cannot_be_swapped() -> None:
    with pytest.raises(config.ConfigError, match="Xanthe"):
        start.book(settings=config.Settings(swap={"Xanthe": "Omar"}))
