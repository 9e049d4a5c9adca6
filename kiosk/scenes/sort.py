"""Cards into baskets: tap a card, and it lifts; tap a basket. A misplaced card floats back, and why is said."""

import math
from dataclasses import replace
from typing import Any

from kiosk.content.model import SortCard
from kiosk.journey.sort import SortPage
from kiosk.scenes.page import LEFT, Progress, Says, Who, scenery
from kiosk.scenes.playing import TOP, PlayingPage, beside, ghost, option, tick
from kiosk.ui.motion import Track, ease_in_out, ease_out
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Drawing, Image, Panel, Tile, Widget

IN_SECONDS, BACK_SECONDS = 0.4, 1.4
TILT = 7.0
DOTS = 9
THUMB = (148.0, 112.0)
"""A card as it lies in a basket: its picture."""


class Sort(PlayingPage):
    page: SortPage

    def __init__(self, says: Says, who: Who, progress: Progress, page: SortPage, pause_seconds: float) -> None:
        self._lifted: str | None = None
        self._going: tuple[str, str, Track] | None = None
        """A card on its way into a basket."""
        self._back: tuple[str, str, Track] | None = None
        """A card on its way back from a basket."""
        options = [option(thing) for thing in (*page.left, *page.step.buckets)]
        super().__init__(says, who, progress, page, options, pause_seconds, begun=bool(page.placed or page.told))

    def telling(self, before: SortPage) -> str:
        page = self.page
        assert page.told is not None
        self._lifted = self._going = self._back = None
        if page.back and not page.shown:
            self._back = (page.told.id, page.back, self.moving(BACK_SECONDS, ease=ease_in_out))
            return page.told.say
        self._going = (page.told.id, dict(page.placed)[page.told.id], self.moving(IN_SECONDS, ease=ease_out))
        return self.showing(page.told.say) if page.shown else page.told.say

    def closing(self) -> list[str]:
        return [self.says("all-sorted")]

    # ------------------------------------------------------------ taps

    def _card(self, card: SortCard) -> Outcome | None:
        """Lift it, or put it down again."""
        self._lifted = None if self._lifted == card.id else card.id
        self._back = None
        if self._lifted:
            self.read(card.label)
        return None

    def _bucket(self, bucket_id: str) -> Outcome | None:
        if self._lifted is None:
            self.read(self.says("tap-a-card-first"))
            return None
        return self.play("put", self._lifted, bucket_id)

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        widgets = [*self._way_back(now), *self.heading(now)]
        if self.done:
            widgets += self.finished(Rect(LEFT, TOP, 1728, 300), self.says("all-sorted"))
        else:
            for card in self.page.cards:
                widgets += self._place(card, now)
        for place, bucket in enumerate(self.page.step.buckets):
            rect = self._bucket_rect(bucket.id)
            if self._lifted:
                widgets.append(Panel(f"glow-{bucket.id}", rect.inset(-14), "sun", radius=60, opacity=0.45, solid=False))
            widgets.append(
                Tile(
                    f"bucket-{bucket.id}",
                    rect,
                    bucket.label,
                    None if self.done else self.tap(option(bucket), lambda b=bucket.id: self._bucket(b)),
                    art=scenery(bucket.picture),
                    style="wide",
                    size=(64 if rect.w > 600 else 48) if self.one_by_one else 52,
                    edge=("blue", "ochre", "green")[place],
                    alike=beside(bucket, self.page.step.buckets),
                    **self.look(bucket.id, now),
                )
            )
            widgets += self._lying(bucket.id)
        widgets += self._flight(now)
        return [*widgets, *self.bar()]

    def _place(self, card: SortCard, now: float) -> list[Widget]:
        """A card in its place in the row, or what is left of it there."""
        rect = self._card_rect(card.id)
        if card not in self.page.left:
            return [ghost(f"ghost-{card.id}", rect), tick(f"tick-{card.id}", rect.centre, faint=True)]
        if self._back and self._back[0] == card.id and not self._back[2].over(now):
            return [ghost(f"ghost-{card.id}", rect)]
        look = self.look(card.id, now)
        if self._lifted == card.id:
            look["state"] = "lifted"
        return [
            Tile(
                f"card-{card.id}",
                rect,
                card.label,
                self.tap(option(card), lambda: self._card(card)),
                art=scenery(card.picture),
                edge=self.edge,
                alike=beside(card, self.page.cards),
                **self._cut(rect),
                **look,
            )
        ]

    def _lying(self, bucket_id: str) -> list[Widget]:
        """The pictures of the cards that lie in a basket, along its foot."""
        inside = [card_id for card_id, basket in self.page.placed if basket == bucket_id]
        on_the_way = self._going[0] if self._going and not self._going[2].over(self._now) else None
        return [
            Image(
                f"in-{card_id}", self._thumb(bucket_id, place), scenery(self.page.step.card(card_id).picture), radius=20
            )
            for place, card_id in enumerate(inside)
            if card_id != on_the_way
        ]

    def _flight(self, now: float) -> list[Widget]:
        if self._going and not self._going[2].over(now):
            card_id, basket, track = self._going
            inside = [card for card, lies_in in self.page.placed if lies_in == basket]
            start, end = self._card_rect(card_id).centre, self._thumb(basket, inside.index(card_id)).centre
            x, y = _between(start, end, track.value(now), 0)
            rect = self._thumb(basket, 0)
            rect = Rect(x - rect.w / 2, y - rect.h / 2, rect.w, rect.h)
            return [Image("flying", rect, scenery(self.page.step.card(card_id).picture), radius=20)]
        if self._back is None or self._back[2].over(now):
            return []
        card_id, basket, track = self._back
        card, rect = self.page.step.card(card_id), self._card_rect(card_id)
        start = self._thumb(basket, 0).centre
        part = track.value(now)
        x, y = _between(start, rect.centre, part, _bow(start, rect.centre))
        at = Rect(x - rect.w / 2, y - rect.h / 2, rect.w, rect.h)
        tilt = round(TILT * math.sin(math.pi * part), 1)
        alike = beside(card, self.page.cards)
        flying = Tile("flying", at, card.label, art=scenery(card.picture), state="lifted", tilt=tilt, alike=alike)
        return [replace(flying, **self._cut(rect))]

    def _way_back(self, now: float) -> list[Widget]:
        """The dotted way that a card came back by, under everything: it is seen between the cards and baskets."""
        if self._back is None or self._back[2].over(now):
            return []
        card_id, basket, _ = self._back
        return [_path(self._thumb(basket, 0).centre, self._card_rect(card_id).centre)]

    # ------------------------------------------------------------ places

    def _card_rect(self, card_id: str) -> Rect:
        """KS1: one row of pictures; KS2, where there is more to read, a grid of words beside them."""
        at, count = [card.id for card in self.page.cards].index(card_id), len(self.page.cards)
        columns = count if self.one_by_one else 2 if count in (2, 4) else 3
        gap = 48.0 if columns <= 4 else 24.0
        width = (1728 - gap * (columns - 1)) / columns
        width, high = (min(396.0, width), 300.0) if self.one_by_one else (width, 206.0)
        # The last row stands in the middle, too.
        here = min(columns, count - at // columns * columns)
        left = 960 - (width * here + gap * (here - 1)) / 2
        return Rect(left + at % columns * (width + gap), TOP + at // columns * 230, width, high)

    def _cut(self, rect: Rect) -> dict[str, Any]:
        """How a card of that size is laid out."""
        if self.one_by_one:
            return {"style": "picture", "size": 46 if rect.w > 300 else 34}
        return {"style": "wide", "size": 46 if rect.w > 600 else 38}

    def _bucket_rect(self, bucket_id: str) -> Rect:
        buckets = [bucket.id for bucket in self.page.step.buckets]
        width = (1728 - 48 * (len(buckets) - 1)) / len(buckets)
        top, high = (548, 332) if self.one_by_one else (672, 208)
        return Rect(LEFT + buckets.index(bucket_id) * (width + 48), top, width, high)

    def _thumb(self, bucket_id: str, place: int) -> Rect:
        """Over the rim of the basket, closer together the more of them there are: what it is called stays clear."""
        rect = self._bucket_rect(bucket_id)
        wide, high = THUMB if self.one_by_one else (THUMB[0] * 0.62, THUMB[1] * 0.62)
        count = sum(basket == bucket_id for _, basket in self.page.placed)
        room = min(rect.h - 38, rect.w * 0.46)
        pitch = min(0.62 * wide, max(0.0, room - 0.04 * rect.h - wide) / max(1, count - 1))
        return Rect(rect.x + 0.1 * rect.h + place * pitch, rect.y + 0.1 * rect.h, wide, high)


def _between(start: tuple[float, float], end: tuple[float, float], part: float, bow: float) -> tuple[float, float]:
    """A point of the way from one to the other, which bows upward by `bow`."""
    x = start[0] + (end[0] - start[0]) * part
    y = start[1] + (end[1] - start[1]) * part
    return x, y - bow * 4 * part * (1 - part)


def _bow(start: tuple[float, float], end: tuple[float, float]) -> float:
    return 0.12 * math.dist(start, end)


def _path(start: tuple[float, float], end: tuple[float, float]) -> Drawing:
    """The dotted way that a card came back by."""
    points = [_between(start, end, (dot + 1) / (DOTS + 3), _bow(start, end)) for dot in range(DOTS)]
    left, top = min(x for x, _ in points) - 12, min(y for _, y in points) - 12
    box = Rect(left, top, max(x for x, _ in points) + 12 - left, max(y for _, y in points) + 12 - top)

    def paint(painter: Painter, rect: Rect) -> None:
        for point in points:
            painter.disc(point, 18, "ochre")

    return Drawing("path", box, paint, look=(start, end))
