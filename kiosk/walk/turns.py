"""The pages of turns: lessons, scenarios, check-ins, the agreement."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.content.model import (
    Book,
    CheckIn,
    GiveReason,
    KeyStage,
    Lesson,
    Make,
    MakePart,
    Order,
    Recap,
    Sort,
    Spot,
    Statement,
    Story,
    StoryNode,
)
from kiosk.content.stamp import Form
from kiosk.flow.pages import Run, screen
from kiosk.journey import agreement as promises
from kiosk.journey import check_in as check_ins
from kiosk.journey import lesson as lessons
from kiosk.journey.agreement import AgreementRun
from kiosk.journey.check_in import CheckInRun
from kiosk.journey.lesson import LessonRun
from kiosk.journey.make import MakePage
from kiosk.journey.order import OrderPage
from kiosk.journey.play import Move, PlayPage
from kiosk.journey.reason import ReasonPage, WhyPage
from kiosk.journey.run import State
from kiosk.journey.sort import SortPage
from kiosk.journey.spot import SpotPage
from kiosk.journey.story import StoryRun
from kiosk.scenes.page import Says, Who
from kiosk.scenes.playing import InPlay, PlayingPage
from kiosk.scenes.sign_pad import SignPad
from kiosk.ui.scene import Scene
from kiosk.ui.widgets import Pad
from kiosk.walk.stop import NOW, PAUSE, WHO, Stop, asleep, awake, tap

SEED = 1
KEY_STAGES: tuple[KeyStage, ...] = ("ks1", "ks2")
FORMS: tuple[tuple[Form, bool], ...] = (("form-a", False), ("form-b", True))


def taught(book: Book) -> Iterator[Stop]:
    """Every page of every lesson, scenario and check-in and of the agreement."""
    for each in book.playable.values():
        match each:
            case Lesson():
                yield from _LessonWalk(book, each).stops()
            case Story():
                yield from _story(book, each)
            case CheckIn():
                yield from _check_in(book, each)
    for key_stage in KEY_STAGES:
        yield from _agreement(book, key_stage)


def together(book: Book, key_stage: KeyStage, who: Who) -> Iterator[Stop]:
    """A question that a whole class is asked, and what came of its answer."""
    lesson = next(lesson for lesson in book.lessons.values() if lesson.key_stage == key_stage)
    shows = _Shows(book, "pupils", key_stage, lesson.title, who)
    run = LessonRun(lesson, SEED)
    while not isinstance(run.page, lessons.AskPage):
        _on(run)
    yield from shows.looks(run, f"{key_stage} a class is asked")
    _on(run)
    yield from shows.looks(run, f"{key_stage} a class has answered")


class _Shows:
    """The screens of one run's pages."""

    def __init__(self, book: Book, of: str, key_stage: KeyStage, title: str, who: Who = WHO) -> None:
        self.book = book
        self.who = who
        self.of = of
        self.says = Says(book, key_stage)
        self.title = title

    def scene(self, run: Run) -> Scene:
        return screen(run, self.says, self.who, self.book.rules, self.title, PAUSE)

    def looks(self, run: Run, page: str) -> Iterator[Stop]:
        """The page asleep and awake, where it sleeps at first."""
        scene = self.scene(run)
        if isinstance(scene, PlayingPage) and isinstance(run.page, PlayPage) and run.page.moves:
            yield Stop(self.of, f"{page}, begun", scene)
        elif not hasattr(scene, "pause"):
            yield Stop(self.of, page, awake(scene))
            return
        yield Stop(self.of, f"{page}, asleep", asleep(self.scene(run)))
        yield Stop(self.of, f"{page}, awake", awake(self.scene(run)))


# ---------------------------------------------------------------- lessons


