"""What pupils' screens share."""

import pytest

from kiosk.scenes.page import sentences, split_question


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Yusuf is lost. What could he do?", ["Yusuf is lost.", "What could he do?"]),
        ("“My turn next!” calls Zara. She waits.", ["“My turn next!” calls Zara.", "She waits."]),
        ("“Stop!” Mia runs. “Why?” asks Leo, and sits.", ["“Stop!”", "Mia runs.", "“Why?” asks Leo, and sits."]),
        ("Hop!", ["Hop!"]),
        ("He waits… Then he asks.", ["He waits… Then he asks."]),
    ],
)
def test_sentences_end_where_they_do(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_only_a_question_at_the_end_is_split_off() -> None:
    assert split_question("It is late. Who could help?") == ("It is late.", "Who could help?")
    assert split_question("Who could help? Nan could.") == ("Who could help? Nan could.", "")
    assert split_question("“Can I play?” asks Mia.") == ("“Can I play?” asks Mia.", "")
