"""The first start: the school, its people, and then the kiosk is set up. Nothing is kept before the last step."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.records.rows import Role, SetUp
from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    Pages,
    Row,
    StaffPage,
    action,
    asleep,
    card,
    heading,
    icon,
    initial,
    line,
    sign,
    title,
)
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Drawing, Image, Panel, Tile, Widget, Words

STEPS = ("School", "People", "Set up")
TEACHERS = 4
"""How many fill their part of the page."""

Judge = Callable[[str, Role, str, str], str]
"""A code, whose it is to be, the name and the school's name: what is wrong with the code, or nothing."""
Advice = tuple[Literal["good", "look", "plain"], str]


@dataclass(frozen=True)
class SetUpDone:
    first: SetUp


@dataclass(frozen=True)
class Hashed:
    """The codes are ready to be kept."""


class FirstRun(StaffPage):
    # Left alone it waits: there is nothing yet that it could go back to.
    idle = "rest"

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge
        self.step = 0
        self.cycle_year: Literal["A", "B"] = "A"
        self.school = Entry("school", "School’s name", capitals=True, icon="school")
        self.safeguarding = Entry("safeguarding", "Safeguarding lead", capitals=True, icon="shield")
        self.lead = Entry("lead", "Your name", capitals=True, icon="person")
        self.passphrase = Entry("passphrase", "Your passphrase", masked=True, icon="key", most=128)
        self.again = Entry("again", "The same again", masked=True, icon="key", most=128)
        self.teacher = Entry("teacher", "Teacher’s name", capitals=True, icon="person")
        # Not masked: the lead makes it up, and tells it to the teacher.
        self.code = Entry("code", "Teacher’s code", icon="key", most=128)
        self.typing = Typing(
            self.school, self.safeguarding, self.lead, self.passphrase, self.again, self.teacher, self.code
        )
        self.teachers: list[tuple[str, str]] = []
        self.pages = Pages(0, TEACHERS)
        self.refusal = ""

    @property
    def takes_text(self) -> bool:  # type: ignore[override]
        return self.typing.at is not None

    def refused(self, sentence: str) -> "FirstRun":
        """The records did not take it: the same page, where the people are put right, saying why."""
        self.refusal = sentence
        self._to(1)
        return self

    # ------------------------------------------------------------ what is done

    def typed(self, key: TypedKey) -> Outcome | None:
        if self.busy:
            return None
        if key.name in ("return", "enter", "tab"):
            return self._on()
        if key.name == "escape":
            return self._keys_away()
        if self.typing.typed(key):
            self.refusal = ""
        return None

    def _on(self) -> Outcome | None:
        """The next field; after the last there is none, and the keys are for the buttons."""
        self.typing.choose(self.typing.after(self.fields))
        self.typing.keys_up = self.typing.keys_up and self.typing.at is not None
        return None

    def _keys_away(self) -> Outcome | None:
        self.typing.keys_up = False
        return None

    def _to(self, step: int) -> Outcome | None:
        self.step = step
        self.typing.keys_up = False
        self.typing.choose(self.fields[0] if self.fields else None)
        return None

    def _year(self, year: Literal["A", "B"]) -> Outcome | None:
        self.cycle_year = year
        return None

    def _see(self) -> Outcome | None:
        self.passphrase.masked = self.again.masked = not self.passphrase.masked
        return None

    def _add(self) -> Outcome | None:
        self.teachers.append((self.teacher.value.strip(), self.code.value.strip()))
        self.teacher.value = self.code.value = ""
        self.pages = Pages(len(self.teachers), TEACHERS, (len(self.teachers) - 1) // TEACHERS)
        return self.typing.choose(self.teacher)

    def _change(self, place: int) -> Outcome | None:
        """A teacher's name and code go back into the fields; what stood there, if it was whole, takes their place."""
        pending = [(self.teacher.value.strip(), self.code.value.strip())] if self.teacher_ready else []
        self.teacher.value, self.code.value = self.teachers.pop(place)
        self.teachers += pending
        self.pages = Pages(len(self.teachers), TEACHERS)
        return self.typing.choose(self.teacher)

    def _set_up(self) -> Outcome | None:
        return Leave(
            SetUpDone(
                SetUp(
                    school=self.school.value.strip(),
                    safeguarding_lead=self.safeguarding.value.strip(),
                    lead_name=self.lead.value.strip(),
                    lead_passphrase=self.passphrase.value,
                    teachers=tuple(self.everybody),
                    cycle_year=self.cycle_year,
                )
            )
        )

    # ------------------------------------------------------------ what there is

    @property
    def fields(self) -> list[Entry]:
        """The fields of this step, in order."""
        if self.step == 0:
            return [self.school, self.safeguarding]
        if self.step == 1:
            return [self.lead, self.passphrase, self.again, self.teacher, self.code]
        return []

    @property
    def together(self) -> list[Entry]:
        """The fields that stand above the keyboard with the present one."""
        if self.step == 0:
            return self.fields
        return self.fields[:3] if self.typing.at in self.fields[:3] else self.fields[3:]

    @property
    def everybody(self) -> list[tuple[str, str]]:
        """The teachers, with the one who is in the fields still."""
        pending = [(self.teacher.value.strip(), self.code.value.strip())] if self.teacher_ready else []
        return [*self.teachers, *pending]

    @property
    def lead_fault(self) -> str:
        """What is wrong with the passphrase that has been typed."""
        if not self.passphrase.value:
            return ""
        return self.judge(self.passphrase.value, "lead", self.lead.value.strip(), self.school.value.strip())

    @property
    def lead_ready(self) -> bool:
        chosen = self.passphrase.value
        return bool(self.lead.value.strip() and chosen) and not self.lead_fault and chosen == self.again.value

    @property
    def _taken(self) -> bool:
        """Whether somebody else has the name in the teacher's field."""
        taken = {self.lead.value.strip().casefold(), *(each.casefold() for each, _ in self.teachers)} - {""}
        return self.teacher.value.strip().casefold() in taken

    @property
    def teacher_fault(self) -> str:
        name, code = self.teacher.value.strip(), self.code.value
        if self._taken:
            return f"There is a {name} already. Add a first name or an initial."
        if code and not name:
            return "Whose code is it? Type the teacher’s name."
        return self.judge(code, "teacher", name, self.school.value.strip()) if code else ""

    @property
    def teacher_ready(self) -> bool:
        return bool(self.teacher.value.strip() and self.code.value) and not self.teacher_fault

    @property
    def missing(self) -> str:
        """What this step still needs, as the button says it; nothing when it is whole."""
        if self.step == 0:
            needed = [entry for entry in self.fields if not entry.value.strip()]
            return f"First: {needed[0].label[0].lower()}{needed[0].label[1:]}" if needed else ""
        if not self.lead.value.strip():
            return "First: your name"
        if not self.lead_ready:
            return "First: your passphrase"
        if (self.teacher.value.strip() or self.code.value) and not self.teacher_ready:
            return "First: the teacher"
        return ""

    @property
    def advice(self) -> Advice:
        """What is said about the passphrase."""
        if self.refusal:
            return "look", self.refusal
        if not self.passphrase.value:
            return "plain", "12 characters or more. Three or four words are easy to keep in mind."
        if self.lead_fault:
            return "look", self.lead_fault
        if not self.again.value:
            return "good", "Strong: a long time to guess. Now type it once more."
        if self.again.value != self.passphrase.value:
            return "look", "The two are not the same yet."
        return "good", "Strong: a long time to guess."

    @property
    def teacher_advice(self) -> Advice:
        if self.teacher_fault:
            return "look", self.teacher_fault
        if self.teacher_ready:
            return "good", "Tell the code to the teacher, to nobody else."
        return "plain", "A code of 8 characters or more: digits are fine."

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        if self.typing.keys_up and self.typing.at is not None:
            return [*self.header(), *self._steps(), *self._with_keyboard()]
        page = (self._school, self._people, self._summary)[self.step]()
        whole = [*self.header(), *self._steps(), *page, *self._actions()]
        return asleep(whole) if self.busy else whole

    def _steps(self) -> list[Widget]:
        widgets: list[Widget] = []
        for place, name in enumerate(STEPS):
            back = (lambda place=place: self._to(place)) if place < self.step else None
            tab = Rect(556 + place * 364, 54, 350, 124)
            widgets += [
                Button(f"step-{place}", tab, name, back, kind="tab", chosen=place == self.step, size=30),
                _number(place, self.step, (tab.x + 52, tab.y + 58)),
            ]
        return widgets

    def _field(self, entry: Entry, rect: Rect) -> Widget:
        state: Literal["idle", "good", "look"] = "good" if entry.value.strip() else "idle"
        if entry.value and self._wrong(entry):
            state = "look"
        return self.typing.field(entry, rect, state=state)

    def _wrong(self, entry: Entry) -> bool:
        if entry is self.passphrase:
            return bool(self.lead_fault)
        if entry is self.again:
            return entry.value != self.passphrase.value
        if entry is self.teacher:
            return self._taken
        return entry is self.code and bool(self.teacher_fault) and not self._taken

    def _with_keyboard(self) -> list[Widget]:
        """The fields that belong together above the keyboard, and what is said about them."""
        fields = self.together
        see = self.passphrase in fields
        room = (1190 if see else 1420) - 24 * (len(fields) - 1)
        widgets: list[Widget] = []
        x = LEFT
        for entry in fields:
            # The one that is being typed in has twice the room of the others.
            wide = room / (len(fields) + 1) * (2 if entry is self.typing.at else 1)
            widgets.append(self._field(entry, Rect(x, 246, wide, ACTION_H)))
            x += wide + 24
        if see:
            label = "See it" if self.passphrase.masked else "Hide it"
            name = "eye" if self.passphrase.masked else "eye-off"
            widgets.append(
                Button("see", Rect(1310, 246, 206, ACTION_H), label, self._see, kind="quiet", icon=name, size=30)
            )
        following = self.typing.after(self.fields)
        label = "Next" if following is not None else "Done"
        widgets.append(
            Button("on", Rect(1540, 246, 284, ACTION_H), label, self._on, icon="next" if following else "tick", size=36)
        )
        if self.step == 1:
            advice = self.advice if see else self.teacher_advice
            widgets += _told(Rect(LEFT, 368, 1728, 48), advice, "cream")
        return [*widgets, *self.typing.keyboard()]

    def _school(self) -> list[Widget]:
        x = 1004.0
        wide = RIGHT - x
        years = ("A", "B")
        widgets: list[Widget] = [
            *title("Your school"),
            self._field(self.school, Rect(LEFT, 310, 860, ACTION_H)),
            self._field(self.safeguarding, Rect(LEFT, 486, 860, ACTION_H)),
            Words(
                "who",
                Rect(LEFT, 616, 860, 40),
                "Pupils are told to go to this person when they are worried.",
                SMALLEST,
                colour="ink2",
            ),
            heading("years", Rect(LEFT, 670, 860, 56), "Which year of the two-year cycle is this?", size=28),
            *(
                Tile(
                    f"year-{year}",
                    Rect(LEFT + place * 442, 734, 418, 118),
                    f"Year {year}",
                    lambda year=year: self._year(year),
                    style="choice",
                    state="chosen" if year == self.cycle_year else "awake",
                )
                for place, year in enumerate(years)
            ),
            Words(
                "unsure",
                Rect(LEFT, 868, 860, 30),
                "In a school that is new to it, this is year A.",
                SMALLEST,
                colour="ink2",
            ),
            card("welcome", Rect(x, TOP, wide, BOTTOM - TOP)),
            Image("think", Rect(x + 60, TOP + 40, 240, 220), Part("mascots/think-wave"), fit="contain"),
            Image("click", Rect(x + 520, TOP + 60, 220, 200), Part("mascots/click-happy"), fit="contain"),
            Words("hello", Rect(x + 48, TOP + 262, wide - 96, 56), "Three short steps", 40, 700),
        ]
        steps = (
            ("school", "Your school, and who pupils go to"),
            ("people", "Who signs in: you, and the teachers"),
            ("seal", "A recovery code to write down"),
            ("folder", "After that: class lists and term dates"),
        )
        for place, (name, words) in enumerate(steps):
            y = TOP + 352 + place * 58
            widgets += [
                icon(f"welcome-icon-{place}", name, (x + 78, y), 44),
                Words(f"welcome-{place}", Rect(x + 122, y - 26, wide - 160, 52), words, 30, valign="middle"),
            ]
        room = Rect(x + 48, BOTTOM - 96, wide - 96, 70)
        return [
            *widgets,
            line("welcome-line", x + 48, BOTTOM - 116, wide - 96),
            Words(
                "nothing",
                room,
                "No password comes with the program. Nothing is kept until the last step.",
                26,
                colour="ink2",
            ),
        ]

    def _people(self) -> list[Widget]:
        x = 1000.0
        wide = RIGHT - x
        widgets: list[Widget] = [
            heading("lead-title", Rect(LEFT, 190, 840, 52), "Computing lead", size=36),
            self._field(self.lead, Rect(LEFT, 296, 840, ACTION_H)),
            self._field(self.passphrase, Rect(LEFT, 464, 840, ACTION_H)),
            self._field(self.again, Rect(LEFT, 632, 840, ACTION_H)),
            *_box(Rect(LEFT, 768, 840, 122), self.advice, "lead"),
            heading("teachers-title", Rect(x, 190, 500, 52), "Teachers", size=36),
            self._field(self.teacher, Rect(x, 296, 440, ACTION_H)),
            self._field(self.code, Rect(x + 464, 296, wide - 464, ACTION_H)),
            *_told(Rect(x, 424, wide - 300, 112), self.teacher_advice, "cream", "teacher-"),
            Button(
                "add",
                Rect(RIGHT - 284, 426, 284, ACTION_H),
                "Add",
                self._add if self.teacher_ready else None,
                kind="quiet" if self.teacher_ready else "off",
                icon="plus",
                size=34,
            ),
        ]
        count = len(self.everybody)
        so_far = f"{count} so far" if count else "None yet"
        note = Rect(x + 340, 190, wide - 340, 52)
        widgets.append(Words("so-far", note, so_far, 28, colour="ink2", align="right", valign="middle"))
        if not self.teachers:
            widgets += [
                Panel("none-yet", Rect(x, 566, wide, BOTTOM - 566), "paper", edge="off_edge", radius=32, dashed=True),
                Image("think", Rect(x + 40, 606, 220, 240), Part("mascots/think-kind"), fit="contain"),
                Words(
                    "why-teachers",
                    Rect(x + 290, 606, wide - 330, 240),
                    "Each teacher starts lessons with a name and a code of their own. Type in the first one, "
                    "then tap “Add” for the next.",
                    size=28,
                    colour="ink2",
                    valign="middle",
                    leading=1.35,
                ),
            ]
        for place, number in enumerate(self.pages.shown):
            name, _ = self.teachers[number]
            rect = Rect(x + place % 2 * 420, 560 + place // 2 * 126, 404, ACTION_H)
            widgets.append(
                Row(
                    f"teacher-{number}",
                    rect,
                    name,
                    lambda number=number: self._change(number),
                    note="Tap to change",
                    initial=initial(name),
                    tint=("sky", "peach", "mint", "rose")[number % 4],
                )
            )
        return widgets

    def _summary(self) -> list[Widget]:
        half = 852.0
        x = LEFT + half + 24
        widgets: list[Widget] = [
            *title("Is this right?", "Nothing has been kept yet."),
            card("sum-school", Rect(LEFT, 270, half, 440)),
            card("sum-people", Rect(x, 270, half, 440)),
        ]
        people = [name for name, _ in self.everybody]
        teachers = ", ".join(people) if people else "None: only you can start lessons"
        if len(teachers) > 64:
            teachers = f"{people[0]} and {len(people) - 1} more"
        rows = (
            ("school", "School", self.school.value, LEFT, 0),
            ("shield", "Safeguarding lead", self.safeguarding.value, LEFT, 1),
            ("calendar", "Two-year cycle", f"Year {self.cycle_year}", LEFT, 2),
            ("person", "Computing lead", self.lead.value, x, 0),
            ("key", "Passphrase", f"{len(self.passphrase.value)} characters, never shown again", x, 1),
            ("people", "Teachers" if len(people) != 1 else "Teacher", teachers, x, 2),
        )
        for name, what, value, left, place in rows:
            y = 300 + place * 130
            widgets += [
                icon(f"sum-icon-{what}", name, (left + 60, y + 50), 48),
                Words(f"sum-{what}", Rect(left + 112, y + 4, half - 150, 32), what, SMALLEST, colour="ink2"),
                Words(
                    f"sum-value-{what}", Rect(left + 112, y + 44, half - 150, 70), value.strip(), 32, 600, leading=1.2
                ),
            ]
        return [
            *widgets,
            Panel("next-box", Rect(LEFT, 734, RIGHT - LEFT, 156), "now", edge="blue", radius=28),
            icon("next-icon", "seal", (LEFT + 84, 812), 76, "blue", "now"),
            Words("next-1", Rect(LEFT + 156, 768, 1500, 40), "Next you get a recovery code", 34, 600),
            Words(
                "next-2",
                Rect(LEFT + 156, 824, 1500, 40),
                "Have paper, a pen and an envelope ready: it is the only way back in if the passphrase is lost.",
                size=28,
            ),
        ]

    def _actions(self) -> list[Widget]:
        widgets: list[Widget] = []
        if self.step:
            back = action(
                "back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: self._to(self.step - 1), icon="back"
            )
            widgets.append(back)
        if self.step == 1:
            widgets += self.pages.button(Rect(1000, ACTION_Y, 300, ACTION_H), "teachers")
        missing = self.missing if self.step < 2 else ""
        room = Rect(RIGHT - 500, ACTION_Y, 500, ACTION_H)
        if missing:
            return [*widgets, action("next", room, missing, None, main=True)]
        if self.step == 2:
            go = action("set-up", room, "Set up the kiosk", self._set_up, icon="tick", main=True)
            return [*widgets, replace(go, busy=self.busy)]
        label = f"Next: {STEPS[self.step + 1][0].lower()}{STEPS[self.step + 1][1:]}"
        return [*widgets, action("next", room, label, lambda: self._to(self.step + 1), icon="next", main=True)]


def _number(place: int, now: int, centre: tuple[float, float]) -> Drawing:
    """A step's number: in a ring while it is to come, in a disc now, and a tick once it is done."""

    def paint(painter: Painter, rect: Rect) -> None:
        if place < now:
            painter.disc(centre, 50, "mint")
            painter.icon("tick", centre, 32, "ink", "mint")
            return
        fill, edge, colour = ("green", "green", "on_green") if place == now else ("header", "tab_text", "tab_text")
        painter.disc(centre, 50, fill, edge, 4)
        painter.words(str(place + 1), rect, 30, 700, colour, "centre", "middle", grow=False)

    rect = Rect(centre[0] - 28, centre[1] - 28, 56, 56)
    return Drawing(f"number-{place}", rect, paint, (place, now), label=f"Step {place + 1}")


def _told(rect: Rect, advice: Advice, ground: str, key: str = "") -> list[Widget]:
    """A mark and a sentence."""
    kind, words = advice
    middle = rect.y + rect.h / 2
    room = Rect(rect.x + 60, rect.y, rect.w - 60, rect.h)
    told = Words(f"{key}advice", room, words, 28, 600 if kind != "plain" else 400, valign="middle", leading=1.25)
    if kind == "plain":
        return [icon(f"{key}advice-sign", "key", (rect.x + 26, middle), 38, second=ground), told]
    return [sign(f"{key}advice-sign", "done" if kind == "good" else "look", (rect.x + 26, middle), 44), told]


def _box(rect: Rect, advice: Advice, key: str) -> list[Widget]:
    """The same in a box."""
    looks = {"good": ("done", "green"), "look": ("unsure", "ochre"), "plain": ("now", "blue")}
    fill, edge = looks[advice[0]]
    return [
        Panel(f"{key}-box", rect, fill, edge=edge, radius=26),
        *_told(Rect(rect.x + 24, rect.y, rect.w - 48, rect.h), advice, fill, f"{key}-"),
    ]
