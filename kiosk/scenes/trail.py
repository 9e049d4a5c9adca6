"""What the screens of a story share: the trail of the path, and how those feel who are in it. Not a screen itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.content.model import Picture
from kiosk.journey.story import Decided
from kiosk.scenes.page import LARGE, Narration, Says, scenery, sentences, split_question
from kiosk.ui.painter import Painter
from kiosk.ui.pictures import MASCOTS, Portrait
from kiosk.ui.scene import Leave
from kiosk.ui.shapes import Rect
from kiosk.ui.speech import Utterance
from kiosk.ui.widgets import Button, Drawing, Image, Panel, Stone, Widget, Words

HIGH, LINK = 112.0, 28.0
PILL = 84.0
NARROW = 250.0
"""A card on which a face stands over its feeling, without a name."""
PER_LETTER = 19.5
"""How wide a letter of a stone's name is, as nearly as can be told without measuring. A name that is wider shrinks."""


@dataclass(frozen=True)
class WentBack:
    """To decide again at a node of the path."""

    node_id: str


def situation(say: str) -> tuple[str, str]:
    """What is told, and the question at its end that is asked over the choices. What somebody in the story asks is
    told."""
    told, question = split_question(say)
    return (told, question) if told and question.endswith("?") else (say, "")


def turning(told: str) -> tuple[str, str]:
    """What is told, and the sentence at its end from which the story goes on. A single sentence stays whole."""
    *before, last = sentences(told)
    first = " ".join(before)
    in_speech = first.count('"') % 2 or first.count("“") != first.count("”")
    return (told, "") if not first or in_speech else (first, last)


# ---------------------------------------------------------------- the trail


def trail(
    path: Sequence[Decided], here: str, icon: str, left: float, right: float, y: float = 54
) -> tuple[list[Widget], float]:
    """The decisions of the path, each to be tapped to go back to it, and where the story is now. Also where it ends.

    Where there is no room the earliest lose their names; their marks can still be tapped.
    """
    names = [decided.node.short for decided in path]
    wide = [_width(name) for name in (*names, here)]
    for place in range(len(path)):
        if sum(wide) + LINK * len(path) <= right - left:
            break
        wide[place] = HIGH
    wide[-1] = min(wide[-1], right - left - sum(wide[:-1]) - LINK * len(path))
    widgets: list[Widget] = []
    x = left
    for place, decided in enumerate(path):
        node = decided.node
        stone = Stone(
            f"stone-{node.id}",
            Rect(x, y, wide[place], HIGH),
            node.short,
            short=wide[place] == HIGH,
            on_tap=lambda node_id=node.id: Leave(WentBack(node_id)),
        )
        x += wide[place]
        widgets += [stone, Panel(f"link-{node.id}", Rect(x, y + HIGH / 2 - 4, LINK, 8), "ks2_line", radius=0)]
        x += LINK
    widgets.append(Stone("stone-here", Rect(x, y, wide[-1], HIGH), here, icon, here=True))
    return widgets, x + wide[-1]


def _width(name: str) -> float:
    return PILL + 40 + PER_LETTER * len(name)


def beside(letters: float) -> float:
    """Where what is told begins, beside the picture: large letters take of its width."""
    return 880.0 if letters >= LARGE else 1044.0


ARROW = 48.0
"""From the strip of pictures to what it leads on to."""


def strip(says: Says, path: Sequence[Decided], room: Rect, awake: bool) -> list[Widget]:
    """The trail for those who do not read yet: under one another, the pictures of what was chosen, the last one leading
    on to the picture beside `room`. Once `awake`, a touch on one goes back to choose again there."""
    count = len(path)
    gap = 28.0 if count < 4 else 24.0
    high = min(room.w * 0.8, (room.h - gap * (count - 1)) / max(1, count))
    widgets: list[Widget] = []
    for place, decided in enumerate(path):
        node, choice = decided.node, decided.choice
        snap = Rect(room.x, room.y + place * (high + gap), room.w, high)
        widgets.append(
            Image(
                f"snap-{node.id}",
                snap,
                scenery(choice.picture or node.picture),
                radius=24,
                frame=True,
                label=says("choose-again", chosen=choice.label),
                on_tap=(lambda node_id=node.id: Leave(WentBack(node_id))) if awake else None,
            )
        )
        last = place == count - 1
        on = (snap.right + ARROW / 2 + 2, snap.centre[1]) if last else (snap.centre[0], snap.bottom + gap / 2)
        widgets.append(_sign(f"on-{node.id}", "next" if last else "down", on, 34 if last else 26, "ink2"))
        if awake:
            widgets.append(_sign(f"again-{node.id}", "rewind", (snap.right - 16, snap.y + 16), 52, "on_blue", "blue"))
    return widgets


