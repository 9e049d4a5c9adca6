"""The pupil's mark: a picture and nothing more. When and how hard the finger moved is not kept anywhere."""

import json
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Point = tuple[int, int]
Stroke = tuple[Point, ...]
Strokes = tuple[Stroke, ...]
MarkKind = Literal["signature", "mark", "picture", "adult-hand"]

GRID = 1000
"""Points lie on a grid of 0 to 1000 either way, whatever the shape of the pad."""
MOST_BYTES = 2000
CLOSEST = 4
"""Grid units that two points of a stroke are apart at least."""


@dataclass(frozen=True)
class Signature:
    """A mark as it is kept.

    "signature" has strokes; so has "mark", which looked accidental and was asked about. "picture" has the `name` of the
    picture that stands for a pupil who cannot draw. "adult-hand" has strokes drawn by or with the hand of the adult
    called `name`.
    """

    kind: MarkKind
    strokes: Strokes
    name: str = ""


def encoded(strokes: Strokes) -> str:
    """The strokes as they are stored: JSON without spaces, a list of strokes, each a list of [x, y]."""
    return json.dumps(strokes, separators=(",", ":"))


class Pad:
    """Paper that follows one finger.

    Whatever else touches it meanwhile, such as a resting palm, neither draws nor ends the stroke. A finger that
    leaves the pad draws along its edge. `shape` is the pad's height divided by its width.

    A half-made mark is not for carrying on: who comes back finds clean paper.
    """

    def __init__(self, shape: float = 650 / 1260) -> None:
        self._shape = shape
        self._kind: Literal["drawn", "picture", "adult-hand"] = "drawn"
        self._name = ""
        self._strokes: list[Stroke] = []
        self._live: list[Point] = []
        self._tip: Point = (0, 0)
        self._finger: int | None = None

    @property
    def strokes(self) -> Strokes:
        """The strokes that are done, as they are drawn on the pad."""
        return tuple(self._strokes)

    @property
    def live(self) -> Stroke:
        """The stroke that is being drawn."""
        return tuple(self._live)

    @property
    def picture(self) -> str | None:
        """The picture that stands for the mark, if one was picked."""
        return self._name if self._kind == "picture" else None

    @property
    def helped(self) -> bool:
        """Whether an adult's hand helps to draw."""
        return self._kind == "adult-hand"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep. An adult's hand has to draw something too."""
        return self.picture is None and not self._strokes and not self._live

    @property
    def accidental(self) -> bool:
        """Whether to ask "Is that your mark?": little ink, a tiny box or few points. Yes counts."""
        strokes = self._all()
        if self.picture is not None or not strokes:
            return False
        xs, ys = zip(*(point for stroke in strokes for point in stroke), strict=True)
        short = sum(self._length(stroke) for stroke in strokes) < 0.25 * GRID
        tiny = max(xs) - min(xs) < 0.10 * GRID and max(ys) - min(ys) < 0.06 * GRID
        return short or tiny or len(xs) < 8

    def begin(self, finger: int, x: float, y: float) -> None:
        """A finger comes down, at grid units. The same finger twice means that its lift was lost."""
        if self._finger not in (None, finger):
            return
        self._finish()
        if self._kind == "picture":
            self._kind, self._name = "drawn", ""
        self._finger, self._tip = finger, _on_grid(x, y)
        self._live = [self._tip]

    def move(self, finger: int, x: float, y: float) -> None:
        if finger != self._finger:
            return
        self._tip = _on_grid(x, y)
        if math.dist(self._live[-1], self._tip) >= CLOSEST:
            self._live.append(self._tip)

    def lift(self, finger: int) -> None:
        if finger == self._finger:
            self._finish()

    def undo(self) -> None:
        """Rub out the last stroke, or the picture. Lets go of the finger."""
        self._finish()
        if self._strokes:
            self._strokes.pop()
        else:
            self.clear()

    def clear(self) -> None:
        """Clean paper. Lets go of the finger."""
        self._live, self._finger = [], None
        self._strokes = []
        self._kind, self._name = "drawn", ""

    def mark(self, kind: Literal["picture", "adult-hand"], name: str) -> None:
        """Let the picture `name` be the mark, in place of any strokes; or say that the adult `name` drew them."""
        if not name:
            raise ValueError("A mark needs the name of its picture or of the adult.")
        self._finish()
        if kind == "picture":
            self._strokes = []
        self._kind, self._name = kind, name

    def signature(self) -> Signature:
        """The mark as it is kept, its strokes in at most MOST_BYTES of JSON. Raises ValueError when it is empty."""
        if self.empty:
            raise ValueError("There is no mark yet.")
        drawn: MarkKind = "mark" if self.accidental else "signature"
        kind = drawn if self._kind == "drawn" else self._kind
        return Signature(kind, self._light(self._all()), self._name)

    def _all(self) -> Strokes:
        return (*self._strokes, tuple(self._live)) if self._live else tuple(self._strokes)

    def _finish(self) -> None:
        if self._live:
            if self._live[-1] != self._tip:
                self._live.append(self._tip)
            self._strokes.append(tuple(self._live))
        self._live, self._finger = [], None

    def _length(self, stroke: Stroke) -> float:
        """In grid units of the pad's width."""
        return sum(math.hypot(bx - ax, (by - ay) * self._shape) for (ax, ay), (bx, by) in pairwise(stroke))

    def _light(self, strokes: Strokes) -> Strokes:
        """Points further apart until it is small enough; for a drawing of very many strokes, without the shortest."""
        apart, light = CLOSEST, strokes
        while len(encoded(light)) > MOST_BYTES and apart < 64:
            apart = apart * 5 // 4 + 1
            light = tuple(_thinned(stroke, apart) for stroke in strokes)
        while len(encoded(light)) > MOST_BYTES:
            shortest = min(range(len(light)), key=lambda i: self._length(light[i]))
            light = light[:shortest] + light[shortest + 1 :]
        return light


def _on_grid(x: float, y: float) -> Point:
    return min(GRID, max(0, round(x))), min(GRID, max(0, round(y)))


def _thinned(stroke: Stroke, apart: int) -> Stroke:
    """The stroke with its two ends and points at least `apart` from the one before."""
    kept = [stroke[0]]
    for point in stroke[1:-1]:
        if math.dist(kept[-1], point) >= apart:
            kept.append(point)
    return (*kept, stroke[-1]) if len(stroke) > 1 else tuple(kept)
