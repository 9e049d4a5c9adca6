"""A page of a lesson turns to the next; nothing else does, and where nothing is to move it cuts."""

import pygame
import pytest

from kiosk.pilot import Pilot
from kiosk.records.rows import Comfort
from kiosk.ui.ahead import Ahead
from kiosk.ui.turn import SECONDS

from .school import Clock, School, begin, book_of, open_class, pupils, store_of

CLASS, LESSON = "1 Acorn", "ks1-rule-4-lost-so-ask"


def pages(pilot: Pilot, name: str) -> tuple[bytes, list[bytes]]:
    """The picture before "Next", and every one from then on until it is still."""
    pilot.until_tappable("Next")
    pilot.wait(0.6)
    before = picture(pilot)
    seen: list[bytes] = []
    pilot.watching.append(lambda: seen.append(picture(pilot)))
    pilot.tap(name)
    pilot.wait(SECONDS + 0.1)
    pilot.watching.clear()
    return before, seen


def picture(pilot: Pilot) -> bytes:
    return pygame.image.tobytes(pilot.app.window, "RGB")


@pytest.fixture
def pilot(school: School) -> Pilot:
    """With the eyes of somebody who looks on: only then does a page turn."""
    pilot = school.start(clock=Clock(60))
    app = pilot.app
    app._ahead = Ahead(app.stage, app.stage.painter.pictures)
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON])
    return pilot


def test_a_page_turns_and_is_then_as_if_it_had_been_cut_to(pilot: Pilot) -> None:
    begin(pilot, pupils(pilot, CLASS)[0].shown_name)
    before, seen = pages(pilot, "Next")
    after = picture(pilot)
    between = {each for each in seen if each not in (before, after)}
    assert len(between) > 8, "a quarter of a second of frames"
    pilot.app._draw(pilot.app.clock.now())
    touched_up = picture(pilot)
    pilot.app.stage.forget()
    pilot.app._draw(pilot.app.clock.now())
    assert picture(pilot) == touched_up, "what was left of the turn would show between the parts that changed since"


def test_where_nothing_is_to_move_it_cuts(pilot: Pilot) -> None:
    pupil = pupils(pilot, CLASS)[0]
    store_of(pilot).set_comfort(pupil.id, Comfort(still=True))
    begin(pilot, pupil.shown_name)
    leaf = pilot.app.scene.leaf
    pages(pilot, "Next")
    assert pilot.app.scene.leaf != leaf
    assert pilot.app._turn is None and pilot.app._leafs is None
