"""The commands. Each imports what it needs when it runs, so that the first picture does not wait for the others."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import config

if TYPE_CHECKING:
    from kiosk.content.load import Problem
    from kiosk.records.rows import Plan
    from kiosk.records.store import Store

DATABASE = "records.db"


class Trouble(Exception):
    """Something that the person at the desk can put right; the text is a sentence for them."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    from kiosk.records.faults import StoreFault

    try:
        return int(options.run(options) or 0)
    except (Trouble, config.ConfigError, StoreFault) as trouble:
        print(f"kiosk: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kiosk",
        description="Think then Click: a classroom kiosk for a primary school's online-safety rules. "
        "Without a command it opens the kiosk on this computer's screen.",
    )
    # Before the command or after it: both are natural, and the one that was given counts.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for target in (parser, shared):
        target.add_argument(
            "--data", type=Path, metavar="DIR", help="the school's data folder (default: this user's own)"
        )
    parser.add_argument("--demo", action="store_true", help="start at once on a throw-away school of invented pupils")
    parser.add_argument("--window", type=_size, metavar="WxH", help="in a window, e.g. 1280x720, and not full screen")
    parser.add_argument("--quiet", action="store_true", help="captions only, no sound")
    parser.set_defaults(run=_run)
    parser.add_argument("--lessons", type=Path, metavar="DIR", help="a school's own, over those that came")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    tour = commands.add_parser("tour", help="play the whole program by itself and keep a picture of every screen")
    tour.add_argument("--out", type=Path, default=Path("tour"), metavar="DIR", help="where to (default: ./tour)")
    tour.add_argument("--size", type=_size, default=(1920, 1080), metavar="WxH", help="of the screen it plays on")
    tour.set_defaults(run=_tour)

    check = commands.add_parser("check", help="every fault of a folder of lessons at once, with line and advice")
    check.add_argument("folder", type=Path, nargs="?", help="a school's own folder, read over the lessons that came")
    check.add_argument("--measures", action="store_true", help="print the reading measures of everything")
    check.set_defaults(run=_check)

    gallery = commands.add_parser(
        "gallery", help="contact sheets of all pictures: every part, and every picture in use"
    )
    gallery.add_argument(
        "--out", type=Path, default=Path("gallery"), metavar="DIR", help="where to (default: ./gallery)"
    )
    gallery.add_argument("--cell", type=_cell, default=(300, 190), metavar="WxH", help="the size of each picture")
    gallery.set_defaults(run=_gallery)

    new = commands.add_parser("new-lesson", help="write a lesson to begin with, from the guide's own example")
    new.add_argument("id", help='its id and the name of its file, such as "ks1-rule-2-our-tablet"')
    new.add_argument(
        "--folder", type=Path, default=Path(), metavar="DIR", help="your folder of lessons (default: here)"
    )
    new.set_defaults(run=_new_lesson)

    play = commands.add_parser("play", help="play one lesson at once, for its author; saving the file opens it again")
    play.add_argument("file", type=Path, help="the lesson's file")
    play.set_defaults(run=_play)

    script = commands.add_parser(
        "script",
        help="lessons as a document to read and sign: every line a child hears, every branch",
        description="Writes a printable HTML document for the safeguarding lead: every line, every branch, every "
        "picture in words, and a checklist to sign. A browser prints it or saves it as PDF.",
    )
    script.add_argument("which", help='the id of a lesson or scenario, or "all"')
    script.add_argument("--out", type=Path, metavar="FILE", help="where to (default: WHICH.html)")
    script.set_defaults(run=_script)

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
    return parser


def _cell(text: str) -> tuple[int, int]:
    width, height = _pair(text)
    if not (32 <= width <= 2000 and 32 <= height <= 2000):
        raise argparse.ArgumentTypeError("each picture is from 32x32 to 2000x2000")
    return width, height


def _size(text: str) -> tuple[int, int]:
    width, height = _pair(text)
    if width < 640 or height < 480:
        raise argparse.ArgumentTypeError("the smallest window is 640x480")
    return width, height


def _pair(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f'write width and height, such as 1280x720, not "{text}"') from None
    return width, height


# ---------------------------------------------------------------- commands


def _run(options: argparse.Namespace) -> int:
    from kiosk import start

    if not start.has_screen():
        if not options.demo:
            raise Trouble("There is no screen here. `kiosk tour` plays the program without one.")
        print("There is no screen here, so the demo plays its tour without one.")
        return _play_tour(Path("tour"), options.window or (1920, 1080), screen=False)
    with ExitStack() as stack:
        if options.demo:
            from tempfile import TemporaryDirectory

            folder = Path(stack.enter_context(TemporaryDirectory(prefix="kiosk-demo-")))
        else:
            folder = _data(options)
        start.run(folder, demo=options.demo, size=options.window, quiet=options.quiet, lessons=options.lessons)
    return 0


def _tour(options: argparse.Namespace) -> int:
    from kiosk import start

    screen = start.has_screen()
    if not screen:
        print("There is no screen here, so the tour plays without one.")
    return _play_tour(options.out, options.size, screen=screen)


