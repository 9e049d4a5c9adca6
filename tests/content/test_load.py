import os
import sys
from pathlib import Path

import pytest

from kiosk.content.load import ContentError, Problem, load_book, read
from kiosk.content.model import Actor, Choose, Recap, Tell

from .slips import ASK, NEEDED, PHRASES, RULES, SLIPS, Slip


def told(folder: Path, **more: object) -> list[str]:
    _, problems = read(folder, **more)  # type: ignore[arg-type]
    return [str(problem) for problem in problems]


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(folder: Path, name: str, right: str, wrong: str) -> None:
    Slip(name, right, wrong, 0, "").make(folder)


# ---------------------------------------------------------------- what is right


def test_a_sound_folder_is_a_book(small: Path) -> None:
    book = load_book(small, needed_phrases=NEEDED)

    lesson = book.lessons["ask-first"]
    meet, rule, question, _, recap = lesson.steps
    assert isinstance(meet, Tell)
    assert meet.picture.cast == (Actor(name="omar", feeling="happy"),)
    assert isinstance(rule, Tell)
    assert rule.rule == "ks1-2"
    assert rule.then_say == "So we ask first."
    assert isinstance(question, Choose)
    assert [answer.kind for answer in question.answers] == ["unhelpful", "helpful", "unhelpful"]
    assert question.answers[0].picture.prop == "finger-pressing"
    assert isinstance(recap, Recap)
    assert list(book.lessons) == ["ask-first", "own-login"]
    assert book.lessons["own-login"].years == (3, 4)
    assert [rule.id for rule in book.agreement.rules] == ["e-1"]
    assert book.agreement.version == "2026-09"
    assert "\n\n" in book.agreement.consent
    assert book.say("hello", "ks1", name="Ada") == "Hello, Ada!"
    assert book.phrases["tap-your-name"].ks2 == "Find your name and tap it."
    assert book.misconceptions["press-to-see"].teach_next == "Practise hands still"


def test_the_lessons_of_the_house_load(real: Path) -> None:
    book = load_book(real)

    assert {lesson.key_stage for lesson in book.lessons.values()} == {"ks1", "ks2"}
    assert len(book.rules) == 32
    assert [rule.id for rule in book.agreement.rules] == [*(f"e-{number}" for number in range(1, 11)), "monitoring"]
    assert {"never-too-late", "never-too-late-telling"} <= set(book.lines)


def test_what_yaml_would_turn_into_something_else_stays_words(small: Path) -> None:
    for written in ("no", "Yes", "on", "010", "0x1f", "1_000", "12:30", "2026-09-01", ".inf", "Null", "True", "+1"):
        change(small, ASK, 'title: "Do we know it?"', f"title: {written}")
        assert load_book(small).lessons["ask-first"].title == written
        change(small, ASK, f"title: {written}", 'title: "Do we know it?"')


def test_a_file_saved_on_windows_loads(small: Path) -> None:
    text = (small / ASK).read_bytes()
    (small / ASK).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert load_book(small) is not None

    change(small, ASK, "minutes: 4", "minutes: four")
    (small / ASK).write_bytes((small / ASK).read_bytes().replace(b"\n", b"\r\n"))
    assert told(small) == [
        'lessons/ks1/ask-first.yaml:7: "minutes" must be a whole number, such as 4. This says "four".'
    ]


# ---------------------------------------------------------------- what is wrong


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.file}: {slip.right!r} → {slip.wrong!r}")
def test_a_mistake_is_told_with_its_place_and_what_to_do(small: Path, slip: Slip) -> None:
    slip.make(small)

    with pytest.raises(ContentError) as caught:
        load_book(small, needed_phrases=NEEDED)

    assert caught.value.problems == (Problem(f"lessons/{slip.file}:{slip.line}", slip.sentence),)


def test_the_mistakes_are_many_enough_to_trust() -> None:
    assert len({slip.sentence for slip in SLIPS}) > 40


