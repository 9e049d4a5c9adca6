"""The access log, in sentences: who did what and when, and never to which child."""

from collections.abc import Callable, Mapping
from json import loads
from typing import TYPE_CHECKING, Any

from kiosk.records.events import moment
from kiosk.records.rows import AccessRow, said_year

if TYPE_CHECKING:
    from kiosk.records.store import Store

Detail = Mapping[str, Any]


def access_log(
    store: "Store", limit: int = 50, before_seq: int | None = None, what: str | None = None
) -> list[AccessRow]:
    """Newest first. The next page: `before_seq` the last row's `seq`. `what` keeps to one kind of thing."""
    rows = store.query(
        "select a.seq, a.at, a.what, a.detail, coalesce(s.name, '') as who from audit a "
        "left join staff s on s.id = a.staff_id where (?1 is null or a.seq < ?1) and (?2 is null or a.what = ?2) "
        "order by a.seq desc limit ?3",
        before_seq,
        what,
        limit,
    )
    titles = {row["id"]: row["title"] for row in store.query("select id, title from class")}
    return [
        AccessRow(
            seq=row["seq"],
            at=moment(row["at"]),
            who=row["who"],
            what=row["what"],
            said=said(row["what"], loads(row["detail"]), titles),
        )
        for row in rows
    ]


def said(what: str, detail: Detail, titles: Mapping[str, str]) -> str:
    """One row as a sentence. `titles`: each class's, by its id."""
    group = titles.get(str(detail.get("class_id")), "")
    told = _SENTENCES.get(what)
    if told is None:
        return f"{what.replace('-', ' ').capitalize()}."
    return told(detail, group) if callable(told) else told


def _export(detail: Detail, group: str) -> str:
    return f"Exported {detail.get('file', 'a file')}" + (f" of {group}." if group else ".")


def _import(detail: Detail, group: str) -> str:
    return f"Brought in a class list: {detail['joiners']} joined, {detail['leavers']} left, {detail['movers']} moved."


_SENTENCES: Mapping[str, str | Callable[[Detail, str], str]] = {
    "set-up": "Set the school up.",
    "sign-in": "Signed in.",
    "code-checked": "Gave their code once more.",
    "sign-in-refused": "A code was not right.",
    "tries-used-up": "Too many codes that were not right: nobody could sign in for a while.",
    "recovered": "Got in with the recovery code, and chose a new passphrase.",
    "recovery-renewed": "Made a new recovery code.",
    "staff-added": "Added a member of staff.",
    "cover-added": "Gave a cover teacher a code for one day.",
    "staff-left": "Took a member of staff off the list.",
    "code-set": "Set a teacher’s code.",
    "lead-code-set": "Set their own passphrase.",
    "school-set": "Changed what is kept about the school.",
    "tell-words-set": "Changed the words of Tell an adult.",
    "cycle-year": lambda detail, _: f"Set this school year to year {detail.get('cycle_year', '')} of the cycle.",
    "roll-over": lambda detail, _: f"Went on to the school year {_year(detail.get('school_year'))}.",
    "half-terms": "Changed the half-term dates.",
    "agreement-version": lambda detail, _: f"The agreement’s wording {detail.get('version', '')} came into force.",
    "class-signs": lambda detail, group: (
        f"{group}: pupils sign the agreement." if detail.get("signs") else f"{group}: only parents sign the agreement."
    ),
    "launch": lambda detail, group: (
        f"Started a lesson for {group}, "
        + ("the whole class together." if detail.get("mode") == "whole-class" else "one at a time.")
    ),
    "witnessed": lambda detail, _: f"Witnessed {_of(detail.get('signatures'), 'signature')}.",
    "slips-returned": lambda detail, group: f"Recorded {_of(detail.get('slips'), 'parents’ slip')} as back.",
    "slips-undone": lambda detail, group: f"Took {_of(detail.get('slips'), 'parents’ slip')} back out of the record.",
    "password-reset": "Reset a picture password.",
    "import": _import,
    "export": _export,
    "export-stopped": "Stopped the export before it was written: there is no such file.",
    "erased": lambda detail, _: (
        f"Erased {_of(detail.get('pupils', 0), 'pupil')} and {_of(detail.get('drawings', 0), 'drawing')}."
    ),
    "restored": lambda detail, _: f"Put the backup {detail.get('copy', '')} back.",
    "recovered-records": "The records were damaged, and were put back together.",
    "drill": lambda detail, _: (
        f"Tried out the backup {detail.get('copy', '')}: "
        + ("not all was well." if detail.get("faults") else "all well.")
    ),
    "void": "Took something back out of a pupil’s record.",
    "move": "Moved a lesson to the pupil whose it was.",
}


def _year(school_year: object) -> str:
    return said_year(school_year) if isinstance(school_year, int) else ""


def _of(number: object, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
