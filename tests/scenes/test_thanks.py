"""The end of a turn: the sticker lands, and what was done is ticked as it is said."""

import pytest

from kiosk import start
from kiosk.scenes.page import Says, Who
from kiosk.scenes.thanks import Thanks
from kiosk.ui.speech import SpeechEnded
from kiosk.ui.widgets import Image

ZARA = Who("Zara", "fox")


@pytest.fixture
def thanks() -> Thanks:
    return Thanks(Says(start.book(), "ks1"), ZARA, signed=True)


def sticker(scene: Thanks, now: float) -> float:
    """How large it is: nothing where it has not come yet."""
    found = [widget for widget in scene.view(now) if isinstance(widget, Image) and widget.key == "sticker"]
    return found[0].grown if found else 0.0


def ticks(scene: Thanks, now: float) -> int:
    return sum(widget.key.startswith("tick-") for widget in scene.view(now))


def say(scene: Thanks) -> None:
    assert scene.saying is not None
    scene.heard(SpeechEnded(scene.saying))


def test_the_sticker_lands_a_little_too_large_and_settles(thanks: Thanks) -> None:
    thanks.tick(10.0)
    assert sticker(thanks, 10.0) == 0.0
    assert thanks.due(10.0) == pytest.approx(10.2)
    sizes = [sticker(thanks, 10.2 + step * 0.01) for step in range(1, 36)]
    assert sizes[0] < 0.3 < 1.0 < max(sizes) < 1.12
    assert thanks.due(10.4) == 10.4, "it moves"
    assert sticker(thanks, 10.6) == 1.0


def test_where_nothing_is_to_move_it_is_there_at_once(thanks: Thanks) -> None:
    thanks.still = True
    thanks.tick(10.0)
    assert sticker(thanks, 10.0) == 1.0
    assert thanks.due(10.0) > 100


def test_each_thing_is_ticked_as_it_is_said(thanks: Thanks) -> None:
    thanks.tick(10.0)
    seen = [ticks(thanks, 11.0)]
    for second in range(11, 15):
        say(thanks)
        thanks.tick(second)
        seen.append(ticks(thanks, second + 0.5))
    assert seen == [0, 1, 2, 3, 3]
    thanks.hear_again()
    thanks.tick(20.0)
    assert ticks(thanks, 20.0) == 3, "what was done stays done"
