"""The screens on which something is done: every such step of every lesson, fiddled with and then done."""

import json
import math
import random
from itertools import combinations

import pygame
import pytest

from kiosk import config, pilot, start
from kiosk.content.model import AnyStep, Choose, GiveReason, Lesson, Make, Order, Recap, Sort, Spot
from kiosk.flow.pages import SCREENS
from kiosk.journey.lesson import AskPage, DependsPage, LessonRun, WillPage
from kiosk.journey.play import Move, PlayPage
from kiosk.journey.reason import ReasonPage, WhyPage
from kiosk.journey.sort import SortPage
from kiosk.scenes.depends import Weighed
from kiosk.scenes.page import BAR_Y, Next, Progress, Says, Who
from kiosk.scenes.playing import InPlay, Played, PlayingPage
from kiosk.scenes.spot import PATIENCE
from kiosk.ui.pictures import Art, Fit, Part, Pictures
from kiosk.ui.scene import Keep, Leave, Outcome, Scene
from kiosk.ui.speech import SpeechEnded
from kiosk.ui.stage import Stage
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Area, Tile, Widget

BOOK = start.book()
WHO, PROGRESS, PAUSE = Who("Oluwaseun", "giraffe"), Progress(3, 7), 5.0
SMALLEST = 112
"""20 mm on a screen of 15.6 inches."""
GAP = 24
BAR = ("who", "dots", "hear", "tell")


def played(step: AnyStep) -> bool:
    """Whether something is done in it, apart from answering and going on."""
    match step:
        case Choose():
            return any(answer.kind == "depends" for answer in step.answers)
        case Recap():
            return bool(step.i_will)
    return isinstance(step, GiveReason | Sort | Spot | Order | Make)


STEPS = [
    pytest.param(lesson, step, id=f"{lesson.id}-{step.id}")
    for lesson in BOOK.playable.values()
    if isinstance(lesson, Lesson)
    for step in lesson.steps
    if played(step)
]


def some(kind: type[AnyStep], key_stage: str) -> tuple[Lesson, AnyStep]:
    lessons = [lesson for lesson in BOOK.lessons.values() if lesson.key_stage == key_stage]
    return next(
        (lesson, step) for lesson in lessons for step in lesson.steps if isinstance(step, kind) and played(step)
    )


class Blank:
    """In place of the pictures: what is tested is where they are."""

    def surface(self, art: Art, size_px: tuple[int, int], fit: Fit = "cover") -> pygame.Surface:
        return pygame.Surface(size_px, pygame.SRCALPHA, 32)


