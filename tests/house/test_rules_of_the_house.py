"""What no linter holds: see CONTRIBUTING.md for the reasons."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "bot", "api", "jobs")
MODULE_LINES = 300
FUNCTION_LINES = 25
HANDLER_LINES = 12
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "base", "common", "misc", "manager", "managers"}


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "versions" not in path.parts:
                yield path


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body
    first = body[1] if ast.get_docstring(function) and len(body) > 1 else body[0]
    return (function.end_lineno or 0) - first.lineno + 1


def test_the_program_commits_in_one_place() -> None:
    places = [name_of(path) for path in modules() if ".commit(" in path.read_text()]

    assert places == ["domain/core.py"]


def test_the_wall_clock_is_read_in_one_place() -> None:
    read = re.compile(r"\b(datetime|date)\.(now|today|utcnow)\(|\btime\.time\(")
    places = [name_of(path) for path in modules() if read.search(path.read_text())]

    assert places == ["domain/kit/clock.py"]


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in modules()}

    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name_of(path)}:{function.lineno} {function.name}": body_lines(function)
        for path in modules()
        for function in functions(path)
        if body_lines(function) > FUNCTION_LINES
    }

    assert long == {}


def test_handlers_of_the_api_only_translate() -> None:
    marks = {"get", "post", "put", "patch", "delete"}
    long = {
        f"{name_of(path)} {function.name}": body_lines(function)
        for path in (ROOT / "api").glob("*.py")
        for function in functions(path)
        if any(
            isinstance(each, ast.Call) and ast.unparse(each.func) in marks for each in function.decorator_list
        )
        and body_lines(function) > HANDLER_LINES
    }

    assert long == {}


def test_no_module_is_named_after_nothing() -> None:
    named = [name_of(path) for path in modules() if path.stem in FORBIDDEN_NAMES]

    assert named == []


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in modules()
        if path.name == "__init__.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


def test_packages_re_export_nothing() -> None:
    busy = [
        name_of(path)
        for path in modules()
        if path.name == "__init__.py" and len(ast.parse(path.read_text()).body) > 1
    ]

    assert busy == []


def test_every_slice_stands_in_the_architecture_page() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text()
    slices = sorted(path.name for path in (ROOT / "domain").iterdir() if (path / "__init__.py").exists())

    assert [name for name in slices if f"{name}/" not in page] == []


def test_every_slice_with_tables_keeps_them_by_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    kept = {module for contract in contracts for module in contract.get("protected_modules", [])}
    tables = {f"domain.{path.parent.name}.tables" for path in (ROOT / "domain").glob("*/tables.py")}

    # Owners and vehicles are everybody's; the program's own tables belong to core and jobs.
    assert tables - kept == {"domain.registry.tables", "domain.db.tables"}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_name_no_index(name: str) -> None:
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert "--index" not in text


def test_rules_and_facts_load_without_framework_or_model_library() -> None:
    """Purity is speed: a test of rules must not pay for aiogram, scikit-learn or a database."""
    pure = [
        name_of(path).removesuffix(".py").replace("/", ".")
        for path in modules()
        if path.name in {"rules.py", "facts.py"} and path.is_relative_to(ROOT / "domain")
    ]
    heavy = ("aiogram", "litestar", "sklearn", "sqlalchemy", "sqlmodel", "matplotlib", "pyarrow")
    script = (
        f"import sys, importlib\n[importlib.import_module(name) for name in {pure!r}]\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "[]"
