"""Commands for those who look after the lessons: looking them over, playing one, writing one, reading them all."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import config
from kiosk.cli.options import Commands, Trouble, cell, size

if TYPE_CHECKING:
    from kiosk.content.load import Problem


def add(commands: Commands) -> None:
    check = commands.add_parser("check", help="every fault of a folder of lessons at once, with line and advice")
    check.add_argument("folder", type=Path, nargs="?", help="a school's own folder, read over the lessons that came")
    check.add_argument("--measures", action="store_true", help="print the reading measures of everything")
    check.set_defaults(run=_check)

    gallery = commands.add_parser(
        "gallery",
        help="contact sheets of every picture and of every page",
        description="Writes a sheet of every part of the art library, of every picture in use and, lesson by lesson, "
        "of every page as it is played. With --scenes: every kind of screen in all colours, on all sizes of screen "
        "and with all sizes of text, which takes its time.",
    )
    gallery.add_argument(
        "--out", type=Path, default=Path("gallery"), metavar="DIR", help="where to (default: ./gallery)"
    )
    gallery.add_argument("--cell", type=cell, default=(300, 190), metavar="WxH", help="the size of each picture")
    gallery.add_argument(
        "--of", action="append", default=[], metavar="ID", help="the pages of this lesson or scenario alone"
    )
    gallery.add_argument("--scenes", action="store_true", help="every kind of screen, in every look")
    gallery.add_argument(
        "--size", type=_screen, action="append", metavar="WxH", help="of a page, or with --scenes of the screens"
    )
    gallery.add_argument("--colours", action="append", default=[], metavar="NAME", help="with --scenes: these alone")
    gallery.add_argument("--text", type=float, action="append", metavar="TIMES", help="with --scenes: 1, 1.25 or 1.5")
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


def _screen(text: str) -> tuple[int, int]:
    """The size of a page on a sheet, however small, or of a whole screen."""
    try:
        return cell(text)
    except argparse.ArgumentTypeError:
        return size(text)


def _check(options: argparse.Namespace) -> int:
    from kiosk import fit
    from kiosk.content.check import check

    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    if options.folder is not None and not options.folder.is_dir():
        raise Trouble(f"{options.folder} is not a folder.")
    from kiosk.start import drawn_parts
    from kiosk.ui.text import Fonts

    missing, parts = drawn_parts()
    shipped = config.shipped("lessons")
    problems = check(
        shipped, options.folder, pictures=missing, parts=parts, measured=fit.spilt, undrawn=Fonts().drawable
    )
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
    from kiosk import gallery, start
    from kiosk.ui.theme import themes

    _known(options.of, [*start.book(options.lessons).playable, "agreement"], "lesson or scenario")
    _known(options.colours, themes(), "set of colours")
    if options.scenes:
        written = gallery.scenes(
            options.out,
            own=options.lessons,
            colours=options.colours,
            sizes=options.size or gallery.SIZES,
            scales=options.text or gallery.SCALES,
        )
    else:
        step = options.size[0] if options.size else gallery.STEP
        written = gallery.write(options.out, own=options.lessons, cell=options.cell, step=step, of=options.of)
    print(f"{len(written)} sheets are in {options.out.resolve()}")
    return 0


def _known(asked: Iterable[str], known: Iterable[str], what: str) -> None:
    """Raises Trouble for the first that there is not."""
    import difflib

    names = list(known)
    for each in asked:
        if each not in names:
            near = difflib.get_close_matches(each, names, 3, 0.4) or names
            raise Trouble(f'There is no {what} "{each}". Did you mean {" or ".join(near[:3])}?')


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
    try:
        rehearsal.look_into(options.file)
        if not start.has_screen():
            raise Trouble("There is no screen here to play it on.")
        rehearsal.play(options.file, size=options.window, sound=not options.quiet)
    except rehearsal.NothingToPlay as sentence:
        raise Trouble(str(sentence)) from None
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
