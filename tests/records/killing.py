"""A program that is killed in the middle of what it does, as the power or the task manager kills it."""

import os
import signal
from collections.abc import Callable

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def told_until_killed(does: Callable[[int], None], spins: int, lines: int = 1) -> list[str]:
    """The lines that another process told of itself until it was killed: so much work after it had told so many.

    `does` is that process, and writes its lines into the file descriptor that it is given. It should never end.
    """
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(hear)
            does(tell)
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(hear, "rb") as told:
        heard = b"".join(told.readline() for _ in range(lines))
        while spins:  # some work of its own, so that the kill falls anywhere in what is done next
            spins -= 1
        os.kill(child, signal.SIGKILL)
        heard += told.read()
    os.waitpid(child, 0)
    assert heard.count(b"\n") >= lines, "it died before it began"
    return heard.decode().splitlines()
