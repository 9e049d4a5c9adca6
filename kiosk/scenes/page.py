"""What pupils' screens share: what the program says, its narration, the bar at the foot, and the results they have in
common. Not a screen itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.content.model import ENGLISH, Actor, Book, Picture, Reading, Rule, Statement, Translated
from kiosk.ui.pictures import Actor as Player
from kiosk.ui.pictures import Part, Scenery
from kiosk.ui.scene import Leave, Outcome, Scene
from kiosk.ui.shapes import Rect
from kiosk.ui.speech import SpeechEnded, SpeechEvent, Utterance, WordSpoken
from kiosk.ui.widgets import Button, Chip, Dots, Drawing, Panel, Widget

WORDS_A_MINUTE = {"ks1": 110, "ks2": 140}

# ---------------------------------------------------------------- results that several screens have


@dataclass(frozen=True)
class Next:
    """The page has been read; on to the next."""


@dataclass(frozen=True)
class Back:
    """Back to where one came from."""


@dataclass(frozen=True)
class AskedForAdult:
    """ "Tell an adult" was tapped. It stores nothing."""


@dataclass(frozen=True)
class NotMe:
    """The name in the bar is not the one who is here."""


# ---------------------------------------------------------------- who, what, how far


@dataclass(frozen=True)
class Who:
    """Whose turn it is, as the bar shows it: a pupil, or a whole class."""

    name: str
    avatar: str = ""
    together: bool = False

    @property
    def art(self) -> Part:
        return Part("icons/people") if self.together else Part(f"avatars/{self.avatar}")


@dataclass(frozen=True)
class Progress:
    """`at` of `total` steps, from 0."""

    at: int
    total: int


class Told(str):
    """A text that knows which language it is in, how some of its words are said, and what it is in the other language.

    What is put together from it is an ordinary text again, and is read as English.
    """

    language: str
    readings: tuple[tuple[str, str], ...]
    other: "Told | None"

    def __new__(cls, text: str, language: str = ENGLISH, readings: tuple[tuple[str, str], ...] = ()) -> "Told":
        told = super().__new__(cls, text)
        told.language, told.readings, told.other = language, readings, None
        return told


class Says:
    """The program's own words for one key stage, from `lessons/phrases.yaml`, in the language of a pupil.

    What has not been translated is said in English, line by line. `language` is the one that is spoken now: a pupil
    whose own is another than English may have either.
    """

    def __init__(self, book: Book, key_stage: str, language: str = ENGLISH) -> None:
        self._book = book
        self._tongue = book.languages.get(language)
        self.key_stage = key_stage
        self.language = self._tongue.code if self._tongue else ENGLISH

    def __call__(self, phrase: str, **filled: str) -> Told:
        english = self._book.phrases[phrase].for_(self.key_stage)
        translated = self._find("phrase", phrase, english)
        return self._either(english.format(**filled), translated.format(**filled) if translated else None)

    def line(self, line: str) -> Told:
        """A safeguarding line."""
        english = self._book.lines[line].for_(self.key_stage)
        return self._either(english, self._find("line", line, english))

    def of(self, thing: Rule | Statement, english: str) -> Told:
        """Any text of a rule or a statement: its wording, the words for children, the picture question and answers."""
        translated = self._find("rule" if isinstance(thing, Rule) else "statement", thing.id, english)
        return self._either(english, translated, tuple((reading.shown, reading.said) for reading in thing.spoken_as))

    def in_english(self, phrase: str) -> str:
        """A phrase that is put together with words of a lesson."""
        return self._book.say(phrase, self.key_stage)

    def aloud(self, text: str, readings: Sequence[Reading] = ()) -> Utterance:
        said = tuple((reading.shown, reading.said) for reading in readings)
        language = ENGLISH
        if isinstance(text, Told):
            said, language = (*text.readings, *said), text.language
        return Utterance(text, said, wpm=WORDS_A_MINUTE[self.key_stage], language=language)

    # ------------------------------------------------------------ the other language

    @property
    def other(self) -> str | None:
        """The name of the language that it can be said in as well, in that language; None where there is but one."""
        if self._tongue is None:
            return None
        return self.in_english("this-language") if self.language != ENGLISH else self.own_language

    @property
    def own_language(self) -> str:
        """What a pupil's own language calls itself; its code, where nobody has translated that yet."""
        english = self.in_english("this-language")
        if self._tongue is None:
            return english
        return self._find("phrase", "this-language", english) or self._tongue.code

    def turn(self) -> None:
        """From now on in the other language."""
        if self._tongue is not None:
            self.language = self._tongue.code if self.language == ENGLISH else ENGLISH

    def again(self, text: str) -> str:
        """The same text in the language that is spoken now."""
        other = text.other if isinstance(text, Told) else None
        return other if other is not None and other.language == self.language else text

    def retold(self, utterance: Utterance) -> Utterance | None:
        """The utterance in the language that is spoken now, or None where it has but one."""
        text = self.again(utterance.text)
        return self.aloud(text) if text is not utterance.text else None

    def _find(self, part: Translated, id_: str, english: str) -> str | None:
        return self._tongue.find(part, id_, self.key_stage, english) if self._tongue else None

    def _either(self, english: str, translated: str | None, readings: tuple[tuple[str, str], ...] = ()) -> Told:
        told = Told(english, ENGLISH, readings)
        if self._tongue is None or translated is None:
            return told
        told.other = Told(translated, self._tongue.code)
        told.other.other = told
        return told if self.language == ENGLISH else told.other


