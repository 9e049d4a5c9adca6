"""What a lesson file may say, as frozen, typed models.

Sequences are tuples and field names are kebab-case in the files (`then-say`) and snake_case here (`then_say`). Nothing
is optional by accident: unknown keys are refused, numbers are not strings, and what the format asks of a step is asked
here, where the loader can point at the line.

Fields stand in the order in which they are written in a file: the loader names the place of one that is missing by the
ones around it. `called` and the descriptions end up in sentences for teachers: "Every {called} needs {description}."
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from kiosk.content.stamp import Form, Stamp
from kiosk.content.tongue import ENGLISH as ENGLISH
from kiosk.content.tongue import Tongue as Tongue
from kiosk.content.tongue import Translated as Translated

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


def kebab(name: str) -> str:
    return name.replace("_", "-")


class Amiss(ValueError):
    """What a validator finds amiss. `at` leads from the thing that it looks at to the place: a key, or further."""

    def __init__(self, sentence: str, *at: str | int):
        super().__init__(sentence)
        self.at = at


class Content(BaseModel):
    """The base of everything that is read from a file."""

    called: ClassVar[str]

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", alias_generator=kebab, populate_by_name=True)


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


def _code(value: Any) -> Any:
    return None if value == "none" else value


Code = Annotated[Id | None, BeforeValidator(_code)]
"""The idea behind what a pupil did, or the word none."""


class Answer(Content):
    """One answer of a question.

    A helpful one is `named` (what the pupil did well). An unhelpful one says what it leads to and which idea stands
    behind it (`misconception`). One that depends says on what, and leads back to the question. `then_picture` is the
    consequence's own picture; without it, the step's picture with the feelings in `feels`.
    """

    called: ClassVar[str] = "answer"

    id: Id = Field(description="a short name of its own", examples=["ask-miss-bell"])
    picture: Art = Field(description="a picture, for pupils who cannot read yet", examples=["child-asks-teacher"])
    label: Text = Field(description="the words on its tile", examples=['"Stop and ask Miss Bell"'])
    kind: Literal["helpful", "unhelpful", "depends"] = Field(
        description='"helpful", "unhelpful" or "depends"', examples=["helpful"]
    )
    misconception: Code = Field(None, description="the idea behind it", examples=["press-to-see"])
    named: Text | None = Field(None, description="what the pupil did well", examples=['"You asked first."'])
    say: Text = Field(description="what follows from it", examples=['"Miss Bell looks at the box."'])
    depends_on: tuple[Text, ...] = Field(
        (), max_length=3, description="what it depends on", examples=['["If it feels safe, ask him. Tell as well."]']
    )
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
        if self.kind == "depends" and self.misconception:
            raise Amiss(
                "An answer that depends has no misconception behind it. Take this line out, or write "
                '"kind: unhelpful".',
                "misconception",
            )
        if self.kind == "depends" and len(self.depends_on) < 2:
            raise Amiss('An answer that depends says on what: write two or three lines in "depends-on".', "depends-on")
        if self.kind != "depends" and self.depends_on:
            raise Amiss('Only an answer of the kind "depends" has "depends-on". Take it out.', "depends-on")
        return self


class _Step(Content):
    called: ClassVar[str] = "step"
    choices: ClassVar[str] = ""
    """The setting whose labels share a screen with the question."""

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
    choices: ClassVar[str] = "answers"

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
        if not any(answer.kind == "unhelpful" for answer in self.answers):
            raise Amiss('No answer here is of the kind "unhelpful". At least one must not be helpful yet.', "answers")
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


class Reason(Content):
    """One reason for a choice. A weak one is looked into and never marked down."""

    called: ClassVar[str] = "reason"

    id: Id = Field(description="a short name of its own", examples=["ana-matters"])
    label: Text = Field(description="the words on its tile", examples=['"An adult can help it stop."'])
    kind: Literal["strong", "weak"] = Field(description='"strong" or "weak"', examples=["strong"])
    misconception: Code = Field(None, description="the idea behind it", examples=["telling-is-tales"])
    say: Text = Field(description="what there is to say about it", examples=['"Yes. Then Ana is not alone."'])

    @model_validator(mode="after")
    def _only_a_weak_one_has_an_idea_behind_it(self) -> Self:
        if self.kind == "strong" and self.misconception:
            raise Amiss(
                'A strong reason has no misconception behind it. Take this line out, or write "kind: weak".',
                "misconception",
            )
        return self


class GiveReason(_Step):
    """After a question: why was that helpful? For KS2."""

    called: ClassVar[str] = '"reason" step'
    choices: ClassVar[str] = "reasons"

    step: Literal["reason"]
    of: Id = Field(description="the id of the question that it is about", examples=["the-joke"])
    ask: Text = Field(description="the question about the choice", examples=['"Why does it help?"'])
    reasons: tuple[Reason, ...] = Field(min_length=2, max_length=3, description="two or three reasons")

    @model_validator(mode="after")
    def _can_be_thought_about(self) -> Self:
        for kind in ("strong", "weak"):
            if not any(reason.kind == kind for reason in self.reasons):
                raise Amiss(f"None of these reasons is {kind}. At least one must be.", "reasons")
        _differ(self.reasons, "reasons", "reason")
        return self


class Bucket(Content):
    called: ClassVar[str] = "basket"

    id: Id = Field(description="a short name of its own", examples=["ask-first"])
    label: Text = Field(description="the words on it", examples=['"We ask first"'])
    picture: Art = Field(description="a picture", examples=["basket-yellow-hand"])


DEPENDS = "depends"
"""Where a card goes that fits any basket."""


class SortCard(Content):
    """A card to sort: `say` is said when it lies in its basket, and when it floats back out of another."""

    called: ClassVar[str] = "card"

    id: Id = Field(description="a short name of its own", examples=["gift-box"])
    picture: Art = Field(description="a picture", examples=["gift"])
    label: Text = Field(description="the words on it", examples=['"A box with a gift"'])
    goes_in: Id = Field(description="the id of a basket, or depends", examples=["ask-first"])
    misconception: Code = Field(None, description="the idea behind another basket", examples=["looks-fun-so-safe"])
    say: Text = Field(description="why it goes there", examples=['"We do not know what it does. We ask first."'])

    def fits(self, bucket_id: str) -> bool:
        return self.goes_in in (bucket_id, DEPENDS)


class Sort(_Step):
    """Cards to put into baskets, one by one: `think` is the question to ask of each."""

    called: ClassVar[str] = '"sort" step'
    choices: ClassVar[str] = "cards"

    step: Literal["sort"]
    think: Text = Field(description="the question to ask of each card", examples=['"Do we know what it does?"'])
    buckets: tuple[Bucket, ...] = Field(min_length=2, max_length=3, description="two or three baskets")
    cards: tuple[SortCard, ...] = Field(min_length=2, max_length=6, description="two to six cards")

    @model_validator(mode="after")
    def _every_card_has_a_basket(self) -> Self:
        _differ(self.buckets, "buckets", "basket")
        _differ(self.cards, "cards", "card")
        baskets = [bucket.id for bucket in self.buckets]
        if DEPENDS in baskets:
            raise Amiss('"depends" is for cards that fit any basket. Call this basket something else.', "buckets")
        for place, card in enumerate(self.cards):
            if card.goes_in not in (*baskets, DEPENDS):
                raise Amiss(
                    f'There is no basket called "{card.goes_in}". Here are {", ".join(baskets)}; a card that fits any '
                    'basket says "goes-in: depends".',
                    "cards",
                    place,
                    "goes-in",
                )
            if card.goes_in == DEPENDS and card.misconception:
                raise Amiss(
                    "A card that fits any basket has no misconception behind it. Take this line out.",
                    "cards",
                    place,
                    "misconception",
                )
        for place, basket in enumerate(baskets):
            if not any(card.goes_in == basket for card in self.cards):
                raise Amiss("No card goes in this basket. Every basket needs one.", "buckets", place)
        return self

    def card(self, card_id: str) -> SortCard:
        """Raises KeyError for one that is not there."""
        return {card.id: card for card in self.cards}[card_id]


GRID = 1000
"""A picture that is searched is so many parts wide and as many high, whatever its shape."""
LEAST_WIDE, LEAST_HIGH = 100, 155
"""A place in it that a finger finds: 22 mm."""


class Place(Content):
    """Something to find: `at` is its left, its top, how wide it is and how high, in thousandths of the picture."""

    called: ClassVar[str] = "place"

    id: Id = Field(description="a short name of its own", examples=["miss-bell"])
    label: Text = Field(description="what is there, for those who cannot see it", examples=['"Miss Bell"'])
    at: tuple[Annotated[int, Field(ge=0, le=GRID)], ...] = Field(
        min_length=4,
        max_length=4,
        description="left, top, width and height, from 0 to 1000",
        examples=["[90, 300, 160, 400]"],
    )
    say: Text = Field(description="what is said when it is found", examples=['"Miss Bell can help."'])
    hint: Text | None = Field(None, description="what Click says to point to it", examples=['"Look by the door."'])

    @model_validator(mode="after")
    def _lies_in_the_picture(self) -> Self:
        left, top, wide, high = self.at
        if wide < LEAST_WIDE or high < LEAST_HIGH:
            raise Amiss(
                f"This is too small for a finger: {LEAST_WIDE} wide and {LEAST_HIGH} high is the least. "
                f"This is {wide} by {high}.",
                "at",
            )
        if left + wide > GRID or top + high > GRID:
            raise Amiss(
                f"This reaches out of the picture: left and width make {left + wide}, top and height {top + high}, "
                f"and {GRID} is the most.",
                "at",
            )
        return self

    def meets(self, other: "Place") -> bool:
        (x, y, w, h), (left, top, wide, high) = self.at, other.at
        return x < left + wide and left < x + w and y < top + high and top < y + h


class Spot(_Step):
    """A picture in which to find things; `hint` is what Click says when it takes long."""

    called: ClassVar[str] = '"spot" step'

    step: Literal["spot"]
    find: int = Field(ge=1, le=5, description="how many are to be found", examples=[3])
    places: tuple[Place, ...] = Field(min_length=1, max_length=8, description="what is to be found, up to eight places")
    hint: Text = Field(description="what Click says after a while", examples=['"Who is a grown-up here?"'])
    named: Text = Field(description="what the pupil did well", examples=['"You know who can help."'])

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        _differ(self.places, "places", "place")
        if self.find > len(self.places):
            raise Amiss(f"Here are {len(self.places)} places, and {self.find} are to be found.", "find")
        for place, one in enumerate(self.places):
            for other in self.places[:place]:
                if one.meets(other):
                    raise Amiss(
                        f'This lies over "{other.id}", so that a finger would not know which. Move one of them.',
                        "places",
                        place,
                        "at",
                    )
        return self

    def place(self, place_id: str) -> Place:
        """Raises KeyError for one that is not there."""
        return {place.id: place for place in self.places}[place_id]


class OrderCard(Content):
    """One of the pictures to put in order: `say` is why it comes where it comes."""

    called: ClassVar[str] = "card"

    id: Id = Field(description="a short name of its own", examples=["hide-it"])
    picture: Art = Field(description="a picture", examples=["tablet-face-down"])
    label: Text = Field(description="the words on it", examples=['"Hide it"'])
    misconception: Code = Field(None, description="the idea behind another place", examples=["sort-it-alone"])
    say: Text = Field(description="why it comes where it comes", examples=['"First we hide it, so it stops."'])


class Order(_Step):
    """Pictures to put in order: `cards` stand in the file as they should come."""

    called: ClassVar[str] = '"order" step'
    choices: ClassVar[str] = "cards"

    step: Literal["order"]
    think: Text = Field(description="the question to think about", examples=['"What comes first?"'])
    cards: tuple[OrderCard, ...] = Field(min_length=3, max_length=4, description="three or four pictures, in order")
    named: Text = Field(description="what the pupil did well", examples=['"You know what to do."'])

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _differ(self.cards, "cards", "card")
        return self

    def card(self, card_id: str) -> OrderCard:
        """Raises KeyError for one that is not there."""
        return {card.id: card for card in self.cards}[card_id]


class Slot(Content):
    """A gap in a message."""

    called: ClassVar[str] = "gap"

    id: Id = Field(description="a short name of its own", examples=["one-idea"])
    label: Text = Field(description="what goes there", examples=['"Tap one idea."'])


class MakePart(Content):
    """A part to make something of. `fits` is the gap of a message that it is for."""

    called: ClassVar[str] = "part"

    id: Id = Field(description="a short name of its own", examples=["fox-waits"])
    label: Text = Field(description="the words on it", examples=['"I like how the fox waits."'])
    picture: Art | None = Field(None, description="a picture", examples=["gift"])
    fits: Id | None = Field(None, description="the id of a gap", examples=["good-thing"])
    kind: Literal["helpful", "unhelpful"] = Field(description='"helpful" or "unhelpful"', examples=["helpful"])
    misconception: Code = Field(None, description="the idea behind it", examples=["joke-excuses"])
    say: Text | None = Field(None, description="what would come of it", examples=['"Nia would stop writing."'])

    @model_validator(mode="after")
    def _says_what_would_come_of_it(self) -> Self:
        if self.kind == "unhelpful" and not self.say:
            raise Amiss('This is missing: "say". A part that does not help says what would come of it.', "say")
        if self.kind == "helpful" and self.misconception:
            raise Amiss(
                'A helpful part has no misconception behind it. Take this line out, or write "kind: unhelpful".',
                "misconception",
            )
        return self


PASSWORD_WORDS = 3


class Make(_Step):
    """A kind message or a made-up password, made of parts. A password has no gaps of its own: it has three words."""

    called: ClassVar[str] = '"make" step'
    choices: ClassVar[str] = "parts"

    step: Literal["make"]
    kind: Literal["message", "password"] = Field(description='"message" or "password"', examples=["message"])
    think: Text = Field(description="the question to think about", examples=['"How will Nia feel?"'])
    slots: tuple[Slot, ...] = Field((), max_length=4, description="the gaps of a message, in order")
    parts: tuple[MakePart, ...] = Field(min_length=4, max_length=12, description="the parts to choose from")
    named: Text = Field(description="what the pupil did well", examples=['"Honest and kind."'])

    @model_validator(mode="after")
    def _can_be_made(self) -> Self:
        _differ(self.slots, "slots", "gap")
        _differ(self.parts, "parts", "part")
        if not any(part.kind == "unhelpful" for part in self.parts):
            raise Amiss("All of these parts are helpful. At least one must not be helpful yet.", "parts")
        return self._can_be_written() if self.kind == "message" else self._can_be_a_password()

    def _can_be_written(self) -> Self:
        if len(self.slots) < 2:
            raise Amiss('A message has two to four gaps: write them in "slots".', "slots")
        gaps = [slot.id for slot in self.slots]
        for place, part in enumerate(self.parts):
            if part.fits not in gaps:
                said = f'There is no gap called "{part.fits}".' if part.fits else "This part says no gap."
                raise Amiss(f'{said} Write "fits:" with one of {", ".join(gaps)}.', "parts", place, "fits")
        for place, gap in enumerate(gaps):
            fitting = [part for part in self.parts if part.fits == gap]
            if not any(part.kind == "helpful" for part in fitting):
                raise Amiss("No helpful part fits this gap. Every gap needs one.", "slots", place)
            if len(fitting) > 3:
                raise Amiss(f"{len(fitting)} parts fit this gap, and 3 is the most.", "slots", place)
        return self

    def _can_be_a_password(self) -> Self:
        if self.slots:
            raise Amiss('A password has three words and no "slots". Take them out.', "slots")
        if len(self.parts) > 8:
            raise Amiss(f"A password has 8 parts to choose from at most. Here are {len(self.parts)}.", "parts")
        for place, part in enumerate(self.parts):
            if part.fits:
                raise Amiss('A part of a password fits anywhere. Take "fits" out.', "parts", place, "fits")
        if sum(part.kind == "helpful" for part in self.parts) < PASSWORD_WORDS:
            raise Amiss("A password needs at least three helpful parts.", "parts")
        return self

    @property
    def gaps(self) -> int:
        """How many parts it is made of."""
        return len(self.slots) if self.kind == "message" else PASSWORD_WORDS

    def part(self, part_id: str) -> MakePart:
        """Raises KeyError for one that is not there."""
        return {part.id: part for part in self.parts}[part_id]


class SayIt(_Step):
    """A sentence that pupils say to a partner."""

    called: ClassVar[str] = '"say" step'

    step: Literal["say"]
    sentence: Text = Field(
        description="the sentence that pupils say to a partner", examples=['"If I do not know, I ask."']
    )


class Intent(Content):
    """Something that a pupil may mean to do."""

    called: ClassVar[str] = '"I will"'

    id: Id = Field(description="a short name of its own", examples=["ask-first"])
    label: Text = Field(description="the words on its tile", examples=['"I will ask before I tap."'])


class Recap(_Step):
    """The rule once more, and a safeguarding line by its id in the `lines` of the phrases.

    In KS2 three things that a pupil may mean to do come before it: `i_will`. None of them is the right one.
    """

    called: ClassVar[str] = "recap"
    choices: ClassVar[str] = "i_will"

    step: Literal["recap"]
    rule: Id = Field(description="the rule that is shown once more", examples=["ks1-2"])
    safeguarding: Id = Field(description="the line about telling", examples=["never-too-late"])
    i_will: tuple[Intent, ...] = Field((), description="three things that a pupil may mean to do")

    @model_validator(mode="after")
    def _leaves_a_choice(self) -> Self:
        if self.i_will and len(self.i_will) != 3:
            raise Amiss(f'"i-will" has three things to choose from. Here are {len(self.i_will)}.', "i-will")
        _differ(self.i_will, "i-will", "choice")
        return self


AnyStep = Tell | Choose | GiveReason | Sort | Spot | Order | Make | SayIt | Recap
Step = Annotated[AnyStep, Field(discriminator="step")]


class Taught(Content):
    """What a teacher chooses for a class, a lesson or a scenario: what it says of itself at the top of its file."""

    called: ClassVar[str] = "lesson"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    id: Id = Field(description="the name of its file, without .yaml", examples=["ks1-rule-2-know-what-it-does"])
    kind: str = Field(description="its kind", examples=["lesson"])
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

    @property
    def first_picture(self) -> Picture:
        """What it begins with."""
        raise NotImplementedError


class Lesson(Taught):
    """One lesson: it teaches a rule, in about `minutes` minutes."""

    called: ClassVar[str] = "lesson"

    kind: Literal["lesson"] = Field(description="its kind", examples=["lesson"])
    steps: tuple[Step, ...] = Field(min_length=1, description="the screens, in order")
    refresh: tuple[Step, ...] = Field((), description="harder steps for those who know the lesson")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _differ(self.steps, "steps", "step")
        _differ((*self.steps, *self.refresh), "refresh", "step", len(self.steps))
        for key in ("steps", "refresh"):
            self._may_stand_there(key, getattr(self, key))
        if self.refresh and self.key_stage == "ks1":
            raise Amiss('"refresh" is for KS2. Take it out.', "refresh")
        return self

    def _may_stand_there(self, key: str, steps: tuple[AnyStep, ...]) -> None:
        asked: set[str] = set()
        for place, step in enumerate(steps):
            match step:
                case Choose():
                    asked.add(step.id)
                    if self.key_stage == "ks1" and any(answer.kind == "depends" for answer in step.answers):
                        raise Amiss('An answer that depends is for KS2. Write "helpful" or "unhelpful".', key, place)
                case GiveReason() if self.key_stage == "ks1":
                    raise Amiss('A "reason" step is for KS2. Take it out.', key, place)
                case GiveReason() if step.of not in asked:
                    raise Amiss(
                        f'No question called "{step.of}" stands before this step. "of" is the id of a "choose" step.',
                        key,
                        place,
                        "of",
                    )
                case Recap() if key == "refresh":
                    raise Amiss("A refresh ends with the recap of its lesson. Take this step out.", key, place)
                case Recap() if step.i_will and self.key_stage == "ks1":
                    raise Amiss('"i-will" is for KS2. Take it out.', key, place, "i-will")
                case _:
                    pass

    @property
    def first_picture(self) -> Picture:
        return self.steps[0].picture

    @property
    def questions(self) -> tuple[Choose, ...]:
        return tuple(step for step in self.steps if isinstance(step, Choose))

    @property
    def refreshed(self) -> "Lesson | None":
        """The short lesson of those who have had this one: the rule, the harder steps, the recap."""
        if not self.refresh:
            return None
        rule = [step for step in self.steps if isinstance(step, Tell) and step.rule][:1]
        return self.model_copy(
            update={
                "id": refresh_id(self.id),
                "title": f"{self.title}: refresh",
                "minutes": REFRESH_MINUTES,
                "steps": (*rule, *self.refresh, self.steps[-1]),
                "refresh": (),
            }
        )


REFRESH_MINUTES = 3


def refresh_id(lesson_id: str) -> str:
    """What a lesson's refresh is called among all that a launch may have."""
    return f"{lesson_id}--refresh"


