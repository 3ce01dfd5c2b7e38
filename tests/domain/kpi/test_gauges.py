from dataclasses import replace
from datetime import timedelta

import pytest

from api import metrics
from domain.core import Core
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.simulation.cars import made_up_vin
from jobs import nightly


@pytest.fixture
def database() -> str:
    return "sqlite"


def register(core: Core, number: int) -> None:
    with core.unit() as unit:
        vin = made_up_vin(900_100 + number, year="S")
        registry.register_vehicle(
            replace(unit, now=unit.now - timedelta(days=1)),
            vin=vin,
            name="Car",
            model="Lark 60",
            papers=Papers(),
        )


def test_figures_are_scraped_as_the_job_counted_them_last(core: Core) -> None:
    for number in range(4):
        register(core, number)
    assert "beforehand_kpi" not in metrics.text(core).decode()
    nightly.figures(core)
    few = metrics.text(core).decode()
    register(core, 4)
    assert metrics.text(core).decode().count('count{figure="cars_linked",part=""} 4.0') == 1
    nightly.figures(core)
    enough = metrics.text(core).decode()

    assert 'beforehand_kpi_count{figure="cars_linked",part=""} 4.0' in few
    assert 'beforehand_kpi{figure="cars_linked",part=""}' not in few
    assert 'beforehand_kpi{figure="cars_linked",part=""} 0.0' in enough
    assert 'beforehand_kpi_high{figure="cars_linked",part=""} 0.35' in enough
    assert 'beforehand_kpi_count{figure="precision",part=""} 0.0' in enough