def test_all_mistakes_of_all_files_are_told_at_once_and_in_order(small: Path) -> None:
    change(small, ASK, "safeguarding: never-too-late", "safeguarding: never-to-late")
    change(small, ASK, "minutes: 4", "minutes: four")
    change(small, ASK, "rules: [ks1-2]", "rules: [ks1-22]")
    change(small, ASK, "think:", "thinks:")
    change(small, ASK, "misconception: press-to-see", "misconception: press-to-sea")
    change(small, ASK, "step: say\n", "step: sai\n")
    change(small, "ks2/own-login.yaml", 'title: "Only as me"', 'title: "Only as me')
    change(small, RULES, "ks2: ", "ks3: ")
    change(small, "agreement.yaml", "answer: i-know", "answer: i-no")
    change(small, PHRASES, "{name}", "{nmae}")

    where = [told_.split(": ")[0].removeprefix("lessons/") for told_ in told(small, needed_phrases=NEEDED)]

    assert where == [
        "agreement.yaml:25",
        "ks1/ask-first.yaml:7",
        "ks1/ask-first.yaml:8",
        "ks1/ask-first.yaml:41",
        "ks1/ask-first.yaml:48",
        "ks1/ask-first.yaml:68",
        "ks1/ask-first.yaml:84",
        "ks2/own-login.yaml:6",
        "phrases.yaml:4",
        "rules.yaml:8",
    ]


def test_a_file_that_cannot_be_read_does_not_put_the_others_in_the_wrong(small: Path) -> None:
    change(small, RULES, "  - id: e-1\n", "  - id: e-1:\n   broken\n")
    assert [told_.split(":")[0] for told_ in told(small)] == ["lessons/rules.yaml"]


def test_a_file_with_endless_faults_is_told_shortly(small: Path) -> None:
    write(small, "many.yaml", "format: 1\nkind: rules\n" + "".join(f"setting-{n}: 1\n" for n in range(5000)))
    problems = [told_ for told_ in told(small) if "many.yaml" in told_]
    assert len(problems) < 50
    assert "lessons/many.yaml:41: There is more to put right in this file." in problems


def test_a_rule_that_is_there_twice_is_told_with_the_first(small: Path) -> None:
    write(small, "more-rules.yaml", (small / RULES).read_text(encoding="utf-8"))
    assert told(small) == [
        f'lessons/rules.yaml:{line}: Two rules are called "{id_}". The first is lessons/more-rules.yaml:{line}. '
        "Change one of them."
        for line, id_ in ((4, "ks1-2"), (11, "ks2-9"), (17, "e-1"))
    ]


def test_a_lesson_and_an_agreement_that_are_there_twice_are_told(small: Path) -> None:
    write(small, "ks2/ask-first.yaml", (small / ASK).read_text(encoding="utf-8"))
    write(small, "new-agreement.yaml", (small / "agreement.yaml").read_text(encoding="utf-8"))
    assert told(small) == [
        'lessons/ks2/ask-first.yaml:3: Two lessons are called "ask-first". The first is lessons/ks1/ask-first.yaml:3. '
        "Change one of them.",
        "lessons/new-agreement.yaml:3: There are two agreements, and pupils sign one. "
        "The first is lessons/agreement.yaml:3.",
    ]


def test_the_words_around_the_parents_consent_are_there_once_and_whole(small: Path) -> None:
    form = (small / "consent-form.yaml").read_text(encoding="utf-8")
    assert load_book(small).consent_form.give_back == "Please give it back."
    write(small, "our-form.yaml", form)
    assert told(small) == [
        "lessons/our-form.yaml:2: There are two consent forms, and parents sign one. "
        "The first is lessons/consent-form.yaml:2."
    ]
    (small / "our-form.yaml").unlink()
    write(small, "consent-form.yaml", form.replace('signed: "Signed:"\n', ""))
    (missing,) = told(small)
    assert missing.startswith('lessons/consent-form.yaml:7: This is missing: "signed".')
    (small / "consent-form.yaml").unlink()
    assert told(small) == [
        "lessons/consent-form.yaml:1: There are no words around the parents' consent: a file with "
        '"kind: consent-form".'
    ]


