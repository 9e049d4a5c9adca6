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


def given_on(store: "Store", class_id: str, lesson_id: str) -> list[GivenRow]:
    """Each time that a class was launched a lesson, or the agreement (`AGREEMENT`), newest first."""
    rows = store.query(
        "select l.started_at, l.mode, s.name from launch l join staff s on s.id = l.staff_id where l.class_id = ?1 "
        "and case when ?2 = ?3 then l.agreement = 1 else exists "
        "(select 1 from launch_lesson ll where ll.launch_id = l.id and ll.lesson_id = ?2) end order by l.rowid desc",
        class_id,
        lesson_id,
        AGREEMENT,
    )
    return [GivenRow(local(row["started_at"]), row["mode"], row["name"]) for row in rows]
