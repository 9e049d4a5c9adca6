"""From an empty folder to the exported row, the way a school does it: without the demo, through real events."""

import csv
import subprocess
import sys
from pathlib import Path

from kiosk import app, start
from kiosk.config import Settings
from kiosk.pilot import Pilot, Player, Staff
from kiosk.scenes.ask import Ask
from kiosk.scenes.mini import Mini
from kiosk.scenes.password import NINE
from kiosk.scenes.promise import PHRASES, Promise
from kiosk.scenes.recovery import Recovery
from kiosk.sound.speaker import Silent
from kiosk.ui.scene import Scene
from kiosk.ui.window import open_window

ROSTER = """Forename,Surname,Year,Reg,Email
Zoë,O’Brien,4,4B,zoe@example.org
Siân,Łukasz,4,4B,
Ọlá,Nguyễn,4,4B,
=1+1,Smith,4,4B,
Amara,Khan,2,2 Oak,
Amara,Osei,2,2 Oak,
"""
LEAD = ("Mr Whitmore", "purple kettle seven")
TEACHER = ("Ms Okafor", "24681012")


def open_kiosk(folder: Path) -> Pilot:
    window = open_window((1280, 720))
    return Pilot(start.assemble(folder, window, Silent(), app.HandClock(), settings=Settings(), seed=7))


def first(scene: Scene) -> str:
    """Whatever is tapped by a pupil who understands: the helpful answer, the promise."""
    if isinstance(scene, Ask):
        return next(answer.label for answer in scene.page.open if answer.kind == "helpful")
    if isinstance(scene, Mini):
        return scene.labels["helpful"]
    assert isinstance(scene, Promise)
    return scene.says(PHRASES[scene.page.answers[0]])


def set_up(pilot: Pilot) -> None:
    def on() -> None:
        pilot.press("escape")
        pilot.tap(next(widget.label for widget in pilot.app.widgets if widget.key == "next"))

    pilot.shows("FirstRun")
    pilot.fill("School’s name", "Hazel Lane Primary")
    pilot.fill("Safeguarding lead", "Mrs Daniels")
    on()
    pilot.fill("Your name", LEAD[0])
    pilot.fill("Your passphrase", LEAD[1])
    pilot.fill("The same again", LEAD[1])
    pilot.press("return")
    pilot.fill("Teacher’s name", TEACHER[0])
    pilot.fill("Teacher’s code", TEACHER[1])
    on()
    pilot.tap("Set up the kiosk")
    scene = pilot.app.scene
    assert isinstance(scene, Recovery)
    pilot.tap(scene.entry.label)
    pilot.type(scene.groups[scene.asked])
    pilot.press("return")


def begin(pilot: Pilot, file: str) -> None:
    """The lead's first hour: on from one thing to the next, by the green button."""
    pilot.shows("SchoolHome")
    pilot.tap("Next: class lists")
    pilot.tap(file)
    pilot.tap("Apply the changes")
    pilot.shows("Notice")
    pilot.tap("OK")
    pilot.tap("Next: term dates")
    pilot.tap("These are our dates")
    pilot.tap("Back")
    pilot.tap("Next: Tell an adult")
    pilot.tap("These words are right")
    pilot.tap("Back")
    assert pilot.sees("Nothing waits for you here.")
    pilot.tap("Start a lesson")
    pilot.shows("Launch")
    assert {"4B", "2 Oak"} <= set(pilot.tappable)


def take_a_turn(pilot: Pilot, name: str, *, password: bool) -> None:
    pilot.tap(name)
    pilot.tap("Yes, this is me")
    if password:
        for picture in NINE[:3] * 2:
            pilot.tap(picture)
    Player(pilot, first).play()
    if pilot.screen == "SignPad":
        pilot.sign()
        pilot.tap("Done")
    pilot.shows("Thanks")
    pilot.tap("Next person")


def close(pilot: Pilot) -> None:
    """End the lesson, witness what was signed, past the cards."""
    pilot.tap("End lesson")
    if pilot.sees("End it now"):
        pilot.tap("End it now")
    if pilot.screen == "Witness":
        pilot.tap(next(name for name in pilot.tappable if name.startswith("I saw")))
    pilot.shows("Notice")
    pilot.tap("OK")


