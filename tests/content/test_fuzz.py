"""Lesson files with something done to them at random, from a seed that a failure names."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kiosk.content import tree
from kiosk.content.load import ContentError, load_book, read

from .conftest import SMALL
from .slips import NEEDED

MUTATIONS = [2000, pytest.param(100_000, marks=pytest.mark.long)]
FILES = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in sorted(SMALL.rglob("*.yaml"))}
MARKS = "\"'\\:-#&*!|>%@`{}[],?\t aZ0~<é\u2028\x07"
VALUES = (
    "no", "010", "12:30", "~", "null", "[]", "{}", '""', "*a", "&a b", "!!str x", "!!python/name:os.system", "|", ">",
    "- a", "<<: x", "2", "yes", "[a", "{a", '"a', "'a", "1e999", ".nan", "2026-09-01", "a: b", "# a", "\\", "9" * 400,
)  # fmt: skip
MERGES = ["a0: &a0 {k: v}", *(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}, *a{i - 1}]}}" for i in range(1, 30))]

Lines = list[str]
Edit = Callable[[random.Random, Lines, int], None]


# ---------------------------------------------------------------- edits of one line


def drop(chance: random.Random, lines: Lines, at: int) -> None:
    del lines[at]


def double(chance: random.Random, lines: Lines, at: int) -> None:
    lines.insert(at, lines[at])


def shift(chance: random.Random, lines: Lines, at: int) -> None:
    spaces = chance.choice((-4, -2, -1, 1, 2, 4))
    line = lines[at]
    lines[at] = " " * max(0, len(line) - len(line.lstrip(" ")) + spaces) + line.lstrip(" ")


def tab(chance: random.Random, lines: Lines, at: int) -> None:
    lines[at] = "\t" + lines[at].lstrip(" ")


def replace(chance: random.Random, lines: Lines, at: int) -> None:
    place = chance.randrange(len(lines[at]))
    lines[at] = lines[at][:place] + chance.choice(MARKS) + lines[at][place + 1 :]


def insert(chance: random.Random, lines: Lines, at: int) -> None:
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + chance.choice(MARKS) + lines[at][place:]


def remove(chance: random.Random, lines: Lines, at: int) -> None:
    place = chance.randrange(len(lines[at]))
    lines[at] = lines[at][:place] + lines[at][place + 1 :]


def swap_words(chance: random.Random, lines: Lines, at: int) -> None:
    words = lines[at].split(" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    lines[at] = " ".join(words)


def other_value(chance: random.Random, lines: Lines, at: int) -> None:
    lines[at] = f"{lines[at].partition(':')[0]}: {chance.choice(VALUES)}"


ONE_LINE: tuple[Edit, ...] = (drop, double, shift, tab, replace, insert, remove, swap_words, other_value)


# ---------------------------------------------------------------- edits of more


def move(chance: random.Random, lines: Lines, at: int) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def drop_some(chance: random.Random, lines: Lines, at: int) -> None:
    del lines[at : at + chance.randrange(2, 12)]


def double_some(chance: random.Random, lines: Lines, at: int) -> None:
    lines[at:at] = lines[at : at + chance.randrange(2, 12)]


def shift_some(chance: random.Random, lines: Lines, at: int) -> None:
    spaces = " " * chance.randrange(1, 5)
    lines[at : at + 8] = [spaces + line for line in lines[at : at + 8]]


def nest(chance: random.Random, lines: Lines, at: int) -> None:
    lines.insert(at, chance.choice(("[", "{a: ", "- ", "? ", "!a ", "&a ")) * chance.randrange(10, 5000))


def nest_by_level(chance: random.Random, lines: Lines, at: int) -> None:
    level = len(lines[at]) - len(lines[at].lstrip(" "))
    lines[at:at] = [" " * (level + depth) + "a:" for depth in range(chance.randrange(10, 200))]


def bomb(chance: random.Random, lines: Lines, at: int) -> None:
    lines[at:at] = MERGES


def mix_in(chance: random.Random, lines: Lines, at: int) -> None:
    lines[at:at] = chance.choice(list(FILES.values())).decode().split("\n")


def lengthen(chance: random.Random, lines: Lines, at: int) -> None:
    lines[at] += chance.choice(("a ", '"', ": ", "- ", "x", "\\", "{", "'")) * chance.randrange(100, 20_000)


MORE: tuple[Edit, ...] = (
    move, drop_some, double_some, shift_some, nest, nest_by_level, bomb, mix_in, lengthen
)  # fmt: skip


def mutate_bytes(chance: random.Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randrange(1, 6)):
        match chance.randrange(4):
            case 0:
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            case 1:
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            case 2:
                place = chance.randrange(len(changed))
                del changed[place : place + chance.randrange(1, 40)]
            case 3:
                place = chance.randrange(len(changed))
                changed[place:place] = chance.randbytes(chance.randrange(1, 8))
    return bytes(changed)


# ---------------------------------------------------------------- what must hold


def steps_of_content(lines: Lines, one: int, other: int) -> int:
    """How far two lines are from each other, counted in lines that say something."""
    low, high = sorted((one, other))
    return sum(1 for line in lines[low:high] if line.strip() and not line.lstrip().startswith("#"))


@pytest.mark.parametrize("mutations", MUTATIONS)
def test_one_line_changed_is_told_where_it_was_changed(small: Path, mutations: int) -> None:
    """Within a line of the edit; or the file is still a lesson (a word of a text, or its title, was changed)."""
    told = 0
    for seed in range(mutations // 2):
        chance = random.Random(seed)
        name, raw = chance.choice(list(FILES.items()))
        lines = raw.decode().split("\n")
        at = chance.choice([place for place, line in enumerate(lines) if line.strip()])
        chance.choice(ONE_LINE)(chance, lines, at)
        (small / name).write_text("\n".join(lines), encoding="utf-8", newline="")
        _, problems = read(small)
        mine = [problem for problem in problems if problem.where.startswith(f"lessons/{name}:")]
        if mine:
            told += 1
            distances = [steps_of_content(lines, int(problem.where.rpartition(":")[2]) - 1, at) for problem in mine]
            assert min(distances) <= 1, f"seed {seed}: line {at + 1} of {name}: {[str(problem) for problem in mine]}"
        (small / name).write_bytes(raw)
    assert told > mutations // 4


@pytest.mark.parametrize("mutations", MUTATIONS)
@pytest.mark.parametrize("loader", ["libyaml", "pure Python"])
def test_whatever_is_done_to_a_file_it_is_a_book_or_a_content_error(
    small: Path, loader: str, mutations: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = mutations * 2 // 5
    if loader == "pure Python":
        monkeypatch.setattr(tree, "_LOADER", yaml.BaseLoader)
        count = mutations // 10
    for seed in range(count):
        chance = random.Random(seed)
        name, raw = chance.choice(list(FILES.items()))
        if chance.random() < 0.4:
            changed = mutate_bytes(chance, raw)
        else:
            lines = raw.decode().split("\n")
            for _ in range(chance.randrange(1, 4)):
                lines = lines or [""]
                at = chance.randrange(len(lines))
                if lines[at]:
                    chance.choice(ONE_LINE + MORE)(chance, lines, at)
            changed = "\n".join(lines).encode()
        (small / name).write_bytes(changed)
        try:
            load_book(small, needed_phrases=NEEDED)
        except ContentError as error:
            last = changed.count(b"\n") + changed.count(b"\r") + 1
            for problem in error.problems:
                file, _, line = problem.where.rpartition(":")
                assert 1 <= int(line) <= last or file != f"lessons/{name}", f"seed {seed}: {str(problem)[:300]}"
                assert len(problem.sentence) < 400, f"seed {seed}: {str(problem)[:300]}"
        except Exception as error:
            pytest.fail(f"seed {seed}: {name}: {error!r}")
        (small / name).write_bytes(raw)
