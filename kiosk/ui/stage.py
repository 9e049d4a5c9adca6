"""The window: units to pixels, and drawing no more of a page than has changed."""

from collections.abc import Generator, Iterable, Sequence
from typing import NamedTuple

import pygame

from kiosk.ui import backdrops
from kiosk.ui.painter import Cache, Draws, Painter
from kiosk.ui.shapes import Rect
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Widget

WIDE, HIGH = 1920, 1080
KEPT = 8_000_000
"""Bytes of drawn parts that are kept for a window of 1920 x 1080; larger windows keep more in proportion."""


class Touched(NamedTuple):
    """The keys of what a finger is on and of what the keyboard or a switch is at."""

    pressed: str | None = None
    focused: str | None = None


UNTOUCHED = Touched()


class Shown(NamedTuple):
    """A widget as it was last drawn, and the pixels that it may have painted."""

    widget: Widget
    pressed: bool
    focused: bool
    extent: pygame.Rect


class NotYet(Exception):
    """A picture is still being drawn."""


class Stage:
    """One window, and the page that is on it."""

    def __init__(
        self,
        window: pygame.Surface,
        pictures: Draws,
        theme: Theme,
        fonts: Fonts | None = None,
        text_scale: float = 1.0,
    ) -> None:
        self.window = window
        w, h = window.get_size()
        self.theme = theme
        self.text_scale = text_scale
        self.scale = min(w / WIDE, h / HIGH)
        left, top = (w - WIDE * self.scale) / 2, (h - HIGH * self.scale) / 2
        self.visible = Rect(-left / self.scale, -top / self.scale, w / self.scale, h / self.scale)
        """All of the window, in units: the canvas and the spare space round it."""
        self.painter = Painter(
            window,
            pictures,
            theme,
            fonts or Fonts(),
            scale=self.scale,
            left=left,
            top=top,
            text_scale=text_scale,
            cache=Cache(round(KEPT * max(1.0, w * h / (WIDE * HIGH)))),
        )
        self._backdrop: str | None = None
        """What lies behind the page in the window; None before there is one."""
        self._ground: tuple[str, pygame.Surface] | None = None
        """The backdrop that was painted last, to draw parts of a page on again."""
        self._shown: dict[str, Shown] = {}
        self._sheet: pygame.Surface | None = None
        self.sheet: pygame.Surface | None = None
        """What is on the window, where that is the page that was put together ahead; to be looked at only."""
        self._made: tuple[str, list[Widget]] | None = None
        """The page on the sheet, which was put together ahead, and its backdrop."""

    def to_units(self, pixel: tuple[float, float]) -> tuple[float, float]:
        return pixel[0] / self.scale + self.visible.x, pixel[1] / self.scale + self.visible.y

    def show(self, backdrop: str, widgets: Sequence[Widget], touched: Touched = UNTOUCHED) -> list[pygame.Rect]:
        """Make the window look like that. Returns the rectangles of pixels that changed, for `display.update`."""
        page = self._page(widgets, touched)
        if self._backdrop != backdrop:
            self._backdrop = backdrop
            dirty = [self.window.get_rect()]
        else:
            dirty = _merged(self._changes(page), self.window.get_rect())
        ready = self.sheet = self._sheet if touched == UNTOUCHED and self._made == (backdrop, list(widgets)) else None
        for area in dirty:
            if ready is not None:
                self.window.blit(ready, area, area)
            else:
                self._draw(page.values(), area)
        self._shown = page
        return dirty

    def compose(self, backdrop: str, widgets: Sequence[Widget], pictures: Draws) -> Generator[bool, None, bool]:
        """Put a page together ahead of its being shown, yielding True after each widget. Returns whether it is whole.

        It is not while `pictures` says NotYet of one; all else that it takes has been kept then.
        """
        if self._sheet is None:
            self._sheet = pygame.Surface(self.window.get_size(), 0, self.window)
        sheet, dress = self._sheet, self.painter
        self._made = self.sheet = None
        painter = self.painter.onto(sheet)
        painter.pictures = pictures
        # It may be that of a page that was never finished.
        sheet.set_clip(None)
        if self._ground is not None and self._ground[0] == backdrop:
            sheet.blit(self._ground[1], (0, 0))
        else:
            self._paint(backdrop, sheet)
        yield True
        whole = True
        for shown in self._page(widgets, UNTOUCHED).values():
            sheet.set_clip(shown.extent)
            try:
                shown.widget.draw(painter, False, False)
            except NotYet:
                whole = False
            yield True
        sheet.set_clip(None)
        if self.theme.tint is not None:
            sheet.fill(self.theme.tint, special_flags=pygame.BLEND_RGB_MULT)
        if whole and self.painter is dress:
            self._made = (backdrop, list(widgets))
        return whole

    def dress(self, theme: Theme, text_scale: float) -> None:
        """Other colours and another size of text from now on: all of it is drawn anew."""
        if (theme.name, text_scale) == (self.theme.name, self.text_scale):
            return
        self.theme, self.text_scale = theme, text_scale
        self.painter = self.painter.dressed(theme, text_scale)
        self.forget()

    def forget(self) -> None:
        """The window has lost its picture: draw all of it the next time."""
        self._backdrop = self._ground = self._made = None
        self._shown = {}

    def hit(self, widgets: Sequence[Widget], point: tuple[float, float]) -> Widget | None:
        """What a touch at a point (in units) touches: the topmost thing there, unless a solid one covers it."""
        for widget in reversed(widgets):
            if widget.rect.holds(point):
                if widget.touchable:
                    return widget
                if widget.solid:
                    return None
        return None

    def prepare(self, widgets: Sequence[Widget]) -> list[str]:
        """Draw a page that is not shown yet into the cache. Returns the texts that have less room than they need."""
        nowhere = self.painter.onto(pygame.Surface(self.window.get_size(), 0, self.window))
        nowhere.spilt = []
        for widget in widgets:
            widget.draw(nowhere, pressed=False, focused=False)
        return nowhere.spilt

    def _page(self, widgets: Sequence[Widget], touched: Touched) -> dict[str, Shown]:
        page: dict[str, Shown] = {}
        for widget in widgets:
            if widget.key in page:
                raise ValueError(f"Two widgets on the page have the key {widget.key!r}")
            pressed, focused = widget.key == touched.pressed, widget.key == touched.focused
            old = self._shown.get(widget.key)
            if old is not None and old[:3] == (widget, pressed, focused):
                # The new value all the same: its callables are the living ones.
                page[widget.key] = Shown(widget, pressed, focused, old.extent)
            else:
                page[widget.key] = Shown(widget, pressed, focused, self._extent(widget))
        return page

    def _changes(self, page: dict[str, Shown]) -> Iterable[pygame.Rect]:
        before = self._shown
        for key, old in before.items():
            if key not in page:
                yield old.extent
        for key, new in page.items():
            past = before.get(key)
            if past is None:
                yield new.extent
            elif past[:3] != new[:3]:
                part = new.widget.change(past.widget) if past[1:3] == new[1:3] else None
                if part is None:
                    yield past.extent
                    yield new.extent
                else:
                    yield self._outward(part)
        stayed = [key for key in before if key in page]
        for was, now in zip(stayed, (key for key in page if key in before), strict=True):
            if was != now:
                # Another order: what lay under may lie over now.
                yield page[was].extent
                yield page[now].extent

    def _draw(self, page: Iterable[Shown], area: pygame.Rect) -> None:
        assert self._backdrop is not None
        if self._ground is None or self._ground[0] != self._backdrop:
            # The backdrop in the window's own format, which is what makes redrawing a part of it cheap.
            ground = self._ground[1] if self._ground else pygame.Surface(self.window.get_size(), 0, self.window)
            self._paint(self._backdrop, ground)
            self._ground = (self._backdrop, ground)
        self.window.set_clip(area)
        self.window.blit(self._ground[1], area, area)
        for shown in page:
            if shown.extent.colliderect(area):
                # Within its own extent, so that nothing it paints can outlive it.
                self.window.set_clip(area.clip(shown.extent))
                shown.widget.draw(self.painter, shown.pressed, shown.focused)
        self.window.set_clip(None)
        if self.theme.tint is not None:
            self.window.fill(self.theme.tint, area, pygame.BLEND_RGB_MULT)
        self.painter.spilt.clear()

    def _paint(self, backdrop: str, surface: pygame.Surface) -> None:
        # Its parts are as large as the window and not wanted again: the whole is what is kept.
        backdrops.paint(backdrop, self.painter.onto(surface, Cache(0)), self.visible)

    def _extent(self, widget: Widget) -> pygame.Rect:
        return self._outward(widget.extent(self.painter))

    def _outward(self, rect: Rect) -> pygame.Rect:
        return self.painter.span(rect).inflate(4, 4).clip(self.window.get_rect())


def _merged(areas: Iterable[pygame.Rect], within: pygame.Rect) -> list[pygame.Rect]:
    """The same pixels in as few rectangles as do not overlap."""
    merged: list[pygame.Rect] = []
    for area in areas:
        area = area.clip(within)
        if not area.w or not area.h:
            continue
        # A union may reach what neither of its parts did.
        while (at := area.collidelist(merged)) >= 0:
            area = area.union(merged.pop(at))
        merged.append(area)
    return merged
