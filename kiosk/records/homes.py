"""Where records may live: on this computer's own disk.

A database on a network share breaks, because two machines do not see the same file at the same moment; in a folder that
a program copies elsewhere it breaks too, and pupils' names leave.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath

_SHARES = frozenset(
    """nfs nfs3 nfs4 cifs smb smb2 smb3 smbfs ncpfs afs afpfs coda ceph glusterfs lustre davfs davfs2 webdav fuse.sshfs
    fuse.rclone
    fuse.davfs2 fuse.gvfsd-fuse fuse.google-drive-ocamlfuse fuse.onedriver fuse.s3fs fuse.glusterfs""".split()
)
# Wherever they stand in a path these names are a sync client's own.
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "pclouddrive": "pCloud",
}
# What a client leaves in the top folder of what it copies.
_LEFT = {
    ".dropbox": "Dropbox",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
}
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_REMOTE_DRIVE = 4  # Windows' own number


def why_not(folder: Path) -> str | None:
    """A sentence that says why the records may not live here and what to do, or nothing where they may."""
    place = _share(folder) or _sync(folder)
    if place is None:
        return None
    return (
        f"The records cannot live in {folder}, because that is {place}: they would break there. "
        "Choose a folder on this computer's own disk, with kiosk --data DIR."
    )


def _share(folder: Path) -> str | None:
    if str(folder).startswith(("\\\\", "//")) and not str(folder).startswith("\\\\?\\"):
        return "on a network share"
    kind = _file_system(folder)
    return f"on a network share ({kind})" if kind in _SHARES or kind == "remote" else None


def _sync(folder: Path) -> str | None:
    for parent in (folder, *folder.parents):
        for name, client in _SYNCED.items():
            # "OneDrive - Hazel Lane Primary", "Dropbox (Personal)"
            if re.fullmatch(rf"{re.escape(name)}( ?[-(].*)?", parent.name.casefold()):
                return f"in a folder that {client} copies elsewhere"
        for name, client in _LEFT.items():
            if (parent / name).exists():
                return f"in a folder that {client} copies elsewhere"
    for top in _onedrive_tops(os.environ):
        if PureWindowsPath(folder).is_relative_to(top):
            return "in a folder that OneDrive copies elsewhere"
    return None


def _onedrive_tops(environment: Mapping[str, str]) -> Iterator[PureWindowsPath]:
    """Where Windows says that OneDrive is, whatever the folder is called."""
    for name in _ONEDRIVE:
        if environment.get(name):
            yield PureWindowsPath(environment[name])


def _file_system(folder: Path) -> str:
    """The kind of the file system that the folder is on, in the system's own words; "remote" on Windows."""
    if sys.platform == "win32":
        import ctypes

        return "remote" if ctypes.windll.kernel32.GetDriveTypeW(folder.resolve().anchor) == _REMOTE_DRIVE else "local"
    if sys.platform == "darwin":
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return _kind(folder, re.findall(r"^.*? on (.*) \((\w+)", told, re.MULTILINE))
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    return _kind(folder, [_mount(line) for line in lines])


def _mount(line: str) -> tuple[str, str]:
    """Where, and of which kind: "36 35 98:0 / /mnt/a\\040b rw - ext4 /dev/sda1 rw"."""
    where, _, kind = line.partition(" - ")
    at = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), where.split(" ")[4])
    return at, kind.split(" ")[0]


def _kind(folder: Path, mounts: list[tuple[str, str]]) -> str:
    """Of the mount that the folder is under: the longest, and of equal ones the last, which covers the others."""
    here = folder.resolve()
    under = [(len(at), nth, kind) for nth, (at, kind) in enumerate(mounts) if here.is_relative_to(at)]
    return max(under)[2] if under else ""
