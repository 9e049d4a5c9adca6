"""Start a lesson: the class, what it does, and how. Nothing has to be changed but the class."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.content.model import CheckIn, Taught
from kiosk.records.rows import AGREEMENT, ClassRow, Mode, StaffRow
from kiosk.scenes.lesson_list import REFRESH, LessonList, Marked, minutes
from kiosk.scenes.page import scenery
from kiosk.scenes.staff import (
    ALONE,
    LEFT,
    RIGHT,
    SMALLEST,
    TOGETHER,
    GoTo,
    Pages,
    Row,
    StaffPage,
    card,
    cells,
    heading,
    icon,
)
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Actor as Player
from kiosk.ui.pictures import Art, Part, Scenery
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Panel, Tap, Tile, Widget, Words

ACROSS = 976.0
"""How wide the left part is, with the class and the lesson."""
RIGHT_X = LEFT + ACROSS + 48
RIGHT_W = RIGHT - RIGHT_X
SHAPES = {2: (1, 2), 4: (2, 2), 6: (2, 3), 9: (3, 3), 12: (3, 4), 15: (5, 3), 18: (6, 3), 24: (6, 4)}
"""For up to so many classes: how many columns and rows they fill. More than twelve have the whole width."""
MANY, MOST = 12, 24
FACES: dict[str, tuple[str, ...]] = {
    "ks1": ("zara", "leo", "omar", "mia", "niamh", "ravi", "eve", "yusuf", "ada"),
    "ks2": ("kofi", "ana", "jay", "grace", "wei", "dev", "rosa", "hamza", "ffion"),
}
"""Who stands on the tiles of a few classes, three on each."""
LEFT_OUT = "Left out: a check-in is for one pupil at a time."
SIGNING: dict[Mode, str] = {
    "individual": "Each pupil who has not signed it yet, after the lesson.",
    "whole-class": "The class hears it together, then they sign one by one.",
}


@dataclass(frozen=True)
class Start:
    """In the order in which they are taught. Neither a lesson nor the agreement cannot be started."""

    class_id: str
    lesson_ids: tuple[str, ...]
    agreement: bool
    mode: Mode


class Launch(StaffPage):
    """`open_title` is the class whose lesson is still open, if there is one.

    `given` holds (class id, lesson id) of what classes were given before: what is proposed is new to the class.
    `planned` holds, for a class id, what the two-year cycle has for it in this half-term, in order. `marked` are the
    days and weeks that are near.
    """

    def __init__(
        self,
        staff: StaffRow,
        classes: Sequence[ClassRow],
        lessons: Sequence[Taught],
        open_title: str = "",
        *,
        given: Collection[tuple[str, str]] = frozenset(),
        planned: Mapping[str, Sequence[str]] | None = None,
        marked: Sequence[Marked] = (),
    ) -> None:
        super().__init__(staff, "start", running=bool(open_title))
        self.classes = tuple(classes)
        self.lessons = tuple(lessons)
        self.open_title = open_title
        self.given = frozenset(given)
        self.planned = planned or {}
        self.marked = tuple(marked)
        self.mode: Mode = "individual"
        self.group: ClassRow | None = None
        self.chosen: tuple[str, ...] = ()
        self.agreement = False
        self._list: LessonList | None = None
        """The list of lessons, while one is being chosen."""
        self._class_pages = Pages(len(self.classes), MOST if len(self.classes) <= MOST else MOST - 1)
        if len(self.classes) == 1:
            self._take(self.classes[0])

    # ------------------------------------------------------------ what is done

    def _take(self, group: ClassRow) -> Outcome | None:
        self.group = group
        proposed = self.proposal(group)
        self.chosen = (proposed.id,) if proposed else ()
        # Signing is asked for: who has not heard the rules with the class hears all of them first, ten minutes each.
        self.agreement = False
        return None

    def propose(self, class_id: str, lesson_id: str) -> None:
        """Come to this class with that lesson, or the agreement, where there is such a one for it."""
        group = next((group for group in self.classes if group.id == class_id), None)
        if group is None:
            return
        self._take(group)
        if lesson_id == AGREEMENT and group.signs:
            self.chosen, self.agreement = (), True
        elif any(lesson.id == lesson_id for lesson in self.suited):
            self.chosen = (lesson_id,)

    def _another_class(self) -> Outcome | None:
        self.group = None
        return None

    def _change(self) -> Outcome | None:
        assert self.group is not None
        self._list = LessonList(
            self.suited,
            planned=self.planned.get(self.group.id, ()),
            given={lesson_id for class_id, lesson_id in self.given if class_id == self.group.id},
            marked=self.marked,
            tick=self._tick,
            done=self._changed,
        )
        return None

    def _changed(self) -> Outcome | None:
        self._list = None
        return None

    @property
    def takes_text(self) -> bool:  # type: ignore[override]
        return self._list is not None

    def typed(self, key: TypedKey) -> Outcome | None:
        return self._list.typed(key) if self._list is not None else None

    def _tick(self, lesson: Taught) -> Outcome | None:
        now = {*self.chosen} ^ {lesson.id}
        self.chosen = tuple(each.id for each in self.suited if each.id in now)
        return None

    def _sign(self) -> Outcome | None:
        self.agreement = not self.agreement
        return None

    def _use(self, mode: Mode) -> Outcome | None:
        self.mode = mode
        return None

    def _start(self) -> Outcome | None:
        assert self.group is not None
        return Leave(Start(self.group.id, tuple(lesson.id for lesson in self.taken), self.agreement, self.mode))

    # ------------------------------------------------------------ what there is

    @property
    def suited(self) -> list[Taught]:
        """What there is for the class's key stage, the half-term's own first. A refresh is for Years 5 and 6."""
        group = self.group
        if group is None:
            return []
        older = {"Y5", "Y6"} & set(group.year_groups)
        suited = [
            lesson
            for lesson in self.lessons
            if lesson.key_stage == group.key_stage and (older or not lesson.id.endswith(REFRESH))
        ]
        order = {lesson_id: place for place, lesson_id in enumerate(self.planned.get(group.id, ()))}
        return sorted(suited, key=lambda lesson: order.get(lesson.id, len(order)))

    def proposal(self, group: ClassRow) -> Taught | None:
        """What the class was not given before: first of what the half-term plans, and of that what is for a day or week
        that is near; then of what is for its years."""
        planned = [lesson for lesson in self.suited if lesson.id in self.planned.get(group.id, ())]
        suited = [lesson for lesson in self.suited if _for_years(lesson, group)] or self.suited
        fresh = [lesson for lesson in (*planned, *suited) if (group.id, lesson.id) not in self.given]
        timely = [lesson for lesson in fresh if lesson in planned and self._occasion(lesson)]
        return next(iter(timely or fresh or suited), None)

    def _occasion(self, lesson: Taught) -> Marked | None:
        """The day or week that is near and that a lesson is for."""
        return next((each for each in self.marked if lesson.id in each.lesson_ids), None)

    @property
    def picked(self) -> list[Taught]:
        return [lesson for lesson in self.suited if lesson.id in self.chosen]

    @property
    def taken(self) -> list[Taught]:
        """What is picked, without what cannot be done by the whole class at once."""
        return [lesson for lesson in self.picked if self.mode == "individual" or not isinstance(lesson, CheckIn)]

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        if self.open_title:
            return [*self.header(), *self._still_open()]
        if not self.classes:
            return [*self.header(), *self._no_classes()]
        if self.group is None:
            how = self._how() if len(self.classes) <= MANY else self._to_come_back()
            return [*self.header(), *self._choose_class(), *how]
        if self._list is not None:
            which = f"{self.group.title}, {self.group.key_stage.upper()}"
            return [*self.header(), *self._list.view(which, self.chosen)]
        return [*self.header(), *self._class_and_lesson(self.group), *self._how()]

    def _choose_class(self) -> list[Widget]:
        wide = ACROSS if len(self.classes) <= MANY else RIGHT - LEFT
        low = 890.0 - (len(self.marked) and 124)
        columns, rows = next(shape for most, shape in SHAPES.items() if most >= min(len(self.classes), MOST))
        places = cells(Rect(LEFT, 262, wide, low - 262), columns, rows)
        widgets: list[Widget] = [heading("one", Rect(LEFT, 198, ACROSS, 48), "1  Choose your class")]
        for cell, place in zip(places, self._class_pages.shown, strict=False):
            group = self.classes[place]
            take = partial(self._take, group)
            if len(self.classes) <= 6:
                widgets.append(self._class_picture(cell, group, place, take))
            else:
                widgets.append(self._class_tile(cell, group, take))
        widgets += self._class_pages.button(places[-1], "classes")
        return widgets + self._near(Rect(LEFT, 774, wide, 116))

    def _near(self, rect: Rect) -> list[Widget]:
        """The day or week that is near."""
        if not self.marked:
            return []
        marked = self.marked[0]
        what = "Lessons for it are marked in the list." if marked.lesson_ids else "Any of the lessons is for it."
        return [
            Row(
                "near", rect, f"{marked.title}: {marked.when}", note=what, icon="calendar", flat=True, fill="unsure"
            )
        ]  # fmt: skip

    def _class_picture(self, rect: Rect, group: ClassRow, place: int, take: Tap) -> "ClassPicture":
        """A class of a school with few: three children of its own on its tile."""
        names = FACES[group.key_stage]
        cast = (Player(names[(place * 3 + number) % len(names)], "happy") for number in range(3))
        art = Scenery("carpet" if group.key_stage == "ks1" else "classroom", tuple(cast), None)
        return ClassPicture(f"class-{group.id}", rect, group.title, take, note=_about(group), size=44, art=art)

    def _class_and_lesson(self, group: ClassRow) -> list[Widget]:
        signs: list[Widget] = []
        low = 890.0
        if group.signs:
            low = 754.0
            signs.append(
                Row(
                    "agreement",
                    Rect(LEFT, 774, ACROSS, 116),
                    "Sign the agreement",
                    self._sign,
                    note=SIGNING[self.mode],
                    icon="pen",
                    end="box",
                    chosen=self.agreement,
                )
            )
        another: list[Widget] = []
        if len(self.classes) > 1:
            button = Button(
                "another", Rect(690, 262, 382, 112), "Another class", self._another_class, kind="quiet", size=32
            )
            another.append(button)
        return [
            heading("one", Rect(LEFT, 198, ACROSS, 48), "1  Your class"),
            self._class_tile(Rect(LEFT, 262, 570, 112), group, None, chosen=True),
            *another,
            heading("two", Rect(LEFT, 394, ACROSS, 48), "2  The lesson"),
            *self._lesson(Rect(LEFT, 450, ACROSS, low - 450)),
            *signs,
        ]

    def _class_tile(self, rect: Rect, group: ClassRow, take: Tap | None, *, chosen: bool = False) -> Row:
        size = 36 if rect.h < 150 else 44
        return Row(f"class-{group.id}", rect, group.title, take, note=_about(group), chosen=chosen, size=size)

    def _lesson(self, rect: Rect) -> list[Widget]:
        picked = self.picked
        change = Button(
            "change",
            Rect(rect.right - 276, rect.bottom - 124, 252, 112),
            "Change",
            self._change,
            kind="quiet",
            icon="list",
            size=34,
        )
        widgets: list[Widget] = [card("lesson", rect)]
        side = rect.h - 44
        picture = Rect(rect.x + 22, rect.y + 22, min(side * 1.4, 400), side)
        if picked:
            widgets.append(Image("lesson-picture", picture, scenery(picked[0].first_picture), radius=24))
        else:
            widgets.append(Image("lesson-picture", picture, Part("mascots/think-thinking"), fit="contain"))
        x = picture.right + 28
        wide = rect.right - 24 - x
        if len(picked) == 1:
            note = picked[0].aim if self.taken else LEFT_OUT
            widgets += _one_lesson(picked[0], note, self._occasion(picked[0]), Rect(x, rect.y, wide, rect.h))
        elif picked:
            widgets += _some_lessons(picked, self.taken, Rect(x, rect.y, wide, rect.h))
        else:
            none = "No lesson: only the agreement." if self.agreement else "No lesson is chosen."
            widgets.append(Words("lesson-title", Rect(x, rect.y + 40, wide, 100), none, size=34, weight=600))
        return [*widgets, change]

    def _how(self) -> list[Widget]:
        x, wide = RIGHT_X, RIGHT_W
        modes: tuple[tuple[Mode, str, str, Scenery], ...] = (
            ("individual", "One at a time", "Pupils come to the screen and sign for themselves.", ALONE),
            ("whole-class", "Whole class", "Everyone watches. You tap what the class decides.", TOGETHER),
        )
        widgets: list[Widget] = [heading("three", Rect(x, 198, wide, 48), "3  How will you use it?")]
        for place, (mode, label, note, art) in enumerate(modes):
            widgets.append(
                Tile(
                    f"mode-{mode}",
                    Rect(x, 262 + place * 226, wide, 202),
                    label,
                    lambda mode=mode: self._use(mode),
                    art=art,
                    style="choice",
                    state="chosen" if mode == self.mode else "awake",
                    note=note,
                    size=38,
                )
            )
        return [*widgets, self._start_button(Rect(x, 722, wide, 168)), *self._to_come_back()]

    def _to_come_back(self) -> list[Widget]:
        return [
            icon("back-icon", "lock", (LEFT + 18, 970), 34, second="cream"),
            Words(
                "back-here",
                Rect(LEFT + 56, 946, ACROSS + 500, 48),
                "To come back here during a lesson: hold the top left corner, then enter your code.",
                size=28,
                colour="ink2",
                valign="middle",
                shrink_to=SMALLEST,
            ),
        ]

    def _start_button(self, rect: Rect) -> Button:
        if self.group is None:
            return Button("start", rect, "Choose a class first", None, kind="off", size=40)
        if not self.chosen and not self.agreement:
            return Button("start", rect, "Choose a lesson first", None, kind="off", size=40)
        if not self.taken and not self.agreement:
            return Button("start", rect, "A check-in is one at a time", None, kind="off", size=40)
        label = f"Start with {self.group.title}"
        return Button("start", rect, label, self._start, icon="play", size=50 if len(label) < 24 else 38, weight=700)

    def _still_open(self) -> list[Widget]:
        return _said(
            f"{self.open_title} is still open",
            "One lesson can be open at a time. End it in the live view, then start the next one.",
            Button(
                "go",
                Rect(800, 680, 560, 130),
                "To the live view",
                lambda: Leave(GoTo("live")),
                icon="next",
                icon_side="right",
                size=42,
            ),
            "think-kind",
        )

    def _no_classes(self) -> list[Widget]:
        assert self.staff is not None
        if self.staff.role != "lead":
            return _said("There are no classes yet", "The computing lead brings in the class list.", None, "think-wait")
        return _said(
            "There are no classes yet",
            "First bring in a class list: a CSV file from the office’s system.",
            Button(
                "go",
                Rect(800, 680, 560, 130),
                "To the school",
                lambda: Leave(GoTo("school")),
                icon="next",
                icon_side="right",
                size=42,
            ),
            "think-wait",
        )


@dataclass(frozen=True)
class ClassPicture(Row):
    """A class's card with a picture at its left."""

    art: Art | None = None

    def _left(self, painter: Painter, inside: Rect, middle: float, fill: str) -> float:
        assert self.art is not None
        frame = Rect(inside.x + 20, inside.y + 20, min(inside.h * 1.2, inside.w * 0.4), inside.h - 40)
        painter.picture(self.art, frame, 24)
        return frame.right + 24


