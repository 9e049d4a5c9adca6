"""Fingers: which of them count, when and where; those that get lost; and looks that nobody has to touch to see."""

import pygame
import pytest

from kiosk import start
from kiosk.app import DEAD_EDGE
from kiosk.pilot import Pilot
from kiosk.scenes.asking import SNORE_SECONDS
from kiosk.scenes.names import Names
from kiosk.sound.speaker import Silent
from kiosk.ui.pointer import AFTER_CHANGE, GHOST_SECONDS, LOST, MOUSE, SAME_AGAIN
from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.stage import Stage
from kiosk.ui.widgets import Button, Widget

from .school import Clock, School, begin, open_class, play, pupils, tiles, to_names, touch

LESSON = start.book().lessons["ks2-rule-9-login-as-me"]
CORNERLESS = (960.0, 40.0)
"""A place where there is nothing, and not the staff corner."""


def at_the_names(school: School) -> Pilot:
    pilot = school.start()
    open_class(pilot, "1 Acorn", agreement=True)
    to_names(pilot)
    return pilot


def middle_of_first_tile(pilot: Pilot) -> tuple[float, float]:
    rect = tiles(pilot)[0].rect
    return rect.x + rect.w / 2, rect.y + rect.h / 2


def page(pilot: Pilot) -> int:
    scene = pilot.app.scene
    assert isinstance(scene, Names)
    return scene.page


def middle(pilot: Pilot, key: str) -> tuple[float, float]:
    return next(widget.rect.centre for widget in pilot.app.widgets if widget.key == key)


# ---------------------------------------------------------------- when a touch counts


def test_a_touch_counts_when_it_is_lifted_where_it_began(school: School) -> None:
    pilot = at_the_names(school)
    pilot.wait(1)
    there = middle_of_first_tile(pilot)
    pilot.post(pygame.FINGERDOWN, there)
    assert pilot.app.stage._shown[tiles(pilot)[0].key].pressed, "what is pressed is seen to be in the same frame"
    pilot.wait(1)
    pilot.shows("Names")
    pilot.post(pygame.FINGERUP, CORNERLESS)
    pilot.shows("Names")
    pilot.touch([there, CORNERLESS, there])
    pilot.shows("IsThisYou")


def test_the_same_thing_is_not_tapped_twice_in_half_a_second(school: School) -> None:
    pilot = at_the_names(school)
    pilot.wait(1)
    there = middle(pilot, "more")
    pilot.touch([there])
    pilot.touch([there])
    assert page(pilot) == 1
    pilot.wait(SAME_AGAIN)
    pilot.touch([there])
    assert page(pilot) == 0


def test_a_mouse_that_follows_a_finger_is_its_ghost(school: School) -> None:
    pilot = at_the_names(school)
    pilot.wait(1)
    pilot.touch([middle(pilot, "more")])
    pilot.wait(SAME_AGAIN + 0.05)
    assert SAME_AGAIN + 0.05 < GHOST_SECONDS
    pilot.touch([middle(pilot, "more")], finger=MOUSE)
    assert page(pilot) == 1
    pilot.wait(GHOST_SECONDS)
    pilot.touch([middle(pilot, "more")], finger=MOUSE)
    assert page(pilot) == 0


@pytest.mark.parametrize("seconds", [0.0, 2.0])
def test_a_screen_is_deaf_from_when_it_is_seen(school: School, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """However long a slow machine takes to draw it."""
    clock = Clock()
    pilot = school.start(clock=clock)
    open_class(pilot, "1 Acorn", agreement=True)
    pilot.wait(1)
    show = Stage.show

    def slowly(stage: Stage, *told: object) -> object:
        changed = show(stage, *told)  # type: ignore[arg-type]
        clock.jump(seconds if pilot.screen == "IsThisYou" and changed else 0)
        return changed

    monkeypatch.setattr(Stage, "show", slowly)
    pilot.touch([middle_of_first_tile(pilot)])
    pilot.shows("IsThisYou")
    pilot.touch([middle(pilot, "no")])
    pilot.shows("IsThisYou")
    pilot.wait(AFTER_CHANGE)
    pilot.touch([middle(pilot, "no")])
    pilot.shows("Names")


# ---------------------------------------------------------------- where it counts


@pytest.mark.parametrize("size", [(640, 360), (640, 480), (1000, 400)])
def test_the_outer_twentieth_is_deaf_on_every_side(
    school: School, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    pilot = school.start(size=size)
    open_class(pilot, "1 Acorn", agreement=True)
    pilot.wait(1)
    taps: list[str] = []

    def tap() -> Outcome | None:
        taps.append("tap")
        return None

    def everywhere(scene: Names, now: float) -> list[Widget]:
        return [Button("everywhere", Rect(-1000, -1000, 4000, 4000), "Everywhere", tap)]

    monkeypatch.setattr(Names, "view", everywhere)
    pilot.wait(1)
    x, y, w, h = pilot.app.stage.visible
    for part, heard in ((DEAD_EDGE - 0.01, 0), (DEAD_EDGE + 0.01, 1)):
        for across, down in ((part, 0.5), (1 - part, 0.5), (0.5, part), (0.5, 1 - part)):
            taps.clear()
            pilot.wait(SAME_AGAIN)
            pilot.touch([(x + across * w, y + down * h)])
            assert len(taps) == heard, (across, down)


# ---------------------------------------------------------------- whose finger


def test_a_finger_whose_lift_was_lost_is_heard_at_once_when_it_comes_down_again(school: School) -> None:
    pilot = at_the_names(school)
    pilot.wait(1)
    pilot.post(pygame.FINGERDOWN, CORNERLESS, 3)
    pilot.touch([middle_of_first_tile(pilot)], finger=3)
    pilot.shows("IsThisYou")


def test_another_finger_is_heard_once_nothing_is_heard_of_the_first(school: School) -> None:
    pilot = at_the_names(school)
    pilot.wait(1)
    pilot.post(pygame.FINGERDOWN, CORNERLESS, 3)
    pilot.touch([middle_of_first_tile(pilot)], finger=4)
    pilot.shows("Names")
    pilot.wait(LOST)
    pilot.touch([middle_of_first_tile(pilot)], finger=4)
    pilot.shows("IsThisYou")


def test_a_resting_hand_that_moves_keeps_the_place_it_has(school: School) -> None:
    """The first finger wins: a second one taps nothing while the first is still being heard of."""
    pilot = at_the_names(school)
    pilot.wait(1)
    pilot.post(pygame.FINGERDOWN, CORNERLESS, 3)
    for _ in range(15):
        pilot.wait(1)
        pilot.post(pygame.FINGERMOTION, CORNERLESS, 3)
    pilot.touch([middle_of_first_tile(pilot)], finger=4)
    pilot.shows("Names")


def test_a_movement_is_seen_to_end_without_a_touch(school: School) -> None:
    """A snore is over when it is over, not when the next word or finger makes the screen be drawn anew."""
    pilot = school.start(speaker=Silent(0.05))
    open_class(pilot, "6 Willow", LESSON)
    begin(pilot, pupils(pilot, "6 Willow")[0].shown_name)
    while pilot.screen != "Ask":
        play(pilot, pages=1)
    pilot.wait(1)
    touch(pilot, tiles(pilot)[0])
    pilot.steps(2)
    assert 0 < tiles(pilot)[0].wobble < 1
    pilot.wait(SNORE_SECONDS + 0.1)
    assert pilot.app.speaker.speaking
    # What the app has drawn, not what the scene would say if asked now.
    assert tiles(pilot)[0].wobble == 0
