"""`kiosk narrate` and `kiosk record-list`, as somebody uses them."""

import csv
import json
import wave
from pathlib import Path

import pytest

from kiosk import cli, config
from kiosk.sound import voices
from kiosk.sound.recordings import name_for
from kiosk.sound.voice import VoiceError

LESSON = "ks1-rule-2-know-what-it-does"
RULE = "We can click on the buttons or links when we know what they do."


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(config, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache" / "speech"


def kiosk(*words: str, data: Path) -> int:
    return cli.main([*words, "--data", str(data)])


def test_a_lesson_is_made_once_and_carried_on_with(
    cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk("narrate", "--lesson", LESSON, data=tmp_path) == 0
    told = capsys.readouterr()
    made = {path: path.stat().st_ino for path in cache.iterdir()}
    sounds = [path for path in made if path.suffix == ".wav"]
    assert f"{len(sounds)} of {len(sounds)} are ready" in told.out
    assert "100 %" in told.err

    # Stopped after half of it, the rest is made and nothing else.
    for path in sounds[::2]:
        path.unlink()
    assert kiosk("narrate", "--lesson", LESSON, data=tmp_path) == 0
    again = {path: path.stat().st_ino for path in cache.iterdir()}
    assert again.keys() == made.keys()
    assert all(again[path] == made[path] for path in sounds[1::2]), "what was there is made again"


def test_slower_speech_is_kept_beside_the_usual(cache: Path, tmp_path: Path) -> None:
    kiosk("narrate", "--lesson", LESSON, data=tmp_path)
    usual = {path.name for path in cache.glob("*.wav")}
    kiosk("narrate", "--lesson", LESSON, "--rate", "0.8", data=tmp_path)
    both = {path.name for path in cache.glob("*.wav")}

    assert usual < both
    assert len(both) == 2 * len(usual)


def test_all_languages_have_a_voice(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kiosk("narrate", "--lesson", "agreement", "--all-languages", data=tmp_path) == 0

    out = capsys.readouterr().out
    assert "en-GB: espeak-ng" in out
    assert "pl: espeak-ng" in out


def test_a_computer_without_a_voice_is_told_so(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none(language: str) -> None:
        raise VoiceError("it is not installed")

    monkeypatch.setattr(voices, "of_this_system", lambda: (none,))

    assert kiosk("narrate", "--lesson", LESSON, data=tmp_path) == 1
    told = capsys.readouterr()
    assert "captions only" in told.out
    assert "no voice on this computer" in told.err


def test_the_list_says_what_to_read_and_what_to_call_it(
    cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    assert kiosk("record-list", str(path), "--all-languages", data=tmp_path) == 0

    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len({row["file"] for row in rows}) == len(rows)
    assert {row["language"] for row in rows} == {"en-GB", "pl"}
    [rule] = [row for row in rows if row["read this"] == RULE]
    assert rule["file"] == f"{name_for(RULE)}.wav"
    assert any("teacher or adult" in row["read this"] for row in rows), "it is to be read as it is said"
    assert not any("teacher/adult" in row["read this"] for row in rows)
    assert not any(row["recorded"] for row in rows)
    assert f"0 of {len(rows)} are recorded" in capsys.readouterr().err


def test_what_was_recorded_under_the_listed_name_is_what_is_heard(
    cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk("record-list", "--lesson", LESSON, data=tmp_path) == 0
    [name] = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines() if line.split("\t")[1] == RULE]
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    with wave.open(str(recordings / name), "wb") as wav:
        wav.setparams((1, 2, 22050, 0, "NONE", ""))
        wav.writeframes(b"\0\x20\0\xe0" * 22050)

    assert kiosk("narrate", "--lesson", LESSON, data=tmp_path) == 0
    wordless = [path for path in cache.glob("*.json") if not json.loads(path.read_text())["words"]]
    assert len(wordless) == 1, "the recording is the one thing that comes without its words"

    capsys.readouterr()
    assert kiosk("record-list", "--lesson", LESSON, data=tmp_path) == 0
    told = capsys.readouterr()
    assert f"{name}\t{RULE}\ten-GB\t{LESSON}\tyes" in told.out.splitlines()
    assert "1 of " in told.err


@pytest.mark.parametrize("command", ["narrate", "record-list"])
def test_a_lesson_that_is_not_there_is_answered_in_a_sentence(
    command: str, cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk(command, "--lesson", "ks1-rule-2-know-what-it-dose", data=tmp_path) == 1
    assert f'Did you mean "{LESSON}"?' in capsys.readouterr().err