def _for_years(lesson: Taught, group: ClassRow) -> bool:
    return not lesson.years or any(f"Y{year}" in group.year_groups for year in lesson.years)


def _about(group: ClassRow) -> str:
    pupils = "1 pupil" if group.size == 1 else f"{group.size} pupils"
    return f"{pupils}, {group.key_stage.upper()}"


def _one_lesson(lesson: Taught, note: str, occasion: Marked | None, room: Rect) -> list[Widget]:
    about: list[Widget] = [
        Words(
            "lesson-aim",
            Rect(room.x, room.y + 110, room.w, 60),
            note,
            size=28,
            colour="ink2",
            leading=1.3,
            shrink_to=26,
        )
    ]
    if occasion:
        # There is room for one of the two, and the aim does not end on Friday.
        about = [
            icon("timely-icon", "calendar", (room.x + 20, room.y + 136), 40, "ochre"),
            Words(
                "timely",
                Rect(room.x + 56, room.y + 106, room.w - 56, 64),
                f"For {occasion.title}, {occasion.when}",
                size=28,
                weight=600,
                colour="ochre",
                leading=1.3,
                valign="middle",
                shrink_to=SMALLEST,
            ),
        ]
    return [
        Words(
            "lesson-title",
            Rect(room.x, room.y + 18, room.w, 68),
            lesson.title,
            size=36,
            weight=700,
            valign="bottom",
            leading=1.2,
            shrink_to=28,
        ),
        *about,
        icon("lesson-clock", "clock", (room.x + 18, room.bottom - 68), 36),
        Words(
            "lesson-minutes",
            Rect(room.x + 48, room.bottom - 92, room.w - 330, 48),
            minutes(lesson.minutes),
            size=28,
            weight=500,
            colour="ink2",
            valign="middle",
        ),
    ]


