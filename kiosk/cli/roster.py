"""Class lists in, and on to the new school year: what would change, the questions, and changing it."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.options import Commands, Trouble, asked, avatars, command, data, meant, reading, say_as_at, store
from kiosk.cli.staff import signed_in

if TYPE_CHECKING:
    from kiosk.records.rows import Plan, Problem, RollOver
    from kiosk.records.store import Store

ROSTER = """\
Reads a class list and says who would join, leave and move, and what is wrong on which line. Nothing is changed without
--apply, which asks for the computing lead's passphrase, as --names does. Reading the same file again changes nothing.

It reads:
  a list from SIMS, Arbor, Bromcom or by hand (.csv, .xlsx): forename, surname, year, class, in any order
  a OneRoster 1.1 or 1.2 export (.zip, or the folder with users.csv)
E-mail addresses, dates of birth, telephone numbers and passwords in it are not looked at.
"""
ROSTER_EXAMPLES = """\
  kiosk roster "class lists.csv"
      what would change; at a terminal the questions are asked one after the other
  kiosk roster oneroster.zip --apply
  kiosk roster pupils.xlsx --apply --whole-school --answer 240:who=new --answer "class:4 B=class:4B"
      without a terminal: every question answered beforehand
"""
ROLL_OVER = """\
From 1 September: last year's classes go up by a year, Year 6 leaves, and the agreement is due again. It is for pupils
who have not come with a new class list yet; a list that comes later puts single pupils right. Nothing is changed
without --apply, which asks for the computing lead's passphrase.
"""
ROLL_OVER_EXAMPLES = """\
  kiosk roll-over
      what would happen, with a guess at every class's new name
  kiosk roll-over --change "4B:Y4=5 Elm" --change "Oak:Y3=Ash" --apply
  kiosk roll-over --change "Nest:N=stay" --change "2 Yew:Y2=leave" --apply
      nursery children who stay for their second year; an infant school's oldest
