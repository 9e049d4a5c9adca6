"""Translations: read by id, matched line by line with the English that they were made from, and told apart from it."""

import re
from collections.abc import Collection
from pathlib import Path
from string import Formatter

import pytest

from kiosk.content.check import check
from kiosk.content.load import load_book, read
from kiosk.content.model import Book
from kiosk.content.school import adapted
from kiosk.content.tongue import Original

from .examples import examples

PL = """\
format: 1
kind: translation
language: pl
checked: true
phrases:
  hello: "Cześć, {name}!"
  tap-your-name: {ks1: "Dotknij imienia."}
lines:
  never-too-late: "Nigdy nie jest za późno."
rules:
  ks1-2: {wording: "Klikamy, gdy wiemy.", words: {ks1: "Naciskamy to, co znamy."}}
  e-1:
    wording: "Sieć należy do szkoły."
    words: "Szkoła ustala zasady."
    question: "Kto ustala zasady?"
    helpful: "Szkoła"
    unhelpful: {ks1: "Każdy", ks2: "Kto pierwszy"}
statements:
  agree-3:
    again: "Dorośli mogą patrzeć."
"""


def write(folder: Path, text: str = PL, name: str = "pl/all.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, own: Path | None = None, kind: str = "fault") -> list[str]:
    _, problems = read(folder, own)
    return [str(problem).removeprefix("lessons/") for problem in problems if problem.kind == kind]


def find(book: Book, part: str, id_: str, stage: str, words: str) -> str | None:
    return book.languages["pl"].find(part, id_, stage, words)  # type: ignore[arg-type]


# ---------------------------------------------------------------- line by line


def test_a_folder_that_is_called_as_a_language_is_one(small: Path) -> None:
    write(small)
    book = load_book(small)
    assert list(book.languages) == ["pl"]
    assert find(book, "phrase", "hello", "ks2", "Hello, {name}!") == "Cześć, {name}!"
    assert find(book, "line", "never-too-late", "ks1", book.lines["never-too-late"].ks1) == "Nigdy nie jest za późno."
    rule = book.rules["e-1"]
    assert rule.mini_choice is not None
    for stage in ("ks1", "ks2"):
        assert find(book, "rule", "e-1", stage, rule.wording) == "Sieć należy do szkoły."
        assert find(book, "rule", "e-1", stage, rule.words.for_(stage)) == "Szkoła ustala zasady."
        assert find(book, "rule", "e-1", stage, rule.mini_choice.question.for_(stage)) == "Kto ustala zasady?"
        assert find(book, "rule", "e-1", stage, rule.mini_choice.helpful.label.for_(stage)) == "Szkoła"
    assert find(book, "rule", "e-1", "ks2", "Whoever is first") == "Kto pierwszy"
    statement = book.agreement.statements[0]
    assert find(book, "statement", "agree-3", "ks1", statement.again.ks1) == "Dorośli mogą patrzeć."


def test_what_is_not_translated_is_not_found(small: Path) -> None:
    write(small)
    book = load_book(small)
    assert find(book, "phrase", "tap-your-name", "ks1", "Tap your name.") == "Dotknij imienia."
    assert find(book, "phrase", "tap-your-name", "ks2", "Find your name and tap it.") is None
    assert find(book, "phrase", "thank-you", "ks1", "Thank you.") is None
    assert find(book, "rule", "ks1-2", "ks2", book.rules["ks1-2"].words.ks2) is None
    assert book.languages["pl"].consent is None


def test_the_english_book_is_the_same_with_and_without_translations(small: Path) -> None:
    plain = load_book(small)
    write(small)
    book = load_book(small)
    assert (book.rules, book.phrases, book.lines, book.agreement) == (
        plain.rules,
        plain.phrases,
        plain.lines,
        plain.agreement,
    )
    assert book.agreement.stamp == plain.agreement.stamp


def test_what_is_told_in_english_is_counted_for_each_kind_of_thing(small: Path) -> None:
    write(small)
    assert told(small, kind="advice") == [
        "pl/all.yaml:5: 2 phrases are told in English, not in this language: tap-your-name, thank-you.",
        "pl/all.yaml:8: 1 line is told in English, not in this language: never-too-late-telling.",
        "pl/all.yaml:10: 2 rules are told in English, not in this language: ks1-2, ks2-9.",
        "pl/all.yaml:18: 1 statement is told in English, not in this language: agree-3.",
    ]
    write(small, PL.replace("checked: true", "checked: true\nstays-english: [tap-your-name, thank-you, agree-3]"))
    assert [sentence.split(": ")[1][:6] for sentence in told(small, kind="advice")] == ["1 line", "2 rule"]


def test_a_second_language_stands_beside_the_first(small: Path) -> None:
    write(small)
    write(
        small,
        'format: 1\nkind: translation\nlanguage: uk\nchecked: true\nphrases: {hello: "Привіт, {name}!"}\n',
        "uk/a.yaml",
    )
    book = load_book(small)
    assert list(book.languages) == ["pl", "uk"]
    assert len(book.languages["uk"].lines) == 2
    assert find(book, "phrase", "hello", "ks1", "Hello, {name}!") == "Cześć, {name}!"


# ---------------------------------------------------------------- a school's own words


def own_folder(small: Path, **files: str) -> Path:
    own = small.parent / "own"
    own.mkdir()
    for name, text in files.items():
        write(own, text, name.replace("__", "/") + ".yaml")
    return own


OWN_PHRASES = 'format: 1\nkind: phrases\nphrases: {hello: "Good morning, {name}!"}\nlines: {own-line: "Ask us."}\n'


def test_a_line_that_a_school_words_otherwise_is_told_in_english_until_it_is_translated(small: Path) -> None:
    write(small)
    own = own_folder(small, phrases=OWN_PHRASES)
    book = load_book(small, own)
    assert find(book, "phrase", "hello", "ks1", book.phrases["hello"].ks1) is None
    assert any("hello" in sentence for sentence in told(small, own, "advice"))

    write(
        own,
        'format: 1\nkind: translation\nlanguage: pl\nchecked: true\nphrases: {hello: "Dzień dobry, {name}!"}\n',
        "pl/own.yaml",
    )
    book = load_book(small, own)
    assert find(book, "phrase", "hello", "ks1", book.phrases["hello"].ks1) == "Dzień dobry, {name}!"
    assert find(book, "phrase", "tap-your-name", "ks1", "Tap your name.") == "Dotknij imienia."


def test_a_school_can_put_a_translation_otherwise(small: Path) -> None:
    write(small)
    own = own_folder(
        small,
        pl__b='format: 1\nkind: translation\nlanguage: pl\nchecked: true\nrules: {e-1: {helpful: "Nasza szkoła"}}\n',
    )
    book = load_book(small, own)
    assert find(book, "rule", "e-1", "ks1", "School") == "Nasza szkoła"
    assert find(book, "rule", "e-1", "ks1", "School makes the rules.") == "Szkoła ustala zasady."


def test_a_consent_is_told_beside_its_own_english_only(small: Path) -> None:
    write(small, PL + 'consent: "Zgadzam się."\n')
    assert load_book(small).languages["pl"].consent == "Zgadzam się."
    agreement = (small / "agreement.yaml").read_text(encoding="utf-8").replace("I give permission", "I agree")
    own = own_folder(small, agreement=agreement)
    assert load_book(small, own).languages["pl"].consent is None


FORM = """\
consent-form:
  title: "Zasady"
  intro: "Prosimy o podpis."
  pupil: "Uczeń:"
  group: "Klasa:"
  consent: "Zgoda"
  explains: "Podpisać należy angielski."
  hint: "Po polsku?"
"""


def test_parents_have_all_of_their_form_in_a_language_or_none_of_it(small: Path) -> None:
    def english_alone(own: Path | None = None) -> list[str]:
        return [each for each in told(small, own, "advice") if "Parents have" in each]

    write(small)
    assert english_alone() == []
    write(small, PL + 'consent: "Zgadzam się."\n')
    assert load_book(small).languages["pl"].form is None
    assert english_alone() == [
        'pl/all.yaml:21: Parents have their form in English alone: its "consent-form" is not in this language. '
        "Translate it as it is now."
    ]
    write(small, PL + 'consent: "Zgadzam się."\n' + FORM)
    form = load_book(small).languages["pl"].form
    assert form is not None
    assert (form.title, form.hint) == ("Zasady", "Po polsku?")
    assert english_alone() == []

    reworded = (small / "consent-form.yaml").read_text(encoding="utf-8").replace("We ask", "We kindly ask")
    own = own_folder(small, our_form=reworded)
    assert load_book(small, own).languages["pl"].form is None
    assert [each.split(": ")[0] for each in english_alone(own)] == ["pl/all.yaml:22"]
    assert load_book(small, own).consent_form.intro == "We kindly ask you to sign."


# ---------------------------------------------------------------- when the English changes

WITH_ENGLISH = """\
format: 1
kind: translation
language: pl
checked: true
phrases:
  hello:
    en: "Hello, {name}!"
    pl: "Cześć, {name}!"
  tap-your-name:
    en: {ks1: "Tap your name.", ks2: "Find your name and tap it."}
    pl: {ks1: "Dotknij imienia.", ks2: "Znajdź swoje imię i dotknij."}
rules:
  e-1:
    wording: {en: "The school owns the computer network and can set rules for its use.", pl: "Sieć należy do szkoły."}
    unhelpful: {en: {ks1: "Anybody", ks2: "Whoever is first"}, pl: "Każdy"}
consent:
  en: "I give permission for my child to use the Internet.\\n\\nI understand that this is a difficult task."
  pl: "Zgadzam się."
consent-form:
  title: {en: "Our rules", pl: "Zasady"}
  intro: {en: "We ask you to sign.", pl: "Prosimy o podpis."}
  pupil: {en: "Pupil:", pl: "Uczeń:"}
  group: {en: "Class:", pl: "Klasa:"}
  consent: {en: "Consent", pl: "Zgoda"}
  explains: "Podpisać należy angielski."
  hint: "Po polsku?"
"""


UNHELPFUL = '{en: {ks1: "Anybody", ks2: "Whoever is first"}, pl: "Każdy"}'


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def grown_old(folder: Path) -> list[str]:
    return [sentence for sentence in told(folder, kind="advice") if "has changed" in sentence]


def test_a_translation_that_is_of_todays_english_is_said(small: Path) -> None:
    write(small, WITH_ENGLISH)
    tongue = load_book(small).languages["pl"]
    assert tongue.find("phrase", "hello", "ks1", "Hello, {name}!") == "Cześć, {name}!"
    assert tongue.find("phrase", "tap-your-name", "ks2", "Find your name and tap it.") == "Znajdź swoje imię i dotknij."
    assert tongue.find("rule", "e-1", "ks2", "Whoever is first") == "Każdy"
    assert tongue.consent == "Zgadzam się."
    assert tongue.form is not None
    assert tongue.form.title == "Zasady"
    assert grown_old(small) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "how"),
    [
        (
            "phrases.yaml",
            '"Hello, {name}!"',
            '"Good morning, {name}!"',
            7,
            'from "Hello, {name}!" to "Good morning, {name}!", so it is told',
        ),
        (
            "phrases.yaml",
            "Find your name and tap it.",
            "Find your name.",
            10,
            'from "Find your name and tap it." to "Find your name.", so it is told',
        ),
        (
            "rules.yaml",
            "and can set rules for its use.",
            "and sets the rules.",
            14,
            'from "… computer network and can set rules for its use." to "… computer network and sets the rules.", '
            "so it is told",
        ),
        ("rules.yaml", "Whoever is first", "Grace", 15, 'from "Whoever is first" to "Grace", so it is told'),
        (
            "agreement.yaml",
            "a difficult task.",
            "difficult.",
            17,
            'from "… that this is a difficult task." to "… that this is difficult.", so parents have all of their form',
        ),
        (
            "consent-form.yaml",
            "We ask you to sign.",
            "We ask you to sign this.",
            21,
            'from "… you to sign." to "… you to sign this.", so parents have all of their form',
        ),
    ],
)
def test_english_that_has_changed_is_told_with_what_it_was_and_is(
    small: Path, file: str, old: str, new: str, line: int, how: str
) -> None:
    write(small, WITH_ENGLISH)
    before = load_book(small).languages["pl"]
    edit(small, file, old, new)
    assert grown_old(small) == [
        f"pl/all.yaml:{line}: The English has changed since this was translated, {how} in English. "
        'Read the translation, then copy the new English to "en".'
    ]
    after = load_book(small).languages["pl"]
    lost = [text for original, text in before.lines.items() if original not in after.lines]
    if file in ("agreement.yaml", "consent-form.yaml"):
        assert lost == []
        assert after.consent is None or after.form is None
        assert not any("Parents have their form" in sentence for sentence in told(small, kind="advice"))
    else:
        assert lost, "what is old is not said"
        assert {original.words for original in after.lines if new.strip('"') in original.words} == set()


