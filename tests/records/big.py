"""A seeded school of any size and age, made straight in the tables: for measuring, and for looking at exports.

    PYTHONPATH=.:tests python -m records.big [YEARS]

makes 420 pupils and YEARS school years (6), and prints how many milliseconds of the processor each report takes: the
median of nine.
"""

import json
import random
import sqlite3
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from kiosk.content.stamp import Due
from kiosk.records import codes, seals, terms
from kiosk.records.rows import AgreementText
from kiosk.records.schema import EVENT_VERSION
from kiosk.records.store import Store

from .made import FIRST, Clock, open_store

YEAR_GROUPS = ("R", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6")
TREES = ("Oak", "Elm", "Ash", "Fir")
GIVEN = (
    "Aisha Amara Arjun Ben Chloe Daniel Ella Finn Grace Hamza Isla Jack Kofi Lily Mei Muhammad Nia Oliver Poppy Priya "
    "Rosie Sam Sofia Theo Uma Victor Willow Xander Yusuf Zara Zoë Siân Nguyễn Łukasz Ọlá"
).split()
FAMILY = "Khan Osei Price Nowak Hall O’Brien Williams Ahmed Evans Smith Patel Wójcik García Lee Brown Ali".split()
LESSONS = 21
CODES = ("press-to-see", "my-fault", "keep-the-secret", "small-detail-ok", "must-reply", "told-means-trouble")
WORDING = AgreementText(
    "2026-1",
    "a" * 64,
    json.dumps({"rules": [["e-1", "The school owns the network."]], "statements": [["agree-1", "I will take care."]]}),
)


@dataclass(frozen=True)
class Big:
    store: Store
    clock: Clock
    plans: dict[str, tuple[Due, ...]]


def build(
    folder: Path, *, years: int = 1, a_year: int = 2, size: int = 30, seed: int = 1, half_term: str = "Summer 2"
) -> Big:
    """`a_year` classes of `size` in each year group, taught up to `half_term` of 2026/27 and `years` - 1 before it."""
    clock = Clock(datetime(2026, 9, 2, 9, 0, tzinfo=UTC))
    with open_store(folder, clock) as store:
        store.set_up(FIRST)
        store.keep_version(WORDING)
        teacher = next(row.id for row in store.staff() if row.role == "teacher")
        device = store.query("select id from device")[0]["id"]
    with closing(sqlite3.connect(folder / "records.db")) as db:
        db.execute("pragma synchronous = off")
        writer = _Writer(db, random.Random(seed), teacher, device, a_year, size)
        for school_year in range(2027 - years + 1, 2028):
            writer.year(school_year, until=half_term if school_year == 2027 else "Summer 2")
        db.execute("analyze")
        seals.reseal(db)
        db.commit()
    halves = {half.name: half for half in terms.default_half_terms(2027)}
    clock.at = datetime.combine(halves[half_term].ends_on - timedelta(days=3), datetime.min.time(), UTC)
    clock.at += timedelta(hours=12)
    store = open_store(folder, clock)
    plans = {group.id: plan(group.key_stage) for group in store.classes()}
    return Big(store, clock, plans)


def plan(key_stage: str) -> tuple[Due, ...]:
    """24 things: the agreement, a check-in before and after, and 21 lessons over the six half-terms."""
    lessons = [
        Due(terms.NAMES[n * 6 // LESSONS], f"{key_stage}-lesson-{n + 1}", f"Lesson {n + 1}: think first")
        for n in range(LESSONS)
    ]
    check_in, agreement = f"{key_stage}-check-in", Due("Autumn 1", "agreement", "Our agreement")
    return (
        Due("Autumn 1", check_in, "Check-in"),
        agreement,
        *lessons,
        Due("Summer 2", check_in, "Check-in"),
    )


class _Writer:
    def __init__(
        self, db: sqlite3.Connection, chance: random.Random, teacher: str, device: str, a_year: int, size: int
    ) -> None:
        self.db = db
        self.chance = chance
        self.teacher = teacher
        self.device = device
        self.a_year = a_year
        self.size = size
        self.pupils: dict[tuple[int, int], list[str]] = {}
        """By the year in which they were in Reception, and the class of that year."""
        self.events: list[tuple[Any, ...]] = []
        self.n = 0

    def year(self, school_year: int, until: str) -> None:
        halves = terms.default_half_terms(school_year)
        self.halves = {half.name: half for half in halves}
        for place, group in enumerate(YEAR_GROUPS):
            for letter in range(self.a_year):
                class_id = self._class(school_year, group, letter)
                pupils = self._seated(class_id, school_year, group, (school_year - place, letter), halves[0].starts_on)
                self._taught(class_id, school_year, "ks1" if place < 3 else "ks2", pupils, until)
        self.db.executemany(_EVENT, self.events)
        self.events.clear()

    def _class(self, school_year: int, group: str, letter: int) -> str:
        class_id = self._id()
        stage = "ks1" if group in ("R", "Y1", "Y2") else "ks2"
        title = f"{group.removeprefix('Y')} {TREES[letter]}"
        self.db.execute(
            "insert into class (id, title, year_groups, key_stage, school_year, signs) values (?, ?, ?, ?, ?, 1)",
            (class_id, title, group, stage, school_year),
        )
        return class_id

    def _seated(self, class_id: str, school_year: int, group: str, cohort: tuple[int, int], from_on: date) -> list[str]:
        if cohort not in self.pupils:
            self.pupils[cohort] = [self._id() for _ in range(self.size)]
            for n, pupil_id in enumerate(self.pupils[cohort]):
                given = GIVEN[(n + cohort[0]) % len(GIVEN)]
                self.db.execute(
                    "insert into pupil (id, given_name, family_name, avatar) values (?, ?, ?, 'fox')",
                    (pupil_id, given, self.chance.choice(FAMILY)),
                )
        for pupil_id in self.pupils[cohort]:
            self.db.execute(
                "update enrolment set to_on = ? where pupil_id = ? and to_on is null", (from_on.isoformat(), pupil_id)
            )
            self.db.execute(
                "insert into enrolment (pupil_id, class_id, year_group, from_on) values (?, ?, ?, ?)",
                (pupil_id, class_id, group, from_on.isoformat()),
            )
        return self.pupils[cohort]

    def _taught(self, class_id: str, school_year: int, stage: str, pupils: list[str], until: str) -> None:
        last = terms.NAMES.index(until)
        for due in plan(stage):
            half = self.halves[due.half_term]
            if terms.NAMES.index(due.half_term) > last:
                break
            day = half.starts_on + timedelta(days=self.chance.randrange((half.ends_on - half.starts_on).days))
            at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=10)
            now = due.half_term == until
            if now and self.chance.random() < 0.3:
                continue  # not begun yet
            together = due.id.startswith(f"{stage}-lesson") and self.chance.random() < 0.3
            self._launch(class_id, school_year, due, at, pupils, together=together, rate=0.6 if now else 0.97)

    def _launch(
        self, class_id: str, school_year: int, due: Due, at: datetime, pupils: list[str], *, together: bool, rate: float
    ) -> None:
        launch_id, agreement = self._id(), due.id == "agreement"
        mode = "whole-class" if together else "individual"
        self.db.execute(
            "insert into launch (id, class_id, agreement, wording_sha256, mode, state, started_at, staff_id) "
            "values (?, ?, ?, ?, ?, 'ended', ?, ?)",
            (
                launch_id,
                class_id,
                int(agreement),
                WORDING.sha256 if agreement else None,
                mode,
                at.isoformat(),
                self.teacher,
            ),
        )
        sha = ("c" + due.id).ljust(64, "0")
        told = {"launch_id": launch_id, "class_id": class_id, "school_year": school_year, "term": due.half_term}
        if not agreement:
            self._content(due, sha)
            self.db.execute("insert into launch_lesson values (?, 0, ?, ?, ?)", (launch_id, due.id, due.title, sha))
            told |= {"lesson_id": due.id, "lesson_title": due.title}
        told["content_sha256"] = WORDING.sha256 if agreement else sha
        self._event("launched", at, mode=mode, **told)
        for n, pupil_id in enumerate(pupils):
            when = at + timedelta(minutes=7 * n)
            if self.chance.random() > rate:
                if self.chance.random() < 0.5:
                    self.db.execute("insert into absence values (?, ?)", (launch_id, pupil_id))
            elif together:
                self._event("taught", when, pupil_id=pupil_id, mode="whole-class", **told)
            else:
                self._go(pupil_id, when, due, told)
        self._event("ended", at + timedelta(hours=2), mode=mode, launch_id=launch_id, class_id=class_id,
                    school_year=school_year, term=due.half_term)  # fmt: skip

    def _go(self, pupil_id: str, at: datetime, due: Due, told: dict[str, Any]) -> None:
        told = {**told, "pupil_id": pupil_id, "attempt_id": self._id(), "mode": "individual"}
        if due.id == "agreement":
            self._sign(at, told)
            return
        check_in = due.id.endswith("check-in")
        before = due.half_term == "Autumn 1"
        self._event("attempted", at, response=("form-a" if before else "form-b") if check_in else None, **told)
        for n in range(len(CODES) if check_in else 8):
            wrong = self.chance.random() < ((0.45 - n * 0.05) if before else (0.2 - n * 0.02))
            self._event(
                "answered", at, question_id=f"q{n}", response="ask", tries=2 if wrong else 1,
                misconception=CODES[n % len(CODES)] if wrong else None, first_answer=1, **told,
            )  # fmt: skip
        self._event("completed", at, duration_s=240, **told)

    def _sign(self, at: datetime, told: dict[str, Any]) -> None:
        if self.chance.random() < 0.04:
            self._event("not-yet", at, question_id="agree-1", **told)
            return
        event_id = self._event(
            "agreed", at, agreement_version=WORDING.version, heard="read", response='[["agree-1", "i-will", "first"]]',
            **told,
        )  # fmt: skip
        strokes = json.dumps([[[100 + 20 * n, 400 + self.chance.randrange(200)] for n in range(40)]])
        self.db.execute("insert into signature values (?, ?, ?, 'signature', '')", (self._id(), event_id, strokes))
        self._event("witnessed", at, agreement_version=WORDING.version, **{**told, "response": self.teacher})
        if self.chance.random() < 0.74:
            gone = {"pupil_id": told["pupil_id"], "class_id": told["class_id"], "school_year": told["school_year"]}
            self._event("slip-returned", at + timedelta(days=3), term=told["term"], **gone)

    def _content(self, due: Due, sha: str) -> None:
        text: dict[str, Any] = {"lesson": {"id": due.id, "misconceptions": list(CODES)}}
        if due.id.endswith("check-in"):
            text["misconceptions"] = {
                code: {"meaning": code.replace("-", " ").capitalize(), "teach-next": f"Talk about {code}"}
                for code in CODES
            }
        self.db.execute(
            "insert into content_version values (?, ?, ?, ?, '2020-09-01') on conflict do nothing",
            (sha, due.id, due.title, json.dumps(text)),
        )

    def _event(self, verb: str, at: datetime, **told: Any) -> str:
        event_id = self._id()
        said = at.isoformat(timespec="milliseconds")
        row = {"event_id": event_id, "recorded_at": said, "occurred_at": said, "verb": verb, "device_id": self.device}
        self.events.append(tuple({**_EMPTY, **row, **told}.values()))
        return event_id

    def _id(self) -> str:
        self.n += 1
        return str(uuid.UUID(int=self.n, version=4))


_EMPTY: dict[str, Any] = {
    "event_id": "", "schema_version": EVENT_VERSION, "device_id": "", "recorded_at": "", "occurred_at": "",
    "clock_ok": 1, "launch_id": None, "school_year": 0, "term": "", "class_id": None, "pupil_id": None,
    "attempt_id": None, "verb": "", "lesson_id": None, "lesson_title": None, "content_sha256": None,
    "question_id": None, "response": None, "tries": None, "misconception": None, "agreement_version": None,
    "mode": None, "heard": None, "first_answer": None, "duration_s": None,
}  # fmt: skip
_EVENT = f"insert into event ({', '.join(_EMPTY)}) values ({', '.join('?' * len(_EMPTY))})"


def asked(big: Big) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every screen's report, for the whole school or for one class or pupil of it."""
    from kiosk.records import reports

    store, plans = big.store, big.plans
    group = store.classes()[-1]
    pupil = store.pupils(group.id)[0]
    yield "matrix, whole school", lambda: reports.matrices(store, plans)
    yield "matrix, one class", lambda: reports.class_matrix(store, group.id, plans[group.id])
    yield "counts", lambda: reports.counts(store, plans)
    yield "coverage", lambda: reports.cycle_coverage(store, plans)
    yield "signed by class", lambda: reports.not_signed(store)
    yield "agreement due", lambda: reports.agreement_due(store)
    yield "not sure", lambda: reports.not_sure(store)
    yield "slips", lambda: reports.slips(store)
    yield "class record", lambda: reports.class_record(store, group.id, plans[group.id])
    yield "catch up", lambda: reports.catch_up(store, group.id)
    yield "check-in, one class", lambda: reports.check_in(store, group.id)
    yield "check-in, whole school", lambda: reports.school_check_in(store)
    yield "one pupil", lambda: reports.pupil_record(store, pupil.id)
    yield "agreement versions", lambda: reports.agreement_versions(store)
    yield "access log", lambda: reports.access_log(store)
    yield "governors' page", lambda: reports.governors(store, plans)


def main(years: int = 6) -> None:
    codes.COST.update(time_cost=1, memory_cost=8, parallelism=1)
    with TemporaryDirectory() as folder:
        began = time.process_time()
        big = build(Path(folder), years=years)
        events = big.store.query("select count(*) as n from event")[0]["n"]
        print(f"{sum(group.size for group in big.store.classes())} pupils, {years} years, {events} events "
              f"({time.process_time() - began:.0f} s to make)")  # fmt: skip
        for name, ask in asked(big):
            took = []
            for _ in range(9):
                began = time.process_time()
                ask()
                took.append(1000 * (time.process_time() - began))
            print(f"{name:<24} {median(took):7.1f} ms")
        big.store.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
