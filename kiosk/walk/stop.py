"""A place on the walk, and how its screen is brought into the state in which it is shown."""

import math
from typing import NamedTuple, TypeVar

from kiosk.scenes.page import Who
from kiosk.ui.scene import Outcome, Scene
from kiosk.ui.speech import SpeechEnded

NOW = 1000.0
"""Seconds at which every screen of the walk is looked at: nothing moves any more."""
PAUSE = 5.0
MOMENT = 0.5
WHO = Who("Oluwaseun", "giraffe")
LONG = Who("Oluwaseun-Alexander O", "hedgehog")
Shown = TypeVar("Shown", bound=Scene)


class Stop(NamedTuple):
    """`scene` is looked at with `scene.view(NOW)`. `of` is the id of a lesson, scenario or check-in, "agreement",
    "pupils" or "staff"; `page` says which page of it, in words, and is unique there."""

    of: str
    page: str
    scene: Scene


def asleep(scene: Shown) -> Shown:
    """As it is once the question has been heard: the answers sleep, and the pause begins."""
    _listen(scene, NOW - 3 * MOMENT, wait=False)
    return scene


def awake(scene: Shown) -> Shown:
    """As it is once everything has been heard and nothing moves."""
    _listen(scene, 0.0, wait=True)
    return scene


def tap(scene: Shown, key: str) -> Shown:
    """After a touch of what has that key."""
    found = next(widget for widget in scene.view(NOW) if widget.key == key)
    assert found.on_tap is not None, f"{key} cannot be tapped"
    found.on_tap()
    return scene


def _listen(scene: Scene, now: float, *, wait: bool) -> None:
    heard: Outcome | None = None
    while heard is None:
        scene.tick(now)
        saying = scene.saying
        if saying is not None:
            heard = scene.heard(SpeechEnded(saying))
            # All that was said before the pause was said just now, so that it has only begun.
            now += MOMENT if wait else 0
            continue
        wakes_at = getattr(getattr(scene, "pause", None), "wakes_at", -math.inf)
        if not wait or wakes_at <= now:
            break
        now = wakes_at
    if wait:
        # What began to move last has come to rest.
        scene.tick(now + MOMENT)
