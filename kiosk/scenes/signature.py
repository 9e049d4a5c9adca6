"""A signature: the paper that a pupil signs on, and what was drawn there shown again, smaller, to staff."""

from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Strokes

PAD_W, PAD_H = 1260.0, 650.0
"""The pupil's paper, in units. The grid of its strokes is 1000 either way."""
LARGEST = 0.5


def draw_signature(painter: Painter, paper: Rect, strokes: Strokes, picture: str, pen: float) -> None:
    """The picture that stands for a pupil who cannot draw; otherwise the strokes, by a pen so many units wide."""
    if picture:
        painter.picture(Part(f"marks/{picture}-awake"), paper, fit="contain")
        return
    for stroke in _placed(strokes, paper):
        painter.ink(stroke, "blue", pen)


def _placed(strokes: Strokes, paper: Rect) -> list[list[tuple[float, float]]]:
    """The strokes as large as fits, in the proportions in which they were drawn; a tiny mark stays small."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return []
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide = (max(x for x, _ in points) - left) * PAD_W / 1000
    high = (max(y for _, y in points) - top) * PAD_H / 1000
    scale = min(paper.w / max(wide, 1), paper.h / max(high, 1), LARGEST)
    x = paper.x + (paper.w - wide * scale) / 2
    y = paper.y + (paper.h - high * scale) / 2
    return [
        [(x + (a - left) * PAD_W / 1000 * scale, y + (b - top) * PAD_H / 1000 * scale) for a, b in stroke]
        for stroke in strokes
    ]
