"""The tour: a teacher, a KS1 pupil, a KS2 pupil and the computing lead at the real program, with real events.

It leaves a picture of every screen, the database and the exports. On a screen it plays for people to watch, faster than
in class; without one the clock is turned by hand and it takes seconds.
"""

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

from kiosk import app, demo, start
from kiosk.config import Settings
from kiosk.pilot import Pilot, Player, Staff
from kiosk.scenes.ask import Ask
from kiosk.scenes.grid import BODY
from kiosk.scenes.mini import Mini
from kiosk.scenes.names import Names
from kiosk.scenes.password import NINE
from kiosk.scenes.promise import PHRASES, Promise
from kiosk.scenes.recovery import Recovery
from kiosk.scenes.school import ROOMS
from kiosk.scenes.story_node import StoryDecision
from kiosk.sound.speaker import Silent
from kiosk.ui.scene import Scene
from kiosk.ui.window import open_window

SHEET_COLUMNS = 4
LANDED = 5.0
"""Seconds until the sticker is there, and the ticks of what was done."""
THUMB = (480, 270)


def play(out: Path, size: tuple[int, int], *, screen: bool) -> list[Path]:
    """Play it all into the folder `out`, in place of an earlier tour. Returns the pictures, in order."""
    for old in ("data", "pictures"):
        shutil.rmtree(out / old, ignore_errors=True)
    window = open_window(size)
    clock: app.Clock = BriskClock() if screen else app.HandClock()
    pictures: list[Path] = []
    demo.write_roster(out / "data" / "new-school" / "rosters" / "class-list.csv")
    new_school = start.assemble(out / "data" / "new-school", window, Silent(), clock, settings=Settings(), seed=4)
    Guide(Pilot(new_school), out / "pictures", pictures).first_run()
    new_school.flow.store.close()
    program = start.assemble(out / "data" / "school", window, Silent(), clock, demo=True, settings=Settings(), seed=4)
    guide = Guide(Pilot(program), out / "pictures", pictures)
    guide.resting()
    guide.ks1_lesson()
    guide.ks2_signing()
    guide.whole_class()
    guide.story()
    guide.lead()
    program.flow.store.close()
    contact_sheet(pictures, out / "contact-sheet.png")
    return pictures


class BriskClock(app.RealClock):
    """For people who watch: what takes three quarters of an hour in class goes by in two minutes."""

    def now(self) -> float:
        return super().now() * 30


