"""Sleeping on the display's connection. The time itself is not measured here: what woke the sleeper is."""

import math
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.ui import wait
from kiosk.ui.wait import FRUITLESS, Line


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_what_has_come_already_wakes_at_once(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.send(b"touch")
    assert Line([ours.fileno()]).wait(math.inf)


def test_what_comes_later_wakes(ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the program would never look for itself."""
    ours, theirs = ends
    monkeypatch.setattr(wait, "LONGEST", 60)
    later = threading.Timer(0.01, theirs.send, [b"touch"])
    later.start()
    assert Line([ours.fileno()]).wait(math.inf)
    later.join()


def test_what_is_due_is_not_slept_over(ends: tuple[socket.socket, socket.socket]) -> None:
    assert not Line([ends[0].fileno()]).wait(-math.inf)


def test_where_nothing_can_be_slept_on_the_line_is_false() -> None:
    """The dummy display has no connection."""
    assert not Line([])
    assert not wait.display()


def test_a_line_that_wakes_for_nothing_is_given_up(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.send(b"never read")
    line = Line([ours.fileno()])
    for _ in range(FRUITLESS):
        assert line.wait(math.inf)
        line.heard(False)
    assert line
    line.wait(math.inf)
    line.heard(True)
    for _ in range(FRUITLESS + 1):
        line.wait(math.inf)
        line.heard(False)
    assert not line


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="where other systems' displays are no sockets")
@pytest.mark.parametrize(("name", "found"), [(".X11-unix/X7", True), ("run/wayland-1", True), ("run/bus", False)])
def test_the_display_is_known_by_whom_the_connection_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, found: bool
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).parent.mkdir()
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(f"./{name}")
        server.listen()
        client.connect(f"./{name}")
        assert bool(wait.display()) == found
    assert not wait.display()
