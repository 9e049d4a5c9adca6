"""Why was that helpful? A helpful choice for a weak reason is looked into, never marked down."""

from dataclasses import dataclass

from kiosk.content.model import GiveReason, Reason
from kiosk.journey.play import Chosen, Helped, Notes, PlayPage, Walk


@dataclass(frozen=True)
class WhyPage(PlayPage):
    """The choice that the question ended with, and reasons for it; `tried` ones lie folded."""

    step: GiveReason
    helped: Helped
    reasons: tuple[Reason, ...]
    tried: frozenset[str]


@dataclass(frozen=True)
class ReasonPage(PlayPage):
    """What there is to say about a reason; from a weak one it goes back. `shown`: the pupil did not choose it."""

    step: GiveReason
    helped: Helped
    reason: Reason
    shown: bool = False


def walk(step: GiveReason, notes: Notes) -> Walk:
    helped = notes.helped[step.of]
    reasons = notes.shuffled(step.id, step.reasons)
    tried: list[str] = []
    while len(reasons) - len(tried) > 1:
        # One open tile would not be a choice.
        moves = tuple(("why", reason.id) for reason in reasons if reason.id not in tried)
        sent = yield WhyPage(step, helped, reasons, frozenset(tried), moves=moves)
        reason = next(reason for reason in reasons if reason.id == sent.split()[1])
        pair = f"{helped.answer.id}+{reason.id}"
        strong = reason.kind == "strong"
        notes.given.append(Chosen(step.id, pair, strong, len(tried) + 1, reason.misconception))
        if strong:
            yield ReasonPage(step, helped, reason)
            return
        tried.append(reason.id)
        yield ReasonPage(step, helped, reason, moves=(("again",),))
    yield ReasonPage(step, helped, next(reason for reason in reasons if reason.kind == "strong"), shown=True)
