import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journey.signature import GRID, MOST_BYTES, Pad, Signature, encoded

FINGER, PALM = 1, 2
SPOTS = st.tuples(st.integers(-300, 1300), st.integers(-300, 1300))
PATHS = st.lists(SPOTS, min_size=1, max_size=12)
TOUCHES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["begin", "move"]), st.integers(1, 3), SPOTS),
        st.tuples(st.sampled_from(["lift"]), st.integers(1, 3), st.just((0, 0))),
        st.tuples(st.sampled_from(["undo", "clear"]), st.just(0), st.just((0, 0))),
    ),
    max_size=60,
)


def draw(pad: Pad, *spots: tuple[float, float], finger: int = FINGER) -> None:
    pad.begin(finger, *spots[0])
    for spot in spots[1:]:
        pad.move(finger, *spot)
    pad.lift(finger)


def line(start: tuple[int, int], end: tuple[int, int], points: int) -> list[tuple[float, float]]:
    (ax, ay), (bx, by) = start, end
    steps = points - 1
    return [(ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(points)]


def written() -> Pad:
    """Ten letters or so: loops that no one would call an accident, sampled as closely as a fast screen does."""
    pad = Pad()
    for letter in range(10):
        turns = [i / 80 * 2 * math.pi for i in range(90)]
        middle = 80 + letter * 90
        draw(pad, *((middle + 40 * math.sin(t), 500 + 180 * math.cos(t)) for t in turns))
    return pad


def test_a_stroke_is_what_the_finger_drew() -> None:
    pad = Pad()
    assert pad.empty
    pad.begin(FINGER, 100, 100)
    pad.move(FINGER, 200, 150)
    assert (pad.live, pad.strokes, pad.empty) == (((100, 100), (200, 150)), (), False)
    pad.lift(FINGER)
    assert (pad.live, pad.strokes) == ((), (((100, 100), (200, 150)),))


def test_a_dot_counts() -> None:
    pad = Pad()
    draw(pad, (500, 500))
    assert pad.strokes == (((500, 500),),)


def test_points_that_lie_close_are_left_out_but_not_the_last() -> None:
    pad = Pad()
    draw(pad, (100, 100), (101, 100), (102, 100), (110, 100), (111, 100), (112, 100))
    assert pad.strokes == (((100, 100), (110, 100), (112, 100)),)


def test_leaving_the_pad_draws_along_its_edge() -> None:
    pad = Pad()
    draw(pad, (500, 500), (1200, 500), (1200, -40))
    assert pad.strokes == (((500, 500), (1000, 500), (1000, 0)),)


@given(PATHS, st.lists(SPOTS, min_size=12, max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_resting_palm_neither_draws_nor_ends_a_stroke(
    path: list[tuple[int, int]], palm: list[tuple[int, int]], comes: int, leaves: int
) -> None:
    alone, with_palm = Pad(), Pad()
    draw(alone, *path)
    with_palm.begin(FINGER, *path[0])
    for place, spot in enumerate(path[1:]):
        if place == comes:
            with_palm.begin(PALM, *palm[place])
        if place == leaves:
            with_palm.lift(PALM)
        with_palm.move(PALM, *palm[place])
        with_palm.move(FINGER, *spot)
    with_palm.lift(PALM)
    with_palm.lift(FINGER)
    assert with_palm.strokes == alone.strokes


def test_a_lift_that_was_lost_does_not_lock_the_pad() -> None:
    pad = Pad()
    pad.begin(FINGER, 100, 100)
    pad.begin(FINGER, 600, 600)
    pad.lift(FINGER)
    assert pad.strokes == (((100, 100),), ((600, 600),))


def test_undo_takes_the_last_stroke_and_then_nothing() -> None:
    pad = Pad()
    draw(pad, (100, 100), (300, 300))
    draw(pad, (500, 500), (700, 700))
    pad.undo()
    assert pad.strokes == (((100, 100), (300, 300)),)
    pad.begin(PALM, 10, 10)
    pad.undo()
    assert pad.strokes == (((100, 100), (300, 300)),)
    pad.undo()
    pad.undo()
    assert pad.empty


def test_clear_lets_go_of_everything() -> None:
    pad = written()
    pad.mark("adult-hand", "Miss Bell")
    pad.begin(PALM, 10, 10)
    pad.clear()
    assert pad.empty
    draw(pad, (100, 100), (200, 200))
    assert pad.signature().name == ""


# ---------------------------------------------------------------- accidental


@pytest.mark.parametrize(
    ("spots", "accidental"),
    [
        ([(500, 500)], True),
        (line((100, 500), (340, 500), 40), True),
        (line((100, 500), (360, 500), 40), False),
        (line((100, 100), (900, 900), 7), True),
        (line((100, 100), (900, 900), 8), False),
    ],
    ids=["a dot", "under a quarter of the width", "over it", "seven points", "eight points"],
)
def test_little_ink_is_asked_about(spots: list[tuple[float, float]], accidental: bool) -> None:
    pad = Pad()
    draw(pad, *spots)
    assert pad.accidental is accidental
    assert pad.signature().kind == ("mark" if accidental else "signature"), "asked about, never refused"


@pytest.mark.parametrize(("wide", "high", "accidental"), [(99, 59, True), (101, 59, False), (99, 61, False)])
def test_a_scribble_in_a_tiny_box_is_asked_about(wide: int, high: int, accidental: bool) -> None:
    pad = Pad()
    draw(pad, *[(500 + wide * (i % 2), 500 + high * (i // 2 % 2)) for i in range(20)])
    assert pad.accidental is accidental


def test_the_length_of_a_path_knows_the_shape_of_the_pad() -> None:
    down = line((500, 100), (500, 500), 40)
    square, flat = Pad(shape=1.0), Pad(shape=0.5)
    draw(square, *down)
    draw(flat, *down)
    assert not square.accidental
    assert flat.accidental, "400 of its height are 200 of its width"


def test_nothing_is_no_accident() -> None:
    assert not Pad().accidental


# ---------------------------------------------------------------- picture marks and adults


def test_a_picture_can_be_the_mark() -> None:
    pad = written()
    pad.mark("picture", "fox")
    assert (pad.picture, pad.strokes, pad.empty, pad.accidental) == ("fox", (), False, False)
    assert pad.signature() == Signature("picture", (), "fox")
    pad.undo()
    assert pad.empty


def test_drawing_after_all_takes_the_picture_away() -> None:
    pad = Pad()
    pad.mark("picture", "fox")
    draw(pad, *line((100, 100), (400, 400), 10))
    assert pad.signature() == Signature("signature", pad.strokes)


def test_an_adults_hand_is_named_and_still_has_to_draw() -> None:
    pad = Pad()
    pad.mark("adult-hand", "Miss Bell")
    assert pad.empty
    with pytest.raises(ValueError, match="no mark yet"):
        pad.signature()
    draw(pad, (100, 100), (400, 400))
    assert pad.signature() == Signature("adult-hand", (((100, 100), (400, 400)),), "Miss Bell")


def test_a_mark_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the name"):
        Pad().mark("picture", "")


# ---------------------------------------------------------------- what is kept


def test_a_short_name_is_kept_as_it_was_drawn() -> None:
    pad = Pad()
    draw(pad, *line((100, 100), (700, 600), 60))
    assert pad.signature().strokes == pad.strokes


def test_a_long_name_is_kept_small_and_close_to_what_was_drawn() -> None:
    pad = written()
    kept = pad.signature().strokes
    assert len(encoded(pad.strokes)) > MOST_BYTES
    assert len(encoded(kept)) <= MOST_BYTES
    assert len(kept) == 10
    for before, after in zip(pad.strokes, kept, strict=True):
        assert (after[0], after[-1]) == (before[0], before[-1])
        assert set(after) <= set(before)
        assert all(min(math.dist(point, other) for other in after) < 80 for point in before)


def test_a_drawing_of_very_many_strokes_loses_the_shortest() -> None:
    pad = Pad()
    draw(pad, *line((0, 0), (1000, 1000), 20))
    for dot in range(400):
        draw(pad, (dot * 7 % 1000, dot * 13 % 1000))
    kept = pad.signature().strokes
    assert MOST_BYTES * 0.9 < len(encoded(kept)) <= MOST_BYTES
    assert len(kept[0]) > 10, "the long stroke is still a stroke"


@given(TOUCHES)
def test_whatever_touches_it_the_mark_is_small_and_on_the_grid(touches: list[tuple[str, int, tuple[int, int]]]) -> None:
    pad = Pad()
    for what, finger, spot in touches:
        match what:
            case "begin":
                pad.begin(finger, *spot)
            case "move":
                pad.move(finger, *spot)
            case "lift":
                pad.lift(finger)
            case "undo":
                pad.undo()
            case "clear":
                pad.clear()
    if pad.empty:
        assert not pad.accidental
        return
    kept = encoded(pad.signature().strokes)
    assert len(kept) <= MOST_BYTES < 2048
    points = [point for stroke in json.loads(kept) for point in stroke]
    assert all(stroke for stroke in json.loads(kept))
    assert all(type(n) is int and 0 <= n <= GRID for point in points for n in point)
