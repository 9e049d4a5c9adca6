"""Contact sheets: every part of the art library, every picture of the lessons, every page as it is played.

For the people who draw and write: what is not charming, cropped or empty is seen at a glance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pygame
from pydantic import BaseModel

from kiosk import config, start
from kiosk.content.model import Book, Picture, Rule, Statement, Taught
from kiosk.scenes.page import scenery
from kiosk.ui.pictures import Actor, Fit, Part, Pictures, Portrait, Scenery
from kiosk.ui.text import Fonts

KINDS = ("places", "props", "icons", "avatars", "passwords", "marks")
PAPER, INK = "#FFF5E1", "#20294A"
MARGIN, CAPTION = 12, 30
SHEET = (2400, 3000)


@dataclass(frozen=True)
class Cell:
    """One picture of a sheet, with the words under it."""

    caption: str
    picture: pygame.Surface


def write(out: Path, *, cell: tuple[int, int] = (300, 190)) -> list[Path]:
    """Write all sheets into `out`. `cell` is the size of a picture in pixels. Returns the sheets."""
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((64, 64))
    book = start.book()
    gallery = _Gallery(out, cell)
    for kind in KINDS:
        square = (cell[1], cell[1]) if kind != "places" else cell
        gallery.sheet(kind, [(name, Part(f"{kind}/{name}")) for name in gallery.pictures.names(kind)], square)
    gallery.people()
    gallery.sheet("pictures", list(_pictures(book)), cell)
    return gallery.written


class _Gallery:
    def __init__(self, out: Path, cell: tuple[int, int]) -> None:
        self.out = out
        self.cell = cell
        self.pictures = Pictures(config.shipped("assets"))
        self.written: list[Path] = []
        self._font = Fonts(config.cache_folder() / "fonts").font(500, 18)
        out.mkdir(parents=True, exist_ok=True)

    def people(self) -> None:
        """Everybody with every feeling, then in every pose."""
        tall = (self.cell[1], self.cell[1])
        faces = [
            (f"{name} {feeling}", Portrait(name, feeling))
            for name in self.pictures.names("people")
            if self.pictures.has(Part(f"people/{name}"))
            for feeling in FEELINGS
        ]
        self.sheet("faces", faces, tall)
        poses = [
            (f"{name} {pose}", Scenery("sky", (Actor(name, "happy", pose),), None))
            for name in ("omar", "leo", "miss-bell")
            for pose in self.pictures.names("poses")
            if not self.pictures.missing(Scenery("sky", (Actor(name, "happy", pose),), None))
        ]
        self.sheet("poses", poses, self.cell)
        self.sheet("mascots", [(name, Part(f"mascots/{name}")) for name in self.pictures.names("mascots")], self.cell)

    def sheet(self, name: str, arts: Sequence[tuple[str, Any]], size: tuple[int, int]) -> None:
        """As many pages of pictures as it takes: `name-1.png` and so on."""
        columns = (SHEET[0] - MARGIN) // (size[0] + MARGIN)
        rows = (SHEET[1] - MARGIN) // (size[1] + CAPTION + MARGIN)
        for page in range(0, len(arts), columns * rows):
            chosen = arts[page : page + columns * rows]
            high = MARGIN + -(-len(chosen) // columns) * (size[1] + CAPTION + MARGIN)
            surface = pygame.Surface((SHEET[0], high))
            surface.fill(PAPER)
            for place, (caption, art) in enumerate(chosen):
                row, column = divmod(place, columns)
                x, y = MARGIN + column * (size[0] + MARGIN), MARGIN + row * (size[1] + CAPTION + MARGIN)
                fit: Fit = "cover" if isinstance(art, Scenery) else "contain"
                surface.blit(self.pictures.surface(art, size, fit), (x, y))
                words = self._font.render(caption, True, INK)
                surface.blit(words, (x, y + size[1] + 4), (0, 0, size[0], CAPTION))
            path = self.out / f"{name}-{page // (columns * rows) + 1}.png"
            pygame.image.save(surface, path)
            self.written.append(path)


FEELINGS = ("calm", "happy", "proud", "unsure", "worried", "sad", "thinking", "surprised", "cross", "tired")


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
