import tracemalloc

import pytest
import yaml

from kiosk.content import tree

BOMBS = {
    "merges": "a0: &a0 {k: v}\n"
    + "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 30)),
    "aliases": "a: &a [b, b]\n" + "".join(f"k{i}: [*a, *a, *a]\n" for i in range(500)),
    "lists in lists": "[" * 99_000,
    "maps in maps": "{a: " * 24_000,
    "levels": "".join(" " * i + "a:\n" for i in range(400)),
    "many things": "- a\n" * 24_000,
    "a text without end": 'a: "' + "b " * 49_000,
    "a long number": "a: " + "9" * 99_000,
    "questions": "? " * 49_000,
    "many settings": "".join(f"k{i}: 1\n" for i in range(10_500)),
    "too big": "a: b\n" * 100_000,
}


@pytest.fixture(params=["libyaml", "pure Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers: a machine without libyaml must be told the same."""
    if request.param == "pure Python":
        monkeypatch.setattr(tree, "_LOADER", yaml.BaseLoader)
    elif not hasattr(yaml, "CBaseLoader"):
        pytest.skip("PyYAML is without libyaml here")


def faults(text: str | bytes) -> list[tuple[int, str]]:
    return tree.parse(text.encode() if isinstance(text, str) else text)[1]


@pytest.mark.usefixtures("loader")
def test_only_plain_scalars_are_more_than_words() -> None:
    root, found = tree.parse(
        b'a: 1\nb: -20\nc: 1.5\nd: true\ne: "true"\nf: no\ng: 010\nh: 12:30\ni: 1e3\nj: 2026-09-01\nk: "7"\nl: False\n'
    )
    assert root is not None
    assert found == []
    assert root.data() == {
        "a": 1, "b": -20, "c": 1.5, "d": True, "e": "true", "f": "no", "g": "010", "h": "12:30", "i": 1000.0,
        "j": "2026-09-01", "k": "7", "l": "False",
    }  # fmt: skip
    assert type(root.data()["d"]) is bool


@pytest.mark.usefixtures("loader")
def test_everything_knows_where_it_is_announced_and_where_it_ends() -> None:
    root, _ = tree.parse(b'a:\n  b:\n    - c\n    - d: "e\n        f"\ng: [h,\n  i]\n')
    assert root is not None
    places = {
        ("a",): (1, 5),
        ("a", "b"): (2, 5),
        ("a", "b", 0): (3, 3),
        ("a", "b", 1): (4, 5),
        ("a", "b", 1, "d"): (4, 5),
        ("g",): (6, 7),
        ("g", 1): (7, 7),
    }
    assert {path: (_at(root, path).line, _at(root, path).end) for path in places} == places


def _at(node: tree.Node, path: tuple[str | int, ...]) -> tree.Node:
    for part in path:
        child = node.child(part)
        assert child is not None
        node = child
    return node


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_fault_and_small(name: str) -> None:
    tracemalloc.start()
    try:
        found = faults(BOMBS[name])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found or name == "a long number"
    assert peak < 30_000_000


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "line", "begins"),
    [
        ("a: 1\nb: &c d\n", 2, '"&" at the beginning is not used here.'),
        ("a: 1\nb: *c\n", 2, '"*" at the beginning is not used here.'),
        ("a: 1\nb: !!python/object:os.system x\n", 2, '"!" at the beginning is not used here.'),
        ("a: 1\nb:\n  <<: {c: d}\n", 3, '"<<" is not used here.'),
        ("a: 1\nb: 2\na: 3\n", 3, '"a" is here twice, first on line 1.'),
        ("a: 1\n&b c: d\n", 2, 'Take out what stands before "c".'),
        ("a: 1\n? [b]\n: c\n", 2, "The name of a setting must be one word"),
        ("a: 1\n---\nb: 2\n", 2, "A second document begins here"),
        ("%YAML 1.2\n---\na: 1\n", 1, 'A line that begins with "%" has no use here.'),
        ("a: 1\nb:\nc: 2\n", 2, 'Nothing is written after "b:".'),
        ("a: 1\nb: null\n", 2, 'Nothing is written after "b:".'),
        ("a:\n- 1\n-\n", 3, 'Nothing is written after "-".'),
        ("a: 1\n\tb: 2\n", 2, "There is a tab on this line."),
        ("", 1, "This file is empty."),
        ("# only a comment\n", 1, "This file is empty."),
        ("a: 1\nb: \u202etxet\n", 2, "This line has a character that cannot be seen (U+202E)."),
        ("a: 1\nb: c\u2028d\ne: f: g\n", 2, "This line has a character that cannot be seen (U+2028)."),
        ('a: 1\nb: "\\0"\n', 2, "A backslash in this text makes a character that cannot be seen."),
        ('a: 1\nb: "c\nd: "e"\n', 2, "A text begins here with a quotation mark."),
        ("a: 1\nb: it's \"c\n", 2, "A quotation mark stands alone here."),
        (b"a: 1\nb: caf\xe9\n", 2, 'This line has a character, perhaps "\u00e9", that is not UTF-8.'),
        ("a: 1\n".encode("utf-16"), 1, 'This file is saved as "Unicode" (UTF-16).'),
        ("a: 1\n".encode("utf-16-be"), 1, 'This file is saved as "Unicode" (UTF-16).'),
        (b"a: 1\nb: \x00\n", 2, "This line has a character that cannot be seen (U+0000)."),
    ],
)
def test_what_yaml_allows_and_a_lesson_does_not(text: str | bytes, line: int, begins: str) -> None:
    found = faults(text)
    assert (line, begins) in [(where, sentence[: len(begins)]) for where, sentence in found]


@pytest.mark.usefixtures("loader")
def test_a_comment_that_cuts_a_text_is_known() -> None:
    root, _ = tree.parse(b'a: Tap the # key\nb: "Tap the # key" # this one\nc: tap#key\n')
    assert root is not None
    assert {key: _at(root, (key,)).cut for key in "abc"} == {"a": True, "b": False, "c": False}
