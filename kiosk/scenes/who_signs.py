"""Which classes' pupils sign the agreement themselves; of the others only the parents do."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.records.rows import ClassRow, StaffRow
from kiosk.scenes.page import Back
from kiosk.scenes.staff import ACTION_H, ACTION_Y, LEFT, WIDTH, Pages, Row, StaffPage, action, title
from kiosk.ui.scene import Keep, Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Widget

ACROSS, DOWN = 3, 5


@dataclass(frozen=True)
class SetSigns:
    class_id: str
    signs: bool
    page: int


class WhoSigns(StaffPage):
    def __init__(self, staff: StaffRow, classes: Sequence[ClassRow], page: int = 0) -> None:
        super().__init__(staff, "school")
        self.classes = tuple(classes)
        room = ACROSS * DOWN
        self.pages = Pages(len(self.classes), room if len(self.classes) <= room else room - 1, page)

    def view(self, now: float) -> list[Widget]:
        widgets = [
            *self.header(),
            *title("Whose pupils sign for themselves?", "A tick: they do. No tick: only their parents.", along=0.5),
        ]
        gap, high = 16.0, 112.0
        wide = (WIDTH - gap * (ACROSS - 1)) / ACROSS
        cells = [
            Rect(LEFT + place % ACROSS * (wide + gap), 272 + place // ACROSS * (high + gap), wide, high)
            for place in range(ACROSS * DOWN)
        ]
        for cell, number in zip(cells, self.pages.shown, strict=False):
            group = self.classes[number]
            event = SetSigns(group.id, not group.signs, self.pages.page)
            note = "Pupils sign" if group.signs else "Parents only"
            widgets.append(
                Row(
                    f"class-{group.id}",
                    cell,
                    group.title,
                    lambda event=event: Keep(event),
                    note=note,
                    end="box",
                    chosen=group.signs,
                    size=32,
                )
            )
        widgets += self.pages.button(cells[-1], "classes")
        return [
            *widgets,
            action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back"),
        ]
