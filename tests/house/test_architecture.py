"""ARCHITECTURE.md is true: the paths it names are there, and its recipes work."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
ROWS = [row for row in PAGE.partition("## Where does X go?")[2].splitlines() if row.startswith("| ")][1:]
PATH = re.compile(r"`((?:domain|bot|api|jobs|tests|docs|locales)/[\w./]*)`")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_the_places_that_a_row_of_where_does_it_go_names_are_there(row: str) -> None:
    paths = PATH.findall(row)

    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_path_of_the_architecture_page_is_there() -> None:
    assert [path for path in PATH.findall(PAGE) if not (ROOT / path).exists()] == []
