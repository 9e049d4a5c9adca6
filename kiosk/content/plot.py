"""How a scenario hangs together: every choice leads somewhere, every place is come to, and nothing goes round."""

from collections.abc import Callable, Iterator, Mapping

from kiosk.content.fault import did_you_mean
from kiosk.content.model import Ending, Story, StoryChoice, StoryNode
from kiosk.content.stumble import Fault
from kiosk.content.tree import Node


def loose_ends(root: Node) -> Iterator[Fault]:
    """What is named and is not there. Read from the tree, so that a file with another fault has these named as well."""
    nodes = _ids(root, "nodes")
    endings = _ids(root, "endings")
    for node in root.each("nodes", "*", "choices", "*", "goes-to"):
        yield from _unknown(node, "node or ending", [*nodes, *endings])
    for path in (("nodes", "*", "rewind-to"), ("endings", "*", "rewind-to"), ("start",)):
        for node in root.each(*path):
            if node.content in endings and node.content not in nodes:
                yield node.line, f'"{node.content}" is an ending. This is the id of a node: {", ".join(nodes)}.'
            else:
                yield from _unknown(node, "node", nodes)


def tangles(story: Story, root: Node) -> Iterator[Fault]:
    """What leads round in a circle, what nobody comes to, and what nobody can go back to. `root` is the story's tree,
    and nothing in it is a loose end."""
    leads = {node.id: {choice.goes_to for choice in node.choices} for node in story.nodes}
    beyond = {id_: _beyond(id_, leads) for id_ in leads}
    for node in root.each("nodes", "*"):
        here = _text(node, "id")
        for way in node.each("choices", "*", "goes-to"):
            if here in {way.content} | beyond.get(str(way.content), set()):
                said = f'This leads round in a circle, back to "{here}". A choice leads on.'
                yield way.line, f'{said} Where a pupil may go back, write "rewind-to".'
    for moment in (*root.each("nodes", "*"), *root.each("endings", "*")):
        here, back = _text(moment, "id"), moment.child("rewind-to")
        if here not in {story.start} | beyond[story.start]:
            yield moment.line, f'No choice leads to "{here}". Write its id after a "goes-to", or take it out.'
        elif back and here not in beyond[str(back.content)]:
            yield back.line, f'Nobody who comes here has been at "{back.content}". Name a node that leads here.'


def heaviest(story: Story, weight: Callable[[StoryNode | Ending, StoryChoice | None], int]) -> int:
    """The weight of the heaviest way from the start to an ending. Endings are weighed without a choice. Nothing in the
    story may go round."""
    known: dict[str, int] = {}

    def from_(id_: str) -> int:
        if id_ not in known:
            match story.at(id_):
                case Ending() as ending:
                    known[id_] = weight(ending, None)
                case StoryNode() as node:
                    known[id_] = max(weight(node, choice) + from_(choice.goes_to) for choice in node.choices)
        return known[id_]

    return from_(story.start)


def _text(node: Node, key: str) -> str:
    child = node.child(key)
    return str(child.content) if child else ""


def _ids(root: Node, key: str) -> list[str]:
    return [str(node.content) for node in root.each(key, "*", "id")]


def _unknown(node: Node, called: str, known: list[str]) -> Iterator[Fault]:
    if isinstance(node.content, str) and not node.broken and node.content not in known:
        yield node.line, f'There is no {called} called "{node.content[:64]}".{did_you_mean(node.content, known)}'


def _beyond(start: str, leads: Mapping[str, set[str]]) -> set[str]:
    """Everything that can be come to from here."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for id_ in leads.get(waiting.pop(), set()) - found:
            found.add(id_)
            waiting.append(id_)
    return found
