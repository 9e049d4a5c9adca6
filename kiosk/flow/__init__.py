"""What comes of an outcome: which screen is next. Pupils are in `turns`; the staff in `room` and `desk`.

A pupil's screen that says something was kept is only ever made after the store has committed it. When the store could
not keep something, the pupil sees "Not saved", nothing has moved on, and "Try again" does the same again.
"""

import logging
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.content.model import Book
from kiosk.content.school import worded
from kiosk.flow.house import House
from kiosk.flow.pages import languages
from kiosk.flow.slow import SOON, Slow
from kiosk.flow.turns import Turn, Turns
from kiosk.records.codes import check_code
from kiosk.records.faults import BadCode, BadName, NotSaved, StoreFault
from kiosk.records.rows import (
    Comfort,
    LaunchRow,
    Refused,
    Role,
    StaffRow,
)
from kiosk.records.school import SettingUp
from kiosk.records.staff import RecoveryTry, Try
from kiosk.records.store import Store
from kiosk.scenes import (
    ask_teacher,
    comfort,
    first_run,
    is_this_you,
    names,
    new_code,
    not_saved,
    notice,
    recovery,
    resting,
    sign_in,
    still_there,
    tell_adult,
    thanks,
)
from kiosk.scenes.page import AskedForAdult, Back, Next, NotMe, Says
from kiosk.scenes.playing import Played
from kiosk.scenes.staff import StaffPage
from kiosk.ui.scene import Keep, Leave, Outcome, Scene

if TYPE_CHECKING:
    from kiosk.flow.room import StaffRoom

log = logging.getLogger(__name__)

SIGNED_IN = 15 * 60.0
"""How long one sign-in lasts at most, in seconds."""


