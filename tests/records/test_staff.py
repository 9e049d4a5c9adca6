import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.records import codes, staff
from kiosk.records.codes import check_code, plain_recovery_code
from kiosk.records.faults import BadCode, BadDates, BadName, NotFound
from kiosk.records.rows import Refused, SetUp, StaffRow
from kiosk.records.store import Store

from .made import FIRST, LEAD_PASSPHRASE, TEACHER_CODE, Clock, bring_in, class_id, open_store, person, stamp


def test_the_right_code_and_a_wrong_one(store: Store) -> None:
    teacher = person(store, "teacher")
    assert store.sign_in(teacher.id, "00000000") == Refused(9, 0.0)
    assert store.sign_in(teacher.id, TEACHER_CODE) == teacher
    assert store.sign_in(person(store, "lead").id, LEAD_PASSPHRASE) == person(store, "lead")


def test_a_code_is_the_same_however_the_keyboard_composed_it(store: Store) -> None:
    row = store.add_staff("Mme Béart", "cafe\u0301 cre\u0300me", by=person(store, "lead"))
    assert store.sign_in(row.id, "café crème") == row


def test_ten_tries_in_five_minutes_then_a_wait(store: Store, clock: Clock) -> None:
    teacher = person(store, "teacher")
    for left in range(9, 0, -1):
        clock.pass_s(1)
        assert store.sign_in(teacher.id, "wrong") == Refused(left, 0.0)
    clock.pass_s(1)
    assert store.sign_in(teacher.id, "wrong") == Refused(0, 291.0)
    assert store.sign_in(teacher.id, TEACHER_CODE) == Refused(0, 291.0), "not even the right one is looked at"
    clock.pass_s(291)
    assert store.sign_in(teacher.id, TEACHER_CODE) == teacher


def test_success_clears_that_person_alone(store: Store) -> None:
    teacher, lead = person(store, "teacher"), person(store, "lead")
    for _ in range(5):
        store.sign_in(teacher.id, "wrong")
        store.sign_in(lead.id, "wrong")
    assert store.sign_in(teacher.id, TEACHER_CODE) == teacher
    assert store.sign_in(teacher.id, "wrong") == Refused(9, 0.0)
    assert store.sign_in(lead.id, "wrong") == Refused(4, 0.0)


def locked_out(tmp_path: Path, clock: Clock) -> Store:
    store = open_store(tmp_path, clock)
    for _ in range(10):
        store.sign_in(person(store, "teacher").id, "wrong")
    return store


@pytest.mark.parametrize("years", [-10, 10])
def test_neither_a_restart_nor_the_clock_gives_a_try_back(
    store: Store, tmp_path: Path, clock: Clock, years: int
) -> None:
    store.close()
    locked_out(tmp_path, clock).close()
    clock.at = clock.at.replace(year=clock.at.year + years)
    clock.ran = 3.0  # the machine was started again: its monotonic clock begins anew
    with open_store(tmp_path, clock) as again:
        refused = again.sign_in(person(again, "teacher").id, TEACHER_CODE)
        assert isinstance(refused, Refused)
        assert refused.wait_s == pytest.approx(300)
        clock.pass_s(300)
        assert again.sign_in(person(again, "teacher").id, TEACHER_CODE) == person(again, "teacher")


def test_waiting_counts_over_restarts(store: Store, tmp_path: Path, clock: Clock) -> None:
    store.close()
    with locked_out(tmp_path, clock):
        clock.pass_s(200)
    with open_store(tmp_path, clock) as again:
        clock.pass_s(99)
        refused = again.sign_in(person(again, "teacher").id, TEACHER_CODE)
        assert isinstance(refused, Refused)
        assert refused.wait_s == pytest.approx(1)


def test_a_failure_is_kept_before_the_hash_is_computed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(code_hash: str, code: str) -> bool:
        raise KeyboardInterrupt

    teacher = person(store, "teacher")
    with monkeypatch.context() as patch:
        patch.setattr(staff, "matches", killed)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                store.sign_in(teacher.id, TEACHER_CODE)
    assert store.sign_in(teacher.id, "wrong") == Refused(6, 0.0)


