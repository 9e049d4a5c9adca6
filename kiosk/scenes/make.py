"""A message or a made-up password: tap a part, and it goes into the next gap; tap it there to take it back."""

from kiosk.content.model import MakePart
from kiosk.journey.make import MakePage
from kiosk.scenes.page import LEFT, RIGHT, Progress, Says, Who, scenery
from kiosk.scenes.playing import PlayingPage, beside, ghost, number, option
from kiosk.ui.motion import Track, ease_in_out, ease_out
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Button, Drawing, Image, Panel, Tile, Widget, Words

THERE_SECONDS, BACK_SECONDS = 0.3, 0.9
PAPER = Rect(LEFT, 206, 980, 676)
ROW, ROW_PITCH = 92.0, 106.0
CHOICES = Rect(1124, 206, 700, 676)
SAFE = Rect(LEFT, 206, RIGHT - LEFT, 280)
WORDS = Rect(LEFT, 520, RIGHT - LEFT, 356)


class Make(PlayingPage):
    page: MakePage

    def __init__(self, says: Says, who: Who, progress: Progress, page: MakePage, pause_seconds: float) -> None:
        self._moves: dict[str, tuple[Rect, Track]] = {}
        """Where parts come from that are on their way."""
        options = [option(part) for part in page.offered]
        begun = any(page.slots) or page.told is not None
        super().__init__(says, who, progress, page, options, pause_seconds, begun=begun)

    @property
    def message(self) -> bool:
        return self.page.step.kind == "message"

    def telling(self, before: MakePage) -> str:
        page = self.page
        self._moves = {}
        for part in page.parts:
            there, here = self._rect(before, part.id), self._rect(page, part.id)
            if there and here and there != here:
                back = part.id in page.back
                track = (
                    self.moving(BACK_SECONDS, ease=ease_in_out) if back else self.moving(THERE_SECONDS, ease=ease_out)
                )
                self._moves[part.id] = (there, track)
        if page.told is None or page.told.say is None:
            return ""
        return self.showing(page.told.say) if page.shown else page.told.say

    def onward(self, before: MakePage) -> list[str]:
        page = self.page
        if page.done:
            return []
        if None not in page.slots:
            return [*(part.label for part in page.made), self.says("is-that-it")]
        if self.message and page.gap is not None:
            # What comes next, and what there is to choose from.
            return [page.gap.label, *(part.label for part in page.offered)]
        new = [part for part in page.made if part.id not in before.slots]
        return [part.label for part in new]

    def closing(self) -> list[str]:
        """It is read back, and what was done well is said."""
        return [*(part.label for part in self.page.made), self._well]

    @property
    def _well(self) -> str:
        return self.says("that-is-one-way") if self.page.shown else self.page.step.named

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        page = self.page
        widgets = [*self.heading(now), *(self._paper() if self.message else self._safe())]
        for place in range(len(page.slots)):
            if page.slots[place] is None:
                widgets += self._gap(place)
        area = CHOICES if self.message else WORDS
        if self.done:
            widgets += self.finished(area, self._well, len(page.made))
        elif None not in page.slots:
            widgets += self.settling(area, self.says("is-that-it"), len(page.made))
        elif self.message and page.gap is not None:
            heading = Rect(area.x, area.y, area.w, 66)
            widgets.append(Words("gap", heading, page.gap.label, size=52, shrink_to=38, weight=700, valign="middle"))
        if self.message and page.made and not self.done:
            last = page.made[-1].id
            back = Rect(CHOICES.x, CHOICES.bottom - 112, CHOICES.w, 112)
            widgets.append(
                Button("back", back, self.says("take-one-back"), lambda: self._back(last), "quiet", icon="back")
            )
        for part in self._shown_parts(now):
            widgets += self._part(part, now)
        return [*widgets, *self.bar()]

    def _back(self, part_id: str) -> Outcome:
        return self.play("back", part_id, early=False)

    def _shown_parts(self, now: float) -> list[MakePart]:
        """Those that can be chosen, then those that are in it; what is on its way last."""
        page = self.page
        lying = [] if None not in page.slots else list(page.offered)
        shown = [*(part for part in lying if part not in page.made), *page.made]
        return sorted(shown, key=lambda part: self._on_the_way(part, now))

    def _part(self, part: MakePart, now: float) -> list[Widget]:
        page = self.page
        rect = self._at(part, now)
        placed = part.id in page.slots
        look = self.look(part.id, now)
        if self.done and self.closing_line is not None and part in page.made[self.closing_line : self.closing_line + 1]:
            look["state"] = "lifted"

        def move() -> Outcome:
            return self.play("back" if placed else "put", part.id, early=False)

        tile = Tile(
            f"part-{part.id}",
            rect,
            part.label,
            # A line of a message is too low for a finger: a button takes it back.
            None if self.done or (placed and self.message) else self.tap(option(part), move),
            art=scenery(part.picture) if part.picture else None,
            style="row" if self.message else "wide",
            size=self._letters(part, placed),
            edge="green" if placed and self.message else "blue" if self.message else "ks2_line",
            alike=() if placed else beside(part, self._rivals(part)),
            **look,
        )
        if self.message or not placed or None not in page.slots:
            return [tile]
        lay = self._pool(part.id)
        return [
            ghost(f"ghost-{part.id}", lay),
            number(f"was-{part.id}", lay.centre, page.slots.index(part.id) + 1, across=80),
            tile,
        ]

    def _letters(self, part: MakePart, placed: bool) -> float:
        if not self.message:
            return 52 if placed else 44
        if placed:
            return 50 if self.one_by_one else 44
        if len(self._rivals(part)) > 2:
            return 50 if self.one_by_one else 44
        return 60 if self.one_by_one else 54

    def _paper(self) -> list[Widget]:
        """The page that the message is written on, with the picture over it."""
        high = PAPER.h - 48 - len(self.page.slots) * ROW_PITCH
        picture = Rect(PAPER.x + 24, PAPER.y + 24, PAPER.w - 48, high)
        return [
            Panel("paper", PAPER, "paper", edge="ks2_line", radius=40, level=2, solid=False),
            Image("picture", picture, scenery(self.page.step.picture), radius=28),
        ]

    def _safe(self) -> list[Widget]:
        lock = Part("props/padlock" if None not in self.page.slots else "props/padlock-open")

        def disc(painter: Painter, rect: Rect) -> None:
            painter.disc(rect.centre, rect.w, "screen_bubble")

        return [
            Panel("safe", SAFE, "screen", radius=48, level=2, solid=False),
            Drawing("disc", Rect(SAFE.x + 40, SAFE.y + 48, 184, 184), disc),
            Image("lock", Rect(SAFE.x + 78, SAFE.y + 86, 108, 108), lock, fit="contain"),
        ]

    def _gap(self, place: int) -> list[Widget]:
        rect = self._slot(place)
        if not self.message:
            return [
                Panel(f"slot-{place}", rect, "screen_bubble", "screen_name", 5, 36, dashed=True, solid=False),
                Words(
                    f"figure-{place}", rect, str(place + 1), size=96, weight=600, colour="white", align="centre",
                    valign="middle",
                ),
            ]  # fmt: skip
        here = self.page.slots.index(None) == place
        slot = Panel(
            f"slot-{place}", rect, "unsure" if here else "paper", "ochre" if here else "neutral", 4, 28, dashed=True,
            solid=False,
        )  # fmt: skip
        if not here:
            return [slot]
        text = self.page.step.slots[place].label
        room = Rect(rect.x + 30, rect.y, rect.w - 60, rect.h)
        return [slot, Words(f"goes-{place}", room, text, size=40, shrink_to=30, colour="ochre", valign="middle")]

    # ------------------------------------------------------------ places

    def _on_the_way(self, part: MakePart, now: float) -> bool:
        return part.id in self._moves and not self._moves[part.id][1].over(now)

    def _at(self, part: MakePart, now: float) -> Rect:
        end = self._rect(self.page, part.id) or Rect(0, 0, 0, 0)
        if not self._on_the_way(part, now):
            return end
        start, track = self._moves[part.id]
        left = 1 - track.value(now)
        return end.moved((start.x - end.x) * left, (start.y - end.y) * left)

    def _rect(self, page: MakePage, part_id: str) -> Rect | None:
        """Where a part is on a page, if it can be seen there."""
        if part_id in page.slots:
            return self._slot(page.slots.index(part_id))
        return self._pool(part_id) if part_id in {part.id for part in page.offered} else None

    def _rivals(self, part: MakePart) -> list[MakePart]:
        """What is offered for the same gap."""
        return [each for each in self.page.parts if not self.message or each.fits == part.fits]

    def _slot(self, place: int) -> Rect:
        if self.message:
            top = PAPER.bottom - 24 - len(self.page.slots) * ROW_PITCH + 14
            return Rect(PAPER.x + 24, top + place * ROW_PITCH, PAPER.w - 48, ROW)
        return Rect(SAFE.x + 264 + place * 484, SAFE.y + 38, 440, 204)

    def _pool(self, part_id: str) -> Rect:
        part = self.page.step.part(part_id)
        if self.message:
            rivals = self._rivals(part)
            # Where there are only two they are larger.
            high = 136.0 if len(rivals) > 2 else 212.0
            return Rect(CHOICES.x, CHOICES.y + 76 + rivals.index(part) * (high + 24), CHOICES.w, high)
        at = [each.id for each in self.page.parts].index(part_id)
        return Rect(WORDS.x + at % 4 * 444, WORDS.y + at // 4 * 182, 396, 152)
