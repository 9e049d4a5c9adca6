"""Who may import whom: read off the import statements, so that no test has to trip over it first."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kiosk

HOUSE = Path(kiosk.__file__).parent
MAY = {
    # folder or module: the parts of the house that it may import
    "content": set(),
    "journey": {"content.model"},
    "records": {"content.stamp"},
    "ui": set(),
    "sound": {"ui.speech"},
    "scenes": {"ui", "journey", "content.model", "records.rows"},
    "flow": {"scenes", "journey", "content", "records", "ui.scene"},
    "app": {"flow", "ui", "sound"},
}
WITH_PYGAME = ("ui", "scenes", "app", "sound", "pilot", "start", "gallery", "papers", "fit", "rehearsal", "bench")
THIRD_PARTY = {
    "content": {"yaml", "pydantic", "pydantic_core"},
    "journey": set(),
    "records": {"sqlite_utils", "argon2", "fpdf", "xlsxwriter", "msoffcrypto", "pyzipper", "PIL", "openpyxl"},
    "ui": {"pygame", "fontTools", "fontpkg_lexend", "platformdirs"},
    "sound": {"pygame", "espeakng_loader", "winrt"},
    "scenes": {"pygame"},
    "flow": set(),
    "app": {"pygame"},
}
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
    if of in MAY:
        ours = {name for name in names if name.startswith("kiosk.")}
        assert not {name for name in ours if not allowed(name, of)}
        others = {name.split(".")[0] for name in names - ours} - sys.stdlib_module_names
        assert others <= THIRD_PARTY[of]
    if any(name.split(".")[0] == "pygame" for name in names):
        assert of in WITH_PYGAME


@pytest.mark.parametrize("path", sorted((HOUSE / "scenes").glob("*.py")), ids=lambda path: path.stem)
def test_a_screen_imports_no_other_screen(path: Path) -> None:
    scenes = {name.split(".")[2] for name in imports(path) if name.startswith("kiosk.scenes.")}
    assert scenes - {path.stem} <= SCENE_PARTS


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_only_the_records_touch_the_database(path: Path) -> None:
    if part(path) != "records":
        assert not {name for name in imports(path) if name.split(".")[0] in ("sqlite3", "sqlite_utils")}


def test_the_desk_half_works_where_pygame_is_not_installed() -> None:
    program = (
        "import sys; sys.modules['pygame'] = None\n"
        "import kiosk.content.load, kiosk.content.check, kiosk.journey.lesson, kiosk.journey.agreement\n"
        "import kiosk.journey.signature, kiosk.records.store, kiosk.records.roster, kiosk.records.reports\n"
        "print('fine')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "fine", done.stderr
