"""Turns that are finished without a finger: by one switch, by two, by the keys of a keyboard."""

from dataclasses import replace

import pygame
import pytest

from kiosk import start
from kiosk.content.model import Lesson, Playable, Story
from kiosk.pilot import Lost, Pilot, Player, Staff
from kiosk.records.rows import PupilRow
from kiosk.scenes.story_node import StoryDecision
from kiosk.sound.speaker import Silent
from kiosk.ui import focus
from kiosk.ui.pointer import AFTER_CHANGE
from kiosk.ui.scan import GHOST, Mode
from kiosk.ui.scene import Scene
from kiosk.ui.widgets import Tile, Widget

from .school import (
    PASSWORD,
    SLOW,
    TEACHER,
    Clock,
    School,
    answering,
    launch_of,
    open_class,
    pick,
    pupils,
    store_of,
    tiles,
)

BOOK = start.book()
CLASSES = {"ks1": "1 Acorn", "ks2": "6 Willow"}
LESSONS = {
    "tell, choose, sort": "ks1-rule-1-an-adult-with-us",
    "spot": "ks1-rule-4-lost-so-ask",
    "make a message": "ks1-rule-6-kind-words",
    "reason, order": "ks2-rule-3-close-it",
    "sort, many": "ks2-rule-1-permission-first",
    "spot, many": "ks2-rule-7-keep-it-private",
    "make a password": "ks2-rule-8-passwords",
}
STORIES = ("ks1-story-a-new-player", "ks2-story-the-joke-that-grew")


class Handless(Pilot):
    """Somebody who chooses a pupil's things by keys. Staff keep their fingers."""

    scan: Mode = "off"

    def __init__(self, school: School) -> None:
        program = school.start(size=(320, 180), pause_seconds=3, speaker=Silent(20), clock=Clock(SLOW)).app
        program.scanner.mode = self.scan
        super().__init__(program)

    def choose(self, widget: Widget, finger: int) -> None:
        if self.app.scene.idle == "staff":
            super().choose(widget, finger)
            return
        self.reach(widget)
        self.steps(2)

    def reach(self, widget: Widget) -> None:
        raise NotImplementedError


class OneSwitch(Handless):
    scan = "one-switch"

    def reach(self, widget: Widget) -> None:
        if not self.app.scanner.lit:
            # All sleeps: the press that asks for a round.
            self.press("space", " ")
        self.until(lambda: widget.key in self.app.scanner.lit, f"the light on {widget.key}")
        if len(self.app.scanner.lit) > 1:
            self.press("space", " ")
            self.wait(GHOST)
            self.until(lambda: self.app.scanner.lit == (widget.key,), f"the light on {widget.key} alone")
        self.press("space", " ")


class TwoSwitches(Handless):
    scan = "two-switch"

    def reach(self, widget: Widget) -> None:
        for _ in range(60):
            lit = self.app.scanner.lit
            enters = widget.key in lit
            self.press("return" if enters else "space")
            if enters and len(lit) == 1:
                return
            self.wait(GHOST)
        raise Lost(f"Sixty presses did not lead to {widget.key} on {self.screen}")


class Keyboard(Handless):
    def reach(self, widget: Widget) -> None:
        for _ in range(60):
            if self.app.focused == widget.key:
                self.press("return")
                return
            self.press("tab")
        raise Lost(f"Sixty tabs did not lead to {widget.key} on {self.screen}")


class Arrows(Keyboard):
    """Figures for answers, arrows for what lies in the same row or column, and Tab where neither leads."""

    def reach(self, widget: Widget) -> None:
        answers = [tile for tile in focus.stops(self.app.widgets) if isinstance(tile, Tile)]
        if widget in answers[:4]:
            self.press(str(answers.index(widget) + 1))
            return
        for key in ("down", "down", "right", "right"):
            if self.app.focused == widget.key:
                break
            self.press(key)
        super().reach(widget)


HANDS = pytest.mark.parametrize("hand", [OneSwitch, TwoSwitches, Keyboard, Arrows])


def begin(pilot: Handless, playable: Playable | None, title: str) -> PupilRow:
    open_class(pilot, title, *([playable] if playable else []), agreement=playable is None)  # type: ignore[list-item]
    pupil = pupils(pilot, title)[-1]
    pick(pilot, pupil.shown_name)
    pilot.tap("Yes, this is me")
    if pilot.screen == "Password":
        for picture in PASSWORD * 2:
            pilot.tap(picture)
    return pupil


def finish(pilot: Handless) -> None:
    pilot.shows("Thanks")
    pilot.tap("Next person")
    pilot.shows("Names")


@HANDS
@pytest.mark.parametrize("lesson", [BOOK.lessons[id_] for id_ in LESSONS.values()], ids=LESSONS)
def test_a_lesson_of_every_kind_of_step_is_finished(school: School, hand: type[Handless], lesson: Lesson) -> None:
    pilot = hand(school)
    pupil = begin(pilot, lesson, CLASSES[lesson.key_stage])
    first = lesson.questions[0]
    missed = next(answer for answer in first.answers if answer.kind != "helpful")
    seen: list[str] = []
    Player(pilot, answering({first.id: [missed.id]}), seen.append).play()
    assert {"TellScene", "RuleScene", "Ask", "Helpful", "SayIt", "RecapScene"} <= {*seen}
    assert {"Consequence", "Depends"} & {*seen}
    finish(pilot)
    done = store_of(pilot).query(
        "select 1 from live_event where pupil_id = ? and lesson_id = ? and verb = 'completed'", pupil.id, lesson.id
    )
    assert len(done) == 1


