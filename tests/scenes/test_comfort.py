"""The panel of what somebody likes, as one uses it who does not read."""

import pytest

from kiosk import start
from kiosk.content.model import ENGLISH
from kiosk.flow.pages import languages
from kiosk.records.rows import Comfort
from kiosk.scenes.comfort import Choice, HowILikeIt
from kiosk.scenes.page import Says, Who
from kiosk.ui.speech import SpeechEnded
from kiosk.walk.stop import tap


@pytest.fixture
def panel() -> HowILikeIt:
    book = start.book()
    return HowILikeIt(Says(book, "ks1"), Who("Zara", "fox"), "p1", Comfort(), languages(book))


def lit(panel: HowILikeIt) -> list[str]:
    return [widget.key for widget in panel.view(0.0) if isinstance(widget, Choice) and widget.lit]


def listen(panel: HowILikeIt) -> list[tuple[str, list[str]]]:
    """What is said, with what is lit meanwhile."""
    heard = []
    while panel.saying is not None:
        heard.append((panel.saying.text, lit(panel)))
        panel.heard(SpeechEnded(panel.saying))
    return heard


def test_each_way_is_lit_as_it_is_read(panel: HowILikeIt) -> None:
    tap(panel, "matter-moving")
    assert listen(panel) == [("Moving", []), ("Things move", ["moving"]), ("Keep still", ["still"])]
    tap(panel, "still")
    assert listen(panel) == [("Keep still", ["still"])]
    assert panel.still
    panel.hear_again()
    assert [key for _, keys in listen(panel) for key in keys] == ["moving", "still"]
    assert lit(panel) == []


def test_a_language_is_called_by_its_name_in_its_own_voice(panel: HowILikeIt) -> None:
    tap(panel, "matter-language")
    assert [(line.text, line.language) for line in panel.narration.lines] == [
        ("Language", ENGLISH),
        ("English", ENGLISH),
        ("Polski", "pl"),
    ]
