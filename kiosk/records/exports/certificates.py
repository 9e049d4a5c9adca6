"""Still to be drawn."""

from typing import TYPE_CHECKING

from kiosk.records.exports.wanted import Draft, Material, Progress, Wanted
from kiosk.records.faults import NotAllowed

if TYPE_CHECKING:
    from kiosk.records.store import Store


def draft(store: "Store", wanted: Wanted, material: Material, progress: Progress) -> Draft:
    raise NotAllowed("This export is not made yet.")
