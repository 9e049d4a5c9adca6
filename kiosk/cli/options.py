"""What the commands share: the sentence for the person at the desk, sizes, the data folder and the school's records."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import config

if TYPE_CHECKING:
    from kiosk.records.store import Store

Commands = argparse._SubParsersAction  # argparse's own name for what add_subparsers() returns


class Trouble(Exception):
    """Something that the person at the desk can put right; the text is a sentence for them."""


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


def data(options: argparse.Namespace) -> Path:
    folder: Path = options.data or config.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
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


def _records(options: argparse.Namespace) -> Path:
    path = data(options) / config.DATABASE
    if not path.exists():
        raise Trouble(f"There are no records in {path.parent} yet. Start `kiosk` once to set the school up.")
    return path


def avatars() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (config.shipped("assets") / "avatars").glob("*.svg")))
