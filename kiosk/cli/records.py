"""Commands for what goes out of the records: tables, documents and statements, filtered, locked and logged."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk import config
from kiosk.cli.options import (
    Commands,
    Trouble,
    class_called,
    command,
    data,
    day,
    meant,
    reading,
    say_as_at,
    with_lessons,
)
from kiosk.cli.staff import signed_in

if TYPE_CHECKING:
    from kiosk.records.exports import Material
    from kiosk.records.rows import Mode, Only
    from kiosk.records.store import Store

WHAT: Final = {
    "record": "line by line what each pupil was shown, when and how; names",
    "matrix": "lessons by pupils, as the lead's screen has it; names",
    "coverage": "the two-year cycle by half-term and class; no names",
    "check-in": "counts by misconception before and after, groups under six hidden; no names",
    "due": "who has the agreement still to sign, and why; names",
    "slips": "parents' slips to print, or a list of those that are back; names",
    "governors": "one page: coverage, gaps, before and after, and what it does not show; no names",
    "certificates": "a sticker certificate for each pupil who has had the half-term's lessons; names",
    "posters": "the school's rules for the wall; no names",
    "xapi": "a statement for each event, for a learning record store; no names",
}
STATUSES: Final = ("shown", "taught together", "part-way", "not sure", "away", "not yet", "planned")
HOW: Final[dict[str, "Mode"]] = {"one at a time": "individual", "whole class": "whole-class"}
TERMS: Final = ("Autumn", "Spring", "Summer")
EXAMPLES = """\
  kiosk export --class 4B
      asks for a password and writes 4B's record as a workbook
  kiosk export --what matrix --year-group 3 --year-group 4 --term autumn --format pdf
  kiosk export --what governors --next "5 Cedar=Planned for 30 November"
  kiosk export --what slips --class "2 Oak" --language pl --password-file slips.txt
  kiosk export --what posters --paper A3
  kiosk export --what xapi --from 2026-09-01 --out exports

