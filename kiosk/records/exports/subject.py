"""All that is held on one pupil, for the family that asks: to read on paper, and as data for a program."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from kiosk.records.events import moment
from kiosk.records.exports.paper import EDGE, INK, INK2, WHITE, Sheets, day, made_at
from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted
from kiosk.records.faults import NotAllowed
from kiosk.records.rows import said_year
from kiosk.records.terms import local_time

if TYPE_CHECKING:
    from kiosk.records.store import Store

Told = dict[str, Any]


class Brick(NamedTuple):
    height: float
    draw: Callable[[float], object]
    """From where on the page it begins."""
    below: float = 0
    """How much has to follow on the same page: a heading does not stand alone at its foot."""


M, W = 84, 1240 - 2 * 84
TOP, FOOT = 250, 1620
SIZE, LEADING = 21, 32
INTRO = (
    "This is everything that the Think then Click kiosk holds on this pupil, with what was taken back again. It holds "
    "no photographs, nothing about how a finger moved, and nothing from any other computer. Exports that the school "
    "made for its own work, and printed pages, are not part of it: ask the school."
)
RIGHTS = (
    "The school keeps it because teaching online safety is its public task, until the time that it has set after a "
    "pupil has left. You may ask for something that is wrong to be put right, and for all of it to be erased. If you "
    "are not content with the answer, the Information Commissioner is there: ico.org.uk."
)


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    """Refuses where nobody is named: everybody's data at once is nobody's right."""
    if wanted.pupil_id is None:
        raise NotAllowed("Choose the pupil whose data is asked for.")
    told = store.subject_access(wanted.pupil_id)
    rows = sum(len(rows) for rows in told["held"].values())
    made = made_at(store, material)

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        if wanted.form == "json":
            yield json.dumps({**told, "access_log_code": head_code}, ensure_ascii=False, indent=2).encode()
        else:
            yield _paper(told, material, made, head_code, password)

    return Draft(rows, compose)


def _paper(told: Told, material: Material, made: datetime, head_code: str, password: str | None) -> bytes:
    pupil = told["pupil"]
    name = f"{pupil['given_name']} {pupil['family_name']}"
    with Sheets(material, title="What is held on a pupil", school=told["school"], made=made) as sheets:
        pages = _pages(_bricks(sheets, told))
        for nth, bricks in enumerate(pages, 1):
            sheets.page()
            sheets.logo(M, 72, 84)
            sheets.text(told["school"], M + 104, 96, 24, 600, INK2, room=W - 104)
            sheets.text(f"What is held on {name}", M + 104, 136, 34, 700, room=W - 104)
            sheets.rule(M, 190, W)
            at = float(TOP)
            for brick in bricks:
                brick.draw(at)
                at += brick.height
            sheets.footer(made, head_code, nth, len(pages), M)
        return sheets.finished(password)


def _bricks(sheets: Sheets, told: Told) -> Iterable[Brick]:
    yield from _words(sheets, INTRO)
    pupil, held = told["pupil"], told["held"]
    kept = held["pupil"][0]
    yield from _heading(sheets, "Who")
    facts = [
        ("Given name", pupil["given_name"]),
        ("Family name", pupil["family_name"]),
        ("Animal", kept["avatar"] or "none"),
        ("Number in the school's own system", kept["mis_id"] or "not held"),
        ("Picture password", "chosen; which pictures is not readable" if kept["has_password"] else "none"),
        ("Left on", day(date.fromisoformat(pupil["left_on"])) if pupil["left_on"] else "still here"),
    ]
    yield from _table(sheets, (("", 420), ("", W - 420)), facts)
    yield from _heading(sheets, "Classes")
    classes = [
        (said_year(row["school_year"]), row["title"], row["year_group"],
         _on(row["from_on"]), _on(row["to_on"]) if row["to_on"] else "now")
        for row in told["classes"]
    ]  # fmt: skip
    columns = (("School year", 200), ("Class", 300), ("Year group", 180), ("From", 200), ("To", 192))
    yield from _table(sheets, columns, classes)
    yield from _heading(sheets, "What happened")
    done = [(_at(row["at"]), row["class"] or "", _happened(row), row["lesson"]) for row in told["what_happened"]]
    yield from _table(sheets, (("When", 210), ("Class", 150), ("What", 400), ("Lesson", W - 760)), done)
    signed = {row["event_id"]: row for row in held["event"]}
    if held["signature"]:
        yield from _heading(sheets, "Signatures, as they were drawn")
    for row in held["signature"]:
        yield _signature(sheets, row, signed[row["event_id"]])
    for title, rows in sorted(held.items()):
        if title not in _TOLD and rows:
            yield from _heading(sheets, f"Also kept: {title.replace('_', ' ')}")
            yield from _table(sheets, (("What", 420), ("Kept as", W - 420)), [
                (column.replace("_", " "), str(value)) for row in rows for column, value in row.items()
                if value is not None and not column.endswith("_id")
            ])  # fmt: skip
    if told["access_log"]:
        yield from _heading(sheets, "In the access log")
        log = [(_at(row["at"]), row["what"].replace("-", " "), row["by_whom"] or "") for row in told["access_log"]]
        yield from _table(sheets, (("When", 210), ("What", 460), ("By", W - 670)), log)
    yield from _heading(sheets, "What the school does with it, and what you may ask")
    yield from _words(sheets, RIGHTS)


# Shown above in words; the file as data has every column.
_TOLD = frozenset({"pupil", "enrolment", "event", "signature", "moved"})


def _heading(sheets: Sheets, words: str) -> Iterable[Brick]:
    yield Brick(84, lambda y: sheets.text(words, M, y + 48, 27, 700), below=160)


def _words(sheets: Sheets, words: str) -> Iterable[Brick]:
    for line in sheets.wrap(words, SIZE, 400, W):
        yield Brick(LEADING, lambda y, line=line: sheets.text(line, M, y + 10, SIZE, 400))  # type: ignore[misc]


def _table(sheets: Sheets, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> Iterable[Brick]:
    """Each row as high as its longest cell."""
    titles = [title for title, _ in columns]
    if any(titles):
        yield _row(sheets, columns, titles, 600)
    for row in rows:
        yield _row(sheets, columns, row, 400)


def _row(sheets: Sheets, columns: Sequence[tuple[str, float]], row: Sequence[str], weight: int) -> Brick:
    cells = [sheets.wrap(words, SIZE, weight, width - 20) for words, (_, width) in zip(row, columns, strict=True)]
    height = LEADING * max(map(len, cells)) + 16

    def draw(y: float) -> None:
        x = float(M)
        for lines, (_, width) in zip(cells, columns, strict=True):
            for nth, line in enumerate(lines):
                sheets.text(
                    line, x, y + 22 + nth * LEADING, SIZE, weight, INK2 if weight > 400 else INK, room=width - 20
                )
            x += width
        sheets.rule(M, y + height - 2, W)

    return Brick(height, draw)


def _signature(sheets: Sheets, row: Told, event: Told) -> Brick:
    strokes = json.loads(row["strokes"])
    across, down = 480.0, 240.0

    def draw(y: float) -> None:
        sheets.box(M, y + 8, across, down, 16, WHITE, EDGE)
        for stroke in strokes:
            points = [(M + x / 1000 * across, y + 8 + v / 1000 * down) for x, v in stroke]
            sheets.stroke(points if len(points) > 1 else points * 2, 5, INK)
        words = "Drawn" if strokes else "Signed; the drawing was let go of in time"
        sheets.text(f"{words} on {_at(event['occurred_at'])}", M + across + 40, y + 60, SIZE, 600)
        sheets.text(f"Agreement: {event['agreement_version']}", M + across + 40, y + 104, SIZE, room=W - across - 60)
        sheets.text(f"The rules were {event['heard']}", M + across + 40, y + 148, SIZE)

    return Brick(down + 32, draw)


def _happened(row: Told) -> str:
    told = str(row["what"])
    if row["answer"]:
        told += f": {row['answer']}"
    if row["witnessed_by"]:
        told += f", by {row['witnessed_by']}"
    if row["taken_back_at"]:
        told += f" (taken back on {_at(row['taken_back_at'])})"
    return told


def _pages(bricks: Iterable[Brick]) -> list[list[Brick]]:
    pages: list[list[Brick]] = [[]]
    room: float = FOOT - TOP
    for brick in bricks:
        if brick.height + brick.below > room and pages[-1]:
            pages.append([])
            room = FOOT - TOP
        pages[-1].append(brick)
        room -= brick.height
    return pages


def _at(kept: str) -> str:
    return f"{local_time(moment(kept)):%d.%m.%Y %H:%M}"


def _on(kept: str) -> str:
    return day(date.fromisoformat(kept))
