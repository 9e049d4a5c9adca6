"""The whole program in a process that can be killed.

Starting Python and reading all lessons takes longer than a pupil's whole turn, so a nursery does that once and forks
for each life. It has no window and no records open: a life opens those for itself, as the program does.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import kiosk
from kiosk import start
from kiosk.scenes.names import Names
from kiosk.sound.speaker import Silent

from .school import SLOW, Clock, School, begin, play, read_once, to_names

SIZE = (320, 180)
FAST = 40.0


class Life:
    """A running program that was told what to do and tells of it line by line. It ends with its `with`."""

    def __init__(self, nursery: subprocess.Popen[str], school: School, **task: Any) -> None:
        assert nursery.stdin is not None and nursery.stdout is not None
        self._told = nursery.stdout
        nursery.stdin.write(json.dumps({"folder": str(school.folder), **task}) + "\n")
        nursery.stdin.flush()
        self._pid: int | None = int(self.line())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        if self._pid is not None:
            self.kill()

    def line(self) -> str:
        """The next that it tells."""
        line = self._next()
        assert line is not None, "this life has ended by itself"
        return line

    def kill(self) -> list[str]:
        """SIGKILL. Returns what it had still told by then."""
        assert self._pid is not None
        os.kill(self._pid, signal.SIGKILL)
        return list(iter(self._next, None))

    def _next(self) -> str | None:
        line = self._told.readline().rstrip("\n")
        assert line, "the nursery has ended"
        if line.startswith("gone"):
            self._pid = None
            return None
        return line


@contextmanager
def nursery() -> Iterator[subprocess.Popen[str]]:
    folders = [Path(kiosk.__file__).parent.parent, Path(__file__).parent.parent]
    with subprocess.Popen(
        [sys.executable, "-m", __spec__.name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders)), "PYGAME_HIDE_SUPPORT_PROMPT": "1"},
    ) as process:
        yield process


# ---------------------------------------------------------------- in the other process


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def bear() -> None:
    """For each line of tasks, a life of its own; when it has ended, that it has."""
    read_once()
    start.book()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                live(**json.loads(line))
            except BaseException:
                sys.excepthook(*sys.exc_info())
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        tell(f"gone {child}")


def live(folder: str, do: str, **told: Any) -> None:
    tell(str(os.getpid()))
    school = School(Path(folder))
    if do == "leave":
        leave(school, **told)
    else:
        sign_on(school)


def leave(school: School, pupil: str, screen: str, nth: int) -> None:
    """Play a turn to the nth screen of a kind, tell what is on it, and wait for what may come."""
    pilot = school.start(size=SIZE, speaker=Silent(FAST), clock=Clock(SLOW))
    begin(pilot, pupil)
    while (nth := nth - (pilot.screen == screen)) > 0:
        play(pilot, pages=1)
    if pilot.screen == "SignPad":
        pilot.touch([(300, 400), (500, 500), (700, 400)])
    tell(json.dumps(pilot.names))
    signal.pause()


def sign_on(school: School) -> None:
    """One pupil after another signs; tell when the pen is put down, and of everybody who has been thanked."""
    pilot = school.start(size=SIZE, speaker=Silent(FAST), clock=Clock(SLOW), pause_seconds=3)
    while True:
        to_names(pilot)
        page = pilot.app.scene
        assert isinstance(page, Names)
        waiting = [turn.pupil.shown_name for turn in page.turns if turn.status in ("to-come", "part-way")]
        if not waiting:
            tell("everybody")
            signal.pause()
        begin(pilot, waiting[0])
        if pilot.screen == "CarryOnPage":
            pilot.tap("Carry on")
        play(pilot)
        pilot.sign()
        tell("pen")
        pilot.tap("Done")
        pilot.shows("Thanks")
        tell(f"thanked {waiting[0]}")
        pilot.tap("Next person")


if __name__ == "__main__":
    bear()