# ---------------------------------------------------------------- scenarios


Feelings = Annotated[Mapping[Id, Id], Field(max_length=3)]
"""Who feels how, by name: {kofi: uneasy, ana: hurt}."""


class StoryChoice(Content):
    """What somebody in the story could do next. An unhelpful one goes on too: what it leads to is the next node."""

    called: ClassVar[str] = "choice"

    id: Id = Field(description="a short name of its own", examples=["check-on-ana"])
    picture: Art | None = Field(None, description="a picture", examples=["kind-message"])
    label: Text = Field(description="the words on its tile", examples=['"Send Ana a kind message."'])
    kind: Literal["helpful", "unhelpful", "depends"] = Field(
        description='"helpful", "unhelpful" or "depends"', examples=["helpful"]
    )
    misconception: Code = Field(None, description="the idea behind it", examples=["joke-excuses"])
    named: Text | None = Field(None, description="what the pupil did well", examples=['"You checked on her."'])
    goes_to: Id = Field(description="where it leads: the id of a node or of an ending", examples=["ana-replies"])

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind == "helpful" and not self.named:
            raise Amiss(
                'This is missing: "named". A helpful choice says what the pupil did well, such as "You asked first."',
                "named",
            )
        if self.kind == "unhelpful" and not self.misconception:
            raise Amiss(
                'This is missing: "misconception". An unhelpful choice names the idea behind it, such as joke-excuses.',
                "misconception",
            )
        if self.kind != "unhelpful" and self.misconception:
            raise Amiss(
                "Only an unhelpful choice has a misconception behind it. Take this line out, or write "
                '"kind: unhelpful".',
                "misconception",
            )
        if self.kind != "helpful" and self.named:
            raise Amiss('Only a helpful choice has "named". Take this line out, or write "kind: helpful".', "named")
        return self


