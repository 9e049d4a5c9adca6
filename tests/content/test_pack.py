"""The folder of a school's own: nothing in it leads out, and it is no larger than a computer reads at once."""

import os
import sys
from pathlib import Path

import pytest

from kiosk.content.load import read
from kiosk.content.pack import BYTES, FILES

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let such a file be made")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def told(small: Path, own: Path) -> list[str]:
    _, problems = read(small, own)
    return [str(problem) for problem in problems if problem.kind == "fault"]


MINE = 'format: 1\nkind: phrases\nphrases: {mine: "Mine."}\nlines: {mine: "Mine."}\n'


def put(own: Path, name: str, text: str = MINE) -> None:
    path = own / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_folder_of_its_own_is_read(small: Path, own: Path) -> None:
    put(own, "ours/Our phrases (2).yaml")
    put(own, "pictures/notes.txt")
    book, _ = read(small, own)
    assert book is not None
    assert book.phrases["mine"].ks1 == "Mine."


@posix
@pytest.mark.parametrize(
    "name", ["..\\x.yaml", "C:\\x.yaml", "C:x.yaml", "what?.yaml", "end ", "dots./a.yaml", "a|b.yaml"]
)
def test_a_name_that_means_something_else_elsewhere_is_told(small: Path, own: Path, name: str) -> None:
    put(own, name)
    (fault,) = told(small, own)
    assert fault.startswith(f"own/{name}:1: A name such as ")
    assert fault.endswith("means something else on some computers. Call it otherwise.")


@posix
@pytest.mark.parametrize("name", ["CON.yaml", "nul", "aux.en.yaml", "ks1/Com1.yaml", "lpt9/a.yaml"])
def test_a_name_that_windows_keeps_is_told(small: Path, own: Path, name: str) -> None:
    put(own, name)
    (fault,) = told(small, own)
    assert "Windows keeps the name" in fault


@pytest.mark.parametrize("name", ["console.yaml", "com10.yaml", "auxiliary.txt", "a con.yaml"])
def test_a_name_that_only_looks_like_one_is_not(small: Path, own: Path, name: str) -> None:
    put(own, name)
    assert told(small, own) == []


@posix
def test_names_that_differ_in_capitals_or_in_how_an_accent_is_made_are_told(small: Path, own: Path) -> None:
    put(own, "Zoë.txt")
    put(own, "zoe\u0308.txt")
    put(own, "ks1/a.txt")
    put(own, "KS1/a.txt")
    faults = told(small, own)
    if len(list(own.rglob("*.txt"))) < 4:
        pytest.skip("this disk does not keep them apart")
    same = "have the same name on some computers. Call one of them otherwise."
    assert faults == [
        f'own/ks1/a.txt:1: This file and "KS1/a.txt" {same}',
        f'own/zoe\u0308.txt:1: This file and "Zoë.txt" {same}',
    ]


@posix
def test_a_link_out_of_the_folder_is_not_followed(small: Path, own: Path, tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/phrases.yaml")
    (own / "phrases.yaml").symlink_to(tmp_path / "elsewhere" / "phrases.yaml")
    assert told(small, own) == [
        "own/phrases.yaml:1: This is not a file of this folder but a way out of it. Copy the file here."
    ]
    (own / "phrases.yaml").unlink()
    (own / "more").symlink_to(tmp_path / "elsewhere")
    book, _ = read(small, own)
    assert book is not None
    assert "mine" not in book.phrases


def test_so_many_files_and_no_more(small: Path, own: Path) -> None:
    for number in range(FILES):
        put(own, f"notes/{number:03}.txt", "")
    assert told(small, own) == []
    put(own, "notes/one more.txt", "")
    assert told(small, own) == ["own/notes/one more.txt:1: There are too many files in this folder. 200 is the most."]


def test_so_many_bytes_and_no_more(small: Path, own: Path) -> None:
    put(own, "a.txt", "")
    os.truncate(own / "a.txt", BYTES)
    assert told(small, own) == []
    put(own, "b.txt", "!")
    assert told(small, own) == ["own/b.txt:1: This folder is too big. 50 MB is the most."]


def test_a_folder_that_is_too_much_is_not_read(small: Path, own: Path) -> None:
    put(own, "a.txt", "")
    os.truncate(own / "a.txt", BYTES + 1)
    put(own, "broken.yaml", "[")
    assert len(told(small, own)) == 1
