"""Who are you? The first names of the open class with their animals, those who are done ticked.

KS1 has pages of eighteen large tiles, and so has a small class of KS2; others have up to thirty-six on a screen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.records.rows import TurnRow
from kiosk.scenes.page import AskedForAdult, PupilPage, Says
from kiosk.ui.motion import Track, ease_out_back
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Tile, TileState, Widget, Words

POP_AFTER, POP_SECONDS = 0.3, 0.35

STATES: dict[str, TileState] = {
    "to-come": "awake",
    "part-way": "awake",
    "done": "done",
    # What only the pupil and the teacher know is not seen by whoever stands in the queue.
    "not-sure": "awake",
    "away": "away",
}


@dataclass(frozen=True)
class Picked:
    pupil_id: str


@dataclass(frozen=True)
class Grid:
    """`most` names fill a page; if there are more, `page` of them at most leave room for the arrow."""

    columns: int
    left: float
    top: float
    width: float
    height: float
    gap: float
    most: int
    page: int

    def cell(self, place: int) -> Rect:
        row, column = divmod(place, self.columns)
        return Rect(
            self.left + column * (self.width + self.gap),
            self.top + row * (self.height + self.gap),
            self.width,
            self.height,
        )


KS1 = Grid(5, 96, 190, 326, 191, 24, 20, 18)
KS2_FEW = Grid(6, 96, 190, 268, 148, 24, 30, 28)
KS2_MANY = Grid(6, 96, 190, 273, 124, 18, 36, 34)


class Names(PupilPage):
    """`just_done` is the id of the pupil whose turn has just ended: their tick springs up, for all to see."""

    def __init__(self, says: Says, turns: Sequence[TurnRow], just_done: str = "") -> None:
        super().__init__(says, None)
        self.just_done = just_done
        self._pops: Track | None = None
        self.idle = "names"
        self.backdrop = f"{says.key_stage}-plain"
        self.turns = turns
        self.page = 0
        self.all_done = all(turn.status in ("done", "not-sure", "away") for turn in turns)
        self.next_up = next((turn.pupil for turn in turns if turn.next_up), None)
        if self.pages > 1 and (self.next_up is not None or just_done):
            wanted = self.next_up.id if self.next_up is not None else just_done
            place = next((place for place, turn in enumerate(turns) if turn.pupil.id == wanted), 0)
            self.page = place // self.to_a_page
        self.narrate(says("who-are-you"), says(self._task))

    @property
    def _task(self) -> str:
        return "everyone-has-had-a-turn" if self.all_done else "tap-your-picture"

    @property
    def grid(self) -> Grid:
        if self.says.key_stage == "ks1" or len(self.turns) <= KS1.most:
            return KS1
        return KS2_MANY if KS2_FEW.most < len(self.turns) <= KS2_MANY.most else KS2_FEW

    @property
    def pages(self) -> int:
        grid = self.grid
        return 1 if len(self.turns) <= grid.most else -(-len(self.turns) // grid.page)

    @property
    def to_a_page(self) -> int:
        """The last page is never left with a few of them."""
        total, most = len(self.turns), self.grid.page
        few = self.pages > 1 and 0 < total % most < most / 2
        return -(-total // self.pages) if few or self.pages == 1 else most

    def _more(self) -> Outcome | None:
        self.page = (self.page + 1) % self.pages
        return None

    def nudge(self, now: float) -> Outcome | None:
        return None

    def tick(self, now: float) -> Outcome | None:
        if self.just_done and self._pops is None:
            self._pops = Track(now if self.still else now + POP_AFTER, POP_SECONDS, ease_out_back, self.still)
        return None

    def due(self, now: float) -> float:
        return self._pops.due(now) if self._pops is not None else math.inf

    def view(self, now: float) -> list[Widget]:
        grid = self.grid
        shown = self.turns[self.page * self.to_a_page : (self.page + 1) * self.to_a_page]
        widgets: list[Widget] = [
            Image("think", Rect(110, 50, 190, 120), Part("mascots/think-happy"), fit="contain"),
            Words(
                "who",
                Rect(316, 54, 584, 110),
                self.says("who-are-you"),
                size=80,
                shrink_to=56,
                weight=700,
                valign="middle",
                spoken=self.narration.spoken(0),
            ),
            *self._next(),
            Button("hear", Rect(1576, 54, 112, 112), self.says("hear-it-again"), self.hear_again, kind="hear"),
            Button(
                "tell",
                Rect(1712, 54, 112, 112),
                self.says("tell-an-adult"),
                lambda: Leave(AskedForAdult()),
                kind="tell",
            ),
        ]
        widgets += [self._tile(grid.cell(place), turn, now) for place, turn in enumerate(shown)]
        if self.pages > 1:
            last = grid.cell(grid.most - 1)
            before = grid.cell(grid.most - 2)
            first_again = self.page == self.pages - 1
            widgets.append(
                Button(
                    "more",
                    before.with_(last),
                    self.says("names-again" if first_again else "more-names"),
                    self._more,
                    kind="go",
                    icon="rewind" if first_again else "next",
                    icon_side="right",
                    size=46 if first_again else 60,
                    weight=700,
                )
            )
        return widgets

    def _next(self) -> list[Widget]:
        """Whose turn it is, for a class that is waiting; or what there is to do."""
        if self.next_up is None:
            return [
                Words(
                    "tap",
                    Rect(950, 54, 560, 110),
                    self.says(self._task),
                    size=50,
                    shrink_to=36,
                    colour="ink2",
                    valign="middle",
                    spoken=self.narration.spoken(1),
                )
            ]
        name = self.says("next-person-name", name=self.next_up.shown_name)
        return [
            Panel("next-panel", Rect(930, 48, 610, 112), "now", edge="blue", edge_width=5, radius=56),
            Image("next-avatar", Rect(950, 58, 92, 92), Part(f"avatars/{self.next_up.avatar}"), fit="contain"),
            Words("next-name", Rect(1060, 54, 460, 100), name, 48, 600, shrink_to=32, valign="middle"),
        ]

    def _tile(self, rect: Rect, turn: TurnRow, now: float) -> Tile:
        pupil = turn.pupil
        here = turn.status != "done"
        popped = 1.0
        if pupil.id == self.just_done:
            popped = self._pops.value(now) if self._pops is not None else 0.0
        return Tile(
            f"pupil-{pupil.id}",
            rect,
            pupil.shown_name,
            (lambda: Leave(Picked(pupil.id))) if here else None,
            art=Part(f"avatars/{pupil.avatar}"),
            style="name",
            state="now" if turn.next_up else STATES[turn.status],
            size=48 if self.grid is KS1 else 40,
            ticked=round(popped, 2),
        )