class StoryNode(Content):
    """A decision: what has happened, the question to think about, and what somebody could do.

    A question at the end of `say` is asked together with the choices. `short` names it in the trail of the path.
    """

    called: ClassVar[str] = "node"

    id: Id = Field(description="a short name of its own", examples=["it-grows"])
    short: Text = Field(max_length=24, description="its name in two or three words", examples=['"It grows"'])
    picture: Art = Field(description="a picture", examples=["{background: bedroom-evening, cast: [kofi unsure]}"])
    feelings: Feelings = Field({}, description="who feels how", examples=["{kofi: uneasy, ana: hurt}"])
    say: Text = Field(description="the words that are read out", examples=['"Soon there are nine laughing faces."'])
    spoken_as: tuple[Reading, ...] = Field(
        (), description="how some of its words are said", examples=['[{shown: "e.g.", said: "for example"}]']
    )
    think: Text = Field(description="the sentence that pupils think about", examples=['"What would help Ana now?"'])
    rewind_to: Id | None = Field(None, description="the node that a pupil may go back to", examples=["the-joke"])
    choices: tuple[StoryChoice, ...] = Field(min_length=2, max_length=4, description="two to four choices")

    @model_validator(mode="after")
    def _can_be_decided(self) -> Self:
        if not any(choice.kind == "helpful" for choice in self.choices):
            raise Amiss("This node has no helpful choice. Every node needs at least one.", "choices")
        _differ(self.choices, "choices", "choice")
        return self

    def choice(self, choice_id: str) -> StoryChoice:
        """Raises KeyError for one that is not there."""
        return {choice.id: choice for choice in self.choices}[choice_id]


