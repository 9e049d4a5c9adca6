import logging
import sys

import pytest
from counted import Counted

from kiosk.sound import voices
from kiosk.sound.espeak import Espeak
from kiosk.sound.voice import Voice, VoiceError, is_of
from kiosk.sound.voices import Voices


class Failing(Counted):
    """A system's own voice that breaks after `lasts` utterances."""

    def __init__(self, lasts: int) -> None:
        super().__init__()
        self.name = "the system's own"
        self.lasts = lasts

    def render(self, said, wpm):  # type: ignore[no-untyped-def]
        if len(self.rendered) >= self.lasts:
            self.rendered.append(said)
            raise VoiceError("it broke")
        return super().render(said, wpm)


def said(by: Voices, text: str, language: str = "en-GB") -> str:
    """Which voice says this."""

    def ask(voice: Voice) -> str:
        voice.render(text, 130)
        return voice.name

    return by.first(language, ask)


def test_the_system_s_own_voice_comes_first_and_espeak_after_it(caplog: pytest.LogCaptureFixture) -> None:
    own = Failing(1)
    chain = Voices([lambda language: own, Espeak])

    names = [said(chain, text).split()[0] for text in ("One.", "Two.", "Three.")]

    assert names == ["the", "espeak-ng", "espeak-ng"]
    assert own.rendered == ["One.", "Two."], "a voice that failed is asked again"
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "Two" not in caplog.text


def test_the_last_voice_is_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    own = Failing(0)
    chain = Voices([lambda language: own])

    for text in ("One.", "Two."):
        with pytest.raises(VoiceError, match="it broke"):
            said(chain, text)
    assert own.rendered == ["One.", "Two."]


def test_each_language_has_its_own_voice_and_a_missing_one_is_looked_for_once() -> None:
    asked: list[str] = []

    def opened(language: str) -> Espeak:
        asked.append(language)
        return Espeak(language)

    chain = Voices([opened])

    assert [said(chain, text, language).split()[2] for text, language in
            (("Hello.", "en-GB"), ("Witaj.", "pl"), ("Hello.", "en-GB"))] == ["gmw/en", "zlw/pl", "gmw/en"]  # fmt: skip
    for _ in range(2):
        with pytest.raises(VoiceError, match="xx"):
            said(chain, "Hello.", "xx")
    assert asked == ["en-GB", "pl", "xx"]


def test_here_somebody_speaks_english_and_polish() -> None:
    here = Voices(voices.of_this_system())

    assert said(here, "We ask first.")
    assert said(here, "Najpierw pytamy.", "pl")


@pytest.mark.parametrize(("system", "kinds"), [("win32", 2), ("darwin", 2), ("linux", 1), ("freebsd14", 1)])
def test_espeak_is_the_last_resort_on_every_system(monkeypatch: pytest.MonkeyPatch, system: str, kinds: int) -> None:
    monkeypatch.setattr(sys, "platform", system)
    found = voices.of_this_system()

    assert len(found) == kinds
    assert isinstance(found[-1]("en-GB"), Espeak)


@pytest.mark.parametrize(
    ("spoken", "wanted", "will_do"),
    [
        ("en-GB", "en-GB", True),
        ("en_GB", "en-gb", True),
        ("pl-PL", "pl", True),
        ("en-US", "en-GB", False),
        ("plt", "pl", False),
        ("en", "en-GB", False),
    ],
)
def test_a_voice_is_of_its_own_language_only(spoken: str, wanted: str, will_do: bool) -> None:
    assert is_of(spoken, wanted) is will_do
