import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest
from counted import Counted

from kiosk.sound.aloud import PATIENCE, Aloud
from kiosk.sound.cache import Cache
from kiosk.sound.device import Device
from kiosk.sound.even import evened
from kiosk.sound.narrator import Narrator
from kiosk.sound.voice import Rendering, Voice, VoiceError
from kiosk.sound.voices import OpenVoice
from kiosk.ui.speech import SpeechEnded, SpeechEvent, Utterance, WordSpoken

Until = Callable[[Callable[[], object]], None]


class Clock:
    def __init__(self) -> None:
        self.now = 500.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


Open = Callable[..., Aloud]


@pytest.fixture
def speaker_of(tmp_path: Path, clock: Clock) -> Iterator[Open]:
    opened: list[Aloud] = []

    def open_speaker(open_voice: OpenVoice, **options: float) -> Aloud:
        opened.append(Aloud(Narrator([open_voice], Cache(tmp_path / "speech")), Device(), clock=clock, **options))
        return opened[-1]

    yield open_speaker
    for speaker in opened:
        speaker.close()


@pytest.fixture
def speaker(speaker_of: Open, voice: Counted, dummy_card: None) -> Aloud:
    return speaker_of(only(voice))


def only(voice: Counted) -> OpenVoice:
    """This voice for its own language, and none for any other."""

    def opened(language: str) -> Voice:
        if language != voice.language:
            raise VoiceError(f"nobody speaks {language}")
        return voice

    return opened


def ask() -> Utterance:
    return Utterance("We ask a teacher/adult.", (("teacher/adult", "teacher or adult"),), wpm=120)


def long() -> Utterance:
    """A minute and more: it does not end by itself while a test looks on."""
    return Utterance("We ask first. " * 40, wpm=100)


def whole(utterance: Utterance) -> list[SpeechEvent]:
    """Everything that is to be told of an utterance of `ask`."""
    return [WordSpoken(utterance, start, end) for start, end in ((0, 2), (3, 6), (7, 8), (9, 22))] + [
        SpeechEnded(utterance)
    ]


def voice_is_playing() -> bool:
    return bool(pygame.mixer.get_init()) and pygame.mixer.Channel(0).get_busy()


def test_words_follow_the_sound(speaker: Aloud, voice: Counted, clock: Clock) -> None:
    utterance = ask()
    speaker.say(utterance)
    assert speaker.settle(20)
    assert voice_is_playing()
    [second] = [word for word in evened(voice.render("We ask a teacher or adult.", 120)).words if word.start == 3]

    # The frame loop comes a little late, and counts from 7.
    clock.now += 0.1
    assert speaker.poll(7.1) == [WordSpoken(utterance, 0, 2)]
    assert speaker.poll(7 + second.at - 0.01) == []
    assert speaker.poll(7 + second.at + 0.01) == [WordSpoken(utterance, 3, 6)]


def test_an_utterance_ends_with_its_sound(speaker: Aloud, voice: Counted) -> None:
    utterance = ask()
    speaker.say(utterance)
    assert speaker.settle(20)
    seconds = evened(voice.render("We ask a teacher or adult.", 120)).seconds

    events = speaker.poll(7.0) + speaker.poll(7.0 + seconds - 0.01)
    assert speaker.speaking
    events += speaker.poll(7.0 + seconds + 0.01)

    assert events == whole(utterance)
    assert not speaker.speaking


def test_what_is_prepared_is_said_from_the_cache(speaker: Aloud, voice: Counted) -> None:
    speaker.prepare([ask(), Utterance("We tell an adult.")])
    assert speaker.settle(20)
    assert voice.rendered == ["We ask a teacher or adult.", "We tell an adult."]

    utterance = ask()
    speaker.say(utterance)
    assert speaker.settle(20)

    assert len(voice.rendered) == 2
    assert voice_is_playing()
    assert speaker.poll(0.0) == [WordSpoken(utterance, 0, 2)]


def test_saying_goes_before_preparing(speaker: Aloud, voice: Counted) -> None:
    voice.free.clear()
    speaker.prepare([Utterance("One."), Utterance("Two.")])
    assert voice.asked.wait(20)
    speaker.say(Utterance("Now."))
    voice.free.set()
    assert speaker.settle(20)

    assert voice.rendered == ["One.", "Now.", "Two."]


def test_the_next_utterance_cuts_off_the_last(speaker: Aloud) -> None:
    first, second = ask(), ask()
    speaker.say(first)
    assert speaker.settle(20)
    assert speaker.poll(0.0) == [WordSpoken(first, 0, 2)]

    speaker.say(second)
    assert speaker.settle(20)

    assert speaker.poll(1.0) + speaker.poll(60.0) == whole(second)


