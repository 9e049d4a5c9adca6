"""xAPI 1.0.3, rule by rule, and what is never in a statement."""

import json
import re
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

from kiosk.records import exports
from kiosk.records.exports import Material, Wanted
from kiosk.records.exports.statements import VERBS
from kiosk.records.rows import Answer, Only
from kiosk.records.store import Store

from ..made import Clock, class_id, person, pupil_id, signing, stamp
from .conftest import NAMES

SCHOOL = "https://www.hazel-lane.example"
LESSON, CHECK_IN = stamp("ks2-rule-1"), stamp("ks2-check-in")
KEYS = {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}


@pytest.fixture
def busy(store: Store, clock: Clock) -> Store:
    """Every kind of event there is, one of each taken back."""
    teacher, lead, here = person(store, "teacher"), person(store, "lead"), class_id(store)
    launch = store.launch(here, [LESSON, CHECK_IN], True, "individual", teacher)
    for name in ("Ben", "Zoë"):
        go = store.begin(launch.id, pupil_id(store, name), LESSON, 1)
        store.answered(go.attempt_id, Answer("what-now/1", "press it", 1, "press-to-see"))
        store.answered(go.attempt_id, Answer("what-now/1", "ask", 2, first=False))
        clock.at += timedelta(minutes=1)
        store.complete(go.attempt_id, 95, ["a", "b"])
        if name == "Zoë":
            store.undo(go.attempt_id, "wrong-name")
    asked = store.begin_check_in(launch.id, pupil_id(store, "Ben"), CHECK_IN, 1)
    store.answered(asked.attempt_id, Answer("contact", "say yes", 1, "keep-the-secret"))
    store.complete(asked.attempt_id, 60)
    store.not_yet(store.begin(launch.id, pupil_id(store, "Zoë"), None, 1).attempt_id, ["agree-1"])
    store.talked_through(launch.id, pupil_id(store, "Zoë"), teacher)
    store.sign(store.begin(launch.id, pupil_id(store, "Ben"), None, 1).attempt_id, signing("s-1"))
    store.witness(["s-1"], teacher)
    store.end(launch.id)
    together = store.launch(here, [LESSON], True, "whole-class", teacher)
    store.complete(store.begin(together.id, None, LESSON, 1).attempt_id, 60)
    store.end(together.id, [pupil_id(store, "Ben")])
    store.slip_returned([pupil_id(store, "Ben")], lead)
    store.slip_not_returned([pupil_id(store, "Ben")], lead)
    return store


def statements(store: Store, folder: Path, iri: str = SCHOOL, **only: Any) -> list[dict[str, Any]]:
    wanted = Wanted("xapi", "json", Only(**only))
    path = exports.write(store, wanted, folder, None, material=Material(school_iri=iri)).path
    return list(json.loads(path.read_text(encoding="utf-8")))


def iri(text: str) -> bool:
    parts = urlparse(text)
    return bool(parts.scheme and parts.netloc) and not re.search(r'[\s<>"{}|\\^`]', text)


def whole(value: Any) -> bool:
    """No null anywhere: a statement that has one is refused (2.2)."""
    if isinstance(value, dict):
        return all(whole(each) for each in value.values())
    return all(whole(each) for each in value) if isinstance(value, list) else value is not None


