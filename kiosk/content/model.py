"""What a lesson file may say, as frozen, typed models.

Sequences are tuples and field names are kebab-case in the files (`then-say`) and snake_case here (`then_say`). Nothing
is optional by accident: unknown keys are refused, numbers are not strings, and what the format asks of a step is asked
here, where the loader can point at the line.

Fields stand in the order in which they are written in a file: the loader names the place of one that is missing by the
ones around it. `called` and the descriptions end up in sentences for teachers: "Every {called} needs {description}."
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from kiosk.content.stamp import Stamp

KeyStage = Literal["ks1", "ks2"]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600, pattern=r"^[^\n]+$")]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)]
Strand = Literal[
    "self-image-identity",
    "online-relationships",
    "online-reputation",
    "online-bullying",
    "managing-online-information",
    "health-wellbeing-lifestyle",
    "privacy-security",
    "copyright-ownership",
]
"""A strand of Education for a Connected World (UKCIS, 2020)."""
Statutory = Literal["nc-ks1-safe", "nc-ks1-help", "nc-ks2-safe", "nc-ks2-behaviour", "nc-ks2-report", "nc-ks2-search"]
"""A statement of the National Curriculum for computing."""
Relationships = Literal[
    "respect-online",
    "people-may-pretend",
    "age-limits",
    "privacy-and-location",
    "shared-stays-shared",
    "upsetting-content",
    "limits-and-balance",
    "gaming-money-scams",
    "critical-reading",
    "online-bullying",
    "data-and-consent",
    "where-to-report",
]
"""A topic of the RSHE guidance, by our own short name."""


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Amiss(ValueError):
    """What a validator finds amiss. `at` leads from the thing that it looks at to the place: a key, or further."""

    def __init__(self, sentence: str, *at: str | int):
        super().__init__(sentence)
        self.at = at


class Content(BaseModel):
    """The base of everything that is read from a file."""

    called: ClassVar[str]

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", alias_generator=_kebab, populate_by_name=True)


# ---------------------------------------------------------------- pictures


class Actor(Content):
    """Somebody in a picture. Written "omar puzzled", or "omar puzzled tablet" with a pose."""

    called: ClassVar[str] = "person in a picture"

    name: Id = Field(description="a name", examples=["omar"])
    feeling: Id = Field(description="a feeling", examples=["happy"])
    pose: Id = "stand"


def _actor(value: Any) -> Any:
    if isinstance(value, str):
        words = value.split()
        if len(words) not in (2, 3):
            raise ValueError(f'Write a name and a feeling, such as "omar happy". This says "{value[:40]}".')
        return dict(zip(("name", "feeling", "pose"), words, strict=False))
    return value


Cast = tuple[Annotated[Actor, BeforeValidator(_actor)], ...]


class Picture(Content):
    """A background, who is in it and one thing. A bare word is a thing on its own: `picture: finger-pressing`."""

    called: ClassVar[str] = "picture"

    background: Id | None = Field(None, description="the place", examples=["classroom"])
    cast: Cast = Field((), description="who is there, and how they feel", examples=["[omar happy, mia puzzled]"])
    prop: Id | None = Field(None, description="one thing", examples=["tablet"])

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not (self.background or self.cast or self.prop):
            raise Amiss("A picture needs a background, a cast or a prop.")
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

    called: ClassVar[str] = "reading"

    shown: Text = Field(description="the words as they stand in the text", examples=['"e.g."'])
    said: Text = Field(description="the words as they are said", examples=['"for example"'])


# ---------------------------------------------------------------- steps of a lesson


class Answer(Content):
    """One answer of a question.

    A helpful one is `named` (what the pupil did well). An unhelpful one says what it leads to and which idea stands
    behind it (`misconception`). `then_picture` is the consequence's own picture; without it, the step's picture with
    the feelings in `feels`.
    """

    called: ClassVar[str] = "answer"

    id: Id = Field(description="a short name of its own", examples=["ask-miss-bell"])
    picture: Art = Field(description="a picture, for pupils who cannot read yet", examples=["child-asks-teacher"])
    label: Text = Field(description="the words on its tile", examples=['"Stop and ask Miss Bell"'])
    kind: Literal["helpful", "unhelpful"] = Field(description='"helpful" or "unhelpful"', examples=["helpful"])
    misconception: Id | None = Field(None, description="the idea behind it", examples=["press-to-see"])
    named: Text | None = Field(None, description="what the pupil did well", examples=['"You asked first."'])
    say: Text = Field(description="what follows from it", examples=['"Miss Bell looks at the box."'])
    then_picture: Art | None = Field(None, description="the picture of what follows", examples=["tablet-many-boxes"])
    feels: Cast = Field((), description="who feels otherwise then", examples=["[omar worried]"])

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind == "helpful" and not self.named:
            raise Amiss(
                'This is missing: "named". A helpful answer says what the pupil did well, such as "You asked first."',
                "named",
            )
        if self.kind == "unhelpful" and not self.misconception:
            raise Amiss(
                'This is missing: "misconception". An unhelpful answer names the idea behind it, such as press-to-see.',
                "misconception",
            )
        if self.kind == "helpful" and self.misconception:
            raise Amiss(
                'A helpful answer has no misconception behind it. Take this line out, or write "kind: unhelpful".',
                "misconception",
            )
        return self


class _Step(Content):
    called: ClassVar[str] = "step"

    step: str = Field(description="its kind", examples=["tell"])
    id: Id = Field(description="a short name of its own", examples=["meet-omar"])
    picture: Art = Field(description="a picture", examples=["{background: classroom, cast: [omar happy]}"])
    say: Text = Field(description="the words that are read out", examples=['"This is Omar."'])
    spoken_as: tuple[Reading, ...] = Field(
        (), description="how some of its words are said", examples=['[{shown: "e.g.", said: "for example"}]']
    )


class Tell(_Step):
    """A picture page. With `rule`, the rule in its exact wording on its own screen, then `then_say`."""

    called: ClassVar[str] = '"tell" step'

    step: Literal["tell"]
    rule: Id | None = Field(None, description="the rule that is shown", examples=["ks1-2"])
    then_say: Text | None = Field(None, description="what is said after the rule", examples=['"So we ask first."'])

    @model_validator(mode="after")
    def _says_it_after_a_rule(self) -> Self:
        if self.then_say and not self.rule:
            raise Amiss(
                '"then-say" is said after a rule, and this step has no "rule". Put the words in "say".', "then-say"
            )
        return self


class Choose(_Step):
    """Think, then click: the situation, the pause with its question, the answers."""

    called: ClassVar[str] = "question"

    step: Literal["choose"]
    think: Text = Field(description="the sentence that pupils think about", examples=['"Do we know what it does?"'])
    clue: Text | None = Field(None, description="a hint for the second try", examples=['"Who could help Omar?"'])
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=4, description="two to four answers")

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if not any(answer.kind == "helpful" for answer in self.answers):
            raise Amiss("This question has no helpful answer. Every question needs at least one.", "answers")
        if all(answer.kind == "helpful" for answer in self.answers):
            raise Amiss("All of these answers are helpful. At least one must not be helpful yet.", "answers")
        _differ(self.answers, "answers", "answer")
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

    called: ClassVar[str] = '"say" step'

    step: Literal["say"]
    sentence: Text = Field(
        description="the sentence that pupils say to a partner", examples=['"If I do not know, I ask."']
    )


class Recap(_Step):
    """The rule once more, and a safeguarding line by its id in the `lines` of the phrases."""

    called: ClassVar[str] = "recap"

    step: Literal["recap"]
    rule: Id = Field(description="the rule that is shown once more", examples=["ks1-2"])
    safeguarding: Id = Field(description="the line about telling", examples=["never-too-late"])


Step = Annotated[Tell | Choose | SayIt | Recap, Field(discriminator="step")]


class Lesson(Content):
    """One lesson: it teaches a rule, in about `minutes` minutes."""

    called: ClassVar[str] = "lesson"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    id: Id = Field(description="the name of its file, without .yaml", examples=["ks1-rule-2-know-what-it-does"])
    kind: Literal["lesson"] = Field(description="its kind", examples=["lesson"])
    key_stage: KeyStage = Field(description="ks1 or ks2", examples=["ks1"])
    years: tuple[Annotated[int, Field(ge=1, le=6)], ...] = Field((), description="the years", examples=["[5, 6]"])
    title: Text = Field(description="a title", examples=['"Do we know what it does?"'])
    minutes: int = Field(ge=1, le=20, description="how long it takes", examples=[4])
    rules: tuple[Id, ...] = Field(min_length=1, description="the rules that it teaches", examples=["[ks1-2]"])
    topics: tuple[Id, ...] = Field((), description="what it is about", examples=["[group-chat]"])
    aim: Text = Field(description="what pupils can do afterwards", examples=['"I can stop and ask."'])
    efcw: tuple[Strand, ...] = Field((), description="strands", examples=["[online-relationships]"])
    curriculum: tuple[Statutory, ...] = Field((), description="statements", examples=["[nc-ks1-safe]"])
    rshe: tuple[Relationships, ...] = Field((), description="topics of RSHE", examples=["[where-to-report]"])
    misconceptions: tuple[Id, ...] = Field((), description="the ideas that it meets", examples=["[press-to-see]"])
    teacher_note: Text | None = Field(None, description="a note", examples=['"Afterwards, name two buttons."'])
    steps: tuple[Step, ...] = Field(min_length=1, description="the screens, in order")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _differ(self.steps, "steps", "step")
        return self

    @property
    def questions(self) -> tuple[Choose, ...]:
        return tuple(step for step in self.steps if isinstance(step, Choose))


# ---------------------------------------------------------------- rules, agreement, phrases


class ChildWords(Content):
    """The same thing said for the two key stages."""

    called: ClassVar[str] = "text for children"

    ks1: Text = Field(description="words for ages 5 to 7", examples=['"We ask first."'])
    ks2: Text = Field(description="words for ages 7 to 11", examples=['"We ask an adult first."'])

    def for_(self, key_stage: str) -> str:
        return self.ks1 if key_stage == "ks1" else self.ks2


class MiniAnswer(Content):
    called: ClassVar[str] = "answer"

    label: ChildWords = Field(description="the words on its tile, for ks1 and ks2")
    picture: Art = Field(description="a picture", examples=["child-asks-teacher"])


class MiniChoice(Content):
    """The picture question that shows whether a rule or a statement was understood."""

    called: ClassVar[str] = "picture question"

    question: ChildWords = Field(description="its question, for ks1 and ks2")
    helpful: MiniAnswer = Field(description="a helpful answer")
    unhelpful: MiniAnswer = Field(description="an answer that is not helpful yet")


class Rule(Content):
    """One rule of the school: `wording` is exact and is never changed; `words` say it for children."""

    called: ClassVar[str] = "rule"

    id: Id = Field(description="a short name of its own", examples=["ks1-2"])
    wording: Text = Field(description="the school's exact wording")
    words: ChildWords = Field(description="words for children, for ks1 and ks2")
    picture: Art = Field(description="a picture", examples=["rule-card"])
    spoken_as: tuple[Reading, ...] = Field(
        (), description="how some of its words are said", examples=['[{shown: "e.g.", said: "for example"}]']
    )
    mini_choice: MiniChoice | None = Field(None, description="a picture question")


class Statement(Content):
    """One line of the agreement: the exact wording, the child's form of it, and another way of putting it."""

    called: ClassVar[str] = "statement"

    id: Id = Field(description="a short name of its own", examples=["agree-1"])
    wording: Text = Field(description="the school's exact wording")
    words: ChildWords = Field(description="words for children, for ks1 and ks2")
    picture: Art = Field(description="a picture", examples=["rule-card"])
    spoken_as: tuple[Reading, ...] = Field(
        (), description="how some of its words are said", examples=['[{shown: "e.g.", said: "for example"}]']
    )
    mini_choice: MiniChoice = Field(description="a picture question")
    again: ChildWords = Field(description="other words for a pupil who is not sure yet, for ks1 and ks2")
    again_picture: Art = Field(description="another picture for a pupil who is not sure yet", examples=["rule-card"])
    answer: Literal["i-will", "i-know"] = Field(description="i-will or i-know", examples=["i-will"])


