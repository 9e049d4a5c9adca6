"""The words of *tell an adult*: the safeguarding lead's to change, line by line, for each key stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from kiosk.records.rows import KeyStage, StaffRow
from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    WIDTH,
    Row,
    StaffPage,
    action,
    cells,
    icon,
    title,
)
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

LEAD = "safeguarding-lead"
NAMES: Mapping[str, str] = {
    LEAD: "Who it names",
    "tell-title": "The heading",
    "tell-go-and-find": "What to do now",
    "tell-not-in-trouble": "That nobody is in trouble",
    "tell-lead": "The safeguarding lead",
    "tell-any-adult": "Any other adult",
}
"""What each line is for."""
MOST = 80


@dataclass(frozen=True)
class KeepWords:
    """`line` is one of `NAMES`; the lead's own name is for both key stages. Empty: the words that came."""

    line: str
    key_stage: KeyStage
    said: str


@dataclass(frozen=True)
class Right:
    """Somebody has looked at all of them."""


class TellWords(StaffPage):
    """`words`: what is said now, by line and key stage. `refused`: why the last could not be kept. `own`: they are the
    school's; until somebody has looked at them they are only those that came."""

    def __init__(
        self,
        staff: StaffRow,
        words: Mapping[str, Mapping[KeyStage, str]],
        key_stage: KeyStage = "ks1",
        refused: str = "",
        *,
        own: bool = True,
    ) -> None:
        super().__init__(staff, "school")
        self.own = own
        self.words = words
        self.key_stage: KeyStage = key_stage
        self.refused = refused
        self.line: str | None = None
        self.typing = Typing()

    @property
    def takes_text(self) -> bool:  # type: ignore[override]
        return self.line is not None

    def _turn(self, key_stage: KeyStage) -> Outcome | None:
        self.key_stage = key_stage
        return None

    def _edit(self, line: str | None) -> Outcome | None:
        self.line = line
        if line is not None:
            said = self.words[line][self.key_stage]
            self.typing = Typing(Entry("line", NAMES[line], said, icon="pen", most=MOST))
            self.typing.keys_up = True
        return None

    def typed(self, key: TypedKey) -> Outcome | None:
        if key.name == "escape":
            return self._edit(None)
        if key.name in ("return", "enter"):
            return self._keep()
        self.typing.typed(key)
        return None

    def _right(self) -> Outcome | None:
        return Leave(Right())

    def _keep(self) -> Outcome | None:
        assert self.line is not None
        return Leave(KeepWords(self.line, self.key_stage, self.typing.entries[0].value.strip()))

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        return [*self.header(), *(self._page() if self.line is None else self._keyboard())]

    def _page(self) -> list[Widget]:
        note = "For the safeguarding lead. The numbers, and that the screen tells nobody, stay."
        widgets: list[Widget] = [*title("Tell an adult: the words", note, along=0.34)]
        rooms = cells(Rect(LEFT, 272, WIDTH, BOTTOM - 272), 2, 3)
        for place, line in enumerate(NAMES):
            rect = rooms[place]
            said = self.words[line][self.key_stage]
            tap = partial(self._edit, line)
            widgets.append(Row(f"line-{line}", rect, said, tap, note=NAMES[line], icon="hand", then="Change", size=30))
        stages: tuple[tuple[KeyStage, str], ...] = (("ks1", "KS1"), ("ks2", "KS2"))
        for place, (stage, label) in enumerate(stages):
            rect = Rect(384 + place * 218, ACTION_Y, 202, ACTION_H)
            choose = partial(self._turn, stage)
            widgets.append(Button(stage, rect, label, choose, kind="quiet", chosen=stage == self.key_stage, size=34))
        if self.refused:
            room = Rect(916, ACTION_Y, RIGHT - 916, ACTION_H)
            widgets += [
                icon("refused-icon", "warn", (876, ACTION_Y + 56), 44, "ochre", "cream"),
                Words("refused", room, self.refused, SMALLEST, 600, valign="middle", leading=1.3),
            ]
        elif not self.own:
            room = Rect(RIGHT - 640, ACTION_Y, 640, ACTION_H)
            widgets.append(action("right", room, "These words are right", self._right, icon="tick", main=True))
        return [
            *widgets,
            action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back"),
        ]

    def _keyboard(self) -> list[Widget]:
        told = "Keep {lead}: the safeguarding lead’s name goes there." if self.line == "tell-lead" else ""
        told = told or "Empty it, and the words that came with the program are said again."
        return [
            Button(
                "close", Rect(LEFT, 250, 220, 112), "Back", lambda: self._edit(None), kind="quiet", icon="back", size=32
            ),
            self.typing.field(self.typing.entries[0], Rect(340, 250, 1160, 112)),
            Button("keep", Rect(1524, 250, RIGHT - 1524, 112), "Keep", self._keep, icon="tick", size=36),
            icon("told-icon", "hand", (LEFT + 20, 394), 38, second="cream"),
            Words("told", Rect(LEFT + 52, 374, 1600, 40), told, 28, valign="middle"),
            *self.typing.keyboard(),
        ]
