import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records.faults import BadName
from kiosk.records.names import clean, plain, same_name, shown, sort_key


def test_a_name_is_kept_composed_and_trimmed() -> None:
    assert clean("  Zoe\u0308 \t  van   Dijk\ufeff ") == "Zoë van Dijk"
    assert clean("=1+1") == "=1+1"
    assert clean("Zo\u200bë\u00ad") == "Zoë"
    assert clean("ن\u200cی") == "ن\u200cی", "a mark that shapes the letters beside it stays"


@pytest.mark.parametrize(
    "name",
    ["", "  ", "a\0b", "a\nb", "\ud800x", "a\u202eb", "a\u2066b", "\u200fa", "x" * 81, "a\u2028b", "\x81", "\ue000"],
)
def test_what_cannot_be_a_name(name: str) -> None:
    with pytest.raises(BadName, match=r"\.$"):
        clean(name)


def test_eighty_characters_fit() -> None:
    assert clean("x" * 80) == "x" * 80


@given(st.text(max_size=100))
def test_a_cleaned_name_is_clean(name: str) -> None:
    try:
        kept = clean(name)
    except BadName:
        return
    assert clean(kept) == kept
    assert 0 < len(kept) <= 80
    assert kept == unicodedata.normalize("NFC", kept)
    assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in kept)


def test_first_names_with_as_much_of_the_family_name_as_is_needed() -> None:
    people = [("Amara", "Khan"), ("amara", "Osei"), ("Ben", "Hall"), ("Amara", "Kaur")]
    assert shown(people) == ["Amara Kh", "amara O", "Ben", "Amara Ka"]
    assert shown([("Ben", "Lee"), ("Ben", "Leeson")]) == ["Ben Lee", "Ben Lees"]
    assert shown([("Ben", "Lee"), ("Ben", "lee")]) == ["Ben Lee", "Ben lee"]
    assert shown([("Zoë", "Nowak"), ("Zoe", "Nowak")]) == ["Zoë", "Zoe"]
    assert shown([]) == []


name = st.text("abcé ’-", min_size=1, max_size=5).filter(str.strip).map(clean)


@given(st.lists(st.tuples(name, name), max_size=8, unique_by=lambda pair: (same_name(pair[0]), same_name(pair[1]))))
def test_shown_names_tell_a_class_apart(people: list[tuple[str, str]]) -> None:
    told = shown(people)
    for (given_name, family_name), words in zip(people, told, strict=True):
        assert f"{given_name} {family_name}".startswith(words)
    shared = [words for words, (given_name, _) in zip(told, people, strict=True) if words != given_name]
    assert len({same_name(words) for words in shared}) == len(shared)


def test_a_list_reads_as_a_person_reads_it() -> None:
    names = ["Zoë", "Ọlá", "Łukasz", "Ollie", "Liam", "zara", "Ada"]
    assert sorted(names, key=sort_key) == ["Ada", "Liam", "Łukasz", "Ọlá", "Ollie", "zara", "Zoë"]
    assert plain("Łukasz O’Brien") == "lukasz o'brien"
