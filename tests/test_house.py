"""Who may import whom: read off the import statements, so that no test has to trip over it first."""

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kiosk

HOUSE = Path(kiosk.__file__).parent
MAY = {
    # folder or module: the parts of the house that it may import
    "config": set(),
    "content": set(),
    "journey": {"content.model"},
    "records": {"content.stamp"},
    "ui": set(),
    "sound": {"ui.speech"},
    # Of the records their rows, and how names are compared: nothing that opens a file.
    "scenes": {"ui", "journey", "content.model", "records.rows", "records.names"},
    "flow": {"scenes", "journey", "content", "records", "ui.scene"},
    "app": {"flow", "ui", "sound"},
    # What a lesson is besides played: measured, or written down for the safeguarding lead.
    "reading": {"content"},
    "script": {"content.model"},
    # Made-up pupils for the demo, the tour and the bench.
    "demo": {"records"},
    # Exports need pictures and wordings, which the records know nothing of: this brings them together.
    "papers": {"config", "content", "records.exports", "records.rows", "scenes.page", "ui"},
    # An example of every screen and every line, without the program around it; then what looks at them all.
    "walk": {"content", "journey", "records.rows", "records.exports", "records.reports", "records.terms", "scenes",
             "flow.pages", "ui"},
    "fit": {"config", "content", "ui", "walk"},
    "gallery": {"config", "content", "scenes.page", "start", "ui", "walk"},
    # Looks at the machine as the program would use it.
    "doctor": {"config", "records", "sound", "ui"},
    # Fingers for the tests, the tour and the bench; then what runs the whole program to look at it.
    "pilot": {"app", "journey", "scenes", "ui"},
    "tour": {"app", "config", "demo", "pilot", "scenes", "sound", "start", "ui"},
    "bench": {"app", "demo", "pilot", "scenes", "sound", "start", "ui"},
    "rehearsal": {"app", "config", "content", "records.rows", "sound", "start", "ui"},
}  # fmt: skip
EVERYTHING = {"start", "cli", "__init__", "__main__"}
"""What puts the parts together may import any of them."""
THIRD_PARTY = {
    "config": {"platformdirs"},
    "content": {"yaml", "pydantic", "pydantic_core"},
    "records": {"sqlite_utils", "argon2", "fpdf", "xlsxwriter", "msoffcrypto", "pyzipper", "PIL", "openpyxl"},
    "ui": {"pygame", "fontTools", "fontpkg_lexend", "platformdirs"},
    "sound": {"pygame", "espeakng_loader", "winrt"},
    "app": {"pygame"},
    "reading": {"pydantic", "textstat"},
    "papers": {"pygame"},
    "fit": {"pygame"},
    "gallery": {"pygame", "pydantic"},
    "pilot": {"pygame"},
    "tour": {"PIL"},
    "bench": {"pygame"},
    "rehearsal": {"pygame"},
    "start": {"pygame"},
}
"""Other people's packages, part by part; a part that is not here has none."""
WITH_ANOTHER = {"pydantic_core"}
"""Comes with a package that is asked for, always in the version that it needs."""
SCENE_PARTS = {
    "page", "passage", "outcome", "exact", "asking", "playing", "trail", "staff", "keyboard", "lesson_list",
    "choices", "grid", "closer", "days", "own_password", "signature",
}  # fmt: skip
"""What screens share, in the folder of the screens but not screens themselves."""


def modules() -> list[Path]:
    return sorted(path for path in HOUSE.rglob("*.py") if "data" not in path.relative_to(HOUSE).parts)


def part(path: Path) -> str:
    first = path.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The dotted names that a module imports, with the names taken from packages: `from a import b` is a.b."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def allowed(name: str, of: str) -> bool:
    inner = name.removeprefix("kiosk.")
    return any(inner == may or inner.startswith(f"{may}.") for may in MAY[of] | {of})


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_run_one_way(path: Path) -> None:
    of = part(path)
    names = imports(path)
    ours = {name for name in names if name.startswith("kiosk.")}
    if of not in EVERYTHING:
        assert of in MAY, "a new part of the house: say what it may import, and why"
        assert not {name for name in ours if not allowed(name, of)}
    others = {name.split(".")[0] for name in names - ours} - sys.stdlib_module_names - {"kiosk"}
    assert others <= THIRD_PARTY.get(of, set())


@pytest.mark.parametrize("path", sorted((HOUSE / "scenes").glob("*.py")), ids=lambda path: path.stem)
def test_a_screen_imports_no_other_screen(path: Path) -> None:
    scenes = {name.split(".")[2] for name in imports(path) if name.startswith("kiosk.scenes.")}
    assert scenes - {path.stem} <= SCENE_PARTS


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_only_the_records_touch_the_database(path: Path) -> None:
    if part(path) != "records":
        assert not {name for name in imports(path) if name.split(".")[0] in ("sqlite3", "sqlite_utils")}


def test_what_is_imported_is_asked_for() -> None:
    project = tomllib.loads((HOUSE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {
        plain(re.split(r"[^\w-]", each)[0])
        for each in project["dependencies"] + project["optional-dependencies"]["check"]
    }
    made = importlib.metadata.packages_distributions()
    for name in {name for names in THIRD_PARTY.values() for name in names} - WITH_ANOTHER:
        if name in made:  # Windows' own are not on every system
            assert {plain(distribution) for distribution in made[name]} & asked, name


def test_the_desk_half_works_where_pygame_is_not_installed() -> None:
    loaded_by(
        "sys.modules['pygame'] = None\n"
        "import kiosk.content.load, kiosk.content.check, kiosk.journey.lesson, kiosk.journey.agreement\n"
        "import kiosk.journey.signature, kiosk.records.store, kiosk.records.roster, kiosk.records.reports\n"
        "import kiosk.records.exports"
    )


def test_the_commands_are_there_before_anything_that_is_slow_to_load() -> None:
    ours = loaded_by("from kiosk.cli import parser; parser()")
    assert not ours & {name.removeprefix("_") for names in THIRD_PARTY.values() for name in names}
    assert {name for name in ours if name.startswith("kiosk")} <= {
        "kiosk", "kiosk.config", "kiosk.cli", *(f"kiosk.cli.{path.stem}" for path in (HOUSE / "cli").glob("*.py")),
    }  # fmt: skip


def test_the_first_screen_waits_for_no_lock_no_paper_and_no_workbook(tmp_path: Path) -> None:
    opened = loaded_by(f"from kiosk import start; start.opened(Path({str(tmp_path)!r}), size=(640, 480), quiet=True)")
    assert not opened & {"argon2", "fpdf", "xlsxwriter", "msoffcrypto", "pyzipper", "openpyxl", "textstat"}


def plain(distribution: str) -> str:
    """Distributions are the same whichever way they are written: PyYAML, pyyaml."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def loaded_by(program: str) -> set[str]:
    """The modules that are there once a program has run in a Python of its own."""
    program = f"import sys; from pathlib import Path\n{program}\nprint('loaded', *sys.modules)"
    silent = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=silent)
    said = [line for line in done.stdout.splitlines() if line.startswith("loaded ")]
    assert said, done.stderr
    return set(said[0].split()[1:])
