"""What comes of an outcome: what is saved, and which screen is next. Turns are here; the staff in `room` and `desk`.

A pupil's screen that says something was kept is only ever made after the store has committed it. When the store could
not keep something, the pupil sees "Not saved", nothing has moved on, and "Try again" does the same again.
"""

import logging
import math
import random
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from kiosk.content.model import Book, CheckIn, Playable, Story
from kiosk.content.school import worded
from kiosk.flow.house import House
from kiosk.flow.pages import Run, languages, moves, screen
from kiosk.flow.slow import Slow
from kiosk.journey import agreement as promises
from kiosk.journey.agreement import AgreementRun
from kiosk.journey.check_in import CheckInRun
from kiosk.journey.lesson import LessonRun
from kiosk.journey.play import Move, PlayPage
from kiosk.journey.run import StateMismatch
from kiosk.journey.signature import Signature
from kiosk.journey.story import StoryRun
from kiosk.records.codes import check_code
from kiosk.records.faults import BadCode, BadName, NotSaved, StoreFault
from kiosk.records.passwords import MISSES
from kiosk.records.rows import (
    Answer,
    Comfort,
    LaunchRow,
    PlaceRow,
    PupilRow,
    Refused,
    Role,
    Signing,
    StaffRow,
)
from kiosk.records.rows import Promise as SaidPromise
from kiosk.records.school import SettingUp
from kiosk.records.staff import RecoveryTry, Try
from kiosk.records.store import Store
from kiosk.scenes import (
    ask_teacher,
    asking,
    carry_on,
    class_done,
    comfort,
    consequence,
    depends,
    first_run,
    is_this_you,
    names,
    new_code,
    not_saved,
    notice,
    password,
    promise,
    recovery,
    resting,
    sign_in,
    sign_pad,
    still_there,
    talk_it_through,
    tell_adult,
    thanks,
    trail,
)
from kiosk.scenes.page import AskedForAdult, Back, Next, NotMe, Progress, PupilPage, Says, Who
from kiosk.scenes.playing import InPlay, Played
from kiosk.scenes.staff import StaffPage
from kiosk.ui.scene import Keep, Leave, Outcome, Scene

if TYPE_CHECKING:
    from kiosk.flow.room import StaffRoom

log = logging.getLogger(__name__)

SIGNED_IN = 15 * 60.0
"""How long one sign-in lasts at most, in seconds."""
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


