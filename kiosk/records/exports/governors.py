"""The governors' page: one side of A4, no names. What was taught, where the gaps are, whether thinking changed, and
what all that does not show.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.records import reports
from kiosk.records.exports.change import Scale, key
from kiosk.records.exports.paper import (
    BLUE,
    BUTTER,
    EDGE,
    GREEN,
    INK,
    INK2,
    LEAF,
    OCHRE,
    SKY,
    WHITE,
    Sheets,
    day,
    made_at,
)
from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted
from kiosk.records.rows import CheckInRow, ClassCoverage, Gap, Governors, said_year

if TYPE_CHECKING:
    from kiosk.records.store import Store

M, W = 84, 1240 - 2 * 84
"""The margin, and what is between the margins."""
GAPS, IDEAS = 5, 5
"""How many of each there is always room for; the page says how many more there are."""
FOOT = 1418
"""Where what the page does not show begins."""
NOT_SHOWN = (
    "That children are safe online, or will act this way at home: only what was taught and answered.",
    "That the change is due to these lessons: there is no comparison group, and forms A and B may differ.",
    "Anything about one child. One question for each idea is too thin to judge a child by.",
    "Whether a parent’s slip was understood. It shows only that it came back.",
)


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    told = reports.governors(store, material.plans)
    made = made_at(store, material)
    progress(0.5)

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        with Sheets(
            material, title="Online-safety teaching, for governors", school=told.school.name, made=made
        ) as sheets:
            sheets.page()
            _head(sheets, told, made)
            _numbers(sheets, told)
            y = _taught(sheets, told.classes, 352)
            y = _gaps(sheets, told.gaps, material.next_steps, y)
            y = _changed(sheets, told.check_in, y)
            _not_shown(sheets, y)
            sheets.footer(made, head_code, 1, 1)
            yield sheets.finished(password)

    return Draft(1, compose)


def _head(sheets: Sheets, told: Governors, made: datetime) -> None:
    school = told.school
    sheets.box(0, 0, 1240, 178, 0, INK)
    sheets.logo(M, 40, 98)
    sheets.text("Online-safety teaching", M + 122, 74, 42, 700, WHITE, room=600)
    year = said_year(school.school_year)
    sheets.text(f"{school.name} · {school.half_term}, {year}", M + 122, 124, 24, 400, "#E6E9F4", room=640)
    sheets.text("For governors", 1240 - M, 74, 26, 600, WHITE, "right")
    sheets.text(f"as at {day(made)}", 1240 - M, 124, 24, 400, "#E6E9F4", "right")


def _numbers(sheets: Sheets, told: Governors) -> None:
    counts = told.counts
    signing = counts.signed + counts.not_signed
    cards = (
        (f"{counts.lessons_taught} of {counts.lessons_planned}", "lessons taught", GREEN),
        (f"{counts.signed} of {signing}", "children signed", BLUE),
        (f"{counts.slips_back} of {counts.slips_due}", "parents’ slips back", OCHRE),
    )
    w = (W - 40) / 3
    for place, (number, what, colour) in enumerate(cards):
        x = M + place * (w + 20)
        sheets.box(x, 206, w, 116, 20, BUTTER, EDGE)
        sheets.disc(x + 56, 264, 60, colour)
        _icon(sheets, place, x + 56, 264)
        sheets.text(number, x + 100, 246, 34, 700, room=w - 116)
        sheets.text(what, x + 100, 288, 23, 400, INK2)


def _icon(sheets: Sheets, place: int, x: float, y: float) -> None:
    """A tick, a pen, a slip of paper."""
    if place == 0:
        sheets.tick(x, y, 40)
    elif place == 1:
        pen = ((-34, 36), (-28, 12), (18, -34), (36, -16), (-10, 30))
        sheets.shape([(x + 0.4 * across, y + 0.4 * down) for across, down in pen], WHITE)
    else:
        sheets.box(x - 13, y - 17, 26, 34, 4, WHITE)
        for down in (-8, 0, 8):
            sheets.rule(x - 7, y + down, 14 if down < 8 else 8, OCHRE, 3)


def _taught(sheets: Sheets, classes: Sequence[ClassCoverage], y: float) -> float:
    sheets.text("1", M, y + 12, 30, 700)
    sheets.text("Was it taught?", M + 36, y + 12, 30, 700)
    x = M + 380.0
    for kind, words in (("shown", "each child showed it"), ("together", "taught together"), ("none", "not yet")):
        sheets.mark(kind, x + 14, y + 12, 26)  # type: ignore[arg-type]
        x += 36 + sheets.text(words, x + 36, y + 12, 22) + 38
    down = -(-len(classes) // 2)
    pitch = 46 if down <= 7 else 46 * 7 / down
    wide = (W - 40) / 2
    for place, row in enumerate(classes):
        left = M + (place // down) * (wide + 40)
        _bar(sheets, row, left, y + 72 + (place % down) * pitch, wide, min(28, 0.62 * pitch))
    y += 72 + down * pitch - 4
    for words in (
        "Out of every 100 turns planned so far for each class, child by child. The two kinds of record stay apart.",
        "A lesson counts as taught once most of the class have had it.",
    ):
        sheets.text(words, M, y, 20, 400, INK2, room=W)
        y += 28
    return y + 8


def _bar(sheets: Sheets, row: ClassCoverage, x: float, y: float, wide: float, high: float) -> None:
    """Taught together carries dots, for a printer without colour."""
    sheets.text(row.class_title, x, y, 23, 600, room=110)
    left, w = x + 118, wide - 118 - 118
    if not row.turns:
        sheets.text("nothing planned yet", left, y, 20, 400, INK2)
        return
    shown, together = round(100 * row.shown / row.turns), round(100 * row.together / row.turns)
    shown = min(shown, 100 - together)
    sheets.box(left, y - high / 2, w, high, 8, WHITE, OCHRE if shown + together < 100 else GREEN)
    a, b = w * row.shown / row.turns, w * row.together / row.turns
    with sheets.pdf.local_context():
        _filled(sheets, left, y - high / 2, w, high, a, b)
    sheets.text(str(shown), x + wide - 54, y, 23, 600, GREEN, "right")
    if together:
        sheets.text(f"+ {together}", x + wide, y, 23, 600, BLUE, "right")
    rest = 100 - shown - together
    if rest > 20:
        sheets.text(f"{rest}%", left + a + b + (w - a - b) / 2, y, 21, 700, OCHRE, "middle")


def _filled(sheets: Sheets, x: float, y: float, w: float, h: float, shown: float, together: float) -> None:
    """The two parts within the bar's round ends: drawn round where they touch an end, square where they meet."""
    end = shown + together
    for begin, stop, colour in ((0.0, shown, GREEN), (shown, end, BLUE)):
        if stop - begin < 1:
            continue
        sheets.box(x + begin, y, stop - begin, h, 8, colour)
        if begin > 0:
            sheets.box(x + begin, y, min(10, stop - begin), h, 0, colour)
        if stop < w - 1:
            sheets.box(x + max(begin, stop - 10), y, min(10, stop - begin), h, 0, colour)
    if shown >= 1 and together >= 1:
        sheets.box(x + shown - 1, y, 3, h, 0, WHITE)
    dots = x + shown + 10
    while dots + 6 < x + end - 6:
        sheets.box(dots, y + h / 2 - 2, 6, 4, 0, WHITE)
        dots += 14


