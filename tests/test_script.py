"""The document for the safeguarding lead leaves nothing out that a child may see or hear."""

from html.parser import HTMLParser
from typing import Any

import pytest
from pydantic import BaseModel

from kiosk import script, start
from kiosk.content.model import Playable

BOOK = start.book()
SILENT = {"id", "format", "kind", "step", "picture", "then_picture", "background", "prop", "name", "feeling", "pose"}
"""Settings that are no words of a lesson."""


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data + "\n"


def heard(value: Any) -> list[str]:
    """Every sentence that stands in a lesson: whatever ends like one."""
    if isinstance(value, BaseModel):
        fields = [name for name in type(value).model_fields if name not in SILENT | {"refresh", "spoken_as"}]
        return [text for name in fields for text in heard(getattr(value, name))]
    if isinstance(value, tuple):
        return [text for each in value for text in heard(each)]
    return [value] if isinstance(value, str) and value.rstrip("”").endswith((".", "?", "!")) else []


@pytest.mark.parametrize("taught", BOOK.playable.values(), ids=lambda taught: taught.id)
def test_every_line_of_a_lesson_is_in_it(taught: Playable) -> None:
    words = Words()
    words.feed(script.document(BOOK, [taught], lambda picture: "A picture."))
    missing = [line for line in heard(taught) if line not in words.text]
    assert not missing
    assert len(heard(taught)) >= 5
