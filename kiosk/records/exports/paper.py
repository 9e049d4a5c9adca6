"""The kit of the PDFs: sheets measured in dots, 150 to the inch, Lexend, the marks, a footer with the head code.

A4 is 1240 x 1754 dots. Words are placed by the middle of their capitals or by their baseline; sizes are in dots. Marks
are drawn, not written: none of them is in a font, and each has a shape of its own for printers without colour.
"""

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from kiosk.records.exports.wanted import Material, Progress
from kiosk.records.rows import School, full_date, said_year
from kiosk.records.terms import local_date

if TYPE_CHECKING:
    from PIL import Image

    from kiosk.records.store import Store

DOTS = 72 / 150
"""Points to a dot."""
MARGIN = 70
"""Of pages about a class."""
SIZES = {"A4": (1240, 1754), "A3": (1754, 2480)}
INK, INK2, GREEN, LEAF, BLUE, OCHRE = "#20294A", "#4B5573", "#00705A", "#00503F", "#0B63A5", "#8A5200"
PLUM, PLUM_EDGE = "#94437A", "#632A51"
PAPER, BUTTER, EDGE, LINE, SKY, MINT, WHITE = (
    "#FFFDF8", "#FFF8E6", "#E6D3A9", "#EADFC8", "#DCEEFA", "#D3EEDF", "#FFFFFF",
)  # fmt: skip
_HEAD = (0.495, 0.037, 0.889, 0.61)
"""Where Think's head is in a picture of the whole of Think: left, top, right, foot."""
LARGE = 26
"""From this size on words are kerned."""
SMALLEST = 0.5
"""How far words may shrink to fit, as a part of their size."""
CAP = 0.7
"""The height of Lexend's capitals, as a part of the size."""
Align = Literal["left", "middle", "right"]
Kind = Literal["shown", "together", "part-way", "not sure", "away", "none", "planned"]