class _LessonWalk(_Shows):
    """Step by step: from where a step begins, every way through it that shows something new."""

    def __init__(self, book: Book, lesson: Lesson) -> None:
        super().__init__(book, lesson.id, lesson.key_stage, lesson.title)
        self.lesson = lesson
        self.begins: dict[str, State] = {}
        """How a step was come to, by its id."""
        self.seen: list[object] = []

    def stops(self) -> Iterator[Stop]:
        run = LessonRun(self.lesson, SEED)
        while not run.finished:
            step = self.lesson.steps[run.index]
            self.begins[step.id] = run.state()
            self.seen = []
            match step:
                case GiveReason():
                    yield from self._reason(step)
                case Sort() | Spot() | Order() | Make() | Recap():
                    for way in _ways(step, run):
                        yield from self._played(step.id, way)
                case _:
                    yield from self._everywhere(step.id, self._at(self.begins[step.id]))
            self._past(run, run.index)

    def _at(self, state: State) -> LessonRun:
        return LessonRun(self.lesson, SEED, state)

    def _new(self, page: object) -> bool:
        if page in self.seen:
            return False
        self.seen.append(page)
        return True

    def _past(self, run: LessonRun, index: int) -> None:
        """On the shortest way out of the step."""
        while not run.finished and run.index == index:
            _on(run)

    def _everywhere(self, step: str, run: LessonRun) -> Iterator[Stop]:
        """The page that the run is on, and all that can be reached from it within the step."""
        state, index = run.state(), run.index
        # What was shown before may lead on to something else after so many more tries.
        if not self._new((_alike(run.page), len(state["moves"]))):
            return
        if self._new(_alike(run.page)):
            yield from self.looks(run, f"{step}: {_named(run.page)}")
        for move in _moves(run.page):
            next_ = self._at(state)
            _make(next_, move)
            if not next_.finished and next_.index == index:
                yield from self._everywhere(step, next_)

    def _reason(self, step: GiveReason) -> Iterator[Stop]:
        """After each helpful answer of the question, and after the one that was shown."""
        index = [each.id for each in self.lesson.steps].index(step.id)
        run = self._at(self.begins[step.of])
        assert isinstance(run.page, lessons.AskPage)
        answers = run.page.answers
        for answer in [answer for answer in answers if answer.kind == "helpful"]:
            run = self._at(self.begins[step.of])
            run.choose(answer.id)
            while run.index != index:
                _on(run)
            yield from self._everywhere(step.id, run)
        run = self._at(self.begins[step.of])
        while run.index != index:
            _on(run, well=False)
        yield from self._everywhere(step.id, run)

    def _played(self, step: str, way: Sequence[Move]) -> Iterator[Stop]:
        """A way through a step in which something is done: its first page, and what the screen becomes by each move."""
        run = self._at(self.begins[step])
        if self._new(run.page):
            yield from self.looks(run, f"{step}: {_named(run.page)}")
            yield from self._touched(step, run)
        for move in way:
            scene = awake(self.scene(run))
            run.play(*move)
            if not self._new(run.page):
                continue
            if isinstance(scene, InPlay) and isinstance(run.page, PlayPage) and scene.stays(run.page):
                scene.went(run.page)
                yield Stop(self.of, f"{step}: {_named(run.page)}", awake(scene))
            else:
                yield from self.looks(run, f"{step}: {_named(run.page)}")

    def _touched(self, step: str, run: LessonRun) -> Iterator[Stop]:
        """What a touch changes that is no move."""
        if isinstance(run.page, SortPage):
            card, bucket = run.page.cards[-1], run.page.step.buckets[0]
            yield Stop(self.of, f"{step}: a card lifted", tap(awake(self.scene(run)), f"card-{card.id}"))
            yield Stop(self.of, f"{step}: no card lifted", tap(awake(self.scene(run)), f"bucket-{bucket.id}"))


def _moves(page: object) -> list[Move]:
    """What may be done on a page, but for going on."""
    match page:
        case lessons.AskPage():
            return [("choose", answer.id) for answer in page.open]
        case lessons.ConsequencePage() | lessons.DependsPage():
            return [("think-again",)]
        case PlayPage(moves=moves) if moves:
            return [("play", *move) for move in moves]
    return [("next",)]


def _make(run: LessonRun, move: Move) -> None:
    match move:
        case ("choose", answer_id):
            run.choose(answer_id)
        case ("think-again",):
            run.think_again()
        case ("play", *play):
            run.play(*play)
        case _:
            run.next()