@HANDS
@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_gone_back_in_and_finished(school: School, hand: type[Handless], story: str) -> None:
    told = BOOK.scenarios[story]
    assert isinstance(told, Story)
    pilot = hand(school)
    begin(pilot, told, CLASSES[told.key_stage])

    def answer(scene: Scene) -> str:
        assert isinstance(scene, StoryDecision)
        return scene.page.node.choices[0].label

    player = Player(pilot, answer)
    while pilot.screen != "StoryDecision":
        player.play(1)
    first = pilot.app.scene
    assert isinstance(first, StoryDecision)
    player.play(2)
    stone = next((widget for widget in pilot.app.widgets if widget.key == f"stone-{first.page.node.id}"), None)
    if stone is not None:
        pilot.tap(stone.label)
        again = pilot.app.scene
        assert isinstance(again, StoryDecision)
        assert again.page.node is first.page.node
    player.play()
    finish(pilot)


@HANDS
@pytest.mark.parametrize("title", CLASSES.values())
def test_the_agreement_is_signed_with_a_picture(school: School, hand: type[Handless], title: str) -> None:
    pilot = hand(school)
    pupil = begin(pilot, None, title)
    Player(pilot, answering()).play()
    pilot.shows("SignPad")
    pilot.tap("Pick a picture instead")
    pilot.tap("leaf")
    pilot.tap("Done")
    finish(pilot)
    [signature] = store_of(pilot).signatures(launch_of(pilot).id)
    assert (signature.pupil.id, signature.mark_kind, signature.mark_name) == (pupil.id, "picture", "leaf")


# ---------------------------------------------------------------- one switch


def at_the_question(school: School, hand: type[Handless] = OneSwitch) -> Handless:
    pilot = hand(school)
    begin(pilot, BOOK.lessons["ks1-rule-1-an-adult-with-us"], CLASSES["ks1"])
    player = Player(pilot, answering())
    while pilot.screen != "Ask":
        player.play(1)
    return pilot


def test_the_light_waits_while_the_answers_sleep_and_an_adult_can_be_told(school: School) -> None:
    pilot = at_the_question(school)
    scene = pilot.app.scene
    while not scene.awake:
        assert pilot.app.scanner.lit == ()
        pilot.step()
    pilot.step()
    assert pilot.app.scanner.lit == (tiles(pilot)[0].key,)
    pilot.tap("Hear it again")
    pilot.tap("Tell an adult")
    pilot.shows("TellAdult")
    pilot.tap("Go back")
    assert pilot.app.scene is scene


def test_an_adult_can_be_told_while_the_answers_sleep(school: School) -> None:
    pilot = at_the_question(school)
    assert not pilot.app.scene.awake
    pilot.tap("Tell an adult")
    pilot.shows("TellAdult")


@pytest.mark.parametrize("hand", [OneSwitch, TwoSwitches])
def test_a_switch_that_bounces_or_is_kept_down_chooses_once(school: School, hand: type[Handless]) -> None:
    pilot = hand(school)
    open_class(pilot, CLASSES["ks1"], agreement=True)
    pilot.shows("Names")
    pilot.wait(1)
    key = {"key": pygame.K_RETURN, "unicode": "\r", "mod": 0, "scancode": 0}
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, **key))
    for _ in range(40):
        # As the system sends them while a key is down.
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, **key))
        pilot.step()
    assert pilot.screen == "Names"
    assert len(pilot.app.scanner.lit) == 1
    pygame.event.post(pygame.event.Event(pygame.KEYUP, **key))
    pilot.step()
    pilot.press("return")
    pilot.press("return")
    pilot.shows("IsThisYou")


def test_a_press_on_a_page_that_has_just_come_chooses_nothing(school: School) -> None:
    pilot = TwoSwitches(school)
    open_class(pilot, CLASSES["ks1"], agreement=True)
    pilot.until_screen("Resting")
    pilot.press("return")
    pilot.steps(3)
    pilot.shows("Resting")
    pilot.wait(AFTER_CHANGE)
    pilot.press("return")
    pilot.shows("Names")


def test_staff_type_and_touch_as_ever(school: School) -> None:
    """A light on a keyboard of forty keys would be in everybody's way."""
    pilot = OneSwitch(school)
    Staff(pilot, *TEACHER).sign_in()
    pilot.shows("Launch")
    pilot.press("space", " ")
    pilot.wait(5)
    assert pilot.app.scanner.lit == ()
    pilot.press("tab")
    assert pilot.app.focused is not None


@pytest.mark.parametrize("hand", [OneSwitch, TwoSwitches])
def test_somebody_who_is_called_begins_with_their_own_switch(school: School, hand: type[Handless]) -> None:
    """The machine is set for fingers: the switch is this pupil's own, and works while it is their go."""
    pilot = hand(school)
    pilot.app.scanner.mode = "off"
    title = CLASSES["ks1"]
    first, second, *_ = pupils(pilot, title)
    for pupil, switch in ((first, hand.scan), (second, "off")):
        store_of(pilot).set_comfort(pupil.id, replace(pilot.app.flow.house.comfort, switch=switch))
    open_class(pilot, title, BOOK.playable[LESSONS["spot"]])  # type: ignore[arg-type]
    pilot.until_screen("Resting")
    pilot.tap("Touch to start")
    assert pilot.app.scanner.mode == hand.scan
    pilot.tap(first.shown_name)
    pilot.tap("Yes, this is me")
    Player(pilot, answering()).play()
    finish(pilot)
    assert pilot.app.scanner.mode == "off", "the next one has none"
