"""The school's records, as one object: everybody else gets a `Store`.

    with Store.open(folder / "records.db") as store:
        launch = store.launch(class_id, lessons, agreement=True, mode="individual", by=teacher)

What it does is written in the modules that it is made of, one for each thing that is kept:
`database` (opening, transactions) < `audit` < `events` < `staff` (with `codes`) < `passwords` < `classes` <
`launches` < `turns` < `agreements` < `corrections`, `rights` and `slips`, and `school` and `comforts`. `roster`,
`roll_over`, `reports`, `backup`, `salvage` and `exports` are functions that take a store.
All of its methods may raise the faults of `kiosk.records.faults`; their `sentence` can be shown as it is.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Self

from kiosk.records import backup
from kiosk.records.comforts import Comforts
from kiosk.records.corrections import Corrections
from kiosk.records.database import utcnow
from kiosk.records.faults import StoreFault
from kiosk.records.rights import Rights
from kiosk.records.school import SchoolOffice
from kiosk.records.slips import Slips


class Store(Corrections, Rights, Slips, SchoolOffice, Comforts):
    """Open with `Store.open`; use as a context manager, or `close()` it."""

    @classmethod
    def open(
        cls, path: Path, *, now: Callable[[], datetime] = utcnow, monotonic: Callable[[], float] = time.monotonic
    ) -> Self:
        """See `Database.open`. What was logged elsewhere while the records were open is taken in."""
        store = super().open(path, now=now, monotonic=monotonic)
        try:
            store.take_in_log()
        except (StoreFault, OSError):
            logging.getLogger(__name__).warning("what was logged elsewhere could not be taken in")
        return store

    def back_up(self, folder: Path) -> Path:
        """A checked copy in `folder`, for class close; see `backup.copy`."""
        return backup.copy(self, folder)