def test_what_every_folder_needs_is_missed(small: Path) -> None:
    (small / "agreement.yaml").unlink()
    (small / PHRASES).unlink()
    assert told(small, needed_phrases=["hello"])[:2] == [
        'lessons/agreement.yaml:1: There is no agreement: a file with "kind: agreement".',
        'lessons/ks1/ask-first.yaml:84: There is no line called "never-too-late".',
    ]
    assert 'lessons/phrases.yaml:1: This is missing: the phrase "hello", which the program says.' in told(
        small, needed_phrases=["hello"]
    )


def test_no_folder_is_a_problem_too(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="There is no folder of this name"):
        load_book(tmp_path / "lessons")


# ---------------------------------------------------------------- which files


def test_only_lesson_files_are_read(small: Path) -> None:
    write(small, "README.yaml.bak", "[")
    write(small, ".hidden.yaml", "[")
    write(small, ".git/config.yaml", "[")
    write(small, "ks1/notes.md", "[")
    (small / "folder.yaml").mkdir()
    assert load_book(small) is not None


def test_a_name_that_nearly_is_one_is_told_and_does_no_harm(small: Path) -> None:
    for name in ("ks1/new.yml", "ks1/new.YAML", "ks1/new.yaml.txt"):
        write(small, name, "[")
    book, problems = read(small)
    assert book is not None
    assert {problem.kind for problem in problems} == {"advice"}
    assert len(problems) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_leads_out_of_the_folder(small: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret/other.yaml", "private: words")
    (small / "out.yaml").symlink_to(tmp_path / "secret" / "other.yaml")
    (small / "lost.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (small / "round.yaml").symlink_to(small / "round.yaml")
    (small / "away").symlink_to(tmp_path / "secret", target_is_directory=True)
    os.mkfifo(small / "pipe.yaml")
    assert [told_.split(":")[0] for told_ in told(small)] == [
        "lessons/lost.yaml",
        "lessons/out.yaml",
        "lessons/pipe.yaml",
        "lessons/round.yaml",
    ]
    assert "private" not in "".join(told(small))


# ---------------------------------------------------------------- a school's own


def test_what_a_school_has_of_its_own_goes_before(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    rule = 'format: 1\nkind: rules\nrules:\n  - id: ks1-2\n    wording: "We ask at Elm School."\n'
    write(own, "rules.yaml", rule + '    words: {ks1: "We ask.", ks2: "We ask."}\n    picture: rule-card\n')
    lesson = (small / ASK).read_text(encoding="utf-8")
    write(own, "ask-first.yaml", lesson.replace("Do we know it?", "Ask at Elm School"))
    phrases = 'format: 1\nkind: phrases\nphrases: {hello: "Good morning, {name}!"}\nlines: {}\n'
    write(own, "phrases.yaml", phrases)

    book = load_book(small, own)

    assert book.rules["ks1-2"].wording == "We ask at Elm School."
    assert book.lessons["ask-first"].title == "Ask at Elm School"
    assert book.say("hello", "ks2", name="Ada") == "Good morning, Ada!"
    assert book.rules["ks2-9"].wording == "We only login as ourselves."
    assert "thank-you" in book.phrases


def test_a_fault_of_the_schools_own_names_its_folder(small: Path, tmp_path: Path) -> None:
    write(tmp_path / "own", "rules.yaml", "format: 1\nkind: rules\nrules: []\n")
    assert told(small, own=tmp_path / "own") == ['own/rules.yaml:3: "rules" needs at least 1. Here is none.']


def test_a_school_with_nothing_of_its_own_is_served(small: Path, tmp_path: Path) -> None:
    assert load_book(small, tmp_path / "not-there") == load_book(small)
