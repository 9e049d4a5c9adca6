"""What the parts of the lead's desk have in common: one tab each, and what it saves and shows."""

from collections.abc import Collection, Iterable

from kiosk.content.model import Book
from kiosk.flow.house import House
from kiosk.records.rows import StaffRow
from kiosk.records.store import Store
from kiosk.scenes.school import Room
from kiosk.scenes.staff import Tab
from kiosk.ui.scene import Scene


class DeskPart:
    """One tab of the desk, for as long as the lead is signed in."""

    guarded: tuple[type, ...] = ()
    """Results that need the lead's passphrase once more: secrets, exports with names, what cannot be taken back."""

    places: tuple[type, ...] = ()
    """Results that do nothing but lead to a screen: "Back" leads there again, by the same result."""

    finishing: tuple[type, ...] = ()
    """Results after which nobody goes back to where they came from."""

    tabs: Collection[Tab] = ()
    """All tabs of the desk: what leads to another is offered only where that is there."""

    def __init__(self, store: Store, book: Book, house: House, staff: StaffRow) -> None:
        self.store = store
        self.book = book
        self.house = house
        self.staff = staff
        self._over = False

    @property
    def over(self) -> bool:
        """Whether what was done here ends the sign-in: the records may know other staff now."""
        return self._over

    @property
    def running(self) -> bool:
        """Whether a lesson is open on this kiosk."""
        return self.store.current_launch() is not None

    def home(self) -> Scene:
        """The tab's first screen."""
        raise NotImplementedError

    def back(self) -> Scene:
        """The same for somebody who comes back to it."""
        return self.home()

    def rooms(self) -> Iterable[tuple[Room, str, bool]]:
        """The cards of the School tab that lead here: what is to be known before going in, and whether it waits."""
        return ()

    def after(self, result: object) -> Scene | None:
        """The screen after that result of one of this part's screens; None where it is not this part's."""
        return None

    def keep(self, event: object) -> Scene | None:
        """Something to save while the screen stays; None where it is not this part's."""
        return None
