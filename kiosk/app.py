"""The window and the frame loop: events to the scene, the scene's outcomes to the flow, and only what changed to the
screen.

The loop sleeps until something comes from the display or is due, and for little more than half a second; where the
display is no connection that can be slept on, for a thirtieth of a second. While something moves it makes sixty
pictures a second. A scene is asked for its view when something has happened to it or when it said that it would look
otherwise by itself.
"""

import logging
import math
import time
from collections.abc import Sequence
from typing import Literal, Protocol, cast

import pygame

from kiosk.flow import Flow
from kiosk.sound.effects import Effect
from kiosk.sound.speaker import Speaker
from kiosk.ui import focus, wait, wall
from kiosk.ui.ahead import Ahead
from kiosk.ui.pictures import Pictures
from kiosk.ui.pointer import AFTER_CHANGE, CORNER, SLOP, Contact, Place, Reader, Taps
from kiosk.ui.scan import Scanner
from kiosk.ui.scene import Outcome, Scene, TypedKey
from kiosk.ui.shapes import Rect
from kiosk.ui.speech import Utterance
from kiosk.ui.stage import Stage, Touched
from kiosk.ui.text import Fonts
from kiosk.ui.theme import themes
from kiosk.ui.turn import PageTurn, may_turn
from kiosk.ui.widgets import Arrow, Button, Widget

log = logging.getLogger(__name__)

NUDGE, STILL_THERE, GONE = 20.0, 90.0, 120.0
"""Seconds without a touch until a pupil is asked on, asked after, and taken to have left."""
NAMES_HIDDEN = 60.0
STAFF_GONE = 120.0
DEAD_EDGE = 0.05
"""How much of the window is deaf for pupils along each of its sides: where sleeves and frames touch."""


class Clock(Protocol):
    """Seconds that only go forward, and how they are spent."""

    def now(self) -> float: ...

    def frame(self, per_second: int) -> None:
        """The time until the next picture of a movement."""

    def rest(self, until: float, heard: bool) -> None:
        """Nothing moves: as long as nothing comes, until then. `heard`: something had come before this picture."""


class RealClock:
    """The time of the day, and waiting that ends when something comes from the display. Open the window first."""

    def __init__(self) -> None:
        self._clock = pygame.time.Clock()
        self._line = wait.display()
        self._frame_at = 0.0

    def now(self) -> float:
        return time.monotonic()

    def frame(self, per_second: int) -> None:
        if not self._line:
            self._clock.tick(per_second)
            return
        until = max(time.monotonic(), self._frame_at + 1 / per_second)
        self._sleep(until)
        self._frame_at = min(until, time.monotonic())

    def rest(self, until: float, heard: bool) -> None:
        self._line.heard(heard)
        if not self._line:
            self._clock.tick(30)
            return
        self._sleep(until)

    def _sleep(self, until: float) -> None:
        # Drawing may have taken events off the line and into the queue, where they would not be noticed.
        if not pygame.event.peek():
            self._line.wait(until)


class HandClock:
    """A clock that is turned by hand: every frame takes its time at once."""

    def __init__(self, start: float = 1000.0) -> None:
        self._now = start

    def now(self) -> float:
        return self._now

    def frame(self, per_second: int) -> None:
        self._now += 1 / per_second

    def rest(self, until: float, heard: bool) -> None:
        self.frame(30)


class Keys:
    """Which keys of a keyboard are held: one that is sends itself again and again."""

    AGAIN = 0.6
    """Seconds within which it does. A key of which nothing is heard for longer was let go unnoticed."""

    def __init__(self) -> None:
        self._down: dict[int, float] = {}

    def down(self, key: int, now: float) -> bool:
        """Whether this is a key that was down already."""
        held = now - self._down.get(key, -math.inf) < self.AGAIN
        self._down[key] = now
        return held

    def up(self, key: int) -> None:
        self._down.pop(key, None)

    def held(self, now: float) -> bool:
        return any(now - when < self.AGAIN for when in self._down.values())


