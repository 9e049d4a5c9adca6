from threading import Event

from kiosk.sound.espeak import Espeak
from kiosk.sound.voice import Rendering


class Counted(Espeak):
    """The real voice, that counts what it is asked for and can be held up on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.rendered: list[str] = []
        self.asked = Event()
        self.free = Event()
        self.free.set()

    def render(self, said: str, wpm: int) -> Rendering:
        self.asked.set()
        assert self.free.wait(20)
        self.rendered.append(said)
        return super().render(said, wpm)