def _play_tour(out: Path, size: tuple[int, int], *, screen: bool) -> int:
    if not screen:
        os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    from kiosk import tour

    pictures = tour.play(out, size, screen=screen)
    print(f"{len(pictures)} pictures, the database and the exports are in {out.resolve()}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from kiosk.content.check import check

    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    if options.folder is not None and not options.folder.is_dir():
        raise Trouble(f"{options.folder} is not a folder.")
    from kiosk.start import drawn_parts

    missing, parts = drawn_parts()
    shipped = config.shipped("lessons")
    problems = check(shipped, options.folder, pictures=missing, parts=parts)
    if not any(problem.kind == "fault" for problem in problems):
        problems += _reading(options)
    for problem in problems:
        print(problem)
    faults = sum(problem.kind == "fault" for problem in problems)
    if not problems:
        print(f"{options.folder or shipped}: everything is in order.")
    else:
        print(f"{faults} to put right, {len(problems) - faults} to think about.")
    return 1 if faults else 0


def _reading(options: argparse.Namespace) -> "list[Problem]":
    """What is hard to read; nothing where the extra that measures it is not installed."""
    from kiosk import reading, start

    if not reading.available():
        if options.measures:
            raise Trouble("The measures need the extra: python -m pip install 'think-then-click[check]'")
        return []
    book = start.book(options.folder)
    if options.measures:
        print(reading.table(book))
    return reading.advice(book)


def _gallery(options: argparse.Namespace) -> int:
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    from kiosk import gallery

    written = gallery.write(options.out, cell=options.cell)
    print(f"{len(written)} sheets are in {options.out.resolve()}")
    return 0


def _new_lesson(options: argparse.Namespace) -> int:
    import re

    from kiosk import rehearsal

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", options.id):
        raise Trouble(
            f'An id has small letters, figures and hyphens, such as "ks1-rule-2-our-tablet", not "{options.id}".'
        )
    path: Path = options.folder / f"{options.id}.yaml"
    if path.exists():
        raise Trouble(f"{path} is there already. Choose another id, or take that file away first.")
    options.folder.mkdir(parents=True, exist_ok=True)
    path.write_text(rehearsal.template(options.id), encoding="utf-8")
    print(f"{path} is yours to change. `kiosk play {path}` plays it, `kiosk check {options.folder}` looks it over.")
    return 0


def _play(options: argparse.Namespace) -> int:
    from kiosk import rehearsal, start
    from kiosk.content.load import ContentError

    if not options.file.is_file():
        raise Trouble(f"{options.file} is not there. `kiosk new-lesson` writes one to begin with.")
    if not start.has_screen():
        raise Trouble("There is no screen here to play it on.")
    try:
        rehearsal.play(options.file, size=options.window, sound=not options.quiet)
    except ContentError as error:
        raise Trouble("\n".join(["it cannot be played yet:", *(str(problem) for problem in error.problems)])) from None
    return 0


def _script(options: argparse.Namespace) -> int:
    import difflib

    from kiosk import script, start
    from kiosk.scenes.page import scenery
    from kiosk.ui.pictures import Pictures

    book = start.book(options.lessons)
    found = list(book.playable.values()) if options.which == "all" else [book.playable.get(options.which)]
    chosen = [each for each in found if each is not None]
    if not chosen:
        near = difflib.get_close_matches(options.which, book.playable, 1)
        hint = f' Did you mean "{near[0]}"?' if near else ' "all" writes every one.'
        raise Trouble(f'There is no lesson or scenario "{options.which}".{hint}')
    pictures = Pictures(config.shipped("assets"))
    out = options.out or Path(f"{options.which}.html")
    out.write_text(script.document(book, chosen, lambda picture: pictures.alt(scenery(picture))), encoding="utf-8")
    print(f"{len(chosen)} to read, in {out.resolve()}")
    return 0


def _roster(options: argparse.Namespace) -> int:
    from kiosk.records import roster

    given = roster.read_roster(options.file)
    with _store(options) as store:
        dry = roster.plan(store, given, avatars=_avatars())
        print(_described(dry))
        if dry.still_open:
            print(f"{dry.still_open} to settle first: put them right in the file, or bring it in on the screen.")
            return 1
        if not options.apply:
            print("Nothing has been changed. With --apply it is.")
            return 0
        done = roster.apply(store, dry, None)
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

    with _store(options) as store:
        wanted = options.class_title.casefold().replace(" ", "")
        found = [row for row in store.classes() if row.title.casefold().replace(" ", "") == wanted]
        if not found:
            titles = ", ".join(row.title for row in store.classes()) or "none yet"
            raise Trouble(f'There is no class "{options.class_title}". There are: {titles}.')
        folder = options.out or _data(options) / "exports"
        write = table.export_check_in if options.what == "check-in" else table.export_class
        print(write(store, found[0].id, folder, None))
    return 0


# ---------------------------------------------------------------- what commands share


def _data(options: argparse.Namespace) -> Path:
    folder: Path = options.data or config.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _store(options: argparse.Namespace) -> "Store":
    from kiosk.records.store import Store

    path = _data(options) / DATABASE
    if not path.exists():
        raise Trouble(f"There are no records in {path.parent} yet. Start `kiosk` once to set the school up.")
    return Store.open(path)


def _avatars() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (config.shipped("assets") / "avatars").glob("*.svg")))
