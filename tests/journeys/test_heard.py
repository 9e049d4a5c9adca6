"""What is said was made ahead of time: every line that the program says to pupils is one that `kiosk narrate` knows."""

import random
from pathlib import Path

import pygame
import pytest

from kiosk import cli, config, start, walk
from kiosk.pilot import Lost, Pilot
from kiosk.records.rows import Comfort
from kiosk.sound.aloud import Aloud
from kiosk.sound.cache import Cache
from kiosk.sound.device import Device
from kiosk.sound.espeak import Espeak
from kiosk.sound.narrator import Narrator
from kiosk.sound.readings import words
from kiosk.sound.speaker import Silent
from kiosk.sound.voice import Rendering, VoiceError
from kiosk.ui.speech import SpeechEnded, SpeechEvent, Utterance
from kiosk.ui.widgets import Button, Pad

from .school import SLOW, Clock, School, begin, book_of, class_of, open_class, play, pupils

BOOK = start.book()
CLASSES = {"ks1": "1 Acorn", "ks2": "6 Willow"}
SELDOM = ("hear", "tell", "who", "language", "back", "comfort")
LESSONS = (
    "ks1-rule-2-know-what-it-does",
    "ks2-rule-8-passwords",
    "ks2-rule-14-tell-to-help",
    "ks2-story-the-joke-that-grew",
    "ks1-story-a-new-player",
)


class Noted(Silent):
    """Captions without a voice, and a note of all that was to be said."""

    def __init__(self) -> None:
        super().__init__(40)
        self.said: list[Utterance] = []

    def say(self, utterance: Utterance) -> None:
        self.said.append(utterance)
        super().say(utterance)


def key(told: Utterance) -> tuple[object, ...]:
    return told.text, told.readings, told.wpm, told.language


def wander(pilot: Pilot, title: str, chance: random.Random, touches: int) -> None:
    """Touch whatever there is to touch, and now and then nothing; who comes out at the names begins somebody's turn."""
    for _ in range(touches):
        pilot.wait(chance.choice((25.0, *[0.6] * 40)))
        if pilot.screen in ("Resting", "Names"):
            try:
                begin(pilot, chance.choice(pupils(pilot, title)).shown_name)
            except Lost:
                continue  # has signed already
        if any(isinstance(widget, Pad) for widget in pilot.app.widgets):
            pilot.sign()
        there = [w.key for w in pilot.app.widgets if w.on_tap and not (isinstance(w, Button) and w.kind == "off")]
        often = [5 if name not in SELDOM else 1 for name in there]
        if there:
            try:
                pilot.tap_key(chance.choices(there, often)[0])
            except Lost:
                continue  # something lies over it, or it has gone in the meantime


def touched(school: School, lesson: str | None, seed: int, touches: int) -> list[Utterance]:
    """Everything that was said while somebody wandered about in that lesson, or else in the agreement."""
    title = CLASSES[BOOK.playable[lesson].key_stage if lesson else ("ks1", "ks2")[seed % 2]]
    with school.records() as store:
        for place, pupil in enumerate(store.pupils(class_of(store, title))):
            if place % 2:
                store.set_comfort(pupil.id, Comfort(language="pl"))
    speaker = Noted()
    pilot = school.start(size=(320, 180), pause_seconds=3, speaker=speaker, clock=Clock(SLOW))
    open_class(pilot, title, *([BOOK.playable[lesson]] if lesson else []), agreement=lesson is None)
    speaker.said.clear()
    wander(pilot, title, random.Random(seed), touches)
    return speaker.said


@pytest.mark.parametrize("lesson", [*LESSONS, None])
def test_all_that_is_said_is_known_ahead_of_time(school: School, lesson: str | None) -> None:
    said = touched(school, lesson, seed=2, touches=150)
    school.stop()
    with school.records() as store:
        lead = store.school().safeguarding_lead
    known = {key(line.utterance) for line in walk.said(BOOK, lead, ["pl"])}

    assert len({key(told) for told in said}) > 30, "hardly anything was said"
    assert {"en-GB", "pl"} == {told.language for told in said}
    assert [told for told in said if key(told) not in known] == []


class Mute(Espeak):
    """The voice by its name: what has been kept under it is found, and nothing can be made any more."""

    def render(self, said: str, wpm: int) -> Rendering:
        raise VoiceError("this was not made ahead of time")


class Listening(Aloud):
    """The real speaker by the clock of the test, which waits until its thread is done."""

    def __init__(self, narrator: Narrator, clock: Clock) -> None:
        self.said: list[Utterance] = []
        self.told: dict[Utterance, tuple[float, float]] = {}
        """When each was asked for and when its end was told."""
        self._time = clock
        super().__init__(narrator, Device(), clock=clock.now)

    def say(self, utterance: Utterance) -> None:
        self.said.append(utterance)
        self._asked = self._time.now()
        super().say(utterance)

    def poll(self, now: float) -> list[SpeechEvent]:
        assert self.settle(20)
        events = super().poll(now)
        for event in events:
            if isinstance(event, SpeechEnded):
                self.told[event.utterance] = (self._asked, now)
        return events


def test_a_lesson_is_said_from_what_narrate_has_made(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(config, "cache_folder", lambda: tmp_path / "cache")
    for part in (LESSONS[0], "pupils"):
        assert cli.main(["narrate", "--data", str(school.folder), "--lesson", part]) == 0
    kept = {path.name for path in (tmp_path / "cache" / "speech").iterdir()}
    clock = Clock(SLOW)
    speaker = Listening(Narrator([Mute], Cache(tmp_path / "cache" / "speech")), clock)
    pilot = school.start(size=(320, 180), speaker=speaker, clock=clock)
    open_class(pilot, "1 Acorn", book_of(pilot).lessons[LESSONS[0]])
    begin(pilot, pupils(pilot, "1 Acorn")[0].shown_name)

    play(pilot, {"shiny-box": ["miss"]})

    pilot.shows("Thanks")
    assert len(speaker.said) > 20
    assert {path.name for path in (tmp_path / "cache" / "speech").iterdir()} == kept
    assert "not made" not in caplog.text


def test_a_sound_card_that_is_pulled_out_in_the_middle_leaves_a_lesson_of_captions(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(SLOW)
    speaker = Listening(Narrator([Espeak], Cache(tmp_path / "speech")), clock)
    pilot = school.start(size=(320, 180), speaker=speaker, clock=clock)
    open_class(pilot, "1 Acorn", book_of(pilot).lessons[LESSONS[0]])
    begin(pilot, pupils(pilot, "1 Acorn")[0].shown_name)
    play(pilot, pages=2)
    assert pygame.mixer.Channel(0).get_busy()

    pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    speaker.told.clear()
    play(pilot)

    pilot.shows("Thanks")
    assert pygame.mixer.get_init() is None
    silent = list(speaker.told.items())[1:-1]
    assert len(silent) > 10
    for told, (begun, ended) in silent:
        expected = 60 * len(words(told.text)) / told.wpm
        assert ended - begun == pytest.approx(expected, abs=3 / SLOW), told.text
