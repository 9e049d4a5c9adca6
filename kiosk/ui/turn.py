"""A page that turns: the old one goes out at one side while the new one comes in at the other."""

import pygame

from kiosk.ui.motion import Track, ease_out

SECONDS = 0.25
MOST = 1920 * 1200
"""Pixels up to which whole pages move: on a larger window of a slow machine a cut is calmer than a stutter."""


class PageTurn:
    """From what was on the window to what is on it now. `back`: towards the right, as one leafs back.

    `new` is the same as what is on it now, where somebody has that already: a copy takes longer than all the turning.
    """

    def __init__(
        self,
        old: pygame.Surface,
        window: pygame.Surface,
        now: float,
        *,
        back: bool = False,
        new: pygame.Surface | None = None,
    ) -> None:
        self._old = old
        self._new = new or window.copy()
        self._window = window
        self._track = Track(now, SECONDS, ease_out)
        self._back = back

    def draw(self, now: float) -> bool:
        """The window as it is at that moment. False once the new page is all that is to be seen."""
        wide = self._window.get_width()
        over = self._track.over(now)
        gone = wide if over else round(self._track.value(now) * wide)
        side = 1 if self._back else -1
        if gone < wide:
            self._window.blit(self._old, (side * gone, 0))
        self._window.blit(self._new, (side * (gone - wide), 0))
        return not over


def may_turn(window: pygame.Surface) -> bool:
    """Whether whole pages can be moved on a window of that size."""
    wide, high = window.get_size()
    return wide * high <= MOST
