"""Putting the parts together: a window, the school's records, the lessons, a voice."""

import gc
import logging
import os
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kiosk import config

if TYPE_CHECKING:
    import pygame

    from kiosk.app import App, Clock
    from kiosk.content.model import Book, Picture
    from kiosk.doctor import Finding
    from kiosk.records.exports import Material
    from kiosk.records.rows import ClassRow, Comfort, School
    from kiosk.records.store import Store
    from kiosk.sound.narrator import Narrator
    from kiosk.sound.speaker import Speaker


def has_screen() -> bool:
    """Whether there is a screen to open a window on."""
    if os.environ.get("SDL_VIDEODRIVER") in ("dummy", "offscreen"):
        return False
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def run(folder: Path, *, demo: bool, size: tuple[int, int] | None, quiet: bool, lessons: Path | None) -> None:
    """Open the kiosk on a data folder and stay until staff close it."""
    opened(folder, demo=demo, size=size, quiet=quiet, lessons=lessons).run()


def opened(
    folder: Path, *, demo: bool = False, size: tuple[int, int] | None, quiet: bool, lessons: Path | None = None
) -> "App":
    """The kiosk on a data folder, with its window."""
    keep_log(folder)
    settings = config.load_settings(folder)
    # Little of what is made until the first screen is up is ever thrown away again: not to be looked through for it.
    gc.disable()
    from kiosk.ui.window import open_window

    window = open_window(size)
    _give_back()
    from kiosk import app

    voice = speaker(replace(settings, sound=settings.sound and not quiet), folder)
    clock = app.RealClock()
    program = assemble(folder, window, voice, clock, demo=demo, lessons=lessons, settings=settings, ahead=True)
    gc.freeze()
    gc.enable()
    return program


LARGE = 256 * 1024
M_MMAP_THRESHOLD = -3
"""As in glibc's malloc.h."""


def _give_back() -> None:
    """Have what a picture of more than `LARGE` bytes took go back to the system with it. glibc would learn from the
    first ones to keep it, in pieces too small for the next: on a 4K panel 55 MB of 370."""
    if sys.platform.startswith("linux"):
        import ctypes

        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):
            library.mallopt(M_MMAP_THRESHOLD, LARGE)


def speaker(settings: config.Settings, folder: Path | None = None) -> "Speaker":
    """The recordings of a data folder and the best voice that this computer has, or captions alone."""
    from kiosk.sound.speaker import open_speaker

    return open_speaker(
        config.cache_folder() / "speech",
        recordings=folder / config.RECORDINGS if folder else None,
        sound=settings.sound,
        volume=1.0 if settings.headphones else settings.volume,
    )


def narrator(folder: Path) -> "Narrator":
    """What `speaker` speaks with, to make speech ahead of time."""
    from kiosk.sound.speaker import open_narrator

    made, _ = open_narrator(config.cache_folder() / "speech", recordings=folder / config.RECORDINGS)
    return made


def assemble(
    folder: Path,
    window: "pygame.Surface",
    voice: "Speaker",
    clock: "Clock",
    *,
    demo: bool = False,
    lessons: Path | None = None,
    settings: config.Settings | None = None,
    seed: int | None = None,
    ahead: bool = False,
) -> "App":
    """The program on a data folder, ready to run. With a seed, the same taps always lead to the same screens. `ahead`:
    with pages got ready before they are wanted, as somebody who looks at it would have it."""
    from kiosk.app import App
    from kiosk.demo import CODES, make_school
    from kiosk.flow import Flow
    from kiosk.flow.house import House
    from kiosk.records import backup, salvage
    from kiosk.records.rows import Retention
    from kiosk.ui.pictures import Pictures
    from kiosk.ui.scan import Scanner
    from kiosk.ui.text import Fonts

    settings = settings or config.load_settings(folder)
    assets = config.shipped("assets")
    avatars = tuple(sorted(path.stem for path in (assets / "avatars").glob("*.svg")))
    fonts = Fonts(config.cache_folder() / "fonts")
    store, _ = salvage.open_store(folder / config.DATABASE, folder / backup.FOLDER)
    if demo and store.is_new:
        make_school(store, folder / "rosters", avatars)
    settings = settled(settings, store)
    taught = book(lessons, settings)
    house = House(
        pause_seconds=settings.pause_seconds,
        childline=settings.childline,
        exports=config.exports_folder(settings, folder),
        backups=folder / backup.FOLDER,
        rosters=roster_folders(folder),
        avatars=avatars,
        material=material(taught, settings),
        more_exports={called: Path(place).expanduser() for called, place in settings.more_exports_folders.items()},
        removable_drives=settings.removable_drives,
        undrawn=fonts.drawable,
        note=CODES if demo else "",
        examine=lambda: _examined(folder, store),
        comfort=comfort(settings),
        retention=Retention(settings.keep_years_after_leaving, settings.keep_drawings_years),
    )
    flow = Flow(store, taught, house, random.randrange(2**32) if seed is None else seed)
    return App(
        window,
        flow,
        voice,
        Pictures(assets, pictures_kept(window)),
        clock,
        fonts=fonts,
        scanner=Scanner(cast(Any, settings.scan), settings.scan_seconds),
        ahead=ahead,
        wall_panel=settings.wall_panel,
    )


