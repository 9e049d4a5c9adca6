"""A turn through the agreement: the rules, the promises that are made, and the pad."""

import random
from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kiosk.content.model import Agreement, KeyStage, MiniAnswer, MiniChoice, Picture, Rule, Statement
from kiosk.journey.run import Run, Seed, State

Outcome = Literal["first", "again"]
"""Whether a mini-choice was answered helpfully the first time that it was asked."""
Promise = Literal["i-will", "i-know", "i-have-read", "i-have-listened", "not-sure"]

READ_STATEMENT = "agree-1"
"""The statement about having read the rules: in KS2 the pupil says whether they read or listened."""


@dataclass(frozen=True)
class HearRule:
    """A rule in its exact wording, then in the child's words. `again`: not for the first time."""

    rule: Rule
    words: str
    again: bool


@dataclass(frozen=True)
class MiniPage:
    """The picture question. `words` are those it is about; answer ids are "helpful" and "other", in tile order.

    `tries` counts the answers so far that led back to the words.
    """

    subject: Rule | Statement
    words: str
    choice: MiniChoice
    answers: tuple[tuple[str, MiniAnswer], ...]
    tries: int


@dataclass(frozen=True)
class StatementPage:
    """A statement is heard, in both wordings. `again`: not for the first time, after a mini-choice that
    went amiss or, in other words, for a pupil who was not sure."""

    statement: Statement
    words: str
    picture: Picture
    again: bool


@dataclass(frozen=True)
class PromisePage:
    """The same card with the answers under it; "not-sure" is always the last. `again`: the second time of asking."""

    statement: Statement
    words: str
    picture: Picture
    answers: tuple[Promise, ...]
    again: bool


@dataclass(frozen=True)
class HonestPage:
    """Thanks for saying "I'm not sure yet"."""

    statement: Statement


