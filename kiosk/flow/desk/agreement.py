"""The agreement: who has signed, whose slips are back, and what changed in the wording."""

from kiosk.content.cycle import plans
from kiosk.flow.desk.part import DeskPart
from kiosk.records import reports
from kiosk.records.rows import Only
from kiosk.scenes import signers, signing, wordings
from kiosk.ui.scene import Scene


class Agreement(DeskPart):
    places = (signing.OpenSigners, signing.WhatChanged)

    def home(self) -> Scene:
        classes = self.store.classes()
        planned = plans(self.book, classes, self.store.school().cycle_year)
        back: dict[str, int] = {}
        for row in reports.slips(self.store):
            back[row.class_id] = back.get(row.class_id, 0) + (row.returned_on is not None)
        return signing.AgreementDesk(
            self.staff,
            reports.counts(self.store, planned),
            classes,
            reports.not_signed(self.store),
            back,
            reports.agreement_versions(self.store),
            running=self.running,
        )

    def after(self, result: object) -> Scene | None:
        match result:
            case signing.OpenSigners(class_id):
                return self._signers(class_id, "agreement")
            case signing.WhatChanged():
                new, old, *_ = reports.agreement_versions(self.store)
                return wordings.Wordings(self.staff, old, new, reports.what_changed(old.parts, new.parts))
        return None

    def keep(self, event: object) -> Scene | None:
        match event:
            case signers.SlipBack(class_id, pupil_id, back):
                if back:
                    self.store.slip_returned([pupil_id], self.staff, self.book.agreement.version)
                else:
                    self.store.slip_not_returned([pupil_id], self.staff)
                return self._signers(class_id, "slips")
        return None

    def _signers(self, class_id: str, of: signers.Of) -> Scene:
        only = Only(class_ids=(class_id,))
        group = self.store.class_(class_id)
        # As the names stand on every other screen: first names in the order of family names look like no order.
        places = {pupil.id: place for place, pupil in enumerate(self.store.pupils(class_id))}
        slips = sorted(reports.slips(self.store, only), key=lambda row: places[row.pupil.id])
        return signers.Signers(
            self.staff,
            group,
            reports.agreement_due(self.store, only),
            reports.not_sure(self.store, only),
            slips,
            of,
        )
