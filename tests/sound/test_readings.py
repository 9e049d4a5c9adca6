from hypothesis import given
from hypothesis import strategies as st

from kiosk.sound.readings import said, words
from kiosk.ui.speech import Utterance

READINGS = (("teacher/adult", "teacher or adult"), ("e.g.", "for example"), ("✔", ""))


def shown_words(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


def test_without_readings_a_caption_is_said_as_it_is_shown() -> None:
    text = "“You know it,” said Zoë — or we ask… don’t we?"

    assert said(Utterance(text)) == (text, tuple(range(len(text))))


def test_readings_replace_whole_words_only() -> None:
    utterance = Utterance("IT class: we fit it. IT!", (("IT", "I T"), ("it", "the box")))

    assert said(utterance).text == "I T class: we fit the box. I T!"


def test_the_longest_reading_wins() -> None:
    utterance = Utterance("Ask a teacher/adult.", (("teacher", "grown-up"), ("teacher/adult", "teacher or adult")))

    assert said(utterance).text == "Ask a teacher or adult."


def test_what_is_said_leads_back_to_what_is_shown() -> None:
    text, origin = said(Utterance("Ask a teacher/adult, e.g. Miss Bell. ✔", READINGS))

    assert text == "Ask a teacher or adult, for example Miss Bell. "
    assert [origin[text.index(word)] for word in ("teacher", "adult", "for", "example", "Miss")] == [6, 6, 21, 21, 26]


def test_ranges_are_read_with_to() -> None:
    assert (
        said(Utterance("Ages 3–10, rooms 4 – 5, Monday – Friday")).text == "Ages 3 to 10, rooms 4 to 5, Monday – Friday"
    )


def test_characters_that_cannot_be_seen_are_not_passed_on() -> None:
    """A voice takes some of them for commands, and a zero for the end."""
    assert said(Utterance("one\0two\x01three\nfour")).text == "one two three four"


def test_marks_are_not_part_of_words_and_dashes_part_them() -> None:
    assert shown_words("“Stop!” — don’t (yet)… well-known, 50% of £5; mother—child 3–10 & …") == [
        "Stop", "don’t", "yet", "well-known", "50%", "of", "£5", "mother", "child", "3", "10",
    ]  # fmt: skip


@given(
    st.text(),
    st.lists(st.tuples(st.text(max_size=6), st.text(max_size=12))),
)
def test_every_character_said_stands_for_one_shown_in_order(text: str, readings: list[tuple[str, str]]) -> None:
    spoken, origin = said(Utterance(text, tuple(readings)))

    assert len(origin) == len(spoken)
    assert list(origin) == sorted(origin)
    assert all(0 <= offset < len(text) for offset in origin)


@given(st.text())
def test_words_are_in_order_and_apart(text: str) -> None:
    ends = [0]
    for start, end in words(text):
        assert ends[-1] <= start < end <= len(text)
        assert not any(character.isspace() for character in text[start:end])
        ends.append(end)
