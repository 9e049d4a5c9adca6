"""`kiosk new-language`: a file to fill in, in a folder of one's own, and never over work that is there."""

from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.content.load import load_book

SHIPPED = Path(__file__).parents[2] / "lessons"


def test_it_writes_a_file_that_the_kiosk_can_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-language", "ro", "--folder", str(tmp_path)]) == 0
    path = tmp_path / "ro" / "all.yaml"
    assert str(path) in capsys.readouterr().out
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('en: "English"\n    ro: ""', 'en: "English"\n    ro: "Română"'), encoding="utf-8")
    book = load_book(SHIPPED, tmp_path)
    assert book.languages["ro"].find("phrase", "this-language", "ks1", "English") == "Română"


@pytest.mark.parametrize("language", ["pl", "romanian", "en", "RO"])
def test_it_says_why_it_does_not(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-language", language, "--folder", str(tmp_path)]) == 1
    assert language in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_filled_in_is_never_written_over(tmp_path: Path) -> None:
    assert main(["new-language", "ro", "--folder", str(tmp_path)]) == 0
    path = tmp_path / "ro" / "all.yaml"
    path.write_text("mine", encoding="utf-8")
    assert main(["new-language", "ro", "--folder", str(tmp_path)]) == 1
    assert path.read_text(encoding="utf-8") == "mine"