class Sheets:
    """A document that is being drawn. Use as a context manager; `finished` gives its bytes."""

    def __init__(self, material: Material, *, title: str, school: str, made: datetime, paper: str = "A4",
                 drawn_for: str = "A4", landscape: bool = False) -> None:  # fmt: skip
        """`drawn_for`: the size whose dots are counted; on another paper everything is as much smaller or larger."""
        import logging

        from fpdf import FPDF

        # They would write down each letter that the font lacks: parts of names have no place in a log.
        for library in ("fpdf", "fontTools"):
            logging.getLogger(library).setLevel(logging.CRITICAL)
        if material.font is None:
            raise ValueError("a PDF needs a font")
        across, down = SIZES[drawn_for]
        self.w, self.h = (down, across) if landscape else (across, down)
        self.unit = DOTS * SIZES[paper][0] / across
        self.pdf = FPDF(unit=self.unit, format=(self.w, self.h))
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margins(0, 0, 0)
        self.pdf.c_margin = 0
        self.pdf.set_title(title)
        self.pdf.set_author(f"{school}, Think then Click")
        self.pdf.set_creator("Think then Click")
        self.pdf.set_lang("en-GB")
        self.pdf.set_creation_date(made)
        self._material = material
        self._folder = TemporaryDirectory()
        self._weights: set[int] = set()
        self._pictures: dict[tuple[object, ...], Image.Image] = {}
        self._width = lru_cache(maxsize=8192)(self._measured)

    def __enter__(self) -> "Sheets":
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def page(self) -> None:
        self.pdf.add_page()

    def finished(self, password: str | None) -> bytes:
        """The whole document. With a password it is locked with AES of 256 bits."""
        if password:
            import secrets

            from fpdf.enums import AccessPermission, EncryptionMethod

            self.pdf.set_encryption(
                owner_password=secrets.token_urlsafe(24),
                user_password=password,
                encryption_method=EncryptionMethod.AES_256,
                permissions=AccessPermission.all(),
            )
        return bytes(self.pdf.output())

    # ------------------------------------------------------------ words

    def text(self, words: str, x: float, y: float, size: float, weight: int = 400, colour: str = INK,
             align: Align = "left", room: float | None = None) -> float:  # fmt: skip
        """One line, `y` the middle of its capitals; within `room` it is made smaller if it must. Returns its width."""
        if not words:
            return 0.0
        width = self.width(words, size, weight)
        if room is not None and width > room:
            least = SMALLEST * size
            # Small words are not kerned, so that the first shrinking may leave them a little too wide.
            while width > room and size > least:
                size = max(least, 0.999 * size * room / width)
                width = self.width(words, size, weight)
            if width > room:
                words = self._cut(words, size, weight, room)
                width = self.width(words, size, weight)
        x -= {"left": 0.0, "middle": width / 2, "right": width}[align]
        self._line(words, x, y + CAP * size / 2, size, weight, colour)
        return width

    def wrap(self, words: str, size: float, weight: int, room: float) -> list[str]:
        """The lines that the words make; each line of a text begins a line, a word that is too long has one alone."""
        lines: list[str] = []
        for paragraph in words.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}".strip()
                if line and self.width(longer, size, weight) > room:
                    lines.append(line)
                    longer = word
                line = longer
            lines.append(line)
        return lines

    def balanced(self, words: str, size: float, weight: int, room: float) -> list[str]:
        """As many lines, but alike in length: one last word alone looks lost."""
        lines, least = self.wrap(words, size, weight, room), 0.0
        count = len(lines)
        while room - least > 4:
            middle = (room + least) / 2
            narrow = self.wrap(words, size, weight, middle)
            if len(narrow) > count or max(self.width(line, size, weight) for line in narrow) > middle:
                least = middle
            else:
                room, lines = middle, narrow
        return lines

    def block(self, words: str, x: float, y: float, room: float, size: float, weight: int = 400, colour: str = INK,
              leading: float = 1.5, align: Align = "left") -> float:  # fmt: skip
        """Lines from `y`, the top of the first line's capitals. Returns where the next thing may begin."""
        at = x + {"left": 0.0, "middle": room / 2, "right": room}[align]
        for line in self.wrap(words, size, weight, room):
            if line:
                self.text(line, at, y + CAP * size / 2, size, weight, colour, align)
                y += leading * size
            else:
                y += 0.55 * leading * size
        return y

    def width(self, words: str, size: float, weight: int) -> float:
        return self._width(words, weight, _shaped(words, size)) * size

    def turned(self, words: str, x: float, y: float, size: float, weight: int, colour: str, room: float) -> None:
        """One line upwards from (x, y), `x` the middle of its capitals."""
        with self.pdf.rotation(90, x, y):
            self.text(words, x, y, size, weight, colour, room=room)

    def _measured(self, words: str, weight: int, shaped: bool) -> float:
        """As a part of the size: the same words stand on many pages."""
        self._font(100, weight, shaped)
        return float(self.pdf.get_string_width(words)) / 100

    def _cut(self, words: str, size: float, weight: int, room: float) -> str:
        """As much of it as fits, and dots: of a name that is too long even at half its size."""
        while words and self.width(words + "…", size, weight) > room:
            words = words[:-1]
        return words + "…"

    def _line(self, words: str, x: float, base: float, size: float, weight: int, colour: str) -> None:
        shaped = _shaped(words, size)
        self._font(size, weight, shaped)
        self.pdf.set_text_color(*_rgb(colour))
        if shaped:
            self.pdf.set_xy(x, base - 0.8 * size)
            self.pdf.cell(h=size, text=words)
        else:
            self.pdf.text(x, base, words)

    def _font(self, size: float, weight: int, shaped: bool) -> None:
        if weight not in self._weights:
            assert self._material.font is not None
            face = self._material.font(weight)
            if isinstance(face, bytes):
                path = Path(self._folder.name) / f"{weight}.ttf"
                path.write_bytes(face)
                face = path
            self.pdf.add_font(f"lexend{weight}", fname=face)
            self._weights.add(weight)
        self.pdf.set_font(f"lexend{weight}", size=size * self.unit)
        self.pdf.set_text_shaping(shaped, features={"liga": False})

    # ------------------------------------------------------------ shapes

    def box(self, x: float, y: float, w: float, h: float, radius: float = 0, fill: str | None = None,
            edge: str | None = None, line: float = 2, dash: tuple[float, float] | None = None) -> None:  # fmt: skip
        """The edge lies inside, so that boxes which touch do not overlap."""
        if edge:
            self.pdf.set_draw_color(*_rgb(edge))
            self.pdf.set_line_width(line)
            x, y, w, h = x + line / 2, y + line / 2, w - line, h - line
        if fill:
            self.pdf.set_fill_color(*_rgb(fill))
        if dash:
            self.pdf.set_dash_pattern(dash=dash[0], gap=dash[1])
        style = ("D" if edge else "") + ("F" if fill else "")
        radius = min(radius, 0.499 * w, 0.499 * h)  # with half of it fpdf2 draws square corners
        self.pdf.rect(x, y, w, h, style=style, round_corners=radius > 0, corner_radius=radius)
        if dash:
            self.pdf.set_dash_pattern()

    def disc(self, x: float, y: float, across: float, fill: str, edge: str | None = None, line: float = 0) -> None:
        self.pdf.set_fill_color(*_rgb(fill))
        if edge:
            self.pdf.set_draw_color(*_rgb(edge))
            self.pdf.set_line_width(line)
        self.pdf.circle(x=x, y=y, radius=(across - line) / 2, style="DF" if edge else "F")

    def rule(self, x: float, y: float, w: float, colour: str = LINE, thick: float = 2) -> None:
        self.pdf.set_fill_color(*_rgb(colour))
        self.pdf.rect(x, y - thick / 2, w, thick, style="F")

    def shape(self, corners: Sequence[tuple[float, float]], fill: str) -> None:
        self.pdf.set_fill_color(*_rgb(fill))
        self.pdf.polygon(corners, style="F")

    def stroke(self, points: Sequence[tuple[float, float]], line: float, colour: str) -> None:
        """A line through points, its ends and corners round."""
        with self.pdf.drawing_context() as drawing:
            from fpdf.drawing import PaintedPath

            path = PaintedPath(*points[0])
            for x, y in points[1:]:
                path.line_to(x, y)
            path.style.auto_close = False
            path.style.fill_color = None
            path.style.stroke_color = colour
            path.style.stroke_width = line
            path.style.stroke_cap_style = "round"
            path.style.stroke_join_style = "round"
            drawing.add_item(path)

    def tick(self, x: float, y: float, size: float, colour: str = WHITE) -> None:
        at = [(x - 0.3 * size, y + 0.02 * size), (x - 0.08 * size, y + 0.24 * size), (x + 0.32 * size, y - 0.22 * size)]
        self.stroke(at, 0.15 * size, colour)

    def mark(self, kind: Kind, x: float, y: float, size: float) -> None:
        """One mark of the matrix around (x, y)."""
        match kind:
            case "shown":
                self.disc(x, y, size, GREEN)
                self.tick(x, y, 0.72 * size)
            case "together":
                self.box(x - 0.46 * size, y - 0.46 * size, 0.92 * size, 0.92 * size, 0.2 * size, BLUE)
                for side in (-0.19, 0.19):
                    self.disc(x + side * size, y - 0.16 * size, 0.25 * size, WHITE)
                    self._shoulders(x + side * size, y - 0.01 * size, 0.17 * size, 0.28 * size)
            case "none":
                self.disc(x, y, 0.9 * size, PAPER, OCHRE, max(1.5, 0.1 * size))
            case "part-way":
                self.disc(x, y, 0.9 * size, PAPER, OCHRE, max(1.5, 0.1 * size))
                self.disc(x, y, 0.4 * size, OCHRE)
            case "not sure":
                self.disc(x, y, size, OCHRE)
                for left, across in ((-0.22, 0.2), (0.02, 0.2), (0.26, 0.2)):
                    self.disc(x + (left - 0.02) * size, y, across * size, WHITE)
            case "away":
                self.box(x - 0.36 * size, y - 0.12 * size, 0.72 * size, 0.24 * size, 0.12 * size, "#6B6248")
            case "planned":
                self.box(x - 0.2 * size, y - 0.05 * size, 0.4 * size, 0.1 * size, 0, "#B9A97C")

    def _shoulders(self, x: float, y: float, half: float, high: float) -> None:
        with self.pdf.drawing_context() as drawing:
            from fpdf.drawing import PaintedPath

            path = PaintedPath(x - half, y + high)
            path.quadratic_curve_to(x - half, y, x, y)
            path.quadratic_curve_to(x + half, y, x + half, y + high)
            path.style.fill_color = WHITE
            path.style.stroke_color = None
            drawing.add_item(path)

    def logo(self, x: float, y: float, across: float) -> None:
        """Think's head in a round, (x, y) its top left corner."""
        self.disc(x + across / 2, y + across / 2, across, MINT)
        self.picture("mascots/think-happy", x + 2, y + 2, across - 4, across - 4, radius=across / 2, part=_HEAD)

    def picture(self, name: str, x: float, y: float, w: float, h: float, *, radius: float = 0, alt: str = "",
                part: tuple[float, float, float, float] = (0, 0, 1, 1)) -> None:  # fmt: skip
        """As on the screen, at 200 dots to the inch, its corners rounded. Nothing is drawn where none is to be had."""
        if self._material.picture is None:
            return
        at = (name, w, h, radius, part)
        if at not in self._pictures:
            self._pictures[at] = self._drawn(name, w, h, radius, part)
        image = self._pictures[at]
        # What is not as wide or as high as asked for stands in the middle of its place.
        scale = min(w / image.width, h / image.height)
        wide, high = image.width * scale, image.height * scale
        self.pdf.image(image, x + (w - wide) / 2, y + (h - high) / 2, wide, high, alt_text=alt or None)

    def _drawn(
        self, name: str, w: float, h: float, radius: float, part: tuple[float, float, float, float]
    ) -> "Image.Image":
        from PIL import Image, ImageChops, ImageDraw

        assert self._material.picture is not None
        zoom = 200 / 150
        left, top, right, foot = part
        across, down = round(w * zoom / (right - left)), round(h * zoom / (foot - top))
        image = Image.open(io.BytesIO(self._material.picture(name, across, down))).convert("RGBA")
        if part != (0, 0, 1, 1):
            image = image.crop((*_at(image.size, left, top), *_at(image.size, right, foot)))
        if radius:
            mask = Image.new("L", (4 * image.width, 4 * image.height), 0)
            ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), 4 * radius * zoom, fill=255)
            # Only the alpha changes: where the colours did too, the corners would have dark edges.
            image.putalpha(ImageChops.multiply(image.getchannel("A"), mask.resize(image.size)))
        return image

    def footer(self, made: datetime, head_code: str, page: int, pages: int, margin: float = 84, note: str = "") -> None:
        y = self.h - 62
        self.rule(margin, y - 28, self.w - 2 * margin)
        self.text(note or f"Made by Think then Click, as at {day(made)}", margin, y, 20, 400, INK2)
        self.text(f"Access log {head_code} · page {page} of {pages}", self.w - margin, y, 20, 400, INK2, "right")


