"""Slow work, and the page that is shown while it is done."""

import threading

import pytest

from kiosk.flow import slow
from kiosk.flow.slow import Slow, meanwhile
from kiosk.records.faults import NotSaved
from kiosk.scenes.notice import Notice, Over
from kiosk.ui.scene import Leave, Scene

PAGE = Notice("The records", ("A copy is being made.",))


def after(told: str) -> Scene:
    return Notice("The records", (told,))


def test_what_is_soon_done_has_no_page_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow, "SOON", 60.0)
    scene = meanwhile(PAGE, lambda: "It was made.", after)
    assert isinstance(scene, Notice)
    assert scene.lines == ("It was made.",)
    assert not scene.busy


def test_what_takes_long_is_waited_for_on_a_page_that_nothing_leads_away_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow, "SOON", 0.0)
    go_on, threads = threading.Event(), []

    def work() -> str:
        threads.append(threading.get_ident())
        go_on.wait()
        return "It was made."

    page = meanwhile(Notice("The records", ("A copy is being made.",)), work, after)
    assert isinstance(page, Notice) and page.busy
    assert page.tick(0.0) is None
    assert page.idle == "rest"
    assert [widget for widget in page.view(0.0) if widget.on_tap is not None] == []
    go_on.set()
    while (outcome := page.tick(0.0)) is None:
        pass
    assert isinstance(outcome, Leave) and isinstance(outcome.result, Over)
    told = outcome.result.then()
    assert isinstance(told, Notice) and told.lines == ("It was made.",)
    assert page.tick(0.0) is None, "it is left once"
    assert threads != [threading.get_ident()]


@pytest.mark.parametrize("soon", [0.0, 60.0])
def test_what_went_wrong_is_raised_where_its_result_is_wanted(monkeypatch: pytest.MonkeyPatch, soon: float) -> None:
    monkeypatch.setattr(slow, "SOON", soon)

    def work() -> str:
        raise NotSaved("The disk is full.")

    def asked() -> Scene:
        page = meanwhile(Notice("The records", ("A copy is being made.",)), work, after)
        while (outcome := page.tick(0.0)) is None:
            pass
        assert isinstance(outcome, Leave) and isinstance(outcome.result, Over)
        return outcome.result.then()

    with pytest.raises(NotSaved, match="disk is full"):
        asked()


def test_slow_work_says_when_it_is_done() -> None:
    go_on = threading.Event()
    work = Slow(go_on.wait)
    assert not work.done()
    go_on.set()
    assert work.done(within=60)
    assert work.result() is True