def _on(run: LessonRun, *, well: bool = True) -> None:
    """One page on by a helpful move, or where a question is not to go `well` by one that is not."""
    page = run.page
    match page:
        case lessons.AskPage():
            kind = "helpful" if well else "unhelpful"
            run.choose(next(answer.id for answer in page.open if answer.kind == kind))
        case SortPage() if page.moves:
            run.play("put", page.left[0].id, _basket(page, right=True))
        case OrderPage() if page.moves:
            run.play(*_next_right(page))
        case MakePage() if page.moves:
            run.play(*_next_helpful(page))
        case WhyPage():
            run.play("why", next(reason.id for reason in page.reasons if reason.kind == "strong"))
        case _:
            _make(run, _moves(page)[0])


def _basket(page: SortPage, *, right: bool) -> str:
    """A basket that the next card goes into, or one that it does not."""
    card = page.left[0]
    return next((each.id for each in page.step.buckets if card.fits(each.id) == right), page.step.buckets[0].id)


def _next_right(page: OrderPage) -> Move:
    if None not in page.slots:
        return ("done",)
    return ("put", page.step.cards[page.slots.index(None)].id)


def _next_helpful(page: MakePage) -> Move:
    if None not in page.slots:
        return ("done",)
    return ("put", next(each.id for each in page.offered if each.kind == "helpful" and each.id not in page.slots))


def _alike(page: object) -> object:
    """What a page has to show: the same after another helpful answer, or after other reasons."""
    if isinstance(page, ReasonPage):
        return (page.reason, page.shown)
    if isinstance(page, lessons.AskPage):
        # How often it was asked is not to be seen.
        return replace(page, asked=0)
    return page


def _ways(step: Sort | Spot | Order | Make | Recap, run: LessonRun) -> list[list[Move]]:
    """The moves of ways through a step that together show all that it has to say."""
    page = run.page
    match step:
        case Sort():
            assert isinstance(page, SortPage)
            return [_sorted_amiss(page)]
        case Spot():
            return _spotted(step)
        case Order():
            assert isinstance(page, OrderPage)
            return _ordered(page)
        case Make():
            assert isinstance(page, MakePage)
            return _made(page)
        case Recap():
            return [[("will", intent.id)] for intent in step.i_will] or [[]]


def _sorted_amiss(page: SortPage) -> list[Move]:
    """Each card into another basket twice, after which it is shown; one that fits every basket goes in at once."""
    way: list[Move] = []
    for card in page.cards:
        wrong = [bucket.id for bucket in page.step.buckets if not card.fits(bucket.id)]
        way += [("put", card.id, wrong[0])] * 2 if wrong else [("put", card.id, page.step.buckets[0].id)]
    return way


def _spotted(step: Spot) -> list[list[Move]]:
    """Each thing found first, found last, and pointed to."""
    ids = [place.id for place in step.places]
    ways: list[list[Move]] = []
    for place in ids:
        others = [other for other in ids if other != place][: step.find - 1]
        ways += [[("found", place)], [("found", other) for other in (*others, place)]]
    return [*ways, [move for place in ids[: step.find] for move in (("hint",), ("found", place))]]


def _ordered(page: OrderPage) -> list[list[Move]]:
    """In order; then with each card in turn out of its place, until the right order is shown."""
    right = [card.id for card in page.step.cards]
    ways: list[list[Move]] = [[*(("put", card_id) for card_id in right), ("done",)]]
    for first in right[1:]:
        mixed = [first, *(card_id for card_id in right if card_id != first)]
        ways.append([*(("put", card_id) for card_id in mixed), ("done",)] * 3)
    swapped = [right[0], right[-1], *right[1:-1]]
    return [*ways, [*(("put", card_id) for card_id in swapped), ("done",)]]


def _made(page: MakePage) -> list[list[Move]]:
    """Of helpful parts; then with each part in it that does not help, until others are put in its place."""
    step = page.step
    ways = [_filled(page, None)]
    for part in page.parts:
        if part.kind == "unhelpful":
            again: list[Move] = [("put", part.id), ("done",)]
            ways.append([*_filled(page, part), *again, *again])
    return ways if step.parts else []


def _filled(page: MakePage, amiss: MakePart | None) -> list[Move]:
    step = page.step
    helpful = [part for part in step.parts if part.kind == "helpful"]
    if step.kind == "password":
        parts = helpful[: step.gaps] if amiss is None else [amiss, *helpful[: step.gaps - 1]]
    else:
        parts = [
            amiss if amiss and amiss.fits == slot.id else next(part for part in helpful if part.fits == slot.id)
            for slot in step.slots
        ]
    return [*(("put", part.id) for part in parts), ("done",)]


