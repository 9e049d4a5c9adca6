"""Cards into baskets, one by one: a misplaced card floats back and is explained."""

from collections import Counter
from dataclasses import dataclass

from kiosk.content.model import DEPENDS, Sort, SortCard
from kiosk.journey.play import Chosen, Notes, PlayPage, Walk

TRIES = 2
"""A card that was put into other baskets this often goes into its own by itself."""


@dataclass(frozen=True)
class SortPage(PlayPage):
    """`placed` says which basket each card lies in, in the order in which they came there.

    `told` is the card that was just put somewhere: into its basket, or back from the basket `back`; `shown`: from there
    it went into its own.
    """

    step: Sort
    cards: tuple[SortCard, ...]
    placed: tuple[tuple[str, str], ...] = ()
    told: SortCard | None = None
    back: str | None = None
    shown: bool = False

    @property
    def left(self) -> tuple[SortCard, ...]:
        """The cards that lie in no basket yet."""
        lying = dict(self.placed)
        return tuple(card for card in self.cards if card.id not in lying)


def walk(step: Sort, notes: Notes) -> Walk:
    page = SortPage(step, notes.shuffled(step.id, step.cards))
    tries: Counter[str] = Counter()
    while page.left:
        moves = tuple(("put", card.id, bucket.id) for card in page.left for bucket in step.buckets)
        sent = yield SortPage(step, page.cards, page.placed, page.told, page.back, page.shown, moves=moves)
        _, card_id, bucket_id = sent.split()
        card = step.card(card_id)
        tries[card_id] += 1
        right = card.fits(bucket_id)
        shown = not right and tries[card_id] == TRIES
        idea = None if right else card.misconception
        notes.given.append(Chosen(f"{step.id}/{card_id}", bucket_id, right, tries[card_id], idea))
        placed = page.placed
        if right or shown:
            placed = (*placed, (card_id, bucket_id if card.goes_in == DEPENDS else card.goes_in))
        page = SortPage(step, page.cards, placed, card, None if right else bucket_id, shown)
    yield page
