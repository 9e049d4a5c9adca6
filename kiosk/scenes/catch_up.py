"""Who has missed what, class by class, and a lesson for those alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.records.rows import CatchUpRow, ClassRow, StaffRow, many
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    WIDTH,
    GoTo,
    Pages,
    Row,
    StaffPage,
    action,
    card,
    heading,
    nothing,
    title,
)
from kiosk.ui.pictures import Actor, Scenery
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Widget, Words

CLASSES_W = 560.0
CLASSES = 5
LESSONS = 4
NOBODY = Scenery(None, (Actor("zara", "joy", "cheer"), Actor("omar", "happy", "wave"), Actor("mei", "happy")))


@dataclass(frozen=True)
class Start:
    """Those pupils, one at a time. `agreement`: it is among what they missed."""

    class_id: str
    lesson_ids: tuple[str, ...]
    agreement: bool
    pupil_ids: tuple[str, ...]


@dataclass(frozen=True)
class Missed:
    """One lesson, or the agreement where `lesson_id` is None, and who missed it."""

    lesson_id: str | None
    title: str
    rows: tuple[CatchUpRow, ...]


class CatchUp(StaffPage):
    """`missed` holds the rows of each class that has any, by its id. The names are seen once a class is asked for."""

    def __init__(
        self,
        staff: StaffRow,
        classes: Sequence[ClassRow],
        missed: Mapping[str, Sequence[CatchUpRow]],
        *,
        running: bool = False,
    ) -> None:
        super().__init__(staff, "catch-up", running=running)
        self.classes = tuple(group for group in classes if missed.get(group.id))
        self.missed = missed
        self.of: ClassRow | None = None
        self.left_out: set[str | None] = set()
        self.pages = Pages(len(self.classes), CLASSES if len(self.classes) <= CLASSES else CLASSES - 1)
        self.lessons = Pages(0, LESSONS)
        if len(self.classes) == 1:
            self._pick(self.classes[0])

    def _pick(self, group: ClassRow) -> Outcome | None:
        self.of = group
        self.left_out = set()
        total = len(self._lessons)
        self.lessons = Pages(total, LESSONS if total <= LESSONS else LESSONS - 1)
        return None

    @property
    def _lessons(self) -> list[Missed]:
        """What the chosen class missed, the latest first."""
        if self.of is None:
            return []
        found: dict[str | None, list[CatchUpRow]] = {}
        for row in self.missed[self.of.id]:
            found.setdefault(row.lesson_id, []).append(row)
        lessons = [Missed(lesson_id, rows[0].lesson_title, tuple(rows)) for lesson_id, rows in found.items()]
        return lessons[::-1]

    @property
    def _chosen(self) -> list[Missed]:
        return [lesson for lesson in self._lessons if lesson.lesson_id not in self.left_out]

    def _turn(self, lesson_id: str | None) -> Outcome | None:
        self.left_out ^= {lesson_id}
        return None

    def _start(self) -> Outcome:
        assert self.of is not None
        chosen = self._chosen
        ids = tuple(lesson.lesson_id for lesson in chosen[::-1] if lesson.lesson_id is not None)
        pupils = {row.pupil.id: None for lesson in chosen for row in lesson.rows}
        agreement = any(lesson.lesson_id is None for lesson in chosen)
        return Leave(Start(self.of.id, ids, agreement, tuple(pupils)))

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        widgets = [*self.header(), *title("Who has something to catch up?")]
        if not self.classes:
            return [*widgets, *self._nobody()]
        return [*widgets, *self._groups(), *self._missed(), *self._actions()]

    def _nobody(self) -> list[Widget]:
        return [
            Image("nobody", Rect(660, 300, 600, 420), NOBODY, fit="contain"),
            Words(
                "none",
                Rect(LEFT, 760, WIDTH, 60),
                "Nobody. Everyone has had every lesson that was given.",
                36,
                align="centre",
            ),
        ]

    def _groups(self) -> list[Widget]:
        high, gap = 112.0, 14.0
        cells = [Rect(LEFT, 274 + place * (high + gap), CLASSES_W, high) for place in range(CLASSES)]
        widgets: list[Widget] = []
        for cell, place in zip(cells, self.pages.shown, strict=False):
            group = self.classes[place]
            pupils = len({row.pupil.id for row in self.missed[group.id]})
            widgets.append(
                Row(
                    f"class-{group.id}",
                    cell,
                    group.title,
                    lambda group=group: self._pick(group),
                    note="1 pupil" if pupils == 1 else f"{pupils} pupils",
                    kind="class",
                    size=34,
                    chosen=self.of == group,
                )
            )
        return widgets + self.pages.button(cells[-1], "classes")

    def _missed(self) -> list[Widget]:
        room = Rect(LEFT + CLASSES_W + 32, TOP + 70, WIDTH - CLASSES_W - 32, BOTTOM - TOP - 70)
        if self.of is None:
            pupils = len({row.pupil.id for group in self.classes for row in self.missed[group.id]})
            words = f"{many(pupils, 'pupil')} missed something. Choose a class to see what, and who."
            return nothing(room, words, "think-wait")
        widgets: list[Widget] = [card("missed", room)]
        head = Rect(room.x + 32, room.y + 20, room.w - 64, 52)
        widgets.append(heading("of", head, f"{self.of.title}: tap to leave one out"))
        high, gap = 118.0, 14.0
        cells = [Rect(room.x + 24, room.y + 82 + place * (high + gap), room.w - 48, high) for place in range(LESSONS)]
        lessons = self._lessons
        for cell, place in zip(cells, self.lessons.shown, strict=False):
            lesson = lessons[place]
            widgets.append(
                Row(
                    f"lesson-{lesson.lesson_id or 'agreement'}",
                    cell,
                    lesson.title,
                    lambda lesson_id=lesson.lesson_id: self._turn(lesson_id),
                    note=_who(lesson.rows),
                    end="box",
                    chosen=lesson.lesson_id not in self.left_out,
                    size=30,
                )
            )
        return widgets + self.lessons.button(cells[-1], "lessons", key="more-lessons")

    def _actions(self) -> list[Widget]:
        room = Rect(RIGHT - 620, ACTION_Y, 620, ACTION_H)
        if self.running:
            to_live = Rect(LEFT, ACTION_Y, 420, ACTION_H)
            return [
                action("live", to_live, "To the live view", lambda: Leave(GoTo("live")), icon="people"),
                action("start", room, "A lesson is open: end it first", None, main=True),
            ]
        if self.of is None:
            return [action("start", room, "Choose a class", None, main=True)]
        pupils = {row.pupil.id for lesson in self._chosen for row in lesson.rows}
        if not pupils:
            return [action("start", room, "Choose a lesson", None, main=True)]
        who = "1 pupil" if len(pupils) == 1 else f"{len(pupils)} pupils"
        return [
            Words(
                "how",
                Rect(LEFT, ACTION_Y, 1060, ACTION_H),
                "Only these pupils will be on the screen, one at a time.",
                SMALLEST + 2,
                colour="ink2",
                valign="middle",
            ),
            action("start", room, f"Start for {who}", self._start, icon="play", main=True),
        ]


def _who(rows: Sequence[CatchUpRow]) -> str:
    """ "Amara, Ben and 3 more"."""
    names = [row.pupil.shown_name for row in rows]
    if len(names) <= 5:
        return ", ".join(names)
    return f"{', '.join(names[:4])} and {len(names) - 4} more"