@settings(max_examples=25, deadline=None)
@given(gaps=st.lists(st.floats(0, 400), max_size=60))
def test_never_more_than_ten_looks_in_any_five_minutes(
    tmp_path_factory: pytest.TempPathFactory, gaps: list[float]
) -> None:
    clock = Clock()
    with open_store(tmp_path_factory.mktemp("guess"), clock) as store:
        store.set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", LEAD_PASSPHRASE))
        who, looked = person(store, "lead").id, []
        for gap in gaps:
            clock.pass_s(gap)
            before = store.query("select count(*) as n from audit where what = 'sign-in-refused'")
            store.sign_in(who, "wrong")
            if store.query("select count(*) as n from audit where what = 'sign-in-refused'") != before:
                looked.append(clock.ran)
        assert all(later - first > 299.99 for first, later in zip(looked, looked[10:], strict=False))


def test_set_up_keeps_nothing_when_one_code_is_refused(new_store: Store) -> None:
    with pytest.raises(BadCode):
        new_store.set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr W", LEAD_PASSPHRASE, (("Ms Okafor", "1234"),)))
    assert new_store.is_new
    assert new_store.staff() == []


def test_nothing_is_kept_before_the_codes_are_hashed(new_store: Store) -> None:
    setting_up = new_store.begin_set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", LEAD_PASSPHRASE))
    assert new_store.is_new
    thread = threading.Thread(target=setting_up.hash_codes)
    thread.start()
    thread.join()
    code = new_store.end_set_up(setting_up)
    assert new_store.sign_in(person(new_store, "lead").id, LEAD_PASSPHRASE) == person(new_store, "lead")
    assert isinstance(new_store.use_recovery(code, "another slow canal"), str)


def test_two_of_one_name_are_refused(store: Store) -> None:
    with pytest.raises(BadName, match="already"):
        store.add_staff("ms  okafor", TEACHER_CODE, by=person(store, "lead"))


def test_nobody_signs_in_as_nobody(store: Store) -> None:
    with pytest.raises(NotFound):
        store.sign_in("nobody", TEACHER_CODE)


def test_a_new_code_takes_the_place_of_the_old(store: Store) -> None:
    teacher = person(store, "teacher")
    store.set_code(teacher.id, "59204837", by=person(store, "lead"))
    assert isinstance(store.sign_in(teacher.id, TEACHER_CODE), Refused)
    assert store.sign_in(teacher.id, "59204837") == teacher


def test_an_old_hash_is_renewed_when_the_code_is_right(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "COST", {"time_cost": 2, "memory_cost": 16, "parallelism": 1})
    lead = person(store, "lead")
    store.sign_in(lead.id, LEAD_PASSPHRASE)
    kept = store.query("select code_hash from staff where id = ?", lead.id)[0]["code_hash"]
    assert "m=16,t=2" in kept
    assert store.sign_in(lead.id, LEAD_PASSPHRASE) == lead


def test_the_recovery_code_works_once(new_store: Store) -> None:
    code = new_store.set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr Whitmore", LEAD_PASSPHRASE))
    following = new_store.use_recovery(code.lower().replace("-", " "), "another slow canal")
    assert isinstance(following, str)
    lead = person(new_store, "lead")
    assert isinstance(new_store.sign_in(lead.id, LEAD_PASSPHRASE), Refused)
    assert new_store.sign_in(lead.id, "another slow canal") == lead
    assert new_store.use_recovery(code, "a third still lake") == Refused(9, 0.0)
    assert isinstance(new_store.use_recovery(following, "a third still lake"), str)


def test_recovery_is_limited_like_signing_in(store: Store) -> None:
    for _ in range(10):
        store.use_recovery("00000-00000-00000-00000", "another slow canal")
    refused = store.use_recovery("00000-00000-00000-00000", "another slow canal")
    assert isinstance(refused, Refused)
    assert refused.tries_left == 0
    assert isinstance(store.sign_in(person(store, "lead").id, LEAD_PASSPHRASE), StaffRow), "and apart from it"


