"""The demo's school on a data folder of its own, and the people who come to its screen."""

import csv
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kiosk import app, demo, start
from kiosk.config import DATABASE, Settings, shipped
from kiosk.content.model import Book, Lesson
from kiosk.journey.lesson import AskPage
from kiosk.pilot import FINGER, Pilot, Player, Staff
from kiosk.records import codes, roster
from kiosk.records.rows import LaunchRow, PupilRow
from kiosk.records.store import Store
from kiosk.scenes.ask import Ask
from kiosk.scenes.mini import Mini
from kiosk.scenes.names import Names
from kiosk.scenes.password import NINE
from kiosk.scenes.promise import PHRASES, Promise
from kiosk.sound.speaker import Silent, Speaker
from kiosk.ui.scene import Scene
from kiosk.ui.widgets import Tile
from kiosk.ui.window import open_window

SMALL = (640, 360)
TEACHER = demo.TEACHERS[0]
PASSWORD = NINE[:3]
MISS = "miss"
"""In place of an answer's id: one that is not helpful, if there still is one."""
SLOW = 12
"""Frames a second of a slow machine: long journeys go the faster through it."""
TALKATIVE = 8.0
"""How much faster than a voice captions come where it is not the voice that a test is about."""


def cheap_hashes() -> None:
    """argon2's defaults take a quarter of a second a time; what is tested here is not its strength."""
    codes.COST.update(time_cost=1, memory_cost=8, parallelism=1)


def read_once() -> None:
    """The lessons are the same for every start of the program in this process: they are read at the first."""
    read, books = start.book, {}

    def book(*told: object, **more: object) -> Book:
        asked = repr((told, more))
        if asked not in books:
            books[asked] = read(*told, **more)
        return books[asked]

    start.book = book


class Clock(app.HandClock):
    """A clock that is turned by hand and can be put forward, of a machine that draws `most` frames a second."""

    def __init__(self, most: int = 60) -> None:
        super().__init__()
        self._most = most
        self._ahead = 0.0

    def frame(self, per_second: int) -> None:
        super().frame(min(per_second, self._most))

    def now(self) -> float:
        return super().now() + self._ahead

    def jump(self, seconds: float) -> None:
        self._ahead += seconds


class School:
    """A data folder, and the program on it: `start` opens it, and opens it again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pilot: Pilot | None = None

    def start(
        self,
        *,
        size: tuple[int, int] = SMALL,
        pause_seconds: float = 5.0,
        speaker: Speaker | None = None,
        clock: app.Clock | None = None,
        seed: int = 4,
    ) -> Pilot:
        self.stop()
        program = start.assemble(
            self.folder,
            open_window(size),
            speaker or Silent(TALKATIVE),
            clock or Clock(),
            settings=Settings(pause_seconds=pause_seconds),
            seed=seed,
        )
        self.pilot = Pilot(program)
        return self.pilot

    def stop(self) -> None:
        if self.pilot is not None:
            self.pilot.app.speaker.close()
            store_of(self.pilot).close()
            self.pilot = None

    def records(self) -> Store:
        """The records without the program, which must not be running."""
        assert self.pilot is None
        return Store.open(self.folder / DATABASE)


def build(folder: Path) -> None:
    """The demo's school, as the program leaves it when it is closed."""
    with Store.open(folder / DATABASE) as store:
        demo.make_school(store, folder / "rosters", tuple(f.stem for f in (shipped("assets") / "avatars").iterdir()))


def copied(school: Path, folder: Path) -> School:
    shutil.copytree(school, folder)
    return School(folder)


def import_classes(store: Store, folder: Path, year: str, classes: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """More classes, from a class list: titles, and the first and family names of who is in them."""
    path = folder / "more.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Forename", "Surname", "Year", "Reg"])
        writer.writerows([*name, year, title] for title, names in classes.items() for name in names)
    lead = next(person for person in store.staff() if person.role == "lead")
    roster.apply(store, roster.plan(store, roster.read_roster(path), avatars=("fox", "owl", "bee")), lead)


