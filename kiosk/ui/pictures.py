"""Pictures, composed from parts: a background, a cast, a prop; drawn by nanosvg at exactly the size they are shown.

The folder of parts
    places/<name>.svg     a background, 1200x760, its floor meeting its wall near y=500
    props/<name>.svg      what a picture is about
    screens/<name>.svg    what the prop of that name shows, 852x320 on a dark panel; 250x120 in its lower left are free
    people/<name>.svg     a head, its origin at the face's centre, in layers: back, skull, (the face), front
    people/cast.toml      what the shared bodies and faces are coloured with, person by person, and whose gran is whose
    people/poses, legs, torsos, over    bodies, their origin between the feet, in the reference colours of `TOKENS`
    people/tableaux.toml  pictures of people that an answer can name as if they were props ("child-asks-teacher")
    faces/<name>.svg      a face; faces/feelings.toml says which feeling words it shows
    mascots/<who>-<mood>.svg    Think and Click, every mood in the same box; mascots/moods.toml has more words for them
    icons, avatars ...    single drawings: ink is #20294A, paper is #FFFDF8, and `Part` may recolour both

Every file's <title> is its alt text: "A classroom", "A tablet with a shiny box", "Omar".

What a prop may say about itself, as attributes of its root element
    data-place   "float" (the default): large beside the people, in a soft burst; on bare ground without one
                 "floor": beside the people, standing on the floor (a basket, two chairs, a bag); before them
                 where three have little width
                 "held": in the hands of the first person (a letter, a cup); stand becomes hold
                 "sky": at the top of the picture (a cloud, bunting)
                 "foreground": along the bottom, before the people (a bed, a desk)
    data-height  how tall it is where a child stands 360 tall; without it, and in hands, the place decides
    data-burst   "none": a floating prop that needs no burst (a speech bubble)
    data-instead the id of what it stands in for: a bed, where a bedroom has one already. The background's is left out
A background may say data-stand, where feet are put (640).

What a pose says: data-legs (which legs), data-lean (degrees), data-head ("across down degrees" for the head),
data-faces (which way it is drawn; turned towards the others), data-reach (how far its arm may go over a neighbour),
data-hold (where a held prop is). Its layers: under the head, over it, and above the neighbour. Legs say data-drop: how
much lower than standing the body is; and data-instead, as a prop does. A body is drawn for a child 362 tall or an adult
of 490, hair apart.

Only what nanosvg draws is allowed in a part; `faults` knows what that is.
"""

import io
import math
import re
import threading
import tomllib
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import pygame

Fit = Literal["cover", "contain"]
Box = tuple[float, float, float, float]  # x, y, width, height

INK, PAPER = "#20294A", "#FFFDF8"
TINTS = ("#D3EEDF", "#CFE8F8", "#FBE0B2", "#F4DCEA", "#E4DEF5", "#FAD9C4")
BURST = "#FFF5E1"
MASCOTS = ("think", "click")

# The sample child's colours, in which poses, legs, torsos and faces are drawn; each stands for a word of cast.toml.
TOKENS = {
    "#C98F62": "skin",
    "#B5815E": "skin-shade",
    "#00795F": "top",
    "#046C5B": "top-shade",
    "#4F5878": "bottom",
    "#474E70": "bottom-shade",
    "#FEFEFE": "collar",
    "#7A4FA3": "chair",
    "#623A8A": "chair-shade",
    "#C4B2D6": "chair-light",
    "#3B2A22": "brow",
    "#F0756A": "cheek",
    "#9A6A48": "nose",
    "#7A2633": "mouth",
}
# Where the head sits on a body: its centre above the feet, and its scale.
HEADS = {"child": (-268.0, 0.92), "tall": (-268.0, 0.87), "adult": (-400.0, 0.9)}
CHIN = 78.0  # below a head's centre
MASCOT_SCALE = 0.86
# How far a mascot itself reaches left, right and up; its box has room for every mood's arms and stars.
MASCOT_REACH = {"think": (206.0, 262.0, 334.0), "click": (178.0, 150.0, 318.0)}


@dataclass(frozen=True)
class Part:
    """One drawing, named by its folder and file. `colour` replaces its ink, `paper` its paper (both "#RRGGBB")."""

    name: str
    colour: str | None = None
    paper: str | None = None


@dataclass(frozen=True)
class Actor:
    """Someone in a picture: a person or a mascot, a feeling word and, for a person, a pose."""

    name: str
    feeling: str
    pose: str = "stand"


@dataclass(frozen=True)
class Portrait:
    """Somebody's head and shoulders on a tint, for a row of feelings. `of` is the child whose mum, dad ... it is."""

    name: str
    feeling: str
    of: str | None = None


@dataclass(frozen=True)
class Scenery:
    """A picture: where, who and with what. Without a background it stands on a soft tint, or with fit "contain" on
    nothing at all: people to be put on a page.

    Where `prop` names a tableau, the cast (if any) are the children who play its parts.
    """

    background: str | None = None
    cast: tuple[Actor, ...] = ()
    prop: str | None = None


Art = Part | Portrait | Scenery


