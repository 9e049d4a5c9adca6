"""What is held on a pupil can be seen whole, and can be made to be held no longer: anywhere."""

import json
import logging
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk import start
from kiosk.records import backup, erasing, seals
from kiosk.records.faults import NotFound
from kiosk.records.rows import Answer, Retention
from kiosk.records.store import Store

from .made import WORDING, Clock, bring_in, class_id, open_store, person, pupil_id, signing, stamp
from .test_corrections import finish, sign, together


def whole_record(store: Store, name: str) -> str:
    """A pupil with something in every table that can hold anything of a pupil; the id."""
    ben = pupil_id(store, name)
    store.set_password(ben, ("fox", "owl", "hen"))
    finish(store, name)
    sign(store, name, f"signature-of-{ben}")
    together(store)
    lesson = stamp("ks2-rule-5")
    launch = store.launch(class_id(store), [lesson], True, "individual", person(store, "teacher"))
    store.witness([row.id for row in store.signatures(launch.id)], person(store, "teacher"))
    store.away(launch.id, [ben])
    place = store.begin(launch.id, ben, lesson, 1)
    store.answered(place.attempt_id, Answer("q-1", "a", 1))
    return ben


def tables_with(store: Store, pupil: str) -> set[str]:
    return {table for table, rows in store._held(pupil) if rows}


def everywhere(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def holding(folder: Path, words: list[str]) -> set[str]:
    sought = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "cp1252")]
    return {name for name, content in everywhere(folder).items() if any(word in content for word in sought)}


# --- to see ----------------------------------------------------------------------------------------------


def test_everything_that_is_held_is_shown(store: Store) -> None:
    ben = whole_record(store, "Ben")
    told = json.loads(json.dumps(store.subject_access(ben)))
    assert told["pupil"] == {"given_name": "Ben", "family_name": "Price", "left_on": None}
    assert [row["title"] for row in told["classes"]] == ["4B"]
    assert {row["what"] for row in told["what_happened"]} >= {"began", "answered", "finished", "signed"}
    assert {name for name, rows in told["held"].items() if rows} == tables_with(store, ben)
    assert tables_with(store, ben) >= {"pupil", "enrolment", "event", "signature", "absence", "place"}
    assert "[[[10,20]" in json.dumps(told["held"]["signature"]).replace(" ", "").replace('\\"', "")


def test_it_is_about_nobody_else_and_gives_no_secret_away(store: Store) -> None:
    ben = whole_record(store, "Ben")
    whole_record_of_zoe = pupil_id(store, "Zoë")
    finish_text = json.dumps(store.subject_access(ben), ensure_ascii=False)
    assert whole_record_of_zoe not in finish_text
    assert not any(name in finish_text for name in ("Zoë", "Amara", "Khan"))
    hash_kept = store.query("select password_hash from pupil where id = ?", ben)[0]["password_hash"]
    assert hash_kept
    assert hash_kept not in finish_text
    assert json.loads(finish_text)["held"]["pupil"][0]["has_password"] is True


def test_what_was_taken_back_is_shown_with_the_reason(store: Store) -> None:
    finish(store, "Ben")
    ben = pupil_id(store, "Ben")
    store.void(store.correctable(ben)[0].event_id, "by-accident", person(store, "lead"))
    store.reset_password(ben, person(store, "teacher"))
    told = store.subject_access(ben)
    assert {row["taken_back_because"] for row in told["what_happened"]} == {"by-accident"}
    assert [(row["what"], row["by_whom"]) for row in told["access_log"]] == [
        ("void", "Mr Whitmore"), ("password-reset", "Ms Okafor"),
    ]  # fmt: skip


def test_every_table_that_could_hold_a_pupil_says_so(store: Store) -> None:
    """A table with a pupil's id in it, and nothing that ties it to the pupil, would be forgotten."""
    tied = {table for table, _ in erasing.pointing_at(store._execute, "pupil")} | {"pupil"}
    tied |= {table for table, _ in erasing.pointing_at(store._execute, "event")}
    for table in store.sealed_tables():
        if any(column.endswith(("pupil_id", "attempt_id")) for column in table.columns):
            assert table.name in tied, table.name


# --- to be forgotten -------------------------------------------------------------------------------------


