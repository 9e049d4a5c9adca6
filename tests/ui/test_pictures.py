"""The parts are sound, and every picture that can be made of them shows its people."""

import re
import shutil
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pygame
import pytest

from kiosk.ui.pictures import BURST, Actor, Art, Part, Pictures, Portrait, Scenery, faults

ASSETS = Path(__file__).parents[2] / "assets"
PARTS = sorted(path.relative_to(ASSETS).with_suffix("").as_posix() for path in ASSETS.rglob("*.svg"))
ASPECTS = (1.0, 1.33, 1.57, 1.8, 2.6)
ALL = Pictures(ASSETS)
MASCOTS = ("think", "click")
PEOPLE = [name for name in ALL.names("people") if name not in MASCOTS]
CHILDREN = (
    "aaliyah ada ana callum dev eve ffion grace hamza idris jay kian kofi leo mia nia niamh omar priya ravi rosa sami "
    "tomasz wei yusuf zara"
).split()
GROWN_UPS = "miss-bell mr-ade mrs-khan mum dad nan gran auntie jo grandad".split()
# The feeling words of the lessons' style guide and of the two example lessons.
FEELINGS = (
    "happy calm puzzled excited busy eager proud unsure uneasy hurt pleased worried lonely sad guilty tearful caring "
    "less-alone weighed-down frightened relieved listening thinking safer surprised embarrassed cross tired asleep "
    "scared joy smile annoyed"
).split()
MOODS = "calm eager happy kind thinking unsure worried oops wait joy proud asleep wave".split()
POSES = (
    "stand wave cheer ask think point sit lap tablet laptop hide hold comfort listen phone tummy hands-off draw shrug"
).split()


def drawn(surface: pygame.Surface) -> int:
    """How many pixels are drawn on at all."""
    return pygame.mask.from_surface(surface, 40).count()


def shades(surface: pygame.Surface) -> int:
    w, h = surface.get_size()
    return len({tuple(surface.get_at((x, y))) for x in range(0, w, 2) for y in range(0, h, 2)})


def titled(svg: str) -> str:
    return svg.replace(">", "><title>A picture</title>", 1)


# ---------------------------------------------------------------- parts


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_sound(name: str) -> None:
    assert faults((ASSETS / f"{name}.svg").read_text("utf-8")) == []


@pytest.mark.parametrize("name", PARTS)
def test_a_part_draws_something(name: str) -> None:
    surface = ALL.surface(Part(name), (120, 120), "contain")
    assert drawn(surface) > 100
    assert drawn(surface) < 120 * 120 or shades(surface) > 8, "a slab of one colour"


@pytest.mark.parametrize("name", ALL.names("places"))
def test_a_place_is_the_size_that_people_stand_in(name: str) -> None:
    assert 'viewBox="0 0 1200 760"' in (ASSETS / f"places/{name}.svg").read_text("utf-8")


def test_the_mascots_stay_in_one_place_when_their_mood_changes() -> None:
    for who in MASCOTS:
        files = [path for path in (ASSETS / "mascots").glob(f"{who}-*.svg") if path.stem != "think-head"]
        boxes = {path.read_text("utf-8").partition("viewBox=")[2].partition(" width")[0] for path in files}
        assert len(boxes) == 1


# ---------------------------------------------------------------- the cast


def test_the_whole_cast_is_there() -> None:
    assert set(CHILDREN + GROWN_UPS) <= set(PEOPLE)
    assert set(POSES) <= set(ALL.names("poses"))


@pytest.mark.parametrize("name", PEOPLE)
def test_everyone_can_feel_everything(name: str) -> None:
    looks = {}
    for feeling in FEELINGS:
        portrait = Portrait(name, feeling)
        assert ALL.missing(portrait) == []
        assert faults(titled(ALL.svg(portrait, 1.0))) == []
        looks[feeling] = pygame.image.tobytes(ALL.surface(portrait, (64, 64)), "RGB")
    assert len({looks[feeling] for feeling in ("happy", "calm", "worried", "sad", "unsure", "cross")}) == 6


