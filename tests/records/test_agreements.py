from datetime import UTC, datetime

import pytest

from kiosk.records.faults import NotFound
from kiosk.records.rows import AgreementText
from kiosk.records.store import Store

from .made import WORDING, Clock, class_id, person, pupil_id, signing, stamp

NEWER = AgreementText("2027", "b" * 64, "I will use every device in a responsible way.")


def launched(store: Store) -> str:
    return store.launch(class_id(store), [], True, "individual", person(store, "teacher")).id


def sign(store: Store, launch_id: str, name: str, signing_id: str, **changes: object) -> str:
    place = store.begin(launch_id, pupil_id(store, name), None, 1)
    return store.sign(place.attempt_id, signing(signing_id, **changes))


def test_signing_is_kept_with_all_that_was_promised(store: Store, clock: Clock) -> None:
    launch_id = launched(store)
    assert sign(store, launch_id, "Ben", "s-1", heard="listened", mark_kind="adult-hand", mark_name="Ms Reed") == "s-1"
    row = store.signatures(launch_id)[0]
    assert row.strokes == signing("s-1").strokes
    assert (row.pupil.shown_name, row.mark_kind, row.mark_name, row.wording_version) == (
        "Ben", "adult-hand", "Ms Reed", "2026",
    )  # fmt: skip
    assert (row.signed_at, row.witnessed_by) == (clock.at, None)
    event = store.query("select * from event where verb = 'agreed'")[0]
    assert (event["heard"], event["agreement_version"], event["content_sha256"]) == ("listened", "2026", WORDING.sha256)
    assert (
        event["response"]
        == '[["agree-1", "i-know", "first"], ["agree-2", "i-will", null], ["agree-3", "i-know", "again"]]'
    )
    assert store.place(launch_id, row.pupil.id) is None


def test_strokes_are_small_and_without_time(store: Store) -> None:
    launch_id = launched(store)
    sign(store, launch_id, "Ben", "s-1")
    assert store.query("select strokes from signature") == [{"strokes": "[[[10,20],[30,40]],[[1000,0]]]"}]


def test_the_same_signing_id_again_adds_nothing(store: Store) -> None:
    launch_id = launched(store)
    place = store.begin(launch_id, pupil_id(store, "Ben"), None, 1)
    for _ in range(3):
        assert store.sign(place.attempt_id, signing("s-1")) == "s-1"
    assert store.query("select count(*) as n from signature") == [{"n": 1}]
    assert store.query("select count(*) as n from event where verb = 'agreed'") == [{"n": 1}]


def test_an_attempt_is_signed_once(store: Store) -> None:
    launch_id = launched(store)
    place = store.begin(launch_id, pupil_id(store, "Ben"), None, 1)
    other = store.begin(launch_id, pupil_id(store, "Zoë"), None, 1)
    store.sign(place.attempt_id, signing("s-1"))
    with pytest.raises(NotFound):
        store.sign(place.attempt_id, signing("s-2"))
    with pytest.raises(ValueError, match="another attempt"):
        store.sign(other.attempt_id, signing("s-1"))


@pytest.mark.parametrize("point", [(-1, 0), (0, 1001), (0.5, 0)])
def test_points_off_the_grid_are_refused(store: Store, point: tuple[float, float]) -> None:
    launch_id = launched(store)
    with pytest.raises(ValueError, match="grid"):
        sign(store, launch_id, "Ben", "s-1", strokes=((point,),))


def test_a_lesson_cannot_be_signed_nor_can_a_class(store: Store) -> None:
    launch = store.launch(class_id(store), [stamp()], True, "individual", person(store, "teacher"))
    lesson = store.begin(launch.id, pupil_id(store, "Ben"), stamp(), 1)
    together = store.begin(launch.id, None, None, 1)
    for place in (lesson, together):
        with pytest.raises(ValueError, match="only a pupil"):
            store.sign(place.attempt_id, signing("s-1"))


def test_a_wording_that_nobody_kept_cannot_be_signed(store: Store) -> None:
    with pytest.raises(NotFound, match="wording"):
        sign(store, launched(store), "Ben", "s-1", version_sha256="c" * 64)