@dataclass(frozen=True)
class Page:
    """One page about a class: `draw` draws what is on it, between its head and its foot."""

    title: str
    subtitle: str
    draw: Callable[[Sheets], None]


def in_pages(
    sheets: Sheets, pages: Sequence[Page], school: School, made: datetime, head_code: str, progress: Progress
) -> None:
    for nth, page in enumerate(pages, 1):
        sheets.page()
        _head(sheets, page, f"{school.name}, {said_year(school.school_year)}")
        page.draw(sheets)
        sheets.footer(made, head_code, nth, len(pages), MARGIN)
        progress(0.5 + 0.4 * nth / len(pages))


def _head(sheets: Sheets, page: Page, school: str) -> None:
    sheets.box(0, 0, sheets.w, 120, 0, INK)
    sheets.logo(MARGIN, 22, 76)
    width = sheets.text(page.title, MARGIN + 96, 60, 38, 700, WHITE, room=sheets.w / 2)
    sheets.text(page.subtitle, MARGIN + 96 + width + 24, 63, 24, 400, "#E6E9F4", room=sheets.w - width - 620)
    sheets.text(school, sheets.w - MARGIN, 60, 24, 500, WHITE, "right", room=420)


def day(made: datetime | date) -> str:
    """ "9 February 2027", in the school's own time."""
    on = local_date(made) if isinstance(made, datetime) else made
    return full_date(on)


def made_at(store: "Store", material: Material) -> datetime:
    return material.as_at or store.now()


def _shaped(words: str, size: float) -> bool:
    """Whether HarfBuzz places the letters: marks over them find their places, large pairs are kerned. It takes five
    times as long, so small words that need nothing of that go without.
    """
    return size >= LARGE or any(unicodedata.combining(letter) or 0x0590 < ord(letter) < 0x1E00 for letter in words)


def _at(size: tuple[int, int], across: float, down: float) -> tuple[int, int]:
    return round(size[0] * across), round(size[1] * down)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