def test_what_looks_alike_is_read_alike() -> None:
    assert plain_recovery_code(" o1-iL ") == plain_recovery_code("0111")


def test_codes_are_in_no_file(store: Store, tmp_path: Path) -> None:
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert LEAD_PASSPHRASE.encode() not in kept
    assert TEACHER_CODE.encode() not in kept


# --- a try whose hash is computed elsewhere --------------------------------------------------------------


def test_a_try_is_counted_before_it_is_looked_at(store: Store) -> None:
    teacher = person(store, "teacher")
    trial = begun(store, teacher)
    assert store.query("select count(*) as n from code_try") == [{"n": 1}]
    thread = threading.Thread(target=trial.verify, args=(TEACHER_CODE,))
    thread.start()
    thread.join()
    assert store.query("select count(*) as n from code_try") == [{"n": 1}], "verifying touches no database"
    assert store.end_try(trial) == teacher
    assert store.query("select count(*) as n from code_try") == [{"n": 0}]


def test_a_try_is_for_one_code_and_one_answer(store: Store) -> None:
    teacher = person(store, "teacher")
    trial = begun(store, teacher)
    trial.verify("wrong")
    with pytest.raises(RuntimeError):
        trial.verify(TEACHER_CODE)
    assert store.end_try(trial) == Refused(9, 0.0)
    never_looked_at = begun(store, teacher)
    assert store.end_try(never_looked_at) == Refused(8, 0.0)
    right = begun(store, teacher)
    right.verify(TEACHER_CODE)
    assert store.end_try(right) == teacher
    assert isinstance(store.end_try(right), Refused), "a second answer is none"


def test_tries_that_run_at_once_count_each(store: Store) -> None:
    teacher = person(store, "teacher")
    trials = [store.begin_try(teacher.id) for _ in range(12)]
    assert sum(isinstance(trial, staff.Try) for trial in trials) == 10
    assert [trial.tries_left for trial in trials if isinstance(trial, Refused)] == [0, 0]


def test_asking_again_before_an_export_counts_like_signing_in(store: Store) -> None:
    lead = person(store, "lead")
    assert store.check_code(lead.id, LEAD_PASSPHRASE) == lead
    assert [row["what"] for row in store.query("select what from audit order by seq desc limit 1")] == ["code-checked"]
    for _ in range(10):
        store.check_code(lead.id, "wrong")
    assert isinstance(store.sign_in(lead.id, LEAD_PASSPHRASE), Refused)


def begun(store: Store, row: StaffRow) -> staff.Try:
    trial = store.begin_try(row.id)
    assert isinstance(trial, staff.Try)
    return trial


# --- coming and going ------------------------------------------------------------------------------------


def test_who_leaves_signs_in_no_more_and_the_name_is_free_again(store: Store) -> None:
    lead, teacher = person(store, "lead"), person(store, "teacher")
    launch = store.launch(class_id(store), [stamp()], False, "individual", teacher)
    store.leave_staff(teacher.id, lead)
    assert [row.name for row in store.staff()] == ["Mr Whitmore"]
    with pytest.raises(NotFound, match="any more"):
        store.sign_in(teacher.id, TEACHER_CODE)
    current = store.current_launch()
    assert current is not None and (current.id, current.by.name) == (launch.id, "Ms Okafor"), "what they did stays"
    again = store.add_staff("Ms Okafor", TEACHER_CODE, lead)
    assert again.id != teacher.id
    assert store.sign_in(again.id, TEACHER_CODE) == again
    assert store.query("select code_hash from staff where id = ?", teacher.id) == [{"code_hash": ""}]