def test_what_cannot_be_said_cuts_off_the_last_too(speaker: Aloud, until: Until) -> None:
    speaker.say(long())
    assert speaker.settle(20)
    assert voice_is_playing()

    speaker.say(Utterance("Gofynnwn i athro.", language="cy"))

    until(lambda: not voice_is_playing())


def test_an_utterance_that_is_overtaken_is_not_begun(speaker: Aloud, voice: Counted) -> None:
    first, second, third = ask(), Utterance("Never heard."), ask()
    voice.free.clear()
    for utterance in (first, second, third):
        speaker.say(utterance)
    voice.free.set()
    assert speaker.settle(20)

    assert "Never heard." not in voice.rendered
    assert speaker.poll(0.0) + speaker.poll(60.0) == whole(third)


def test_hush_stops_the_sound_and_the_reports(speaker: Aloud, until: Until) -> None:
    speaker.say(long())
    assert speaker.settle(20)
    speaker.poll(0.0)

    speaker.hush()

    assert not speaker.speaking
    assert speaker.poll(60.0) == []
    until(lambda: not voice_is_playing())


def test_hush_before_it_is_ready_keeps_it_quiet(speaker: Aloud, voice: Counted) -> None:
    voice.free.clear()
    speaker.say(ask())
    assert voice.asked.wait(20)
    speaker.hush()
    voice.free.set()
    assert speaker.settle(20)

    assert not voice_is_playing()
    assert speaker.poll(60.0) == []


def test_effects_are_played(speaker: Aloud) -> None:
    speaker.play("finish")
    assert speaker.settle(20)

    assert pygame.mixer.get_busy()
    assert not voice_is_playing()


def told_in_silence(speaker: Aloud, utterance: Utterance) -> bool:
    """Whether this is told by its rate of two words a second, to the end."""
    speaker.say(utterance)
    assert speaker.settle(20)
    return [speaker.poll(20.0), speaker.poll(20.5), speaker.poll(21.9), speaker.poll(22.0)] == [
        whole(utterance)[:1], whole(utterance)[1:2], whole(utterance)[2:4], whole(utterance)[4:],
    ]  # fmt: skip