class Pictures:
    """The parts in a folder, and the pictures made of them, kept while they fit into `budget_bytes`."""

    def __init__(self, folder: Path, budget_bytes: int = 96_000_000) -> None:
        self._parts = _Parts(folder)
        self._budget = budget_bytes
        self._held: OrderedDict[tuple[Art, tuple[int, int], Fit], pygame.Surface] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def surface(self, art: Art, size_px: tuple[int, int], fit: Fit = "cover") -> pygame.Surface:
        """The picture at exactly this size, with alpha. Shared: never draw on it. KeyError names a missing part."""
        key = (art, size_px, fit)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        drawn = _render(self.svg(art, size_px[0] / size_px[1], fit), size_px)
        with self._lock:
            self._keep(key, drawn)
        return drawn

    def held(self, art: Art, size_px: tuple[int, int], fit: Fit = "cover") -> pygame.Surface | None:
        """The picture if it has been drawn already."""
        with self._lock:
            return self._held.get((art, size_px, fit))

    def prepare(self, art: Art, size_px: tuple[int, int], fit: Fit = "cover") -> None:
        """Draw it ahead of time; a worker thread may do so."""
        self.surface(art, size_px, fit)

    def svg(self, art: Art, aspect: float, fit: Fit = "cover") -> str:
        """The picture as one SVG of this aspect (width over height)."""
        if isinstance(art, Part):
            return _single(self._parts, art, aspect, fit)
        if isinstance(art, Portrait):
            return _portrait(self._parts, art, aspect)
        staged = self._parts.staged(art)
        return _compose(self._parts, staged, aspect, bare=fit == "contain" and staged.background is None)

    def alt(self, art: Art) -> str:
        """What a listener hears in place of the picture."""
        parts = self._parts
        if isinstance(art, Part):
            return parts.drawing(art.name).title
        if isinstance(art, Portrait):
            return parts.sentence(Actor(art.name, art.feeling))
        tableau = parts.tableau(art)
        if tableau is not None:
            return tableau
        said = [parts.sentence(actor) for actor in art.cast]
        said += [f"{parts.drawing(f'props/{art.prop}').title}."] if art.prop else []
        said += [f"{parts.drawing(f'places/{art.background}').title}."] if art.background else []
        return " ".join(said)

    def has(self, art: Art) -> bool:
        return not self.missing(art)

    def missing(self, art: Art) -> list[str]:
        """The parts that are not there, as "kind/name": places/…, props/…, people/…, feelings/…, poses/…"""
        parts = self._parts
        if isinstance(art, Part):
            return [] if parts.exists(art.name) else [art.name]
        if isinstance(art, Portrait):
            return parts.lacking(Actor(art.name, art.feeling))
        lacks: list[str] = []
        if art.background and not parts.exists(f"places/{art.background}"):
            lacks.append(f"places/{art.background}")
        if art.prop and art.prop not in parts.tableaux and not parts.exists(f"props/{art.prop}"):
            lacks.append(f"props/{art.prop}")
        return lacks + [lack for actor in art.cast for lack in parts.lacking(actor)]

    def names(self, kind: str) -> list[str]:
        """The names that `kind` may take: people, feelings, poses, tableaux, think, click, or a folder of parts."""
        parts = self._parts
        match kind:
            case "people":
                return sorted((*parts.people, *MASCOTS))
            case "feelings":
                return sorted(parts.feelings)
            case "poses":
                return sorted({name.partition("-")[2] for name in parts.listed("people/poses")})
            case "tableaux":
                return sorted(parts.tableaux)
            case "think" | "click":
                return sorted(parts.moods[kind])
        return parts.listed(kind)

    @property
    def held_bytes(self) -> int:
        return self._bytes

    def _keep(self, key: tuple[Art, tuple[int, int], Fit], drawn: pygame.Surface) -> None:
        weight = _weight(drawn)
        if key in self._held or weight > self._budget:
            return
        self._held[key] = drawn
        self._bytes += weight
        while self._bytes > self._budget:
            _, dropped = self._held.popitem(last=False)
            self._bytes -= _weight(dropped)


