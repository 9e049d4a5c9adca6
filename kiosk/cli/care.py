"""Commands for looking after the records: copies and going back to one, corrections, a family's rights, retention, and
what is wrong with the machine.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kiosk import config
from kiosk.cli.options import Commands, Trouble, asked, command, data, reading, say_as_at, store, with_lessons
from kiosk.cli.staff import signed_in

if TYPE_CHECKING:
    from kiosk.records.rows import Correctable, Known, RetentionDue, VoidReason
    from kiosk.records.store import Store

BACKUP = """\
Makes a copy of the records and reads it back, page by page and row by row. Kept are the newest of 7 days, 4 weeks and 3
terms. The kiosk makes one by itself whenever a class is closed, and one a day.
"""
BACKUP_EXAMPLES = """\
  kiosk backup
  kiosk backup --list
"""
RESTORE = """\
Puts the records back to what they were when a copy was made. The copy is looked over first; what it takes the place of
is kept beside it; who has been erased since stays erased. Staff codes become those of that day. Asks for the computing
lead's passphrase.
"""
RESTORE_EXAMPLES = """\
  kiosk backup --list
  kiosk restore
      the newest copy
  kiosk restore records-0000004711-2026-11-22.db
"""
DRILL = """\
Tries a restore out: the newest copy goes into a folder of its own, is opened as the kiosk would open it, and is
compared with the records, row by row. Nothing changes but a line in the access log. Once a term is often enough.
"""
DRILL_EXAMPLES = """\
  kiosk drill
"""
CORRECT = """\
Puts right what was recorded wrongly. Nothing is overwritten: what is taken back stays in the records, says when, by
whom and why, and counts for nothing. Without --void or --move it lists what a pupil's record holds, with a number each.
Asks for the computing lead's passphrase.
"""
CORRECT_EXAMPLES = """\
  kiosk correct "Ben Price"
  kiosk correct "Ben Price" --void 3 --because by-accident
  kiosk correct "Ben Price, 4B" --move 1 --to "Zoë Nowak" --because wrong-name
      only a lesson that was finished; a signature is made again by whoever it is of
"""
SUBJECT = """\
Everything that is held on one pupil, for a family that asks: to read (PDF) or for a program (JSON). It holds names, so
it is locked with a password unless you say --no-password. Asks for the computing lead's passphrase.
"""
SUBJECT_EXAMPLES = """\
  kiosk subject-access "Ben Price"
      asks for a password and writes a PDF
  kiosk subject-access "Ben Price, 4B" --format json --password-file word.txt
"""
FORGET = """\
Erases one pupil: from the records, their log, and every kept copy. It cannot be undone. A tombstone without a name and
counts of nobody in particular stay. Exports and printed pages cannot be reached: it names those that it can see.
"""
FORGET_EXAMPLES = """\
  kiosk forget "Ben Price"
      asks for the computing lead's passphrase, then for the name once more
  kiosk forget "Ben Price, 4B" --because mistake
"""
RETENTION = """\
Whom and what the school has no need of any more, by its own settings (keep_years_after_leaving, keep_drawings_years in
settings.toml, both in whole school years), and the counts of nobody in particular that are left of those who went
before. --names says who they are and --purge lets go of them, after the computing lead's passphrase.
"""
RETENTION_EXAMPLES = """\
  kiosk retention
  kiosk retention --names
  kiosk retention --purge
