import pygame

from kiosk.ui.turn import SECONDS, PageTurn, may_turn

RED, BLUE = (255, 0, 0), (0, 0, 255)


def page(colour: tuple[int, int, int]) -> pygame.Surface:
    surface = pygame.Surface((200, 100))
    surface.fill(colour)
    return surface


def seen(window: pygame.Surface) -> list[tuple[int, ...]]:
    return [tuple(window.get_at((x, 50))[:3]) for x in range(200)]


def test_who_has_the_new_page_already_need_not_copy_it() -> None:
    window, new = page(BLUE), page(BLUE)
    turn = PageTurn(page(RED), window, 10.0, new=new)
    turn.draw(10.0 + SECONDS / 2)
    assert {*seen(window)} == {RED, BLUE}
    turn.draw(10.0 + SECONDS)
    assert {*seen(window)} == {BLUE}
    assert {*seen(new)} == {BLUE}


def test_the_new_page_comes_in_from_the_right_and_is_all_there_is_in_the_end() -> None:
    window = page(BLUE)
    turn = PageTurn(page(RED), window, 10.0)
    assert turn.draw(10.0)
    assert set(seen(window)) == {RED}
    shares = []
    for step in range(1, 10):
        turn.draw(10.0 + SECONDS * step / 10)
        colours = seen(window)
        shares.append(colours.count(BLUE))
        assert colours == sorted(colours, reverse=True), "red at the left, blue at the right, one seam"
    assert shares == sorted(shares)
    assert not turn.draw(10.0 + SECONDS)
    assert set(seen(window)) == {BLUE}


def test_leafing_back_goes_the_other_way() -> None:
    window = page(BLUE)
    turn = PageTurn(page(RED), window, 0.0, back=True)
    turn.draw(SECONDS / 4)
    colours = seen(window)
    assert colours == sorted(colours)


def test_a_very_large_window_cuts() -> None:
    assert may_turn(pygame.Surface((1920, 1080)))
    assert not may_turn(pygame.Surface((3840, 2160)))
