"""ARCHITECTURE.md is true: the paths it names are there, and its recipes work."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
ROWS = [row for row in PAGE.partition("## Where does X go?")[2].splitlines() if row.startswith("| ")][1:]
on_every_page = pytest.mark.parametrize(
    "page",
    sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")),
    ids=lambda page: str(page.relative_to(ROOT)),
)
PATH = re.compile(r"`((?:domain|bot|api|jobs|tests|docs|locales)/[\w./]*)`")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_the_places_that_a_row_of_where_does_it_go_names_are_there(row: str) -> None:
    paths = PATH.findall(row)

    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_path_of_the_architecture_page_is_there() -> None:
    assert [path for path in PATH.findall(PAGE) if not (ROOT / path).exists()] == []


@on_every_page
def test_every_module_that_a_page_names_is_there(page: Path) -> None:
    """By its path from the top or from `domain/`. The changelog and the decisions speak of their time."""
    modules = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", page.read_text("utf-8"))
    here = [module for module in modules if (ROOT / module).exists() or (ROOT / "domain" / module).exists()]

    assert page.name == "CHANGELOG.md" or modules == here


@on_every_page
def test_every_command_of_a_page_that_runs_a_module_names_one(page: Path) -> None:
    names = re.findall(r"python -m ((?:domain|bot|api|jobs)[\w.]*)", page.read_text("utf-8"))

    assert [name for name in names if find_spec(name) is None] == []
