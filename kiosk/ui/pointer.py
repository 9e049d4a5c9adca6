"""Touch and mouse made one.

Events become contacts, and contacts become taps: the first finger wins, a tap counts on the lift and only if it ends on
the thing that it began on, a thing that was just tapped is deaf for half a second, and a new screen for a moment, so
that a fast finger never answers a question that it has not seen.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pygame

SLOP = 24.0
"""How far outside a thing a finger may be lifted, in units."""
SAME_AGAIN = 0.5
AFTER_CHANGE = 0.3
LOST = 10.0
"""Seconds without a word of a finger until another may take its place: its lift can be lost."""
GHOST_SECONDS = 0.7
GHOST_PIXELS = 40.0
CORNER = 150.0
"""The side of the staff corner, in units from the window's top left."""
CORNER_SECONDS = 3.0
MOUSE = -1
"""The id of the mouse among the fingers."""


@dataclass(frozen=True)
class Contact:
    """A finger (or the mouse button) went down, moved or was lifted, at a place in pixels of the window."""

    phase: Literal["down", "move", "up"]
    finger: int
    x: float
    y: float


class Reader:
    """pygame's events to contacts. Mouse events that a touch made are dropped, and so are the ghosts of one."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._lifted: tuple[float, float, float] = (-math.inf, 0.0, 0.0)
        self._mouse_down = False

    def read(self, event: pygame.event.Event, now: float) -> Contact | None:
        match event.type:
            case pygame.FINGERDOWN | pygame.FINGERMOTION | pygame.FINGERUP:
                x, y = event.x * self.size[0], event.y * self.size[1]
                if event.type == pygame.FINGERUP:
                    self._lifted = (now, x, y)
                    return Contact("up", event.finger_id, x, y)
                return Contact("down" if event.type == pygame.FINGERDOWN else "move", event.finger_id, x, y)
            case pygame.MOUSEBUTTONDOWN if event.button == 1 and not self._ghost(event, now):
                self._mouse_down = True
                return Contact("down", MOUSE, *event.pos)
            case pygame.MOUSEMOTION if self._mouse_down:
                return Contact("move", MOUSE, *event.pos)
            case pygame.MOUSEBUTTONUP if event.button == 1 and self._mouse_down:
                self._mouse_down = False
                return Contact("up", MOUSE, *event.pos)
        return None

    def _ghost(self, event: pygame.event.Event, now: float) -> bool:
        """Windows sends a second, mouse-made click after a touch, at the same place."""
        if getattr(event, "touch", False):
            return True
        when, x, y = self._lifted
        return now - when < GHOST_SECONDS and math.dist((x, y), event.pos) < GHOST_PIXELS


@dataclass(frozen=True)
class Place:
    """Where a contact is, in units, and the key of the tappable thing under it.

    `again`: it may be tapped again at once, as the key of a keyboard is for the second "l" of "hello".
    """

    x: float
    y: float
    key: str | None
    again: bool = False


class Taps:
    """Which thing is pressed, and which was tapped.

    `near(key, x, y)` says whether a point is on the thing with that key, give or take `SLOP`.
    """

    def __init__(self, near: Callable[[str, float, float], bool]) -> None:
        self._near = near
        self.finger: int | None = None
        """The finger that presses things."""
        self._heard = -math.inf
        self._began: str | None = None
        self._inside = False
        self._last: tuple[str | None, float] = (None, -math.inf)
        self._deaf_until = -math.inf
        self._corner_since: float | None = None

    @property
    def pressed(self) -> str | None:
        """The thing to draw as pressed: a finger that has slid off presses nothing."""
        return self._began if self._inside else None

    @property
    def touching(self) -> bool:
        return self.finger is not None

    def changed(self, now: float) -> None:
        """Another screen is up: what was being pressed is gone."""
        self._began = None
        self._inside = False
        self._deaf_until = now + AFTER_CHANGE

    def corner_held(self, now: float) -> bool:
        """True once, when the corner has been held for three seconds."""
        if self._corner_since is not None and now - self._corner_since >= CORNER_SECONDS:
            self._corner_since = None
            return True
        return False

    def take(self, contact: Contact, place: Place, corner: bool, now: float) -> str | None:
        """The key of the thing that this contact tapped, if it did. `corner`: the place is in the staff corner."""
        if contact.phase == "down":
            # The same finger down twice: its lift was lost. So was that of one of which nothing is heard any more.
            if self.finger not in (None, contact.finger) and now - self._heard < LOST:
                return None
            self._heard = now
            self.finger = contact.finger
            self._corner_since = now if corner else None
            deaf = now < self._deaf_until
            key, when = self._last
            slip = not place.again and place.key is not None and place.key == key and now - when < SAME_AGAIN
            self._began = None if deaf or slip else place.key
            self._inside = self._began is not None
            return None
        if contact.finger != self.finger:
            return None
        self._heard = now
        if not corner:
            self._corner_since = None
        self._inside = self._began is not None and self._near(self._began, place.x, place.y)
        if contact.phase == "move":
            return None
        tapped = self.pressed
        self.finger = self._began = self._corner_since = None
        self._inside = False
        if tapped is not None:
            self._last = (tapped, now)
        return tapped
