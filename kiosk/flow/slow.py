"""Work that takes too long for the thread that draws: a code's hash takes a quarter of a second, on purpose, and a
checked copy of some years' records several whole ones.
"""

import logging
from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from kiosk.records.faults import StoreFault
from kiosk.scenes.notice import Notice, Over
from kiosk.ui.scene import Scene

log = logging.getLogger(__name__)

Result = TypeVar("Result")

SOON = 0.25
"""Seconds for which the screen may stand still: what is over by then has no page of its own."""


class Slow(Generic[Result]):
    """Runs at once, beside everything else, on a thread of its own. It may not touch the screen, and the records only
    while nobody else does: whoever needs both at once takes an `Errand`."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._result: Result | None = None
        self._fault: BaseException | None = None
        self._thread = Thread(target=self._run, name="slow", daemon=True)
        self._thread.start()

    def done(self, within: float = 0.0) -> bool:
        """Whether it is, now or `within` so many seconds."""
        self._thread.join(within)
        return not self._thread.is_alive()

    def result(self) -> Result:
        """What came of it, once it is done. Raises what it raised."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._result  # type: ignore[return-value]

    def _run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as fault:  # goes on where the result is asked for
            if not isinstance(fault, StoreFault):
                log.exception("slow work broke off")
            self._fault = fault


def meanwhile(page: Notice, work: Callable[[], Result], then: Callable[[Result], Scene]) -> Scene:
    """The screen while `work` is done, which keeps the records to itself, and after that the one that `then` makes of
    what came of it; that one at once where it is soon done."""
    slow = Slow(work)
    if slow.done(SOON):
        return then(slow.result())
    page.wait(slow.done, Over(lambda: then(slow.result())))
    return page
