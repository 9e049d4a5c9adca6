"""The lessons that there are for a class, to tick: this half-term's, kind by kind, or by a word that is typed.

Not a screen itself.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.content.model import MONTHS, WEEKDAYS, CheckIn, Story, Taught
from kiosk.scenes.keyboard import Entry, Typing
from kiosk.scenes.staff import ACTION_H, ACTION_Y, LEFT, RIGHT, Pages, Row, action, cells, title
from kiosk.ui.scene import Outcome, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Widget, Words

REFRESH = "--refresh"
"""How the id of a lesson's refresh ends."""
Kind = Literal["now", "lessons", "stories", "short"]
KINDS: dict[Kind, str] = {
    "now": "This half-term", "lessons": "Lessons", "stories": "Stories", "short": "Short ones",
}  # fmt: skip
GRID = Rect(LEFT, 394, RIGHT - LEFT, 496)
FOUND = Rect(820, 206, RIGHT - 820, 296)
"""Where what is found stands while the keyboard is up."""
KEYS_Y = 526.0


@dataclass(frozen=True)
class Marked:
    """A day or a week that is near, as it is said: "16 to 20 November". Without `lesson_ids` any lesson is for it."""

    title: str
    when: str
    lesson_ids: frozenset[str] = frozenset()


class LessonList:
    """`tick` is told of a lesson that was touched, `done` that the list is finished with. `none`: what it means to have
    ticked none."""

    def __init__(
        self,
        lessons: Sequence[Taught],
        *,
        planned: Sequence[str],
        given: Collection[str],
        marked: Sequence[Marked],
        tick: Callable[[Taught], Outcome | None],
        done: Callable[[], Outcome | None],
        none: str = "Use no lesson",
    ) -> None:
        self.lessons = tuple(lessons)
        self.planned = tuple(planned)
        self.given = given
        self.marked = tuple(marked)
        self.tick = tick
        self.done = done
        self.none = none
        self.search = Entry("search", "Search", icon="search", most=40)
        self.typing = Typing(self.search)
        self.kind: Kind = "now" if self._of("now") else "lessons"
        self._turned: dict[tuple[Kind, str], Pages] = {}

    def _of(self, kind: Kind) -> list[Taught]:
        return [lesson for lesson in self.lessons if self._is(lesson, kind)]

    def _is(self, lesson: Taught, kind: Kind) -> bool:
        if kind == "now":
            return lesson.id in self.planned
        sort: Kind = "stories" if isinstance(lesson, Story) else "short" if lesson.id.endswith(REFRESH) else "lessons"
        return kind == sort

    @property
    def shown(self) -> list[Taught]:
        """What was searched for, or all of a kind."""
        return found(self.lessons, self.search.value) if self.search.value.strip() else self._of(self.kind)

    # ------------------------------------------------------------ what is done

    def typed(self, key: TypedKey) -> Outcome | None:
        if key.name in ("return", "enter", "escape"):
            self.typing.keys_up = False
        else:
            self.typing.typed(key)
        return None

    def _show(self, kind: Kind) -> Outcome | None:
        self.kind, self.search.value = kind, ""
        return None

    def _hide(self) -> Outcome | None:
        self.typing.keys_up = False
        return None

    # ------------------------------------------------------------ look

    def view(self, which: str, chosen: Collection[str]) -> list[Widget]:
        """The whole page: `which` class it is for, and which lessons have been ticked."""
        count = len(chosen)
        done = self.none if not count else "Use this lesson" if count == 1 else f"Use these {count} lessons"
        use = action("changed", Rect(1264, ACTION_Y, 560, ACTION_H), done, self.done, icon="tick", main=True)
        shown = self.shown
        if self.typing.keys_up:
            return [*self._looking(shown, chosen), use]
        # How far each list was turned is kept, so that one comes back to where one was.
        pages = self._turned.setdefault((self.kind, self.search.value), Pages(len(shown), 8))
        rows: list[Widget] = [
            self._row(cell, shown[place], chosen) for cell, place in zip(cells(GRID, 2, 4), pages.shown, strict=False)
        ]
        kinds = [kind for kind in KINDS if self._of(kind)]
        wide = (1092 - 16 * (len(kinds) - 1) - LEFT) / len(kinds)
        return [
            *title("Choose lessons", which, 1092 - LEFT, 0.5),
            *(
                Button(
                    f"kind-{kind}",
                    Rect(LEFT + place * (wide + 16), 266, wide, 112),
                    KINDS[kind],
                    lambda kind=kind: self._show(kind),
                    kind="quiet",
                    size=30,
                    chosen=kind == self.kind and not self.search.value.strip(),
                )
                for place, kind in enumerate(kinds)
            ),
            self.typing.field(self.search, Rect(1124, 266, RIGHT - 1124, 112), focused=False),
            *(rows or [self._nothing(GRID)]),
            *pages.button(Rect(LEFT, ACTION_Y, 460, ACTION_H), "lessons"),
            use,
        ]

    def _looking(self, shown: Sequence[Taught], chosen: Collection[str]) -> list[Widget]:
        """The keyboard is up: the best of what is found beside what is typed."""
        places = cells(FOUND, 2, 2)
        more = len(shown) - len(places)
        said = f"{more} more. Type on, or hide the keys." if more > 0 else ""
        return [
            self.typing.field(self.search, Rect(LEFT, 250, 684, 112)),
            Words("more", Rect(LEFT, 398, 684, 60), said, size=28, colour="ink2", valign="middle"),
            *(self._row(place, lesson, chosen) for place, lesson in zip(places, shown, strict=False)),
            *([] if shown else [self._nothing(FOUND)]),
            *self.typing.letters(KEYS_Y, digits=True),
            action("hide", Rect(LEFT, ACTION_Y, 460, ACTION_H), "Hide the keys", self._hide, icon="down"),
        ]

    def _nothing(self, room: Rect) -> Words:
        said = f"Nothing is called like “{self.search.value.strip()}”."
        return Words("nothing", room, said, size=34, colour="ink2", align="centre", valign="middle")

    def _row(self, rect: Rect, lesson: Taught, chosen: Collection[str]) -> Row:
        occasion = next((each.title for each in self.marked if lesson.id in each.lesson_ids), "")
        notes = [
            minutes(lesson.minutes),
            "a story" if isinstance(lesson, Story) else "",
            "one pupil at a time" if isinstance(lesson, CheckIn) else "",
            f"for {occasion}" if occasion else "",
            "planned now" if lesson.id in self.planned and not occasion else "",
            "given before" if lesson.id in self.given else "",
        ]
        return Row(
            f"lesson-{lesson.id}",
            rect,
            lesson.title,
            lambda: self.tick(lesson),
            note=", ".join(note for note in notes if note),
            icon="calendar" if occasion else "",
            end="box",
            chosen=lesson.id in chosen,
        )


def minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def said_days(first: date, last: date) -> str:
    """ "Tuesday 9 February", "16 to 20 November", "29 November to 3 December"."""
    if first == last:
        return f"{WEEKDAYS[first.weekday()]} {first.day} {MONTHS[first.month - 1]}"
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} to {last.day} {MONTHS[last.month - 1]}"


def found(lessons: Sequence[Taught], asked: str) -> list[Taught]:
    """The lessons in which every word of `asked` begins some word of the title, the aim, the rules or the topics; a
    number is one of them whole. Those come first in which all of them are in the title."""
    wanted = _words(asked)

    def begins(words: Collection[str]) -> bool:
        return all(
            any(word == each or (not each.isdigit() and word.startswith(each)) for word in words) for each in wanted
        )

    ranked = [
        (not begins(heading), place, lesson)
        for place, lesson in enumerate(lessons)
        if begins((heading := _words(lesson.title)) + _words(_about(lesson)))
    ]
    return [lesson for *_, lesson in sorted(ranked, key=lambda each: each[:2])]


def _about(lesson: Taught) -> str:
    kind = "story" if isinstance(lesson, Story) else "check in" if isinstance(lesson, CheckIn) else "lesson"
    short = "short refresh" if lesson.id.endswith(REFRESH) else ""
    rules = [f"rule {rule.partition('-')[2]}" for rule in lesson.rules]
    return " ".join([kind, short, lesson.aim, *rules, *lesson.topics, *lesson.efcw, *lesson.rshe])


def _words(text: str) -> tuple[str, ...]:
    """In small letters and without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(re.findall(r"\w+", bare))