def test_due_with_a_new_wording_and_with_a_new_school_year_and_never_otherwise(store: Store, clock: Clock) -> None:
    ben = pupil_id(store, "Ben")
    assert store.agreement_due(ben, WORDING.sha256)
    sign(store, launched(store), "Ben", "s-1")
    assert not store.agreement_due(ben, WORDING.sha256)
    assert store.agreement_due(ben, NEWER.sha256)
    clock.at = datetime(2027, 8, 31, 22, 59, tzinfo=UTC)
    assert not store.agreement_due(ben, WORDING.sha256)
    clock.at = datetime(2027, 8, 31, 23, 0, tzinfo=UTC)  # midnight in London
    assert store.agreement_due(ben, WORDING.sha256)


def test_a_launch_keeps_its_wording(store: Store) -> None:
    store.keep_version(AgreementText("ks1 form", "d" * 64, "I will take care.", "ks1"))
    launch_id = launched(store)
    sign(store, launch_id, "Ben", "s-1")
    store.keep_version(NEWER)
    assert store.done(launch_id, pupil_id(store, "Ben")) == {None}
    kept = store.query("select wording_sha256 from launch")
    assert kept == [{"wording_sha256": WORDING.sha256}], "the one for ks2"
    store.keep_version(WORDING)
    in_force = store.query("select key_stage, version from wording_now order by key_stage")
    assert in_force == [{"key_stage": "ks1", "version": "2026"}, {"key_stage": "ks2", "version": "2026"}]


def test_not_sure_yet_is_kept_and_ends_the_attempt(store: Store) -> None:
    launch_id = launched(store)
    ben = pupil_id(store, "Ben")
    for visit in (1, 2):
        place = store.begin(launch_id, ben, None, visit)
        store.not_yet(place.attempt_id, ["agree-2", "agree-3"])
        assert store.not_yet_visits(ben) == visit
        assert store.place(launch_id, ben) is None
    rows = store.query("select question_id from event where verb = 'not-yet' order by seq")
    assert [row["question_id"] for row in rows] == ["agree-2", "agree-3"] * 2
    assert store.agreement_due(ben, WORDING.sha256)


def test_talking_it_through_opens_it_again_and_takes_nothing_back(store: Store) -> None:
    launch_id = launched(store)
    ben = pupil_id(store, "Ben")

    def status() -> str:
        return next(turn.status for turn in store.turns(launch_id) if turn.pupil.id == ben)

    for visit in (1, 2):
        store.not_yet(store.begin(launch_id, ben, None, visit).attempt_id, ["agree-2"])
        assert status() == "not-sure"
    store.talked_through(launch_id, ben, by=person(store, "teacher"))
    assert store.not_yet_visits(ben) == 0
    assert status() == "part-way"
    assert len(store.query("select * from live_event where verb = 'not-yet'")) == 2
    store.not_yet(store.begin(launch_id, ben, None, 3).attempt_id, ["agree-2"])
    assert store.not_yet_visits(ben) == 1
    assert status() == "not-sure"


def test_witnessed_once_by_name(store: Store) -> None:
    launch_id = launched(store)
    for name, signing_id in (("Ben", "s-1"), ("Zoë", "s-2"), ("Amara K", "s-3")):
        sign(store, launch_id, name, signing_id)
    store.witness(["s-1", "s-2"], by=person(store, "teacher"))
    store.witness(["s-1", "s-2", "no such signature"], by=person(store, "lead"))
    seen = {row.id: row.witnessed_by for row in store.signatures(launch_id)}
    assert seen == {"s-1": "Ms Okafor", "s-2": "Ms Okafor", "s-3": None}
    assert store.query("select count(*) as n from event where verb = 'witnessed'") == [{"n": 2}]


def test_a_signature_stays_shown_when_the_pupil_has_left(store: Store) -> None:
    launch_id = launched(store)
    sign(store, launch_id, "Ben", "s-1")
    with store.transaction():
        store._unenrol(pupil_id(store, "Ben"), left=True)
    assert store.signatures(launch_id)[0].pupil.shown_name == "Ben Price"