"""
DOCTOR = """\
Looks at the disk, the clock, the screen, sound and voice, the data folder, the records and their copies, and changes
nothing. Each line begins with ok, look (better soon) or fix (pupils' data or safety is at risk); exit code 1: something
is to fix.
"""
DOCTOR_EXAMPLES = """\
  kiosk doctor
  kiosk doctor --data D:\\kiosk
      before the records move there
"""


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    backup = command(
        commands, "backup", _backup, "make a checked copy of the records, or list those that are kept",
        BACKUP, BACKUP_EXAMPLES, shared,
    )  # fmt: skip
    backup.add_argument("--list", action="store_true", help="only say which there are")

    restore = command(
        commands, "restore", _restore, "go back to a copy of the records",
        RESTORE, RESTORE_EXAMPLES, shared,
    )  # fmt: skip
    restore.add_argument("copy", nargs="?", help="its name or its path (default: the newest)")

    command(
        commands, "drill", _drill, "try a restore out and compare it with the records",
        DRILL, DRILL_EXAMPLES, shared,
    )  # fmt: skip

    correct = command(
        commands, "correct", _correct, "take back what was recorded wrongly, or move it to the right name",
        CORRECT, CORRECT_EXAMPLES, shared,
    )  # fmt: skip
    correct.add_argument("pupil", help='such as "Ben Price", or "Ben Price, 4B" where there are two')
    what = correct.add_mutually_exclusive_group()
    what.add_argument("--void", type=int, metavar="NUMBER", help="take this back")
    what.add_argument("--move", type=int, metavar="NUMBER", help="this was somebody else's: --to whom")
    correct.add_argument("--to", metavar="PUPIL", help="whose it was")
    correct.add_argument(
        "--because", choices=("wrong-name", "not-there", "by-accident", "asked"), default="wrong-name",
        help="why (default: wrong-name)",
    )  # fmt: skip

    subject = command(
        commands, "subject-access", _subject, "everything that is held on one pupil",
        SUBJECT, SUBJECT_EXAMPLES, shared,
    )  # fmt: skip
    subject.add_argument("pupil", help='such as "Ben Price"')
    subject.add_argument("--format", dest="form", choices=("pdf", "json"), default="pdf", help="(default: pdf)")
    subject.add_argument("--out", type=Path, metavar="DIR", help="where to (default: the folder of settings.toml)")
    subject.add_argument("--password-file", type=Path, metavar="FILE", help="its first line is the password")
    subject.add_argument("--no-password", action="store_true", help="in the open: only where that is right")
    with_lessons(subject)

    forget = command(
        commands, "forget", _forget, "erase one pupil, from the records and from every copy",
        FORGET, FORGET_EXAMPLES, shared,
    )  # fmt: skip
    forget.add_argument("pupil", help='such as "Ben Price"')
    forget.add_argument(
        "--because", choices=("asked", "mistake"), default="asked",
        help="the family asked (the default), or the pupil should never have been here",
    )  # fmt: skip

    retention = command(
        commands, "retention", _retention, "what is no longer needed, and letting go of it",
        RETENTION, RETENTION_EXAMPLES, shared,
    )  # fmt: skip
    what = retention.add_mutually_exclusive_group()
    what.add_argument("--names", action="store_true", help="list who they are")
    what.add_argument("--purge", action="store_true", help="let go of it now")

    command(
        commands, "doctor", _doctor, "what is wrong with this machine and what to do about it",
        DOCTOR, DOCTOR_EXAMPLES, shared,
    )  # fmt: skip


# --- copies ----------------------------------------------------------------------------------------------


def _backup(options: argparse.Namespace) -> int:
    from kiosk.records import backup

    folder = data(options) / backup.FOLDER
    if not options.list:
        with store(options) as records:
            print(backup.copy(records, folder))
        return 0
    rows = backup.kept(folder)
    for row in rows:
        print(f"{row.path.name}  {row.on:%d.%m.%Y}  {row.megabytes:8.1f} MB  {row.kept_as}")
    if not rows:
        print("There is no copy yet. One is made whenever a class is closed.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from kiosk.records import backup
    from kiosk.records.faults import StoreDamaged

    folder = data(options) / backup.FOLDER
    path = _copy(options.copy, folder)
    found = backup.verify(path)
    print(
        f"{path.name} is whole: {found.events:,} events, {found.pupils:,} pupils, as at {found.as_at:%d.%m.%Y %H:%M}."
    )
    try:
        records = store(options)
    except StoreDamaged:
        # Nobody can sign in to records that cannot be opened. With a copy among the backups they can be made good.
        backup.take_in(path, folder)
        records = store(options)
        with records:
            print(f"The records were damaged; they were made good from {path.name}.")
        return 0
    with records:
        lead = signed_in(records)
        _sure("The records go back to that copy. What was recorded since is kept beside them, and no longer counts.")
        print(backup.restore(records, path, lead))
    return 0


def _copy(named: str | None, folder: Path) -> Path:
    from kiosk.records import backup

    if named is None:
        newest = backup.newest_whole(folder)
        if newest is None:
            raise Trouble(f"There is no copy in {folder} that can be relied on. Name one that is elsewhere.")
        return newest.path
    for path in (Path(named), folder / named):
        if path.is_file():
            return path
    raise Trouble(f"There is no copy {named}. `kiosk backup --list` says which there are.")


def _drill(options: argparse.Namespace) -> int:
    from kiosk.records import backup

    with store(options) as records:
        drill = backup.drill(records, data(options) / backup.FOLDER, None)
    print(drill)
    return 0 if drill.fine else 1


# --- corrections -----------------------------------------------------------------------------------------


def _correct(options: argparse.Namespace) -> int:
    if options.void is None and options.move is None:
        with reading(options) as (records, as_at):
            signed_in(records)
            pupil = _pupil(records, options.pupil)
            say_as_at(as_at)
            rows = records.correctable(pupil.pupil_id)
            for nth, row in enumerate(rows, 1):
                print(f"{nth:3}  {row.on:%d.%m.%Y}  {row.status:<16}{row.title}")
                for said in (row.moved, row.voided):
                    if said:
                        print(f"                 {said}")
            if not rows:
                print("Nothing is recorded of this pupil.")
        return 0
    because = cast("VoidReason", options.because)
    with store(options) as records:
        lead = signed_in(records)
        pupil = _pupil(records, options.pupil)
        rows = records.correctable(pupil.pupil_id)
        row = _numbered(rows, options.void if options.void is not None else options.move)
        if options.move is not None:
            if not options.to:
                raise Trouble('Say whose it was: --to "Zoë Nowak".')
            other = _pupil(records, options.to)
            records.move_completion(row.event_id, other.pupil_id, because, lead)
            print(f"{row.title} is {other.given_name} {other.family_name}’s now, and says where it came from.")
        else:
            records.void(row.event_id, because, lead)
            print(f"{row.title} ({row.status}) was taken back. It stays in the record, and counts for nothing.")
    return 0


def _numbered(rows: "Sequence[Correctable]", number: int) -> "Correctable":
    if not 1 <= number <= len(rows):
        raise Trouble(f"There is no number {number}. Without --void and --move the list is shown.")
    return rows[number - 1]


# --- a family's rights -----------------------------------------------------------------------------------


def _subject(options: argparse.Namespace) -> int:
    import os

    from kiosk.cli.records import password_for
    from kiosk.records import exports
    from kiosk.records.exports import Material, Wanted

    settings = config.load_settings(data(options))
    with reading(options) as (records, as_at):
        password = password_for(options)
        lead = signed_in(records)
        pupil = _pupil(records, options.pupil)
        material = Material(as_at=as_at)
        if options.form == "pdf":
            from dataclasses import replace

            os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
            from kiosk import papers, start

            book = start.book(options.lessons, start.settled(settings, records))
            material = replace(papers.material(book, records.school(), records.classes()), as_at=as_at)
        written = exports.write(
            records,
            Wanted("subject-access", options.form, pupil_id=pupil.pupil_id),
            options.out or config.exports_folder(settings, data(options)),
            lead,
            material=material,
            password=password,
            unprotected=options.no_password,
            removable=settings.removable_drives,
        )
        say_as_at(as_at)
        print(written.path)
    return 0


def _forget(options: argparse.Namespace) -> int:
    from kiosk.records import backup

    with store(options) as records:
        lead = signed_in(records)
        pupil = _pupil(records, options.pupil)
        name = f"{pupil.given_name} {pupil.family_name}"
        print(f"{name} of {pupil.class_title} will be erased from the records and from every copy, for good.")
        if asked(f"Type {name} to go on: ").strip() != name:
            raise Trouble("That was not the name. Nothing has been erased.")
        print(records.erase(pupil.pupil_id, options.because, lead, data(options) / backup.FOLDER))
    return 0


def _retention(options: argparse.Namespace) -> int:
    from kiosk.records import backup, reports
    from kiosk.records.rows import Retention

    settings = config.load_settings(data(options))
    keep = Retention(settings.keep_years_after_leaving, settings.keep_drawings_years)
    if not options.purge:
        with reading(options) as (records, as_at):
            if options.names:
                signed_in(records)
            say_as_at(as_at)
            due = records.retention_due(keep)
            for row in due.leavers if options.names else ():
                print(f"{row.given_name} {row.family_name}, {row.class_title}: left on {row.left_on:%d.%m.%Y}")
            print(f"No longer needed: {_counted(due)}.")
            for year in reports.kept_counts(records):
                print(f"Lessons and agreements of those who went before, {year}.")
        return 0
    with store(options) as records:
        due = records.retention_due(keep)
        if not due.leavers and not due.signature_ids:
            print("There is nothing to let go of.")
            return 0
        lead = signed_in(records)
        _sure(f"Erased for good: {_counted(due)}. Counts of nobody in particular stay.")
        print(records.purge(due, lead, data(options) / backup.FOLDER))
    return 0


def _counted(due: "RetentionDue") -> str:
    from kiosk.records.rows import many

    return f"{many(len(due.leavers), 'pupil')} and {many(len(due.signature_ids), 'drawing')}"


# --- the machine -----------------------------------------------------------------------------------------


def _doctor(options: argparse.Namespace) -> int:
    from kiosk import doctor

    findings = doctor.examine(data(options))
    for finding in findings:
        print(finding)
    return 1 if any(finding.state == "fix" for finding in findings) else 0


# --- shared ----------------------------------------------------------------------------------------------


def _pupil(records: "Store", words: str) -> "Known":
    """The one who is called so, such as "Ben Price" or "Ben Price, 4B"; leavers too. Trouble where that is not one."""
    from kiosk.records.names import plain

    name, _, title = (plain(" ".join(part.split())) for part in words.partition(","))
    found = [
        known
        for known in records.known_pupils()
        if plain(f"{known.given_name} {known.family_name}") == name and title in ("", plain(known.class_title))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Trouble(f'Nobody called "{words}" is in the records. Write the name as the class list has it.')
    classes = ", ".join(sorted(f"{known.class_title}{' (left)' if known.left else ''}" for known in found))
    raise Trouble(f'There are {len(found)} called "{words}": in {classes}. Add the class: "{words}, 4B".')


def _sure(words: str) -> None:
    print(words)
    if asked('Type "yes" to go on: ').strip().casefold() != "yes":
        raise Trouble("Nothing has been changed.")
