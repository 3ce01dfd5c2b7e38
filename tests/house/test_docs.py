"""What the documents list is what there is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api import metrics
from bot import reader
from domain.booking import entry as centre_entries
from domain.booking.entry import CentreEntry, CentreRow
from domain.core import Core, Unit
from domain.health import catalogue
from domain.kpi import catalogue as kpi
from domain.registry import service as registry
from domain.registry import sheet
from domain.registry.entry import VehicleEntry
from domain.registry.facts import Papers
from domain.registry.sheet import Bad
from domain.running import service as running
from domain.settings import Settings
from jobs import cli, due, timetable
from jobs.lab import check_page, figures, kpi_page, model_page, shipped_cards
from jobs.lab.evaluations.catalogue import CONVERSATION, NAMES
from jobs.lab.model_cards import CARDS
from tests import pace

DOCS = Path(__file__).parents[2] / "docs"


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands(name: str, command: Any) -> Iterator[str]:
    """Every command that does something, as it is typed."""
    below = getattr(command, "commands", None)
    if below is None:
        yield name
    else:
        for key, each in below.items():
            yield from commands(f"{name} {key}", each)


def blocks(kind: str) -> list[str]:
    return [part.split("```")[0] for part in read("api.md").split(f"```{kind}\n")[1:]]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_documented(name: str) -> None:
    assert f"| `BEFOREHAND_{name.upper()}` |" in read("settings.md")


def test_no_setting_is_documented_that_is_not_there() -> None:
    listed = [line.split("`")[1] for line in read("settings.md").splitlines() if line.startswith("| `")]

    assert listed == [f"BEFOREHAND_{name.upper()}" for name in Settings.model_fields]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_is_documented_with_all_that_is_below_it(name: str) -> None:
    page = read("cli.md")

    assert [
        each for each in commands(f"beforehand {name}", cli.load(name)) if f"| `{each}` |" not in page
    ] == []


def test_a_job_of_the_timetable_is_documented_with_its_pace() -> None:
    page = read("operating.md")
    hours = {job.key: job.every.total_seconds() / 3600 for job in timetable.TIMETABLE}
    told = {
        key: f"{every:g} hours" if every >= 1 else f"{every * 60:g} minutes" for key, every in hours.items()
    }

    assert [key for key, every in told.items() if f"| `{key}` | {every} |" not in page] == []


def test_the_page_of_checks_is_fresh() -> None:
    assert read("checks.md") == check_page.page(), "run `python -m jobs.lab.check_page`"


def test_the_page_of_the_service_s_figures_is_fresh_and_holds_every_one() -> None:
    assert read("kpi.md") == kpi_page.page(), "run `python -m jobs.lab.kpi_page`"
    assert [each.code for each in kpi.ALL if f"(`{each.code}`)" not in read("kpi.md")] == []


def test_the_page_of_checks_holds_every_check() -> None:
    assert [code for code in catalogue.BY_CODE if f"(`{code}`)" not in read("checks.md")] == []


def test_the_page_of_models_is_fresh() -> None:
    page = model_page.page(figures.outcomes(), shipped_cards.shipped(), figures.outcomes(figures.BEFORE))

    assert read("models.md") == page, "run `python -m jobs.lab.model_page`"


def test_every_evaluation_has_kept_figures_or_says_why_not() -> None:
    told = {*figures.outcomes(), *(name for name, card in CARDS.items() if card.unrecorded)}

    assert set(NAMES) - told == set(), "run `beforehand evaluate NAME … --record docs/figures`"
    assert set(NAMES) - set(CARDS) == set(), "say in jobs/lab/model_cards.py what its figures are worth"


@pytest.mark.parametrize("name", CONVERSATION)
def test_every_evaluation_of_the_conversation_has_its_figures_on_its_page(name: str) -> None:
    assert f"`beforehand evaluate {name}" in read("understanding.md")


def test_no_kept_figure_names_a_place_on_a_machine() -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in figures.FOLDER.glob("*.json")}

    assert [name for name, text in texts.items() if re.search(r'"/|\.\./|[A-Z]:\\\\', text)] == []


def test_the_sheets_of_the_api_page_can_be_read() -> None:
    cars, centres = blocks("csv")

    assert [row for _, row in sheet.read(cars, VehicleEntry) if isinstance(row, Bad)] == []
    rows = [row for _, row in sheet.read(centres, CentreRow) if not isinstance(row, Bad)]
    assert [centre_entries.centre_input(centre_entries.of_row(row)).code for row in rows] == ["pudong"]


def test_the_centre_of_the_api_page_can_be_added() -> None:
    (centre,) = blocks("toml")

    assert centre_entries.centre_input(msgspec.toml.decode(centre, type=CentreEntry)).code == "pudong"


@pytest.fixture
def database() -> str:
    return "sqlite"


def _car(unit: Unit) -> int:
    car = registry.register_vehicle(unit, vin="WVWZZZE1ZNP000017", name="Fox", model="E1", papers=Papers())
    return car.id


def test_a_figure_that_is_to_be_alarmed_on_is_measured(core: Core) -> None:
    told = set(re.findall(r"`?(beforehand_[a-z0-9_]+)", read("operating.md")))
    with core.unit() as unit:
        running.fail(unit, _car(unit), None, step="look", error=ValueError())
    due.tick(core, timetable.TIMETABLE)
    core.loops.begin("ticker", patience_s=pace.patience(60))
    measured = set(re.findall(rb"(?m)^# TYPE (\w+)", metrics.text(core)))
    names = {name.decode() for name in measured}

    assert told
    assert reader.WITHIN_S  # its module counts what a process counts that runs the bot
    assert [name for name in told if name not in names and name.removesuffix("_bucket") not in names] == []
