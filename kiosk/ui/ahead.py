"""Getting ready for the pages that may come next, while nobody is waiting for anything.

Drawings are what takes long: they are made in a thread, which lets the loop go on. What is left, a page's text, shadows
and putting together, is done by the loop itself, a few milliseconds at a time, whenever it would otherwise sleep.
"""

import logging
import queue
import threading
import time
from collections.abc import Iterator

import pygame

from kiosk.ui.pictures import Art, Fit, Pictures
from kiosk.ui.scene import Scene
from kiosk.ui.stage import NotYet, Stage

log = logging.getLogger(__name__)

SLICE = 0.004
"""Seconds of work between two looks at what has come in."""
UNASKED = 6
"""How many pages are got ready while no finger says which it will be: of thirty-five names all but one would be for
nothing."""
ROUNDS = 4
"""How often a page is tried whose pictures are thrown out while others are made: no more than so many fit."""

Wanted = tuple[Art, tuple[int, int], Fit]


class Ahead:
    """`expect` names the pages, `work` gets on with them. The page that was put together last is shown at once."""

    def __init__(self, stage: Stage, pictures: Pictures) -> None:
        self._stage = stage
        self._artist = Artist(pictures)
        self._pages: dict[str, Scene] = {}
        self._work: Iterator[bool] = iter(())
        self._now = 0.0
        self._preferred: str | None = None
        self._whole: str | None = None
        """Whose page is on the sheet."""

    def expect(self, pages: Iterator[tuple[str, Scene]], now: float) -> None:
        """These may come next, by the key of what leads there. They are thrown away afterwards."""
        self._artist.forget()
        self._pages, self._preferred, self._whole = {}, None, None
        self._now = now
        self._work = self._all(pages)

    def prefer(self, key: str | None) -> None:
        """A finger is on that: its page before all others."""
        if key in self._pages and key != self._preferred:
            self._preferred = key
            self._work = iter(()) if key == self._whole else self._one(key)

    def work(self) -> float:
        """Do a little. Returns in how many seconds there will be more to do: infinitely many if all is done."""
        until = time.perf_counter() + SLICE
        try:
            while time.perf_counter() < until:
                if not next(self._work):
                    return 0.02
        except StopIteration:
            return float("inf")
        except Exception:
            # It will be drawn when it is shown, and what is wrong with it will be told then.
            log.exception("a page could not be made ready")
            self._work = iter(())
        return 0.0

    def _all(self, pages: Iterator[tuple[str, Scene]]) -> Iterator[bool]:
        for key, scene in pages:
            self._pages[key] = scene
            yield True
        if len(self._pages) <= UNASKED:
            for key in self._pages:
                yield from self._one(key)

    def _one(self, key: str) -> Iterator[bool]:
        """True after each piece of work, False while the artist has something to do first."""
        self._whole, scene = None, self._pages[key]
        # As it is in its first moment, also where this is begun once more: a sticker has not landed by then.
        scene.tick(self._now)
        widgets = scene.view(self._now)
        yield True
        for _ in range(ROUNDS):
            if (yield from self._stage.compose(scene.backdrop, widgets, self._artist)):
                self._whole = key
                return
            while self._artist.busy:
                yield False


class Artist:
    """Draws pictures in a thread. Asked for one that is not there yet, it begins and says so."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._jobs: queue.Queue[Wanted] = queue.Queue()
        self._thread: threading.Thread | None = None

    def surface(self, art: Art, size_px: tuple[int, int], fit: Fit = "cover") -> pygame.Surface:
        held = self._pictures.held(art, size_px, fit)
        if held is not None:
            return held
        self._jobs.put((art, size_px, fit))
        if self._thread is None:
            self._thread = threading.Thread(target=self._draw, name="artist", daemon=True)
            self._thread.start()
        raise NotYet

    @property
    def busy(self) -> bool:
        return self._jobs.unfinished_tasks > 0

    def forget(self) -> None:
        """What has not been begun is not wanted any more."""
        try:
            while True:
                self._jobs.get_nowait()
                self._jobs.task_done()
        except queue.Empty:
            pass

    def _draw(self) -> None:
        while True:
            art, size, fit = self._jobs.get()
            try:
                self._pictures.prepare(art, size, fit)
            except Exception as fault:
                log.warning("%s could not be drawn ahead: %r", art, fault)
            finally:
                self._jobs.task_done()
