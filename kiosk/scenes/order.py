"""Pictures from first to last: tap them in order; tap one again to take it back."""

from kiosk.content.model import OrderCard
from kiosk.journey.order import OrderPage
from kiosk.scenes.page import LEFT, RIGHT, Progress, Says, Who, scenery
from kiosk.scenes.playing import PlayingPage, beside, ghost, number, option
from kiosk.ui.motion import Track, ease_in_out, ease_out
from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Panel, Tile, Widget, Words

THERE_SECONDS, BACK_SECONDS = 0.3, 0.9
SLOTS_Y, POOL_Y, HIGH = 206.0, 556.0, 322.0


class Order(PlayingPage):
    page: OrderPage

    def __init__(self, says: Says, who: Who, progress: Progress, page: OrderPage, pause_seconds: float) -> None:
        self._moves: dict[str, tuple[Rect, Track]] = {}
        """Where pictures come from that are on their way."""
        options = [option(card) for card in page.cards]
        begun = any(page.slots) or page.told is not None
        super().__init__(says, who, progress, page, options, pause_seconds, begun=begun)

    def telling(self, before: OrderPage) -> str:
        page = self.page
        self._moves = {}
        for card in page.cards:
            there, here = self._rect(before, card.id), self._rect(page, card.id)
            if there != here:
                back = card.id in page.back
                track = (
                    self.moving(BACK_SECONDS, ease=ease_in_out) if back else self.moving(THERE_SECONDS, ease=ease_out)
                )
                self._moves[card.id] = (there, track)
        if page.told is None:
            return ""
        return self.showing(page.told.say) if page.shown else page.told.say

    def onward(self, before: OrderPage) -> list[str]:
        if None not in self.page.slots and not self.done:
            return [self.says("is-that-it")]
        put = next(
            (card for card in self.page.cards if card.id in self.page.slots and card.id not in before.slots), None
        )
        return [put.label] if put and not self.done else []

    def closing(self) -> list[str]:
        """What was done well, and the order read back."""
        return [self._well, *(card.label for card in self.page.step.cards)]

    @property
    def _well(self) -> str:
        return self.says("that-is-the-order") if self.page.shown else self.page.step.named

    # ------------------------------------------------------------ taps

    def _tapped_card(self, card: OrderCard) -> Outcome:
        if card.id in self.page.slots:
            return self.play("back", card.id, early=False)
        return self.play("put", card.id, early=False)

    # ------------------------------------------------------------ look

    @property
    def _reading(self) -> str | None:
        """The card that is being read back."""
        cards, line = self.page.step.cards, self.closing_line
        return cards[line - 1].id if line else None

    def view(self, now: float) -> list[Widget]:
        page = self.page
        widgets = self.heading(now)
        count = len(page.slots)
        for place in range(count):
            rect = self._slot(place)
            if place:
                before = self._slot(place - 1)
                line = Rect(before.right, rect.y + rect.h / 2 - 6, rect.x - before.right, 12)
                widgets.append(Panel(f"line-{place}", line, "tile_edge" if self.one_by_one else "line", radius=0))
            if page.slots[place] is None:
                widgets += [
                    Panel(f"slot-{place}", rect, "paper", edge="neutral", edge_width=5, dashed=True, solid=False),
                    Words(
                        f"figure-{place}", rect, str(place + 1), size=110, weight=600, colour="neutral",
                        align="centre", valign="middle",
                    ),
                ]  # fmt: skip
        full = None not in page.slots
        flying = [card for card in page.cards if self._on_the_way(card, now)]
        for card in page.cards:
            if card.id in page.slots and not full:
                rect = self._pool(card.id)
                place = page.slots.index(card.id)
                widgets += [ghost(f"ghost-{card.id}", rect), number(f"was-{card.id}", rect.centre, place + 1)]
        area = Rect(LEFT, POOL_Y, RIGHT - LEFT, HIGH)
        if self.done:
            widgets += self.finished(area, self._well)
        elif full:
            widgets += self.settling(area, self.says("is-that-it"), 0)
        for card in (*(card for card in page.cards if card not in flying), *flying):
            widgets += self._card(card, now)
        return [*widgets, *self.bar()]

    def _card(self, card: OrderCard, now: float) -> list[Widget]:
        page = self.page
        rect = self._at(card, now)
        placed = card.id in page.slots
        place = page.slots.index(card.id) if placed else -1
        fixed = placed and place < page.kept
        look = self.look(card.id, now)
        if self._reading == card.id:
            look["state"] = "lifted"
        tile = Tile(
            f"card-{card.id}",
            rect,
            card.label,
            None if fixed or self.done else self.tap(option(card), lambda: self._tapped_card(card)),
            art=scenery(card.picture),
            size=46 if self.one_by_one else 38,
            edge="green" if placed else self.edge,
            alike=beside(card, self.page.step.cards),
            **look,
        )
        if not placed:
            return [tile]
        lifted = 16 if look["state"] == "lifted" else 0
        return [tile, number(f"number-{card.id}", (rect.x + 38, rect.y + 38 - lifted), place + 1)]

    # ------------------------------------------------------------ places

    def _on_the_way(self, card: OrderCard, now: float) -> bool:
        return card.id in self._moves and not self._moves[card.id][1].over(now)

    def _at(self, card: OrderCard, now: float) -> Rect:
        end = self._rect(self.page, card.id)
        if not self._on_the_way(card, now):
            return end
        start, track = self._moves[card.id]
        part = track.value(now)
        return end.moved((start.x - end.x) * (1 - part), (start.y - end.y) * (1 - part))

    def _rect(self, page: OrderPage, card_id: str) -> Rect:
        return self._slot(page.slots.index(card_id)) if card_id in page.slots else self._pool(card_id)

    def _slot(self, place: int) -> Rect:
        return self._column(place, SLOTS_Y)

    def _pool(self, card_id: str) -> Rect:
        return self._column([card.id for card in self.page.cards].index(card_id), POOL_Y)

    def _column(self, place: int, top: float) -> Rect:
        count = len(self.page.slots)
        width = 396.0 if count == 4 else 500.0
        left = 960 - (width * count + 48 * (count - 1)) / 2
        return Rect(left + place * (width + 48), top, width, HIGH)
