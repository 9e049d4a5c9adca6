"""Letting go in time: who left long enough ago, and which drawings are no longer needed. A preview, then for good."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.records.rows import KeptCounts, Retention, RetentionDue, StaffRow
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    Pages,
    Row,
    StaffPage,
    action,
    asleep,
    card,
    heading,
    line,
    nothing,
    over,
    stat,
    title,
)
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

NAMES = 8
YEARS = 2
"""How many school years of counts there is room for; `kiosk retention` has all of them."""


@dataclass(frozen=True)
class LetGo:
    """All of what was shown, for good."""

    due: RetentionDue


class LettingGo(StaffPage):
    """Names are seen once they are asked for. `kept`: what stayed of those who went before, the newest year first."""

    def __init__(self, staff: StaffRow, keep: Retention, due: RetentionDue, kept: Sequence[KeptCounts] = ()) -> None:
        super().__init__(staff, "school")
        self.keep = keep
        self.due_now = due
        self.kept = tuple(kept)
        self.names = False
        self.asking = False
        total = len(due.leavers)
        self.pages = Pages(total, NAMES if total <= NAMES else NAMES - 1)

    def _show(self) -> Outcome | None:
        self.names = not self.names
        return None

    def _ask(self) -> Outcome | None:
        self.asking = True
        return None

    def _stay(self) -> Outcome | None:
        self.asking = False
        return None

    @property
    def nothing(self) -> bool:
        return not self.due_now.leavers and not self.due_now.signature_ids

    def view(self, now: float) -> list[Widget]:
        page = [*self.header(), *title("Letting go"), *self._numbers(), *self._rule(), *self._actions()]
        return [*asleep(page), *self._question()] if self.asking else page

    def _numbers(self) -> list[Widget]:
        pupils, drawings = len(self.due_now.leavers), len(self.due_now.signature_ids)
        widgets: list[Widget] = [
            stat(
                "stat-pupils",
                Rect(LEFT, TOP + 66, 424, 112),
                pupils,
                "pupil who left" if pupils == 1 else "pupils who left",
                "leaver",
            ),
            stat("stat-drawings", Rect(LEFT + 440, TOP + 66, 424, 112), drawings, "old signature drawings", "signed"),
        ]
        if not self.names:
            box = Rect(LEFT, TOP + 192, 864, BOTTOM - TOP - 192)
            if self.nothing:
                return [*widgets, *nothing(box, "Nothing is due. The kiosk looks every time you come here.")]
            told = "Look at the names before you let anything go."
            return [*widgets, *nothing(box, told, "think-thinking")] if pupils else widgets
        wide, high = 424.0, 112.0
        cells = [
            Rect(LEFT + place % 2 * (wide + 16), TOP + 192 + place // 2 * (high + 14), wide, high)
            for place in range(NAMES)
        ]
        for cell, number in zip(cells, self.pages.shown, strict=False):
            row = self.due_now.leavers[number]
            note = f"{row.class_title}, left {row.left_on:%B %Y}"
            widgets.append(
                Row(
                    f"leaver-{number}", cell, f"{row.given_name} {row.family_name}", None, note=note, flat=True, size=28
                )
            )
        return widgets + self.pages.button(cells[-1], "names")

    def _rule(self) -> list[Widget]:
        x = LEFT + 920
        box = Rect(x, TOP + 66, RIGHT - x, BOTTOM - TOP - 66)
        inner = Rect(box.x + 36, box.y + 32, box.w - 72, 372)
        years = "1 school year" if self.keep.after_leaving == 1 else f"{self.keep.after_leaving} school years"
        told = (
            f"A pupil’s record is kept for {years} after the one in which they left. The drawing of a signature goes "
            "at the end of the school year in which another took its place; that somebody signed stays.\n\n"
            "What goes, goes from the records and from every kept copy. Counts that name nobody stay."
        )
        widgets: list[Widget] = [
            card("rule", box),
            Words("rule-told", inner, told, 30, leading=1.45, shrink_to=SMALLEST),
        ]
        if not self.kept:
            return widgets
        y = inner.bottom + 16
        widgets += [
            line("kept-line", inner.x, y, inner.w),
            heading("kept", Rect(inner.x, y + 12, inner.w, 44), "What stayed of those who went before", 28),
        ]
        for place, year in enumerate(self.kept[:YEARS]):
            room = Rect(inner.x, y + 64 + place * 44, inner.w, 40)
            widgets.append(
                Words(
                    f"kept-{year.school_year}", room, str(year), 28, colour="ink2", valign="middle", shrink_to=SMALLEST
                )
            )
        return widgets

    def _actions(self) -> list[Widget]:
        widgets: list[Widget] = [
            action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back")
        ]
        if self.due_now.leavers:
            label = "Hide the names" if self.names else "Show the names"
            room = Rect(384, ACTION_Y, 440, ACTION_H)
            widgets.append(action("names", room, label, self._show, icon="eye-off" if self.names else "eye"))
        go = Rect(RIGHT - 560, ACTION_Y, 560, ACTION_H)
        label = "Nothing is due" if self.nothing else "Let these go"
        widgets.append(action("let-go", go, label, None if self.nothing else self._ask, icon="bin", main=True))
        return widgets

    def _question(self) -> list[Widget]:
        box = Rect(360, 320, 1200, 440)
        done = LetGo(self.due_now)
        return [
            *over(box),
            Words("ask", Rect(box.x + 60, box.y + 56, 1080, 60), "Let these go for good?", 46, 700, valign="middle"),
            Words(
                "ask-why",
                Rect(box.x + 60, box.y + 136, 1080, 90),
                "This cannot be undone, not even from a copy.",
                30,
                colour="ink2",
            ),
            Button(
                "no",
                Rect(box.x + 60, box.bottom - 160, 480, ACTION_H),
                "Keep everything",
                self._stay,
                kind="quiet",
                icon="back",
                size=34,
            ),
            Button(
                "yes",
                Rect(box.x + 580, box.bottom - 160, 560, ACTION_H),
                "Passphrase, then let go",
                lambda: Leave(done),
                kind="danger",
                icon="key",
                size=34,
            ),
        ]
