"""A turn through a scenario: decision after decision to an ending, and back to any decision on the way."""

import hashlib
import random
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass

from kiosk.content.model import Ending, Story, StoryChoice, StoryNode
from kiosk.journey.play import Chosen
from kiosk.journey.run import Run, Seed, State


@dataclass(frozen=True)
class Decided:
    """A stretch of the path: at this node, this choice."""

    node: StoryNode
    choice: StoryChoice


Trail = tuple[Decided, ...]


@dataclass(frozen=True)
class FeltPage:
    """What has happened, and how those feel who are in it. At the start nothing led here, and the path is empty.

    `back` is the node that is offered beside carrying on.
    """

    node: StoryNode
    path: Trail
    back: StoryNode | None


@dataclass(frozen=True)
class NodePage:
    """What somebody could do, in the order of the tiles. `again`: it was decided once, and the pause is the short one.

    Nothing is folded: in a story every way may be tried.
    """

    node: StoryNode
    path: Trail
    choices: tuple[StoryChoice, ...]
    again: bool


@dataclass(frozen=True)
class EndingPage:
    ending: Ending
    path: Trail
    back: StoryNode | None


StoryPage = FeltPage | NodePage | EndingPage


class StoryRun(Run[StoryPage]):
    """One turn. Raises StateMismatch for a `state` of a story that has been edited since; it brings its own seed."""

    def __init__(self, story: Story, seed: Seed, state: State | None = None) -> None:
        self.story = story
        self.total = 1 + _decisions(story)
        """How many stones the longest way has, the ending with it."""
        words = story.model_dump_json(exclude_defaults=True)
        super().__init__(hashlib.sha256(words.encode()).hexdigest(), seed, state)

    @property
    def path(self) -> Trail:
        """The decisions on the way to this page. What was gone back on is no longer part of it."""
        return self.page.path

    @property
    def index(self) -> int:
        """How far along the page is, out of `total`."""
        return self.total - 1 if isinstance(self.page, EndingPage) else len(self.path)

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the nodes on the way, and of the page's own."""
        here = self.page.ending if isinstance(self.page, EndingPage) else self.page.node
        return (*(decided.node.id for decided in self.path), here.id)

    def next(self) -> None:
        """To the decision, or from an ending out of the story. Raises ValueError where something is to be decided."""
        self._expect("next", FeltPage, EndingPage)
        self._go("next")

    def choose(self, choice_id: str) -> Chosen:
        """Raises ValueError for an unknown tile, and where nothing is to be decided."""
        self._expect("choose", NodePage)
        page = self.page
        assert isinstance(page, NodePage)
        if choice_id not in {choice.id for choice in page.choices}:
            raise ValueError(f"no tile {choice_id!r}")
        choice = page.node.choice(choice_id)
        self._decided[page.node.id] += 1
        tries = self._decided[page.node.id]
        self._go("choose", choice_id)
        return Chosen(page.node.id, choice_id, choice.kind == "helpful", tries, choice.misconception)

    def go_back(self, node_id: str) -> None:
        """To decide again, at any node of the path. Raises ValueError for one that is not on it."""
        self._expect("go back", FeltPage, NodePage, EndingPage)
        if node_id not in {decided.node.id for decided in self.path}:
            raise ValueError(f"{node_id!r} is not on the path")
        self._go("go-back", node_id)

    def _make(self, move: list[str]) -> None:
        match move:
            case ["next"]:
                self.next()
            case ["choose", str(choice_id)]:
                self.choose(choice_id)
            case ["go-back", str(node_id)]:
                self.go_back(node_id)
            case _:
                raise ValueError(f"no move {move!r}")

    def _walk(self) -> Generator[StoryPage, str, None]:
        self._decided: Counter[str] = Counter()
        path: Trail = ()
        here: StoryNode | Ending = self.story.node(self.story.start)
        told = False
        while True:
            match here:
                case Ending():
                    yield EndingPage(here, path, self._back(here, path))
                case StoryNode() if told:
                    yield NodePage(here, path, self._tiles(here), again=self._decided[here.id] > 0)
                case StoryNode():
                    yield FeltPage(here, path, self._back(here, path))
            match self._moves[-1], here:
                case ["go-back", node_id], _:
                    path = path[: [decided.node.id for decided in path].index(node_id)]
                    here, told = self.story.node(node_id), True
                case ["choose", choice_id], StoryNode():
                    choice = here.choice(choice_id)
                    path = (*path, Decided(here, choice))
                    here, told = self.story.at(choice.goes_to), False
                case _, StoryNode():
                    told = True
                case _:
                    return

    def _tiles(self, node: StoryNode) -> tuple[StoryChoice, ...]:
        tiles = list(node.choices)
        random.Random(f"{self.seed}:{node.id}").shuffle(tiles)
        return tuple(tiles)

    def _back(self, here: StoryNode | Ending, path: Trail) -> StoryNode | None:
        """Where `rewind_to` leads. A pupil who came by another way goes back to their own last decision."""
        if here.rewind_to is None or not path:
            return None
        named = (decided.node for decided in path if decided.node.id == here.rewind_to)
        return next(named, path[-1].node)


def _decisions(story: Story) -> int:
    """How many decisions the longest way has."""
    known: dict[str, int] = {ending.id: 0 for ending in story.endings}

    def from_(id_: str) -> int:
        if id_ not in known:
            known[id_] = 1 + max(from_(choice.goes_to) for choice in story.node(id_).choices)
        return known[id_]

    return from_(story.start)
