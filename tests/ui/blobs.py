"""In place of the pictures, so that the kit is tested without drawing any."""

import pygame

from kiosk.ui.pictures import Art, Fit


class Blobs:
    """Any picture: an oval in the art's own colour, over something that lets the ground through."""

    def surface(self, art: Art, size_px: tuple[int, int], fit: Fit = "cover") -> pygame.Surface:
        surface = pygame.Surface(size_px, pygame.SRCALPHA, 32)
        colour = sum(repr(art).encode())
        surface.fill((colour % 200, 40, 120, 90))
        pygame.draw.ellipse(surface, (200, colour % 180, 60, 255), surface.get_rect())
        return surface
