"""What a YAML parser stumbled over, for a teacher.

The parser's own words are for programmers, and the line where it stumbles is often below the mistake: a text that is
never closed ends at the next quotation mark, and a line that stands at the wrong level makes the one after it unfit.
"""

import re
from collections.abc import Sequence

import yaml

Fault = tuple[int, str]
"""A line, counted from 1, and what is wrong there, in a sentence for a teacher."""

_LOOKED_AT = 500
"""Characters of a line: more than any line needs, and few enough for the patterns below."""
_AFTER_A_TEXT = re.compile(r""":\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s#]""")
_COLON_IN_A_TEXT = re.compile(r"""\S:\s+[^\s"'].*:(?:\s|$)""")
_TEXT_BELOW = re.compile(r"[|>][-+]?\s*$")
_NOTHING = re.compile(r"\s*(?:#|$)")


def stumbled(error: yaml.MarkedYAMLError, lines: Sequence[str], open_text: tuple[int, int] | None) -> Fault:
    """`open_text` is the first and the last line of the latest text in quotation marks over several lines."""
    problem, context = error.problem or "", error.context or ""
    line = min(error.problem_mark.line + 1 if error.problem_mark else 1, len(lines))
    began = error.context_mark.line + 1 if error.context_mark else line
    written = lines[line - 1][:_LOOKED_AT]
    if "quoted scalar" in context and "end of stream" in problem:
        return began, "A text begins here with a quotation mark and never ends. Put one at its end."
    if open_text and open_text[1] == line:
        return open_text[0], "A text begins here with a quotation mark. Put one at its end, on the same line."
    if "escape" in problem or "escape" in context:
        return line, "A backslash (\\) in this text is not followed by anything that is known. Take it out."
    if "flow" in context:
        return began, "A list begins here with [ or {. Put ] or } at its end, and a comma between two things."
    if "simple key" in context:
        return began, f'After "{lines[began - 1].strip()[:40]}" there should be a colon (:) and a space.'
    if "tab" in problem or (problem.startswith("found character") and "\t" in written):
        return line, "There is a tab on this line. Use spaces: two for each level."
    if "block scalar" in context:
        return began, "The text on this line begins with a special character. Put the text in quotation marks."
    if problem.startswith("found character"):
        return line, "The text on this line begins with a special character. Put the text in quotation marks."
    if problem.startswith("block sequence entries"):
        return line, "A hyphen (-) that begins a list stands on a line of its own. Or put the text in quotation marks."
    if _AFTER_A_TEXT.search(written):
        return line, 'Something stands after the closing quotation mark. Inside a text, write \\" for a quotation mark.'
    if problem.startswith("mapping values") and _COLON_IN_A_TEXT.search(written):
        return line, "There is a colon (:) in the text on this line. Put the text in quotation marks."
    return _misplaced(line, lines)


def _misplaced(line: int, lines: Sequence[str]) -> Fault:
    """The line does not fit those above it; the slip may be where the deeper ones began, or before them."""

    def level(of: int) -> int:
        return len(lines[of - 1]) - len(lines[of - 1].lstrip(" "))

    def is_item(of: int) -> bool:
        return lines[of - 1].lstrip(" ").startswith("- ")

    here = level(line)
    above = (n for n in range(line - 1, 0, -1) if not _NOTHING.match(lines[n - 1]))
    begins = holder = line
    for holder in above:
        if level(holder) <= here:
            break
        begins = holder
    inside = level(begins)
    if begins < line and is_item(line) and not is_item(begins) and level(holder) < here == inside - 2:
        return begins, "A list begins here, and a hyphen (-) is missing at the beginning of this line."
    if begins < line and _TEXT_BELOW.search(lines[holder - 1]) and inside != level(holder) + 2:
        return begins, "This line stands deeper than the rest of its text. Take out the spaces that are too many."
    if level(holder) < here:
        beside = next((n for n in above if level(n) <= here), line)
        stands_alone = here == level(beside) and beside < line
        jumps = inside > level(holder) + 2 if begins < line else not lines[holder - 1].rstrip().endswith(":")
        if jumps and (stands_alone or (level(holder) % 2 and not here % 2)):
            return (
                holder,
                "The spaces at the beginning of this line do not fit those below it. Each level has two more.",
            )
    return line, "The spaces at the beginning of this line do not fit the lines above it. Each level has two more."
