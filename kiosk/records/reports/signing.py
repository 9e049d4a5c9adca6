"""The agreement: who has it still to sign and why, who is not sure yet; and whose parents' slips are not back."""

from collections.abc import Sequence
from json import loads
from typing import TYPE_CHECKING, Literal

from kiosk.records.database import Row
from kiosk.records.reports.matrix import EVERYTHING, agreement_cells
from kiosk.records.reports.record import by_family_name, local, newest_signatures
from kiosk.records.rows import ClassRow, DueRow, NotSureRow, Only, PupilRow, SignedRow, SlipRow

if TYPE_CHECKING:
    from kiosk.records.store import Store


def not_signed(store: "Store") -> list[SignedRow]:
    """How many have signed, of each class of this school year that signs; no names."""
    return [
        SignedRow(
            class_id=each.group.id,
            class_title=each.group.title,
            signed=list(each.marks[0]).count("shown"),
            size=len(each.pupils),
            begun=each.items[0].was_given,
        )
        for each in agreement_cells(store, store.classes())
    ]


def agreement_due(store: "Store", only: Only = EVERYTHING) -> list[DueRow]:
    """Who has the wording in force still to sign this school year, and why; class by class, as a register has them."""
    due = []
    for each in agreement_cells(store, _groups(store, only)):
        marks = {pupil.id: mark for pupil, mark in zip(each.pupils, each.marks[0], strict=True)}
        signed = newest_signatures(store, each.group)
        for pupil in _listed(store, each.group, each.pupils, only):
            if marks[pupil.id] != "shown":
                last = signed.get(pupil.id)
                due.append(
                    DueRow(
                        pupil=pupil,
                        class_id=each.group.id,
                        class_title=each.group.title,
                        why=_why(each.group, last),
                        last_on=local(last["recorded_at"]) if last else None,
                        last_version=last["agreement_version"] if last else "",
                        not_sure=marks[pupil.id] == "not sure",
                    )
                )
    return due


def not_sure(store: "Store", only: Only = EVERYTHING) -> list[NotSureRow]:
    """Who went away not sure yet this school year and has not signed since, with the statements."""
    rows = []
    for each in agreement_cells(store, _groups(store, only)):
        unsure = {pupil.id for pupil, mark in zip(each.pupils, each.marks[0], strict=True) if mark == "not sure"}
        for pupil in _listed(store, each.group, each.pupils, only):
            if pupil.id in unsure:
                rows.append(_unsure(store, each.group, pupil))
    return rows


def slips(store: "Store", only: Only = EVERYTHING) -> list[SlipRow]:
    """Every pupil's slip for the parents this school year, back or not; class by class, as a register has them."""
    rows = []
    for group in _groups(store, only):
        back = {
            row["pupil_id"]: row["recorded_at"]
            for row in store.query(
                "select pupil_id, max(recorded_at) as recorded_at from live_event where verb = 'slip-returned' "
                "and school_year = ? and pupil_id in (select pupil_id from member where class_id = ?) "
                "group by pupil_id",
                group.school_year,
                group.id,
            )
        }
        for pupil in _listed(store, group, store.pupils(group.id), only):
            on = back.get(pupil.id)
            rows.append(SlipRow(pupil, group.id, group.title, local(on) if on else None))
    return rows


def slips_outstanding(store: "Store", only: Only = EVERYTHING) -> list[SlipRow]:
    """Whose slips are not back yet."""
    return [row for row in slips(store, only) if row.returned_on is None]


def _groups(store: "Store", only: Only) -> list[ClassRow]:
    return [store.class_(class_id) for class_id in only.class_ids] if only.class_ids else store.classes()


def _listed(store: "Store", group: ClassRow, pupils: Sequence[PupilRow], only: Only) -> list[PupilRow]:
    if only.year_groups:
        rows = store.query("select pupil_id, year_group from member where class_id = ?", group.id)
        wanted = {row["pupil_id"] for row in rows if row["year_group"] in only.year_groups}
        pupils = [pupil for pupil in pupils if pupil.id in wanted]
    return by_family_name(pupils)


def _why(group: ClassRow, last: Row | None) -> Literal["never signed", "wording changed", "new school year"]:
    if last is None:
        return "never signed"
    return "wording changed" if last["school_year"] == group.school_year else "new school year"


def _unsure(store: "Store", group: ClassRow, pupil: PupilRow) -> NotSureRow:
    """The statements of the last visit, in the wording that the pupil was shown."""
    rows = store.query(
        "select n.attempt_id, n.question_id, n.recorded_at, v.text from live_event n "
        "left join launch l on l.id = n.launch_id left join agreement_version v on v.sha256 = l.wording_sha256 "
        "where n.pupil_id = ? and n.school_year = ? and n.verb = 'not-yet' order by n.seq",
        pupil.id,
        group.school_year,
    )
    last = [row for row in rows if row["attempt_id"] == rows[-1]["attempt_id"]]
    return NotSureRow(
        pupil=pupil,
        class_id=group.id,
        class_title=group.title,
        statements=tuple(_statement(row) for row in last),
        on=local(rows[-1]["recorded_at"]),
    )


def _statement(row: Row) -> str:
    """The statement's own words, or its id where the wording was kept in another form."""
    try:
        statements = dict(loads(row["text"])["statements"])
    except (TypeError, ValueError, KeyError):
        statements = {}
    return str(statements.get(row["question_id"], row["question_id"]))
