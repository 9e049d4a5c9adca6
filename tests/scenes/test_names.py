"""The names of a class: whoever has just finished is ticked for all to see."""

import pytest

from kiosk import start
from kiosk.scenes.names import Names
from kiosk.scenes.page import Says
from kiosk.ui.widgets import Tile
from kiosk.walk.pupils import pupils
from kiosk.walk.stop import tap

CLASS = pupils(40, ("to-come", "done"))
DONE = CLASS[1].pupil.id
LATE = CLASS[39].pupil.id


def names(just_done: str = "") -> Names:
    return Names(Says(start.book(), "ks1"), CLASS, just_done)


def ticks(scene: Names, now: float) -> dict[str, float]:
    """How far the tick of each who is done has come."""
    tiles = [widget for widget in scene.view(now) if isinstance(widget, Tile) and widget.state == "done"]
    return {tile.key.removeprefix("pupil-"): tile.ticked for tile in tiles}


def test_the_tick_of_whoever_has_just_finished_springs_up() -> None:
    scene = names(DONE)
    scene.tick(5.0)
    before = ticks(scene, 5.0)
    assert before.pop(DONE) == 0.0
    assert set(before.values()) == {1.0}, "nobody else's moves"
    assert scene.due(5.0) == pytest.approx(5.3)
    assert max(ticks(scene, 5.3 + step * 0.01)[DONE] for step in range(36)) > 1.0
    assert ticks(scene, 5.7)[DONE] == 1.0
    assert scene.due(5.7) > 100, "then the names are still"


def test_it_is_there_at_once_where_nothing_is_to_move() -> None:
    scene = names(DONE)
    scene.still = True
    scene.tick(5.0)
    assert ticks(scene, 5.0)[DONE] == 1.0


def test_their_page_is_shown() -> None:
    assert LATE in {tile.key.removeprefix("pupil-") for tile in names(LATE).view(0.0)}
    assert names().due(0.0) > 100, "where nobody has just finished nothing moves"


@pytest.mark.parametrize("key_stage", ["ks1", "ks2"])
@pytest.mark.parametrize("total", [21, 30, 35, 37, 40])
def test_everybody_is_on_one_page_and_no_page_is_nearly_empty(key_stage: str, total: int) -> None:
    scene = Names(Says(start.book(), key_stage), CLASS[:total])
    shown = []
    for _ in range(scene.pages):
        shown.append([tile.key for tile in scene.view(0.0) if isinstance(tile, Tile)])
        if scene.pages > 1:
            tap(scene, "more")
    assert sorted(key for page in shown for key in page) == sorted(f"pupil-{turn.pupil.id}" for turn in CLASS[:total])
    assert min(map(len, shown)) >= 9
    assert scene.page == 0, "and round again"