class Table:
    """A screen with the run behind it, as the flow shows it, and somebody who listens and taps."""

    def __init__(self, lesson: Lesson, step: AnyStep, seed: int = 1) -> None:
        self.lesson = lesson
        before = [one for one in lesson.steps if isinstance(step, GiveReason) and one.id == step.of]
        taught = lesson.model_copy(update={"steps": (*before, step)})
        self.run = LessonRun(taught, seed)
        self.now = 100.0
        self.heard: list[str] = []
        self.left: object = None
        for question in before:
            assert isinstance(question, Choose)
            self.run.choose(next(answer.id for answer in question.answers if answer.kind == "helpful"))
            self.run.next()
        if isinstance(step, Choose):
            self.run.choose(next(answer.id for answer in step.answers if answer.kind == "depends"))
        self.scene = self.screen()

    def screen(self) -> Scene:
        page = self.run.page
        return SCREENS[type(page)](Says(BOOK, self.lesson.key_stage), WHO, PROGRESS, page, PAUSE)

    @property
    def page(self) -> PlayPage:
        assert isinstance(self.run.page, PlayPage)
        return self.run.page

    @property
    def widgets(self) -> list[Widget]:
        return list(self.scene.view(self.now))

    @property
    def things(self) -> list[Widget]:
        """What can be tapped but for the bar."""
        return [widget for widget in self.widgets if widget.on_tap is not None and widget.key not in BAR]

    def thing(self, key: str) -> Widget:
        return next(widget for widget in self.things if widget.key == key)

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.take(self.scene.tick(self.now))

    def listen(self, *, lines: int | None = None) -> None:
        """Hear so many lines, or all until it is quiet, nothing moves and all is awake."""
        for _ in range(600):
            if self.left is not None or lines == 0:
                return
            said = self.scene.saying
            if said is not None:
                self.heard.append(said.text)
                self.take(self.scene.heard(SpeechEnded(said)))
                lines = None if lines is None else lines - 1
            else:
                self.wait(0.1)
                waking = not getattr(self.scene, "awake", True)
                if self.scene.saying is None and self.scene.due(self.now) > self.now and not waking:
                    return
        raise AssertionError("this never comes to rest")

    def take(self, outcome: Outcome | None) -> None:
        match outcome:
            case None:
                pass
            case Keep(Played(move, _)):
                assert isinstance(self.run.page, PlayPage)
                assert move in self.run.page.moves
                self.run.play(*move)
                if isinstance(self.scene, InPlay) and self.scene.stays(self.run.page):
                    self.scene.went(self.page)
                    self.scene.tick(self.now)
                elif type(self.run.page) in SCREENS:
                    self.scene = self.screen()
                    self.scene.tick(self.now)
                else:
                    self.left = self.run.page
            case Leave(result):
                self.left = result
            case _:
                raise AssertionError(outcome)

    def tap(self, widget: Widget) -> None:
        assert widget.on_tap is not None
        self.take(widget.on_tap())

    def do(self, move: Move) -> None:
        """By the things with these ids."""
        for name in move[1:] or move:
            self.tap(next(w for w in self.things if name in (w.key, w.key.partition("-")[2])))

    def finish(self) -> None:
        """Listen and do what helps, to the end."""
        for _ in range(60):
            self.listen()
            if self.left is not None:
                return
            page = self.run.page
            if isinstance(page, PlayPage) and page.moves:
                self.do(pilot.helpful(page))
            else:
                self.tap(next(widget for widget in self.things if widget.key in ("next", "again")))
        raise AssertionError("this has no end")


@pytest.fixture(scope="module")
def stage() -> Stage:
    pygame.display.init()
    pygame.font.init()
    window = pygame.display.set_mode((1280, 720))
    return Stage(window, Blank(), Theme.standard(), Fonts(config.cache_folder() / "fonts"))


def look_at(table: Table, stage: Stage) -> None:
    """Everything is on the canvas, has room for its words and for a finger, and can be told apart."""
    widgets = table.widgets
    assert len({widget.key for widget in widgets}) == len(widgets)
    for widget in widgets:
        rect = widget.rect
        inside = rect.x >= 0 and rect.y >= 0 and rect.right <= 1920 and rect.bottom <= 1080
        assert inside or widget.key == "flying", widget.key
        if widget.key not in BAR:
            assert rect.bottom <= BAR_Y, widget.key
    tappable = [widget for widget in widgets if widget.on_tap is not None]
    for widget in tappable:
        assert widget.label.strip(), widget.key
        assert min(widget.rect.w, widget.rect.h) >= SMALLEST - 0.5, widget.key
    for one, other in combinations(tappable, 2):
        near = 0 if isinstance(one, Area) and isinstance(other, Area) else GAP - 0.5
        grown = one.rect.inset(-near)
        apart = (
            grown.right <= other.rect.x
            or other.rect.right <= grown.x
            or grown.bottom <= other.rect.y
            or other.rect.bottom <= grown.y
        )
        bar = one.key in BAR and other.key in BAR
        flying = widgets_move(table)
        assert apart or bar or flying, f"{one.key} and {other.key}"
    assert stage.prepare(widgets) == []


def widgets_move(table: Table) -> bool:
    return table.scene.due(table.now) <= table.now


# ---------------------------------------------------------------- every kind


def test_every_page_on_which_something_is_done_has_a_screen() -> None:
    assert set(PlayPage.__subclasses__()) | {DependsPage} == set(SCREENS)