def split_question(text: str) -> tuple[str, str]:
    """What is told, and the question at its end: ("Yusuf is lost.", "What could he do?"). Either may be empty."""
    found = sentences(text)
    if not found[-1].rstrip('"”’').endswith("?"):
        return text, ""
    return " ".join(found[:-1]), found[-1]


def sentences(text: str) -> list[str]:
    """The sentences of a text. One that goes on in small letters after speech ("“Now?” asks Ada.") is one sentence."""
    return re.split(r"(?:(?<=[.!?])|(?<=[.!?][\"”’]))\s+(?=[^a-z\s])", text.strip())


def scenery(picture: Picture) -> Scenery:
    """A lesson's picture, for the drawing kit."""
    return Scenery(picture.background, tuple(_player(actor) for actor in picture.cast), picture.prop)


def _player(actor: Actor) -> Player:
    return Player(actor.name, actor.feeling, actor.pose)


CROWD = Scenery(
    None,
    tuple(
        Player(name, feeling, pose)
        for name, feeling, pose in (
            ("zara", "happy", "stand"),
            ("callum", "happy", "wave"),
            ("amara", "joy", "cheer"),
            ("mei", "happy", "stand"),
            ("arjun", "happy", "wave"),
        )
    ),
    None,
)
"""The children who stand on the hills."""

# ---------------------------------------------------------------- narration


class Narration:
    """Some utterances, one after another. `word` is what is being said now, as offsets into `now.text`."""

    def __init__(self, lines: Sequence[Utterance]) -> None:
        self._lines = tuple(lines)
        self._at = 0
        self._before: list[Utterance] = []
        self.word: tuple[int, int] | None = None

    @property
    def lines(self) -> tuple[Utterance, ...]:
        """All that there is to say, in order."""
        return self._lines

    @property
    def now(self) -> Utterance | None:
        if self._before:
            return self._before[0]
        return self._lines[self._at] if self._at < len(self._lines) else None

    @property
    def coming(self) -> tuple[Utterance, ...]:
        """What follows `now`."""
        return (*self._before[1:], *self._lines[self._at if self._before else self._at + 1 :])

    @property
    def at(self) -> int:
        """How many lines have been said."""
        return self._at

    @property
    def ended(self) -> bool:
        return self._at >= len(self._lines) and not self._before

    def heard(self, event: SpeechEvent) -> bool:
        """Takes in what the speaker reports; True when a line has just been finished."""
        if event.utterance is not self.now:
            return False
        if self._before:
            if isinstance(event, SpeechEnded):
                self._before.pop(0)
            return False
        match event:
            case WordSpoken(start=start, end=end):
                self.word = (start, end)
                return False
            case SpeechEnded():
                self.word = None
                self._at += 1
                return True

    def spoken(self, line: int) -> tuple[int, int] | None:
        """The word of that line that is being said."""
        return self.word if line == self._at else None

    def afresh(self, *first: Utterance, says: Says | None = None) -> "Narration":
        """The same lines to be said again: other utterances, so that the speaker starts over. `first` are said before
        them and are no lines of the page. With `says` they are said in the language that is spoken now."""
        again = Narration([(says and says.retold(u)) or replace(u) for u in self._lines])
        again._before = list(first)
        return again


def icon(key: str, name: str, rect: Rect, colour: str = "ink", second: str = "paper") -> Drawing:
    """A sign in the colours of the page. A picture of it would be ink on ink where the page is dark."""
    size = min(rect.w, rect.h)
    return Drawing(key, rect, lambda painter, at: painter.icon(name, at.centre, size, colour, second), (name, colour))


def lit(button: Button, spoken: tuple[int, int] | None) -> list[Widget]:
    """A button, in light while its label is being said: who does not read sees which one it is."""
    if spoken is None:
        return [button]
    light = button.rect.inset(-12)
    return [Panel(f"lit-{button.key}", light, "sun", "ochre", 4, button.radius + 12, solid=False), button]


