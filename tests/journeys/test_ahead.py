"""The next page is there before it is wanted: through lessons, a story and the agreement, with the real pages."""

import math
from collections.abc import Sequence

import pygame
import pytest

from kiosk import start
from kiosk.content.model import Playable
from kiosk.pilot import FINGER, Pilot, Player
from kiosk.scenes.story_node import StoryDecision
from kiosk.sound.speaker import Silent
from kiosk.ui.ahead import Ahead
from kiosk.ui.scene import Scene
from kiosk.ui.stage import UNTOUCHED, Stage, Touched
from kiosk.ui.widgets import Widget

from .school import SLOW, Clock, School, answering, begin, open_class, pupils, store_of

BOOK = start.book()
CLASSES = {"ks1": "1 Acorn", "ks2": "6 Willow"}
PLAYED = ("ks1-rule-4-lost-so-ask", "ks2-rule-9-login-as-me", "ks2-story-the-joke-that-grew")


class Unhurried(Pilot):
    """Somebody whose finger stays down until all that can be got ready is, and who notes which pages were."""

    def __init__(self, school: School, monkeypatch: pytest.MonkeyPatch) -> None:
        program = school.start(size=(320, 180), pause_seconds=3, speaker=Silent(20), clock=Clock(SLOW)).app
        program._ahead = self.ahead = Ahead(program.stage, program.stage.painter.pictures)
        self.ready: list[tuple[str, bool]] = []
        self._last: Scene = program.scene
        show = Stage.show

        def noted(stage: Stage, backdrop: str, widgets: Sequence[Widget], touched: Touched = UNTOUCHED) -> object:
            if program.scene is not self._last:
                self.ready.append((type(program.scene).__name__, stage._made == (backdrop, list(widgets))))
                self._last = program.scene
            return show(stage, backdrop, widgets, touched)

        monkeypatch.setattr(Stage, "show", noted)
        super().__init__(program)

    def post(self, kind: int, point: tuple[float, float], finger: int = FINGER) -> None:
        if kind == pygame.FINGERUP:
            self.step()
            while self.ahead.work() != math.inf:
                pass
        super().post(kind, point, finger)


def answer(scene: Scene) -> str:
    if isinstance(scene, StoryDecision):
        return scene.page.node.choices[0].label
    return answering()(scene)


@pytest.mark.parametrize("playable", [BOOK.playable[id_] for id_ in PLAYED], ids=PLAYED)
def test_the_pages_of_a_lesson_and_of_the_agreement_are_ready_when_they_come(
    school: School, monkeypatch: pytest.MonkeyPatch, playable: Playable
) -> None:
    pilot = Unhurried(school, monkeypatch)
    title = CLASSES[playable.key_stage]
    open_class(pilot, title, playable, agreement=True)  # type: ignore[arg-type]
    begin(pilot, pupils(pilot, title)[0].shown_name)
    Player(pilot, answer).play()
    pilot.shows("SignPad")
    # What begins something, a lesson or the agreement, is looked ahead to as well.
    first = next(at for at, (screen, _) in enumerate(pilot.ready) if screen == "IsThisYou")
    assert [screen for screen, ready in pilot.ready[first:] if not ready] == []


def test_looking_ahead_changes_nothing(school: School) -> None:
    pilot = school.start(speaker=Silent(20))
    open_class(pilot, CLASSES["ks1"], BOOK.lessons[PLAYED[0]], agreement=True)
    begin(pilot, pupils(pilot, CLASSES["ks1"])[0].shown_name)
    flow = pilot.app.flow

    def kept() -> object:
        turn = flow._turn
        assert turn is not None
        run = turn.run.state() if turn.run else None
        return run, store_of(pilot).query("select count(*) as n from event")[0]["n"], pilot.app.scene

    def look(screen: str) -> None:
        before = kept()
        pages = dict(flow.likely())
        assert kept() == before
        assert pilot.app.scene not in pages.values()
        assert {*pages} <= {widget.key for widget in pilot.app.widgets if widget.on_tap is not None}

    Player(pilot, answering(), look).play()
    pilot.shows("SignPad")
    before = kept()
    assert [type(scene).__name__ for scene in dict(flow.likely()).values()] == ["Thanks"]
    assert kept() == before


def test_the_names_are_ready_while_nobody_is_there(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    pilot = Unhurried(school, monkeypatch)
    open_class(pilot, CLASSES["ks1"], BOOK.lessons[PLAYED[0]])
    pilot.until_screen("Resting")
    pilot.tap("Touch to start")
    begin(pilot, pupils(pilot, CLASSES["ks1"])[0].shown_name)
    Player(pilot, answer).play()
    pilot.shows("Thanks")
    assert pilot.ready[-1] == ("Thanks", True)
    pilot.tap("Next person")
    assert pilot.ready[-1] == ("Names", True)
    assert [ready for screen, ready in pilot.ready if screen == "Names"][1:] == [True, True]


@pytest.mark.parametrize("title", CLASSES.values())
def test_a_turn_that_was_left_half_way_is_ready_where_it_was_left(
    school: School, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    pilot = Unhurried(school, monkeypatch)
    playable = BOOK.playable[PLAYED[[*CLASSES.values()].index(title)]]
    open_class(pilot, title, playable)  # type: ignore[arg-type]
    name = pupils(pilot, title)[0].shown_name
    begin(pilot, name)
    pilot.tap("Next" if pilot.screen == "TellScene" else "Carry on")
    left_at = pilot.screen
    pilot.until_screen("StillThere")
    pilot.until_screen("Resting", "Names")
    begin(pilot, name)
    pilot.shows("CarryOnPage")
    assert pilot.ready[-1] == ("CarryOnPage", True)
    pilot.tap("Carry on")
    assert pilot.ready[-1] == (left_at, True)


def test_a_class_that_is_taught_together_is_not_begun_by_looking_ahead(school: School) -> None:
    pilot = school.start()
    open_class(pilot, CLASSES["ks1"], BOOK.lessons[PLAYED[0]], whole_class=True)
    pilot.app.flow.left_alone(pilot.app.clock.now())
    before = store_of(pilot).query("select count(*) as n from event")
    assert dict(pilot.app.flow.likely()).keys() <= {"next"}
    assert store_of(pilot).query("select count(*) as n from event") == before
