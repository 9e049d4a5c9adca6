"""Staff in a hurry: they tap whatever can be tapped, one thing after another. Nothing breaks, every screen can be left,
and a teacher never sees what is the lead's.

What they do follows from the seed, which a failure names with the last taps: `--monkey SEED` plays it again.
"""

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import demo
from kiosk.pilot import FINGER, Pilot, Staff
from kiosk.scenes.comfort import HowILikeIt
from kiosk.scenes.export_working import ExportWorking
from kiosk.scenes.recovery import Recovery
from kiosk.scenes.sign_in import SignIn
from kiosk.scenes.staff import StaffPage
from kiosk.ui.widgets import Button, Field, Widget

from .school import SLOW, TEACHER, Clock, School, begin, book_of, copied, open_class, play, pupils, sign

TEACHERS = {"Launch", "Live", "CatchUp", "Absent", "Witness", "Notice", "HowILikeIt"}
"""The screens of a teacher who is signed in."""
WAYS = {
    "back", "close", "ok", "no", "stop", "later", "handed", "not-now", "keep", "hide", "finish", "done", "other",
    "changed", "others",
}  # fmt: skip
"""Keys of what a screen or a question is left by, beside the tabs and the name."""
TEXTS = ("Ada", "6 Elm", "Ms O’Brien-Łukasz", "pass", "purple kettle nine", "{", "  ", "Go to Mrs Daniels.")
CLOSES = "Yes, close it"
EVERY = 20
"""Taps after which they want to be out of where they are."""
TAPS, MANY = 600, 2_000


class Walker:
    def __init__(self, pilot: Pilot, who: tuple[str, str], seed: int) -> None:
        self.pilot = pilot
        self.who = who
        self.chance = random.Random(seed)
        self.tried: Counter[str] = Counter()
        self.screens: Counter[str] = Counter()
        self.trail: list[str] = []

    def walk(self, taps: int) -> None:
        for tap in range(taps):
            self.look()
            if tap % EVERY == EVERY - 1:
                self.out()
            self.act()
        self.look()

    # ------------------------------------------------------------ what must be so

    def look(self) -> None:
        pilot = self.pilot
        self.screens[pilot.screen] += 1
        assert pilot.app.running, "it ended"
        if not self.inside:
            return
        assert not pilot.sees("That was not done"), f"was offered what cannot be done: {pilot.names}"
        if self.who != demo.LEAD:
            assert pilot.screen in TEACHERS | {"SignIn"}, "this is the lead's"
        if isinstance(pilot.app.scene, ExportWorking) and not self.ways():
            # It was stopped, and comes to its end.
            self.until_it_is_made()
        elif not isinstance(pilot.app.scene, Recovery):
            assert self.ways(), f"no way back: {[widget.key for widget in self.there()]}"

    @property
    def inside(self) -> bool:
        """Whether it is a screen of somebody who is signed in, or of the sign-in."""
        return isinstance(self.pilot.app.scene, StaffPage | HowILikeIt)

    def ways(self) -> list[Widget]:
        """What leads out of a question or a screen; where there is nothing of that kind, the tabs and the name."""
        there = self.there()
        back = [widget for widget in there if widget.key.rpartition("-")[2] in WAYS or widget.key in WAYS]
        return back or [widget for widget in there if widget.key.startswith(("tab-", "sign-out"))]

    def out(self) -> None:
        """From wherever they are, by the ways back alone, to where they can sign out; and on to another tab."""
        seen = []
        for _ in range(8):
            seen.append(self.pilot.screen)
            if not self.inside:
                return
            if any(widget.key == "sign-out" for widget in self.there()):
                tabs = [widget for widget in self.there() if widget.key.startswith("tab-")]
                return self.tap(self.chance.choice(tabs)) if tabs else None
            self.copy_the_code()
            if not self.inside:
                return
            self.tap(self.ways()[0])
        raise AssertionError(f"no way out: {seen}")

    # ------------------------------------------------------------ what is done

    def there(self) -> list[Widget]:
        """What a finger can reach."""
        stage, widgets = self.pilot.app.stage, self.pilot.app.widgets
        return [
            widget
            for widget in widgets
            if widget.on_tap is not None
            and not (isinstance(widget, Button) and (widget.kind == "off" or widget.busy))
            and (over := stage.hit(widgets, widget.rect.centre)) is not None
            and over.key == widget.key
        ]

    def act(self) -> None:
        pilot = self.pilot
        scene = pilot.app.scene
        if not self.inside:
            return self.sign_in()
        if isinstance(scene, Recovery):
            return self.copy_the_code()
        if isinstance(scene, SignIn):
            return self.prove()
        if isinstance(scene, ExportWorking) and self.chance.random() < 0.7:
            return self.until_it_is_made()
        if getattr(scene, "takes_text", False) and self.chance.random() < 0.5:
            text = self.chance.choice(TEXTS)
            self.trail.append(f"types {text!r}")
            return pilot.type(text)
        there = [w for w in self.there() if w.label != CLOSES and not w.key.startswith("key-")]
        kinds = Counter(self.kind(widget) for widget in there)
        least = min(self.tried[kind] for kind in kinds)
        rare = [kind for kind in kinds if self.tried[kind] <= least + 1]
        kind = self.chance.choice(rare)
        self.tried[kind] += 1
        self.tap(self.chance.choice([widget for widget in there if self.kind(widget) == kind]))

    def kind(self, widget: Widget) -> str:
        """Things of one kind on one screen: of thirty names one is as good as another. A tab is the same everywhere."""
        if widget.key.startswith(("tab-", "sign-out")):
            return widget.key
        part = re.match(MANY, widget.key)
        return f"{self.pilot.screen}/{part[1] if part else widget.key}"

    def tap(self, widget: Widget) -> None:
        self.trail.append(f"{self.pilot.screen}: {widget.key}")
        self.pilot.wait(0.6)
        # What was there a moment ago may have gone with the time: they are signed out then.
        if widget.key in {each.key for each in self.there()} and not isinstance(widget, Field):
            self.pilot.choose(next(each for each in self.there() if each.key == widget.key), FINGER)
        elif isinstance(widget, Field):
            self.pilot.touch([widget.rect.centre])

    def sign_in(self) -> None:
        self.trail.append("signs in")
        Staff(self.pilot, *self.who).sign_in()

    def prove(self) -> None:
        """It is still them, most times."""
        pilot = self.pilot
        if self.chance.random() < 0.2:
            return pilot.tap("Close")
        name, code = self.who
        self.trail.append("gives the code")
        if not getattr(pilot.app.scene, "takes_text", False):
            pilot.tap(name)
        pilot.type(code)
        pilot.tap("Sign in")

    def until_it_is_made(self) -> None:
        scene = self.pilot.app.scene
        self.pilot.until(lambda: self.pilot.app.scene is not scene, "the file")

    def copy_the_code(self) -> None:
        scene = self.pilot.app.scene
        if isinstance(scene, Recovery):
            self.pilot.type(scene.groups[scene.asked])
            self.pilot.press("return")


