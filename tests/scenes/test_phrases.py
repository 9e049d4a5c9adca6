"""What the program says to pupils stands in `lessons/phrases.yaml`, and nothing stands there that it never says."""

import ast
from pathlib import Path

import kiosk
from kiosk import start

SCENES = Path(kiosk.__file__).parent / "scenes"


def literals(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def families(tree: ast.AST) -> set[str]:
    """The beginnings of phrases that are said by f"sound-{name}"."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("says")]
    joined = [call.args[0].values[0] for call in calls if call.args and isinstance(call.args[0], ast.JoinedStr)]
    return {first.value for first in joined if isinstance(first, ast.Constant) and isinstance(first.value, str)}


def test_every_phrase_is_said_somewhere_and_every_phrase_said_is_there() -> None:
    phrases = set(start.book().phrases)
    said: set[str] = set()
    begun: set[str] = set()
    asked: set[str] = set()
    for path in SCENES.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said |= literals(tree)
        begun |= families(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("says"):
                asked |= {word.value for word in node.args[:1] if isinstance(word, ast.Constant)}
    assert asked <= phrases
    assert {phrase for phrase in phrases - said if not phrase.startswith(tuple(begun))} == set()