def test_the_face_of_a_nan_is_that_of_the_childs_own() -> None:
    own = ALL.svg(Portrait("nan", "kind", of="zara"), 1.0)
    assert own != ALL.svg(Portrait("nan", "kind"), 1.0)
    assert ALL.svg(Portrait("zara", "kind", of="zara"), 1.0) == ALL.svg(Portrait("zara", "kind"), 1.0)


@pytest.mark.parametrize("name", PEOPLE)
def test_everyone_can_take_every_pose(name: str) -> None:
    child = name not in GROWN_UPS and "-" not in name
    for pose in POSES if child else [pose for pose in POSES if ALL.has(Scenery(None, (Actor(name, "calm", pose),)))]:
        scenery = Scenery(None, (Actor(name, "calm", pose),))
        assert ALL.missing(scenery) == []
        assert faults(titled(ALL.svg(scenery, 1.0))) == []
        assert drawn(ALL.surface(scenery, (60, 60), "contain")) > 400


@pytest.mark.parametrize(
    "pose", "stand wave cheer ask think point sit lap tablet laptop hide hold comfort listen".split()
)
def test_a_grown_up_can_take_every_pose_that_lessons_ask_for(pose: str) -> None:
    assert ALL.missing(Scenery(None, (Actor("mr-ade", "caring", pose),))) == []


@pytest.mark.parametrize("who", MASCOTS)
@pytest.mark.parametrize("mood", MOODS)
def test_a_mascot_has_every_mood_alone_and_in_a_cast(who: str, mood: str) -> None:
    assert ALL.missing(Part(f"mascots/{who}-{mood}")) == []
    scenery = Scenery("carpet", (Actor(who, mood),))
    assert ALL.missing(scenery) == []
    assert shades(ALL.surface(scenery, (120, 80))) > 8


def test_a_wheelchair_user_stays_in_their_chair() -> None:
    wheel = "#0B63A5"  # Leo's
    for pose in POSES:
        assert ALL.svg(Scenery(None, (Actor("leo", "calm", pose),)), 1.0).count(wheel) > 4, pose


def test_children_wear_their_own_clothes_out_of_school() -> None:
    uniform = "#00795F"
    assert uniform in ALL.svg(Scenery("classroom", (Actor("omar", "calm"),)), 1.5)
    assert uniform in ALL.svg(Scenery(None, (Actor("omar", "calm"),)), 1.5)
    assert uniform not in ALL.svg(Scenery("kitchen", (Actor("omar", "calm"),)), 1.5)


def test_a_nan_is_the_nan_of_the_child_beside_her() -> None:
    deep = "#6B4230"
    with_ada = ALL.svg(Scenery(None, (Actor("ada", "calm"), Actor("gran", "calm"))), 1.5)
    with_mia = ALL.svg(Scenery(None, (Actor("mia", "calm"), Actor("gran", "calm"))), 1.5)
    assert deep in with_ada
    assert deep not in with_mia
    assert ALL.alt(Scenery(None, (Actor("ada", "calm"), Actor("gran", "calm")))) == "Ada looks calm. Gran looks calm."


@pytest.mark.parametrize("name", ALL.names("tableaux"))
def test_a_tableau_is_a_prop_that_others_can_play(name: str) -> None:
    plain, played = Scenery(None, (), name), Scenery(None, (Actor("ada", "calm"), Actor("leo", "sad")), name)
    assert ALL.missing(plain) == []
    assert ALL.alt(plain).startswith("Omar ")
    assert ALL.alt(played).startswith("Ada ")
    assert ALL.svg(plain, 1.8) != ALL.svg(played, 1.8)


# ---------------------------------------------------------------- composition

