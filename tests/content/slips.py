"""What teachers type by mistake: each in one place of the small folder, with the line and the sentence in answer."""

from pathlib import Path
from typing import NamedTuple

ASK = "ks1/ask-first.yaml"
LOGIN = "ks2/own-login.yaml"
RULES = "rules.yaml"
AGREEMENT = "agreement.yaml"
PHRASES = "phrases.yaml"
CODES = "misconceptions.yaml"

NEEDED = {"hello": {"name"}, "tap-your-name": set[str]()}
"""What the program says, in these tests."""


class Slip(NamedTuple):
    file: str
    right: str
    wrong: str
    line: int
    sentence: str

    def make(self, folder: Path) -> None:
        """In the first place where the file has it right."""
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        assert self.right in text
        path.write_text(text.replace(self.right, self.wrong, 1), encoding="utf-8")


SLIPS = [
    Slip(ASK, 'title: "Do', 'tittle: "Do', 6, 'There is no setting called "tittle" here. Did you mean "title"?'),
    Slip(
        ASK,
        'title: "Do we know it?"\n',
        "",
        5,
        'This is missing: "title". Every lesson needs a title. Write: title: "Do we know what it does?"',
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        "title:",
        6,
        'Nothing is written after "title:". Write it, or take the line out.',
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        "title: 7",
        6,
        '"title" must be words, such as "Do we know what it does?". This says "7". Put it in quotation marks.',
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        'title: ""',
        6,
        '"title" is empty. Write something between the quotation marks, such as "Do we know what it does?".',
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        'title: "Do we know it?',
        6,
        "A text begins here with a quotation mark. Put one at its end, on the same line.",
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        'title: Do we know it?"',
        6,
        "A quotation mark stands alone here. Put one at the beginning of the text, one at its end.",
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        "title: Zara asks: do we know it?",
        6,
        "There is a colon (:) in the text on this line. Put the text in quotation marks.",
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        'title: "Do we" know it?',
        6,
        'Something stands after the closing quotation mark. Inside a text, write \\" for a quotation mark.',
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        'title "Do we know it?"',
        6,
        'After "title "Do we know it?"" there should be a colon (:) and a space.',
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        "title: @home",
        6,
        "The text on this line begins with a special character. Put the text in quotation marks.",
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        "title: *home",
        6,
        '"*" at the beginning is not used here. Take it out, or put the text in quotation marks.',
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        "title: |\n  Do we\n  know it?",
        6,
        '"title" must be on one line. Take out the line break.',
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        'title: "C:\\door"',
        6,
        "A backslash (\\) in this text is not followed by anything that is known. Take it out.",
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        'title: "Do we\\u202e know"',
        6,
        "A backslash in this text makes a character that cannot be seen. Take it out.",
    ),
    Slip(
        ASK,
        'title: "Do we know it?"',
        'title: {text: "Do we know it?"}',
        6,
        '"title" must be one text, such as "Do we know what it does?". Here are settings of its own.',
    ),
    Slip(ASK, "minutes: 4", "minutes: four", 7, '"minutes" must be a whole number, such as 4. This says "four".'),
    Slip(ASK, "minutes: 4", "minutes: 4.5", 7, '"minutes" must be a whole number, such as 4. This says "4.5".'),
    Slip(ASK, "minutes: 4", "minutes: 45", 7, '"minutes" must be at most 20. This says "45".'),
    Slip(ASK, "minutes: 4", "minutes: yes", 7, '"minutes" must be a whole number, such as 4. This says "yes".'),
    Slip(ASK, "minutes: 4", "minutes: true", 7, '"minutes" must be a whole number, such as 4. This says "true".'),
    Slip(ASK, "format: 1", "format: 2", 2, '"format" must be 1. This says "2".'),
    Slip(ASK, "kind: lesson\n", "kind: leson\n", 4, '"kind" must be lesson. This says "leson". Did you mean "lesson"?'),
    Slip(ASK, "kind: lesson\n", "", 3, 'This is missing: "kind". Every lesson needs its kind. Write: kind: lesson'),
    Slip(
        ASK,
        "kind: lesson\n",
        "kind: lesson\nkind: lesson\n",
        5,
        '"kind" is here twice, first on line 4. Take one of them out.',
    ),
    Slip(
        ASK,
        "id: ask-first",
        "id: Ask First",
        3,
        '"id" takes small letters, digits and hyphens only, such as ks1-rule-2-know-what-it-does. '
        'This says "Ask First". Did you mean "ask-first"?',
    ),
    Slip(
        ASK,
        "id: ask-first",
        "id: ask-frist",
        3,
        'This file is called "ask-first.yaml" and its id is "ask-frist". They must be the same: '
        'call the file "ask-frist.yaml", or change the id.',
    ),
    Slip(
        ASK,
        "key-stage: ks1",
        "key-stage: KS1",
        5,
        '"key-stage" must be ks1 or ks2. This says "KS1". Did you mean "ks1"?',
    ),
    Slip(
        ASK,
        "key-stage: ks1",
        "key_stage: ks1",
        5,
        'There is no setting called "key_stage" here. Did you mean "key-stage"?',
    ),
    Slip(ASK, "rules: [ks1-2]", "rules: ks1-2", 8, '"rules" must be a list, such as [ks1-2]. This says "ks1-2".'),
    Slip(ASK, "rules: [ks1-2]", "rules: []", 8, '"rules" needs at least 1, such as [ks1-2]. Here is none.'),
    Slip(
        ASK,
        "rules: [ks1-2]",
        "rules: [ks1-2",
        8,
        "A list begins here with [ or {. Put ] or } at its end, and a comma between two things.",
    ),
    Slip(ASK, "rules: [ks1-2]", "rules: [ks1-3]", 8, 'There is no rule called "ks1-3". Did you mean "ks1-2"?'),
    Slip(
        ASK,
        "efcw: [online-relationships,",
        "efcw: [online-relationship,",
        10,
        '"efcw" may not be "online-relationship". Did you mean "online-relationships"?',
    ),
    Slip(
        ASK,
        "misconceptions: [press-to-see,",
        "misconceptions: [pres-to-see,",
        12,
        'There is no misconception called "pres-to-see". Did you mean "press-to-see"?',
    ),
    Slip(ASK, "step: choose", "step: chose", 34, 'There is no step called "chose". Did you mean "choose"?'),
    Slip(
        ASK,
        "step: choose",
        "step: quiz",
        34,
        'There is no step called "quiz". A step is tell, choose, reason, sort, spot, order, make, say or recap.',
    ),
    Slip(
        ASK,
        "  - step: choose\n    id",
        "  - id",
        34,
        'This is missing: "step". Every step says its kind: '
        "tell, choose, reason, sort, spot, order, make, say or recap.",
    ),
    Slip(
        ASK,
        "step: choose",
        "step: tell",
        34,
        'A "tell" step does not have think and answers. Is this a "step: choose"?',
    ),
    Slip(
        ASK,
        "step: tell\n    id: meet",
        "step: choose\n    id: meet",
        16,
        "A question needs think and answers. Write them below, or make this another step.",
    ),
    Slip(
        ASK,
        '    think: "Do we know what it does?"\n',
        "",
        40,
        'This is missing: "think". Every question needs the sentence that pupils think about. '
        'Write: think: "Do we know what it does?"',
    ),
    Slip(
        ASK,
        '    say: "A shiny',
        '   say: "A shiny',
        40,
        "The spaces at the beginning of this line do not fit the lines above it. Each level has two more.",
    ),
    Slip(
        ASK, '    say: "A shiny', '\tsay: "A shiny', 40, "There is a tab on this line. Use spaces: two for each level."
    ),
    Slip(
        ASK,
        "cast: [omar puzzled]",
        "cast: omar puzzled",
        38,
        '"cast" must be a list, such as [omar happy, mia puzzled]. This says "omar puzzled".',
    ),
    Slip(
        ASK,
        "cast: [omar puzzled]",
        "cast: [omar]",
        38,
        'Write a name and a feeling, such as "omar happy". This says "omar".',
    ),
    Slip(
        ASK,
        "cast: [omar puzzled]",
        "cast: [Omar puzzled]",
        38,
        '"cast" takes small letters, digits and hyphens only. This says "Omar". Did you mean "omar"?',
    ),
    Slip(
        ASK,
        "cast: [omar puzzled]",
        "casts: [omar puzzled]",
        38,
        'There is no setting called "casts" here. Did you mean "cast"?',
    ),
    Slip(
        ASK,
        "picture: finger-pressing",
        "picture: Finger Pressing",
        45,
        '"picture" takes small letters, digits and hyphens only. This says "Finger Pressing". Did '
        'you mean "finger-pressing"?',
    ),
    Slip(
        ASK,
        "picture: finger-pressing",
        "picture: [finger-pressing]",
        45,
        '"picture" needs settings of its own, each on a line below it: background, cast and prop. Here is a list.',
    ),
    Slip(
        ASK,
        "picture: finger-pressing",
        "picture:",
        45,
        'Nothing is written after "picture:". Write it, or take the line out.',
    ),
    Slip(
        ASK,
        "kind: helpful",
        "kind: help",
        54,
        '"kind" must be helpful, unhelpful or depends. This says "help". Did you mean "helpful"?',
    ),
    Slip(
        ASK,
        "kind: helpful",
        "kind: unhelpful",
        54,
        'This is missing: "misconception". An unhelpful answer names the idea behind it, such as press-to-see.',
    ),
    Slip(
        ASK,
        "kind: unhelpful",
        "kind: helpful",
        48,
        'This is missing: "named". A helpful answer says what the pupil did well, such as "You asked first."',
    ),
    Slip(
        ASK,
        '        named: "You asked first."\n',
        "",
        54,
        'This is missing: "named". A helpful answer says what the pupil did well, such as "You asked first."',
    ),
    Slip(
        ASK,
        "        misconception: press-to-see\n",
        "",
        47,
        'This is missing: "misconception". An unhelpful answer names the idea behind it, such as press-to-see.',
    ),
    Slip(
        ASK,
        "misconception: press-to-see",
        "misconception: press-to-sea",
        48,
        'There is no misconception called "press-to-sea". Did you mean "press-to-see"?',
    ),
    Slip(
        ASK, "id: let-mia-press", "id: press-it", 57, 'Two answers have the id "press-it". Every answer needs its own.'
    ),
    Slip(ASK, "id: say-it", "id: shiny-box", 69, 'Two steps have the id "shiny-box". Every step needs its own.'),
    Slip(
        ASK,
        "    rule: ks1-2\n    then",
        "    then",
        31,
        '"then-say" is said after a rule, and this step has no "rule". Put the words in "say".',
    ),
    Slip(
        ASK,
        "rule: ks1-2\n    safe",
        "rule: ks1-22\n    safe",
        83,
        'There is no rule called "ks1-22". Did you mean "ks1-2"?',
    ),
    Slip(
        ASK,
        "safeguarding: never-too-late",
        "safeguarding: never-to-late",
        84,
        'There is no line called "never-to-late". Did you mean "never-too-late"?',
    ),
    Slip(
        ASK,
        "    safeguarding: never-too-late\n",
        "",
        83,
        'This is missing: "safeguarding". Every recap needs the line about telling. Write: '
        "safeguarding: never-too-late",
    ),
    Slip(
        ASK,
        "      - id: press-it",
        "        id: press-it",
        44,
        "A list begins here, and a hyphen (-) is missing at the beginning of this line.",
    ),
    Slip(ASK, "    answers:", "    answer:", 43, 'There is no setting called "answer" here. Did you mean "answers"?'),
    Slip(
        ASK,
        "- step: say\n",
        "- step: say\n    colour: red\n",
        69,
        'There is no setting called "colour" here. A "say" step may have step, id, picture, say, '
        "spoken-as and sentence.",
    ),
    Slip(
        ASK,
        "- step: say\n",
        '- step: say\n    clue: "Hm?"\n',
        69,
        'A "say" step has no "clue"; a "step: choose" has. Take it out, or move it.',
    ),
    Slip(ASK, "\nsteps:", "---\nsteps:", 14, 'A second document begins here ("---"). Put it into a file of its own.'),
    Slip(
        ASK,
        'say: "This is Omar.',
        'say: &omar "This is Omar.',
        22,
        '"&" at the beginning is not used here. Take it out, or put the text in quotation marks.',
    ),
    Slip(
        ASK,
        'say: "This is Omar.',
        'say: !text "This is Omar.',
        22,
        '"!" at the beginning is not used here. Take it out, or put the text in quotation marks.',
    ),
    Slip(
        ASK,
        "    prop: tablet-shiny-box",
        "    <<: {prop: tablet-shiny-box}",
        39,
        '"<<" is not used here. Write the settings out in full.',
    ),
    Slip(
        ASK,
        "This is Omar.",
        "This is\x00Omar.",
        22,
        "This line has a character that cannot be seen (U+0000). Type the line again.",
    ),
    Slip(LOGIN, "years: [3, 4]", "years: [3, 8]", 5, '"years" must be at most 6. This says "8".'),
    Slip(
        LOGIN,
        "      - id: kind-no\n",
        "      -\n",
        26,
        'This is missing: "id". Every answer needs a short name of its own. Write: id: ask-miss-bell',
    ),
    Slip(
        RULES,
        '      ks2: "We only press what we know, and otherwise we ask."\n',
        "",
        7,
        'This is missing: "ks2". Every text for children needs words for ages 7 to 11. Write: ks2: '
        '"We ask an adult first."',
    ),
    Slip(
        RULES,
        '    wording: "We only login',
        '    wordings: "We only login',
        12,
        'There is no setting called "wordings" here. Did you mean "wording"?',
    ),
    Slip(RULES, "kind: rules", "kind: rule", 2, '"kind" must be rules. This says "rule". Did you mean "rules"?'),
    Slip(RULES, '{ks1: "Who makes', '{ks1 "Who makes', 24, 'After "ks1" there should be a colon (:) and a space.'),
    Slip(
        RULES,
        '      question: {ks1: "Who makes the rules?", ks2: "Who decides here?"}',
        '      question: "Who makes the rules?"',
        24,
        '"question" needs settings of its own, each on a line below it: ks1 and ks2. This says "Who makes the rules?".',
    ),
    Slip(AGREEMENT, "rules: [e-1]", "rules: [e-11]", 5, 'There is no rule called "e-11". Did you mean "e-1"?'),
    Slip(
        AGREEMENT,
        "answer: i-know",
        "answer: I know",
        25,
        '"answer" must be i-will or i-know. This says "I know". Did you mean "i-know"?',
    ),
    Slip(
        AGREEMENT,
        "version: 2026-09",
        "version: 2026/09",
        3,
        '"version" takes small letters, digits and hyphens only, such as 2026-09. This says '
        '"2026/09". Did you mean "2026-09"?',
    ),
    Slip(
        PHRASES,
        '"Hello, {name}!"',
        '"Hello, {nmae}!"',
        4,
        'Nothing is filled in for "{nmae}" in this phrase. Did you mean "name"?',
    ),
    Slip(
        PHRASES,
        '"Hello, {name}!"',
        '"Hello, {name!"',
        4,
        "A curly bracket stands alone here. They come in pairs, such as {name}.",
    ),
    Slip(PHRASES, '"Hello, {name}!"', '"Hello, {}!"', 4, '"{}" is not a name in curly brackets, such as {name}.'),
    Slip(PHRASES, "  hello:", "  helo:", 4, 'The program says nothing called "helo". Did you mean "hello"?'),
    Slip(PHRASES, '  hello: "Hello, {name}!"\n', "", 3, 'This is missing: the phrase "hello", which the program says.'),
    Slip(
        PHRASES,
        "  tap-your-name:",
        "  Tap your name:",
        5,
        '"Tap your name" takes small letters, digits and hyphens only. This says "Tap your name". '
        'Did you mean "tap-your-name"?',
    ),
    Slip(
        PHRASES,
        "kind: phrases",
        "kind: pharses",
        2,
        '"kind" must be phrases. This says "pharses". Did you mean "phrases"?',
    ),
    Slip(
        CODES,
        "kind: misconceptions\n",
        "kind: misconceptions\nkinds: 2\n",
        3,
        'There is no setting called "kinds" here. A file of misconceptions may have format, kind and misconceptions.',
    ),
]
