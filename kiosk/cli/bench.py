"""The command that measures: how quick the program is on this machine."""

import argparse
import os
import sys
from pathlib import Path

from kiosk.cli.options import Commands, Trouble, command, size

ABOUT = """\
Measures the program against a bare pygame window, which does nothing but open and be filled. Rounds of both run in
turn, each in a process of its own, and the medians are printed: the ratio says what the program costs on top, whatever
the machine. Milliseconds are the processor's, so that what else is running disturbs little; on a busy machine take more
rounds. A window opens and closes by itself meanwhile: leave it alone.

How to read it:
  A start, a touch and a page turn are what people wait for; at rest is what the machine does all night.
  "met" and "missed" compare the ratio (or, where the goal has a unit, the figure) with what we hold ourselves to.
  A page turn is compared with copying a whole window of pixels: less cannot be done.
"""
EXAMPLES = """\
  kiosk bench
  kiosk bench --rounds 7 --size 3840x2160
      as on a large panel, with more rounds
  SDL_VIDEODRIVER=dummy kiosk bench
      without a screen: all but the figures at rest
"""


def add(commands: Commands) -> None:
    bench = command(
        commands, "bench", _bench, "how quick the program is here, against a bare pygame window", ABOUT, EXAMPLES
    )
    bench.add_argument("--rounds", type=_rounds, default=3, metavar="N", help="of each, in turn (default: 3)")
    bench.add_argument(
        "--size", type=size, default=(1920, 1080), metavar="WxH", help="of the window (default: 1920x1080)"
    )


def _rounds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 50:
        raise argparse.ArgumentTypeError(f'from 1 to 50 rounds, not "{text}"')
    return int(text)


def _bench(options: argparse.Namespace) -> int:
    from tempfile import TemporaryDirectory

    from kiosk import bench, start

    screen = start.has_screen()
    if not screen:
        os.environ["SDL_VIDEODRIVER"] = "dummy"
        print("There is no screen here: what the program does at rest is not measured.", file=sys.stderr)
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    with TemporaryDirectory(prefix="kiosk-bench-") as folder:
        try:
            table = bench.run(
                options.rounds,
                options.size,
                Path(folder),
                screen=screen,
                told=lambda line: print(line, file=sys.stderr, flush=True),
            )
        except bench.BrokeOff as fault:
            raise Trouble(str(fault)) from None
    print(table)
    return 0
