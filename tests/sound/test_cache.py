import json
import os
from pathlib import Path

import pytest
from counted import Counted

from kiosk.sound.cache import Cache

ASK = "We ask first."


def sizes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def the(folder: Path, ending: str) -> Path:
    [found] = folder.glob(f"*{ending}")
    return found


def test_speech_is_made_once(voice: Counted, tmp_path: Path) -> None:
    made = Cache(tmp_path / "speech").rendering(voice, ASK, 130)

    assert Cache(tmp_path / "speech").rendering(voice, ASK, 130) == made
    assert voice.rendered == [ASK]


def test_other_words_another_rate_and_another_voice_are_other_speech(voice: Counted, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    first = cache.rendering(voice, ASK, 130)

    assert cache.rendering(voice, ASK, 90).seconds > first.seconds
    assert cache.rendering(voice, "We tell.", 130) != first
    voice.name += " improved"
    cache.rendering(voice, ASK, 130)
    assert voice.rendered == [ASK, ASK, "We tell.", ASK]


def test_what_is_prepared_is_kept_and_not_made_again(voice: Counted, tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    cache.prepare(voice, ASK, 130)
    cache.prepare(voice, ASK, 130)
    assert cache.rendering(voice, ASK, 130).seconds > 0.5
    assert voice.rendered == [ASK]

    the(tmp_path, ".json").unlink()
    cache.prepare(voice, ASK, 130)
    assert voice.rendered == [ASK, ASK]


def cut_short(folder: Path) -> None:
    sound = the(folder, ".wav")
    sound.write_bytes(sound.read_bytes()[:1000])


def spoil_the_samples(folder: Path) -> None:
    sound = the(folder, ".wav")
    data = bytearray(sound.read_bytes())
    data[-1000:] = bytes(1000)
    data[-500] ^= 1
    sound.write_bytes(data)


def empty_the_sound(folder: Path) -> None:
    the(folder, ".wav").write_bytes(b"")


def lose_the_sound(folder: Path) -> None:
    the(folder, ".wav").unlink()


def scribble_over_the_words(folder: Path) -> None:
    the(folder, ".json").write_bytes(b"\xff{]")


def forget_the_words(folder: Path) -> None:
    facts = json.loads(the(folder, ".json").read_text())
    the(folder, ".json").write_text(json.dumps({"crc": facts["crc"]}))


def misspell_the_words(folder: Path) -> None:
    facts = json.loads(the(folder, ".json").read_text())
    the(folder, ".json").write_text(json.dumps({**facts, "words": [["soon", 1]]}))


def make_a_list_of_it(folder: Path) -> None:
    the(folder, ".json").write_text("[]")


@pytest.mark.parametrize(
    "spoil",
    [
        cut_short,
        spoil_the_samples,
        empty_the_sound,
        lose_the_sound,
        scribble_over_the_words,
        forget_the_words,
        misspell_the_words,
        make_a_list_of_it,
    ],
)
def test_spoilt_speech_is_made_again(spoil, voice: Counted, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = Cache(tmp_path).rendering(voice, ASK, 130)
    spoil(tmp_path)

    again = Cache(tmp_path).rendering(voice, ASK, 130)

    assert again.seconds == pytest.approx(made.seconds, abs=0.05)  # the voice is never quite the same twice
    assert [word.start for word in again.words] == [word.start for word in made.words]
    assert len(voice.rendered) == 2
    assert Cache(tmp_path).rendering(voice, ASK, 130) == again
    assert len(voice.rendered) == 2, "what was made again was not kept"


def test_the_folder_stays_within_its_limit_and_what_has_gone_unused_goes_first(voice: Counted, tmp_path: Path) -> None:
    Cache(tmp_path).rendering(voice, "One first.", 130)
    limit = int(3.5 * sizes(tmp_path))
    cache = Cache(tmp_path, limit)
    for caption in ("Two first.", "Ten first."):
        cache.rendering(voice, caption, 130)
    for age, path in enumerate(sorted(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
        os.utime(path, (1000 + age, 1000 + age))

    cache.rendering(voice, "One first.", 130)
    cache.rendering(voice, "Six first.", 130)

    assert sizes(tmp_path) <= limit
    del voice.rendered[:]
    for caption in ("One first.", "Six first.", "Ten first.", "Two first."):
        cache.rendering(voice, caption, 130)
    assert voice.rendered == ["Two first."]


def test_a_folder_that_cannot_be_made_costs_no_speech(voice: Counted, tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("")

    assert Cache(tmp_path / "in the way" / "speech").rendering(voice, ASK, 130).seconds > 0.5
