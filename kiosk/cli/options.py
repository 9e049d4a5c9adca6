"""What the commands share: how they are asked for and how they answer, sizes and days, the data folder, the records."""

import argparse
import difflib
import sys
import textwrap
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from kiosk import config

if TYPE_CHECKING:
    from kiosk.records.rows import ClassRow
    from kiosk.records.store import Store

Commands = argparse._SubParsersAction  # argparse's own name for what add_subparsers() returns


class Trouble(Exception):
    """Something that the person at the desk can put right; the text is a sentence for them."""


# --- how they are asked for ------------------------------------------------------------------------------


class Parser(argparse.ArgumentParser):
    """Answers a slip with one sentence and where there is more, instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n`{self.prog} --help` says more.\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """argparse's own place for it: any choice that there is not is asked after, a command too."""
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, f'there is no "{value}".{meant(str(value), list(action.choices))}')


class Prose(argparse.HelpFormatter):
    """Paragraphs as wide as the terminal; lines that begin with a space, and those above them, as they are written."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        blocks = (block.splitlines() for block in text.strip("\n").split("\n\n"))
        return "\n\n".join(
            "\n".join(lines) if any(line.startswith(" ") for line in lines) else textwrap.fill(" ".join(lines), width)
            for lines in blocks
        )


def command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    said: str,
    about: str,
    examples: str,
    *parents: argparse.ArgumentParser,
) -> argparse.ArgumentParser:
    """A command: a line in the list of all, and `about` it, then `examples`, for who asks it for help."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, parents=parents, help=said, description=about, epilog=f"examples:\n{examples}", formatter_class=Prose
    )
    parser.set_defaults(run=run)
    return parser


def with_lessons(parser: argparse.ArgumentParser) -> None:
    """For a command that reads the lessons: after its name too, where the one that is given last counts."""
    parser.add_argument(
        "--lessons", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="a school's own, over those that came"
    )


def meant(word: str, known: Collection[str]) -> str:
    """The end of a sentence about a word that there is not: what it may have been, or what there is."""
    names = [str(name) for name in known]
    near = difflib.get_close_matches(word, names, 1, 0.8) or difflib.get_close_matches(word, names, 3, 0.5)
    if near:
        return f' Did you mean "{near[0]}"?' if len(near) == 1 else f" Did you mean one of {', '.join(near)}?"
    return f" There are: {', '.join(names) or 'none yet'}." if len(names) <= 30 else ""


def cell(text: str) -> tuple[int, int]:
    width, height = _pair(text)
    if not (32 <= width <= 2000 and 32 <= height <= 2000):
        raise argparse.ArgumentTypeError("each picture is from 32x32 to 2000x2000")
    return width, height


def size(text: str) -> tuple[int, int]:
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


def day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f'write a day as 2026-09-03, the year first, not "{text}"') from None


def asked(question: str, *, nothing: str = "Nothing was typed, and nothing has been changed.") -> str:
    """The line that is typed after the question, or the next one of a pipe. Where there is none, raises Trouble saying
    `nothing`."""
    try:
        return input(question)
    except EOFError:
        raise Trouble(nothing) from None


# --- the data folder and the records ---------------------------------------------------------------------


def data(options: argparse.Namespace) -> Path:
    """The data folder, which may not be there yet."""
    folder: Path = options.data or config.data_folder()
    if folder.exists() and not folder.is_dir():
        raise Trouble(f"{folder} is a file. --data takes the folder that the records are in.")
    return folder


def store(options: argparse.Namespace) -> "Store":
    """The records for a command that changes them: not while the kiosk has them open."""
    from kiosk.records import backup, salvage

    records, recovered = salvage.open_store(_records(options), data(options) / backup.FOLDER)
    if recovered is not None:
        print(recovered, file=sys.stderr)
    return records


@contextmanager
def reading(options: argparse.Namespace) -> "Iterator[tuple[Store, datetime | None]]":
    """The records for a command that only reads; while the kiosk has them open, its newest copy and of when that is."""
    from kiosk.records import backup

    records, as_at = backup.open_reading(_records(options), data(options) / backup.FOLDER)
    with records:
        yield records, as_at


def say_as_at(as_at: datetime | None) -> None:
    if as_at is not None:
        print(f"As at {as_at:%d.%m.%Y %H:%M}: the kiosk is running, so its newest copy was read.")


def class_called(title: str, classes: Sequence["ClassRow"]) -> "ClassRow":
    """Whatever the capitals and the spaces: "2oak" is 2 Oak. Raises Trouble."""
    for row in classes:
        if _plain(row.title) == _plain(title):
            return row
    raise Trouble(f'There is no class "{title}".{meant(title, [row.title for row in classes])}')


def _plain(title: str) -> str:
    return title.casefold().replace(" ", "")


def _records(options: argparse.Namespace) -> Path:
    path = data(options) / config.DATABASE
    if not path.exists():
        raise Trouble(f"There are no records in {path.parent} yet. Start `kiosk` once to set the school up.")
    return path


def avatars() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (config.shipped("assets") / "avatars").glob("*.svg")))
