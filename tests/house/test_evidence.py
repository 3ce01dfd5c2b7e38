"""The tests that docs/evidence.md names are there."""

import ast
import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
PROMISES = [
    *(f"A{number}" for number in range(1, 9)),
    *(f"B{number}" for number in range(1, 13)),
    *(f"C{number}" for number in range(1, 6)),
    *(f"S{number}" for number in range(1, 5)),
    "D1",
    "D2",
    "D3",
    "D4",
    "D5",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "E6",
    "E7",
    "E8",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "G1",
    "G2",
    "G3",
    "G4",
    "G5",
]


def named() -> list[str]:
    return re.findall(r"`(tests/[^`]+)`", PAGE.split("## ", 1)[1])


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    file = ROOT / path
    return file.is_file() and (not name or name in functions(file))


def test_every_test_that_is_named_is_there() -> None:
    assert named()
    assert [test for test in named() if not is_there(test)] == []


def test_every_promise_has_its_line() -> None:
    assert re.findall(r"(?m)^\| ([A-GS]\d+) \|", PAGE) == PROMISES


def test_every_conversation_that_is_named_is_there() -> None:
    files = (ROOT / "tests" / "walks" / "conversations").glob("*.json")
    known = {script["id"] for file in files for script in json.loads(file.read_text(encoding="utf-8"))}
    told = re.findall(r"`((?:en|zh)-[a-z0-9-]+)`", PAGE)

    assert [name for name in told if name not in known] == []