def _weight(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * 4


def _render(svg: str, size: tuple[int, int]) -> pygame.Surface:
    drawn = pygame.image.load_sized_svg(io.BytesIO(svg.encode()), size)
    if drawn.get_size() != size:  # nanosvg keeps the aspect, so rounding may cost a pixel
        exact = pygame.Surface(size, pygame.SRCALPHA)
        exact.blit(drawn, (0, 0))
        drawn = exact
    return drawn.convert_alpha() if pygame.display.get_init() and pygame.display.get_surface() else drawn


# ---------------------------------------------------------------- parts


@dataclass(frozen=True)
class _Drawing:
    title: str
    box: Box
    body: str  # everything but title and desc
    layers: dict[str, str] = field(default_factory=dict)  # the groups of the root that have an id
    data: dict[str, str] = field(default_factory=dict)  # data-place="floor" -> {"place": "floor"}


class _Parts:
    """The files of the folder, read once each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, _Drawing] = {}
        cast = self._table("people/cast.toml")
        self.school: set[str] = set(cast.pop("school", ()))
        self.people: dict[str, dict[str, Any]] = cast
        self.tableaux = self._table("people/tableaux.toml")
        self.moods: dict[str, dict[str, str]] = self._table("mascots/moods.toml")
        for who in MASCOTS:
            drawn = [name.partition("-")[2] for name in self.listed("mascots") if name.startswith(f"{who}-")]
            self.moods[who] = {**self.moods.get(who, {}), **{mood: mood for mood in drawn}}
        feelings = self._table("faces/feelings.toml")
        self.feelings = {word: face for face, words in feelings.get("faces", {}).items() for word in words}
        self._sayings: dict[str, str] = feelings.get("sayings", {})

    def _table(self, name: str) -> dict[str, Any]:
        path = self._folder / name
        return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}

    def exists(self, name: str) -> bool:
        return name in self._read or self._path(name).is_file()

    def _path(self, name: str) -> Path:
        kind, _, rest = name.partition("/")
        who, _, mood = rest.partition("-")
        if kind == "mascots":
            name = f"mascots/{who}-{self.moods.get(who, {}).get(mood, mood)}"
        return self._folder / f"{name}.svg"

    def listed(self, kind: str) -> list[str]:
        return sorted(path.stem for path in (self._folder / kind).glob("*.svg"))

    def drawing(self, name: str) -> _Drawing:
        if name not in self._read:
            path = self._path(name)
            if not path.is_file():
                raise KeyError(name)
            self._read[name] = _parse(path.read_text("utf-8"), name)
        return self._read[name]

    def first(self, *names: str) -> _Drawing:
        return self.drawing(next((name for name in names if self.exists(name)), names[-1]))

    def lacking(self, actor: Actor) -> list[str]:
        if actor.name in MASCOTS:
            return [] if actor.feeling in self.moods[actor.name] else [f"feelings/{actor.feeling}"]
        lacks = []
        if actor.name not in self.people:
            lacks.append(f"people/{actor.name}")
        if actor.feeling not in self.feelings:
            lacks.append(f"feelings/{actor.feeling}")
        body = "adult" if self.people.get(actor.name, {}).get("build") == "adult" else "child"
        if not self.exists(f"people/poses/{body}-{actor.pose}"):
            lacks.append(f"poses/{actor.pose}")
        return lacks

    def sentence(self, actor: Actor) -> str:
        who = self.mascot(actor) if actor.name in MASCOTS else self.drawing(f"people/{actor.name}")
        says = self._sayings.get(actor.feeling, self._sayings["default"])
        return f"{who.title} {says.format(actor.feeling.replace('-', ' '))}."

    def mascot(self, actor: Actor) -> _Drawing:
        return self.drawing(f"mascots/{actor.name}-{actor.feeling}")

    def child(self, name: str) -> bool:
        return name in self.people and self.people[name].get("build") != "adult"

    def _players(self, scenery: Scenery) -> dict[str, str]:
        """Who plays "child" and "friend" in a tableau: the children of the cast, in their order."""
        children = [actor.name for actor in scenery.cast if self.child(actor.name)]
        understudies = [name for name in ("omar", "mia") if name not in children]
        return dict(zip(("child", "friend"), children + understudies, strict=False))

    def staged(self, scenery: Scenery) -> Scenery:
        """The scenery itself, or the tableau that its prop names, with the cast in its parts."""
        tableau = self.tableaux.get(scenery.prop or "")
        if tableau is None:
            return scenery
        players = self._players(scenery)
        cast = []
        for line in tableau.get("cast", ()):
            name, feeling, *pose = line.split()
            cast.append(Actor(players.get(name, name), feeling, *pose))
        return Scenery(tableau.get("background"), tuple(cast), tableau.get("prop"))

    def tableau(self, scenery: Scenery) -> str | None:
        tableau = self.tableaux.get(scenery.prop or "")
        if tableau is None:
            return None
        titles = {role: self.drawing(f"people/{name}").title for role, name in self._players(scenery).items()}
        return str(tableau["title"]).format(**titles)


def _parse(text: str, name: str) -> _Drawing:
    root = ElementTree.fromstring(re.sub(r'\sxmlns="[^"]*"', "", text, count=1))
    title = (root.findtext("title") or "").strip()
    x, y, w, h = (float(v) for v in root.get("viewBox", "0 0 100 100").split())
    layers: dict[str, str] = {}
    body = []
    prefix = name.replace("/", "-")  # two parts of a picture may call their gradients alike
    for element in root:
        if element.tag in ("title", "desc"):
            continue
        element.tail = None
        drawn = ElementTree.tostring(element, encoding="unicode")
        drawn = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', drawn)
        drawn = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", drawn)
        body.append(drawn)
        if element.tag == "g" and (key := element.get("id")):
            layers[key] = drawn
    data = {key[5:]: value for key, value in root.attrib.items() if key.startswith("data-")}
    return _Drawing(title, (x, y, w, h), "".join(body), layers, data)


def _recoloured(body: str, colours: dict[str, str]) -> str:
    return re.sub(r"#[0-9A-Fa-f]{6}\b", lambda m: colours.get(m[0].upper(), m[0]), body)


def _mixed(colour: str, other: str, share: float) -> str:
    a, b = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (colour, other))
    return "#" + "".join(f"{round(p + (q - p) * share):02X}" for p, q in zip(a, b, strict=True))


def _group(body: str, x: float = 0, y: float = 0, scale: float = 1, turn: float = 0, flip: bool = False) -> str:
    across = -scale if flip else scale
    return f'<g transform="translate({x:.2f} {y:.2f}) rotate({turn:g}) scale({across:.4f} {scale:.4f})">{body}</g>'


def _page(box: Box, body: str) -> str:
    x, y, w, h = box
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.3f} {h:.3f}" width="{w:.3f}" height="{h:.3f}">'
        f"{_group(body, -x, -y)}</svg>"
    )


def _framed(box: Box, aspect: float, fit: Fit) -> Box:
    """The box grown (contain) or cut (cover) about its centre to the aspect."""
    x, y, w, h = box
    wider = aspect > w / h
    if wider == (fit == "contain"):
        grown = h * aspect
        return x - (grown - w) / 2, y, grown, h
    grown = w / aspect
    return x, y - (grown - h) / 2, w, grown


def _single(parts: _Parts, art: Part, aspect: float, fit: Fit) -> str:
    drawing = parts.drawing(art.name)
    colours = {INK: art.colour or INK, PAPER: art.paper or PAPER}
    return _page(_framed(drawing.box, aspect, fit), _recoloured(drawing.body, colours))


# ---------------------------------------------------------------- people


@dataclass(frozen=True)
class _Figure:
    """Somebody drawn, origin between the feet; left, right and top are how far the drawing reaches from there."""

    body: str
    above: str  # an arm that lies on the neighbour's shoulder
    left: float
    right: float
    top: float
    head: float  # half the width of the head
    chin: float  # how high the chin is
    behind: bool = False  # adults stand behind children
    cut: float = 0  # how much of the legs a shallow picture may cut off
    reach: float = 0  # how far an arm may go behind the neighbour
    points: float = 0  # how far a pointing arm goes, which touches nobody
    instead: str = ""  # what of the background is not drawn
    faces_right: bool = True


def _palette(person: dict[str, Any]) -> dict[str, str]:
    shade = "#1C1440"
    chair = person.get("chair", "#7A4FA3")
    words = {
        **person,
        "skin-shade": _mixed(person["skin"], shade, 0.12),
        "top-shade": _mixed(person["top"], shade, 0.13),
        "bottom-shade": _mixed(person["bottom"], shade, 0.13),
        "chair": chair,
        "chair-shade": _mixed(chair, shade, 0.25),
        "chair-light": _mixed(chair, "#FFFFFF", 0.55),
    }
    return {token: str(words[word]) for token, word in TOKENS.items()}


def _headed(parts: _Parts, name: str, feeling: str) -> tuple[str, str, Box]:
    """What is behind the body, what is before it, and the box of both; origin at the face's centre."""
    head = parts.drawing(f"people/{name}")
    face = parts.drawing(f"faces/{parts.feelings[feeling]}")
    colours = _palette(parts.people[name])
    layers, looks = head.layers, face.layers
    front = layers["skull"] + _group(_recoloured(looks["face"], colours), 0, 6)
    front += layers["front"] + _group(looks.get("over", ""), 0, 6)
    return layers["back"], front, head.box


STOOP = 8.0  # degrees that a grown-up leans further to put an arm round somebody who sits on the floor


def _person(
    parts: _Parts, actor: Actor, faces_right: bool, held: _Drawing | None, at_home: bool, stoops: bool
) -> _Figure:
    person = parts.people[actor.name]
    if at_home:
        person = {**person, **person.get("home", {})}
    build = person.get("build", "child")
    body = "adult" if build == "adult" else "child"
    wears = person.get("wears", "trousers")
    pose = parts.drawing(f"people/poses/{body}-{actor.pose}")
    sits = "chair" if "chair" in person else pose.data.get("legs", "stand")
    kinds = [f"{stature}-{sits}" for stature in (build, body)]
    legs = parts.first(*(f"people/legs/{kind}{end}" for kind in kinds for end in (f"-{wears}", "")))
    torso = parts.first(f"people/torsos/{body}-{person.get('torso', 'plain')}", f"people/torsos/{body}")

    drop = float(legs.data.get("drop", 0))
    lean = float(pose.data.get("lean", 0))
    if stoops and body == "adult":
        lean -= STOOP
    nod, dip, tilt = (float(v) for v in pose.data.get("head", "0 0 0").split())
    flip = "faces" in pose.data and (pose.data["faces"] == "right") != faces_right
    if flip:
        lean, nod, tilt = -lean, -nod, -tilt
    height, scale = HEADS[build]
    back, front, box = _headed(parts, actor.name, actor.feeling)

    def on_neck(drawn: str) -> str:
        return _group(drawn, nod, height + dip, scale, tilt)

    colours = _palette(person)

    def turned(drawn: str) -> str:
        return _group(_recoloured(drawn, colours), flip=flip)

    upper = on_neck(back) + _recoloured(torso.body, colours) + turned(pose.layers["under"]) + on_neck(front)
    if "over" in person:
        upper += parts.drawing(f"people/over/{person['over']}").body
    if held is not None:
        x, y = (float(v) for v in pose.data["hold"].split())
        upper += _within(held, (x - 70, y - 52, 140, 104))
    upper += turned(pose.layers["over"])
    scaled = float(person.get("scale", 1))
    drawn = turned(legs.body) + _group(upper, 0, drop, turn=lean)

    sway = height * -0.0175 * lean  # a degree of lean moves the head by its height / 57
    left = min(nod + sway + scale * box[0], pose.box[0] if not flip else -pose.box[0] - pose.box[2], legs.box[0])
    ends = [box_[0] + box_[2] for box_ in (pose.box, legs.box)]
    right = max(nod + sway + scale * (box[0] + box[2]), ends[0] if not flip else -pose.box[0], ends[1])
    top = min(height + dip + scale * box[1], pose.box[1]) + drop
    standing = sits == "stand"
    above = turned(pose.layers["above"]) if "above" in pose.layers else ""
    cut = 130.0 if body == "adult" and standing else 92.0 if standing else 70.0 if sits == "chair" else 14.0
    return _Figure(
        _group(drawn, scale=scaled),
        _group(_group(above, 0, drop, turn=lean), scale=scaled),
        -left * scaled,
        right * scaled,
        -top * scaled,
        max(-box[0], box[0] + box[2]) * scale * scaled,
        -(height + dip + drop + scale * CHIN) * scaled,
        behind=body == "adult",
        cut=cut * scaled,
        reach=float(pose.data.get("reach", 0)) * scaled,
        points=(pose.box[0] + pose.box[2]) * scaled if actor.pose == "point" else 0,
        instead=legs.data.get("instead", ""),
        faces_right=faces_right,
    )


def _mascot(parts: _Parts, actor: Actor, faces_right: bool) -> _Figure:
    drawing = parts.mascot(actor)
    left, right, top = (reach * MASCOT_SCALE for reach in MASCOT_REACH[actor.name])
    if not faces_right:
        left, right = right, left
    body = _group(drawing.body, scale=MASCOT_SCALE, flip=not faces_right)
    return _Figure(body, "", left, right, top, (left + right) / 2, chin=0, cut=10, faces_right=faces_right)


def _portrait(parts: _Parts, art: Portrait, aspect: float) -> str:
    tint = _tint(art.name)
    if art.name in MASCOTS:
        body = parts.mascot(Actor(art.name, art.feeling)).body
        box = _framed(
            (56.0, -352.0, 224.0, 224.0) if art.name == "think" else (-140.0, -336.0, 280.0, 280.0), aspect, "contain"
        )
    else:
        family: dict[str, str] = parts.people.get(art.of or "", {}).get("family", {})
        name = family.get(art.name, art.name)
        person = parts.people[name]
        back, front, (x, y, w, _) = _headed(parts, name, art.feeling)
        colours = _palette(person)
        bust = "M-96 196 C-100 104 -46 88 0 88 C46 88 100 104 96 196Z"
        neck = '<path d="M-17 60 H17 V92 Q0 112 -17 92Z" fill="#B5815E"/>'
        body = back + _recoloured(f'<path d="{bust}" fill="#00795F"/>{neck}', colours) + front
        top = min(y, -104.0) - 14
        side = max(w + 16, 132 - top)
        box = _framed((x + w / 2 - side / 2, 132 - side, side, side), max(aspect, 1), "contain")
        box = _framed(box, aspect, "contain")
    return _page(box, _ground(box, tint) + body)


# ---------------------------------------------------------------- composition


def _tint(name: str) -> str:
    return TINTS[zlib.crc32(name.encode()) % len(TINTS)]


def _ground(box: Box, colour: str) -> str:
    x, y, w, h = box
    return f'<rect x="{x - 2:.2f}" y="{y - 2:.2f}" width="{w + 4:.2f}" height="{h + 4:.2f}" fill="{colour}"/>'


def _within(drawing: _Drawing, box: Box, sits: bool = False) -> str:
    """The drawing, contained in the box; in its middle or, where it sits, on its bottom edge."""
    x, y, w, h = box
    dx, dy, dw, dh = drawing.box
    scale = min(w / dw, h / dh)
    down = h - dh * scale if sits else (h - dh * scale) / 2
    return _group(drawing.body, x + (w - dw * scale) / 2 - dx * scale, y + down - dy * scale, scale)


def _burst(x: float, y: float, rx: float, ry: float, points: int = 15) -> str:
    rays = []
    for i in range(points * 2):
        turn = math.pi * i / points
        far = 1.0 if i % 2 == 0 else 0.88
        rays.append(f"{x + rx * far * math.sin(turn):.1f},{y - ry * far * math.cos(turn):.1f}")
    return (
        f'<polygon points="{" ".join(rays)}" fill="{BURST}" stroke="{BURST}" stroke-width="14" '
        f'stroke-linejoin="round"/>'
    )


MARGIN = 22.0
SHOULDER = 94.0  # how far a child reaches to one side, arms down
SHALLOW = 1.62
FURTHEST_BACK = 80.0
CROWD, NARROW = 3, 1.25  # so many people, in a picture of that aspect, have what stands on the floor before them
PLACE_HEIGHTS = {"float": 250.0, "floor": 210.0, "held": 104.0, "sky": 130.0, "foreground": 150.0}


def _compose(parts: _Parts, scenery: Scenery, aspect: float, bare: bool) -> str:
    prop = parts.drawing(f"props/{scenery.prop}") if scenery.prop else None
    ground = parts.drawing(f"places/{scenery.background}") if scenery.background else None
    name = scenery.prop or (scenery.cast[0].name if scenery.cast else "")
    place = prop.data.get("place", "float") if prop else ""
    cast = scenery.cast
    if place == "held":
        if cast and cast[0].name not in MASCOTS:
            first = cast[0] if cast[0].pose != "stand" else Actor(cast[0].name, cast[0].feeling, "hold")
            cast = (first, *cast[1:])
        if not cast or not _holds(parts, cast[0]):
            place = "float"
    if not cast:
        return _still(ground, prop, name, aspect, bare)
    if place == "floor" and len(cast) >= CROWD and aspect < NARROW and prop and not prop.data.get("instead"):
        place = "corner"  # beside so many people it would make all of them small
    at_home = scenery.background is not None and scenery.background not in parts.school
    cast = _families(parts, cast)
    beside = prop if place in ("float", "floor") or (prop and place == "sky" and not _garland(prop)) else None
    if beside is not None and cast[0].pose == "point":  # what is pointed at is the prop
        cast = (*cast[1:], cast[0])
    figures = [
        _figure(parts, cast, i, prop if place == "held" and i == 0 else None, at_home, beside is not None)
        for i in range(len(cast))
    ]

    burst = place == "float" and ground is not None and prop is not None and prop.data.get("burst") != "none"
    plan = _arranged(figures, beside, place, aspect, bare, burst)
    window, prop_box = plan.window, plan.prop
    instead = {prop.data.get("instead", "") if prop else "", *(figure.instead for figure in figures)}
    body = "" if bare else _backdrop(window, ground, name, instead)
    x, y, w, h = window
    if prop and place == "sky" and beside is None:
        body += _within(prop, (x + w * 0.1, y + h * 0.03, w * 0.8, max(0.24 * h, -y - max(f.top for f in figures))))
    if beside is not None and prop_box is not None:
        if burst:
            px, py, pw, ph = _fitted(beside, prop_box)
            body += _burst(px + pw / 2, py + ph / 2, pw * 0.62 + 12, ph * 0.62 + 12)
        body += _within(beside, prop_box, sits=place == "floor")
    order = sorted(range(len(figures)), key=lambda i: not figures[i].behind)
    body += "".join(_group(figures[i].body, *plan.feet[i]) for i in order)
    body += "".join(_group(figures[i].above, *plan.feet[i]) for i in order if figures[i].above)
    if prop and place == "corner":
        tall = min(0.32 * h, 0.42 * w * prop.box[3] / prop.box[2])
        body += _within(prop, (x + w * 0.56, y + h - tall - 0.03 * h, w * 0.42, tall), sits=True)
    if prop and place == "foreground":
        tall = float(prop.data.get("height", PLACE_HEIGHTS[place]))
        body += _within(prop, (x, y + h - tall, w, tall), sits=True)
    return _page(window, body)


def _garland(prop: _Drawing) -> bool:
    """Bunting and the like hangs across the whole picture."""
    return prop.box[2] > 4 * prop.box[3]


def _families(parts: _Parts, cast: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The cast with each mum, dad, nan ... as the first child's own."""
    child = next((actor.name for actor in cast if parts.child(actor.name)), None)
    family: dict[str, str] = parts.people[child].get("family", {}) if child else {}
    return tuple(Actor(family.get(a.name, a.name), a.feeling, a.pose) for a in cast)


def _holds(parts: _Parts, actor: Actor) -> bool:
    if actor.name in MASCOTS:
        return False
    body = "adult" if parts.people[actor.name].get("build") == "adult" else "child"
    return "hold" in parts.drawing(f"people/poses/{body}-{actor.pose}").data


def _figure(
    parts: _Parts, cast: Sequence[Actor], index: int, held: _Drawing | None, at_home: bool, beside: bool
) -> _Figure:
    actor = cast[index]
    faces_right = index < (len(cast) + 1) // 2  # towards the middle, and alone towards the prop
    if beside and actor.pose == "point" and index == len(cast) - 1:
        faces_right = True
    if actor.name in MASCOTS:
        return _mascot(parts, actor, faces_right)
    other = index + 1 if faces_right else index - 1
    stoops = actor.pose == "comfort" and 0 <= other < len(cast) and _low(parts, cast[other])
    return _person(parts, actor, faces_right, held, at_home, stoops)


def _low(parts: _Parts, actor: Actor) -> bool:
    """Whether a child sits on the floor, with shoulders below a standing grown-up's reach."""
    if not parts.child(actor.name) or "chair" in parts.people[actor.name]:
        return False
    return parts.drawing(f"people/poses/child-{actor.pose}").data.get("legs") == "sit"


def _fitted(drawing: _Drawing, box: Box) -> Box:
    x, y, w, h = box
    _, _, dw, dh = drawing.box
    scale = min(w / dw, h / dh)
    return x + (w - dw * scale) / 2, y + (h - dh * scale) / 2, dw * scale, dh * scale


@dataclass(frozen=True)
class _Row:
    """People side by side: where their feet are, from the row's left edge and above the floor line at its front."""

    spots: list[float]
    lifts: list[float]
    width: float
    top: float


def _row(figures: Sequence[_Figure], close: bool) -> _Row:
    """Room for every arm; or, where there is little room, heads side by side and adults behind the children."""
    spots, lifts = [figures[0].left], [0.0] * len(figures)
    for i, (before, figure) in enumerate(pairwise(figures)):
        step = before.right + figure.left + 6
        step -= before.reach if before.faces_right else 0
        step -= 0 if figure.faces_right else figure.reach
        if close:
            apart = max(before.points if before.faces_right else 0, 0 if figure.faces_right else figure.points)
            step = min(step, max(before.head + figure.head + 4, apart + SHOULDER if apart else 0))
            back, front = (i, figure) if before.behind else (i + 1, before)
            lift = front.top + 4 - figures[back].chin  # further back is further up, so that no chin is covered
            if figures[back].behind and not front.behind and lift < FURTHEST_BACK:
                step = min(step, 112.0)
                lifts[back] = max(lifts[back], lift)
        spots.append(spots[-1] + step)
    left = min(spot - figure.left for spot, figure in zip(spots, figures, strict=True))
    right = max(spot + figure.right for spot, figure in zip(spots, figures, strict=True))
    top = max(figure.top + lift for figure, lift in zip(figures, lifts, strict=True))
    return _Row([spot - left for spot in spots], lifts, right - left, top)


@dataclass(frozen=True)
class _Plan:
    """The window over the scene, whose origin is on the floor; where the feet are; the prop's box."""

    window: Box
    feet: list[tuple[float, float]]
    prop: Box | None = None


def _arranged(
    figures: Sequence[_Figure], prop: _Drawing | None, place: str, aspect: float, bare: bool, burst: bool
) -> _Plan:
    # How far the window goes under the feet. A shallow picture is cut at the shins or higher, never through the shoes.
    cut = min(figure.cut for figure in figures)
    below = MARGIN
    if aspect > SHALLOW and not bare and cut > 20 and place != "floor":
        below = -cut * min(1.0, 0.55 + (aspect - SHALLOW) * 0.6)
    loose, close = (_planned(_row(figures, close), prop, place, aspect, below, burst) for close in (False, True))
    return close if close.window[3] < loose.window[3] * 0.92 else loose


def _planned(row: _Row, prop: _Drawing | None, place: str, aspect: float, below: float, burst: bool) -> _Plan:
    need = row.top + MARGIN + below

    def feet(start: float) -> list[tuple[float, float]]:
        return [(start + spot, -lift) for spot, lift in zip(row.spots, row.lifts, strict=True)]

    if prop is None:
        window = _window(max(need, (row.width + 2 * MARGIN) / aspect), aspect, need, below)
        return _Plan(window, feet(window[0] + (window[2] - row.width) / 2))

    _, _, dw, dh = prop.box
    natural = float(prop.data.get("height", PLACE_HEIGHTS[place]))
    wide = min(natural * dw / dh, 300.0 if len(row.spots) == 1 else 250.0)
    beside = max(need, (row.width + wide + 4 * MARGIN) / aspect)
    above = max(need + min(natural, wide * dh / dw) + MARGIN, (row.width + 2 * MARGIN) / aspect)
    # How far a burst goes beyond its prop, in parts of the prop's size and, its rays' round ends, at all.
    more, ends = (0.12, 12 + 7 + 5) if burst else (0.0, 0.0)
    if place == "float" and above < beside * 0.92:
        window = _window(above, aspect, above, below)
        x, y, w, _ = window
        tall = (-row.top - 0.6 * MARGIN - y - max(ends, 0.8 * MARGIN)) / (1 + more)
        box = (x + w * 0.12, -row.top - 0.6 * MARGIN - tall, w * 0.76, tall)
        return _Plan(window, feet(x + (w - row.width) / 2), box)

    window = _window(beside, aspect, need, below)
    x, y, w, h = window
    tallest = min(1.2 * natural, h - 2 * MARGIN)
    if place == "float":  # beside one face a prop is the larger, among several it is one more
        tallest = min((0.7 if len(row.spots) == 1 else 0.55) * h, (h - 2 * ends) / (1 + 2 * more))
        tallest = min(tallest, natural) if "height" in prop.data else tallest
    spare = w - row.width
    wide = min(spare - 4 * MARGIN, (spare - 2 * MARGIN - ends) / (1 + more), tallest * dw / dh)
    tall = wide * dh / dw
    top = {"float": y + h * 0.47 - tall / 2, "sky": y + MARGIN}.get(place, 8 - tall)
    if place == "float":
        top = min(max(top, y + ends + more * tall), y + h - ends - (1 + more) * tall)
    over = ends + more * wide
    apart = min((spare - wide) / 3, 90.0)
    start = x + min((spare - wide - apart) / 2, spare - wide - apart - over)
    return _Plan(window, feet(start), (start + row.width + apart, top, wide, tall))


def _window(height: float, aspect: float, need: float, below: float) -> Box:
    spare = height - need
    bottom = below + spare * 0.3
    return -height * aspect / 2, bottom - height, height * aspect, height


def _backdrop(window: Box, ground: _Drawing | None, name: str, without: set[str]) -> str:
    x, y, w, h = window
    if ground is None:
        tint = _tint(name)
        floor = _mixed(tint, "#FFFFFF", 0.5)
        return (
            _ground(window, tint)
            + f'<ellipse cx="{x + w / 2:.2f}" cy="4" rx="{w * 0.46:.2f}" ry="{h * 0.09:.2f}" fill="{floor}"/>'
        )
    _, _, gw, gh = ground.box
    scale = max(0.72, w / gw, h / gh)
    lowest, highest = -y / scale, gh - (y + h) / scale
    stand = min(max(float(ground.data.get("stand", 640)), lowest), max(highest, lowest))
    body = ground.body
    for layer in without & ground.layers.keys():
        body = body.replace(ground.layers[layer], "")
    return _group(body, x + w / 2 - (ground.box[0] + gw / 2) * scale, -stand * scale, scale)


def _still(ground: _Drawing | None, prop: _Drawing | None, name: str, aspect: float, bare: bool) -> str:
    """A picture without people: the prop, large."""
    if ground is not None:
        window = _framed(ground.box, aspect, "cover")
        body = ground.body
    else:
        window = (0.0, 0.0, 100 * aspect, 100.0)
        body = "" if bare else _ground(window, _tint(name))
    if prop is None:
        return _page(window, body)
    x, y, w, h = window
    box = (x + w * 0.08, y + h * 0.09, w * 0.84, h * 0.82)
    if ground is None and not bare:
        glow = _mixed(_tint(name), "#FFFFFF", 0.45)
        body += f'<ellipse cx="{w / 2:.2f}" cy="{h / 2:.2f}" rx="{h * 0.44:.2f}" ry="{h * 0.44:.2f}" fill="{glow}"/>'
    elif ground is not None and prop.data.get("place", "float") == "float" and prop.data.get("burst") != "none":
        box = (x + w * 0.16, y + h * 0.14, w * 0.68, h * 0.68)
        fx, fy, fw, fh = _fitted(prop, box)
        body += _burst(fx + fw / 2, fy + fh / 2, fw * 0.6 + 20, fh * 0.6 + 20)
    return _page(window, body + _within(prop, box))


# ---------------------------------------------------------------- what nanosvg draws

_COLOUR = re.compile(r"none|#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}|url\(#[\w-]+\)")
_SHAPES = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "line"}
_TAGS = {"svg", "title", "desc", "g", "defs", "linearGradient", "radialGradient", "stop"} | _SHAPES
_GEOMETRY = "id d x y width height rx ry cx cy r x1 y1 x2 y2 fx fy points transform viewBox offset"
_PAINT = (
    "fill fill-rule fill-opacity opacity stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-dasharray gradientUnits gradientTransform stop-color stop-opacity"
)
_ATTRIBUTES = frozenset(_GEOMETRY.split()) | frozenset(_PAINT.split())


def faults(svg_text: str) -> list[str]:
    """What nanosvg would draw differently from a browser, or not at all; empty for a sound part."""
    try:
        root = ElementTree.fromstring(svg_text)
    except ElementTree.ParseError as error:
        return [f"not XML: {error}"]
    found = []
    plain = [(element, element.tag.rpartition("}")[2]) for element in root.iter()]
    ids = [element.get("id") for element, _ in plain if element.get("id")]
    if plain[0][1] != "svg":
        found.append(f"root is <{plain[0][1]}>")
    if not (root.findtext("{*}title") or "").strip():
        found.append("no <title>")
    if len((root.get("viewBox") or "").split()) != 4:
        found.append("no viewBox")
    found += [f"id {name!r} twice" for name in sorted({name for name in ids if name and ids.count(name) > 1})]
    for element, tag in plain:
        if tag not in _TAGS:
            found.append(f"<{tag}> is not drawn")
            continue
        for key, value in element.attrib.items():
            if key not in _ATTRIBUTES and not key.startswith("data-"):
                found.append(f"{key} on <{tag}>")
            elif key in ("fill", "stroke", "stop-color") and not _COLOUR.fullmatch(value):
                found.append(f"{key}={value!r} on <{tag}>")
            elif value.startswith("url(#") and value[5:-1] not in ids:
                found.append(f"{key}={value!r} names no gradient")
        if "stroke-dasharray" in element.attrib and _closed(tag, element.get("d", "")):
            found.append(f"dashes on a closed <{tag}>")
        if tag == "linearGradient" and element.get("gradientUnits") != "userSpaceOnUse":
            loose = [k for k in ("x1", "y1", "x2", "y2") if not element.get(k, "0%").endswith("%")]
            found += [f"{k} of <linearGradient> without % or userSpaceOnUse" for k in loose]
    return found


def _closed(tag: str, path: str) -> bool:
    return tag in ("rect", "circle", "ellipse", "polygon") or "z" in path.lower()