class Flow:
    """Where the program is. `closed` once somebody who may has closed it."""

    def __init__(self, store: Store, book: Book, house: House, seed: int) -> None:
        self.store = store
        self._came = book
        self.house = house
        self.closed = False
        self._turns = Turns(store, self._worded(), house, seed)
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
        self._between = house.comfort
        """How the screen is while nobody's turn has begun."""
        self._keeping: Slow[None] | None = None
        """The day's copy, which may be being made."""
        self._now = 0.0

    # ------------------------------------------------------------ what the app asks

    @property
    def book(self) -> Book:
        return self._turns.book

    @property
    def comfort(self) -> Comfort:
        """How whoever is here sees, hears and works the screen best."""
        if isinstance(self._scene, comfort.HowILikeIt):
            return self._scene.comfort
        return self._turn.comfort if self._turn is not None else self._between

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
                self._turns.resume(turn, turn.place, before)
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
        """The day's copy of the records, where there is none yet, while nobody waits for the screen. Whoever walks up
        to it meanwhile does not wait for the copy either; staff, who might erase what is in it, do."""
        from kiosk.records import backup

        def daily() -> None:
            try:
                backup.daily(self.store, self.house.backups)
            except StoreFault as fault:
                log.error("no copy was made: %s", fault.sentence)

        if self._keeping is None or self._keeping.done():
            self._keeping = Slow(daily)
            self._keeping.done(SOON)

    def likely(self) -> Iterator[tuple[str, Scene]]:
        """The screens that one tap may lead to, by the key of what is tapped: for whoever gets them ready. They are the
        names, what a name leads to, and the pages of the lesson or the agreement. Nothing is changed, and none of them
        is ever shown."""
        turn = self._turn
        if self._under or self._room is not None:
            return
        if turn is not None and not isinstance(self._scene, thanks.Thanks):
            for key, scene in self._turns.likely(turn, self._scene):
                yield key, self._suits(scene)
            return
        current = self._open()
        if current is None:
            return
        match self._scene:
            case names.Names(turns=rows):
                for row in rows:
                    turn = self._turns.of(current, row.pupil, self._now)
                    yield f"pupil-{row.pupil.id}", self._suits(self._turns.ask(turn), turn.comfort)
            case resting.Resting() if not self._turns.together(current):
                yield "start", self._names(current)
            case thanks.Thanks():
                yield "finish", self._names(current)

    # ------------------------------------------------------------ one outcome

    def _after(self, outcome: Outcome) -> Scene:
        match outcome:
            case Keep(Played(move, early_taps)) if self._turn is not None:
                return self._turns.played(self._turn, move, early_taps, self._scene)
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
            case Leave(is_this_you.Yes()) if self._under:
                return self._under.pop()
            case Leave(result) if self._turn is not None:
                scene = self._turns.after(self._turn, result, self._now)
                return scene if scene is not None else self._leave_turn()
            case Leave(resting.Touched() | ask_teacher.Back()):
                return self._touched() if isinstance(outcome.result, resting.Touched) else self._rest()
            case Leave(names.Picked(pupil_id)):
                return self._pick(pupil_id)
            case Leave(Next()) if isinstance(self._scene, recovery.Recovery):
                return sign_in.SignIn(self.store.staff())
        raise TypeError(f"{type(self._scene).__name__} ended with {outcome!r}, which leads nowhere")

    # ------------------------------------------------------------ between turns

    def _open(self) -> LaunchRow | None:
        """What is open for pupils: nothing while it is paused."""
        current = self.store.current_launch()
        return current if current is not None and current.state == "running" else None

    def _rest(self) -> Scene:
        rules = tuple(rule for rule in self.book.rules.values() if rule.id.startswith(("ks1-", "ks2-")))
        return resting.Resting(self._says, rules, note="" if self._open() is not None else self.house.note)

    def _home(self) -> Scene:
        """The names of an open class, the class's own page, or the resting screen."""
        current = self._open()
        if current is None:
            return self._rest()
        if not self._turns.together(current):
            return self._names(current)
        self._turn = self._turns.of_class(current, self._now)
        return self._turns.start(self._turn, self._now)

    def _names(self, current: LaunchRow) -> Scene:
        just_done = self._scene.pupil_id if isinstance(self._scene, thanks.Thanks) else ""
        return names.Names(Says(self.book, current.key_stage), tuple(self.store.turns(current.id)), just_done)

    def _touched(self) -> Scene:
        current = self.store.current_launch()
        if current is None or current.state != "running":
            return ask_teacher.AskTeacher(self._says, paused=current is not None)
        return self._home()

    def _pick(self, pupil_id: str) -> Scene:
        current = self._open()
        if current is None:
            return self._rest()
        pupil = next(turn.pupil for turn in self.store.turns(current.id) if turn.pupil.id == pupil_id)
        self._turn = self._turns.of(current, pupil, self._now)
        return self._turns.ask(self._turn)

    # ------------------------------------------------------------ a turn

    def _how_i_like_it(self, turn: Turn) -> Scene:
        assert turn.pupil is not None
        return comfort.HowILikeIt(turn.says, turn.who, turn.pupil.id, turn.comfort, languages(self.book))

    def _suited(self, turn: Turn, chosen: Comfort) -> Scene:
        """Back from what a pupil likes: what lies under it is told in the pupil's language from now on."""
        self._under.pop()
        if chosen.language != turn.comfort.language:
            turn.says = Says(self.book, turn.launch.key_stage, chosen.language)
            if self._under and turn.run is not None:
                self._under[-1] = self._turns.page(turn)
        turn.comfort = chosen
        return is_this_you.IsThisYou(turn.says, turn.who, started=bool(self._under))

    def _leave_turn(self) -> Scene:
        self._turn = None
        self._under.clear()
        return self._home()

    # ------------------------------------------------------------ staff

    def _try(self, staff_id: str, code: str) -> Scene:
        """The try is counted and on the disk before it is compared, beside the thread that draws."""
        page = self._scene
        assert isinstance(page, sign_in.SignIn)
        trial = self.store.begin_try(staff_id, "sign-in" if self._room is None else "check")
        if isinstance(trial, Refused):
            return page.refuse(trial)
        self._trial = trial
        page.wait(Slow(lambda: trial.verify(code)).done, sign_in.Checked())
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
        page.wait(Slow(lambda: trial.verify(sealed)).done, new_code.Kept())
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

        if self._keeping is not None:
            self._keeping.done(within=60.0)
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
            self._turns.book = self._worded()
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
        page.wait(Slow(setting_up.hash_codes).done, first_run.Hashed())
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
        if isinstance(scene, resting.Resting | names.Names):
            self._between = self._called()
        return self._suits(scene)

    def _called(self) -> Comfort:
        """The house's, with the switch of whoever is called next: without it they could not come to their name."""
        if isinstance(self._scene, names.Names):
            called = self._scene.next_up
        else:
            current = self._open()
            rows = self.store.turns(current.id) if current is not None else ()
            called = next((row.pupil for row in rows if row.next_up), None)
        theirs = self.store.comfort(called.id) if called is not None else None
        if theirs is None or theirs.switch == "off":
            return self.house.comfort
        return replace(self.house.comfort, switch=theirs.switch)

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
