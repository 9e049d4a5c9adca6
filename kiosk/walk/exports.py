"""The Export tab on made-up rows: what can be made, each page about a file, making it, and what came of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kiosk.content.model import Book
from kiosk.records.exports import FORMS, NAMED
from kiosk.records.exports.wanted import USES
from kiosk.scenes.export import TOLD, Chosen, Export, Folder, Kind
from kiosk.scenes.export_done import ExportDone, Made
from kiosk.scenes.export_working import ExportWorking
from kiosk.scenes.lesson_list import KINDS as LESSON_KINDS
from kiosk.ui.scene import Scene, TypedKey
from kiosk.walk.staff import CLASSES, FOLDERS, LEAD
from kiosk.walk.stop import Stop, tap

OFFERED = "hedgehog-xylophone-notebook-4827"
FIRST, LAST = date(2026, 9, 28), date(2026, 11, 20)
LONG = date(2026, 8, 31)
"""In a month that lies in six weeks."""
TODAY = date(2026, 11, 22)
PLACES = (
    Folder("The exports folder", FOLDERS[1] / "exports"),
    Folder("Office share", Path("S:/Computing/Exports")),
    Folder("Headteacher’s tray", Path("/srv/office/head")),
)
STICK = (
    "/media/office/USB DISK is on a memory stick or another drive that can be carried away, and this school does not "
    "allow pupils' records there. Choose a folder on this computer or on the school's network."
)
FILE = FOLDERS[1] / "exports" / "Hedgehogs_Nursery_and_Reception_certificates_2026-11-22.pdf"


def exports(book: Book) -> Iterator[Stop]:
    """Every screen of the tab."""
    for screens in (_choosing(book), _making()):
        for page, scene in screens:
            yield Stop("staff", page, scene)


def _choosing(book: Book) -> Iterator[tuple[str, Scene]]:
    def page(chosen: Chosen, **more: object) -> Export:
        kinds = [Kind(what, forms, what in NAMED, USES[what]) for what, forms in FORMS.items() if what in TOLD]
        told: dict[str, object] = {
            "offered": OFFERED,
            "fault": lambda password: "" if len(password) > 20 else "The password has 19 characters; it needs 20.",
            "languages": (("pl", "polski"),),
            **more,
        }
        classes, places = told.pop("classes", CLASSES), told.pop("places", PLACES)
        return Export(LEAD, kinds, chosen, classes, tuple(book.playable.values()), places, TODAY, **told)  # type: ignore[arg-type]

    yield "export, the kinds", page(Chosen())
    for what in TOLD:
        yield f"export, {what}", page(Chosen(what), running=what == "record")
    lessons = tuple(list(book.playable)[:4])
    full = Chosen(
        "record", group="class:mixed", half_terms=("Autumn 1", "Autumn 2"), lesson_ids=lessons[:1], since=FIRST,
        until=LAST, lock="own", own="x" * 17, folder=2,
    )  # fmt: skip
    yield "export, narrowed", page(full)
    few = Chosen("matrix", group="year:Y3", lesson_ids=lessons, statuses=("not yet", "away"), lock="open")
    yield "export, as on the matrix", page(few, places=PLACES[:1], sticks=True)
    yield "export, slips in two languages", page(Chosen("slips", language="pl", group="class:nursery"))
    yield "export, before there are classes", page(Chosen("record"), classes=(), places=PLACES[:1])
    for what, key in (("record", "filter-class"), ("certificates", "filter-half-term"), ("slips", "filter-language")):
        yield f"export, {what}, {key}", tap(page(Chosen(what)), key)
    for key in ("filter-paper", "filter-rules", "folder"):
        yield f"export, posters, {key}", tap(page(Chosen("posters", paper="A3")), key)
    picking = tap(page(Chosen("record", lesson_ids=lessons)), "filter-lesson")
    yield "export, the lessons", tap(picking, f"kind-{next(iter(list(LESSON_KINDS)[1:]))}")
    yield "export, days of a long month", tap(page(Chosen("record", since=LONG)), "filter-days")
    yield "export, any day", tap(page(Chosen("record")), "filter-days")
    yield "export, some days", tap(tap(page(Chosen("record", since=FIRST, until=LAST)), "filter-days"), "until")
    typing = tap(page(Chosen("record")), "lock-own")
    yield "export, a password, empty", typing
    short = tap(page(Chosen("record")), "lock-own")
    for character in "too short":
        short.typed(TypedKey(character, character))
    yield "export, a password, too short", short
    good = tap(page(Chosen("record")), "lock-own")
    for _ in range(2):
        for character in "a password long enough":
            good.typed(TypedKey(character, character))
        good.typed(TypedKey("tab"))
    yield "export, a password, typed twice", good
    yield "export, without a password", tap(page(Chosen("record")), "lock-open")
    yield "export, refused", page(Chosen("record"), told=STICK)
    yield "export, stopped", page(Chosen("record"), told="You stopped it. Nothing was written.")


def _making() -> Iterator[tuple[str, Scene]]:
    steps = ("Read the records", "Write it, lock it, open it again and compare", "Put it in its folder")
    for at, done in enumerate((0.02, 0.62, 0.97)):
        page = ExportWorking(LEAD, "Before and after", "Hedgehogs Nursery and Reception, 1 pupil, XLSX", steps)
        page.told(at, done)
        yield f"export, working, {done:.0%}", page
    yield "export, stopping", tap(ExportWorking(LEAD, "Class record", "14 classes, 354 pupils, PDF", steps), "stop")
    head, how = "7F3A-91C2-E04B", "It is in a locked zip file: 7-Zip opens it on Windows, and a Mac opens it by itself."
    told = TOLD["check-in"].beware
    yield "export, done", ExportDone(LEAD, Made("Before and after", FILE, head, True, OFFERED, how, told))
    own = Made("Class record", FILE.with_name("4B_record_2026-11-22.xlsx"), head, True, "", how, TOLD["record"].beware)
    yield "export, done, with one’s own password", ExportDone(LEAD, own, running=True)
    poster = Made(
        "Posters", Path("/srv/School_posters-A3_2026-11-22.pdf"), head, False, how="Print it at its full size."
    )
    yield "export, done, open", ExportDone(LEAD, poster)
