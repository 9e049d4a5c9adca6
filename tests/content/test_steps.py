"""What teachers get wrong in steps in which something is done, each in one place of the guide's own examples."""

from pathlib import Path

import pytest

from kiosk.content.check import check
from kiosk.content.load import ContentError, load_book

from .examples import every_kind

SLIPS = [
    # ------------------------------------------------------------ depends
    (
        '            - "If it does not feel safe, go straight to an adult."\n'.replace("            ", "          "),
        "",
        "depends-on:",
        'An answer that depends says on what: write two or three lines in "depends-on".',
    ),
    (
        "        kind: depends\n",
        '        kind: helpful\n        named: "You spoke up."\n',
        "depends-on:",
        'Only an answer of the kind "depends" has "depends-on". Take it out.',
    ),
    (
        "        kind: depends\n",
        "        kind: depends\n        misconception: telling-is-tales\n",
        "misconception: telling-is-tales",
        'An answer that depends has no misconception behind it. Take this line out, or write "kind: unhelpful".',
    ),
    # ------------------------------------------------------------ reason
    (
        "of: jay-and-the-login",
        "of: the-login",
        "of: the-login",
        'No question called "the-login" stands before this step. "of" is the id of a "choose" step.',
    ),
    ("kind: strong", "kind: weak", "reasons:", "None of these reasons is strong. At least one must be."),
    (
        "        kind: strong\n",
        "        kind: strong\n        misconception: telling-is-tales\n",
        None,
        'A strong reason has no misconception behind it. Take this line out, or write "kind: weak".',
    ),
    # ------------------------------------------------------------ sort
    (
        "goes-in: people-we-know\n        misconception: none",
        "goes-in: people\n        misconception: none",
        "goes-in: people",
        'There is no basket called "people". Here are anyone, people-we-know; a card that fits any basket says '
        '"goes-in: depends".',
    ),
    (
        "        goes-in: people-we-know\n        misconception: none",
        "        goes-in: depends\n        misconception: looks-fun-so-safe",
        None,
        "A card that fits any basket has no misconception behind it. Take this line out.",
    ),
    (
        "      - id: anyone\n",
        "      - id: depends\n",
        "buckets:",
        '"depends" is for cards that fit any basket. Call this basket something else.',
    ),
    # ------------------------------------------------------------ spot
    ("find: 3", "find: 4", "find: 4", "Here are 3 places, and 4 are to be found."),
    (
        "[80, 250, 160, 700]",
        "[80, 250, 90, 700]",
        "at: [80, 250, 90, 700]",
        "This is too small for a finger: 100 wide and 155 high is the least. This is 90 by 700.",
    ),
    (
        "[760, 250, 160, 700]",
        "[900, 250, 160, 700]",
        "at: [900, 250, 160, 700]",
        "This reaches out of the picture: left and width make 1060, top and height 950, and 1000 is the most.",
    ),
    (
        "[420, 250, 160, 700]",
        "[220, 250, 160, 700]",
        "at: [220, 250, 160, 700]",
        'This lies over "mrs-khan", so that a finger would not know which. Move one of them.',
    ),
    ("[420, 250, 160, 700]", "[420, 250, 160]", "at: [420, 250, 160]", '"at" needs at least 4, such as '),
    ("[420, 250, 160, 700]", "left of the door", "at: left of the door", '"at" must be a list, such as '),
    # ------------------------------------------------------------ order
    ("      - id: calm\n", "      - id: tell\n", None, 'Two cards have the id "tell". Every card needs its own.'),
    # ------------------------------------------------------------ make
    (
        'fits: idea\n        label: "Could',
        'fits: ideas\n        label: "Could',
        "fits: ideas",
        'There is no gap called "ideas". Write "fits:" with one of hello, good-thing, idea.',
    ),
    (
        '        fits: idea\n        label: "Could',
        '        label: "Could',
        None,
        'This part says no gap. Write "fits:" with one of hello, good-thing, idea.',
    ),
    (
        '        say: "Nia would not know what to do next."\n',
        "",
        None,
        'This is missing: "say". A part that does not help says what would come of it.',
    ),
    (
        "    kind: password\n",
        "    kind: message\n",
        None,
        'A message has two to four gaps: write them in "slots".',
    ),
    (
        '      - id: pear\n        label: "pear"\n        kind: helpful\n',
        "",
        None,
        "A password needs at least three helpful parts.",
    ),
    # ------------------------------------------------------------ one thing I will do
    (
        '      - id: check-on-a-friend\n        label: "I will check that a friend is all right."\n',
        "",
        "i-will:",
        '"i-will" has three things to choose from. Here are 2.',
    ),
    # ------------------------------------------------------------ refresh
    (
        "    id: the-older-one\n",
        "    id: jay-and-the-login\n",
        None,
        'Two steps have the id "jay-and-the-login". Every step needs its own.',
    ),
    # ------------------------------------------------------------ names that are nowhere
    (
        'misconception: easy-password\n        say: "Anyone',
        'misconception: easy-pasword\n        say: "Anyone',
        "misconception: easy-pasword",
        'There is no misconception called "easy-pasword". Did you mean "easy-password"?',
    ),
]


