from collections.abc import Collection
from pathlib import Path

import pytest

from kiosk.content.check import Spilt, check, count
from kiosk.content.model import Book, Picture

from .slips import AGREEMENT, ASK, LOGIN, PHRASES, RULES, Slip

PARTS = ["finger-pressing", "tablet-shiny-box", "classroom", "people/omar", "faces/puzzled", "faces/worried"]


def change(folder: Path, file: str, right: str, wrong: str) -> None:
    Slip(file, right, wrong, 0, "").make(folder)


def told(folder: Path, **more: object) -> list[tuple[str, str]]:
    return [(problem.kind, str(problem).removeprefix("lessons/")) for problem in check(folder, **more)]  # type: ignore[arg-type]


def test_a_sound_folder_has_no_problem(small: Path) -> None:
    assert told(small) == []


def test_the_lessons_of_the_house_have_no_problem_but_polish_that_nobody_has_checked(real: Path) -> None:
    assert [sentence for _, sentence in told(real) if "has still to check" not in sentence] == []


def test_what_the_loader_finds_is_found(small: Path) -> None:
    change(small, ASK, "minutes: 4", "minutes: four")
    assert told(small) == [
        ("fault", 'ks1/ask-first.yaml:7: "minutes" must be a whole number, such as 4. This says "four".')
    ]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("file", "right", "wrong", "line", "sentence"),
    [
        (
            ASK,
            "This is Omar. He is painting.",
            "This is Omar, and he is painting a big blue boat for Nan today.",
            22,
            'A sentence here has 14 words, and 12 is the most for KS1: "This is Omar, and …".',
        ),
        (
            ASK,
            "This is Omar. He is painting.",
            "Omar paints a boat. It is big and blue. Nan likes boats. Omar adds a sail. The sail is red. "
            "Now the cold wind can blow.",
            22,
            "This is 26 words on one screen, and 25 is the most for KS1.",
        ),
        (
            ASK,
            "Press it and see",
            "Press it and see what is in it",
            46,
            "This label has 8 words, and 6 is the most for KS1.",
        ),
        (
            ASK,
            "Do we know what it does?",
            "Do we know what it does? What could happen? Who could help? Could we wait? Do we ask?",
            41,
            "The question and its answers have 29 words, and 25 is the most for KS1.",
        ),
        (
            LOGIN,
            "He shrugs, and they play on her account together while she sits there.",
            "He and she play on and on and on, as it is a good game to play and all is well.",
            30,
            'A sentence here has 21 words, and 20 is the most for KS2: "He and she play …".',
        ),
        (
            LOGIN,
            "Tell him, because friends share.",
            "Tell him, because friends share all that they have with one another always.",
            21,
            "This label has 13 words, and 12 is the most for KS2.",
        ),
        (
            PHRASES,
            "Find your name and tap it.",
            " ".join(["word"] * 21),
            5,
            'A sentence here has 21 words, and 20 is the most for KS2: "word word word word …".',
        ),
        (
            RULES,
            "School makes the rules.",
            "School makes the rules, and all of us keep to them every single day.",
            20,
            'A sentence here has 14 words, and 12 is the most for KS1: "School makes the rules, …".',
        ),
        (
            AGREEMENT,
            "A grown-up can look at the screen.",
            "A naughty child.",
            22,
            '"naughty" is a word to avoid. Say what would help, or "not helpful yet".',
        ),
        (ASK, "You asked first.", "You told no tales of strangers.", 55, '"strangers" is a word to avoid. '),
        (ASK, "Ask Miss Bell", "Never ever ask", 53, '"Never ever" is a word to avoid. Leave it out.'),
        (ASK, "Do we know it?", "Cyberbullying", 6, '"Cyberbullying" is a word to avoid. Say "online".'),
        (LOGIN, "Only as me", "My favorite color", 6, '"color" is a word to avoid. Spell it as in Britain.'),
        (ASK, "[press-to-see,", "[", 48, '"press-to-see" is not among the "misconceptions" at the top of this lesson.'),
        (
            ASK,
            "misconception: press-to-see",
            "misconception: friend-can-decide",
            12,
            'No answer of this lesson has the misconception "press-to-see".',
        ),
        (
            ASK,
            "rules: [ks1-2]",
            "rules: [e-1]",
            31,
            'This lesson shows the rule "ks1-2", and it is not among its "rules".',
        ),
    ],
)
def test_advice(small: Path, file: str, right: str, wrong: str, line: int, sentence: str) -> None:
    change(small, file, right, wrong)
    found = told(small)
    assert {kind for kind, _ in found} == {"advice"}
    assert any(problem.startswith(f"{file}:{line}: {sentence}") for _, problem in found), found


def test_the_exact_wording_is_nobodys_to_shorten(small: Path) -> None:
    long = "We only click when we are not being silly, or in danger, or naughty. " + "word " * 70
    change(small, RULES, "We only login as ourselves.", long)
    change(small, AGREEMENT, "I know that network and Internet access may be monitored.", long)
    assert told(small) == []


def test_a_long_lesson_is_told(small: Path) -> None:
    page = '  - step: tell\n    id: page-{}\n    picture: sky\n    say: "Omar sees a cat. The cat is on a mat."\n\n'
    change(small, ASK, "\nsteps:\n", "\nsteps:\n" + "".join(page.format(n) for n in range(30)))
    assert told(small) == [
        ("advice", "ks1/ask-first.yaml:15: This lesson has 376 spoken words, and 260 is the most for KS1.")
    ]