class Ending(Content):
    """Where a story ends. `open`: it is not over, and the pupil may go back and help."""

    called: ClassVar[str] = "ending"

    id: Id = Field(description="a short name of its own", examples=["ending-together"])
    mood: Literal["warm", "hopeful", "open"] = Field(description='"warm", "hopeful" or "open"', examples=["warm"])
    picture: Art = Field(description="a picture", examples=["{background: classroom, cast: [ana relieved]}"])
    feelings: Feelings = Field({}, description="who feels how", examples=["{kofi: proud, ana: relieved}"])
    say: Text = Field(description="the words that are read out", examples=['"Mr Ade listens first."'])
    spoken_as: tuple[Reading, ...] = Field(
        (), description="how some of its words are said", examples=['[{shown: "e.g.", said: "for example"}]']
    )
    safeguarding: Id = Field(description="the line about telling", examples=["never-too-late"])
    rewind_to: Id | None = Field(None, description="the node that a pupil may go back to", examples=["the-joke"])

    @model_validator(mode="after")
    def _leads_back_if_open(self) -> Self:
        if self.mood == "open" and not self.rewind_to:
            raise Amiss(
                'This is missing: "rewind-to". An open ending says to which node a pupil may go back.', "rewind-to"
            )
        return self


class Story(Taught):
    """A scenario: a story that goes on as its reader chooses. Its plot is checked when it is read (see `plot`)."""

    called: ClassVar[str] = "scenario"

    kind: Literal["scenario"] = Field(description="its kind", examples=["scenario"])
    start: Id = Field(description="the id of the node that it begins with", examples=["the-joke"])
    nodes: tuple[StoryNode, ...] = Field(min_length=1, max_length=12, description="its decisions")
    endings: tuple[Ending, ...] = Field(min_length=1, max_length=6, description="its endings")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _differ(self.nodes, "nodes", "node")
        _differ((*self.nodes, *self.endings), "endings", "place", len(self.nodes))
        if self.key_stage == "ks1":
            for place, node in enumerate(self.nodes):
                for number, choice in enumerate(node.choices):
                    if choice.picture is None:
                        raise Amiss(
                            'This is missing: "picture". In KS1 every choice has one, for pupils who cannot read yet.',
                            *("nodes", place, "choices", number, "picture"),
                        )
                    if choice.kind == "depends":
                        raise Amiss(
                            'A choice that depends is for KS2. Write "helpful" or "unhelpful".',
                            *("nodes", place, "choices", number, "kind"),
                        )
        return self

    @property
    def first_picture(self) -> Picture:
        return self.node(self.start).picture

    def at(self, moment_id: str) -> StoryNode | Ending:
        """Raises KeyError for one that is not there."""
        moments: tuple[StoryNode | Ending, ...] = (*self.nodes, *self.endings)
        return {moment.id: moment for moment in moments}[moment_id]

    def node(self, node_id: str) -> StoryNode:
        """Raises KeyError for one that is not there."""
        return {node.id: node for node in self.nodes}[node_id]