SMALLEST_FACE = {1: 0.17, 2: 0.14, 3: 0.12, 4: 0.085}  # of the picture's height
HAIR = "#FE01FD"
CASTS: dict[int, list[tuple[str, ...]]] = {
    1: [("omar stand",), ("rosa ask",), ("miss-bell wave",), ("grace tablet",), ("nan comfort",)],
    2: [("kofi cheer", "mr-ade comfort"), ("nan listen", "leo laptop"), ("zara stand", "amara stand")],
    3: [("ana comfort", "kofi stand", "mr-ade listen"), ("jay sit", "rosa cheer", "mum stand")],
    4: [
        ("omar point", "miss-bell think", "leo wave", "grace stand"),
        ("ella stand", "rosa stand", "leo stand", "amara stand"),
    ],
}
# A colour for each face, which nothing else is drawn in; HAIR is what may stick out round it.
FACES = {
    name: f"#{254 - 12 * i:02X}{1 + 16 * i:02X}07"
    for i, name in enumerate(sorted({line.split()[0] for casts in CASTS.values() for cast in casts for line in cast}))
}
BEDSPREAD = "#D00090"
PROPS = {
    "floating": ("0 0 300 200", 'data-place="float"'),
    "tall": ("0 0 150 300", 'data-place="float"'),
    "small": ("0 0 200 200", 'data-place="float" data-height="120"'),
    "on-the-floor": ("0 0 300 200", 'data-place="floor"'),
    "in-the-sky": ("0 0 300 200", 'data-place="sky"'),
    "a-bed": ("0 0 300 100", 'data-place="floor" data-instead="bed"'),
}
SCENES = [
    (place, cast, prop)
    for casts in CASTS.values()
    for cast in casts
    for place, prop in (
        ("classroom", None),
        (None, "floating"),
        ("playground", "floating"),
        ("kitchen", "on-the-floor"),
    )
]


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    """The real cast with every head a block of hair and every face a block of its own colour."""
    folder = tmp_path_factory.mktemp("assets")
    for kind in ("people", "faces", "mascots", "places"):
        shutil.copytree(ASSETS / kind, folder / kind)
    (folder / "props").mkdir()
    (folder / "faces/feelings.toml").write_text('[faces]\ncalm = ["calm"]\n[sayings]\ndefault = "{}"\n')
    (folder / "faces/calm.svg").write_text(_svg("-9 -9 18 18", '<g id="face"/><g id="over"/>'))
    box = '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
    for name, colour in FACES.items():
        path = folder / f"people/{name}.svg"
        view = path.read_text("utf-8").partition('viewBox="')[2].partition('"')[0]
        hair = box.format(*view.split(), HAIR)
        face = box.format(-66, -60, 132, 130, colour)
        path.write_text(_svg(view, f'<g id="back">{hair}</g><g id="skull"/><g id="face"/><g id="front">{face}</g>'))
    cast = folder / "people/cast.toml"  # where everybody is nobody's nan, so that names are faces
    cast.write_text(re.sub("(?m)^family = .*$", "", cast.read_text("utf-8")))
    for prop, (view, says) in PROPS.items():
        picture = box.format(*view.split(), "#808080")
        (folder / f"props/{prop}.svg").write_text(_svg(view, picture, says))
    bedroom = box.format(0, 0, 1200, 760, "#90C0F0") + f'<g id="bed">{box.format(0, 0, 1200, 700, BEDSPREAD)}</g>'
    (folder / "places/bedroom.svg").write_text(_svg("0 0 1200 760", bedroom))
    return Pictures(folder)