class App:
    """The running program: one window, one scene at a time."""

    def __init__(
        self,
        window: pygame.Surface,
        flow: Flow,
        speaker: Speaker,
        pictures: Pictures,
        clock: Clock,
        *,
        fonts: Fonts,
        scanner: Scanner | None = None,
        ahead: bool = False,
        wall_panel: bool = False,
    ) -> None:
        """`ahead`: pages that may come next are got ready while nothing else is to do. `wall_panel`: pages are in the
        lower part of the window, where children reach."""
        self.flow = flow
        self.speaker = speaker
        self.clock = clock
        self._pictures = pictures
        self.scene: Scene = flow.first(clock.now())
        self._themes = themes()
        self._suits = flow.comfort
        suits = self._suits
        self.window = window
        self.board = wall.board(window.get_size()) if wall_panel else window.get_rect()
        """Where pages are, in pixels of the window."""
        self._bare = wall_panel
        """Whether what is round the board is still to be painted."""
        self.stage = Stage(
            window.subsurface(self.board) if wall_panel else window,
            pictures,
            self._themes[suits.colours],
            fonts,
            suits.text_scale,
        )
        self._ahead = Ahead(self.stage, pictures) if ahead else None
        self._expecting = True
        """Whether other pages than before may come next."""
        self.running = True
        self.widgets: Sequence[Widget] = ()
        self.focused: str | None = None
        self.scanner = scanner or Scanner()
        self._tune()
        self._reader = Reader(window.get_size())
        self._taps = Taps(self._near)
        self._keys = Keys()
        self._followed: dict[int, str] = {}
        """What a finger began on that follows it, by the finger."""
        self._said: Utterance | None = None
        self._held: Widget | None = None
        """What the finger came down on, as it was then."""
        self._seen_at = clock.now()
        self._quiet = 0.0
        """Seconds in which nobody touched anything and nothing was said."""
        self._nudged = False
        self._stale = True
        self._unseen = False
        """Whether the screen has changed and has not been drawn since."""
        self._changed_at = -math.inf
        self._due = math.inf
        self._leafs: Literal["on", "back"] | None = None
        """Which way the next picture is to be turned to."""
        self._turn: PageTurn | None = None
        self._leaf: pygame.Surface | None = None
        """The page that is turned away: kept, because new memory takes longer than turning."""
        self._look()

    # ------------------------------------------------------------ the loop

    def run(self) -> None:
        while self.running:
            self.step()
        self.speaker.close()

    def step(self) -> None:
        """One frame: what came in, what follows from it, what is to be seen of it, and the wait for the next."""
        now = self.clock.now()
        events = pygame.event.get()
        for event in events:
            self._take(event, now)
        for spoken in self.speaker.poll(now):
            self._stale = True
            self._outcome(self.scene.heard(spoken), now)
        self._outcome(self.scene.tick(now), now)
        if self._taps.corner_held(now):
            self._change(self.flow.corner_held(now), now)
        self._idle(now)
        if self._scanning and self.scanner.tick(now):
            self._stale = True
        self._speak()
        for effect in self.scene.rung():
            self.speaker.play(cast(Effect, effect))
        due = min(self.scene.due(now), self.scanner.due() if self._scanning else math.inf)
        # Also what was due by now when last asked for: the end of a movement, the next poster.
        if self._turn is not None:
            self._turn_on(now)
        elif self._stale or due <= now or self._due <= now:
            self._draw(now)
        self._due = due
        if due <= now or self._turn is not None:
            self.clock.frame(60)
            return
        # Words are told as they come, a held corner opens in time, a held key goes on typing.
        busy = self.speaker.speaking or self._taps.touching or self._keys.held(now)
        until = min(due, now + 1 / 30) if busy else due
        self.clock.rest(min(until, now + self._prepare(now)), bool(events))

    def _prepare(self, now: float) -> float:
        """Get on with the pages that may come next. Returns in how many seconds there is more to do."""
        if self._ahead is None:
            return math.inf
        if self._expecting:
            self._expecting = False
            self._ahead.expect(self.flow.likely(), now)
        self._ahead.prefer(self._taps.pressed)
        return self._ahead.work()

    @property
    def settled(self) -> bool:
        """Nothing is waiting to be drawn, said or answered."""
        return not self._stale and self._turn is None and not pygame.event.peek()

    @property
    def _scanning(self) -> bool:
        """Whether a switch is used: by pupils, and not to type with."""
        return self.scanner.mode != "off" and self.scene.idle != "staff" and not self.scene.takes_text

    def _look(self) -> None:
        now = self.clock.now()
        self.widgets = self.scene.view(now)
        if self._scanning:
            self.scanner.see(self.widgets, self.scene.awake, now)

    def _draw(self, now: float) -> None:
        self._look()
        keys = {widget.key for widget in self.widgets}
        if self.focused not in keys:
            self.focused = None
        shown, focused = self.widgets, self.focused
        if self._scanning:
            shown = self.scanner.drawn(shown, self.stage.visible)
            focused = self.scanner.lit[0] if len(self.scanner.lit) == 1 else None
        if self._bare:
            self.stage.forget()
            wall.hang(self.window, self.board, self._pictures, self.stage.theme, self.stage.painter.fonts)
        turns = self._leafs is not None and may_turn(self.stage.window)
        if turns:
            if self._leaf is None:
                self._leaf = self.stage.window.copy()
            self._leaf.blit(self.stage.window, (0, 0))
        changed = self.stage.show(self.scene.backdrop, shown, Touched(self._taps.pressed, focused))
        if turns and self._leaf is not None:
            back, new = self._leafs == "back", self.stage.sheet
            self._turn = PageTurn(self._leaf, self.stage.window, self.clock.now(), back=back, new=new)
            self._turn_on(self.clock.now())
        elif self._bare:
            self._bare = False
            pygame.display.update()
        elif changed:
            pygame.display.update([area.move(self.board.topleft) for area in changed])
        self._leafs = None
        self._stale = False
        if self._unseen:
            # From now on, and not from when it began to be drawn: that may have taken a slow machine a while.
            self._unseen = False
            self._deafen()

    def _turn_on(self, now: float) -> None:
        """The page that turns, as far as it is by now."""
        assert self._turn is not None
        if not self._turn.draw(now):
            self._turn = None
        pygame.display.update(self.board)

    # ------------------------------------------------------------ what comes in

    def _take(self, event: pygame.event.Event, now: float) -> None:
        # QUIT is left alone on purpose: leaving needs the corner and a code.
        match event.type:
            case pygame.KEYDOWN:
                self._wake(now)
                self._key(event, now)
            case pygame.KEYUP:
                self._keys.up(event.key)
            case pygame.VIDEOEXPOSE | pygame.WINDOWEXPOSED | pygame.WINDOWRESTORED:
                self.stage.forget()
                self._stale, self._bare = True, self.board != self.window.get_rect()
            case _:
                contact = self._reader.read(event, now)
                if contact is not None:
                    self._wake(now)
                    self._contact(contact, now)

    def _wake(self, now: float) -> None:
        self._seen_at, self._quiet = now, 0.0
        self._nudged = False
        self._stale = True

    def _contact(self, contact: Contact, now: float) -> None:
        x, y = self.stage.to_units((contact.x - self.board.x, contact.y - self.board.y))
        if self._follow(contact, x, y, now):
            return
        visible = self.stage.visible
        corner = Rect(visible.x, visible.y, CORNER, CORNER).holds((x, y))
        widget = None if self._dead(x, y) else self.stage.hit(self.widgets, (x, y))
        key = widget.key if widget is not None and widget.on_tap is not None else None
        again = isinstance(widget, Button) and widget.kind == "key"
        tapped = self._taps.take(contact, Place(x, y, key, again), corner, now)
        if contact.phase == "down" and self._taps.finger == contact.finger:
            self._held = widget
        there = self._widget(tapped) if tapped is not None else None
        if there is not None and there.on_tap is not None:
            # As it was when the finger came down: an answer that was asleep then is not chosen by a late lift.
            self.focused = None
            self._tap(self._held, now)

    def _follow(self, contact: Contact, x: float, y: float, now: float) -> bool:
        """Whether the contact is a pen on paper, or moves a table. A finger that began there stays with it."""
        if contact.phase == "down":
            there = self.stage.hit(self.widgets, (x, y))
            if there is None or not there.follows:
                return False
            self._followed[contact.finger] = there.key
            self.focused = None
        key = self._followed.get(contact.finger)
        if key is None:
            return False
        if contact.phase == "up":
            del self._followed[contact.finger]
        there = self._widget(key)
        if there is not None and there.follows:
            self._outcome(there.follow(contact.phase, contact.finger, x, y), now)
        return True

    def _dead(self, x: float, y: float) -> bool:
        visible = self.stage.visible
        alive = visible.inset(visible.w * DEAD_EDGE, visible.h * DEAD_EDGE)
        return self.scene.edges_dead and not alive.holds((x, y))

    def _near(self, key: str, x: float, y: float) -> bool:
        widget = self._widget(key)
        if widget is None:
            return False
        rect = widget.rect
        return rect.x - SLOP <= x <= rect.x + rect.w + SLOP and rect.y - SLOP <= y <= rect.y + rect.h + SLOP

    def _widget(self, key: str) -> Widget | None:
        return next((widget for widget in self.widgets if widget.key == key), None)

    def _tap(self, widget: Widget | None, now: float) -> None:
        if widget is not None and widget.on_tap is not None:
            self.scanner.restart()
            self.speaker.play("press")
            self._outcome(widget.on_tap(), now)

    def _key(self, event: pygame.event.Event, now: float) -> None:
        name = pygame.key.name(event.key)
        held = self._keys.down(event.key, now)
        character = event.unicode if event.unicode.isprintable() else ""
        # The right-hand Alt writes letters on many keyboards; every other Alt is somebody trying to leave.
        writes = bool(character) and not event.mod & (pygame.KMOD_LALT | pygame.KMOD_META)
        if event.mod & (pygame.KMOD_ALT | pygame.KMOD_META) and not writes:
            return
        if self.scene.takes_text:
            self._outcome(self.scene.typed(TypedKey(name, character)), now)
            # Tab goes from field to field, and from the last of them on to the buttons.
            if character or name in ("backspace", "return") or (name == "tab" and self.scene.takes_text):
                return
        if self._scanning:
            if not held and now >= self._changed_at + AFTER_CHANGE:
                chosen = self.scanner.press(name, now)
                self._tap(self._widget(chosen) if chosen else None, now)
            return
        arrows: dict[str, Arrow] = {"left": "left", "right": "right", "up": "up", "down": "down"}
        if name == "tab":
            self.focused = focus.moved(self.widgets, self.focused, "back" if event.mod & pygame.KMOD_SHIFT else "next")
        elif name in arrows:
            here = self._widget(self.focused) if self.focused else None
            if here is None or not here.steer(arrows[name]):
                self.focused = focus.moved(self.widgets, self.focused, arrows[name])
        elif held or now < self._changed_at + AFTER_CHANGE:
            # A key that is kept down chooses once, and none chooses from a page that nobody has seen.
            return
        elif name in ("return", "space", "enter") and self.focused is not None:
            self._tap(self._widget(self.focused), now)
        elif name in ("1", "2", "3", "4"):
            self._tap(focus.numbered(self.widgets, int(name)), now)

    # ------------------------------------------------------------ what follows

    def _outcome(self, outcome: Outcome | None, now: float) -> None:
        if outcome is not None:
            self._change(self.flow.after(outcome, now), now)
        if self.flow.closed:
            self.running = False

    def _suit(self) -> None:
        """The screen, the voice and the switch as whoever is here likes them."""
        suits = self.flow.comfort
        if suits == self._suits:
            return
        self._suits = suits
        self.stage.dress(self._themes[suits.colours], suits.text_scale)
        self._bare = self.board != self.window.get_rect()
        self._tune()
        self.scanner.mode = suits.switch
        self.scanner.restart()

    def _tune(self) -> None:
        suits = self._suits
        self.speaker.tune(rate=suits.pace, calm=suits.sound == "soft", quiet=suits.sound == "captions")

    def _change(self, scene: Scene, now: float) -> None:
        self._stale = self._expecting = True
        self._suit()
        if scene is self.scene:
            return
        self._leafs = self._leafing(self.scene, scene)
        self.scene = scene
        self.focused = None
        self._unseen = True
        self._deafen()
        self._followed.clear()
        self.scanner.restart()
        self._look()

    def _leafing(self, old: Scene, new: Scene) -> Literal["on", "back"] | None:
        """Which way the page turns from one to the other, where it does and somebody looks."""
        if self._ahead is None or new.still or old.leaf is None or new.leaf is None or old.leaf == new.leaf:
            return None
        return "on" if new.leaf > old.leaf else "back"

    def _deafen(self) -> None:
        self._changed_at = self.clock.now()
        self._taps.changed(self._changed_at)

    def _speak(self) -> None:
        wanted = self.scene.saying
        if wanted is self._said:
            return
        self._said = wanted
        if wanted is None:
            self.speaker.hush()
        else:
            self.speaker.say(wanted)
            self.speaker.prepare(self.scene.coming)

    def _idle(self, now: float) -> None:
        """Nobody has touched anything for a while. What is being said or made takes as long as it takes."""
        if self.scene.idle == "staff" and now >= self.flow.signed_out_at:
            self._leave_alone(now)
            return
        if self.speaker.speaking or self.scene.idle == "rest":
            self._seen_at = now
            return
        self._quiet += now - self._seen_at
        self._seen_at = now
        quiet = self._quiet
        match self.scene.idle:
            case "pupil" if quiet > GONE:
                self._leave_alone(now)
            case "pupil" if quiet > STILL_THERE:
                self._change(self.flow.still_there(now), now)
            case "pupil" if quiet > NUDGE and not self._nudged:
                self._nudged = True
                self._stale = True
                self._outcome(self.scene.nudge(now), now)
            case "names" if quiet > NAMES_HIDDEN:
                self._leave_alone(now)
            case "staff" if quiet > STAFF_GONE:
                self._leave_alone(now)

    def _leave_alone(self, now: float) -> None:
        self._quiet = 0.0
        self._change(self.flow.left_alone(now), now)
