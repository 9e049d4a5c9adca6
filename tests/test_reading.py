"""What children hear is as easy as it is meant to be, by the formulas of `kiosk check`."""

import pytest

from kiosk import reading, start

pytest.importorskip("textstat", reason="the reading measures come with the extra `check`")


def test_nothing_is_harder_than_it_is_meant_to_be() -> None:
    assert [str(problem) for problem in reading.advice(start.book())] == []


def test_hard_words_are_found() -> None:
    lesson = start.book().lessons["ks1-rule-4-lost-so-ask"]
    first = lesson.steps[0].model_copy(
        update={"say": "Notwithstanding considerable organisational difficulties, Yusuf contemplates alternatives."}
    )
    hard = lesson.model_copy(update={"steps": (first,) * 4})
    assert reading.measure(hard).grade > reading.LIMITS["ks1"].grade
    assert reading.measure(lesson).grade <= reading.LIMITS["ks1"].grade
