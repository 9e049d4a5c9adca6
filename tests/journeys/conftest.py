from collections.abc import Iterator
from pathlib import Path

import pytest

from .school import School, build, cheap_hashes, copied, read_once


@pytest.fixture(scope="session")
def made_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cheap_hashes()
    read_once()
    folder = tmp_path_factory.mktemp("school") / "data"
    build(folder)
    return folder


@pytest.fixture
def school(made_school: Path, tmp_path: Path) -> Iterator[School]:
    """A school that has been set up, with its classes and its staff's codes."""
    school = copied(made_school, tmp_path / "data")
    yield school
    school.stop()
