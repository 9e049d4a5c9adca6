"""A monkey at the screen. What it does follows from its seed alone."""

import random
from collections import Counter
from collections.abc import Callable

import pygame

from kiosk.pilot import Pilot
from kiosk.scenes.new_code import NewCode
from kiosk.scenes.password import Password
from kiosk.scenes.sign_in import SignIn
from kiosk.scenes.staff import StaffPage
from kiosk.ui.widgets import Button, Pad, Widget

from .school import PASSWORD, Clock

FINGERS = (1, 2, 3, 4, 5)
HELPER = 99
"""The finger of somebody who comes to see whether the program still answers."""
STUCK = 60.0
LOST_FINGER = 11.0
EVERY = 250
"""Events after which the helper comes."""
BEFORE_A_CODE = (SignIn, NewCode)
"""What anybody gets to by the corner: the names of staff, and the way in for who has the sealed code."""
NO_WAY_ON = ("hear", "tell", "who", "helped")
"""Keys of what is on every page and of what a second tap does not change."""
KEYS = (
    "escape", "tab", "return", "space", "left", "right", "up", "down", "1", "2", "3", "4", "7", "a", "q", "backspace",
    "f4", "f11", "delete", "print screen", "left meta", "menu",
)  # fmt: skip
MODS = (0, 0, 0, pygame.KMOD_SHIFT, pygame.KMOD_ALT, pygame.KMOD_CTRL, pygame.KMOD_META)
WINDOW_EVENTS = (
    pygame.QUIT, pygame.QUIT, pygame.WINDOWCLOSE, pygame.VIDEOEXPOSE, pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED,
    pygame.WINDOWFOCUSLOST, pygame.WINDOWFOCUSGAINED, pygame.WINDOWMINIMIZED, pygame.WINDOWLEAVE,
)  # fmt: skip


