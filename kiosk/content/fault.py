"""What pydantic says is wrong, in sentences for the teacher who wrote the file."""

import difflib
import types
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kiosk.content.model import Amiss, Content, Step
from kiosk.content.stumble import Fault
from kiosk.content.tree import Node

_LONGEST_NAME = 64
_MOST_OPTIONS = 500
_MOST_UNKNOWN = 20


def faults(error: ValidationError, root: Node, model: type[Content]) -> Iterator[Fault]:
    """Each with the line of what it is about; a thing that is missing has the line after which it belongs."""
    for detail in error.errors(include_url=False):
        spot = _Spot(root, model)
        for part in detail["loc"]:
            spot.enter(part)
        if spot.broken:
            continue
        sentence = _said(detail, spot)
        if sentence:
            yield spot.line, sentence


def nearest(word: str, options: Iterable[str]) -> str | None:
    """What was perhaps meant."""
    meant = {option.lower(): option for option in islice(options, _MOST_OPTIONS)}
    close = difflib.get_close_matches(word[:_LONGEST_NAME].lower(), meant, 1, 0.6)
    return meant[close[0]] if close else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """A sentence to put after another, or nothing."""
    meant = nearest(word, options)
    return f' Did you mean "{meant}"?' if meant else ""


class _Spot:
    """Where an error is: at once in the tree of the file and in the types that it should have."""

    def __init__(self, root: Node, model: type[Content]):
        self.node = root
        self.kind: Any = model
        self.owner: type[Content] = model
        """The model whose setting this is."""
        self.holder = root
        """The map that the setting stands in, or would."""
        self.key = ""
        self.broken = root.broken
        self.line = root.line

    def enter(self, part: str | int) -> None:
        kind = _bare(self.kind)
        if get_origin(kind) in (Union, types.UnionType):
            self.kind = _tagged(kind, part)  # pydantic names the kind of a step where the file has no level
            return
        if part == "[key]":
            return
        if isinstance(part, str):
            if isinstance(kind, type) and issubclass(kind, Content):
                self.owner = kind
                field = _fields(kind).get(part)
                self.kind = field.annotation if field else None
            else:
                self.kind = get_args(kind)[1] if get_origin(kind) is Mapping else None
            if isinstance(self.node.content, dict):
                self.holder, self.key = self.node, part
        else:
            self.kind = get_args(kind)[0] if get_args(kind) else None
        child = self.node.child(part)
        if child:
            self.node = child
            self.line = child.line
            self.broken = self.broken or child.broken
        elif isinstance(part, str) and isinstance(self.node.content, dict):
            self.line = _place(self.node, self.owner, part)

    def name_kind(self) -> None:
        """Says for itself of which kind a step is, where pydantic has not."""
        tag = self.node.child("step")
        if get_origin(_bare(self.kind)) in (Union, types.UnionType) and tag:
            self.enter(str(tag.content))

    def stay(self, key: str) -> None:
        """Back to the line of a setting beside this one."""
        beside = self.holder.child(key)
        self.line = beside.line if beside else self.holder.line


def _place(holder: Node, owner: type[Content], key: str) -> int:
    """The line after which a missing setting belongs, by the order of the model."""
    line = holder.line
    for name in _fields(owner):
        if name == key:
            break
        before = holder.child(name)
        line = before.end if before else line
    return line


