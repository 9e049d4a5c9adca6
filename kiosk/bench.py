"""How quick the program is, as ratios against a bare pygame window on the same machine in the same minutes.

Rounds of both are run in turn, each in a process of its own, and medians are told. Time is the processor's: what else
the machine does disturbs it least. What is measured is the program itself, on a throw-away school, with real events.
"""

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Size = tuple[int, int]
Figures = dict[str, float]

LESSON_CLASS, NAMES_CLASS = "1 Acorn", "6 Willow"
"""The demo's class that has the lesson, and the one with thirty-five names."""
IDLE_SECONDS = 12.0
"""As long as the resting screen shows one poster."""
TAPS = 30


@dataclass(frozen=True)
class Line:
    """One line of the table. `goal` is for the ratio, or with `plain` for the figure itself; `large` is the goal for a
    window of more pixels than 1920 x 1080, where it is another."""

    what: str
    unit: str
    figure: str
    bare: str = ""
    goal: float = 0.0
    large: float = 0.0
    plain: bool = False


LINES = (
    Line("start to the first picture", "ms", "first", "start", 1.5),
    Line("start to a screen that can be touched", "ms", "usable", "start", 1.5),
    Line("memory at rest", "MB", "memory", "memory"),
    Line("peak memory after a lesson and the agreement", "MB", "peak", "memory", 80, 160, plain=True),
    Line("at rest, of a core", "%", "idle", goal=0.1, plain=True),
    Line("at rest, wake-ups a second", "", "wakes", goal=2, plain=True),
    Line("touch to the pressed button on the screen", "ms", "tap", "tap", 1, plain=True),
    Line("page turn, against a window's worth of pixels", "ms", "turn", "blit", 3.5, 10, plain=True),
    Line("the slowest page turn of them", "ms", "slowest", "blit"),
    Line("a frame of a page that turns", "ms", "turning", "blit", 16.7, plain=True),
    Line("a frame of the bubble filling", "ms", "frame", "blit", 16.7, plain=True),
    Line("35 names, on the first touch", "ms", "names", "blit", 15, 60, plain=True),
    Line("35 names, drawn again", "ms", "again", "blit"),
)


class BrokeOff(Exception):
    """A round ended before its end; the text has what it said."""


def run(rounds: int, size: Size, folder: Path, *, screen: bool, told: Callable[[str], None]) -> str:
    """The table, as text. `folder` is an empty one to work in; `told` is told of each round as it begins."""
    for title in (LESSON_CLASS, NAMES_CLASS):
        _child("prepare", str(folder / title), title)
    found: list[tuple[Figures, Figures]] = []
    for number in range(rounds):
        told(f"round {number + 1} of {rounds}")
        bare = _child("bare", *map(str, size))
        own = folder / str(number)
        for title in (LESSON_CLASS, NAMES_CLASS):
            shutil.copytree(folder / title, own / title)
        found.append((bare, _child("kiosk", *map(str, size), str(own), *(["idle"] if screen else []))))
    return table(found, large=size[0] * size[1] > 1920 * 1080)


def table(found: Sequence[tuple[Figures, Figures]], *, large: bool = False) -> str:
    """The medians of rounds of (bare, kiosk); ratios are taken within each round. `large`: as on a 4K panel."""
    rows = [("", "kiosk", "bare", "ratio", "goal", "")]
    for line in LINES:
        if line.figure not in found[0][1]:
            rows.append((line.what, "not measured", "", "", "", ""))
            continue
        ours = statistics.median(kiosk[line.figure] for _, kiosk in found)
        bare = statistics.median(bare[line.bare] for bare, _ in found) if line.bare else None
        ratio = statistics.median(k[line.figure] / b[line.bare] for b, k in found) if line.bare else None
        held_to = line.large if large and line.large else line.goal
        judged = ours if line.plain or ratio is None else ratio
        rows.append(
            (
                line.what,
                _said(ours, line.unit),
                _said(bare, line.unit) if bare is not None else "",
                f"{ratio:.2f}x" if ratio is not None else "",
                (f"{held_to:g} {line.unit}".rstrip() if line.plain else f"{held_to:g}x") if held_to else "",
                ("met" if round(judged, 1) <= held_to else "missed") if held_to else "",
            )
        )
    wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        row[0].ljust(wide[0]) + "".join("  " + cell.rjust(wide[at]) for at, cell in enumerate(row) if at).rstrip()
        for row in rows
    )


