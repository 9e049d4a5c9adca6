"""The lead's exports from the screen: chosen, locked, made, found in the folder, opened with what other people use."""

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
import pyzipper
from records.exports.readers import needs_poppler, text

from kiosk import demo, papers
from kiosk.app import STAFF_GONE
from kiosk.pilot import Lost, Pilot, Staff
from kiosk.records import reports
from kiosk.records.exports import Material, drives
from kiosk.records.rows import AccessRow
from kiosk.scenes.export_done import ExportDone

from .school import SLOW, Clock, School, book_of, class_of, pupils, store_of

CLASS = "2 Oak"


@pytest.fixture
def pilot(school: School) -> Pilot:
    """The lead is signed in."""
    pilot = school.start(clock=Clock(SLOW))
    Staff(pilot, *demo.LEAD).sign_in()
    return pilot


def choose(pilot: Pilot, what: str, form: str = "", group: str = "") -> None:
    """From anywhere: the Export tab, a kind, a form, a class."""
    if pilot.screen != "Export":
        pilot.tap("Export")
    pilot.tap(what)
    if form:
        pilot.tap(form)
    if group:
        pilot.tap("The whole school")
        pilot.tap(group)


def make(pilot: Pilot) -> Path:
    """Make the file, with the passphrase where it is asked for, and wait for it."""
    pilot.tap("Make the file")
    passphrase(pilot)
    pilot.until_screen("ExportDone")
    (path,) = files(pilot)
    assert pilot.sees(path.name)
    assert pilot.sees(str(path.parent)), "where it is can be read whole"
    return path


def passphrase(pilot: Pilot) -> None:
    if pilot.screen == "SignIn":
        pilot.type(demo.LEAD[1])
        pilot.tap("Sign in")


def files(pilot: Pilot) -> list[Path]:
    folder = pilot.app.flow.house.exports
    return sorted(folder.iterdir()) if folder.exists() else []


def shown_password(pilot: Pilot) -> str:
    return next(widget.label for widget in pilot.app.widgets if widget.key == "password")


def family_names(pilot: Pilot, title: str = CLASS) -> set[str]:
    return {pupil.family_name for pupil in pupils(pilot, title)}


def log(pilot: Pilot) -> list[AccessRow]:
    """Oldest first."""
    return reports.access_log(store_of(pilot))[::-1]


def workbook(path: Path, password: str) -> openpyxl.Workbook:
    plain = io.BytesIO()
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(plain)
    return openpyxl.load_workbook(plain)


# ---------------------------------------------------------------- made, and opened


def test_a_class_as_a_workbook_behind_the_kiosks_password(pilot: Pilot) -> None:
    choose(pilot, "Class record", "XLSX", CLASS)
    pilot.tap("Make the file")
    pilot.shows("SignIn")  # names go out: the passphrase once more
    assert not files(pilot)
    path = make_on(pilot)
    password = shown_password(pilot)
    assert pilot.sees("shown only now")
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        workbook(path, password + "x")
    book = workbook(path, password)
    rows = list(book[CLASS].iter_rows(values_only=True))
    assert {row[2] for row in rows[1:]} == family_names(pilot)
    checked, exported = log(pilot)[-2:]
    assert (checked.what, exported.what, exported.who) == ("code-checked", "export", demo.LEAD[0])
    assert path.name in exported.said
    kept = json.loads(store_of(pilot).query("select detail from audit where what = 'export'")[0]["detail"])
    assert kept == {
        "report": "record", "rows": len(rows) - 1, "file": path.name, "password": True,
        "class_id": class_of(store_of(pilot), CLASS),
    }  # fmt: skip
    head = next(widget.label for widget in pilot.app.widgets if widget.key == "value-3")
    assert head in str(book["Summary"]["A3"].value)
    assert store_of(pilot).check_audit(head) == []
    pilot.tap("I have written it down")
    pilot.shows("Export")
    assert not pilot.sees(password)


def make_on(pilot: Pilot) -> Path:
    """From the passphrase to the file."""
    passphrase(pilot)
    pilot.until_screen("ExportDone")
    (path,) = files(pilot)
    return path


def test_the_next_file_has_another_password(pilot: Pilot) -> None:
    seen = []
    for what in ("Class record", "Signatures due"):
        choose(pilot, what, "CSV", CLASS)
        pilot.tap("Make the file")
        passphrase(pilot)
        pilot.until_screen("ExportDone")
        seen.append(shown_password(pilot))
        pilot.tap("I have written it down")
    assert len(set(seen)) == 2


