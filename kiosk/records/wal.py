"""The write-ahead log after a crash: whether SQLite had to leave out more of it than a crash explains.

SQLite reads the log up to the last commit whose checksums hold, and says nothing of what comes after. After a power cut
that is at most one change, which nobody had been thanked for: each change is on the disk before the next begins. Two or
more commits after that point were thanked for, so the disk has spoiled a page before them. The format is SQLite's own
(sqlite.org/walformat.html).
"""

import struct
from pathlib import Path

_HEADER, _FRAME = 32, 24
_MAGIC = 0x377F0682  # its last bit says which way round the checksums read the words


def is_cut_short(log: Path) -> bool:
    """Whether commits would be left out that had been thanked for. To be asked before SQLite opens the database: it
    folds what it can read into the file and throws the log away. A quarter of a second for what is usual after a crash.
    """
    try:
        content = log.read_bytes()
    except OSError:
        return False
    size, salts = _page_size(content), _salts(content)
    if size is None:
        return False
    order = ">" if content[3] & 1 else "<"
    checksum = struct.unpack_from(">2I", content, 24) if _header_holds(content) else None
    left_out = 0
    for at in range(_HEADER, len(content) - _FRAME - size + 1, _FRAME + size):
        if content[at + 8 : at + 16] != salts:  # of the log before it, which was folded in; or spoiled
            checksum = None
            continue
        if checksum is not None:
            checksum = _checksum(content[at : at + 8], checksum, order)
            checksum = _checksum(content[at + _FRAME : at + _FRAME + size], checksum, order)
            if checksum != struct.unpack_from(">2I", content, at + 16):
                checksum = None
        left_out += checksum is None and content[at + 4 : at + 8] != bytes(4)
    return left_out > 1


def mend(log: Path) -> None:
    """Make the checksums hold again, in a copy of a log, so that SQLite reads all of it; rows tell what is spoiled."""
    content = bytearray(log.read_bytes())
    size = _page_size(content)
    salts = _salts(content)
    if size is None or salts is None:
        return
    struct.pack_into(">4I8s", content, 0, _MAGIC, 3007000, size, 0, salts)
    checksum = _checksum(content[:24], (0, 0))
    struct.pack_into(">2I", content, 24, *checksum)
    frames = range(_HEADER, len(content) - _FRAME - size + 1, _FRAME + size)
    last = max(at for at in frames if content[at + 8 : at + 16] == salts)
    for at in frames[: frames.index(last) + 1]:
        content[at + 8 : at + 16] = salts
        checksum = _checksum(content[at : at + 8], checksum)
        checksum = _checksum(content[at + _FRAME : at + _FRAME + size], checksum)
        struct.pack_into(">2I", content, at + 16, *checksum)
    log.write_bytes(content)


def _page_size(content: bytes | bytearray) -> int | None:
    """From the header, or, where that is spoiled, what all files of ours have."""
    if len(content) < _HEADER + _FRAME:
        return None
    return int(struct.unpack_from(">I", content, 8)[0]) if _header_holds(content) else 4096


def _salts(content: bytes | bytearray) -> bytes | None:
    """The header's; where that is spoiled, the first frame's."""
    if len(content) < _HEADER + _FRAME:
        return None
    return bytes(content[16:24] if _header_holds(content) else content[_HEADER + 8 : _HEADER + 16])


def _header_holds(content: bytes | bytearray) -> bool:
    magic = struct.unpack_from(">I", content, 0)[0]
    if magic & ~1 != _MAGIC:
        return False
    kept = struct.unpack_from(">2I", content, 24)
    return _checksum(content[:24], (0, 0), ">" if magic & 1 else "<") == kept


def _checksum(content: bytes | bytearray, before: tuple[int, int], order: str = "<") -> tuple[int, int]:
    one, two = before
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for nth in range(0, len(words), 2):
        one = (one + words[nth] + two) & 0xFFFFFFFF
        two = (two + words[nth + 1] + one) & 0xFFFFFFFF
    return one, two