def _said(figure: float, unit: str) -> str:
    return f"{figure:.{0 if figure >= 100 else 1 if figure >= 10 else 2}f} {unit}".rstrip()


# ---------------------------------------------------------------- what runs in processes of its own


def _child(job: str, *told: str) -> Figures:
    command = [sys.executable, "-m", "kiosk.bench", job, *told]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": _path()})
    if done.returncode:
        raise BrokeOff(f"The {job} round broke off: {done.stderr.strip()}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _path() -> str:
    """With this very program in front, also where it is not installed."""
    return os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])


def main(job: str, *told: str) -> None:
    jobs: dict[str, Callable[..., Figures]] = {"prepare": _prepare, "bare": _bare, "kiosk": _kiosk}
    print(json.dumps(jobs[job](*told)))


def _prepare(folder: str, title: str) -> Figures:
    """A throw-away school in which that class is open, left as if the program had been closed."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    from kiosk import app, demo, start
    from kiosk.pilot import Pilot, Staff
    from kiosk.sound.speaker import Silent
    from kiosk.ui.window import open_window

    Path(folder).mkdir(parents=True)
    program = start.assemble(Path(folder), open_window((640, 480)), Silent(), app.HandClock(), demo=True, seed=4)
    teacher = Staff(Pilot(program), *demo.TEACHERS[0])
    teacher.sign_in()
    lessons = [lesson.title for lesson in program.flow.book.lessons.values() if lesson.key_stage == "ks1"]
    teacher.open(title, lessons[:1] if title == LESSON_CLASS else [], agreement=True)
    program.flow.store.close()
    return {}


def _bare(wide: str, high: str) -> Figures:
    """A window of pygame's and nothing else, that does what it is asked for as simply as can be."""
    import pygame

    pygame.display.init()
    window = pygame.display.set_mode((int(wide), int(high)))
    window.fill("#FFF1D2")
    pygame.display.update()
    figures = {"start": time.process_time() * 1000, **_memory("memory")}
    sheet = pygame.Surface(window.get_size(), 0, window)

    def blit() -> None:
        window.blit(sheet, (0, 0))
        pygame.display.update()

    button = pygame.Rect(int(wide) // 2, int(high) // 2, int(wide) // 4, int(high) // 10)

    def tap() -> None:
        pygame.event.post(pygame.event.Event(pygame.FINGERDOWN, x=0.5, y=0.5, finger_id=1))
        for event in pygame.event.get():
            if event.type == pygame.FINGERDOWN:
                window.fill("#07406C", button)
                pygame.display.update(button)

    figures["blit"] = statistics.median(_timed(blit) for _ in range(TAPS))
    figures["tap"] = statistics.median(_timed(tap) for _ in range(TAPS))
    return figures


def _kiosk(wide: str, high: str, folder: str, idle: str = "") -> Figures:
    import pygame

    painted = _watch_pictures(pygame)
    from kiosk import start

    program = start.opened(Path(folder) / LESSON_CLASS, size=(int(wide), int(high)), quiet=True)
    from kiosk.app import HandClock

    real, program.clock = program.clock, Still()
    program.step()
    figures = {"first": painted[0] * 1000, "usable": painted[-1] * 1000, **_memory("memory")}
    if idle:
        program.clock = real
        figures |= _idle(program)
    program.clock = HandClock(real.now())
    figures |= _lesson(program, painted) | _memory("peak")
    program.flow.store.close()
    return figures | _names(Path(folder) / NAMES_CLASS, program.window, painted)


class Still:
    """A clock that waits for nothing."""

    def now(self) -> float:
        return time.monotonic()

    def frame(self, per_second: int) -> None:
        pass

    def rest(self, until: float, heard: bool) -> None:
        pass


def _idle(program: Any) -> Figures:
    """The resting screen, left alone. What it gets ready for the next touch it has got ready."""
    program.step()
    _get_ready(program)
    began, cpu, wakes = time.monotonic(), time.process_time(), _wakes()
    while time.monotonic() - began < IDLE_SECONDS:
        program.step()
    seconds = time.monotonic() - began
    return {
        "idle": 100 * (time.process_time() - cpu) / seconds,
        "wakes": (_wakes() - wakes) / seconds,
    }


def _lesson(program: Any, painted: list[float]) -> Figures:
    """A pupil goes through a lesson and the agreement; the finger stays down for as long as one does."""
    import pygame

    from kiosk.pilot import FINGER, Pilot, Player
    from kiosk.scenes.ask import Ask
    from kiosk.scenes.mini import Mini
    from kiosk.scenes.promise import PHRASES, Promise
    from kiosk.ui.scene import Scene

    turns: list[float] = []
    turning: list[float] = []
    frames: list[float] = []

    class Hand(Pilot):
        in_lesson = False

        def step(self) -> None:
            scene, before = self.app.scene, time.thread_time()
            painted.clear()
            super().step()
            if not painted or not self.in_lesson:
                return
            spent = (painted[-1] - before) * 1000
            if self.app.scene is not scene:
                turns.append(spent)
            elif self.app._turn is not None:
                turning.append(spent)
            elif scene.due(self.app.clock.now()) <= self.app.clock.now():
                frames.append(spent)

        def post(self, kind: int, point: tuple[float, float], finger: int = FINGER) -> None:
            if kind == pygame.FINGERUP:
                self.step()
                _get_ready(program)
            super().post(kind, point, finger)

    def answer(scene: Scene) -> str:
        if isinstance(scene, Ask):
            return next(answer.label for answer in scene.page.open if answer.kind == "helpful")
        if isinstance(scene, Mini):
            return scene.labels["helpful"]
        assert isinstance(scene, Promise)
        return scene.says(PHRASES[scene.page.answers[0]])

    pilot = Hand(program)
    pilot.tap("Touch to start")
    pilot.tap(next(widget.label for widget in program.widgets if widget.key.startswith("pupil-")))
    pilot.tap("Yes, this is me")
    tap = _press(pilot, painted)
    pilot.in_lesson = True
    Player(pilot, answer).play()
    pilot.in_lesson = False
    pilot.sign()
    pilot.tap("Done")
    pilot.shows("Thanks")
    return {
        "tap": tap,
        "turn": statistics.median(turns),
        "slowest": max(turns),
        "frame": statistics.median(frames),
        # Large windows cut.
        **({"turning": statistics.median(turning)} if turning else {}),
    }


def _get_ready(program: Any) -> None:
    """All the time that it wants for the pages that may come next."""
    while program._ahead.work() < math.inf:
        time.sleep(0.001)


def _press(pilot: Any, painted: list[float]) -> float:
    """From the event of a finger to the button on the screen that looks pressed, in milliseconds."""
    import pygame

    spent = []
    for _ in range(TAPS):
        pilot.wait(1)
        widget = pilot.find("Hear it again")
        before = time.thread_time()
        pilot.post(pygame.FINGERDOWN, widget.rect.centre)
        spent.append((painted[0] - before) * 1000)
        pilot.post(pygame.FINGERUP, (960, 20))
    return statistics.median(spent)


def _names(folder: Path, window: Any, painted: list[float]) -> Figures:
    """The names of a class of thirty-five, when the resting screen is touched, and then drawn once more."""
    import pygame

    from kiosk import app, start
    from kiosk.pilot import Pilot
    from kiosk.sound.speaker import Silent

    program = start.assemble(folder, window, Silent(), app.HandClock(), seed=4, ahead=True)
    pilot = Pilot(program)
    _get_ready(program)
    widget = pilot.find("Touch to start")
    pilot.wait(1)
    pilot.post(pygame.FINGERDOWN, widget.rect.centre)
    painted.clear()
    before = time.thread_time()
    pilot.post(pygame.FINGERUP, widget.rect.centre)
    figures = {"names": (painted[0] - before) * 1000}
    pilot.shows("Names")
    stage, page, again = program.stage, list(program.widgets), []
    for _ in range(7):
        stage.show("ks1-plain", [])
        again.append(_timed(lambda: stage.show("ks1-plain", page) and None))
    return figures | {"again": statistics.median(again)}


# ---------------------------------------------------------------- measuring


def _watch_pictures(pygame: Any) -> list[float]:
    """When the window was brought up to date, by this thread's processor time: seconds. Filled from now on."""
    painted: list[float] = []
    update = pygame.display.update

    def updated(*areas: Any) -> None:
        update(*areas)
        painted.append(time.thread_time())

    pygame.display.update = updated
    return painted


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    before = time.thread_time()
    work()
    return (time.thread_time() - before) * 1000


def _wakes() -> int:
    """How often the process has slept so far; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw


def _memory(figure: str) -> Figures:
    """Megabytes at most so far; nothing where the system does not say."""
    try:
        import resource
    except ImportError:
        return {}
    # In kilobytes, but for Apple.
    return {
        figure: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
