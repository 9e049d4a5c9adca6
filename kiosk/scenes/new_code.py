"""A new code of one's own: after the lead handed one out, or with the sealed code when the passphrase is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.records.rows import Role, StaffRow
from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.staff import LEFT, RIGHT, SMALLEST, StaffPage, icon
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

Fault = Callable[[str, Role, str], str]
"""What is wrong with a code for that role and name, as a sentence; empty where nothing is."""


@dataclass(frozen=True)
class Chosen:
    """`sealed` is the recovery code, where it was asked for."""

    code: str
    sealed: str = ""


@dataclass(frozen=True)
class Stop:
    """Not now."""


@dataclass(frozen=True)
class Kept:
    """What was being worked out in the meantime is there."""


class NewCode(StaffPage):
    """`with_sealed`: the recovery code is asked for first. `refused`: what came of the last try."""

    def __init__(self, staff: StaffRow, fault: Fault, *, with_sealed: bool = False, refused: str = "") -> None:
        what = "passphrase" if staff.role == "lead" else "code"
        super().__init__(title=f"Choose a {what} of your own")
        self.person = staff
        self.fault = fault
        self.refused = refused
        self.what = what
        least = 12 if staff.role == "lead" else 8
        new = Entry("new", f"New {what}, {least} or more", masked=True, icon="key", most=128)
        again = Entry("again", "The same again", masked=True, icon="key", most=128)
        sealed = Entry("sealed", "The sealed recovery code", icon="letter", most=40)
        self.entries: tuple[Entry, ...] = (sealed, new, again) if with_sealed else (new, again)
        self.typing = Typing(*self.entries)
        self.typing.keys_up = True

    takes_text = True

    def _value(self, key: str) -> str:
        return next((entry.value for entry in self.entries if entry.key == key), "")

    def _next(self, after: Sequence[Entry]) -> Outcome | None:
        return self.typing.choose(self.typing.after(after) or self.entries[0])

    def typed(self, key: TypedKey) -> Outcome | None:
        if self.busy:
            return None
        if key.name == "tab":
            return self._next(self.entries)
        if key.name in ("return", "enter"):
            return self._choose() if self.ready else self._next(self.entries)
        self.typing.typed(key)
        return None

    def _choose(self) -> Outcome | None:
        return Leave(Chosen(self._value("new"), self._value("sealed").strip()))

    @property
    def advice(self) -> str:
        """What is still to be put right, or nothing."""
        new, again = self._value("new"), self._value("again")
        if not new:
            return ""
        wrong = self.fault(new, self.person.role, self.person.name)
        if wrong:
            return wrong
        if again and not new.startswith(again):
            return "The two are not the same."
        return ""

    @property
    def ready(self) -> bool:
        sealed = len(self.entries) == 2 or bool(self._value("sealed").strip())
        new = self._value("new")
        return sealed and bool(new) and not self.advice and self._value("again") == new

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        stop = Button(
            "stop", Rect(1594, 46, 230, 112), "Close", lambda: Leave(Stop()), kind="navy", icon="back", size=32
        )
        wide = (1400 - LEFT - 24 * (len(self.entries) - 1)) / len(self.entries)
        fields = [
            self.typing.field(entry, Rect(LEFT + place * (wide + 24), 250, wide, 112), state=self._state(entry.key))
            for place, entry in enumerate(self.entries)
        ]
        return [*self.header(), stop, *fields, self._button(), *self._told(), *self.typing.keyboard()]

    def _state(self, key: str) -> str:
        new = self._value("new")
        if key == "new" and new:
            return "look" if self.fault(new, self.person.role, self.person.name) else "good"
        if key == "again" and self._value("again"):
            return "good" if self._value("again") == new else "idle"
        return "look" if key == "sealed" and self.refused and not self._value("sealed") else "idle"

    def _button(self) -> Button:
        rect = Rect(1424, 250, RIGHT - 1424, 112)
        if not self.ready and not self.busy:
            return Button("keep", rect, "Keep it", None, kind="off", size=36)
        return Button(
            "keep", rect, "Keep it", None if self.busy else self._choose, icon="tick", size=36, busy=self.busy
        )

    def _told(self) -> list[Widget]:
        text = self.advice or self.refused or f"Three words that do not belong together make a good {self.what}."
        room = Rect(LEFT + 52, 374, RIGHT - LEFT - 52, 40)
        sign = "warn" if self.advice or self.refused else "key"
        return [
            icon("told-icon", sign, (LEFT + 20, 394), 38, "ochre" if sign == "warn" else "ink2", "cream"),
            Words("told", room, text, 28, 600 if sign == "warn" else 400, valign="middle", shrink_to=SMALLEST),
        ]