@pytest.mark.parametrize("school", [SCHOOL, f"{SCHOOL}/", ""])
def test_every_statement_keeps_the_rules(busy: Store, tmp_path: Path, school: str) -> None:
    found = statements(busy, tmp_path, school)
    assert {said["verb"]["display"]["en-GB"] for said in found} == {told for _, told in VERBS.values()}
    for said in found:
        assert set(said) <= KEYS
        assert {"actor", "verb", "object"} <= set(said)
        assert whole(said)
        assert uuid.UUID(said["id"]).version == 5
        assert said["version"] == "1.0.3"
        assert datetime.fromisoformat(said["timestamp"]).utcoffset() == timedelta(0)
        account = said["actor"].pop("account")
        assert said["actor"] == {"objectType": "Agent"}, "one way of naming somebody, and never a name or an address"
        assert set(account) == {"homePage", "name"}
        assert iri(account["homePage"])
        assert iri(said["verb"]["id"])
        if said["object"]["objectType"] == "StatementRef":
            assert said["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided"
            assert set(said["object"]) == {"objectType", "id"}
            assert "context" not in said
            continue
        assert said["object"]["objectType"] == "Activity"
        assert iri(said["object"]["id"])
        assert iri(said["object"]["definition"]["type"])
        assert all(iri(key) for key in said["context"]["extensions"])
        if "registration" in said["context"]:
            assert str(uuid.UUID(said["context"]["registration"])) == said["context"]["registration"]
        if "duration" in said.get("result", {}):
            assert re.fullmatch(r"PT\d+S", said["result"]["duration"])


def test_what_was_taken_back_is_sent_and_voided_once(busy: Store, tmp_path: Path) -> None:
    found = statements(busy, tmp_path)
    ids = [said["id"] for said in found]
    assert len(set(ids)) == len(ids)
    voided = [said["object"]["id"] for said in found if said["object"]["objectType"] == "StatementRef"]
    assert len(voided) == 4, "begun, two answers, finished"
    assert set(voided) <= set(ids)
    assert statements(busy, tmp_path, lesson_ids=("ks2-rule-1",)) == [
        said for said in found if "ks2-rule-1" in json.dumps(said) or said["object"].get("id") in voided
    ]


def test_sending_again_adds_nothing(busy: Store, tmp_path: Path) -> None:
    first = statements(busy, tmp_path)
    assert statements(busy, tmp_path) == first
    launch = busy.launch(class_id(busy), [LESSON], False, "individual", person(busy, "teacher"))
    busy.begin(launch.id, pupil_id(busy, "Amara K"), LESSON, 1)
    later = statements(busy, tmp_path)
    assert later[: len(first)] == first
    assert len(later) == len(first) + 1


def test_no_name_no_idea_behind_an_answer_and_nothing_of_a_check_in(busy: Store, tmp_path: Path) -> None:
    text = json.dumps(statements(busy, tmp_path), ensure_ascii=False)
    for word in (
        "Ben", "Price", "Zoë", "Nowak", "Amara", "Okafor", "Whitmore", "press-to-see", "keep-the-secret", "say yes",
        "4B", "wrong-name", "animal-",
    ):  # fmt: skip
        assert word not in text, word
    pupils = {pupil.id for group in busy.classes() for pupil in busy.pupils(group.id)}
    accounts = {said["actor"]["account"]["name"] for said in json.loads(text)}
    assert {name for name in accounts if not name.startswith("device-")} <= pupils


def test_only_what_pupils_did(busy: Store, tmp_path: Path) -> None:
    verbs = [said["verb"]["display"]["en-GB"] for said in statements(busy, tmp_path)]
    assert verbs.count("agreed") == 1
    assert verbs.count("asked") == 1
    assert verbs.count("experienced") == 3, "Ben was away; the class together is nobody"
    assert verbs.count("completed") == 3


@pytest.mark.parametrize(
    ("only", "verbs"),
    [
        ({"lesson_ids": ("agreement",)}, {"attempted", "agreed", "asked"}),
        ({"lesson_ids": ("ks2-rule-1",)}, {"attempted", "answered", "completed", "experienced", "voided"}),
        ({"lesson_ids": ("ks2-check-in",)}, {"attempted", "completed"}),
        ({"modes": ("whole-class",)}, {"experienced"}),
        ({"half_terms": ("Spring 1",)}, set()),
        ({"year_groups": ("Y1",)}, set()),
        ({"since": date(2026, 11, 23)}, set()),
        ({"until": date(2026, 11, 21)}, set()),
    ],
)
def test_narrowing(busy: Store, tmp_path: Path, only: dict[str, Any], verbs: set[str]) -> None:
    assert {said["verb"]["display"]["en-GB"] for said in statements(busy, tmp_path, **only)} == verbs


def test_a_whole_day_is_within_its_own_dates(busy: Store, tmp_path: Path) -> None:
    day = date(2026, 11, 22)
    assert statements(busy, tmp_path, since=day, until=day) == statements(busy, tmp_path)


def test_ids_are_fit_for_the_web_whatever_a_question_is_called(busy: Store, tmp_path: Path) -> None:
    (answer, *_) = [said for said in statements(busy, tmp_path) if said["verb"]["display"]["en-GB"] == "answered"]
    assert answer["object"]["id"] == f"{SCHOOL}/lessons/ks2-rule-1/what-now/1"
    assert answer["context"]["contextActivities"]["parent"][0]["id"] == f"{SCHOOL}/lessons/ks2-rule-1"
    assert answer["result"] == {"response": "press it"}


def test_hard_names_are_in_none_of_them(school: Store, tmp_path: Path) -> None:
    text = json.dumps(statements(school, tmp_path), ensure_ascii=False)
    assert not any(name in text for name in NAMES)
