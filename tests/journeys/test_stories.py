"""Every scenario of the book, played by pupils through the real program, to the rows and the CSV; and back, and on."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

import pytest

from kiosk import start
from kiosk.content.model import Ending, Story, StoryChoice
from kiosk.pilot import Pilot, Player
from kiosk.records import exports, reports
from kiosk.records.exports import Wanted
from kiosk.records.rows import Only, PupilRow
from kiosk.scenes.story_ending import StoryEnding
from kiosk.scenes.story_node import StoryDecision
from kiosk.sound.speaker import Silent
from kiosk.ui.scene import Scene

from .school import PASSWORD, SLOW, Clock, School, begin, class_of, launch_of, open_class, pick, pupils, store_of

BOOK = start.book()
CLASSES = {"ks1": "1 Acorn", "ks2": "6 Willow"}
JOKE = BOOK.scenarios["ks2-story-the-joke-that-grew"]
Way = tuple[tuple[str, str], ...]
"""Nodes and the choices there."""


def ways(story: Story, here: str = "", before: Way = ()) -> Iterator[Way]:
    """Every way through a story."""
    moment = story.at(here or story.start)
    if isinstance(moment, Ending):
        yield before
    else:
        for choice in moment.choices:
            yield from ways(story, choice.goes_to, (*before, (moment.id, choice.id)))


def choice(story: Story, step: tuple[str, str]) -> StoryChoice:
    return story.node(step[0]).choice(step[1])


def ending(story: Story, way: Way) -> str:
    return choice(story, way[-1]).goes_to


def play(pilot: Pilot, way: Way, *, to: str = "") -> list[str]:
    """By these choices, to the end of the story or to that screen. Returns the screens that were seen."""
    left = list(way)

    def answer(scene: Scene) -> str:
        assert isinstance(scene, StoryDecision)
        node_id, choice_id = left.pop(0)
        assert scene.page.node.id == node_id
        return scene.page.node.choice(choice_id).label

    seen: list[str] = []
    player = Player(pilot, answer, seen.append)
    while pilot.screen in Player.TURN and pilot.screen != to:
        player.page()
    assert left == []
    return seen


def rows(pilot: Pilot, pupil: PupilRow, verb: str = "answered") -> list[tuple[object, ...]]:
    found = store_of(pilot).query(
        "select question_id, response, tries, misconception, first_answer from live_event "
        "where pupil_id = ? and verb = ? order by seq",
        pupil.id,
        verb,
    )
    return [tuple(row.values()) for row in found]


def steps(story: Story, way: Way) -> str:
    """As the completion keeps them."""
    ids = [*(node_id for node_id, _ in way), ending(story, way)]
    return "[" + ", ".join(f'"{id_}"' for id_ in ids) + "]"


def back_to(pilot: Pilot, node_id: str) -> None:
    """From an ending to a decision on the way to it, by one touch on the trail: a stone with its name, or a picture of
    what was chosen there for those who do not read yet."""
    trail = (f"stone-{node_id}", f"snap-{node_id}")

    def stone() -> str | None:
        return next((w.key for w in pilot.app.widgets if w.key in trail and w.on_tap is not None), None)

    pilot.until(lambda: stone() is not None, f"the way back to {node_id}")
    pilot.tap_key(stone() or "")
    scene = pilot.app.scene
    assert isinstance(scene, StoryDecision)
    assert scene.page.node.id == node_id


@pytest.mark.parametrize("story", BOOK.scenarios.values(), ids=BOOK.scenarios)
def test_every_way_through_a_story_is_played_to_its_end_and_into_the_records(school: School, story: Story) -> None:
    """One pupil goes every way there is: from each ending back along the trail to where the next way parts from it."""
    pilot = school.start(size=(320, 180), pause_seconds=3, speaker=Silent(40), clock=Clock(SLOW))
    title = CLASSES[story.key_stage]
    open_class(pilot, title, story)
    assert launch_of(pilot).lesson_ids == (story.id,)
    pupil = pupils(pilot, title)[0]
    begin(pilot, pupil.shown_name)
    made: list[tuple[object, ...]] = []
    times: Counter[str] = Counter()
    last: Way = ()
    for way in ways(story):
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(last, way, strict=False)))
        if last:
            back_to(pilot, way[kept][0])
        seen = play(pilot, way[kept:], to="StoryEnding")
        assert seen == ["StoryFelt"] * (not last) + ["StoryDecision", "StoryFelt"] * (len(way) - kept - 1) + [
            "StoryDecision"
        ]
        scene = pilot.app.scene
        assert isinstance(scene, StoryEnding)
        assert scene.page.ending.id == ending(story, way)
        assert tuple((decided.node.id, decided.choice.id) for decided in scene.page.path) == way
        for node_id, choice_id in way[kept:]:
            times[node_id] += 1
            code = choice(story, (node_id, choice_id)).misconception
            made.append((node_id, choice_id, times[node_id], code, int(times[node_id] == 1)))
        last = way
    assert {row[:2] for row in made} == {(node.id, choice.id) for node in story.nodes for choice in node.choices}
    play(pilot, ())
    pilot.shows("Thanks")

    store = store_of(pilot)
    assert rows(pilot, pupil) == made
    assert [row[1] for row in rows(pilot, pupil, "completed")] == [steps(story, last)]
    class_id = class_of(store, title)
    (record,) = [
        row
        for row in reports.class_record(store, class_id)
        if (row.lesson_id, row.given_name, row.family_name) == (story.id, pupil.given_name, pupil.family_name)
    ]
    firsts = [row for row in made if row[4]]
    assert (record.status, record.mode, record.tries) == ("shown", "one at a time", len(made))
    assert record.first_answers == f"{sum(row[3] is None for row in firsts)} of {len(firsts)} helpful first"
    assert record.wording == BOOK.stamp(story).sha256[:8]
    wanted = Wanted("record", "csv", Only(class_ids=(class_id,)))
    path = exports.write(store, wanted, school.folder / "exports", None, unprotected=True).path
    text = path.read_text(encoding="utf-8-sig")
    (cells,) = [
        row
        for row in csv.DictReader(text.splitlines())
        if (row["Lesson id"], row["Given name"], row["Family name"]) == (story.id, pupil.given_name, pupil.family_name)
    ]
    assert (cells["Status"], cells["First answers"]) == ("shown", record.first_answers)
    assert not [code for code in story.misconceptions if code in text]


def test_a_pupil_goes_back_and_chooses_again(school: School) -> None:
    pilot = school.start()
    open_class(pilot, "6 Willow", JOKE)
    pupil = pupils(pilot, "6 Willow")[0]
    begin(pilot, pupil.shown_name)

    def on(way: Way, pages: int) -> None:
        left = list(way)

        def answer(scene: Scene) -> str:
            assert isinstance(scene, StoryDecision)
            return scene.page.node.choice(left.pop(0)[1]).label

        Player(pilot, answer).play(pages)

    # What came of it is told, with the way back beside it.
    on((("the-joke", "add-a-laugh"),), 2)
    pilot.shows("StoryFelt")
    assert pilot.sees("He can still change what happens next.")
    pilot.tap("Go back")
    pilot.shows("StoryDecision")
    # Another choice, and two further; then a stone of the trail leads to the very first.
    on((("the-joke", "scroll-past"), ("ana-leaves", "not-my-job")), 3)
    pilot.shows("StoryFelt")
    pilot.tap("The joke")
    pilot.shows("StoryDecision")
    on((("the-joke", "check-on-ana"), ("ana-replies", "promise-secret"), ("heavy-secret", "wait-longer")), 5)
    # The story is open: it leads back to where the pupil last decided, who was never at the node that the file names.
    pilot.shows("StoryEnding")
    pilot.tap("Go back")
    scene = pilot.app.scene
    assert isinstance(scene, StoryDecision)
    assert scene.page.node.id == "heavy-secret"
    on((("heavy-secret", "tell-gran"),), 1)
    pilot.shows("StoryEnding")
    on((), 1)
    pilot.shows("Thanks")

    assert [row[:3] + row[4:] for row in rows(pilot, pupil)] == [
        ("the-joke", "add-a-laugh", 1, 1),
        ("the-joke", "scroll-past", 2, 0),
        ("ana-leaves", "not-my-job", 1, 1),
        ("the-joke", "check-on-ana", 3, 0),
        ("ana-replies", "promise-secret", 1, 1),
        ("heavy-secret", "wait-longer", 1, 1),
        ("heavy-secret", "tell-gran", 2, 0),
    ]
    assert [row[1] for row in rows(pilot, pupil, "completed")] == [
        '["the-joke", "ana-replies", "heavy-secret", "ending-told-later"]'
    ]
    store = store_of(pilot)
    record = reports.class_record(store, class_of(store, "6 Willow"))
    (row,) = [r for r in record if r.given_name == pupil.given_name and r.lesson_id == JOKE.id and r.status == "shown"]
    assert row.first_answers == "0 of 4 helpful first"


def test_a_story_that_was_left_is_carried_on_on_the_same_page(school: School) -> None:
    pilot = school.start()
    open_class(pilot, "6 Willow", JOKE)
    pupil = pupils(pilot, "6 Willow")[0]
    begin(pilot, pupil.shown_name)

    def rush(scene: Scene) -> str:
        assert isinstance(scene, StoryDecision)
        return next(choice.label for choice in scene.page.choices if choice.kind == "unhelpful")

    Player(pilot, rush).play(3)
    scene = pilot.app.scene
    assert isinstance(scene, StoryDecision)
    places = [tile.label for tile in scene.view(0.0) if tile.key.startswith("answer-")]
    node, path = scene.page.node.id, [decided.node.id for decided in scene.page.path]

    pilot = school.start(seed=99)
    pick(pilot, pupil.shown_name)
    pilot.tap("Yes, this is me")
    for picture in PASSWORD:
        pilot.tap(picture)
    pilot.shows("CarryOnPage")
    pilot.tap("Carry on")
    again = pilot.app.scene
    assert isinstance(again, StoryDecision)
    assert (again.page.node.id, [decided.node.id for decided in again.page.path]) == (node, path)
    assert [tile.label for tile in again.view(0.0) if tile.key.startswith("answer-")] == places


def test_a_class_goes_through_a_story_together(school: School) -> None:
    pilot = school.start()
    open_class(pilot, "6 Willow", JOKE, whole_class=True)
    way = next(way for way in ways(JOKE) if ending(JOKE, way) == "ending-together")
    assert play(pilot, way)[-1] == "StoryEnding"
    pilot.shows("ClassDone")
    answered = store_of(pilot).query("select question_id, response, pupil_id from live_event where verb = 'answered'")
    together = [(row["question_id"], row["response"]) for row in answered if row["pupil_id"] is None]
    assert together[-len(way) :] == list(way)


def test_a_launch_may_have_a_lesson_and_a_story(school: School) -> None:
    pilot = school.start()
    lesson = BOOK.lessons["ks2-rule-10-no-meeting"]
    open_class(pilot, "6 Willow", lesson, JOKE)
    # In the half-term's own order: what it plans comes before what was added.
    assert dict(zip(launch_of(pilot).lesson_ids, launch_of(pilot).lesson_titles, strict=True)) == {
        lesson.id: lesson.title,
        JOKE.id: JOKE.title,
    }
