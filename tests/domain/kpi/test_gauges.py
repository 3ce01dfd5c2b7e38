from dataclasses import replace
from datetime import timedelta

import pytest

from api import metrics
from domain.core import Core
from domain.kit.clock import FixedClock
from domain.kpi import gauges
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.simulation.cars import made_up_vin


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


def test_figures_are_counted_once_an_hour_however_often_they_are_scraped(
    core: Core, clock: FixedClock
) -> None:
    def cars() -> list[float]:
        with core.reading() as unit:
            labels = {"figure": "cars_linked", "part": ""}
            return [
                each.value
                for each in gauges.gauges(unit)
                if each.name == "kpi_count" and each.labels == labels
            ]

    register(core, 0)
    assert cars() == [1]
    register(core, 1)
    assert cars() == [1]
    clock.advance(timedelta(hours=1))
    assert cars() == [2]


def test_a_figure_that_cannot_be_told_has_its_count_alone(core: Core) -> None:
    for number in range(5):
        register(core, number)
    text = metrics.text(core).decode()

    assert 'beforehand_kpi{figure="cars_linked",part=""} 0.0' in text
    assert 'beforehand_kpi_high{figure="cars_linked",part=""} 0.3' in text
    assert 'beforehand_kpi_count{figure="precision",part=""} 0.0' in text
    assert 'beforehand_kpi{figure="precision",part=""}' not in text
