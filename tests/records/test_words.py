"""The passwords that the kiosk offers."""

import re

from kiosk.records.exports.guard import check_password
from kiosk.records.exports.words import WORDS, three_words


def test_each_word_is_there_once_and_is_easy_to_type() -> None:
    assert len(set(WORDS)) == len(WORDS) >= 1100
    assert [word for word in WORDS if not re.fullmatch(r"[a-z]{4,8}", word)] == []


def test_no_word_is_the_plural_of_another() -> None:
    """Over a bad line the two would be one."""
    assert [word for word in WORDS if word + "s" in WORDS] == []


def test_an_offered_password_is_one_that_may_be_used() -> None:
    offered = {three_words() for _ in range(200)}
    assert len(offered) == 200
    for password in offered:
        assert re.fullmatch(r"([a-z]{4,8}-){3}\d{4}", password)
        check_password(password)
