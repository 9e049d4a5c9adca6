"""The folder of a school's own: how much it may hold, and what its files may be called, so that it can be carried from
one computer to another and nothing in it leads out of it."""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

FILES = 200
BYTES = 50_000_000
_NEVER = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ]$')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
"""What Windows keeps for itself, with any ending."""


def amiss(home: Path) -> tuple[list[tuple[str, str]], bool]:
    """What is wrong with the folder, each with the file's name within it; and whether it is too much to be read."""
    wrong: list[tuple[str, str]] = []
    seen: dict[str, str] = {}
    size = 0
    for count, (name, path) in enumerate(_everything(home)):
        if count == FILES:
            return [*wrong, (name, f"There are too many files in this folder. {FILES} is the most.")], True
        size += path.lstat().st_size
        if size > BYTES:
            return [*wrong, (name, f"This folder is too big. {BYTES // 1_000_000} MB is the most.")], True
        wrong += [(name, sentence) for sentence in _named(name, seen)]
    return wrong, False


def _everything(home: Path) -> Iterator[tuple[str, Path]]:
    """Every file, and every link to a folder: sorted, and without what hidden folders hold."""
    for folder, folders, names in os.walk(home):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        for name in sorted([*names, *links]):
            path = Path(folder, name)
            yield path.relative_to(home).as_posix(), path


def _named(name: str, seen: dict[str, str]) -> Iterator[str]:
    for part in name.split("/"):
        if _NEVER.search(part):
            yield f'A name such as "{_shown(part)}" means something else on some computers. Call it otherwise.'
        elif _DEVICE.match(part):
            yield f'Windows keeps the name "{_shown(part)}" for itself. Call it otherwise.'
    alike = unicodedata.normalize("NFC", name).casefold()
    if alike in seen:
        yield f'This file and "{_shown(seen[alike])}" have the same name on some computers. Call one of them otherwise.'
    seen.setdefault(alike, name)


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:60]
