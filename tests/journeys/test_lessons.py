"""Every lesson of the book, played to its end along every answer of every question, to the rows and the CSV."""

import csv

import pygame
import pytest

from kiosk import start
from kiosk.content.model import Choose, Lesson
from kiosk.pilot import Pilot
from kiosk.records import exports, reports
from kiosk.records.exports import Wanted
from kiosk.records.rows import Only
from kiosk.scenes.ask import Ask
from kiosk.sound.speaker import Silent
from kiosk.ui.shapes import Rect
from kiosk.ui.stage import Stage
from kiosk.ui.widgets import Tile

from .school import SLOW, Clock, School, begin, class_of, open_class, play, pupils, store_of, tiles, touch

BOOK = start.book()
LESSONS = {id_: lesson for id_, lesson in BOOK.playable.items() if isinstance(lesson, Lesson)}
"""With the refreshes of those who have had one before."""
CLASSES = {"ks1": "1 Acorn", "ks2": "6 Willow"}


def paths(lesson: Lesson) -> list[dict[str, str]]:
    """First answers to the lesson's questions, so that every answer of every question is once the first."""
    most = max((len(question.answers) for question in lesson.questions), default=1)
    return [
        {question.id: question.answers[nth % len(question.answers)].id for question in lesson.questions}
        for nth in range(most)
    ]


def expected(question: Choose, first: str) -> list[tuple[str, str, int, str | None, int]]:
    """The rows of a question that was answered so at first, and helpfully after that."""
    answer = question.answer(first)
    rows = [(question.id, first, 1, answer.misconception, 1)]
    if answer.kind != "helpful" and (len(question.answers) > 2 or answer.kind == "depends"):
        helpful = next(answer for answer in question.answers if answer.kind == "helpful")
        rows.append((question.id, helpful.id, 2, None, 0))
    return rows


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_every_answer_of_every_question_leads_to_the_end_and_into_the_records(school: School, lesson: Lesson) -> None:
    pilot = school.start(size=(320, 180), pause_seconds=3, speaker=Silent(40), clock=Clock(SLOW))
    title = CLASSES[lesson.key_stage]
    open_class(pilot, title, lesson)
    played = dict(zip(pupils(pilot, title), paths(lesson), strict=False))
    for pupil, firsts in played.items():
        begin(pilot, pupil.shown_name)
        seen = play(pilot, {question: [answer] for question, answer in firsts.items()})
        pilot.shows("Thanks")
        assert pilot.sees(f"Well done, {pupil.shown_name}!")
        assert seen[-1] == "RecapScene"
        pilot.tap("Next person")
        pilot.shows("Names")

    store = store_of(pilot)
    class_id = class_of(store, title)
    rows_of_lesson = [row for row in reports.class_record(store, class_id) if row.lesson_id == lesson.id]
    record = {(row.given_name, row.family_name): row for row in rows_of_lesson}
    wanted = Wanted("record", "csv", Only(class_ids=(class_id,)))
    path = exports.write(store, wanted, school.folder / "exports", None, unprotected=True).path
    text = path.read_text(encoding="utf-8-sig")
    cells_of_lesson = [row for row in csv.DictReader(text.splitlines()) if row["Lesson id"] == lesson.id]
    exported = {(row["Given name"], row["Family name"]): row for row in cells_of_lesson}
    for pupil, firsts in played.items():
        answered = store.query(
            "select question_id, response, tries, misconception, first_answer from live_event "
            "where pupil_id = ? and verb = 'answered' order by seq",
            pupil.id,
        )
        rows = [tuple(row.values()) for row in answered]
        for question in lesson.questions:
            assert [row for row in rows if row[0] == question.id] == expected(question, firsts[question.id])
        # What is sorted, found, put in order, made and reasoned is answered too, all of it helpfully here.
        others = [row for row in rows if row[0] not in firsts]
        assert {row[2:] for row in others} <= {(1, None, 1)}
        # What a pupil means to do is kept, and is no answer.
        counted = [row for row in rows if not row[0].endswith("/i-will")]
        first_rows = [row for row in counted if row[4]]
        helpful = sum(row[3] is None for row in first_rows)
        kept = record[pupil.given_name, pupil.family_name]
        assert kept.status == "shown"
        assert kept.mode == "one at a time"
        assert len({row[0] for row in counted}) == len(first_rows)
        assert kept.first_answers == f"{helpful} of {len(first_rows)} helpful first"
        assert kept.tries == len(counted)
        assert kept.wording == BOOK.stamp(lesson).sha256[:8]
        cells = exported[pupil.given_name, pupil.family_name]
        assert (cells["Status"], cells["First answers"], cells["Tries"]) == (
            "shown",
            kept.first_answers,
            str(len(counted)),
        )
    assert {row.status for row in record.values()} == {"shown", "not yet"}
    assert len(record) == len(exported) == len(pupils(pilot, title))
    # What stood behind an answer is for the next lesson: it is in no pupil's row.
    assert not [code for code in lesson.misconceptions if code in text]


# ---------------------------------------------------------------- three misses


MARGIN = 90.0
"""How far a tile's mark, cap and shadow reach out of it, in units."""


def look(pilot: Pilot, rect: Rect) -> bytes:
    """The pixels of a tile, clear of its neighbours' shadows."""
    stage = pilot.app.stage
    return pygame.image.tobytes(stage.window.subsurface(stage.painter.span(rect.inset(24))), "RGB")


def awake(pilot: Pilot) -> dict[str, bytes]:
    """The look of every tile, once the answers are awake and nothing moves."""
    scene = pilot.app.scene
    assert isinstance(scene, Ask)
    pilot.until(lambda: scene.awake, "the answers to wake")
    pilot.wait(2)
    return {tile.label: look(pilot, tile.rect) for tile in tiles(pilot)}