# ---------------------------------------------------------------- check-ins


class Option(Content):
    """One of the three things that somebody could do. Nothing is said of it: what it shows is counted for the class."""

    called: ClassVar[str] = "option"

    id: Id = Field(description="a short name of its own", examples=["ask"])
    picture: Art = Field(description="a picture, for pupils who cannot read yet", examples=["child-asks-teacher"])
    label: Text = Field(description="the words on its tile", examples=['"Ask Mrs Khan first"'])
    kind: Literal["helpful", "unhelpful"] = Field(description='"helpful" or "unhelpful"', examples=["helpful"])
    misconception: Code = Field(None, description="the idea behind it", examples=["press-to-see"])

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind == "unhelpful" and not self.misconception:
            raise Amiss(
                'This is missing: "misconception". An unhelpful option names the idea behind it, such as press-to-see.',
                "misconception",
            )
        if self.kind == "helpful" and self.misconception:
            raise Amiss(
                'A helpful option has no misconception behind it. Take this line out, or write "kind: unhelpful".',
                "misconception",
            )
        return self


class Situation(Content):
    """One form of an idea: what happens, the question, and what somebody could do."""

    called: ClassVar[str] = "form"

    picture: Art = Field(description="a picture", examples=["{background: library, cast: [zara puzzled tablet]}"])
    say: Text = Field(description="what happens", examples=['"A bright box pops up."'])
    question: Text = Field(description="the question", examples=['"What could Zara do?"'])
    think: Text = Field(description="the sentence that pupils think about", examples=['"Do we know what it does?"'])
    spoken_as: tuple[Reading, ...] = Field(
        (), description="how some of its words are said", examples=['[{shown: "e.g.", said: "for example"}]']
    )
    options: tuple[Option, ...] = Field(min_length=3, max_length=3, description="three options")

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        _differ(self.options, "options", "option")
        if sum(option.kind == "helpful" for option in self.options) != 1:
            raise Amiss("One of the three options is helpful, and two are not helpful yet.", "options")
        return self

    def option(self, option_id: str) -> Option:
        """Raises KeyError for one that is not there."""
        return {option.id: option for option in self.options}[option_id]

    @property
    def ideas_behind(self) -> dict[str, str | None]:
        """The misconception of each option, by its id."""
        return {option.id: option.misconception for option in self.options}


class Idea(Content):
    """What is asked twice, in two settings: the options of both forms have the same ids and misconceptions."""

    called: ClassVar[str] = "idea"

    id: Id = Field(description="a short name of its own", examples=["unknown-button"])
    form_a: Situation = Field(description="the first setting")
    form_b: Situation = Field(description="the second setting")

    @model_validator(mode="after")
    def _forms_are_parallel(self) -> Self:
        if self.form_a.ideas_behind != self.form_b.ideas_behind:
            raise Amiss(
                "The options of the two forms need the same ids, each with the same misconception.", "form-b", "options"
            )
        return self

    def form(self, form: Form) -> Situation:
        return self.form_a if form == "form-a" else self.form_b


