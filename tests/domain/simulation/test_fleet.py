"""Fleets by feature: rare faults in forms apart, by the seed, quickly, and as the second-by-second simulation has it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from domain.learning import base_rates
from domain.simulation import cars, run
from domain.simulation.fleet import air, causes, forms
from domain.simulation.fleet import run as fleets
from domain.simulation.fleet.facts import FaultTruth
from domain.simulation.fleet.run import Fleet
from domain.telemetry.facts import Features, Flow, Rest
from domain.telemetry.features import extraction as kept
from tests import pace

START = date(2026, 10, 5)
DAYS = 21


def fleet(
    count: int, *, days: int = DAYS, city: str | None = None, rates: dict[str, float] | None = None
) -> Fleet:
    places = None if city is None else np.full(count, air.CITIES.index(city))
    return fleets.make(count, seed=3, start=START, days=days, forms="gating", rates=rates, cities=places)


def test_no_form_of_a_fault_serves_two_of_learning_gating_and_judging() -> None:
    by_use = {use: {(form.cause, form.code) for form in each} for use, each in forms.BY_USE.items()}

    assert sum(map(len, by_use.values())) == len(set().union(*by_use.values()))
    for told in by_use.values():
        assert {cause for cause, _ in told} == {
            name for name, cause in base_rates.CAUSES.items() if cause.check
        }


def test_no_two_lists_have_a_fault_that_grows_alike_and_those_that_judge_share_no_curve() -> None:
    learning, gating = (
        {(form.cause, form.curve) for form in each} for each in (forms.LEARNING, forms.GATING)
    )
    judging = {form.curve for form in forms.JUDGING}

    assert not learning & gating
    assert judging == causes.JUDGING_CURVES
    assert not judging & {form.curve for form in (*forms.LEARNING, *forms.GATING, *forms.SENSORS)}


def test_what_is_learned_or_gated_never_asks_for_the_forms_that_judge() -> None:
    root = Path(__file__).parents[3]
    asking = {
        str(file.relative_to(root))
        for part in ("domain", "jobs", "bot", "api")
        for file in (root / part).rglob("*.py")
        if re.search(r"JUDGING\b|[\"']judging[\"']", file.read_text(encoding="utf-8"))
    }

    assert asking == {
        "domain/simulation/fleet/forms.py",
        "jobs/lab/evaluations/fleet.py",
        "jobs/lab/evaluations/weather_year.py",
    }


def test_a_fleet_has_the_forms_of_the_list_that_was_asked_for_alone() -> None:
    rates = {name: 4_000.0 for name, cause in base_rates.CAUSES.items() if cause.check}
    for use, listed in forms.BY_USE.items():
        made = fleets.make(60, seed=3, start=START, days=DAYS, forms=use, rates=rates)
        assert {(fault.cause, fault.form) for fault in made.faults} <= {
            (form.cause, form.code) for form in listed
        }
        assert made.faults


def test_the_page_on_simulation_names_every_cause_and_form_with_its_rate() -> None:
    page = (Path(__file__).parents[3] / "docs" / "simulation.md").read_text(encoding="utf-8")

    for form in (*forms.LEARNING, *forms.GATING, *forms.JUDGING):
        cause = base_rates.CAUSES[form.cause]
        if cause.check:
            line = f"| {form.cause.replace('_', ' ')} (`{cause.check}`) | {cause.per_10k_car_years:.0f} |"
            (row,) = [each for each in page.splitlines() if each.startswith(line)]
            assert form.code.replace("_", " ") in row


def test_faults_are_as_rare_as_stated_and_rarer_than_one_in_ten_thousand_car_days() -> None:
    rate = sum(cause.per_10k_car_years for cause in base_rates.CAUSES.values() if cause.check)

    made = fleet(400, days=365, rates={"battery_12v": 500.0, "tyre_leak": 500.0})

    assert rate / (10_000 * 365.25) <= 1e-4
    assert len(made.faults) == pytest.approx(40, abs=18)
    assert {fault.check for fault in made.faults} == {"twelve_volt", "tyre_pressure"}


def test_the_same_seed_makes_the_same_fleet_and_another_does_not() -> None:
    one, again = fleet(5), fleet(5)
    other = fleets.make(5, seed=4, start=START, days=DAYS, forms="gating")

    assert one.features(2, 20) == again.features(2, 20)
    assert one.features(2, 20) != other.features(2, 20)


def test_ten_thousand_vehicle_days_take_less_than_a_second() -> None:
    with pace.spending() as spent:
        fleet(100, days=100)

    assert spent.s < 1.0


def test_what_is_known_grows_with_the_days_and_is_capped_as_in_production() -> None:
    made = fleet(3)
    early, late = made.features(1, 0), made.features(1, 20)

    assert late.rests[-1].end <= made.now(20)
    assert max(rest.end for rest in early.rests) <= made.now(0) < max(rest.end for rest in late.rests)
    assert len(late.rests) <= kept.KEEP_RESTS
    assert list(late.flows) == sorted(late.flows, key=lambda flow: flow.at)
    assert made.features(1, 20, parts=("rests",)) == Features(rests=late.rests)


def test_a_car_that_broke_down_stands_in_the_workshop_until_it_is_mended() -> None:
    made = fleet(300, days=120, rates={"coolant_loss": 3000.0})
    fault = next(each for each in made.faults if each.mended_at < made.now(110))
    assert fault.harm_at is not None

    flows = made.features(fault.car, 119).flows

    assert not [flow for flow in flows if fault.harm_at < flow.at < fault.mended_at - timedelta(days=1)]
    assert fault.present(fault.harm_at - timedelta(hours=1))
    assert not fault.present(fault.mended_at)


@pytest.mark.parametrize("cause", ["coolant_loss", "tyre_leak", "battery_12v", "converter"])
def test_a_fault_shows_fully_at_the_moment_of_harm_and_not_before_its_onset(cause: str) -> None:
    made = fleet(200, days=60, rates={cause: 20_000.0})
    sound = fleet(200, days=60, rates={})
    shows: dict[str, Callable[[Features, FaultTruth], float]] = {
        "coolant_loss": lambda seen, _: float(np.median([flow.flow_lph or 0 for flow in seen.flows[-3:]])),
        "tyre_leak": lambda seen, fault: seen.rests[-1].tyre_kpa[fault.wheel] or 0.0,
        "battery_12v": lambda seen, _: seen.rests[-1].twelve_volt or 0.0,
        "converter": lambda seen, _: min(day.twelve_running_low_v or 20 for day in seen.days[-4:]),
    }
    for fault in [each for each in made.faults if each.full_at < made.now(58)][:20]:
        day = int((fault.full_at - made.now(-1)) / timedelta(days=1)) - 1
        if day < 1:
            continue
        hurt, well = (shows[cause](each.features(fault.car, day), fault) for each in (made, sound))
        assert hurt < 0.99 * well, fault


def second_by_second(city: str) -> Features:
    """Two cars for three weeks, as the detailed simulation and the extraction make them."""
    folded: list[Features] = []
    for place in (0, 8):
        car = cars.DEMO_CARS[place]
        car = replace(car, city=city, daily_km=40.0)
        for number in range(DAYS):
            begin = datetime(START.year, START.month, START.day, tzinfo=UTC) + timedelta(days=number)
            seen = run.simulate(car, start=begin - kept.LOOK_BACK, end=begin + timedelta(days=1), step_s=30)
            folded.append(kept.extract(seen, day=begin.date()))
    return Features(
        flows=tuple(flow for each in folded for flow in each.flows),
        rests=tuple(rest for each in folded for rest in each.rests),
        charges=tuple(charge for each in folded for charge in each.charges),
        days=tuple(day for each in folded for day in each.days),
    )


def by_feature(city: str) -> Features:
    made = fleet(40, city=city, rates={})
    seen = [made.features(car, DAYS - 1) for car in range(40)]
    return Features(
        flows=tuple(flow for each in seen for flow in each.flows if flow.at > made.now(-1)),
        rests=tuple(rest for each in seen for rest in each.rests if rest.end > made.now(-1)),
        charges=tuple(charge for each in seen for charge in each.charges if charge.end > made.now(-1)),
        days=tuple(day for each in seen for day in each.days if day.day >= START),
    )


def told(items: Sequence[Any], what: Callable[[Any], float | None]) -> tuple[float, float]:
    """Median and half the spread of the middle 68 %."""
    values = [value for item in items if (value := what(item)) is not None]
    low, middle, high = np.percentile(values, [16, 50, 84])
    return float(middle), float(high - low) / 2


def _pumped(flow: Flow) -> float | None:
    if flow.flow_lph is None or flow.ambient_c is None or flow.power_kw is None:
        return None
    return flow.flow_lph - 1.2 * flow.power_kw - 0.8 * (flow.ambient_c - 20)


def _warmer(flow: Flow) -> float | None:
    return None if flow.inlet_c is None or flow.outlet_c is None else flow.outlet_c - flow.inlet_c


def _volt(rest: Rest) -> float | None:
    return rest.twelve_volt and rest.twelve_volt + 0.0012 * (20 - (rest.ambient_c or 0))


# What is compared, and how far medians may be apart; where True, the spreads are alike within a factor of two.
ALIKE: dict[str, tuple[str, Callable[[Any], float | None], float, bool]] = {
    "flow without load": ("flows", _pumped, 12.0, False),  # pumps differ from car to car
    "inlet": ("flows", lambda flow: flow.inlet_c, 2.5, True),
    "heat taken up": ("flows", _warmer, 0.25, True),
    "power": ("flows", lambda flow: flow.power_kw, 1.5, True),
    "seconds in an hour": ("flows", lambda flow: flow.samples, 400.0, False),
    "air at rest": ("rests", lambda rest: rest.ambient_c, 2.5, True),
    "hours of rest": ("rests", lambda rest: (rest.end - rest.start) / timedelta(hours=1), 4.0, False),
    "12 V at rest": ("rests", _volt, 0.08, False),  # batteries age
    "tyre": ("rests", lambda rest: rest.tyre_kpa[0], 8.0, False),  # cars differ
    "charged from": ("charges", lambda charge: charge.soc_from, 12.0, False),
    "warmth of a charge": ("charges", lambda charge: charge.temperature_c, 3.5, False),
    "converter": ("days", lambda day: day.twelve_running_low_v, 0.03, True),
    "coldest": ("days", lambda day: day.ambient_low_c, 2.5, True),
}  # fmt: skip


@pytest.mark.parametrize("city", ["shanghai", "harbin"])
def test_features_are_spread_as_those_extracted_from_the_detailed_simulation(city: str) -> None:
    detailed, quick = second_by_second(city), by_feature(city)

    for name, (part, what, apart, spread) in ALIKE.items():
        (want, wide), (got, width) = (told(getattr(each, part), what) for each in (detailed, quick))
        assert got == pytest.approx(want, abs=apart), name
        assert not spread or 0.5 < width / wide < 2.0, (name, wide, width)
