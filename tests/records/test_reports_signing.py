"""Who has still to sign and why, who is not sure, whose slip is back; the wordings, and what changed in them."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records import reports
from kiosk.records.reports.wordings import wording_parts
from kiosk.records.rows import AgreementText, Only
from kiosk.records.store import Store

from .made import WORDING, Clock, bring_in, class_id, person, pupil_id, signing

OLD = {"rules": [["e-1", "The school owns the network."]], "statements": [["agree-1", "I will use phones with care."]]}
NEW = {
    "rules": [["e-1", "The school owns the network."], ["e-2", "Messages are polite."]],
    "statements": [["agree-1", "I will use phones, tablets and AI tools with care."]],
}


def wording(version: str, text: object) -> AgreementText:
    return AgreementText(version, version.ljust(64, "f"), json.dumps(text))


def signed(store: Store, name: str, nth: int, sha256: str = WORDING.sha256) -> None:
    launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    store.sign(
        store.begin(launch.id, pupil_id(store, name), None, 1).attempt_id,
        signing(f"s-{nth}", version_sha256=sha256),
    )
    store.end(launch.id)


def why(store: Store) -> dict[str, str]:
    return {row.pupil.shown_name: row.why for row in reports.agreement_due(store, Only(class_ids=(class_id(store),)))}


def test_why_a_signature_is_due(store: Store, clock: Clock, tmp_path: Path) -> None:
    signed(store, "Ben", 1)
    assert why(store) == dict.fromkeys(("Amara K", "Zoë", "Amara O"), "never signed")
    store.keep_version(wording("2027", NEW))
    row = next(row for row in reports.agreement_due(store) if row.pupil.shown_name == "Ben")
    assert (row.why, row.last_on, row.last_version) == ("wording changed", date(2026, 11, 22), "2026")
    signed(store, "Ben", 2, wording("2027", NEW).sha256)
    assert "Ben" not in why(store)
    clock.at = datetime(2027, 9, 6, 10, tzinfo=UTC)
    bring_in(store, tmp_path)
    assert why(store)["Ben"] == "new school year"
    assert [row.size - row.signed for row in reports.not_signed(store)] == [1, 4]


def test_they_come_as_a_register_has_them_and_narrowed_by_year(store: Store) -> None:
    rows = reports.agreement_due(store)
    assert [(row.class_title, row.pupil.family_name) for row in rows] == [
        ("1 Acorn", "Hall"), ("4B", "Khan"), ("4B", "Nowak"), ("4B", "Osei"), ("4B", "Price"),
    ]  # fmt: skip
    assert [row.class_title for row in reports.agreement_due(store, Only(year_groups=("Y1",)))] == ["1 Acorn"]


def test_a_class_whose_parents_sign_owes_nothing(store: Store) -> None:
    store.set_signs(class_id(store), False, person(store, "lead"))
    assert {row.class_title for row in reports.agreement_due(store)} == {"1 Acorn"}
    assert [row.class_title for row in reports.not_signed(store)] == ["1 Acorn"]


def test_not_sure_until_signed(store: Store) -> None:
    store.keep_version(wording("2027", NEW))
    sha256 = wording("2027", NEW).sha256
    launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    zoe = pupil_id(store, "Zoë")
    store.not_yet(store.begin(launch.id, zoe, None, 1).attempt_id, ["agree-1"])
    (row,) = reports.not_sure(store)
    assert (row.pupil.shown_name, row.statements, row.on) == (
        "Zoë", ("I will use phones, tablets and AI tools with care.",), date(2026, 11, 22),
    )  # fmt: skip
    assert [row.not_sure for row in reports.agreement_due(store) if row.pupil.id == zoe] == [True]
    store.talked_through(launch.id, zoe, person(store, "teacher"))
    assert reports.not_sure(store) == [row], "talked through, and the signature is still to come"
    store.sign(store.begin(launch.id, zoe, None, 2).attempt_id, signing("s-1", version_sha256=sha256))
    assert reports.not_sure(store) == []


def test_slips_come_back_once_a_year_and_can_be_unticked(store: Store, clock: Clock, tmp_path: Path) -> None:
    lead = person(store, "lead")
    ben, zoe = pupil_id(store, "Ben"), pupil_id(store, "Zoë")
    store.slip_returned([ben, zoe], lead, "2026")
    store.slip_returned([ben], lead)
    assert len(store.query("select * from event where verb = 'slip-returned'")) == 2
    rows = {row.pupil.id: row.returned_on for row in reports.slips(store)}
    assert (rows[ben], rows[pupil_id(store, "Amara K")]) == (date(2026, 11, 22), None)
    assert {row.pupil.shown_name for row in reports.slips_outstanding(store)} == {"Amara K", "Amara O", "Tom"}
    assert (reports.counts(store).slips_back, reports.counts(store).slips_due) == (2, 5)
    store.slip_not_returned([ben], lead)
    store.slip_not_returned([ben], lead)
    assert ben in {row.pupil.id for row in reports.slips_outstanding(store)}
    assert len(store.query("select * from event where verb = 'voided'")) == 1
    said = [row.said for row in reports.access_log(store, limit=3)]
    assert said[0] == "Took 1 parents’ slip back out of the record."
    assert said[1] == "Recorded 2 parents’ slips as back."
    clock.at = datetime(2027, 9, 6, 10, tzinfo=UTC)
    bring_in(store, tmp_path)
    assert len(reports.slips_outstanding(store)) == 5, "each school year has its own"


def test_versions_say_who_signed_them(store: Store) -> None:
    store.keep_version(wording("2026-old", OLD))
    signed(store, "Ben", 1, wording("2026-old", OLD).sha256)
    signed(store, "Zoë", 2, wording("2026-old", OLD).sha256)
    store.keep_version(AgreementText("2027-ks2", "9" * 64, json.dumps(NEW), key_stage="ks2"))
    signed(store, "Zoë", 3, "9" * 64)
    newest, old, first = reports.agreement_versions(store)
    assert (newest.version, newest.in_force, newest.signed, newest.of) == ("2027-ks2", True, 1, 4)
    assert (old.version, old.in_force, old.signed, old.of) == ("2026-old", True, 1, 5)
    assert (first.version, first.in_force, first.parts) == ("2026", False, (("wording", WORDING.text),))
    assert newest.parts == (*map(tuple, NEW["rules"]), *map(tuple, NEW["statements"]))


def test_what_changed_word_by_word() -> None:
    same, added, changed = reports.what_changed(wording_parts(json.dumps(OLD)), wording_parts(json.dumps(NEW)))
    assert (same.id, same.kind) == ("e-1", "same")
    assert (added.id, added.kind, added.pieces[0].text) == ("e-2", "added", "Messages are polite.")
    assert (changed.id, changed.kind) == ("agree-1", "changed")
    assert [(piece.text.strip(), piece.kind) for piece in changed.pieces] == [
        ("I will use", "same"),
        ("phones", "taken out"),
        ("phones, tablets and AI tools", "added"),
        ("with care.", "same"),
    ]


def test_what_was_taken_out_stands_where_it_was() -> None:
    old = (("a", "One."), ("b", "Two."), ("c", "Three."))
    rows = reports.what_changed(old, (("a", "One."), ("c", "Three.")))
    assert [(row.id, row.kind) for row in rows] == [("a", "same"), ("b", "taken out"), ("c", "same")]
    assert [row.id for row in reports.what_changed(old, (("c", "Three."),))] == ["a", "b", "c"]


words = st.lists(st.sampled_from(["I", "will", "use", "phones,", "tablets", "with", "care."]), max_size=12).map(
    " ".join
)


@given(words, words)
def test_both_wordings_can_be_read_back_from_what_changed(old: str, new: str) -> None:
    (row,) = reports.what_changed((("s", old),), (("s", new),))
    before = "".join(piece.text for piece in row.pieces if piece.kind != "added")
    after = "".join(piece.text for piece in row.pieces if piece.kind != "taken out")
    assert (before.split(), after.split()) == (old.split(), new.split())


@pytest.mark.parametrize("text", ["plain words", "{}", "[]", "null", '{"rules": 3}', '{"rules": [["a"]]}'])
def test_a_wording_of_another_form_is_one_part(text: str) -> None:
    assert wording_parts(text) == (("wording", text),)


def test_the_log_reads_as_sentences_and_pages(store: Store, clock: Clock) -> None:
    launch = store.launch(class_id(store), [], True, "individual", person(store, "teacher"))
    store.end(launch.id)
    clock.at += timedelta(minutes=5)
    store.reset_password(pupil_id(store, "Ben"), person(store, "teacher"))
    rows = reports.access_log(store)
    assert [row.said for row in rows[:2]] == ["Reset a picture password.", "Started a lesson for 4B, one at a time."]
    assert (rows[0].who, rows[0].at) == ("Ms Okafor", clock.at)
    assert rows[-1].said == "Set the school up."
    assert reports.access_log(store, limit=2) == rows[:2]
    assert reports.access_log(store, before_seq=rows[1].seq) == rows[2:]
    assert {row.what for row in reports.access_log(store, what="launch")} == {"launch"}
    assert not any(name in row.said for row in rows for name in ("Ben", "Price", "Amara"))


def test_every_kind_of_line_in_the_log_has_a_sentence() -> None:
    """Read off the source: a new kind gets its words on the day that it arrives."""
    import re

    import kiosk.records
    from kiosk.records.reports import access

    folder = Path(kiosk.records.__file__).parent
    kinds = {
        kind
        for path in folder.rglob("*.py")
        for kind in re.findall(r'(?:_log|store\.log|self\.log)\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(kinds) > 15
    assert kinds <= set(access._SENTENCES)
