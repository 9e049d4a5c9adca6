"""Launches: a teacher starting lessons, the agreement, or both, for a class. At most one is open on a device."""

import uuid
from collections.abc import Iterable, Sequence

from kiosk.content.stamp import CHECK_INS, Stamp
from kiosk.records.database import Row, iso
from kiosk.records.enrolments import Enrolments
from kiosk.records.events import moment
from kiosk.records.faults import NotFound, StillOpen
from kiosk.records.rows import LaunchRow, Mode, StaffRow

_LAUNCH = """
    select l.id, l.class_id, l.agreement, l.wording_sha256, l.mode, l.state, l.started_at, l.early_taps,
        c.title as class_title, c.key_stage, c.school_year, c.signs, s.id as staff_id, s.name as staff_name, s.role
    from launch l join class c on c.id = l.class_id join staff s on s.id = l.staff_id
"""


class Launches(Enrolments):
    """Starting, pausing and ending. The open launch survives a restart."""

    def launch(
        self,
        class_id: str,
        lessons: Sequence[Stamp],
        agreement: bool,
        mode: Mode,
        by: StaffRow,
        *,
        wording_sha256: str | None = None,
        only: Sequence[str] = (),
    ) -> LaunchRow:
        """Start for a class. `wording_sha256`: the agreement's wording, kept before; without it, the one in force.

        `only`: the ids of those who are to catch up; without it, it is for everybody.

        Raises StillOpen while another launch is running or paused.
        """
        if not lessons and not agreement:
            raise ValueError("a launch is a lesson, the agreement, or both")
        if mode == "whole-class" and only:
            raise ValueError("who catches up does so one at a time")
        if mode == "whole-class" and any(lesson.id in CHECK_INS for lesson in lessons):
            raise ValueError("a check-in is one pupil at a time")
        group = self.class_(class_id)
        open_now = self.current_launch()
        if open_now is not None:
            raise StillOpen(f"{open_now.class_title} is still open. End that lesson first.")
        launch_id = str(uuid.uuid4())
        if agreement and wording_sha256 is None:
            wording_sha256 = self._value("select sha256 from wording_now where key_stage = ?", group.key_stage)
        with self.transaction():
            self._insert(
                "launch",
                id=launch_id,
                class_id=class_id,
                agreement=int(agreement),
                wording_sha256=wording_sha256 if agreement else None,
                mode=mode,
                state="running",
                started_at=iso(self._moment()[0]),
                staff_id=by.id,
            )
            launch = {"id": launch_id, "class_id": class_id}
            for pupil_id in only:
                self._insert("launch_pupil", launch_id=launch_id, pupil_id=pupil_id)
            for position, lesson in enumerate(lessons):
                self._keep_content(lesson)
                self._insert(
                    "launch_lesson",
                    launch_id=launch_id,
                    position=position,
                    lesson_id=lesson.id,
                    lesson_title=lesson.title,
                    content_sha256=lesson.sha256,
                )
                self._event(
                    "launched",
                    launch,
                    mode=mode,
                    lesson_id=lesson.id,
                    lesson_title=lesson.title,
                    content_sha256=lesson.sha256,
                )
            if agreement:
                version = self._value("select version from agreement_version where sha256 = ?", wording_sha256)
                self._event("launched", launch, mode=mode, content_sha256=wording_sha256, agreement_version=version)
            self._log("launch", by, launch_id=launch_id, class_id=class_id, mode=mode)
        return self._launch_row(self._launch(launch_id))

    def current_launch(self) -> LaunchRow | None:
        """The launch that is running or paused, if there is one."""
        row = self._row(f"{_LAUNCH} where l.state <> 'ended'")
        return self._launch_row(row) if row else None

    def pause(self, launch_id: str) -> None:
        """The names go away; places are kept. Pausing twice is pausing once."""
        self._move(launch_id, "running", "paused", "paused")

    def resume(self, launch_id: str) -> None:
        """Back to the names."""
        self._move(launch_id, "paused", "running", "resumed")

    def away(self, launch_id: str, pupil_ids: Iterable[str]) -> None:
        """These pupils, and no others, are away."""
        launch = self._open(launch_id)
        with self.transaction():
            self._write("delete from absence where launch_id = ?", launch["id"])
            self._keep_absent(launch_id, pupil_ids)

    def skip(self, launch_id: str, pupil_id: str) -> None:
        """This pupil was called and is not there: the others are called first."""
        self._open(launch_id)
        with self.transaction():
            self._write(
                "insert or replace into skipped (launch_id, pupil_id, nth) "
                "select ?1, ?2, coalesce(max(nth), 0) + 1 from skipped where launch_id = ?1",
                launch_id,
                pupil_id,
            )

    def end(self, launch_id: str, absent: Iterable[str] = (), *, taught: Iterable[str] | None = None) -> None:
        """The launch is over. `absent` joins those that are away already: they are to catch up.

        In whole-class mode everybody else in the class is recorded as taught what the class has taken to its end here;
        `taught` names the lessons instead, where the teacher knows better. Ending twice is ending once.
        """
        launch = self._launch(launch_id)
        if launch["state"] == "ended":
            return
        with self.transaction():
            self._keep_absent(launch_id, absent)
            if launch["mode"] == "whole-class":
                self._keep_taught(launch, set(taught) if taught is not None else None)
            self._write("delete from place where launch_id = ?", launch_id)
            self._write("update launch set state = 'ended' where id = ?", launch_id)
            self._event("ended", launch, mode=launch["mode"])

    def launched_lessons(self) -> frozenset[str]:
        """The ids of all that was ever launched, whether it is still taught or not."""
        return frozenset(row["lesson_id"] for row in self.query("select distinct lesson_id from launch_lesson"))

    def _keep_taught(self, launch: Row, taught: set[str] | None) -> None:
        present = self.query(
            "select e.pupil_id from enrolment e where e.class_id = ? and e.to_on is null and not exists "
            "(select 1 from absence a where a.launch_id = ? and a.pupil_id = e.pupil_id)",
            launch["class_id"],
            launch["id"],
        )
        together = {
            row["lesson_id"]
            for row in self.query(
                "select lesson_id from live_event where launch_id = ? and verb = 'completed' and pupil_id is null",
                launch["id"],
            )
        }
        given = [
            row for row in self._lessons(launch["id"]) if row["lesson_id"] in (together if taught is None else taught)
        ]
        if launch["agreement"] and None in together:  # the rules heard together; signing is still to come
            given.append({"content_sha256": launch["wording_sha256"]})
        for told in given:
            for row in present:
                self._event("taught", launch, mode="whole-class", pupil_id=row["pupil_id"], **told)

    def _keep_early_taps(self, launch_id: str, n: int) -> None:
        self._write("update launch set early_taps = early_taps + ? where id = ?", n, launch_id)

    def _keep_absent(self, launch_id: str, pupil_ids: Iterable[str]) -> None:
        for pupil_id in pupil_ids:
            self._write(
                "insert into absence (launch_id, pupil_id) values (?, ?) on conflict do nothing", launch_id, pupil_id
            )

    def _keep_content(self, lesson: Stamp) -> None:
        """A lesson version's text, once, under its hash."""
        self._write(
            "insert into content_version (sha256, lesson_id, title, text, kept_at) values (?, ?, ?, ?, ?) "
            "on conflict (sha256) do nothing",
            lesson.sha256,
            lesson.id,
            lesson.title,
            lesson.text,
            iso(self._moment()[0]),
        )

    def _move(self, launch_id: str, before: str, after: str, verb: str) -> None:
        launch = self._open(launch_id)
        if launch["state"] == before:
            with self.transaction():
                self._write("update launch set state = ? where id = ?", after, launch_id)
                self._event("paused" if verb == "paused" else "resumed", launch, mode=launch["mode"])

    def _launch(self, launch_id: str) -> Row:
        row = self._row(f"{_LAUNCH} where l.id = ?", launch_id)
        if row is None:
            raise NotFound("There is no such launch. Start the lesson again.")
        return row

    def _open(self, launch_id: str) -> Row:
        row = self._launch(launch_id)
        if row["state"] == "ended":
            raise NotFound("This lesson has ended. Start it again.")
        return row

    def _lessons(self, launch_id: str) -> list[Row]:
        return self.query(
            "select lesson_id, lesson_title, content_sha256 from launch_lesson where launch_id = ? order by position",
            launch_id,
        )

    def _launch_row(self, row: Row) -> LaunchRow:
        lessons = self._lessons(row["id"])
        return LaunchRow(
            id=row["id"],
            class_id=row["class_id"],
            class_title=row["class_title"],
            key_stage=row["key_stage"],
            lesson_ids=tuple(lesson["lesson_id"] for lesson in lessons),
            lesson_titles=tuple(lesson["lesson_title"] for lesson in lessons),
            agreement=bool(row["agreement"]),
            mode=row["mode"],
            state=row["state"],
            started_at=moment(row["started_at"]),
            by=StaffRow(row["staff_id"], row["staff_name"], row["role"]),
        )