def test_a_table_in_a_zip_behind_a_password_of_ones_own(pilot: Pilot) -> None:
    choose(pilot, "Signatures due", "CSV", CLASS)
    pilot.tap("A password of mine")
    pilot.type("too short")
    pilot.press("tab")
    pilot.type("too short")
    with pytest.raises(Lost):
        pilot.tap("Use it")
    pilot.tap("Clear all")
    pilot.tap("Your password, 12 or more")
    pilot.tap("Clear all")
    for key in "longword":
        pilot.tap(key)
    pilot.type(" and more")
    pilot.fill("The same again", "longword and more")
    pilot.tap("Use it")
    path = make(pilot)
    assert not any(widget.key == "password" for widget in pilot.app.widgets), "nothing to write down"
    with pyzipper.AESZipFile(path) as archive:
        archive.setpassword(b"longword and more")
        (name,) = archive.namelist()
        rows = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    assert {row["Family name"] for row in rows} == family_names(pilot)


def test_without_a_password_only_when_it_is_said_twice(pilot: Pilot) -> None:
    choose(pilot, "Class record", "CSV", CLASS)
    pilot.tap("No password")
    pilot.tap("No, lock it")
    pilot.tap("No password")
    pilot.tap("Yes, leave it open")
    path = make(pilot)
    assert path.suffix == ".csv"
    assert CLASS in path.read_text(encoding="utf-8-sig")
    kept = json.loads(store_of(pilot).query("select detail from audit where what = 'export'")[0]["detail"])
    assert kept["password"] is False


@needs_poppler
def test_the_governors_page_from_the_coverage(pilot: Pilot) -> None:
    pilot.tap("Governors’ page")
    pilot.shows("Export")
    pilot.tap("Make the file")  # no names, no passphrase
    pilot.until_screen("ExportDone")
    (path,) = files(pilot)
    words = text(path)
    assert "Online-safety teaching" in words
    assert "What this page does not show" in words
    assert pilot.sees("what it does not show")
    assert not [name for title, *_ in demo.CLASSES for name in family_names(pilot, title) if f" {name} " in words]


@needs_poppler
def test_slips_of_a_class_from_the_agreement_in_two_languages(pilot: Pilot) -> None:
    pilot.tap("Agreement")
    pilot.tap("Print parents’ slips")
    pilot.tap("The whole school")
    pilot.tap(CLASS)
    pilot.tap("English")
    pilot.tap("English and Polski")
    path = make(pilot)
    with pytest.raises(PermissionError):
        text(path)
    sheets = text(path, shown_password(pilot)).split("\f")[:-1]
    everybody = pupils(pilot, CLASS)
    assert len(sheets) == 2 * len(everybody)
    assert all(any(f"{pupil.given_name} {pupil.family_name}" in sheet for sheet in sheets) for pupil in everybody)
    assert sum("Zgoda rodzica" in sheet for sheet in sheets) == len(everybody)


@needs_poppler
def test_posters_on_large_paper(pilot: Pilot) -> None:
    choose(pilot, "Posters")
    pilot.tap("Both key stages")
    pilot.tap("Key Stage 1")
    pilot.tap("A4")
    pilot.tap("A3")
    path = make(pilot)
    assert "A3" in path.name
    words = " ".join(text(path).split())
    rules = [rule.wording for rule in book_of(pilot).rules.values() if rule.id.startswith("ks1-")]
    assert [rule for rule in rules if rule.split()[0] not in words] == []
    assert "Key Stage 1" in words
    assert "Key Stage 2" not in words


def test_what_is_on_the_matrix_is_exported_as_it_is_there(pilot: Pilot) -> None:
    pilot.tap_key(f"class-{class_of(store_of(pilot), CLASS)}")
    pilot.shows("ClassMatrix")
    pilot.tap("Export this")
    pilot.shows("Export")
    assert pilot.sees(f"{CLASS}, ")
    path = make(pilot)
    book = workbook(path, shown_password(pilot))
    assert book.sheetnames == ["Summary", CLASS]
    assert {row[2] for row in book[CLASS].iter_rows(min_row=2, values_only=True)} == family_names(pilot)


def test_statements_by_day_and_half_term(pilot: Pilot) -> None:
    choose(pilot, "xAPI statements")
    pilot.tap("Any day")
    today = store_of(pilot).today()
    pilot.tap(str(today.day))
    pilot.tap("Use these days")
    path = make(pilot)
    assert json.loads(path.read_text(encoding="utf-8")) == []


# ---------------------------------------------------------------- not made


