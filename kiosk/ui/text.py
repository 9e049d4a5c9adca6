"""Lexend: its weights, and where lines break.

Lines are measured at one reference size, so that they break at the same words on every screen, and drawn at the size
of the screen's own pixels. Sizes and widths are in units; heights run from the top of the capitals of the first line
to the foot of the last one, as designers measure: letters with tails hang a quarter of the size below.
"""

import io
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import IO, NamedTuple

import pygame

WEIGHTS = (400, 500, 600, 700)
CAP = 0.7
"""The height of Lexend's capitals, as a part of the size."""
REFERENCE = 160
"""Pixels at which words are measured."""
PANGRAM = "The quick brown fox jumps over the lazy dog"


class Line(NamedTuple):
    """A line as it is drawn. It begins at `start` in the text that was wrapped."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Fonts:
    """The four weights of Lexend, made once as files of their own in `folder`.

    SDL's text cannot choose the weight of a variable font. Where the folder cannot be written, they live in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._files: dict[int, Path | bytes] = {}
        self._fonts: dict[tuple[int, int], pygame.font.Font] = {}
        self._pixels: dict[tuple[int, float], int] = {}
        self._wrapped = lru_cache(maxsize=2048)(self._wrap)
        self._width = lru_cache(maxsize=8192)(self._measure_word)

    @property
    def folder(self) -> Path:
        if self._folder is None:
            from platformdirs import user_cache_path

            self._folder = user_cache_path("think-then-click")
        return self._folder

    def wrap(self, text: str, size: float, weight: int, width: float, balanced: bool = False) -> list[Line]:
        """The lines that `text` makes within `width`. A word that is wider than that has a line of its own.

        Balanced lines are as many, but alike in length: for labels, where one last word alone looks lost.
        """
        return list(self._wrapped(text, weight, round(width / size, 4), balanced))

    def width(self, text: str, size: float, weight: int) -> float:
        """How wide one line is."""
        return self._width(text, weight) * size

    def measure(self, text: str, size: float, weight: int, width: float, leading: float = 1.3) -> tuple[float, float]:
        """How wide and how high `text` is when it is wrapped at `width`."""
        lines = self.wrap(text, size, weight, width)
        return max(self.width(line.text, size, weight) for line in lines), height(len(lines), size, leading)

    def fits(self, text: str, size: float, weight: int, width: float, height: float, leading: float = 1.3) -> bool:
        across, down = self.measure(text, size, weight, width, leading)
        return across <= width + 0.5 and down <= height + 0.5

    def drawable(self, text: str) -> list[str]:
        """The characters of `text` that Lexend has no picture for, each once."""
        known = _characters()
        return sorted({character for character in text if ord(character) not in known and character != "\n"})

    def font(self, weight: int, pixels: int) -> pygame.font.Font:
        """The font at a whole number of pixels."""
        found = self._fonts.get((weight, pixels))
        if found is None:
            face = self.face(weight)
            found = pygame.font.Font(io.BytesIO(face) if isinstance(face, bytes) else str(face), pixels)
            self._fonts[weight, pixels] = found
        return found

    def pixels(self, weight: int, wanted: float) -> int:
        """The whole number of pixels for `wanted`, chosen so that lines come out no wider than they were measured.

        Below 30 pixels hinting rounds every letter to a whole pixel, which can make a line 3 per cent too wide.
        """
        found = self._pixels.get((weight, wanted))
        if found is None:
            measured = self._width(PANGRAM, weight) * wanted
            found = max(6, round(wanted))
            while found > 6 and self.font(weight, found).size(PANGRAM)[0] > measured * 1.012:
                found -= 1
            self._pixels[weight, wanted] = found
        return found

    def _measure_word(self, text: str, weight: int) -> float:
        return self.font(weight, REFERENCE).size(text)[0] / REFERENCE

    def _wrap(self, text: str, weight: int, room: float, balanced: bool) -> tuple[Line, ...]:
        """Lines within `room`, a width in sizes."""
        lines = self._greedy(text, weight, room)
        if not balanced or len(lines) == 1:
            return lines
        least = 0.0
        while room - least > 0.05:
            middle = (room + least) / 2
            narrow = self._greedy(text, weight, middle)
            if len(narrow) > len(lines) or max(self._width(line.text, weight) for line in narrow) > middle:
                least = middle
            else:
                room, lines = middle, narrow
        return lines

    def _greedy(self, text: str, weight: int, room: float) -> tuple[Line, ...]:
        lines: list[Line] = []
        start = 0
        for paragraph in text.split("\n"):
            begin = end = 0
            # No-break spaces are part of a word; the spaces at which a line breaks are part of neither line.
            for word in re.finditer(r"[^ \t]+", paragraph):
                if end and self._width(paragraph[begin : word.end()], weight) > room:
                    lines.append(Line(paragraph[begin:end], start + begin))
                    end = 0
                if not end:
                    begin = word.start()
                end = word.end()
            lines.append(Line(paragraph[begin:end], start + begin))
            start += len(paragraph) + 1
        return tuple(lines)

    def face(self, weight: int) -> Path | bytes:
        """The weight as a TrueType file, for what is drawn elsewhere: its path, or bytes where nothing can be kept."""
        if weight not in self._files:
            self._files[weight] = self._make(weight)
        return self._files[weight]

    def _make(self, weight: int) -> Path | bytes:
        source = _source()
        path = self.folder / f"Lexend-{weight}-{source.stat().st_size}.ttf"
        if path.exists():
            return path
        face = _instance(source, weight)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # A half-written font must never be found by the next start.
            part = path.with_suffix(f".{os.getpid()}.part")
            part.write_bytes(face)
            os.replace(part, path)
        except OSError:
            return face
        return path


def height(lines: int, size: float, leading: float = 1.3) -> float:
    """From the top of the capitals of the first line to the foot of the last."""
    return size * CAP + size * leading * (lines - 1)


def _source() -> Path:
    import fontpkg_lexend

    return Path(fontpkg_lexend.__file__).parent / "files" / "Lexend[wght].ttf"


def _instance(source: Path, weight: int) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    with TTFont(source) as variable:
        static = instancer.instantiateVariableFont(variable, {"wght": weight})
        out: IO[bytes] = io.BytesIO()
        static.save(out)
        out.seek(0)
        return out.read()


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(_source(), lazy=True) as font:
        return frozenset(font.getBestCmap())
