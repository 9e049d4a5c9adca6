"""The Coverage tab beyond its first screen, on made-up rows: a full class, a whole year, long titles and long names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kiosk.records.rows import AGREEMENT, CheckInRow, ClassRow, GivenRow, Matrix, MatrixRow, Only, PupilRow, Status
from kiosk.scenes.before_after import BeforeAfter, Remedy
from kiosk.scenes.matrix import HALF_TERMS, ClassMatrix
from kiosk.ui.pictures import Actor, Scenery
from kiosk.ui.scene import Scene
from kiosk.walk.pupils import pupils
from kiosk.walk.staff import CLASSES, LEAD, MIXED, NURSERY
from kiosk.walk.stop import NOW, Stop, tap

TITLES = (
    "Check-in: before", "Our agreement", "Worried? Tell.", "Kind words", "The droopy face", "Do we know what it does?",
    "The tight tummy", "Lost? Ask!", "The lucky box", "An adult with us", "May I?", "One more go",
    "The joke that grew until nobody knew who had begun it", "Only as me", "No meeting up", "Side by side",
    "The parcel that nobody had ordered", "Star coins", "The team photo", "Ask Pip", "The perfect picture",
    "The phone in the bag", "Three months a friend", "Check-in: after",
)  # fmt: skip
FIRST = date(2026, 9, 14)


def tables() -> Iterator[Stop]:
    """The rest of what the Coverage tab has."""
    for screens in (_matrices(), _check_ins()):
        for page, scene in screens:
            yield Stop("staff", page, scene)


def _matrices() -> Iterator[tuple[str, Scene]]:
    yield "class table", table(MIXED, 35)
    yield "class table, of few", table(NURSERY, 1, TITLES[:3])
    yield "class table, of nobody", table(NURSERY, 0, ())
    yield (
        "class table, narrowed",
        table(MIXED, 35, only=Only((MIXED.id,), half_terms=HALF_TERMS[:2], statuses=("away",))),
    )
    yield "class table, narrowed to nothing", table(MIXED, 0, (), Only((MIXED.id,), modes=("whole-class",)))
    one = Only((MIXED.id,), lesson_ids=(TITLES[12].lower(),), statuses=("not yet",))
    yield "class table, of one lesson", table(MIXED, 35, TITLES[12:13], one)
    named = tap(table(MIXED, 35), "show-names")
    named.tick(NOW - 1)
    yield "class table, with names", named
    for key in ("class", "term", "status", "how"):
        yield f"class table, a choice of {key}", tap(table(MIXED, 35), key)
    closer = table(MIXED, 35)
    closer.cursor = (12, 17)
    yield "class table, closer", tap(tap(closer, "grid"), "closer-name")
    for status, place in (("not sure", (1, 4)), ("planned", (23, 34)), ("away", (2, 11))):
        corner = table(MIXED, 35)
        corner.cursor = place
        yield f"class table, closer, {status}", tap(corner, "grid")
    for row in (1, 12, 23):
        lesson = table(MIXED, 35)
        lesson.cursor = (row, -1)
        yield f"class table, lesson {row + 1}", tap(lesson, "grid")


def table(group: ClassRow, count: int, titles: tuple[str, ...] = TITLES, only: Only | None = None) -> ClassMatrix:
    """Half a year of it taught, as a class has it by the spring."""
    rows = [
        MatrixRow(
            class_id=group.id,
            lesson_id=AGREEMENT if title == "Our agreement" else title.lower(),
            lesson_title=title,
            kind="agreement" if title == "Our agreement" else "check-in" if "Check-in" in title else "lesson",
            half_term=HALF_TERMS[row // 4],
            marks=(marks := tuple(_status(row, place) for place in range(count))),
            to_do=sum(mark not in ("shown", "taught together", "planned") for mark in marks),
        )
        for row, title in enumerate(titles)
    ]
    days = [
        [None if mark in ("planned", "not yet", "away") else FIRST + timedelta(7 * at) for mark in row.marks]
        for at, row in enumerate(rows)
    ]
    members: tuple[PupilRow, ...] = tuple(row.pupil for row in pupils(count))
    given = {
        row.lesson_id: 5
        * [GivenRow(FIRST + timedelta(7 * at), "individual" if at % 4 else "whole-class", LEAD.name, 7 * at)]
        for at, row in enumerate(rows[:13])
    }
    numbers = {pupil.id: nth for nth, pupil in enumerate(members, 1)}
    only = only or Only((group.id,))
    matrix = Matrix(group, members, tuple(rows))
    return ClassMatrix(LEAD, matrix, days, given, CLASSES, numbers, only, exports=True)


def _status(row: int, place: int) -> Status:
    if row > 12:
        return "planned"
    if row == 12:
        return ("shown", "part-way", "not sure", "not yet", "not yet")[min(4, place // 8)]
    if (row, place) == (1, 4):
        return "not sure"
    if (row * 7 + place) % 31 == 25:
        return "away"
    if (row * 5 + place) % 29 == 3:
        return "not yet"
    return "taught together" if row % 4 == 3 else "shown"


def _check_ins() -> Iterator[tuple[str, Scene]]:
    counts = ((15, 9), (11, 4), (9, 3), (8, 7), (6, 2), (2, 3), (4, 4), (0, 0), (28, 26), (5, 0))
    ideas = (
        "Pressing is how you find out", "Another child can say yes", "I should fix it myself",
        "Telling gets me in trouble", "One small detail is fine", "Messages must be opened or answered",
        "Top, liked or real-looking is true", "A joke cannot hurt", "Only watching is neutral", "Kind people are safe",
    )  # fmt: skip
    rows = [
        CheckInRow(f"idea-{at}", idea, f"Practise it: {idea.lower()}", before, 28, after, 26, "")
        for at, (idea, (before, after)) in enumerate(zip(ideas, counts, strict=True))
    ]
    picture = Scenery("classroom", (Actor("omar", "worried"),), "tablet-popup")
    about = ("KS1 rule 2, 4 minutes", "Practise “hands still” before the screen.", picture)
    remedies = {row.misconception: Remedy(row.misconception, TITLES[12 - at], *about) for at, row in enumerate(rows)}
    yield "before and after, of a class", BeforeAfter(LEAD, rows, CLASSES, MIXED.id, remedies, exports=True)
    last = BeforeAfter(LEAD, rows, CLASSES, MIXED.id, {})
    last.chosen = len(rows) - 1
    last.scroll.to(0, last.scroll.down)
    yield "before and after, the rest", last
    few = [replace(row, after=None, after_of=5) for row in rows[:4]]
    gone = [replace(row, before=None, before_of=2) for row in few]
    new = [replace(row, before=None, before_of=3) for row in rows[4:7]]
    yield "before and after, hidden", BeforeAfter(LEAD, [*few, *gone, *new], CLASSES, MIXED.id, remedies)
    many = [
        replace(row, before=at * 9, before_of=350 - at, after=at * 6, after_of=340) for at, row in enumerate(rows * 2)
    ]
    yield "before and after, of the school", BeforeAfter(LEAD, many, CLASSES, "", remedies, exports=True)
    first = [replace(row, after=None, after_of=0) for row in rows[:3]]
    yield "before and after, only before", BeforeAfter(LEAD, first, CLASSES[:1], CLASSES[0].id, remedies)
    yield "before and after, of nobody", BeforeAfter(LEAD, (), CLASSES, "", {})
    yield "before and after, a choice", tap(BeforeAfter(LEAD, rows, CLASSES, MIXED.id, remedies), "whose")