def test_from_an_empty_folder_to_the_exported_row(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    roster = folder / "rosters" / "pupils.csv"
    roster.parent.mkdir(parents=True)
    roster.write_text(ROSTER, encoding="utf-8-sig")
    pilot = open_kiosk(folder)
    set_up(pilot)
    begin(pilot, "pupils.csv")
    pilot.tap(LEAD[0])  # signs out
    pilot.shows("Resting")

    teacher = Staff(pilot, *TEACHER)
    teacher.sign_in()
    teacher.open("4B", ["Only as me"], agreement=True)
    pilot.tap("Touch to start") if pilot.screen == "Resting" else None
    pilot.shows("Names")
    assert {"Zoë", "Siân", "Ọlá", "=1+1"} <= set(pilot.names)
    take_a_turn(pilot, "Zoë", password=True)
    take_a_turn(pilot, "=1+1", password=True)
    teacher.sign_in()
    close(pilot)
    pilot.tap(TEACHER[0])

    teacher.sign_in()
    teacher.open("2 Oak", ["Lost? Ask!"])
    assert {"Amara K", "Amara O"} <= set(pilot.names)
    take_a_turn(pilot, "Amara O", password=False)
    teacher.sign_in()
    close(pilot)
    pilot.tap(TEACHER[0])

    lead = Staff(pilot, *LEAD)
    lead.sign_in()
    pilot.shows("Coverage")
    for label in ("Export", "Class record", "CSV", "The whole school", "4B", "No password", "Yes, leave it open"):
        pilot.tap(label)
    pilot.tap("Make the file")
    pilot.type(LEAD[1])
    pilot.tap("Sign in")
    pilot.until_screen("ExportDone")
    pilot.tap("Finish")
    pilot.tap("School")
    pilot.tap("Close the kiosk")
    pilot.tap("Yes, close it")
    assert not pilot.app.running
    pilot.app.flow.store.close()

    (exported,) = (folder / "exports").glob("4B*.csv")
    rows = read(exported)
    assert {(row["Given name"], row["Family name"]) for row in rows} == {
        ("Zoë", "O’Brien"),
        ("Siân", "Łukasz"),
        ("Ọlá", "Nguyễn"),
        # The quotation mark is for the spreadsheet: it shows the name and calculates nothing.
        ("'=1+1", "Smith"),
    }
    status = {(row["Given name"], row["Lesson id"]): row for row in rows}
    zoe = status["Zoë", "ks2-rule-9-login-as-me"]
    assert (zoe["Status"], zoe["First answers"], zoe["How"]) == ("shown", "4 of 4 helpful first", "one at a time")
    signed = status["Zoë", "agreement"]
    assert (signed["Status"], signed["Read or listened"], signed["Witnessed by"]) == ("signed", "read", TEACHER[0])
    assert status["Siân", "agreement"]["Status"] == "not yet"

    command = [
        sys.executable,
        "-m",
        "kiosk",
        "--data",
        str(folder),
        "export",
        "--class",
        "2oak",
        "--format",
        "csv",
        "--no-password",
    ]
    done = subprocess.run(command, input=f"{LEAD[1]}\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    taught = {
        (row["Family name"], row["Status"])
        for row in read(Path(done.stdout.strip()))
        if row["Lesson id"] != "agreement"
    }
    assert taught == {("Osei", "shown"), ("Khan", "not yet")}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_class_list_is_brought_in_twice_by_command_without_harm(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    pilot = open_kiosk(folder)
    set_up(pilot)
    pilot.app.flow.store.close()
    file = tmp_path / "pupils.csv"
    file.write_text(ROSTER, encoding="utf-16")

    def kiosk(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kiosk", "--data", str(folder), "roster", str(file), *arguments]
        return subprocess.run(command, input=f"{LEAD[1]}\n", capture_output=True, text=True, check=False)

    dry = kiosk()
    assert "Nothing has been changed" in dry.stdout
    assert "6 join" in dry.stdout
    applied = kiosk("--apply")
    assert applied.returncode == 0, applied.stderr
    again = kiosk("--apply")
    assert "0 joined, 0 left, 0 moved, 6 unchanged" in again.stdout
