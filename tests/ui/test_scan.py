"""The light that goes from thing to thing for those who use a switch."""

import math
from dataclasses import replace

import pygame
import pytest
from blobs import Blobs
from hypothesis import given
from hypothesis import strategies as some

from kiosk.ui.scan import GHOST, MANY, RAISE, Mode, Scanner
from kiosk.ui.shapes import Rect
from kiosk.ui.stage import Stage, Touched
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Area, Button, Chip, Panel, Stone, Tile, Widget

SECONDS = 1.5
CANVAS = Rect(0, 0, 1920, 1080)


def tap() -> None:
    return None


def tile(name: str, column: int = 0, row: int = 0, **fields: object) -> Tile:
    made = Tile(name, Rect(100 + column * 300, 100 + row * 200, 260, 160), name, tap)
    return replace(made, **fields)  # type: ignore[arg-type]


ANSWERS: list[Widget] = [tile("one", 0), tile("two", 1), tile("three", 2)]
NEXT = Button("next", Rect(1300, 700, 400, 112), "Next", tap)
WHO = Chip("who", Rect(96, 910, 430, 112), "Ada", on_tap=tap)
HEAR = Button("hear", Rect(870, 910, 480, 112), "Hear it again", tap, "hear")
TELL = Button("tell", Rect(1372, 910, 452, 112), "Tell an adult", tap, "tell")
BAR: list[Widget] = [WHO, HEAR, TELL]


def one(widgets: list[Widget], *, awake: bool = True, mode: Mode = "one-switch") -> Scanner:
    scanner = Scanner(mode, SECONDS)
    scanner.see(widgets, awake, 0)
    return scanner


def round_(scanner: Scanner, steps: int) -> list[tuple[str, ...]]:
    """What the light is on, step by step."""
    seen = []
    for _ in range(steps):
        seen.append(scanner.lit)
        assert scanner.tick(scanner.due())
    return seen


def names(*keys: str) -> list[tuple[str, ...]]:
    return [(key,) for key in keys]


# ---------------------------------------------------------------- its way


def test_answers_come_first_then_next_then_hear_and_tell() -> None:
    page = [Stone("stone", Rect(96, 20, 300, 60), "The joke", on_tap=tap), *BAR, NEXT, *reversed(ANSWERS)]
    scanner = one(page)
    order = names("one", "two", "three", "next", "hear", "tell", "stone", "who")
    assert round_(scanner, 9) == [*order, ("one",)]


def test_things_are_read_from_the_top_and_each_row_from_the_left() -> None:
    page: list[Widget] = [tile("e", 1, 1), tile("b", 1), tile("d", 0, 1), tile("a", 0), tile("c", 2)]
    assert round_(one(page), 5) == names(*"abcde")


def test_with_a_card_lifted_its_places_come_before_the_other_cards() -> None:
    cards: list[Widget] = [tile("card-a", 0), tile("card-b", 1, state="lifted")]
    baskets: list[Widget] = [tile("basket-x", 0, 2), tile("basket-y", 1, 2)]
    assert round_(one([*cards, *baskets]), 4) == names("basket-x", "basket-y", "card-a", "card-b")


def test_the_light_stays_as_long_as_was_set() -> None:
    scanner = one(ANSWERS)
    assert scanner.due() == SECONDS
    assert not scanner.tick(SECONDS - 0.01)
    assert scanner.tick(SECONDS)
    assert (scanner.lit, scanner.due()) == (("two",), 2 * SECONDS)


def test_with_two_switches_nothing_moves_by_itself() -> None:
    scanner = one(ANSWERS, mode="two-switch")
    assert scanner.due() == math.inf
    assert not scanner.tick(1000)
    assert scanner.press("space", 1) is None
    assert scanner.lit == ("two",)
    assert scanner.press("tab", 2) is None
    assert scanner.press("return", 3) == "three"


def test_one_thing_alone_is_lit_and_nothing_is_due() -> None:
    scanner = one([NEXT])
    assert (scanner.lit, scanner.due()) == (("next",), math.inf)


# ---------------------------------------------------------------- rows


def grid(rows: int, columns: int) -> list[Widget]:
    return [tile(f"r{row}c{column}", column, row) for row in range(rows) for column in range(columns)]


