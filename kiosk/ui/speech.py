"""Words to be said, and what is reported while they are. Offsets count characters of the words as shown."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Utterance:
    """One stretch of speech. Two utterances are never equal: asking again for the same words is a new utterance.

    `text` is the caption exactly as shown; `readings` are (shown, said) pairs for what is read otherwise than it is
    written, such as ("teacher/adult", "teacher or adult"). `wpm` is words a minute.
    """

    text: str
    readings: tuple[tuple[str, str], ...] = ()
    wpm: int = 130
    language: str = "en-GB"


@dataclass(frozen=True)
class WordSpoken:
    """A word is being said now: `utterance.text[start:end]`."""

    utterance: Utterance
    start: int
    end: int


@dataclass(frozen=True)
class SpeechEnded:
    utterance: Utterance


SpeechEvent = WordSpoken | SpeechEnded
