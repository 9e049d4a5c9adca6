"""Which file is the class list? The files that were found, where they were looked for, and what to do without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.records.rows import StaffRow
from kiosk.scenes.page import Back
from kiosk.scenes.staff import (
    ACTION_H,
    ACTION_Y,
    BOTTOM,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    Pages,
    Row,
    Short,
    StaffPage,
    action,
    card,
    heading,
    icon,
    title,
)
from kiosk.ui.pictures import Part
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.widgets import Image, Panel, Widget, Words

PAGE = 5
ACROSS = 1000.0
FOLDER = "OneRoster export, a folder"
KINDS = {".csv": "Class list, CSV", ".xlsx": "Class list, Excel", ".zip": "OneRoster export, a zip"}
"""What the files that are offered are, by their ending."""


@dataclass(frozen=True)
class Chose:
    path: Path


@dataclass(frozen=True)
class LookAgain:
    """Somebody has put a file there meanwhile."""


class Files(StaffPage):
    """`found`: the newest first. `folders`: all those that were looked in."""

    def __init__(self, staff: StaffRow, found: Sequence[Path], folders: Sequence[Path]) -> None:
        super().__init__(staff, title="Bring in a class list")
        self.found = [(path, about(path)) for path in found]
        self.folders = tuple(folders)
        self.pages = Pages(len(self.found), PAGE)

    def view(self, now: float) -> list[Widget]:
        listed = self._list() if self.found else self._none()
        return [
            *self.header(),
            *listed,
            *self._where(),
            action("back", Rect(LEFT, ACTION_Y, 260, ACTION_H), "Back", lambda: Leave(Back()), icon="back"),
            *self.pages.button(Rect(380, ACTION_Y, 380, ACTION_H), "files"),
            action(
                "again",
                Rect(RIGHT - 460, ACTION_Y, 460, ACTION_H),
                "Look again",
                lambda: Leave(LookAgain()),
                icon="search",
            ),
        ]

    def _list(self) -> list[Widget]:
        widgets = title("Which file is it?", "Nothing changes yet: you see a check first.", wide=ACROSS, along=0.36)
        for place, number in enumerate(self.pages.shown):
            path, note = self.found[number]
            rect = Rect(LEFT, 266 + place * 126, ACROSS, 112)
            widgets.append(
                Row(
                    f"file-{number}",
                    rect,
                    path.name,
                    lambda path=path: Leave(Chose(path)),
                    note=note,
                    icon="folder" if note.startswith(FOLDER) else "file",
                    then="Check",
                )
            )
        return widgets

    def _none(self) -> list[Widget]:
        return [
            *title("No file was found", wide=ACROSS),
            Panel("none", Rect(LEFT, 268, ACROSS, BOTTOM - 268), "paper", edge="off_edge", radius=32, dashed=True),
            Image("think", Rect(LEFT + 60, 400, 300, 300), Part("mascots/think-thinking"), fit="contain"),
            Words(
                "what-to-do",
                Rect(LEFT + 400, 370, ACROSS - 460, 400),
                "Ask the office for a list of all pupils as CSV or Excel: first name, surname, year and class. "
                "A OneRoster export will do as well.\n"
                "Copy it into one of the folders at the right, then tap “Look again”.",
                size=32,
                leading=1.45,
            ),
        ]

    def _where(self) -> list[Widget]:
        x = LEFT + ACROSS + 24
        wide = RIGHT - x
        widgets: list[Widget] = [
            card("where", Rect(x, TOP, wide, BOTTOM - TOP)),
            heading("where-title", Rect(x + 32, TOP + 22, wide - 64, 52), "The kiosk looks in"),
        ]
        for place, folder in enumerate(self.folders[:4]):
            y = TOP + 92 + place * 92
            widgets += [
                icon(f"folder-icon-{place}", "folder", (x + 56, y + 40), 42),
                Short(f"folder-{place}", Rect(x + 92, y, wide - 116, 40), folder.name, weight=600),
                Short(
                    f"in-{place}", Rect(x + 92, y + 40, wide - 116, 36), f"in {folder.parent}", SMALLEST, colour="ink2"
                ),
            ]
        return [
            *widgets,
            Panel("read", Rect(x + 24, BOTTOM - 190, wide - 48, 166), "done", edge="green", radius=24),
            icon("read-icon", "shield", (x + 78, BOTTOM - 107), 54, "green", "done"),
            Words(
                "read-1",
                Rect(x + 128, BOTTOM - 164, wide - 170, 60),
                "Only name, year, class and pupil number are read.",
                28,
                600,
                leading=1.2,
            ),
            Words(
                "read-2",
                Rect(x + 128, BOTTOM - 92, wide - 170, 60),
                "E-mail, phone and address are left out.",
                26,
                leading=1.2,
            ),
        ]


def about(path: Path) -> str:
    """What kind of file it is, when it was written, and its size."""
    try:
        known, folder = path.stat(), path.is_dir()
    except OSError:
        return "It is not there any more"
    written = datetime.fromtimestamp(known.st_mtime)
    when = f"{written.day} {written:%B %Y, %H:%M}"
    if folder:
        return f"{FOLDER}, {when}"
    kind = KINDS.get(path.suffix.lower(), "Class list")
    size = (
        f"{known.st_size / 1_000_000:.1f} MB" if known.st_size >= 1_000_000 else f"{max(1, known.st_size // 1000)} KB"
    )
    return f"{kind}, {when}, {size}"
