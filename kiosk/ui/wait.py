"""Waiting for whatever comes first, a touch or the time, without asking again and again.

pygame has nothing to sleep in: `event.wait` looks every millisecond, and a tick answers a touch a tick late. Where the
display is a connection (X11, Wayland), the system can wake the program when something comes through it.
"""

import logging
import os
import select
import socket
import stat
import sys
import time

log = logging.getLogger(__name__)

LONGEST = 0.6
"""Seconds until the program looks for itself, should a touch ever come without the connection telling."""
FRUITLESS = 200
"""Wakings in a row without an event after which the connection is not believed any more."""


class Line:
    """The connection to the display: `wait` sleeps on it. False where there is none."""

    def __init__(self, sockets: list[int]) -> None:
        self._sockets = sockets
        self._woken = False
        self._fruitless = 0

    def __bool__(self) -> bool:
        return bool(self._sockets)

    def wait(self, until: float) -> bool:
        """Sleep until that time of the monotonic clock, or until something comes. True if something has."""
        seconds = max(0.0, min(LONGEST, until - time.monotonic()))
        self._woken = bool(select.select(self._sockets, (), (), seconds)[0])
        return self._woken

    def heard(self, events: bool) -> None:
        """Whether there were events since the last waking. A line that always wakes for nothing is given up."""
        self._fruitless = self._fruitless + 1 if self._woken and not events else 0
        if self._fruitless > FRUITLESS:
            log.warning("The display's connection wakes the program for nothing: going on without it")
            self._sockets = []


def display() -> Line:
    """The connection that SDL has opened to a display, found by whom it leads to."""
    if not sys.platform.startswith("linux"):
        return Line([])
    return Line([int(name) for name in os.listdir("/proc/self/fd") if _leads_to_display(int(name))])


def _leads_to_display(number: int) -> bool:
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return False
        with socket.socket(fileno=os.dup(number)) as found:
            peer = found.getpeername() if found.family == socket.AF_UNIX else ""
    except OSError:
        # Closed since it was listed, or connected to nobody.
        return False
    path = os.fsdecode(peer).lstrip("\0")
    return "/.X11-unix/" in path or os.path.basename(path) == os.path.basename(_wayland())


def _wayland() -> str:
    return os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