def test_the_last_lead_stays_until_there_is_another(store: Store) -> None:
    lead = person(store, "lead")
    with pytest.raises(BadName, match="only computing lead"):
        store.leave_staff(lead.id, lead)
    other = store.add_staff("Ms Amadi", "a wide green field", lead, "lead")
    store.leave_staff(lead.id, other)
    assert [row.role for row in store.staff()] == ["lead", "teacher"]


def test_only_the_lead_changes_the_staff(store: Store) -> None:
    teacher, lead = person(store, "teacher"), person(store, "lead")
    for change in (
        lambda: store.add_staff("Mr New", "59204837", teacher),
        lambda: store.add_cover("Mr New", teacher),
        lambda: store.leave_staff(lead.id, teacher),
        lambda: store.set_code(lead.id, "another slow canal", teacher),
        lambda: store.reset_code(lead.id, teacher),
        lambda: store.renew_recovery(teacher),
    ):
        with pytest.raises(PermissionError):
            change()
    store.set_code(teacher.id, "59204837", teacher)
    assert store.sign_in(teacher.id, "59204837") == teacher, "one's own code is one's own"


def test_a_forgotten_code_is_reset_and_asked_to_be_changed(store: Store) -> None:
    lead, teacher = person(store, "lead"), person(store, "teacher")
    for _ in range(10):
        store.sign_in(teacher.id, "wrong")
    code = store.reset_code(teacher.id, lead)
    row = store.sign_in(teacher.id, code)
    assert isinstance(row, StaffRow) and row.choose_code
    store.set_code(row.id, "59204837", row)
    assert store.sign_in(teacher.id, "59204837") == teacher


def test_the_leads_list(store: Store, clock: Clock) -> None:
    lead, teacher = person(store, "lead"), person(store, "teacher")
    store.sign_in(lead.id, LEAD_PASSPHRASE)
    for _ in range(10):
        store.sign_in(teacher.id, "wrong")
    store.add_cover("Mr Idle", lead, on=date(2026, 12, 3))
    entries = {entry.person.name: entry for entry in store.staff_entries()}
    assert entries["Mr Whitmore"].last_in == clock.at
    assert entries["Ms Okafor"].wait_s == pytest.approx(300)
    assert (entries["Mr Idle"].person.cover_on, entries["Mr Idle"].last_in) == (date(2026, 12, 3), None)


# --- a cover teacher's day -------------------------------------------------------------------------------


def cover(store: Store, on: date | None = None) -> tuple[StaffRow, str]:
    return store.add_cover("Mr Idle", person(store, "lead"), on)


def names_today(store: Store) -> list[str]:
    return [row.name for row in store.staff()]


def test_a_cover_code_works_for_its_day_and_no_other(store: Store, clock: Clock) -> None:
    row, code = cover(store)
    assert store.sign_in(row.id, code) == row
    clock.pass_s(13 * 3600)
    assert store.today() == row.cover_on
    clock.at += timedelta(hours=2)
    assert store.today() != row.cover_on
    with pytest.raises(NotFound, match="day is over"):
        store.sign_in(row.id, code)
    assert "Mr Idle" not in names_today(store)
    assert "Mr Idle" not in [entry.person.name for entry in store.staff_entries()]
    again, _ = cover(store)
    assert again.id != row.id, "the name is free for another day"


def test_a_cover_code_for_a_later_day_waits_for_it(store: Store, clock: Clock) -> None:
    row, code = cover(store, date(2026, 11, 24))
    assert "Mr Idle" not in names_today(store)
    assert "Mr Idle" in [entry.person.name for entry in store.staff_entries()]
    with pytest.raises(NotFound, match="is for 24 Nov 2026"):
        store.sign_in(row.id, code)
    clock.at = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert "Mr Idle" in names_today(store)
    assert store.sign_in(row.id, code) == row


def test_putting_the_clock_back_does_not_bring_the_day_again(store: Store, clock: Clock) -> None:
    row, code = cover(store)
    day = clock.at
    clock.at += timedelta(days=1)
    store.sign_in(person(store, "teacher").id, TEACHER_CODE)
    clock.at = day
    assert "Mr Idle" not in names_today(store)
    with pytest.raises(NotFound):
        store.sign_in(row.id, code)


