"""Think then Click: a classroom kiosk for a primary school's online-safety rules."""

import os

# SDL reads these once, when pygame is imported, so they are set before any module of ours can do that. Whoever has set
# one of them already is left alone.
_HINTS = {
    # With the accelerated framebuffer every flip of a software surface costs 14-21 ms at 1080p, and memory besides.
    "SDL_FRAMEBUFFER_ACCELERATION": "0",
    "SDL_WINDOWS_DPI_AWARENESS": "permonitorv2",
    # Fingers are read as fingers: SDL is not to make mouse events of them as well.
    "SDL_TOUCH_MOUSE_EVENTS": "0",
    "SDL_GRAB_KEYBOARD": "1",
    "SDL_ALLOW_ALT_TAB_WHILE_GRABBED": "0",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
}
for _name, _value in _HINTS.items():
    os.environ.setdefault(_name, _value)
