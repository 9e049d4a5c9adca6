"""The days behind a class's matrix: of each mark, and when the class was given a lesson."""

from collections.abc import Sequence
from datetime import date
from json import dumps
from typing import TYPE_CHECKING

from kiosk.content.stamp import Due
from kiosk.records.reports.matrix import EVERYTHING, cells, narrowed
from kiosk.records.reports.record import local
from kiosk.records.rows import AGREEMENT, GivenRow, Only

if TYPE_CHECKING:
    from kiosk.records.store import Store

Days = tuple[tuple[date | None, ...], ...]


def mark_days(store: "Store", class_id: str, plan: Sequence[Due] = (), only: Only = EVERYTHING) -> Days:
    """For each row of `class_matrix` with the same arguments, the day of each mark; None for one that has none."""
    (found,) = narrowed(store, cells(store, [store.class_(class_id)], {class_id: plan}), only)
    seqs = {seq for column in found.seqs for seq in column if seq}
    rows = store.query(
        "select seq, recorded_at from event where seq in (select value from json_each(?))", dumps([*seqs])
    )
    day = {row["seq"]: local(row["recorded_at"]) for row in rows}
    return tuple(tuple(day.get(seq) for seq in column) for column in found.seqs)


def given_on(store: "Store", class_id: str) -> dict[str, list[GivenRow]]:
    """By lesson, and `AGREEMENT`: each time that the class was launched it, newest first."""
    rows = store.query(
        "select ll.lesson_id, l.rowid as nth, l.started_at, l.mode, l.early_taps, s.name from launch l "
        "join launch_lesson ll on ll.launch_id = l.id join staff s on s.id = l.staff_id where l.class_id = ?1 "
        "union all select ?2, l.rowid, l.started_at, l.mode, l.early_taps, s.name from launch l "
        "join staff s on s.id = l.staff_id where l.class_id = ?1 and l.agreement = 1 order by nth desc",
        class_id,
        AGREEMENT,
    )
    given: dict[str, list[GivenRow]] = {}
    for row in rows:
        each = GivenRow(local(row["started_at"]), row["mode"], row["name"], row["early_taps"])
        given.setdefault(row["lesson_id"], []).append(each)
    return given
