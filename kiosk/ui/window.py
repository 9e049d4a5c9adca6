"""Opening the window. Nothing else is imported here, so that there is something to look at while the rest is read."""

import pygame


def open_window(size: tuple[int, int] | None) -> pygame.Surface:
    """The whole screen, or a window of that size in pixels."""
    # Not pygame.init(): the mixer and the joysticks would be opened too, which costs a tenth of a second each.
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_caption("Think then Click")
    window = pygame.display.set_mode(size or (0, 0), 0 if size else pygame.FULLSCREEN)
    pygame.key.stop_text_input()
    pygame.key.set_repeat(400, 60)
    if size is None:
        pygame.event.set_grab(True)
    window.fill("#FFF1D2")
    pygame.display.update()
    return window
