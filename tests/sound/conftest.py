import time
from collections.abc import Callable, Iterator

import pytest
from counted import Counted


@pytest.fixture
def voice() -> Iterator[Counted]:
    voice = Counted()
    yield voice
    voice.free.set()


@pytest.fixture
def dummy_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sound card that plays to nobody."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Waits for what another thread brings about and cannot announce."""

    def wait(holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < deadline

    return wait
