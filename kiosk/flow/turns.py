"""Turns: a pupil's go at what a launch has for them, or a whole class's. What is kept of it, and its next screen."""

import logging
import random
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from uuid import uuid4

from kiosk.content.model import Book, CheckIn, Playable, Story
from kiosk.flow.house import House
from kiosk.flow.pages import Run, moves, screen
from kiosk.journey import agreement as promises
from kiosk.journey.agreement import AgreementRun
from kiosk.journey.check_in import CheckInRun
from kiosk.journey.lesson import LessonRun
from kiosk.journey.play import Move, PlayPage
from kiosk.journey.run import StateMismatch
from kiosk.journey.signature import Signature
from kiosk.journey.story import StoryRun
from kiosk.records.passwords import MISSES
from kiosk.records.rows import Answer, Comfort, LaunchRow, PlaceRow, PupilRow, Signing
from kiosk.records.rows import Promise as SaidPromise
from kiosk.records.store import Store
from kiosk.scenes import (
    asking,
    carry_on,
    class_done,
    consequence,
    depends,
    is_this_you,
    password,
    promise,
    sign_pad,
    talk_it_through,
    thanks,
    trail,
)
from kiosk.scenes.page import Next, Progress, PupilPage, Says, Who
from kiosk.scenes.playing import InPlay
from kiosk.ui.scene import Scene

log = logging.getLogger(__name__)

VISITS = 2
"""How often a pupil may go away not sure yet until an adult opens the agreement again."""
NOWHERE = PlaceRow("", "", None, None, 0, {})
"""A place to look at how something would begin."""


@dataclass
class Turn:
    """A pupil's go, or a class's: `pupil` is None then. `lesson` is None while it is at the agreement."""

    launch: LaunchRow
    pupil: PupilRow | None
    who: Who
    says: Says
    began: float
    comfort: Comfort
    misses: int = 0
    place: PlaceRow | None = None
    lesson: Playable | None = None
    run: Run | None = None
    signing_id: str = field(default_factory=lambda: str(uuid4()))
    signed: bool = False
    done: list[str] = field(default_factory=list)
    """The attempts in which something was done in this turn: one may go from the lesson on to the agreement."""
    unsure: bool = False
    """Went away not sure yet: the teacher goes through it first."""


