"""The records written out for people and for other programs. Each writer takes the rows that the screens show.

    written = exports.write(store, Wanted("record", "xlsx", Only(class_ids=(class_id,))), folder, lead, password=...)

`wanted` says what is asked for and of what · `sheets` makes tables of reports · `table` CSV · `book` XLSX · `paper` the
kit of the PDFs, and `register`, `change`, `governors`, `slips`, `certificates`, `posters`, `subject` a document each ·
`statements` xAPI · `guard` locks what holds names · `drives` knows a memory stick. What costs time to import is
imported where it is used.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.records.exports import drives, guard
from kiosk.records.exports.wanted import CALLED, FORMS, NAMED, USES, Draft, Material, Progress, Wanted, Written
from kiosk.records.faults import NotAllowed, NotSaved
from kiosk.records.rows import Only, StaffRow

if TYPE_CHECKING:
    from kiosk.records.store import Store

__all__ = ["FORMS", "NAMED", "USES", "Material", "Wanted", "Written", "write"]

NOTHING = Material()
_FOR_WINDOWS = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_STICK = (
    "{folder} is on a memory stick or another drive that can be carried away, and this school does not allow pupils' "
    "records there. Choose a folder on this computer or on the school's network."
)
_OPEN = (
    "This holds pupils' names, so it needs a password. Give one, or say that it is to be without (on the command line "
    "with --no-password)."
)


def write(
    store: "Store",
    wanted: Wanted,
    folder: Path,
    by: StaffRow | None,
    *,
    material: Material = NOTHING,
    password: str | None = None,
    unprotected: bool = False,
    removable: bool = False,
    progress: Progress = lambda done: None,
) -> Written:
    """Write what is wanted into `folder`, whole or not at all, and note it in the access log.

    Noted first: an export that nobody knows of must not exist. `by` None: a command that gives no name out. What holds
    names needs a password, or `unprotected`; a removable drive needs `removable`. Raises NotAllowed and NotSaved.
    """
    if wanted.form not in FORMS[wanted.what]:
        raise NotAllowed(f"This cannot be written as {wanted.form}; it can as {', '.join(FORMS[wanted.what])}.")
    for name in _asked(wanted.only) - set(USES[wanted.what]):
        raise NotAllowed(f"{wanted.what.capitalize()} cannot be narrowed by {CALLED[name]}.")
    if password is not None:
        guard.check_password(password)
    elif wanted.what in NAMED and not unprotected:
        raise NotAllowed(_OPEN)
    if said := refusal(folder, removable=removable):
        raise NotAllowed(said)
    draft = _draft(store, wanted, material, progress)
    locked_here = wanted.form in ("xlsx", "pdf")
    ending = "zip" if password and not locked_here else wanted.form
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(folder, _stem(store, wanted), ending)
        store.log("export", by, **_noted(wanted, draft, target, protected=password is not None))
        head_code = store.head_code()
        content = draft.compose(head_code, password)
        if password and not locked_here:
            content = [guard.locked_zip(target.with_suffix(f".{wanted.form}").name, b"".join(content), password)]
        guard.keep(target, _to_the_end(content, progress))
    except OSError as fault:
        raise NotSaved(f"The export could not be written to {folder}: {fault.strerror}.") from fault
    progress(1.0)
    return Written(target, draft.rows, password is not None, head_code)


def _to_the_end(content: Iterable[bytes], progress: Progress) -> Iterator[bytes]:
    """Much of the work is done while the pieces are asked for; after the last one is the last chance to stop it."""
    yield from content
    progress(0.95)


def refusal(folder: Path, *, removable: bool) -> str:
    """Why no export may be written there, in a sentence, or nothing. `removable`: memory sticks are allowed."""
    return "" if removable or not drives.removable(folder) else _STICK.format(folder=folder)


def _draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    match wanted.form, wanted.what:
        case _, "subject-access":
            from kiosk.records.exports import subject

            return subject.draft(store, wanted, material, progress)
        case "json", _:
            from kiosk.records.exports import statements

            return statements.draft(store, wanted, material, progress)
        case "csv", _:
            from kiosk.records.exports import table

            return table.draft(store, wanted, material, progress)
        case "xlsx", _:
            from kiosk.records.exports import book

            return book.draft(store, wanted, material, progress)
        case _, "check-in":
            from kiosk.records.exports import change

            return change.draft(store, wanted, material, progress)
        case _, "governors":
            from kiosk.records.exports import governors

            return governors.draft(store, wanted, material, progress)
        case _, "slips":
            from kiosk.records.exports import slips

            return slips.draft(store, wanted, material, progress)
        case _, "certificates":
            from kiosk.records.exports import certificates

            return certificates.draft(store, wanted, material, progress)
        case _, "posters":
            from kiosk.records.exports import posters

            return posters.draft(store, wanted, material, progress)
    from kiosk.records.exports import register

    return register.draft(store, wanted, material, progress)


def _asked(only: Only) -> set[str]:
    return {each.name for each in fields(only) if getattr(only, each.name)}


def _noted(wanted: Wanted, draft: Draft, target: Path, *, protected: bool) -> dict[str, object]:
    """What the access log keeps: never a name."""
    only = wanted.only
    told: dict[str, object] = {"report": wanted.what, "rows": draft.rows, "file": target.name, "password": protected}
    if len(only.class_ids) == 1:
        told["class_id"] = only.class_ids[0]
    return told


def _stem(store: "Store", wanted: Wanted) -> str:
    """ "4B_record_2026-11-22", or "School_..." where it is about more than one class."""
    only = wanted.only
    if len(only.class_ids) == 1:
        about = store.class_(only.class_ids[0]).title
    else:
        about = "-".join(only.year_groups) or ("Pupil" if wanted.pupil_id else "School")
    paper = f"-{wanted.paper}" if wanted.what == "posters" else ""
    return f"{file_name(about)}_{wanted.what}{paper}_{store.today().isoformat()}"


def file_name(title: str) -> str:
    """A class title as part of a file name on every system: "3/4 Oak" becomes "3-4_Oak"."""
    return re.sub(r"\s+", "_", _FOR_WINDOWS.sub("-", title)).strip("._") or "class"


def _free_name(folder: Path, stem: str, ending: str) -> Path:
    """An earlier export of the day is left as it is: somebody may have written in it."""
    names = [f"{stem}.{ending}", *(f"{stem}_{n}.{ending}" for n in range(2, 1000))]
    return next(folder / name for name in names if not (folder / name).exists())