def bare(pilot: Pilot) -> pygame.Surface:
    """The screen's backdrop without anything on it."""
    stage = pilot.app.stage
    empty = pygame.Surface(stage.window.get_size(), 0, stage.window)
    Stage(empty, stage.painter.pictures, stage.painter.theme, stage.painter.fonts).show(pilot.app.scene.backdrop, [])
    return empty


def points_of(rect: Rect) -> list[tuple[float, float]]:
    return [(rect.x + x * rect.w / 20, rect.y + y * rect.h / 20) for x in range(21) for y in range(21)]


def clear_of(pilot: Pilot, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those of the points that no widget now on the screen reaches."""
    reach = [widget.rect.inset(-MARGIN if isinstance(widget, Tile) else -20) for widget in pilot.app.widgets]
    return [point for point in points if not any(rect.holds(point) for rect in reach)]


def same(pilot: Pilot, empty: pygame.Surface, points: list[tuple[float, float]]) -> list[bool]:
    """For each point, whether the window has the backdrop's colour there."""
    stage = pilot.app.stage
    places = [
        (round((x - stage.visible.x) * stage.scale), round((y - stage.visible.y) * stage.scale)) for x, y in points
    ]
    return [stage.window.get_at(place) == empty.get_at(place) for place in places]


MISSED = ("ks1-rule-4-lost-so-ask", "ks1-rule-7-worried-so-tell", "ks2-rule-9-login-as-me", "ks2-rule-10-no-meeting")


@pytest.mark.parametrize("lesson", [BOOK.lessons[id_] for id_ in MISSED], ids=MISSED)
def test_three_misses_are_met_with_a_folded_tile_a_clue_and_let_me_show_you(school: School, lesson: Lesson) -> None:
    question = lesson.questions[0]
    pilot = school.start(size=(960, 540))
    title = CLASSES[lesson.key_stage]
    open_class(pilot, title, lesson)
    pupil = pupils(pilot, title)[0]
    begin(pilot, pupil.shown_name)
    while pilot.screen != "Ask":
        play(pilot, pages=1)
    missed = [answer for answer in question.answers if answer.kind != "helpful"]

    # All sleep, then all are awake.
    pilot.wait(1)
    asleep = {tile.label: look(pilot, tile.rect) for tile in tiles(pilot)}
    first = awake(pilot)
    assert all(first[label] != asleep[label] for label in first)
    places = {tile.label: tile.rect for tile in tiles(pilot)}
    assert set(first) == {answer.label for answer in question.answers}
    pilot.tap(missed[0].label)
    pilot.shows("Consequence")
    assert pilot.sees(missed[0].say)
    pilot.until_tappable("Think again")
    pilot.tap("Think again")

    # The same question, the same places; the tile that was tried lies folded and cannot be tapped.
    pilot.shows("Ask")
    assert {tile.label: tile.rect for tile in tiles(pilot)} == places
    second = awake(pilot)
    assert [label for label in first if first[label] != second[label]] == [missed[0].label]
    assert second[missed[0].label] != asleep[missed[0].label]
    folded = next(tile for tile in tiles(pilot) if tile.label == missed[0].label)
    assert (folded.state, folded.on_tap) == ("folded", None)
    touch(pilot, folded)
    pilot.wait(1)
    pilot.shows("Ask")
    pilot.tap(missed[1].label)
    pilot.until_tappable("Think again")
    pilot.tap("Think again")

    # The clue, and two tiles; where the others were there is nothing but the backdrop.
    pilot.shows("Ask")
    assert pilot.sees(question.clue or question.think)
    awake(pilot)
    left = {tile.label: tile.rect for tile in tiles(pilot)}
    assert len(left) == 2
    gone = clear_of(pilot, [point for rect in places.values() for point in points_of(rect)])
    assert len(gone) > 40
    empty = bare(pilot)
    assert all(same(pilot, empty, gone))
    drawn = [point for rect in left.values() for point in points_of(rect.inset(20))]
    assert sum(same(pilot, empty, drawn)) < len(drawn) / 10
    third = next(answer for answer in question.answers if answer.label in left and answer.kind != "helpful")
    pilot.tap(third.label)
    pilot.until_tappable("Think again")
    pilot.tap("Think again")

    # "Let me show you": the helpful answer plays out, and is not named as theirs.
    pilot.shows("ShowMe")
    helpful = next(answer for answer in question.answers if answer.kind == "helpful")
    assert pilot.sees("Let me show you.")
    assert pilot.sees(helpful.label)
    play(pilot, pages=1)
    pilot.shows("Helpful")
    assert pilot.sees(helpful.label)
    assert pilot.sees(helpful.say)
    assert helpful.named not in pilot.names
    play(pilot)
    pilot.shows("Thanks")

    store = store_of(pilot)
    answered = store.query(
        "select response, tries, misconception, first_answer from live_event "
        "where pupil_id = ? and question_id = ? and verb = 'answered' order by seq",
        pupil.id,
        question.id,
    )
    assert [tuple(row.values()) for row in answered] == [
        (answer.id, nth, answer.misconception, int(nth == 1)) for nth, answer in enumerate((*missed[:2], third), 1)
    ]
    record = reports.class_record(store, class_of(store, title))
    name = (pupil.given_name, pupil.family_name, lesson.id)
    row = next(row for row in record if (row.given_name, row.family_name, row.lesson_id) == name)
    asked = store.query(
        "select distinct question_id from live_event where verb = 'answered' and question_id not like '%/i-will'"
    )
    others = len(asked) - 1
    assert (row.first_answers, row.tries) == (f"{others} of {others + 1} helpful first", 3 + others)