class Turns:
    """Times are seconds of the app's clock. What the store could not keep is raised, as NotSaved: the turn has moved on
    by then, and `resume` puts it back."""

    def __init__(self, store: Store, book: Book, house: House, seed: int) -> None:
        self.store = store
        self.book = book
        self.house = house
        self._seeds = random.Random(seed)

    # ------------------------------------------------------------ whose turn it is

    def of(self, current: LaunchRow, pupil: PupilRow, now: float) -> Turn:
        suits = self.store.comfort(pupil.id) or self.house.comfort
        return Turn(
            current,
            pupil,
            Who(pupil.shown_name, pupil.avatar),
            Says(self.book, current.key_stage, suits.language),
            now,
            suits,
            misses=self.store.password_misses(pupil.id) if pupil.has_password else 0,
        )

    def of_class(self, current: LaunchRow, now: float) -> Turn:
        who = Who(current.class_title, together=True)
        return Turn(current, None, who, Says(self.book, current.key_stage), now, self.house.comfort)

    def ask(self, turn: Turn) -> Scene:
        return is_this_you.IsThisYou(turn.says, turn.who, started=False)

    def together(self, current: LaunchRow) -> bool:
        """Whether it is the whole class's turn."""
        return current.mode == "whole-class" and not self._signing(current)

    def _signing(self, current: LaunchRow) -> bool:
        """Whether a class that has heard the rules together has come to signing them, one by one."""
        heard = current.mode == "whole-class" and None in self.store.done(current.id, None)
        return heard and self.store.class_(current.class_id).signs

    # ------------------------------------------------------------ one result after the other

    def start(self, turn: Turn, now: float) -> Scene:
        """The next thing that this launch has for the pupil, or the end of the turn."""
        turn.began = now
        if turn.place is None and self._resumed(turn):
            return self._carried_on(turn)
        left = self._left(turn, self._done(turn))
        if not left or self._held_up(turn, left):
            return self._ended(turn, left)
        self._begin(turn, left[0])
        return self.page(turn)

    def after(self, turn: Turn, result: object, now: float) -> Scene | None:
        """The screen after that result; None once the turn is over."""
        match result:
            case is_this_you.No():
                # What was done under the wrong name is voided, never handed on. What another turn left half-way stays.
                for attempt_id in turn.done:
                    self.store.undo(attempt_id, "wrong name")
                return None
            case is_this_you.Yes() if turn.launch.key_stage == "ks2":
                return self._password(turn)
            case is_this_you.Yes():
                return self.start(turn, now)
            case password.Chose(pictures):
                assert turn.pupil is not None
                self.store.set_password(turn.pupil.id, pictures)
                return self.start(turn, now)
            case password.Entered(pictures):
                assert turn.pupil is not None
                if self.store.check_password(turn.pupil.id, pictures):
                    return self.start(turn, now)
                turn.misses += 1
                return self._password(turn)
            case carry_on.CarryOn():
                page = self.page(turn)
                if isinstance(page, PupilPage):
                    # What was heard on the page before was heard another day.
                    page.hear_again()
                return page
            case carry_on.StartAgain():
                assert turn.place is not None
                self._begin(turn, turn.lesson)
                return self.page(turn)
            case password.GaveUp() | thanks.Finished() | class_done.NowSign():
                return None
            case talk_it_through.Understood() if turn.run is None:
                return None
        return self._moved(turn, result, now)

    def _moved(self, turn: Turn, result: object, now: float) -> Scene:
        """A move in a lesson or in the agreement. Every move is kept, so that a turn survives the plug."""
        run, place = turn.run, turn.place
        assert run is not None and place is not None
        self._begun(turn, place)
        match result, run:
            case Next(), _ if isinstance(run.page, promises.PadPage):
                raise TypeError("the pad was left without a mark")
            case Next() | talk_it_through.Understood(), _:
                run.next()
            case consequence.ThinkAgain() | depends.Weighed(), LessonRun():
                run.think_again()
            case trail.WentBack(node_id), StoryRun():
                run.go_back(node_id)
            case asking.Chose(answer_id, early_taps), LessonRun() | StoryRun() | CheckInRun():
                chosen = run.choose(answer_id)
                answer = Answer(chosen.question_id, answer_id, chosen.tries, chosen.misconception, chosen.first)
                self.store.answered(place.attempt_id, answer, state=run.state(), early_taps=early_taps)
                return self.page(turn)
            case asking.Chose(answer_id), AgreementRun():
                run.choose(answer_id)
            case promise.Promised(answer_id), AgreementRun():
                run.answer(answer_id)
            case sign_pad.Signed(mark), AgreementRun():
                return self._signed(turn, run, mark, now)
            case _:
                raise TypeError(f"{result!r} does not belong to {type(run.page).__name__}")
        if run.finished:
            return self._finished(turn, now)
        self.store.keep_place(place.attempt_id, run.state())
        return self.page(turn)

    def played(self, turn: Turn, move: Move, early_taps: int, scene: Scene) -> Scene:
        """Something was done on a page. A screen that is in play goes on with the next page of its step."""
        run, place = turn.run, turn.place
        assert isinstance(run, LessonRun) and place is not None
        self._begun(turn, place)
        chosen = run.play(*move)
        if chosen is None:
            self.store.keep_place(place.attempt_id, run.state())
        else:
            answer = Answer(chosen.question_id, chosen.answer_id, chosen.tries, chosen.misconception, chosen.first)
            self.store.answered(place.attempt_id, answer, state=run.state(), early_taps=early_taps)
        if isinstance(scene, InPlay) and isinstance(run.page, PlayPage) and scene.stays(run.page):
            scene.went(run.page)
            return scene
        return self.page(turn)

    def _begun(self, turn: Turn, place: PlaceRow) -> None:
        if place.attempt_id not in turn.done:
            turn.done.append(place.attempt_id)

    def _finished(self, turn: Turn, now: float) -> Scene:
        """The lesson, or the agreement without a mark, has come to its end."""
        run, place = turn.run, turn.place
        assert run is not None and place is not None
        seconds = round(now - turn.began)
        match run:
            case LessonRun():
                self.store.complete(place.attempt_id, seconds)
            case StoryRun() | CheckInRun():
                self.store.complete(place.attempt_id, seconds, steps=run.steps)
            case AgreementRun() if run.not_yet:
                self.store.not_yet(place.attempt_id, run.not_yet)
                turn.unsure = True
            case AgreementRun():
                self.store.complete(place.attempt_id, seconds)
        turn.run = turn.place = turn.lesson = None
        return self.start(turn, now)

    def _signed(self, turn: Turn, run: AgreementRun, mark: Signature, now: float) -> Scene:
        assert turn.place is not None
        # How the rules were taken in is kept as `heard`; as an answer to the statement it is a plain "I know".
        answers: tuple[tuple[str, SaidPromise, str | None], ...] = tuple(
            (given.statement_id, "i-will" if given.answer == "i-will" else "i-know", given.mini)
            for given in run.answers
        )
        signing = Signing(
            turn.signing_id,
            run.heard,
            answers,
            run.agreement.stamp.sha256,
            strokes=mark.strokes,
            mark_kind=mark.kind,
            mark_name=mark.name,
        )
        self.store.sign(turn.place.attempt_id, signing)
        turn.signed = True
        turn.run = turn.place = turn.lesson = None
        return self.start(turn, now)

    def _done(self, turn: Turn) -> Set[str | None]:
        return self.store.done(turn.launch.id, turn.pupil.id if turn.pupil else None)

    def _left(self, turn: Turn, done: Set[str | None]) -> list[Playable | None]:
        """What this launch still has for whoever is at it, in its order: lessons, and last the agreement as None."""
        # What the class does together a pupil does not do again: what is left is to sign.
        together = turn.pupil is not None and turn.launch.mode == "whole-class"
        lesson_ids = () if together else turn.launch.lesson_ids
        left: list[Playable | None] = [
            self.book.playable[id_] for id_ in lesson_ids if id_ not in done and id_ in self.book.playable
        ]
        if turn.launch.agreement and None not in done and not turn.unsure:
            left.append(None)
        return left

    def _held_up(self, turn: Turn, left: list[Playable | None]) -> bool:
        """Whether the agreement is next and an adult talks it through with the pupil first."""
        return left[0] is None and turn.pupil is not None and self.store.not_yet_visits(turn.pupil.id) >= VISITS

    def _carried_on(self, turn: Turn) -> Scene:
        assert turn.run is not None
        if turn.pupil is None or turn.run.index == 0:
            return self.page(turn)
        return carry_on.CarryOnPage(turn.says, turn.who, Progress(turn.run.index, turn.run.total))

    def _ended(self, turn: Turn, left: list[Playable | None]) -> Scene:
        if left:
            return talk_it_through.TalkItThrough(turn.says, turn.who)
        if turn.pupil is None:
            return class_done.ClassDone(turn.says, turn.who, then_sign=self._signing(turn.launch))
        return thanks.Thanks(turn.says, turn.who, signed=turn.signed, pupil_id=turn.pupil.id)

    def _begin(self, turn: Turn, lesson: Playable | None) -> None:
        stamp = self.book.stamp(lesson) if lesson else None
        pupil_id = turn.pupil.id if turn.pupil else None
        seed = self._seeds.getrandbits(32)
        if isinstance(lesson, CheckIn):
            assert stamp is not None and pupil_id is not None
            place = self.store.begin_check_in(turn.launch.id, pupil_id, stamp, seed)
        else:
            place = self.store.begin(turn.launch.id, pupil_id, stamp, seed)
        turn.place = place
        turn.lesson = lesson
        turn.run = self._run(turn, place, None)
        turn.done.append(place.attempt_id)

    def _resumed(self, turn: Turn) -> bool:
        """Whether the turn goes on from a place that was kept: this pupil's own, and of the words as they are now."""
        place = self.store.place(turn.launch.id, turn.pupil.id if turn.pupil else None)
        if place is None or not place.state:
            return False
        try:
            self.resume(turn, place, dict(place.state))
        except (StateMismatch, KeyError):
            log.info("a kept place no longer fits its lesson, which has been edited since")
            return False
        return True

    def resume(self, turn: Turn, place: PlaceRow, state: dict[str, object]) -> None:
        turn.lesson = self.book.playable[place.lesson_id] if place.lesson_id else None
        turn.run = self._run(turn, place, state)
        turn.place = place

    def _run(self, turn: Turn, place: PlaceRow, state: dict[str, object] | None) -> Run:
        if isinstance(turn.lesson, Story):
            return StoryRun(turn.lesson, place.seed, state)
        if isinstance(turn.lesson, CheckIn):
            assert turn.pupil is not None
            asked = self.store.asked_form(turn.launch.id, turn.pupil.id, turn.lesson.id)
            return CheckInRun(turn.lesson, asked.form, asked.again, place.seed, state)
        if turn.lesson is not None:
            return LessonRun(turn.lesson, place.seed, state)
        agreement = self.book.agreement
        heard = turn.pupil is not None and (
            self._signing(turn.launch) or self.store.heard_rules(turn.pupil.id, agreement.stamp.sha256)
        )
        return AgreementRun(
            agreement, turn.launch.key_stage, place.seed, class_part=not heard, state=state, together=turn.pupil is None
        )

    def _password(self, turn: Turn) -> Scene:
        assert turn.pupil is not None
        if turn.misses >= MISSES:
            return password.AskTeacherForHelp(turn.says, turn.who)
        task: password.Task = "enter" if turn.pupil.has_password else "choose"
        return password.Password(turn.says, turn.who, task, misses=turn.misses)

    def page(self, turn: Turn) -> Scene:
        """The screen of the page that the run is on."""
        assert turn.run is not None
        return self._screen(turn, turn.run)

    def _screen(self, turn: Turn, run: Run) -> Scene:
        title = turn.lesson.title if turn.lesson else ""
        return screen(run, turn.says, turn.who, self.book.rules, title, self.house.pause_seconds)

    # ------------------------------------------------------------ looking ahead

    def likely(self, turn: Turn, scene: Scene) -> Iterator[tuple[str, Scene]]:
        """The screens that one tap on this one may lead to, by the key of what is tapped. Nothing is changed."""
        if turn.run is not None:
            yield from self._likely_next(turn, turn.run, scene)
            return
        match scene:
            case is_this_you.IsThisYou() if turn.launch.key_stage == "ks2":
                yield "yes", self._password(turn)
            case is_this_you.IsThisYou():
                yield "yes", self._begins(turn)
            case password.Password():
                # The third picture leads there, whichever it is.
                yield f"picture-{password.NINE[0]}", self._begins(turn)

    def _likely_next(self, turn: Turn, run: Run, scene: Scene) -> Iterator[tuple[str, Scene]]:
        assert turn.place is not None
        if isinstance(scene, carry_on.CarryOnPage):
            yield "carry-on", self.page(turn)
        elif isinstance(run.page, promises.PadPage):
            yield "done", self._begins(replace(turn, signed=True), after=True)
        else:
            state = run.state()
            for key, move in moves(run.page, scene).items():
                try:
                    moved = self._run(turn, turn.place, {**state, "moves": [*state["moves"], move]})
                except StateMismatch:
                    # A screen of the turn that is not the run's: nothing leads on from there.
                    return
                if not moved.finished:
                    yield key, self._screen(turn, moved)
                elif not isinstance(moved, AgreementRun):
                    yield key, self._begins(turn, after=True)

    def _begins(self, turn: Turn, *, after: bool = False) -> Scene:
        """The screen that `start` will give: now, or `after` what the turn is at is done too."""
        ahead = replace(turn, run=None, place=None, lesson=None)
        if not after and self._resumed(ahead):
            return self._carried_on(ahead)
        at = {turn.lesson.id if turn.lesson else None} if after else set()
        left = self._left(ahead, self._done(turn) | at)
        if not left or self._held_up(ahead, left):
            return self._ended(ahead, left)
        ahead.lesson = left[0]
        return self._screen(ahead, self._run(ahead, NOWHERE, None))