def _gaps(sheets: Sheets, gaps: Sequence[Gap], next_steps: Mapping[str, str], y: float) -> float:
    sheets.rule(M, y, W)
    sheets.text("2", M, y + 40, 30, 700)
    sheets.text("Where are the gaps, and what happens next?", M + 36, y + 40, 30, 700)
    shown = gaps[:GAPS]
    if len(gaps) > GAPS:
        sheets.text(f"and {len(gaps) - GAPS} more", M + W, y + 40, 22, 400, INK2, "right")
    y += 80
    high = 56 if len(shown) <= 3 else 46
    for gap in shown:
        sheets.box(M, y, W, high, 14, BUTTER)
        at = y + high / 2
        sheets.disc(M + 32, at, 26, BUTTER, OCHRE, 4)
        sheets.text(gap.who, M + 60, at, 23, 700, room=116)
        width = sheets.text(gap.what, M + 184, at, 22, room=480)
        step = next_steps.get(gap.key)
        if step:
            sheets.text(step, M + W - 18, at, 21, 500, LEAF, "right", room=W - 184 - width - 60)
        else:
            left = M + 184 + width + 40
            sheets.text("Next:", left, at, 21, 500, LEAF)
            sheets.rule(left + 70, at + 12, M + W - 18 - left - 70, "#B9A97C")
        y += high + (10 if len(shown) <= 3 else 6)
    if not gaps:
        sheets.text("None: everything planned so far was taught, signed and returned.", M, y + 20, 23)
        y += 52
    return y + 16


def _changed(sheets: Sheets, rows: Sequence[CheckInRow], y: float) -> float:
    sheets.rule(M, y, W)
    sheets.text("3", M, y + 40, 30, 700)
    width = sheets.text("Did their thinking change?", M + 36, y + 40, 30, 700)
    if not rows:
        sheets.text("No check-in was given yet this school year.", M, y + 96, 23)
        return y + 136
    most_before, most_after = max(row.before_of for row in rows), max(row.after_of for row in rows)
    said = f"first answers, whole school: {most_before} before, {most_after} after"
    sheets.text(said, M + 36 + width + 24, y + 41, 22, 400, INK2)
    top, pitch = y + 94, 44
    shown = rows[: max(IDEAS, int((FOOT - 80 - top) / pitch))]
    scale = Scale(shown, M + 420, 500)
    scale.axis(sheets, top, len(shown) * pitch)
    for place, row in enumerate(shown):
        scale.row(sheets, row, M, top + 10 + place * pitch, room=350)
    key(sheets, scale.x + scale.wide + 34, top)
    y = top + len(shown) * pitch + 30
    if len(rows) > len(shown):
        words = f"The {len(shown)} ideas that most children had at first. All {len(rows)} are in the check-in export."
        sheets.text(words, M, y + 8, 20, 400, INK2)
        y += 30
    return y


def _not_shown(sheets: Sheets, y: float) -> None:
    y = max(y + 12, FOOT)
    high = 1640 - y
    sheets.box(M, y, W, high, 24, SKY)
    sheets.text("What this page does not show", M + 30, y + 38, 26, 700)
    pitch = (high - 76) / len(NOT_SHOWN)
    for place, words in enumerate(NOT_SHOWN):
        at = y + 66 + (place + 0.5) * pitch
        sheets.disc(M + 42, at, 10, BLUE)
        sheets.text(words, M + 62, at, 20, room=W - 90)