def test_a_comma_or_a_capital_makes_no_translation_old(small: Path) -> None:
    write(small, WITH_ENGLISH)
    edit(small, "phrases.yaml", "Find your name and tap it.", "Find your name, and tap it")
    edit(small, "rules.yaml", '"Anybody"', '"anybody?"')
    book = load_book(small)
    assert grown_old(small) == []
    assert find(book, "rule", "e-1", "ks1", "anybody?") == "Każdy"


def test_what_is_filled_in_may_change_in_english_without_a_fault(small: Path) -> None:
    """The school could not open its kiosk otherwise, for a language that it may not even know."""
    write(small, WITH_ENGLISH)
    edit(small, "phrases.yaml", '"Hello, {name}!"', '"Hello, {name} of {group}!"')
    assert told(small) == []
    assert len(grown_old(small)) == 1


def test_a_translation_is_new_again_once_its_english_is_copied(small: Path) -> None:
    edit(small, "rules.yaml", '"Anybody"', '"Everybody"')
    write(small, WITH_ENGLISH)
    assert len(grown_old(small)) == 1
    write(small, WITH_ENGLISH.replace('"Anybody"', '"Everybody"').replace("Każdy", "Wszyscy"))
    assert grown_old(small) == []
    assert find(load_book(small), "rule", "e-1", "ks1", "Everybody") == "Wszyscy"


