"""Kill -9 around "Thank you", at the level of the whole program: who was thanked has signed, once.

It shows that a pupil is thanked only after the records have the signature, and that a retry does no harm. It says
nothing of a power cut: the page cache outlives a process.
"""

import json
import os
import random
import time
from string import ascii_uppercase

import pytest

from kiosk import demo, start
from kiosk.records.rows import AgreementText
from kiosk.records.store import Store

from .lives import Life, nursery
from .school import School, class_of, import_classes

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

CLASSES = [f"1{letter}" for letter in ascii_uppercase]
SIZE = 36
ENOUGH = 5
"""With fewer left to sign, the next class comes."""


def open_next(store: Store) -> None:
    """End the class that is open and open another, as one that has heard the rules together."""
    agreement = start.book().agreement
    teacher = next(person for person in store.staff() if person.role == "teacher")
    store.keep_version(AgreementText(agreement.version, agreement.stamp.sha256, agreement.stamp.text))
    current = store.current_launch()
    if current is not None:
        store.end(current.id)
    title = CLASSES[CLASSES.index(current.class_title) + 1 if current is not None else 0]
    launch = store.launch(class_of(store, title), [], True, "whole-class", teacher)
    store.complete(store.begin(launch.id, None, None, 1).attempt_id, 60)


def left(store: Store) -> int:
    current = store.current_launch()
    return 0 if current is None else sum(turn.status != "done" for turn in store.turns(current.id))


def killed(school: School, kills: int, chance: random.Random) -> list[tuple[str, str]]:
    """Let lives sign and end them. Returns whom they had thanked: (launch, name)."""
    thanked: list[tuple[str, str]] = []
    signing_s = 0.0
    with nursery() as process:
        for nth in range(kills):
            with school.records() as store:
                if left(store) < ENOUGH:
                    open_next(store)
                current = store.current_launch()
                assert current is not None
            with Life(process, school, do="sign") as life:
                told = [life.line()]
                if nth == 0 or chance.random() < 0.3:
                    began = time.perf_counter()
                    told.append(life.line())
                    signing_s = time.perf_counter() - began
                    told.append(life.line())
                assert told[-1] == "pen"
                # Between the pen being put down and a little after the thanks. The records come early in that time.
                until = time.perf_counter() + 1.5 * chance.random() ** 2 * signing_s
                while time.perf_counter() < until:
                    pass
                told += life.kill()
            thanked += [(current.id, line.removeprefix("thanked ")) for line in told if line.startswith("thanked ")]
    return thanked


def hold(store: Store, thanked: list[tuple[str, str]], kills: int) -> None:
    assert len(set(thanked)) == len(thanked), "somebody was thanked twice"
    launches = [row["id"] for row in store.query("select id from launch")]
    kept = {(launch_id, row.pupil.shown_name): row for launch_id in launches for row in store.signatures(launch_id)}
    assert set(thanked) <= set(kept), "somebody was thanked and has not signed"
    assert len(kept) <= len(thanked) + kills, "at most the one who was signing at each kill"
    rows = store.query(
        "select e.response, e.heard, s.strokes, s.mark_kind from signature s join event e on e.event_id = s.event_id "
        "where e.verb = 'agreed'"
    )
    assert len(rows) == len(kept) == store.query("select count(*) as n from signature")[0]["n"], "somebody signed twice"
    assert store.query("select count(*) as n from event where verb = 'agreed'") == [{"n": len(kept)}]
    for row in rows:
        strokes = json.loads(row["strokes"])
        assert [len(stroke) for stroke in strokes] == [8, 8, 7]
        assert all(0 <= x <= 1000 and 0 <= y <= 1000 for stroke in strokes for x, y in stroke)
        assert row["mark_kind"] == "signature"
        assert row["heard"] == "listened"
        assert [answer[0] for answer in json.loads(row["response"])] == ["agree-1", "agree-2", "agree-3"]
    assert (
        store.query("select 1 from place p join event e on e.attempt_id = p.attempt_id where e.verb = 'agreed'") == []
    )
    assert store.check() == []


def thank_and_kill(school: School, kills: int) -> None:
    # Nobody is called like anybody else at the school, so that the class list leaves nothing to ask.
    classes = {title: [(given, f"{title[1]}shaw") for given in demo.GIVEN[:SIZE]] for title in CLASSES}
    with school.records() as store:
        import_classes(store, school.folder, "1", classes)
    thanked = killed(school, kills, random.Random(kills))
    assert len(thanked) > kills / 5
    with school.records() as store:
        hold(store, thanked, kills)


def test_who_was_thanked_has_signed_once(school: School) -> None:
    thank_and_kill(school, 50)


@pytest.mark.long
def test_who_was_thanked_has_signed_once_at_length(school: School) -> None:
    thank_and_kill(school, 500)
