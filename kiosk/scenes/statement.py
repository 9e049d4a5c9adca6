"""A statement of the agreement is heard, in the child's words and in full, before anything is asked about it."""

from kiosk.journey.agreement import StatementPage
from kiosk.scenes.exact import HeardInFull
from kiosk.scenes.page import Progress, Says, Who


class StatementScene(HeardInFull):
    def __init__(self, says: Says, who: Who, progress: Progress, page: StatementPage) -> None:
        self.page = page
        super().__init__(says, who, progress, page.statement, page.words, page.picture)

    @property
    def heading(self) -> str:
        return self.says("another-way-to-say-it" if self.page.again else "our-promises")