@pytest.mark.parametrize(("right", "wrong", "line", "sentence"), SLIPS, ids=[slip[3] for slip in SLIPS])
def test_a_mistake_is_told_with_its_place_and_what_to_do(
    tmp_path: Path, real: Path, right: str, wrong: str, line: str | None, sentence: str
) -> None:
    text = every_kind()
    assert right in text
    text = text.replace(right, wrong, 1)
    (tmp_path / "every-kind.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_book(real, tmp_path)
    (problem,) = caught.value.problems
    assert problem.sentence.startswith(sentence)
    number = int(problem.where.rpartition(":")[2])
    told = text.splitlines()[number - 1]
    assert line is None or line in told, told


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("jay-and-the-login", 'An answer that depends is for KS2. Write "helpful" or "unhelpful".'),
        ("why-tell", 'A "reason" step is for KS2. Take it out.'),
        ("all-done", '"i-will" is for KS2. Take it out.'),
    ],
)
def test_what_only_ks2_has_is_refused_in_ks1(tmp_path: Path, real: Path, step: str, sentence: str) -> None:
    blocks = every_kind().replace("key-stage: ks2", "key-stage: ks1").partition("refresh:")[0].split("  - step: ")
    kept = [block for block in blocks[1:] if f"id: {step}\n" in block or "step: tell" in f"step: {block}"]
    (tmp_path / "every-kind.yaml").write_text("  - step: ".join([blocks[0], *kept]), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_book(real, tmp_path)
    assert sentence in [problem.sentence for problem in caught.value.problems]


def test_a_refresh_is_for_ks2_and_ends_with_its_lessons_recap(tmp_path: Path, real: Path) -> None:
    text = every_kind()
    recap = "  - step: recap" + text.partition("  - step: recap")[2].partition("refresh:")[0]
    ended = text + "\n" + recap.replace("id: all-done", "id: done-again")
    (tmp_path / "every-kind.yaml").write_text(ended, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_book(real, tmp_path)
    assert [problem.sentence for problem in caught.value.problems] == [
        "A refresh ends with the recap of its lesson. Take this step out."
    ]


def test_the_words_of_every_kind_of_step_are_looked_at(tmp_path: Path, real: Path) -> None:
    """A word to avoid is found wherever a pupil would hear it, in the steps and in the refresh."""
    spoken = ("say", "think", "ask", "clue", "label", "named", "hint")
    lines = every_kind().splitlines()
    places = [n for n, line in enumerate(lines) if line.strip().removeprefix("- ").partition(":")[0] in spoken]
    places += [n for n, line in enumerate(lines) if line.strip().startswith('- "If it')]
    assert len(places) > 60
    wrong = [line[: line.rindex('"')] + ' naughty"' if n in places else line for n, line in enumerate(lines)]
    (tmp_path / "every-kind.yaml").write_text("\n".join(wrong), encoding="utf-8")
    told = [p for p in check(real, tmp_path) if p.sentence.startswith('"naughty"')]
    assert [int(problem.where.rpartition(":")[2]) - 1 for problem in told] == sorted(places)


def test_every_picture_of_every_kind_of_step_is_looked_for(tmp_path: Path, real: Path) -> None:
    (tmp_path / "every-kind.yaml").write_text(every_kind(), encoding="utf-8")
    lesson = load_book(real, tmp_path).lessons["every-kind"]
    asked: set[str] = set()

    def pictures(picture: object) -> list[str]:
        asked.add(repr(picture))
        return []

    check(real, tmp_path, pictures=pictures)
    for step in (*lesson.steps, *lesson.refresh):
        things = [step]
        for name in ("answers", "buckets", "cards", "parts"):
            things += getattr(step, name, ())
        for thing in things:
            if getattr(thing, "picture", None) is not None:
                assert repr(thing.picture) in asked