def test_an_erased_pupil_is_in_no_file(store: Store, tmp_path: Path, clock: Clock) -> None:
    ben = whole_record(store, "Ben")
    backups = tmp_path / "backups"
    for _ in range(3):
        clock.pass_s(86_400)
        store.log("export", person(store, "lead"))
        store.back_up(backups)
    (tmp_path / "pupils.csv").unlink()
    drawn = store.query("select strokes from signature")[0]["strokes"]
    sought = ["Price", ben, f"signature-of-{ben}", drawn]
    assert len(holding(tmp_path, sought)) >= 4
    done: list[float] = []
    erased = store.erase(ben, "asked", person(store, "lead"), backups, done.append)
    assert (erased.pupils, erased.drawings, erased.copies, erased.finished) == (1, 1, 3, True)
    assert done == [0.25, 0.5, 0.75]
    assert holding(tmp_path, sought) == set()
    assert store.check() == []
    assert store.check_audit() == []
    for path in backup.newest_first(backups):
        backup.verify(path)
    store.close()
    assert holding(tmp_path, sought) == set()
    with open_store(tmp_path, clock) as again:
        assert [pupil.shown_name for pupil in again.pupils(class_id(again))] == ["Amara K", "Amara O", "Zoë"]


def test_everybody_else_is_untouched(store: Store, tmp_path: Path) -> None:
    ben = whole_record(store, "Ben")
    kept = {
        table.name: [
            row
            for row in store.query(f'select * from "{table.name}"')
            if ben not in map(str, row.values()) and f"signature-of-{ben}" not in map(str, row.values())
        ]
        for table in store.sealed_tables()
    }
    store.back_up(tmp_path / "backups")
    store.erase(ben, "asked", person(store, "lead"), tmp_path / "backups")
    for table, rows in kept.items():
        if table not in ("audit", "audit_head", "erasure", "anonymous_count", "running"):
            assert store.query(f'select * from "{table}"') == rows, table
    assert store.query("select count(*) as n from audit") == [{"n": len(kept["audit"]) + 1}]


def test_what_only_grows_still_only_grows_afterwards(store: Store, tmp_path: Path) -> None:
    guards = store.query("select name, sql from sqlite_schema where type = 'trigger' order by name")
    store.erase(whole_record(store, "Ben"), "asked", person(store, "lead"), tmp_path / "backups")
    assert store.query("select name, sql from sqlite_schema where type = 'trigger' order by name") == guards
    with pytest.raises(sqlite3.IntegrityError, match="only grows"), store.transaction():
        store._write("delete from event")


def test_a_tombstone_says_when_why_and_by_whom_and_not_who(store: Store, tmp_path: Path) -> None:
    ben = pupil_id(store, "Ben")
    store.erase(ben, "mistake", person(store, "lead"), tmp_path / "backups")
    [stone] = store.tombstones()
    assert (stone["reason"], stone["staff_id"], stone["kind"]) == ("mistake", person(store, "lead").id, "pupil")
    assert ben not in str(stone)
    assert store.query("select what, detail from audit order by seq desc limit 1") == [
        {"what": "erased", "detail": '{"drawings": 0, "pupils": 1, "reason": "mistake"}'}
    ]
    with pytest.raises(NotFound):
        store.erase(ben, "asked", person(store, "lead"), tmp_path / "backups")


def test_counts_of_nobody_stay(store: Store, tmp_path: Path) -> None:
    for name in ("Ben", "Zoë"):
        finish(store, name)
    sign(store, "Ben", "s-1")
    together(store)
    for name in ("Ben", "Zoë"):
        store.erase(pupil_id(store, name), "asked", person(store, "lead"), tmp_path / "backups")
    assert [(row.lesson_id, row.status, row.key_stage, row.pupils) for row in store.anonymous_counts()] == [
        (None, "signed", "ks2", 1), ("ks2-rule-1", "shown", "ks2", 2), ("ks2-rule-2", "taught together", "ks2", 2),
    ]  # fmt: skip


def test_a_completion_that_came_from_an_erased_pupil_stays_and_forgets_that(store: Store, tmp_path: Path) -> None:
    attempt_id = finish(store, "Ben")
    lead = person(store, "lead")
    row = store.correctable(pupil_id(store, "Ben"))[0]
    store.move_completion(row.event_id, pupil_id(store, "Zoë"), "wrong-name", lead)
    store.erase(pupil_id(store, "Ben"), "asked", lead, tmp_path / "backups")
    store.close()
    (tmp_path / "pupils.csv").unlink()
    assert holding(tmp_path, [attempt_id]) == set()


def test_an_older_copy_does_not_bring_anybody_back(store: Store, tmp_path: Path, clock: Clock) -> None:
    ben = whole_record(store, "Ben")
    stray = tmp_path / "stick" / "copy.db"
    stray.parent.mkdir()
    stray.write_bytes(store.back_up(tmp_path / "backups").read_bytes())
    store.erase(ben, "asked", person(store, "lead"), tmp_path / "backups")
    backup.restore(store, stray, person(store, "lead"))
    assert store.query("select * from pupil where id = ?", ben) == []
    assert [row["kind"] for row in store.tombstones()] == ["pupil"]
    stray.unlink()
    (tmp_path / "pupils.csv").unlink()
    store.close()
    assert holding(tmp_path, ["Price", ben]) == set()


