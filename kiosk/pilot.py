"""Using the program as a person does: tapping things by their visible names, through real events.

The tour and the tests share it. `tap("Tell an adult")` fails when no such thing is on the screen, when it is off, when
something covers it, or when the touch lands on something else.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pygame

from kiosk.app import App
from kiosk.journey.make import MakePage
from kiosk.journey.order import OrderPage
from kiosk.journey.play import Move, PlayPage
from kiosk.journey.reason import WhyPage
from kiosk.journey.sort import SortPage
from kiosk.scenes.asking import AskingPage
from kiosk.scenes.mini import Mini
from kiosk.scenes.playing import InPlay
from kiosk.scenes.promise import Promise
from kiosk.ui.pointer import CORNER_SECONDS, MOUSE
from kiosk.ui.scene import Scene
from kiosk.ui.widgets import Button, Field, Pad, Tile, Widget

FINGER = 7
"""The finger that the pilot uses, unless it is told of another."""
AS_MOUSE = {
    pygame.FINGERDOWN: pygame.MOUSEBUTTONDOWN,
    pygame.FINGERMOTION: pygame.MOUSEMOTION,
    pygame.FINGERUP: pygame.MOUSEBUTTONUP,
}
PATIENCE = 300.0
"""Seconds of the app's clock until a wait is given up."""


class Lost(AssertionError):
    """The screen is not as the pilot was told; the text names what is on it."""


