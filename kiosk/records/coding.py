"""Bytes from an office's computer into text: what they are coded in, and whether that is sure."""

from pathlib import Path

from kiosk.records.faults import RosterFault

LARGEST = 5_000_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises RosterFault where it cannot be read, or is too large to be a roster."""
    try:
        if path.stat().st_size > LARGEST:
            raise RosterFault("The file is too large to be a roster. Export only names, year and class.")
        return path.read_bytes()
    except OSError as fault:
        raise RosterFault(f"{path.name} could not be read: {fault.strerror}.") from fault


def decoded(data: bytes) -> tuple[str, str, bool]:
    """The text, what it was coded in, and whether that is sure. Raises RosterFault, with the line, where it is none."""
    for mark, coding, told in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], coding), told, True
    if b"\0" in data[:4000]:
        # Without its mark, UTF-16 reads "happily" as cp1252; the zeros beside Latin letters give it away.
        head = data[:4000]
        odd, even = head[1::2].count(0), head[0::2].count(0)
        if max(odd, even) < len(head) // 8:
            raise RosterFault("This is not a text file. Export the roster as CSV.")
        return _text(data, "utf-16-le" if odd > even else "utf-16-be"), "UTF-16 without its mark", False
    try:
        return data.decode("utf-8"), "UTF-8", True
    except UnicodeDecodeError:
        return _text(data, "cp1252"), "Windows (cp1252)", False


def _text(data: bytes, coding: str) -> str:
    try:
        return data.decode(coding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise RosterFault(
            f"Some letters near line {line} cannot be read. Export the roster again, as “CSV UTF-8”."
        ) from fault


def mended(name: str) -> str:
    """ "ZoÃ«" is UTF-8 that a program took for cp1252 before it wrote the file; no real name reads so."""
    if name.isascii():
        return name
    try:
        return b"".join(_byte(letter) for letter in name).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def _byte(letter: str) -> bytes:
    """cp1252 has five holes, which programs pass through as they are."""
    return letter.encode("latin-1") if letter in "\x81\x8d\x8f\x90\x9d" else letter.encode("cp1252")