def test_texts_without_their_english_are_counted_and_are_said(small: Path) -> None:
    def asked(text: str) -> list[str]:
        write(small, text)
        found = [str(problem).removeprefix("lessons/pl/") for problem in check(small)]
        return [sentence for sentence in found if "which English" in sentence]

    assert asked(WITH_ENGLISH) == []
    assert asked(WITH_ENGLISH.replace(UNHELPFUL, '"Każdy"')) == [
        "all.yaml:15: This text does not say which English was translated, so nobody is told when that changes. "
        'Write {en: "…", pl: "…"}.'
    ]
    assert [sentence.split(" not say ")[0] for sentence in asked(PL)] == ["all.yaml:6: 11 texts from here on do"]
    assert find(load_book(small), "rule", "e-1", "ks1", "School") == "Szkoła"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "sentence"),
    [
        (UNHELPFUL, '{en: "Anybody"}', 15, 'After "en" comes the translation, such as pl: "Dalej".'),
        (
            UNHELPFUL,
            '{en: "Anybody", pl: "Każdy", ro: "Oricine"}',
            15,
            'There is no setting called "ro" here. A translated text may have ks1, ks2 and en.',
        ),
        (UNHELPFUL, '{en: "Anybody", pl: ["Każdy"]}', 15, '"ks1" must be one text'),
        (
            '{en: "Pupil:", pl: "Uczeń:"}',
            '{en: "Pupil:"}',
            22,
            'After "en" comes the translation, such as pl: "Dalej".',
        ),
        ("language: pl", "language: {pl: pl}", 3, '"language" must be one text'),
    ],
)
def test_a_pair_that_is_not_one_is_told(small: Path, right: str, wrong: str, line: int, sentence: str) -> None:
    write(small, WITH_ENGLISH.replace(right, wrong))
    assert told(small)[0].startswith(f"pl/all.yaml:{line}: {sentence}")