def test_a_copy_that_cannot_be_rewritten_now_is_rewritten_later(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = tmp_path / "backups"
    store.back_up(backups)
    (tmp_path / "pupils.csv").unlink()
    ben = pupil_id(store, "Ben")
    with monkeypatch.context() as patch:
        patch.setattr(erasing.shutil, "copyfile", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
        erased = store.erase(ben, "asked", person(store, "lead"), backups)
    assert not erased.finished
    assert "will try again" in str(erased)
    assert holding(tmp_path, [ben]) == {f"backups/{backup.newest_first(backups)[0].name}"}
    backup.daily(store, backups)
    assert holding(tmp_path, [ben]) == set()
    assert store.query("select * from erasure_open") == []


def test_a_backup_that_cannot_be_read_goes(store: Store, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    good = store.back_up(backups)
    broken = backups / "records-0000000001-2026-01-01.db"
    broken.write_bytes(b"SQLite format 3\0" + good.read_bytes()[200:])
    store.erase(pupil_id(store, "Ben"), "asked", person(store, "lead"), backups)
    assert backup.newest_first(backups) == [good]


def test_what_a_stopped_program_left_goes(store: Store, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    content = store.back_up(backups).read_bytes()
    for name in ("backups/records-0000000099-2026-11-22.db.tmp", "records.db.tmp", "damaged/2026-11-01/records.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "pupils.csv").unlink()
    store.erase(pupil_id(store, "Ben"), "asked", person(store, "lead"), backups)
    assert holding(tmp_path, ["Price"]) == set()


def test_what_was_put_aside_before_a_migration_is_rewritten_too(store: Store, tmp_path: Path) -> None:
    aside = tmp_path / "records-before-0002-comfort.db"
    aside.write_bytes(store.back_up(tmp_path / "backups").read_bytes())
    (tmp_path / "pupils.csv").unlink()
    store.erase(pupil_id(store, "Ben"), "asked", person(store, "lead"), tmp_path / "backups")
    assert holding(tmp_path, ["Price"]) == set()
    backup.verify(aside)


def test_files_that_cannot_be_reached_are_named(store: Store, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "4B.csv").write_text('"Price","Ben","shown"\n', encoding="utf-8-sig")
    (exports / "1 Acorn.csv").write_text('"Hall","Tom","shown"\n')
    (tmp_path / "kiosk.log").write_text("fine\nopened Ben Price\nfine too\n")
    erased = store.erase(pupil_id(store, "Ben"), "asked", person(store, "lead"), tmp_path / "backups")
    assert {path.name for path in erased.still_naming} == {"4B.csv", "pupils.csv"}
    assert "4B.csv" in str(erased)
    assert (tmp_path / "kiosk.log").read_text() == "fine\nfine too\n"


# --- 500 canaries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [60, pytest.param(500, marks=pytest.mark.long)])
def test_canary_names(
    new_store: Store, tmp_path: Path, clock: Clock, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names that are nowhere else: none in a log or a temporary file, and an erased one in no file at all."""
    from .made import FIRST

    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    school = tmp_path / "school"
    new_store.close()
    monkeypatch.setattr(logging.root, "handlers", [])
    start.keep_log(school)
    try:
        with open_store(school, clock) as store:
            store.set_up(FIRST)
            canaries = [(f"Kanari{n:03d}q", f"Vogel{n:03d}z") for n in range(many)]
            lines = [f"{given},{family},4,4B" for given, family in canaries]
            bring_in(store, tmp_path, "\n".join(["Forename,Surname,Year,Reg", *lines]))
            (tmp_path / "pupils.csv").unlink()
            store.keep_version(WORDING)
            launch = store.launch(class_id(store), [stamp()], True, "individual", person(store, "teacher"))
            for nth, pupil in enumerate(store.pupils(class_id(store))):
                store.sign(store.begin(launch.id, pupil.id, None, 1).attempt_id, signing(f"s-{nth}"))
            store.end(launch.id)
            backups = school / "backups"
            store.back_up(backups)
            backup.drill(store, backups, person(store, "lead"))
            try:
                store.complete("no such go", 1)
            except NotFound:
                logging.getLogger("kiosk").exception("a fault with a pupil on the screen")
            words = [word for names in canaries for word in names]
            told = holding(school, words)
            assert not {name for name in told if not name.endswith((".db", "-wal"))}, "only the records hold names"
            assert holding(temporary, words) == set()
            assert (school / "kiosk.log").stat().st_size > 0
            gone = store.pupils(class_id(store))[: many // 10]
            for pupil in gone:
                store.erase(pupil.id, "asked", person(store, "lead"), backups)
            erased = [word for pupil in gone for word in (pupil.given_name, pupil.family_name, pupil.id)]
            assert holding(school, erased) == set()
            assert holding(temporary, words) == set()
            assert store.check() == []
        assert holding(school, erased) == set()
    finally:
        for handler in logging.root.handlers:
            handler.close()


# --- in time ---------------------------------------------------------------------------------------------


def test_who_left_goes_after_a_whole_school_year(store: Store, tmp_path: Path, clock: Clock) -> None:
    whole_record(store, "Ben")
    store.end(store.current_launch().id)  # type: ignore[union-attr]
    clock.at = datetime(2027, 3, 1, 10, tzinfo=UTC)
    bring_in(store, tmp_path, "Forename,Surname,Year,Reg\nAmara,Khan,4,4B\nAmara,Osei,4,4B\nZoë,Nowak,4,4B\n")
    for day, due in (("2027-09-02", 0), ("2028-08-31", 0), ("2028-09-01", 1)):
        clock.at = datetime.fromisoformat(day + "T12:00+00:00")
        assert len(store.retention_due(Retention()).leavers) == due, day
    assert len(store.retention_due(Retention(after_leaving=2)).leavers) == 0
    due_now = store.retention_due(Retention())
    assert [(row.given_name, row.class_title, row.left_on.isoformat()) for row in due_now.leavers] == [
        ("Ben", "4B", "2027-03-01")
    ]
    before = store.query("select count(*) as n from event")
    assert store.retention_due(Retention()) == due_now
    assert store.query("select count(*) as n from event") == before, "a preview"
    gone = store.purge(due_now, person(store, "lead"), tmp_path / "backups")
    assert (gone.pupils, gone.drawings) == (1, 1)
    assert store.retention_due(Retention()).leavers == ()
    assert {row.status for row in store.anonymous_counts()} == {"shown", "taught together", "signed"}


def test_who_came_back_is_left_alone(store: Store, tmp_path: Path, clock: Clock) -> None:
    roster = "Forename,Surname,Year,Reg\nAmara,Khan,4,4B\nAmara,Osei,4,4B\nZoë,Nowak,4,4B\n"
    bring_in(store, tmp_path, roster)
    clock.at = datetime(2028, 9, 3, 10, tzinfo=UTC)
    due = store.retention_due(Retention())
    assert [row.given_name for row in due.leavers] == ["Ben"]
    with store.transaction():
        store._write("update enrolment set to_on = null where pupil_id = ?", due.leavers[0].pupil_id)
    assert store.purge(due, person(store, "lead"), tmp_path / "backups").pupils == 0


def test_a_drawing_goes_at_the_end_of_the_school_year_in_which_it_was_superseded(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    sign(store, "Ben", "first")
    sign(store, "Zoë", "only")
    clock.at = datetime(2027, 10, 1, 10, tzinfo=UTC)
    bring_in(store, tmp_path, "Forename,Surname,Year,Reg\nBen,Price,5,5B\nZoë,Nowak,5,5B\n")
    launch = store.launch(class_id(store, "5B"), [], True, "individual", person(store, "teacher"))
    store.sign(store.begin(launch.id, pupil_id(store, "Ben", "5B"), None, 1).attempt_id, signing("second"))
    for day, due in (("2028-08-31", ()), ("2028-09-01", ("first",))):
        clock.at = datetime.fromisoformat(day + "T12:00+00:00")
        assert store.retention_due(Retention(after_leaving=9)).signature_ids == due, day
    backups = tmp_path / "backups"
    store.back_up(backups)
    gone = store.purge(store.retention_due(Retention(after_leaving=9)), person(store, "lead"), backups)
    assert (gone.pupils, gone.drawings, gone.copies) == (0, 1, 1)
    kept = {row["id"]: row["strokes"] for row in store.query("select id, strokes from signature")}
    assert kept["first"] == "[]"
    assert kept["second"] != "[]"
    assert store.query("select count(*) as n from live_event where verb = 'agreed'") == [{"n": 3}]
    with closing(sqlite3.connect(backup.newest_first(backups)[0])) as copy:
        assert copy.execute("select strokes from signature where id = 'first'").fetchone() == ("[]",)
        assert list(seals.sweep(copy)) == []
