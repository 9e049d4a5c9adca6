"""The sound card, through pygame's mixer: one channel for the voice, one for the hum, and a few for effects."""

import io
import time
from pathlib import Path
from types import ModuleType

from kiosk.sound.effects import Effect, effect
from kiosk.sound.voice import Rendering


class Device:
    """Used from the sound thread only, which is also where pygame's mixer is imported; opens when first needed.

    Whatever pygame raises comes through. After a failure to open, the card is left alone for half a minute: a
    school's sound may come up later than the kiosk does.
    """

    def __init__(self, volume: float = 1.0) -> None:
        self._volume = volume
        self._mixer: ModuleType | None = None
        self._fault: Exception | None = None
        self._closed_until = 0.0

    @property
    def is_open(self) -> bool:
        # pygame.quit() anywhere closes the mixer for all.
        return self._mixer is not None and self._mixer.get_init() is not None

    def speak(self, rendering: Rendering) -> None:
        """Start this in place of what is being said; effects that still sound step back for it."""
        mixer = self._opened()
        # As a file, because the mixer then brings any rate to its own.
        speech = mixer.Sound(file=io.BytesIO(rendering.wav()))
        for channel in map(mixer.Channel, _EFFECTS):
            channel.set_volume(self._volume * DUCKED)
        mixer.Channel(_HUM).fadeout(_HUM_FADES)
        mixer.Channel(_VOICE).play(speech)
        mixer.Channel(_VOICE).set_volume(self._volume)

    def hush(self) -> None:
        if self._mixer and self.is_open:
            self._mixer.Channel(_VOICE).fadeout(30)  # ms: a bare stop clicks
            self._mixer.Channel(_HUM).fadeout(_HUM_FADES)

    def play(self, name: Effect) -> None:
        """Start an effect beside whatever sounds; with every channel taken it is left out.

        The hum goes on until the answers wake or something is said, and never for longer than the longest pause.
        """
        mixer = self._opened()
        hum = mixer.Channel(_HUM)
        if name == "think":
            hum.play(mixer.Sound(file=io.BytesIO(effect(name).wav())), loops=_HUM_ROUNDS - 1, fade_ms=_HUM_FADES)
            hum.set_volume(self._volume)
            return
        if name == "wake":
            hum.fadeout(_HUM_FADES)
        level = DUCKED if mixer.Channel(_VOICE).get_busy() else 1
        for channel in map(mixer.Channel, _EFFECTS):
            if not channel.get_busy():
                channel.play(mixer.Sound(file=io.BytesIO(effect(name).wav())))
                channel.set_volume(self._volume * level)
                break

    def decoded(self, path: Path) -> Rendering:
        """A sound file of any kind that the mixer knows, at the card's own rate."""
        return Rendering(self._opened().Sound(str(path)).get_raw(), _RATE, ())

    def turn(self, volume: float) -> None:
        """Louder or softer, from what is played next on."""
        self._volume = volume

    def rest(self) -> None:
        """Close, unless something still sounds."""
        if self._mixer and self.is_open and not self._mixer.get_busy():
            self.close()

    def close(self) -> None:
        if self._mixer:
            mixer, self._mixer = self._mixer, None
            mixer.quit()

    def _opened(self) -> ModuleType:
        if self._mixer and self.is_open:
            return self._mixer
        if self._fault and time.monotonic() < self._closed_until:
            raise self._fault
        try:
            import pygame.mixer as mixer

            mixer.init(frequency=_RATE, size=-16, channels=1, buffer=512, allowedchanges=0)
            mixer.set_num_channels(2 + len(_EFFECTS))
        except Exception as fault:
            self._mixer, self._fault, self._closed_until = None, fault, time.monotonic() + 30
            raise
        self._mixer = mixer
        return mixer


DUCKED: float = 10 ** (-12 / 20)
"""How loud effects are while the voice speaks: 12 dB down."""

_RATE = 22050
_VOICE, _EFFECTS, _HUM = 0, (1, 2, 3), 4
_HUM_FADES = 600  # ms
_HUM_ROUNDS = 7