def _some_lessons(lessons: Sequence[Taught], taken: Sequence[Taught], room: Rect) -> list[Widget]:
    together = sum(lesson.minutes for lesson in taken)
    count = "1 lesson" if len(taken) == 1 else f"{len(taken)} lessons"
    widgets: list[Widget] = [
        Words("lesson-title", Rect(room.x, room.y + 34, room.w, 44), count, size=36, weight=700),
        icon("lesson-clock", "clock", (room.x + 18, room.bottom - 68), 36),
        Words(
            "lesson-minutes",
            Rect(room.x + 48, room.bottom - 92, room.w - 330, 48),
            minutes(together),
            size=28,
            weight=500,
            colour="ink2",
            valign="middle",
        ),
    ]
    names = [*([LEFT_OUT] if len(taken) < len(lessons) else []), *(lesson.title for lesson in taken)]
    if len(names) > 3:
        names = [*names[:2], f"and {len(names) - 2} more"]
    for place, name in enumerate(names):
        room_ = Rect(room.x, room.y + 88 + place * 40, room.w, 36)
        widgets.append(
            Words(f"lesson-{place}", room_, name, size=28, colour="ink2", valign="middle", shrink_to=SMALLEST)
        )
    return widgets


def _said(what: str, then: str, button: Button | None, mascot: str) -> list[Widget]:
    """Why there is nothing to choose here, and what to do."""
    widgets: list[Widget] = [
        Panel("said", Rect(LEFT, 262, RIGHT - LEFT, 628), "paper", edge="card_edge", radius=40, level=1),
        Image("think", Rect(220, 356, 480, 440), Part(f"mascots/{mascot}"), fit="contain"),
        Words("what", Rect(800, 322, 940, 156), what, size=52, weight=700, valign="bottom", shrink_to=34),
        Words("then", Rect(800, 520, 940, 120), then, size=34, colour="ink2", leading=1.4),
    ]
    return [*widgets, button] if button is not None else widgets
