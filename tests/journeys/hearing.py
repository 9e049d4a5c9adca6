"""Captions without a voice, and a note of what was said when."""

from kiosk.sound.speaker import Silent
from kiosk.ui.speech import SpeechEnded, SpeechEvent, Utterance


class Heard(Silent):
    def __init__(self, faster: float = 1.0) -> None:
        super().__init__(faster)
        self.begun: list[str] = []
        self.ended: list[tuple[float, str]] = []

    def say(self, utterance: Utterance) -> None:
        self.begun.append(utterance.text)
        super().say(utterance)

    def poll(self, now: float) -> list[SpeechEvent]:
        events = super().poll(now)
        self.ended += [(now, event.utterance.text) for event in events if isinstance(event, SpeechEnded)]
        return events

    def end_of(self, text: str) -> float:
        """When these words were first said to their end."""
        return next(at for at, said in self.ended if said == text)
