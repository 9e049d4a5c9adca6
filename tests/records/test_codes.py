import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records.codes import check_code, handed_out, hashed, matches
from kiosk.records.faults import BadCode
from kiosk.records.rows import Role


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("1234567", "teacher"),
        ("       12", "teacher"),
        ("12345678", "teacher"),
        ("87654321", "teacher"),
        ("90123456", "teacher"),
        ("11112222", "teacher"),
        ("Password1", "teacher"),
        ("hazel lane", "teacher"),
        ("HazelLane99", "teacher"),
        ("ms okafor", "teacher"),
        ("elevenchars", "lead"),
        ("abcdefghijklm", "lead"),
        ("think then click", "lead"),
        ("correct horse battery staple", "lead"),
        ("14031986", "teacher"),
        ("19860314", "teacher"),
        ("03141986", "teacher"),
        ("P4ssw0rd!", "teacher"),
        ("teacher2026", "teacher"),
        ("okafor123", "teacher"),
        ("12okafor", "teacher"),
        ("qwertyuiop12", "lead"),
        ("1qaz2wsx3edc", "lead"),
        ("sunshine2026!", "lead"),
        ("marblemarble", "lead"),
        ("marble marble marble", "lead"),
        ("abcabcabcabc", "lead"),
        ("chocolate biscuit", "lead"),
        ("safeguarding!1", "lead"),
        ("aaaaaaaabbbbbbbb", "lead"),
    ],
)
def test_codes_that_are_quick_to_guess(code: str, role: Role) -> None:
    with pytest.raises(BadCode, match=r"\.$"):
        check_code(code, role, "Ms Okafor", "Hazel Lane")


@pytest.mark.parametrize("code", ["73519284", "24681012", "marble jar 7", "59203837", "café crème"])
def test_codes_that_will_do(code: str) -> None:
    check_code(code, "teacher", "Ms Okafor", "Hazel Lane")


@pytest.mark.parametrize(
    "code", ["a long quiet river", "purple kettle seven", "wednesday kettle fog", "Wet dog, red scarf"]
)
def test_passphrases_that_will_do(code: str) -> None:
    check_code(code, "lead", "Mr Whitmore", "Hazel Lane")


@pytest.mark.parametrize(("code", "missing"), [("12345", "3 more characters"), ("7351928", "1 more character:")])
def test_how_much_is_missing_is_said(code: str, missing: str) -> None:
    with pytest.raises(BadCode, match=missing):
        check_code(code, "teacher", "Ms Okafor", "Hazel Lane")


def test_a_school_with_a_short_name_or_none_yet_refuses_nothing_by_it() -> None:
    check_code("marble jar 7", "teacher", "Ms Okafor", "")
    check_code("marble jar 7", "teacher", "Ms Okafor", "Elm")


@pytest.mark.parametrize("role", ["teacher", "lead"])
def test_codes_that_are_handed_out_are_never_alike_and_always_good(role: Role) -> None:
    codes = {handed_out(role, "Ms Okafor", "Hazel Lane") for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        check_code(code, role, "Ms Okafor", "Hazel Lane")


@given(st.text(max_size=300))
def test_any_text_is_taken_or_refused_with_a_sentence(code: str) -> None:
    try:
        check_code(code, "lead", "Ms Okafor", "Hazel Lane")
    except BadCode as fault:
        assert fault.sentence.endswith(".")  # noqa: PT017 - either is right
        return
    assert len(code.strip()) >= 12


def test_a_hash_tells_codes_apart_and_holds_none_of_them() -> None:
    kept = hashed(" marble jar 7 ")
    assert matches(kept, "marble jar 7")
    assert not matches(kept, "marble jar 8")
    assert not matches("", "marble jar 7"), "nobody has left their code behind"
    assert "marble" not in kept
