"""Commands for the computing lead's records: class lists in, exports out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.options import Commands, Trouble, avatars, data, store

if TYPE_CHECKING:
    from kiosk.records.rows import Plan


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """`shared` holds the options that every one of these takes, such as the data folder."""
    roster = commands.add_parser(
        "roster",
        parents=[shared],
        help="what a class list from the office would change; --apply changes it",
        description="Reads a plain CSV class list (forename, surname, year, class) and says who would join, leave or "
        "move. Nothing is changed without --apply. Reading the same file again changes nothing.",
    )
    roster.add_argument("file", type=Path)
    roster.add_argument("--apply", action="store_true", help="make the changes")
    roster.set_defaults(run=_roster)

    export = commands.add_parser(
        "export",
        parents=[shared],
        help="a class's record, or its check-in counts, as a CSV file that opens in a spreadsheet",
    )
    export.add_argument("--class", dest="class_title", required=True, metavar="CLASS", help='such as "4B"')
    export.add_argument(
        "--what",
        choices=("record", "check-in"),
        default="record",
        help="who was shown what (the default), or the class's counts by misconception before and after, no names",
    )
    export.add_argument("--out", type=Path, metavar="DIR", help="where to (default: the data folder's exports)")
    export.set_defaults(run=_export)


def _roster(options: argparse.Namespace) -> int:
    from kiosk.records import roster

    given = roster.read_roster(options.file)
    with store(options) as records:
        dry = roster.plan(records, given, avatars=avatars())
        print(_described(dry))
        if dry.still_open:
            print(f"{dry.still_open} to settle first: put them right in the file, or bring it in on the screen.")
            return 1
        if not options.apply:
            print("Nothing has been changed. With --apply it is.")
            return 0
        done = roster.apply(records, dry, None)
        print(f"Done: {done.joiners} joined, {done.leavers} left, {done.movers} moved, {done.unchanged} as before.")
    return 0


def _described(dry: "Plan") -> str:
    """What an import would do, a line for each class and each thing to look at."""
    lines = [
        f"{dry.roster.file_name}: {dry.roster.lines} lines, read as {dry.roster.encoding}",
        f"  {len(dry.joiners) + len(dry.returning)} join, {len(dry.leavers)} leave, {len(dry.movers)} move, "
        f"{len(dry.unchanged)} as before",
    ]
    lines += [
        f"  {change.title}: {change.joiners} join, {change.leavers} leave, {change.movers} move"
        for change in dry.by_class
    ]
    for problem in dry.problems:
        where = f"line {problem.line}" if problem.line else "the file"
        lines.append(f"  {where}: {problem.what} {problem.do}")
    return "\n".join(lines)


def _export(options: argparse.Namespace) -> int:
    from kiosk.records.exports import table

    with store(options) as records:
        wanted = options.class_title.casefold().replace(" ", "")
        found = [row for row in records.classes() if row.title.casefold().replace(" ", "") == wanted]
        if not found:
            titles = ", ".join(row.title for row in records.classes()) or "none yet"
            raise Trouble(f'There is no class "{options.class_title}". There are: {titles}.')
        folder = options.out or data(options) / "exports"
        write = table.export_check_in if options.what == "check-in" else table.export_class
        print(write(records, found[0].id, folder, None))
    return 0