@dataclass(frozen=True)
class HelpPage:
    """The statements that the teacher will go through with the pupil. No pad follows."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class PadPage:
    """Everything was answered: now the mark. `next` when it has been kept."""


AgreementPage = HearRule | MiniPage | StatementPage | PromisePage | HonestPage | HelpPage | PadPage


class StatementAnswer(NamedTuple):
    """`answer` is the promise that was made, or "not-yet"."""

    statement_id: str
    answer: str
    mini: Outcome


class AgreementRun(Run[AgreementPage]):
    """One turn, or with `together` the class part alone: the rules, without statements and without the pad.

    A rule, when there is the `class_part`: heard, then its mini-choice. A mini-choice that goes amiss leads back to
    hearing and is asked again with the tiles as they lay, as often as it takes; nobody is refused.

    A statement: heard, its mini-choice, then the promise. Understanding comes before the promise, and the promise has
    a page of its own, so that no button says "I will" while a question is open. "I'm not sure yet" leads by way of
    thanks to the same once more in other words, under another picture; whoever is still not sure goes on to the next
    statement, and at the end to the teacher and not to the pad.

    Raises StateMismatch for a `state` of another wording, key stage or part; it brings its own seed.
    """

    def __init__(
        self,
        agreement: Agreement,
        key_stage: KeyStage,
        seed: Seed,
        class_part: bool,
        state: State | None = None,
        together: bool = False,
    ) -> None:
        self.agreement = agreement
        self.key_stage = key_stage
        self.class_part = class_part
        self.together = together
        self.rules = agreement.rules if class_part or together else ()
        self.statements = () if together else agreement.statements
        self.index = 0
        """The rule or statement that the page belongs to, from 0; equal to `total` on the last page."""
        self.answers: tuple[StatementAnswer, ...] = ()
        part = "together" if together else "all" if class_part else "statements"
        super().__init__(f"{agreement.stamp.sha256} {key_stage} {part}", seed, state)

    @property
    def total(self) -> int:
        """How many rules and statements this turn has, for the dots."""
        return len(self.rules) + len(self.statements)

    @property
    def not_yet(self) -> tuple[str, ...]:
        """The ids of the statements that the pupil was still not sure of."""
        return tuple(given.statement_id for given in self.answers if given.answer == "not-yet")

    @property
    def heard(self) -> Literal["read", "listened"]:
        """How the pupil took the rules in. Only who says so has read them: the rest were read to."""
        read = any(given.answer == "i-have-read" for given in self.answers)
        return "read" if read else "listened"

    def next(self) -> None:
        """On from any page that asks nothing. Raises ValueError elsewhere."""
        self._expect("next", HearRule, StatementPage, HonestPage, HelpPage, PadPage)
        self._go("next")

    def choose(self, answer_id: str) -> bool:
        """Answer a mini-choice: "helpful" or "other". Returns whether it was helpful. ValueError elsewhere."""
        self._expect("choose", MiniPage)
        if answer_id not in ("helpful", "other"):
            raise ValueError(f"no tile {answer_id!r}")
        self._go("choose", answer_id)
        return answer_id == "helpful"

    def answer(self, promise: str) -> None:
        """Answer a statement with one of the page's `answers`. ValueError for any other, and elsewhere."""
        self._expect("answer", PromisePage)
        assert isinstance(self.page, PromisePage)
        if promise not in self.page.answers:
            raise ValueError(f"no answer {promise!r} here")
        self._go("answer", promise)

    def _make(self, move: list[str]) -> None:
        match move:
            case ["next"]:
                self.next()
            case ["choose", str(answer_id)]:
                self.choose(answer_id)
            case ["answer", str(promise)]:
                self.answer(promise)
            case _:
                raise ValueError(f"no move {move!r}")

    def _walk(self) -> Generator[AgreementPage, str, None]:
        for rule in self.rules:
            yield from self._rule(rule)
            self.index += 1
        for statement in self.statements:
            yield from self._statement(statement)
            self.index += 1
        if self.not_yet:
            yield HelpPage(tuple(statement for statement in self.statements if statement.id in self.not_yet))
        elif not self.together:
            yield PadPage()

    def _rule(self, rule: Rule) -> Generator[AgreementPage, str, None]:
        words = rule.words.for_(self.key_stage)
        yield HearRule(rule, words, again=False)
        if rule.mini_choice:
            tries = 0
            while (yield self._mini(rule, words, rule.mini_choice, tries)) != "helpful":
                tries += 1
                yield HearRule(rule, words, again=True)

    def _statement(self, statement: Statement) -> Generator[AgreementPage, str, None]:
        words, picture = statement.words.for_(self.key_stage), statement.picture
        mini: Outcome = "first"
        for again in (False, True):
            if again:
                yield HonestPage(statement)
                words, picture = statement.again.for_(self.key_stage), statement.again_picture
            yield StatementPage(statement, words, picture, again)
            tries = 0
            while (yield self._mini(statement, words, statement.mini_choice, tries)) != "helpful":
                tries += 1
                mini = "again"
                yield StatementPage(statement, words, picture, again=True)
            promise = yield PromisePage(statement, words, picture, self._promises(statement), again)
            if promise != "not-sure":
                self.answers += (StatementAnswer(statement.id, promise, mini),)
                return
        self.answers += (StatementAnswer(statement.id, "not-yet", mini),)

    def _mini(self, subject: Rule | Statement, words: str, choice: MiniChoice, tries: int) -> MiniPage:
        tiles = [("helpful", choice.helpful), ("other", choice.unhelpful)]
        random.Random(f"{self.seed}:{subject.id}").shuffle(tiles)
        return MiniPage(subject, words, choice, tuple(tiles), tries)

    def _promises(self, statement: Statement) -> tuple[Promise, ...]:
        if self.key_stage == "ks2" and statement.id == READ_STATEMENT:
            return ("i-have-read", "i-have-listened", "not-sure")
        return (statement.answer, "not-sure")
