"""A password of somebody's own, typed twice: a part of staff's screens. Not a screen itself."""

from collections.abc import Callable

from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.staff import LEFT, RIGHT, SMALLEST, action, icon
from kiosk.ui.scene import Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Tap, Widget, Words


class OwnPassword:
    """`fault`: what is wrong with a password, or nothing. `use` is told it once both are the same, `close` that none is
    wanted."""

    def __init__(self, fault: Callable[[str], str], use: Callable[[str], Outcome | None], close: Tap) -> None:
        self.fault = fault
        self._use = use
        self._close = close
        self.new = Entry("new", "Your password, 12 or more", masked=True, icon="key", most=100)
        self.again = Entry("again", "The same again", masked=True, icon="key", most=100)
        self.typing = Typing(self.new, self.again)
        self.typing.keys_up = True

    # ------------------------------------------------------------ what is done

    def typed(self, key: TypedKey) -> Outcome | None:
        match key.name:
            case "escape":
                return self._close()
            case "tab":
                return self._next()
            case "return" | "enter":
                return self._keep() if self.ready else self._next()
        self.typing.typed(key)
        return None

    def _next(self) -> Outcome | None:
        entries = self.typing.entries
        return self.typing.choose(self.typing.after(entries) or entries[0])

    def _keep(self) -> Outcome | None:
        return self._use(self.new.value)

    @property
    def advice(self) -> str:
        """What is still to be put right, or nothing."""
        new = self.new.value
        if not new:
            return ""
        return self.fault(new) or ("" if new.startswith(self.again.value) else "The two are not the same.")

    @property
    def ready(self) -> bool:
        return bool(self.new.value) and self.new.value == self.again.value and not self.advice

    # ------------------------------------------------------------ look

    def view(self) -> list[Widget]:
        """The whole page."""
        keep = Rect(1388, 250, RIGHT - 1388, 112)
        advice = self.advice
        text = advice or "It is kept nowhere: who loses it makes the file again."
        return [
            action("back", Rect(LEFT, 250, 220, 112), "Back", self._close, icon="back"),
            self.typing.field(self.new, Rect(340, 250, 500, 112), state=self._state),
            self.typing.field(self.again, Rect(864, 250, 500, 112), state="good" if self.ready else "idle"),
            action("keep", keep, "Use it", self._keep, icon="tick", main=True)
            if self.ready
            else action("keep", keep, "Use it", None, main=True),
            icon(
                "advice-icon", "warn" if advice else "key", (LEFT + 20, 394), 36, "ochre" if advice else "ink2", "cream"
            ),
            Words(
                "advice", Rect(LEFT + 52, 374, RIGHT - LEFT - 52, 40), text, 28, 600 if advice else 400,
                valign="middle", shrink_to=SMALLEST,
            ),
            *self.typing.keyboard(),
        ]  # fmt: skip

    @property
    def _state(self) -> str:
        if not self.new.value:
            return "idle"
        return "look" if self.fault(self.new.value) else "good"
