"""A class on paper: the matrix as marks, the record line by line, or who has still to sign. A class begins a page."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kiosk.records import reports
from kiosk.records.exports.paper import (
    BUTTER,
    INK,
    INK2,
    LINE,
    MARGIN,
    OCHRE,
    WHITE,
    Kind,
    Page,
    Sheets,
    in_pages,
    made_at,
)
from kiosk.records.exports.sheets import each, groups, matrices
from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted
from kiosk.records.reports.record import by_family_name
from kiosk.records.rows import DueRow, Matrix, MatrixRow, PupilRow, RecordRow, Status, said_date

if TYPE_CHECKING:
    from kiosk.records.store import Store

M = MARGIN
_KINDS: dict[Status, Kind] = {
    "shown": "shown", "taught together": "together", "part-way": "part-way", "not sure": "not sure", "away": "away",
    "not yet": "none", "planned": "planned",
}  # fmt: skip
_LEGEND: tuple[tuple[Status, str], ...] = (
    ("shown", "shown"), ("taught together", "together"), ("part-way", "part-way"), ("not sure", "not sure yet"),
    ("away", "away"), ("not yet", "not yet"), ("planned", "planned"),
)  # fmt: skip


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    match wanted.what:
        case "matrix":
            found = matrices(store, wanted, material, progress)
            pages = [page for matrix in found for page in _matrix_pages(matrix)]
            rows = sum(len(matrix.pupils) for matrix in found)
        case "due":
            due = reports.agreement_due(store, wanted.only)
            pages = [page for group in groups(store, wanted) for page in _due_pages(group.title, due)]
            rows = len(due)
        case _:
            pages, rows = [], 0
            for group in each(groups(store, wanted), progress):
                record = reports.class_record(store, group.id, material.plans.get(group.id, ()), wanted.only)
                pages += _record_pages(group.title, record)
                rows += len(record)
    school, made = store.school(), made_at(store, material)
    wide = wanted.what == "matrix"

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        title = {"matrix": "Who has had what", "due": "Signatures due"}.get(wanted.what, "Class record")
        with Sheets(material, title=title, school=school.name, made=made, landscape=wide) as sheets:
            empty = Page(title, "There is nothing to show.", lambda _: None)
            in_pages(sheets, pages or [empty], school, made, head_code, progress)
            yield sheets.finished(password)

    return Draft(rows, compose)


# --- the matrix ------------------------------------------------------------------------------------------

PUPILS, LESSONS = 36, 26
"""How many fit on one side."""
NAMES_W, HEADS_H = 330, 240


def _matrix_pages(matrix: Matrix) -> Iterable[Page]:
    places = {pupil.id: place for place, pupil in enumerate(matrix.pupils)}
    pupils = by_family_name(matrix.pupils)
    for first in range(0, max(1, len(matrix.rows)), LESSONS):
        rows = matrix.rows[first : first + LESSONS]
        for top in range(0, max(1, len(pupils)), PUPILS):
            here = pupils[top : top + PUPILS]
            whole = len(pupils) <= PUPILS
            said = "who has had what" if whole else f"pupils {top + 1} to {top + len(here)} of {len(pupils)}"

            def draw(sheets: Sheets, rows: Sequence[MatrixRow] = rows, here: Sequence[PupilRow] = here) -> None:
                _grid(sheets, rows, here, places)

            yield Page(matrix.group.title, said, draw)


def _grid(sheets: Sheets, rows: Sequence[MatrixRow], pupils: Sequence[PupilRow], places: dict[str, int]) -> None:
    _legend(sheets)
    heads = 56 + min(HEADS_H, max((sheets.width(row.lesson_title, 22, 600) for row in rows), default=0))
    left, top = M + NAMES_W, 170 + max(heads, 190)
    foot = sheets.h - 130
    across = min(64, (sheets.w - M - left) / max(1, len(rows)))
    down = min(30, (foot - top) / (len(pupils) + 1.2))
    _half_terms(sheets, rows, left, across)
    for n, row in enumerate(rows):
        x = left + (n + 0.5) * across
        if n % 2 == 0:
            sheets.box(left + n * across, 204, across, top - 204 + down * len(pupils), 0, BUTTER)
        sheets.turned(row.lesson_title, x, top - 14, min(22, 0.6 * across), 600, INK, top - 230)
    for place, pupil in enumerate(pupils):
        y = top + (place + 0.5) * down
        sheets.rule(M, y - down / 2, NAMES_W + across * len(rows), LINE, 1.5)
        name = f"{pupil.family_name}, {pupil.given_name}"
        sheets.text(name, M, y, min(21, 0.78 * down), 500, room=NAMES_W - 16)
        for n, row in enumerate(rows):
            mark = row.marks[places[pupil.id]]
            if mark is not None:
                sheets.mark(_KINDS[mark], left + (n + 0.5) * across, y, min(0.82 * down, 0.8 * across))
    y = top + len(pupils) * down
    sheets.rule(M, y, NAMES_W + across * len(rows), INK, 2)
    sheets.text("To do", M, y + 0.6 * down, min(21, 0.78 * down), 700)
    for n, row in enumerate(rows):
        said, colour = (str(row.to_do), OCHRE) if row.to_do else ("–", INK2)
        sheets.text(said, left + (n + 0.5) * across, y + 0.6 * down, min(20, 0.75 * down), 700, colour, "middle")


def _half_terms(sheets: Sheets, rows: Sequence[MatrixRow], left: float, across: float) -> None:
    """Over the lessons, with a line under each half-term's."""
    begin = 0
    for n in range(1, len(rows) + 1):
        if n == len(rows) or rows[n].half_term != rows[begin].half_term:
            x, w = left + begin * across, (n - begin) * across
            sheets.text(rows[begin].half_term, x + w / 2, 168, 20, 600, INK2, "middle", room=w - 6)
            sheets.rule(x + 3, 190, w - 6, INK2, 2)
            begin = n


