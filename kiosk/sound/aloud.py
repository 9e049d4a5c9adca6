"""A speaker that is heard. Its work is done in one thread: making speech, opening the sound card, playing."""

import itertools
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from kiosk.sound.device import Device
from kiosk.sound.effects import Effect
from kiosk.sound.narrator import Narrator
from kiosk.sound.readings import said
from kiosk.sound.timing import Telling, Timing, heard, unheard
from kiosk.ui.speech import SpeechEvent, Utterance

log = logging.getLogger(__name__)

PATIENCE = 4.0
"""Seconds to wait for speech that is not ready; the caption has been on the screen since it was asked for."""


class Aloud:
    """Says captions and plays effects. The narrator and the device are used in the thread alone.

    `clock` runs at the pace of the clock that `poll` is given; between the two they say how far a sound has got. The
    sound card is closed after `rest` seconds of quiet, because an open one wakes the computer dozens of times a second.

    No fault holds up a lesson: what cannot be heard, or is not ready in time, is timed as captions are.
    """

    def __init__(
        self,
        narrator: Narrator,
        device: Device,
        *,
        rest: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._rate = 1.0
        self._calm = False
        self._quiet = False
        self._utterance: Utterance | None = None
        self._telling: Telling | None = None
        self._asked_at: float | None = None
        self._stuck = False  # the thread was late once and has not been heard of since: do not wait for it again

        # What the two sides share.
        self._wanted: Utterance | None = None  # the thread starts no other
        self._coming: object = None  # changes when other utterances are to be got ready than before
        self._order = itertools.count()
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._reports: deque[_Report] = deque()

        # The thread's own.
        self._narrator = narrator
        self._device = device
        self._rest = rest
        self._complaint = ""

        self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
        self._thread.start()

    @property
    def speaking(self) -> bool:
        return self._utterance is not None

    def say(self, utterance: Utterance) -> None:
        self._utterance = utterance
        self._telling = self._asked_at = None
        self._wanted = None if self._quiet else utterance
        self._ask(_NOW, self._device.hush if self._quiet else partial(self._begin, utterance, self._rate))

    def hush(self) -> None:
        self._utterance = self._wanted = None
        self._ask(_NOW, self._device.hush)

    def prepare(self, utterances: Iterable[Utterance]) -> None:
        if self._quiet:
            return
        self._coming = coming = object()
        for utterance in utterances:
            self._ask(_LATER, partial(self._prepare, utterance, self._rate, coming))

    def poll(self, now: float) -> list[SpeechEvent]:
        while self._reports:
            self._take(self._reports.popleft(), now)
        if self._utterance is None:
            return []
        if self._telling is None and self._wanted is None:
            self._telling = Telling(self._utterance, unheard(self._utterance, self._rate), now)
        if self._telling is None:
            if self._asked_at is None:
                self._asked_at = now
            if now - self._asked_at < PATIENCE and not self._stuck:
                return []
            if not self._stuck:
                log.warning("Speech was not ready after %s seconds: going on without", PATIENCE)
            self._stuck = True
            self._wanted = None
            self._telling = Telling(self._utterance, unheard(self._utterance, self._rate), now)
        events = self._telling.due(now)
        if self._telling.ended:
            self._utterance = None
        return events

    def play(self, effect: Effect) -> None:
        if not self._calm and not self._quiet:
            self._ask(_NOW, partial(self._device.play, effect))

    def tune(
        self,
        *,
        rate: float | None = None,
        volume: float | None = None,
        calm: bool | None = None,
        quiet: bool | None = None,
    ) -> None:
        self._rate = self._rate if rate is None else rate
        self._calm = self._calm if calm is None else calm
        self._quiet = self._quiet if quiet is None else quiet
        if volume is not None:
            self._ask(_NOW, partial(self._device.turn, volume))

    def settle(self, timeout: float) -> bool:
        """Wait until all that was asked for has been dealt with; False if these seconds run out first.

        For commands that get narration ready, and for tests; never for the frame loop.
        """
        jobs = self._jobs
        with jobs.all_tasks_done:
            return jobs.all_tasks_done.wait_for(lambda: not jobs.unfinished_tasks, timeout)

    def close(self) -> None:
        """May take two seconds if the sound card is stuck."""
        self._utterance = self._wanted = None
        self._ask(_NOW, None)
        self._thread.join(2)

    def _ask(self, priority: int, work: Callable[[], object] | None) -> None:
        self._jobs.put(_Job(priority, next(self._order), work))

    def _take(self, report: "_Report", now: float) -> None:
        self._stuck = False
        if report.utterance is not self._utterance or self._telling is not None:
            return
        if report.timing is None:
            self._telling = Telling(report.utterance, unheard(report.utterance, self._rate), now)
        else:
            elapsed = self._clock() - report.started
            self._telling = Telling(report.utterance, report.timing, now - elapsed)

    # The thread, from here on.

    def _work(self) -> None:
        while True:
            try:
                # With the card closed there is nothing to wake up for but work.
                job = self._jobs.get(timeout=self._rest if self._device.is_open else None)
            except queue.Empty:
                self._device.rest()
                continue
            try:
                if job.work is None:
                    self._device.close()
                    return
                job.work()
            except Exception as fault:
                if (complaint := repr(fault)) != self._complaint:
                    log.warning("No sound: %s", complaint)
                self._complaint = complaint
            finally:
                self._jobs.task_done()

    def _begin(self, utterance: Utterance, rate: float) -> None:
        timing = None
        try:
            self._device.hush()
            if self._wanted is utterance:
                rendering = self._narrator.rendering(utterance, rate)
                prepared = heard(utterance, said(utterance), rendering)
                if self._wanted is utterance:
                    self._device.speak(rendering)
                    timing = prepared
        finally:
            self._reports.append(_Report(utterance, timing, self._clock()))

    def _prepare(self, utterance: Utterance, rate: float, coming: object) -> None:
        if self._coming is coming:
            self._narrator.prepare(utterance, rate)


_NOW, _LATER = 0, 1


@dataclass(order=True)
class _Job:
    """Work for the thread: what cannot wait first, then in the order it was asked for. None ends the thread."""

    priority: int
    order: int
    work: Callable[[], object] | None = field(compare=False)


@dataclass(frozen=True)
class _Report:
    """Speech began at `started`, by the speaker's clock; without a timing it is not to be heard."""

    utterance: Utterance
    timing: Timing | None
    started: float