# ---------------------------------------------------------------- the page

BAR_Y = 910.0
BAR_H = 112.0
LEFT, RIGHT = 96.0, 1824.0
BARS = {
    (False, False): (690.0, 870.0, 1374.0),
    (False, True): (690.0, 884.0, 1374.0),
    (True, False): (620.0, 620.0, 1234.0),
    (True, True): (620.0, 814.0, 1332.0),
}
"""Where the other language, "Hear it again" and "Tell an adult" begin in the bar: with large letters or without, and
for one who has two languages or not."""
LARGE = 1.2
"""How much larger than usual the letters are from which on they take the room of other things."""


class PupilPage(Scene):
    """A screen of a pupil's turn: it is narrated, and the bar at its foot is always there."""

    def __init__(self, says: Says, who: Who | None, progress: Progress | None = None) -> None:
        self.says = says
        self.who = who
        self.progress = progress
        self.backdrop = says.key_stage
        self.idle = "class" if who is not None and who.together else "pupil"
        self.narration = Narration(())
        self.read_to_end = False
        """Whether the page has been read aloud to its end at least once."""

    @property
    def roomy(self) -> bool:
        """Whether large letters are to have the room of what only keeps them company: mascots first, then pictures."""
        return self.letters >= LARGE

    @property
    def saying(self) -> Utterance | None:  # type: ignore[override]
        return self.narration.now

    @property
    def coming(self) -> tuple[Utterance, ...]:
        return self.narration.coming

    @property
    def leaf(self) -> int | None:
        return self.progress.at if self.progress is not None else None

    def heard(self, event: SpeechEvent) -> Outcome | None:
        self.narration.heard(event)
        self.read_to_end = self.read_to_end or self.narration.ended
        return None

    def narrate(self, *lines: str | Utterance) -> None:
        self.narration = Narration([self.says.aloud(line) if isinstance(line, str) else line for line in lines])

    def hear_again(self) -> Outcome | None:
        self.narration = self.narration.afresh()
        return None

    def turn_language(self) -> Outcome | None:
        """English or the pupil's own language, from now on. The page is read again in it."""
        self.says.turn()
        self.narration = self.narration.afresh(says=self.says)
        return None

    def nudge(self, now: float) -> Outcome | None:
        """A pupil who has stopped is told that there is time, and read the page again."""
        self.narration = self.narration.afresh(self.says.aloud(self.says("are-you-ready-prompt")))
        return None

    def next_button(self, rect: Rect, phrase: str = "next", icon: str = "next") -> Button:
        """On to the next page. For those who do not read yet it sleeps until the page has been read to them."""
        awake = self.says.key_stage == "ks2" or self.read_to_end
        return Button(
            "next",
            rect,
            self.says(phrase),
            (lambda: Leave(Next())) if awake else None,
            kind="go" if awake else "off",
            icon=icon,
            icon_side="right",
            size=56,
        )

    def language_button(self, rect: Rect) -> list[Widget]:
        """The other language, one tap away, for a pupil who has two."""
        if self.says.other is None:
            return []
        return [Button("language", rect, self.says.other, self.turn_language, kind="quiet", size=38)]

    def bar(self, *, chip: bool = True) -> list[Widget]:
        """Who is here, how far along, the other language, hear it again, tell an adult."""
        widgets: list[Widget] = []
        two = self.says.other is not None
        size = 40.0 if two else 48.0
        if chip and self.who is not None:
            widgets.append(
                Chip(
                    "who",
                    Rect(LEFT, BAR_Y, 500 if self.roomy else 394 if two else 430, BAR_H),
                    self.who.name,
                    self.who.art,
                    on_tap=None if self.who.together else lambda: Leave(NotMe()),
                )
            )
        # Large letters take the room of the dots.
        if self.progress is not None and not self.roomy:
            dots = Rect(512, BAR_Y, 156, BAR_H) if two else Rect(552, BAR_Y, 292, BAR_H)
            widgets.append(Dots("dots", dots, self.progress.total, self.progress.at))
        language, hear, tell = BARS[self.roomy, two]
        widgets += [
            *self.language_button(Rect(language, BAR_Y, 170, BAR_H)),
            Button(
                "hear",
                Rect(hear, BAR_Y, tell - 24 - hear, BAR_H),
                self.says("hear-it-again"),
                self.hear_again,
                kind="hear",
                size=size,
            ),
            Button(
                "tell",
                Rect(tell, BAR_Y, RIGHT - tell, BAR_H),
                self.says("tell-an-adult"),
                lambda: Leave(AskedForAdult()),
                kind="tell",
                size=size,
            ),
        ]
        return widgets
