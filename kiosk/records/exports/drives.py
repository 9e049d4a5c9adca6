"""Whether a folder is on a drive that somebody carries away in a pocket."""

import os
import sys
from pathlib import Path

_BUSES = ("usb", "mmc", "firewire")


def removable(folder: Path) -> bool:
    """True for a memory stick or card. What cannot be found out is taken for fixed: a share has no drive of its own."""
    found = folder.resolve()
    while not found.exists() and found != found.parent:
        found = found.parent
    try:
        if sys.platform == "win32":
            return _on_windows(found)
        return _on_mac(found) if sys.platform == "darwin" else _on_linux(found)
    except (OSError, ValueError):
        return False


def _on_linux(folder: Path, system: Path = Path("/sys")) -> bool:
    """The block device that the folder is on, and the one that it is a part of, say so themselves."""
    number = os.stat(folder).st_dev
    device = (system / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}").resolve()
    for place in (device, device.parent):
        flag = place / "removable"
        if flag.is_file():
            return flag.read_text().strip() == "1" or any(f"/{bus}" in str(place) for bus in _BUSES)
    return False


def _on_windows(folder: Path) -> bool:
    import ctypes

    drive_removable = 2
    root = folder.anchor
    if not root or root.startswith("\\\\"):
        return False
    return int(ctypes.windll.kernel32.GetDriveTypeW(root)) == drive_removable  # type: ignore[attr-defined,unused-ignore]


def _on_mac(folder: Path) -> bool:
    import plistlib
    import subprocess

    try:
        told = subprocess.run(["/usr/sbin/diskutil", "info", "-plist", _mount(folder)], capture_output=True, timeout=10)
    except subprocess.SubprocessError:
        return False
    about = plistlib.loads(told.stdout)
    return bool(about.get("RemovableMediaOrExternalDevice", about.get("Ejectable", False)))


def _mount(folder: Path) -> str:
    while not os.path.ismount(folder):
        folder = folder.parent
    return str(folder)
