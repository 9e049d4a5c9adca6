"""A panel on a wall: whatever is to be touched lies where children reach, on every screen that they see."""

import pygame
import pytest

from kiosk import start, walk
from kiosk.config import Settings, shipped
from kiosk.pilot import Pilot
from kiosk.sound.speaker import Silent
from kiosk.ui.pictures import Pictures
from kiosk.ui.stage import Stage
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.wall import REACH, board
from kiosk.ui.window import open_window

from .school import SLOW, Clock, School, begin, launch_of, open_class, play, pupils, sign, store_of

SIZES = [(1920, 1080), (3840, 2160), (1280, 800), (1024, 768)]
ACORN = "1 Acorn"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_on_every_screen_of_a_pupil_what_is_touched_is_in_the_lower_part(size: tuple[int, int]) -> None:
    pages = board(size)
    stage = Stage(pygame.Surface(pages.size), Pictures(shipped("assets")), Theme.standard(), Fonts())
    reach = size[1] * (1 - REACH)
    kinds, high = set(), []
    for stop in walk.for_pupils(start.book()):
        kinds.add(type(stop.scene).__name__)
        for widget in stop.scene.view(walk.NOW):
            if widget.touchable and pages.y + stage.painter.span(widget.rect).y < reach:
                high.append(f"{stop.page}: {widget.key}")
    assert len(kinds) > 35
    assert high == []


@pytest.fixture
def panel(school: School) -> Pilot:
    """The program on a wall panel. Every touch of the pilot goes by the whole screen's own measures."""
    settings = Settings(pause_seconds=3, wall_panel=True)
    window = open_window((640, 360))
    clock = Clock(SLOW)
    school.pilot = Pilot(start.assemble(school.folder, window, Silent(20), clock, settings=settings, seed=4))
    return school.pilot


def test_a_lesson_and_a_signature_on_a_wall_panel(panel: Pilot) -> None:
    open_class(panel, ACORN, start.book().lessons["ks1-rule-1-an-adult-with-us"], agreement=True)
    pupil = pupils(panel, ACORN)[0]
    begin(panel, pupil.shown_name)
    play(panel)
    sign(panel)
    panel.shows("Thanks")
    [signature] = store_of(panel).signatures(launch_of(panel).id)
    assert len(signature.strokes) == 3
    # As it was drawn: on the paper's own grid, wherever on the wall that lies.
    assert abs(signature.strokes[0][0][0] - 150) < 10 and abs(signature.strokes[0][0][1] - 600) < 10


def test_the_picture_round_the_board_is_not_to_be_touched(panel: Pilot) -> None:
    scene = panel.app.scene
    wide, high = panel.app.window.get_size()
    for x, y in ((20, 20), (wide // 2, 60), (20, high - 20), (wide - 20, high - 20), (wide // 2, high - 2)):
        for kind in (pygame.FINGERDOWN, pygame.FINGERUP):
            event = {"x": x / wide, "y": y / high, "finger_id": 1, "touch_id": 0, "dx": 0, "dy": 0, "pressure": 1}
            pygame.event.post(pygame.event.Event(kind, **event))
            panel.wait(4)
    assert panel.app.scene is scene


def test_what_is_round_the_board_stays_as_it_is(panel: Pilot) -> None:
    """Also after another's colours have come and gone, and after the window was covered."""

    def surround() -> bytes:
        left = panel.app.window.copy()
        left.fill("black", panel.app.board)
        return pygame.image.tobytes(left, "RGB")

    before = surround()
    assert len({before[at : at + 3] for at in range(0, len(before), 3)}) > 20
    open_class(panel, ACORN, agreement=True)
    assert surround() == before
    panel.app.window.fill("red")
    pygame.event.post(pygame.event.Event(pygame.WINDOWEXPOSED))
    panel.steps()
    assert surround() == before