class RuleFile(Content):
    called: ClassVar[str] = "file of rules"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    kind: Literal["rules"] = Field(description="its kind", examples=["rules"])
    rules: tuple[Rule, ...] = Field(min_length=1, description="the rules")


class AgreementFile(Content):
    """A dated wording of the agreement. What pupils sign is the wording of the rules and of the statements."""

    called: ClassVar[str] = "agreement"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    kind: Literal["agreement"] = Field(description="its kind", examples=["agreement"])
    version: Id = Field(description="its date", examples=["2026-09"])
    title: ChildWords = Field(description="a title, for ks1 and ks2")
    rules: tuple[Id, ...] = Field(min_length=1, description="the rules that it is about", examples=["[e-1, e-2]"])
    statements: tuple[Statement, ...] = Field(min_length=1, description="the statements that pupils agree to")
    consent: Prose = Field(description="the parent's consent, in the school's exact wording")
    """Never shown to a pupil."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _differ(self.statements, "statements", "statement")
        return self


class Phrase(Content):
    """Something that the program itself says, perhaps otherwise for the two key stages. {name} is filled in."""

    called: ClassVar[str] = "phrase"

    ks1: Text = Field(description="words for ages 5 to 7", examples=['"Tap your name."'])
    ks2: Text = Field(description="words for ages 7 to 11", examples=['"Find your name and tap it."'])

    def for_(self, key_stage: str) -> str:
        return self.ks1 if key_stage == "ks1" else self.ks2


def _phrase(value: Any) -> Any:
    return {"ks1": value, "ks2": value} if isinstance(value, str) else value


Phrases = Mapping[Id, Annotated[Phrase, BeforeValidator(_phrase)]]


class PhraseFile(Content):
    """`phrases.yaml`: what the program says. `lines` are the safeguarding lines, by id."""

    called: ClassVar[str] = "file of phrases"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    kind: Literal["phrases"] = Field(description="its kind", examples=["phrases"])
    phrases: Phrases = Field(description="what the program says, by name")
    lines: Phrases = Field(description="the safeguarding lines, by name")


class Misconception(Content):
    """An idea behind unhelpful answers. It describes an answer, never a child."""

    called: ClassVar[str] = "misconception"

    id: Id = Field(description="a code of its own", examples=["press-to-see"])
    meaning: Text = Field(description="its plain meaning", examples=['"Pressing is how you find out"'])
    teach_next: Text = Field(description="what to teach next", examples=['"Practise hands still"'])


class MisconceptionFile(Content):
    """`misconceptions.yaml`: the codes that unhelpful answers carry."""

    called: ClassVar[str] = "file of misconceptions"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    kind: Literal["misconceptions"] = Field(description="its kind", examples=["misconceptions"])
    misconceptions: tuple[Misconception, ...] = Field(min_length=1, description="the misconceptions")


File = Lesson | RuleFile | AgreementFile | PhraseFile | MisconceptionFile
KINDS: Mapping[str, type[File]] = {
    "lesson": Lesson,
    "rules": RuleFile,
    "agreement": AgreementFile,
    "phrases": PhraseFile,
    "misconceptions": MisconceptionFile,
}
"""What may follow `kind:` at the top of a file."""


def _differ(things: Iterable[Any], key: str, called: str) -> None:
    seen: set[str] = set()
    for place, thing in enumerate(things):
        if thing.id in seen:
            raise Amiss(f'Two {called}s have the id "{thing.id}". Every {called} needs its own.', key, place, "id")
        seen.add(thing.id)


# ---------------------------------------------------------------- the whole book


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
    misconceptions: Mapping[str, Misconception] = field(default_factory=dict)

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
