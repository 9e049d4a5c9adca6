"""Strict YAML: the bytes of a file become a tree in which everything knows its line.

YAML does more than a lesson needs, and some of it harms: a few hundred bytes of merge keys can fill the memory, a
second key silently replaces the first, `no` turns into False and `12:30` into 750. So the parser's events are read one
by one and only plain maps, lists and scalars are let through, up to a size, a depth and a number. Anchors, aliases,
tags, merges, doubled keys, second documents and empty settings are faults, each with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kiosk.content.stumble import Fault, stumbled

SIZE = 100_000
"""The most bytes of a file."""
_DEPTH = 16
_NODES = 10_000
_LONGEST_NUMBER = 18

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml's parser is nine times as fast

_BREAK = re.compile(r"\r\n|\n|\r")
_ODD = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Control characters, other line separators and marks that turn text round: no editor shows them."""
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_QUOTE = "Take it out, or put the text in quotation marks."
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class Node:
    """A map, a list or a scalar. `line` is where it is announced (the line of its key); `end` is its last line.

    `broken` says that its fault is already reported, `quoted` that a scalar stands in quotation marks, and `cut` that a
    comment follows one that does not.
    """

    line: int
    end: int
    content: "dict[str, Node] | list[Node] | str | int | float | bool | None"
    quoted: bool = False
    cut: bool = False
    broken: bool = False

    def data(self) -> Any:
        """Plain values: lists are tuples, as in the model."""
        match self.content:
            case dict(settings):
                return {key: node.data() for key, node in settings.items()}
            case list(items):
                return tuple(node.data() for node in items)
            case value:
                return value

    def child(self, key: str | int) -> "Node | None":
        match self.content, key:
            case dict(settings), str():
                return settings.get(key)
            case list(items), int() if 0 <= key < len(items):
                return items[key]
        return None

    def each(self, *path: str) -> "Iterator[Node]":
        """Every node that a path leads to; "*" stands for each thing of a list."""
        if not path:
            yield self
        elif path[0] == "*":
            for node in self.content if isinstance(self.content, list) else ():
                yield from node.each(*path[1:])
        elif child := self.child(path[0]):
            yield from child.each(*path[1:])

    def scalars(self) -> "Iterator[Node]":
        match self.content:
            case dict(settings):
                for node in settings.values():
                    yield from node.scalars()
            case list(items):
                for node in items:
                    yield from node.scalars()
            case _:
                yield self


def parse(raw: bytes) -> tuple[Node | None, list[Fault]]:
    """The tree of a file, or None when it cannot be read at all, and every fault that was met."""
    text, faults = _decode(raw)
    if text is None:
        return None, faults
    parser = _Parser(text)
    root = parser.run()
    return root, faults + parser.faults


def _decode(raw: bytes) -> tuple[str | None, list[Fault]]:
    if len(raw) > SIZE:
        return None, [(1, f"This file is too big: {SIZE // 1000} kB is the most. Put some of it into a second file.")]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[1:2] == b"\0" or raw[:1] == b"\0":
        return None, [(1, 'This file is saved as "Unicode" (UTF-16). Save it again as UTF-8.')]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\n|\r", raw[: error.start])) + 1
        meant = raw[error.start : error.start + 1].decode("cp1252", "replace")
        return None, [
            (line, f'This line has a character, perhaps "{meant}", that is not UTF-8. Save the file as UTF-8.')
        ]
    if not _ODD.search(text):
        return text, []
    odd = [(line, _ODD.search(written)) for line, written in enumerate(_BREAK.split(text), 1)]
    faults = [
        (line, f"This line has a character that cannot be seen (U+{ord(found[0]):04X}). Type the line again.")
        for line, found in odd
        if found
    ]
    return _ODD.sub("\ufffd", text), faults


class _Enough(Exception):
    """There is no use in reading on."""


