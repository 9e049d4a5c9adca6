"""Commands for the staff and the school's own settings. Those that change something ask for the lead's passphrase."""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.cli.options import Commands, Trouble, asked, class_called, command, day, reading, say_as_at, store

if TYPE_CHECKING:
    from kiosk.records.rows import HalfTerm, KeyStage, Refused, Role, StaffRow
    from kiosk.records.store import Store

STAFF = """\
Who may sign in, and their codes. Everything but the list asks for the computing lead's passphrase: ten tries in five
minutes, counted with those at the screen. A code is shown once, to be handed over; nobody can look it up later.
"""
STAFF_EXAMPLES = """\
  kiosk staff
      everybody who may sign in, and when they last did
  kiosk staff add "Ms Okafor"
      a new teacher; at the first sign-in she chooses a code of her own
  kiosk staff reset "Ms Okafor"
      a forgotten code
  kiosk staff cover "Mr Idle" --on 2026-12-03
      a code for one day (today, unless one is given)
  kiosk staff leave "Ms Okafor"
  kiosk staff recover
      the lead's own passphrase is forgotten: with the sealed recovery code
  kiosk staff recovery-code
      another sealed code, for one that was lost
"""
SCHOOL = """\
The school's name, dates and own words. Without an option it says what they are; with one it asks for the computing
lead's passphrase and changes them.
"""
SCHOOL_EXAMPLES = """\
  kiosk school
  kiosk school --term "Autumn 1=2026-09-03..2026-10-23"
  kiosk school --safeguarding-lead "Mrs Daniels" --cycle-year B --checks-daily yes
  kiosk school --tell "tell-lead:ks1=You can also tell {lead}, in the room with the blue door."
  kiosk school --signs "R Acorn=no"
      this class's pupils do not sign, only their parents do
"""


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    staff = command(
        commands, "staff", _list, "who may sign in: list, add, reset a code, cover for a day, leave, recover",
        STAFF, STAFF_EXAMPLES, shared,
    )  # fmt: skip
    verbs = staff.add_subparsers(title="what to do", metavar="VERB")
    verbs.add_parser("list", parents=[shared], help="everybody who may sign in").set_defaults(run=_list)
    for verb, run, said in (
        ("add", _add, "a new teacher, and the code to hand over"),
        ("reset", _reset, "a new code for one that was forgotten"),
        ("cover", _cover, "a cover teacher, with a code for one day"),
        ("leave", _leave, "somebody who does not work here any more"),
    ):
        parser = verbs.add_parser(verb, parents=[shared], help=said)
        parser.add_argument("name", help='such as "Ms Okafor"')
        parser.set_defaults(run=run)
        if verb == "add":
            parser.add_argument("--lead", action="store_true", help="as a computing lead")
        if verb == "cover":
            parser.add_argument("--on", type=day, metavar="DATE", help="the day, such as 2026-12-03 (default: today)")
    verbs.add_parser(
        "recover", parents=[shared], help="a new passphrase for the lead, with the sealed code"
    ).set_defaults(run=_recover)
    verbs.add_parser("recovery-code", parents=[shared], help="another sealed code; the old one ends").set_defaults(
        run=_renew
    )

    school = command(
        commands, "school", _school, "the school's name, term dates, cycle year, and words of tell an adult",
        SCHOOL, SCHOOL_EXAMPLES, shared,
    )  # fmt: skip
    school.add_argument("--name", help="the school's name")
    school.add_argument("--safeguarding-lead", metavar="NAME", help="whom pupils can also tell")
    school.add_argument("--cycle-year", choices=("A", "B"), help="which year of the two-year cycle this school year is")
    school.add_argument(
        "--checks-daily", type=_yes, metavar="yes|no", help="whether a system of the school's checks all the time"
    )
    school.add_argument(
        "--term", dest="terms", action="append", default=[], type=_half_term, metavar="NAME=FROM..TO",
        help="a half-term of this school year, first and last day",
    )  # fmt: skip
    school.add_argument(
        "--tell", dest="tells", action="append", default=[], type=_tell, metavar="ID:STAGE=WORDS",
        help="own words of tell an adult; no words: the program's again",
    )  # fmt: skip
    school.add_argument(
        "--signs", action="append", default=[], type=_signs, metavar="CLASS=yes|no",
        help="whether a class's pupils sign the agreement themselves",
    )  # fmt: skip


