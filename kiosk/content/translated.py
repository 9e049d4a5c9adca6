"""Translations beside the English that they were made from: what belongs together, what is amiss, what is left out."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import NamedTuple

from kiosk.content.fault import did_you_mean
from kiosk.content.model import InEither, OnPaper, Phrase, Rule, Statement, TranslatedRule, Translation, kebab
from kiosk.content.tongue import Original, Translated

Place = tuple[str, ...]
STAGES = ("ks1", "ks2")
SECTIONS: Mapping[Translated, str] = {
    "phrase": "phrases",
    "line": "lines",
    "rule": "rules",
    "statement": "statements",
}


@dataclass(frozen=True)
class English:
    """All that can be translated, by id."""

    phrases: Mapping[str, Phrase]
    lines: Mapping[str, Phrase]
    rules: Mapping[str, Rule]
    statements: Mapping[str, Statement]

    @property
    def ids(self) -> set[str]:
        return {*self.phrases, *self.lines, *self.rules, *self.statements}

    def originals(self, part: Translated) -> Iterator[Original]:
        """Every text of a part."""
        for id_, thing in self.things(part).items():
            for setting in SETTINGS if isinstance(thing, Rule | Statement) else ("",):
                for stage in STAGES:
                    words = english(thing, setting, stage)
                    if words is not None:
                        yield Original(part, id_, stage, words)

    def things(self, part: Translated) -> Mapping[str, Phrase | Rule | Statement]:
        tables: dict[Translated, Mapping[str, Phrase | Rule | Statement]] = {
            "phrase": self.phrases,
            "line": self.lines,
            "rule": self.rules,
            "statement": self.statements,
        }
        return tables[part]


class Pair(NamedTuple):
    """A translated text, its place in the file, and the English of it. `made_of`: the English when it was translated,
    where the file says so.
    """

    place: Place
    original: Original
    setting: str
    text: str
    made_of: str | None

    @property
    def is_old(self) -> bool:
        return self.made_of is not None and has_changed(self.made_of, self.original.words)


Wrong = tuple[Place, str]
"""Where in the file, and a sentence for whom it is by."""
LONE_BRACKET = "A curly bracket stands alone here. They come in pairs, such as {name}."
_WORDS = re.compile(r"[\w{}]+")
_SHOWN = 9
"""So many words of a long text are enough to see what has changed in it."""
SETTINGS = ("wording", "words", "question", "helpful", "unhelpful", "again")


def pairs(translation: Translation, among: English, unread: Collection[str] = ()) -> tuple[list[Pair], list[Wrong]]:
    """What a file translates, and what is wrong with it. Of what is `unread` it is not known whether it is there."""
    found: list[Pair] = []
    wrong: list[Wrong] = []
    for part, section in SECTIONS.items():
        things = among.things(part)
        for id_, told in getattr(translation, section).items():
            if id_ in things:
                for place, setting, stage, text, made_of in _texts((section, id_), told, translation.language):
                    words = english(things[id_], setting, stage)
                    if words is None:
                        called = "a picture question" if setting != "again" else "other words"
                        wrong.append((place[:3], f'"{id_}" does not have {called} in English. Take this out.'))
                        continue
                    pair = Pair(place, Original(part, id_, stage, words), setting, text, made_of)
                    found.append(pair)
                    if part in ("phrase", "line") and not pair.is_old:
                        wrong += [(place, sentence) for sentence in _filled(text, words)]
            elif id_ not in unread:
                sentence = f'There is no {part} called "{id_}" in English.{did_you_mean(id_, things)}'
                wrong.append(((section, id_), sentence))
    for setting, ids in (("to-check", translation.to_check), ("stays-english", translation.stays_english)):
        for id_ in ids:
            if id_ not in among.ids and id_ not in unread:
                sentence = f'There is nothing called "{id_}" to translate.{did_you_mean(id_, among.ids)}'
                wrong.append(((setting,), sentence))
    return found, wrong


def english(thing: Phrase | Rule | Statement, setting: str, stage: str) -> str | None:
    """The English of a setting, or None where the thing does not have it."""
    if isinstance(thing, Phrase):
        return thing.for_(stage)
    mini = thing.mini_choice
    match setting:
        case "wording":
            return thing.wording
        case "words":
            return thing.words.for_(stage)
        case "again":
            return thing.again.for_(stage) if isinstance(thing, Statement) else None
        case "question":
            return mini.question.for_(stage) if mini else None
        case _:
            return getattr(mini, setting).label.for_(stage) if mini else None


def texts(translation: Translation) -> Iterator[tuple[Place, str, str, str | None]]:
    """Every translated text but those for parents: its place, its key stage, its words, the English it was made of."""
    for section in SECTIONS.values():
        for id_, told in getattr(translation, section).items():
            for place, _, stage, text, made_of in _texts((section, id_), told, translation.language):
                yield place, stage, text, made_of


def on_paper(translation: Translation) -> Iterator[tuple[Place, OnPaper]]:
    """Every text for parents that there is an English one of."""
    if translation.consent:
        yield ("consent",), translation.consent
    form = translation.consent_form
    for field in type(form).model_fields if form else ():
        told = getattr(form, field)
        if isinstance(told, OnPaper):
            yield ("consent-form", kebab(field)), told


def has_changed(then: str, now: str) -> bool:
    """Whether the words are others. A comma, a capital or a space makes no translation old."""
    return _WORDS.findall(then.casefold()) != _WORDS.findall(now.casefold())


def how_changed(then: str, now: str) -> str:
    """From what to what, by the first words that differ."""
    before, after = then.split(), now.split()
    same = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if has_changed(a, b)), None)
    first = max(0, (min(len(before), len(after)) if same is None else same) - 3)

    def part(words: list[str]) -> str:
        shown = " ".join(words[first : first + _SHOWN])
        return f'"{"… " if first else ""}{shown}{" …" if len(words) > first + _SHOWN else ""}"'

    return f"from {part(before)} to {part(after)}"


def told_in_english(
    among: English, lines: Mapping[Original, str], kept: Collection[str]
) -> dict[Translated, list[str]]:
    """What is not translated, by part, but for what is `kept` in English."""
    left: dict[Translated, list[str]] = {}
    for part in SECTIONS:
        ids = [each.id for each in among.originals(part) if each not in lines and each.id not in kept]
        if ids:
            left[part] = list(dict.fromkeys(ids))
    return left


_Texts = Iterator[tuple[Place, str, str, str, str | None]]
"""The place, the setting, the key stage, the text, and the English that it was made of."""


def _texts(place: Place, told: InEither | TranslatedRule, language: str) -> _Texts:
    if isinstance(told, InEither):
        yield from _either(place, "", told, language)
        return
    for field in type(told).model_fields:
        value = getattr(told, field)
        if value is not None:
            yield from _either((*place, kebab(field)), kebab(field), value, language)


def _either(place: Place, setting: str, told: InEither, language: str) -> _Texts:
    here = (*place, language) if told.en else place
    for stage in STAGES:
        text = getattr(told, stage)
        if text is not None:
            yield (*here, stage), setting, stage, text, getattr(told.en, stage, None)


def _filled(text: str, words: str) -> Iterator[str]:
    """What the program fills in must be the same in both."""
    meant = slots(words) or set()
    here = slots(text)
    if here is None:
        yield LONE_BRACKET
        return
    for name in sorted(here - meant):
        yield nothing_for(name, meant)
    for name in sorted(meant - here):
        yield f'The English has "{{{name}}}" here, and this does not. Put it in.'


def nothing_for(slot: str, filled: Collection[str]) -> str:
    return f'Nothing is filled in for "{{{slot}}}" in this phrase.{did_you_mean(slot, filled)}'


def slots(text: str) -> set[str] | None:
    """What is in curly brackets, to be filled in; None where a bracket stands alone."""
    try:
        return {slot for _, slot, *_ in Formatter().parse(text) if slot is not None}
    except ValueError:
        return None
