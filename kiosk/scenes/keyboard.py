"""Typing: fields, a keyboard and a keypad large enough for a finger, and a real keyboard beside them. Not a screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.scenes.staff import LEFT, RIGHT
from kiosk.ui.scene import Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, ButtonKind, Field, Widget

Page = Literal["letters", "signs", "accents", "more accents"]

# Rows of 10, 10, 9 and 7 keys. The signs have a second set under Shift; the letters have their capitals there.
LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
SIGNS = ("1234567890", "!?£&@#%*+=", "_/\\()~^|§", ",.;:'\"`")
MORE_SIGNS = ("1234567890", "[]{}<>$€¬¦", "“”‘«»–—…°", "½¼¾©±×·")
ACCENTS = ("áàâäãåąăāæ", "éèêëęěẹėíî", "ïìıóòôöõø", "őọúùûüů")
MORE_ACCENTS = ("çćčñńłśşšș", "ṣżźžğýÿŵŷß", "ťțřďđðþňŕ", "űœķļņģţ")
PAGES: dict[Page, tuple[str, ...]] = {
    "letters": LETTERS,
    "signs": SIGNS,
    "accents": ACCENTS,
    "more accents": MORE_ACCENTS,
}

GAP = 15.0
KEY_W = (RIGHT - LEFT - 9 * GAP) / 10
KEY_H = 112.0
PITCH = 126.0
KEYS_Y = 424.0
"""Where the keyboard begins: fields and advice stand above it."""


@dataclass
class Entry:
    """What is typed into one field. `capitals`: a name, so that its words begin with one by themselves."""

    key: str
    label: str
    value: str = ""
    masked: bool = False
    capitals: bool = False
    icon: str = ""
    most: int = 80

    def add(self, character: str) -> None:
        if len(self.value) < self.most and (character != " " or self.value):
            self.value += character


class Typing:
    """Some fields, the one that is being typed in, and the keys on the screen."""

    def __init__(self, *entries: Entry) -> None:
        self.entries = entries
        self.at: Entry | None = entries[0] if entries else None
        self.keys_up = False
        """Whether the keyboard is on the screen."""
        self.page: Page = "letters"
        self._shift: bool | None = None
        """What Shift was set to for the next letter; None: as the field would have it."""

    # ------------------------------------------------------------ what is done

    @property
    def shift(self) -> bool:
        if self._shift is not None:
            return self._shift
        entry = self.at
        return entry is not None and entry.capitals and self.page != "signs" and entry.value[-1:] in ("", " ", "-")

    def typed(self, key: TypedKey) -> bool:
        """Takes a key of a real keyboard; False for one that types nothing here."""
        if self.at is None:
            return False
        if key.name == "backspace":
            self._rub_out()
            return True
        if key.name not in ("return", "enter", "tab", "escape") and key.character:
            self.at.add(key.character)
            return True
        return False

    def tap(self, entry: Entry) -> Outcome | None:
        """The field was touched: the keyboard comes up for it."""
        self.keys_up = True
        return self.choose(entry)

    def choose(self, entry: Entry | None) -> Outcome | None:
        self.at = entry
        self._shift = None
        self.page = "letters"
        return None

    def after(self, among: Sequence[Entry]) -> Entry | None:
        """The field that follows the present one among these."""
        keys = [entry.key for entry in among]
        place = keys.index(self.at.key) + 1 if self.at is not None and self.at.key in keys else 0
        return among[place] if place < len(among) else None

    def press(self, character: str) -> Outcome | None:
        if self.at is not None:
            self.at.add(character)
        self._shift = None
        return None

    def _rub_out(self) -> Outcome | None:
        if self.at is not None:
            self.at.value = self.at.value[:-1]
        self._shift = None
        return None

    def _clear(self) -> Outcome | None:
        if self.at is not None:
            self.at.value = ""
        self._shift = None
        return None

    def _turn(self) -> Outcome | None:
        self._shift = not self.shift
        return None

    def _show(self, page: Page) -> Outcome | None:
        self.page = page
        self._shift = None
        return None

    # ------------------------------------------------------------ look

    def field(self, entry: Entry, rect: Rect, **look: object) -> Field:
        """The entry's box: touching it brings the keyboard up."""
        box = Field(
            entry.key,
            rect,
            entry.label,
            value=entry.value,
            masked=entry.masked,
            focused=entry is self.at,
            icon=entry.icon or None,
            on_tap=lambda: self.tap(entry),
        )
        return replace(box, **look)  # type: ignore[arg-type]

    def keyboard(self, top: float = KEYS_Y) -> list[Widget]:
        """Five rows of keys. They type into the present field."""
        rows = MORE_SIGNS if self.page == "signs" and self.shift else PAGES[self.page]
        widgets: list[Widget] = []
        for number, row in enumerate(rows):
            for place, character in enumerate(row):
                shown = _capital(character) if self.shift and self.page != "signs" else character
                rect = self._place((0.0, 0.0, 0.5, 1.5)[number], number, place, top)
                widgets.append(self._key(shown, rect, size=44))
        return widgets + self._edges(top)

    def _place(self, inset: float, row: int, column: int, top: float) -> Rect:
        """Where a key is, in a row that begins `inset` keys from the left."""
        return Rect(LEFT + (inset + column) * (KEY_W + GAP), top + row * PITCH, KEY_W, KEY_H)

    def letters(self, top: float, *, digits: bool = False) -> list[Widget]:
        """Three rows with letters alone, the space and rubbing out: enough to look something up. With `digits` there is
        a key that puts them where the upper row of letters was, and those back."""
        rows = (LETTERS[0] if self.page == "signs" else LETTERS[1], *LETTERS[2:])
        keys: list[Widget] = [
            self._key(character, self._place(place, row, column, top), size=44)
            for row, (characters, place) in enumerate(zip(rows, (0.0, 0.5, 1.5), strict=True))
            for column, character in enumerate(characters)
        ]
        low, wide, right = top + 2 * PITCH, 1.5 * KEY_W + 0.5 * GAP, LEFT + 8.5 * (KEY_W + GAP)
        space = Rect(LEFT, low, wide, KEY_H)
        if digits:
            half = (wide - GAP) / 2
            label = "abc" if self.page == "signs" else "123"
            page: Page = "letters" if self.page == "signs" else "signs"
            turn = Rect(LEFT, low, half, KEY_H)
            keys.append(Button("page-digits", turn, label, lambda: self._show(page), kind="key", size=32))
            space = Rect(LEFT + half + GAP, low, half, KEY_H)
        keys.append(
            Button(
                "space", space, "space", lambda: self.press(" "), kind="key", icon="" if digits else "space", size=34
            )
        )
        return [*keys, self._edit(Rect(right, low, RIGHT - right, KEY_H))]

    def keypad(self, rect: Rect, last: Widget) -> list[Widget]:
        """Three by four: the digits, rubbing out, and `last` in the last place, whose rect is set here."""
        gap_x, gap_y = 24.0, 16.0
        wide, high = (rect.w - 2 * gap_x) / 3, (rect.h - 3 * gap_y) / 4
        cells = [
            Rect(rect.x + column * (wide + gap_x), rect.y + row * (high + gap_y), wide, high)
            for row in range(4)
            for column in range(3)
        ]
        widgets: list[Widget] = [self._key(digit, cells[place], size=52) for place, digit in enumerate("123456789")]
        widgets.append(self._edit(cells[9]))
        widgets.append(self._key("0", cells[10], size=52))
        return [*widgets, replace(last, rect=cells[11])]

    def _edges(self, top: float) -> list[Widget]:
        """Shift, rubbing out, the other pages of keys, the space."""
        wide = 1.5 * KEY_W + 0.5 * GAP
        right = LEFT + 8.5 * (KEY_W + GAP)
        third, fourth = top + 3 * PITCH, top + 4 * PITCH
        shift = "More signs" if self.page == "signs" else "Shift"
        shift_key = Button(
            "shift",
            Rect(LEFT, third, wide, KEY_H),
            shift,
            self._turn,
            kind="key",
            icon="shift",
            size=30 if self.page == "signs" else 34,
            chosen=self.shift,
        )
        signs: Page = "letters" if self.page == "signs" else "signs"
        accents: Page = {"accents": "more accents", "more accents": "letters"}.get(self.page, "accents")  # type: ignore[assignment]
        labels: dict[Page, str] = {"letters": "abc", "signs": "! ? £", "accents": "á é ü", "more accents": "ç ł ş"}
        small = (wide - GAP) / 2 + 30
        space_x = LEFT + 2 * small + 2 * GAP
        return [
            shift_key,
            self._edit(Rect(right, third, RIGHT - right, KEY_H)),
            Button(
                "page-signs",
                Rect(LEFT, fourth, small, KEY_H),
                labels[signs],
                lambda: self._show(signs),
                kind="key",
                size=32,
            ),
            Button(
                "page-accents",
                Rect(LEFT + small + GAP, fourth, small, KEY_H),
                labels[accents],
                lambda: self._show(accents),
                kind="key",
                size=32,
            ),
            Button(
                "space",
                Rect(space_x, fourth, right - GAP - 2 * (KEY_W + GAP) - space_x, KEY_H),
                "space",
                lambda: self.press(" "),
                kind="key",
                icon="space",
                size=34,
            ),
            self._key("-", Rect(right - 2 * (KEY_W + GAP), fourth, KEY_W, KEY_H), size=44, key="hyphen"),
            self._key("’", Rect(right - KEY_W - GAP, fourth, KEY_W, KEY_H), size=44, key="apostrophe"),
            Button(
                "clear-all",
                Rect(right, fourth, RIGHT - right, KEY_H),
                "Clear all",
                self._clear,
                kind="key",
                icon="undo",
                size=30,
            ),
        ]

    def _key(self, character: str, rect: Rect, size: float, key: str = "") -> Button:
        kind: ButtonKind = "key"
        return Button(key or f"key-{character}", rect, character, lambda: self.press(character), kind=kind, size=size)

    def _edit(self, rect: Rect) -> Button:
        return Button("rub-out", rect, "Rub out", self._rub_out, kind="key", icon="clear", size=32)


def _capital(character: str) -> str:
    """The letter's capital, where it has one of one character."""
    return character.upper() if len(character.upper()) == 1 else character