class Flow:
    """Where the program is. `closed` once somebody who may has closed it."""

    def __init__(self, store: Store, book: Book, house: House, seed: int) -> None:
        self.store = store
        self._came = book
        self.book = self._worded()
        self.house = house
        self.closed = False
        self._seeds = random.Random(seed)
        self._scene: Scene
        self._under: list[Scene] = []
        """Screens that something lies over: "Tell an adult", "Are you still there?", the sign-in."""
        self._room: StaffRoom | None = None
        self._turn: Turn | None = None
        self._failed: Outcome | None = None
        self._trial: Try | None = None
        """A code that is being compared."""
        self._setting_up: SettingUp | None = None
        """A school whose first codes are being hashed."""
        self._now = 0.0

    # ------------------------------------------------------------ what the app asks

    @property
    def comfort(self) -> Comfort:
        """How whoever is here sees, hears and works the screen best."""
        if isinstance(self._scene, comfort.HowILikeIt):
            return self._scene.comfort
        return self._turn.comfort if self._turn is not None else self.house.comfort

    def first(self, now: float) -> Scene:
        self._now = now
        return self._show(first_run.FirstRun(_fault) if self.store.is_new else self._rest())

    def after(self, outcome: Outcome, now: float) -> Scene:
        """Save what came of the screen and give the next one."""
        self._now = now
        turn = self._turn
        before = turn.run.state() if turn and turn.run else None
        try:
            return self._show(self._after(outcome))
        except StoreFault as fault:
            log.error("not saved: %s", fault.sentence)
            if turn is None or isinstance(self._scene, StaffPage):
                title = "That was not saved" if isinstance(fault, NotSaved) else "That was not done"
                return self._show(notice.Notice(title, (fault.sentence,)))
            if before is not None and turn.place is not None:
                self._resume(turn, turn.place, before)
            if outcome != Leave(not_saved.TryAgain()):
                self._failed = outcome
            return self._show(not_saved.NotSaved(turn.says, turn.who))

    def corner_held(self, now: float) -> Scene:
        """Staff only: everything else goes on from where it was."""
        self._now = now
        if self._room is not None or self.store.is_new or isinstance(self._scene, sign_in.SignIn):
            return self._scene
        return self._over(sign_in.SignIn(self.store.staff()))

    @property
    def signed_out_at(self) -> float:
        """When staff are signed out whatever they do, in seconds of the app's clock."""
        return self._room.began + SIGNED_IN if self._room is not None else math.inf

    def still_there(self, now: float) -> Scene:
        if isinstance(self._scene, still_there.StillThere):
            return self._scene
        return self._over(still_there.StillThere(self._scene, self._says))

    def left_alone(self, now: float) -> Scene:
        """Nobody is there any more: no name stays on the screen, nobody stays signed in."""
        self._now = now
        names_shown = isinstance(self._scene, names.Names)
        self._room = self._turn = None
        self._under.clear()
        self._keep_safe()
        return self._show(self._rest() if names_shown else self._home())

    def _keep_safe(self) -> None:
        """The day's copy of the records, where there is none yet, while nobody waits for the screen."""
        from kiosk.records import backup

        try:
            backup.daily(self.store, self.house.backups)
        except StoreFault as fault:
            log.error("no copy was made: %s", fault.sentence)

    def likely(self) -> Iterator[tuple[str, Scene]]:
        """The screens that one tap may lead to, by the key of what is tapped: for whoever gets them ready. They are the
        names, what a name leads to, and the pages of the lesson or the agreement. Nothing is changed, and none of them
        is ever shown."""
        turn = self._turn
        if self._under or self._room is not None:
            return
        if turn is None or isinstance(self._scene, thanks.Thanks):
            yield from self._likely_between()
        elif turn.run is None:
            yield from self._likely_first(turn)
        else:
            yield from self._likely_next(turn, turn.run)

    def _likely_between(self) -> Iterator[tuple[str, Scene]]:
        current = self.store.current_launch()
        if current is None or current.state != "running":
            return
        match self._scene:
            case names.Names(turns=rows):
                for row in rows:
                    turn = self._turn_of(current, row.pupil)
                    yield f"pupil-{row.pupil.id}", self._suits(self._asked_who(turn), turn.comfort)
            case resting.Resting() if not self._together(current):
                yield "start", self._names(current)
            case thanks.Thanks():
                yield "finish", self._names(current)

    def _likely_first(self, turn: Turn) -> Iterator[tuple[str, Scene]]:
        match self._scene:
            case is_this_you.IsThisYou() if turn.launch.key_stage == "ks2":
                yield "yes", self._suits(self._password(turn))
            case is_this_you.IsThisYou():
                yield "yes", self._begins(turn, set(self._done(turn)))
            case password.Password():
                # The third picture leads there, whichever it is.
                yield f"picture-{password.NINE[0]}", self._begins(turn, set(self._done(turn)))

    def _likely_next(self, turn: Turn, run: Run) -> Iterator[tuple[str, Scene]]:
        assert turn.place is not None
        done = {*self._done(turn), turn.lesson.id if turn.lesson else None}
        if isinstance(self._scene, carry_on.CarryOnPage):
            yield "carry-on", self._suits(self._page(turn))
        elif isinstance(run.page, promises.PadPage):
            yield "done", self._begins(replace(turn, signed=True), done, place=False)
        else:
            state = run.state()
            for key, move in moves(run.page, self._scene).items():
                try:
                    moved = self._run(turn, turn.place, {**state, "moves": [*state["moves"], move]})
                except StateMismatch:
                    # A screen of the turn that is not the run's: nothing leads on from there.
                    return
                if not moved.finished:
                    yield key, self._suits(self._screen(turn, moved))
                elif not isinstance(moved, AgreementRun):
                    yield key, self._begins(turn, done, place=False)

    def _begins(self, turn: Turn, done: set[str | None], *, place: bool = True) -> Scene:
        """The screen that the turn begins, or ends, with when so much is done. `place`: a kept one comes first."""
        ahead = replace(turn, run=None, place=None, lesson=None)
        if place and self._resumed(ahead):
            return self._suits(self._carried_on(ahead))
        left = self._left(ahead, done)
        if not left or self._held_up(ahead, left):
            return self._suits(self._ended(ahead, left))
        ahead.lesson = left[0]
        return self._suits(self._screen(ahead, self._run(ahead, NOWHERE, None)))

    # ------------------------------------------------------------ one outcome

    def _after(self, outcome: Outcome) -> Scene:
        match outcome:
            case Keep(Played(move, early_taps)) if self._turn is not None:
                return self._played(self._turn, move, early_taps)
            case Keep(comfort.Chose(pupil_id, chosen)):
                self.store.set_comfort(pupil_id, chosen)
                return self._scene
            case Leave(is_this_you.HowILike()) if self._turn is not None:
                return self._over(self._how_i_like_it(self._turn))
            case Leave(Back()) if isinstance(self._scene, comfort.HowILikeIt) and self._turn is not None:
                return self._suited(self._turn, self._scene.comfort)
            case Keep(event) if self._room is not None:
                return self._room.keep(event)
            case Leave(AskedForAdult()):
                school, turn = self.store.school(), self._turn
                together = turn is not None and turn.who.together
                return self._over(
                    tell_adult.TellAdult(
                        self._says, school.safeguarding_lead, childline=self.house.childline, together=together
                    )
                )
            case Leave(NotMe()):
                assert self._turn is not None and self._turn.pupil is not None
                return self._over(is_this_you.IsThisYou(self._says, self._turn.who, started=True))
            case Leave(Back() | still_there.StillHere() | sign_in.Close()) if self._under:
                return self._under.pop()
            case Leave(not_saved.TryAgain()):
                assert self._failed is not None
                return self._after(self._failed)
            case Leave(sign_in.TriedCode(staff_id, code)):
                return self._try(staff_id, code)
            case Leave(sign_in.Checked()):
                return self._tried()
            case Leave(sign_in.Lost(staff_id)):
                person = next(person for person in self.store.staff() if person.id == staff_id)
                return new_code.NewCode(person, self._code_fault, with_sealed=True)
            case Leave(new_code.Chosen(passphrase, sealed)) if sealed:
                return self._recover(passphrase, sealed)
            case Leave(new_code.Kept()):
                return self._recovered()
            case Leave(new_code.Stop()) if self._room is None:
                return self._under.pop() if self._under else self._home()
            case Leave(first_run.SetUpDone(first)):
                return self._set_up(first)
            case Leave(first_run.Hashed()):
                return self._begin_school()
            case Leave(result) if self._room is not None:
                return self._staff_after(self._room, result)
            case Leave(Next()) if isinstance(self._scene, notice.Notice):
                # A sign-in that could not be kept: nobody is signed in. A turn under it goes on.
                if self._turn is not None and self._under:
                    return self._under.pop()
                self._under.clear()
                return self._home()
            case Leave(result) if self._turn is not None:
                return self._turn_after(self._turn, result)
            case Leave(resting.Touched() | ask_teacher.Back()):
                return self._touched() if isinstance(outcome.result, resting.Touched) else self._rest()
            case Leave(names.Picked(pupil_id)):
                return self._pick(pupil_id)
            case Leave(Next()) if isinstance(self._scene, recovery.Recovery):
                return sign_in.SignIn(self.store.staff())
        raise TypeError(f"{type(self._scene).__name__} ended with {outcome!r}, which leads nowhere")

    # ------------------------------------------------------------ between turns

    def _rest(self) -> Scene:
        current = self.store.current_launch()
        open_ = current is not None and current.state == "running"
        rules = tuple(rule for rule in self.book.rules.values() if rule.id.startswith(("ks1-", "ks2-")))
        return resting.Resting(self._says, rules, note="" if open_ else self.house.note)

    def _home(self) -> Scene:
        """The names of an open class, the class's own page, or the resting screen."""
        current = self.store.current_launch()
        if current is None or current.state != "running":
            return self._rest()
        return self._start(self._class_turn(current)) if self._together(current) else self._names(current)

    def _names(self, current: LaunchRow) -> Scene:
        just_done = self._scene.pupil_id if isinstance(self._scene, thanks.Thanks) else ""
        return names.Names(Says(self.book, current.key_stage), tuple(self.store.turns(current.id)), just_done)

    def _together(self, current: LaunchRow) -> bool:
        """Whether it is the whole class's turn."""
        return current.mode == "whole-class" and not self._signing(current)

    def _signing(self, current: LaunchRow) -> bool:
        """Whether a class that has heard the rules together has come to signing them, one by one."""
        heard = current.mode == "whole-class" and None in self.store.done(current.id, None)
        return heard and self.store.class_(current.class_id).signs

    def _touched(self) -> Scene:
        current = self.store.current_launch()
        if current is None or current.state != "running":
            return ask_teacher.AskTeacher(self._says, paused=current is not None)
        return self._home()

    def _pick(self, pupil_id: str) -> Scene:
        current = self.store.current_launch()
        if current is None or current.state != "running":
            return self._rest()
        pupil = next(turn.pupil for turn in self.store.turns(current.id) if turn.pupil.id == pupil_id)
        self._turn = self._turn_of(current, pupil)
        return self._asked_who(self._turn)

    def _turn_of(self, current: LaunchRow, pupil: PupilRow) -> Turn:
        suits = self.store.comfort(pupil.id) or self.house.comfort
        return Turn(
            current,
            pupil,
            Who(pupil.shown_name, pupil.avatar),
            Says(self.book, current.key_stage, suits.language),
            self._now,
            suits,
            misses=self.store.password_misses(pupil.id) if pupil.has_password else 0,
        )

    def _asked_who(self, turn: Turn) -> Scene:
        return is_this_you.IsThisYou(turn.says, turn.who, started=False)

    # ------------------------------------------------------------ a turn

    def _turn_after(self, turn: Turn, result: object) -> Scene:
        match result:
            case is_this_you.No():
                return self._not_me(turn)
            case is_this_you.Yes() if self._under:
                return self._under.pop()
            case is_this_you.Yes() if turn.launch.key_stage == "ks2":
                return self._password(turn)
            case is_this_you.Yes():
                return self._start(turn)
            case password.Chose(pictures):
                assert turn.pupil is not None
                self.store.set_password(turn.pupil.id, pictures)
                return self._start(turn)
            case password.Entered(pictures):
                assert turn.pupil is not None
                if self.store.check_password(turn.pupil.id, pictures):
                    return self._start(turn)
                turn.misses += 1
                return self._password(turn)
            case password.GaveUp():
                return self._leave_turn()
            case carry_on.CarryOn():
                page = self._page(turn)
                if isinstance(page, PupilPage):
                    # What was heard on the page before was heard another day.
                    page.hear_again()
                return page
            case carry_on.StartAgain():
                assert turn.place is not None
                self._begin(turn, turn.lesson)
                return self._page(turn)
            case thanks.Finished():
                return self._leave_turn()
            case talk_it_through.Understood() if turn.run is None:
                return self._leave_turn()
            case class_done.NowSign():
                return self._leave_turn()
        return self._moved(turn, result)

    def _moved(self, turn: Turn, result: object) -> Scene:
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
                return self._page(turn)
            case asking.Chose(answer_id), AgreementRun():
                run.choose(answer_id)
            case promise.Promised(answer_id), AgreementRun():
                run.answer(answer_id)
            case sign_pad.Signed(mark), AgreementRun():
                return self._signed(turn, run, mark)
            case _:
                raise TypeError(f"{result!r} does not belong to {type(run.page).__name__}")
        if run.finished:
            return self._finished(turn)
        self.store.keep_place(place.attempt_id, run.state())
        return self._page(turn)

    def _played(self, turn: Turn, move: Move, early_taps: int) -> Scene:
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
        scene = self._scene
        if isinstance(scene, InPlay) and isinstance(run.page, PlayPage) and scene.stays(run.page):
            scene.went(run.page)
            return self._scene
        return self._page(turn)

    def _begun(self, turn: Turn, place: PlaceRow) -> None:
        if place.attempt_id not in turn.done:
            turn.done.append(place.attempt_id)

    def _finished(self, turn: Turn) -> Scene:
        """The lesson, or the agreement without a mark, has come to its end."""
        run, place = turn.run, turn.place
        assert run is not None and place is not None
        seconds = round(self._now - turn.began)
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
        return self._start(turn)

    def _signed(self, turn: Turn, run: AgreementRun, mark: Signature) -> Scene:
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
        return self._start(turn)

    def _start(self, turn: Turn) -> Scene:
        """The next thing that this launch has for the pupil, or the end of the turn."""
        self._turn = turn
        turn.began = self._now
        if turn.place is None and self._resumed(turn):
            return self._carried_on(turn)
        left = self._left(turn, self._done(turn))
        if not left or self._held_up(turn, left):
            return self._ended(turn, left)
        self._begin(turn, left[0])
        return self._page(turn)

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
            return self._page(turn)
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
            self._resume(turn, place, dict(place.state))
        except (StateMismatch, KeyError):
            log.info("a kept place no longer fits its lesson, which has been edited since")
            return False
        return True

    def _resume(self, turn: Turn, place: PlaceRow, state: dict[str, object]) -> None:
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

    def _how_i_like_it(self, turn: Turn) -> Scene:
        assert turn.pupil is not None
        return comfort.HowILikeIt(turn.says, turn.who, turn.pupil.id, turn.comfort, languages(self.book))

    def _suited(self, turn: Turn, chosen: Comfort) -> Scene:
        """Back from what a pupil likes: what lies under it is told in the pupil's language from now on."""
        self._under.pop()
        if chosen.language != turn.comfort.language:
            turn.says = Says(self.book, turn.launch.key_stage, chosen.language)
            if self._under and turn.run is not None:
                self._under[-1] = self._page(turn)
        turn.comfort = chosen
        return is_this_you.IsThisYou(turn.says, turn.who, started=bool(self._under))

    def _not_me(self, turn: Turn) -> Scene:
        """What was done under the wrong name is voided, never handed on. What another turn left half-way stays."""
        for attempt_id in turn.done:
            self.store.undo(attempt_id, "wrong name")
        return self._leave_turn()

    def _leave_turn(self) -> Scene:
        self._turn = None
        self._under.clear()
        return self._home()

    def _class_turn(self, current: LaunchRow) -> Turn:
        who = Who(current.class_title, together=True)
        return Turn(current, None, who, Says(self.book, current.key_stage), self._now, self.house.comfort)

    def _page(self, turn: Turn) -> Scene:
        """The screen of the page that the run is on."""
        assert turn.run is not None
        return self._screen(turn, turn.run)

    def _screen(self, turn: Turn, run: Run) -> Scene:
        title = turn.lesson.title if turn.lesson else ""
        return screen(run, turn.says, turn.who, self.book.rules, title, self.house.pause_seconds)

    # ------------------------------------------------------------ staff

    def _try(self, staff_id: str, code: str) -> Scene:
        """The try is counted and on the disk before it is compared, beside the thread that draws."""
        page = self._scene
        assert isinstance(page, sign_in.SignIn)
        trial = self.store.begin_try(staff_id, "sign-in" if self._room is None else "check")
        if isinstance(trial, Refused):
            return page.refuse(trial)
        self._trial = trial
        page.check(Slow(lambda: trial.verify(code)).done)
        return page

    def _tried(self) -> Scene:
        page, trial = self._scene, self._trial
        assert isinstance(page, sign_in.SignIn) and isinstance(trial, Try)
        self._trial = None
        answer = self.store.end_try(trial)
        if isinstance(answer, Refused):
            return page.refuse(answer)
        return self._room.confirmed() if self._room is not None else self._signed_in(answer)

    def _recover(self, passphrase: str, sealed: str) -> Scene:
        page = self._scene
        assert isinstance(page, new_code.NewCode)
        try:
            trial = self.store.begin_recovery(passphrase)
        except BadCode as fault:
            return new_code.NewCode(page.person, self._code_fault, with_sealed=True, refused=fault.sentence)
        if isinstance(trial, Refused):
            return self._not_recovered(page, trial)
        self._trial = trial
        page.wait(Slow(lambda: trial.verify(sealed)).done)
        return page

    def _recovered(self) -> Scene:
        page, trial = self._scene, self._trial
        assert isinstance(page, new_code.NewCode) and isinstance(trial, RecoveryTry)
        self._trial = None
        answer = self.store.end_recovery(trial)
        if isinstance(answer, Refused):
            return self._not_recovered(page, answer)
        return recovery.Recovery(answer, self.store.school().name)

    def _not_recovered(self, page: new_code.NewCode, refused: Refused) -> Scene:
        left = refused.tries_left
        wait = math.ceil(refused.wait_s / 60)
        minutes = "minute" if wait == 1 else "minutes"
        told = (
            f"That is not the sealed code. {left} {'try' if left == 1 else 'tries'} left."
            if left
            else f"Too many tries. Wait {wait} {minutes}, then try again."
        )
        return new_code.NewCode(page.person, self._code_fault, with_sealed=True, refused=told)

    def _code_fault(self, code: str, role: Role, name: str) -> str:
        return _fault(code, role, name, self.store.school().name)

    def _signed_in(self, staff: StaffRow) -> Scene:
        # What only staff need is not read before any of them is here: the first picture waits for none of it.
        from kiosk.flow.room import StaffRoom

        self._room = StaffRoom(self.store, self.book, self.house, staff, self._now)
        self._turn = None
        self._under.clear()
        return self._room.first(self._code_fault)

    def _worded(self) -> Book:
        """The lessons, with the words of *tell an adult* that are the safeguarding lead's."""
        return self._came if self.store.is_new else worded(self._came, self.store.school().tell_words)

    def _staff_after(self, room: "StaffRoom", result: object) -> Scene:
        scene = room.after(result)
        self.closed = room.closing
        if scene is None:
            self._room = None
            self.book = self._worded()
            return self._home()
        return scene

    def _set_up(self, first: first_run.SetUp) -> Scene:
        """All of it is looked at; the codes are hashed beside the thread that draws."""
        page = self._scene
        assert isinstance(page, first_run.FirstRun)
        try:
            self._setting_up = setting_up = self.store.begin_set_up(first)
        except (BadCode, BadName) as fault:
            # All that was typed stays on the screen, to be put right or tried again.
            return page.refused(fault.sentence)
        page.wait(Slow(setting_up.hash_codes).done)
        return page

    def _begin_school(self) -> Scene:
        page, setting_up = self._scene, self._setting_up
        assert isinstance(page, first_run.FirstRun) and setting_up is not None
        try:
            code = self.store.end_set_up(setting_up)
        except NotSaved as fault:
            return page.refused(fault.sentence)
        self._setting_up = None
        self._signed_in(next(person for person in self.store.staff() if person.role == "lead"))
        return recovery.Recovery(code, self.store.school().name)

    # ------------------------------------------------------------ showing

    @property
    def _says(self) -> Says:
        if self._turn is not None:
            return self._turn.says
        current = self.store.current_launch() if not self.store.is_new else None
        return Says(self.book, current.key_stage if current else "ks1")

    def _over(self, scene: Scene) -> Scene:
        self._under.append(self._scene)
        return self._show(scene)

    def _show(self, scene: Scene) -> Scene:
        self._scene = scene
        return self._suits(scene)

    def _suits(self, scene: Scene, suits: Comfort | None = None) -> Scene:
        """The screen as somebody likes it: whoever is here, where nobody is named."""
        suits = suits or self.comfort
        scene.still, scene.letters = suits.still, suits.text_scale
        return scene


def _fault(code: str, role: Role, name: str, school: str) -> str:
    """What is wrong with a code that somebody is making up, or nothing: what the records will say when it is kept."""
    try:
        check_code(code, role, name, school)
    except BadCode as fault:
        return fault.sentence
    return ""