def test_many_things_are_gone_over_row_by_row_and_then_along_the_row() -> None:
    page = [*grid(3, 6), HEAR, TELL]
    scanner = one(page)
    rows = [tuple(f"r{row}c{column}" for column in range(6)) for row in range(3)]
    assert round_(scanner, 5) == [*rows, ("hear", "tell"), rows[0]]
    assert scanner.lit == rows[1]
    assert scanner.press("space", 100) is None
    assert round_(scanner, 6) == names(*rows[1])
    assert scanner.lit == rows[1]
    assert scanner.press("space", 200) is None
    scanner.tick(scanner.due())
    assert scanner.press("space", 300) == "r1c1"


def test_as_many_as_can_be_gone_over_one_by_one_are() -> None:
    assert one(grid(1, MANY)).lit == ("r0c0",)
    assert len(one(grid(1, MANY + 1)).lit) == MANY + 1


# ---------------------------------------------------------------- presses


def test_a_second_press_at_once_is_a_ghost() -> None:
    scanner = one([*grid(2, 6)])
    scanner.press("space", 10)
    assert scanner.press("space", 10 + GHOST - 0.01) is None
    assert scanner.press("space", 10 + GHOST) == "r0c0"


def test_after_a_choice_the_light_begins_again() -> None:
    scanner = one(ANSWERS)
    scanner.tick(SECONDS)
    assert scanner.press("return", 2) == "two"
    scanner.see(ANSWERS, True, 2)
    assert (scanner.lit, scanner.due()) == (("one",), 2 + SECONDS)


@pytest.mark.parametrize("key", ["a", "tab", "escape", "1"])
def test_one_switch_is_space_or_enter_and_nothing_else(key: str) -> None:
    scanner = one(ANSWERS)
    assert scanner.press(key, 1) is None
    assert scanner.press("space", 1.01) == "one"


# ---------------------------------------------------------------- sleep


def asleep() -> list[Widget]:
    return [tile("one", 0, state="asleep"), tile("two", 1, state="waking"), *BAR]


def test_while_everything_asked_sleeps_the_light_waits() -> None:
    scanner = one(asleep(), awake=False)
    assert (scanner.lit, scanner.due()) == ((), math.inf)
    scanner.see([*ANSWERS, *BAR], True, 8)
    assert (scanner.lit, scanner.due()) == (("one",), 8 + SECONDS)


def test_answers_that_look_awake_but_are_still_being_read_are_waited_for() -> None:
    assert one([*ANSWERS, *BAR], awake=False).lit == ()


def test_an_adult_can_be_asked_for_while_all_sleeps() -> None:
    scanner = one(asleep(), awake=False)
    assert scanner.press("space", 5) is None
    assert scanner.lit == ("hear",)
    scanner.tick(scanner.due())
    assert scanner.press("space", 7) == "tell"


def test_the_round_of_those_who_were_only_in_a_hurry_ends_by_itself() -> None:
    scanner = one(asleep(), awake=False)
    scanner.press("space", 5)
    assert round_(scanner, 3) == names("hear", "tell", "who")
    assert scanner.lit == ()


def test_when_the_answers_wake_in_the_middle_of_a_round_the_light_does_not_jump_to_one() -> None:
    scanner = one(asleep(), awake=False)
    scanner.press("space", 5)
    scanner.tick(scanner.due())
    scanner.see([*ANSWERS, *BAR], True, 7)
    assert scanner.lit == ("tell",)
    assert round_(scanner, 3) == names("tell", "who", "one")


def test_a_next_that_is_off_is_waited_for() -> None:
    off = replace(NEXT, kind="off", on_tap=None)
    assert one([off, *BAR]).lit == ()


def test_a_tile_that_is_folded_or_under_a_card_is_passed_over() -> None:
    page = [tile("one", 0, state="folded"), *ANSWERS[1:]]
    assert round_(one(page), 2) == names("two", "three")
    assert one([*ANSWERS, Panel("card", CANVAS, "paper"), NEXT]).lit == ("next",)


def test_the_light_stays_on_what_is_there_when_the_page_changes() -> None:
    scanner = one(ANSWERS)
    scanner.tick(SECONDS)
    scanner.see([ANSWERS[0], tile("two", 5, 3), NEXT], True, 2)
    assert (scanner.lit, scanner.due()) == (("two",), 2 * SECONDS)
    scanner.see([ANSWERS[0], NEXT], True, 2.5)
    assert (scanner.lit, scanner.due()) == (("one",), 2.5 + SECONDS)