class Monkey:
    def __init__(self, pilot: Pilot, clock: Clock, seed: int) -> None:
        self.pilot = pilot
        self.clock = clock
        self.chance = random.Random(seed)
        self.posted = 0
        self.screens: Counter[str] = Counter()
        self.acts: tuple[Callable[[], None], ...] = (
            self.tap,
            self.finger,
            self.mouse,
            self.key,
            self.window,
            self.hold,
            self.scribble,
            self.guess,
            self.jump,
            self.wait,
        )
        self.often = (34, 30, 10, 14, 3, 1.2, 3, 2, 1, 3.8)

    def play(self, events: int) -> None:
        while self.posted < events:
            before = self.posted
            (act,) = self.chance.choices(self.acts, self.often)
            act()
            if before // EVERY != self.posted // EVERY:
                self.helped()

    # ------------------------------------------------------------ what it does

    def post(self, kind: int, **told: object) -> None:
        pygame.event.post(pygame.event.Event(kind, **told))
        self.posted += 1
        self.look()

    def look(self) -> None:
        """A frame, and what must be so after every frame."""
        app = self.pilot.app
        self.pilot.step()
        self.screens[self.pilot.screen] += 1
        assert app.running, "it ended"
        assert not isinstance(app.scene, StaffPage) or isinstance(app.scene, BEFORE_A_CODE), (
            f"{self.pilot.screen} without a code"
        )

    def touch(self, kind: int, x: float, y: float, finger: int) -> None:
        """At a part of the window's width and height."""
        self.post(kind, x=x, y=y, finger_id=finger, touch_id=0, dx=0, dy=0, pressure=1)

    def at(self, widget: Widget) -> tuple[float, float]:
        """Somewhere on a widget, as parts of the window."""
        visible = self.pilot.app.stage.visible
        x = widget.rect.x + widget.rect.w * self.chance.uniform(0.1, 0.9)
        y = widget.rect.y + widget.rect.h * self.chance.uniform(0.1, 0.9)
        return (x - visible.x) / visible.w, (y - visible.y) / visible.h

    def tap(self) -> None:
        """Something that can be tapped, most often something that leads on."""
        ways = self.ways_on() if self.chance.random() < 0.8 else []
        there = ways or [widget for widget in self.pilot.app.widgets if widget.on_tap is not None]
        if not there:
            return
        widget = self.chance.choice(there)
        scene = self.pilot.app.scene
        if isinstance(scene, Password) and self.chance.random() < 0.8:
            picture = PASSWORD[len(scene.entry.picks) % 3]
            widget = next(each for each in there if each.label == picture)
        finger, (x, y) = self.chance.choice(FINGERS), self.at(widget)
        self.touch(pygame.FINGERDOWN, x, y, finger)
        if self.chance.random() < 0.95:  # a lift gets lost now and then
            self.touch(pygame.FINGERUP, x, y, finger)

    def finger(self) -> None:
        """Anywhere, and a little outside; lifts and moves come as they like."""
        kind = self.chance.choice((pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP))
        x, y = self.chance.uniform(-0.02, 1.02), self.chance.uniform(-0.02, 1.02)
        self.touch(kind, x, y, self.chance.choice(FINGERS))

    def mouse(self) -> None:
        width, height = self.pilot.app.stage.window.get_size()
        place = (self.chance.randrange(-3, width + 3), self.chance.randrange(-3, height + 3))
        kind = self.chance.choice((pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL))
        if kind == pygame.MOUSEMOTION:
            self.post(kind, pos=place, rel=(0, 0), buttons=(1, 0, 0), touch=False)
        elif kind == pygame.MOUSEWHEEL:
            self.post(kind, x=0, y=1, flipped=False, which=0)
        else:
            self.post(kind, pos=place, button=self.chance.choice((1, 1, 1, 2, 3)), touch=self.chance.random() < 0.1)

    def key(self) -> None:
        name = self.chance.choice(KEYS)
        code, mod = pygame.key.key_code(name), self.chance.choice(MODS)
        typed = name if len(name) == 1 and not mod else ""
        self.post(pygame.KEYDOWN, key=code, unicode=typed, mod=mod, scancode=0)
        self.post(pygame.KEYUP, key=code, unicode=typed, mod=mod, scancode=0)

    def window(self) -> None:
        self.post(self.chance.choice(WINDOW_EVENTS))

    def hold(self) -> None:
        """A long press, in the staff corner most often."""
        x, y = (0.02, 0.02) if self.chance.random() < 0.7 else (self.chance.random(), self.chance.random())
        finger = self.chance.choice(FINGERS)
        self.touch(pygame.FINGERDOWN, x, y, finger)
        self.pilot.wait(self.chance.uniform(1, 5))
        self.touch(pygame.FINGERUP, x, y, finger)

    def scribble(self) -> None:
        """A stroke on the paper, if there is one, by one or two hands."""
        pad = next((widget for widget in self.pilot.app.widgets if isinstance(widget, Pad)), None)
        if pad is None:
            return
        hands = self.chance.sample(FINGERS, self.chance.choice((1, 2)))
        for finger in hands:
            self.touch(pygame.FINGERDOWN, *self.at(pad), finger)
        for _ in range(12):
            self.touch(pygame.FINGERMOTION, *self.at(pad), self.chance.choice(hands))
        for finger in hands:
            self.touch(pygame.FINGERUP, *self.at(pad), finger)

    def guess(self) -> None:
        """A code, where codes are asked for: as long as one is, and wrong."""
        if not isinstance(self.pilot.app.scene, SignIn):
            return
        person = next((widget for widget in self.ways_on() if widget.key.startswith("staff-")), None)
        if person is None:
            return
        x, y = self.at(person)
        self.touch(pygame.FINGERDOWN, x, y, FINGERS[0])
        self.touch(pygame.FINGERUP, x, y, FINGERS[0])
        for _ in range(self.chance.choice((8, 12))):
            digit = str(self.chance.randrange(10))
            self.post(pygame.KEYDOWN, key=pygame.key.key_code(digit), unicode=digit, mod=0, scancode=0)
        self.post(pygame.KEYDOWN, key=pygame.K_RETURN, unicode="\r", mod=0, scancode=0)

    def jump(self) -> None:
        """The machine slept, or was busy."""
        self.clock.jump(self.chance.choice((0.5, 2, 10, 25, 70, 100, 130, 4000)))
        self.look()

    def wait(self) -> None:
        for _ in range(self.chance.randrange(2, 150)):
            self.look()

    # ------------------------------------------------------------ whether it still answers

    def ways_on(self) -> list[Widget]:
        return [
            widget
            for widget in self.pilot.app.widgets
            if widget.on_tap is not None
            and widget.key not in NO_WAY_ON
            and not (isinstance(widget, Button) and widget.kind == "off")
        ]

    def helped(self) -> None:
        """Somebody comes, and within a minute finds something that leads on."""
        began = self.clock.now()
        while self.clock.now() - began < STUCK:
            self.pilot.wait(LOST_FINGER if self.clock.now() == began else 1)
            # A code that is being compared takes real time, of which a minute of this clock may be very little.
            self.pilot.work_out()
            ways = self.ways_on()
            self.chance.shuffle(ways)
            for way in ways[:3]:
                # The close button is the only thing there that is for a monkey.
                if isinstance(self.pilot.app.scene, BEFORE_A_CODE):
                    way = next(widget for widget in self.pilot.app.widgets if widget.key in ("close", "stop"))
                if self.leads_on(way):
                    return
        raise AssertionError(
            f"stuck on {self.pilot.screen}. Ways on: {[way.key for way in self.ways_on()]}. On it: {self.pilot.names}"
        )

    def leads_on(self, way: Widget) -> bool:
        app = self.pilot.app
        scene, names = app.scene, self.pilot.names
        states = self._states()
        x, y = way.rect.x + way.rect.w / 2, way.rect.y + way.rect.h / 2
        self.pilot.touch([(x, y)], finger=HELPER)
        self.pilot.wait(0.7)
        return app.scene is not scene or self.pilot.names != names or self._states() != states

    def _states(self) -> list[object]:
        """What a touch may change of things that keep their names."""
        return [(getattr(each, "state", None), getattr(each, "chosen", None)) for each in self.pilot.app.widgets]
