"""Settings, and where the folders live."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

APP = "think-then-click"
DATABASE = "records.db"
"""The school's records, in its data folder."""
RECORDINGS = "recordings"
"""What teachers have recorded, a folder in the data folder."""


class ConfigError(Exception):
    """A setting that cannot be used; the text says which, where, and what to write instead."""


def shipped(name: str) -> Path:
    """The folder `lessons` or `assets`: inside an installed package, or beside it in a checkout."""
    here = Path(__file__).parent
    packed = here / "data" / name
    return packed if packed.is_dir() else here.parent / name


def data_folder() -> Path:
    """Where this computer keeps the school's data when nothing else is said."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def cache_folder() -> Path:
    """Where fonts and speech are kept that can be made again at any time."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


PHONES = ("handed-in", "by-arrangement", "off-wifi")
SCANS = ("off", "one-switch", "two-switch")
KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a word in quotes",
    dict: "a table",
}


@dataclass(frozen=True)
class Settings:
    """What a school may set, in `settings.toml` in its data folder."""

    pause_seconds: float = 5.0
    """How long the answers sleep, 3 to 10 seconds."""
    sound: bool = True
    """False: captions only."""
    volume: float = 0.8
    """0 to 1."""
    headphones: bool = False
    """Whether pupils listen with headphones, which have a wheel of their own: then the volume is full."""
    childline: bool = True
    """Whether "Tell an adult" shows Childline's number."""
    text_scale: float = 1.0
    """1, 1.25 or 1.5."""
    high_contrast: bool = False
    still: bool = False
    """Whether nothing moves on the screen."""
    calm: bool = False
    """Whether the voice is heard alone, without the small sounds."""
    phones: str = "handed-in"
    """The school's rule, as a story tells it: handed-in, by-arrangement or off-wifi."""
    checks_daily: bool = False
    """Whether a system of the school's checks all the time: then the monitoring notice says so."""
    wall_panel: bool = False
    """Everything that is touched in the lower 60 % of the screen, as on a panel on a wall."""
    scan: str = "off"
    """For switches: off, one-switch (a light moves by itself, the switch chooses) or two-switch (one moves it)."""
    scan_seconds: float = 1.5
    """How long the light stays on a thing before it moves by itself: 0.5 to 5."""
    exports_folder: str = ""
    """Where exports go; empty: the folder `exports` in the data folder."""
    more_exports_folders: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Other folders that the Export tab offers, by what they are called there: {"Office share" = "S:/Office"}."""
    removable_drives: bool = False
    """Whether exports may be written to memory sticks."""
    school_website: str = ""
    """The school's web address, by which xAPI statements name the school."""
    keep_years_after_leaving: int = 1
    """How many whole school years a pupil's record is kept after the one in which they left: 0 to 25."""
    keep_drawings_years: int = 0
    """The same for a signature's drawing, after the school year in which it was signed anew or taken back."""
    swap: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Names of the stories that a pupil here shares, and who takes the part: {"Omar": "Sami"}."""

    def __post_init__(self) -> None:
        if not 3 <= self.pause_seconds <= 10:
            raise ConfigError(f"pause_seconds is from 3 to 10. This says {self.pause_seconds:g}.")
        if not 0 <= self.volume <= 1:
            raise ConfigError(f"volume is from 0 to 1. This says {self.volume:g}.")
        if self.phones not in PHONES:
            raise ConfigError(f'phones is one of {", ".join(PHONES)}. This says "{self.phones}".')
        if self.scan not in SCANS:
            raise ConfigError(f'scan is one of {", ".join(SCANS)}. This says "{self.scan}".')
        if not 0.5 <= self.scan_seconds <= 5:
            raise ConfigError(f"scan_seconds is from 0.5 to 5. This says {self.scan_seconds:g}.")
        for called, place in self.more_exports_folders.items():
            if not isinstance(place, str) or not Path(place).expanduser().is_absolute():
                raise ConfigError(
                    f'more_exports_folders: "{called}" is a whole path in quotes, such as "/srv/office". '
                    f"This says {place!r}."
                )
        if self.school_website and not self.school_website.startswith(("https://", "http://")):
            raise ConfigError(f'school_website begins with https://. This says "{self.school_website}".')
        for name in ("keep_years_after_leaving", "keep_drawings_years"):
            if not 0 <= getattr(self, name) <= 25:
                raise ConfigError(f"{name} is from 0 to 25. This says {getattr(self, name)}.")
        if self.text_scale not in (1.0, 1.25, 1.5):
            raise ConfigError(f"text_scale is 1, 1.25 or 1.5. This says {self.text_scale:g}.")


def exports_folder(settings: Settings, folder: Path) -> Path:
    """Where exports from a data folder usually go."""
    return Path(settings.exports_folder).expanduser() if settings.exports_folder else folder / "exports"


def load_settings(folder: Path) -> Settings:
    """The settings of a data folder; the usual ones where it has no file. Raises ConfigError with file and advice."""
    path = folder / "settings.toml"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: this is not a settings file: {error}") from None
    usual = Settings()
    known = {field.name: type(getattr(usual, field.name)) for field in fields(Settings)}
    clean: dict[str, object] = {}
    for name, value in said.items():
        if name not in known:
            raise ConfigError(f'{path}: there is no setting called "{name}". There are: {", ".join(known)}.')
        wanted = known[name]
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not wanted:
            kind = KINDS[wanted]
            raise ConfigError(f'{path}: "{name}" is {kind}. This says {value!r}.')
        clean[name] = value
    try:
        return replace(Settings(), **clean)  # type: ignore[arg-type]
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None
