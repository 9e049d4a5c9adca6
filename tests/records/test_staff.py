from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.records import codes, staff
from kiosk.records.codes import check_code, plain_recovery_code
from kiosk.records.faults import BadCode, BadName, NotFound
from kiosk.records.rows import Refused, SetUp, StaffRow
from kiosk.records.store import Store

from .made import LEAD_PASSPHRASE, TEACHER_CODE, Clock, open_store, person


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


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("1234567", "teacher"),
        ("       12", "teacher"),
        ("12345678", "teacher"),
        ("87654321", "teacher"),
        ("90123456", "teacher"),
        ("11112222", "teacher"),
        ("Password1", "teacher"),
        ("hazel lane", "teacher"),
        ("HazelLane99", "teacher"),
        ("ms okafor", "teacher"),
        ("elevenchars", "lead"),
        ("abcdefghijklm", "lead"),
        ("think then click", "lead"),
        ("correct horse battery staple", "lead"),
    ],
)
def test_codes_that_are_quick_to_guess(code: str, role: str) -> None:
    with pytest.raises(BadCode, match=r"\.$"):
        check_code(code, role, "Ms Okafor", "Hazel Lane")  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["73519284", "24681012", "marble jar 7"])
def test_codes_that_will_do(code: str) -> None:
    check_code(code, "teacher", "Ms Okafor", "Hazel Lane")


def test_set_up_keeps_nothing_when_one_code_is_refused(new_store: Store) -> None:
    with pytest.raises(BadCode):
        new_store.set_up(SetUp("Hazel Lane", "Mrs Daniels", "Mr W", LEAD_PASSPHRASE, (("Ms Okafor", "1234"),)))
    assert new_store.is_new
    assert new_store.staff() == []


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
