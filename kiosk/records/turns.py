"""Turns: one pupil's go within a launch, and the place that is kept when it is left half-way.

An attempt is one go at one lesson, or at the agreement. While it is unfinished it has a `place`; what it did is in the
list of events either way. A whole class at the front has attempts too: of no pupil, so that nothing there is anybody's.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kiosk.content.stamp import CHECK_INS, Form, Stamp
from kiosk.records import terms
from kiosk.records.database import Row
from kiosk.records.faults import NotFound
from kiosk.records.launches import Launches
from kiosk.records.rows import Answer, AskedForm, Mode, PlaceRow, PupilRow, TurnRow, TurnStatus

_NO_PUPIL = "pupil_id is ?"  # `is` finds null as well: the whole class


class Turns(Launches):
    """Beginning, answering, finishing, and undoing a go under the wrong name."""

    def turns(self, launch_id: str) -> list[TurnRow]:
        """Everybody in the class, or those who catch up, by shown name, with how far they are in this launch.

        Where pupils come one at a time, one of those who are to come is next: who was skipped comes last.
        """
        launch = self._launch(launch_id)
        finished = self._finished(launch)
        begun = self._pupils_with(launch, "attempted", "completed", "agreed")
        not_sure = self._not_sure(launch)
        away = {row["pupil_id"] for row in self.query("select pupil_id from absence where launch_id = ?", launch_id)}
        needed = self._needed(launch)

        def status(pupil: PupilRow) -> TurnStatus:
            done = finished.get(pupil.id, set())
            if needed and needed <= done:
                return "done"
            if pupil.id in not_sure and None not in done:
                return "not-sure"
            if pupil.id in away:
                return "away"
            return "part-way" if pupil.id in begun else "to-come"

        only = {
            row["pupil_id"] for row in self.query("select pupil_id from launch_pupil where launch_id = ?", launch_id)
        }
        rows = [
            TurnRow(pupil, status(pupil)) for pupil in self.pupils(launch["class_id"]) if not only or pupil.id in only
        ]
        skipped = {
            row["pupil_id"]: row["nth"]
            for row in self.query("select pupil_id, nth from skipped where launch_id = ?", launch_id)
        }
        to_come = [row for row in rows if row.status == "to-come"]
        one_at_a_time = launch["mode"] == "individual" or None in finished.get(None, set())
        if one_at_a_time and to_come:
            called = min(to_come, key=lambda row: skipped.get(row.pupil.id, 0))
            rows = [replace(row, next_up=row is called) for row in rows]
        return rows

    def done(self, launch_id: str, pupil_id: str | None) -> frozenset[str | None]:
        """The ids of the lessons that this pupil (None: the whole class together) has done in this launch, and None for
        the agreement. A pupil who has signed the launch's wording this school year has nothing left to sign.
        """
        return frozenset(self._finished(self._launch(launch_id)).get(pupil_id, set()))

    def begin(self, launch_id: str, pupil_id: str | None, lesson: Stamp | None, seed: int) -> PlaceRow:
        """A fresh attempt, at the agreement where `lesson` is None, by the whole class where `pupil_id` is.

        An unfinished attempt at the same thing gives way to it ("Start again"); its answers stay in the list.
        """
        return self._begin(launch_id, pupil_id, lesson, seed, None)

    def begin_check_in(self, launch_id: str, pupil_id: str, check_in: Stamp, seed: int) -> PlaceRow:
        """A fresh attempt at a check-in, in the form that is this pupil's now: its event keeps which."""
        form = self.asked_form(launch_id, pupil_id, check_in.id).form
        return self._begin(launch_id, pupil_id, check_in, seed, form)

    def asked_form(self, launch_id: str, pupil_id: str, check_in_id: str) -> AskedForm:
        """Half the class begins the school year with form A, half with form B, and each time they change over.

        By the order in which pupils came into the class, so that a joiner moves nobody; what a pupil began with stays,
        in whichever class.
        """
        launch = self._launch(launch_id)
        kept = self.query(
            "select verb, response from live_event where pupil_id = ? and school_year = ? "
            "and verb in ('attempted', 'completed') and lesson_id = ? order by seq",
            pupil_id,
            launch["school_year"],
            check_in_id,
        )
        forms = [row["response"] for row in kept if row["verb"] == "attempted"]
        times = sum(row["verb"] == "completed" for row in kept)
        earlier = self._value(
            "select count(*) from enrolment where class_id = ?1 and id < "
            "(select max(id) from enrolment where class_id = ?1 and pupil_id = ?2)",
            launch["class_id"],
            pupil_id,
        )
        begins_with_a = forms[0] == "form-a" if forms else int(earlier) % 2 == 0
        return AskedForm("form-a" if begins_with_a == (times % 2 == 0) else "form-b", times > 0)

    def _begin(
        self, launch_id: str, pupil_id: str | None, lesson: Stamp | None, seed: int, form: Form | None
    ) -> PlaceRow:
        launch = self._open(launch_id)
        attempt_id = str(uuid.uuid4())
        told = _told(lesson)
        with self.transaction():
            if lesson is not None:
                self._keep_content(lesson)
            self._write(
                f"delete from place where launch_id = ? and {_NO_PUPIL} and lesson_id is ?",
                launch_id,
                pupil_id,
                told["lesson_id"],
            )
            self._insert(
                "place",
                attempt_id=attempt_id,
                launch_id=launch_id,
                pupil_id=pupil_id,
                seed=str(seed),
                state="{}",
                **told,
            )
            self._event(
                "attempted",
                launch,
                mode=_mode(pupil_id),
                pupil_id=pupil_id,
                attempt_id=attempt_id,
                response=form,
                **told,
            )
        return PlaceRow(attempt_id, launch_id, pupil_id, told["lesson_id"], seed, {})

    def keep_place(self, attempt_id: str, state: Mapping[str, Any]) -> None:
        """Where the attempt is, as JSON values. Raises NotFound once it is finished."""
        self._place(attempt_id)
        with self.transaction():
            self._keep_state(attempt_id, state)

    def place(self, launch_id: str, pupil_id: str | None) -> PlaceRow | None:
        """This pupil's own unfinished attempt, the latest if there are two. Never anybody else's."""
        row = self._row(
            f"select * from place where launch_id = ? and {_NO_PUPIL} order by rowid desc limit 1", launch_id, pupil_id
        )
        if row is None:
            return None
        return PlaceRow(
            attempt_id=row["attempt_id"],
            launch_id=row["launch_id"],
            pupil_id=row["pupil_id"],
            lesson_id=row["lesson_id"],
            seed=int(row["seed"]),
            state=json.loads(row["state"]),
        )

    def answered(
        self, attempt_id: str, answer: Answer, *, state: Mapping[str, Any] | None = None, early_taps: int = 0
    ) -> None:
        """One answer; a first one that will be tried again is kept as well as the last. With it, in one piece, where
        the attempt is now (see `keep_place`) and the taps that came while the answers slept (see `GivenRow`).
        """
        place = self._place(attempt_id)
        with self.transaction():
            self._event_of(
                place,
                "answered",
                question_id=answer.question_id,
                response=answer.response,
                tries=answer.tries,
                misconception=answer.misconception,
                first_answer=int(answer.first),
            )
            if state is not None:
                self._keep_state(attempt_id, state)
            if early_taps:
                self._keep_early_taps(place["launch_id"], early_taps)

    def complete(self, attempt_id: str, duration_s: int, steps: Sequence[str] = ()) -> None:
        """The attempt is finished. `steps`: the ids of the screens that it passed, for a story its path.

        Finishing again, or finishing an agreement that was signed, adds nothing.
        """
        place = self._unfinished(attempt_id)
        if place is None:
            self._attempt(attempt_id)
            return
        with self.transaction():
            response = json.dumps(list(steps), ensure_ascii=False) if steps else None
            self._event_of(place, "completed", duration_s=max(0, duration_s), response=response)
            self._write("delete from place where attempt_id = ?", attempt_id)

    def undo(self, attempt_id: str, reason: str) -> None:
        """Take back an attempt that was begun under the wrong name: every row of it is voided by a new row, its
        signature with it, and nothing of it counts. Undoing twice is undoing once.
        """
        self._attempt(attempt_id)
        standing = self.query("select * from live_event where attempt_id = ? order by seq", attempt_id)
        with self.transaction():
            self._void(standing, reason)
            self._write("delete from place where attempt_id = ?", attempt_id)

    def _void(self, standing: Sequence[Row], reason: str) -> None:
        for event in standing:
            self._event(
                "voided",
                {"id": event["launch_id"], "class_id": event["class_id"]},
                mode=event["mode"],
                pupil_id=event["pupil_id"],
                attempt_id=event["attempt_id"],
                response=reason,
                voids=event["event_id"],
            )

    def _keep_state(self, attempt_id: str, state: Mapping[str, Any]) -> None:
        kept = json.dumps(state, ensure_ascii=False)
        self._write("update place set state = ? where attempt_id = ?", kept, attempt_id)

    def _finished(self, launch: Row) -> dict[str | None, set[str | None]]:
        """What each pupil has done in this launch, and under None the class together: lesson ids, None the agreement.

        An agreement is done when it is signed; the rules heard together are the class's part of it, not a pupil's. A
        check-in is done for the half-term: who catches up in a second launch of it is not joined by everybody.
        """
        finished: dict[str | None, set[str | None]] = {}
        for row in self.query(
            "select pupil_id, lesson_id from live_event where launch_id = ? and "
            "(verb = 'completed' or verb = 'taught' and lesson_id is not null)",
            launch["id"],
        ):
            finished.setdefault(row["pupil_id"], set()).add(row["lesson_id"])
        for check_in_id in {lesson["lesson_id"] for lesson in self._lessons(launch["id"])}.intersection(CHECK_INS):
            for row in self.query(
                "select pupil_id from live_event where verb = 'completed' and school_year = ? and term = ? "
                "and lesson_id = ? "
                "and pupil_id in (select pupil_id from enrolment where class_id = ? and to_on is null)",
                launch["school_year"],
                terms.half_term_on(self.today(), self._calendar(launch["school_year"])),
                check_in_id,
                launch["class_id"],
            ):
                finished.setdefault(row["pupil_id"], set()).add(check_in_id)
        if launch["agreement"]:
            for row in self.query(
                "select pupil_id from live_event where verb = 'agreed' and (launch_id = ? or "
                "(class_id = ? and school_year = ? and content_sha256 = ?))",
                launch["id"],
                launch["class_id"],
                launch["school_year"],
                launch["wording_sha256"],
            ):
                finished.setdefault(row["pupil_id"], set()).add(None)
        return finished

    def _needed(self, launch: Row) -> set[str | None]:
        """What makes a turn done. With the whole class at the front, a pupil's own part is to sign."""
        needed: set[str | None] = {None} if launch["agreement"] and launch["signs"] else set()
        if launch["mode"] == "individual" or not needed:
            needed |= {lesson["lesson_id"] for lesson in self._lessons(launch["id"])}
        return needed

    def _pupils_with(self, launch: Row, *verbs: str) -> set[str]:
        marks = ", ".join("?" * len(verbs))
        rows = self.query(
            f"select distinct pupil_id from live_event where launch_id = ? and verb in ({marks}) "
            "and pupil_id is not null",
            launch["id"],
            *verbs,
        )
        return {row["pupil_id"] for row in rows}

    def _not_sure(self, launch: Row) -> set[str]:
        """Who went away not sure yet, and whose teacher has not talked it through with them since."""
        rows = self.query(
            "select pupil_id, verb from live_event where launch_id = ? and verb in ('not-yet', 'talked-through') "
            "order by seq",
            launch["id"],
        )
        last = {row["pupil_id"]: row["verb"] for row in rows}
        return {pupil_id for pupil_id, verb in last.items() if verb == "not-yet"}

    def _event_of(self, place: Row, verb: Any, **told: object) -> str:
        """An event of an unfinished attempt, inside a transaction."""
        told = {"lesson_id": place["lesson_id"], "lesson_title": place["lesson_title"], **told}
        told.setdefault("content_sha256", place["content_sha256"])
        return self._event(
            verb,
            {"id": place["launch_id"], "class_id": place["class_id"]},
            mode=_mode(place["pupil_id"]),
            pupil_id=place["pupil_id"],
            attempt_id=place["attempt_id"],
            **told,
        )

    def _unfinished(self, attempt_id: str) -> Row | None:
        return self._row(
            "select p.*, l.class_id from place p join launch l on l.id = p.launch_id where p.attempt_id = ?", attempt_id
        )

    def _place(self, attempt_id: str) -> Row:
        row = self._unfinished(attempt_id)
        if row is None:
            raise NotFound("This go is finished. Start a new one.")
        return row

    def _attempt(self, attempt_id: str) -> None:
        if self._value("select count(*) from event where attempt_id = ?", attempt_id) == 0:
            raise NotFound("There is no such go in the records.")


def _told(lesson: Stamp | None) -> dict[str, str | None]:
    if lesson is None:
        return {"lesson_id": None, "lesson_title": None, "content_sha256": None}
    return {"lesson_id": lesson.id, "lesson_title": lesson.title, "content_sha256": lesson.sha256}


def _mode(pupil_id: str | None) -> Mode:
    """How this was done, whatever the launch: signing alone after a lesson together is individual."""
    return "whole-class" if pupil_id is None else "individual"
