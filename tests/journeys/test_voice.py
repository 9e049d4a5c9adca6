"""A KS1 question as it is heard: the real voice, through the program."""

import wave
from array import array
from pathlib import Path

import pytest

from kiosk.app import HandClock
from kiosk.pilot import Pilot
from kiosk.scenes.ask import Ask
from kiosk.sound.aloud import Aloud
from kiosk.sound.cache import Cache
from kiosk.sound.device import Device
from kiosk.sound.espeak import Espeak
from kiosk.sound.narrator import Narrator
from kiosk.sound.voice import VoiceError
from kiosk.ui.speech import SpeechEnded, SpeechEvent, Utterance, WordSpoken

from .school import School, begin, open_class, play, pupils

PATIENCE = 20.0
"""Seconds that the sound thread is given to make an utterance: it needs milliseconds."""


class Spoken(Aloud):
    """The real speaker by the clock of the test; notes the words that it reports."""

    def __init__(self, clock: HandClock, cache: Path) -> None:
        self.voices: list[Espeak] = []
        super().__init__(Narrator([self.voice], Cache(cache)), Device(), clock=clock.now)
        self.words: dict[Utterance, list[str]] = {}
        self.ended: list[Utterance] = []

    def voice(self, language: str) -> Espeak:
        self.voices.append(Espeak(language))
        return self.voices[-1]

    def poll(self, now: float) -> list[SpeechEvent]:
        assert self.settle(PATIENCE)
        events = super().poll(now)
        for event in events:
            match event:
                case WordSpoken(utterance, start, end):
                    self.words.setdefault(utterance, []).append(utterance.text[start:end])
                case SpeechEnded(utterance):
                    self.ended.append(utterance)
        return events


def plain(text: str) -> list[str]:
    """The words of a caption, without the marks around them."""
    words = [word.strip("“”‘’\"'.,;:!?()–—…") for word in text.split()]
    return [word for word in words if word]


def loud(path: Path) -> float:
    """The root mean square of a file's samples; full scale is 32767."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        samples = array("h", file.readframes(file.getnframes()))
    assert len(samples) / file.getframerate() > 0.2
    return (sum(sample * sample for sample in samples) / len(samples)) ** 0.5


def to_first_question(pilot: Pilot) -> Ask:
    open_class(pilot, "1 Acorn", pilot.app.flow.book.lessons["ks1-rule-4-lost-so-ask"])
    begin(pilot, pupils(pilot, "1 Acorn")[0].shown_name)
    while pilot.screen != "Ask":
        play(pilot, pages=1)
    scene = pilot.app.scene
    assert isinstance(scene, Ask)
    return scene


def test_a_question_is_heard_in_british_english_word_for_word(school: School, tmp_path: Path) -> None:
    try:
        Espeak()
    except VoiceError as fault:
        pytest.skip(str(fault))
    clock = HandClock()
    speaker = Spoken(clock, tmp_path / "speech")
    pilot = school.start(speaker=speaker, clock=clock)
    scene = to_first_question(pilot)
    speaker.ended.clear()
    pilot.until(lambda: scene.read_to_end, "the question to be read to its end")

    step, answers = scene.page.step, scene.page.answers
    captions = [utterance.text for utterance in speaker.ended]
    assert " ".join(captions) == " ".join([step.say, step.think, *(answer.label for answer in answers)])
    for utterance in speaker.ended:
        assert utterance.language == "en-GB"
        assert speaker.words[utterance] == plain(utterance.text)
    assert [(voice.language, "/en " in voice.name) for voice in speaker.voices] == [("en-GB", True)]
    made = list((tmp_path / "speech").glob("*.wav"))
    assert len(made) >= len(captions)
    assert all(loud(path) > 500 for path in made)
