"""What changed in the child's agreement: two wordings side by side, with the words that are new and those that went."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.records.rows import AgreementVersionRow, ChangeRow, StaffRow, full_date
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    StaffPage,
    action,
    bar,
    card,
    heading,
    line,
    title,
)
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Widget, Words

GAP = 32.0
WIDE = (RIGHT - LEFT - GAP) / 2
ROWS = 3
"""How many changed sentences fill a page."""


class Wordings(StaffPage):
    """`changes` has every rule and statement of both; those that stayed the same are counted and not shown."""

    def __init__(
        self, staff: StaffRow, old: AgreementVersionRow, new: AgreementVersionRow, changes: Sequence[ChangeRow]
    ) -> None:
        super().__init__(staff, "agreement")
        self.old, self.new = old, new
        self.changes = tuple(change for change in changes if change.kind != "same")
        self.same = sum(change.kind == "same" for change in changes)
        self.first = 0

    def _on(self) -> Outcome | None:
        self.first = self.first + ROWS if self.first + ROWS < len(self.changes) else 0
        return None

    def view(self, now: float) -> list[Widget]:
        stay = "1 sentence stays as it was." if self.same == 1 else f"{self.same} sentences stay as they were."
        widgets = [*self.header(), *title("What changed in the child’s agreement", stay)]
        for place, version in enumerate((self.old, self.new)):
            widgets += self._version(version, Rect(LEFT + place * (WIDE + GAP), TOP + 66, WIDE, BOTTOM - TOP - 66))
        widgets.append(action("back", Rect(LEFT, ACTION_Y, 300, ACTION_H), "Back", lambda: Leave(Back()), icon="back"))
        told = "Signatures under the old wording stay kept. Who has not signed the new one is asked again."
        room = Rect(LEFT + 340, ACTION_Y, 920, ACTION_H)
        widgets.append(Words("kept", room, told, 28, colour="ink2", valign="middle", leading=1.3))
        if len(self.changes) > ROWS:
            more = Rect(RIGHT - 420, ACTION_Y, 420, ACTION_H)
            widgets.append(action("more", more, "More changes", self._on, icon="down"))
        return widgets

    def _version(self, version: AgreementVersionRow, box: Rect) -> list[Widget]:
        new = version is self.new
        what = "in use" if version.in_force else "before,"
        since = f"{what} from {full_date(version.from_on)}"
        name = "new" if new else "old"
        widgets: list[Widget] = [
            card(f"card-{name}", box, edge="green" if new else "card_edge"),
            heading(f"version-{name}", Rect(box.x + 32, box.y + 18, 300, 52), f"Wording {version.version}", 36),
            Words(
                f"since-{name}",
                Rect(box.x + 340, box.y + 18, box.w - 372, 52),
                since,
                26,
                colour="ink2",
                align="right",
                valign="middle",
            ),
        ]
        high = (box.h - 196) / ROWS
        for place, change in enumerate(self.changes[self.first : self.first + ROWS]):
            room = Rect(box.x + 32, box.y + 86 + place * high, box.w - 64, high - 12)
            widgets.append(Sentence(f"{name}-{change.id}", room, change=change, new=new))
        told = f"{version.signed} of {version.of} have signed it"
        part = version.signed / version.of if version.of else 0.0
        x, wide = box.x + 32, box.w - 64
        return [
            *widgets,
            line(f"line-{name}", x, box.bottom - 110, wide),
            Words(f"signed-{name}", Rect(x, box.bottom - 100, wide, 48), told, 28, 600, valign="middle"),
            bar(f"bar-{name}", Rect(x, box.bottom - 46, wide, 20), part),
        ]


@dataclass(frozen=True)
class Sentence(Widget):
    """A sentence of a wording. What is new is marked and underlined; what went is marked and struck through."""

    change: ChangeRow = None  # type: ignore[assignment]
    new: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", self._text)
        super().__post_init__()

    @property
    def _text(self) -> str:
        left_out = "taken out" if self.new else "added"
        text = "".join(piece.text for piece in self.change.pieces if piece.kind != left_out).strip()
        return text or ("Taken out." if self.new else "Not there yet.")

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        marked = "added" if self.new else "taken out"
        words: list[tuple[str, bool]] = []
        for piece in self.change.pieces:
            if piece.kind in ("same", marked):
                words += [(word, piece.kind == marked) for word in piece.text.split()]
        if not words:
            painter.words(self._text, self.rect, 28, 400, "ink2", grow=False)
            return
        size = 32.0 * min(1.25, painter.text_scale)
        while size > 20 and self._lines(painter, words, size) * size * 1.4 > self.rect.h:
            size -= 1
        self._set(painter, words, size, draw=True)

    def _lines(self, painter: Painter, words: Sequence[tuple[str, bool]], size: float) -> int:
        return self._set(painter, words, size, draw=False)

    def _set(self, painter: Painter, words: Sequence[tuple[str, bool]], size: float, *, draw: bool) -> int:
        x, y, lines = self.rect.x, self.rect.y, 1
        space = painter.fonts.width(" ", size, 400)
        for word, marked in words:
            weight = 700 if marked else 400
            wide = painter.fonts.width(word, size, weight)
            if x + wide > self.rect.right and x > self.rect.x:
                x, y, lines = self.rect.x, y + size * 1.4, lines + 1
            if draw:
                if marked:
                    ground = Rect(x - 4, y - size * 0.3, wide + 8, size * 1.3)
                    painter.box(ground, 6, "done" if self.new else "unsure")
                    at = y + size * 0.96 if self.new else y + size * 0.36
                    painter.bar(Rect(x - 4, at, wide + 8, 3), "green" if self.new else "ochre")
                painter.words(word, Rect(x, y, wide + 2, size), size, weight, grow=False)
            x += wide + space
        return lines
