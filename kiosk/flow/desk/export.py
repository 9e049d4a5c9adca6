"""Exports from the screen: chosen, the passphrase given once more where they hold names, written beside the drawing;
one can be stopped until it is whole, and its password is shown once."""

from collections.abc import Callable
from typing import cast

from kiosk.content.model import Book
from kiosk.flow.desk.part import DeskPart
from kiosk.flow.errand import Errand
from kiosk.flow.house import House
from kiosk.flow.pages import languages
from kiosk.records import exports
from kiosk.records.exports import FORMS, NAMED, Wanted, Written, guard
from kiosk.records.exports.wanted import USES, Form, Paper, What
from kiosk.records.exports.words import three_words
from kiosk.records.faults import NotAllowed, StoreFault
from kiosk.records.rows import Only, StaffRow
from kiosk.records.store import Store
from kiosk.scenes import before_after, coverage, export, export_done, export_working, matrix, signing
from kiosk.ui.scene import Scene

SLICE = 0.008
"""For how many seconds of every picture's time the records answer."""
READ = 0.4
"""How much of the work reading is, as the bar has it."""
ALMOST = 0.95
"""How far a file is that only has to be put into its folder."""


class Export(DeskPart):
    guarded = (export.MakeNamed,)

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow) -> None:
        super().__init__(store, book, house, staff)
        self._chosen = export.Chosen()
        self._offered = three_words()
        self._errand: Errand[Written] | None = None
        self._made: export.Make | None = None
        self._page: export_working.ExportWorking | None = None

    # ------------------------------------------------------------ choosing

    def home(self) -> Scene:
        return self._choose()

    def after(self, result: object) -> Scene | None:
        match result:
            case export.Make():
                return self._begin(result)
            case export_working.Stop():
                assert self._errand is not None
                self._errand.stop()
                return self._page
            case export_done.Finish():
                self._chosen, self._offered = export.Chosen(), three_words()
                return self._choose()
            case coverage.ForGovernors():
                return self._for(export.Chosen("governors"))
            case signing.PrintSlips():
                return self._for(export.Chosen("slips"))
            case before_after.PrintThis(class_id):
                return self._for(export.Chosen("check-in", group=f"class:{class_id}" if class_id else ""))
            case matrix.ExportThis(only):
                return self._for(_as_on_the_matrix(only))
        return None

    def keep(self, event: object) -> Scene | None:
        match event:
            case export_working.Work():
                return self._work()
        return None

    def _for(self, chosen: export.Chosen) -> Scene:
        """From another tab, with that already chosen."""
        self._chosen = chosen
        return self._choose()

    def _choose(self, told: str = "") -> Scene:
        places = {"The exports folder": self.house.exports, **self.house.more_exports}
        sticks = self.house.removable_drives
        # What is held on one pupil is handed over from the pupil's own record.
        kinds = [
            export.Kind(what, forms, what in NAMED, USES[what]) for what, forms in FORMS.items() if what in export.TOLD
        ]
        return export.Export(
            self.staff,
            kinds,
            self._chosen,
            self.store.classes(),
            tuple(self.book.playable.values()),
            [
                export.Folder(called, path.absolute(), exports.refusal(path, removable=sticks))
                for called, path in places.items()
            ],
            self.store.today(),
            offered=self._offered,
            fault=_fault,
            languages=[
                (code, name)
                for code, name in languages(self.book)
                if self.book.languages[code].consent and self.book.languages[code].form
            ],
            sticks=sticks,
            told=told,
            running=self.running,
        )

    # ------------------------------------------------------------ making

    def _begin(self, make: export.Make) -> Scene:
        wanted = Wanted(
            cast(What, make.what),
            cast(Form, make.form),
            make.only,
            paper=cast(Paper, make.paper),
            languages=make.languages,
        )
        material = self.house.material(self.store.school(), self.store.classes())

        def work(lent: Store, progress: Callable[[float], None]) -> Written:
            return exports.write(
                lent,
                wanted,
                make.folder,
                self.staff,
                material=material,
                password=make.password,
                unprotected=make.password is None,
                removable=self.house.removable_drives,
                progress=lambda part: progress(self._so_far(part)),
            )

        self._made = make
        self._errand = Errand(self.store, work)
        self._page = export_working.ExportWorking(
            self.staff,
            export.TOLD[make.what].title,
            make.about,
            ("Read the records", _writing(make), "Put it in its folder"),
        )
        self._page.work()
        return self._page

    @property
    def _noted(self) -> bool:
        """Whether it is in the access log: then everything is read, and it is being written."""
        return self._errand is not None and "log" in self._errand.asked

    def _so_far(self, part: float) -> float:
        """Called on the errand's thread: reading is told from 0 to 1, and then writing."""
        return READ + (1 - READ) * part if self._noted else READ * part

    def _work(self) -> Scene:
        errand, page, make = self._errand, self._page, self._made
        assert errand is not None and page is not None and make is not None
        errand.serve(SLICE)
        almost = self._noted and errand.done >= READ + (1 - READ) * ALMOST
        page.told(2 if almost else 1 if self._noted else 0, errand.done)
        if not errand.finished:
            return page
        noted = self._noted
        self._errand = self._made = self._page = None
        try:
            written = errand.result()
        except StoreFault as fault:
            return self._choose(fault.sentence)
        if written is None:
            if noted:
                self.store.log("export-stopped", self.staff, report=make.what)
            return self._choose("You stopped it. Nothing was written.")
        return self._done(make, written)

    def _done(self, make: export.Make, written: Written) -> Scene:
        told = export.TOLD[make.what]
        made = export_done.Made(
            told.title,
            written.path.absolute(),
            written.head_code,
            written.protected,
            password=make.password or "" if make.offered else "",
            how=_how(written),
            not_shown=told.beware,
        )
        return export_done.ExportDone(self.staff, made, running=self.running)


def _as_on_the_matrix(only: Only) -> export.Chosen:
    (class_id,) = only.class_ids
    return export.Chosen(
        "matrix",
        group=f"class:{class_id}",
        half_terms=only.half_terms,
        lesson_ids=only.lesson_ids,
        statuses=only.statuses,
        modes=only.modes,
    )


def _fault(password: str) -> str:
    try:
        guard.check_password(password)
    except NotAllowed as fault:
        return fault.sentence
    return ""


def _writing(make: export.Make) -> str:
    if make.password is None:
        return "Write it"
    return "Write it and lock it" if make.form == "pdf" else "Write it, lock it, open it again and compare"


def _how(written: Written) -> str:
    """How it is opened."""
    match written.path.suffix, written.protected:
        case ".zip", _:
            return "It is in a locked zip file: 7-Zip opens it on Windows, and a Mac opens it by itself."
        case ".xlsx", True:
            return "Excel and LibreOffice ask for the password when it is opened."
        case ".xlsx", False:
            return "Excel and LibreOffice open it."
        case ".pdf", True:
            return "It asks for the password when it is opened, then it can be read and printed."
        case ".pdf", False:
            return "Open it, and print it at its full size."
        case ".json", _:
            return "It is for another system to read in."
    return "Every spreadsheet opens it."
