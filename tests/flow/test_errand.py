"""Long work beside the thread that draws."""

import threading
from collections.abc import Callable
from typing import cast

import pytest

from kiosk.flow.errand import Errand
from kiosk.records.store import Store


class Records:
    """Stands for the store: it knows on which thread it was asked."""

    def __init__(self) -> None:
        self.threads: list[int] = []
        self.is_copy = True

    def query(self, sql: str, *values: object) -> list[str]:
        self.threads.append(threading.get_ident())
        if sql == "wrong":
            raise ValueError("no such table")
        return [sql, *map(str, values)]


def errand(work: Callable[[Store, Callable[[float], None]], object]) -> tuple[Errand[object], Records]:
    records = Records()
    return Errand(cast(Store, records), work), records


def over(sent: Errand[object]) -> None:
    while not sent.finished:
        sent.serve(0.05)


def test_the_records_are_only_asked_on_the_thread_that_serves() -> None:
    def work(store: Store, progress: Callable[[float], None]) -> object:
        progress(0.5)
        return threading.get_ident(), store.query("select", 1), store.is_copy

    sent, records = errand(work)
    over(sent)
    found = sent.result()
    assert found == (cast(tuple[int], found)[0], ["select", "1"], True)
    assert cast(tuple[int], found)[0] != threading.get_ident()
    assert records.threads == [threading.get_ident()]
    assert sent.done == 0.5
    assert sent.asked == {"query", "is_copy"}


def test_what_the_records_refuse_is_the_works_to_deal_with() -> None:
    def work(store: Store, progress: Callable[[float], None]) -> object:
        try:
            return store.query("wrong")
        except ValueError as fault:
            return str(fault)

    sent, _ = errand(work)
    over(sent)
    assert sent.result() == "no such table"


def test_what_the_work_raises_is_raised_where_its_result_is_asked_for() -> None:
    def work(store: Store, progress: Callable[[float], None]) -> object:
        return store.query("wrong")

    sent, _ = errand(work)
    over(sent)
    with pytest.raises(ValueError, match="no such table"):
        sent.result()


def test_it_stops_where_it_next_asks_and_clears_up_behind_itself() -> None:
    left = []

    def work(store: Store, progress: Callable[[float], None]) -> object:
        try:
            while True:
                store.query("select")
        except Exception:  # what is no fault of anybody's is not caught here
            return "caught"
        finally:
            left.append("cleared")

    sent, _ = errand(work)
    sent.serve(0.01)
    assert not sent.finished
    sent.stop()
    over(sent)
    assert sent.result() is None
    assert left == ["cleared"]


def test_serving_does_not_wait_longer_than_it_may() -> None:
    gate = threading.Event()
    sent, _ = errand(lambda store, progress: gate.wait())
    sent.serve(0.001)
    assert not sent.finished
    gate.set()
    over(sent)
    assert sent.result() is True
