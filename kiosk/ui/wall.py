"""A wall panel: the page hangs like a board in the lower part of the screen, where children reach, in a picture."""

import pygame

from kiosk.ui.pictures import Actor, Pictures, Scenery
from kiosk.ui.shapes import Rect
from kiosk.ui.stage import Stage
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Image, Panel, Widget

REACH = 0.6
"""How much of the screen, from its foot, children reach."""
FOOT = 0.024
"""How far the board hangs above the foot of the screen: its own upper rim, where nothing can be touched, makes up for
it."""
FRAME = 14.0
TALL = 0.8
"""How high the children beside the board may be, as a part of the board's height."""
LEFT = Scenery(None, (Actor("zara", "happy", "wave"), Actor("callum", "happy", "stand")), None)
RIGHT = Scenery(None, (Actor("mei", "happy", "stand"), Actor("amara", "happy", "wave")), None)


def board(size: tuple[int, int]) -> pygame.Rect:
    """Where the page is, in pixels of a window of that size: as wide as it is made for, 16 to 9."""
    wide, high = size
    across = min(round(REACH * high * 16 / 9), round(0.94 * wide))
    down = round(across * 9 / 16)
    return pygame.Rect((wide - across) // 2, round(high * (1 - FOOT)) - down, across, down)


def hang(window: pygame.Surface, board: pygame.Rect, pictures: Pictures, theme: Theme, fonts: Fonts) -> None:
    """Paint all that is round the board: hills, and children beside it where there is room."""
    whole = Stage(window, pictures, theme, fonts)
    left, top = whole.to_units(board.topleft)
    right, foot = whole.to_units(board.bottomright)
    page = Rect(left, top, right - left, foot - top)
    widgets: list[Widget] = [Panel("frame", page.inset(-FRAME), "frame", radius=FRAME * 1.6, level=3)]
    room = left - whole.visible.x - 4 * FRAME
    if room >= 0.25 * page.h:
        high = min(TALL * page.h, 1.1 * room)
        beside = Rect(left - 2 * FRAME - room, foot - high, room, high)
        widgets += [
            Image("left", beside, LEFT, fit="contain"),
            Image("right", beside.moved(room + 4 * FRAME + page.w, 0), RIGHT, fit="contain"),
        ]
    whole.show("hills", widgets)