def _bare(kind: Any) -> Any:
    """Without `Annotated` and without `| None`."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType):
        kinds = [each for each in get_args(kind) if each is not type(None)]
        if len(kinds) == 1:
            return _bare(kinds[0])
    return kind


def _tagged(union: Any, tag: str | int) -> Any:
    for kind in get_args(union):
        if tag in get_args(kind.model_fields["step"].annotation):
            return kind
    return None


def _fields(kind: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in kind.model_fields.items()}


def _steps(union: Any) -> dict[str, type[Content]]:
    return {get_args(kind.model_fields["step"].annotation)[0]: kind for kind in get_args(union)}


def _example(spot: _Spot) -> str:
    field = _fields(spot.owner).get(spot.key)
    return str(field.examples[0]) if field and field.examples else ""


def _such_as(spot: _Spot) -> str:
    example = _example(spot)
    return f", such as {example}" if example else ""


def _this_says(value: Any) -> str:
    if isinstance(value, tuple):
        return "Here is a list."
    if isinstance(value, dict):
        return "Here are settings of its own."
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'This says "{text if len(text) <= 40 else text[:39] + "…"}".'


def _said(detail: Any, spot: _Spot) -> str:
    kind, value, key = detail["type"], detail["input"], spot.key
    bounds: dict[str, Any] = detail.get("ctx", {})
    match kind:
        case "missing":
            return _missing(spot)
        case "extra_forbidden":
            return _unknown(spot)
        case "string_type" if isinstance(value, tuple | dict):
            return f'"{key}" must be one text{_such_as(spot)}. {_this_says(value)}'
        case "string_type":
            return f'"{key}" must be words{_such_as(spot)}. {_this_says(value)} Put it in quotation marks.'
        case "bool_type":
            return f'"{key}" must be true or false. {_this_says(value)}'
        case "int_type" | "int_from_float":
            return f'"{key}" must be a whole number{_such_as(spot)}. {_this_says(value)}'
        case "greater_than_equal":
            return f'"{key}" must be at least {bounds["ge"]}. {_this_says(value)}'
        case "less_than_equal":
            return f'"{key}" must be at most {bounds["le"]}. {_this_says(value)}'
        case "literal_error":
            options = [str(option) for option in get_args(_bare(spot.kind))]
            meant = did_you_mean(str(value), options)
            if meant and len(options) > 4:
                return f'"{key}" may not be "{value}".{meant}'
            return f'"{key}" must be {_or(options)}. {_this_says(value)}{meant}'
        case "union_tag_invalid":
            steps = _steps(_bare(spot.kind))
            tag = str(value.get("step"))
            spot.enter("step")
            return f'There is no step called "{tag[:40]}".{did_you_mean(tag, steps) or f" A step is {_or(steps)}."}'
        case "union_tag_not_found":
            steps = _steps(_bare(spot.kind))
            return (
                "" if spot.node.child("step") else f'This is missing: "step". Every step says its kind: {_or(steps)}.'
            )
        case "string_pattern_mismatch" if "\n" in str(value):
            return f'"{key}" must be on one line. Take out the line break.'
        case "string_pattern_mismatch":
            slug = "-".join(_letters(str(value)))
            meant = f' Did you mean "{slug}"?' if slug else ""
            return f'"{key}" takes small letters, digits and hyphens only{_such_as(spot)}. {_this_says(value)}{meant}'
        case "string_too_short":
            return f'"{key}" is empty. Write something between the quotation marks{_such_as(spot)}.'
        case "string_too_long":
            return f'"{key}" is too long: it has {len(value)} characters, and {bounds["max_length"]} is the most.'
        case "too_short" if len(value) >= bounds["min_length"]:
            return ""  # some of it has faults of its own, and pydantic counts the rest
        case "too_short":
            count = bounds["actual_length"] or "none"
            return f'"{key}" needs at least {bounds["min_length"]}{_such_as(spot)}. Here is {count}.'
        case "too_long":
            return f'"{key}" may have {bounds["max_length"]} at most. Here are {len(value)}.'
        case "tuple_type" if isinstance(value, dict):
            return f'"{key}" must be a list: put a hyphen and a space before each thing in it.'
        case "tuple_type":
            return f'"{key}" must be a list{_such_as(spot)}. {_this_says(value)}'
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            wanted = _bare(spot.kind)
            settings = _fields(wanted) if isinstance(wanted, type) and issubclass(wanted, Content) else ()
            named = f": {_and(settings)}" if settings else ""
            return f'"{key}" needs settings of its own, each on a line below it{named}. {_this_says(value)}'
        case "value_error":
            return _amiss(bounds["error"], spot)
    return f'"{key}" is not right: {detail["msg"]}. {_this_says(value)}'


def _missing(spot: _Spot) -> str:
    unknown = [key for key in _settings(spot.holder) if key not in _fields(spot.owner)]
    if any(nearest(key.split(" ")[0], _absent(spot)) == spot.key for key in unknown[:_MOST_UNKNOWN]):
        return ""  # it is there, misspelt, and reported as such
    own = _needed_by(spot.owner)
    if spot.key in own and len(own) > 1 and not set(own).intersection(_settings(spot.holder)):
        spot.stay("step")
        return f"A {spot.owner.called} needs {_and(own)}. Write them below, or make this another step."
    field = _fields(spot.owner)[spot.key]
    example = f" Write: {spot.key}: {field.examples[0]}" if field.examples else ""
    return f'This is missing: "{spot.key}". Every {spot.owner.called} needs {field.description}.{example}'


def _unknown(spot: _Spot) -> str:
    steps = _steps(_bare(Step)) if issubclass(spot.owner, get_args(_bare(Step))) else {}
    having = {step: _needed_by(kind) for step, kind in steps.items() if spot.key in _fields(kind)}
    for step, own in having.items():
        if own and set(own).issubset(_settings(spot.holder)):
            spot.stay("step")
            return f'A {spot.owner.called} does not have {_and(own)}. Is this a "step: {step}"?'
    if having:
        return f'A {spot.owner.called} has no "{spot.key}"; a "step: {_or(having)}" has. Take it out, or move it.'
    meant = did_you_mean(spot.key, _absent(spot))
    if not meant:
        meant = f" A {spot.owner.called} may have {_and(_fields(spot.owner))}."
    return f'There is no setting called "{spot.key[:40]}" here.{meant}'


def _needed_by(step: type[Content]) -> list[str]:
    """The settings that this kind of step must have and not every kind of step has."""
    if not issubclass(step, get_args(_bare(Step))):
        return []
    everyones = set.intersection(*(set(_fields(kind)) for kind in get_args(_bare(Step))))
    return [name for name, field in _fields(step).items() if field.is_required() and name not in everyones]


def _settings(holder: Node) -> Iterable[str]:
    return holder.content if isinstance(holder.content, dict) else ()


def _absent(spot: _Spot) -> list[str]:
    return [name for name in _fields(spot.owner) if name not in _settings(spot.holder)]


def _amiss(error: Exception, spot: _Spot) -> str:
    for part in error.at if isinstance(error, Amiss) else ():
        spot.name_kind()
        spot.enter(part)
    return "" if spot.broken else str(error)


def _letters(text: str) -> list[str]:
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in text[:_LONGEST_NAME])
    return kept.lower().split()


def _or(names: Iterable[str]) -> str:
    return _joined(names, "or")


def _and(names: Iterable[str]) -> str:
    return _joined(names, "and")


def _joined(names: Iterable[str], last: Literal["or", "and"]) -> str:
    *most, end = [str(name) for name in names]
    return f"{', '.join(most)} {last} {end}" if most else end
