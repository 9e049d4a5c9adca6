import shutil
from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder of lessons to break: one of each kind of file and two lessons, without a fault."""
    return Path(shutil.copytree(SMALL, tmp_path / "lessons"))


@pytest.fixture(scope="session")
def real() -> Path:
    return Path(__file__).parents[2] / "lessons"