class Pilot:
    def __init__(self, app: App) -> None:
        self.app = app
        self.watching: list[Callable[[], None]] = []
        """Called after every frame."""
        self.steps()

    # ------------------------------------------------------------ looking

    @property
    def screen(self) -> str:
        """The kind of screen that is up, by the name of its scene."""
        return type(self.app.scene).__name__

    @property
    def names(self) -> list[str]:
        """The names of all that is on the screen, in drawing order."""
        return [widget.label for widget in self.app.widgets if widget.label]

    def sees(self, text: str) -> bool:
        """Whether something with this in its name is on the screen."""
        return any(text in name for name in self.names)

    def find(self, name: str) -> Widget:
        """The tappable thing with this name. Of two with one name, the upper one."""
        found = [w for w in self.app.widgets if w.label == name and (w.on_tap is not None or isinstance(w, Field))]
        if not found:
            raise Lost(f'There is no "{name}" to tap on {self.screen}. There are: {self.tappable}')
        return found[-1]

    @property
    def tappable(self) -> list[str]:
        return [widget.label for widget in self.app.widgets if widget.on_tap is not None]

    def shows(self, screen: str) -> None:
        if self.screen != screen:
            raise Lost(f"This is {self.screen}, not {screen}. On it: {self.names}")

    def picture(self, path: Path) -> None:
        """The screen as it is now, as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        pygame.image.save(self.app.window, path)

    # ------------------------------------------------------------ doing

    def step(self) -> None:
        """One frame."""
        self.app.step()
        for look in self.watching:
            look()

    def steps(self, frames: int = 3) -> None:
        for _ in range(frames):
            self.step()

    def wait(self, seconds: float) -> None:
        """Let that much of the app's time go by."""
        until = self.app.clock.now() + seconds
        while self.app.clock.now() < until and self.app.running:
            self.step()

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Let time go by until something is so."""
        until = self.app.clock.now() + PATIENCE
        while not true():
            if self.app.clock.now() >= until or not self.app.running:
                raise Lost(f"Waited in vain for {what} on {self.screen}. On it: {self.names}")
            self.step()

    def until_screen(self, *screens: str) -> None:
        self.until(lambda: self.screen in screens, " or ".join(screens))

    def until_tappable(self, name: str) -> None:
        def awake() -> bool:
            return any(w.label == name and w.on_tap is not None and not _asleep(w) for w in self.app.widgets)

        self.until(awake, f'"{name}" to be tappable')

    def tap(self, name: str, *, finger: int = FINGER) -> None:
        """Touch the thing with this name and lift the finger again; `finger` may be the MOUSE."""
        self._settle()
        self.choose(self.find(name), finger)

    def tap_key(self, key: str) -> None:
        """The same for a thing whose name another thing has too, by its key."""
        self._settle()
        widget = next((w for w in self.app.widgets if w.key == key and w.on_tap is not None), None)
        if widget is None:
            raise Lost(f'Nothing to tap on {self.screen} has the key "{key}". There are: {self.tappable}')
        self.choose(widget, FINGER)

    def _settle(self) -> None:
        """What a screen does not take in its first moment, and twice in half a second, a person does not do either."""
        self.wait(0.6)

    def choose(self, widget: Widget, finger: int) -> None:
        """Touch this thing, if it can be touched."""
        name = widget.label
        if isinstance(widget, Button) and widget.kind == "off":
            raise Lost(f'"{name}" on {self.screen} is off.')
        x, y = widget.rect.x + widget.rect.w / 2, widget.rect.y + widget.rect.h / 2
        over = self.app.stage.hit(self.app.widgets, (x, y))
        if over is None or over.key != widget.key:
            raise Lost(f'"{name}" on {self.screen} is covered by {over.key if over else "nothing"}.')
        self.touch([(x, y)], finger=finger)
        self.steps(2)
        self.work_out()

    def work_out(self) -> None:
        """Until the screen has worked out what it waits for, which takes real time, whatever the app's clock says."""
        until = time.monotonic() + PATIENCE
        while self.app.scene.busy and self.app.running:
            if time.monotonic() >= until:
                raise Lost(f"Waited in vain for {self.screen} to have worked it out. On it: {self.names}")
            # A clock that is turned by hand would be hours on by then.
            time.sleep(0.002)
            self.step()

    def touch(self, path: Sequence[tuple[float, float]], *, finger: int = FINGER) -> None:
        """Put a finger down, move it along the path (in units) and lift it."""
        self.post(pygame.FINGERDOWN, path[0], finger)
        for point in path[1:]:
            self.post(pygame.FINGERMOTION, point, finger)
        self.post(pygame.FINGERUP, path[-1], finger)

    def post(self, kind: int, point: tuple[float, float], finger: int = FINGER) -> None:
        """One event of a finger at a point in units, and the frame that takes it in. The MOUSE sends its own kind."""
        stage = self.app.stage
        width, height = self.app.window.get_size()
        left, top = self.app.board.topleft
        x, y = left + (point[0] - stage.visible.x) * stage.scale, top + (point[1] - stage.visible.y) * stage.scale
        if finger == MOUSE:
            event = pygame.event.Event(AS_MOUSE[kind], pos=(round(x), round(y)), button=1, touch=False)
        else:
            event = pygame.event.Event(
                kind, x=x / width, y=y / height, finger_id=finger, touch_id=0, dx=0, dy=0, pressure=1
            )
        pygame.event.post(event)
        self.step()

    def sign(self, strokes: Sequence[Sequence[tuple[float, float]]] | None = None) -> None:
        """Write on the paper of this screen; the points are 0 to 1 across and down."""
        self.wait(0.6)
        pad = next((widget for widget in self.app.widgets if isinstance(widget, Pad)), None)
        if pad is None:
            raise Lost(f"There is no paper to write on on {self.screen}.")
        for stroke in strokes or SCRIBBLE:
            self.touch([(pad.rect.x + x * pad.rect.w, pad.rect.y + y * pad.rect.h) for x, y in stroke])
        self.steps(2)

    @contextmanager
    def holding(self, name: str, *, finger: int = FINGER) -> Iterator[None]:
        """With a finger on the thing with this name, which slides off before it is lifted: that must not matter."""
        self._settle()
        x, y = self.find(name).rect.centre
        self.post(pygame.FINGERDOWN, (x, y), finger)
        yield
        self.post(pygame.FINGERMOTION, (x + 400, y), finger)
        self.post(pygame.FINGERUP, (x + 400, y), finger)
        self.steps()

    def hold_corner(self) -> None:
        """Hold the staff corner for three seconds."""
        self.wait(0.6)
        visible = self.app.stage.visible
        corner = (visible.x + 40, visible.y + 40)
        self.post(pygame.FINGERDOWN, corner)
        self.wait(CORNER_SECONDS + 0.2)
        self.post(pygame.FINGERUP, corner)
        self.steps()

    def type(self, text: str) -> None:
        """Type on a real keyboard."""
        for character in text:
            self.press(character.lower(), character)

    def press(self, name: str, character: str = "") -> None:
        """Press one key of a real keyboard, by pygame's name for it."""
        code = pygame.key.key_code(name) if name.isascii() else 0
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=code, unicode=character, mod=0, scancode=0))
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=code, unicode=character, mod=0, scancode=0))
        self.step()

    def fill(self, field: str, text: str) -> None:
        """Tap a field and type into it."""
        self.tap(field)
        self.type(text)


