"""The commands. Each imports what it needs when it runs, so that the first picture does not wait for the others."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from kiosk import config
from kiosk.cli import bench, care, lessons, records, roster, staff, voice
from kiosk.cli.options import Parser, Trouble, command, data, size

TOUR = """\
A teacher, two pupils and the computing lead use the real program by themselves, on a school of invented pupils. A
picture of every screen, the database and the exports are left in a folder. Where there is a screen it is to be seen
there; where there is none, it plays all the same.
"""
TOUR_EXAMPLES = """\
  kiosk tour
  kiosk tour --out pictures --size 1280x720
"""


def main(arguments: Sequence[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Into a file or another program Windows writes its own old letters, which have no Ł: no reason to stop.
            stream.reconfigure(errors="replace")
    options = parser().parse_args(arguments)
    from kiosk.records.faults import StoreFault

    try:
        status = int(options.run(options) or 0)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # `kiosk roster FILE | head`: whoever reads has read enough. What is left would be tried again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Trouble, config.ConfigError, StoreFault) as trouble:
        print(f"kiosk: {trouble}", file=sys.stderr)
        return 1
    except OSError as fault:
        if fault.filename is None:
            raise
        print(f"kiosk: {fault.filename}: {fault.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="kiosk",
        description="Think then Click: a classroom kiosk for a primary school's online-safety rules. "
        "Without a command it opens the kiosk on this computer's screen.",
        epilog="`kiosk COMMAND --help` says more of each, with examples.",
    )
    # Before the command or after it: both are natural, and the one that was given counts.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for target in (parser, shared):
        target.add_argument(
            "--data", type=Path, metavar="DIR", help="the school's data folder (default: this user's own)"
        )
    parser.add_argument("--demo", action="store_true", help="start at once on a throw-away school of invented pupils")
    parser.add_argument("--window", type=size, metavar="WxH", help="in a window, e.g. 1280x720, and not full screen")
    parser.add_argument("--quiet", action="store_true", help="captions only, no sound")
    parser.set_defaults(run=_run)
    parser.add_argument("--lessons", type=Path, metavar="DIR", help="a school's own, over those that came")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    tour = command(commands, "tour", _tour, "play the whole program by itself, with a picture of every screen", TOUR,
                   TOUR_EXAMPLES)  # fmt: skip
    tour.add_argument("--out", type=Path, default=Path("tour"), metavar="DIR", help="where to (default: ./tour)")
    tour.add_argument("--size", type=size, default=(1920, 1080), metavar="WxH", help="of the screen it plays on")

    lessons.add(commands)
    records.add(commands, shared)
    roster.add(commands, shared)
    staff.add(commands, shared)
    voice.add(commands, shared)
    care.add(commands, shared)
    bench.add(commands)
    return parser


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
            folder = data(options)
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
