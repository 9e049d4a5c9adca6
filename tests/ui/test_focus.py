"""Moving about a page with the keys of a keyboard."""

from dataclasses import replace

import pytest

from kiosk.ui.focus import Move, moved, numbered, stops
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Panel, Tile, Widget, Words


def tap() -> None:
    return None


def tile(name: str, column: int, row: int = 0) -> Tile:
    return Tile(name, Rect(100 + column * 500, 100 + row * 300, 400, 240), name, tap)


GRID: list[Widget] = [tile("a", 0), tile("b", 1), tile("c", 2), tile("d", 0, 1), tile("e", 1, 1)]
NEXT = Button("next", Rect(1300, 900, 400, 112), "Next", tap)


def test_tab_goes_round_the_page_and_back() -> None:
    page = [Words("words", Rect(0, 0, 100, 100), "Hello"), *GRID, NEXT]
    at, seen = None, []
    for _ in range(8):
        at = moved(page, at, "next")
        seen.append(at)
    assert seen == ["a", "b", "c", "d", "e", "next", "a", "b"]
    assert moved(page, "a", "back") == "next"
    assert moved(page, None, "back") == "next"


@pytest.mark.parametrize(
    ("begin", "move", "end"),
    [
        ("a", "right", "b"),
        ("b", "left", "a"),
        ("c", "right", "next"),
        ("next", "right", "next"),
        ("a", "down", "d"),
        ("e", "up", "b"),
        ("e", "down", "next"),
        ("gone", "up", "a"),
    ],
)
def test_an_arrow_goes_to_what_lies_there(begin: str, move: Move, end: str) -> None:
    assert moved([*GRID, NEXT], begin, move) == end


def test_what_is_off_or_under_a_card_is_no_stop() -> None:
    page = [*GRID, replace(NEXT, kind="off")]
    veil = Panel("veil", Rect(0, 0, 1920, 1080), "veil")
    card = [Panel("card", Rect(200, 200, 900, 600), "paper"), Button("yes", Rect(300, 600, 400, 112), "Yes", tap)]
    assert [widget.key for widget in stops(page)] == list("abcde")
    assert [widget.key for widget in stops([*page, veil, *card])] == ["yes"]
    assert stops([]) == []
    assert moved([], None, "next") is None


def test_figures_pick_the_answers_in_the_order_of_the_page() -> None:
    found = numbered([NEXT, *GRID], 2)
    assert found is not None and found.key == "b"
    assert numbered([NEXT, *GRID], 6) is None
