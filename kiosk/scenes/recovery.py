"""The one-use recovery code, shown once. It is gone for good after this, so a group of it is typed off the paper."""

import math

from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.page import Next
from kiosk.scenes.staff import ACTION_H, ACTION_Y, LEFT, RIGHT, SMALLEST, StaffPage, card, icon
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Drawing, Panel, Widget, Words

SIDE_X = 1184.0
SIDE_W = RIGHT - SIDE_X
BOX = Rect(LEFT, 210, SIDE_X - 48 - LEFT, 688)
STEPS = (
    ("pen", "sky", "Copy it onto paper", "Not on a phone: a photo can travel."),
    ("letter", "peach", "Seal it in an envelope", "Sign across the flap, with the date."),
    ("lock", "mint", "Put it in the school safe", "Tell the head teacher where it is."),
)

COVERED = "Covered while you type: read it off your paper."


class Recovery(StaffPage):
    """`code` is four groups with dashes between them. They are covered while one is typed: the paper has to do."""

    idle = "rest"  # Paper and pen may be in the office.

    def __init__(self, code: str, school_name: str) -> None:
        super().__init__(title="Your recovery code")
        self.groups = tuple(code.split("-"))
        self.school_name = school_name
        # Not always the same one, so that nobody copies only that.
        self.asked = sum(code.encode()) % len(self.groups)
        label = f"To go on, type group {self.asked + 1} from your paper"
        self.entry = Entry("group", label, icon="pen", most=12)
        self.typing = Typing(self.entry)

    # ------------------------------------------------------------ what is done

    @property
    def takes_text(self) -> bool:  # type: ignore[override]
        return self.typing.at is not None

    def typed(self, key: TypedKey) -> Outcome | None:
        if key.name in ("return", "enter"):
            return self._sealed() if self.copied else None
        if key.name == "tab":
            return self.typing.choose(None)
        if key.name == "escape":
            return self._keys_down()
        self.typing.typed(key)
        return None

    def _keys_down(self) -> Outcome | None:
        self.typing.keys_up = False
        return None

    def _look_again(self) -> Outcome | None:
        self.entry.value = ""
        return None

    def _sealed(self) -> Outcome | None:
        return Leave(Next())

    @property
    def copied(self) -> bool:
        """Whether the group that was asked for has been typed."""
        return _plain(self.entry.value) == _plain(self.groups[self.asked])

    @property
    def wrong(self) -> bool:
        return not self.copied and len(_plain(self.entry.value)) >= len(self.groups[self.asked])

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        return [*self.header(), *(self._with_keyboard() if self.typing.keys_up else self._page())]

    def _page(self) -> list[Widget]:
        field = Rect(SIDE_X, 712, SIDE_W, 112)
        return [
            *self._card(),
            *self._steps(),
            *self._field(field),
            *self._hint(Rect(SIDE_X, 840, SIDE_W, 40)),
            icon("once-icon", "eye-off", (LEFT + 22, ACTION_Y + 56), 44, second="cream"),
            Words(
                "once",
                Rect(LEFT + 60, ACTION_Y + 28, BOX.w - 60, 56),
                "Shown once. When you leave this page it cannot be shown again.",
                size=28,
                colour="ink2",
                valign="middle",
                shrink_to=SMALLEST,
            ),
            self._button(Rect(SIDE_X, ACTION_Y, SIDE_W, ACTION_H)),
        ]

    def _with_keyboard(self) -> list[Widget]:
        done = Button("keys-down", Rect(1594, 46, 230, 112), "Done", self._keys_down, kind="navy", icon="down", size=32)
        return [
            done,
            *self._field(Rect(LEFT, 250, 1104, 112)),
            self._button(Rect(1224, 250, 600, 112)),
            *self._hint(Rect(LEFT, 374, RIGHT - LEFT, 40)),
            *self.typing.keyboard(),
        ]

    def _card(self) -> list[Widget]:
        x, wide = BOX.x + 48, BOX.w - 96
        widgets: list[Widget] = [
            card("card", BOX),
            Words("title", Rect(x, BOX.y + 52, wide - 200, 40), "One code. One use.", size=46, weight=700),
            Words(
                "what-for",
                Rect(x, BOX.y + 122, wide - 220, 70),
                "If the passphrase is lost, this code lets you choose a new one. Every record is kept.",
                size=30,
                colour="ink2",
                leading=1.35,
            ),
            Drawing("seal", Rect(BOX.right - 208, BOX.y + 40, 160, 160), _seal, label="Key"),
        ]
        for place, group in enumerate(self.groups):
            across, down = (wide - 20) / 2, 144.0
            rect = Rect(x + place % 2 * (across + 20), BOX.y + 218 + place // 2 * (down + 20), across, down)
            widgets += self._group(place, group, rect)
        low = Rect(x, BOX.bottom - 140, wide, 112)
        if not self.entry.value:
            told = (
                f"Write beside it: Think then Click, {self.school_name}. There is no letter O, I, L or U in the code."
            )
            return [
                *widgets,
                Words("told", low, told, 28, colour="ink2", valign="middle", leading=1.4, shrink_to=SMALLEST),
            ]
        note = Rect(low.x, low.y, wide - 344, low.h)
        look = Rect(low.right - 320, low.y, 320, 112)
        return [
            *widgets,
            Words("covered", note, COVERED, 28, colour="ink2", valign="middle", leading=1.4),
            Button("look-again", look, "Look again", self._look_again, kind="quiet", icon="eye", size=32),
        ]

    def _group(self, place: int, group: str, rect: Rect) -> list[Widget]:
        asked = bool(self.entry.value) and place == self.asked
        shown = " ".join("•" * len(group)) if self.entry.value else group
        number = Rect(rect.x + 24, rect.y + 26, 40, 24)
        return [
            Panel(f"box-{place}", rect, "unsure" if asked else "key2", edge="off_edge", radius=26, dashed=True),
            Words(f"number-{place}", number, str(place + 1), size=28, weight=600, colour="ink2"),
            Words(f"group-{place}", rect.inset(72, 0), shown, size=76, weight=700, align="centre", valign="middle"),
        ]

    def _steps(self) -> list[Widget]:
        widgets: list[Widget] = []
        for place, (sign, tint, what, how) in enumerate(STEPS):
            x, y, wide = SIDE_X + 124, BOX.y + place * 146, SIDE_W - 124
            widgets += [
                Drawing(
                    f"step-{place}",
                    Rect(SIDE_X, y, 104, 104),
                    lambda painter, rect, sign=sign, tint=tint: _step(painter, rect, sign, tint),
                    (sign, tint),
                ),
                Words(f"what-{place}", Rect(x, y + 20, wide, 26), f"{place + 1}  {what}", size=34, weight=600),
                Words(f"how-{place}", Rect(x, y + 66, wide, 24), how, size=28, colour="ink2"),
            ]
        return widgets

    def _field(self, rect: Rect) -> list[Widget]:
        state = "good" if self.copied else "look" if self.wrong else "idle"
        return [self.typing.field(self.entry, rect, value=self.entry.value.upper(), state=state)]

    def _hint(self, rect: Rect) -> list[Widget]:
        if self.copied:
            hint = "The same as on the screen: your copy is good."
        elif self.wrong:
            hint = f"That is not group {self.asked + 1}. Look at your paper again."
        else:
            return []
        return [Words("hint", rect, hint, size=28, weight=600, colour="ink", valign="middle", shrink_to=SMALLEST)]

    def _button(self, rect: Rect) -> Button:
        if not self.copied:
            return Button("sealed", rect, f"Type group {self.asked + 1} first", None, kind="off", size=36)
        return Button("sealed", rect, "Sealed: carry on", self._sealed, icon="tick", size=38)


def _plain(typed: str) -> str:
    """As the records compare it: O, I and L are the digits that they look like, and spaces and dashes are nothing."""
    same = typed.upper().translate(str.maketrans("OIL", "011"))
    return "".join(character for character in same if character.isalnum())


def _seal(painter: Painter, rect: Rect) -> None:
    """A notary's seal with a key on it."""
    middle, teeth = 80.0, 48
    points = (
        (middle + far * math.cos(turn), middle + far * math.sin(turn))
        for tooth in range(teeth)
        for turn, far in [(tooth * 2 * math.pi / teeth, 78.0 if tooth % 2 else 70.0)]
    )
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    painter.svg(rect, f'<polygon points="{corners}" fill="{painter.theme.hex("sun")}"/>', (0, 0, 160, 160))
    painter.disc(rect.centre, 106, "unsure")
    painter.icon("key", rect.centre, 66, "ink", "unsure")


def _step(painter: Painter, rect: Rect, sign: str, tint: str) -> None:
    painter.disc(rect.centre, rect.w - 4, tint)
    painter.icon(sign, rect.centre, 52, "ink", tint)
