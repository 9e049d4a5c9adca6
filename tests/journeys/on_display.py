"""The program on a real display, for a test in another process: it tells on its output what it does, a line of JSON
whenever something is otherwise, and takes fingers on its input that a test display has none of.

    python on_display.py DATA WIDTHxHEIGHT

With SLEEPS in the environment the program never looks for itself, and a new screen is not deaf: that is what it takes
to be touched without waiting for the time.
"""

import json
import os
import sys
import threading
from pathlib import Path

import pygame

from kiosk import app, start
from kiosk.config import Settings
from kiosk.sound.speaker import Silent
from kiosk.ui import pointer, wait
from kiosk.ui.widgets import Pad
from kiosk.ui.window import open_window


def main(folder: str, size: str) -> None:
    if "SLEEPS" in os.environ:
        wait.LONGEST, pointer.AFTER_CHANGE = 3600, 0
    wide, high = (int(part) for part in size.split("x"))
    window = open_window((wide, high) if size != "0x0" else None)
    clock = Telling()
    settings = Settings(pause_seconds=3)
    clock.program = start.assemble(Path(folder), window, Silent(), clock, settings=settings, seed=4, ahead=True)
    threading.Thread(target=fingers, daemon=True).start()
    clock.program.run()


class Telling(app.RealClock):
    """Tells what has come of a step before the program goes to sleep."""

    program: app.App
    told = ""

    def frame(self, per_second: int) -> None:
        self.tell()
        super().frame(per_second)

    def rest(self, until: float, heard: bool) -> None:
        self.tell()
        super().rest(until, heard)

    def tell(self) -> None:
        now = state(self.program, bool(self._line))
        if now != self.told:
            print(now, flush=True)
            self.told = now


def fingers() -> None:
    """Lines such as "down 9 0.5 0.5": a finger, and where it is in parts of the window."""
    for line in sys.stdin:
        phase, finger, x, y = line.split()
        kind = {"down": pygame.FINGERDOWN, "move": pygame.FINGERMOTION, "up": pygame.FINGERUP}[phase]
        place = {"x": float(x), "y": float(y), "finger_id": int(finger), "touch_id": 0, "dx": 0, "dy": 0}
        pygame.event.post(pygame.event.Event(kind, pressure=1, **place))


def state(program: app.App, sleeps: bool) -> str:
    stage = program.stage
    pad = next((widget for widget in program.widgets if isinstance(widget, Pad)), None)
    return json.dumps(
        {
            "screen": type(program.scene).__name__,
            "sleeps": sleeps,
            "window": pygame.display.get_wm_info()["window"],
            "size": stage.window.get_size(),
            "deaf": program.clock.now() < program._taps._deaf_until,
            "finger": program._taps.finger,
            "pressed": program._taps.pressed,
            "strokes": len(pad.strokes) if pad else 0,
            "places": {
                widget.key: stage.painter.point(widget.rect.centre) for widget in program.widgets if widget.touchable
            },
        }
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
