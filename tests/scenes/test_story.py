"""The screens of a story: everything of it is on them and has room, every decision of the path can be gone back to."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pygame
import pytest

from kiosk import config, start
from kiosk.content.model import Actor, Ending, Picture, Story, StoryChoice, StoryNode
from kiosk.journey.story import EndingPage, FeltPage, NodePage, StoryRun
from kiosk.scenes.asking import Chose
from kiosk.scenes.page import Next, Progress, PupilPage, Says, Who, scenery
from kiosk.scenes.story_ending import StoryEnding
from kiosk.scenes.story_felt import StoryFelt
from kiosk.scenes.story_node import DRAWN, StoryDecision
from kiosk.scenes.trail import WentBack
from kiosk.ui.pictures import Part, Pictures, Scenery
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.speech import SpeechEnded, WordSpoken
from kiosk.ui.stage import Stage
from kiosk.ui.text import Fonts
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Image, Stone, Tile, Widget, Words

BOOK = start.book()
WHO = Who("Aaliyah", "parrot")
PAUSE = 5.0
LONG = {
    # As much as may be said on a screen, and asked on one.
    "ks1": (
        "Zara has a new game now. A big box comes up on it. It says that she can win. Nan is busy just now. What now?",
        "Who could Zara ask about that box?",
        ("Tell the box her own name", "Ask Nan to come and look", "Tap it again and see"),
        "You asked before you tapped it.",
    ),
    "ks2": (
        "Kofi is in a group chat with friends from school and from the dance club in town. Jay posts a photo of Ana "
        "there, with an unkind joke about how she moves. Three laughing faces pop up under it straight away. Ana goes "
        "quiet. Now everybody is waiting for what Kofi will say about it. What could Kofi do about it now?",
        "How might Ana feel if she reads all of this at home, alone?",
        (
            "Add a laughing face, because it is only a joke between friends.",
            "Say nothing about it, scroll past and look at something else.",
            "Send Ana a kind message on her own and ask her.",
            "Leave the messages where they are and tell Mr Ade tomorrow.",
        ),
        "You noticed that somebody was hurt, and you checked on her.",
    ),
}


def longest(key_stage: str, prop: str) -> Story:
    """A story in which every text is as long as it may be, and the longest way as long as a way gets."""
    say, think, labels, named = LONG[key_stage]
    picture = Picture(background="bedroom-evening", cast=(Actor(name="zara", feeling="unsure"),), prop=prop)
    feelings = {"zara": "weighed-down", "miss-bell": "thinking", "nan": "frightened"}

    def choice(place: int, label: str, goes_to: str) -> StoryChoice:
        if place:
            return StoryChoice(
                id=f"c{place}", label=label, picture=picture, kind="unhelpful", misconception="x", goes_to=goes_to
            )
        return StoryChoice(id="c0", label=label, picture=picture, kind="helpful", named=named, goes_to=goes_to)

    def node(place: int, goes_to: str) -> StoryNode:
        return StoryNode(
            id=f"n{place}",
            short="A rather long name here!"[:24],
            picture=picture,
            feelings=feelings,
            say=say,
            think=think,
            rewind_to="n0" if place else None,
            choices=tuple(choice(number, label, goes_to) for number, label in enumerate(labels)),
        )

    def ending(mood: str) -> Ending:
        rewind_to = "n0" if mood == "open" else None
        return Ending(
            id=mood, mood=mood, picture=picture, feelings=feelings, say=say, safeguarding="no-heavy-secrets",
            rewind_to=rewind_to,
        )  # fmt: skip

    last = node(3, "warm")
    to_open = last.choices[1].model_copy(update={"goes_to": "open"})
    last = last.model_copy(update={"choices": (last.choices[0], to_open, *last.choices[2:])})
    return Story(
        format=1, id="long", kind="scenario", key_stage=key_stage, title="The joke that grew and grew", minutes=5,
        rules=("ks2-1",), aim="I can.", start="n0", nodes=(node(0, "n1"), node(1, "n2"), node(2, "n3"), last),
        endings=(ending("warm"), ending("hopeful"), ending("open")),
    )  # fmt: skip


STORIES = [
    *BOOK.scenarios.values(),
    longest("ks1", "tablet-shiny-box"),
    longest("ks2", "tablet-group-chat"),
    longest("ks2", "heavy-bag"),
]


def scene(run: StoryRun) -> PupilPage:
    says, progress, title = Says(BOOK, run.story.key_stage), Progress(run.index, run.total), run.story.title
    match run.page:
        case FeltPage() as page:
            return StoryFelt(says, WHO, progress, page, title)
        case NodePage() as page:
            return StoryDecision(says, WHO, progress, page, title, PAUSE)
        case EndingPage() as page:
            return StoryEnding(says, WHO, progress, page, title)


def runs(story: Story, run: StoryRun | None = None, seen: set[Any] | None = None) -> Iterator[StoryRun]:
    """The run on every page that looks its own way: by where it is, by which kind of choice, after how many."""
    run, seen = run or StoryRun(story, 7), set() if seen is None else seen
    led = run.path[-1].choice.kind if run.path else None
    sight = (type(run.page), run.steps[-1], led, len(run.path))
    if sight in seen:
        return
    seen.add(sight)
    yield run
    match run.page:
        case FeltPage():
            onward = StoryRun(story, 7, run.state())
            onward.next()
            yield from runs(story, onward, seen)
        case NodePage(choices=choices):
            for choice in choices:
                onward = StoryRun(story, 7, run.state())
                onward.choose(choice.id)
                yield from runs(story, onward, seen)


def hear(page: PupilPage, now: float = 0.0) -> list[str]:
    """All that is said until nothing more is said; what waits for the pause waits."""
    heard = []
    page.tick(now)
    while page.saying is not None:
        heard.append(page.saying.text)
        page.heard(SpeechEnded(page.saying))
        page.tick(now)
    return heard


def woken(run: StoryRun) -> StoryDecision:
    page = scene(run)
    assert isinstance(page, StoryDecision)
    for now in (0.0, PAUSE + 1, PAUSE + 3, PAUSE + 5, PAUSE + 7, PAUSE + 9):
        hear(page, now)
    assert page.awake
    return page


def views(run: StoryRun) -> list[list[Widget]]:
    """The page as it looks before and after."""
    page = scene(run)
    page.tick(0.0)
    looks = [page.view(0.0)]
    if isinstance(page, StoryDecision):
        return [*looks, woken(run).view(PAUSE + 20)]
    hear(page)
    return [*looks, page.view(0.0)]


def apart(one: Rect, other: Rect) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def at(story_id: str, *choices: str) -> StoryRun:
    run = StoryRun(BOOK.scenarios[story_id], 7)
    for choice in choices:
        if isinstance(run.page, FeltPage):
            run.next()
        run.choose(choice)
    return run


JOKE = "ks2-story-the-joke-that-grew"

# ---------------------------------------------------------------- room


class Blanks:
    """In place of the pictures: a test of the room for words draws none."""

    def surface(self, art: object, size_px: tuple[int, int], fit: str = "cover") -> pygame.Surface:
        return pygame.Surface(size_px, pygame.SRCALPHA, 32)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fonts]:
    pygame.display.init()
    pygame.font.init()
    yield Fonts(tmp_path_factory.mktemp("fonts"))
    pygame.font.quit()
    pygame.display.quit()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=["720", "1080"])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.id}-{story.key_stage}")
def test_every_text_has_room_on_every_page(fonts: Fonts, story: Story, size: tuple[int, int]) -> None:
    stage = Stage(pygame.display.set_mode(size), Blanks(), Theme.standard(), fonts)
    for run in runs(story):
        for widgets in views(run):
            assert stage.prepare(widgets) == [], f"{run.steps}: {type(run.page).__name__}"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.id}-{story.key_stage}")
def test_nothing_to_tap_lies_over_another_or_outside(story: Story) -> None:
    for run in runs(story):
        for widgets in views(run):
            assert len({widget.key for widget in widgets}) == len(widgets)
            taps = [widget for widget in widgets if widget.touchable]
            for place, one in enumerate(taps):
                assert Rect(0, 0, 1920, 1080).with_(one.rect) == Rect(0, 0, 1920, 1080), one.key
                assert min(one.rect.w, one.rect.h) >= 84, one.key
                for other in taps[:place]:
                    assert apart(one.rect, other.rect), (one.key, other.key)


# ---------------------------------------------------------------- what a choice led to


def test_what_was_chosen_well_is_named_and_everybodys_face_is_shown() -> None:
    page = scene(at(JOKE, "check-on-ana"))
    node = BOOK.scenarios[JOKE].node("ana-replies")
    heard = hear(page)
    assert heard[0] == "You noticed, and you checked on her."
    assert " ".join(heard[1:3]) == node.say
    assert heard[3:] == ["Kofi: caring.", "Ana: less alone.", "Jay: unsure."]
    widgets = {widget.key: widget for widget in page.view(0.0)}
    faces = [widget.art for key, widget in widgets.items() if key.startswith("face-") and isinstance(widget, Image)]
    assert [(face.name, face.feeling) for face in faces] == list(node.feelings.items())  # type: ignore[union-attr]
    assert "back" not in widgets


def test_after_a_rushed_choice_nothing_is_named_and_there_is_a_way_back() -> None:
    page = scene(at(JOKE, "add-a-laugh"))
    widgets = {widget.key: widget for widget in page.view(0.0)}
    assert "named" not in widgets
    assert widgets["back"].label == "Go back"
    assert widgets["back"].on_tap is not None
    assert widgets["back"].on_tap() == Leave(WentBack("the-joke"))
    assert widgets["next"].label == "Carry on"
    assert widgets["next"].on_tap is not None
    assert widgets["next"].on_tap() == Leave(Next())


def test_the_word_that_is_said_is_marked_where_it_is_shown() -> None:
    page = scene(at(JOKE, "check-on-ana"))
    while page.saying is not None and page.saying.text != "Ana: less alone.":
        page.heard(SpeechEnded(page.saying))
    marks = []
    assert page.saying is not None
    for start_, end in ((0, 3), (5, 9), (10, 15)):
        page.heard(WordSpoken(page.saying, start_, end))
        marks.append(
            [
                widget.text[slice(*widget.spoken)]
                for widget in page.view(0.0)
                if isinstance(widget, Words) and widget.spoken
            ]
        )
    assert marks == [["Ana"], ["less"], ["alone"]]


def test_those_who_cannot_read_go_on_when_all_has_been_read() -> None:
    page = scene(StoryRun(longest("ks1", "box"), 7))
    assert not next(widget for widget in page.view(0.0) if widget.key == "next").touchable
    hear(page)
    assert next(widget for widget in page.view(0.0) if widget.key == "next").touchable


@pytest.mark.parametrize("story", ["ks1-story-sunny-the-helper", JOKE])
def test_a_decision_that_is_heard_again_is_told_with_its_story(story: str) -> None:
    """It is written there for who reads; who does not yet, or not well, hears it."""
    run = at(story)
    run.next()
    page = woken(run)
    page.hear_again()
    told = hear(page, PAUSE + 30)
    before = hear(scene(at(story)))
    assert " ".join(told).startswith(page.asked.story)
    assert told[: len(before)] == before, "in the lines that there are recordings of"


# ---------------------------------------------------------------- the trail


def test_every_stone_of_the_trail_leads_back_to_its_decision() -> None:
    run = at(JOKE, "add-a-laugh", "delete-it", "get-jay-back", "keep-quiet-now")
    stones = [widget for widget in scene(run).view(0.0) if isinstance(widget, Stone)]
    assert [stone.label for stone in stones] == ["The joke", "It grows", "Still there", "Two are hurt", "Not over yet"]
    assert [stone.on_tap() for stone in stones[:-1] if stone.on_tap] == [
        Leave(WentBack(decided.node.id)) for decided in run.path
    ]
    assert stones[-1].on_tap is None
    assert [stone.here for stone in stones] == [False] * 4 + [True]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.id}-{story.key_stage}")
def test_the_trail_stays_on_the_screen_and_in_its_order(story: Story) -> None:
    for run in runs(story):
        stones = [widget for widget in scene(run).view(0.0) if isinstance(widget, Stone)]
        if story.key_stage == "ks2":
            assert len(stones) == len(run.path) + 1
        else:
            strip = [snap.rect for snap in snaps(scene(run))]
            assert len(strip) == len(run.path)
            assert all(rect.h >= 84 and rect.w >= 112 for rect in strip)
            assert all(other.y - one.bottom >= 20 for one, other in pairwise(strip))
        for one, other in pairwise(stones):
            assert one.rect.right < other.rect.x
            assert other.rect.right <= 1824


SUNNY = "ks1-story-sunny-the-helper"


def snaps(page: PupilPage, now: float = 0.0) -> list[Image]:
    """What those who do not read yet see of the path."""
    return [widget for widget in page.view(now) if isinstance(widget, Image) and widget.key.startswith("snap-")]


def test_those_who_cannot_read_see_what_they_chose_and_go_back_with_one_touch() -> None:
    """On every kind of page: what came of it, the next decision, the ending."""
    story = BOOK.scenarios[SUNNY]
    first = story.node("snail-teeth").choice("draw-spoons")
    way = [first, story.node("soup").choice("snail-book"), story.node("hello-priya").choice("keep-it-private")]
    felt, decision, ending = at(SUNNY, first.id), at(SUNNY, first.id), at(SUNNY, *(choice.id for choice in way))
    decision.next()
    for run, chosen in ((felt, [first]), (decision, [first]), (ending, way)):
        page = woken(run) if isinstance(run.page, NodePage) else scene(run)
        hear(page, PAUSE + 20)
        shown = snaps(page, PAUSE + 20)
        assert [snap.art for snap in shown] == [scenery(choice.picture) for choice in chosen if choice.picture]
        assert [snap.label for snap in shown] == [f"Choose again: {choice.label}" for choice in chosen]
        assert [snap.on_tap() for snap in shown if snap.on_tap] == [
            Leave(WentBack(decided.node.id)) for decided in run.path
        ]


@pytest.mark.parametrize("story", BOOK.scenarios.values(), ids=BOOK.scenarios)
def test_from_every_page_of_a_story_every_decision_before_it_can_be_gone_back_to(story: Story) -> None:
    for run in runs(story):
        page = woken(run) if isinstance(run.page, NodePage) else scene(run)
        hear(page, PAUSE + 20)
        trail = [w for w in page.view(PAUSE + 20) if w.key.startswith(("stone-", "snap-")) and w.on_tap]
        left = [outcome.result for w in trail if w.on_tap and isinstance(outcome := w.on_tap(), Leave)]
        assert left == [WentBack(decided.node.id) for decided in run.path]
        for place, decided in enumerate(run.path):
            again = StoryRun(story, 7, run.state())
            again.go_back(decided.node.id)
            assert isinstance(again.page, NodePage)
            assert (again.page.node, again.page.path) == (decided.node, run.path[:place])


def test_nobody_goes_back_before_what_came_of_it_was_read_to_them() -> None:
    page = scene(at(SUNNY, "draw-spoons"))
    asleep = {widget.key for widget in page.view(0.0) if widget.touchable}
    assert asleep.isdisjoint({"back", "next", "snap-snail-teeth"})
    assert hear(page)[-1] == "Go back, or carry on?"
    assert {"back", "next", "snap-snail-teeth"} <= {widget.key for widget in page.view(0.0) if widget.touchable}


def test_whoever_chose_well_is_not_asked_whether_to_go_back() -> None:
    page = scene(at(SUNNY, "check-it"))
    assert "Go back, or carry on?" not in hear(page)
    assert [snap.touchable for snap in snaps(page)] == [True]


def test_an_open_ending_leads_back_first_of_all() -> None:
    story = BOOK.scenarios[JOKE]
    opened = {w.key: w for w in scene(at(JOKE, "add-a-laugh", "delete-it", "get-jay-back", "keep-quiet-now")).view(0.0)}
    assert (opened["back"].kind, opened["next"].kind) == ("go", "quiet")  # type: ignore[attr-defined]
    warm = {w.key: w for w in scene(at(JOKE, "check-on-ana", "go-together")).view(0.0)}
    assert "back" not in warm
    assert warm["next"].kind == "go"  # type: ignore[attr-defined]
    line = BOOK.lines[story.endings[0].safeguarding].ks2
    assert warm["line"].label == line
    assert line in hear(scene(at(JOKE, "check-on-ana", "go-together")))


# ---------------------------------------------------------------- a decision


def asked(*choices: str) -> StoryRun:
    run = at(JOKE, *choices)
    run.next()
    return run


def test_choices_sleep_until_the_thought_was_heard_and_the_pause_is_over() -> None:
    page = scene(asked())
    assert isinstance(page, StoryDecision)
    assert hear(page, 0.0) == ["How might Ana feel if she reads this at home, alone?"]
    tiles = [widget for widget in page.view(1.0) if isinstance(widget, Tile)]
    assert {tile.state for tile in tiles} == {"asleep"}
    assert tiles[0].on_tap is not None
    assert tiles[0].on_tap() is None
    assert not page.awake
    assert hear(page, PAUSE - 0.1) == []
    heard = hear(page, PAUSE + 0.1)
    assert heard == ["What could Kofi do?", *(tile.label for tile in tiles)]
    page.tick(PAUSE + 2)
    awake = [widget for widget in page.view(PAUSE + 2) if isinstance(widget, Tile)]
    outcomes = [tile.on_tap() for tile in awake if tile.on_tap]
    run = asked()
    assert isinstance(run.page, NodePage)
    assert outcomes == [Leave(Chose(choice.id, 1)) for choice in run.page.choices]


def test_tiles_do_not_move_when_they_wake() -> None:
    before, after = views(asked("add-a-laugh"))
    places = [{w.label: w.rect for w in widgets if isinstance(w, Tile)} for widgets in (before, after)]
    assert places[0] == places[1]


def test_the_question_over_the_choices_is_the_one_that_was_asked_of_the_story() -> None:
    words = {widget.key: widget.label for widget in woken(asked()).view(PAUSE + 20)}
    assert words["question"] == "What could Kofi do?"
    assert words["story"].endswith("Ana goes quiet.")
    without = {widget.key: widget.label for widget in woken(asked("add-a-laugh")).view(PAUSE + 20)}
    assert without["question"] == "What would help Ana now?"


def test_a_decision_that_is_made_again_has_the_short_pause() -> None:
    run = at(JOKE, "add-a-laugh")
    run.go_back("the-joke")
    page = scene(run)
    assert isinstance(page, StoryDecision)
    assert page.pause.seconds < PAUSE


def test_what_is_on_a_screen_in_the_story_is_on_a_dark_screen_here() -> None:
    dark = {widget.key for widget in scene(asked()).view(0.0)}
    light = {widget.key for widget in scene(asked("check-on-ana", "promise-secret")).view(0.0)}
    assert "screen" in dark
    assert "screen" not in light
    assert {"picture", "story"} <= dark & light


def test_a_screen_that_is_drawn_stands_there_itself_and_any_other_in_its_room() -> None:
    (drawn,) = (widget for widget in scene(asked()).view(0.0) if widget.key == "picture")
    assert isinstance(drawn, Image)
    assert (drawn.art, drawn.fit) == (Part("screens/tablet-group-chat"), "contain")
    other = StoryRun(longest("ks2", "chat-family"), 7)
    other.next()
    (room,) = (widget for widget in scene(other).view(0.0) if widget.key == "picture")
    assert isinstance(room, Image)
    assert room.art == Scenery("bedroom-evening", (), "chat-family")


def test_the_screens_that_are_drawn_are_those_of_the_folder_and_each_is_in_a_story() -> None:
    assert sorted(DRAWN) == Pictures(config.shipped("assets")).names("screens")
    stories = [story for story in BOOK.playable.values() if isinstance(story, Story) and story.key_stage == "ks2"]
    assert set(DRAWN) <= {node.picture.prop for story in stories for node in story.nodes if node.choices}
