"""From one day to another, picked from a calendar: a part of staff's screens. Not a screen itself."""

from calendar import Calendar
from collections.abc import Callable
from datetime import date
from typing import Literal

from kiosk.content.model import MONTHS, WEEKDAYS
from kiosk.records.rows import full_date
from kiosk.scenes.staff import ACTION_H, ACTION_Y, LEFT, RIGHT, Row, action, title
from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

DAYS = Rect(852, 262, RIGHT - 852, 778)
"""Where the days of a month stand, below the days of the week."""
TURN_Y = 726.0
"""Where the months are turned."""
ACROSS, GAP = 7, 14.0
MOST_HIGH = 140.0
FIRST_YEAR = 2020


class Days:
    """`latest` is the last day there is anything of. `use` is told both days, None for one that is left open."""

    def __init__(
        self,
        since: date | None,
        until: date | None,
        latest: date,
        use: Callable[[date | None, date | None], Outcome | None],
    ) -> None:
        self.since = since
        self.until = until
        self.latest = latest
        self.which: Literal["since", "until"] = "since"
        """Which of the two is being picked."""
        self._use = use
        self._month = (since or until or latest).replace(day=1)

    # ------------------------------------------------------------ what is done

    def _pick(self, day: date) -> Outcome | None:
        """The first day, then the last one; a last day before the first begins anew."""
        if self.which == "since" or (self.since is not None and day < self.since):
            self.since, self.which = day, "until"
            if self.until is not None and self.until < day:
                self.until = None
        else:
            self.until = day
        return None

    def _any(self) -> Outcome | None:
        self.since = self.until = None
        self.which = "since"
        return None

    def _turn_to(self, which: Literal["since", "until"]) -> Outcome | None:
        self.which = which
        day = self.since if which == "since" else self.until
        if day is not None:
            self._month = day.replace(day=1)
        return None

    def _turn(self, months: int) -> Outcome | None:
        year, month = divmod(self._month.year * 12 + self._month.month - 1 + months, 12)
        self._month = date(year, month + 1, 1)
        return None

    # ------------------------------------------------------------ look

    def view(self) -> list[Widget]:
        """The whole page."""
        wide = DAYS.x - 48 - LEFT
        kept = self.since is not None or self.until is not None
        use = "Use these days" if kept else "Use any day"
        since, until = said(self.since) or "From the beginning", said(self.until) or "Until today"
        return [
            *title("Which days?", wide=wide),
            Row("any", Rect(LEFT, 278, wide, 122), "Any day", self._any, end="ring", chosen=not kept, size=34),
            Row(
                "since", Rect(LEFT, 424, wide, 122), since, lambda: self._turn_to("since"), note="First day",
                icon="calendar", end="ring", chosen=kept and self.which == "since", size=34,
            ),
            Row(
                "until", Rect(LEFT, 570, wide, 122), until, lambda: self._turn_to("until"), note="Last day",
                icon="calendar", end="ring", chosen=kept and self.which == "until", size=34,
            ),
            action(
                "days", Rect(LEFT, ACTION_Y, wide, ACTION_H), use, lambda: self._use(self.since, self.until),
                icon="tick", main=True,
            ),
            *self._months(LEFT, wide),
            *self._calendar(),
        ]  # fmt: skip

    def _months(self, x: float, wide: float) -> list[Widget]:
        back = self._month.year > FIRST_YEAR or self._month.month > 1
        on = self._month < self.latest.replace(day=1)
        name = f"{MONTHS[self._month.month - 1]} {self._month.year}"
        widgets: list[Widget] = [
            Words("month", Rect(x + 130, TURN_Y, wide - 260, 112), name, 38, 700, align="centre", valign="middle"),
        ]
        if back:
            widgets.append(_arrow("earlier", Rect(x, TURN_Y, 112, 112), "Month before", "back", lambda: self._turn(-1)))
        if on:
            place = Rect(x + wide - 112, TURN_Y, 112, 112)
            widgets.append(_arrow("later", place, "Month after", "next", lambda: self._turn(1)))
        return widgets

    def _calendar(self) -> list[Widget]:
        x, y, wide = DAYS.x, DAYS.y, DAYS.w
        widgets: list[Widget] = []
        across = (wide - (ACROSS - 1) * GAP) / ACROSS
        for place, name in enumerate(WEEKDAYS):
            room = Rect(x + place * (across + GAP), y - 56, across, 40)
            widgets.append(Words(f"weekday-{place}", room, name[:3], 26, 500, "ink2", "centre", "middle"))
        weeks = Calendar().monthdatescalendar(self._month.year, self._month.month)
        high = min(MOST_HIGH, (DAYS.h - (len(weeks) - 1) * GAP) / len(weeks))
        for row, week in enumerate(weeks):
            for place, day in enumerate(week):
                rect = Rect(x + place * (across + GAP), y + row * (high + GAP), across, high)
                if day.month == self._month.month:
                    widgets.append(self._day(day, rect))
        return widgets

    def _day(self, day: date, rect: Rect) -> Widget:
        if day > self.latest:
            return Words(f"day-{day.day}", rect, str(day.day), 34, colour="ink2", align="centre", valign="middle")
        kept = self.since is not None or self.until is not None
        within = kept and (self.since or day) <= day <= (self.until or self.latest)
        # Everything up to today is a long way to shade: without a last day the first alone is marked.
        shown = day == self.since if self.until is None and self.since is not None else within
        return Button(
            f"day-{day.day}", rect, str(day.day), lambda: self._pick(day), kind="key", chosen=shown, size=34
        )  # fmt: skip


def said(day: date | None) -> str:
    """ "22 November 2026", or nothing."""
    return full_date(day) if day is not None else ""


def said_short(since: date | None, until: date | None, today: date) -> str:
    """ "2 to 20 Nov", "from 2 Nov", "any day". The year is said of days that are longer ago than one."""

    def short(day: date) -> str:
        year = f" {day.year}" if (today - day).days > 300 else ""
        return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"

    if since is None or until is None:
        return f"from {short(since)}" if since else f"until {short(until)}" if until else "any day"
    if since == until:
        return short(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day} to {short(until)}"
    return f"{short(since)} to {short(until)}"


def _arrow(key: str, rect: Rect, label: str, icon: str, tap: Callable[[], Outcome | None]) -> Button:
    return Button(key, rect, label, tap, kind="quiet", icon=icon, icon_side="only")
