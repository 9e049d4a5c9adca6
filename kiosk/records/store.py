"""The school's records, as one object: everybody else gets a `Store`.

    with Store.open(folder / "records.db") as store:
        launch = store.launch(class_id, lessons, agreement=True, mode="individual", by=teacher)

What it does is written in the modules that it is made of, one for each thing that is kept:
`database` (opening, transactions) < `audit` < `events` < `staff` < `passwords` < `classes` < `launches` < `turns` <
`agreements` < `corrections`, `rights` and `slips`, and `school` and `comforts`. `roster`, `reports`, `backup`,
`salvage` and `exports` are functions that take a store.
All of its methods may raise the faults of `kiosk.records.faults`; their `sentence` can be shown as it is.
"""

from pathlib import Path

from kiosk.records import backup
from kiosk.records.comforts import Comforts
from kiosk.records.corrections import Corrections
from kiosk.records.rights import Rights
from kiosk.records.school import SchoolOffice
from kiosk.records.slips import Slips


class Store(Corrections, Rights, Slips, SchoolOffice, Comforts):
    """Open with `Store.open`; use as a context manager, or `close()` it."""

    def back_up(self, folder: Path) -> Path:
        """A checked copy in `folder`, for class close; see `backup.copy`."""
        return backup.copy(self, folder)