def test_a_clock_that_stands_still_stretches_the_day_no_further_than_twelve_hours(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    row, code = cover(store)
    for _ in range(3):
        clock.ran += 3.9 * 3600
        assert store.sign_in(row.id, code) == row
    store.close()
    clock.ran = 5.0
    with open_store(tmp_path, clock) as again:
        clock.ran += 0.5 * 3600
        with pytest.raises(NotFound):
            again.sign_in(row.id, code)
        assert "Mr Idle" not in names_today(again)


def test_a_cover_code_is_never_for_a_day_that_is_past(store: Store) -> None:
    with pytest.raises(BadDates, match="past"):
        cover(store, date(2026, 11, 21))


def test_a_cover_code_is_one_that_would_be_taken(store: Store) -> None:
    _, code = cover(store)
    assert len(code) == 8 and code.isdecimal()
    check_code(code, "teacher", "Mr Idle", "Hazel Lane")


# --- recovery and what the lead is told ------------------------------------------------------------------


def recovered(store: Store, code: str) -> str:
    following = store.use_recovery(code, "another slow canal")
    assert isinstance(following, str)
    return following


def test_recovery_keeps_all_records_and_tells_the_lead_once(new_store: Store, tmp_path: Path) -> None:
    code = new_store.set_up(FIRST)
    bring_in(new_store, tmp_path)
    tables = ("pupil", "class", "enrolment", "event", "org", "school_year", "term")
    before = {name: new_store.query(f"select * from {name}") for name in tables}
    recovered(new_store, code)
    assert {name: new_store.query(f"select * from {name}") for name in tables} == before
    lead = new_store.sign_in(person(new_store, "lead").id, "another slow canal")
    assert isinstance(lead, StaffRow)
    told = new_store.notices(lead)
    assert [notice.kind for notice in told] == ["recovered"]
    assert "22 Nov 2026 at 10:00" in told[0].text
    new_store.notices_seen(lead, told)
    assert new_store.notices(lead) == []
    assert new_store.notices(person(new_store, "teacher")) == []
    assert new_store.check_audit() == []


def test_the_lead_is_told_of_guessing_and_of_passphrases_set_by_others(store: Store) -> None:
    lead, teacher = person(store, "lead"), person(store, "teacher")
    for _ in range(11):
        store.sign_in(teacher.id, "wrong")
    for _ in range(10):
        store.use_recovery("00000-00000-00000-00000", "another slow canal")
    store.set_code(lead.id, "another slow canal", lead)
    other = store.add_staff("Ms Amadi", "a wide green field", lead, "lead")
    assert store.notices(other) == [], "what was before them is not news to them"
    store.set_code(lead.id, "a third still lake", other)
    told = [(notice.kind, notice.text.split(" on ")[0]) for notice in store.notices(lead)]
    assert told == [
        ("guessed", "Ten tries at the code of Ms Okafor were wrong"),
        ("guessed", "Ten tries at the recovery code were wrong"),
        ("lead-code", "Ms Amadi set the passphrase of Mr Whitmore"),
    ]
    store.notices_seen(lead, store.notices(lead)[:2])
    assert [notice.kind for notice in store.notices(lead)] == ["lead-code"]


def test_a_renewed_recovery_code_ends_the_old_one(new_store: Store) -> None:
    old = new_store.set_up(FIRST)
    new = new_store.renew_recovery(person(new_store, "lead"))
    assert isinstance(new_store.use_recovery(old, "another slow canal"), Refused)
    assert isinstance(recovered(new_store, new), str)


def test_a_new_passphrase_that_will_not_do_costs_no_try(new_store: Store) -> None:
    code = new_store.set_up(FIRST)
    for _ in range(20):
        with pytest.raises(BadCode):
            new_store.use_recovery(code, "password1234")
    assert isinstance(recovered(new_store, code), str)
