"""All that is held on one pupil, on paper and as data, and of nobody else."""

import json
from pathlib import Path

import pytest

from kiosk.records import exports
from kiosk.records.exports import Material, Wanted
from kiosk.records.faults import NotAllowed
from kiosk.records.rows import StaffRow
from kiosk.records.store import Store

from ..made import pupil_id
from .conftest import NAMES
from .readers import needs_poppler, pages, text

PASSWORD = "three quiet hedgehogs"


def wanted(store: Store, name: str, form: str) -> Wanted:
    return Wanted("subject-access", form, pupil_id=pupil_id(store, name))  # type: ignore[arg-type]


@needs_poppler
@pytest.mark.parametrize("name", [name for name in NAMES if name != "=1+1"])
def test_every_name_can_be_read_off_the_paper(
    school: Store, lead: StaffRow, tmp_path: Path, fonts: Material, name: str
) -> None:
    written = exports.write(school, wanted(school, name, "pdf"), tmp_path, lead, material=fonts, password=PASSWORD)
    told = text(written.path, PASSWORD)
    assert f"What is held on {name} " in told
    assert written.head_code in told
    assert "What happened" in told
    for other in NAMES:
        assert other == name or other not in told
    with pytest.raises(PermissionError):
        text(written.path, "another word")


@needs_poppler
def test_a_long_record_goes_over_pages_and_leaves_nothing_out(
    school: Store, lead: StaffRow, tmp_path: Path, fonts: Material
) -> None:
    zoe = pupil_id(school, "Zoë")
    for row in school.correctable(zoe):
        school.void(row.event_id, "by-accident", lead)
    written = exports.write(school, wanted(school, "Zoë", "pdf"), tmp_path, lead, material=fonts, unprotected=True)
    told, sheets = text(written.path), pages(written.path, tmp_path)
    held = school.subject_access(zoe)
    assert told.count("taken back on") == sum(1 for row in held["what_happened"] if row["taken_back_at"]) > 0
    assert f"page {len(sheets)} of {len(sheets)}" in told
    for heading in ("Who", "Classes", "What happened", "In the access log", "What the school does with it"):
        assert heading in told


def test_as_data_it_is_what_the_records_say_and_the_head_code(school: Store, lead: StaffRow, tmp_path: Path) -> None:
    written = exports.write(school, wanted(school, "Zoë", "json"), tmp_path, lead, unprotected=True)
    told = json.loads(written.path.read_text(encoding="utf-8"))
    assert told.pop("access_log_code") == written.head_code
    again = json.loads(json.dumps(school.subject_access(pupil_id(school, "Zoë"))))
    assert {key: told[key] for key in told if key != "access_log"} == {
        key: again[key] for key in again if key != "access_log"
    }


def test_the_file_and_the_log_name_nobody(school: Store, lead: StaffRow, tmp_path: Path) -> None:
    written = exports.write(school, wanted(school, "Zoë", "json"), tmp_path, lead, password=PASSWORD)
    assert "Zo" not in written.path.name
    [row] = school.query("select detail from audit where what = 'export'")
    assert "Zo" not in row["detail"]
    assert pupil_id(school, "Zoë") not in row["detail"]


def test_of_nobody_there_is_nothing(school: Store, lead: StaffRow, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="Choose the pupil"):
        exports.write(school, Wanted("subject-access", "json"), tmp_path, lead, unprotected=True)
    with pytest.raises(NotAllowed, match="password"):
        exports.write(school, wanted(school, "Zoë", "json"), tmp_path, lead)
    assert list(tmp_path.glob("*access*")) == []