def _sign(
    key: str, icon: str, centre: tuple[float, float], across: float, colour: str, disc: str | None = None
) -> Drawing:
    """An icon by itself, or on a disc."""

    def paint(painter: Painter, rect: Rect) -> None:
        if disc:
            painter.disc(centre, across, disc, "frame", 4)
        painter.icon(icon, centre, across * (0.56 if disc else 1), colour, disc or "paper")

    box = Rect(centre[0] - across / 2, centre[1] - across / 2, across, across).inset(-4)
    return Drawing(key, box, paint, (icon, disc))


def heading(title: str, left: float, y: float = 54) -> list[Widget]:
    """The story's title at the right of the trail, where there is room for it."""
    if 1824 - left < 24 * len(title) + 40:
        return []
    room = Rect(left + 40, y, 1784 - left, HIGH)
    return [Words("title", room, title, size=44, weight=700, align="right", valign="middle", shrink_to=32)]


def back_button(
    says: Says, node_id: str, rect: Rect, *, awake: bool = True, main: bool = False, size: float = 46
) -> Button:
    return Button(
        "back",
        rect,
        says("go-back"),
        (lambda: Leave(WentBack(node_id))) if awake else None,
        kind="off" if not awake else "go" if main else "quiet",
        icon="rewind",
        size=size,
    )


# ---------------------------------------------------------------- feelings


def name_of(person: str) -> str:
    """The name of somebody in a picture: Kofi, Mr Ade."""
    return person.replace("-", " ").title()


def hero(path: Sequence[Decided], here: Picture) -> str | None:
    """Whose story it is: who was there first of all. `here` is the picture of a path that has only begun."""
    cast = (path[0].node.picture if path else here).cast
    return next((actor.name for actor in cast if actor.name not in MASCOTS), None)


class Feelings:
    """Who feels how, on a card for each, and said after the other lines of the page. Their nan is the nan of `of`."""

    def __init__(self, says: Says, feelings: Mapping[str, str], of: str | None) -> None:
        self._of = of
        self._all = [(person, name_of(person), feeling.replace("-", " ")) for person, feeling in feelings.items()]
        self._ids = list(feelings.values())
        self.said: tuple[Utterance, ...] = tuple(
            says.aloud(says("feels", name=name, feeling=word)) for _, name, word in self._all
        )

    def __len__(self) -> int:
        return len(self._all)

    def cards(
        self, room: Rect, narration: Narration, first: int, *, size: float = 40, columns: int = 3
    ) -> list[Widget]:
        """Side by side in `room`. `first` is the line of the narration that is about the first of them."""
        widgets: list[Widget] = []
        gap = 20.0
        wide = (room.w - gap * (columns - 1)) / columns
        for place, (person, name, word) in enumerate(self._all):
            rect = Rect(room.x + place * (wide + gap), room.y, wide, room.h)
            spoken, text = narration.spoken(first + place), self.said[place].text
            narrow = wide < NARROW
            across = rect.h - 80 if narrow else min(116.0, rect.h - 40, wide * 0.34)
            face = Rect(rect.x + 14, rect.y + (rect.h - across) / 2, across, across)
            felt = Rect(face.right + 12, rect.y + rect.h / 2 + 2, rect.right - face.right - 26, rect.h / 2 - 24)
            if narrow:
                face = Rect(rect.x + (rect.w - across) / 2, rect.y + 12, across, across)
                felt = Rect(rect.x + 12, face.bottom + 2, rect.w - 24, rect.bottom - face.bottom - 16)
            widgets += [
                Panel(f"feels-{person}", rect, "paper", edge="ks2_line", radius=34),
                Image(f"face-{person}", face, Portrait(person, self._ids[place], self._of), radius=across / 2),
                Words(
                    f"feeling-{person}",
                    felt,
                    word,
                    size=size,
                    weight=700,
                    align="centre" if narrow else "left",
                    valign="middle",
                    leading=1.05,
                    shrink_to=24,
                    spoken=_part(spoken, text, word),
                ),
            ]
            if not narrow:
                widgets.append(
                    Words(
                        f"name-{person}",
                        Rect(felt.x, rect.y + 22, felt.w, felt.h),
                        name,
                        size=size - 4,
                        weight=500,
                        colour="ink2",
                        valign="middle",
                        shrink_to=24,
                        spoken=_part(spoken, text, name),
                    )
                )
        return widgets


def _part(word: tuple[int, int] | None, text: str, part: str) -> tuple[int, int] | None:
    """The word that is being said, as offsets into a part of the text that is shown by itself."""
    if word is None:
        return None
    start = text.rfind(part)
    if start <= word[0] and word[1] <= start + len(part):
        return word[0] - start, word[1] - start
    return None
