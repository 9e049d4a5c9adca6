"""Class lists in: what a file from the office would change, and changing it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.options import Commands, avatars, store

if TYPE_CHECKING:
    from kiosk.records.rows import Plan


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
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
