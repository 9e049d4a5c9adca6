"""Sticker certificates: half a sheet of A4 for each pupil who has had everything that the class was given, to cut out.

For finishing, never for a score: all are alike but for the name and the animal. Who has something to catch up with gets
one when that is done.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from kiosk.records import reports
from kiosk.records.exports.paper import GREEN, INK, INK2, LEAF, PAPER, WHITE, Sheets, day, made_at
from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted
from kiosk.records.reports.record import by_family_name
from kiosk.records.rows import Matrix, Only, PupilRow

if TYPE_CHECKING:
    from kiosk.records.store import Store

W, H = 1240, 877
"""Half a sheet of A4."""
M = 56
_HAD = ("shown", "taught together")


class Earned(NamedTuple):
    pupil: PupilRow
    class_title: str
    lessons: tuple[str, ...]


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    """Of the half-terms that are asked for; without any, of this one."""
    school, made = store.school(), made_at(store, material)
    only = wanted.only
    half_terms = only.half_terms or (school.half_term,)
    narrowed = Only(only.class_ids, only.year_groups, half_terms, only.lesson_ids)
    earned = [each for matrix in reports.matrices(store, material.plans, narrowed) for each in _earned(matrix)]
    when = " and ".join(half_terms) if len(half_terms) <= 2 else f"{half_terms[0]} to {half_terms[-1]}"

    def compose(head_code: str, password: str | None) -> Iterable[bytes]:
        with Sheets(material, title="Certificates", school=school.name, made=made) as sheets:
            for place, each in enumerate(earned):
                if place % 2 == 0:
                    sheets.page()
                    _scissors(sheets)
                _certificate(sheets, each, H * (place % 2), material, school.name, when, made, head_code)
                progress(0.1 + 0.8 * place / len(earned))
            if not earned:
                sheets.page()
                sheets.text(f"Nobody has had everything of {when} yet.", 110, 300, 34, 600)
            yield sheets.finished(password)

    return Draft(len(earned), compose)


def _earned(matrix: Matrix) -> Iterable[Earned]:
    """Who has had all lessons that the class was given; planned ones, the agreement and check-ins do not count."""
    rows = [
        row for row in matrix.rows if row.kind == "lesson" and any(mark not in (None, "planned") for mark in row.marks)
    ]
    places = {pupil.id: place for place, pupil in enumerate(matrix.pupils)}
    for pupil in by_family_name(matrix.pupils):
        marks = [row.marks[places[pupil.id]] for row in rows]
        if rows and all(mark in _HAD for mark in marks):
            yield Earned(pupil, matrix.group.title, tuple(row.lesson_title for row in rows))


def _scissors(sheets: Sheets) -> None:
    """Where to cut."""
    for x in range(0, W, 28):
        sheets.rule(x, H, 14, "#8A7B5C", 2)


def _certificate(
    sheets: Sheets, earned: Earned, top: float, material: Material, school: str, when: str, made: datetime, head: str
) -> None:
    pupil = earned.pupil
    sheets.box(M, top + M, W - 2 * M, H - 2 * M, 36, "#FFF5E1", "#F2B01E", 10)
    sheets.box(M + 18, top + M + 18, W - 2 * M - 36, H - 2 * M - 36, 24, PAPER, "#EBCF8E", 3)
    _sticker(sheets, pupil, 300, top + 372)
    left, room = 540, W - M - 60 - 540
    sheets.text(material.certificate.title, left, top + 150, 34, 700, GREEN, room=room)
    sheets.text(material.certificate.well_done.format(name=pupil.given_name), left, top + 226, 60, 700, room=room)
    sheets.text(
        f"{pupil.given_name} {pupil.family_name}, {earned.class_title}", left, top + 296, 28, 500, INK2, room=room
    )
    y = sheets.block(material.certificate.praise, left, top + 350, room, 30, 500, leading=1.4)
    _lessons(sheets, earned.lessons, left, y + 16, room, top + H - 190)
    sheets.picture("mascots/think-happy", 120, top + 590, 230, 170)
    sheets.picture("mascots/click-joy", 340, top + 572, 180, 184)
    sheets.rule(left, top + H - 138, 330, INK, 3)
    sheets.text("Teacher", left, top + H - 112, 20, 400, INK2)
    right = W - M - 60
    sheets.text(f"{school} · {when}", right, top + H - 140, 22, 500, align="right", room=room - 350)
    sheets.text(day(made), right, top + H - 108, 20, 400, INK2, "right")
    sheets.text(head, W / 2, top + H - M - 34, 12, 400, "#B9A97C", "middle")


def _sticker(sheets: Sheets, pupil: PupilRow, x: float, y: float) -> None:
    """The pupil's own animal on a seal with rays."""
    import math

    points = []
    for nth in range(48):
        far = 200 if nth % 2 == 0 else 180
        angle = nth * math.pi / 24
        points.append((x + far * math.cos(angle), y + far * math.sin(angle)))
    sheets.shape(points, "#F7C948")
    sheets.disc(x, y, 330, WHITE)
    sheets.disc(x, y, 306, "#CFE8F8")
    if pupil.avatar:
        sheets.picture(f"avatars/{pupil.avatar}", x - 130, y - 130, 260, 260, radius=130)
    sheets.disc(x + 130, y + 130, 96, GREEN, WHITE, 8)
    sheets.tick(x + 130, y + 130, 62)


def _lessons(sheets: Sheets, lessons: Sequence[str], x: float, y: float, room: float, foot: float) -> None:
    """What was learnt, as much of it as there is room for."""
    fits = max(1, int((foot - y) / 44))
    shown = lessons if len(lessons) <= fits else lessons[: fits - 1]
    for title in shown:
        sheets.mark("shown", x + 15, y + 15, 30)
        sheets.text(title, x + 46, y + 15, 26, 600, LEAF, room=room - 46)
        y += 44
    if len(shown) < len(lessons):
        sheets.text(f"and {len(lessons) - len(shown)} more", x + 46, y + 15, 24, 400, INK2)