PAGES = some.lists(some.integers(0, 23), unique=True, max_size=24).map(
    lambda places: [tile(f"t-{place}", place % 6, place // 6) for place in places]
)


@given(some.lists(some.tuples(PAGES, some.booleans(), some.sampled_from(["space", "return", "tab", ""])), max_size=12))
def test_whatever_comes_what_is_lit_and_chosen_is_on_the_page(history: list[tuple[list[Widget], bool, str]]) -> None:
    modes: tuple[Mode, ...] = ("one-switch", "two-switch")
    for mode in modes:
        scanner, now = Scanner(mode), 0.0
        for page, awake, key in history:
            now += 0.5
            scanner.tick(now)
            scanner.see([*page, *BAR], awake, now)
            keys = {widget.key for widget in (*page, *BAR)}
            assert set(scanner.lit) <= keys
            assert scanner.press(key, now) in {*keys, None}


@given(PAGES.filter(bool), some.data())
def test_everything_can_be_reached_with_one_switch(page: list[Widget], data: some.DataObject) -> None:
    wanted = data.draw(some.sampled_from([widget.key for widget in (*page, *BAR)]))
    scanner = one([*page, *BAR])
    now = 0.0
    for _ in range(120):
        now += SECONDS / 2
        scanner.tick(now)
        if wanted in scanner.lit and (chosen := scanner.press("space", now)):
            assert chosen == wanted
            return
    raise AssertionError(f"{wanted} was never chosen")


# ---------------------------------------------------------------- its look


def test_what_is_lit_is_up_and_has_a_disc_and_the_rest_is_as_it_was() -> None:
    scanner = one(ANSWERS)
    drawn = scanner.drawn(ANSWERS, CANVAS)
    assert drawn[0] == replace(ANSWERS[0], rect=ANSWERS[0].rect.moved(0, -RAISE))
    assert drawn[1:3] == ANSWERS[1:]
    assert [widget.key for widget in drawn[3:]] == ["scan-disc"]
    assert not any(widget.touchable or widget.solid for widget in drawn[3:])


def test_a_place_in_a_picture_stays_where_it_is() -> None:
    place = Area("place-a", Rect(300, 300, 200, 200), label="A lock", on_tap=tap)
    assert one([place]).drawn([place], CANVAS)[0] == place


def test_a_row_has_one_ring_round_all_of_it() -> None:
    page = grid(2, 6)
    drawn = one(page).drawn(page, CANVAS)
    assert drawn[: len(page)] == page
    ring = drawn[len(page)]
    for widget in page[:6]:
        assert ring.rect.with_(widget.rect) == ring.rect
    assert not ring.rect.holds(page[6].rect.centre)


@pytest.mark.parametrize("at", [(-20, -20), (1800, 0), (1700, 1000), (0, 1000)])
def test_the_disc_is_never_cut_by_the_edge_of_the_window(at: tuple[float, float]) -> None:
    corner = tile("corner", rect=Rect(at[0], at[1], 260, 160))
    disc = one([corner]).drawn([corner], CANVAS)[-1].rect
    assert disc.with_(CANVAS) == CANVAS


@pytest.mark.parametrize("theme", [Theme.standard(), Theme.high_contrast()], ids=lambda theme: theme.name)
def test_moving_the_light_changes_no_more_than_where_it_was_and_is(fonts: Fonts, theme: Theme) -> None:
    """Drawn in part, the page is what it would be drawn whole."""
    scanner = one([*ANSWERS, *BAR])
    stage = Stage(pygame.Surface((960, 540)), Blobs(), theme, fonts)
    for _ in range(6):
        page, lit = scanner.drawn([*ANSWERS, *BAR], stage.visible), scanner.lit[0]
        dirty = stage.show("ks1", page, Touched(None, lit))
        whole = Stage(pygame.Surface((960, 540)), Blobs(), theme, fonts)
        whole.show("ks1", page, Touched(None, lit))
        assert pygame.image.tobytes(stage.window, "RGB") == pygame.image.tobytes(whole.window, "RGB")
        scanner.tick(scanner.due())
    assert sum(area.w * area.h for area in dirty) < 960 * 540 / 3