def test_every_such_screen_is_in_some_lesson_of_the_school() -> None:
    begun = {type(Table(*step.values).run.page) for step in STEPS}
    assert begun | {ReasonPage} == set(SCREENS), "and so these tests see it; a reason is what a why leads to"


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_everything_has_room_whatever_is_done(lesson: Lesson, step: AnyStep, stage: Stage) -> None:
    for seed in (1, 2):
        table, chance = Table(lesson, step, seed), random.Random(seed)
        table.scene.tick(table.now)
        look_at(table, stage)
        table.listen(lines=2)
        table.wait(0.01)
        table.wait(1.5)
        look_at(table, stage)
        for _ in range(25):
            table.listen()
            if table.left is not None:
                break
            look_at(table, stage)
            things = [thing for thing in table.things if thing.key not in ("next", "again")]
            if not things:
                break
            table.tap(chance.choice(things))
            table.wait(0.2)
            if table.left is None:
                look_at(table, stage)
        table.finish()


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_what_is_left_and_come_back_to_is_as_it_was(lesson: Lesson, step: AnyStep) -> None:
    table, chance = Table(lesson, step), random.Random(step.id)
    for _ in range(12):
        table.listen()
        if table.left is not None:
            break
        back = Table.__new__(Table)
        back.__dict__.update(table.__dict__)
        back.run = LessonRun(table.run.lesson, "another", json.loads(json.dumps(table.run.state())))
        back.scene, back.heard, back.left = back.screen(), [], None
        back.listen()
        seen = [(thing.key, thing.rect, thing.label) for thing in table.things]
        assert [(thing.key, thing.rect, thing.label) for thing in back.things] == seen
        moves = [move for move in getattr(table.run.page, "moves", ()) if move[0] != "hint"]
        if not moves:
            break
        move = chance.choice(moves)
        message = isinstance(step, Make) and step.kind == "message"
        table.do(("back",) if message and move[0] == "back" else move)


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_what_can_be_done_on_a_page_can_be_done_by_tapping(lesson: Lesson, step: AnyStep) -> None:
    table = Table(lesson, step)
    for _ in range(20):
        table.listen()
        page = table.run.page
        if table.left is not None or not isinstance(page, PlayPage) or not page.moves:
            break
        keys = {part for thing in table.things for part in (thing.key, thing.key.partition("-")[2])}
        for move in page.moves:
            if move[0] not in ("hint", "back"):
                assert keys.issuperset(move[1:] or move), move
        table.do(pilot.helpful(page))


# ---------------------------------------------------------------- thinking first

SLEEPING = [
    pytest.param(*some(kind, key_stage), id=f"{kind.__name__}-{key_stage}")
    for kind, key_stage in (
        (Sort, "ks1"),
        (Sort, "ks2"),
        (Order, "ks2"),
        (Make, "ks1"),
        (Make, "ks2"),
        (GiveReason, "ks2"),
    )
]


def opening(step: AnyStep) -> int:
    """How many lines are said before the pause: of a reason, first what was chosen."""
    return 3 if isinstance(step, GiveReason) else 2


@pytest.mark.parametrize(("lesson", "step"), SLEEPING)
def test_nothing_can_be_done_while_the_question_is_thought_about(lesson: Lesson, step: AnyStep) -> None:
    table = Table(lesson, step)
    before = table.run.state()
    for wait in (0.1, 1.0, 2.0, 1.5):
        for thing in table.things:
            table.tap(thing)
        assert all(thing.state == "asleep" for thing in table.things if isinstance(thing, Tile))
        if wait == 0.1:
            table.listen(lines=opening(step))
        table.wait(wait)
    assert table.run.state() == before
    table.listen()
    assert all(thing.state == "awake" for thing in table.things if isinstance(thing, Tile))


@pytest.mark.parametrize(("lesson", "step"), SLEEPING)
def test_the_pause_is_as_long_as_the_school_says_and_begins_with_the_question(lesson: Lesson, step: AnyStep) -> None:
    table = Table(lesson, step)
    table.wait(30)
    assert not table.scene.awake, "nothing has been asked yet"
    table.listen(lines=opening(step))
    assert table.heard[-1] in (getattr(step, "ask", None), getattr(step, "think", None))
    table.wait(0.0)
    table.wait(PAUSE - 0.1)
    assert {tile.state for tile in table.things if isinstance(tile, Tile)} == {"asleep"}
    table.wait(0.2)
    table.wait(0.1)
    assert "waking" in {tile.state for tile in table.things if isinstance(tile, Tile)}


