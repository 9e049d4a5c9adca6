"""What all tests stand on: no screen, no sound card, and folders of their own."""

import os

import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--monkey", type=int, default=1, metavar="SEED", help="which monkey is let loose at the screen")
    parser.addoption(
        "--long",
        action="store_true",
        help="also the long forms of tests of which the usual run plays a short one; the README says what they are",
    )
    parser.addoption("--renew", action="store_true", help="keep how the key screens look now, in tests/golden")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: the long form of a test, played with --long only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="played with --long"))
