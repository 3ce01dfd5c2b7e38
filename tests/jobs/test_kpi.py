import json
from typing import Any

import pytest
from typer.testing import CliRunner

from domain.core import Core
from domain.settings import Settings
from jobs import cli


@pytest.fixture
def database() -> str:
    return "sqlite"


def test_the_figures_are_printed_with_their_counts_or_why_they_cannot_be_told(
    core: Core, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(settings.master_key_file))

    def run(line: str) -> Any:
        return CliRunner().invoke(cli.app, line.split())

    plain, table, wrong = (run(f"admin kpi {more}") for more in ("--json", "--period 2026", "--period soon"))
    first = json.loads(plain.output)[0]

    assert (first["figure"], first["value"], first["count"], first["why"]) == (
        "precision",
        None,
        0,
        "too_few",
    )
    assert "too few to tell" in table.output
    assert (wrong.exit_code, "period_unknown" in wrong.output) == (1, True)