def _named(page: object) -> str:
    """Which page of its step it is, in words."""
    match page:
        case lessons.AskPage(tried=tried, clue=clue):
            if clue:
                return f"the clue, with {' and '.join(answer.id for answer in page.answers)}"
            return f"asked again without {' and '.join(sorted(tried))}" if tried else "asked"
        case lessons.ConsequencePage(answer=answer) | lessons.DependsPage(answer=answer):
            return answer.id
        case lessons.ShowMePage():
            return "shown"
        case lessons.HelpfulPage(answer=answer, shown=shown):
            return f"{answer.id}, as shown" if shown else answer.id
        case WhyPage(helped=helped, tried=tried):
            without = f" without {' and '.join(sorted(tried))}" if tried else ""
            return f"why {helped.answer.id}{', as shown' if helped.shown else ''}{without}"
        case ReasonPage(reason=reason, shown=shown):
            return f"{reason.id}, as shown" if shown else reason.id
        case lessons.RecapPage(will=will):
            return f"at the end, {will.id}" if will else "at the end"
        case SortPage():
            return _done(page, page.told.id if page.told else "", page.shown, bool(page.back))
        case OrderPage():
            placed = f"{sum(each is not None for each in page.slots)} placed, {' '.join(filter(None, page.slots))}"
            told = f"{page.told.id} in place {page.kept + 1}" if page.told else placed
            return _done(page, told, page.shown, bool(page.back))
        case MakePage():
            made = f"{len(page.made)} put, {' '.join(part.id for part in page.made)}"
            return _done(page, page.told.id if page.told else made, page.shown, bool(page.back))
        case SpotPage():
            pointed = f", {page.pointed.id} pointed to" if page.pointed else ""
            return f"found {' '.join(page.found) or 'nothing'}, {page.hints} hints{pointed}"
    return type(page).__name__.removesuffix("Page").lower()


def _done(page: PlayPage, what: str, shown: bool, back: bool) -> str:
    how = "shown" if shown else "back" if back else "in"
    return " ".join(filter(None, (what, how if what else "", "" if page.moves else "at the end"))) or "begin"


# ---------------------------------------------------------------- scenarios


def _story(book: Book, story: Story) -> Iterator[Stop]:
    """Every place by every choice that leads to it, on the way on which the trail is the longest."""
    shows = _Shows(book, story.id, story.key_stage, story.title)
    ways = _longest(story)
    run = StoryRun(story, SEED)
    yield from shows.looks(run, f"{story.start}: felt")
    for node in story.nodes:
        yield from shows.looks(_gone(story, ways[node.id]), f"{node.id}: decided")
        for choice in node.choices:
            run = _gone(story, ways[node.id])
            run.choose(choice.id)
            yield from shows.looks(run, f"{choice.goes_to}: by {choice.id} of {node.id}")


def _gone(story: Story, way: Sequence[str]) -> StoryRun:
    """At the decision to which those choices lead."""
    run = StoryRun(story, SEED)
    run.next()
    for choice_id in way:
        run.choose(choice_id)
        run.next()
    return run


def _longest(story: Story) -> dict[str, tuple[str, ...]]:
    """For each decision the choices that lead to it by way of the most, or of the longest names."""
    ways: dict[str, tuple[int, tuple[str, ...]]] = {}

    def come(node: StoryNode, length: int, way: tuple[str, ...]) -> None:
        if node.id in ways and ways[node.id][0] >= length:
            return
        ways[node.id] = (length, way)
        for choice in node.choices:
            there = story.at(choice.goes_to)
            if isinstance(there, StoryNode):
                come(there, length + 10 + len(node.short), (*way, choice.id))

    come(story.node(story.start), 0, ())
    return {node_id: way for node_id, (_, way) in ways.items()}


# ---------------------------------------------------------------- check-ins


