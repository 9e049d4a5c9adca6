"""What a lesson file may say, as frozen, typed models.

Sequences are tuples and field names are kebab-case in the files (`then-say`) and snake_case here (`then_say`). Nothing
is optional by accident: unknown keys are refused, numbers are not strings, and what a rule of the content bible asks of
a step is asked here, where the loader can point at the line.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

KeyStage = Literal["ks1", "ks2"]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=r"\S")]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Content(BaseModel):
    """The base of everything that is read from a file."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", alias_generator=_kebab, populate_by_name=True)


# ---------------------------------------------------------------- pictures


class Actor(Content):
    """Somebody in a picture. Written "omar puzzled", or "omar puzzled tablet" with a pose."""

    name: Id
    feeling: Id
    pose: Id = "stand"


def _actor(value: Any) -> Any:
    if isinstance(value, str):
        words = value.split()
        if len(words) not in (2, 3):
            raise ValueError(f'Write a name and a feeling, such as "omar happy". This says "{value}".')
        return dict(zip(("name", "feeling", "pose"), words, strict=False))
    return value


class Picture(Content):
    """A background, who is in it and one thing. A bare word is a thing on its own: `picture: finger-pressing`."""

    background: Id | None = None
    cast: tuple[Annotated[Actor, BeforeValidator(_actor)], ...] = ()
    prop: Id | None = None

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not (self.background or self.cast or self.prop):
            raise ValueError("A picture needs a background, a cast or a prop.")
        return self

    def with_feelings(self, feels: tuple[Actor, ...]) -> "Picture":
        """The same picture when those named in `feels` feel otherwise."""
        felt = {actor.name: actor for actor in feels}
        return self.model_copy(
            update={
                "cast": tuple(
                    a.model_copy(update={"feeling": felt[a.name].feeling}) if a.name in felt else a for a in self.cast
                )
            }
        )


def _picture(value: Any) -> Any:
    return {"prop": value} if isinstance(value, str) else value


Art = Annotated[Picture, BeforeValidator(_picture)]


class Reading(Content):
    """How something is said when it is not said as it is written: `{shown: "e.g.", said: "for example"}`."""

    shown: Text
    said: Text


# ---------------------------------------------------------------- steps of a lesson


class Answer(Content):
    """One answer of a question.

    A helpful one is `named` (what the pupil did well). An unhelpful one says what it leads to and which idea stands
    behind it (`misconception`). `then_picture` is the consequence's own picture; without it, the step's picture with
    the feelings in `feels`.
    """

    id: Id
    label: Text
    kind: Literal["helpful", "unhelpful"]
    picture: Art
    say: Text
    named: Text | None = None
    misconception: Id | None = None
    then_picture: Art | None = None
    feels: tuple[Annotated[Actor, BeforeValidator(_actor)], ...] = ()

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind == "helpful" and not self.named:
            raise ValueError(f'The helpful answer "{self.id}" needs a line `named:` with what the pupil did.')
        if self.kind == "unhelpful" and not self.misconception:
            raise ValueError(f'The unhelpful answer "{self.id}" needs a line `misconception:`.')
        return self


class _Step(Content):
    id: Id
    picture: Art
    say: Text
    spoken_as: tuple[Reading, ...] = ()


class Tell(_Step):
    """A picture page. With `rule`, the rule in its exact wording on its own screen, then `then_say`."""

    step: Literal["tell"]
    rule: Id | None = None
    then_say: Text | None = None


class Choose(_Step):
    """Think, then click: the situation, the pause with its question, the answers."""

    step: Literal["choose"]
    think: Text
    clue: Text | None = None
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=4)

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if not any(answer.kind == "helpful" for answer in self.answers):
            raise ValueError(f'The question "{self.id}" needs at least one helpful answer.')
        if all(answer.kind == "helpful" for answer in self.answers):
            raise ValueError(f'The question "{self.id}" needs at least one answer that is not helpful yet.')
        ids = [answer.id for answer in self.answers]
        if len(set(ids)) != len(ids):
            raise ValueError(f'Two answers of "{self.id}" have the same id.')
        return self

    def answer(self, answer_id: str) -> Answer:
        """Raises KeyError when the question has no such answer."""
        for answer in self.answers:
            if answer.id == answer_id:
                return answer
        raise KeyError(answer_id)

    def consequence(self, answer: Answer) -> Picture:
        """The picture of what follows from the answer."""
        return answer.then_picture or self.picture.with_feelings(answer.feels)


class SayIt(_Step):
    """A sentence that pupils say to a partner."""

    step: Literal["say"]
    sentence: Text


class Recap(_Step):
    """The rule once more, and a safeguarding line by its id in `lines.yaml`."""

    step: Literal["recap"]
    rule: Id
    safeguarding: Id


Step = Annotated[Tell | Choose | SayIt | Recap, Field(discriminator="step")]


