from pathlib import Path

import pytest

from kiosk.content.load import load_book
from kiosk.content.model import Book


@pytest.fixture(scope="session")
def book() -> Book:
    """What the school teaches: the files of lessons/."""
    return load_book(Path(__file__).parents[2] / "lessons")