def _legend(sheets: Sheets) -> None:
    x, y = float(M), 176.0
    for place, (status, words) in enumerate(_LEGEND):
        at = y + (place // 2) * 38
        side = x + (place % 2) * 160
        sheets.mark(_KINDS[status], side + 12, at, 24)
        sheets.text(words, side + 34, at, 20, 400, INK2, room=120)


# --- the record ------------------------------------------------------------------------------------------

LINES = 42
PITCH = 34
_COLUMNS = ((0, 390), (390, 190), (580, 130), (710, 145), (855, 245))
_TITLES = ("", "Status", "Date", "How", "Answers, or the promise")


def _record_pages(title: str, record: Sequence[RecordRow]) -> Iterable[Page]:
    """A pupil's lines stay together where they can; a name that begins a page again says so."""
    pages: list[list[RecordRow | str]] = [[]]
    names: dict[tuple[str, str], list[RecordRow]] = {}
    for row in record:
        names.setdefault((row.family_name, row.given_name), []).append(row)
    for (family, given), rows in names.items():
        name = f"{family}, {given}"
        if len(pages[-1]) + len(rows) + 1 > LINES and pages[-1]:
            pages.append([])
        pages[-1].append(name)
        for row in rows:
            if len(pages[-1]) >= LINES:
                pages.append([f"{name} (continued)"])
            pages[-1].append(row)
    for nth, lines in enumerate(pages, 1):
        said = f"record, {nth} of {len(pages)}" if len(pages) > 1 else "record"
        yield Page(title, said, lambda sheets, lines=lines: _record(sheets, lines))  # type: ignore[misc]


def _record(sheets: Sheets, lines: Sequence[RecordRow | str]) -> None:
    y = 152.0
    for (x, _), words in zip(_COLUMNS, _TITLES, strict=True):
        sheets.text(words, M + x, y, 18, 600, INK2)
    y += 14
    for line in lines:
        y += PITCH
        if isinstance(line, str):
            sheets.box(M - 12, y - 15, sheets.w - 2 * M + 24, 30, 8, BUTTER)
            sheets.text(line, M, y, 21, 700, room=800)
            continue
        status = line.status
        sheets.mark(_RECORD_KINDS.get(status, "none"), M + _COLUMNS[1][0] + 10, y, 20)
        cells = (line.lesson_title, status, said_date(line.on) if line.on else "", line.mode, _said(line))
        for (x, w), words, weight in zip(_COLUMNS, cells, (500, 400, 400, 400, 400), strict=True):
            indent = 28 if words is status else 0
            sheets.text(words, M + x + indent, y, 19, weight, INK, room=w - 12 - indent)
        sheets.rule(M, y + PITCH / 2, sheets.w - 2 * M, LINE, 1)


_RECORD_KINDS: dict[str, Kind] = {
    **{str(word): kind for word, kind in _KINDS.items()},
    "signed": "shown",
    "done": "shown",
}


def _said(row: RecordRow) -> str:
    if row.version:
        return " · ".join(filter(None, (row.heard, row.version, row.witnessed_by)))
    return row.first_answers


# --- who is to sign --------------------------------------------------------------------------------------


def _due_pages(title: str, due: Sequence[DueRow]) -> Iterable[Page]:
    rows = [row for row in due if row.class_title == title]
    for first in range(0, len(rows), LINES - 2):
        here = rows[first : first + LINES - 2]
        yield Page(title, f"{len(rows)} still to sign", lambda sheets, here=here: _due(sheets, here))  # type: ignore[misc]


def _due(sheets: Sheets, rows: Sequence[DueRow]) -> None:
    columns = ((0, ""), (60, "Pupil"), (480, "Why"), (760, "Last signed"))
    y = 158.0
    for x, words in columns:
        sheets.text(words, M + x, y, 18, 600, INK2)
    for row in rows:
        y += PITCH + 2
        sheets.box(M, y - 12, 24, 24, 5, WHITE, INK2, 2)
        sheets.text(f"{row.pupil.family_name}, {row.pupil.given_name}", M + 60, y, 22, 600, room=400)
        why = f"{row.why}, not sure yet" if row.not_sure else row.why
        sheets.text(why, M + 480, y, 20, 400, OCHRE if row.not_sure else INK, room=270)
        last = f"{said_date(row.last_on)}, wording {row.last_version}" if row.last_on else "–"
        sheets.text(last, M + 760, y, 20, 400, INK2, room=sheets.w - M - 760 - M)
        sheets.rule(M, y + 18, sheets.w - 2 * M, LINE, 1)
