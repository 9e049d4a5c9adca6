"""Check-ins on paper: how many had which idea before and after, and what to teach next. A class begins a page."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kiosk.records import reports
from kiosk.records.exports.paper import GREEN, INK2, LEAF, LINE, MARGIN, OCHRE, WHITE, Page, Sheets, in_pages, made_at
from kiosk.records.exports.sheets import each, groups
from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted
from kiosk.records.rows import CheckInRow

if TYPE_CHECKING:
    from kiosk.records.store import Store

M = MARGIN
IDEAS, PITCH = 14, 98
"""How many there is room for on a side, each with what to teach next under it."""
_RULE = re.compile(r"\b(ks[12])-rule-(\d+)\b")
HOW_TO_READ = (
    "How many chose an answer with this idea behind it first. Groups under six are hidden.",
    "One question for each idea: this tells about a class, never about a child. The two forms may not be equally hard.",
)


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    pages, rows = [], 0
    for group in each(groups(store, wanted), progress):
        told = sorted(reports.check_in(store, group.id), key=lambda row: -still(row))
        pages += list(_pages(group.title, told))
        rows += len(told)
    school, made = store.school(), made_at(store, material)

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        title = "Before and after"
        empty = Page(title, "No check-in has been given this school year.", lambda _: None)
        with Sheets(material, title=title, school=school.name, made=made) as sheets:
            in_pages(sheets, pages or [empty], school, made, head_code, progress)
            yield sheets.finished(password)

    return Draft(rows, compose)


def _pages(title: str, rows: Sequence[CheckInRow]) -> Iterable[Page]:
    for first in range(0, len(rows), IDEAS):
        here = rows[first : first + IDEAS]
        yield Page(title, _asked(rows), lambda sheets, here=here: _ideas(sheets, here, rows))  # type: ignore[misc]


def _asked(rows: Sequence[CheckInRow]) -> str:
    before, after = max(row.before_of for row in rows), max(row.after_of for row in rows)
    return f"asked: {before} before, {after} after"


def _ideas(sheets: Sheets, rows: Sequence[CheckInRow], every: Sequence[CheckInRow]) -> None:
    top = 190.0
    for words in HOW_TO_READ:
        sheets.text(words, M, top - 18, 20, 400, INK2, room=sheets.w - 2 * M)
        top += 30
    scale = Scale(every, M + 500, 410)
    scale.axis(sheets, top, len(rows) * PITCH)
    key(sheets, sheets.w - M - 120, top + 10)
    for place, row in enumerate(rows):
        y = top + 26 + place * PITCH
        scale.row(sheets, row, M, y, room=430)
        sheets.text(f"Next: {_RULE.sub(_called, row.teach_next)}", M, y + 36, 20, 400, LEAF, room=900)
        sheets.rule(M, y + 62, sheets.w - 2 * M, LINE, 1)


def _called(rule: re.Match[str]) -> str:
    return f"{rule[1].upper()} rule {rule[2]}"


def still(row: CheckInRow) -> float:
    """How large a part of those who were asked last had the idea; below 0 where that is hidden."""
    share = _share(row.after, row.after_of)
    share = _share(row.before, row.before_of) if share is None else share
    return -1.0 if share is None else share


class Scale:
    """Parts of those who were asked, in per cent, along `wide` from `x`: as far as `rows` go, and the next ten."""

    def __init__(self, rows: Sequence[CheckInRow], x: float, wide: float) -> None:
        shares = (
            share for row in rows for share in (_share(row.before, row.before_of), _share(row.after, row.after_of))
        )
        self.most = max(10, 10 * math.ceil(10 * max((share or 0 for share in shares), default=0) + 0.5))
        self.x = x
        self.wide = wide

    def axis(self, sheets: Sheets, top: float, high: float) -> None:
        for n in range(0, self.most + 1, 10 if self.most <= 60 else 20):
            at = self.x + self.wide * n / self.most
            sheets.box(at - 1, top - 14, 2, high + 4, 0, LINE)
            sheets.text(f"{n}%", at, top + high + 4, 20, 400, INK2, "middle")

    def row(self, sheets: Sheets, row: CheckInRow, left: float, y: float, *, room: float) -> None:
        """A ring before, a disc after, both numbers printed; hidden where fewer than six were asked."""
        sheets.text(row.meaning, left, y, 23, 500, room=room)
        before, after = _share(row.before, row.before_of), _share(row.after, row.after_of)
        if before is None:
            sheets.box(self.x, y - 18, self.wide, 36, 12, "#F4EEDF", "#8A7B5C", 2, dash=(8, 6))
            words = "Hidden: fewer than six were asked" if row.before_of else "Not asked yet"
            sheets.text(words, self.x + self.wide / 2, y, 20, 500, INK2, "middle")
            return
        per = self.wide / self.most
        b = self.x + 100 * before * per
        if after is None:
            sheets.disc(b, y, 26, WHITE, OCHRE, 5)
            sheets.text(f"{100 * before:.0f}%", b + 24, y, 22, 600, OCHRE)
            return
        a = self.x + 100 * after * per
        sheets.rule(min(a, b), y, abs(b - a), "#8A7B5C", 6)
        sheets.disc(b, y, 26, WHITE, OCHRE, 5)
        sheets.disc(a, y, 28, GREEN)
        fewer = a <= b
        sheets.text(f"{100 * after:.0f}%", a - 22 if fewer else a + 22, y, 22, 700, GREEN, "right" if fewer else "left")
        sheets.text(
            f"{100 * before:.0f}%", b + 24 if fewer else b - 24, y, 22, 600, OCHRE, "left" if fewer else "right"
        )


def key(sheets: Sheets, x: float, y: float) -> None:
    sheets.disc(x + 12, y + 8, 24, WHITE, OCHRE, 5)
    sheets.text("before", x + 36, y + 8, 22, 500)
    sheets.disc(x + 12, y + 46, 26, GREEN)
    sheets.text("after", x + 36, y + 46, 22, 500)
    sheets.text("fewer is", x, y + 96, 22, 400, INK2)
    sheets.text("better", x, y + 124, 22, 400, INK2)


def _share(had: int | None, asked: int) -> float | None:
    return None if had is None else had / asked
