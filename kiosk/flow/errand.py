"""Long work with the records, beside the thread that draws. What it asks of them is asked on their own.

    errand = Errand(store, lambda lent, progress: exports.write(lent, wanted, folder, lead, progress=progress))

In every picture's time `serve` answers for a few thousandths of a second, until it is `finished`.
"""

import time
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar, cast

from kiosk.flow.slow import Slow
from kiosk.records.store import Store

Result = TypeVar("Result")


class Errand(Generic[Result]):
    """`done`: how much of it is, 0 to 1, as it says itself. `asked`: the names of all that was asked of the records."""

    def __init__(self, store: Store, work: Callable[[Store, Callable[[float], None]], Result]) -> None:
        self.done = 0.0
        self.asked: set[str] = set()
        self.finished = False
        self.stopping = False
        self._store = store
        self._questions: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._result: Result | None = None
        self._fault: BaseException | None = None
        Slow(lambda: self._run(work))

    def serve(self, seconds: float) -> None:
        """Answer what is asked within so many seconds; sooner back when the work is over."""
        until = time.monotonic() + seconds
        while not self.finished and (left := until - time.monotonic()) > 0:
            try:
                question = self._questions.get(timeout=left)
            except Empty:
                return
            if question is None:
                self.finished = True
            else:
                question()

    def stop(self) -> None:
        """It ends where it next asks or says something. Serve on until it has: then nothing more comes of it."""
        self.stopping = True

    def result(self) -> Result | None:
        """What came of it, once it is finished; None where it was stopped. Raises what it raised."""
        if self._fault is not None:
            raise self._fault
        return self._result

    # ------------------------------------------------------------ on its own thread

    def _run(self, work: Callable[[Store, Callable[[float], None]], Result]) -> None:
        try:
            self._result = work(cast(Store, _Lent(self)), self._tell)
        except _Stopped:
            pass
        except BaseException as fault:  # goes on where the result is asked for
            self._fault = fault
        self._questions.put(None)

    def _tell(self, done: float) -> None:
        self._go_on()
        self.done = done

    def ask(self, name: str, *args: object, **more: object) -> object:
        """Called on the errand's own thread, which waits for the answer."""
        self._go_on()
        self.asked.add(name)
        back: SimpleQueue[tuple[object, BaseException | None]] = SimpleQueue()

        def answer() -> None:
            try:
                there = getattr(self._store, name)
                back.put((there(*args, **more) if callable(there) else there, None))
            except BaseException as fault:  # belongs to whoever asked
                back.put((None, fault))

        self._questions.put(answer)
        found, fault = back.get()
        if fault is not None:
            raise fault
        return found

    def _go_on(self) -> None:
        if self.stopping:
            raise _Stopped


class _Stopped(BaseException):
    """Not an Exception: nobody on the way may take it for a fault of theirs."""


class _Lent:
    """Looks like the records to whoever has it."""

    def __init__(self, errand: Errand[Result]) -> None:
        self._errand = errand

    def __getattr__(self, name: str) -> object:
        if callable(getattr(Store, name, None)):
            return partial(self._errand.ask, name)
        return self._errand.ask(name)
