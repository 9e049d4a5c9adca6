"""The check of a class list before anything changes: who would join, leave and move, and what has to be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.records.rows import Known, Match, Plan, Problem, RosterLine, StaffRow
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    WIDTH,
    Pages,
    Row,
    Short,
    StaffPage,
    action,
    asleep,
    card,
    heading,
    line,
    over,
    sign,
    stat,
    title,
)
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Image, Widget, Words

PROBLEMS, CLASSES, CHOICES, NAMES = 3, 8, 8, 11
"""How many fill a page, and a column of names."""
COLUMNS = {"joiners": 2, "leavers": 2, "movers": 1}
CARD_Y = 404.0
LIST = Rect(LEFT, CARD_Y, 1060, BOTTOM - CARD_Y)
BY_CLASS = Rect(LEFT + 1084, CARD_Y, WIDTH - 1084, BOTTOM - CARD_Y)


@dataclass(frozen=True)
class Settled:
    """A question was answered: what would change is to be worked out again."""

    problem_id: str
    choice: str


@dataclass(frozen=True)
class Apply:
    """Make the changes."""


class RosterCheck(StaffPage):
    """It begins at the first question that is still open."""

    def __init__(self, staff: StaffRow, plan: Plan) -> None:
        super().__init__(staff, title="Bring in a class list")
        self.plan = plan
        self.problems = Pages(len(plan.problems), PROBLEMS)
        self.problems.page = next((place for place, each in enumerate(plan.problems) if each.open), 0) // PROBLEMS
        self.by_class = Pages(len(plan.by_class), CLASSES)
        self.asked: Problem | None = None
        self.choices = Pages(0, CHOICES)
        self.names: tuple[str, tuple[str, ...]] | None = None
        """What list of names lies over the page."""
        self.name_pages = Pages(0, NAMES)

    # ------------------------------------------------------------ what is done

    def _ask(self, problem: Problem) -> Outcome | None:
        self.asked = problem
        self.choices = Pages(len(problem.choices), CHOICES)
        return None

    def _name(self, what: str, names: Sequence[str]) -> Outcome | None:
        self.names = (what, tuple(names))
        self.name_pages = Pages(len(names), NAMES * COLUMNS[what])
        return None

    def _close(self) -> Outcome | None:
        self.asked = self.names = None
        return None

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        lines = "1 line" if self.plan.roster.lines == 1 else f"{self.plan.roster.lines} lines"
        page = [
            *self.header(),
            *title("Check before anything changes", f"{self.plan.roster.file_name}, {lines}", along=0.4),
            *self._numbers(),
            *self._list(),
            *self._classes(),
            *self._actions(),
        ]
        if self.asked is not None:
            return [*asleep(page), *self._question(self.asked)]
        if self.names is not None:
            return [*asleep(page), *self._who(*self.names)]
        return page

    def _numbers(self) -> list[Widget]:
        plan = self.plan
        joiners = sorted(
            [*map(_joiner, plan.joiners), *(f"{_joiner(match.line)}, here before" for match in plan.returning)]
        )
        lists = (
            ("joiner", "joiners", joiners),
            ("leaver", "leavers", sorted(map(_leaver, plan.leavers))),
            ("mover", "movers", sorted(map(_mover, plan.movers))),
        )
        widgets: list[Widget] = []
        for place, (kind, what, names) in enumerate(lists):
            tap = (lambda what=what, names=names: self._name(what, names)) if names else None
            one = what.removesuffix("s") if len(names) == 1 else what
            widgets.append(stat(f"stat-{kind}", _stat(place), len(names), one, kind, tap))
        widgets.append(stat("stat-same", _stat(3), len(plan.unchanged), "unchanged", "same"))
        if plan.still_open:
            widgets.append(stat("stat-look", _stat(4), plan.still_open, "left to choose", "look"))
        else:
            settled = sum(bool(problem.choices) for problem in plan.problems)
            widgets.append(stat("stat-done", _stat(4), settled, "settled", "done"))
        return widgets

    def _list(self) -> list[Widget]:
        count = len(self.plan.problems)
        head = "Nothing to look at" if not count else "1 line to look at" if count == 1 else f"{count} lines to look at"
        widgets: list[Widget] = [
            card("list", LIST),
            heading("list-title", Rect(LIST.x + 32, LIST.y + 12, 600, 60), head),
            Words(
                "list-rest",
                Rect(LIST.x + 560, LIST.y + 12, LIST.w - 592, 60),
                "The rest is ready." if count else "The whole list is ready.",
                size=SMALLEST,
                colour="ink2",
                align="right",
                valign="middle",
            ),
        ]
        if not count:
            think = Rect(LIST.x + 60, LIST.y + 130, 300, 270)
            widgets.append(Image("think", think, Part("mascots/think-happy"), fit="contain"))
            room = Rect(LIST.x + 420, LIST.y + 130, LIST.w - 480, 270)
            words = "Every line was understood. Tap a number above to see the names."
            widgets.append(Words("all-well", room, words, 34, valign="middle", leading=1.4))
        for place, number in enumerate(self.problems.shown):
            rect = Rect(LIST.x + 20, LIST.y + 84 + place * 132, LIST.w - 40, 118)
            widgets.append(self._row(rect, self.plan.problems[number], number))
        return widgets

    def _row(self, rect: Rect, problem: Problem, number: int) -> Row:
        where = f"Line {problem.line}: " if problem.line is not None else ""
        key = f"problem-{number}"
        if not problem.choices:
            note = f"{where}{_small(problem.do)}"
            kind = "done" if problem.put_right else "look"
            return Row(key, rect, problem.what, None, note=note, kind=kind, flat=True, size=28)
        chosen = next((choice.label for choice in problem.choices if choice.key == problem.chosen), "")
        note = f"{where}{_small(chosen) if chosen else _small(problem.do)}"
        return Row(
            key,
            rect,
            problem.what,
            lambda: self._ask(problem),
            note=note,
            kind="done" if chosen else "look",
            then="Change" if chosen else "Choose",
            fill="key2",
            size=28,
        )

    def _classes(self) -> list[Widget]:
        box = BY_CLASS
        widgets: list[Widget] = [
            card("by-class", box),
            heading("by-class-title", Rect(box.x + 32, box.y + 12, 230, 60), "By class"),
        ]
        columns = (("joiner", box.x + 352), ("leaver", box.x + 462), ("mover", box.x + 572))
        widgets += [sign(f"by-{kind}", kind, (x, box.y + 42), 42) for kind, x in columns]
        for place, number in enumerate(self.by_class.shown):
            change = self.plan.by_class[number]
            y = box.y + 82 + place * 49
            widgets += [
                line(f"class-line-{place}", box.x + 24, y, box.w - 48),
                Short(f"class-{place}", Rect(box.x + 32, y + 3, 270, 46), change.title, weight=600),
            ]
            for (kind, x), count in zip(columns, (change.joiners, change.leavers, change.movers), strict=True):
                room = Rect(x - 50, y + 3, 100, 46)
                weight, colour = (700, "ink") if count else (400, "ink2")
                text = str(count) if count else "–"
                widgets.append(
                    Words(f"{kind}-{place}", room, text, 28, weight, colour, align="centre", valign="middle")
                )
        return widgets

    def _actions(self) -> list[Widget]:
        left = self.plan.still_open
        label = f"Apply: {left} left to choose" if left else "Apply the changes"
        apply = (lambda: Leave(Apply())) if not left else None
        return [
            action("back", Rect(LEFT, ACTION_Y, 240, ACTION_H), "Back", lambda: Leave(Back()), icon="back"),
            *self.problems.button(Rect(360, ACTION_Y, 320, ACTION_H), "lines", "more-lines"),
            *self.by_class.button(Rect(704, ACTION_Y, 340, ACTION_H), "classes", "more-classes"),
            action(
                "apply",
                Rect(RIGHT - 540, ACTION_Y, 540, ACTION_H),
                label,
                apply,
                icon="tick" if apply else "",
                main=True,
            ),
        ]

    # ------------------------------------------------------------ what lies over it

    def _question(self, problem: Problem) -> list[Widget]:
        rows = -(-min(CHOICES, len(problem.choices)) // 2)
        high = 248 + rows * 126 + 30 + ACTION_H + 28
        box = Rect(260, (1080 - high) / 2, 1400, high)
        where = f"Line {problem.line} of the file. " if problem.line is not None else ""
        wide = box.w - 112
        widgets: list[Widget] = [
            *over(box),
            Words(
                "what", Rect(box.x + 56, box.y + 48, wide, 130), problem.what, 34, 700, leading=1.25, shrink_to=SMALLEST
            ),
            Words(
                "do",
                Rect(box.x + 56, box.y + 190, wide, 36),
                f"{where}{problem.do}",
                28,
                colour="ink2",
                valign="middle",
                shrink_to=SMALLEST,
            ),
        ]
        for place, number in enumerate(self.choices.shown):
            choice = problem.choices[number]
            rect = Rect(box.x + 56 + place % 2 * (wide / 2 + 8), box.y + 248 + place // 2 * 126, wide / 2 - 8, ACTION_H)
            widgets.append(
                Row(
                    f"choice-{choice.key}",
                    rect,
                    choice.label,
                    lambda choice=choice: Leave(Settled(problem.id, choice.key)),
                    end="ring",
                    chosen=choice.key == problem.chosen,
                    size=30,
                )
            )
        foot = box.bottom - ACTION_H - 28
        return [
            *widgets,
            Button(
                "not-now",
                Rect(box.x + 56, foot, 300, ACTION_H),
                "Not now",
                self._close,
                kind="quiet",
                icon="back",
                size=34,
            ),
            *self.choices.button(Rect(box.right - 416, foot, 360, ACTION_H), "choices", "more-choices"),
        ]

    def _who(self, what: str, names: Sequence[str]) -> list[Widget]:
        box = Rect(120, 96, 1680, 888)
        widgets: list[Widget] = [
            *over(box),
            heading("who", Rect(box.x + 56, box.y + 36, 700, 60), f"{len(names)} {what}", size=40),
        ]
        if what == "leavers":
            room = Rect(box.x + 800, box.y + 36, box.w - 856, 60)
            keep = "Leavers keep their records."
            widgets.append(Words("who-note", room, keep, 28, colour="ink2", align="right", valign="middle"))
        columns = COLUMNS[what]
        wide = (box.w - 112 - 40 * (columns - 1)) / columns
        for place, number in enumerate(self.name_pages.shown):
            column, row = divmod(place, NAMES)
            room = Rect(box.x + 56 + column * (wide + 40), box.y + 116 + row * 54, wide, 50)
            widgets.append(Short(f"who-{number}", room, names[number]))
        foot = box.bottom - ACTION_H - 28
        return [
            *widgets,
            *self.name_pages.button(Rect(box.x + 56, foot, 360, ACTION_H), "names", "more-names"),
            Button("close", Rect(box.right - 416, foot, 360, ACTION_H), "Close", self._close, icon="tick", size=36),
        ]


def _stat(place: int) -> Rect:
    return Rect(LEFT + place * 350, 268, 328, 116)


def _small(text: str) -> str:
    """A sentence that goes on after "Line 112: "."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _joiner(line_: RosterLine) -> str:
    return f"{line_.given_name} {line_.family_name}, {line_.class_title}"


def _leaver(known: Known) -> str:
    return f"{known.given_name} {known.family_name}, {known.class_title}"


def _mover(match: Match) -> str:
    name = f"{match.line.given_name} {match.line.family_name}"
    return f"{name}, from {match.known.class_title} to {match.line.class_title}"