def test_taps_that_came_too_early_go_with_the_first_thing_that_is_recorded() -> None:
    table = Table(*some(Sort, "ks2"))
    assert isinstance(table.scene, PlayingPage)
    for thing in table.things[:3]:
        table.tap(thing)
    table.listen()
    _, card, basket = pilot.helpful(table.page)
    table.tap(table.thing(f"card-{card}"))
    outcome = table.thing(f"bucket-{basket}").on_tap()
    assert outcome == Keep(Played(("put", card, basket), early_taps=3))
    table.take(outcome)
    _, card, basket = pilot.helpful(table.page)
    table.tap(table.thing(f"card-{card}"))
    assert table.thing(f"bucket-{basket}").on_tap() == Keep(Played(("put", card, basket), early_taps=0))


@pytest.mark.parametrize("kind", [Sort, Make])
def test_those_who_do_not_read_yet_hear_all_that_they_choose_from_before_they_can(kind: type[AnyStep]) -> None:
    table = Table(*some(kind, "ks1"))
    table.listen()
    assert {tile.label for tile in table.things if isinstance(tile, Tile)} <= set(table.heard)


# ---------------------------------------------------------------- sort


def sorting(key_stage: str = "ks1") -> Table:
    table = Table(*some(Sort, key_stage))
    table.listen()
    return table


def misplaced(table: Table) -> Move:
    page = table.page
    assert isinstance(page, SortPage)
    return next(move for move in page.moves if not page.step.card(move[1]).fits(move[2]))


def test_a_card_lifts_and_can_be_put_down_again() -> None:
    table = sorting()
    card = table.page.moves[0][1]
    table.tap(table.thing(f"card-{card}"))
    assert table.thing(f"card-{card}").state == "lifted"
    assert table.scene.saying is not None, "its words are read"
    assert table.scene.saying.text == table.thing(f"card-{card}").label
    table.tap(table.thing(f"card-{card}"))
    assert table.thing(f"card-{card}").state == "awake"
    assert not table.page.placed


def test_a_basket_alone_says_what_comes_first() -> None:
    table = sorting()
    table.tap(table.thing(f"bucket-{table.page.moves[0][2]}"))
    assert table.scene.saying is not None
    assert table.scene.saying.text == BOOK.say("tap-a-card-first", "ks1")
    assert not table.page.placed


def test_a_misplaced_card_floats_back_by_a_dotted_way_and_is_explained() -> None:
    table = sorting()
    move = misplaced(table)
    home = table.thing(f"card-{move[1]}").rect
    table.do(move)
    said = table.page.step.card(move[1]).say
    assert any(widget.key == "told" and widget.label == said for widget in table.widgets)
    assert any(widget.key == "path" for widget in table.widgets)
    places = []
    while widgets_move(table):
        flying = next((widget for widget in table.widgets if widget.key == "flying"), None)
        if flying is not None:
            places.append((flying.rect.x, flying.tilt))
        table.wait(0.1)
    assert len(set(places)) > 5
    assert max(tilt for _, tilt in places) > 5, "it leans on the way"
    assert table.thing(f"card-{move[1]}").rect == home
    assert table.scene.due(table.now) == math.inf


def test_a_card_in_its_basket_leaves_a_tick_and_lies_there() -> None:
    table = sorting()
    move = pilot.helpful(table.page)
    table.do(move)
    table.listen()
    keys = {widget.key for widget in table.widgets}
    assert {f"ghost-{move[1]}", f"tick-{move[1]}", f"in-{move[1]}"} <= keys
    assert f"card-{move[1]}" not in keys


def test_next_waits_for_those_who_do_not_read_yet() -> None:
    table = sorting()
    while table.page.moves:
        table.do(pilot.helpful(table.page))
    way_on = next(widget for widget in table.widgets if widget.key == "next")
    assert way_on.on_tap is None, "the last card has not been explained yet"
    table.listen()
    table.tap(table.thing("next"))
    assert table.left == Next()


# ---------------------------------------------------------------- spot


