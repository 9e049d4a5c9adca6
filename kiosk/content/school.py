"""The lessons as one school gives them: its rule about phones, its system that checks, a name that no pupil shares."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from kiosk.content.model import Actor, Book, Content, KeyStage, Phrase, Rule
from kiosk.content.tongue import Original, Tongue

Phones = Literal["handed-in", "by-arrangement", "off-wifi"]
PHONES = "{phones}"
"""Stands in a lesson where the school's own rule about phones is said."""
MONITORING = "monitoring"

T = TypeVar("T", bound=Content)


def adapted(
    book: Book, *, phones: Phones = "handed-in", checks_daily: bool = False, swaps: Mapping[str, str] | None = None
) -> Book:
    """The same book in this school's words. `swaps`: {"Omar": "Sami"} gives Omar's part to Sami, words and pictures.

    A lesson that has both of them keeps them both. Raises KeyError for a name that is in no lesson.
    """
    swaps = swaps or {}
    people = {actor.name for lesson in book.playable.values() for actor in _actors(lesson)} if swaps else set()
    for name in (each for pair in swaps.items() for each in pair):
        if name.lower() not in people:
            raise KeyError(name)

    def given(taught: T) -> T:
        told = _filled(taught, PHONES, book.lines[f"phones-{phones}"].ks2)
        here = {actor.name for actor in _actors(taught)} if swaps else set()
        for old, new in swaps.items():
            if old.lower() in here and new.lower() not in here:
                told = _renamed(told, old, new)
        return told

    rules, languages = dict(book.rules), dict(book.languages)
    if checks_daily:
        rule, line = rules[MONITORING], book.lines["checks-every-day"]
        words = rule.words.model_copy(
            update={stage: f"{rule.words.for_(stage)} {line.for_(stage)}" for stage in ("ks1", "ks2")}
        )
        rules[MONITORING] = rule.model_copy(update={"words": words})
        languages = {code: _checked_daily(tongue, rule, line) for code, tongue in languages.items()}
    return replace(
        book,
        lessons={lesson_id: given(lesson) for lesson_id, lesson in book.lessons.items()},
        scenarios={story_id: given(story) for story_id, story in book.scenarios.items()},
        rules=rules,
        agreement=replace(book.agreement, rules=tuple(rules[rule.id] for rule in book.agreement.rules)),
        languages=languages,
    )


def worded(book: Book, words: Mapping[str, Mapping[KeyStage, str]]) -> Book:
    """The same book with some phrases as the school words them, by their id and key stage: those of *tell an adult*.

    What has been translated was translated from the words that came: the school's own are told in English.
    """
    own = {
        phrase_id: book.phrases[phrase_id].model_copy(update={str(stage): said for stage, said in by_stage.items()})
        for phrase_id, by_stage in words.items()
        if phrase_id in book.phrases
    }
    return replace(book, phrases={**book.phrases, **own})


def _checked_daily(tongue: Tongue, rule: Rule, line: Phrase) -> Tongue:
    """The words of the notice with the line behind them, where both have been translated."""
    lines = dict(tongue.lines)
    for stage in ("ks1", "ks2"):
        words, more = rule.words.for_(stage), line.for_(stage)
        told = tongue.find("rule", rule.id, stage, words), tongue.find("line", "checks-every-day", stage, more)
        if all(told):
            lines[Original("rule", rule.id, stage, f"{words} {more}")] = " ".join(filter(None, told))
    return replace(tongue, lines=lines)


def _actors(value: Any) -> Iterator[Actor]:
    if isinstance(value, Actor):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _actors(getattr(value, field))
    elif isinstance(value, tuple):
        for each in value:
            yield from _actors(each)


def _filled(taught: T, mark: str, words: str) -> T:
    return _each_text(taught, lambda text: text.replace(mark, words))


def _renamed(taught: T, old: str, new: str) -> T:
    """Everywhere: "Omar" and "Omar’s" in what is said, and `omar` where he stands in a picture or feels something."""
    spoken = re.compile(rf"\b{re.escape(old)}\b")
    named = re.compile(rf"^{re.escape(old.lower())}$")
    return _each_text(taught, lambda text: named.sub(new.lower(), spoken.sub(new, text)))


def _each_text(value: Any, change: Any) -> Any:
    """The same thing, and not a copy of it, where there is nothing to change: that is most of a book."""
    if isinstance(value, BaseModel):
        found = {name: getattr(value, name) for name in type(value).model_fields}
        told = {name: new for name, old in found.items() if (new := _each_text(old, change)) is not old}
        return value.model_copy(update=told) if told else value
    if isinstance(value, tuple):
        items = [_each_text(each, change) for each in value]
        return tuple(items) if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, Mapping):
        pairs = {change(key): _each_text(each, change) for key, each in value.items()}
        same = pairs.keys() == value.keys() and all(pairs[key] is each for key, each in value.items())
        return value if same else pairs
    if isinstance(value, str):
        told = change(value)
        return told if told != value else value
    return value