# --- staff -----------------------------------------------------------------------------------------------


def _list(options: argparse.Namespace) -> int:
    from kiosk.records.rows import said_date
    from kiosk.records.terms import local_date

    with reading(options) as (records, as_at):
        say_as_at(as_at)
        for entry in records.staff_entries():
            who = entry.person
            role = "computing lead" if who.role == "lead" else "teacher"
            role = f"cover on {said_date(who.cover_on)}" if who.cover_on else role
            seen = f"last in {said_date(local_date(entry.last_in))}" if entry.last_in else "never in yet"
            wait = f", ten wrong codes: wait {entry.wait_s:.0f} s" if entry.wait_s else ""
            print(f"{who.name}: {role}, {seen}{wait}")
    return 0


def _add(options: argparse.Namespace) -> int:
    from kiosk.records.codes import handed_out

    with _as_lead(options) as (records, lead):
        role: Role = "lead" if options.lead else "teacher"
        code = handed_out(role, options.name, records.school().name)
        row = records.add_staff(options.name, code, lead, role, choose_code=True)
        print(f"{row.name}’s code, shown once: {code}\nAt the first sign-in another one is chosen.")
    return 0


def _reset(options: argparse.Namespace) -> int:
    with _as_lead(options) as (records, lead):
        row = _named(records, options.name)
        print(f"{row.name}’s new code, shown once: {records.reset_code(row.id, lead)}")
    return 0


def _cover(options: argparse.Namespace) -> int:
    from kiosk.records.rows import said_date

    with _as_lead(options) as (records, lead):
        row, code = records.add_cover(options.name, lead, options.on)
        assert row.cover_on is not None
        print(f"{row.name}’s code for {said_date(row.cover_on)}, shown once: {code}")
    return 0


def _leave(options: argparse.Namespace) -> int:
    with _as_lead(options) as (records, lead):
        row = _named(records, options.name)
        records.leave_staff(row.id, lead)
        print(f"{row.name} may not sign in any more. What they did stays in the records.")
    return 0


def _recover(options: argparse.Namespace) -> int:
    from kiosk.records.rows import Refused

    with store(options) as records:
        code = _secret("The sealed recovery code: ")
        passphrase = _secret("A new passphrase for the computing lead: ")
        if _secret("The new passphrase again: ") != passphrase:
            raise Trouble("The two were not the same. Nothing has been changed.")
        following = records.use_recovery(code, passphrase)
        if isinstance(following, Refused):
            raise Trouble(_refused(following))
        print(f"Done. All records are as they were.\nThe next recovery code, shown once: {following}")
        print("Print it, seal it, and put it where the old one was.")
    return 0


def _renew(options: argparse.Namespace) -> int:
    with _as_lead(options) as (records, lead):
        print(f"The new recovery code, shown once: {records.renew_recovery(lead)}\nThe old one no longer works.")
    return 0


@contextmanager
def _as_lead(options: argparse.Namespace) -> "Iterator[tuple[Store, StaffRow]]":
    """The records, once the computing lead's passphrase has been given."""
    with store(options) as records:
        yield records, signed_in(records)


def signed_in(records: "Store") -> "StaffRow":
    """The computing lead, by their passphrase. Raises Trouble after a wrong one: it counts like one at the screen."""
    from kiosk.records.rows import Refused

    leads = [row for row in records.staff() if row.role == "lead"]
    if not leads:
        raise Trouble("The school has not been set up yet. Start `kiosk` once.")
    lead = (
        leads[0] if len(leads) == 1 else _named(records, asked(f"Who are you ({', '.join(r.name for r in leads)})? "))
    )
    answer = records.check_code(lead.id, _secret(f"Passphrase of {lead.name}: "))
    if isinstance(answer, Refused):
        raise Trouble(_refused(answer))
    if answer.role != "lead":
        raise Trouble("This is for the computing lead.")
    return answer


def _named(records: "Store", name: str) -> "StaffRow":
    from kiosk.records.names import plain

    rows = [entry.person for entry in records.staff_entries()]
    row = next((row for row in rows if plain(row.name) == plain(name.strip())), None)
    if row is None:
        raise Trouble(f'Nobody here is called "{name}". There are: {", ".join(row.name for row in rows)}.')
    return row


