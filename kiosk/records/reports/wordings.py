"""Every wording of the agreement that was ever in force, and what changed from one to another, word by word."""

from collections.abc import Sequence
from json import loads
from typing import TYPE_CHECKING

from kiosk.records.reports.matrix import agreement_cells
from kiosk.records.reports.record import local
from kiosk.records.rows import AgreementVersionRow, ChangeRow, Piece

if TYPE_CHECKING:
    from kiosk.records.store import Store

Parts = Sequence[tuple[str, str]]


def agreement_versions(store: "Store") -> list[AgreementVersionRow]:
    """Newest first."""
    groups = [group for group in store.classes() if group.signs]
    newest = {
        row["pupil_id"]: row["content_sha256"]
        for row in store.query(
            "select pupil_id, content_sha256, max(seq) from live_event where verb = 'agreed' and school_year = ? "
            "group by pupil_id",
            store.school().school_year,
        )
    }
    pupils = {
        stage: [
            pupil.id
            for each in agreement_cells(store, groups)
            if each.group.key_stage == stage
            for pupil in each.pupils
        ]
        for stage in ("ks1", "ks2")
    }
    now = {(row["key_stage"], row["sha256"]) for row in store.query("select key_stage, sha256 from wording_now")}
    found = []
    for row in store.query(
        "select v.sha256, v.version, v.text, min(f.from_at) as from_at, group_concat(distinct f.key_stage) as stages "
        "from agreement_version v join agreement_in_force f on f.sha256 = v.sha256 "
        "group by v.sha256 order by max(f.seq)"
    ):
        stages = tuple(sorted(row["stages"].split(",")))
        under = [pupil_id for stage in stages for pupil_id in pupils[stage]]
        found.append(
            AgreementVersionRow(
                sha256=row["sha256"],
                version=row["version"],
                from_on=local(row["from_at"]),
                in_force=any((stage, row["sha256"]) in now for stage in stages),
                signed=sum(newest.get(pupil_id) == row["sha256"] for pupil_id in under),
                of=len(under),
                parts=wording_parts(row["text"]),
            )
        )
    return found[::-1]


def wording_parts(text: str) -> tuple[tuple[str, str], ...]:
    """(id, wording) of a wording's rules and then its statements; a text of another form is one part."""
    try:
        wording = loads(text)
        return tuple((str(key), str(said)) for kind in ("rules", "statements") for key, said in wording[kind])
    except (ValueError, TypeError, KeyError):
        return (("wording", text),)


def what_changed(old: Parts, new: Parts) -> list[ChangeRow]:
    """What became of every rule and statement, in the new wording's order; what was taken out stands where it was."""
    before, after = dict(old), dict(new)
    order = [key for key, _ in new]
    for place, (key, _) in enumerate(old):
        if key not in after:
            earlier = [other for other, _ in old[:place] if other in order]
            order.insert(order.index(earlier[-1]) + 1 if earlier else 0, key)
    return [_change(key, before.get(key), after.get(key)) for key in order]


def _change(key: str, old: str | None, new: str | None) -> ChangeRow:
    if old is None:
        return ChangeRow(key, "added", (Piece(new or "", "added"),))
    if new is None:
        return ChangeRow(key, "taken out", (Piece(old, "taken out"),))
    if old.split() == new.split():
        return ChangeRow(key, "same", (Piece(new, "same"),))
    return ChangeRow(key, "changed", tuple(_pieces(_words(old), _words(new))))


def _pieces(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece("".join(new[new_from:new_to]), "same"))
            continue
        if old_from < old_to:
            pieces.append(Piece("".join(old[old_from:old_to]), "taken out"))
        if new_from < new_to:
            pieces.append(Piece("".join(new[new_from:new_to]), "added"))
    return pieces


def _words(text: str) -> list[str]:
    """Each word with a space after it."""
    return [f"{word} " for word in text.split()]