class Guide:
    """Somebody who shows the program round and photographs every kind of screen."""

    def __init__(self, pilot: Pilot, folder: Path, pictures: list[Path]) -> None:
        self.pilot = pilot
        self.folder = folder
        self.pictures = pictures
        self.teacher = Staff(pilot, *demo.TEACHERS[0])
        self.computing_lead = Staff(pilot, *demo.LEAD)

    def snap(self, what: str) -> None:
        self.pilot.steps(2)
        path = self.folder / f"{len(self.pictures) + 1:02}-{what}.png"
        self.pilot.picture(path)
        self.pictures.append(path)

    # ------------------------------------------------------------ the stops

    def first_run(self) -> None:
        """An empty folder becomes a school: the wizard, the recovery code, a class list from a file."""
        pilot = self.pilot
        name, passphrase = demo.LEAD
        teacher, code = demo.TEACHERS[0]
        self.snap("first-run-school")
        pilot.fill("School’s name", "Hazel Lane Primary")
        self.snap("first-run-keyboard")
        pilot.fill("Safeguarding lead", "Mrs Daniels")
        self.done_typing()
        pilot.fill("Your name", name)
        pilot.fill("Your passphrase", passphrase[:9])
        self.snap("first-run-passphrase-too-short")
        pilot.type(passphrase[9:])
        pilot.fill("The same again", passphrase)
        self.snap("first-run-passphrase")
        pilot.press("return")
        pilot.fill("Teacher’s name", teacher)
        pilot.fill("Teacher’s code", code)
        pilot.press("escape")
        self.snap("first-run-people")
        self.done_typing()
        self.snap("first-run-check")
        pilot.tap("Set up the kiosk")
        scene = pilot.app.scene
        assert isinstance(scene, Recovery)
        self.snap("recovery-code")
        pilot.tap(scene.entry.label)
        pilot.type(scene.groups[scene.asked])
        pilot.press("return")
        self.snap("lead-without-classes")
        pilot.tap("Next: class lists")
        self.import_roster("class-list.csv")
        self.snap("first-hour")

    def import_roster(self, file: str) -> None:
        pilot = self.pilot
        self.snap("class-list-files")
        pilot.tap(file)
        self.snap("class-list-check")
        pilot.tap(next(widget.label for widget in pilot.app.widgets if widget.key == "apply"))
        self.snap("class-list-done")
        pilot.tap("OK")

    def done_typing(self) -> None:
        """Put the keyboard away and go on to the next step."""
        self.pilot.press("escape")
        self.pilot.tap(next(widget.label for widget in self.pilot.app.widgets if widget.key == "next"))

    def resting(self) -> None:
        pilot = self.pilot
        self.snap("resting")
        pilot.tap("Touch to start")
        self.snap("ask-your-teacher")
        pilot.tap("Go back")

    def ks1_lesson(self) -> None:
        """Year 1, one at a time: a pupil who misses until shown; one who leaves half-way and carries on."""
        pilot = self.pilot
        self.open("1 Acorn", ["Lost? Ask!"], photographs=True)
        self.snap("names-ks1")
        pilot.tap("More names")
        self.snap("names-ks1-more")
        pilot.tap("Back to the first names")
        pilot.tap("Tell an adult")
        self.snap("tell-an-adult-ks1")
        pilot.tap("Go back")
        self.pick(0)
        self.snap("is-this-you")
        pilot.tap("Yes, this is me")
        self.turn("ks1", misses=3)
        self.pilot.wait(LANDED)
        self.snap("thank-you")
        pilot.tap("Next person")
        self.pick(1)
        pilot.tap("Yes, this is me")
        self.turn("ks1-left", misses=0, pages=2, photographs=False)
        pilot.until_screen("StillThere")
        self.snap("are-you-still-there")
        pilot.until_screen("Names")
        self.pick(1)
        pilot.tap("Yes, this is me")
        self.snap("carry-on")
        pilot.tap("Carry on")
        self.turn("ks1-left", misses=0, photographs=False)
        pilot.tap("Next person")
        self.teacher.sign_in()
        self.snap("live-view")
        self.end()

    def ks2_signing(self) -> None:
        """Year 6: a picture password, a lesson, the agreement with one statement that is not sure at first, the pad."""
        pilot = self.pilot
        self.open("6 Willow", ["Close it, then tell"], agreement=True)
        self.snap("names-ks2")
        self.pick(0)
        pilot.tap("Yes, this is me")
        self.snap("choose-a-picture-password")
        for picture in NINE[:3] * 2:
            pilot.tap(picture)
        self.turn("ks2", misses=2)
        self.snap("pad")
        pilot.sign([((0.5, 0.5), (0.52, 0.5))])
        pilot.tap("Done")
        self.snap("is-that-your-mark")
        pilot.tap("Start again")
        pilot.tap("Pick a picture instead")
        self.snap("picture-mark")
        pilot.tap("leaf")
        pilot.tap("Start again")
        pilot.sign()
        self.snap("pad-signed")
        pilot.tap("Done")
        self.pilot.wait(LANDED)
        self.snap("thank-you-signed")
        pilot.tap("Tell an adult")
        self.snap("tell-an-adult-ks2")
        pilot.tap("Go back")
        pilot.tap("Next person")
        self.pick(1)
        pilot.tap("Yes, this is me")
        for picture in NINE[3:6] * 2:
            pilot.tap(picture)
        pilot.tap("Tell an adult")
        pilot.tap("Go back")
        pilot.tap(self.name(1))
        self.snap("wrong-name")
        pilot.tap("That is not me")
        self.teacher.sign_in()
        pilot.tap(self.name(0))
        self.snap("live-view-about-a-pupil")
        pilot.tap("Close")
        pilot.tap("Pause")
        self.snap("live-view-paused")
        pilot.tap("Resume")
        self.end(photographs=True)

    def whole_class(self) -> None:
        """Year 2 together: a lesson and a story for the front of the class, and at the end who was away."""
        pilot = self.pilot
        self.open("2 Oak", ["Worried? Tell.", "Sunny the helper"], whole_class=True)
        self.turn("class", misses=1)
        self.snap("class-done")
        self.teacher.sign_in()
        pilot.tap(self.end_button())
        self.snap("who-was-away")
        pilot.tap(next(name for name in pilot.tappable if name.startswith("Record")))
        self.notices("class-recorded")

    def story(self) -> None:
        """Year 4 together: a password is made, and a story told."""
        pilot = self.pilot
        self.open("4 Elm", ["Passwords are not for sharing", "The borrowed login"], whole_class=True)
        self.turn("class-ks2", misses=0, of=("Make", "StoryFelt", "StoryDecision", "StoryEnding"))
        pilot.shows("ClassDone")
        self.teacher.sign_in()
        pilot.tap(self.end_button())
        pilot.tap(next(name for name in pilot.tappable if name.startswith("Record")))
        self.notices()

    def lead(self) -> None:
        """The computing lead: the counts, an export, a class list that changes a little."""
        pilot = self.pilot
        pilot.hold_corner()
        self.snap("sign-in")
        pilot.tap(self.computing_lead.name)
        pilot.type("not the passphrase")
        self.snap("sign-in-passphrase")
        pilot.tap("Sign in")
        self.snap("sign-in-refused")
        pilot.tap("Close")
        self.computing_lead.sign_in()
        self.snap("lead")
        self.coverage()
        self.pupil()
        self.agreement()
        self.export()
        pilot.tap("School")
        pilot.tap("Bring in a class list")
        self.import_roster("demo-class-list.csv")
        self.snap("school")
        self.school()
        pilot.tap("Close the kiosk")
        self.snap("close-the-kiosk")
        pilot.tap("Yes, close it")

    def coverage(self) -> None:
        """A class lesson by lesson, its names while they are held, a mark seen closer; before and after."""
        pilot = self.pilot
        pilot.tap_key(next(w.key for w in pilot.app.widgets if w.key.startswith("class-") and w.label == "6 Willow"))
        self.snap("class-table")
        with pilot.holding("Press and hold to show names"):
            self.snap("class-table-names-held")
        pilot.touch([BODY.centre])
        self.snap("class-table-closer")
        pilot.tap("Close")
        pilot.tap("Any")
        self.snap("class-table-filter")
        pilot.tap("Still to do")
        self.snap("class-table-still-to-do")
        pilot.tap("All classes")
        pilot.tap("Before and after")
        self.snap("before-and-after")
        pilot.tap("All classes")

    def pupil(self) -> None:
        """All that is held on the pupil who signed, how it is put right, and how it would be erased."""
        pilot = self.pilot
        pilot.tap("Pupils")
        self.snap("pupils")
        pilot.tap("6 Willow")
        self.snap("pupils-of-a-class")
        pilot.tap_key(next(w.key for w in pilot.app.widgets if w.key.startswith("pupil-")))
        self.snap("pupil-record")
        pilot.tap("Put right…")
        self.snap("pupil-put-right")
        pilot.tap("Back")
        pilot.tap("Erase…")
        self.snap("pupil-erase")
        pilot.tap("Keep everything")
        pilot.tap("Hand over all")
        self.computing_lead.confirm()
        self.snap("pupil-handed-over")
        pilot.tap("OK")

    def agreement(self) -> None:
        """Who has signed, whose parents' slips are back, and one that comes back."""
        pilot = self.pilot
        pilot.tap("Agreement")
        self.snap("agreement")
        pilot.tap("6 Willow")
        self.snap("agreement-of-a-class")
        pilot.tap("Parents’ slips")
        pilot.tap_key(next(w.key for w in pilot.app.widgets if w.key.startswith("pupil-")))
        self.snap("agreement-slips")
        pilot.tap("All classes")

    def school(self) -> None:
        """What the lead looks after in each corner of the school, and a code for a supply teacher."""
        pilot = self.pilot
        for room, (label, *_) in ROOMS.items():
            if room == "lists":
                continue
            pilot.tap(label)
            self.snap(f"school-{room}")
            if room == "people":
                self.supply_teacher()
            if room == "copies":
                pilot.tap("Make a copy now")
                pilot.tap("Try a restore out")
                self.snap("school-copies-tried")
            pilot.tap("Back")

    def supply_teacher(self) -> None:
        pilot = self.pilot
        pilot.tap("Cover for today")
        self.computing_lead.confirm()
        pilot.type("Mr Idle")
        pilot.press("return")
        self.snap("school-code-for-today")
        pilot.tap("Written down")

    def export(self) -> None:
        """A class's record behind the kiosk's own password, and the page for the governors."""
        pilot = self.pilot
        pilot.tap("Export")
        self.snap("export")
        pilot.tap("Class record")
        pilot.tap("The whole school")
        pilot.tap(demo.CLASSES[0][0])
        self.snap("export-a-class")
        pilot.tap("Make the file")
        self.computing_lead.confirm()
        pilot.until_screen("ExportDone")
        self.snap("exported")
        pilot.tap("I have written it down")
        pilot.tap("Governors’ page")
        self.snap("export-for-governors")
        pilot.tap("Make the file")
        pilot.until_screen("ExportDone")
        pilot.tap("Finish")

    # ------------------------------------------------------------ what the stops share

    def open(
        self,
        title: str,
        lessons: list[str],
        *,
        agreement: bool = False,
        whole_class: bool = False,
        photographs: bool = False,
    ) -> None:
        self.teacher.sign_in()
        if photographs:
            self.snap("launch")
            self.pilot.tap(title)
            self.snap("launch-class")
            self.pilot.tap("Change")
            self.snap("launch-lessons")
            self.pilot.tap(next(widget.label for widget in self.pilot.app.widgets if widget.key == "changed"))
        self.teacher.open(title, lessons, agreement=agreement, whole_class=whole_class)

    def end_button(self) -> str:
        return next(name for name in self.pilot.tappable if name.startswith("End"))

    def end(self, *, photographs: bool = False) -> None:
        """End the launch from the live view, by way of whatever it asks."""
        pilot = self.pilot
        pilot.tap(self.end_button())
        if pilot.sees("End it now"):
            self.snap("end-the-lesson")
            pilot.tap("End it now")
        if pilot.screen == "Witness":
            self.snap("witness")
            pilot.tap(next(name for name in pilot.tappable if name.startswith("I saw")))
        self.notices("recorded" if photographs else "")

    def notices(self, what: str = "") -> None:
        """Past the cards that only say something, to the resting screen."""
        pilot = self.pilot
        while pilot.screen == "Notice":
            if what:
                self.snap(what)
            pilot.tap("OK")
        pilot.tap(next(widget.label for widget in pilot.app.widgets if widget.key == "sign-out"))

    def name(self, place: int) -> str:
        launch = self.pilot.app.flow.store.current_launch()
        assert launch is not None
        return self.pilot.app.flow.store.turns(launch.id)[place].pupil.shown_name

    def pick(self, place: int) -> None:
        pilot = self.pilot
        if pilot.screen == "Resting":
            pilot.tap("Touch to start")
        scene = pilot.app.scene
        assert isinstance(scene, Names)
        pilot.tap(scene.turns[place].pupil.shown_name)

    def turn(
        self,
        what: str,
        *,
        misses: int,
        pages: int | None = None,
        photographs: bool = True,
        of: Collection[str] = (),
    ) -> None:
        """A pupil's turn: so many questions are missed, one statement is not sure at first, and in a story the first
        choice is gone back on. With `of` only those screens are photographed."""
        pilot = self.pilot
        left = misses
        unsure = ["agree-2"]
        rushed: set[str] = set()

        def answer(scene: Scene) -> str:
            nonlocal left
            if isinstance(scene, Ask):
                page = scene.page
                wrong = [answer for answer in page.open if answer.kind != "helpful"]
                right = [answer for answer in page.open if answer.kind == "helpful"]
                left -= 1
                return (wrong if left >= 0 and wrong else right)[0].label
            if isinstance(scene, StoryDecision):
                # First what rushes, where there is such a choice; and what helps when it is decided again.
                first = "unhelpful" if not rushed else "helpful"
                choices = sorted(scene.page.choices, key=lambda choice: choice.kind != first)
                rushed.add(scene.page.node.id)
                return choices[0].label
            if isinstance(scene, Mini):
                return scene.labels["helpful"]
            assert isinstance(scene, Promise)
            if scene.page.statement.id in unsure:
                unsure.clear()
                return scene.says(PHRASES["not-sure"])
            return scene.says(PHRASES[scene.page.answers[0]])

        seen: set[str] = set()

        def snap(screen: str) -> None:
            # Of the agreement's many pages one of each kind tells all; of a lesson every page is its own.
            once = screen in ("HearRule", "Mini")
            if photographs and (not of or screen in of) and not (once and screen in seen):
                self.snap(f"{what}-{screen.lower()}")
            seen.add(screen)

        player = Player(pilot, answer, snap)
        gone_back = False
        while pilot.screen in Player.TURN and pages != 0:
            if pilot.screen == "StoryFelt" and rushed and not gone_back:
                gone_back = True
                self.back_along_the_trail(snap)
            player.page()
            pages = None if pages is None else pages - 1

    def back_along_the_trail(self, snap: Callable[[str], None]) -> None:
        """What came of a choice is seen, and it is made again."""
        pilot = self.pilot
        pilot.until(
            lambda: any(w.key.startswith(("stone-", "snap-")) and w.on_tap for w in pilot.app.widgets), "the way back"
        )
        snap(pilot.screen)
        pilot.tap_key(next(w.key for w in pilot.app.widgets if w.key.startswith(("stone-", "snap-")) and w.on_tap))


def contact_sheet(pictures: list[Path], path: Path) -> None:
    """All of them small on one picture, in order."""
    from PIL import Image

    rows = -(-len(pictures) // SHEET_COLUMNS)
    sheet = Image.new("RGB", (THUMB[0] * SHEET_COLUMNS, THUMB[1] * rows), "#20294A")
    for place, picture in enumerate(pictures):
        with Image.open(picture) as image:
            small = image.convert("RGB")
            small.thumbnail(THUMB)
        row, column = divmod(place, SHEET_COLUMNS)
        sheet.paste(small, (column * THUMB[0], row * THUMB[1]))
    sheet.save(path)
