"""The computer: its disk, its clock, its screen, its sound. What the system says is asked for in `asked` and `read`."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from kiosk.doctor import Check, Finding
from kiosk.records.database import SQLITE_VERSION

LEAST_FREE, LITTLE_FREE = 1e9, 5e9
TARGET_MM = 20.0
_SMALLEST_TARGET = 112
"""Units of the 1920 that the screen is wide."""
_WAL_FAULT = ((3, 7, 0), (3, 51, 2))


def disk_encryption(folder: Path) -> Finding:
    what = "Disk encryption"
    if sys.platform == "win32":
        return _bitlocker(folder.resolve().drive or "C:")
    if sys.platform == "darwin":
        told = asked("/usr/bin/fdesetup", "status")
        if "FileVault is On" in told:
            return Finding(what, "ok", "FileVault is on.")
        if "FileVault is Off" in told:
            return Finding(what, "fix", "FileVault is off.", "Turn it on: System Settings, Privacy & Security.")
        return Finding(what, "look", "macOS does not say.", "Look at System Settings, Privacy & Security, FileVault.")
    encrypted = _on_encrypted_disk(folder)
    if encrypted is None:
        return Finding(what, "look", "this system does not say.", "Ask whoever set the computer up: LUKS should be on.")
    if encrypted:
        return Finding(what, "ok", "the data folder is on an encrypted disk (LUKS).")
    return Finding(
        what, "fix", "the data folder is on a disk that anybody who takes it can read.",
        "Set the computer up with an encrypted disk (LUKS), or move the data folder to one with --data.",
    )  # fmt: skip


def disk_space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    found = f"{free / 1e9:.1f} GB are free."
    if free < LEAST_FREE:
        return Finding("Disk space", "fix", found, "Make room: a full disk saves no signature.")
    if free < LITTLE_FREE:
        return Finding("Disk space", "look", found, "Make room before long; backups need some too.")
    return Finding("Disk space", "ok", found)


def clock(folder: Path) -> Finding:
    """Whether the system keeps its clock right by itself; how it stands to the records is looked at with those."""
    if sys.platform.startswith("linux"):
        told = asked("timedatectl", "show", "--property=NTP", "--property=NTPSynchronized")
        by_itself = "NTPSynchronized=yes" in told or "NTP=yes" in told if told else None
    elif sys.platform == "win32":
        told = asked("sc", "query", "w32time")
        by_itself = "RUNNING" in told if told else None
    else:
        told = asked("/usr/sbin/systemsetup", "-getusingnetworktime")
        by_itself = "On" in told if "Network Time" in told else None
    if by_itself is None:
        return Finding(
            "Clock", "look", "the system does not say whether it keeps its clock right.", "Compare it with another one."
        )
    if by_itself:
        return Finding("Clock", "ok", "the system keeps it right by itself.")
    return Finding("Clock", "look", "nothing keeps it right.", "Turn on setting the time automatically.")


def sqlite(folder: Path) -> Finding:
    version = SQLITE_VERSION
    if _WAL_FAULT[0] <= tuple(map(int, version.split("."))) <= _WAL_FAULT[1]:
        return Finding(
            "SQLite", "ok", f"{version}. Versions up to 3.51.2 can damage a file that two programs write to; the kiosk "
            "lets nobody else in, so open the records with nothing else either.",
        )  # fmt: skip
    return Finding("SQLite", "ok", f"{version}.")


def screen(folder: Path) -> Finding:
    from kiosk.ui import screens

    sizes = screens.sizes()
    if not sizes:
        return Finding("Screen", "look", "there is none here.", "Run this on the kiosk itself, not over the network.")
    width, height = sizes[0]
    found = f"{width} × {height} pixels"
    if width < 1024 or height < 720:
        return Finding("Screen", "fix", f"{found}.", "Choose at least 1280 × 720 in the system's display settings.")
    across = _screen_mm()
    if across is None:
        return Finding("Screen", "ok", f"{found}; how large it is, it does not say (a projector never does).")
    # The canvas of 1920 x 1080 units fills the screen as far as its shape allows.
    target = _SMALLEST_TARGET * min(width / 1920, height / 1080) * across / width
    found += f", {across / 10:.0f} cm wide: the smallest button is {target:.0f} mm"
    if target < TARGET_MM:
        return Finding(
            "Screen", "look", f"{found}; small fingers need 20.", "Use a larger screen: 15.6 inches or more."
        )
    return Finding("Screen", "ok", f"{found}.")


def scale(folder: Path) -> Finding:
    """Windows draws programs larger than they ask for, blurred, unless they say that they know; ours does say so."""
    if sys.platform == "win32":
        import ctypes

        percent = round(ctypes.windll.user32.GetDpiForSystem() / 96 * 100)
        return Finding("Screen scale", "ok", f"{percent} %; the kiosk draws at full sharpness whatever it is.")
    factor = os.environ.get("GDK_SCALE") or os.environ.get("QT_SCALE_FACTOR") or "1"
    return Finding("Screen scale", "ok", f"{float(factor):.0%}.")


def sound(folder: Path) -> Finding:
    from kiosk.sound.outputs import outputs

    names = outputs()
    if not names:
        return Finding(
            "Sound", "fix", "there is no sound output.", "Connect loudspeakers: some pupils cannot read yet."
        )
    return Finding("Sound", "ok", f"{', '.join(names)}.")


def voice(folder: Path) -> Finding:
    from kiosk.sound.voice import VoiceError
    from kiosk.sound.voices import Voices, of_this_system

    try:
        used = Voices(of_this_system()).first("en-GB", lambda voice: voice.name)
    except VoiceError as fault:
        return Finding("Voice", "fix", str(fault), "Reinstall the program, or install a British voice.")
    return Finding("Voice", "ok", f"{used}.")


def fonts(folder: Path) -> Finding:
    from kiosk import config
    from kiosk.ui.text import Fonts

    cache = config.cache_folder() / "fonts"
    faces = [Fonts(cache).face(weight) for weight in (400, 600, 700)]
    if all(isinstance(face, Path) for face in faces):
        return Finding("Fonts", "ok", "Lexend is made and kept.")
    return Finding("Fonts", "look", f"{cache} cannot be written to, so they are made at every start.", "Let it be.")


CHECKS: tuple[Check, ...] = (disk_encryption, disk_space, clock, screen, scale, sound, voice, fonts, sqlite)


# --- the disk --------------------------------------------------------------------------------------------


def _bitlocker(drive: str) -> Finding:
    """The shell's own property needs no administrator, which `manage-bde` does."""
    told = asked(
        "powershell", "-NoProfile", "-Command",
        f"(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
        ".ExtendedProperty('System.Volume.BitLockerProtection')",
    ).strip()  # fmt: skip
    if not told.isdigit():
        status = asked("manage-bde", "-status", drive)
        told = "1" if "Protection On" in status else "2" if "Protection Off" in status else ""
    what = "Disk encryption"
    if told in ("1", "3", "6"):
        return Finding(what, "ok", f"BitLocker protects {drive}" + (" (still encrypting)." if told == "3" else "."))
    if told == "5":
        return Finding(what, "fix", f"BitLocker is suspended on {drive}", "Resume protection in its settings.")
    if told in ("0", "2", "4", "7", "8"):
        return Finding(what, "fix", f"{drive} is not encrypted.", "Turn BitLocker on, and keep its recovery key safe.")
    return Finding(what, "look", "Windows does not say.", f"Look at the BitLocker settings of {drive}")