# ---------------------------------------------------------------- looking


def store_of(pilot: Pilot) -> Store:
    return pilot.app.flow.store


def book_of(pilot: Pilot) -> Book:
    return pilot.app.flow.book


def launch_of(pilot: Pilot) -> LaunchRow:
    current = store_of(pilot).current_launch()
    assert current is not None
    return current


def class_of(store: Store, title: str) -> str:
    return next(row.id for row in store.classes() if row.title == title)


def pupils(pilot: Pilot, title: str) -> list[PupilRow]:
    store = store_of(pilot)
    return store.pupils(class_of(store, title))


def tiles(pilot: Pilot) -> list[Tile]:
    return [widget for widget in pilot.app.widgets if isinstance(widget, Tile)]


# ---------------------------------------------------------------- a teacher


def open_class(pilot: Pilot, title: str, *lessons: Lesson, agreement: bool = False, whole_class: bool = False) -> None:
    """A teacher signs in and starts a class."""
    teacher = Staff(pilot, *TEACHER)
    teacher.sign_in()
    teacher.open(title, [lesson.title for lesson in lessons], agreement=agreement, whole_class=whole_class)


# ---------------------------------------------------------------- a pupil


def to_names(pilot: Pilot) -> None:
    if pilot.screen == "Resting":
        pilot.tap("Touch to start")
    pilot.shows("Names")


def pick(pilot: Pilot, name: str) -> None:
    """Find one's name among the names, and tap it."""
    to_names(pilot)
    page = pilot.app.scene
    assert isinstance(page, Names)
    for _ in range(page.pages):
        if name in pilot.tappable:
            break
        pilot.tap(next(widget.label for widget in pilot.app.widgets if widget.key == "more"))
    pilot.tap(name)


def begin(pilot: Pilot, name: str) -> None:
    """From the names to the first page of one's turn; who has no picture password yet chooses one."""
    pick(pilot, name)
    pilot.tap("Yes, this is me")
    if pilot.screen == "Password":
        choosing = pilot.sees("Choose three pictures")
        for picture in PASSWORD * 2 if choosing else PASSWORD:
            pilot.tap(picture)


def answering(plan: Mapping[str, Sequence[str]] = {}, *, unsure: bool = False) -> Callable[[Scene], str]:
    """Somebody who answers a question by these answers' ids, one after another, and helpfully after that. Of the
    agreement they understand all at once, and promise, unless they are not sure yet."""
    left = {question: list(answers) for question, answers in plan.items()}

    def answer(scene: Scene) -> str:
        match scene:
            case Ask(page=AskPage() as page):
                planned = left.get(page.step.id)
                wanted = planned.pop(0) if planned else "helpful"
                open_ = [answer for answer in page.step.answers if answer in page.open]
                if wanted == MISS:
                    open_.sort(key=lambda answer: answer.kind == "helpful")
                    return open_[0].label
                if wanted == "helpful":
                    return next(answer.label for answer in open_ if answer.kind == "helpful")
                return page.step.answer(wanted).label
            case Mini():
                return scene.labels["helpful"]
            case Promise():
                return scene.says(PHRASES[scene.page.answers[-1 if unsure else 0]])
        raise AssertionError(f"nothing is asked on {scene}")

    return answer


def play(
    pilot: Pilot, plan: Mapping[str, Sequence[str]] = {}, *, pages: int | None = None, unsure: bool = False
) -> list[str]:
    """Page by page, to the end of the pages or so many of them. Returns the screens that were seen."""
    seen: list[str] = []
    Player(pilot, answering(plan, unsure=unsure), seen.append).play(pages)
    return seen


def sign(pilot: Pilot) -> None:
    pilot.shows("SignPad")
    pilot.sign()
    pilot.tap("Done")


def touch(pilot: Pilot, tile: Tile, *, finger: int = FINGER) -> None:
    """A tap in the middle of it, with none of the patience of `Pilot.tap`."""
    pilot.touch([(tile.rect.x + tile.rect.w / 2, tile.rect.y + tile.rect.h / 2)], finger=finger)
