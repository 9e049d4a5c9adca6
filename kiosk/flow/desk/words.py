"""The words of *tell an adult*, and whom it names."""

from collections.abc import Iterable

from kiosk.flow.desk.part import DeskPart
from kiosk.records import reports
from kiosk.records.faults import BadName, BadWords
from kiosk.records.rows import KeyStage
from kiosk.scenes import school, tell_words
from kiosk.ui.scene import Scene

STAGES: tuple[KeyStage, KeyStage] = ("ks1", "ks2")


class Words(DeskPart):
    def rooms(self) -> Iterable[tuple[school.Room, str, bool]]:
        named = self.store.school().safeguarding_lead
        yield "tell", f"It names {named}" if self._own else f"It names {named}: is that right?", not self._own

    def after(self, result: object) -> Scene | None:
        match result:
            case school.GoIn("tell"):
                return self._page("ks1")
            case tell_words.KeepWords(line, key_stage, said):
                return self._kept(line, key_stage, said)
            case tell_words.Right():
                self.store.set_tell_words(self.store.school().tell_words, self.staff)
                return self._page("ks1")
        return None

    @property
    def _own(self) -> bool:
        """Whether somebody has looked at the words: until then those that came stand."""
        return bool(reports.access_log(self.store, 1, what="tell-words-set"))

    def _page(self, key_stage: KeyStage, refused: str = "") -> Scene:
        told = self.store.school()
        words: dict[str, dict[KeyStage, str]] = {
            line: {
                stage: told.tell_words.get(line, {}).get(stage) or self.book.phrases[line].for_(stage)
                for stage in STAGES
            }
            for line in tell_words.NAMES
            if line != tell_words.LEAD
        }
        words[tell_words.LEAD] = dict.fromkeys(STAGES, told.safeguarding_lead)
        return tell_words.TellWords(self.staff, words, key_stage, refused, own=self._own)

    def _kept(self, line: str, key_stage: KeyStage, said: str) -> Scene:
        try:
            if line == tell_words.LEAD:
                self.store.set_school(self.staff, safeguarding_lead=said)
            else:
                own = {each: dict(by_stage) for each, by_stage in self.store.school().tell_words.items()}
                own.setdefault(line, {}).pop(key_stage, None)
                if said:
                    own[line][key_stage] = said
                self.store.set_tell_words({each: by_stage for each, by_stage in own.items() if by_stage}, self.staff)
        except (BadName, BadWords) as fault:
            return self._page(key_stage, fault.sentence)
        return self._page(key_stage)
