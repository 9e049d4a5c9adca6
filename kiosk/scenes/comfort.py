"""How somebody likes the screen: the size of the letters, colours, movement, sound, and how it is worked.

A pupil opens it from their own name, or a teacher does for them. One thing at a time is asked, with few and large ways
to choose from, each read out as it is lit. Every choice is to be seen and heard at once, and is kept as it is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.records.rows import Colours, Comfort, Sound, Switch
from kiosk.scenes.page import BAR_H, BAR_Y, ENGLISH, LEFT, RIGHT, Back, PupilPage, Says, Told, Who
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import Art, Part
from kiosk.ui.scene import Keep, Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.theme import Theme, themes
from kiosk.ui.widgets import RING, RING_INNER, Button, Panel, Tap, Widget, Words, shade

CARD = Rect(LEFT, 346, RIGHT - LEFT, 524)
TAB_GAP, TAB_Y, TAB_H = 24.0, 150.0, 164.0


@dataclass(frozen=True)
class Chose:
    """To be kept for this pupil, and to be seen from now on."""

    pupil_id: str
    comfort: Comfort


@dataclass(frozen=True)
class Way:
    """One of the ways to choose from: what it is called, and how the screen would be then.

    Its sign is an icon, a picture, a letter in that size, or a little page in those colours.
    """

    key: str
    label: str
    comfort: Comfort
    icon: str = ""
    art: Art | None = None
    letters: float = 0.0
    colours: Colours | None = None


@dataclass(frozen=True)
class Matter:
    """One of the things that somebody may like otherwise."""

    key: str
    label: str
    icon: str
    ways: tuple[Way, ...]


class HowILikeIt(PupilPage):
    """`languages` are the codes and own names of those that have been translated: ("pl", "Polski")."""

    def __init__(
        self, says: Says, who: Who, pupil_id: str, comfort: Comfort, languages: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(says, who)
        self.pupil_id = pupil_id
        self.comfort = comfort
        self.languages = tuple(languages)
        self._open = "letters"
        self._read = 0
        """Which line of the narration is about the first of the ways; they are in order from there."""
        self._tell("how-i-like-it", "tap-what-you-like")

    def _tell(self, *before: str) -> None:
        """What is open, and the ways to choose from."""
        matter = self._matter
        self._read = len(before) + 1
        self.narrate(*(self.says(phrase) for phrase in before), matter.label, *(way.label for way in matter.ways))

    def _look_at(self, matter: Matter) -> Outcome | None:
        self._open = matter.key
        self._tell()
        return None

    def _choose(self, way: Way) -> Outcome:
        self.comfort = way.comfort
        self.still, self.letters = way.comfort.still, way.comfort.text_scale
        self._read = -self._matter.ways.index(way)
        self.narrate(way.label)
        return Keep(Chose(self.pupil_id, way.comfort))

    def hear_again(self) -> Outcome | None:
        self._tell("how-i-like-it", "tap-what-you-like")
        return None

    # ------------------------------------------------------------ what there is to choose

    @property
    def _matter(self) -> Matter:
        return next(matter for matter in self._matters() if matter.key == self._open)

    def _matters(self) -> list[Matter]:
        says = self.says
        matters = [
            Matter("letters", says("letters"), "letters", self._letters()),
            Matter("colours", says("colours"), "palette", self._colours()),
            Matter("moving", says("movement"), "play", self._movement()),
            Matter("sound", says("sound"), "speaker", self._sounds()),
            Matter("voice", says("pace"), "chat", self._paces()),
            Matter("switch", says("switch"), "tap", self._switches()),
        ]
        if self.languages:
            matters.insert(5, Matter("language", says("language"), "globe", self._tongues()))
        return matters

    def _letters(self) -> tuple[Way, ...]:
        sizes = (("usual", 1.0), ("large", 1.25), ("largest", 1.5))
        return tuple(
            Way(f"letters-{key}", self.says(f"letters-{key}"), replace(self.comfort, text_scale=scale), letters=scale)
            for key, scale in sizes
        )

    def _colours(self) -> tuple[Way, ...]:
        names: tuple[Colours, ...] = ("standard", "contrast", "yellow", "rose", "green", "blue")
        return tuple(
            Way(f"colours-{name}", self.says(f"colours-{name}"), replace(self.comfort, colours=name), colours=name)
            for name in names
        )

    def _movement(self) -> tuple[Way, ...]:
        return (
            Way("moving", self.says("movement-on"), replace(self.comfort, still=False), "play"),
            Way("still", self.says("movement-off"), replace(self.comfort, still=True), "pause"),
        )

    def _sounds(self) -> tuple[Way, ...]:
        sounds: tuple[tuple[Sound, str], ...] = (("full", "speaker"), ("soft", "moon"), ("captions", "chat"))
        return tuple(
            Way(f"sound-{name}", self.says(f"sound-{name}"), replace(self.comfort, sound=name), icon)
            for name, icon in sounds
        )

    def _paces(self) -> tuple[Way, ...]:
        paces = (("slow", 0.8, "mascots/think-head"), ("usual", 1.0, "avatars/cat"), ("quick", 1.2, "avatars/rabbit"))
        return tuple(
            Way(f"pace-{name}", self.says(f"pace-{name}"), replace(self.comfort, pace=pace), art=Part(art))
            for name, pace, art in paces
        )

    def _tongues(self) -> tuple[Way, ...]:
        spoken = ((ENGLISH, self.says.in_english("this-language")), *self.languages)
        # Each is called by its own name, in its own voice.
        return tuple(
            Way(f"language-{code}", Told(name, code), replace(self.comfort, language=code), "globe")
            for code, name in spoken
        )

    def _switches(self) -> tuple[Way, ...]:
        switches: tuple[tuple[Switch, str], ...] = (("off", "hand"), ("one-switch", "tap"), ("two-switch", "keyboard"))
        return tuple(
            Way(f"switch-{name}", self.says(f"switch-{name}"), replace(self.comfort, switch=name), icon)
            for name, icon in switches
        )

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        spoken = self.narration.spoken
        opening = self._read == 3
        return [
            Words(
                "title", Rect(LEFT, 54, 800, 72), self.says("how-i-like-it"), 60, 700, shrink_to=44, valign="middle",
                spoken=spoken(0) if opening else None,
            ),
            Words(
                "tap", Rect(940, 54, RIGHT - 940, 72), self.says("tap-what-you-like"), 42, 400, "ink2", "right",
                shrink_to=30, valign="middle", spoken=spoken(1) if opening else None,
            ),
            *self._tabs(),
            Panel("card", CARD, "paper", edge="card_edge", radius=48, level=1),
            *self._ways(),
            # Where it was opened from is where it is closed.
            Button("done", Rect(LEFT, BAR_Y, 430, BAR_H), self.says("done"), lambda: Leave(Back()), icon="tick"),
            # Staff who set it for a pupil have nobody to tell.
            *(widget for widget in self.bar(chip=False) if self.idle != "staff" or widget.key != "tell"),
        ]  # fmt: skip

    def _tabs(self) -> list[Widget]:
        matters = self._matters()
        wide = (RIGHT - LEFT - TAB_GAP * (len(matters) - 1)) / len(matters)
        return [
            Button(
                f"matter-{matter.key}",
                Rect(LEFT + place * (wide + TAB_GAP), TAB_Y, wide, TAB_H),
                matter.label,
                lambda matter=matter: self._look_at(matter),
                kind="quiet",
                chosen=matter.key == self._open,
                icon=matter.icon,
                icon_side="top",
                size=34,
                alike=tuple(other.label for other in matters if other is not matter),
            )
            for place, matter in enumerate(matters)
        ]

    def _ways(self) -> list[Widget]:
        ways = self._matter.ways
        inner, gap = CARD.inset(36, 36), 32.0
        columns = min(3, len(ways))
        rows = -(-len(ways) // columns)
        wide = (inner.w - 2 * gap) / 3
        high = min(400.0, (inner.h - gap * (rows - 1)) / rows)
        left = CARD.centre[0] - (columns * wide + (columns - 1) * gap) / 2
        top = CARD.centre[1] - (rows * high + (rows - 1) * gap) / 2
        said = self.narration.at - self._read if not self.narration.ended else -1
        return [
            Choice(
                way.key,
                Rect(left + place % columns * (wide + gap), top + place // columns * (high + gap), wide, high),
                way.label,
                lambda way=way: self._choose(way),
                icon=way.icon,
                art=way.art,
                letters=way.letters,
                colours=way.colours,
                chosen=way.comfort == self.comfort,
                lit=place == said,
            )
            for place, way in enumerate(ways)
        ]


@dataclass(frozen=True)
class Choice(Widget):
    """A way to choose: a sign of it over its name, and a tick where it is the one. It is `lit` while it is read."""

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    icon: str = ""
    art: Art | None = None
    letters: float = 0.0
    colours: Colours | None = None
    chosen: bool = False
    lit: bool = False

    def extent(self, painter: Painter) -> Rect:
        return shade(self.rect, 1).with_(self.rect.inset(-RING - RING_INNER))

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if focused:
            painter.ring(self.rect, 40)
        elif self.lit:
            painter.box(self.rect.inset(-12), 50, "sun", "ochre", 4)
        elif not pressed:
            painter.shadow(self.rect, 40, 1)
        fill = "tile_pressed" if pressed else "done" if self.chosen else "page"
        edge, width = ("green", 8.0) if self.chosen else ("tile_edge", 4.0)
        depth = 0 if pressed else 11
        painter.raised(self.rect, 40, depth, fill, edge, width)
        face = Rect(self.rect.x, self.rect.y, self.rect.w, self.rect.h - depth)
        name = min(face.h * 0.42, 62 + 28 * painter.text_scale)
        self._sign(painter, Rect(face.x, face.y + 18, face.w, face.h - name - 18), fill)
        below = Rect(face.x + 20, face.bottom - name, face.w - 40, name - 14)
        painter.words(
            self.label, below, 44, 600, align="centre", valign="middle", leading=1.1, shrink_to=34, balanced=True
        )
        if self.chosen:
            painter.disc((face.right - 46, face.y + 46), 64, "green")
            painter.icon("tick", (face.right - 46, face.y + 46), 40, "on_green", "green")

    def _sign(self, painter: Painter, room: Rect, ground: str) -> None:
        """What stands over the name."""
        high = min(room.h, 190.0)
        if self.letters:
            painter.words("Aa", room, 96 * self.letters, 600, align="centre", valign="middle", grow=False)
        elif self.colours is not None:
            wide = high * 1.6
            self._swatch(painter, Rect(room.centre[0] - wide / 2, room.centre[1] - high / 2, wide, high))
        elif self.art is not None:
            picture = Rect(room.centre[0] - high / 2, room.centre[1] - high / 2, high, high)
            painter.picture(self.art, picture, high / 2, "contain")
        else:
            painter.icon(self.icon, room.centre, high * 0.86, "ink", ground)

    def _swatch(self, painter: Painter, room: Rect) -> None:
        """A little page in those colours, with lines of writing on it."""
        assert self.colours is not None
        theme = themes()[self.colours]
        page, ink = _hex(theme, "cream"), _hex(theme, "ink")
        lines = "".join(
            f'<path d="M18 {y} H{end}" stroke="{ink}" stroke-width="9" stroke-linecap="round" fill="none"/>'
            for y, end in ((28, 124), (50, 138), (72, 96))
        )
        frame = painter.theme.hex("tile_edge")
        drawn = f'<rect x="2" y="2" width="156" height="96" rx="16" fill="{page}" stroke="{frame}" stroke-width="4"/>'
        painter.svg(room, drawn + lines, (0, 0, 160, 100))


def _hex(theme: Theme, role: str) -> str:
    return "#{:02X}{:02X}{:02X}".format(*theme.seen(role))