class Player:
    """Somebody who plays a pupil's turn, page by page, the way a pupil does: by looking, listening and tapping.

    `answer` is asked for every question which tile to tap; `move` is asked what to do next where something is sorted,
    found, put in order, made, reasoned or meant; `seen` is told of every page once it can be left, and of one on which
    something is done also before the first move.
    """

    TURN = (
        "TellScene", "RuleScene", "Ask", "Consequence", "Helpful", "ShowMe", "SayIt", "RecapScene", "HearRule", "Mini",
        "StatementScene", "Promise", "Honest", "TalkItThrough", "StoryFelt", "StoryDecision", "StoryEnding",
        "Depends", "Why", "Reason", "Sort", "Spot", "Order", "Make", "Will",
        "CheckInQuestion", "Thanked", "CheckInEnd",
    )  # fmt: skip

    def __init__(
        self,
        pilot: Pilot,
        answer: Callable[[Scene], str],
        seen: Callable[[str], None] = lambda screen: None,
        move: Callable[[PlayPage], Move] | None = None,
    ) -> None:
        self.pilot = pilot
        self.answer = answer
        self.seen = seen
        self.move = move or helpful

    def play(self, pages: int | None = None) -> None:
        """Until the turn's pages are over, or for so many of them."""
        while self.pilot.screen in self.TURN and pages != 0:
            self.page()
            pages = None if pages is None else pages - 1

    def page(self) -> None:
        """Wait until the page can be left, and leave it."""
        pilot = self.pilot
        scene = pilot.app.scene
        if isinstance(self.on, PlayPage) and self.on.moves:
            self.seen(pilot.screen)
            while pilot.app.scene is scene and self.on.moves:
                self.do(self.move(self.on))
            return
        if isinstance(scene, AskingPage | Mini | Promise) and not isinstance(scene, InPlay):
            label = self.answer(scene)
            if not isinstance(scene, Promise):
                pilot.until(lambda: scene.awake, "the answers to wake")
        else:
            pilot.until(lambda: self._onward() is not None, "a way on")
            label = self._onward() or ""
            pilot.until_tappable(label)
        self.seen(pilot.screen)
        pilot.tap(label)
        if pilot.app.scene is scene:
            raise Lost(f'"{label}" did not lead on from {pilot.screen}')

    @property
    def on(self) -> object:
        """The page that the screen shows."""
        return getattr(self.pilot.app.scene, "page", None)

    def do(self, move: Move) -> None:
        """Make a move of the page, by tapping what it is about: the card, then the basket."""
        pilot, scene, before = self.pilot, self.pilot.app.scene, self.on
        pilot.until(lambda: bool(getattr(scene, "awake", True)), "things to wake")
        if move == ("hint",):
            pilot.until(lambda: self.on is not before, "a hint")
            return
        for name in move[1:] or move:
            pilot.tap_key(self._key(name) or move[0])
        if pilot.app.scene is scene and self.on is before:
            raise Lost(f"{move} did nothing on {pilot.screen}")

    def _key(self, name: str) -> str | None:
        """The key of the thing with this id, which follows its kind: "card-" and the id."""
        keys = [w.key for w in self.pilot.app.widgets if w.on_tap is not None and w.key.partition("-")[2] == name]
        return keys[-1] if keys else None

    def _onward(self) -> str | None:
        return next((w.label for w in self.pilot.app.widgets if w.key in ("next", "again")), None)