def _on_encrypted_disk(folder: Path, system: Path = Path("/sys")) -> bool | None:
    """Whether the block device that the folder is on is, or stands on, an encrypted one; None: there is no telling."""
    number = os.stat(folder).st_dev
    if os.major(number) == 0:  # btrfs and the like have no device of their own: the one that is mounted
        source = _source(folder)
        if source is None:
            return None
        number = os.stat(source).st_rdev
    device = system / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    return _is_encrypted(device.resolve()) if device.exists() else None


def _is_encrypted(device: Path) -> bool:
    name = device / "dm" / "uuid"
    if name.is_file() and name.read_text().startswith("CRYPT-"):
        return True
    below = device / "slaves"
    return below.is_dir() and any(_is_encrypted(part.resolve()) for part in below.iterdir())


def _source(folder: Path) -> Path | None:
    told = asked("findmnt", "--noheadings", "--output", "SOURCE", "--target", str(folder))
    source = Path(re.sub(r"\[.*\]$", "", told.strip()))  # "/dev/sda2[/@home]" on btrfs
    return source if source.is_block_device() else None


# --- the screen ------------------------------------------------------------------------------------------


def _screen_mm() -> float | None:
    """How wide the main screen is, in millimetres, as it says itself."""
    if sys.platform == "win32":
        told = asked(
            "powershell", "-NoProfile", "-Command",
            "(Get-CimInstance -Namespace root/wmi -ClassName WmiMonitorBasicDisplayParams)[0].MaxHorizontalImageSize",
        )  # fmt: skip
        return float(told) * 10 if told.strip().isdigit() and int(told) else None
    if sys.platform == "darwin":
        import ctypes
        import ctypes.util

        class Size(ctypes.Structure):
            _fields_ = (("width", ctypes.c_double), ("height", ctypes.c_double))

        graphics = ctypes.CDLL(ctypes.util.find_library("CoreGraphics"))
        graphics.CGDisplayScreenSize.restype = Size
        return float(graphics.CGDisplayScreenSize(graphics.CGMainDisplayID()).width) or None
    return _from_xrandr(asked("xrandr", "--current"))


def _from_xrandr(told: str) -> float | None:
    """ "eDP-1 connected primary 1920x1080+0+0 (normal ...) 344mm x 194mm": the primary screen's, or the first's."""
    lines = re.findall(r"^\S+ connected( primary)?.*? (\d+)mm x (\d+)mm", told, re.MULTILINE)
    lines.sort(key=lambda line: not line[0])
    for _, across, down in lines:
        # 160 x 90 and 16 x 9 are what a screen that does not know sends.
        if int(across) > 0 and (int(across), int(down)) not in ((160, 90), (16, 9)):
            return float(across)
    return None


def asked(*command: str) -> str:
    """What a program of the system's answers; nothing where there is none, or where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=15, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