def _svg(view: str, body: str, more: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" {more}><title>A block</title>{body}</svg>'


def _where(surface: pygame.Surface, colour: str) -> pygame.Mask:
    return pygame.mask.from_threshold(surface, pygame.Color(colour), (3, 3, 3, 255))


def _bounds(mask: pygame.Mask) -> pygame.Rect:
    rects = mask.get_bounding_rects()
    return rects[0].unionall(rects[1:])


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize(("place", "cast", "prop"), SCENES)
def test_every_head_is_in_the_frame_and_every_face_is_seen(
    masked: Pictures, place: str | None, cast: tuple[str, ...], prop: str | None, aspect: float
) -> None:
    actors = tuple(Actor(line.split()[0], "calm", line.split()[1]) for line in cast)
    size = (round(250 * aspect), 250)
    picture = masked.surface(Scenery(place, actors, prop), size)
    frame = picture.get_rect().inflate(-4, -4)
    assert frame.contains(_bounds(_where(picture, HAIR)))
    for actor in actors:
        face = _where(picture, FACES[actor.name])
        bounds = _bounds(face)
        assert frame.contains(bounds)
        assert face.count() > 0.8 * bounds.w * bounds.h, "something lies over a face"
        assert bounds.h >= 250 * SMALLEST_FACE[len(actors)], "too small to read"


def test_a_lone_actor_stands_left_of_the_prop(masked: Pictures) -> None:
    picture = masked.surface(Scenery("classroom", (Actor("omar", "calm"),), "floating"), (452, 250))
    face, prop = _bounds(_where(picture, FACES["omar"])), _bounds(_where(picture, "#808080"))
    assert face.right < prop.left
    assert prop.w * prop.h > face.w * face.h


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("prop", ["floating", "tall"])
@pytest.mark.parametrize("cast", [("omar",), ("omar", "grace"), ("omar", "miss-bell", "leo")])
def test_a_burst_keeps_inside_the_frame(masked: Pictures, cast: tuple[str, ...], prop: str, aspect: float) -> None:
    actors = tuple(Actor(name, "calm") for name in cast)
    picture = masked.surface(Scenery("bedroom", actors, prop), (round(250 * aspect), 250))
    burst = _bounds(_where(picture, BURST))
    assert picture.get_rect().inflate(-2, -2).contains(burst)
    assert burst.h > _bounds(_where(picture, "#808080")).h


def test_a_prop_beside_several_people_is_not_the_largest(masked: Pictures) -> None:
    for cast, most in ((("omar",), 0.7), (("omar", "mr-ade"), 0.55), (("omar", "mr-ade", "leo"), 0.55)):
        picture = masked.surface(Scenery("bedroom", tuple(Actor(name, "calm") for name in cast), "tall"), (452, 250))
        assert 0.3 * 250 < _bounds(_where(picture, "#808080")).h <= most * 250 + 1


def test_a_small_thing_is_drawn_small(masked: Pictures) -> None:
    sizes = []
    for prop in ("small", "floating"):
        picture = masked.surface(Scenery("bedroom", (Actor("omar", "calm"),), prop), (452, 250))
        sizes.append(_bounds(_where(picture, "#808080")).h / _bounds(_where(picture, FACES["omar"])).h)
    assert sizes[0] < 0.8 * sizes[1]


def test_somebody_who_points_stands_next_to_what_is_pointed_at(masked: Pictures) -> None:
    cast = (Actor("omar", "calm", "point"), Actor("mr-ade", "calm"))
    for prop, first in (("floating", "mr-ade"), (None, "omar")):
        picture = masked.surface(Scenery("bedroom", cast, prop), (452, 250))
        faces = {actor.name: _bounds(_where(picture, FACES[actor.name])).centerx for actor in cast}
        assert min(faces, key=lambda name: faces[name]) == first


@pytest.mark.parametrize("cast", [("omar",), ("omar", "mr-ade")])
def test_what_is_in_the_sky_is_seen_whole(masked: Pictures, cast: tuple[str, ...]) -> None:
    actors = tuple(Actor(name, "calm") for name in cast)
    picture = masked.surface(Scenery("bedroom", actors, "in-the-sky"), (452, 250))
    prop = _where(picture, "#808080")
    bounds = _bounds(prop)
    assert prop.count() > 0.98 * bounds.w * bounds.h
    assert bounds.centery < 125


def test_a_bedroom_has_one_bed(masked: Pictures) -> None:
    up, in_bed = (Scenery("bedroom", (Actor("omar", "calm", pose),)) for pose in ("stand", "bed"))
    assert BEDSPREAD in masked.svg(up, 1.8)
    assert BEDSPREAD not in masked.svg(in_bed, 1.8)
    assert BEDSPREAD not in masked.svg(Scenery("bedroom", (Actor("omar", "calm"),), "a-bed"), 1.8)
    for place in ("bedroom-evening", "bedroom-night"):
        assert ALL.svg(Scenery(place, (Actor("omar", "calm", "bed"),)), 1.8).count(f'id="places-{place}-bed"') == 0


def test_a_grown_up_leans_down_to_somebody_on_the_floor(masked: Pictures) -> None:
    across = []
    for pose in ("stand", "sit"):
        cast = (Actor("mr-ade", "calm", "comfort"), Actor("omar", "calm", pose))
        picture = masked.surface(Scenery("bedroom", cast), (452, 250))
        grown_up, child = (_bounds(_where(picture, FACES[actor.name])) for actor in cast)
        across.append((child.centerx - grown_up.centerx) / child.h)
    assert across[1] < across[0]


@pytest.mark.parametrize("cast", CASTS[3])
def test_three_people_in_a_square_are_no_smaller_for_what_stands_on_the_floor(
    masked: Pictures, cast: tuple[str, ...]
) -> None:
    actors = tuple(Actor(line.split()[0], "calm", line.split()[1]) for line in cast)
    alone, beside = (masked.surface(Scenery("kitchen", actors, prop), (250, 250)) for prop in (None, "on-the-floor"))
    for actor in actors:
        faces = [_bounds(_where(picture, FACES[actor.name])).h for picture in (alone, beside)]
        assert faces[0] == faces[1]
    assert _where(beside, "#808080").count() > 2000


def test_people_on_a_page_stand_on_nothing() -> None:
    crowd = Scenery(None, (Actor("zara", "happy"), Actor("callum", "happy", "wave")))
    assert ALL.surface(crowd, (300, 200), "contain").get_at((2, 2)).a == 0
    assert ALL.surface(crowd, (300, 200), "cover").get_at((2, 2)).a == 255


def test_a_bare_prop_is_drawn_on_a_tint() -> None:
    picture = ALL.surface(Scenery(None, (), ALL.names("props")[0]), (300, 170))
    assert drawn(picture) == 300 * 170
    assert shades(picture) > 8


# ---------------------------------------------------------------- asking for pictures


ARTS: list[tuple[Art, str]] = [
    (Part("icons/tick"), "contain"),
    (Part("avatars/fox"), "cover"),
    (Portrait("omar", "puzzled"), "cover"),
    (Scenery("classroom", (Actor("omar", "puzzled"),), None), "cover"),
    (Scenery(None, (Actor("omar", "puzzled"),), None), "contain"),
]


@pytest.mark.parametrize("size", [(1, 1), (37, 91), (452, 250), (333, 333), (999, 41)])
@pytest.mark.parametrize(("art", "fit"), ARTS)
def test_the_size_asked_for_is_the_size_given(art: Art, fit: str, size: tuple[int, int]) -> None:
    assert ALL.surface(art, size, fit).get_size() == size  # type: ignore[arg-type]


def test_a_part_that_fills_is_cut_and_one_that_fits_is_whole() -> None:
    slab = Part("places/classroom")
    assert drawn(ALL.surface(slab, (100, 100), "cover")) == 100 * 100
    assert drawn(ALL.surface(slab, (100, 100), "contain")) < 70 * 100


def test_alt_text_is_composed_of_the_parts() -> None:
    scenery = Scenery("classroom", (Actor("omar", "puzzled"), Actor("mr-ade", "listening")), "tablet-game")
    prop, place = ALL.alt(Part("props/tablet-game")), ALL.alt(Part("places/classroom"))
    assert ALL.alt(scenery) == f"Omar looks puzzled. Mr Ade is listening. {prop}. {place}."
    assert ALL.alt(Scenery("classroom", (Actor("ana", "less-alone"),))) == f"Ana feels less alone. {place}."


def test_what_is_missing_is_named() -> None:
    scenery = Scenery("clasroom", (Actor("omr", "puzled", "stood"), Actor("think", "puzled")), "tablt")
    assert ALL.missing(scenery) == [
        "places/clasroom", "props/tablt", "people/omr", "feelings/puzled", "poses/stood", "feelings/puzled",
    ]  # fmt: skip
    assert not ALL.has(scenery)
    assert ALL.has(Part("icons/tick"))
    assert ALL.missing(Part("icons/tik")) == ["icons/tik"]
    with pytest.raises(KeyError):
        ALL.surface(Part("icons/tik"), (10, 10))


def test_an_icon_takes_another_colour() -> None:
    plain, white = (ALL.surface(Part("icons/tick", colour), (64, 64)) for colour in (None, "#FFFFFF"))
    assert _where(plain, "#20294A").count() > 50
    assert _where(white, "#20294A").count() == 0
    assert _where(white, "#FFFFFF").count() > 50
    assert drawn(white) == drawn(plain)


@pytest.fixture
def window() -> Iterator[pygame.Surface]:
    pygame.display.init()
    yield pygame.display.set_mode((16, 16))
    pygame.display.quit()


def test_the_cache_stays_in_its_budget_and_forgets_the_oldest(window: pygame.Surface) -> None:
    pictures = Pictures(ASSETS, budget_bytes=4 * 3 * 40 * 40)
    arts = [Part(f"avatars/{name}") for name in ALL.names("avatars")[:6]]
    first = pictures.surface(arts[0], (40, 40))
    for before, after in pairwise(arts):
        pictures.surface(before, (40, 40))
        pictures.surface(after, (40, 40))
        assert pictures.held_bytes <= 4 * 3 * 40 * 40
    assert pictures.surface(arts[-1], (40, 40)) is pictures.surface(arts[-1], (40, 40))
    assert pictures.surface(arts[0], (40, 40)) is not first
    pictures.surface(arts[0], (400, 400))  # too big to keep at all
    assert pictures.held_bytes <= 4 * 3 * 40 * 40


def test_a_worker_prepares_what_the_screen_then_asks_for(window: pygame.Surface) -> None:
    pictures = Pictures(ASSETS)
    arts = [Scenery("classroom", (Actor(name, "happy"),)) for name in CHILDREN[:6]]
    workers = [threading.Thread(target=pictures.prepare, args=(art, (120, 80))) for art in arts * 2]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert pictures.held_bytes == len(arts) * 120 * 80 * 4
    for art in arts:
        assert pictures.surface(art, (120, 80)).get_size() == (120, 80)
    assert pictures.held_bytes == len(arts) * 120 * 80 * 4


# ---------------------------------------------------------------- what nanosvg draws

SOUND = '<rect width="5" height="5" fill="#20294A"/>'


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (SOUND, None),
        ('<path d="M0 0 H9" stroke="#20294A" stroke-dasharray="2 2" fill="none"/>', None),
        ('<rect width="5" height="5" stroke="#20294A" stroke-dasharray="2 2"/>', "dashes on a closed <rect>"),
        ('<path d="M0 0 H9 V9 Z" stroke="#20294A" stroke-dasharray="2 2"/>', "dashes on a closed <path>"),
        ("<text>Hello</text>", "<text> is not drawn"),
        ('<use href="#a"/>', "<use> is not drawn"),
        ("<clipPath><path/></clipPath>", "<clipPath> is not drawn"),
        ('<rect fill="currentColor"/>', "fill='currentColor' on <rect>"),
        ('<rect fill="rgba(1,2,3,.5)"/>', "fill='rgba(1,2,3,.5)' on <rect>"),
        ('<rect fill="#20294A80"/>', "fill='#20294A80' on <rect>"),
        ('<rect fill="url(#sky)"/>', "fill='url(#sky)' names no gradient"),
        ('<rect style="fill:#20294A"/>', "style on <rect>"),
        ('<g id="a"/><g id="a"/>', "id 'a' twice"),
        ('<linearGradient id="b" x1="0" x2="1"/>', "x1 of <linearGradient> without % or userSpaceOnUse"),
        ('<linearGradient id="b" x1="0%" x2="100%"/>', None),
    ],
)
def test_faults_are_found(body: str, fault: str | None) -> None:
    found = faults(_svg("0 0 10 10", body))
    assert (fault in found) if fault else (found == [])


def test_a_picture_without_a_title_or_a_box_is_at_fault() -> None:
    assert faults(f'<svg xmlns="http://www.w3.org/2000/svg">{SOUND}</svg>') == ["no <title>", "no viewBox"]
    assert faults("<svg")[0].startswith("not XML")
