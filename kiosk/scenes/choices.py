"""A list over the page, of which one thing is chosen: a part of staff's screens. Not a screen itself."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kiosk.scenes.staff import Pages, Row, action, cells, over
from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Tap, Widget, Words

HIGH, GAP = 112.0, 16.0
DOWN = 5
"""How many rows stand one below another."""
WIDE = {1: 760.0, 2: 1180.0, 3: 1660.0}
"""The card, with so many columns."""


class Choice(NamedTuple):
    key: str
    label: str
    note: str = ""


class Choices:
    """`pick` is told the key of what was chosen, `close` that nothing was."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        chosen: str,
        pick: Callable[[str], Outcome | None],
        close: Tap,
    ) -> None:
        self.title = title
        self.choices = tuple(choices)
        self.chosen = chosen
        self._pick = pick
        self._close = close
        total = len(self.choices)
        self._columns = 1 if total <= DOWN - 1 else 2 if total <= 2 * DOWN else 3
        room = self._columns * DOWN
        self.pages = Pages(total, room if total <= room else room - 1)

    def view(self) -> list[Widget]:
        """The veil and what lies over it."""
        rows = min(DOWN, -(-len(self.choices) // self._columns))
        wide, high = WIDE[self._columns], 112 + rows * (HIGH + GAP) + HIGH + 48
        box = Rect((1920 - wide) / 2, (1080 - high) / 2, wide, high)
        inner = Rect(box.x + 40, box.y + 104, wide - 80, rows * (HIGH + GAP) - GAP)
        widgets: list[Widget] = [
            *over(box),
            Words("choices-title", Rect(inner.x, box.y + 24, inner.w, 64), self.title, 40, 700, valign="middle"),
        ]
        places = cells(inner, self._columns, rows, GAP)
        for cell, place in zip(places, self.pages.shown, strict=False):
            choice = self.choices[place]
            widgets.append(
                Row(
                    f"choice-{choice.key}",
                    cell,
                    choice.label,
                    lambda key=choice.key: self._pick(key),
                    note=choice.note,
                    end="ring",
                    chosen=choice.key == self.chosen,
                )
            )
        widgets += self.pages.button(places[-1], "of them", key="choices-more")
        below = Rect(inner.x, inner.bottom + GAP + 16, 300, HIGH)
        return [*widgets, action("choices-close", below, "Close", self._close, icon="cross")]
