"""Files that hold names: locked with a password, read back and compared, and never half there.

Nothing is written to the disk before it is locked. A password is never stored: who loses it makes the file again.
"""

import io
from collections.abc import Iterable
from pathlib import Path

from kiosk.records.faults import NotAllowed, NotSaved
from kiosk.records.files import replacing

LEAST, MOST = 12, 100
_NOT_THE_SAME = "The locked file could not be opened again, so it was not kept. Try again, or choose another form."


def check_password(password: str) -> None:
    """Raises NotAllowed with what to do. A file that was copied can be tried without limit, so it has to be long."""
    if len(password) < LEAST:
        raise NotAllowed(
            f"The password has {len(password)} characters; it needs {LEAST}. "
            "Three words that have nothing to do with each other are easy to keep."
        )
    if len(password) > MOST or not password.isprintable():
        raise NotAllowed(f"The password has at most {MOST} characters, all of which can be typed.")
    if len(set(password)) < 5:
        raise NotAllowed("The password repeats the same few characters. Choose another.")


def locked_workbook(plain: bytes, password: str) -> bytes:
    """A workbook that Excel and LibreOffice ask the password for. It is opened again and compared: the library that
    locks it calls that part of itself experimental.
    """
    from msoffcrypto import OfficeFile
    from msoffcrypto.format.ooxml import OOXMLFile

    locked, again = io.BytesIO(), io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, locked)
    opened = OfficeFile(io.BytesIO(locked.getvalue()))
    opened.load_key(password=password, verify_password=True)
    opened.decrypt(again)
    if again.getvalue() != plain:
        raise NotSaved(_NOT_THE_SAME)
    return locked.getvalue()


def locked_zip(name: str, plain: bytes, password: str) -> bytes:
    """One file in an archive of the AES kind, which Windows' own Explorer does not open, but 7-Zip and macOS do."""
    import pyzipper

    locked = io.BytesIO()
    with pyzipper.AESZipFile(locked, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        archive.writestr(name, plain)
    with pyzipper.AESZipFile(io.BytesIO(locked.getvalue())) as archive:
        archive.setpassword(password.encode())
        if archive.read(name) != plain:
            raise NotSaved(_NOT_THE_SAME)
    return locked.getvalue()


def keep(target: Path, content: Iterable[bytes]) -> None:
    """The whole file, or no file: under another name first, then renamed."""
    with replacing(target) as fresh, open(fresh, "wb") as file:
        file.writelines(content)