class Lesson(Content):
    """One lesson: it teaches a rule, in about `minutes` minutes."""

    format: Literal[1]
    id: Id
    kind: Literal["lesson"]
    key_stage: KeyStage
    title: Text
    minutes: int = Field(ge=1, le=20)
    rules: tuple[Id, ...] = Field(min_length=1)
    aim: Text
    efcw: tuple[Id, ...] = ()
    curriculum: tuple[Id, ...] = ()
    rshe: tuple[Id, ...] = ()
    misconceptions: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()
    years: tuple[int, ...] = ()
    teacher_note: Text | None = None
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        ids = [step.id for step in self.steps]
        for step_id in sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f'Two steps have the id "{step_id}". Every step needs its own.')
        return self

    @property
    def questions(self) -> tuple[Choose, ...]:
        return tuple(step for step in self.steps if isinstance(step, Choose))


# ---------------------------------------------------------------- rules, agreement, phrases


class ChildWords(Content):
    """The same thing said for the two key stages."""

    ks1: Text
    ks2: Text

    def for_(self, key_stage: str) -> str:
        return self.ks1 if key_stage == "ks1" else self.ks2


class MiniAnswer(Content):
    label: ChildWords
    picture: Art


class MiniChoice(Content):
    """The picture question that shows whether a rule or a statement was understood."""

    question: ChildWords
    helpful: MiniAnswer
    unhelpful: MiniAnswer


class Rule(Content):
    """One rule of the school: `wording` is exact and is never changed; `words` say it for children."""

    id: Id
    wording: Text
    words: ChildWords
    picture: Art
    spoken_as: tuple[Reading, ...] = ()
    mini_choice: MiniChoice | None = None


class Statement(Content):
    """One line of the agreement: the exact wording, the child's form of it, and another way of putting it."""

    id: Id
    wording: Text
    words: ChildWords
    picture: Art
    spoken_as: tuple[Reading, ...] = ()
    mini_choice: MiniChoice
    again: ChildWords
    """What is said when a pupil is not sure yet."""
    again_picture: Art
    answer: Literal["i-will", "i-know"]


class RuleFile(Content):
    format: Literal[1]
    kind: Literal["rules"]
    rules: tuple[Rule, ...] = Field(min_length=1)


class AgreementFile(Content):
    """A dated wording of the agreement. What pupils sign is the wording of the rules and of the statements."""

    format: Literal[1]
    kind: Literal["agreement"]
    version: Id
    title: ChildWords
    rules: tuple[Id, ...] = Field(min_length=1)
    statements: tuple[Statement, ...] = Field(min_length=1)
    consent: Text
    """The parent's consent, exact. Never shown to a pupil."""


class Phrase(Content):
    """Something that the program itself says, perhaps otherwise for the two key stages. {name} is filled in."""

    ks1: Text
    ks2: Text

    def for_(self, key_stage: str) -> str:
        return self.ks1 if key_stage == "ks1" else self.ks2


def _phrase(value: Any) -> Any:
    return {"ks1": value, "ks2": value} if isinstance(value, str) else value


class PhraseFile(Content):
    """`phrases.yaml`: what the program says. `lines` are the safeguarding lines, by id."""

    format: Literal[1]
    kind: Literal["phrases"]
    phrases: Mapping[Id, Annotated[Phrase, BeforeValidator(_phrase)]]
    lines: Mapping[Id, Annotated[Phrase, BeforeValidator(_phrase)]]


# ---------------------------------------------------------------- the whole book


@dataclass(frozen=True)
class Stamp:
    """What a record keeps of the words that were shown: `text` is canonical JSON and `sha256` its hash."""

    id: str
    title: str
    sha256: str
    text: str


def _stamp(id_: str, title: str, words: object) -> Stamp:
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Stamp(id_, title, hashlib.sha256(text.encode()).hexdigest(), text)


@dataclass(frozen=True)
class Agreement:
    """The agreement with its rules looked up."""

    version: str
    title: ChildWords
    rules: tuple[Rule, ...]
    statements: tuple[Statement, ...]
    consent: str

    @cached_property
    def stamp(self) -> Stamp:
        """Over the exact wording alone: other words for children do not make the agreement due again."""
        wording = {
            "rules": [[rule.id, rule.wording] for rule in self.rules],
            "statements": [[statement.id, statement.wording] for statement in self.statements],
        }
        return _stamp(f"agreement-{self.version}", self.title.ks2, wording)


@dataclass(frozen=True)
class Book:
    """All that the school teaches, checked and looked up by id."""

    lessons: Mapping[str, Lesson]
    rules: Mapping[str, Rule]
    agreement: Agreement
    phrases: Mapping[str, Phrase]
    lines: Mapping[str, Phrase]

    def stamp(self, lesson: Lesson) -> Stamp:
        """The lesson with the wording of every rule and line that it shows."""
        shown = sorted({*lesson.rules, *(s.rule for s in lesson.steps if isinstance(s, Tell | Recap) and s.rule)})
        lines = sorted({step.safeguarding for step in lesson.steps if isinstance(step, Recap)})
        return _stamp(
            lesson.id,
            lesson.title,
            {
                "lesson": lesson.model_dump(mode="json", by_alias=True, exclude_defaults=True),
                "rules": {rule_id: self.rules[rule_id].wording for rule_id in shown},
                "lines": {line: self.lines[line].for_(lesson.key_stage) for line in lines},
            },
        )

    def say(self, phrase: str, key_stage: str, **filled: str) -> str:
        """A phrase of `phrases.yaml`. Raises KeyError for one that is not there."""
        return self.phrases[phrase].for_(key_stage).format(**filled)
