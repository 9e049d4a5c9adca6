"""The staff room: what a teacher or the lead does with a class's lesson while signed in."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.content.cycle import Near, near, planned
from kiosk.content.model import Book, Playable
from kiosk.flow.desk import DeskWork
from kiosk.flow.house import House
from kiosk.flow.pages import languages
from kiosk.flow.slow import meanwhile
from kiosk.records import backup, reports
from kiosk.records.faults import StoreFault
from kiosk.records.rows import AgreementText, LaunchRow, StaffNotice, StaffRow
from kiosk.records.store import Store
from kiosk.scenes import absent, catch_up, comfort, launch, live, new_code, notice, witness
from kiosk.scenes.lesson_list import Marked, said_days
from kiosk.scenes.page import Back, Next, Says, Who
from kiosk.scenes.staff import GoTo, SignOut, Teach
from kiosk.ui.scene import Scene


class StaffRoom:
    """Somebody who is signed in, from then until they sign out. `closing`: they have closed the kiosk."""

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow, began: float) -> None:
        self.store = store
        self.book = book
        self.house = house
        self.staff = staff
        self.began = began
        """When they signed in, in seconds of the app's clock."""
        self._desk = DeskWork(store, book, house, staff) if staff.role == "lead" else None
        self._ending = False
        self._unread: list[StaffNotice] = []

    @property
    def closing(self) -> bool:
        return self._desk is not None and self._desk.closing

    def first(self, fault: new_code.Fault) -> Scene:
        """Where somebody who has just signed in begins: a code that was handed out is changed, the lead is told."""
        if self.staff.choose_code:
            return new_code.NewCode(self.staff, fault)
        self._unread = self.store.notices(self.staff)
        if self._unread:
            return notice.Notice("Since you last signed in", tuple(each.text for each in self._unread))
        return self.home()

    def confirmed(self) -> Scene:
        """It is still them: on with what waited for that."""
        assert self._desk is not None
        return self._desk.confirmed()

    def home(self) -> Scene:
        if self.store.current_launch() is not None:
            return self._live()
        return self._desk.home() if self._desk is not None else self._launch()

    def after(self, result: object) -> Scene | None:
        """The screen after that result; None once they have signed out."""
        if self._desk is not None and (isinstance(result, Teach) or result in _ROOM):
            self._desk.at = None
        match result:
            case SignOut() | live.BackToPupils():
                return None
            case GoTo("start"):
                return self._launch()
            case Teach(class_id, lesson_id):
                page = self._launch()
                page.propose(class_id, lesson_id)
                return page
            case GoTo("live"):
                return self._live()
            case GoTo("catch-up"):
                return self._catch_up()
            case catch_up.Start(class_id, lesson_ids, agreement, pupil_ids):
                self._open(class_id, lesson_ids, agreement, "individual", pupil_ids)
                return None
            case launch.Start(class_id, lesson_ids, agreement, mode):
                self._open(class_id, lesson_ids, agreement, mode)
                return None
            case live.WitnessNow():
                return self._witness()
            case live.EndLesson():
                return self._end()
            case live.ScreenAndSound(pupil_id):
                return self._comfort(pupil_id)
            case absent.Away(pupil_ids):
                current = self.store.current_launch()
                assert current is not None
                return self._closed(current, pupil_ids)
            case witness.Saw(signature_ids):
                self.store.witness(signature_ids, self.staff)
                return self._end() if self._ending else self._live()
            case witness.Later():
                return self._end(witnessed=True) if self._ending else self._live()
            case new_code.Chosen(code):
                self.store.set_code(self.staff.id, code, self.staff)
                self.staff = replace(self.staff, choose_code=False)
                return notice.Notice("Your code is kept", ("From now on you sign in with it.",))
            case new_code.Stop():
                return None
            case notice.Over(then) if self._desk is None or self._desk.at is None:
                return then()
            case Next() | Back():
                self._ending = False
                if self._unread:
                    self.store.notices_seen(self.staff, self._unread)
                    self._unread = []
                if self._desk is not None and self._desk.at is not None:
                    return None if self._desk.at.over else self._desk.back()
                return self.home()
        if self._desk is not None:
            return self._desk.after(result)
        raise TypeError(f"{result!r} is not a teacher's to do")

    def keep(self, event: object) -> Scene:
        """Something is saved and the screen stays, showing it."""
        if self._desk is not None and (scene := self._desk.keep(event)) is not None:
            return scene
        staff, current = self.staff, self.store.current_launch()
        assert current is not None
        match event:
            case live.Pause():
                self.store.pause(current.id)
            case live.Resume():
                self.store.resume(current.id)
            case live.SetAway(pupil_ids):
                self.store.away(current.id, pupil_ids)
            case live.ResetPassword(pupil_id):
                self.store.reset_password(pupil_id, staff)
            case live.TalkedThrough(pupil_id):
                self.store.talked_through(current.id, pupil_id, staff)
            case live.Skip(pupil_id):
                self.store.skip(current.id, pupil_id)
            case live.UndoTurn(pupil_id):
                place = self.store.place(current.id, pupil_id)
                if place is not None:
                    self.store.undo(place.attempt_id, "undone by the teacher")
            case _:
                raise TypeError(f"nothing keeps {event!r}")
        return self._live()

    def _launch(self) -> launch.Launch:
        given = reports.given(self.store)
        classes, school = self.store.classes(), self.store.school()
        plans = {
            group.id: [
                lesson_id
                for each in planned(
                    self.book, group.year_groups, school.cycle_year, school.half_term, key_stage=group.key_stage
                )
                if (lesson_id := f"{group.key_stage}-check-in" if each.kind == "check-in" else each.playable_id)
            ]
            for group in classes
        }
        playable = tuple(self.book.playable.values())
        current = self.store.current_launch()
        running = current.class_title if current else ""
        soon = [self._marked(each, playable) for each in near(self.book, self.store.today())]
        return launch.Launch(self.staff, classes, playable, running, given=given, planned=plans, marked=soon)

    def _marked(self, each: Near, playable: Sequence[Playable]) -> Marked:
        about = (
            frozenset(lesson.id for lesson in playable if each.takes(lesson)) if each.occasion.strands else frozenset()
        )
        return Marked(each.occasion.title, said_days(each.first, each.last), about)

    def _live(self) -> Scene:
        current = self.store.current_launch()
        if current is None:
            return self._launch()
        waiting = sum(signature.witnessed_by is None for signature in self.store.signatures(current.id))
        return live.Live(self.staff, current, tuple(self.store.turns(current.id)), waiting)

    def _catch_up(self) -> Scene:
        """What the book no longer holds cannot be caught up."""
        classes = self.store.classes()
        missed = {
            group.id: [
                row
                for row in reports.catch_up(self.store, group.id)
                if row.lesson_id is None or row.lesson_id in self.book.playable
            ]
            for group in classes
        }
        running = self.store.current_launch() is not None
        return catch_up.CatchUp(self.staff, classes, missed, running=running)

    def _comfort(self, pupil_id: str) -> Scene:
        current = self.store.current_launch()
        assert current is not None
        pupil = next(turn.pupil for turn in self.store.turns(current.id) if turn.pupil.id == pupil_id)
        says, who = Says(self.book, current.key_stage), Who(pupil.shown_name, pupil.avatar)
        now = self.store.comfort(pupil_id) or self.house.comfort
        scene = comfort.HowILikeIt(says, who, pupil_id, now, languages(self.book))
        scene.idle = "staff"
        return scene

    def _witness(self) -> Scene:
        current = self.store.current_launch()
        assert current is not None
        unseen = tuple(s for s in self.store.signatures(current.id) if s.witnessed_by is None)
        return witness.Witness(self.staff, current, unseen)

    def _open(
        self,
        class_id: str,
        lesson_ids: Sequence[str],
        agreement: bool,
        mode: launch.Mode,
        only: Sequence[str] = (),
    ) -> None:
        if agreement:
            stamp = self.book.agreement.stamp
            self.store.keep_version(AgreementText(self.book.agreement.version, stamp.sha256, stamp.text))
        stamps = [self.book.stamp(self.book.playable[lesson_id]) for lesson_id in lesson_ids]
        self.store.launch(class_id, stamps, agreement, mode, self.staff, only=only)

    def _end(self, *, witnessed: bool = False) -> Scene:
        """The signatures that nobody has witnessed yet come first; then a whole class's absentees are asked for."""
        current = self.store.current_launch()
        assert current is not None
        if not witnessed and any(s.witnessed_by is None for s in self.store.signatures(current.id)):
            self._ending = True
            return self._witness()
        if current.mode == "whole-class":
            return absent.Absent(self.staff, current, tuple(self.store.turns(current.id)))
        away = tuple(turn.pupil.id for turn in self.store.turns(current.id) if turn.status == "away")
        return self._closed(current, away)

    def _closed(self, current: LaunchRow, away: Sequence[str]) -> Scene:
        self._ending = False
        self.store.end(current.id, away)
        title, closed = "All recorded", f"{current.class_title} is closed."
        page = notice.Notice(title, (closed, "A copy of the records is being made and checked."))
        return meanwhile(page, self._copied, lambda copied: notice.Notice(title, (closed, copied)))

    def _copied(self) -> str:
        try:
            backup.copy(self.store, self.house.backups)
        except StoreFault as fault:
            return f"No copy of the records could be made. {fault.sentence}"
        return "A copy of the records was made and checked."


_ROOM = (GoTo("start"), GoTo("live"), GoTo("catch-up"))
"""The tabs that every teacher has."""
