"""Fingers that get lost, and looks that nobody has to touch to see."""

import pygame

from kiosk import start
from kiosk.pilot import Pilot
from kiosk.scenes.asking import SNORE_SECONDS
from kiosk.sound.speaker import Silent
from kiosk.ui.pointer import LOST

from .school import School, begin, open_class, play, pupils, tiles, to_names, touch

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
