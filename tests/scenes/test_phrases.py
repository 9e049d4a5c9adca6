"""What the program says to pupils stands in `lessons/phrases.yaml`, and nothing stands there that it never says."""

import ast
from pathlib import Path

import kiosk
from kiosk import start

SCENES = Path(kiosk.__file__).parent / "scenes"


def literals(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_phrase_is_said_somewhere_and_every_phrase_said_is_there() -> None:
    phrases = set(start.book().phrases)
    said: set[str] = set()
    asked: set[str] = set()
    for path in SCENES.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said |= literals(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("says"):
                asked |= {word.value for word in node.args[:1] if isinstance(word, ast.Constant)}
    assert asked <= phrases
    assert phrases <= said
