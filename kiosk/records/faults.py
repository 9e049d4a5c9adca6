"""What can go wrong with the records. Each fault's words are a sentence for the person at the screen or the desk."""


class StoreFault(Exception):
    """Any fault of the records; `sentence` says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class StoreBusy(StoreFault):
    """Another program has the records open."""


class StoreTooNew(StoreFault):
    """The records were written by a newer version of this program."""


class StoreDamaged(StoreFault):
    """The file is not ours, or SQLite finds it damaged."""


class KeyDamaged(StoreFault):
    """This machine's own secret, beside the records, is not one."""


class NotSaved(StoreFault):
    """Nothing of the last change was kept (disk full, read-only, or a read or write error). It may be tried again."""


class BadCode(StoreFault):
    """A code or passphrase that is too easy to guess."""


class BadName(StoreFault):
    """A name that cannot be kept as it is."""


class BadDates(StoreFault):
    """Half-terms that cannot be the school's."""


class BadWords(StoreFault):
    """Words of *tell an adult* that cannot be shown."""


class NotFound(StoreFault):
    """Nothing is kept under that id, or no longer: an attempt that is finished, a launch that has ended."""


class StillOpen(StoreFault):
    """Another launch is running or paused."""


class NotAllowed(StoreFault):
    """Something that the records do not do, and why."""


class UnsafeFolder(StoreFault):
    """The records may not live here: on a network share, or in a folder that a program copies elsewhere."""


class RosterFault(StoreFault):
    """The whole file cannot be used as a roster."""


class StalePlan(StoreFault):
    """The records have changed since the roster was checked, or questions are still open."""