def test_words_are_counted_as_readers_count_them() -> None:
    assert count("Omar's well-known code, 0800 1111 …  – is it?") == 7


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("file", "right", "wrong", "line", "sentence"),
    [
        (
            ASK,
            "safeguarding: never-too-late",
            "safeguarding: not-your-fault",
            84,
            'A lesson ends with "never-too-late", or with "never-too-late-telling" where somebody broke a rule. '
            'This says "not-your-fault".',
        ),
        (
            ASK,
            "  - step: recap\n",
            '  - step: say\n    sentence: "Ask."\n',
            76,
            'A lesson ends with a "step: recap" and its line about telling.',
        ),
        (
            ASK,
            'say: "This is Omar. He is painting."',
            "say: Tap the # key",
            22,
            'What stands after "#" is left out. Put the text in quotation marks.',
        ),
        (
            ASK,
            'shown: "e.g."',
            'shown: "i.e."',
            29,
            '"i.e." does not stand in these texts, so it is never said.',
        ),
        (
            RULES,
            '"teacher/adult", said',
            '"teacher or adult", said',
            10,
            '"teacher or adult" does not stand in these texts, so it is never said.',
        ),
        (
            ASK,
            "feels: [omar worried]",
            "feels: [oma worried]",
            50,
            '"oma" is not in the picture of this step. Did you mean "omar"?',
        ),
        (
            ASK,
            '"Now they are both stuck."',
            '"Now they are both stuck."\n        feels: [omar sad]',
            63,
            '"feels" does nothing here, because there is a "then-picture".',
        ),
    ],
)
def test_faults(small: Path, file: str, right: str, wrong: str, line: int, sentence: str) -> None:
    change(small, PHRASES, "lines:\n", 'lines:\n  not-your-fault: "It is not your fault."\n')
    if "step: recap" in right:
        change(small, ASK, "    rule: ks1-2\n    safeguarding: never-too-late\n", "")
    change(small, file, right, wrong)
    assert ("fault", f"{file}:{line}: {sentence}") in told(small)


def test_the_wording_of_a_rule_may_be_read_otherwise_where_a_step_shows_it(small: Path) -> None:
    change(small, ASK, 'shown: "e.g."', 'shown: "teacher/adult"')
    assert told(small) == []


def test_parts_of_pictures_that_are_missing_are_told_at_their_line(small: Path) -> None:
    def missing(picture: Picture) -> Collection[str]:
        needed = [picture.background, picture.prop]
        for actor in picture.cast:
            needed += [f"people/{actor.name}", f"faces/{actor.feeling}"]
        return [
            part
            for part in needed
            if part in {"finger-presing", "tablet-shinny-box", "people/omar-pic", "faces/puzled"}
        ]

    change(small, ASK, "picture: finger-pressing", "picture: finger-presing")
    change(small, ASK, "prop: tablet-shiny-box", "prop: tablet-shinny-box")
    change(small, ASK, "feels: [omar worried]", "feels: [omar puzled]")

    assert told(small, pictures=missing, parts=PARTS) == [
        ("fault", 'ks1/ask-first.yaml:39: There is no picture "tablet-shinny-box". Did you mean "tablet-shiny-box"?'),
        ("fault", 'ks1/ask-first.yaml:45: There is no picture "finger-presing". Did you mean "finger-pressing"?'),
        ("fault", 'ks1/ask-first.yaml:50: There is no picture "faces/puzled". Did you mean "faces/puzzled"?'),
        ("fault", 'ks1/ask-first.yaml:50: There is no picture "tablet-shinny-box". Did you mean "tablet-shiny-box"?'),
    ]


@pytest.mark.parametrize(
    ("spilt", "where"),
    [
        # As it stands.
        (Spilt("ask-first", "shiny-box: asked, awake", "Ask Miss Bell", 4), "ks1/ask-first.yaml:53"),
        # The question at the end of what is told, and what is told after words of the program's own.
        (Spilt("ask-first", "shiny-box: asked", "What could Omar do?", 9), "ks1/ask-first.yaml:40"),
        (
            Spilt("ask-first", "shiny-box: shown", "Let me show you. Now they are both stuck.", 9),
            "ks1/ask-first.yaml:62",
        ),
        # What lessons share.
        (Spilt("ask-first", "meet: tell", "We only login as ourselves.", 9), "rules.yaml:12"),
        (Spilt("pupils", "ks1 names", "Hello, Oluwaseun-Alexander!", 9), "phrases.yaml:4"),
        # Of a lesson's refresh, at the lesson.
        (Spilt("own-login--refresh", "friend: asked", "Say no kindly and play together.", 2), "ks2/own-login.yaml:27"),
    ],
)
def test_texts_without_room_are_told_by_whoever_measures(small: Path, spilt: Spilt, where: str) -> None:
    ((kind, problem),) = told(small, measured=lambda book: [spilt])
    most = len(spilt.text) - spilt.over
    assert kind == "fault"
    assert problem == (
        f'{where}: This runs over its place on the screen at the largest text ("{spilt.page}"). '
        f"It has {len(spilt.text)} letters, and about {most} fit. Say it in fewer or shorter words."
    )


def test_a_pupils_name_that_has_no_room_is_no_fault_of_the_lessons(small: Path) -> None:
    assert told(small, measured=lambda book: [Spilt("ask-first", "meet: tell", "Oluwaseun-Alexander", 3)]) == []


def test_nothing_is_measured_while_there_are_faults(small: Path) -> None:
    change(small, ASK, "minutes: 4", "minutes: four")

    def measured(book: Book) -> list[Spilt]:
        raise AssertionError("There is no book to measure.")

    assert len(told(small, measured=measured)) == 1
