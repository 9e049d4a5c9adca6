"""Files that are either whole or not there, written under another name, brought to the disk, then renamed; and knowing
again, by the digest of all of it, a file that was found whole.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yields the name to write to; when the block ends well, that file becomes `target`, through a power cut too.

    Readable by this user alone. When the block fails, what stood at `target` still stands and the new file is gone.
    """
    fresh = target.with_name(target.name + ".tmp")
    fresh.unlink(missing_ok=True)
    try:
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield fresh
        with open(fresh, "r+b") as file:
            os.fsync(file.fileno())
        os.replace(fresh, target)
        sync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder last through a power cut. Windows does that by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sum_file(path: Path) -> Path:
    """Where the digest of a whole file of records is kept, beside it."""
    return path.with_name(path.name + ".sum")


def keep_sum(path: Path) -> None:
    """For a file that is known to be whole. Not worth a fault: without it every row is read again next time."""
    with contextlib.suppress(OSError):
        sum_file(path).write_text(_digest(path), encoding="ascii")


def is_as_summed(path: Path) -> bool:
    """Whether it is to the byte what it was when its sum was kept."""
    try:
        return sum_file(path).read_text(encoding="ascii") == _digest(path)
    except (OSError, UnicodeDecodeError):
        return False


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
