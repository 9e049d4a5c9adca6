"""The school's rules for the wall, a poster for each key stage: each rule with its picture, the one about telling last
and in the colour of "Tell an adult".
"""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kiosk.records.exports.paper import INK, PAPER, PLUM, PLUM_EDGE, WHITE, Sheets, made_at
from kiosk.records.exports.wanted import Draft, Material, Poster, Progress, Wanted
from kiosk.records.faults import NotAllowed

if TYPE_CHECKING:
    from kiosk.records.store import Store

W, H = 1754, 2480
CARD_EDGE = "#957A3C"
GAP = 36
TOP, TOP_WITHOUT_LINE, FOOT = 630, 510, 2390
"""Where the cards begin, and where they end."""
FEW = 3
"""How many cards may have smaller letters than the others, because a rule is much longer."""
_FLAGS = ("#F2B01E", "#5FB3E6", "#2FA77F", "#D9713C", "#B9578F")


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    """Those of the key stages of the classes or year groups that are asked for; else both."""
    stages = {store.class_(class_id).key_stage for class_id in wanted.only.class_ids}
    stages |= {"ks1" if year in ("N", "R", "Y1", "Y2") else "ks2" for year in wanted.only.year_groups}
    posters = [poster for poster in material.posters if poster.rules and (not stages or poster.key_stage in stages)]
    if not posters:
        raise NotAllowed("There are no rules to make a poster of.")
    school, made = store.school().name, made_at(store, material)

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        with Sheets(
            material, title="Think then Click", school=school, made=made, paper=wanted.paper, drawn_for="A3"
        ) as sheets:
            for place, poster in enumerate(posters):
                sheets.page()
                _ground(sheets)
                _head(sheets, poster)
                _cards(sheets, poster)
                sheets.text(school, W / 2, 2436, 40, 600, align="middle", room=W - 500)
                progress(0.1 + 0.8 * (place + 1) / len(posters))
            yield sheets.finished(password)

    return Draft(len(posters), compose)


def _ground(sheets: Sheets) -> None:
    """Sun, clouds, hills and bunting."""
    sheets.box(0, 0, W, H, 0, "#FFF1D2")
    sheets.disc(877, 330, 1040, "#FFE6AE")
    sheets.disc(877, 330, 800, "#FFDFA0")
    for x, y, k in ((190, 330, 1.0), (1580, 300, 1.1)):
        sheets.box(x - 90 * k, y + 10 * k, 180 * k, 44 * k, 22 * k, PAPER)
        sheets.disc(x - 34 * k, y + 6 * k, 80 * k, PAPER)
        sheets.disc(x + 26 * k, y - 6 * k, 104 * k, PAPER)
    for points, colour in (
        ((1900, 480, 1780, 960, 1880, 1400, 1960, 1840), "#BFE3C0"),
        ((2180, 480, 2090, 960, 2170, 1400, 2240, 2130), "#9AD3AC"),
        ((2380, 480, 2310, 960, 2370, 1400, 2420, 2340), "#74C195"),
    ):
        _hill(sheets, points, colour)
    for x, y, colour in (
        (140, 2420, "#F7C948"),
        (420, 2450, "#FFF5E1"),
        (1340, 2446, "#F4A3B8"),
        (1640, 2420, "#FFF5E1"),
    ):
        for petal in range(5):
            angle = petal * 2 * math.pi / 5
            sheets.disc(x + 19 * math.cos(angle), y + 19 * math.sin(angle), 26, colour)
        sheets.disc(x, y, 22, "#E07B34")
    _bunting(sheets)


def _hill(sheets: Sheets, points: tuple[int, ...], colour: str) -> None:
    left, x1, y1, x2, y2, x3, y3, right = points
    with sheets.pdf.drawing_context() as drawing:
        from fpdf.drawing import PaintedPath

        path = PaintedPath(0, left)
        path.quadratic_curve_to(x1, y1, x2, y2)
        path.quadratic_curve_to(x3, y3, W, right)
        path.line_to(W, H)
        path.line_to(0, H)
        path.style.fill_color = colour
        path.style.stroke_color = None
        drawing.add_item(path)


