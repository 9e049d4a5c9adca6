"""Staff sign in: one's own name, then one's own code. Opened by holding the corner, from any screen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.records.rows import Refused, StaffRow
from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.staff import LEFT, RIGHT, SMALLEST, Pages, Row, StaffPage, asleep, heading, icon, initial
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Widget, Words

LEAST = {"teacher": 8, "lead": 12}
"""The shortest code there can be, so that a slip on the way costs no try."""
NAMES = 10
TINTS = ("sky", "peach", "mint", "rose", "lilac", "apricot")
RIGHT_X = 984.0
RIGHT_W = RIGHT - RIGHT_X


@dataclass(frozen=True)
class TriedCode:
    staff_id: str
    code: str


@dataclass(frozen=True)
class Checked:
    """The code that was tried has been compared."""


@dataclass(frozen=True)
class Lost:
    """The passphrase is lost: on to the sealed recovery code."""

    staff_id: str


@dataclass(frozen=True)
class Close:
    """Back to where the corner was held."""


class SignIn(StaffPage):
    """`refused`: what came of the last code that `chosen` tried."""

    def __init__(
        self,
        staff: Sequence[StaffRow],
        chosen: str | None = None,
        refused: Refused | None = None,
        *,
        title: str = "Staff sign-in",
    ) -> None:
        super().__init__(title=title)
        self._title = title
        self.people = tuple(staff)
        self.names = Pages(len(self.people), NAMES if len(self.people) <= NAMES else NAMES - 2)
        self.chosen: StaffRow | None = None
        self.refused = refused
        self.typing = Typing()
        self._refused_id = chosen
        self._wait_until: float | None = None
        self._wait = math.ceil(refused.wait_s) if refused is not None and not refused.tries_left else 0
        self._ticked = -math.inf
        for place, person in enumerate(self.people):
            if person.id == chosen:
                self.names.page = place // self.names.room
                self._pick(person)

    # ------------------------------------------------------------ what is done

    def _pick(self, person: StaffRow) -> Outcome | None:
        self.chosen = person
        what = "passphrase" if person.role == "lead" else "code"
        label = f"Your {what}, {LEAST[person.role]} characters or more"
        self.typing = Typing(Entry("code", label, masked=True, icon="key", most=128))
        self.typing.keys_up = person.role == "lead"
        # Until somebody is chosen there is nothing to type, and Return is there to choose a name with.
        self.takes_text = True
        return None

    def refuse(self, refused: Refused) -> "SignIn":
        """The same page, with what came of the code that was tried."""
        return SignIn(self.people, self.chosen.id if self.chosen else None, refused, title=self._title)

    def _other(self) -> Outcome | None:
        self.chosen = None
        self.takes_text = False
        return None

    def _letters(self) -> Outcome | None:
        self.typing.keys_up = not self.typing.keys_up
        return None

    def typed(self, key: TypedKey) -> Outcome | None:
        if self.busy:
            return None
        if key.name == "escape":
            return self._other()
        if key.name in ("return", "enter"):
            return self._try() if self.ready else None
        if not self.waiting:
            self.typing.typed(key)
        return None

    def _try(self) -> Outcome | None:
        assert self.chosen is not None
        return Leave(TriedCode(self.chosen.id, self.code))

    @property
    def code(self) -> str:
        return self.typing.at.value if self.typing.at is not None else ""

    @property
    def waiting(self) -> bool:
        """Whether the person chosen has no try left for now."""
        return self._wait > 0 and self.chosen is not None and self.chosen.id == self._refused_id

    @property
    def ready(self) -> bool:
        return self.chosen is not None and not self.waiting and len(self.code.strip()) >= LEAST[self.chosen.role]

    # ------------------------------------------------------------ time

    def tick(self, now: float) -> Outcome | None:
        if (outcome := super().tick(now)) is not None:
            return outcome
        if self._wait:
            if self._wait_until is None:
                self._wait_until = now + self._wait
            left = max(0, math.ceil(self._wait_until - now))
            if left != self._wait:
                self._wait, self._ticked = left, now
        return None

    def due(self, now: float) -> float:
        """The seconds of a wait are counted down."""
        return now if self._ticked == now else super().due(now)

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        self.title = self.chosen.name if self.chosen is not None and self.typing.keys_up else self._title
        close = Button(
            "close", Rect(1594, 46, 230, 112), "Close", lambda: Leave(Close()), kind="navy", icon="back", size=32
        )
        page = self._with_keyboard() if self.chosen is not None and self.typing.keys_up else self._with_names()
        whole = [*self.header(), close, *self._lost(Rect(1180, 46, 390, 112)), *page]
        return asleep(whole) if self.busy else whole

    def _with_names(self) -> list[Widget]:
        return [*self._names(), *(self._with_keypad() if self.chosen is not None else self._waiting_for_a_name())]

    def _names(self) -> list[Widget]:
        widgets: list[Widget] = [heading("one", Rect(LEFT, 200, 820, 48), "1  Tap your name")]
        for place, number in enumerate(self.names.shown):
            person = self.people[number]
            rect = Rect(LEFT + place % 2 * 422, 268 + place // 2 * 136, 402, 122)
            widgets.append(
                Row(
                    f"staff-{person.id}",
                    rect,
                    person.name,
                    lambda person=person: self._pick(person),
                    note="Computing lead" if person.role == "lead" else "",
                    initial=initial(person.name),
                    tint=TINTS[number % len(TINTS)],
                    chosen=person == self.chosen,
                )
            )
        return widgets + self.names.button(Rect(LEFT, 268 + 4 * 136, 824, 112), "names")

    def _waiting_for_a_name(self) -> list[Widget]:
        return [
            heading("two", Rect(RIGHT_X, 200, RIGHT_W, 48), "2  Enter your code"),
            Panel("then", Rect(RIGHT_X, 268, RIGHT_W, 640), "paper", edge="off_edge", radius=32, dashed=True),
            Image("think", Rect(RIGHT_X + 270, 350, 300, 300), Part("mascots/think-wait"), fit="contain"),
            Words("first", Rect(RIGHT_X + 60, 690, RIGHT_W - 120, 50), "First tap your name.", 34, 600, align="centre"),
            Words(
                "own",
                Rect(RIGHT_X + 80, 752, RIGHT_W - 160, 110),
                "Everybody has a code of their own, so that the records can say who did what.",
                size=28,
                colour="ink2",
                align="centre",
            ),
        ]

    def _with_keypad(self) -> list[Widget]:
        pad = self.typing.keypad(Rect(RIGHT_X, 388, RIGHT_W, 504), self._button(Rect(0, 0, 1, 1)))
        return [
            *self._code(Rect(RIGHT_X, 254, RIGHT_W, 112)),
            *self._keys(pad),
            Button(
                "letters",
                Rect(RIGHT_X, 914, 264, 112),
                "Letters",
                self._letters,
                kind="quiet",
                icon="keyboard",
                size=32,
            ),
            *self._tries(Rect(RIGHT_X + 288, 914, RIGHT_W - 288, 112)),
        ]

    def _with_keyboard(self) -> list[Widget]:
        return [
            Button("other", Rect(LEFT, 250, 300, 112), "Other name", self._other, kind="quiet", icon="back", size=32),
            *self._code(Rect(420, 250, 980, 112)),
            self._button(Rect(1424, 250, 400, 112)),
            *self._tries_line(Rect(420, 374, 1404, 40)),
            *self._keys(self.typing.keyboard()),
        ]

    def _lost(self, rect: Rect) -> list[Widget]:
        """Only the lead has an envelope in the safe; everybody else is helped by the lead."""
        if self.chosen is None or self.chosen.role != "lead":
            return []
        staff_id = self.chosen.id
        return [
            Button("lost", rect, "Passphrase lost", lambda: Leave(Lost(staff_id)), kind="navy", icon="letter", size=30)
        ]

    def _code(self, rect: Rect) -> list[Widget]:
        assert self.typing.at is not None
        box = self.typing.field(self.typing.at, rect, state="look" if self.refusal and not self.code else "idle")
        if not self.code:
            return [box]
        room = Rect(rect.right - 200, rect.y - 44, 200, 24)
        so_far = f"{len(self.code)} so far"
        return [box, Words("so-far", room, so_far, 28, colour="ink2", align="right")]

    def _button(self, rect: Rect) -> Button:
        if not self.ready:
            return Button("sign-in", rect, "Sign in", None, kind="off", size=36)
        return Button("sign-in", rect, "Sign in", self._try, icon="tick", size=36, busy=self.busy)

    def _keys(self, keys: Sequence[Widget]) -> list[Widget]:
        """The keys, asleep while there is no try left."""
        if not self.waiting:
            return list(keys)
        return [replace(key, kind="off", on_tap=None) if isinstance(key, Button) else key for key in keys]

    @property
    def refusal(self) -> str:
        """What came of the last code of the person chosen."""
        if self.refused is None or self.chosen is None or self.chosen.id != self._refused_id:
            return ""
        if self.waiting:
            return f"Too many tries. Wait {self._wait // 60}:{self._wait % 60:02}."
        left = self.refused.tries_left
        if not left:
            return "Now you can try again."
        what = "passphrase" if self.chosen.role == "lead" else "code"
        return f"Not your {what}. {left} {'try' if left == 1 else 'tries'} left."

    def _tries(self, rect: Rect) -> list[Widget]:
        """What came of the last code, in a box; before there was one, what to do about a code that is forgotten."""
        if not self.refusal:
            room = Rect(rect.x + 56, rect.y, rect.w - 56, rect.h)
            forgotten = "Forgotten it? Ask the computing lead."
            return [
                icon("forgotten-icon", "key", (rect.x + 24, rect.y + 56), 40, second="cream"),
                Words("forgotten", room, forgotten, 28, colour="ink2", valign="middle", shrink_to=SMALLEST),
            ]
        room = Rect(rect.x + 28, rect.y, rect.w - 110, rect.h)
        return [
            Panel("tries-box", rect, "unsure", edge="ochre", radius=26),
            Words("tries", room, self.refusal, 30, 600, valign="middle", shrink_to=SMALLEST),
            icon(
                "tries-icon", "clock" if self.waiting else "key", (rect.right - 52, rect.y + 56), 46, "ochre", "unsure"
            ),
        ]

    def _tries_line(self, rect: Rect) -> list[Widget]:
        if not self.refusal:
            return []
        return [
            icon("tries-icon", "warn", (rect.x + 20, rect.y + 20), 38, "ochre", "cream"),
            Words("tries", Rect(rect.x + 52, rect.y, rect.w - 52, 40), self.refusal, 28, 600, valign="middle"),
        ]
