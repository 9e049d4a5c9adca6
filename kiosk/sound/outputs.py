"""What sound could come out of here."""


def outputs() -> list[str]:
    """The names of the sound outputs, as the system calls them; none where there is no sound card."""
    import pygame
    from pygame._sdl2 import audio

    try:
        pygame.mixer.init()
        return [str(name) for name in audio.get_audio_device_names(False)]
    except pygame.error:
        return []
    finally:
        pygame.mixer.quit()
