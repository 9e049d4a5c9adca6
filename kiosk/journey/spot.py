"""Things to find in a picture. Nothing can be got wrong: after a while Click points to one."""

from dataclasses import dataclass

from kiosk.content.model import Place, Spot
from kiosk.journey.play import Chosen, Notes, PlayPage, Walk


@dataclass(frozen=True)
class SpotPage(PlayPage):
    """`found` are the ids of places in the order in which they were found; Click points to `pointed`."""

    step: Spot
    found: tuple[str, ...] = ()
    pointed: Place | None = None
    hints: int = 0

    @property
    def left(self) -> tuple[Place, ...]:
        """What can still be found: nothing once there is enough."""
        if len(self.found) == self.step.find:
            return ()
        return tuple(place for place in self.step.places if place.id not in self.found)


def walk(step: Spot, notes: Notes) -> Walk:
    page = SpotPage(step)
    while page.left:
        moves = tuple(("found", place.id) for place in page.left)
        hint = (("hint",),) if page.pointed is None else ()
        move = (yield SpotPage(step, page.found, page.pointed, page.hints, moves=(*moves, *hint))).split()
        if move == ["hint"]:
            page = SpotPage(step, page.found, page.left[0], page.hints + 1)
            continue
        pointed = page.pointed if page.pointed and page.pointed.id != move[1] else None
        page = SpotPage(step, (*page.found, move[1]), pointed, page.hints)
        if not page.left:
            page = SpotPage(step, page.found, None, page.hints)
            notes.given.append(Chosen(step.id, f"hints-{page.hints}", True, 1, None))
    yield page