class CheckInPage(Content):
    """A page before or after what is asked."""

    called: ClassVar[str] = "page"

    picture: Art = Field(description="a picture", examples=["{background: sky, cast: [think calm]}"])
    say: Text = Field(description="the words that are read out", examples=['"Tell us what you think."'])
    spoken_as: tuple[Reading, ...] = Field(
        (), description="how some of its words are said", examples=['[{shown: "e.g.", said: "for example"}]']
    )


class CheckIn(Taught):
    """What a class thinks before and after. It is never marked: `what_helps` is told to everybody after the second."""

    called: ClassVar[str] = "check-in"

    id: Id = Field(description="its key stage and the word check-in", examples=["ks1-check-in"])
    kind: Literal["check-in"] = Field(description="its kind", examples=["check-in"])
    opening: CheckInPage = Field(description="the first page")
    ideas: tuple[Idea, ...] = Field(min_length=1, max_length=10, description="what is asked, one to ten ideas")
    closing: CheckInPage = Field(description="the last page of the first time")
    what_helps: CheckInPage = Field(description="the last page of the second time")
    safeguarding: Id = Field(description="the line about telling", examples=["never-too-late"])

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.id != f"{self.key_stage}-check-in":
            raise Amiss(f'Each key stage has one check-in. Write "id: {self.key_stage}-check-in".', "id")
        _differ(self.ideas, "ideas", "idea")
        return self

    @property
    def first_picture(self) -> Picture:
        return self.opening.picture


Playable = Lesson | Story | CheckIn
"""What a turn can be at: what `Taught` says of itself, and pages to go through."""


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


class ConsentForm(Content):
    """`consent-form.yaml`: the school's own words around the parent's consent, on the paper that goes home to sign."""

    called: ClassVar[str] = "consent form"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    kind: Literal["consent-form"] = Field(description="its kind", examples=["consent-form"])
    title: Text = Field(description="a title", examples=['"e-Safety Rules"'])
    intro: Prose = Field(description="what parents are told first")
    pupil: Text = Field(description="the word before the pupil's name", examples=['"Pupil:"'])
    group: Text = Field(description="the word before the class", examples=['"Class:"'])
    consent: Text = Field(description="the heading over the consent", examples=['"Parent’s Consent"'])
    signed: Text = Field(description="the word before the line to sign on", examples=['"Signed:"'])
    date: Text = Field(description="the word before the line for the date", examples=['"Date:"'])
    name: Text = Field(description="the words before the line for the name", examples=['"Please print name:"'])
    give_back: Text = Field(description="what to do with it", examples=['"Please return to the School office"'])


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


# ---------------------------------------------------------------- translations


NO_TRANSLATION = 'After "en" comes the translation, such as pl: "Dalej".'


class MadeOf(Content):
    """The English that a text was made of, as it stood then."""

    called: ClassVar[str] = "English of a translated text"

    ks1: Text | None = Field(None, description="words for ages 5 to 7", examples=['"Tap your name."'])
    ks2: Text | None = Field(None, description="words for ages 7 to 11", examples=['"Find your name and tap it."'])


class InEither(Content):
    """A text in another language, for one key stage or for both; what is left out is said in English.

    Written "Dalej", or {en: "Next", pl: "Dalej"} with the English that it was made of.
    """

    called: ClassVar[str] = "translated text"

    ks1: Text | None = Field(None, description="words for ages 5 to 7", examples=['"Dotknij swojego imienia."'])
    ks2: Text | None = Field(None, description="words for ages 7 to 11", examples=['"Znajdź swoje imię i dotknij."'])
    en: Annotated[MadeOf, BeforeValidator(_phrase)] | None = Field(None, description="the English of it")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.en and not (self.ks1 or self.ks2):
            raise Amiss(NO_TRANSLATION)
        return self


Either = Annotated[InEither, BeforeValidator(_phrase)]


class OnPaper(Content):
    """A text for parents, perhaps with the English that it was made of."""

    called: ClassVar[str] = "translated text"

    text: Prose = Field("", description="the translation", examples=['"Zgoda"'])
    en: Prose | None = Field(None, description="the English of it", examples=['"Consent"'])

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text:
            raise Amiss(NO_TRANSLATION)
        return self


