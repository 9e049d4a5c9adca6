"""Pictures from first to last. What is in its place stays; what is not goes back and is explained."""

from dataclasses import dataclass

from kiosk.content.model import Order, OrderCard
from kiosk.journey.play import Chosen, Move, Notes, PlayPage, Walk

TRIES = 3
"""After so many orders that were not it, the pictures put themselves in order."""

Slots = tuple[str | None, ...]


@dataclass(frozen=True)
class OrderPage(PlayPage):
    """`slots` hold the ids of pictures; the first `kept` of them stay where they are.

    After an order that was not it, `told` is the first picture that was out of its place and `back` are those that went
    back; once they are looked for again, both are gone. `shown`: they put themselves in order.
    """

    step: Order
    cards: tuple[OrderCard, ...]
    slots: Slots
    kept: int = 0
    told: OrderCard | None = None
    back: tuple[str, ...] = ()
    shown: bool = False

    @property
    def done(self) -> bool:
        return self.kept == len(self.slots)


def walk(step: Order, notes: Notes) -> Walk:
    right = tuple(card.id for card in step.cards)
    cards = _mixed(step, notes)
    page = OrderPage(step, cards, (None,) * len(right))
    tries = 0
    while not page.done:
        moves = _moves(page)
        sent = yield OrderPage(step, cards, page.slots, page.kept, page.told, page.back, moves=moves)
        match sent.split():
            case ["put", card_id]:
                page = OrderPage(step, cards, _put(page.slots, card_id), page.kept)
            case ["back", card_id]:
                page = OrderPage(step, cards, _without(page.slots, {card_id}), page.kept)
            case _:
                tries += 1
                page = _judged(page, right, tries, notes)
    yield page


def _mixed(step: Order, notes: Notes) -> tuple[OrderCard, ...]:
    """Never lying in order already."""
    cards = notes.shuffled(step.id, step.cards)
    return cards if cards != step.cards else cards[::-1]


def _moves(page: OrderPage) -> tuple[Move, ...]:
    puts = tuple(("put", card.id) for card in page.cards if card.id not in page.slots)
    backs = tuple(("back", card_id) for card_id in page.slots[page.kept :] if card_id)
    return (*puts, *backs) if puts else (("done",), *backs)


def _put(slots: Slots, card_id: str) -> Slots:
    at = slots.index(None)
    return (*slots[:at], card_id, *slots[at + 1 :])


def _without(slots: Slots, gone: set[str]) -> Slots:
    return tuple(None if card_id in gone else card_id for card_id in slots)


def _judged(page: OrderPage, right: Slots, tries: int, notes: Notes) -> OrderPage:
    step, slots = page.step, page.slots
    kept = next((at for at, pair in enumerate(zip(slots, right, strict=True)) if pair[0] != pair[1]), len(right))
    made = "+".join(card_id or "" for card_id in slots)
    if kept == len(right):
        notes.given.append(Chosen(step.id, made, True, tries, None))
        return OrderPage(step, page.cards, slots, kept)
    told = step.card(slots[kept] or "")
    notes.given.append(Chosen(step.id, made, False, tries, told.misconception))
    back = tuple(card_id for card_id in slots[kept:] if card_id)
    if tries == TRIES:
        return OrderPage(step, page.cards, right, len(right), told, back, shown=True)
    return OrderPage(step, page.cards, _without(slots, set(back)), kept, told, back)