def _check_in(book: Book, check_in: CheckIn) -> Iterator[Stop]:
    shows = _Shows(book, check_in.id, check_in.key_stage, check_in.title)
    thanked = False
    for form, again in FORMS:
        run = CheckInRun(check_in, form, again, SEED)
        while not run.finished:
            match run.page:
                case check_ins.IdeaPage(idea=idea):
                    yield from shows.looks(run, f"{idea.id}, {form}")
                    run.choose(run.page.options[0].id)
                    continue
                case check_ins.OpeningPage() if not again:
                    yield from shows.looks(run, "opening")
                case check_ins.ThankedPage() if not thanked:
                    thanked = True
                    yield from shows.looks(run, "thanked")
                case check_ins.ClosingPage():
                    yield from shows.looks(run, "what helps" if again else "closing")
            run.next()


# ---------------------------------------------------------------- the agreement


def _agreement(book: Book, key_stage: KeyStage) -> Iterator[Stop]:
    """Every question answered amiss first, every statement not sure at first and then not sure still."""
    shows = _Shows(book, "agreement", key_stage, "")
    seen: set[str] = set()

    def looks(run: AgreementRun) -> Iterator[Stop]:
        page = _promised(run.page)
        if page not in seen:
            seen.add(page)
            yield from shows.looks(run, f"{key_stage} {page}")

    for sure in (False, True):
        run = AgreementRun(book.agreement, key_stage, SEED, class_part=not sure)
        amiss: set[str] = set()
        while not run.finished:
            yield from looks(run)
            match run.page:
                case promises.MiniPage() as page:
                    helpful = sure or page.words in amiss
                    amiss.add(page.words)
                    run.choose("helpful" if helpful else "other")
                case promises.PromisePage(answers=answers):
                    run.answer(answers[0] if sure else "not-sure")
                case promises.PadPage():
                    yield from _pad(shows, run, key_stage)
                    run.next()
                case _:
                    run.next()


def _promised(page: promises.AgreementPage) -> str:
    match page:
        case promises.HearRule(rule, _, again):
            return f"{rule.id}: heard{' again' if again else ''}"
        case promises.MiniPage(subject, words):
            other = isinstance(subject, Statement) and words in (subject.again.ks1, subject.again.ks2)
            return f"{subject.id}: asked{' in other words' if other else ''}"
        case promises.StatementPage(statement, words, _, again):
            other = words in (statement.again.ks1, statement.again.ks2)
            return f"{statement.id}: heard{' again' if again else ''}{' in other words' if other else ''}"
        case promises.PromisePage(statement, again=again):
            return f"{statement.id}: promised{' in other words' if again else ''}"
        case promises.HonestPage():
            return "honest"
        case promises.HelpPage():
            return "help"
        case promises.PadPage():
            return "pad"


def _pad(shows: _Shows, run: AgreementRun, key_stage: KeyStage) -> Iterator[Stop]:
    """The pad with a name on it, with a dot, with a picture, with a helping hand."""

    def paper() -> SignPad:
        scene = shows.scene(run)
        assert isinstance(scene, SignPad)
        return awake(scene)

    dotted = _drawn(paper(), ((500, 500), (504, 502)))
    yield Stop("agreement", f"{key_stage} pad: written on", _drawn(paper(), *NAME))
    yield Stop("agreement", f"{key_stage} pad: is it yours", awake(tap(dotted, "done")))
    yield Stop("agreement", f"{key_stage} pad: which picture", awake(tap(paper(), "picture")))
    yield Stop("agreement", f"{key_stage} pad: a picture", tap(tap(paper(), "picture"), "mark-leaf"))
    yield Stop("agreement", f"{key_stage} pad: a helping hand", tap(_drawn(paper(), *NAME), "helped"))


NAME = (
    tuple((160 + step * 12, 520 - (step % 9) * 34) for step in range(26)),
    tuple((500 + step * 12, 480 + (step % 7) * 26) for step in range(24)),
)
"""Something like a name, in thousandths of the paper."""


def _drawn(scene: SignPad, *strokes: Sequence[tuple[int, int]]) -> SignPad:
    pad = next(widget for widget in scene.view(NOW) if isinstance(widget, Pad))
    assert pad.on_pen is not None
    for stroke in strokes:
        pad.on_pen("down", 1, *stroke[0])
        for point in stroke[1:]:
            pad.on_pen("move", 1, *point)
        pad.on_pen("up", 1, *stroke[-1])
    return scene
