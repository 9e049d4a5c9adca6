"""The one way out: what may be written as what, locked, refused, logged, whole or not there."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.records import exports
from kiosk.records.exports import FORMS, NAMED, USES, Material, Wanted, drives, guard
from kiosk.records.exports.wanted import CALLED
from kiosk.records.faults import NotAllowed, NotSaved
from kiosk.records.rows import Only, StaffRow
from kiosk.records.store import Store

from ..made import class_id
from .conftest import NAMES

PASSWORD = "three odd pelicans"
EVERY = [(what, form) for what, forms in FORMS.items() for form in forms]


def wanted(store: Store, what: Any, form: Any) -> Wanted:
    pupil = store.pupils(class_id(store))[0].id if what == "subject-access" else None
    return Wanted(what, form, pupil_id=pupil)


def log(store: Store) -> dict[str, Any]:
    row = store.query("select * from audit order by seq desc limit 1")[0]
    return {**row, **json.loads(row["detail"])}


@pytest.mark.parametrize(("what", "form"), EVERY)
def test_everything_is_written_logged_and_carries_the_head_code(
    school: Store, material: Material, lead: StaffRow, tmp_path: Path, what: Any, form: Any
) -> None:
    done: list[float] = []
    out = tmp_path / "out"
    written = exports.write(
        school, wanted(school, what, form), out, lead, material=material, unprotected=True, progress=done.append
    )
    assert list(out.iterdir()) == [written.path]
    assert written.path.suffix == f".{form}"
    assert written.path.stat().st_size > 100
    assert (written.path.stat().st_mode & 0o077) == 0 or os.name == "nt"
    assert done == sorted(done)
    assert done[-1] == 1.0
    assert written.head_code == school.head_code()
    noted = log(school)
    assert (noted["what"], noted["report"], noted["file"], noted["password"], noted["rows"]) == (
        "export", what, written.path.name, False, written.rows,
    )  # fmt: skip
    assert noted["staff_id"] == lead.id
    assert not any(name in noted["detail"] for name in NAMES)
    assert school.check_audit(written.head_code) == []


@pytest.mark.parametrize("what", sorted(NAMED))
def test_what_holds_names_needs_a_password_or_somebody_who_says_no(
    school: Store, material: Material, tmp_path: Path, what: Any
) -> None:
    before = school.head_code()
    for form in FORMS[what]:
        with pytest.raises(NotAllowed, match="needs a password"):
            exports.write(school, Wanted(what, form), tmp_path / "out", None, material=material)
    assert not (tmp_path / "out").exists()
    assert school.head_code() == before, "nothing was written, so nothing is in the log"


@pytest.mark.parametrize("what", sorted(set(FORMS) - NAMED))
def test_what_holds_no_names_is_open_and_holds_none(
    school: Store, material: Material, tmp_path: Path, what: Any
) -> None:
    for form in FORMS[what]:
        path = exports.write(school, Wanted(what, form), tmp_path / "out", None, material=material).path
        text = readable(path)
        assert not any(name in text for name in NAMES[:-1])
        assert not any(f"Family{n}" in text for n in range(len(NAMES)))


def readable(path: Path) -> str:
    """What a person could read of it."""
    if path.suffix == ".pdf":
        return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True).stdout if POPPLER else ""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        return "\n".join(str(cell.value) for sheet in load_workbook(path) for row in sheet for cell in row)
    return path.read_text("utf-8-sig")


POPPLER = subprocess.run(["which", "pdftotext"], capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "5 characters; it needs 12"),
        ("a" * 101, "at most 100"),
        ("aaaaaaaaaaaa", "repeats"),
        ("tab\tand more here", "typed"),
    ],
)
def test_a_password_that_would_not_last_is_refused(school: Store, tmp_path: Path, password: str, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        exports.write(school, Wanted("record", "csv"), tmp_path / "out", None, password=password)
    assert not (tmp_path / "out").exists()


def test_a_locked_workbook_opens_with_its_password_alone(school: Store, material: Material, tmp_path: Path) -> None:
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import InvalidKeyError
    from openpyxl import load_workbook

    written = exports.write(school, Wanted("record", "xlsx"), tmp_path, None, material=material, password=PASSWORD)
    assert written.protected
    locked = written.path.read_bytes()
    assert not any(name.encode() in locked or name.encode("utf-16-le") in locked for name in NAMES)
    file = OfficeFile(io.BytesIO(locked))
    assert file.is_encrypted()
    with pytest.raises(InvalidKeyError):
        file.load_key(password="three odd pelican", verify_password=True)
    file.load_key(password=PASSWORD, verify_password=True)
    plain = io.BytesIO()
    file.decrypt(plain)
    assert load_workbook(plain).sheetnames == ["Summary", "1 Acorn", "4B"]


def test_a_locked_table_is_in_an_aes_zip(school: Store, tmp_path: Path) -> None:
    import pyzipper

    written = exports.write(school, Wanted("record", "csv"), tmp_path, None, password=PASSWORD)
    assert written.path.name == "School_record_2026-11-22.zip"
    with pyzipper.AESZipFile(written.path) as archive:
        (info,) = archive.infolist()
        assert (info.filename, info.flag_bits & 1) == ("School_record_2026-11-22.csv", 1)
        with pytest.raises(RuntimeError, match="password"):
            archive.read(info.filename)
        with pytest.raises(RuntimeError, match="Bad password"):
            archive.read(info.filename, pwd=b"three odd pelican")
        text = archive.read(info.filename, pwd=PASSWORD.encode()).decode("utf-8-sig")
    assert {row["Given name"] for row in csv.DictReader(io.StringIO(text))} >= {"Zoë", "Łukasz", "'=1+1"}


def test_what_does_not_open_again_is_not_kept(
    school: Store, material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msoffcrypto.format.ooxml as office

    monkeypatch.setattr(office.OOXMLFile, "encrypt", lambda self, password, out: out.write(_other_workbook(password)))
    with pytest.raises(NotSaved, match="could not be opened again"):
        exports.write(school, Wanted("record", "xlsx"), tmp_path / "out", None, material=material, password=PASSWORD)
    assert list((tmp_path / "out").iterdir()) == []


def _other_workbook(password: str) -> bytes:
    """Locked with the same password, and not what was to be locked."""
    import xlsxwriter
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain)
    book.add_worksheet()
    book.close()
    plain.seek(0)
    return bytes(ECMA376Agile.encrypt(password, plain))


# --- refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", sorted(FORMS))
def test_a_form_that_there_is_not_is_refused_with_those_that_there_are(
    school: Store, tmp_path: Path, what: Any
) -> None:
    for form in {"csv", "xlsx", "pdf", "json"} - set(FORMS[what]):
        with pytest.raises(NotAllowed, match=FORMS[what][0]):
            exports.write(school, Wanted(what, form), tmp_path, None, unprotected=True)


NARROWING: dict[str, Any] = {
    "class_ids": ("x",), "year_groups": ("Y4",), "half_terms": ("Autumn 1",), "lesson_ids": ("a",),
    "statuses": ("shown",), "modes": ("individual",), "since": date(2026, 9, 1), "until": date(2026, 9, 1),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(FORMS))
@pytest.mark.parametrize("field", sorted(NARROWING))
def test_what_cannot_be_used_is_never_passed_over(school: Store, tmp_path: Path, what: Any, field: str) -> None:
    if field in USES[what]:
        return
    only = Only(**{field: NARROWING[field]})
    with pytest.raises(NotAllowed, match=f"cannot be narrowed by {CALLED[field]}"):
        exports.write(school, Wanted(what, FORMS[what][0], only), tmp_path, None, unprotected=True)


def test_memory_sticks_are_refused_unless_the_school_allows_them(
    school: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drives, "removable", lambda folder: True)
    with pytest.raises(NotAllowed, match="memory stick"):
        exports.write(school, Wanted("coverage", "csv"), tmp_path / "stick", None)
    assert not (tmp_path / "stick").exists()
    assert exports.write(school, Wanted("coverage", "csv"), tmp_path / "stick", None, removable=True).path.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /sys")
@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ({"block/sdb/removable": "1\n"}, True),
        ({"devices/pci/usb2/block/sdb/removable": "0\n"}, True),
        ({"block/sda/removable": "0\n"}, False),
        ({"block/nvme0n1/size": "0\n"}, False),
    ],
)
@pytest.mark.parametrize("partition", [False, True])
def test_a_drive_says_itself_that_it_can_be_carried_away(
    tmp_path: Path, layout: dict[str, str], expected: bool, partition: bool
) -> None:
    number = os.stat(tmp_path).st_dev
    (name, content) = next(iter(layout.items()))
    flag = tmp_path / "sys" / name
    flag.parent.mkdir(parents=True)
    flag.write_text(content)
    device = flag.parent / "part1" if partition else flag.parent
    device.mkdir(exist_ok=True)
    link = tmp_path / "sys" / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    link.parent.mkdir(parents=True)
    link.symlink_to(device)
    assert drives._on_linux(tmp_path, tmp_path / "sys") is expected


def test_this_machines_own_folder_is_no_memory_stick_even_before_it_is_made(tmp_path: Path) -> None:
    assert drives.removable(tmp_path / "not" / "yet") is False


# --- whole or not there ----------------------------------------------------------------------------------


def test_a_disk_that_fills_up_leaves_nothing_behind(
    school: Store, material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()

    def pieces(*_: object) -> Any:
        yield b"half of it"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.records.exports.table.lines", pieces)
    with pytest.raises(NotSaved, match="No space left"):
        exports.write(school, Wanted("record", "csv"), out, None, material=material, unprotected=True)
    assert list(out.iterdir()) == []
    assert log(school)["what"] == "export", "noted before it was tried"


def test_names_are_in_no_other_file(
    school: Store, material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither on the way nor afterwards: what writes temporary files of its own would be found in them."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    seen: set[bytes] = set()
    keep = guard.keep

    def looked(target: Path, content: Any) -> None:
        seen.update(path.read_bytes() for path in scratch.rglob("*") if path.is_file())
        keep(target, content)

    monkeypatch.setattr(guard, "keep", looked)
    for what in sorted(NAMED):
        for form in FORMS[what]:
            asked = wanted(school, what, form)
            exports.write(school, asked, tmp_path / "out", None, material=material, password=PASSWORD)
    for content in seen | {path.read_bytes() for path in (tmp_path / "out").iterdir()}:
        assert not any(name.encode() in content for name in NAMES[:-1])
    assert [path for path in scratch.rglob("*") if path.is_file()] == []


def test_the_start_of_the_program_loads_no_writer() -> None:
    heavy = ("fpdf", "xlsxwriter", "msoffcrypto", "pyzipper", "uharfbuzz", "openpyxl", "PIL", "cryptography")
    program = (
        "import sys, kiosk.records.exports, kiosk.records.reports, kiosk.papers\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_class_gives_the_file_its_name_and_the_log_its_class(school: Store, tmp_path: Path) -> None:
    only = Only(class_ids=(class_id(school),))
    path = exports.write(school, Wanted("record", "csv", only), tmp_path, None, unprotected=True).path
    assert path.name == "4B_record_2026-11-22.csv"
    assert log(school)["class_id"] == class_id(school)
    again = exports.write(school, Wanted("record", "csv", only), tmp_path, None, unprotected=True).path
    assert again.name == "4B_record_2026-11-22_2.csv"
