"""Settings: a file of the school's own, and clear sentences about what is wrong with it."""

from pathlib import Path

import pytest

from kiosk.config import ConfigError, Settings, exports_folder, load_settings


def written(folder: Path, text: str) -> Path:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_exports_go_to_the_data_folder_unless_it_is_set_otherwise(tmp_path: Path) -> None:
    assert exports_folder(Settings(), tmp_path) == tmp_path / "exports"
    assert exports_folder(Settings(exports_folder="/srv/office"), tmp_path) == Path("/srv/office")


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    text = 'pause_seconds = 8\nsound = false\nphones = "off-wifi"\nswap = { Omar = "Sami" }\n'
    settings = load_settings(written(tmp_path, text))
    assert settings == Settings(pause_seconds=8.0, sound=False, phones="off-wifi", swap={"Omar": "Sami"})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pause_seconds = 0", "pause_seconds is from 3 to 10. This says 0."),
        ("pause_seconds = 11", "pause_seconds is from 3 to 10. This says 11."),
        ("volume = 2", "volume is from 0 to 1. This says 2."),
        ('phones = "in the bag"', 'phones is one of handed-in, by-arrangement, off-wifi. This says "in the bag".'),
        ('sound = "yes"', "\"sound\" is true or false. This says 'yes'."),
        ("volume = true", '"volume" is a number. This says True.'),
        ("puase_seconds = 5", 'there is no setting called "puase_seconds".'),
        ("pause_seconds = ", "this is not a settings file"),
        ('scan = "three-switch"', 'scan is one of off, one-switch, two-switch. This says "three-switch".'),
        ("scan_seconds = 0.2", "scan_seconds is from 0.5 to 5. This says 0.2."),
        ('school_website = "hazel-lane.example"', 'school_website begins with https://. This says "hazel-lane'),
        ("[more_exports_folders]\nOffice = 3", 'more_exports_folders: "Office" is a whole path in quotes, such as'),
        ('[more_exports_folders]\nOffice = "office"', "This says 'office'."),
        ("text_scale = 1.3", "text_scale is 1, 1.25 or 1.5. This says 1.3."),
    ],
)
def test_what_cannot_be_used_is_told_with_its_file(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as told:
        load_settings(written(tmp_path, text))
    assert str(tmp_path / "settings.toml") in str(told.value)
    assert sentence in str(told.value)