def _refused(answer: "Refused") -> str:
    if answer.wait_s:
        return f"That was not right. Wait {max(1, round(answer.wait_s / 60))} minutes, then try again."
    return f"That was not right. {answer.tries_left} tries are left."


def _secret(prompt: str) -> str:
    """Not shown while it is typed; from a pipe, the next line of it."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else asked("")


# --- the school ------------------------------------------------------------------------------------------


def _school(options: argparse.Namespace) -> int:
    changes = (options.name, options.safeguarding_lead, options.cycle_year, options.checks_daily)
    if any(each is not None for each in changes) or options.terms or options.tells or options.signs:
        with _as_lead(options) as (records, lead):
            _change(records, options, lead)
            _say(records)
        return 0
    with reading(options) as (records, as_at):
        say_as_at(as_at)
        _say(records)
    return 0


def _change(records: "Store", options: argparse.Namespace, lead: "StaffRow") -> None:
    """In the order in which they may be refused: dates and words first, so that a slip leaves all as it was."""
    from kiosk.records.terms import faults

    school = records.school()
    if options.terms:
        given = {half.name: half for half in options.terms}
        halves = [given.get(half.name, half) for half in records.half_terms(school.school_year)]
        if wrong := faults(school.school_year, halves):
            raise Trouble(" ".join(wrong.values()))
        records.set_half_terms(school.school_year, halves, lead)
    if options.tells:
        words = {phrase: dict(by_stage) for phrase, by_stage in school.tell_words.items()}
        for phrase, stage, said in options.tells:
            words.setdefault(phrase, {})[stage] = said
        records.set_tell_words(words, lead)
    if options.name or options.safeguarding_lead or options.checks_daily is not None:
        records.set_school(
            lead,
            name=options.name,
            safeguarding_lead=options.safeguarding_lead,
            checks_daily=options.checks_daily,
        )
    if options.cycle_year:
        records.set_cycle_year(options.cycle_year, lead)
    for title, signs in options.signs:
        records.set_signs(class_called(title, records.classes()).id, signs, lead)


def _say(records: "Store") -> None:
    from kiosk.records.rows import said_date, said_year

    school = records.school()
    print(f"{school.name}, {said_year(school.school_year)}, cycle year {school.cycle_year}")
    print(f"Safeguarding lead: {school.safeguarding_lead}")
    for half in records.half_terms(school.school_year):
        now = "  (now)" if half.name == school.half_term else ""
        print(f"  {half.name}: {said_date(half.starts_on)} to {said_date(half.ends_on)}{now}")
    for phrase, by_stage in school.tell_words.items():
        for stage, said in by_stage.items():
            print(f"  {phrase}, {stage}: {said}")
    parents_only = [row.title for row in records.classes() if not row.signs]
    if parents_only:
        print(f"Only parents sign for: {', '.join(parents_only)}")
    if school.new_year:
        print("A new school year has begun: bring in the class list (kiosk roster), or go on with kiosk roll-over.")


def _half_term(text: str) -> "HalfTerm":
    from kiosk.records.rows import HalfTerm
    from kiosk.records.terms import NAMES

    name, _, days = text.partition("=")
    first, dots, last = days.partition("..")
    known = {each.casefold(): each for each in NAMES}
    if not dots or name.strip().casefold() not in known:
        raise argparse.ArgumentTypeError(f'write a half-term as "Autumn 1=2026-09-03..2026-10-23", not "{text}"')
    return HalfTerm(known[name.strip().casefold()], day(first), day(last))


def _tell(text: str) -> "tuple[str, KeyStage, str]":
    where, sign, said = text.partition("=")
    phrase, _, stage = where.strip().partition(":")
    if not sign or stage not in ("ks1", "ks2"):
        raise argparse.ArgumentTypeError(f'write words as "tell-lead:ks1=You can also tell {{lead}}.", not "{text}"')
    return phrase, "ks1" if stage == "ks1" else "ks2", said.strip()


def _signs(text: str) -> tuple[str, bool]:
    title, sign, answer = text.rpartition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f'write it as "R Acorn=no", not "{text}"')
    return title.strip(), _yes(answer)


def _yes(text: str) -> bool:
    if text.casefold() not in ("yes", "no"):
        raise argparse.ArgumentTypeError(f'say yes or no, not "{text}"')
    return text.casefold() == "yes"