def test_without_a_sound_card_captions_go_on(
    speaker_of: Open, voice: Counted, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    speaker = speaker_of(only(voice))

    assert told_in_silence(speaker, ask())
    assert told_in_silence(speaker, ask())
    assert [record.levelno for record in caplog.records] == [logging.WARNING], "one fault is one line"
    assert "no such driver" in caplog.text
    assert "teacher" not in caplog.text


@pytest.mark.usefixtures("dummy_card")
def test_without_a_voice_captions_go_on(speaker_of: Open, caplog: pytest.LogCaptureFixture) -> None:
    def no_voice(language: str) -> Voice:
        raise VoiceError("it is not installed")

    assert told_in_silence(speaker_of(no_voice), ask())
    assert "it is not installed" in caplog.text


class Broken(Counted):
    def render(self, said: str, wpm: int) -> Rendering:
        raise RuntimeError("the voice broke")


@pytest.mark.usefixtures("dummy_card")
def test_with_a_broken_voice_captions_go_on_and_effects_too(speaker_of: Open, caplog: pytest.LogCaptureFixture) -> None:
    speaker = speaker_of(lambda language: Broken())

    assert told_in_silence(speaker, ask())
    assert "the voice broke" in caplog.text
    speaker.play("finish")
    assert speaker.settle(20)
    assert pygame.mixer.get_busy()


def test_another_language_is_not_read_by_this_voice(speaker: Aloud, voice: Counted) -> None:
    utterance = Utterance("Gofynnwn i athro.", wpm=120, language="cy")
    speaker.say(utterance)
    assert speaker.settle(20)

    assert speaker.poll(0.0) + speaker.poll(1.5)[-1:] == [WordSpoken(utterance, 0, 8), SpeechEnded(utterance)]
    assert voice.rendered == []


def test_a_thread_that_is_stuck_holds_nothing_up(
    speaker: Aloud, voice: Counted, caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = ask(), ask(), ask()
    voice.free.clear()
    speaker.say(first)
    speaker.play("press")
    speaker.prepare([ask()])
    assert speaker.poll(5.0) == []
    speaker.say(first)
    assert speaker.poll(10.0) == []
    assert speaker.poll(10.0 + PATIENCE - 0.1) == []
    assert speaker.poll(10.0 + PATIENCE) == [WordSpoken(first, 0, 2)]
    assert speaker.poll(60.0) == whole(first)[1:]

    # Patience is for the first time.
    speaker.say(second)
    assert speaker.poll(70.0) == [WordSpoken(second, 0, 2)]
    assert len(caplog.records) == 1

    # What comes too late is neither heard nor told of.
    voice.free.set()
    assert speaker.settle(20)
    assert not voice_is_playing()
    assert speaker.poll(90.0) == whole(second)[1:]

    # And then all is well again.
    voice.free.clear()
    speaker.say(third)
    assert speaker.poll(100.0) == []
    voice.free.set()
    assert speaker.settle(20)
    assert voice_is_playing()
    assert speaker.poll(101.0) + speaker.poll(160.0) == whole(third)


def test_the_next_utterance_is_at_the_rate_that_was_set(speaker: Aloud, voice: Counted) -> None:
    usual = evened(voice.render("We ask a teacher or adult.", 120)).seconds
    speaker.tune(rate=0.8)
    utterance = ask()
    speaker.say(utterance)
    assert speaker.settle(20)

    slow = evened(voice.render("We ask a teacher or adult.", 96)).seconds
    assert slow > 1.15 * usual
    events = speaker.poll(0.0) + speaker.poll(slow - 0.1)
    assert speaker.speaking
    assert events + speaker.poll(slow + 0.1) == whole(utterance)


def test_quiet_is_captions_only(speaker: Aloud, voice: Counted, until: Until) -> None:
    speaker.say(long())
    assert speaker.settle(20)
    assert voice_is_playing()
    del voice.rendered[:]

    speaker.tune(quiet=True)
    assert told_in_silence(speaker, ask())
    speaker.play("finish")
    speaker.prepare([Utterance("Later.")])
    assert speaker.settle(20)
    assert voice.rendered == []
    until(lambda: not pygame.mixer.get_busy())

    speaker.tune(quiet=False)
    speaker.say(ask())
    assert speaker.settle(20)
    assert voice_is_playing()


def test_calm_leaves_out_the_small_sounds_and_not_the_voice(speaker: Aloud) -> None:
    speaker.tune(calm=True)
    speaker.play("finish")
    speaker.say(ask())
    assert speaker.settle(20)

    assert voice_is_playing()
    assert not any(pygame.mixer.Channel(channel).get_busy() for channel in range(1, 5))


def test_the_volume_can_be_set(speaker: Aloud) -> None:
    speaker.tune(volume=0.25)
    speaker.say(ask())
    assert speaker.settle(20)

    assert pygame.mixer.Channel(0).get_volume() == pytest.approx(0.25, abs=0.01)


def test_what_is_not_given_stays_as_it_is(speaker: Aloud) -> None:
    speaker.tune(quiet=True)
    speaker.tune(rate=0.5)
    utterance = ask()
    speaker.say(utterance)

    assert [speaker.poll(20.0), speaker.poll(20.9), speaker.poll(21.0)] == [
        whole(utterance)[:1], [], whole(utterance)[1:2],
    ]  # fmt: skip


def test_what_is_no_longer_to_come_is_not_made(speaker: Aloud, voice: Counted) -> None:
    voice.free.clear()
    speaker.prepare([Utterance("One."), Utterance("Two."), Utterance("Three.")])
    assert voice.asked.wait(20)
    speaker.prepare([Utterance("Four.")])
    voice.free.set()
    assert speaker.settle(20)

    assert voice.rendered == ["One.", "Four."]


def test_a_card_that_is_lost_in_the_middle_leaves_the_captions_going(
    speaker: Aloud, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = ask(), ask()
    speaker.say(first)
    assert speaker.settle(20)
    events = speaker.poll(0.0)

    # The plug of the sound card is pulled, and no other card is there.
    pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")

    assert events + speaker.poll(60.0) == whole(first), "what was being said is told to its end"
    speaker.play("press")
    assert told_in_silence(speaker, second)
    assert "no such driver" in caplog.text


@pytest.mark.usefixtures("dummy_card")
def test_the_card_is_given_back_after_a_rest_and_at_the_end(speaker_of: Open, voice: Counted, until: Until) -> None:
    speaker = speaker_of(only(voice), rest=0.01)
    speaker.play("press")
    assert speaker.settle(20)
    until(lambda: pygame.mixer.get_init() is None)

    speaker.say(ask())
    assert speaker.settle(20)
    assert voice_is_playing()
    speaker.close()
    assert pygame.mixer.get_init() is None
    assert not speaker.speaking