"""


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    roster = command(
        commands, "roster", _roster, "what a class list from the office would change; --apply changes it",
        ROSTER, ROSTER_EXAMPLES, shared,
    )  # fmt: skip
    roster.add_argument("file", type=Path, help="a .csv, .xlsx or .zip file, or a folder")
    roster.add_argument(
        "--answer", dest="answers", action="append", default=[], type=_pair, metavar="ID=KEY",
        help="the answer to a question, as the dry run names them",
    )  # fmt: skip
    who = roster.add_mutually_exclusive_group()
    who.add_argument(
        "--whole-school", action="store_true", default=None, help="whoever is not in the file has left the school"
    )
    who.add_argument(
        "--some-classes", dest="whole_school", action="store_false", help="classes that are not in the file stay"
    )
    roster.add_argument("--names", action="store_true", help="list who joins, leaves and moves")
    roster.add_argument("--apply", action="store_true", help="make the changes, after a checked copy of the records")

    roll_over = command(
        commands, "roll-over", _roll_over, "on to the new year: classes go up, the oldest leave; --apply does it",
        ROLL_OVER, ROLL_OVER_EXAMPLES, shared,
    )  # fmt: skip
    roll_over.add_argument(
        "--change", dest="changes", action="append", default=[], type=_pair, metavar="GROUP=CLASS",
        help='where a group goes: the name of its new class, "leave", or for a nursery "stay"',
    )  # fmt: skip
    roll_over.add_argument("--apply", action="store_true", help="do it, after a checked copy of the records")


def _roster(options: argparse.Namespace) -> int:
    from kiosk.records import roster
    from kiosk.ui.text import Fonts

    given = roster.read_roster(options.file, undrawn=Fonts().drawable)
    with _records(options) as records:
        answers: dict[str, str] = dict(options.answers)

        def look() -> "Plan":
            return roster.plan(records, given, answers, avatars=avatars(), whole_school=options.whole_school)

        dry = look()
        _check_answers(answers, dry.problems)
        while dry.still_open and _at_terminal():
            problem = next(problem for problem in dry.problems if problem.open)
            answers[problem.id] = _chosen(problem)
            dry = look()
        lead = signed_in(records) if options.names else None
        print(dry.describe(names=options.names))
        if dry.still_open:
            print(f"{dry.still_open} to settle first: with --answer ID=KEY, or put them right in the file.")
            return 1
        if not options.apply:
            print("Nothing has been changed. With --apply it is.")
            return 0
        lead = lead or signed_in(records)
        _copy(records, options)
        print(f"Done: {roster.apply(records, dry, lead)}")
    return 0


def _roll_over(options: argparse.Namespace) -> int:
    from kiosk.records import roll_over

    with _records(options) as records:
        changes: dict[str, str] = dict(options.changes)
        dry = roll_over.plan(records, changes, avatars=avatars())
        if not dry.groups:
            print("Every class is in the new school year already. There is nothing to roll over.")
            return 0
        known = [group.id for group in dry.groups]
        if strange := next((each for each in changes if each not in known), None):
            raise Trouble(f'There is no group "{strange}".{meant(strange, known)}')
        while dry.still_open and _at_terminal():
            group = next(group for group in dry.groups if group.open)
            print(
                f"{group.class_title}, {group.year_group}, goes to {group.to_year_group}. Known: {_or(group.titles)}."
            )
            title = _typed("What is its new class called? ")
            changes.update({group.id: title} if title else {})
            dry = roll_over.plan(records, changes, avatars=avatars())
        print(_going(dry))
        if dry.still_open:
            print(f'{dry.still_open} to settle first: with --change "GROUP=CLASS".')
            return 1
        if not options.apply:
            print('Nothing has been changed. With --apply it is; with --change "GROUP=CLASS" it is another class.')
            return 0
        lead = signed_in(records)
        _copy(records, options)
        print(f"Done: {roll_over.apply(records, dry, lead)} The agreement is due again.")
    return 0


@contextmanager
def _records(options: argparse.Namespace) -> "Iterator[Store]":
    """To be changed with --apply; for a look the newest copy does while the kiosk runs."""
    if options.apply:
        with store(options) as records:
            yield records
        return
    with reading(options) as (records, as_at):
        say_as_at(as_at)
        yield records


def _going(dry: "RollOver") -> str:
    from kiosk.records.rows import many, said_date, said_year

    lines = [f"Into {said_year(dry.school_year)}:"]
    for group in dry.groups:
        if not group.to_year_group:
            goes = f"leave; their last day is {said_date(dry.leaves_on)}"
        else:
            goes = f"{group.to_title or '?'}, {group.to_year_group}"
        guess = "  (a guess: look at it)" if group.guessed and not group.open else ""
        lines.append(f"  {group.id}: {many(len(group.pupils), 'pupil')} -> {goes}{guess}")
    return "\n".join(lines)


def _check_answers(answers: Mapping[str, str], problems: "Sequence[Problem]") -> None:
    """A slip of the pen in an answer must not look like a question that is still open."""
    asked = {problem.id: [choice.key for choice in problem.choices] for problem in problems}
    for question, key in answers.items():
        if question in asked and key not in asked[question]:
            raise Trouble(f'"{key}" does not answer {question}. It takes {_or(asked[question])}.')


def _chosen(problem: "Problem") -> str:
    """Ask the person at the terminal, until one of the choices is given."""
    where = f"Line {problem.line}: " if problem.line else ""
    print(f"{where}{problem.what}. {problem.do}")
    for number, choice in enumerate(problem.choices, 1):
        print(f"  {number}  {choice.label}")
    while True:
        typed = _typed(f"1 to {len(problem.choices)}: ")
        if typed.isdecimal() and 1 <= int(typed) <= len(problem.choices):
            return problem.choices[int(typed) - 1].key


def _typed(prompt: str) -> str:
    return asked(prompt, nothing="Nothing has been changed.").strip()


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _copy(records: "Store", options: argparse.Namespace) -> None:
    path = records.back_up(data(options) / "backups")
    print(f"A checked copy of the records as they were is kept: {path.name}")


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not sign or not name or not value:
        raise argparse.ArgumentTypeError(f'write it with an equals sign, such as 240:who=new, not "{text}"')
    return name, value


def _or(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