def test_click_points_to_something_after_twenty_quiet_seconds() -> None:
    table = Table(*some(Spot, "ks1"))
    table.wait(60)
    assert table.page.pointed is None, "it is still being said what to find"
    table.listen()
    table.wait(0.0)
    table.wait(PATIENCE - 0.3)
    assert table.page.pointed is None
    table.wait(0.4)
    pointed = table.page.pointed
    assert pointed is not None
    assert table.scene.saying is not None
    assert table.scene.saying.text == (pointed.hint or table.page.step.hint)
    area = table.thing(f"place-{pointed.id}")
    assert isinstance(area, Area)
    assert area.pointed > 0
    table.listen()
    table.wait(PATIENCE * 3)
    assert table.page.hints == 1, "one hint at a time"


def test_finding_something_begins_the_wait_again() -> None:
    table = Table(*some(Spot, "ks1"))
    table.listen()
    table.wait(PATIENCE - 1)
    table.do(("found", table.page.left[0].id))
    table.listen()
    table.wait(2)
    assert table.page.hints == 0


# ---------------------------------------------------------------- order and make


def test_a_picture_that_is_tapped_again_comes_back() -> None:
    table = Table(*some(Order, "ks2"))
    table.listen()
    card = table.page.cards[2].id
    home = table.thing(f"card-{card}").rect
    table.do(("put", card))
    table.listen()
    assert table.thing(f"card-{card}").rect.y < home.y
    table.do(("back", card))
    table.listen()
    assert table.thing(f"card-{card}").rect == home


def test_the_order_is_read_back_picture_by_picture() -> None:
    lesson, step = some(Order, "ks2")
    table = Table(lesson, step)
    table.listen()
    while table.page.moves:
        table.listen()
        table.do(pilot.helpful(table.page))
    table.heard.clear()
    lifted = []
    while table.scene.saying is not None:
        lifted += [w.label for w in table.widgets if isinstance(w, Tile) and w.state == "lifted"]
        table.listen(lines=1)
    labels = [card.label for card in step.cards]
    assert lifted == labels
    assert table.heard == [step.named, *labels]


def test_what_was_made_is_read_back() -> None:
    for key_stage in ("ks1", "ks2"):
        table = Table(*some(Make, key_stage))
        while not table.page.done:
            table.listen()
            table.do(pilot.helpful(table.page))
        table.heard.clear()
        table.listen()
        assert table.heard == [*(part.label for part in table.page.made), table.page.step.named]


# ---------------------------------------------------------------- reasons, what it depends on, what I will do


def test_a_weak_reason_leads_back_and_is_never_called_anything() -> None:
    table = Table(*some(GiveReason, "ks2"))
    table.listen()
    page = table.run.page
    assert isinstance(page, WhyPage)
    weak = next(reason for reason in page.reasons if reason.kind == "weak")
    table.do(("why", weak.id))
    shown = " ".join(widget.label for widget in table.widgets)
    assert weak.say in shown
    assert "weak" not in shown.lower()
    table.do(("again",))
    assert next(w for w in table.widgets if w.key == f"answer-{weak.id}").state == "folded"


def test_what_it_depends_on_is_told_after_time_to_think() -> None:
    lesson, step = some(Choose, "ks2")
    table = Table(lesson, step)
    answer = table.run.page.answer
    table.listen(lines=2)
    table.wait(0.0)
    table.wait(2.5)
    assert not any(widget.label in answer.depends_on for widget in table.widgets)
    assert not table.things
    table.listen()
    assert [w.label for w in table.widgets if w.label in answer.depends_on] == list(answer.depends_on)
    table.tap(table.thing("again"))
    assert table.left == Weighed()
    table.run.think_again()
    assert isinstance(table.run.page, AskPage)


def test_none_of_the_three_is_the_right_one() -> None:
    lesson, step = some(Recap, "ks2")
    for intent in step.i_will:
        table = Table(lesson, step)
        assert isinstance(table.run.page, WillPage)
        table.do(("will", intent.id))
        assert table.left.will == intent


def test_the_pictures_of_the_screens_are_there() -> None:
    parts = Pictures(config.shipped("assets"))
    for step in STEPS:
        table = Table(*step.values)
        for _ in range(30):
            for widget in table.widgets:
                if isinstance(getattr(widget, "art", None), Part):
                    assert parts.missing(widget.art) == [], widget.key
            table.listen()
            if table.left is not None or not getattr(table.run.page, "moves", ()):
                break
            table.do(pilot.helpful(table.page))
