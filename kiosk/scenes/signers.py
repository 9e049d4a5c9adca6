"""One class and the agreement, by name: who has signed, who is to sign and why, and whose parents' slips are back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from kiosk.records.rows import ClassRow, DueRow, NotSureRow, SlipRow, StaffRow
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SIDE_W,
    SIDE_X,
    SMALLEST,
    TOP,
    OpenRecord,
    Pages,
    Pupil,
    StaffPage,
    action,
    card,
    names_grid,
    sign,
    title,
)
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Keep, Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

Of = Literal["agreement", "slips"]
WHY = {
    "never signed": "has not signed yet",
    "wording changed": "signed an earlier wording",
    "new school year": "signed last school year",
}


@dataclass(frozen=True)
class SlipBack:
    """A slip came back, or was ticked by mistake."""

    class_id: str
    pupil_id: str
    back: bool


class Signers(StaffPage):
    """Tapping a name tells about its agreement, or ticks its slip."""

    def __init__(
        self,
        staff: StaffRow,
        group: ClassRow,
        due: Sequence[DueRow],
        unsure: Sequence[NotSureRow],
        slips: Sequence[SlipRow],
        of: Of = "agreement",
    ) -> None:
        super().__init__(staff, "agreement")
        self.group = group
        self.to_sign: Mapping[str, DueRow] = {row.pupil.id: row for row in due}
        self.unsure: Mapping[str, NotSureRow] = {row.pupil.id: row for row in unsure}
        self.slips = tuple(slips)
        self.of: Of = of if group.signs else "slips"
        self.looking_at: SlipRow | None = None
        self.cells, room = names_grid(len(self.slips))
        self.pages = Pages(len(self.slips), room if len(self.slips) <= room else room - 1)

    def _show(self, of: Of) -> Outcome | None:
        self.of = of
        self.looking_at = None
        return None

    def _tap(self, row: SlipRow) -> Outcome | None:
        if self.of == "slips":
            return Keep(SlipBack(self.group.id, row.pupil.id, row.returned_on is None))
        self.looking_at = row
        return None

    def _status(self, row: SlipRow) -> str:
        if self.of == "slips":
            return "done" if row.returned_on else "to-come"
        if row.pupil.id in self.unsure:
            return "not-sure"
        return "to-come" if row.pupil.id in self.to_sign else "done"

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        note = "Tap a slip that has come back." if self.of == "slips" else "Tap a name for more."
        widgets = [*self.header(), *title(self.group.title, note, wide=SIDE_X - 24 - LEFT)]
        for cell, place in zip(self.cells, self.pages.shown, strict=False):
            row = self.slips[place]
            widgets.append(
                Pupil(
                    f"pupil-{row.pupil.id}",
                    cell,
                    row.pupil.shown_name,
                    lambda row=row: self._tap(row),
                    avatar=Part(f"avatars/{row.pupil.avatar}"),
                    status=self._status(row),
                )
            )
        return [*widgets, *self.pages.button(self.cells[-1], "names"), *self._side(), *self._actions()]

    def _side(self) -> list[Widget]:
        widgets: list[Widget] = []
        kinds: tuple[tuple[Of, str], ...] = (("agreement", "Agreement"), ("slips", "Parents’ slips"))
        for place, (of, label) in enumerate(kinds if self.group.signs else kinds[1:]):
            rect = Rect(SIDE_X, TOP + place * 128, SIDE_W, 112)
            tap = partial(self._show, of)
            widgets.append(Button(f"of-{of}", rect, label, tap, kind="quiet", chosen=self.of == of, size=32))
        top = TOP + (256 if self.group.signs else 128)
        box = Rect(SIDE_X, top, SIDE_W, BOTTOM - top)
        widgets.append(card("side", box))
        inner = Rect(box.x + 28, box.y + 24, box.w - 56, box.h - 48)
        if self.looking_at is not None:
            return widgets + self._about(self.looking_at, inner)
        return widgets + self._counts(inner)

    def _counts(self, room: Rect) -> list[Widget]:
        states = [self._status(row) for row in self.slips]
        if self.of == "slips":
            kinds: tuple[tuple[str, str], ...] = (("done", "Back"), ("to-come", "Still out"))
        else:
            kinds = (("done", "Signed"), ("not-sure", "Not sure yet"), ("to-come", "Still to sign"))
        widgets: list[Widget] = []
        for place, (kind, label) in enumerate(kinds):
            y = room.y + 34 + place * 72
            number = Rect(room.right - 80, y - 26, 80, 52)
            widgets += [
                sign(f"sign-{kind}", kind, (room.x + 24, y), 44),
                Words(f"label-{kind}", Rect(room.x + 60, y - 26, 170, 52), label, SMALLEST, valign="middle"),
                Words(f"count-{kind}", number, str(states.count(kind)), 34, 700, align="right", valign="middle"),
            ]
        return widgets

    def _about(self, row: SlipRow, room: Rect) -> list[Widget]:
        pupil = row.pupil
        told = [self._told(row)]
        if pupil.id in self.unsure:
            about = self.unsure[pupil.id]
            told = [f"Said “not sure yet” on {about.on.day} {about.on:%B}:", *about.statements]
        told_room = Rect(room.x, room.y + 64, room.w, room.h - 64)
        return [
            Words("about", Rect(room.x, room.y, room.w, 48), pupil.shown_name, 36, 700, shrink_to=26, valign="middle"),
            Words("about-told", told_room, "\n".join(told), SMALLEST, leading=1.35, shrink_to=22),
        ]

    def _told(self, row: SlipRow) -> str:
        due = self.to_sign.get(row.pupil.id)
        return f"This pupil {WHY[due.why]}." if due is not None else "Signed this school year."

    def _actions(self) -> list[Widget]:
        widgets: list[Widget] = [
            action("back", Rect(LEFT, ACTION_Y, 420, ACTION_H), "All classes", lambda: Leave(Back()), icon="back")
        ]
        if self.looking_at is not None:
            room, pupil_id = Rect(RIGHT - 520, ACTION_Y, 520, ACTION_H), self.looking_at.pupil.id
            tap = partial(Leave, OpenRecord(pupil_id))
            widgets.append(action("record", room, "Open the record", tap, icon="next", main=True))
        elif self.of == "slips":
            back = sum(row.returned_on is not None for row in self.slips)
            room = Rect(RIGHT - 900, ACTION_Y, 900, ACTION_H)
            told = f"{back} of {len(self.slips)} are back. A tick by mistake? Tap it again."
            widgets.append(Words("told", room, told, 28, colour="ink2", align="right", valign="middle"))
        return widgets
