"""The file that a translator begins with: every text is in it, and it may be filled in line by line."""

import json
from pathlib import Path

from kiosk.content.check import check
from kiosk.content.load import load_book, read
from kiosk.content.translated import SECTIONS, English
from kiosk.content.worksheet import worksheet


def begun(folder: Path, text: str | None = None) -> Path:
    path = folder / "ro" / "all.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text or worksheet(load_book(folder), "ro"), encoding="utf-8")
    return path


def test_an_empty_worksheet_is_no_language_and_no_fault(small: Path) -> None:
    begun(small)
    book, problems = read(small)
    assert [problem for problem in problems if problem.kind == "fault"] == []
    assert book is not None
    assert book.languages == {}
    assert not any("to check" in problem.sentence for problem in check(small))


def test_one_line_that_is_filled_in_is_said(small: Path) -> None:
    path = begun(small)
    blank = '    en: "Hello, {name}!"\n    ro: ""'
    text = path.read_text(encoding="utf-8")
    assert text.count(blank) == 1
    begun(small, text.replace(blank, blank[:-1] + 'Bună, {name}!"'))
    tongue = load_book(small).languages["ro"]
    assert {original.id for original in tongue.lines} == {"hello"}
    assert tongue.find("phrase", "hello", "ks2", "Hello, {name}!") == "Bună, {name}!"
    assert (tongue.consent, tongue.form) == (None, None)


def test_one_key_stage_may_wait_for_the_other(small: Path) -> None:
    path = begun(small)
    text = path.read_text(encoding="utf-8")
    begun(small, text.replace('      ks1: ""', '      ks1: "Atinge."', 1))
    (line,) = load_book(small).languages["ro"].lines.items()
    assert (line[0].id, line[0].key_stage, line[1]) == ("tap-your-name", "ks1", "Atinge.")


def test_every_english_text_has_its_place_in_it(real: Path) -> None:
    book = load_book(real)
    text = worksheet(book, "ro")
    among = English(book.phrases, book.lines, book.rules, {each.id: each for each in book.agreement.statements})
    spoken = [original.words for part in SECTIONS for original in among.originals(part)]
    assert len(spoken) > 300
    printed = [book.agreement.consent, book.consent_form.intro, book.consent_form.consent]
    assert [words for words in (*spoken, *printed) if json.dumps(words, ensure_ascii=False) not in text] == []


def test_one_that_is_full_leaves_nothing_in_english(small: Path) -> None:
    full = worksheet(load_book(small), "ro").replace('""', '"Da."')
    begun(small, full.replace('"Hello, {name}!"\n    ro: "Da."', '"Hello, {name}!"\n    ro: "Da, {name}."'))
    book, problems = read(small)
    assert book is not None, problems
    assert not any("told in English" in problem.sentence or "Parents" in problem.sentence for problem in problems)
    assert book.languages["ro"].form is not None


def test_a_form_for_parents_is_whole_or_the_rest_of_it_is_asked_for(small: Path) -> None:
    path = begun(small)
    text = path.read_text(encoding="utf-8")
    begun(small, text.replace('  hint: ""', '  hint: "Întrebați la școală."'))
    _, problems = read(small)
    assert any("title" in problem.sentence for problem in problems if problem.kind == "fault")
