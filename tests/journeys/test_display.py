"""Fingers on a real display: an X server of its own with a window manager, and SDL making fingers of its mouse.

Every press comes twice then, as a finger and as a mouse: what Windows calls promoted clicks. Nothing is measured in
seconds: the program tells what it does, and a test waits for it to say so.
"""

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .school import School, begin, open_class, play, pupils

NEEDED = ("Xvfb", "openbox", "xdotool")
MISSING = [tool for tool in NEEDED if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"a display of one's own needs {', '.join(MISSING)}")

PATIENCE = 20
"""Seconds for the program to say something: it is not about how fast it does."""
PALM = 9
SCREEN = "1280x800x24"
ACORN = "1 Acorn"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": name}, stderr=subprocess.DEVNULL)
    yield name
    for process in (manager, server):
        process.kill()
        process.wait()


class Screen:
    """The program on a display, and a hand with the mouse of that display."""

    def __init__(self, display: str, folder: Path, size: str, sleeps: bool) -> None:
        self._env = {**os.environ, "DISPLAY": display, "SDL_MOUSE_TOUCH_EVENTS": "1", "SDL_AUDIODRIVER": "dummy"}
        del self._env["SDL_VIDEODRIVER"]
        if sleeps:
            self._env["SLEEPS"] = "1"
        root = Path(__file__).parents[2]
        self._program = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("on_display.py")), str(folder), size],
            env={**self._env, "PYTHONPATH": str(root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._told: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.now: dict[str, Any] = {}
        self.until(lambda: bool(self.now))
        self._window = str(self.now["window"])

    def _listen(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self._told.put(line)

    def _do(self, *command: str) -> None:
        subprocess.run(["xdotool", *command], env=self._env, check=True, timeout=PATIENCE)

    def until(self, true: Callable[[], bool]) -> None:
        """Until the program has told that it is so."""
        while not (self.now and true()):
            try:
                self.now = json.loads(self._told.get(timeout=PATIENCE))
            except queue.Empty:
                raise AssertionError(f"In vain: the program last said {self.now}") from None

    def until_screen(self, screen: str) -> None:
        """Until it is up and no longer deaf."""
        self.until(lambda: bool(self.now["screen"] == screen and not self.now["deaf"]))

    def move(self, x: float, y: float) -> None:
        self._do("mousemove", "--window", self._window, str(round(x)), str(round(y)))

    def down(self) -> None:
        self._do("mousedown", "1")

    def up(self) -> None:
        self._do("mouseup", "1")

    def over(self, key: str) -> None:
        self.move(*self.now["places"][key])

    def tap(self, key: str, times: int = 1) -> None:
        self.over(key)
        self._do("click", "--repeat", str(times), "--delay", "60", "1")

    def press(self, key: str) -> None:
        self._do("key", key)

    def finger(self, phase: str, x: float, y: float) -> None:
        """A finger that the display itself does not have: 0 to 1 across and down."""
        assert self._program.stdin is not None
        print(phase, PALM, x, y, file=self._program.stdin, flush=True)

    def close(self) -> None:
        self.up()
        self._program.kill()
        self._program.communicate()


Open = Callable[..., Screen]


@pytest.fixture
def opened(display: str, school: School) -> Iterator[Open]:
    screens: list[Screen] = []

    def open_(size: str = "0x0", *, sleeps: bool = False) -> Screen:
        school.stop()
        screens.append(Screen(display, school.folder, size, sleeps))
        return screens[-1]

    yield open_
    for screen in screens:
        screen.close()


@pytest.fixture
def names(school: School) -> School:
    """A class whose names fill two pages is open."""
    open_class(school.start(), ACORN, agreement=True)
    return school


def pupil_keys(screen: Screen) -> list[str]:
    return [key for key in screen.now["places"] if key.startswith("pupil-")]


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("size", ["0x0", "960x540"])
def test_every_touch_wakes_a_program_that_sleeps_until_one_comes(opened: Open, size: str) -> None:
    """On the whole screen and in a window with a frame: every touch lands where the hand is. What is pressed follows
    the finger, and a finger that is lifted elsewhere taps nothing."""
    screen = opened(size, sleeps=True)
    screen.until_screen("Resting")
    assert screen.now["sleeps"]
    assert screen.now["size"] == ([1280, 800] if size == "0x0" else [960, 540])
    screen.tap("start")
    screen.until_screen("Names")
    for key in pupil_keys(screen)[:12]:
        screen.over(key)
        screen.down()
        screen.until(lambda key=key: screen.now["pressed"] == key)
        screen.move(2, 2)
        screen.until(lambda: screen.now["pressed"] is None)
        screen.up()
    assert screen.now["screen"] == "Names"
    screen.over(pupil_keys(screen)[3])
    screen.down()
    screen.until(lambda: screen.now["pressed"] is not None)
    assert screen.now["screen"] == "Names"
    screen.up()
    screen.until_screen("IsThisYou")


@pytest.mark.usefixtures("names")
def test_keys_wake_it_too(opened: Open) -> None:
    screen = opened(sleeps=True)
    screen.until_screen("Resting")
    screen.press("Tab")
    screen.press("Return")
    screen.until_screen("Names")


@pytest.mark.usefixtures("names")
def test_the_mouse_that_comes_with_a_finger_and_a_second_tap_at_once_are_not_heard(opened: Open) -> None:
    screen = opened()
    screen.until_screen("Resting")
    # The second click falls on a name that comes to lie under the button.
    screen.tap("start", times=2)
    screen.until_screen("Names")
    first = pupil_keys(screen)
    # One page on, and not two, which would be the first one again.
    screen.tap("more", times=2)
    screen.until(lambda: pupil_keys(screen) != first)
    second = pupil_keys(screen)[0]
    screen.over(second)
    screen.down()
    screen.until(lambda: screen.now["pressed"] == second)
    assert screen.now["screen"] == "Names"


@pytest.mark.usefixtures("names")
def test_the_first_finger_wins_and_a_palm_takes_nothing_away(opened: Open) -> None:
    screen = opened()
    screen.until_screen("Resting")
    screen.tap("start")
    screen.until_screen("Names")
    tile = pupil_keys(screen)[0]
    # A hand rests on the screen: nothing else is heard.
    screen.finger("down", 0.5, 0.03)
    screen.until(lambda: screen.now["finger"] == PALM)
    screen.tap(tile)
    screen.finger("up", 0.5, 0.03)
    screen.until(lambda: screen.now["finger"] is None)
    # It is lifted, and comes back while a finger is on a name: the finger stays the one that counts.
    screen.over(tile)
    screen.down()
    screen.until(lambda: screen.now["pressed"] == tile)
    assert screen.now["screen"] == "Names"
    screen.finger("down", 0.5, 0.5)
    screen.finger("move", 0.6, 0.5)
    screen.finger("up", 0.6, 0.5)
    screen.up()
    screen.until_screen("IsThisYou")


def test_a_name_is_written_while_a_palm_rests_on_the_paper(opened: Open, school: School) -> None:
    pilot = school.start()
    open_class(pilot, ACORN, agreement=True)
    pupil = pupils(pilot, ACORN)[0]
    begin(pilot, pupil.shown_name)
    play(pilot)
    pilot.shows("SignPad")
    screen = opened()
    screen.until_screen("Resting")
    screen.tap("start")
    screen.until_screen("Names")
    screen.tap(f"pupil-{pupil.id}")
    screen.until_screen("IsThisYou")
    screen.tap("yes")
    screen.until_screen("CarryOnPage")
    screen.tap("carry-on")
    screen.until_screen("SignPad")
    x, y = screen.now["places"]["pad"]
    screen.move(x - 200, y)
    screen.down()
    for step in range(1, 9):
        screen.move(x - 200 + 40 * step, y + (-1) ** step * 60)
        if step == 3:
            screen.finger("down", 0.3, 0.7)
    screen.up()
    screen.finger("up", 0.3, 0.7)
    screen.until(lambda: screen.now["strokes"] == 1)
    screen.until(lambda: "done" in screen.now["places"])
    screen.tap("done")
    screen.until_screen("Thanks")