def test_a_memory_stick_is_refused_in_the_records_own_words(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = pilot.app.flow.house.exports
    monkeypatch.setattr(drives, "removable", lambda folder: folder == stick)
    choose(pilot, "Class record", "XLSX", CLASS)
    pilot.tap("Make the file")
    assert pilot.sees("this school does not allow pupils' records there")
    pilot.tap("OK")
    assert files(pilot) == []
    assert "export" not in [row.what for row in log(pilot)]


def test_a_stick_that_is_put_in_while_the_passphrase_is_typed_is_refused_too(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(pilot, "Class record", "XLSX", CLASS)
    pilot.tap("Make the file")
    monkeypatch.setattr(drives, "removable", lambda folder: True)
    passphrase(pilot)
    pilot.until_screen("Export")
    assert pilot.sees("No file was made")
    assert files(pilot) == []


def test_where_sticks_are_allowed_they_are_used(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    pilot = school.start(clock=Clock(SLOW))
    flow = pilot.app.flow
    flow.house = replace(flow.house, removable_drives=True)
    monkeypatch.setattr(drives, "removable", lambda folder: True)
    Staff(pilot, *demo.LEAD).sign_in()
    choose(pilot, "Coverage of the cycle")
    assert not pilot.sees("Memory sticks")
    assert make(pilot).exists()


def test_into_another_folder_of_the_settings(school: School, tmp_path: Path) -> None:
    pilot = school.start(clock=Clock(SLOW))
    flow = pilot.app.flow
    flow.house = replace(flow.house, more_exports={"Office": tmp_path / "office"})
    Staff(pilot, *demo.LEAD).sign_in()
    choose(pilot, "Coverage of the cycle", "CSV")
    pilot.tap("The exports folder")
    pilot.tap("Office")
    pilot.tap("Make the file")
    pilot.until_screen("ExportDone")
    assert files(pilot) == []
    (path,) = (tmp_path / "office").iterdir()
    assert pilot.sees(path.name)


def test_the_passphrase_is_not_given_and_nothing_chosen_is_lost(pilot: Pilot) -> None:
    choose(pilot, "Class record", "CSV", CLASS)
    pilot.tap("Make the file")
    pilot.tap("Close")
    pilot.shows("Export")
    assert CLASS in pilot.tappable
    assert files(pilot) == []


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every PDF waits for its letters until the event is set."""
    gate, made = threading.Event(), papers.material

    def waiting(font: Callable[[int], bytes | Path] | None) -> Callable[[int], bytes | Path]:
        def wait(weight: int) -> bytes | Path:
            gate.wait()
            assert font is not None
            return font(weight)

        return wait

    def material(*told: object, **more: object) -> Material:
        whole = made(*told, **more)  # type: ignore[arg-type]
        return replace(whole, font=waiting(whole.font))

    monkeypatch.setattr(papers, "material", material)
    yield gate
    gate.set()


def test_it_is_stopped_while_it_is_made_and_nothing_is_left(pilot: Pilot, held: threading.Event) -> None:
    choose(pilot, "Parents’ slips", group=CLASS)
    pilot.tap("Make the file")
    passphrase(pilot)
    pilot.until_screen("ExportWorking")
    pilot.until(lambda: log(pilot)[-1].what == "export", "everything to be read")
    pilot.wait(1.0)
    pilot.shows("ExportWorking")
    pilot.tap("Stop")
    assert pilot.sees("Stopping")
    held.set()
    pilot.until_screen("Export")
    assert pilot.sees("You stopped it")
    pilot.tap("OK")
    assert files(pilot) == []
    assert [row.what for row in log(pilot)][-2:] == ["export", "export-stopped"]
    assert CLASS in pilot.tappable, "what was chosen is still there"


def test_nobody_is_signed_out_by_a_file_that_takes_long_but_its_password_does_not_stay(
    pilot: Pilot, held: threading.Event
) -> None:
    choose(pilot, "Parents’ slips", group=CLASS)
    pilot.tap("Make the file")
    passphrase(pilot)
    later(pilot, 1.5 * STAFF_GONE)
    pilot.shows("ExportWorking")
    held.set()
    pilot.until_screen("ExportDone")
    later(pilot, 0.75 * STAFF_GONE)
    assert isinstance(pilot.app.scene, ExportDone)
    password = shown_password(pilot)
    later(pilot, 0.5 * STAFF_GONE)
    pilot.shows("Resting")
    assert not pilot.sees(password)


def later(pilot: Pilot, seconds: float) -> None:
    clock = pilot.app.clock
    assert isinstance(clock, Clock)
    clock.jump(seconds)
    pilot.steps()
