"""A message or a made-up password out of parts. It is read back; a part that does not help comes out again."""

from dataclasses import dataclass

from kiosk.content.model import Make, MakePart, Slot
from kiosk.journey.play import Chosen, Move, Notes, PlayPage, Walk

TRIES = 3
"""After so many with a part that does not help, the first helpful parts of the file stand in for those."""

Slots = tuple[str | None, ...]


@dataclass(frozen=True)
class MakePage(PlayPage):
    """`slots` hold the ids of parts. `gap` is the next empty one of a message.

    After one that does not help yet, `told` is the first part that did not and `back` are those that came out. `shown`:
    others were put in their place.
    """

    step: Make
    parts: tuple[MakePart, ...]
    slots: Slots
    told: MakePart | None = None
    back: tuple[str, ...] = ()
    shown: bool = False
    done: bool = False

    @property
    def gap(self) -> Slot | None:
        if self.step.kind == "password" or None not in self.slots:
            return None
        return self.step.slots[self.slots.index(None)]

    @property
    def offered(self) -> tuple[MakePart, ...]:
        """What there is to choose from now: the parts for the next gap, or of a password all."""
        if self.step.kind == "password":
            return self.parts
        return tuple(part for part in self.parts if self.gap and part.fits == self.gap.id)

    @property
    def made(self) -> tuple[MakePart, ...]:
        """The parts that are in it, in order."""
        return tuple(self.step.part(part_id) for part_id in self.slots if part_id)


def walk(step: Make, notes: Notes) -> Walk:
    parts = notes.shuffled(step.id, step.parts)
    page = MakePage(step, parts, (None,) * step.gaps)
    tries = 0
    while not page.done:
        sent = yield MakePage(step, parts, page.slots, page.told, page.back, moves=_moves(page))
        match sent.split():
            case ["put", part_id]:
                at = page.slots.index(None)
                page = MakePage(step, parts, (*page.slots[:at], part_id, *page.slots[at + 1 :]))
            case ["back", part_id]:
                page = MakePage(step, parts, tuple(None if each == part_id else each for each in page.slots))
            case _:
                tries += 1
                page = _judged(page, tries, notes)
    yield page


def _moves(page: MakePage) -> tuple[Move, ...]:
    backs = tuple(("back", part.id) for part in page.made)
    if None not in page.slots:
        return (("done",), *backs)
    return (*(("put", part.id) for part in page.offered if part.id not in page.slots), *backs)


def _judged(page: MakePage, tries: int, notes: Notes) -> MakePage:
    step, made = page.step, page.made
    wanting = [part for part in made if part.kind == "unhelpful"]
    ids = "+".join(part.id for part in made)
    notes.given.append(Chosen(step.id, ids, not wanting, tries, wanting[0].misconception if wanting else None))
    if not wanting:
        return MakePage(step, page.parts, page.slots, done=True)
    back = tuple(part.id for part in wanting)
    if tries == TRIES:
        return MakePage(step, page.parts, _helpful(step, made), wanting[0], back, shown=True, done=True)
    left = tuple(None if part_id in back else part_id for part_id in page.slots)
    return MakePage(step, page.parts, left, wanting[0], back)


def _helpful(step: Make, made: tuple[MakePart, ...]) -> Slots:
    """What was made, with a helpful part for each that was not."""
    used = {part.id for part in made}
    slots: list[str] = []
    for part in made:
        if part.kind == "unhelpful":
            part = next(p for p in step.parts if p.kind == "helpful" and p.fits == part.fits and p.id not in used)
            used.add(part.id)
        slots.append(part.id)
    return tuple(slots)