class _Parser:
    def __init__(self, text: str):
        self.faults: list[Fault] = []
        self._text = text
        self._lines = _BREAK.split(text)
        self._nodes = 0
        self._line = 1
        self._open_text: tuple[int, int] | None = None  # first and last line of the latest text over several lines

    def run(self) -> Node | None:
        try:
            events = iter(yaml.parse(self._text, Loader=_LOADER))
            return self._document(events)
        except yaml.MarkedYAMLError as error:
            self.faults.append(stumbled(error, self._lines, self._open_text))
        except (yaml.YAMLError, ValueError, RecursionError):
            self._fault(self._line, "From here on this file cannot be read. Look for an odd character.")
        except _Enough:
            pass
        return None

    def _fault(self, line: int, sentence: str) -> None:
        self.faults.append((line, sentence))

    def _document(self, events: Iterator[Any]) -> Node | None:
        root = None
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    line = _first(event)
                    if root is not None:
                        self._fault(line, 'A second document begins here ("---"). Put it into a file of its own.')
                        raise _Enough
                    if event.version or event.tags:
                        self._fault(line, 'A line that begins with "%" has no use here. Take it out.')
                case yaml.NodeEvent():
                    root = self._node(event, events, 0, None)
                case _:
                    pass
        if root is None or (root.content is None and not root.quoted):
            self._fault(1, 'This file is empty. It begins with "format: 1".')
            return None
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int, key: tuple[str, int] | None) -> Node:
        """`key` is the name and the line of the setting that the node is the value of."""
        self._line = start = _first(event)
        line = key[1] if key else start
        self._nodes += 1
        if depth > _DEPTH:
            self._fault(line, "This is nested too deeply. Nothing in a lesson needs so many levels.")
            raise _Enough
        if self._nodes > _NODES:
            self._fault(line, "There is too much in this file. Put some of it into a second one.")
            raise _Enough
        if isinstance(event, yaml.AliasEvent):
            self._fault(line, f'"*" at the beginning is not used here. {_QUOTE}')
            return Node(line, start, None, broken=True)
        if event.anchor:
            self._fault(line, f'"&" at the beginning is not used here. {_QUOTE}')
        if event.tag:
            self._fault(line, f'"!" at the beginning is not used here. {_QUOTE}')
        match event:
            case yaml.MappingStartEvent():
                return self._map(event, events, depth, line)
            case yaml.SequenceStartEvent():
                return self._list(event, events, depth, line)
            case _:
                return self._scalar(event, depth, line, key)

    def _map(self, start: Any, events: Iterator[Any], depth: int, line: int) -> Node:
        settings: dict[str, Node] = {}
        end = _first(start)
        event = next(events)
        while not isinstance(event, yaml.MappingEndEvent):
            key_line = _first(event)
            key: str | None = None
            if isinstance(event, yaml.ScalarEvent):
                key = event.value
                if event.anchor or event.tag:
                    self._fault(key_line, f'Take out what stands before "{_short(key)}".')
            else:
                self._node(event, events, depth + 1, None)
                self._fault(key_line, "The name of a setting must be one word, such as title.")
            value = self._node(next(events), events, depth + 1, (key or "", key_line))
            if key == "<<":
                self._fault(key_line, '"<<" is not used here. Write the settings out in full.')
            elif key in settings:
                first = settings[key].line
                self._fault(key_line, f'"{_short(key)}" is here twice, first on line {first}. Take one of them out.')
            elif key is not None:
                settings[key] = value
            end = max(end, value.end)
            event = next(events)
        return Node(line, max(end, _last(event)) if start.flow_style else end, settings)

    def _list(self, start: Any, events: Iterator[Any], depth: int, line: int) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, depth + 1, None))
        end = max([_first(start), *(item.end for item in items)])
        return Node(line, max(end, _last(event)) if start.flow_style else end, items)

    def _scalar(self, event: Any, depth: int, line: int, key: tuple[str, int] | None) -> Node:
        start, end = _first(event), _last(event)
        plain, quoted = event.style in (None, ""), event.style in ("'", '"')
        if quoted and end > start:
            self._open_text = start, end
        node = Node(line, end, event.value, quoted=not plain)
        if plain:
            node.content = _scalar_value(event.value)
            if event.value.count('"') % 2:
                self._fault(
                    line, "A quotation mark stands alone here. Put one at the beginning of the text, one at its end."
                )
                node.broken = True
            node.cut = bool(re.match(r"[ \t]+#", self._lines[end - 1][event.end_mark.column :]))
            if node.content is None:
                node.broken = True
                if key and '"' in key[0]:
                    self._fault(line, f'After "{key[0].split()[0]}" there should be a colon (:) and a space.')
                elif depth:
                    after = f"{_short(key[0])}:" if key else "-"
                    self._fault(line, f'Nothing is written after "{after}". Write it, or take the line out.')
        elif _ODD.search(event.value):
            self._fault(line, "A backslash in this text makes a character that cannot be seen. Take it out.")
            node.broken = True
        return node


def _first(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _last(event: Any) -> int:
    return int(event.end_mark.line) + 1


def _scalar_value(text: str) -> str | int | float | bool | None:
    """Only what looks like JSON is anything but a string: `no`, `010` and `12:30` are words."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _LONGEST_NUMBER:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