What holds names is made for the computing lead alone: the lead's passphrase is asked for (from a pipe, it is the next
line). And it is locked: a workbook and a PDF ask for a password when they are opened, a table is put into a zip file of
the AES kind (7-Zip and macOS open it). The password is asked for here, or is the first line of --password-file; it is
in no file and cannot be found again. Every export is in the access log, and carries that log's head code.
Memory sticks are refused unless settings.toml says removable_drives = true.
While the kiosk runs, its newest copy is read, and the command says as at when.
"""


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """`shared` holds the options that every one of these takes, such as the data folder."""
    kinds = "\n".join(f"  {what:<13}{said}" for what, said in WHAT.items())
    export = command(
        commands, "export", _export, "records as a workbook, a table or a document, by class, term, lesson, date",
        f"Writes a part of the records for people or other programs. --what is one of:\n{kinds}", EXAMPLES, shared,
    )  # fmt: skip
    export.add_argument("--what", choices=WHAT, default="record", metavar="WHAT", help="one of the above (record)")
    export.add_argument(
        "--format", dest="form", choices=("xlsx", "csv", "pdf", "json"), help="the usual one of its kind, if not given"
    )
    export.add_argument("--class", dest="titles", action="append", default=[], metavar="CLASS", help='such as "4B"')
    export.add_argument(
        "--year-group", dest="years", action="append", default=[], metavar="YEAR", help="N, R or 1 to 6; also Y3"
    )
    export.add_argument(
        "--term",
        dest="terms",
        action="append",
        default=[],
        metavar="TERM",
        help='"Autumn 1", or autumn for both halves',
    )
    export.add_argument(
        "--lesson", dest="lessons_of", action="append", default=[], metavar="ID",
        help='a lesson, a scenario, a check-in, or "agreement"',
    )  # fmt: skip
    export.add_argument(
        "--status", dest="statuses", action="append", default=[], choices=STATUSES, metavar="STATUS",
        help=f"only what is so far along: {', '.join(STATUSES)}; may be given more than once, like all of these",
    )  # fmt: skip
    export.add_argument(
        "--how",
        dest="modes",
        action="append",
        default=[],
        choices=HOW,
        metavar="HOW",
        help=f"only what was done so: {' or '.join(HOW)}",
    )
    export.add_argument("--from", dest="since", type=day, metavar="DATE", help="done on this day or later: 2026-09-01")
    export.add_argument("--to", dest="until", type=day, metavar="DATE", help="done on this day or earlier")
    export.add_argument("--out", type=Path, metavar="DIR", help="where to (default: the folder of settings.toml)")
    export.add_argument("--password-file", type=Path, metavar="FILE", help="its first line is the password")
    export.add_argument("--no-password", action="store_true", help="names in the open: only where that is right")
    export.add_argument("--paper", choices=("A4", "A3"), default="A4", help="of posters")
    export.add_argument(
        "--language", dest="languages", action="append", default=[], metavar="CODE",
        help="slips also in this language, such as pl",
    )  # fmt: skip
    export.add_argument(
        "--next", dest="next_steps", action="append", default=[], type=_step, metavar="GAP=WHAT",
        help='for the governors: what happens next about a gap, such as "Parents=Slips go home again"',
    )  # fmt: skip
    with_lessons(export)


def _export(options: argparse.Namespace) -> int:
    from kiosk.records import exports
    from kiosk.records.exports import FORMS, NAMED, Wanted

    settings = config.load_settings(data(options))
    with reading(options) as (records, as_at):
        form = options.form or FORMS[options.what][0]
        wanted = Wanted(
            options.what,
            form,
            _only(records, options, settings),
            paper=options.paper,
            languages=("en-GB", *dict.fromkeys(options.languages)),
        )
        named = options.what in NAMED
        password = password_for(options) if named or options.password_file else None
        lead = signed_in(records) if named else None
        bar = _Bar()
        written = exports.write(
            records,
            wanted,
            options.out or config.exports_folder(settings, data(options)),
            lead,
            material=_material(options, form, records, settings, as_at),
            password=password,
            unprotected=options.no_password,
            removable=settings.removable_drives,
            progress=bar,
        )
        bar.close()
        say_as_at(as_at)
        print(written.path)
    return 0


def _only(records: "Store", options: argparse.Namespace, settings: config.Settings) -> "Only":
    from kiosk.records.rows import Only

    return Only(
        class_ids=tuple(class_called(title, records.classes()).id for title in options.titles),
        year_groups=tuple(_year_group(year) for year in options.years),
        half_terms=tuple(name for term in options.terms for name in _half_terms(term)),
        lesson_ids=_lesson_ids(records, options, settings),
        statuses=tuple(options.statuses),
        modes=tuple(HOW[how] for how in options.modes),
        since=options.since,
        until=options.until,
    )


def _lesson_ids(records: "Store", options: argparse.Namespace, settings: config.Settings) -> tuple[str, ...]:
    """Of lessons of today and of earlier ones: a slip of the pen must not look like a lesson that nobody has had."""
    if not options.lessons_of:
        return ()
    from kiosk import start
    from kiosk.records.rows import AGREEMENT

    known = {*start.book(options.lessons, settings).playable, *records.launched_lessons(), AGREEMENT}
    for lesson_id in options.lessons_of:
        if lesson_id not in known:
            raise Trouble(f'There is no lesson or scenario "{lesson_id}".{meant(lesson_id, sorted(known))}')
    return tuple(options.lessons_of)


def _year_group(year: str) -> str:
    said = year.strip().upper().removeprefix("YEAR").removeprefix("Y").strip()
    if said in ("N", "R"):
        return said
    if said not in tuple("123456"):
        raise Trouble(f'"{year}" is not a year group. Write N, R, or a number from 1 to 6.')
    return f"Y{said}"


def _half_terms(term: str) -> tuple[str, ...]:
    said = " ".join(term.split()).capitalize()
    both = {name: (f"{name} 1", f"{name} 2") for name in TERMS}
    every = [half for halves in both.values() for half in halves]
    if said in both:
        return both[said]
    if said not in every:
        raise Trouble(f'"{term}" is not a term. Write one of {", ".join(TERMS)}, or one of its halves: "Autumn 1".')
    return (said,)


def _step(text: str) -> tuple[str, str]:
    gap, _, step = text.partition("=")
    if not gap.strip() or not step.strip():
        raise argparse.ArgumentTypeError(f'write the gap, = and what happens next, not "{text}"')
    return gap.strip(), step.strip()


def password_for(options: argparse.Namespace) -> str | None:
    """From the file or asked for, never from the command line, where anybody on the machine could read it."""
    if options.no_password:
        return None
    if options.password_file is not None:
        try:
            text = options.password_file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise Trouble(f"{options.password_file} cannot be read: {fault}.") from None
        return str(text.splitlines()[0]) if text.strip() else ""
    if not sys.stdin.isatty():
        raise Trouble("This holds pupils' names, so it needs a password: --password-file FILE, or --no-password.")
    from getpass import getpass

    password = getpass("A password for the file (12 characters or more): ")
    if getpass("Once more: ") != password:
        raise Trouble("The two are not the same. Start again.")
    return password


def _material(
    options: argparse.Namespace, form: str, records: "Store", settings: config.Settings, as_at: "datetime | None"
) -> "Material":
    """Lessons take a second to read: only where something of them, or the letters of a document, is wanted."""
    import os
    from dataclasses import replace

    from kiosk.records.exports import Material

    if options.what in ("check-in", "due", "xapi") and form != "pdf":
        return Material(as_at=as_at, school_iri=settings.school_website)
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from kiosk import papers, start

    book = start.book(options.lessons, start.settled(settings, records))
    made = papers.material(book, records.school(), records.classes())
    return replace(made, next_steps=dict(options.next_steps), as_at=as_at, school_iri=settings.school_website)


class _Bar:
    """How far long work is, on the line where the command was typed; nothing where that is a file."""

    def __init__(self) -> None:
        self.shown = False

    def __call__(self, done: float) -> None:
        if sys.stderr.isatty():
            self.shown = True
            print(f"\r[{'#' * round(30 * done):<30}] {done:4.0%}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self.shown:
            print(file=sys.stderr)
