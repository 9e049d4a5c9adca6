"""How somebody likes the screen: the size of the letters, colours, movement, sound, and how it is worked.

A pupil opens it from their own name, or a teacher does for them. Every choice is to be seen and heard at once, and is
kept as it is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.records.rows import Colours, Comfort, Sound, Switch
from kiosk.scenes.page import BAR_H, BAR_Y, ENGLISH, LEFT, RIGHT, Back, PupilPage, Says, Who
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Keep, Leave, Outcome
from kiosk.ui.shapes import Rect
from kiosk.ui.theme import Theme, themes
from kiosk.ui.widgets import RING, RING_INNER, Button, Tap, Widget, Words, shade


@dataclass(frozen=True)
class Chose:
    """To be kept for this pupil, and to be seen from now on."""

    pupil_id: str
    comfort: Comfort


@dataclass(frozen=True)
class Way:
    """One of the ways to choose from: what it is called, and how the screen would be then."""

    key: str
    label: str
    comfort: Comfort
    icon: str = ""
    letters: float = 0.0
    colours: Colours | None = None


class HowILikeIt(PupilPage):
    """`languages` are the codes and own names of those that have been translated: ("pl", "Polski")."""

    def __init__(
        self, says: Says, who: Who, pupil_id: str, comfort: Comfort, languages: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(says, who)
        self.pupil_id = pupil_id
        self.comfort = comfort
        self.languages = tuple(languages)
        self.narrate(says("how-i-like-it"), says("tap-what-you-like"))

    def _choose(self, way: Way) -> Outcome:
        self.comfort = way.comfort
        self.narrate(way.label)
        return Keep(Chose(self.pupil_id, way.comfort))

    # ------------------------------------------------------------ what there is to choose

    def _letters(self) -> list[Way]:
        sizes = (("usual", 1.0, 44.0), ("large", 1.25, 55.0), ("largest", 1.5, 66.0))
        return [
            Way(f"letters-{key}", self.says(f"letters-{key}"), replace(self.comfort, text_scale=scale), letters=size)
            for key, scale, size in sizes
        ]

    def _colours(self) -> list[Way]:
        names: tuple[Colours, ...] = ("standard", "contrast", "yellow", "rose", "green", "blue")
        return [
            Way(f"colours-{name}", self.says(f"colours-{name}"), replace(self.comfort, colours=name), colours=name)
            for name in names
        ]

    def _rows(self) -> list[tuple[str, list[Way]]]:
        says, comfort = self.says, self.comfort
        sounds: tuple[tuple[Sound, str], ...] = (("full", "speaker"), ("soft", "moon"), ("captions", "chat"))
        switches: tuple[tuple[Switch, str], ...] = (("off", "hand"), ("one-switch", "tap"), ("two-switch", "keyboard"))
        rows: list[tuple[str, list[Way]]] = [
            (
                says("movement"),
                [
                    Way("moving", says("movement-on"), replace(comfort, still=False), "play"),
                    Way("still", says("movement-off"), replace(comfort, still=True), "pause"),
                ],
            ),
            (
                says("sound"),
                [
                    Way(f"sound-{name}", says(f"sound-{name}"), replace(comfort, sound=name), icon)
                    for name, icon in sounds
                ],
            ),
            (
                says("pace"),
                [
                    Way(f"pace-{name}", says(f"pace-{name}"), replace(comfort, pace=pace))
                    for name, pace in (("slow", 0.8), ("usual", 1.0), ("quick", 1.2))
                ],
            ),
            (
                says("switch"),
                [
                    Way(f"switch-{name}", says(f"switch-{name}"), replace(comfort, switch=name), icon)
                    for name, icon in switches
                ],
            ),
        ]
        if self.languages:
            spoken = [(ENGLISH, self.says.in_english("this-language")), *self.languages]
            ways = [Way(f"language-{code}", name, replace(comfort, language=code)) for code, name in spoken]
            rows.insert(3, (says("language"), ways))
        return rows

    # ------------------------------------------------------------ look

    def view(self, now: float) -> list[Widget]:
        spoken = self.narration.spoken
        title = self.says("how-i-like-it")
        widgets: list[Widget] = [
            Words("title", Rect(LEFT, 66, 1200, 64), title, 60, 700, shrink_to=44, valign="middle", spoken=spoken(0)),
            self._heading("letters", Rect(LEFT, 160, 840, 40), self.says("letters")),
            *self._tiles(self._letters(), Rect(LEFT, 212, 840, 168), 3),
            self._heading("colours", Rect(LEFT, 416, 840, 40), self.says("colours")),
            *self._tiles(self._colours(), Rect(LEFT, 468, 840, 390), 3),
        ]
        rows = self._rows()
        pitch = (866 - 160) / len(rows)
        for place, (name, ways) in enumerate(rows):
            y = 160 + place * pitch
            high = min(128.0, pitch - 22)
            widgets.append(self._heading(f"row-{place}", Rect(984, y, 200, high), name, middle=True))
            widgets += self._tiles(ways, Rect(1192, y, RIGHT - 1192, high), 3)
        return [
            *widgets,
            Button("hear", Rect(LEFT, BAR_Y, 480, BAR_H), self.says("hear-it-again"), self.hear_again, kind="hear"),
            Button("done", Rect(1372, BAR_Y, 452, BAR_H), self.says("done"), lambda: Leave(Back()), icon="tick"),
        ]

    def _heading(self, key: str, room: Rect, text: str, *, middle: bool = False) -> Widget:
        return Words(f"name-{key}", room, text, 36, 600, shrink_to=26, valign="middle" if middle else "top")

    def _tiles(self, ways: Sequence[Way], room: Rect, columns: int) -> list[Widget]:
        gap = 20.0
        rows = -(-len(ways) // columns)
        wide, high = (room.w - gap * (columns - 1)) / columns, (room.h - gap * (rows - 1)) / rows
        return [
            Choice(
                way.key,
                Rect(room.x + place % columns * (wide + gap), room.y + place // columns * (high + gap), wide, high),
                way.label,
                lambda way=way: self._choose(way),
                icon=way.icon,
                letters=way.letters,
                colours=way.colours,
                chosen=way.comfort == self.comfort,
            )
            for place, way in enumerate(ways)
        ]


@dataclass(frozen=True)
class Choice(Widget):
    """A way to choose: a sign of it over its name, and a tick where it is the one."""

    label: str
    on_tap: Tap | None = field(default=None, compare=False)
    icon: str = ""
    letters: float = 0.0
    colours: Colours | None = None
    chosen: bool = False

    def extent(self, painter: Painter) -> Rect:
        return shade(self.rect, 1).with_(self.rect.inset(-RING - RING_INNER))

    def draw(self, painter: Painter, pressed: bool, focused: bool) -> None:
        if focused:
            painter.ring(self.rect, 26)
        elif not pressed:
            painter.shadow(self.rect, 26, 1)
        fill = "tile_pressed" if pressed else "done" if self.chosen else "paper"
        edge, width = ("green", 6.0) if self.chosen else ("tile_edge", 3.0)
        depth = 0 if pressed else 7
        painter.raised(self.rect, 26, depth, fill, edge, width)
        face = Rect(self.rect.x, self.rect.y, self.rect.w, self.rect.h - depth)
        sign = self._sign(painter, face, fill)
        below = Rect(face.x + 10, sign, face.w - 20, face.bottom - sign - 8)
        size = min(30.0, 30.0 * below.w / max(1.0, painter.fonts.width(self.label, 30, 600)))
        painter.words(self.label, below, max(22.0, size), 600, align="centre", valign="middle", leading=1.1)
        if self.chosen:
            painter.disc((face.right - 30, face.y + 30), 40, "green")
            painter.icon("tick", (face.right - 30, face.y + 30), 24, "on_green", "green")

    def _sign(self, painter: Painter, face: Rect, ground: str) -> float:
        """What stands over the name. Returns where it ends."""
        high = face.h * 0.52
        middle = (face.x + face.w / 2, face.y + 12 + high / 2)
        if self.letters:
            room = Rect(face.x, face.y + 12, face.w, high)
            painter.words("Aa", room, self.letters, 600, align="centre", valign="middle", grow=False)
        elif self.colours is not None:
            self._swatch(painter, Rect(middle[0] - high * 0.8, face.y + 14, high * 1.6, high))
        elif self.icon:
            painter.icon(self.icon, middle, high * 0.8, "ink", ground)
        else:
            # Clear of the tick.
            return face.y + 40
        return face.y + 12 + high

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