def helpful(page: PlayPage) -> Move:
    """What somebody does next who knows what helps."""
    match page:
        case SortPage():
            card = page.left[0]
            return next(move for move in page.moves if move[1] == card.id and card.fits(move[2]))
        case OrderPage() if ("done",) not in page.moves:
            return "put", page.step.cards[page.slots.index(None)].id
        case MakePage() if ("done",) not in page.moves:
            put = (part for part in page.offered if part.kind == "helpful" and part.id not in page.slots)
            return "put", next(put).id
        case WhyPage():
            return "why", next(reason.id for reason in page.reasons if reason.kind == "strong")
    return page.moves[0]


class Staff:
    """Somebody who uses the staff's half: signs in, opens a class, closes it."""

    def __init__(self, pilot: Pilot, name: str, code: str) -> None:
        self.pilot = pilot
        self.name = name
        self.code = code

    def sign_in(self) -> None:
        """By the corner, one's own name and one's own code."""
        pilot = self.pilot
        pilot.hold_corner()
        pilot.shows("SignIn")
        pilot.tap(self.name)
        self.confirm()

    def confirm(self) -> None:
        """The code, where it is asked for once more."""
        self.pilot.shows("SignIn")
        self.pilot.type(self.code)
        self.pilot.tap("Sign in")

    def open(
        self, title: str, lessons: Sequence[str] = (), *, agreement: bool = False, whole_class: bool = False
    ) -> None:
        """From the launch screen: the class, these lessons and no others, and start."""
        pilot = self.pilot
        pilot.shows("Launch")
        if any(
            widget.key == f"class-{title}" or widget.label == title for widget in pilot.app.widgets if widget.on_tap
        ):
            pilot.tap(title)
        pilot.tap("Change")
        seen: set[str] = set()

        def here() -> list[Widget]:
            return [w for w in pilot.app.widgets if w.key.startswith("lesson-") and w.on_tap and w.key not in seen]

        for kind in [w.label for w in pilot.app.widgets if w.key.startswith("kind-")]:
            pilot.tap(kind)
            while rows := here():
                for widget in rows:
                    seen.add(widget.key)
                    if getattr(widget, "chosen", False) != (widget.label in lessons):
                        pilot.tap(widget.label)
                more = next((w.label for w in pilot.app.widgets if w.key == "more"), None)
                if more:
                    pilot.tap(more)
        pilot.tap(next(w.label for w in pilot.app.widgets if w.key == "changed"))
        row = next((w for w in pilot.app.widgets if w.key == "agreement"), None)
        if row is not None and getattr(row, "chosen", False) != agreement:
            pilot.tap(row.label)
        if whole_class:
            pilot.tap("Whole class")
        pilot.tap(f"Start with {title}")


def _asleep(widget: Widget) -> bool:
    return isinstance(widget, Tile) and widget.state in ("asleep", "waking", "folded")


SCRIBBLE = (
    ((0.15, 0.60), (0.20, 0.30), (0.27, 0.28), (0.24, 0.45), (0.17, 0.50), (0.26, 0.62), (0.20, 0.74), (0.14, 0.66)),
    ((0.36, 0.62), (0.40, 0.46), (0.46, 0.48), (0.47, 0.64), (0.41, 0.70), (0.37, 0.62), (0.47, 0.55), (0.50, 0.70)),
    ((0.58, 0.70), (0.59, 0.48), (0.64, 0.50), (0.66, 0.68), (0.70, 0.48), (0.75, 0.50), (0.78, 0.70)),
)
"""A name as somebody writes it who is learning to."""
