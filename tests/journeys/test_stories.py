"""Every scenario of the book, played by pupils through the real program, to the rows and the CSV; and back, and on."""

import csv
from collections.abc import Iterator

import pytest

from kiosk import start
from kiosk.content.model import Ending, Story, StoryChoice
from kiosk.pilot import Pilot, Player
from kiosk.records import exports, reports
from kiosk.records.exports import Wanted
from kiosk.records.rows import Only, PupilRow
from kiosk.scenes.story_node import StoryDecision
from kiosk.ui.scene import Scene

from .school import PASSWORD, School, begin, class_of, launch_of, open_class, pick, pupils, store_of

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


def covering(story: Story) -> list[Way]:
    """As few ways as go by every choice of every node."""
    left = {(node.id, choice.id) for node in story.nodes for choice in node.choices}
    found = []
    while left:
        best = max(ways(story), key=lambda way: len(left.intersection(way)))
        found.append(best)
        left -= {*best}
    return found


def choice(story: Story, step: tuple[str, str]) -> StoryChoice:
    return story.node(step[0]).choice(step[1])


def ending(story: Story, way: Way) -> str:
    return choice(story, way[-1]).goes_to


def play(pilot: Pilot, way: Way) -> list[str]:
    """To the end of the story by these choices. Returns the screens that were seen."""
    left = list(way)

    def answer(scene: Scene) -> str:
        assert isinstance(scene, StoryDecision)
        node_id, choice_id = left.pop(0)
        assert scene.page.node.id == node_id
        return scene.page.node.choice(choice_id).label

    seen: list[str] = []
    Player(pilot, answer, seen.append).play()
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


def expected(story: Story, way: Way) -> list[tuple[object, ...]]:
    return [(node_id, choice_id, 1, choice(story, (node_id, choice_id)).misconception, 1) for node_id, choice_id in way]


def steps(story: Story, way: Way) -> str:
    """As the completion keeps them."""
    ids = [*(node_id for node_id, _ in way), ending(story, way)]
    return "[" + ", ".join(f'"{id_}"' for id_ in ids) + "]"


@pytest.mark.parametrize("story", BOOK.scenarios.values(), ids=BOOK.scenarios)
def test_a_story_is_played_to_its_end_and_into_the_records(school: School, story: Story) -> None:
    """One pupil goes the longest way, and for one story every choice of every node is made by somebody."""
    pilot = school.start(size=(480, 270))
    title = CLASSES[story.key_stage]
    open_class(pilot, title, story)
    assert launch_of(pilot).lesson_ids == (story.id,)
    chosen = covering(story) if story is JOKE else [max(ways(story), key=len)]
    played = dict(zip(pupils(pilot, title), chosen, strict=False))
    assert len(played) == len(chosen)
    for pupil, way in played.items():
        begin(pilot, pupil.shown_name)
        seen = play(pilot, way)
        assert seen == ["StoryFelt", "StoryDecision"] * len(way) + ["StoryEnding"]
        pilot.shows("Thanks")
        pilot.tap("Next person")

    store = store_of(pilot)
    class_id = class_of(store, title)
    record = {
        (row.given_name, row.family_name): row
        for row in reports.class_record(store, class_id)
        if row.lesson_id == story.id
    }
    wanted = Wanted("record", "csv", Only(class_ids=(class_id,)))
    path = exports.write(store, wanted, school.folder / "exports", None, unprotected=True).path
    text = path.read_text(encoding="utf-8-sig")
    exported = {
        (row["Given name"], row["Family name"]): row
        for row in csv.DictReader(text.splitlines())
        if row["Lesson id"] == story.id
    }
    for pupil, way in played.items():
        assert rows(pilot, pupil) == expected(story, way)
        assert [row[1] for row in rows(pilot, pupil, "completed")] == [steps(story, way)]
        helpful = sum(choice(story, step).misconception is None for step in way)
        kept = record[pupil.given_name, pupil.family_name]
        assert (kept.status, kept.mode, kept.tries) == ("shown", "one at a time", len(way))
        assert kept.first_answers == f"{helpful} of {len(way)} helpful first"
        assert kept.wording == BOOK.stamp(story).sha256[:8]
        cells = exported[pupil.given_name, pupil.family_name]
        assert (cells["Status"], cells["First answers"]) == ("shown", kept.first_answers)
    assert len(record) == len(pupils(pilot, title))
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
