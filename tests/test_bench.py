"""What is made of the measurements, and once, small, the measuring itself. How quick it is is no test's business."""

import subprocess
import sys
from pathlib import Path

from kiosk.bench import LINES, table

BARE = {"start": 80.0, "memory": 32.0, "tap": 0.02, "blit": 0.2}
KIOSK = {
    **{"first": 88.0, "usable": 800.0, "memory": 96.0, "peak": 150.0, "idle": 0.05, "wakes": 2.01, "tap": 0.3},
    **{"turn": 1.8, "slowest": 25.0, "turning": 1.0, "frame": 1.0, "names": 4.0, "again": 6.0},
}


def cells(text: str) -> dict[str, list[str]]:
    return {
        line.what: row.split(line.what, 1)[1].split() for line in LINES for row in text.splitlines() if line.what in row
    }


def test_medians_are_told_with_ratios_and_what_became_of_the_goals() -> None:
    rounds = [(BARE, KIOSK), (BARE, KIOSK | {"first": 1000.0}), (BARE, KIOSK | {"first": 60.0})]
    found = cells(table(rounds))
    assert found["start to the first picture"] == ["88.0", "ms", "80.0", "ms", "1.10x", "1.5x", "met"]
    assert found["start to a screen that can be touched"][-2:] == ["1.5x", "missed"]
    assert found["peak memory after a lesson and the agreement"][-3:] == ["80", "MB", "missed"]
    assert found["at rest, wake-ups a second"] == ["2.01", "2", "met"]
    assert found["memory at rest"] == ["96.0", "MB", "32.0", "MB", "3.00x"]


def test_a_ratio_is_taken_within_a_round() -> None:
    """A machine that was busy for a whole round was busy for both."""
    rounds = [(BARE, KIOSK), (BARE | {"start": 800.0}, KIOSK | {"first": 880.0})]
    assert cells(table(rounds))["start to the first picture"][4] == "1.10x"


def test_a_large_panel_has_goals_of_its_own() -> None:
    assert cells(table([(BARE, KIOSK)], large=True))["peak memory after a lesson and the agreement"][-3:] == [
        "160",
        "MB",
        "met",
    ]


def test_what_was_not_measured_says_so() -> None:
    ours = {figure: value for figure, value in KIOSK.items() if figure not in ("idle", "wakes", "peak")}
    found = cells(table([(BARE, ours)]))
    assert found["at rest, of a core"] == ["not", "measured"]
    assert found["peak memory after a lesson and the agreement"] == ["not", "measured"]


def test_a_round_of_it_measures_everything_that_needs_no_screen(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "bench", "--rounds", "1", "--size", "640x480"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = cells(done.stdout)
    assert {*found} == {line.what for line in LINES}
    assert [what for what, row in found.items() if row[0] == "not"] == [
        "at rest, of a core",
        "at rest, wake-ups a second",
    ]
