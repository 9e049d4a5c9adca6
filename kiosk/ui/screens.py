"""The screens of this computer, before anything is drawn on them."""


def sizes() -> list[tuple[int, int]]:
    """Each screen's pixels, the main one first; none where there is no screen."""
    import pygame

    try:
        pygame.display.init()
        return [(int(width), int(height)) for width, height in pygame.display.get_desktop_sizes()]
    except pygame.error:
        return []
    finally:
        pygame.display.quit()