def _on_paper(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Paper = Annotated[OnPaper, BeforeValidator(_on_paper)]


class TranslatedRule(Content):
    """What of a rule has been translated. Its wording stays the school's: the translation explains it."""

    called: ClassVar[str] = "translated rule"

    wording: Either | None = Field(None, description="the exact wording, translated", examples=['"Zawsze pytamy."'])
    words: Either | None = Field(None, description="the words for children", examples=['"Zawsze pytamy."'])
    question: Either | None = Field(None, description="the picture question", examples=['"Kto może pomóc?"'])
    helpful: Either | None = Field(None, description="its helpful answer", examples=['"Pani"'])
    unhelpful: Either | None = Field(None, description="its other answer", examples=['"Nikt"'])


class TranslatedStatement(TranslatedRule):
    called: ClassVar[str] = "translated statement"

    again: Either | None = Field(None, description="the other words", examples=['"Zawsze pytamy."'])


class TranslatedForm(Content):
    """The page in another language that explains the consent form. It is not signed: `explains` says so."""

    called: ClassVar[str] = "translated consent form"

    title: Paper = Field(description="the title", examples=['"Zasady"'])
    intro: Paper = Field(description="what parents are told first")
    pupil: Paper = Field(description="the word before the pupil's name", examples=['"Uczeń:"'])
    group: Paper = Field(description="the word before the class", examples=['"Klasa:"'])
    consent: Paper = Field(description="the heading over the consent", examples=['"Zgoda rodzica"'])
    explains: Text = Field(
        description="the line that the English form is the one to sign", examples=['"Proszę podpisać angielski."']
    )
    hint: Text = Field(
        description="the line on the English form for those who would rather have it in this language",
        examples=['"Po polsku? Proszę zapytać w szkole."'],
    )


class Translation(Content):
    """A file in a folder such as `pl/`: texts by the ids of the English ones, and nothing else."""

    called: ClassVar[str] = "translation"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    kind: Literal["translation"] = Field(description="its kind", examples=["translation"])
    language: str = Field(description="the two letters of its language", examples=["pl"])
    checked: bool = Field(description="the line about being checked", examples=["false"])
    to_check: tuple[Id, ...] = Field((), description="what was changed since it was checked", examples=["[next]"])
    stays_english: tuple[Id, ...] = Field((), description="what is meant to stay in English", examples=["[feels]"])
    phrases: Mapping[Id, Either] = Field({}, description="what the program says, by name")
    lines: Mapping[Id, Either] = Field({}, description="the safeguarding lines, by name")
    rules: Mapping[Id, TranslatedRule] = Field({}, description="the rules, by id")
    statements: Mapping[Id, TranslatedStatement] = Field({}, description="the statements of the agreement, by id")
    consent: Paper | None = Field(None, description="the parent's consent")
    consent_form: TranslatedForm | None = Field(None, description="the words around the parent's consent")

    @model_validator(mode="before")
    @classmethod
    def _beside_its_english(cls, data: Any) -> Any:
        """From {en: …, pl: …}, as it is written."""
        language = data.get("language") if isinstance(data, dict) else None
        if not isinstance(language, str):
            return data
        read = dict(data)
        for section in ("phrases", "lines", "rules", "statements", "consent", "consent-form"):
            if section in data:
                read[section] = _unpaired(data[section], language, "text" if section.startswith("consent") else "")
        if not _filled(read.get("consent-form")):
            del read["consent-form"]
        return {key: each for key, each in read.items() if each is not _BLANK}

    @model_validator(mode="after")
    def _names_its_language(self) -> Self:
        if not (len(self.language) == 2 and self.language.isascii() and self.language.islower()):
            raise Amiss(
                f'A language is called by two small letters, such as pl. This says "{self.language[:40]}".', "language"
            )
        if self.language == "en":
            raise Amiss("English is what all the other files are in. Change them, or put yours over them.", "language")
        return self


_BLANK = object()
"""A translation that is still to be written."""


def _unpaired(value: Any, language: str, setting: str) -> Any:
    """In all of `value`, {en: …, pl: …} as {en: …, ks1: …, ks2: …}, or with the translation under one `setting`.

    A pair with nothing between the quotation marks is not there: a translator's worksheet is full of them.
    """
    if not isinstance(value, dict):
        return value
    if not value.keys() & {"en", language}:
        read = {key: _unpaired(each, language, setting) for key, each in value.items()}
        return {key: each for key, each in read.items() if each is not _BLANK}
    rest = {key: each for key, each in value.items() if key != language}
    if language not in value:
        return rest
    told = value[language]
    if isinstance(told, dict):
        told = {key: each for key, each in told.items() if each != ""} or ""
    if told == "":
        return _BLANK
    if setting:
        return {**rest, setting: told}
    told = _phrase(told)
    return {**rest, **told} if isinstance(told, dict) else {**rest, "ks1": told}


def _filled(form: Any) -> bool:
    return not isinstance(form, dict) or any(each != "" for each in form.values())


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


# ---------------------------------------------------------------- the two-year cycle


CycleYear = Literal["A", "B"]
HalfTermName = Literal["Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2"]


class Planned(Content):
    """One thing of a half-term: `{lesson: id}`, `{story: id}`, `{refresh: a lesson's id}`, agreement or check-in."""

    called: ClassVar[str] = "thing that is planned"

    lesson: Id | None = Field(None, description="a lesson", examples=["ks1-rule-6-kind-words"])
    story: Id | None = Field(None, description="a scenario", examples=["ks2-story-us-and-them"])
    refresh: Id | None = Field(None, description="a lesson that is refreshed", examples=["ks2-rule-8-passwords"])
    word: Literal["agreement", "check-in"] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(each is not None for each in (self.lesson, self.story, self.refresh, self.word)) != 1:
            raise Amiss(
                'This is one thing: "lesson", "story" or "refresh" with an id after it, or the word agreement or '
                "check-in. Put a hyphen or a comma before the next thing."
            )
        return self

    @property
    def kind(self) -> Literal["lesson", "story", "refresh", "agreement", "check-in"]:
        if self.word:
            return self.word
        return "lesson" if self.lesson else "story" if self.story else "refresh"

    @property
    def playable_id(self) -> str | None:
        """By what `Book.playable` has it; None for the agreement and a check-in."""
        return refresh_id(self.refresh) if self.refresh else self.lesson or self.story


def _planned(value: Any) -> Any:
    return {"word": value} if isinstance(value, str) else value


class HalfTermPlan(Content):
    called: ClassVar[str] = "half-term"

    half_term: HalfTermName = Field(description="its name", examples=['"Autumn 1"'])
    items: tuple[Annotated[Planned, BeforeValidator(_planned)], ...] = Field(
        min_length=1, max_length=12, description="what is taught in it", examples=["[agreement, check-in]"]
    )


class YearPlan(Content):
    """What some years do in one year of the cycle, half-term by half-term."""

    called: ClassVar[str] = "plan"

    cycle_year: CycleYear = Field(description="A or B", examples=["A"])
    years: tuple[Annotated[int, Field(ge=1, le=6)], ...] = Field(
        min_length=1, description="the years that it is for", examples=["[1, 2]"]
    )
    half_terms: tuple[HalfTermPlan, ...] = Field(description="the six half-terms")

    @model_validator(mode="after")
    def _is_a_whole_year(self) -> Self:
        names = [each.half_term for each in self.half_terms]
        if names != list(get_args(HalfTermName)):
            raise Amiss(f"A plan has the six half-terms in order: {', '.join(get_args(HalfTermName))}.", "half-terms")
        if len({stage_of(year) for year in self.years}) > 1:
            raise Amiss("Years 1 and 2 are KS1, and years 3 to 6 are KS2. Give them plans of their own.", "years")
        return self

    @property
    def key_stage(self) -> KeyStage:
        return stage_of(self.years[0])


def stage_of(year: int) -> KeyStage:
    return "ks1" if year <= 2 else "ks2"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Occasion(Content):
    """Something in the country's year that a half-term's lessons belong to."""

    called: ClassVar[str] = "occasion"

    id: Id = Field(description="a short name of its own", examples=["anti-bullying-week"])
    half_term: HalfTermName = Field(description="the half-term that it is in", examples=['"Autumn 2"'])
    title: Text = Field(description="its name", examples=['"Anti-Bullying Week"'])
    when: Text = Field(description="when it is", examples=['"In November."'])
    begins: Text | None = Field(
        None, description="its first day: the first such weekday from a date on", examples=['"Monday from 10 November"']
    )
    days: int = Field(1, ge=1, le=31, description="how many days it lasts", examples=[5])
    strands: tuple[Strand, ...] = Field((), description="what it is about; left out, any lesson is for it")

    @model_validator(mode="after")
    def _begins_on_a_day(self) -> Self:
        if self.begins is not None and self.first_day(2027) is None:
            raise Amiss(
                f'This is not a day: "{self.begins}". Write "Monday from 10 November": the first Monday from then on.',
                "begins",
            )
        return self

    def first_day(self, school_year: int) -> date | None:
        """When it begins in a school year (2027 is 2026/27); None where that is not said."""
        found = re.fullmatch(r"(\w+day) from (\d{1,2}) (\w+)", self.begins or "")
        if found is None or found[1] not in WEEKDAYS or found[3] not in MONTHS:
            return None
        month = MONTHS.index(found[3]) + 1
        try:
            day = date(school_year - (month >= 9), month, int(found[2]))
        except ValueError:
            return None
        return day + timedelta(days=(WEEKDAYS.index(found[1]) - day.weekday()) % 7)


class Cycle(Content):
    """`cycle.yaml`: what every class is taught in two years, by year group and half-term."""

    called: ClassVar[str] = "cycle"

    format: Literal[1] = Field(description="the line format: 1", examples=[1])
    kind: Literal["cycle"] = Field(description="its kind", examples=["cycle"])
    occasions: tuple[Occasion, ...] = Field((), description="what some half-terms are known for")
    plans: tuple[YearPlan, ...] = Field(min_length=1, description="what is taught, plan by plan")

    @model_validator(mode="after")
    def _plans_each_year_once(self) -> Self:
        _differ(self.occasions, "occasions", "occasion")
        seen: set[tuple[str, int]] = set()
        for place, plan in enumerate(self.plans):
            for year in plan.years:
                if (plan.cycle_year, year) in seen:
                    raise Amiss(f"Year {year} has two plans for cycle year {plan.cycle_year}.", "plans", place, "years")
                seen.add((plan.cycle_year, year))
        return self


File = (
    Lesson
    | Story
    | CheckIn
    | RuleFile
    | AgreementFile
    | ConsentForm
    | PhraseFile
    | MisconceptionFile
    | Cycle
    | Translation
)
KINDS: Mapping[str, type[File]] = {
    "lesson": Lesson,
    "scenario": Story,
    "check-in": CheckIn,
    "rules": RuleFile,
    "agreement": AgreementFile,
    "consent-form": ConsentForm,
    "phrases": PhraseFile,
    "misconceptions": MisconceptionFile,
    "cycle": Cycle,
    "translation": Translation,
}
"""What may follow `kind:` at the top of a file."""


def _differ(things: Iterable[Any], key: str, called: str, first: int = 0) -> None:
    """`first` is how many of them stand somewhere else, before those under `key`."""
    seen: set[str] = set()
    for place, thing in enumerate(things, -first):
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
    consent_form: ConsentForm
    misconceptions: Mapping[str, Misconception] = field(default_factory=dict)
    scenarios: Mapping[str, Story] = field(default_factory=dict)
    cycle: Cycle | None = None
    check_ins: Mapping[str, CheckIn] = field(default_factory=dict)
    languages: Mapping[str, Tongue] = field(default_factory=dict)
    """What has been translated, by the code of the language, such as "pl". The book itself is in English."""

    @cached_property
    def playable(self) -> Mapping[str, Playable]:
        """Every lesson, and after it its refresh, every scenario and check-in, by their ids: all a launch may have."""
        found: dict[str, Playable] = {}
        for lesson in self.lessons.values():
            found[lesson.id] = lesson
            if refreshed := lesson.refreshed:
                found[refreshed.id] = refreshed
        return {**found, **self.scenarios, **self.check_ins}

    def stamp(self, lesson: Playable) -> Stamp:
        """What is played, with the wording of every rule and line that it shows. A check-in's also says,
        for its report, what each of its misconceptions means and what to teach next.
        """
        rules, lines, codes = {*lesson.rules}, set[str](), set[str]()
        match lesson:
            case Lesson(steps=steps):
                rules |= {step.rule for step in steps if isinstance(step, Tell | Recap) and step.rule}
                lines = {step.safeguarding for step in steps if isinstance(step, Recap)}
            case Story(endings=endings):
                lines = {ending.safeguarding for ending in endings}
            case CheckIn(safeguarding=line, misconceptions=ideas):
                lines, codes = {line}, {*ideas}
        return _stamp(
            lesson.id,
            lesson.title,
            {
                "lesson": lesson.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"refresh"}),
                "rules": {rule_id: self.rules[rule_id].wording for rule_id in sorted(rules)},
                "lines": {line: self.lines[line].for_(lesson.key_stage) for line in sorted(lines)},
                **({"misconceptions": {code: self._told(code) for code in sorted(codes)}} if codes else {}),
            },
        )

    def _told(self, code: str) -> dict[str, str]:
        idea = self.misconceptions[code]
        return {"meaning": idea.meaning, "teach-next": idea.teach_next}

    def say(self, phrase: str, key_stage: str, **filled: str) -> str:
        """A phrase of `phrases.yaml`. Raises KeyError for one that is not there."""
        return self.phrases[phrase].for_(key_stage).format(**filled)
