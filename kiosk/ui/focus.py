"""Moving about a page without touching it: which of its things comes next."""

from collections.abc import Sequence
from typing import Literal

from kiosk.ui.widgets import Button, Tile, Widget

Move = Literal["next", "back", "left", "right", "up", "down"]


def stops(widgets: Sequence[Widget]) -> list[Widget]:
    """What can be focused, in the order of the page: nothing that a card lies over."""
    return [
        widget
        for at, widget in enumerate(widgets)
        if widget.on_tap is not None and not _off(widget) and not _covered(widget, widgets[at + 1 :])
    ]


def moved(widgets: Sequence[Widget], focused: str | None, move: Move) -> str | None:
    """The key that is focused after a move. Tab goes round the page; an arrow goes to the nearest in its direction."""
    places = stops(widgets)
    if not places:
        return None
    keys = [widget.key for widget in places]
    if focused not in keys:
        return keys[-1] if move == "back" else keys[0]
    at = keys.index(focused)
    if move in ("next", "back"):
        return keys[(at + (1 if move == "next" else -1)) % len(keys)]
    return _towards(places, places[at], move).key


def numbered(widgets: Sequence[Widget], number: int) -> Widget | None:
    """The answer that the keys 1 to 4 pick: tiles in the order of the page."""
    tiles = [widget for widget in stops(widgets) if isinstance(widget, Tile)]
    return tiles[number - 1] if number <= len(tiles) else None


def _off(widget: Widget) -> bool:
    return (isinstance(widget, Button) and widget.kind == "off") or (isinstance(widget, Tile) and widget.state == "off")


def _covered(widget: Widget, above: Sequence[Widget]) -> bool:
    middle = widget.rect.centre
    return any(over.solid and over.rect.holds(middle) for over in above)


def _towards(places: Sequence[Widget], here: Widget, move: Move) -> Widget:
    x, y = here.rect.centre
    along, sign = (0, 1 if move == "right" else -1) if move in ("left", "right") else (1, 1 if move == "down" else -1)

    def cost(widget: Widget) -> float:
        centre = widget.rect.centre
        ahead = (centre[along] - (x, y)[along]) * sign
        if ahead <= 1:
            return float("inf")
        # Leaving one's row or column counts double, so that an arrow keeps to it where it can.
        return ahead + 2 * abs(centre[1 - along] - (x, y)[1 - along])

    best = min(places, key=cost)
    return here if cost(best) == float("inf") else best
