"""Contact sheets: every part of the art library, every picture of the lessons, every page as it is played, and every
screen in every look, on every size of screen.

For the people who draw and write: what is not charming, cropped or empty is seen at a glance.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pygame
from pydantic import BaseModel

from kiosk import config, start, walk
from kiosk.content.model import Book, Picture, Rule, Statement, Taught
from kiosk.scenes.page import scenery
from kiosk.ui.pictures import Actor, Fit, Part, Pictures, Portrait, Scenery
from kiosk.ui.scene import Scene
from kiosk.ui.stage import Stage
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme, themes

Size = tuple[int, int]

KINDS = ("places", "props", "screens", "icons", "avatars", "passwords", "marks")
PAPER, INK = "#FFF5E1", "#20294A"
MARGIN, CAPTION, TITLE = 12, 30, 64
SHEET = (2400, 3000)
SIZES: tuple[Size, ...] = ((1280, 720), (1920, 1080), (3840, 2160), (1024, 768))
SCALES = (1.0, 1.25, 1.5)
STEP = (640, 360)
SMALL = 464
"""How wide a screen is on a sheet of screens: five to a row."""


def write(
    out: Path,
    *,
    own: Path | None = None,
    cell: Size = (300, 190),
    step: Size = STEP,
    of: Sequence[str] = (),
) -> list[Path]:
    """Write the sheets of all parts, pictures and steps into `out`, and return them.

    `own` is a school's own folder of lessons, `cell` the size of a picture in pixels, `step` that of a page. With `of`,
    the steps of those lessons alone.
    """
    sheets = _opened(out)
    book = start.book(own)
    if not of:
        sheets.parts(cell)
        sheets.write("pictures", [(name, sheets.art(art, cell)) for name, art in _pictures(book)], cell)
    for taught, stops in groupby(walk.taught(book), key=lambda stop: stop.of):
        if not of or taught in of:
            title = book.playable[taught].title if taught in book.playable else "The agreement"
            drawn = ((stop.page, sheets.screen(stop.scene, step)) for stop in stops)
            sheets.write(taught, drawn, step, f"{title} ({taught})")
    return sheets.written


def scenes(
    out: Path,
    *,
    own: Path | None = None,
    colours: Sequence[str] = (),
    sizes: Sequence[Size] = SIZES,
    scales: Sequence[float] = SCALES,
) -> list[Path]:
    """Write every kind of screen in all `colours`, on all sizes of screen, with all sizes of text: a sheet each."""
    sheets = _opened(out)
    stops = list(walk.examples(start.book(own)))
    for name, theme in themes().items():
        if colours and name not in colours:
            continue
        for size in sizes:
            for scale in scales:
                stage = sheets.stage(size, theme, scale)
                small = (SMALL, SMALL * size[1] // size[0])
                drawn = (
                    (f"{type(stop.scene).__name__}: {stop.page}", shot(stage, stop.scene, small)) for stop in stops
                )
                across, down = size
                title = f"{name}, {across} × {down}, text at {scale:.0%}"
                sheets.write(f"scenes-{name}-{across}x{down}-{scale * 100:.0f}", drawn, small, title)
    return sheets.written


def shot(stage: Stage, scene: Scene, size: Size) -> pygame.Surface:
    """A screen as it stands on the walk, drawn at the stage's own size and then made small."""
    scene.letters = stage.text_scale
    stage.show(scene.backdrop, scene.view(walk.NOW))
    if stage.window.get_size() == size:
        return stage.window.copy()
    return pygame.transform.smoothscale(stage.window, size)


@dataclass(frozen=True)
class Cell:
    """One picture of a sheet, with the words under it."""

    caption: str
    picture: pygame.Surface


def _opened(out: Path) -> "_Sheets":
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((64, 64))
    return _Sheets(out)