# ---------------------------------------------------------------- what is amiss


@pytest.mark.parametrize(
    ("right", "wrong", "line", "sentence"),
    [
        ("  hello:", "  helo:", 6, 'There is no phrase called "helo" in English. Did you mean "hello"?'),
        (
            "  never-too-late:",
            "  never-to-late:",
            9,
            'There is no line called "never-to-late" in English. Did you mean "never-too-late"?',
        ),
        ("  ks1-2:", "  ks1-3:", 11, 'There is no rule called "ks1-3" in English. Did you mean "ks1-2"?'),
        ("  agree-3:", "  agre-3:", 19, 'There is no statement called "agre-3" in English. Did you mean "agree-3"?'),
        ("Cześć, {name}!", "Cześć!", 6, 'The English has "{name}" here, and this does not. Put it in.'),
        ("Cześć, {name}!", "Cześć, {name} {lead}!", 6, 'Nothing is filled in for "{lead}" in this phrase.'),
        (
            "Cześć, {name}!",
            "Cześć, {name!",
            6,
            "A curly bracket stands alone here. They come in pairs, such as {name}.",
        ),
        (
            "{wording: ",
            '{helpful: "Tak", wording: ',
            11,
            '"ks1-2" does not have a picture question in English. Take this out.',
        ),
        ("    question:", "    qestion:", 15, 'There is no setting called "qestion" here. Did you mean "question"?'),
        ("checked: true", "checked: yes", 4, '"checked" must be true or false. This says "yes".'),
        (
            "checked: true\n",
            "",
            3,
            'This is missing: "checked". Every translation needs the line about being checked. Write: checked: false',
        ),
        (
            "language: pl",
            "language: polish",
            3,
            'A language is called by two small letters, such as pl. This says "polish".',
        ),
        ("language: pl", "language: ro", 3, 'This is a translation into "ro": it belongs in a folder called "ro".'),
        (
            "checked: true",
            "checked: true\nto-check: [helo]",
            5,
            'There is nothing called "helo" to translate. Did you mean "hello"?',
        ),
        (
            '  hello: "Cześć, {name}!"',
            '  hello: "Cześć, {name}!"\n  hello: "Hej, {name}!"',
            7,
            '"hello" is here twice, first on line 6. Take one of them out.',
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(small: Path, right: str, wrong: str, line: int, sentence: str) -> None:
    assert right in PL
    write(small, PL.replace(right, wrong, 1))
    found = set(told(small))
    assert f"pl/all.yaml:{line}: {sentence}" in found
    assert len(found) == 1


def test_a_text_is_translated_once(small: Path) -> None:
    write(small)
    write(small, PL, "pl/twice.yaml")
    first = "pl/twice.yaml:6: This is translated twice. The first is lessons/pl/all.yaml:6. Take one of them out."
    assert first in told(small)


def test_translations_and_nothing_else_are_in_a_folder_called_as_a_language_is(small: Path) -> None:
    (small / "pl").mkdir()
    (small / "phrases.yaml").rename(small / "pl" / "phrases.yaml")
    assert (
        'pl/phrases.yaml:2: The folder "pl" is for translations: a file in it says "kind: translation". '
        "Put this file into another." in told(small)
    )
    write(small, PL, "all.yaml")
    assert 'all.yaml:3: This is a translation into "pl": it belongs in a folder called "pl".' in told(small)


def test_a_translation_that_cannot_be_read_blames_nothing_else(small: Path) -> None:
    write(small, PL.replace('never-too-late: "', "never-too-late: '"))
    assert {sentence.split(":")[0] for sentence in told(small)} == {"pl/all.yaml"}


def test_letters_that_cannot_be_drawn_are_told_once_for_a_file(small: Path) -> None:
    write(small, PL.replace("Cześć", "Привіт").replace("Dotknij imienia.", "Ім’я."))
    cyrillic = [problem for problem in check(small, undrawn=lambda text: re.findall("[а-яієїґ]", text.lower()))]
    assert [str(problem).removeprefix("lessons/") for problem in cyrillic if problem.kind == "fault"] == [
        'pl/all.yaml:6: The letters of the screen are Latin ones and have no "п", "р", "и". '
        "Write it otherwise, here and below."
    ]


def test_the_example_of_the_teachers_page_is_a_translation(real: Path, tmp_path: Path) -> None:
    (example,) = (example for example in examples() if "kind: translation" in example)
    write(tmp_path, example, "own/pl/ours.yaml")
    book, problems = read(real, tmp_path / "own")
    assert [problem for problem in problems if problem.kind == "fault"] == []
    assert book is not None
    assert find(book, "phrase", "next", "ks1", "Next") == "Dalej"


def test_what_is_not_checked_is_one_sentence_for_a_file(small: Path) -> None:
    def asked(text: str) -> list[str]:
        write(small, text)
        problems = (problem for problem in check(small) if problem.kind == "advice" and "to check" in problem.sentence)
        return [str(problem).removeprefix("lessons/pl/") for problem in problems]

    assert asked(PL) == []
    assert asked(PL.replace("checked: true", "checked: false")) == [
        "all.yaml:4: Somebody who speaks this language has still to check it: 12 texts. Then write true."
    ]
    assert asked(PL.replace("checked: true", "checked: true\nto-check: [hello, e-1]")) == [
        "all.yaml:5: Somebody who speaks this language has still to check: hello, e-1."
    ]


# ---------------------------------------------------------------- the Polish of the house


@pytest.fixture(scope="module")
def house() -> Book:
    return load_book(Path(__file__).parents[2] / "lessons")


@pytest.fixture(scope="module")
def polish(house: Book) -> dict[Original, str]:
    return dict(house.languages["pl"].lines)


def test_all_that_a_pupil_is_told_outside_of_lessons_is_in_polish(real: Path, house: Book) -> None:
    assert [problem for problem in check(real) if "told in English" in problem.sentence] == []
    assert house.languages["pl"].consent is not None
    assert house.languages["pl"].form is not None


def test_all_of_it_says_which_english_was_translated_and_none_of_it_is_old(real: Path) -> None:
    assert [problem for problem in check(real) if "which English" in problem.sentence] == []
    assert [problem for problem in check(real) if "has changed" in problem.sentence] == []


def test_nothing_is_in_english_by_mistake(polish: dict[Original, str]) -> None:
    assert {original.id for original, text in polish.items() if text == original.words} == set()


def test_what_is_filled_in_is_the_same_in_both(polish: dict[Original, str]) -> None:
    def slots(text: str) -> Collection[str | None]:
        return {slot for _, slot, *_ in Formatter().parse(text)} - {None}

    assert {original.id for original, text in polish.items() if slots(text) != slots(original.words)} == set()


def test_the_numbers_to_call_are_as_they_are_in_english(polish: dict[Original, str]) -> None:
    for original, text in polish.items():
        numbers = re.compile(r"0800 1111|999")
        assert numbers.findall(text) == numbers.findall(original.words), original.id


def test_who_reads_polish_reads_a_question_where_english_has_one(polish: dict[Original, str]) -> None:
    """And a sentence ends where one ended, so that a voice does not run on."""
    for original, text in polish.items():
        if original.id != "i-have-listened-to-them":
            assert (text[-1] == "?") == (original.words[-1] == "?"), (original.words, text)
        assert (text[-1] in ".!?”") == (original.words[-1] in ".!?”"), (original.words, text)


def test_no_text_speaks_of_boys_alone_or_of_girls_alone(polish: dict[Original, str]) -> None:
    """No "pomyślałeś", no "powinnaś", no "gotowy": a pupil is spoken to without being called a boy or a girl."""
    marked = re.compile(r"\b\w+(?:łeś|łaś|łem|łam|nieneś|winieneś|winnaś)\b|\b(?:gotowy|gotowa|pewny|pewna|sam|sama)\b")
    assert {text for text in polish.values() if marked.search(text)} == set()


def test_a_system_that_checks_every_day_is_named_in_polish_too(house: Book) -> None:
    told_ = adapted(house, checks_daily=True)
    for stage in ("ks1", "ks2"):
        words = told_.rules["monitoring"].words.for_(stage)
        assert words != house.rules["monitoring"].words.for_(stage)
        translated = find(told_, "rule", "monitoring", stage, words)
        assert translated is not None
        assert translated.endswith("System komputerowy naszej szkoły sprawdza codziennie.")


def test_every_letter_can_be_drawn(real: Path) -> None:
    """Of every text of the folder, whatever language it is in."""
    from kiosk.ui.text import Fonts

    fonts = Fonts()
    assert fonts.drawable("Żółw 漢") == ["漢"]
    for path in sorted(real.rglob("*.yaml")):
        assert fonts.drawable(path.read_text(encoding="utf-8")) == [], path.name
