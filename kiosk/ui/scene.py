"""What a screen is to the program: a picture of its state, and what came of a touch.

A scene never saves and never names the next scene. It returns an outcome, and one file decides (`kiosk.flow`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kiosk.ui.speech import SpeechEvent, Utterance

if TYPE_CHECKING:
    from kiosk.ui.widgets import Widget


@dataclass(frozen=True)
class Keep:
    """Save this event and stay on the screen (a first answer that will be tried again)."""

    event: object


@dataclass(frozen=True)
class Leave:
    """The screen is finished, with this result."""

    result: object


Outcome = Keep | Leave


@dataclass(frozen=True)
class TypedKey:
    """A key of a real keyboard: a name (`"backspace"`, `"return"`, `"a"`) and the character it types, if any."""

    name: str
    character: str = ""


class Scene:
    """One screen.

    `view` draws the state as widgets in drawing order and may be called as often as the app likes; it changes nothing.
    `now` is always seconds of the app's clock, which tests and the tour turn by hand.
    """

    backdrop: str = "ks1"
    idle: Literal["pupil", "names", "class", "staff", "rest"] = "pupil"
    """What follows when nobody touches it: a class that is talking and a resting screen are left in peace."""
    edges_dead: bool = True
    """Whether the sides are deaf, where sleeves and frames touch."""
    takes_text: bool = False
    still: bool = False
    """Whether nothing moves here: a movement cuts, and what fills does so in still steps."""
    letters: float = 1.0
    """How many times as large as usual the text is. The painter enlarges it; a page may make it room."""
    saying: Utterance | None = None
    """What is to be said: the app speaks it when the object changes and reports through `heard`."""

    @property
    def coming(self) -> Sequence[Utterance]:
        """What is to be said after it, if nothing happens: it can be got ready meanwhile."""
        return ()

    @property
    def leaf(self) -> int | None:
        """Which leaf of a lesson it is on, from 0: from one to another the page turns. None: it is in no lesson."""
        return None

    @property
    def busy(self) -> bool:
        """Whether something is being worked out that the screen waits for."""
        return False

    @property
    def awake(self) -> bool:
        """Whether what is asked can be chosen. While it sleeps a switch waits with it."""
        return True

    def view(self, now: float) -> Sequence["Widget"]:
        raise NotImplementedError

    def due(self, now: float) -> float:
        """When the look next changes by itself: `math.inf` on a still screen, `now` in the middle of a movement."""
        return math.inf

    def tick(self, now: float) -> Outcome | None:
        """Time has passed."""
        return None

    def nudge(self, now: float) -> Outcome | None:
        """Nobody has touched the screen for a while."""
        return None

    def heard(self, event: SpeechEvent) -> Outcome | None:
        """A word of `saying` is being said, or its last one has been."""
        return None

    _rung: tuple[str, ...] = ()

    def ring(self, effect: str) -> None:
        """Let a short sound be played, by its name in `kiosk.sound.effects`."""
        self._rung += (effect,)

    def rung(self) -> tuple[str, ...]:
        """The sounds to be played since this was asked last."""
        rung, self._rung = self._rung, ()
        return rung

    def typed(self, key: TypedKey) -> Outcome | None:
        """A real keyboard was used on a screen with fields."""
        return None