def _bunting(sheets: Sheets) -> None:
    """Flags on a string that hangs between the top corners."""

    def hang(x: float) -> float:
        return 8 + 54 * (1 - ((x - W / 2) / (W / 2)) ** 2)

    sheets.stroke([(x, hang(x)) for x in range(-20, W + 40, 20)], 6, "#8A7B5C")
    pitch = W / 16
    for nth in range(17):
        x, half = nth * pitch, 30
        tilt = hang(x + half) - hang(x - half)
        left, right = (x - half, hang(x - half)), (x + half, hang(x + half))
        sheets.shape([left, right, (x - tilt, hang(x) + 62)], _FLAGS[nth % len(_FLAGS)])


def _head(sheets: Sheets, poster: Poster) -> None:
    sheets.text("Think then Click", 877, 212, 152, 700, align="middle")
    width = sheets.width(poster.title, 44, 600) + 80
    sheets.box(877 - width / 2, 336, width, 76, 38, INK)
    sheets.text(poster.title, 877, 374, 44, 600, WHITE, "middle")
    if poster.line:
        sheets.block(poster.line, W / 2 - 390, 464, 780, 48, 500, leading=1.3, align="middle")
        sheets.picture("mascots/think-happy", 70, 300, 430, 300)
        sheets.picture("mascots/click-joy", 1330, 290, 330, 312)
    else:
        sheets.picture("mascots/think-happy", 100, 240, 330, 240)
        sheets.picture("mascots/click-joy", 1480, 270, 220, 210)


def _cards(sheets: Sheets, poster: Poster) -> None:
    """Two columns; with an odd number, as KS1 has it, the last card is wide."""
    rules = poster.rules
    rows = math.ceil(len(rules) / 2)
    wide = 763.0
    left = (W - 2 * wide - GAP) / 2
    gap = GAP if rows <= 4 else 20
    top = TOP if poster.line else TOP_WITHOUT_LINE
    high = (FOOT - top - (rows - 1) * gap) / rows
    size = _letters(sheets, poster, high, wide)
    for nth, (words, picture) in enumerate(rules):
        row, column = divmod(nth, 2)
        last = nth == len(rules) - 1
        spans = last and column == 0
        x, y = left + column * (wide + GAP), top + row * (high + gap)
        w = 2 * wide + GAP if spans else wide
        letters = size * 1.36 if spans else size
        _card(sheets, nth + 1, words, picture, x, y, w, high, letters, last)


def _letters(sheets: Sheets, poster: Poster, high: float, wide: float) -> float:
    """One size of letters for all cards but a few: the largest at which the other rules fit."""
    room = _words_room(wide, high, False)
    size = 45.0
    while size > 22:
        over = sum(not _fits(sheets, words, size, room, high) for words, _ in poster.rules)
        if over <= (FEW if len(poster.rules) > 8 else 0):
            break
        size -= 1
    return size


def _fits(sheets: Sheets, words: str, size: float, room: float, high: float) -> bool:
    return len(sheets.wrap(words, size, 600, room)) * 1.27 * size <= high - 44


def _picture_size(wide: float, high: float, spans: bool) -> tuple[float, float]:
    down = high - 54
    return (640.0 if spans else min(340.0, 1.12 * down)), down


def _words_room(wide: float, high: float, spans: bool) -> float:
    return wide - 22 - _picture_size(wide, high, spans)[0] - 32 - 26


def _card(
    sheets: Sheets,
    nth: int,
    words: str,
    picture: str,
    x: float,
    y: float,
    w: float,
    high: float,
    size: float,
    last: bool,
) -> None:
    edge, ink = (PLUM_EDGE, PLUM) if last else (CARD_EDGE, INK)
    spans = w > 1000
    sheets.box(x, y, w, high, 40, edge)
    sheets.box(x, y, w, high - 10, 40, PAPER, PLUM if last else CARD_EDGE, 8 if last else 5)
    across, down = _picture_size(w, high, spans)
    sheets.picture(picture, x + 22, y + 22, across, down, radius=28)
    room = _words_room(w, high, spans)
    while size > 20 and not _fits(sheets, words, size, room, high):
        size -= 1
    lines = sheets.balanced(words, size, 600, room)
    top = y + (high - 10) / 2 - (len(lines) - 1) * 1.27 * size / 2
    for place, line in enumerate(lines):
        sheets.text(line, x + 22 + across + 32, top + place * 1.27 * size, size, 600, ink)
    sheets.disc(x + 24, y + 24, 92, PLUM if last else INK, "#FFF1D2", 8)
    sheets.text(str(nth), x + 24, y + 24, 46, 700, WHITE, "middle")
