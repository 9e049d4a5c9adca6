"""What the program is put together from: the settings, and before them what the lead has set in the records."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import start
from kiosk.config import DATABASE, Settings
from kiosk.content.school import MONITORING
from kiosk.demo import make_school
from kiosk.records import codes
from kiosk.records.store import Store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(codes, "COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    with Store.open(tmp_path / DATABASE) as store:
        make_school(store, tmp_path / "rosters", ("fox", "owl"))
    return tmp_path


@pytest.mark.parametrize("in_file", [False, True])
@pytest.mark.parametrize("by_lead", [None, False, True])
def test_whether_a_system_checks_every_day_is_the_leads_to_say_then_the_files(
    folder: Path, in_file: bool, by_lead: bool | None
) -> None:
    with Store.open(folder / DATABASE) as store:
        if by_lead is not None:
            lead = next(person for person in store.staff() if person.role == "lead")
            store.set_school(lead, checks_daily=by_lead)
        settings = start.settled(replace(Settings(), checks_daily=in_file), store)
    book = start.book(settings=settings)
    said = book.lines["checks-every-day"].ks2 in book.rules[MONITORING].words.ks2
    assert said is (in_file if by_lead is None else by_lead)


def test_before_the_first_run_the_file_counts(tmp_path: Path) -> None:
    with Store.open(tmp_path / DATABASE) as store:
        assert start.settled(replace(Settings(), checks_daily=True), store).checks_daily
