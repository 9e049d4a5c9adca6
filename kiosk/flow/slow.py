"""Work that takes too long for the thread that draws: a code's hash takes a quarter of a second, on purpose."""

from collections.abc import Callable
from threading import Thread


class Slow:
    """Runs at once, beside everything else. It may touch neither the records nor the screen."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._thread = Thread(target=work, name="slow", daemon=True)
        self._thread.start()

    def done(self) -> bool:
        return not self._thread.is_alive()
