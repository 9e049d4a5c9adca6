"""The live view: who has had a turn and who has still to go, and what can be done about one of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.records.rows import LaunchRow, StaffRow, TurnRow, TurnStatus
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SCHOOL_TIME,
    SIDE_W,
    SIDE_X,
    SMALLEST,
    TOP,
    Pages,
    Pupil,
    Row,
    StaffPage,
    action,
    asleep,
    card,
    names_grid,
    over,
    ring,
    sign,
    title,
)
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep, Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Widget, Words

STATUSES: dict[TurnStatus, str] = {
    "done": "Done",
    "not-sure": "Not sure yet",
    "part-way": "Part-way",
    "to-come": "Still to come",
    "away": "Away today",
}
TALK = "Not sure yet: talk it through together"


@dataclass(frozen=True)
class Pause:
    """The names leave the screen; places are kept."""


@dataclass(frozen=True)
class Resume:
    """The names come back."""


@dataclass(frozen=True)
class SetAway:
    """These pupils, and no others, are away."""

    pupil_ids: tuple[str, ...]


@dataclass(frozen=True)
class Skip:
    """This pupil was called and is not there: the others come first."""

    pupil_id: str


@dataclass(frozen=True)
class ResetPassword:
    """The pupil chooses a new picture password at the next turn."""

    pupil_id: str


@dataclass(frozen=True)
class TalkedThrough:
    """The teacher has gone through the agreement with this pupil, who may answer again."""

    pupil_id: str


@dataclass(frozen=True)
class UndoTurn:
    """Somebody began under this pupil's name by mistake: what was begun is voided."""

    pupil_id: str


@dataclass(frozen=True)
class ScreenAndSound:
    """How this pupil sees, hears and works the screen best."""

    pupil_id: str


@dataclass(frozen=True)
class BackToPupils:
    """Staff sign out and the class goes on."""


@dataclass(frozen=True)
class WitnessNow:
    """To the signatures that nobody has witnessed."""


@dataclass(frozen=True)
class EndLesson:
    """The lesson is over."""


