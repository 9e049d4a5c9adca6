"""What stays of pupils who were erased: counts of nobody in particular."""

from collections import Counter
from typing import TYPE_CHECKING

from kiosk.records.rows import KeptCounts

if TYPE_CHECKING:
    from kiosk.records.store import Store


def kept_counts(store: "Store") -> list[KeptCounts]:
    """A row for each school year, the newest first. A lesson that two of them were shown counts twice."""
    sums: dict[int, Counter[str]] = {}
    for row in store.anonymous_counts():
        sums.setdefault(row.school_year, Counter())[row.status] += row.pupils
    return [
        KeptCounts(year, of["shown"], of["taught together"], of["signed"])
        for year, of in sorted(sums.items(), reverse=True)
    ]
