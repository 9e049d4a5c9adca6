"""Every text of every screen of pupils has room at the largest text, and what a school is told of one that has none."""

from pathlib import Path

import pytest

from kiosk import config, fit, start
from kiosk.content.check import check

LESSON = "ks1/ks1-rule-2-know-what-it-does.yaml"
SHIPPED = config.shipped("lessons")


def test_every_text_of_the_house_has_room() -> None:
    assert list(fit.spilt(start.book())) == []


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A school's own folder, with a lesson of the house to change."""
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def copy(own: Path, file: str, *changes: tuple[str, str]) -> list[str]:
    """Returns the lines of the copy."""
    text = (SHIPPED / file).read_text(encoding="utf-8")
    for right, amiss in changes:
        assert text.count(right) >= 1, right
        text = text.replace(right, amiss, 1)
    (own / Path(file).name).write_text(text, encoding="utf-8")
    return text.splitlines()


def line(lines: list[str], text: str) -> int:
    return next(number for number, each in enumerate(lines, 1) if text in each)


def test_what_a_school_writes_is_measured_and_told_at_its_line(own: Path) -> None:
    label = "Let Mia press it because she is very good at boxes like this one and has seen many of them before now"
    word = "Supercalifragilisticexpialidociously"
    named = "Miss Bell helps him. " * 16
    lines = copy(
        own,
        LESSON,
        ('label: "Let Mia press it"', f'label: "{label}"'),
        ('label: "Press it and see"', f'label: "{word}"'),
        ('say: "This is Omar.', f'say: "{named}This is Omar.'),
    )
    problems = check(SHIPPED, own, measured=fit.spilt)
    faults = [str(problem) for problem in problems if problem.kind == "fault"]
    name = f"own/{Path(LESSON).name}"
    assert [fault.split(": ")[0] for fault in faults] == [
        f"{name}:{line(lines, text)}" for text in ("This is Omar", word, "Let Mia press it")
    ]
    said, single, labelled = faults
    assert "at the largest text" in said and "letters, and about" in said
    assert f"It has {len(label)} letters, and about " in labelled
    fitting = int(labelled.split("about ")[1].split()[0])
    assert 30 < fitting < len(label)
    assert "letters of this word fit. Use a shorter one." in single


def test_what_fits_by_a_letter_less_fits(own: Path) -> None:
    """The number that is told is the truth: with so many letters there is nothing more to tell."""
    label = " ".join(["Press"] * 20)
    copy(own, LESSON, ('label: "Press it and see"', f'label: "{label}"'))
    (fault,) = [str(each) for each in check(SHIPPED, own, measured=fit.spilt) if each.kind == "fault"]
    most = int(fault.split("about ")[1].split()[0])
    copy(own, LESSON, ('label: "Press it and see"', f'label: "{label[:most].strip()}"'))
    assert [str(each) for each in check(SHIPPED, own, measured=fit.spilt) if each.kind == "fault"] == []
