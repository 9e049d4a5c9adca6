"""Commands for those who look after the lessons: looking them over, playing one, writing one, reading them all."""

import argparse
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import config
from kiosk.cli.options import Commands, Trouble, cell, command, meant, size, with_lessons

if TYPE_CHECKING:
    from kiosk.content.load import Problem


CHECK = """\
Reads the lessons as the kiosk would and names every fault at once: the file, the line, what is wrong and what to type
instead; then what to think about, such as a sentence that is too long or what has no room on its screen. Exit code 1:
something is to be put right.
"""
CHECK_EXAMPLES = """\
  kiosk check
      the lessons that came with the program
  kiosk check ours
      a school's own folder, over those
  kiosk check ours --measures
      and how hard everything is to read, in figures
"""
GALLERY = """\
Writes a sheet of every part of the art library, of every picture in use and, lesson by lesson, of every page as it is
played. With --scenes: every kind of screen in all colours, on all sizes of screen and with all sizes of text, which
takes its time.
"""
GALLERY_EXAMPLES = """\
  kiosk gallery --of ks1-rule-2-know-what-it-does
  kiosk gallery --scenes --colours standard --size 1280x720 --text 1.5
"""
NEW_LESSON = """\
Writes the lesson of the guide (lessons/README.md) into a file of yours, to be changed. It plays at once.
"""
NEW_LESSON_EXAMPLES = """\
  kiosk new-lesson ks1-rule-2-our-tablet --folder ours
"""
NEW_LANGUAGE = """\
Writes a file with everything that can be translated, in English, and an empty place beside each text. It can be filled
in over weeks: what is still empty is said in English.
"""
NEW_LANGUAGE_EXAMPLES = """\
  kiosk new-language ro --folder ours
"""
PLAY = """\
Plays one lesson in a window, on a school of invented pupils. Saving the file in an editor opens it again from its
beginning; where it cannot be played, the terminal says what is wrong and the pages of before stay.
"""
PLAY_EXAMPLES = """\
  kiosk play ours/ks1-rule-2-our-tablet.yaml
  kiosk play ours/ks1-rule-2-our-tablet.yaml --window 1280x720 --quiet
"""
SCRIPT = """\
Writes a printable HTML document for the safeguarding lead: every line, every branch, every picture in words, and a
checklist to sign. A browser prints it or saves it as PDF.
"""
SCRIPT_EXAMPLES = """\
  kiosk script ks2-rule-8-passwords
  kiosk script all --lessons ours --out everything.html
"""


def add(commands: Commands) -> None:
    check = command(commands, "check", _check, "every fault of the lessons at once, with line and advice", CHECK,
                    CHECK_EXAMPLES)  # fmt: skip
    check.add_argument("folder", type=Path, nargs="?", help="a school's own folder, read over the lessons that came")
    check.add_argument("--measures", action="store_true", help="print the reading measures of everything")

    gallery = command(commands, "gallery", _gallery, "contact sheets of every picture and of every page", GALLERY,
                      GALLERY_EXAMPLES)  # fmt: skip
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
    gallery.add_argument("--text", type=_scale, action="append", metavar="TIMES", help="with --scenes: 1, 1.25 or 1.5")
    with_lessons(gallery)

    new = command(commands, "new-lesson", _new_lesson, "write a lesson to begin with", NEW_LESSON, NEW_LESSON_EXAMPLES)
    new.add_argument("id", help='its id and the name of its file, such as "ks1-rule-2-our-tablet"')
    new.add_argument(
        "--folder", type=Path, default=Path(), metavar="DIR", help="your folder of lessons (default: here)"
    )

    tongue = command(commands, "new-language", _new_language, "write a file for a translator to fill in", NEW_LANGUAGE,
                     NEW_LANGUAGE_EXAMPLES)  # fmt: skip
    tongue.add_argument("language", help='the two letters of the language, such as "ro"')
    tongue.add_argument(
        "--folder", type=Path, default=Path(), metavar="DIR", help="your folder of lessons (default: here)"
    )

    play = command(commands, "play", _play, "play one lesson for its author; saving the file opens it again", PLAY,
                   PLAY_EXAMPLES)  # fmt: skip
    play.add_argument("file", type=Path, help="the lesson's file")
    play.add_argument("--window", type=size, metavar="WxH", default=argparse.SUPPRESS, help="how large, e.g. 1280x720")
    play.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="captions only, no sound")

    script = command(commands, "script", _script, "lessons as a document to read and sign: every line, every branch",
                     SCRIPT, SCRIPT_EXAMPLES)  # fmt: skip
    script.add_argument("which", help='the id of a lesson or scenario, or "all"')
    script.add_argument("--out", type=Path, metavar="FILE", help="where to (default: WHICH.html)")
    with_lessons(script)


def _scale(text: str) -> float:
    scales = {"1": 1.0, "1.25": 1.25, "1.5": 1.5}
    if text not in scales:
        raise argparse.ArgumentTypeError(f'text is 1, 1.25 or 1.5 times as large, not "{text}"')
    return scales[text]


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
    if (options.colours or options.text) and not options.scenes:
        raise Trouble("--colours and --text go with --scenes.")
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


def _known(asked: Iterable[str], known: Collection[str], what: str) -> None:
    """Raises Trouble for the first that there is not."""
    for each in asked:
        if each not in known:
            raise Trouble(f'There is no {what} "{each}".{meant(each, known)}')


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


def _new_language(options: argparse.Namespace) -> int:
    import re

    from kiosk import start
    from kiosk.content.worksheet import worksheet

    if not re.fullmatch(r"[a-z]{2}", options.language) or options.language == "en":
        raise Trouble(f'A language is called by two small letters, such as "ro", not "{options.language}".')
    path: Path = options.folder / options.language / "all.yaml"
    if path.parent.exists() or (config.shipped("lessons") / options.language).exists():
        raise Trouble(f'"{options.language}" is begun already. Go on with the files that are there.')
    own = options.folder if options.folder.is_dir() else None
    path.parent.mkdir(parents=True)
    path.write_text(worksheet(start.book(own), options.language), encoding="utf-8")
    print(f"{path} is yours to fill in. `kiosk check {options.folder}` tells what is left and what does not fit.")
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
    from kiosk import script, start
    from kiosk.scenes.page import scenery
    from kiosk.ui.pictures import Pictures

    book = start.book(options.lessons)
    every = options.which == "all"
    if not every:
        _known((options.which,), (*book.playable, "all"), "lesson or scenario")
    chosen = list(book.playable.values()) if every else [book.playable[options.which]]
    pictures = Pictures(config.shipped("assets"))
    out = options.out or Path(f"{options.which}.html")
    out.write_text(script.document(book, chosen, lambda picture: pictures.alt(scenery(picture))), encoding="utf-8")
    print(f"{len(chosen)} to read, in {out.resolve()}")
    return 0