MANY = r"(pupil|class|lesson|signature|staff|copy|row|file|problem|group|found|way|choice)-"
"""How the keys of things begin of which a page may have many."""


def fresh(pilot: Pilot) -> None:
    pilot.shows("Resting")


def signing(pilot: Pilot) -> None:
    """A class in the middle of its lesson: two have signed, one is not sure yet, one has been called away."""
    open_class(pilot, "1 Acorn", book_of(pilot).playable["ks1-rule-4-lost-so-ask"], agreement=True)
    names = [pupil.shown_name for pupil in pupils(pilot, "1 Acorn")]
    for name in names[:3]:
        begin(pilot, name)
        play(pilot, unsure=name == names[2])
        if pilot.screen == "SignPad":
            sign(pilot)
        pilot.tap("Next person" if pilot.screen == "Thanks" else next(iter(pilot.tappable)))
    begin(pilot, names[3])
    play(pilot, pages=2)


def let_walk(school: School, ground: Callable[[Pilot], None], who: tuple[str, str], seed: int, taps: int) -> Walker:
    pilot = school.start(size=(320, 180), clock=Clock(SLOW), seed=seed)
    ground(pilot)
    walker = Walker(pilot, who, seed)
    try:
        walker.walk(taps)
    except Exception as fault:
        last = "\n".join(walker.trail[-12:])
        raise AssertionError(
            f"seed {seed}, {who[0]}, {ground.__name__}, on {pilot.screen}: {fault!r}\n{last}"
        ) from fault
    return walker


SEEN = {
    demo.LEAD: {
        "SchoolHome",
        "Record",
        "People",
        "KeptCopies",
        "Calendar",
        "NewYear",
        "Signers",
        "ClassMatrix",
        "Live",
    },
    TEACHER: {"Launch", "Live", "CatchUp", "Witness", "HowILikeIt"},
}
"""What they come to at least, or they have not walked far."""


@pytest.mark.parametrize("who", SEEN, ids=["lead", "teacher"])
def test_staff_in_a_hurry_break_nothing_and_are_never_stuck(
    school: School, who: tuple[str, str], request: pytest.FixtureRequest
) -> None:
    walker = let_walk(school, signing, who, request.config.getoption("--monkey"), TAPS)
    assert SEEN[who] <= set(walker.screens)


@pytest.mark.long
@pytest.mark.parametrize("ground", [fresh, signing], ids=["fresh", "signing"])
@pytest.mark.parametrize("who", SEEN, ids=["lead", "teacher"])
def test_staff_who_stay_all_day_break_nothing(
    made_school: Path, tmp_path: Path, who: tuple[str, str], ground: Callable[[Pilot], None]
) -> None:
    for seed in range(2, 5):
        school = copied(made_school, tmp_path / str(seed))
        let_walk(school, ground, who, seed, MANY)
        school.stop()