class _Sheets:
    def __init__(self, out: Path) -> None:
        self.out = out
        self.pictures = Pictures(config.shipped("assets"))
        self.written: list[Path] = []
        self._fonts = Fonts(config.cache_folder() / "fonts")
        self._stages: dict[tuple[Size, str, float], Stage] = {}
        out.mkdir(parents=True, exist_ok=True)

    # ------------------------------------------------------------ what stands on them

    def parts(self, cell: Size) -> None:
        square = (cell[1], cell[1])
        for kind in KINDS:
            size = square if kind != "places" else cell
            names = self.pictures.names(kind)
            self.write(kind, [(name, self.art(Part(f"{kind}/{name}"), size)) for name in names], size)
        faces = [
            (f"{name} {feeling}", self.art(Portrait(name, feeling), square))
            for name in self.pictures.names("people")
            if self.pictures.has(Part(f"people/{name}"))
            for feeling in FEELINGS
        ]
        self.write("faces", faces, square)
        poses = [
            (f"{name} {pose}", self.art(art, cell))
            for name in ("omar", "leo", "miss-bell")
            for pose in self.pictures.names("poses")
            if not self.pictures.missing(art := Scenery("sky", (Actor(name, "happy", pose),), None))
        ]
        self.write("poses", poses, cell)
        mascots = [(name, self.art(Part(f"mascots/{name}"), cell)) for name in self.pictures.names("mascots")]
        self.write("mascots", mascots, cell)

    def art(self, art: Any, size: Size) -> pygame.Surface:
        fit: Fit = "cover" if isinstance(art, Scenery) else "contain"
        return self.pictures.surface(art, size, fit)

    def screen(self, scene: Scene, size: Size) -> pygame.Surface:
        return shot(self.stage(size, Theme.standard(), 1.0), scene, size)

    def stage(self, size: Size, theme: Theme, scale: float) -> Stage:
        key = (size, theme.name, scale)
        if key not in self._stages:
            self._stages.clear()  # a large window keeps much
            window = pygame.Surface(size)
            self._stages[key] = Stage(window, self.pictures, theme, self._fonts, scale)
        return self._stages[key]

    # ------------------------------------------------------------ the sheets

    def write(self, name: str, cells: Iterable[tuple[str, pygame.Surface]], size: Size, title: str = "") -> None:
        """As many sheets as it takes: `name-1.png` and so on, each with the title."""
        columns = max(1, (SHEET[0] - MARGIN) // (size[0] + MARGIN))
        rows = max(1, (SHEET[1] - MARGIN - TITLE) // (size[1] + CAPTION + MARGIN))
        for number, chosen in enumerate(_in_parts((Cell(*cell) for cell in cells), columns * rows), 1):
            self._sheet(f"{name}-{number}.png", chosen, size, columns, title)

    def _sheet(self, name: str, cells: Sequence[Cell], size: Size, columns: int, title: str) -> None:
        top = MARGIN + (TITLE if title else 0)
        wide = max(SHEET[0], 2 * MARGIN + size[0])
        high = top + -(-len(cells) // columns) * (size[1] + CAPTION + MARGIN)
        surface = pygame.Surface((wide, high))
        surface.fill(PAPER)
        if title:
            surface.blit(self._fonts.font(700, 36).render(title, True, INK), (MARGIN, MARGIN))
        for place, cell in enumerate(cells):
            row, column = divmod(place, columns)
            x, y = MARGIN + column * (size[0] + MARGIN), top + row * (size[1] + CAPTION + MARGIN)
            surface.blit(cell.picture, (x, y))
            words = self._fonts.font(500, 18).render(cell.caption, True, INK)
            surface.blit(words, (x, y + size[1] + 4), (0, 0, size[0], CAPTION))
        path = self.out / name
        pygame.image.save(surface, path)
        self.written.append(path)


FEELINGS = ("calm", "happy", "proud", "unsure", "worried", "sad", "thinking", "surprised", "cross", "tired")


def _in_parts(cells: Iterable[Cell], most: int) -> Iterator[list[Cell]]:
    part: list[Cell] = []
    for cell in cells:
        part.append(cell)
        if len(part) == most:
            yield part
            part = []
    if part:
        yield part


def _pictures(book: Book) -> Iterator[tuple[str, Scenery]]:
    """Every picture of the lessons, rules and agreement, once, under the place where it is first used."""
    seen: set[Scenery] = set()
    owners: list[Taught | Rule | Statement] = [*book.lessons.values(), *book.scenarios.values()]
    for owner in [*owners, *book.rules.values(), *book.agreement.statements]:
        for where, picture in _within(owner, owner.id):
            art = scenery(picture)
            if art not in seen:
                seen.add(art)
                yield where, art


def _within(value: object, where: str) -> Iterator[tuple[str, Picture]]:
    if isinstance(value, Picture):
        yield where, value
    elif isinstance(value, BaseModel):
        inner = getattr(value, "id", None)
        here = f"{where}/{inner}" if isinstance(inner, str) and inner != where else where
        for field in type(value).model_fields:
            yield from _within(getattr(value, field), here)
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each, where)
