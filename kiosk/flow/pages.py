"""The screen of each page: what a lesson, a story, a check-in or the agreement is at, as it is shown."""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.content.model import Book, Rule
from kiosk.journey import agreement as promises
from kiosk.journey import check_in as check_ins
from kiosk.journey import lesson as lessons
from kiosk.journey import story as stories
from kiosk.journey.agreement import AgreementRun
from kiosk.journey.check_in import CheckInRun
from kiosk.journey.lesson import LessonRun
from kiosk.journey.make import MakePage
from kiosk.journey.order import OrderPage
from kiosk.journey.play import PlayPage
from kiosk.journey.reason import ReasonPage, WhyPage
from kiosk.journey.sort import SortPage
from kiosk.journey.spot import SpotPage
from kiosk.journey.story import StoryRun
from kiosk.scenes import (
    ask,
    check_in,
    consequence,
    depends,
    hear_rule,
    helpful,
    honest,
    make,
    mini,
    order,
    promise,
    reason,
    recap,
    rule,
    say_it,
    show_me,
    sign_pad,
    sort,
    spot,
    statement,
    story_ending,
    story_felt,
    story_node,
    talk_it_through,
    tell,
    why,
    will,
)
from kiosk.scenes.asking import AskingPage
from kiosk.scenes.page import Progress, Says, Who
from kiosk.ui.scene import Scene

Run = LessonRun | StoryRun | CheckInRun | AgreementRun

SCREENS: Mapping[type, Callable[[Says, Who, Progress, Any, float], Scene]] = {
    lessons.DependsPage: depends.Depends,
    WhyPage: why.Why,
    ReasonPage: reason.Reason,
    SortPage: sort.Sort,
    SpotPage: spot.Spot,
    OrderPage: order.Order,
    MakePage: make.Make,
    lessons.WillPage: will.Will,
}
"""The screen of each page that needs nothing but itself and the school's pause."""


def screen(run: Run, says: Says, who: Who, rules: Mapping[str, Rule], title: str, pause: float) -> Scene:
    """The screen of the page that a run is on. `title` is the lesson's; answers sleep for `pause` seconds."""
    progress = Progress(run.index, run.total)
    if plain := SCREENS.get(type(run.page)):
        return plain(says, who, progress, run.page, pause)
    match run.page:
        case lessons.TellPage(step):
            return tell.TellScene(says, who, progress, step)
        case lessons.RulePage(step):
            assert step.rule is not None
            return rule.RuleScene(says, who, progress, step, rules[step.rule])
        case lessons.AskPage() as page:
            return ask.Ask(says, who, progress, page, pause)
        case lessons.ConsequencePage() as page:
            return consequence.Consequence(says, who, progress, page)
        case lessons.ShowMePage() as page:
            return show_me.ShowMe(says, who, progress, page)
        case lessons.HelpfulPage() as page:
            return helpful.Helpful(says, who, progress, page)
        case lessons.SayPage(step):
            return say_it.SayIt(says, who, progress, step)
        case lessons.RecapPage(step) as page:
            return recap.RecapScene(says, who, progress, page, rules[step.rule])
        case stories.FeltPage() as page:
            return story_felt.StoryFelt(says, who, progress, page, title)
        case stories.NodePage() as page:
            return story_node.StoryDecision(says, who, progress, page, title, pause)
        case stories.EndingPage() as page:
            return story_ending.StoryEnding(says, who, progress, page, title)
        case check_ins.OpeningPage(step):
            return tell.TellScene(says, who, progress, step)
        case check_ins.IdeaPage() as page:
            return check_in.CheckInQuestion(says, who, progress, page, pause)
        case check_ins.ThankedPage():
            return check_in.Thanked(says, who, progress)
        case check_ins.ClosingPage() as page:
            return check_in.CheckInEnd(says, who, progress, page)
        case promises.HearRule() as page:
            return hear_rule.HearRule(says, who, progress, page)
        case promises.MiniPage() as page:
            return mini.Mini(says, who, progress, page, pause)
        case promises.StatementPage() as page:
            return statement.StatementScene(says, who, progress, page)
        case promises.PromisePage() as page:
            return promise.Promise(says, who, progress, page)
        case promises.HonestPage() as page:
            return honest.Honest(says, who, progress, page)
        case promises.HelpPage():
            return talk_it_through.TalkItThrough(says, who, progress)
        case promises.PadPage():
            return sign_pad.SignPad(says, who, progress)
    raise TypeError(f"no screen for {run.page!r}")


def moves(page: object, scene: Scene) -> dict[str, list[str]]:
    """What can be done on a run's page in one tap, as the run keeps it, by the key of what is tapped on its screen."""
    match page:
        case lessons.ConsequencePage() | lessons.DependsPage():
            return {"again": ["think-again"]}
        case promises.PromisePage():
            return {f"promise-{answer}": ["answer", answer] for answer in page.answers}
        case WhyPage():
            return {f"answer-{chosen}": ["play", f"why {chosen}"] for _, chosen in page.moves}
        case lessons.WillPage():
            return {f"will-{chosen}": ["play", f"will {chosen}"] for _, chosen in page.moves}
        case PlayPage() if page.moves:
            return {}
    if isinstance(scene, AskingPage) and not isinstance(page, PlayPage):
        return {f"answer-{option.id}": ["choose", option.id] for option in scene.asked.options if not option.folded}
    return {"next": ["next"]}


def languages(book: Book) -> tuple[tuple[str, str], ...]:
    """What can be chosen beside English: the code of each language and what it calls itself."""
    spoken = (Says(book, "ks1", code) for code in book.languages)
    return tuple((says.language, says.own_language) for says in spoken)
