"""A rule of the agreement: in the child's words, large, and in the school's own, in full."""

from kiosk.journey.agreement import HearRule as Page
from kiosk.scenes.exact import HeardInFull
from kiosk.scenes.page import Progress, Says, Who


class HearRule(HeardInFull):
    def __init__(self, says: Says, who: Who, progress: Progress, page: Page) -> None:
        self.page = page
        super().__init__(says, who, progress, page.rule, page.words, page.rule.picture)

    @property
    def heading(self) -> str:
        return self.says("listen-once-more" if self.page.again else "our-rules-heading")
