"""The new school year as one guided step: every class goes up, the oldest leave, nothing happens before it is seen."""

from dataclasses import dataclass
from functools import partial

from kiosk.records.rows import GoingUp, RollOver, StaffRow, full_date, said_year
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
    Pages,
    Row,
    StaffPage,
    action,
    asleep,
    card,
    heading,
    icon,
    nothing,
    over,
    stat,
    title,
)
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

GROUPS = 8
YEARS = {"N": "Nursery", "R": "Reception"}


@dataclass(frozen=True)
class Changed:
    """A group's new class, or "leave" or "stay": what would be done is worked out again."""

    group_id: str
    to: str


@dataclass(frozen=True)
class GoOn:
    """Do it."""


class NewYear(StaffPage):
    def __init__(self, staff: StaffRow, plan: RollOver, page: int = 0) -> None:
        super().__init__(staff, "school")
        self.plan = plan
        total = len(plan.groups)
        self.pages = Pages(total, GROUPS if total <= GROUPS else GROUPS - 1, page)
        self.of: GoingUp | None = None
        self.typing: Typing | None = None

    @property
    def takes_text(self) -> bool:  # type: ignore[override]
        return self.typing is not None

    def _pick(self, group: GoingUp | None) -> Outcome | None:
        self.of, self.typing = group, None
        return None

    def _another(self) -> Outcome | None:
        self.typing = Typing(Entry("title", "The class’s new name", capitals=True, icon="people", most=40))
        self.typing.keys_up = True
        return None

    def typed(self, key: TypedKey) -> Outcome | None:
        assert self.typing is not None
        if key.name == "escape":
            return self._pick(None)
        if key.name in ("return", "enter"):
            return self._typed() if self.typing.entries[0].value.strip() else None
        self.typing.typed(key)
        return None

    def _typed(self) -> Outcome | None:
        assert self.of is not None and self.typing is not None
        return Leave(Changed(self.of.id, self.typing.entries[0].value.strip()))

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        if self.typing is not None:
            return [*self.header(), *self._keyboard()]
        year = self.plan.school_year
        note = "Nothing changes before you tap the green button." if self.plan.groups else ""
        page = [*self.header(), *title(f"The new school year, {said_year(year)}", note, along=0.5)]
        if not self.plan.groups:
            words = "Every class is in this school year already. There is nothing to do here until next September."
            page += nothing(Rect(LEFT, 272, WIDTH, BOTTOM - 272), words)
        page += [*self._groups(), *self._side(), *self._actions()]
        return [*asleep(page), *self._choices(self.of)] if self.of is not None else page

    def _groups(self) -> list[Widget]:
        wide, high, gap = 620.0, 132.0, 12.0
        cells = [
            Rect(LEFT + place % 2 * (wide + 16), 272 + place // 2 * (high + gap + 8), wide, high)
            for place in range(GROUPS)
        ]
        widgets: list[Widget] = []
        for cell, number in zip(cells, self.pages.shown, strict=False):
            group = self.plan.groups[number]
            pupils = "1 pupil" if len(group.pupils) == 1 else f"{len(group.pupils)} pupils"
            widgets.append(
                Row(
                    f"group-{group.id}",
                    cell,
                    f"{group.class_title}, {_year(group.year_group)}: {pupils}",
                    lambda group=group: self._pick(group),
                    note=_where(group),
                    kind="look" if group.open or group.guessed else "leaver" if not group.to_year_group else "mover",
                    fill="unsure" if group.open else "paper",
                    size=30,
                )
            )
        return widgets + self.pages.button(cells[-1], "classes")

    def _side(self) -> list[Widget]:
        if not self.plan.groups:
            return []
        x = LEFT + 1288
        box = Rect(x, 272, RIGHT - x, BOTTOM - 272)
        inner = box.inset(28, 24)
        going = sum(len(group.pupils) for group in self.plan.groups) - self.plan.leavers
        leaves = self.plan.leaves_on
        told = (
            f"Who leaves does so on {full_date(leaves)}; their records are kept for their time. "
            "The agreement is due again for everybody."
        )
        return [
            card("side", box),
            stat("stat-up", Rect(inner.x, inner.y, inner.w, 112), going, "go up", "mover"),
            stat("stat-leave", Rect(inner.x, inner.y + 128, inner.w, 112), self.plan.leavers, "leave", "leaver"),
            Words("told", Rect(inner.x, inner.y + 268, inner.w, 300), told, SMALLEST, colour="ink2", leading=1.4),
        ]

    def _actions(self) -> list[Widget]:
        back = action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back")
        if not self.plan.groups:
            return [back]
        room = Rect(RIGHT - 620, ACTION_Y, 620, ACTION_H)
        left = self.plan.still_open
        if left:
            return [back, action("go", room, f"{left} left to choose", None, main=True)]
        return [back, action("go", room, "Begin the new school year", lambda: Leave(GoOn()), icon="tick", main=True)]

    def _choices(self, group: GoingUp) -> list[Widget]:
        to = f"to {_year(group.to_year_group)}" if group.to_year_group else "at the end of the school"
        ways = [(each, f"Into {each}", "people") for each in group.titles[:6]]
        if group.may_stay:
            ways.append(("stay", "Stay another year", "same"))
        ways.append(("leave", "They leave the school", "leaver"))
        high = 120 + -(-len(ways) // 2) * 130 + 20 + 148
        box = Rect(360, (1080 - high) / 2, 1200, high)
        widgets: list[Widget] = [
            *over(box),
            heading("of", Rect(box.x + 48, box.y + 36, 1100, 60), f"{group.class_title}, {to}", 40),
        ]
        wide = (box.w - 96 - 20) / 2
        for place, (value, label, sign) in enumerate(ways):
            rect = Rect(box.x + 48 + place % 2 * (wide + 20), box.y + 120 + place // 2 * 130, wide, 116)
            tap = partial(Leave, Changed(group.id, value))
            chosen = value == (group.to_title or ("leave" if not group.to_year_group else ""))
            widgets.append(Row(f"way-{value}", rect, label, tap, icon=sign, chosen=chosen, size=30))
        low = box.bottom - 148
        widgets.append(
            Button(
                "close", Rect(box.x + 48, low, 360, ACTION_H), "Close", lambda: self._pick(None), kind="quiet", size=34
            )
        )
        if group.to_year_group:
            room = Rect(box.right - 548, low, 500, ACTION_H)
            widgets.append(
                Button("another", room, "Another name…", self._another, kind="quiet", icon="keyboard", size=34)
            )
        return widgets

    def _keyboard(self) -> list[Widget]:
        assert self.typing is not None
        ready = bool(self.typing.entries[0].value.strip())
        keep = Rect(1424, 250, RIGHT - 1424, 112)
        return [
            Button(
                "close", Rect(LEFT, 250, 240, 112), "Back", lambda: self._pick(None), kind="quiet", icon="back", size=32
            ),
            self.typing.field(self.typing.entries[0], Rect(360, 250, 1040, 112)),
            Button(
                "keep",
                keep,
                "Use it",
                self._typed if ready else None,
                kind="go" if ready else "off",
                icon="tick",
                size=36,
            ),
            icon("told-icon", "people", (LEFT + 20, 394), 38, second="cream"),
            Words(
                "told",
                Rect(LEFT + 52, 374, 1600, 40),
                "As it stands on the register, such as “5 Elm”.",
                28,
                valign="middle",
            ),
            *self.typing.keyboard(),
        ]


def _year(year_group: str) -> str:
    return YEARS.get(year_group, f"Year {year_group.removeprefix('Y')}")


def _where(group: GoingUp) -> str:
    if not group.to_year_group:
        return "leave the school"
    if not group.to_title:
        return f"to {_year(group.to_year_group)}: which class?"
    if group.to_year_group == group.year_group:
        return f"stay in {group.to_title}"
    return f"into {group.to_title}: is that right?" if group.guessed else f"into {group.to_title}"
