import os
import subprocess
from pathlib import Path

import pytest

from kiosk.records import homes
from kiosk.records.faults import UnsafeFolder

from .made import Clock, open_store

MOUNTS = [
    ("/", "ext4"), ("/home", "ext4"), ("/home/lead/school share", "cifs"), ("/srv", "nfs4"), ("/srv/own", "xfs"),
    ("/media/stick", "vfat"), ("/run/user/1000/gvfs", "fuse.gvfsd-fuse"),
]  # fmt: skip


def test_this_computers_own_disk_is_fine(tmp_path: Path) -> None:
    assert homes.why_not(tmp_path) is None
    assert homes.why_not(tmp_path / "not made yet" / "deeper") is None


def test_the_mounts_of_this_machine_can_be_read() -> None:
    if not Path("/proc/self/mountinfo").exists():
        pytest.skip("Linux tells its mounts there")
    assert homes._file_system(Path("/proc")) == "proc"
    assert homes._file_system(Path("/")) not in ("", "proc")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_real_mount_covers_what_is_under_it(tmp_path: Path) -> None:
    disk = tmp_path / "a disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=False, capture_output=True).returncode:
        pytest.skip("no mounting here")
    try:
        assert homes._file_system(disk / "deeper") == "tmpfs"
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/lead/kiosk", "ext4"), ("/home/lead/school share/kiosk", "cifs"), ("/srv/kiosk", "nfs4"),
        ("/srv/own/kiosk", "xfs"), ("/srvx", "ext4"), ("/media/stick", "vfat"),
    ],
)  # fmt: skip
def test_the_longest_mount_counts(folder: str, kind: str) -> None:
    assert homes._kind(Path(folder), MOUNTS) == kind


def test_a_line_of_the_mounts_is_read() -> None:
    line = r"36 35 98:0 /mnt1 /mnt/a\040b rw,noatime master:1 - ext3 /dev/root rw,errors=continue"
    assert homes._mount(line) == ("/mnt/a b", "ext3")


@pytest.mark.parametrize(
    ("folder", "client"),
    [
        ("/Users/lead/OneDrive - Hazel Lane Primary/kiosk", "OneDrive"),
        ("/home/lead/OneDrive/kiosk", "OneDrive"),
        ("/home/lead/Dropbox (Personal)/kiosk", "Dropbox"),
        ("/home/lead/dropbox", "Dropbox"),
        ("/Users/lead/Library/CloudStorage/GoogleDrive-lead@example.org/My Drive", "Google Drive"),
        ("/Users/lead/Library/CloudStorage/kiosk", "a cloud drive"),
        ("/Users/lead/Library/Mobile Documents/kiosk", "iCloud"),
        ("/home/lead/Nextcloud/school", "Nextcloud"),
    ],
)
def test_a_sync_clients_folder_is_known_by_its_name(folder: str, client: str) -> None:
    said = homes.why_not(Path(folder))
    assert said is not None
    assert f"{client} copies elsewhere" in said
    assert "--data DIR" in said


@pytest.mark.parametrize("folder", ["/home/lead/dropboxes", "/home/lead/my OneDrive notes", "/home/onedrivers/kiosk"])
def test_a_name_that_only_looks_like_one_is_fine(folder: str) -> None:
    assert homes.why_not(Path(folder)) is None


@pytest.mark.parametrize("marker", homes._LEFT)
def test_a_sync_clients_folder_is_known_by_what_it_leaves_there(tmp_path: Path, marker: str) -> None:
    (tmp_path / marker).touch()
    assert homes.why_not(tmp_path / "a" / "b") is not None


def test_windows_says_where_onedrive_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Documents"))
    assert homes.why_not(tmp_path / "Documents" / "kiosk") is not None
    assert homes.why_not(tmp_path / "kiosk") is None


@pytest.mark.parametrize("folder", [r"\\server\share\kiosk", "//server/share/kiosk"])
def test_a_network_path_is_one(folder: str) -> None:
    assert homes._share(Path(folder)) == "on a network share"


def test_records_are_not_begun_there(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    with pytest.raises(UnsafeFolder, match="OneDrive copies elsewhere"):
        open_store(folder, clock)
    assert list(folder.iterdir()) == []