class Live(StaffPage):
    """`unwitnessed`: how many signatures wait for somebody who saw them made."""

    def __init__(self, staff: StaffRow, launch: LaunchRow, turns: Sequence[TurnRow], unwitnessed: int) -> None:
        super().__init__(staff, "live")
        self.launch = launch
        self.turns = tuple(turns)
        self.unwitnessed = unwitnessed
        self.cells, room = names_grid(len(self.turns))
        self.pages = Pages(len(self.turns), room if len(self.turns) <= room else room - 1)
        self.looking_at: TurnRow | None = None
        self.ending = False

    @property
    def paused(self) -> bool:
        return self.launch.state == "paused"

    # ------------------------------------------------------------ what is done

    def _look(self, turn: TurnRow) -> Outcome | None:
        self.looking_at = turn
        return None

    def _close(self) -> Outcome | None:
        self.looking_at = None
        self.ending = False
        return None

    def _ask_to_end(self) -> Outcome | None:
        """Ending is asked about while there are turns that it would cut short."""
        if self._left:
            self.ending = True
            return None
        return Leave(EndLesson())

    def _away(self, pupil_id: str, *, away: bool) -> Outcome:
        now = {turn.pupil.id for turn in self.turns if turn.status == "away"}
        wanted = now | {pupil_id} if away else now - {pupil_id}
        return Keep(SetAway(tuple(turn.pupil.id for turn in self.turns if turn.pupil.id in wanted)))

    @property
    def _left(self) -> int:
        """How many would have to catch up, in a lesson that pupils do one at a time."""
        if self.launch.mode == "whole-class":
            return 0
        return sum(turn.status in ("to-come", "part-way") for turn in self.turns)

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        page = [*self.header(), *self._top(), *self._names(), *self._side(), *self._actions()]
        if self.looking_at is not None:
            return [*asleep(page), *self._about(self.looking_at)]
        if self.ending:
            return [*asleep(page), *self._end()]
        return page

    def _top(self) -> list[Widget]:
        what = list(self.launch.lesson_titles) + (["the agreement"] if self.launch.agreement else [])
        words = what[0] if len(what) == 1 else f"{len(what) - 1} lessons and the agreement"
        if len(what) > 1 and not self.launch.agreement:
            words = f"{len(what)} lessons"
        elif len(what) == 2:
            words = f"{what[0].rstrip('.')} and the agreement"
        started = self.launch.started_at.astimezone(SCHOOL_TIME)
        note = "Paused" if self.paused else f"since {started:%H:%M}"
        return title(f"{self.launch.class_title}: {words}", note, wide=SIDE_X - 24 - LEFT, along=0.82)

    def _names(self) -> list[Widget]:
        widgets: list[Widget] = [
            Pupil(
                f"pupil-{turn.pupil.id}",
                cell,
                turn.pupil.shown_name,
                lambda turn=turn: self._look(turn),
                avatar=Part(f"avatars/{turn.pupil.avatar}"),
                status=turn.status,
            )
            for cell, turn in zip(self.cells, (self.turns[place] for place in self.pages.shown), strict=False)
        ]
        return widgets + self.pages.button(self.cells[-1], "names")

    def _side(self) -> list[Widget]:
        counts = Counter(turn.status for turn in self.turns)
        middle = SIDE_X + SIDE_W / 2
        here = len(self.turns) - counts["away"]
        widgets: list[Widget] = [
            card("side", Rect(SIDE_X, TOP, SIDE_W, BOTTOM - TOP)),
            ring("ring", (middle, TOP + 134), 208, counts["done"] / here if here else 0),
            Words(
                "ring-done",
                Rect(middle - 80, TOP + 92, 160, 60),
                str(counts["done"]),
                64,
                700,
                align="centre",
                valign="middle",
            ),
            Words(
                "ring-of",
                Rect(middle - 80, TOP + 158, 160, 40),
                f"of {here}",
                28,
                400,
                "ink2",
                align="centre",
                valign="middle",
            ),
        ]
        called = next((turn.pupil for turn in self.turns if turn.next_up), None)
        y = TOP + 292
        for status, label in STATUSES.items():
            number = Rect(RIGHT - 78, y - 26, 50, 52)
            widgets += [
                sign(f"sign-{status}", status, (SIDE_X + 50, y), 44),
                Words(f"label-{status}", Rect(SIDE_X + 90, y - 26, 172, 52), label, SMALLEST, valign="middle"),
                Words(f"count-{status}", number, str(counts[status]), 32, 700, align="right", valign="middle"),
            ]
            y += 51 if called is not None else 60
        if called is not None:
            room = Rect(SIDE_X + 20, BOTTOM - 132, SIDE_W - 40, ACTION_H)
            skip = partial(Keep, Skip(called.id))
            note = "Away? Tap to skip"
            return [*widgets, Row("next-up", room, f"Next: {called.shown_name}", skip, note=note, size=30)]
        if self.launch.mode == "whole-class":
            words = "Taught together: at the end you say who was away."
        else:
            words = "Tap a name for more."
        room = Rect(SIDE_X + 28, y - 14, SIDE_W - 48, BOTTOM - y)
        return [*widgets, Words("hint", room, words, SMALLEST, colour="ink2", leading=1.35)]

    def _actions(self) -> list[Widget]:
        if self.paused:
            keep = action("resume", Rect(936, ACTION_Y, 280, ACTION_H), "Resume", lambda: Keep(Resume()), icon="play")
            back = "Leave it paused"
        else:
            keep = action("pause", Rect(936, ACTION_Y, 280, ACTION_H), "Pause", lambda: Keep(Pause()), icon="pause")
            back = "Back to the class" if self.launch.mode == "whole-class" else "Back to pupils"
        widgets: list[Widget] = [
            action("back", Rect(LEFT, ACTION_Y, 420, ACTION_H), back, lambda: Leave(BackToPupils()), icon="people"),
            keep,
        ]
        if self.unwitnessed:
            label = f"Witness {self.unwitnessed}"
            room = Rect(540, ACTION_Y, 372, ACTION_H)
            widgets.append(action("witness", room, label, lambda: Leave(WitnessNow()), icon="pen"))
        end = action("end", Rect(1364, ACTION_Y, 460, ACTION_H), "End lesson", self._ask_to_end, icon="flag", main=True)
        return [*widgets, end]

    # ------------------------------------------------------------ what lies over it

    def _about(self, turn: TurnRow) -> list[Widget]:
        """One pupil, and what a teacher can do for them."""
        pupil, name = turn.pupil, turn.pupil.shown_name
        buttons: list[tuple[str, str, str, Outcome]] = []
        if turn.status == "away":
            buttons.append(("here", "Here again", "hand", self._away(pupil.id, away=False)))
        elif turn.status != "done":
            buttons.append(("away", "Mark away", "calendar", self._away(pupil.id, away=True)))
        if turn.status == "not-sure":
            buttons.append(("talked", "We talked it through: answer again", "chat", Keep(TalkedThrough(pupil.id))))
        if turn.status == "part-way":
            buttons.append(("undo", "Undo this turn: it was somebody else", "undo", Keep(UndoTurn(pupil.id))))
        if self.launch.key_stage == "ks2" and pupil.has_password:
            buttons.append(("password", "New picture password", "key", Keep(ResetPassword(pupil.id))))
        buttons.append(("comfort", "Screen and sound", "eye", Leave(ScreenAndSound(pupil.id))))
        high = 268 + 132 * (len(buttons) + 1)
        box = Rect(510, (1080 - high) / 2, 900, high)
        widgets: list[Widget] = [
            *over(box),
            Image(
                "about-avatar", Rect(box.x + 48, box.y + 44, 168, 168), Part(f"avatars/{pupil.avatar}"), fit="contain"
            ),
            Words("about-name", Rect(box.x + 248, box.y + 56, 604, 76), name, 54, 700, valign="middle", shrink_to=30),
            sign("about-sign", turn.status, (box.x + 274, box.y + 170), 48),
            Words(
                "about-status",
                Rect(box.x + 316, box.y + 144, 540, 52),
                TALK if turn.status == "not-sure" else STATUSES[turn.status],
                size=30,
                colour="ink2",
                valign="middle",
                shrink_to=SMALLEST,
            ),
        ]
        for place, (key, label, icon, outcome) in enumerate(buttons):
            room = Rect(box.x + 48, box.y + 252 + place * 132, box.w - 96, ACTION_H)
            widgets.append(Button(key, room, label, lambda outcome=outcome: outcome, kind="quiet", icon=icon, size=34))
        room = Rect(box.x + 48, box.y + 252 + len(buttons) * 132, box.w - 96, ACTION_H)
        return [*widgets, Button("close", room, "Close", self._close, icon="tick", size=36)]

    def _end(self) -> list[Widget]:
        left = "1 pupil has" if self._left == 1 else f"{self._left} pupils have"
        box = Rect(410, 320, 1100, 440)
        return [
            *over(box),
            Words("ask", Rect(box.x + 60, box.y + 60, 980, 60), "End the lesson now?", 52, 700, valign="middle"),
            Words(
                "ask-why",
                Rect(box.x + 60, box.y + 144, 980, 110),
                f"{left} not finished. They will be on the class’s record as still to do it.",
                size=32,
                colour="ink2",
                leading=1.4,
            ),
            Button(
                "no",
                Rect(box.x + 60, box.y + 288, 440, ACTION_H),
                "Not yet",
                self._close,
                kind="quiet",
                icon="back",
                size=36,
            ),
            Button(
                "yes",
                Rect(box.x + 560, box.y + 288, 480, ACTION_H),
                "End it now",
                lambda: Leave(EndLesson()),
                icon="flag",
                size=38,
            ),
        ]
