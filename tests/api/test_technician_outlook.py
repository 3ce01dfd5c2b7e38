"""A car from afar: how its battery and its consumption stand, and how they should go on."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.energy import service as energy
from domain.energy.facts import PUBLISHED
from domain.fleet import service as fleet
from domain.fleet.facts import CarMeasures, Group
from domain.health.evidence import usage
from domain.kit.classified import ASKED, Purpose
from domain.learning import shelf
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from tests.api.conftest import Door, Life
from tests.api.test_technician import page
from tests.conftest import NOW
from tests.domain.battery.test_trained import draft
from tests.domain.earlier import long_ago
from tests.domain.energy.test_rules import day
from tests.domain.health import views
from tests.domain.telemetry.kept import keep


@pytest.fixture
def path(door: Door, life: Life) -> str:
    """Where a car can be looked at that charged for three years, and needs a fifth more since half a month."""
    days = [day(i, celsius=18 - i / 4, factor=1.1 if i < 45 else 1.32) for i in range(60)]
    with door.core.unit() as unit:
        for purpose in ASKED:
            registry.consent(long_ago(unit), life.owner_id, purpose=purpose, given=True, channel="chat")
        unit.session.get_one(Vehicle, life.vehicle_id).capacity_new_kwh = 60.0
        moved = tuple(replace(each, day=(NOW - timedelta(days=60 - i)).date()) for i, each in enumerate(days))
        features = replace(views.ageing(86.2, years=3, now=NOW), days=moved)
        keep(unit, life.vehicle_id, life.owner_id, features)
        alike = [CarMeasures(i, Group("Lark 60", "", ""), {usage.MEASURE: 10.0 + i / 5}) for i in range(8)]
        fleet.renew(unit, alike)
    return f"/v1/vehicles/{life.vehicle_id}/technician"


def ask(life: Life, path: str) -> Any:
    return life.centre.ask("GET", path, headers={"accept-language": "en"})


def test_the_battery_is_told_charge_by_charge_with_its_confidence_and_half_a_year_ahead(
    life: Life, path: str
) -> None:
    battery = ask(life, path)["battery"]

    assert battery["outlook"]["soh"]["soh"] == pytest.approx(86.3, abs=0.7)
    assert battery["outlook"]["confidence"]["stability"] == 25
    stretches, charges = battery["series"]["lines"]
    assert (stretches["name"], charges["name"]) == ("five weeks together", "each charge")
    assert len(charges["on"]) > 300
    assert stretches["values"][0] > 92 > stretches["values"][-1]
    first, *_, last = battery["series"]["ahead"]
    assert (first["on"], last["on"]) == ("2026-11-18", "2027-05-20")
    assert last["low"] < last["middle"] < last["high"]
    half = battery["outlook"]["half_year"]
    assert {end: last[end] for end in half} == pytest.approx(half)


def test_consumption_is_told_against_the_cars_own_usual_and_cars_like_it(life: Life, path: str) -> None:
    told = ask(life, path)["consumption"]

    assert told["lately"] > 1.05 * told["usual"]
    assert told["risen_since"] == "2026-11-03"
    assert (told["alike"]["cars"], told["by"]) == (8, "published")
    lately, before = told["series"]["lines"]
    assert (len(lately["on"]), len(before["on"])) == (30, 30)
    low, high = told["series"]["normal"]
    assert low < told["at_15c"] < high < lately["values"][-1]
    assert told["series"]["outside"] is True
    assert told["series"]["alike"] == [told["alike"]["low"], told["alike"]["high"]]


def test_a_shape_that_was_fitted_here_is_named_where_it_is_at_work(door: Door, life: Life, path: str) -> None:
    heated = replace(PUBLISHED, cabin=2 * PUBLISHED.cabin)
    shelf.add(door.core.settings.models_dir, heated, draft(energy.KIND))

    told = ask(life, path)["consumption"]

    assert (told["by"], told["cars"], told["mean_error_pct"]) == ("consumption 1", 31, 1.2)
    assert told["told"][-1].startswith(
        "Weather and traffic are taken into account using data of 31 cars here"
    )


@pytest.mark.parametrize(
    ("lang", "battery", "consumption"),
    [
        (
            "en",
            "Battery health so far and half a year ahead",
            "Consumption, recalculated to 15 °C and 40 km/h",
        ),
        ("zh", "电池健康度：目前走势与未来半年预测", "电耗（折算到 15 °C、40 km/h）"),
    ],
)
def test_both_are_drawn_on_the_page_in_both_languages(
    life: Life, path: str, lang: str, battery: str, consumption: str
) -> None:
    text = page(life.centre, f"{path}.html?lang={lang}")

    assert all(f'<img alt="{title}" src="data:image/png;base64,' in text for title in (battery, consumption))
    assert "energy-over-soc" in text
    assert "{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_in_privacy_mode_consumption_is_the_owners_alone(door: Door, life: Life, path: str) -> None:
    with door.core.unit() as unit:
        preferences.set_privacy_mode(unit, life.owner_id, on=True)

    assert ask(life, path)["consumption"] is None
    assert life.owner.ask("GET", path)["consumption"] is not None


def test_of_a_car_that_sent_nothing_yet_nothing_is_told(door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="chat")

    told = ask(life, f"/v1/vehicles/{life.vehicle_id}/technician")

    assert (told["battery"], told["consumption"]) == (None, None)