def settled(settings: config.Settings, records: "Store") -> config.Settings:
    """The settings, and before them what the lead has set in the records."""
    told = None if records.is_new else records.school().checks_daily
    return settings if told is None else replace(settings, checks_daily=told)


def pictures_kept(window: "pygame.Surface") -> int:
    """Bytes of pictures: three or four pages of a window of 1920 x 1080, and as many of a larger one."""
    wide, high = window.get_size()
    return round(12_000_000 * max(1.0, wide * high / (1920 * 1080)))


def _examined(folder: Path, records: "Store") -> "Sequence[Finding]":
    from kiosk import doctor

    return doctor.examine(folder, inside=records)


def material(taught: "Book", settings: config.Settings) -> "Callable[[School, Sequence[ClassRow]], Material]":
    """What exports from the screen are made of beside the records; put together when one is wanted."""

    def made(school: "School", classes: "Sequence[ClassRow]") -> "Material":
        from kiosk import papers

        return replace(papers.material(taught, school, classes), school_iri=settings.school_website)

    return made


def comfort(settings: config.Settings) -> "Comfort":
    """How the screen is for everybody who has not chosen otherwise."""
    from kiosk.records.rows import Comfort

    return Comfort(
        text_scale=settings.text_scale,
        colours="contrast" if settings.high_contrast else "standard",
        still=settings.still,
        sound="captions" if not settings.sound else "soft" if settings.calm else "full",
        switch=cast(Any, settings.scan),
    )


def book(own: Path | None = None, settings: config.Settings | None = None) -> "Book":
    """The lessons that came with the program, over them a school's own, in the words that its settings ask for."""
    from kiosk.content.load import load_book
    from kiosk.content.school import adapted

    settings = settings or config.Settings()
    try:
        return adapted(
            load_book(config.shipped("lessons"), own),
            phones=cast(Any, settings.phones),
            checks_daily=settings.checks_daily,
            swaps=settings.swap,
        )
    except KeyError as name:
        raise config.ConfigError(f"swap: nobody is called {name} in the lessons.") from None


def roster_folders(folder: Path) -> tuple[Path, ...]:
    """Where the screen looks for class lists: the kiosk's own folder, then where people put files."""
    (folder / "rosters").mkdir(parents=True, exist_ok=True)
    home = Path.home()
    return (folder / "rosters", home / "Documents", home / "Downloads", home / "Desktop")


def drawn_parts() -> "tuple[Callable[[Picture], list[str]], list[str]]":
    """For `kiosk check`: the parts of a picture that there is no drawing of, and the names of all that there are."""
    from kiosk.scenes.page import scenery
    from kiosk.ui.pictures import Pictures

    pictures = Pictures(config.shipped("assets"))
    kinds = ("people", "feelings", "poses", "tableaux", "think", "click", "places", "props")
    names = [f"{kind}/{name}" for kind in kinds for name in pictures.names(kind)]
    return lambda picture: pictures.missing(scenery(picture)), names


def keep_log(folder: Path) -> None:
    """A log that rotates and that holds no names."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "kiosk.log", maxBytes=512_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
